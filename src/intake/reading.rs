//! Administrations out of a file of answers: all that is found in it, as data.

use std::collections::BTreeMap;
use std::io::{self, Cursor};
use std::ops::ControlFlow;

use super::row::{Added, BEGUN, CONFIDENTIAL, OFFICE, ReadRow, column_of_store, record};
use crate::administer::{CaseCode, Identity, Record};
use crate::instrument::{Day, Instrument};
use crate::output::repeat_diagnostic;
use crate::responses::{Answers, Evidence, Faults, Format, OnBad, ReadError, ReadOptions, Role, unknown_columns};
use crate::score::Plan;
use crate::source::{Diagnostic, codes};
use crate::store::OnHeld;

/// What was found in a file of answers.
pub struct Found<T> {
    /// The administrations; nothing where anything is wrong, so that nothing is taken.
    pub administrations: Option<Vec<T>>,
    /// What is said of the file as a whole, before its rows.
    pub of_file: Vec<Diagnostic>,
    /// What is wrong with rows.
    pub faults: Faults,
    /// What only the answers as a whole show.
    pub evidence: Evidence,
    /// Rows without anything, which were passed over.
    pub empty_rows: u64,
    /// Rows that cannot be right; where that was asked for they are left out, and the others are taken.
    pub left_out: u64,
}

impl<T> Default for Found<T> {
    fn default() -> Self {
        Self {
            administrations: None,
            of_file: vec![],
            faults: Faults::default(),
            evidence: Evidence::default(),
            empty_rows: 0,
            left_out: 0,
        }
    }
}

/// An administration as a store takes it in.
pub struct OfStore {
    /// Its row in the file.
    pub row: u64,
    /// The case.
    pub case: CaseCode,
    /// Whose it is, and its answers.
    pub record: Record,
    /// When it began, as the store writes it; nothing where the file does not say.
    pub begun: Option<String>,
    /// Whether only the one who answered may see it.
    pub is_confidential: bool,
    /// The office that it is said to belong to; empty where the file does not say.
    pub office: String,
    /// What is done where the same is held already.
    pub on_held: OnHeld,
}

/// The form that the name of a file of answers says; CSV where it says none, since such a file may have any name.
pub fn format_of_name(name: &str) -> Format {
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    Format::of_ending(ending).unwrap_or(Format::Csv)
}

/// The administrations of a file of answers, each under the code of its case.
///
/// # Errors
/// Where the system fails.
pub fn of_file(instrument: &Instrument, file: (Vec<u8>, Format), options: &ReadOptions) -> io::Result<Found<(CaseCode, Record)>> {
    read(instrument, file, (options, false), record, |(_, record)| &record.identity)
}

/// The same, with what a store adds, and only what a store can hold. `now` is the latest that one can have begun, and
/// `today` the latest day that it can be of.
///
/// # Errors
/// Where the system fails.
pub fn of_store(
    instrument: &Instrument,
    file: (Vec<u8>, Format),
    options: &ReadOptions,
    (now, today): (&str, Day),
) -> io::Result<Found<OfStore>> {
    let options = ReadOptions { keep: true, ..options.clone() };
    let take = |row: &ReadRow<'_, '_>| {
        let (case, mut record) = record(row)?;
        record.identity.occasion = row.occasion()?;
        row.is_of_past_day(today)?;
        let added = Added(row);
        let begun = added.begun(now)?;
        let is_confidential = added.is_confidential()?;
        let office = added.cell(OFFICE).trim().to_owned();
        Ok(OfStore { row: row.number, case, record, begun, is_confidential, office, on_held: OnHeld::Refuse })
    };
    read(instrument, file, (&options, true), take, |of_store| &of_store.record.identity)
}

fn read<T>(
    instrument: &Instrument,
    (text, format): (Vec<u8>, Format),
    (options, by_day): (&ReadOptions, bool),
    take: impl Fn(&ReadRow<'_, '_>) -> Result<T, Box<Diagnostic>>,
    identity: impl Fn(&T) -> &Identity,
) -> io::Result<Found<T>> {
    let options = &ReadOptions { words: true, ..options.clone() };
    let mut found = Found::default();
    let read = Answers::open(instrument, Box::new(Cursor::new(text)), format, options).and_then(|mut answers| {
        // Rows without cases can be numbered and scored, and not kept.
        answers.diagnostics.retain(|diagnostic| diagnostic.code != &codes::ROWS_NUMBERED);
        let of_store = [BEGUN, CONFIDENTIAL, OFFICE].map(|name| column_of_store(instrument, name));
        let unknown = answers.reader.columns.kept.iter().filter(|name| !of_store.contains(name));
        answers.diagnostics.extend(unknown_columns(&unknown.map(|name| format!("`{name}`")).collect::<Vec<_>>(), options.caller));
        found.of_file.clone_from(&answers.diagnostics);
        if answers.diagnostics.iter().any(Diagnostic::is_error) {
            Ok(None)
        } else {
            found.gather((answers, by_day), take, identity).map(Some)
        }
    });
    let of_all = found.evidence.fault(options.caller);
    let skips = options.on_bad == OnBad::Skip && of_all.is_none();
    of_all.into_iter().for_each(|fault| found.faults.add(fault));
    match read {
        Ok(administrations) if skips || found.faults.total() == 0 => found.administrations = administrations,
        Ok(_) => {}
        Err(ReadError::Io(error)) => return Err(error),
        Err(ReadError::Fault(diagnostic)) => found.faults.add(*diagnostic),
    }
    Ok(found)
}

impl<T> Found<T> {
    /// All administrations, as far as nothing is wrong with them.
    fn gather(
        &mut self,
        (mut answers, by_day): (Answers<'_>, bool),
        take: impl Fn(&ReadRow<'_, '_>) -> Result<T, Box<Diagnostic>>,
        identity: impl Fn(&T) -> &Identity,
    ) -> Result<Vec<T>, ReadError> {
        if !answers.reader.columns.has(Role::Case) {
            self.faults.add(answers.reader.error(&codes::NO_CASE, 1, Role::Case, "", "there is no column `case`".to_owned()));
            return Ok(Vec::new());
        }
        let mut records: Vec<T> = Vec::new();
        let mut sheets: BTreeMap<[String; 4], u64> = BTreeMap::new();
        let (reader, source) = answers.split();
        let plan = Plan::new(reader.rows().instrument());
        source.for_each(&mut |block| {
            let mut filled = reader.read(&block);
            plan.refuse(reader.rows(), &mut filled);
            self.left_out += filled.rejected.len() as u64;
            self.faults.append(filled.faults);
            self.empty_rows += filled.empty_rows;
            self.evidence.join(filled.evidence);
            for (at, number) in filled.row_numbers.iter().copied().enumerate() {
                match take(&ReadRow { reader: reader.rows(), table: &filled.table, at, number }) {
                    Ok(record) => {
                        let Identity { case, occasion, informant, date, .. } = identity(&record);
                        // Without an occasion the day tells administrations apart.
                        let day = if by_day && occasion.is_empty() { date.as_str() } else { "" };
                        let sheet = [case.as_str(), occasion, informant, day].map(str::to_owned);
                        match sheets.insert(sheet, number) {
                            Some(before) => self.fault(repeat_diagnostic(number, before, reader.rows().told_apart_by())),
                            None => records.push(record),
                        }
                    }
                    Err(diagnostic) => self.fault(*diagnostic),
                }
            }
            ControlFlow::Continue(())
        })?;
        Ok(records)
    }

    fn fault(&mut self, diagnostic: Diagnostic) {
        self.left_out += 1;
        self.faults.add(diagnostic);
    }
}
