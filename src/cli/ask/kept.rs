use std::path::{Path, PathBuf};

use super::super::CliError;
use crate::administer::{Identity, Questionnaire, Record};
use crate::instrument::Instrument;

/// Where an administration goes: a row of a file of answers, and until it is done a file beside it.
pub struct Kept {
    answers: Option<PathBuf>,
    unfinished: Option<PathBuf>,
    columns: Vec<String>,
}

impl Kept {
    pub fn new(answers: Option<&Path>, instrument: &Instrument, identity: &Identity) -> Self {
        let unfinished = answers.map(|path| {
            let name = path.file_name().map_or(String::new(), |name| name.to_string_lossy().into_owned());
            path.with_file_name(format!("{name}.{}-{}-{}.unfinished", identity.case, identity.occasion, identity.informant))
        });
        Self { answers: answers.map(Path::to_owned), unfinished, columns: Record::columns(instrument) }
    }

    /// What was answered before it was stopped.
    pub fn read(&self) -> Result<Option<Record>, CliError> {
        let Some(path) = self.unfinished.as_ref().filter(|path| path.exists()) else { return Ok(None) };
        let text = std::fs::read_to_string(path).map_err(|error| CliError::system(path.display().to_string(), error))?;
        // What cannot be read is begun anew, and the file stays until it is done.
        Ok(serde_json::from_str(&text).ok())
    }

    /// Keeps what was answered so far.
    pub fn keep(&self, record: &Record) -> Result<(), CliError> {
        match &self.unfinished {
            Some(path) => super::super::fmt::write_whole(path, serde_json::to_string_pretty(record).unwrap_or_default()),
            None => Ok(()),
        }
    }

    /// Adds the row to the file of answers, whole or not at all.
    pub fn finish(&self, record: &Record, questionnaire: &Questionnaire<'_>) -> Result<(), CliError> {
        let row = record.row(questionnaire);
        let Some(path) = &self.answers else {
            let text = self.text(b"", &row)?;
            super::super::report::say(text.trim_end());
            return Ok(());
        };
        let name = path.display().to_string();
        let there = match std::fs::read(path) {
            Ok(there) => there,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Vec::new(),
            Err(error) => return Err(CliError::system(name, error)),
        };
        let text = self.text(&there, &row)?;
        super::super::fmt::write_whole(path, text)?;
        if let Some(unfinished) = self.unfinished.as_ref().filter(|path| path.exists()) {
            std::fs::remove_file(unfinished).map_err(|error| CliError::system(unfinished.display().to_string(), error))?;
        }
        Ok(())
    }

    fn text(&self, there: &[u8], row: &[String]) -> Result<String, CliError> {
        let failed = |error: String| CliError::system("the file of answers", std::io::Error::other(error));
        let mut writer = csv::Writer::from_writer(Vec::new());
        let mut text = String::from_utf8(there.to_vec()).map_err(|error| failed(error.to_string()))?;
        if text.trim().is_empty() {
            text.clear();
            writer.write_record(&self.columns).map_err(|error| failed(error.to_string()))?;
        } else {
            let mut reader = csv::Reader::from_reader(there);
            let header = reader.headers().map_err(|error| failed(error.to_string()))?;
            if header.iter().ne(self.columns.iter().map(String::as_str)) {
                let help = "say another file with `--output`; `verbond migrate` carries old answers over".to_owned();
                return Err(CliError::usage("the file of answers has other columns than this measure", help));
            }
            if !text.ends_with('\n') {
                text.push('\n');
            }
        }
        writer.write_record(row).map_err(|error| failed(error.to_string()))?;
        let added = writer.into_inner().map_err(|error| failed(error.to_string()))?;
        Ok(text + &String::from_utf8_lossy(&added))
    }
}
