use std::collections::{HashMap, HashSet};

use super::columns::{Columns, Role, header};
use super::labels::{LanguageTexts, folded, wordings};
use super::mapping::Mapping;
use crate::instrument::{Choice, Instrument, Item, ItemIx};
use crate::source::{Diagnostic, codes};

/// Names that are compared with the names of sets, each with each.
const MOST_COMPARED: usize = 1_000_000;
/// Names that are listed in a note.
const LISTED: usize = 6;

impl Columns {
    /// Gives items without a column the columns whose heading is their wording, and says so. A heading is the name of a
    /// column, or the text beside it.
    pub(super) fn take_by_wording(
        &mut self,
        instrument: &Instrument,
        texts: &[String],
        languages: &[LanguageTexts],
    ) -> Option<Diagnostic> {
        let mut items: HashMap<String, HashSet<ItemIx>> = HashMap::new();
        let present = self.present();
        for (at, item) in instrument.items.iter_enumerated().filter(|(at, _)| !present.contains(&Role::Item(*at))) {
            for text in wordings(instrument, item, languages) {
                items.entry(folded(text)).or_default().insert(at);
            }
        }
        if items.is_empty() {
            return None;
        }
        let mut found: HashMap<ItemIx, Vec<usize>> = HashMap::new();
        for (column, name) in self.names.iter().enumerate().filter(|(at, _)| self.roles[*at] == Role::Ignored) {
            let headings = std::iter::once(name).chain(texts.get(column)).flat_map(|text| headings(text));
            let fitting = headings.into_iter().find_map(|heading| items.get(&folded(heading)));
            // A wording of two items says of neither which column it has.
            if let Some(item) = fitting.filter(|items| items.len() == 1).and_then(|items| items.iter().next()) {
                found.entry(*item).or_default().push(column);
            }
        }
        let mut taken: Vec<(ItemIx, usize)> = found
            .into_iter()
            .filter_map(|(item, columns)| if let [column] = columns[..] { Some((item, column)) } else { None })
            .collect();
        taken.sort_unstable();
        for (item, column) in &taken {
            self.roles[*column] = Role::Item(*item);
        }
        let told: Vec<String> = taken
            .iter()
            .map(|(item, column)| format!("`{}` is `{}`", instrument.items[*item].name, shortened(&self.names[*column])))
            .collect();
        listed(&told, "taken by the wording of the items").map(|message| header(&codes::COLUMN_BY_TEXT, "", message))
    }

    /// Gives sets of choices without a column the columns of their choices, one each, and says so.
    pub(super) fn take_sets(
        &mut self,
        instrument: &Instrument,
        mapping: &Mapping,
        texts: &[String],
        languages: &[LanguageTexts],
    ) -> Option<Diagnostic> {
        let present = self.present();
        let is_set = |(at, item): &(ItemIx, &Item)| item.kind.choices().is_some() && !present.contains(&Role::Item(*at));
        let sets: Vec<(ItemIx, &Item)> = instrument.items.iter_enumerated().filter(is_set).collect();
        // With very many names the search would take longer than the scoring.
        if self.names.len().saturating_mul(sets.len()) > MOST_COMPARED {
            return None;
        }
        let mut told = Vec::new();
        for (at, item) in sets {
            let Some(choices) = item.kind.choices() else { continue };
            let mut heads: Vec<String> = vec![folded(mapping.column_of(&item.name))];
            heads.extend(wordings(instrument, item, languages).into_iter().map(folded));
            let of_set = self.columns_of_set(item, choices, (&heads, texts), languages);
            if of_set.len() != choices.len() {
                continue;
            }
            let names: Vec<&str> = of_set.iter().map(|column| self.names[*column].as_str()).collect();
            told.push(format!(
                "`{}` is {}",
                item.name,
                names.iter().map(|name| format!("`{}`", shortened(name))).collect::<Vec<_>>().join(", ")
            ));
            for (choice, column) in of_set.into_iter().enumerate() {
                self.roles[column] = Role::Choice(at, choice);
            }
        }
        listed(&told, "a set of choices in a column each").map(|message| header(&codes::COLUMN_BY_TEXT, "", message))
    }

