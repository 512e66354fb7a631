use std::collections::{BTreeMap, HashMap, HashSet};

use super::by_texts::listed;
use super::columns::{Role, header};
use super::informants::Informants;
use super::labels::languages_of;
use super::options::{Caller, ReadOptions};
use super::set_columns::is_of_set;
use super::template::Template;
use crate::instrument::{Instrument, ItemIx};
use crate::source::{Diagnostic, codes, did_you_mean};

/// The columns of a measure, and under which names the answers have them.
pub(super) struct Mapping {
    /// What each name of the measure is.
    own: Vec<(String, Role)>,
    roles: HashMap<String, Role>,
    /// The names of what may have a column for each of several: sets of choices, ranks and shares.
    sets: HashSet<String>,
    /// The choices of all sets, each by the name of its set and its own: `sym_head`.
    choices: Vec<(String, (ItemIx, usize))>,
    /// The columns of choices, where somebody said so.
    said_choices: HashMap<(ItemIx, usize), String>,
    /// The column that holds each name, where somebody said so.
    said: HashMap<String, String>,
    /// Who can answer.
    informants: Informants,
    /// Columns that have the name of an item in the form that the measure came in from, as they are told.
    by_form: Vec<String>,
    /// What the file itself calls the columns, where they have other names.
    own_names: Vec<String>,
    /// Values that are put together of several columns, with what they are.
    pub(super) templates: Vec<(Role, String, Template)>,
}

/// The columns of a measure that are no item and no known fact.
const FIXED: [(&str, Role); 5] = [
    ("case", Role::Case),
    ("occasion", Role::Occasion),
    ("informant", Role::Informant),
    ("date", Role::Date),
    ("language", Role::Language),
];

impl Mapping {
    /// Follows what was said of columns, the later of two over the earlier.
    pub(super) fn new(instrument: &Instrument, options: &ReadOptions, names: &[String], told: &mut Vec<Diagnostic>) -> Self {
        let mut own: Vec<(String, Role)> = FIXED.iter().map(|(name, role)| ((*name).to_owned(), *role)).collect();
        own.extend(instrument.items.iter_enumerated().map(|(at, item)| (item.name.clone(), Role::Item(at))));
        own.extend(instrument.known.iter_enumerated().map(|(at, known)| (known.name.clone(), Role::Known(at))));
        let choices = choices_of(instrument, &own);
        own.extend(instrument.allotments.iter_enumerated().map(|(at, of)| (of.name.clone(), Role::Together(at))));
        let sets = instrument.items.iter().filter(|item| item.kind.choices().is_some()).map(|item| item.name.clone());
        let sets = sets.chain(instrument.allotments.iter().map(|allotment| allotment.name.clone())).collect();
        let mut mapping = Self {
            own,
            sets,
            choices,
            said_choices: HashMap::new(),
            roles: HashMap::new(),
            said: HashMap::new(),
            informants: Informants::of(instrument, &languages_of(instrument, &options.languages)),
            by_form: vec![],
            own_names: options.own_names.clone(),
            templates: vec![],
        };
        let there: HashSet<&str> = names.iter().map(String::as_str).collect();
        for (to, from) in &options.map {
            mapping.take(to, from, (names, &there), options.caller, told);
        }
        for (to, from) in &options.usual {
            let has_own = there.contains(to.as_str()) || mapping.is_said(to);
            if !has_own && from.split(['{', '}']).any(|part| there.contains(part)) {
                mapping.take(to, from, (names, &there), options.caller, &mut vec![]);
            }
        }
        mapping.take_names_in_form(instrument, &there);
        mapping.name_two_of_one(options.caller, told);
        let is_put_together = |role: &Role| mapping.templates.iter().any(|(known, ..)| known == role);
        let named = mapping.own.iter().filter(|(_, role)| !is_put_together(role));
        mapping.roles =
            named.map(|(name, role)| (mapping.said.get(name).cloned().unwrap_or_else(|| name.clone()), *role)).collect();
        mapping
    }

    /// Takes the columns that are called as the form calls them that the measure came in from.
    fn take_names_in_form(&mut self, instrument: &Instrument, there: &HashSet<&str>) {
        let mut items: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for item in &instrument.items {
            let own = item.member_of.map_or(&item.name, |of| &instrument.allotments[of].name);
            let is_open = !there.contains(own.as_str()) && !self.is_said(own);
            for name in item.names_in_form().into_iter().filter(|name| is_open && there.contains(name)) {
                items.entry(name).or_default().push(own);
            }
        }
        for (column, names) in items {
            let is_own = self.own.iter().any(|(own, _)| own == column);
            if let ([name], false) = (&names[..], is_own)
                && !self.said.contains_key(*name)
            {
                self.by_form.push(format!("`{name}` is `{column}`"));
                self.said.insert((*name).to_owned(), column.to_owned());
            }
        }
    }

