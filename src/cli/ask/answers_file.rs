use std::io::Cursor;
use std::path::{Path, PathBuf};

use super::super::{CliError, records, writing};
use crate::administer::{Identity, Questionnaire, Record};
use crate::catalogue::{folder_of, kind_of_file};
use crate::files;
use crate::instrument::{Instrument, Kind};
use crate::output::{Readers, Replace};
use crate::responses::{Answers, DateNotation, Format, ReadOptions, Role, Shape};
use crate::store::Occasions;

/// A file of answers that rows are added to. It is looked at before anybody is asked.
pub struct AnswersFile {
    pub path: PathBuf,
    /// The sheets that it holds.
    pub held: Vec<Identity>,
}

/// How a file of answers is written.
struct Layout {
    delimiter: u8,
    /// What its columns are, from the left.
    roles: Vec<Role>,
    /// Its lines end as those of Windows.
    has_carriage_returns: bool,
}

impl AnswersFile {
    /// Looks at a file that is there, or at the place where one will be.
    ///
    /// # Errors
    /// Where no row can be added: it is something else, it has faults, or it lacks a column.
    pub fn look(path: &Path, instrument: &Instrument) -> Result<Self, CliError> {
        writing::check_place(path, Replace::InPlace)?;
        can_be_kept(path)?;
        if let Some(what) = kind_of_file(path) {
            return Err(no_answers(path, &format!("is {what}, and no file of answers")));
        }
        let text = text(path)?;
        if text.trim().is_empty() {
            return Ok(Self { path: path.to_owned(), held: vec![] });
        }
        Layout::of(instrument, &text, path)?;
        let rows = records::of_file(instrument, (path, Format::Csv), &own_file())?.ok_or_else(|| {
            CliError::usage(format!("{} has faults", path.display()), "mend it, or say another file with `--output`".to_owned())
        })?;
        Ok(Self { path: path.to_owned(), held: rows.into_iter().map(|(_, record)| record.identity).collect() })
    }

    /// Whether it holds the same case, occasion and informant.
    pub fn has(&self, sheet: &Identity) -> bool {
        let is_same = |there: &Identity| {
            (&there.case, &there.occasion, &there.informant) == (&sheet.case, &sheet.occasion, &sheet.informant)
        };
        self.held.iter().any(is_same)
    }

    /// The occasion at which an informant of a case is asked next, as in a store.
    pub fn next_occasion(&self, case: &str, informant: &str) -> u32 {
        let of_case = || self.held.iter().filter(|there| there.case == case);
        let own = of_case().filter(|there| there.informant == informant).filter_map(|there| there.occasion.parse().ok()).max();
        Occasions { open: None, own, all: of_case().filter_map(|there| there.occasion.parse().ok()).max() }.next()
    }

    /// Adds a row, as the file is written, whole or not at all.
    ///
    /// # Errors
    /// Where it cannot be written, or is no longer what it was when it was looked at.
    pub fn add(&self, record: &Record, questionnaire: &Questionnaire<'_>) -> Result<(), CliError> {
        let instrument = questionnaire.instrument();
        let mut text = text(&self.path)?;
        let row = record.row(questionnaire);
        if text.trim().is_empty() {
            text = table(instrument, &row)?;
        } else {
            let layout = Layout::of(instrument, &text, &self.path)?;
            if !text.ends_with('\n') {
                text.push_str(if layout.has_carriage_returns { "\r\n" } else { "\n" });
            }
            text += &layout.row(instrument, &row)?;
        }
        writing::write(&self.path, text, Replace::InPlace, Readers::Owner)
    }
}

impl Layout {
    fn of(instrument: &Instrument, text: &str, path: &Path) -> Result<Self, CliError> {
        let input = Box::new(Cursor::new(text.as_bytes()));
        let answers = Answers::open(instrument, input, Format::Csv, &own_file())
            .map_err(|error| no_answers(path, &format!("cannot be added to: {error}")))?;
        let roles = answers.reader.columns.roles.clone();
        let needed = places(instrument).zip(Record::columns(instrument));
        let lacking: Vec<String> =
            needed.filter(|(role, _)| !roles.contains(role)).map(|(_, name)| format!("`{name}`")).collect();
        if !lacking.is_empty() {
            let message = format!("{} lacks columns that this measure fills: {}", path.display(), lacking.join(", "));
            let help =
                "add them to its first line, or say another file with `--output`; `verbond migrate` carries old answers over";
            return Err(CliError::usage(message, help.to_owned()));
        }
        let first = text.split('\n').next().unwrap_or_default();
        let delimiter = answers.delimiter().unwrap_or(b',');
        Ok(Self { delimiter, roles, has_carriage_returns: first.ends_with('\r') })
    }

