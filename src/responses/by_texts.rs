use std::collections::{HashMap, HashSet};

use super::columns::{Columns, Role, header};
use super::labels::{LanguageTexts, folded, wordings};
use crate::instrument::{Instrument, ItemIx};
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
        if items.is_empty() {
            return None;
        }
        let mut found: HashMap<Role, Vec<usize>> = HashMap::new();
        for (column, name) in self.names.iter().enumerate().filter(|(at, _)| self.roles[*at] == Role::Ignored) {
            let headings = std::iter::once(name).chain(texts.get(column)).flat_map(|text| headings(text));
            let fitting = headings.into_iter().find_map(|heading| items.get(&folded(heading)));
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
            Role::Choice(..) | Role::Together(_) | Role::Kept(_) | Role::Part | Role::Ignored => "",
        };
        let told = |(column, role): &(usize, Role)| format!("`{}` is `{}`", name(*role), shortened(&self.names[*column]));
        let told: Vec<String> = taken.iter().map(told).collect();
        listed(&told, "taken by the wording of the items, or the labels of facts")
            .map(|message| header(&codes::COLUMN_BY_TEXT, "", message))
    }

    /// Warns of columns that have the name of an item, and beside it the wording of another one.
    pub(super) fn wording_of_others(
        &self,
        instrument: &Instrument,
        texts: &[String],
        languages: &[LanguageTexts],
    ) -> Option<Diagnostic> {
        let named = self.roles.iter().zip(texts).zip(&self.names);
        let mut named = named.filter_map(|((role, text), name)| Some((role.item()?, text, name))).peekable();
        named.peek()?;
        let items = roles_by_wording(instrument, languages, |_| true);
        let other = |(item, text, name): (ItemIx, &String, &String)| {
            let is_own = |heading: &&str| items.get(&folded(heading)).is_some_and(|items| items.contains(&Role::Item(item)));
            if headings(text).iter().any(is_own) {
                return None;
            }
            let others = headings(text).into_iter().find_map(|heading| items.get(&folded(heading)))?;
            let other = others.iter().filter_map(|role| role.item()).min()?;
            Some(format!("`{name}` has the wording of `{}`", instrument.items[other].name))
        };
        let told: Vec<String> = named.filter_map(other).collect();
        let message = listed(&told, "columns were taken by their names, and have the wording of other items")?;
        let help = "look which of the two is right, and rename the columns or map them";
        Some(header(&codes::COLUMN_BY_TEXT, "", message).with_severity(Severity::Warning).help(help))
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