    /// What is said of columns that were taken so.
    pub(super) fn note_of_form(&self) -> Option<Diagnostic> {
        let message = listed(&self.by_form, "taken by what the form calls them that the measure came in from")?;
        Some(header(&codes::COLUMN_BY_TEXT, "", message))
    }

    fn is_said(&self, name: &str) -> bool {
        let role = self.own.iter().find(|(own, _)| own == name).map(|(_, role)| *role);
        self.said.contains_key(name) || self.templates.iter().any(|(known, ..)| Some(*known) == role)
    }

    fn take(
        &mut self,
        to: &str,
        from: &str,
        (names, there): (&[String], &HashSet<&str>),
        caller: Caller,
        told: &mut Vec<Diagnostic>,
    ) {
        let own: Vec<&str> = self.own.iter().map(|(name, _)| name.as_str()).collect();
        let columns: Vec<&str> = names.iter().map(String::as_str).collect();
        let wrong = |message: &str, help: Option<String>| {
            let message = format!("{}: {message}", caller.map(to, from));
            header(&codes::MAPPING_FITS_NOTHING, "", message).maybe_help(help)
        };
        let pairs: Vec<(String, String)> =
            own.iter().filter_map(|name| Some(((*name).to_owned(), filled(from, &stars(to, name)?)))).collect();
        let of_choices = self.choice_columns((to, from), names, there);
        if pairs.is_empty() {
            match of_choices {
                None => told.push(wrong(&format!("the instrument has no `{to}`"), did_you_mean(to, &own))),
                Some(found) if found.is_empty() => {
                    told.push(wrong("the answers have no such column", did_you_mean(from, &columns)));
                }
                Some(found) => self.said_choices.extend(found),
            }
            return;
        }
        self.said_choices.extend(of_choices.unwrap_or_default());
        // Where no column has that name, it is who answered in every row.
        if to == "informant" && !there.contains(from) && self.informants.find(from).is_some() {
            self.templates.push((Role::Informant, from.to_owned(), Template::constant(from)));
            return;
        }
        if let Some(template) = Template::parse(from) {
            match template.columns().find(|name| !there.contains(name) && !self.own_names.iter().any(|own| own == name)) {
                Some(lacking) => {
                    told.push(wrong(&format!("the answers have no column `{lacking}`"), did_you_mean(lacking, &columns)))
                }
                None => {
                    let roles = self.own.iter().filter(|(name, _)| pairs.iter().any(|(own, _)| own == name));
                    self.templates.extend(roles.map(|(_, role)| (*role, from.to_owned(), template.clone())).collect::<Vec<_>>());
                }
            }
            return;
        }
        let pairs: Vec<(String, String)> =
            pairs.into_iter().map(|(name, column)| (name, by_number(column, names, there))).collect();
        // Of a set there may be a column for each choice in place of its own.
        let is_split =
            |(name, column): &(String, String)| self.sets.contains(name) && names.iter().any(|known| is_of_set(known, column));
        let (found, absent): (Vec<_>, Vec<_>) =
            pairs.into_iter().partition(|pair| there.contains(pair.1.as_str()) || is_split(pair));
        if found.is_empty() {
            told.push(wrong("the answers have no such column", did_you_mean(from, &columns)));
            return;
        }
        self.said.extend(found);
        // What is lacking is told of under the name that was hoped for, unless another line says where it is. A star
        // fits the case and the date too, which nobody means unless they are there.
        for (name, column) in absent {
            let is_item = self.own.iter().any(|(own, role)| *own == name && role.item().is_some());
            let is_split = self.sets.contains(&name) && names.iter().any(|known| is_of_set(known, &name));
            if is_item && !is_split && !there.contains(name.as_str()) {
                self.said.entry(name).or_insert(column);
            }
        }
    }

    /// Two names of the measure in one column cannot both be meant.
    fn name_two_of_one(&mut self, caller: Caller, told: &mut Vec<Diagnostic>) {
        let mut by_column: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for (name, _) in &self.own {
            by_column.entry(self.column_of(name)).or_default().push(name);
        }
        for (name, choice) in &self.choices {
            if let Some(column) = self.said_choices.get(choice) {
                by_column.entry(column).or_default().push(name);
            }
        }
        for (column, names) in by_column.into_iter().filter(|(_, names)| names.len() > 1) {
            let is_own = |name: &str| self.own.iter().any(|(own, _)| own == name) && !self.said.contains_key(name);
            let said = |name: &&str| if is_own(name) { format!("`{name}`") } else { caller.map(name, column) };
            let said: Vec<String> = names.iter().map(said).collect();
            let message = format!("{} name the same column `{column}`", said.join(" and "));
            told.push(header(&codes::COLUMN_TWICE, column, message).help("each name of the measure has a column of its own"));
        }
    }

