use std::path::{Path, PathBuf};
use std::sync::Arc;

use arrow_array::RecordBatch;
use arrow_schema::Schema;
use verbond_backend::{Description, Writes};

use super::batches::{BatchEncoder, encode_schema};
use super::confinement::{Confined, Confinement};
use super::error::PluginError;
use super::frame::{Kind, Loading, OpeningFrame, Reply};
use super::process::{Hosting, PluginProcess};
use super::trust::TrustedPlugin;
use crate::output::backend::{Backend, Encoded, Encoder, OutputError};
use crate::output::destination::Destination;
use crate::output::place::{Place, Readers, Replace};
use crate::source::Complaint;

/// A plugin in a process of its own: whatever it does, the run goes on without it.
pub struct IsolatedBackend {
    process: PluginProcess,
    encoder: Arc<BatchEncoder>,
    destination: Option<Destination>,
    confined: Confined,
    _plugin: Arc<TrustedPlugin>,
}

/// What a plugin in a process of its own is opened with.
pub struct IsolatedOpening<'a> {
    /// The measure as JSON.
    pub measure: &'a str,
    /// The options as JSON.
    pub options: &'a str,
    /// The columns.
    pub schema: &'a Schema,
    /// Where its file goes; or the place that it writes to itself.
    pub target: Target,
}

/// Where an output of a plugin goes.
pub enum Target {
    /// A file, which is made in a folder of its own and then moved to its place.
    File(Destination),
    /// Something that is there already: a file, or an address.
    Place(String),
}

impl Target {
    /// The target of a path that the user gave.
    ///
    /// # Errors
    /// Where it may not be written over, or nothing can be made in its folder.
    pub fn new(writes: Writes, path: &Path, replace: Replace, readers: Readers) -> Result<Self, OutputError> {
        match writes {
            Writes::File => Destination::folder(path, replace, readers).map(Self::File),
            Writes::Place => {
                let place = path.display().to_string();
                if !place.contains("://") {
                    Place::for_plugin(path)?;
                }
                Ok(Self::Place(place))
            }
        }
    }

    /// What the plugin is told to write.
    pub fn path(&self) -> PathBuf {
        match self {
            Self::File(destination) => destination.beside().to_owned(),
            Self::Place(place) => PathBuf::from(place),
        }
    }

    /// What is to be moved to its place in the end.
    pub fn into_destination(self) -> Option<Destination> {
        match self {
            Self::File(destination) => Some(destination),
            Self::Place(_) => None,
        }
    }

    /// The folder it must be able to change: an address has none.
    fn folder(&self) -> Option<PathBuf> {
        let path = self.path();
        if matches!(self, Self::Place(place) if place.contains("://")) {
            return None;
        }
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        Some(folder.to_owned())
    }
}

/// Asks a plugin who it is, in a process that can change nothing.
///
/// # Errors
/// Where it cannot be loaded, crashes or hangs.
pub fn describe_apart(plugin: &TrustedPlugin, hosting: Hosting) -> Result<Description, PluginError> {
    let confinement = Confinement { memory: hosting.memory, ..plugin.confinement() };
    let mut process = PluginProcess::begin(plugin.name(), &hosting, None)?;
    load(&mut process, plugin, confinement).map(|(_, description)| description)
}

/// Confines a process and loads a plugin there.
pub fn load(
    process: &mut PluginProcess,
    plugin: &TrustedPlugin,
    confinement: Confinement,
) -> Result<(Confined, Description), PluginError> {
    let loading = Loading {
        name: plugin.name().to_owned(),
        library: plugin.copy().display().to_string(),
        shown: plugin.library().display().to_string(),
        confinement,
    };
    let loading = serde_json::to_vec(&loading).map_err(|error| process.failed("load", &error.to_string()))?;
    match process.ask("load", Kind::Load, loading)? {
        Reply::Loaded { confined, description } => Ok((confined, description)),
        Reply::Done | Reply::Failed { .. } | Reply::Checked(_) | Reply::Alive => {
            Err(process.failed("load", "its process gave another answer than it was asked for"))
        }
    }
}

impl IsolatedBackend {
    /// Begins the process of a plugin, confines it, loads the library there and opens a session.
    ///
    /// # Errors
    /// Where it cannot be loaded, refuses, crashes or hangs.
    pub fn open(plugin: Arc<TrustedPlugin>, hosting: Hosting, opening: IsolatedOpening<'_>) -> Result<Self, PluginError> {
        let mut confinement = Confinement { memory: hosting.memory, ..plugin.confinement() };
        confinement.may_change.extend(opening.target.folder());
        // Libraries make their temporary files where they may.
        let temporary = match &opening.target {
            Target::File(destination) => destination.beside().parent(),
            Target::Place(_) => None,
        };
        let mut process = PluginProcess::begin(plugin.name(), &hosting, temporary)?;
        let (confined, _) = load(&mut process, &plugin, confinement)?;
        let begin = OpeningFrame {
            measure: opening.measure.to_owned(),
            options: opening.options.to_owned(),
            path: opening.target.path().display().to_string(),
        };
        let begin = serde_json::to_vec(&begin).map_err(|error| process.failed("open", &error.to_string()))?;
        let columns = encode_schema(opening.schema).map_err(|error| process.failed("open", &error.to_string()))?;
        process.send(Kind::Open, begin);
        process.ask("open", Kind::Schema, columns)?;
        let encoder = Arc::new(BatchEncoder::new(opening.schema));
        Ok(Self { process, encoder, destination: opening.target.into_destination(), confined, _plugin: plugin })
    }

    /// How far its process could be confined.
    pub fn confined(&self) -> Confined {
        self.confined
    }
}

impl Backend for IsolatedBackend {
    fn write(&mut self, batch: &RecordBatch) -> Result<(), OutputError> {
        self.write_encoded(self.encoder.encode(batch)?)
    }

    fn finish(&mut self) -> Result<Vec<Complaint>, OutputError> {
        self.process.ask("finish", Kind::Finish, Vec::new())?;
        match &self.destination {
            Some(destination) if !destination.is_there() => {
                Err(self.process.failed("finish", "it left no file at its path").into())
            }
            _ => Ok(Vec::new()),
        }
    }

    fn publish(mut self: Box<Self>) -> Result<(), OutputError> {
        self.destination.take().map_or(Ok(()), Destination::publish)
    }

    fn abandon(self: Box<Self>) {}

    fn encoder(&self) -> Option<Arc<dyn Encoder>> {
        Some(Arc::clone(&self.encoder) as Arc<dyn Encoder>)
    }

    fn write_encoded(&mut self, encoded: Encoded) -> Result<(), OutputError> {
        if encoded.bytes.is_empty() {
            return Ok(());
        }
        Ok(self.process.post("write", Kind::Batch, encoded.bytes)?)
    }
}

impl From<PluginError> for OutputError {
    fn from(error: PluginError) -> Self {
        if let PluginError::Output(error) = error {
            return error;
        }
        Self::Reported { code: error.code(), message: error.to_string(), help: error.help() }
    }
}
