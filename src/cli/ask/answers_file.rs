use std::path::{Path, PathBuf};

use super::super::{CliError, records, writing};
use crate::administer::{HeldSheets, NoRow, Questionnaire, Record, TableLayout, with_row};
use crate::catalogue::{folder_of, kind_of_file};
use crate::files::{self, FileError};
use crate::instrument::Instrument;
use crate::output::{Readers, Replace};
use crate::responses::{Format, ReadOptions};

/// A file of answers that rows are added to. It is looked at before anybody is asked.
pub struct AnswersFile {
    pub path: PathBuf,
    pub held: HeldSheets,
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
            return Ok(Self { path: path.to_owned(), held: HeldSheets::default() });
        }
        TableLayout::of(instrument, &text).map_err(|error| no_row(path, &error))?;
        let rows = records::of_file(instrument, (path, Format::Csv), &ReadOptions::of_own_files())?.ok_or_else(|| {
            CliError::usage(format!("{} has faults", path.display()), "mend it, or say another file with `--output`".to_owned())
        })?;
        let held = HeldSheets(rows.into_iter().map(|(_, record)| record.identity).collect());
        Ok(Self { path: path.to_owned(), held })
    }

    /// Adds a row, as the file is written, whole or not at all.
    ///
    /// # Errors
    /// Where it cannot be written, or is no longer what it was when it was looked at.
    pub fn add(&self, record: &Record, questionnaire: &Questionnaire<'_>) -> Result<(), CliError> {
        let text = with_row(&text(&self.path)?, record, questionnaire).map_err(|error| no_row(&self.path, &error))?;
        writing::write(&self.path, text, Replace::InPlace, Readers::Owner)
    }
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

fn no_row(path: &Path, error: &NoRow) -> CliError {
    match error {
        NoRow::Unreadable(_) => no_answers(path, &error.to_string()),
        NoRow::Lacking(_) => CliError::usage(
            format!("{} {error}", path.display()),
            "add them to its first line, or say another file with `--output`; `verbond migrate` carries old answers over"
                .to_owned(),
        ),
        NoRow::Unwritable(_) => CliError::system(path.display().to_string(), std::io::Error::other(error.to_string())),
    }
}

/// The text of a file of answers; nothing where there is none yet.
fn text(path: &Path) -> Result<String, CliError> {
    match files::text(path, records::ANSWERS_BYTES) {
        Ok(text) => Ok(text),
        Err(FileError::Io(error)) if error.kind() == std::io::ErrorKind::NotFound => Ok(String::new()),
        Err(FileError::NotUtf8 { .. }) => Err(no_answers(path, "is no text in UTF-8, so no row can be added to it")),
        Err(error) => Err(CliError::unread(path, error)),
    }
}
