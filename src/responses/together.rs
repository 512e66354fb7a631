//! Questions that rank or share out, with one column for all: an object, a list in order, or a column for each place of a
//! ranking (`o[1]`, `o[2]`), which names who is in it.

use super::by_texts::listed;
use super::columns::{Columns, Role, header};
use super::labels::{LanguageTexts, folded};
use super::mapping::Mapping;
use super::set_columns::{is_member_text, rest_of};
use super::template::Template;
use crate::instrument::{Allotment, AllotmentIx, Deal, Instrument, ItemIx};
use crate::source::{Diagnostic, codes};

impl Columns {
    /// Takes columns that hold all of a question. Where its own columns are there too, nobody can tell which count.
    pub(super) fn take_together(&mut self, instrument: &Instrument, mapping: &Mapping) -> Vec<Diagnostic> {
        let mut told = Vec::new();
        for at in 0..self.roles.len() {
            let Some(allotment) = self.roles[at].together() else { continue };
            let items = &instrument.allotments[allotment].items;
            let own = items.iter().filter(|item| self.roles.contains(&Role::Item(**item)));
            let own: Vec<String> = own.map(|item| format!("`{}`", instrument.items[*item].name)).collect();
            if own.is_empty() {
                self.together.extend(items);
                continue;
            }
            let name = self.names[at].clone();
            self.roles[at] = Role::Ignored;
            let message = format!("`{name}` holds all of what {} hold", own.join(", "));
            told.push(header(&codes::COLUMN_TWICE, &name, message).help("rename or delete the one or the others"));
        }
        let put_together = mapping.templates.iter().filter_map(|(role, ..)| role.together());
        self.together.extend(put_together.flat_map(|allotment| &instrument.allotments[allotment].items));
        told
    }

    /// Takes the columns of rankings that have one for each place, and says so.
    pub(super) fn take_places(
        &mut self,
        instrument: &Instrument,
        mapping: &Mapping,
        (texts, languages): (&[String], &[LanguageTexts]),
    ) -> Option<Diagnostic> {
        let present = self.present();
        let is_open = |allotment: &Allotment| !allotment.items.iter().any(|item| present.contains(&Role::Item(*item)));
        let rankings = instrument.allotments.iter_enumerated().filter(|(_, allotment)| match allotment.deal {
            Deal::Ranks => is_open(allotment),
            Deal::Shares(_) => false,
        });
        let mut told = Vec::new();
        for (at, allotment) in rankings {
            let places = self.places_of(instrument, allotment, mapping);
            let is_of_member = |column: &usize| texts.get(*column).is_some_and(|text| is_member_text(allotment, text, languages));
            if places.len() < 2 || places.iter().any(is_of_member) {
                continue;
            }
            let names: Vec<String> = places.iter().map(|column| self.names[*column].clone()).collect();
            told.push(format!(
                "`{}` is {}",
                allotment.name,
                names.iter().map(|n| format!("`{n}`")).collect::<Vec<_>>().join(", ")
            ));
            self.put_together(at, &allotment.items, (&places, names));
        }
        let message = listed(&told, "a ranking in a column for each place, the first first")?;
        Some(header(&codes::COLUMN_BY_TEXT, "", message))
    }

    fn put_together(&mut self, at: AllotmentIx, items: &[ItemIx], (places, names): (&[usize], Vec<String>)) {
        for column in places {
            self.roles[*column] = Role::Part;
        }
        self.together.extend(items);
        self.templates.push((Role::Together(at), names.join(";"), Template::listed(names)));
    }

    /// The columns of the places of a ranking, from the first on; none where one is beyond the last.
    fn places_of(&self, instrument: &Instrument, allotment: &Allotment, mapping: &Mapping) -> Vec<usize> {
        let mut heads = vec![folded(mapping.column_of(&allotment.name))];
        heads.extend(allotment.items.iter().flat_map(|item| instrument.items[*item].names_in_form()).map(folded));
        let place = |(at, name): (usize, &String)| {
            let number = rest_of(&folded(name), &heads)?.parse::<usize>().ok()?;
            (self.roles[at] == Role::Ignored && number > 0).then_some((number, at))
        };
        let mut numbered: Vec<(usize, usize)> = self.names.iter().enumerate().filter_map(place).collect();
        numbered.sort_unstable();
        let is_in_order = numbered.iter().zip(1..).all(|((number, _), at)| *number == at);
        let fits = is_in_order && numbered.len() <= allotment.members.len();
        if fits { numbered.into_iter().map(|(_, column)| column).collect() } else { vec![] }
    }
}
