use std::path::{Path, PathBuf};

use super::super::config::Config;
use super::super::{CliError, report, store, writing};
use crate::administer::{CaseCode, Identity, Questionnaire, Record};
use crate::files;
use crate::instrument::Instrument;
use crate::output::{Readers, Replace};
use crate::store::{Begun, Held, Place, Store};

/// Which occasion is asked.
pub struct Asked<'a> {
    /// The one that was said; else the next one.
    pub occasion: Option<&'a str>,
    /// What is held of it is answered again.
    pub replaces: bool,
}

/// Where an administration goes.
pub enum Keeping {
    /// A row of a file of answers, and until it is done a file beside it.
    File {
        /// The file of answers; without one the row is printed.
        answers: Option<PathBuf>,
        /// What was answered until it is done.
        unfinished: Option<PathBuf>,
        /// The columns of the file.
        columns: Vec<String>,
    },
    /// A store, where each answer is as soon as it was given.
    Store {
        /// The store.
        store: Box<Store>,
        /// The administration.
        id: i64,
    },
}

impl Keeping {
    pub fn in_file(answers: Option<&Path>, instrument: &Instrument, identity: &Identity) -> Self {
        let unfinished = answers.map(|path| {
            let name = path.file_name().map_or(String::new(), |name| name.to_string_lossy().into_owned());
            path.with_file_name(format!("{name}.{}-{}-{}.unfinished", identity.case, identity.occasion, identity.informant))
        });
        Self::File { answers: answers.map(Path::to_owned), unfinished, columns: Record::columns(instrument) }
    }

    /// A row more in a file of answers.
    pub fn added_to(answers: &Path, instrument: &Instrument) -> Self {
        Self::File { answers: Some(answers.to_owned()), unfinished: None, columns: Record::columns(instrument) }
    }

    /// Begins in a store, or goes on; the occasion is put into the record where nobody said it.
    pub fn in_store(
        (path, config): (&Path, &Config),
        (instrument, text): (&Instrument, &str),
        (case, begun): (&CaseCode, &mut Record),
        asked: &Asked<'_>,
    ) -> Result<Self, CliError> {
        let mut store = store::open(path, config)?;
        let (measure, at) = (instrument.reference(), store::now());
        let informant = begun.identity.informant.clone();
        if asked.occasion.is_none() {
            let occasions = store.occasions(case.as_str(), &instrument.id, &informant).map_err(store::failed)?;
            begun.identity.occasion = occasions.next().to_string();
        }
        let (sha256, identity, known) = (instrument.sha256.as_str(), &begun.identity, &begun.known);
        let occasion = identity.occasion.as_str();
        let place = Place { case: case.as_str(), measure: &instrument.id, informant: &informant, occasion };
        let held = store.held(&place).map_err(store::failed)?;
        let begun = Begun { measure: &measure, sha256, text, case, identity, known, at: &at };
        let id = match held {
            Held { open: None, finished: Some(_) } if !asked.replaces => {
                let message = format!("{informant} of {} answered occasion {occasion} already", case.as_str());
                let help = "leave `--occasion` out for the next one; `--replace` asks it again and keeps what was answered";
                return Err(CliError::usage(message, help.to_owned()));
            }
            Held { open: None, finished: None } => store.begin_administration(&begun),
            _ if asked.replaces => store.begin_another(&begun),
            _ => store.begin_administration(&begun),
        };
        Ok(Self::Store { store: Box::new(store), id: id.map_err(store::failed)? })
    }

    /// What was answered before it was stopped.
    pub fn read(&self) -> Result<Option<Record>, CliError> {
        match self {
            Self::File { unfinished, .. } => {
                let Some(path) = unfinished.as_ref().filter(|path| path.exists()) else { return Ok(None) };
                let text = files::text(path).map_err(|error| CliError::system(path.display().to_string(), error))?;
                // What cannot be read is begun anew, and the file stays until it is done.
                Ok(serde_json::from_str(&text).ok())
            }
            Self::Store { store, id } => Ok(store.administration(*id).map_err(store::failed)?.map(|kept| kept.record)),
        }
    }

    /// An answer was given.
    pub fn gave(&mut self, item: &str, answer: &str) -> Result<(), CliError> {
        match self {
            Self::File { .. } => Ok(()),
            Self::Store { store, id } => store.give(*id, item, answer, &store::now()).map_err(store::failed),
        }
    }

    /// Keeps what was answered so far.
    pub fn keep(&self, record: &Record) -> Result<(), CliError> {
        match self {
            Self::File { unfinished: Some(path), .. } => {
                writing::write(path, report::json(record)?, Replace::InPlace, Readers::Owner)
            }
            _ => Ok(()),
        }
    }

    /// It is done: the row is added to the file of answers, whole or not at all, or the store is told.
    pub fn finish(&mut self, record: &Record, questionnaire: &Questionnaire<'_>) -> Result<(), CliError> {
        match self {
            Self::Store { store, id } => store.finish(*id, &store::now()).map_err(store::failed),
            Self::File { answers, unfinished, columns } => {
                let row = record.row(questionnaire);
                let Some(path) = answers else {
                    return report::say(with_row(b"", columns, &row)?.trim_end());
                };
                let there = match files::bytes(path) {
                    Ok(there) => there,
                    Err(error) if error.kind() == std::io::ErrorKind::NotFound => Vec::new(),
                    Err(error) => return Err(CliError::system(path.display().to_string(), error)),
                };
                writing::write(path, with_row(&there, columns, &row)?, Replace::InPlace, Readers::Owner)?;
                if let Some(unfinished) = unfinished.as_ref().filter(|path| path.exists()) {
                    std::fs::remove_file(unfinished)
                        .map_err(|error| CliError::system(unfinished.display().to_string(), error))?;
                }
                Ok(())
            }
        }
    }
}

/// A file of answers with a row more.
fn with_row(there: &[u8], columns: &[String], row: &[String]) -> Result<String, CliError> {
    let failed = |error: String| CliError::system("the file of answers", std::io::Error::other(error));
    let mut writer = csv::Writer::from_writer(Vec::new());
    let mut text = String::from_utf8(there.to_vec()).map_err(|error| failed(error.to_string()))?;
    if text.trim().is_empty() {
        text.clear();
        writer.write_record(columns).map_err(|error| failed(error.to_string()))?;
    } else {
        let mut reader = csv::Reader::from_reader(there);
        let header = reader.headers().map_err(|error| failed(error.to_string()))?;
        if header.iter().ne(columns.iter().map(String::as_str)) {
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
