//! A row of a file of answers as an administration, and what a store adds to it.

use crate::administer::{CaseCode, Identity, Questionnaire, Record, past_day};
use crate::instrument::{Day, InformantIx, Instrument, ItemIx, OccasionName};
use crate::responses::{ResponseTable, Role, RowReader};
use crate::source::{Code, Diagnostic, Place, codes};

/// The column that a store adds to those of a measure for when the administration began.
pub const BEGUN: &str = "begun";
/// That for whether only the one who answered may see it.
pub const CONFIDENTIAL: &str = "confidential";
/// That for the office that it belongs to.
pub const OFFICE: &str = "office";

/// The name of a column that a store adds; another one where the measure has a column of that name itself.
pub fn column_of_store(instrument: &Instrument, name: &str) -> String {
    if instrument.names().any(|own| own == name) { format!("store:{name}") } else { name.to_owned() }
}

/// A row that was read.
pub(super) struct ReadRow<'r, 'a> {
    pub(super) reader: &'r RowReader<'a>,
    pub(super) table: &'r ResponseTable,
    /// Its place in the table, and its number in the file.
    pub(super) at: usize,
    pub(super) number: u64,
}

impl ReadRow<'_, '_> {
    fn cell(&self, role: Role) -> String {
        self.reader.written(self.table, self.at, role)
    }

    /// The occasion as a store holds it; empty where the file does not say.
    pub(super) fn occasion(&self) -> Result<String, Box<Diagnostic>> {
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
    pub(super) fn is_of_past_day(&self, today: Day) -> Result<(), Box<Diagnostic>> {
        let cell = self.cell(Role::Date);
        let Some(day) = Day::read(&cell) else { return Ok(()) };
        past_day(day, today).map(drop).map_err(|error| {
            let fault = self.reader.error(&codes::NOT_A_PAST_DAY, self.number, Role::Date, &cell, error.to_string());
            fault.help("mend the date, or leave it empty").into()
        })
    }
}

/// What a store adds in a row.
pub(super) struct Added<'r, 'a>(pub(super) &'r ReadRow<'r, 'a>);

impl Added<'_, '_> {
    pub(super) fn cell(&self, name: &str) -> String {
        let columns = &self.0.reader.columns;
        let name = column_of_store(self.0.reader.instrument(), name);
        columns.kept.iter().position(|kept| *kept == name).map_or(String::new(), |at| self.0.cell(Role::Kept(at)))
    }

    pub(super) fn begun(&self, now: &str) -> Result<Option<String>, Box<Diagnostic>> {
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
    pub(super) fn is_confidential(&self) -> Result<bool, Box<Diagnostic>> {
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

/// An administration, or why its case cannot be kept. Answers were judged when they were read.
pub(super) fn record(row: &ReadRow<'_, '_>) -> Result<(CaseCode, Record), Box<Diagnostic>> {
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
