use std::io::Cursor;

use super::occasion::Occasions;
use super::questionnaire::Questionnaire;
use super::record::{Identity, Record};
use crate::instrument::{Instrument, Kind, OccasionName};
use crate::responses::{Answers, Format, ReadError, ReadOptions, Role};

/// Why no row can be added to a file of answers.
#[derive(Debug, thiserror::Error)]
pub enum NoRow {
    /// It cannot be read as answers to the measure.
    #[error("cannot be added to: {0}")]
    Unreadable(#[source] ReadError),
    /// Columns that the measure fills are not there.
    #[error("lacks columns that this measure fills: {}", .0.join(", "))]
    Lacking(Vec<String>),
    /// The row cannot be written.
    #[error("cannot be added to: {0}")]
    Unwritable(String),
}

/// The sheets that a file of answers holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HeldSheets(pub Vec<Identity>);

impl HeldSheets {
    /// Whether the same case, occasion and informant is among them.
    pub fn has(&self, sheet: &Identity) -> bool {
        let is_same = |there: &Identity| {
            (&there.case, &there.occasion, &there.informant) == (&sheet.case, &sheet.occasion, &sheet.informant)
        };
        self.0.iter().any(is_same)
    }

    /// A case among them whose code is this one but for its capitals, where none has the code itself.
    pub fn twin_of(&self, case: &str) -> Option<&str> {
        let mut same = self.0.iter().map(|there| there.case.as_str()).filter(|there| there.eq_ignore_ascii_case(case));
        if same.clone().any(|there| there == case) { None } else { same.next() }
    }

    /// The occasion at which an informant of a case is asked next, as in a store.
    pub fn next_occasion(&self, case: &str, informant: &str) -> String {
        let of_case = || self.0.iter().filter(|there| there.case == case);
        let number = |there: &Identity| OccasionName::read(&there.occasion).number();
        let own = of_case().filter(|there| there.informant == informant).filter_map(number).max();
        let all = of_case().filter_map(number).max();
        Occasions { own, shared: all, all, ..Occasions::default() }.next()
    }
}

/// How a file of answers in CSV is written.
#[derive(Clone, Debug)]
pub struct TableLayout {
    delimiter: u8,
    /// What its columns are, from the left.
    roles: Vec<Role>,
    /// Its lines end as those of Windows.
    has_carriage_returns: bool,
}

impl TableLayout {
    /// The layout of a text with a header at least.
    ///
    /// # Errors
    /// Where it is something else, or lacks a column that the measure fills.
    pub fn of(instrument: &Instrument, text: &str) -> Result<Self, NoRow> {
        let input = Box::new(Cursor::new(text.as_bytes()));
        let answers = Answers::open(instrument, input, Format::Csv, &ReadOptions::of_own_files()).map_err(NoRow::Unreadable)?;
        let roles = answers.reader.columns.roles.clone();
        let needed = places(instrument).zip(Record::columns(instrument));
        let lacking: Vec<String> =
            needed.filter(|(role, _)| !roles.contains(role)).map(|(_, name)| format!("`{name}`")).collect();
        if !lacking.is_empty() {
            return Err(NoRow::Lacking(lacking));
        }
        let first = text.split('\n').next().unwrap_or_default();
        let delimiter = answers.delimiter().unwrap_or(b',');
        Ok(Self { delimiter, roles, has_carriage_returns: first.ends_with('\r') })
    }

    /// A row under [`Record::columns`] under the columns of the file; what those of others hold is left empty.
    fn row(&self, instrument: &Instrument, row: &[String]) -> Result<String, NoRow> {
        let cell = |role: &Role| {
            let at = places(instrument).position(|place| place == *role);
            // A column that is not of the measure holds nothing of this row.
            let cell = at.and_then(|at| row.get(at)).map_or("", String::as_str);
            let is_decimal = match role {
                Role::Item(item) => matches!(instrument.items[*item].kind, Kind::Decimal(..)),
                Role::Known(_) => cell.parse::<f64>().is_ok(),
                Role::Case | Role::Occasion | Role::Informant | Role::Date | Role::Language => false,
                Role::Choice(..) | Role::NoneOf(_) | Role::Together(_) | Role::Kept(_) | Role::Part | Role::Ignored => false,
            };
            // Where no comma parts the cells, it parts the decimals.
            if is_decimal && self.delimiter != b',' { cell.replace('.', ",") } else { cell.to_owned() }
        };
        line(&self.roles.iter().map(cell).collect::<Vec<_>>(), self.delimiter, self.has_carriage_returns)
    }
}

/// The text of a file of answers with an administration added, as the file is written; with a header where nothing
/// stands in it yet.
///
/// # Errors
/// Where no row can be added.
pub fn with_row(text: &str, record: &Record, questionnaire: &Questionnaire<'_>) -> Result<String, NoRow> {
    if text.trim().is_empty() {
        return one_row(record, questionnaire);
    }
    let instrument = questionnaire.instrument();
    let layout = TableLayout::of(instrument, text)?;
    let end = match (text.ends_with('\n'), layout.has_carriage_returns) {
        (true, _) => "",
        (false, true) => "\r\n",
        (false, false) => "\n",
    };
    Ok(format!("{text}{end}{}", layout.row(instrument, &record.row(questionnaire))?))
}

/// A header and a row.
///
/// # Errors
/// Where they cannot be written.
pub fn one_row(record: &Record, questionnaire: &Questionnaire<'_>) -> Result<String, NoRow> {
    let (columns, row) = (Record::columns(questionnaire.instrument()), record.row(questionnaire));
    Ok(format!("{}{}", line(&columns, b',', false)?, line(&row, b',', false)?))
}

/// What the cells of a row of a record are, in the order of [`Record::columns`].
fn places(instrument: &Instrument) -> impl Iterator<Item = Role> {
    let identity = [Role::Case, Role::Occasion, Role::Informant, Role::Date, Role::Language];
    identity.into_iter().chain(instrument.known.keys().map(Role::Known)).chain(instrument.items.keys().map(Role::Item))
}

fn line(cells: &[String], delimiter: u8, has_carriage_returns: bool) -> Result<String, NoRow> {
    let terminator = if has_carriage_returns { csv::Terminator::CRLF } else { csv::Terminator::Any(b'\n') };
    let mut writer = csv::WriterBuilder::new().delimiter(delimiter).terminator(terminator).from_writer(Vec::new());
    writer.write_record(cells).map_err(|error| NoRow::Unwritable(error.to_string()))?;
    let bytes = writer.into_inner().map_err(|error| NoRow::Unwritable(error.to_string()))?;
    String::from_utf8(bytes).map_err(|error| NoRow::Unwritable(error.to_string()))
}
