use std::collections::{BTreeMap, BTreeSet};
use std::io::Cursor;
use std::ops::ControlFlow;
use std::path::Path;

use super::{CliError, report};
use crate::administer::{CaseCode, Identity, Questionnaire, Record, past_day};
use crate::files;
use crate::instrument::{Day, InformantIx, Instrument, ItemIx, OccasionName};
use crate::output::repeat_diagnostic;
use crate::responses::{
    Answers, Evidence, Faults, Format, OnBad, ReadError, ReadOptions, ResponseTable, Role, RowReader, unknown_columns,
};
use crate::score::Plan;
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

/// The administrations of a file of answers, each under the code of its case. What is wrong in the file is said;
/// `None` where anything is.
pub fn of_file(
    instrument: &Instrument,
    (path, format): (&Path, Format),
    options: &ReadOptions,
) -> Result<Option<Records>, CliError> {
    read(instrument, (path, format), (options, false), record, |(_, record)| &record.identity)
}

/// The same, with what a store adds, and only what a store can hold. `now` is the latest that one can have begun, and
/// `today` the latest day that it can be of.
pub fn of_store(
    instrument: &Instrument,
    file: (&Path, Format),
    options: &ReadOptions,
    (now, today): (&str, Day),
) -> Result<Option<Vec<OfStore>>, CliError> {
    let options = ReadOptions { keep: true, ..options.clone() };
    let take = |row: &ReadRow<'_, '_>| {
        let (case, mut record) = record(row)?;
        record.identity.occasion = row.occasion()?;
        row.is_of_past_day(today)?;
        let added = Added(row);
        let begun = added.begun(now)?;
        let is_confidential = added.is_confidential()?;
        let office = added.cell(OFFICE).trim().to_owned();
        Ok(OfStore { case, record, begun, is_confidential, office })
    };
    let read = read(instrument, file, (&options, true), take, |of_store| &of_store.record.identity)?;
    Ok(read.map(numbered_by_days))
}

/// Numbers the occasions of cases that answered on several days and have none told, in the order of the days.
fn numbered_by_days(mut all: Vec<OfStore>) -> Vec<OfStore> {
    let mut days: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let (mut seen, mut several, mut told) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
    for Identity { case, occasion, informant, date, .. } in all.iter().map(|of_store| &of_store.record.identity) {
        if !occasion.is_empty() {
            told.insert(case.clone());
        } else if !date.is_empty() {
            days.entry(case.clone()).or_default().insert(date.clone());
            if !seen.insert((case.clone(), informant.clone())) {
                several.insert(case.clone());
            }
        }
    }
    for Identity { case, occasion, date, .. } in all.iter_mut().map(|of_store| &mut of_store.record.identity) {
        let number = days.get(case).and_then(|days| days.iter().position(|day| day == date));
        if let Some(number) = number.filter(|_| several.contains(case) && !told.contains(case)) {
            *occasion = (number + 1).to_string();
        }
    }
    all
}

/// A row that was read.
struct ReadRow<'r, 'a> {
    reader: &'r RowReader<'a>,
    table: &'r ResponseTable,
    /// Its place in the table, and its number in the file.
    at: usize,
    number: u64,
}

impl ReadRow<'_, '_> {
    fn cell(&self, role: Role) -> String {
        self.reader.written(self.table, self.at, role)
    }

    /// The occasion as a store holds it; empty where the file does not say.
    fn occasion(&self) -> Result<String, Box<Diagnostic>> {
        let cell = self.cell(Role::Occasion);
        match OccasionName::read(&cell).number() {
            Some(number) => Ok(number.to_string()),
            None if cell.trim().is_empty() => Ok(String::new()),
            None => {
                let message = "in a store an occasion is a number, 1 or more".to_owned();
                let fault = self.reader.error(&codes::NOT_AN_OCCASION, self.number, Role::Occasion, &cell, message);
                Err(fault.help("number the occasions of each case in their order, or leave the column out").into())
            }
        }
    }

    /// Refuses a day on which nothing can have been answered.
    fn is_of_past_day(&self, today: Day) -> Result<(), Box<Diagnostic>> {
        let cell = self.cell(Role::Date);
        let Some(day) = Day::read(&cell) else { return Ok(()) };
        past_day(day, today).map(drop).map_err(|error| {
            let fault = self.reader.error(&codes::NOT_A_PAST_DAY, self.number, Role::Date, &cell, error.to_string());
            fault.help("mend the date, or leave it empty").into()
        })
    }
}

