use std::collections::BTreeMap;
use std::ops::ControlFlow;

use serde::Serialize;

use super::cell::CellReader;
use super::columns::Role;
use super::earlier::Earlier;
use super::evidence::Evidence;
use super::faults::Faults;
use super::key::Key;
use super::reader::{Answers, ReadError};
use super::row_parser::RowParser;
use super::row_reader::RowReader;
use crate::instrument::{Allotment, Domain, FollowsClaim, Instrument, ItemIx, Notation};

/// How answers to a version of a measure become answers to a later one, as far as what each version says of the one
/// before allows.
#[derive(Debug)]
pub struct Migration<'a> {
    to: &'a Instrument,
    /// Names of the earlier version, by the name that each has in the later one.
    before: BTreeMap<String, String>,
    /// Names of the earlier version that the later one no longer has.
    dropped: Vec<String>,
}

/// What became of the columns and cells of a file of answers.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Migrated {
    /// Rows that were carried over.
    pub rows: u64,
    /// Rows in which nothing stands, which were passed over.
    pub empty_rows: u64,
    /// Rows that could not be right and were left out.
    pub rejected: u64,
    /// Columns under another name: before, after.
    pub renamed: Vec<(String, String)>,
    /// Columns of items that the later version does not have; they are left out.
    pub left_out: Vec<String>,
    /// Items of the later version that nobody was asked; they are unanswered.
    pub added: Vec<String>,
    /// Answers that the later version does not take, by item; they are unanswered there.
    pub not_valid: BTreeMap<String, u64>,
}

/// A file of answers to the later version, and what was wrong with that to the earlier one.
#[derive(Debug)]
pub struct MigratedFile {
    /// The file, in CSV.
    pub text: Vec<u8>,
    /// What became of it.
    pub told: Migrated,
    /// What is wrong with the answers that were read.
    pub faults: Faults,
}

/// What was seen of the answers while they were read.
struct Read {
    faults: Faults,
    keys: Vec<Key>,
    evidence: Evidence,
    rejected: u64,
}

impl Read {
    fn take(&mut self, filled: RowParser) {
        self.rejected += filled.rejected.len() as u64;
        self.faults.append(filled.faults);
        self.keys.extend(filled.keys);
        self.evidence.join(filled.evidence);
    }

    /// All that is wrong, with what only the answers as a whole show.
    fn ended(mut self, reader: &RowReader<'_>) -> Faults {
        let repeats = Earlier::default().repeats(self.keys.iter());
        repeats.into_iter().for_each(|repeat| self.faults.add(repeat.diagnostic(reader.told_apart_by())));
        self.evidence.fault(reader.caller()).into_iter().for_each(|fault| self.faults.add(fault));
        self.faults
    }
}

/// The columns of answers under the names of the measure that they are answers to: who and when, what is known, items,
/// and what is carried along, in the order of the file.
fn fields(reader: &RowReader<'_>) -> Vec<(String, Role)> {
    let instrument = reader.instrument();
    let columns = &reader.columns;
    let mut seen = std::collections::HashSet::new();
    let roles = columns.roles.iter().map(|role| role.whole()).chain(columns.templates.iter().map(|(role, ..)| *role));
    let alone = |role: Role| match role.together() {
        Some(allotment) => instrument.allotments[allotment].items.iter().map(|item| Role::Item(*item)).collect(),
        None => vec![role],
    };
    roles
        .flat_map(alone)
        .filter(|role| seen.insert(*role))
        .filter_map(|role| {
            let name = match role {
                Role::Case => "case".to_owned(),
                Role::Occasion => "occasion".to_owned(),
                Role::Informant => "informant".to_owned(),
                Role::Date => "date".to_owned(),
                Role::Language => "language".to_owned(),
                Role::Item(item) => instrument.items[item].name.clone(),
                Role::Known(known) => instrument.known[known].name.clone(),
                Role::Kept(at) => columns.kept.get(at)?.clone(),
                Role::Choice(..) | Role::NoneOf(_) | Role::Together(_) | Role::Part | Role::Ignored => return None,
            };
            Some((name, role))
        })
        .collect()
}

