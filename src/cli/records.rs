use std::collections::{BTreeMap, HashSet};
use std::io::Cursor;
use std::ops::ControlFlow;
use std::path::Path;

use super::{CliError, report};
use crate::administer::{CaseCode, Identity, Questionnaire, Record};
use crate::files;
use crate::instrument::{InformantIx, Instrument};
use crate::output::repeat_diagnostic;
use crate::responses::{Answers, Faults, Format, ReadError, ReadOptions, Role, RowReader, unknown_columns};
use crate::source::{Code, Diagnostic, Place, SourceFile, codes};

type Records = Vec<(CaseCode, Record)>;

/// Bytes of a file of answers that are held in memory, as for a store: some millions of rows.
pub const ANSWERS_BYTES: usize = 256 << 20;

/// The columns that a store adds to those of a measure: when the administration began, whether only the one who
/// answered may see it, and the office that it belongs to.
pub const BEGUN: &str = "begun";
pub const CONFIDENTIAL: &str = "confidential";
pub const OFFICE: &str = "office";

/// The name of a column that a store adds; another one where the measure has a column of that name itself.
pub fn column_of_store(instrument: &Instrument, name: &str) -> String {
    if instrument.names().any(|own| own == name) { format!("store:{name}") } else { name.to_owned() }
}

/// An administration as a store takes it in.
pub struct OfStore {
    pub case: CaseCode,
    pub record: Record,
    /// When it began, as the store writes it; nothing where the file does not say.
    pub begun: Option<String>,
    pub is_confidential: bool,
    pub office: String,
}

/// The administrations of a file of answers in CSV, each under the code of its case. What is wrong in the file is said;
/// `None` where anything is.
pub fn of_file(instrument: &Instrument, path: &Path, options: &ReadOptions) -> Result<Option<Records>, CliError> {
    let take = |reader: &RowReader<'_>, row: u64, cells: &[String]| record(reader, row, cells);
    read(instrument, path, options, take, |(_, record)| &record.identity)
}

/// The same, with what a store adds. `now` is the latest that one can have begun.
pub fn of_store(
    instrument: &Instrument,
    path: &Path,
    options: &ReadOptions,
    now: &str,
) -> Result<Option<Vec<OfStore>>, CliError> {
    let options = ReadOptions { keep: true, ..options.clone() };
    let take = |reader: &RowReader<'_>, row: u64, cells: &[String]| {
        let (case, record) = record(reader, row, cells)?;
        let added = Added { reader, row, cells };
        let begun = added.begun(now)?;
        let is_confidential = added.is_confidential()?;
        let office = added.cell(OFFICE).trim().to_owned();
        Ok(OfStore { case, record, begun, is_confidential, office })
    };
    read(instrument, path, &options, take, |of_store| &of_store.record.identity)
}

/// What a store adds in a row.
struct Added<'r, 'a> {
    reader: &'r RowReader<'a>,
    row: u64,
    cells: &'r [String],
}

impl Added<'_, '_> {
    fn cell(&self, name: &str) -> &str {
        let columns = &self.reader.columns;
        let name = column_of_store(self.reader.instrument(), name);
        let mut named = columns.names.iter().zip(&columns.roles);
        let at = named.position(|(there, role)| *there == name && matches!(role, Role::Kept(_)));
        at.and_then(|at| self.cells.get(at)).map_or("", String::as_str)
    }

    fn begun(&self, now: &str) -> Result<Option<String>, Box<Diagnostic>> {
        let cell = self.cell(BEGUN).trim();
        if cell.is_empty() {
            return Ok(None);
        }
        let begun = cell.parse::<jiff::Timestamp>().map_err(|_| {
            let fault = self.fault(&codes::NOT_A_MOMENT, BEGUN, "this is no moment");
            Box::new(fault.help("as 2026-11-24T09:30:00Z; `verbond store export` writes it so"))
        })?;
        // What has not begun yet would be kept for longer than it may be.
        if now.parse::<jiff::Timestamp>().is_ok_and(|now| begun > now) {
            let fault = self.fault(&codes::NOT_A_MOMENT, BEGUN, "this has not come yet");
            return Err(fault.help("write when the administration began, or leave it empty: then it begins now").into());
        }
        Ok(Some(begun.to_string()))
    }

    fn is_confidential(&self) -> Result<bool, Box<Diagnostic>> {
        match self.cell(CONFIDENTIAL).trim().to_ascii_lowercase().as_str() {
            "yes" | "true" | "1" => Ok(true),
            "" | "no" | "false" | "0" => Ok(false),
            _ => Err(self
                .fault(&codes::NOT_YES_OR_NO, CONFIDENTIAL, "this says neither yes nor no")
                .help("write `yes` or `no`")
                .into()),
        }
    }

    fn fault(&self, code: &'static Code, column: &str, message: &str) -> Diagnostic {
        let place = Place::Cell {
            row: self.row,
            column: Some(column_of_store(self.reader.instrument(), column)),
            found: Some(self.cell(column).to_owned()),
        };
        Diagnostic::new(code, place, message)
    }
}

