use std::collections::{HashMap, HashSet};

use super::columns::{Columns, Role, header};
use super::labels::{LanguageTexts, folded, wordings};
use crate::instrument::{InformantIx, Instrument, ItemIx};
use crate::source::{Diagnostic, Severity, codes};

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
        let present = self.present();
        let mut items = roles_by_wording(instrument, languages, |at| !present.contains(&Role::Item(at)));
        for (label, facts) in facts_by_label(instrument, languages) {
            let open = facts.into_iter().filter(|fact| !present.contains(fact)).collect::<Vec<_>>();
            if !open.is_empty() {
                items.entry(label).or_default().extend(open);
            }
        }
        let named = facts_by_name(instrument, &present);
        if items.is_empty() && named.is_empty() {
            return None;
        }
        let mut found: HashMap<Role, Vec<usize>> = HashMap::new();
        for (column, name) in self.names.iter().enumerate().filter(|(at, _)| self.roles[*at] == Role::Ignored) {
            let headings = std::iter::once(name).chain(texts.get(column)).flat_map(|text| headings(text));
            let fitting = headings.into_iter().find_map(|heading| items.get(&folded(heading)));
            let beside = || texts.get(column).filter(|text| *text != name).and_then(|text| named.get(&folded(text)));
            let fitting = fitting.or_else(beside);
            // A wording of two items says of neither which column it has.
            if let Some(item) = fitting.filter(|items| items.len() == 1).and_then(|items| items.iter().next()) {
                found.entry(*item).or_default().push(column);
            }
        }
        let mut taken: Vec<(usize, Role)> = found
            .into_iter()
            .filter_map(|(role, columns)| if let [column] = columns[..] { Some((column, role)) } else { None })
            .collect();
        taken.sort_unstable_by_key(|(column, _)| *column);
        for (column, role) in &taken {
            self.roles[*column] = *role;
        }
        let name = |role: Role| match role {
            Role::Item(item) => instrument.items[item].name.as_str(),
            Role::Known(known) => instrument.known[known].name.as_str(),
            Role::Case | Role::Occasion | Role::Informant | Role::Date | Role::Language => "",
            Role::Choice(..) | Role::NoneOf(_) | Role::Together(_) | Role::Kept(_) | Role::Part | Role::Ignored => "",
        };
        let told = |(column, role): &(usize, Role)| format!("`{}` is `{}`", name(*role), shortened(&self.names[*column]));
        let told: Vec<String> = taken.iter().map(told).collect();
        listed(&told, "taken by the wording of the items, or the labels of facts")
            .map(|message| header(&codes::COLUMN_BY_TEXT, "", message))
    }

    /// The informants whose wording the headings of items are; none where they are that of all, or of different ones.
    pub(super) fn informants_of_headings(
        &self,
        instrument: &Instrument,
        texts: &[String],
        languages: &[LanguageTexts],
    ) -> Vec<InformantIx> {
        let mut informants: Vec<InformantIx> = instrument.informants.keys().collect();
        if informants.len() < 2 {
            return vec![];
        }
        let all = informants.len();
        for ((role, name), column) in self.roles.iter().zip(&self.names).zip(0..) {
            let Some(item) = role.item().map(|item| &instrument.items[item]) else { continue };
            let headings = std::iter::once(name).chain(texts.get(column)).flat_map(|text| headings(text)).map(folded);
            let headings: HashSet<String> = headings.collect();
            let is_for = |informant: &InformantIx| {
                let path = format!("item {} {}", item.name, instrument.informants[*informant].name);
                languages.iter().filter_map(|language| language.text(&path)).any(|text| headings.contains(&folded(text)))
            };
            let of_column: Vec<InformantIx> = instrument.informants.keys().filter(is_for).collect();
            // A heading that is the wording for nobody tells nothing.
            if !of_column.is_empty() {
                informants.retain(|informant| of_column.contains(informant));
            }
        }
        if informants.len() == all { vec![] } else { informants }
    }

    /// Warns of columns that have the name of an item, and beside it the wording of another one.
    pub(super) fn wording_of_others(
        &self,
        instrument: &Instrument,
        texts: &[String],
        languages: &[LanguageTexts],
    ) -> Option<Diagnostic> {
        let told = |(column, _, other): (usize, ItemIx, ItemIx)| {
            format!("`{}` has the wording of `{}`", self.names[column], instrument.items[other].name)
        };
        let told: Vec<String> = self.worded_as_others(instrument, texts, languages).into_iter().map(told).collect();
        let message = listed(&told, "columns were taken by their names, and have the wording of other items")?;
        let help = "look which of the two is right, and rename the columns or map them";
        Some(header(&codes::COLUMN_BY_TEXT, "", message).with_severity(Severity::Warning).help(help))
    }

    /// Columns that hold an item by their names, and have the wording of another beside them: column, item, other item.
    pub(super) fn worded_as_others(
        &self,
        instrument: &Instrument,
        texts: &[String],
        languages: &[LanguageTexts],
    ) -> Vec<(usize, ItemIx, ItemIx)> {
        let named = self.roles.iter().zip(texts).enumerate();
        let mut named = named.filter_map(|(at, (role, text))| Some((at, role.item()?, text))).peekable();
        if named.peek().is_none() {
            return vec![];
        }
        let items = roles_by_wording(instrument, languages, |_| true);
        let other = |(column, item, text): (usize, ItemIx, &String)| {
            let is_own = |heading: &&str| items.get(&folded(heading)).is_some_and(|items| items.contains(&Role::Item(item)));
            if headings(text).iter().any(is_own) {
                return None;
            }
            let others = headings(text).into_iter().find_map(|heading| items.get(&folded(heading)))?;
            Some((column, item, others.iter().filter_map(|role| role.item()).min()?))
        };
        named.filter_map(other).collect()
    }
}

/// Items by each of their wordings, folded.
fn roles_by_wording(
    instrument: &Instrument,
    languages: &[LanguageTexts],
    is_looked_for: impl Fn(ItemIx) -> bool,
) -> HashMap<String, HashSet<Role>> {
    let mut items: HashMap<String, HashSet<Role>> = HashMap::new();
    for (at, item) in instrument.items.iter_enumerated().filter(|(at, _)| is_looked_for(*at)) {
        for text in wordings(instrument, item, languages) {
            items.entry(folded(text)).or_default().insert(Role::Item(at));
        }
    }
    items
}

/// Facts by what each is called in any language, folded, unless that is its name: of one that differs from it in capitals
/// alone it is told.
fn facts_by_label(instrument: &Instrument, languages: &[LanguageTexts]) -> HashMap<String, HashSet<Role>> {
    let mut facts: HashMap<String, HashSet<Role>> = HashMap::new();
    for (at, known) in instrument.known.iter_enumerated() {
        let path = known.text_path();
        let name = folded(&known.name.replace('_', " "));
        for label in languages.iter().filter_map(|language| language.text(&path)).filter(|label| folded(label) != name) {
            facts.entry(folded(label)).or_default().insert(Role::Known(at));
        }
    }
    facts
}

/// Facts that have no column yet by their names, as a text beside a column may call them.
fn facts_by_name(instrument: &Instrument, present: &HashSet<Role>) -> HashMap<String, HashSet<Role>> {
    let open = instrument.known.iter_enumerated().filter(|(at, _)| !present.contains(&Role::Known(*at)));
    open.map(|(at, known)| (folded(&known.name.replace('_', " ")), HashSet::from([Role::Known(at)]))).collect()
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

/// The beginning of a long name.
pub(super) fn shortened(name: &str) -> String {
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
