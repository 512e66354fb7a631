use std::path::{Path, PathBuf};

use verbond_backend::sample::{Filling, Sample};
use verbond_backend::session::{Functions, Opening, Session};
use verbond_backend::{Description, Error, Role, Takes, Writes};

use super::{Outcome, Trouble};
use crate::output::plugin::voice;

/// A backend that is being tried, in a folder that it may change.
pub struct Trial {
    /// What it can do.
    pub functions: Functions,
    /// Who it says it is.
    pub description: Description,
    /// The folder.
    pub folder: PathBuf,
    /// The version in its `plugin.toml`, if it has one.
    pub manifest_version: Option<String>,
    /// Whether its `plugin.toml` says that it writes to a place, if it has one.
    pub says_place: Option<bool>,
    /// The address that it writes to in the place of a file, if it is given one.
    pub address: Option<String>,
    /// Options that its author wants it tried with, as JSON.
    pub options: String,
}

impl Trial {
    /// A sample with the columns that the backend takes.
    pub fn sample(&self, rows: usize, filling: Filling) -> Result<Sample, Trouble> {
        self.seen(Sample::new(rows, filling))
    }

    /// A sample without the columns that the backend does not take.
    pub fn seen(&self, sample: Sample) -> Result<Sample, Trouble> {
        let takes_answers = self.description.takes == Takes::Answers;
        Ok(sample.only(|role| takes_answers || !matches!(role, Role::Known | Role::Item | Role::MissingReason))?)
    }

    /// What it is told to write: a file of this name, or the address that it was given.
    pub fn path(&self, name: &str) -> PathBuf {
        if let Some(address) = &self.address {
            return address.into();
        }
        let path = self.folder.join(name);
        self.description.extension.as_ref().map_or_else(|| path.clone(), |ending| path.with_extension(ending))
    }

    /// Leaves out a check for one that writes to an address.
    pub fn needs_file(&self) -> Outcome {
        if self.address.is_none() {
            return Ok(());
        }
        Err(Trouble::Skipped("this is about files, and it writes to an address".to_owned()))
    }

    /// Opens a session.
    pub fn open(&self, sample: &Sample, options: &str, path: &Path) -> Result<Session, Error> {
        let measure = serde_json::to_string(&sample.measure)?;
        let path = path.to_str().ok_or_else(|| Error::new("the path is not UTF-8"))?;
        self.functions.open(Opening { measure: &measure, options, path, schema: &sample.schema, alive: voice::listener() })
    }

    /// Opens, writes and finishes, and looks whether there is a file.
    pub fn write(&self, sample: &Sample) -> Outcome {
        self.write_to(sample, &self.path("written"))
    }

    /// The same to another path.
    pub fn write_to(&self, sample: &Sample, path: &Path) -> Outcome {
        let mut session = self.open(sample, &self.options, path)?;
        for batch in &sample.batches {
            session.write(batch)?;
            // Each batch is a call of its own, as at work.
            voice::listener().tell();
        }
        session.finish()?;
        self.left_at(path)
    }

    /// A backend that writes files has left one.
    pub fn left_at(&self, path: &Path) -> Outcome {
        match std::fs::metadata(path) {
            _ if self.description.writes == Writes::Place => Ok(()),
            Ok(found) if found.is_file() => Ok(()),
            _ => Err(Trouble::Failed("it left no file at its path".to_owned())),
        }
    }
}