/// Reads administrations. What is wrong in the file is said; `None` where anything is.
fn read<T>(
    instrument: &Instrument,
    path: &Path,
    options: &ReadOptions,
    take: impl Fn(&RowReader<'_>, u64, &[String]) -> Result<T, Box<Diagnostic>>,
    identity: impl Fn(&T) -> &Identity,
) -> Result<Option<Vec<T>>, CliError> {
    let file = SourceFile::new(path.display().to_string(), "");
    let system = |error| CliError::system(path.display().to_string(), error);
    let text = files::bytes(path, ANSWERS_BYTES).map_err(|error| CliError::unread(path, error))?;
    let (mut faults, mut told, mut empty_rows) = (Faults::default(), Ok(()), 0);
    let read = Answers::open(instrument, Box::new(Cursor::new(text)), Format::Csv, options).and_then(|mut answers| {
        // Rows without cases can be numbered and scored, and not kept.
        answers.diagnostics.retain(|diagnostic| diagnostic.code != &codes::ROWS_NUMBERED);
        let of_store = [BEGUN, CONFIDENTIAL, OFFICE].map(|name| column_of_store(instrument, name));
        let unknown = answers.reader.columns.kept.iter().filter(|name| !of_store.contains(name));
        answers.diagnostics.extend(unknown_columns(&unknown.map(|name| format!("`{name}`")).collect::<Vec<_>>(), options.caller));
        told = report::print(&file, &answers.diagnostics, report::Channel::Stderr);
        if answers.diagnostics.iter().any(Diagnostic::is_error) {
            Ok(None)
        } else {
            gathered(answers, (&mut faults, &mut empty_rows), take, identity).map(Some)
        }
    });
    told?;
    report::passed_over(empty_rows);
    match read {
        Ok(records) if faults.total() == 0 => return Ok(records),
        Ok(_) => {}
        Err(ReadError::Io(error)) => return Err(system(error)),
        Err(ReadError::Fault(diagnostic)) => faults.add(*diagnostic),
    }
    report::print(&file, &faults.shown, report::Channel::Stderr)?;
    report::not_shown(&faults)?;
    Ok(None)
}

/// All administrations, as far as nothing is wrong with them.
fn gathered<T>(
    mut answers: Answers<'_>,
    (faults, empty_rows): (&mut Faults, &mut u64),
    take: impl Fn(&RowReader<'_>, u64, &[String]) -> Result<T, Box<Diagnostic>>,
    identity: impl Fn(&T) -> &Identity,
) -> Result<Vec<T>, ReadError> {
    if !answers.reader.columns.has(Role::Case) {
        faults.add(answers.reader.error(&codes::NO_CASE, 1, Role::Case, "", "there is no column `case`".to_owned()));
        return Ok(Vec::new());
    }
    let mut rows = Vec::new();
    let (reader, source) = answers.split();
    source.for_each(&mut |block| {
        let filled = reader.read(&block);
        let faulty: HashSet<u64> = filled.rejected.into_iter().collect();
        rows.extend(reader.kept_rows(&block).into_iter().filter(|(row, _)| !faulty.contains(row)));
        faults.append(filled.faults);
        *empty_rows += filled.empty_rows;
        ControlFlow::Continue(())
    })?;
    let mut records: Vec<T> = Vec::with_capacity(rows.len());
    let mut sheets: BTreeMap<(String, String, String), u64> = BTreeMap::new();
    for (row, cells) in rows {
        match take(&answers.reader, row, &cells) {
            Ok(record) => {
                let Identity { case, occasion, informant, .. } = identity(&record);
                let sheet = (case.clone(), occasion.clone(), informant.clone());
                match sheets.insert(sheet, row) {
                    Some(before) => faults.add(repeat_diagnostic(row, before)),
                    None => records.push(record),
                }
            }
            Err(diagnostic) => faults.add(*diagnostic),
        }
    }
    Ok(records)
}

/// An administration, or why its case cannot be kept. Answers were judged when they were read.
fn record(reader: &RowReader<'_>, row: u64, cells: &[String]) -> Result<(CaseCode, Record), Box<Diagnostic>> {
    let instrument = reader.instrument();
    let cell = |role: Role| {
        let at = reader.columns.roles.iter().position(|known| *known == role);
        at.and_then(|at| cells.get(at)).map_or("", String::as_str)
    };
    let case = CaseCode::parse(cell(Role::Case)).map_err(|error| {
        Box::new(reader.error(&codes::PERSONAL_CASE_CODE, row, Role::Case, cell(Role::Case), error.to_string()))
    })?;
    let informant = instrument.informant(cell(Role::Informant)).unwrap_or(InformantIx(0));
    let mut asked = Questionnaire::new(instrument, informant, vec![]);
    asked.give_kept(instrument.items.keys().map(|at| (at, cell(Role::Item(at)))));
    let known = instrument.known.iter_enumerated().map(|(at, known)| (known.name.clone(), cell(Role::Known(at)).to_owned()));
    let known = known.filter(|(_, value)| !value.is_empty()).collect();
    let identity = Identity {
        case: case.as_str().to_owned(),
        occasion: cell(Role::Occasion).to_owned(),
        informant: instrument.informants[informant].name.clone(),
        date: cell(Role::Date).to_owned(),
        language: cell(Role::Language).to_owned(),
    };
    Ok((case, Record::of(&asked, identity, known)))
}
