use std::sync::Arc;

use arrow_array::RecordBatch;
use arrow_schema::Schema;
use verbond_backend::Description;

use super::batches::{BatchEncoder, encode_schema};
use super::confinement::{Confined, Confinement};
use super::error::PluginError;
use super::frame::{Kind, Loading, OpeningFrame, Reply};
use super::process::{Hosting, PluginProcess};
use super::target::Target;
use super::trust::TrustedPlugin;
use crate::output::backend::{Backend, Encoded, Encoder, OutputError};
use crate::source::Diagnostic;

/// A plugin in a process of its own: whatever it does, the run goes on without it.
pub struct IsolatedBackend {
    // It ends before what it writes to is taken from it.
    process: PluginProcess,
    encoder: Arc<BatchEncoder>,
    target: Target,
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

/// Asks a plugin who it is, in a process that can change nothing.
///
/// # Errors
/// Where it cannot be loaded, crashes or hangs.
pub fn describe_apart(plugin: &TrustedPlugin, hosting: Hosting) -> Result<Description, PluginError> {
    let confinement = Confinement { memory: hosting.memory, ..plugin.confinement() };
    let mut process = PluginProcess::begin(plugin, &hosting, None, &[])?;
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
        // Libraries make their temporary files where they may.
        let folder = opening.target.folder();
        confinement.may_change.extend(folder.clone());
        let mut process = PluginProcess::begin(&plugin, &hosting, folder.as_deref(), &[])?;
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
        Ok(Self { process, encoder, target: opening.target, confined, _plugin: plugin })
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

    fn finish(&mut self) -> Result<Vec<Diagnostic>, OutputError> {
        self.process.ask("finish", Kind::Finish, Vec::new())?;
        // A thread that it left behind could swap its file until it is in its place.
        self.process.end();
        if self.target.complete() { Ok(Vec::new()) } else { Err(self.process.failed("finish", self.target.lacking()).into()) }
    }

    fn publish(self: Box<Self>) -> Result<(), OutputError> {
        let Self { mut process, target, .. } = *self;
        process.end();
        target.publish()
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
