use std::collections::BTreeMap;

use serde::Serialize;

use super::CellReader;
use super::blocks::ends;
use super::csv;
use super::options::ReadOptions;
use super::reader::{Input, ReadError, decoded, empty, held};
use crate::instrument::{FollowsClaim, Instrument, Notation};

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
    /// Columns under another name: before, after.
    pub renamed: Vec<(String, String)>,
    /// Columns of items that the later version does not have; they are left out.
    pub left_out: Vec<String>,
    /// Items of the later version that nobody was asked; they are unanswered.
    pub added: Vec<String>,
    /// Answers that the later version does not take, by item; they are unanswered there.
    pub not_valid: BTreeMap<String, u64>,
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
        let dropped = named(first).into_iter().filter(|name| !before.values().any(|origin| origin == name)).collect();
        Ok(Self { to, before, dropped })
    }

    /// A whole file of answers in CSV, read in the dialect that `score` would read it in and written in the same, in
    /// UTF-8.
    ///
    /// # Errors
    /// Where it is empty, cannot be read, or is not in the encoding that was said.
    pub fn file(&self, input: Input<'_>, options: &ReadOptions) -> Result<(Vec<u8>, Migrated), ReadError> {
        let text = held(decoded(input, options.encoding))?;
        let (dialect, header, begins) = csv::header(&text, options.delimiter).ok_or_else(empty)?;
        if let Err(error) = std::str::from_utf8(&text) {
            let at = error.valid_up_to();
            let row = 1 + ends(&text[..at], Some(dialect.delimiter)).count() as u64;
            return Err(ReadError::Fault(Box::new(csv::not_utf8(row, text[at], options.caller))));
        }
        let notation = dialect.notation(options);
        let mut columns = self.columns(&header);
        let failed = |error: ::csv::Error| ReadError::Io(error.into());
        let mut writer = ::csv::WriterBuilder::new().delimiter(dialect.delimiter).from_writer(Vec::new());
        writer.write_record(&columns.names).map_err(failed)?;
        let mut reader = ::csv::ReaderBuilder::new();
        reader.delimiter(dialect.delimiter).has_headers(false).flexible(true);
        for record in reader.from_reader(&text[begins..]).records() {
            let record = record.map_err(failed)?;
            if csv::is_empty(record.as_byte_record()) {
                columns.told.empty_rows += 1;
                continue;
            }
            let cells: Vec<&str> = record.iter().map(str::trim).collect();
            writer.write_record(columns.row(&cells, &notation)).map_err(failed)?;
        }
        let text = writer.into_inner().map_err(|error| ReadError::Io(std::io::Error::other(error.to_string())))?;
        Ok((text, columns.told))
    }

    /// The columns of a file of answers to the earlier version. Those that no version knows are carried along.
    pub fn columns(&self, header: &[String]) -> MigratedColumns<'a> {
        let mut told = Migrated::default();
        let place = |name: &str| header.iter().position(|column| column == name);
        let (mut names, mut sources) = (Vec::new(), Vec::new());
        let of_versions = |column: &String| self.before.values().any(|origin| origin == column) || self.dropped.contains(column);
        for (at, column) in header.iter().enumerate().filter(|(_, column)| !of_versions(column)) {
            names.push(column.clone());
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
            let is_taken = reader.as_ref().is_none_or(|reader| reader.read(cell, notation).is_ok());
            if !is_taken {
                *self.told.not_valid.entry(self.names[at].clone()).or_default() += 1;
            }
            row.push(if is_taken { cell.to_owned() } else { String::new() });
        }
        row
    }
}