/// What a store adds in a row.
struct Added<'r, 'a>(&'r ReadRow<'r, 'a>);

impl Added<'_, '_> {
    fn cell(&self, name: &str) -> String {
        let columns = &self.0.reader.columns;
        let name = column_of_store(self.0.reader.instrument(), name);
        columns.kept.iter().position(|kept| *kept == name).map_or(String::new(), |at| self.0.cell(Role::Kept(at)))
    }

    fn begun(&self, now: &str) -> Result<Option<String>, Box<Diagnostic>> {
        let cell = self.cell(BEGUN);
        let cell = cell.trim();
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

    /// Without the column nothing is confidential. In an empty cell a `yes` may have been lost, so it says nothing.
    fn is_confidential(&self) -> Result<bool, Box<Diagnostic>> {
        let name = column_of_store(self.0.reader.instrument(), CONFIDENTIAL);
        if !self.0.reader.columns.kept.contains(&name) {
            return Ok(false);
        }
        match self.cell(CONFIDENTIAL).trim().to_ascii_lowercase().as_str() {
            "yes" | "true" | "1" => Ok(true),
            "no" | "false" | "0" => Ok(false),
            _ => Err(self
                .fault(&codes::NOT_YES_OR_NO, CONFIDENTIAL, "this says neither yes nor no")
                .help("write `yes` or `no`")
                .into()),
        }
    }

    fn fault(&self, code: &'static Code, column: &str, message: &str) -> Diagnostic {
        let place = Place::Cell {
            row: self.0.number,
            column: Some(column_of_store(self.0.reader.instrument(), column)),
            found: Some(self.cell(column)),
        };
        Diagnostic::new(code, place, message)
    }
}

/// Reads administrations. What is wrong in the file is said; `None` where anything is.
fn read<T>(
    instrument: &Instrument,
    (path, format): (&Path, Format),
    (options, by_day): (&ReadOptions, bool),
    take: impl Fn(&ReadRow<'_, '_>) -> Result<T, Box<Diagnostic>>,
    identity: impl Fn(&T) -> &Identity,
) -> Result<Option<Vec<T>>, CliError> {
    let options = &ReadOptions { words: true, ..options.clone() };
    let file = SourceFile::new(path.display().to_string(), "");
    let system = |error| CliError::system(path.display().to_string(), error);
    let text = files::bytes(path, ANSWERS_BYTES).map_err(|error| CliError::unread(path, error))?;
    let (mut seen, mut told) = (Seen::default(), Ok(()));
    let read = Answers::open(instrument, Box::new(Cursor::new(text)), format, options).and_then(|mut answers| {
        // Rows without cases can be numbered and scored, and not kept.
        answers.diagnostics.retain(|diagnostic| diagnostic.code != &codes::ROWS_NUMBERED);
        let of_store = [BEGUN, CONFIDENTIAL, OFFICE].map(|name| column_of_store(instrument, name));
        let unknown = answers.reader.columns.kept.iter().filter(|name| !of_store.contains(name));
        answers.diagnostics.extend(unknown_columns(&unknown.map(|name| format!("`{name}`")).collect::<Vec<_>>(), options.caller));
        told = report::print(&file, &answers.diagnostics, report::Channel::Stderr);
        if answers.diagnostics.iter().any(Diagnostic::is_error) {
            Ok(None)
        } else {
            gathered((answers, by_day), &mut seen, take, identity).map(Some)
        }
    });
    told?;
    report::passed_over(seen.empty_rows);
    report::evidence(&file, &seen.evidence, instrument)?;
    let skips = options.on_bad == OnBad::Skip;
    seen.evidence.fault(options.caller).into_iter().for_each(|fault| seen.faults.add(fault));
    let is_refused = seen.faults.total() > 0 && (!skips || seen.evidence.fault(options.caller).is_some());
    match read {
        Ok(records) if !is_refused => {
            if seen.left_out > 0 {
                let rows = report::plural(seen.left_out, "row");
                report::Channel::Stderr.line(&format!("note: {rows} left out that cannot be right"))?;
            }
            return Ok(records);
        }
        Ok(_) => {}
        Err(ReadError::Io(error)) => return Err(system(error)),
        Err(ReadError::Fault(diagnostic)) => seen.faults.add(*diagnostic),
    }
    report::print(&file, &seen.faults.shown, report::Channel::Stderr)?;
    report::not_shown(&seen.faults)?;
    Ok(None)
}

/// What was seen of a file besides its administrations.
#[derive(Default)]
struct Seen {
    faults: Faults,
    evidence: Evidence,
    empty_rows: u64,
    /// Rows that cannot be right.
    left_out: u64,
}

/// All administrations, as far as nothing is wrong with them.
fn gathered<T>(
    (mut answers, by_day): (Answers<'_>, bool),
    seen: &mut Seen,
    take: impl Fn(&ReadRow<'_, '_>) -> Result<T, Box<Diagnostic>>,
    identity: impl Fn(&T) -> &Identity,
) -> Result<Vec<T>, ReadError> {
    if !answers.reader.columns.has(Role::Case) {
        seen.faults.add(answers.reader.error(&codes::NO_CASE, 1, Role::Case, "", "there is no column `case`".to_owned()));
        return Ok(Vec::new());
    }
    let mut records: Vec<T> = Vec::new();
    let mut sheets: BTreeMap<[String; 4], u64> = BTreeMap::new();
    let (reader, source) = answers.split();
    let plan = Plan::new(reader.rows().instrument());
    source.for_each(&mut |block| {
        let mut filled = reader.read(&block);
        plan.refuse(reader.rows(), &mut filled);
        seen.left_out += filled.rejected.len() as u64;
        seen.faults.append(filled.faults);
        seen.empty_rows += filled.empty_rows;
        seen.evidence.join(filled.evidence);
        for (at, number) in filled.row_numbers.iter().copied().enumerate() {
            match take(&ReadRow { reader: reader.rows(), table: &filled.table, at, number }) {
                Ok(record) => {
                    let Identity { case, occasion, informant, date, .. } = identity(&record);
                    // Without an occasion the day tells administrations apart.
                    let day = if by_day && occasion.is_empty() { date.as_str() } else { "" };
                    let sheet = [case.as_str(), occasion, informant, day].map(str::to_owned);
                    match sheets.insert(sheet, number) {
                        Some(before) => seen.fault(repeat_diagnostic(number, before, reader.rows().told_apart_by())),
                        None => records.push(record),
                    }
                }
                Err(diagnostic) => seen.fault(*diagnostic),
            }
        }
        ControlFlow::Continue(())
    })?;
    Ok(records)
}

impl Seen {
    fn fault(&mut self, diagnostic: Diagnostic) {
        self.left_out += 1;
        self.faults.add(diagnostic);
    }
}

/// An administration, or why its case cannot be kept. Answers were judged when they were read.
fn record(row: &ReadRow<'_, '_>) -> Result<(CaseCode, Record), Box<Diagnostic>> {
    let instrument = row.reader.instrument();
    let cell = |role: Role| row.cell(role);
    let case = cell(Role::Case);
    let case = CaseCode::parse(&case).map_err(|error| {
        Box::new(row.reader.error(&codes::PERSONAL_CASE_CODE, row.number, Role::Case, &case, error.to_string()))
    })?;
    let informant = row.table.informants.get(row.at).copied().unwrap_or(InformantIx(0));
    let mut asked = Questionnaire::new(instrument, informant, vec![]);
    let given: Vec<(ItemIx, String)> = instrument.items.keys().map(|at| (at, cell(Role::Item(at)))).collect();
    asked.give_kept(given.iter().map(|(at, answer)| (*at, answer.as_str())));
    let known = instrument.known.iter_enumerated().map(|(at, known)| (known.name.clone(), cell(Role::Known(at))));
    let known = known.filter(|(_, value)| !value.is_empty()).collect();
    let identity = Identity {
        case: case.as_str().to_owned(),
        occasion: cell(Role::Occasion),
        informant: instrument.informants[informant].name.clone(),
        date: cell(Role::Date),
        language: cell(Role::Language),
    };
    Ok((case, Record::of(&asked, identity, known)))
}