    /// A row under [`Record::columns`] under the columns of the file; what those of others hold is left empty.
    fn row(&self, instrument: &Instrument, row: &[String]) -> Result<String, CliError> {
        let cell = |role: &Role| {
            let cell =
                places(instrument).position(|place| place == *role).and_then(|at| row.get(at)).cloned().unwrap_or_default();
            let is_decimal = match role {
                Role::Item(item) => matches!(instrument.items[*item].kind, Kind::Decimal(..)),
                Role::Known(_) => cell.parse::<f64>().is_ok(),
                Role::Case | Role::Occasion | Role::Informant | Role::Date | Role::Language => false,
                Role::Choice(..) | Role::Kept(_) | Role::Part | Role::Ignored => false,
            };
            // Where no comma parts the cells, it parts the decimals.
            if is_decimal && self.delimiter != b',' { cell.replace('.', ",") } else { cell }
        };
        line(&self.roles.iter().map(cell).collect::<Vec<_>>(), self.delimiter, self.has_carriage_returns)
    }
}

/// How the file is read: as it stands, for rows are added to it under its columns.
fn own_file() -> ReadOptions {
    ReadOptions { shape: Some(Shape::Plain), dates: Some(DateNotation::DayFirst), ..ReadOptions::of_program() }
}

/// What the cells of a row of a record are, in the order of [`Record::columns`].
fn places(instrument: &Instrument) -> impl Iterator<Item = Role> {
    let identity = [Role::Case, Role::Occasion, Role::Informant, Role::Date, Role::Language];
    identity.into_iter().chain(instrument.known.keys().map(Role::Known)).chain(instrument.items.keys().map(Role::Item))
}

/// Refuses, before long work by hand, a place where nothing would be kept: in a folder that is not there, or a device.
///
/// # Errors
/// Where it is such a place.
pub fn can_be_kept(path: &Path) -> Result<(), CliError> {
    match std::fs::metadata(path) {
        Ok(there) if there.is_file() => Ok(()),
        Ok(_) => Err(no_answers(path, "is a device or a pipe, and keeps no answers")),
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(CliError::system(path.display().to_string(), error)),
        Err(_) if folder_of(path).is_dir() => Ok(()),
        Err(_) => {
            let message = format!("there is no folder {}", folder_of(path).display());
            Err(CliError::usage(message, "make it first, or say another file with `--output`".to_owned()))
        }
    }
}

fn no_answers(path: &Path, what: &str) -> CliError {
    CliError::usage(format!("{} {what}", path.display()), "say another file with `--output`".to_owned())
}

/// The text of a file of answers; nothing where there is none yet.
fn text(path: &Path) -> Result<String, CliError> {
    let bytes = match files::bytes(path) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Vec::new(),
        Err(error) => return Err(CliError::system(path.display().to_string(), error)),
    };
    String::from_utf8(bytes).map_err(|_| no_answers(path, "is no text in UTF-8, so no row can be added to it"))
}

/// A header and a row, for the standard output.
pub fn table(instrument: &Instrument, row: &[String]) -> Result<String, CliError> {
    Ok(format!("{}{}", line(&Record::columns(instrument), b',', false)?, line(row, b',', false)?))
}

fn line(cells: &[String], delimiter: u8, has_carriage_returns: bool) -> Result<String, CliError> {
    let failed = |error: String| CliError::system("the file of answers", std::io::Error::other(error));
    let terminator = if has_carriage_returns { csv::Terminator::CRLF } else { csv::Terminator::Any(b'\n') };
    let mut writer = csv::WriterBuilder::new().delimiter(delimiter).terminator(terminator).from_writer(Vec::new());
    writer.write_record(cells).map_err(|error| failed(error.to_string()))?;
    let bytes = writer.into_inner().map_err(|error| failed(error.to_string()))?;
    String::from_utf8(bytes).map_err(|error| failed(error.to_string()))
}
