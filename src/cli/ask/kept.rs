use std::path::{Path, PathBuf};

use super::super::config::Config;
use super::super::{CliError, report, store, writing};
use super::answers_file::AnswersFile;
use crate::administer::{CaseCode, Identity, NoRow, Questionnaire, Record, one_row};
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
    /// A row of a file of answers; without one the row is printed.
    File { answers: Option<InFile> },
    /// A store, where each answer is as soon as it was given.
    Store {
        /// The store.
        store: Box<Store>,
        /// The administration.
        id: i64,
    },
}

/// A file of answers, and beside it what was answered until it is done.
pub struct InFile {
    file: AnswersFile,
    unfinished: PathBuf,
}

/// Bytes that what is kept of one administration may have.
const UNFINISHED_BYTES: usize = 16 << 20;

/// Where what is not in a file of answers yet is kept.
pub fn unfinished_beside(answers: &Path, identity: &Identity) -> PathBuf {
    let name = answers.file_name().map_or(String::new(), |name| name.to_string_lossy().into_owned());
    answers.with_file_name(format!("{name}.{}-{}-{}.unfinished", identity.case, identity.occasion, identity.informant))
}

impl Keeping {
    pub fn in_file(answers: Option<AnswersFile>, identity: &Identity) -> Self {
        Self::File { answers: answers.map(|file| InFile { unfinished: unfinished_beside(&file.path, identity), file }) }
    }

    /// Begins in a store, or goes on; the occasion is put into the record where nobody said it.
    pub fn in_store(
        (path, config): (&Path, &Config),
        (instrument, text): (&Instrument, &str),
        (case, begun): (&CaseCode, &mut Record),
        asked: &Asked<'_>,
    ) -> Result<Self, CliError> {
        let mut store = store::open(path, config)?;
        store.may_ask(case.as_str(), &begun.identity.date).map_err(store::failed)?;
        let (measure, at) = (instrument.reference(), store::now());
        let informant = begun.identity.informant.clone();
        if asked.occasion.is_none() {
            let agenda = store::agenda(&store, case.as_str(), &begun.identity.date, config)?;
            let occasions = store.occasions(case.as_str(), &instrument.id, &informant, &agenda).map_err(store::failed)?;
            begun.identity.occasion = occasions.next();
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
            Self::File { answers } => {
                let Some(path) = answers.as_ref().map(|there| &there.unfinished).filter(|path| path.exists()) else {
                    return Ok(None);
                };
                let text = files::text(path, UNFINISHED_BYTES).map_err(|error| CliError::unread(path, error))?;
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
            Self::File { answers: Some(InFile { unfinished, .. }) } => keep_beside(unfinished, record),
            Self::File { answers: None } | Self::Store { .. } => Ok(()),
        }
    }

    /// It is done: the row is added to the file of answers, whole or not at all, or the store is told.
    pub fn finish(&mut self, record: &Record, questionnaire: &Questionnaire<'_>) -> Result<(), CliError> {
        match self {
            Self::Store { store, id } => store.finish(*id, &store::now()).map_err(store::failed),
            Self::File { answers: None } => tell_row(record, questionnaire),
            Self::File { answers: Some(InFile { file, unfinished }) } => {
                add_or_keep(file, unfinished, record, questionnaire)?;
                if unfinished.exists() {
                    std::fs::remove_file(&*unfinished)
                        .map_err(|error| CliError::system(unfinished.display().to_string(), error))?;
                }
                Ok(())
            }
        }
    }
}

/// Adds a row to a file of answers. Where that fails, what was answered is not lost: it stays beside the file, or, if
/// nothing can be written there either, is printed.
pub fn add_or_keep(
    file: &AnswersFile,
    unfinished: &Path,
    record: &Record,
    questionnaire: &Questionnaire<'_>,
) -> Result<(), CliError> {
    let Err(error) = file.add(record, questionnaire) else { return Ok(()) };
    if keep_beside(unfinished, record).is_ok() {
        anstream::eprintln!("what was answered is kept in {}", unfinished.display());
        anstream::eprintln!("`verbond ask` with this case, occasion, informant and output adds it, once the file can be written");
    } else {
        anstream::eprintln!("what was answered could be kept nowhere; this is the row:");
        tell_row(record, questionnaire)?;
    }
    Err(error)
}

/// Prints a row, with its header.
fn tell_row(record: &Record, questionnaire: &Questionnaire<'_>) -> Result<(), CliError> {
    let failed = |error: NoRow| CliError::system("the row", std::io::Error::other(error));
    report::say(one_row(record, questionnaire).map_err(failed)?.trim_end())
}

fn keep_beside(unfinished: &Path, record: &Record) -> Result<(), CliError> {
    writing::write(unfinished, report::json(record)?, Replace::InPlace, Readers::Owner)
}
