use std::collections::BTreeMap;

use serde::Serialize;

use super::record::{Identity, Record};

/// Where two people who typed the same sheets differ.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Difference {
    /// Code of the case.
    pub case: String,
    /// Occasion, as written.
    pub occasion: String,
    /// Name of the informant.
    pub informant: String,
    /// What differs.
    #[serde(flatten)]
    pub what: Differs,
}

/// What differs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "what", rename_all = "snake_case")]
pub enum Differs {
    /// The sheet is in the first file only.
    OnlyFirst,
    /// The sheet is in the second file only.
    OnlySecond,
    /// A cell.
    Cell {
        /// The column.
        column: String,
        /// What the first has; empty for nothing.
        first: String,
        /// What the second has.
        second: String,
    },
}

impl Difference {
    /// In words.
    pub fn words(&self) -> String {
        let shown = |cell: &str| if cell.is_empty() { "nothing".to_owned() } else { format!("`{cell}`") };
        let what = match &self.what {
            Differs::OnlyFirst => "only in the first".to_owned(),
            Differs::OnlySecond => "only in the second".to_owned(),
            Differs::Cell { column, first, second } => {
                format!("{column}: {} in the first, {} in the second", shown(first), shown(second))
            }
        };
        format!("case {}, occasion {}, {}: {what}", self.case, self.occasion, self.informant)
    }
}

/// Which of two files is right about a difference.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Right {
    /// The first.
    First,
    /// The second.
    Second,
}

impl Difference {
    /// Settles it: makes the sheets of the first file, `agreed` so far, say what the right one says.
    pub fn settle(&self, agreed: &mut Vec<Record>, second: &[Record], right: Right) {
        let is_it = |record: &Record| key(record) == (&*self.case, &*self.occasion, &*self.informant);
        match (&self.what, right) {
            (_, Right::First) => {}
            (Differs::OnlyFirst, Right::Second) => agreed.retain(|record| !is_it(record)),
            (Differs::OnlySecond, Right::Second) => agreed.extend(second.iter().find(|record| is_it(record)).cloned()),
            (Differs::Cell { column, .. }, Right::Second) => {
                let theirs = second.iter().find(|record| is_it(record));
                if let (Some(ours), Some(theirs)) = (agreed.iter_mut().find(|record| is_it(record)), theirs) {
                    take(ours, theirs, column);
                }
            }
        }
    }
}

/// Takes a cell over from another sheet.
fn take(ours: &mut Record, theirs: &Record, column: &str) {
    if column == DATE {
        ours.identity.date.clone_from(&theirs.identity.date);
        return;
    }
    for (ours, theirs) in [(&mut ours.answers, &theirs.answers), (&mut ours.known, &theirs.known)] {
        match theirs.get(column) {
            Some(cell) => ours.insert(column.to_owned(), cell.clone()),
            None => ours.remove(column),
        };
    }
}

/// The column of the date.
const DATE: &str = "date";

/// A sheet: its case, its occasion, and who answered.
type Key<'a> = (&'a str, &'a str, &'a str);

/// Where two files differ, in the order of the first; sheets that only the second has come last.
pub fn differences(first: &[Record], second: &[Record]) -> Vec<Difference> {
    let others: BTreeMap<Key<'_>, &Record> = second.iter().map(|record| (key(record), record)).collect();
    let known: BTreeMap<Key<'_>, &Record> = first.iter().map(|record| (key(record), record)).collect();
    let mut found = Vec::new();
    for record in first {
        match others.get(&key(record)) {
            Some(other) => found.extend(cells(record, other).into_iter().map(|what| at(record, what))),
            None => found.push(at(record, Differs::OnlyFirst)),
        }
    }
    let only_second = second.iter().filter(|record| !known.contains_key(&key(record)));
    found.extend(only_second.map(|record| at(record, Differs::OnlySecond)));
    found
}

fn key(record: &Record) -> Key<'_> {
    let Identity { case, occasion, informant, .. } = &record.identity;
    (case, occasion, informant)
}

fn at(record: &Record, what: Differs) -> Difference {
    let Identity { case, occasion, informant, .. } = record.identity.clone();
    Difference { case, occasion, informant, what }
}

fn cells(first: &Record, second: &Record) -> Vec<Differs> {
    let (first, second) = (filled(first), filled(second));
    let columns: std::collections::BTreeSet<&str> = first.keys().chain(second.keys()).copied().collect();
    let cell = |column: &str| {
        let (first, second) = (first.get(column).copied().unwrap_or(""), second.get(column).copied().unwrap_or(""));
        (first != second).then(|| Differs::Cell { column: column.to_owned(), first: first.to_owned(), second: second.to_owned() })
    };
    columns.into_iter().filter_map(cell).collect()
}

/// The cells of a sheet that say something. The language is that of whoever typed, not of the sheet.
fn filled(record: &Record) -> BTreeMap<&str, &str> {
    let facts = record.known.iter().chain(&record.answers).map(|(column, cell)| (column.as_str(), cell.as_str()));
    facts.chain([(DATE, record.identity.date.as_str())]).filter(|(_, cell)| !cell.is_empty()).collect()
}
