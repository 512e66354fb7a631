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
        let items = items_by_wording(instrument, languages, |at| !present.contains(&Role::Item(at)));
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
        let items = items_by_wording(instrument, languages, |_| true);
        let other = |(item, text, name): (ItemIx, &String, &String)| {
            let is_own = |heading: &&str| items.get(&folded(heading)).is_some_and(|items| items.contains(&item));
            if headings(text).iter().any(is_own) {
                return None;
            }
            let other = headings(text).into_iter().find_map(|heading| items.get(&folded(heading))?.iter().min())?;
            Some(format!("`{name}` has the wording of `{}`", instrument.items[*other].name))
        };
        let told: Vec<String> = named.filter_map(other).collect();
        let message = listed(&told, "columns were taken by their names, and have the wording of other items")?;
        let help = "look which of the two is right, and rename the columns or map them";
        Some(header(&codes::COLUMN_BY_TEXT, "", message).with_severity(Severity::Warning).help(help))
    }
}

/// Items by each of their wordings, folded.
fn items_by_wording(
    instrument: &Instrument,
    languages: &[LanguageTexts],
    is_looked_for: impl Fn(ItemIx) -> bool,
) -> HashMap<String, HashSet<ItemIx>> {
    let mut items: HashMap<String, HashSet<ItemIx>> = HashMap::new();
    for (at, item) in instrument.items.iter_enumerated().filter(|(at, _)| is_looked_for(*at)) {
        for text in wordings(instrument, item, languages) {
            items.entry(folded(text)).or_default().insert(at);
        }
    }
    items
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