/// The columns of a file, in the order in which they are written.
#[derive(Debug)]
pub struct MigratedColumns<'a> {
    /// The header.
    pub names: Vec<String>,
    /// Where each column comes from, and who reads it, where it holds answers.
    sources: Vec<(Option<usize>, Option<CellReader<'a>>)>,
    /// What is told of it.
    pub told: Migrated,
}

/// Whether what a question ranks or shares out is the same in both versions, among the same, whatever they are called.
fn is_as_before(allotment: &Allotment, to: &Instrument, first: &Instrument, before: &BTreeMap<String, String>) -> bool {
    let origin = |item: &ItemIx| before.get(&to.items[*item].name).and_then(|name| first.item(name));
    let origins: Vec<Option<ItemIx>> = allotment.items.iter().map(origin).collect();
    let old = origins.first().copied().flatten().and_then(|item| first.member(item)).map(|(old, _)| old);
    old.is_some_and(|old| {
        let is_of = |item: &Option<ItemIx>| item.is_some_and(|item| old.items.contains(&item));
        old.deal == allotment.deal && old.items.len() == allotment.items.len() && origins.iter().all(is_of)
    })
}

/// The version does not follow the earlier one.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Unsupported(pub String);

impl<'a> Migration<'a> {
    /// The road from the first of some versions to the last; each follows the one before it.
    ///
    /// # Errors
    /// Where one does not say that it does.
    pub fn along(versions: &[&'a Instrument]) -> Result<Self, Unsupported> {
        let [first, .., to] = versions else { return Err(Unsupported("there is no later version".to_owned())) };
        let named = |instrument: &Instrument| -> Vec<String> {
            let items = instrument.items.iter().map(|item| item.name.clone());
            items.chain(instrument.known.iter().map(|known| known.name.clone())).collect()
        };
        // Each name of now with the name that it had in the first version.
        let mut before: BTreeMap<String, String> = named(first).into_iter().map(|name| (name.clone(), name)).collect();
        for pair in versions.windows(2) {
            let follows = pair[1].follows.as_ref().filter(|follows| follows.version == pair[0].version);
            let follows = follows.ok_or_else(|| {
                Unsupported(format!(
                    "{} does not say what became of {} (`follows {} {{ … }}`)",
                    pair[1].reference(),
                    pair[0].reference(),
                    pair[0].version
                ))
            })?;
            for claim in &follows.claims {
                match claim {
                    FollowsClaim::Renamed(old, new) => {
                        if let Some(origin) = before.remove(old) {
                            before.insert(new.clone(), origin);
                        }
                    }
                    FollowsClaim::Dropped(name) => drop(before.remove(name)),
                    // A name that is new is not that of an item that was there under the same name before.
                    FollowsClaim::Added(name) => drop(before.remove(name)),
                    FollowsClaim::Comparable(_) | FollowsClaim::Changed(..) => {}
                }
            }
        }
        let there = named(to);
        before.retain(|name, _| there.contains(name));
        // Numbers that rank or share out are one answer: they are carried on where they mean what they meant.
        for allotment in &to.allotments {
            if is_as_before(allotment, to, first, &before) {
                continue;
            }
            before.retain(|name, _| !allotment.items.iter().any(|item| to.items[*item].name == *name));
        }
        let dropped = named(first).into_iter().filter(|name| !before.values().any(|origin| origin == name)).collect();
        Ok(Self { to, before, dropped })
    }

    /// A whole file of answers to the earlier version, as it was opened with texts held and columns carried along, in
    /// CSV with the delimiter that it had.
    ///
    /// # Errors
    /// Where the answers cannot be read on.
    pub fn file(&self, answers: &mut Answers<'_>) -> Result<MigratedFile, ReadError> {
        let delimiter = answers.delimiter().unwrap_or(b',');
        let fields = fields(&answers.reader);
        let mut columns = self.columns(&fields.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>());
        let failed = |error: ::csv::Error| ReadError::Io(error.into());
        let mut writer = ::csv::WriterBuilder::new().delimiter(delimiter).from_writer(Vec::new());
        writer.write_record(&columns.names).map_err(failed)?;
        let mut read = Read { faults: Faults::default(), keys: vec![], evidence: Evidence::default(), rejected: 0 };
        let (reader, source) = answers.split();
        let mut written = Ok(());
        source.for_each(&mut |block| {
            let filled = reader.read(&block);
            columns.told.empty_rows += filled.empty_rows;
            for row in 0..filled.table.rows {
                let cell = |(_, role): &(String, Role)| {
                    let cell = reader.rows().written(&filled.table, row, *role);
                    // Where no comma parts the cells, it parts the decimals.
                    if delimiter != b',' && reader.rows().holds_decimals(*role) { cell.replace('.', ",") } else { cell }
                };
                let cells: Vec<String> = fields.iter().map(cell).collect();
                let cells: Vec<&str> = cells.iter().map(String::as_str).collect();
                let notation = Notation { decimal_comma: delimiter != b',', ..Notation::default() };
                written = writer.write_record(columns.row(&cells, &notation)).map_err(failed);
                if written.is_err() {
                    return ControlFlow::Break(());
                }
            }
            read.take(filled);
            ControlFlow::Continue(())
        })?;
        written?;
        let text = writer.into_inner().map_err(|error| ReadError::Io(std::io::Error::other(error.to_string())))?;
        columns.told.rejected = read.rejected;
        let faults = read.ended(&answers.reader);
        Ok(MigratedFile { text, told: columns.told, faults })
    }

    /// The columns of a file of answers to the earlier version. Those that no version knows are carried along.
    pub fn columns(&self, header: &[String]) -> MigratedColumns<'a> {
        let mut told = Migrated::default();
        let place = |name: &str| header.iter().position(|column| column == name);
        let (mut names, mut sources) = (Vec::new(), Vec::new());
        let of_versions = |column: &String| self.before.values().any(|origin| origin == column) || self.dropped.contains(column);
        for (at, column) in header.iter().enumerate().filter(|(_, column)| !of_versions(column)) {
            // What is carried along never takes the name of an item of the later version.
            let is_taken = self.to.item(column).is_some() || self.to.known.iter().any(|known| known.name == *column);
            names.push(if is_taken { format!("answers:{column}") } else { column.clone() });
            sources.push((Some(at), None));
        }
        let readers = self.to.known.iter().map(|known| (&known.name, CellReader::of_known(known)));
        let readers = readers.chain(self.to.items.iter().map(|item| (&item.name, CellReader::of_item(self.to, item))));
        for (name, reader) in readers {
            let origin = self.before.get(name);
            let source = origin.and_then(|origin| place(origin));
            if let Some(origin) = origin.filter(|origin| *origin != name && source.is_some()) {
                told.renamed.push((origin.clone(), name.clone()));
            }
            if origin.is_none() && self.to.item(name).is_some() {
                told.added.push(name.clone());
            }
            if source.is_some() || self.to.item(name).is_some() {
                names.push(name.clone());
                sources.push((source, Some(reader)));
            }
        }
        told.left_out = self.dropped.iter().filter(|name| place(name).is_some()).cloned().collect();
        MigratedColumns { names, sources, told }
    }
}