    /// The columns of the choices of a set, in their order, as far as each is there once. Their names, or the texts
    /// beside those, begin as the set is called.
    fn columns_of_set(
        &self,
        item: &Item,
        choices: &[Choice],
        (heads, texts): (&[String], &[String]),
        languages: &[LanguageTexts],
    ) -> Vec<usize> {
        let rests: Vec<(usize, String)> = self
            .names
            .iter()
            .enumerate()
            .filter(|(at, _)| self.roles[*at] == Role::Ignored)
            .filter_map(|(at, name)| {
                let mut headings = std::iter::once(name).chain(texts.get(at));
                Some((at, headings.find_map(|heading| rest_of(&folded(heading), heads))?))
            })
            .collect();
        let of_choice = |(position, choice): (usize, &Choice)| {
            let path = format!("item {} choice {}", item.name, choice.name);
            let number = position + 1;
            let name = folded(&choice.name);
            // Codes of LimeSurvey have no underscores.
            let mut wanted =
                vec![name.replace('_', ""), name, number.to_string(), format!("sq{number:03}"), format!("c{number}")];
            wanted.extend(languages.iter().filter_map(|language| language.text(&path)).map(folded));
            let mut fitting = rests.iter().filter(|(_, rest)| wanted.contains(rest));
            match (fitting.next(), fitting.next()) {
                (Some((column, _)), None) => Some(*column),
                (_, _) => None,
            }
        };
        choices.iter().enumerate().filter_map(of_choice).collect()
    }
}

/// Whether a column holds one choice of a set that is called so.
pub(super) fn is_of_set(column: &str, set: &str) -> bool {
    rest_of(&folded(column), &[folded(set)]).is_some()
}

/// What follows the name of a set in the heading of one of its choices: `sym___head`, `sym[head]`, `sym/head`,
/// `sym#head`, `sym - head`.
fn rest_of(name: &str, heads: &[String]) -> Option<String> {
    heads.iter().find_map(|head| {
        let rest = name.strip_prefix(head.as_str())?;
        let inner = rest.trim_start_matches(['_', '[', '/', '#', '.', '-', ':', ' ']);
        // REDCap writes `sym (choice=Head)` above labels.
        let choice = inner.strip_prefix("(choice=").and_then(|inner| inner.strip_suffix(')'));
        let inner = choice.unwrap_or(inner.strip_suffix(']').unwrap_or(inner)).trim();
        (inner.len() < rest.len() && !inner.is_empty()).then(|| inner.to_owned())
    })
}

/// The texts of a heading that can be the wording of an item: all of it, what stands in brackets at its end, what
/// follows a dash, and what follows a number or a code at its beginning.
fn headings(name: &str) -> Vec<&str> {
    let mut all = vec![name];
    if let Some((_, inner)) = name.strip_suffix(']').and_then(|name| name.rsplit_once('[')) {
        all.push(inner);
    }
    if let Some((_, rest)) = name.rsplit_once(" - ") {
        all.push(rest);
    }
    if let Some((_, rest)) = name.split_once(". ") {
        all.push(rest);
    }
    all
}

fn shortened(name: &str) -> String {
    const LETTERS: usize = 40;
    if name.chars().count() <= LETTERS {
        name.to_owned()
    } else {
        format!("{}…", name.chars().take(LETTERS).collect::<String>())
    }
}

/// What was found, the first of it named; nothing where nothing was.
pub(super) fn listed(told: &[String], how: &str) -> Option<String> {
    match told.len() {
        0 => None,
        count if count <= LISTED => Some(format!("{how}: {}", told.join("; "))),
        count => Some(format!("{how}: {}; and {} more", told[..LISTED].join("; "), count - LISTED)),
    }
}