    /// The columns that a line gives to choices of sets; nothing where it names none.
    fn choice_columns(
        &self,
        (to, from): (&str, &str),
        names: &[String],
        there: &HashSet<&str>,
    ) -> Option<Vec<((ItemIx, usize), String)>> {
        let named = self.choices.iter().filter_map(|(name, choice)| Some((*choice, filled(from, &stars(to, name)?))));
        let named: Vec<_> = named.map(|(choice, column)| (choice, by_number(column, names, there))).collect();
        let is_any = !named.is_empty();
        is_any.then(|| named.into_iter().filter(|(_, column)| there.contains(column.as_str())).collect())
    }

    /// The column that somebody said to hold a choice of a set.
    pub(super) fn column_of_choice(&self, item: ItemIx, choice: usize) -> Option<&str> {
        self.said_choices.get(&(item, choice)).map(String::as_str)
    }

    /// What a column of the answers is.
    pub(super) fn role(&self, column: &str) -> Option<Role> {
        self.roles.get(column).copied()
    }

    /// The column under which a name of the measure is looked for.
    pub(super) fn column_of<'a>(&'a self, name: &'a str) -> &'a str {
        self.said.get(name).map_or(name, String::as_str)
    }

    /// The names of the measure that are no items, nor several of them, with what they are.
    pub(super) fn facts(&self) -> impl Iterator<Item = (&str, Role)> {
        let is_fact = |role: &Role| role.item().is_none() && role.together().is_none();
        self.own.iter().filter(move |(_, role)| is_fact(role)).map(|(name, role)| (name.as_str(), *role))
    }
}

/// The choices of all sets by what `--map` calls them, but for those that something else is called.
fn choices_of(instrument: &Instrument, own: &[(String, Role)]) -> Vec<(String, (ItemIx, usize))> {
    let of_items = instrument.items.iter_enumerated().flat_map(|(at, item)| {
        let choices = item.kind.choices().unwrap_or_default().iter().enumerate();
        choices.map(move |(choice, of)| (choice_name(&item.name, &of.name), (at, choice)))
    });
    of_items.filter(|(name, _)| !own.iter().any(|(taken, _)| taken == name)).collect()
}

/// What `--map` calls a choice of a set.
pub(super) fn choice_name(set: &str, choice: &str) -> String {
    format!("{set}_{choice}")
}

/// `#3` is the third column, where no column has that name.
fn by_number(column: String, names: &[String], there: &HashSet<&str>) -> String {
    if there.contains(column.as_str()) {
        return column;
    }
    let number = column.strip_prefix('#').and_then(|number| number.parse::<usize>().ok());
    number.and_then(|number| names.get(number.checked_sub(1)?)).cloned().unwrap_or(column)
}

/// What each `*` of a pattern stands for in a name that fits it, the first as short as it can be.
pub(super) fn stars(pattern: &str, name: &str) -> Option<Vec<String>> {
    let Some((head, rest)) = pattern.split_once('*') else { return (pattern == name).then(Vec::new) };
    let name = name.strip_prefix(head)?;
    let ends = name.char_indices().map(|(at, _)| at).chain([name.len()]);
    ends.into_iter().find_map(|end| {
        let mut all = vec![name[..end].to_owned()];
        all.extend(stars(rest, &name[end..])?);
        Some(all)
    })
}

/// A pattern with its stars filled in, in their order.
fn filled(pattern: &str, stars: &[String]) -> String {
    let mut parts = pattern.split('*');
    let mut text = parts.next().unwrap_or_default().to_owned();
    for (at, part) in parts.enumerate() {
        text.push_str(stars.get(at).map_or("*", String::as_str));
        text.push_str(part);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{filled, stars};

    #[test]
    fn stars_stand_for_the_same_on_both_sides() {
        let mapped = |to: &str, from: &str, name: &str| stars(to, name).map(|stars| filled(from, &stars));
        assert_eq!(mapped("q*", "WAI_*", "q12").as_deref(), Some("WAI_12"));
        assert_eq!(mapped("*_*", "Q*.*", "a_b_c").as_deref(), Some("Qa.b_c"));
        assert_eq!(mapped("*", "x*y", "").as_deref(), Some("xy"));
        assert_eq!(mapped("q*", "WAI_*", "r1"), None);
        assert_eq!(mapped("a", "b", "a").as_deref(), Some("b"));
    }
}