impl MigratedColumns<'_> {
    /// A row of the file, as the later version takes it.
    pub fn row(&mut self, cells: &[&str], notation: &Notation) -> Vec<String> {
        self.told.rows += 1;
        let mut row = Vec::with_capacity(self.names.len());
        for (at, (source, reader)) in self.sources.iter().enumerate() {
            let cell = source.and_then(|source| cells.get(source).copied()).unwrap_or_default();
            let is_taken = reader.as_ref().is_none_or(|reader| reader.read(cell, notation, "").is_ok());
            if !is_taken {
                *self.told.not_valid.entry(self.names[at].clone()).or_default() += 1;
            }
            let left = || reader.as_ref().map_or(String::new(), |reader| choices_left(reader, cell));
            row.push(if is_taken { cell.to_owned() } else { left() });
        }
        row
    }
}

/// What is left of a set, of which the later version does not have some choice: the others were made all the same.
fn choices_left(reader: &CellReader<'_>, cell: &str) -> String {
    let domain = reader.domain();
    let names: Vec<&str> = cell.split(';').filter(|name| domain.names([*name]).is_ok()).collect();
    match domain {
        Domain::Choices(..) => names.join(";"),
        Domain::Scale(_)
        | Domain::Whole(..)
        | Domain::Decimal(..)
        | Domain::Text(_)
        | Domain::Date
        | Domain::Time
        | Domain::OneOf(_) => String::new(),
    }
}
