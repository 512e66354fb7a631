use std::path::Path;
use std::sync::Arc;

use arrow_array::RecordBatch;
use arrow_schema::Schema;
use verbond_backend::Alive;
use verbond_backend::session::{Opening, Session};

use super::last_words::on_one_line;
use super::library::LoadedPlugin;
use super::target::Target;
use crate::output::backend::{Backend, Encoded, Encoder, OutputError};
use crate::source::Diagnostic;

/// A session of a loaded backend in this process.
pub struct InProcessBackend {
    name: String,
    session: Option<Session>,
    target: Option<Target>,
}

impl InProcessBackend {
    /// Opens a session that writes to a path, with options as JSON.
    ///
    /// # Errors
    /// Where the backend refuses.
    pub fn open(
        plugin: &LoadedPlugin,
        measure: &str,
        options: &str,
        schema: &Schema,
        path: &Path,
        alive: Alive,
    ) -> Result<Self, OutputError> {
        let name = plugin.description.name.clone();
        let refused = |message: String| OutputError::Backend { backend: name.clone(), step: "open", message };
        let path = path.to_str().ok_or_else(|| refused("the path is not UTF-8".to_owned()))?;
        let opening = Opening { measure, options, path, schema, alive };
        let session = plugin.functions.open(opening).map_err(|error| refused(on_one_line(&error.message)))?;
        Ok(Self { name, session: Some(session), target: None })
    }

    /// The same, to be put into its place by this backend.
    #[must_use]
    pub fn to(mut self, target: Target) -> Self {
        self.target = Some(target);
        self
    }

    fn failed(&self, step: &'static str, error: verbond_backend::Error) -> OutputError {
        OutputError::Backend { backend: self.name.clone(), step, message: on_one_line(&error.message) }
    }
}

impl Backend for InProcessBackend {
    fn write(&mut self, batch: &RecordBatch) -> Result<(), OutputError> {
        let written = self.session.as_mut().map_or(Ok(()), |session| session.write(batch));
        written.map_err(|error| self.failed("write", error))
    }

    fn finish(&mut self) -> Result<Vec<Diagnostic>, OutputError> {
        let finished = self.session.take().map_or(Ok(()), Session::finish);
        finished.map_err(|error| self.failed("finish", error))?;
        match &self.target {
            Some(target) if !target.complete() => Err(self.failed("finish", verbond_backend::Error::new(target.lacking()))),
            _ => Ok(Vec::new()),
        }
    }

    fn publish(self: Box<Self>) -> Result<(), OutputError> {
        self.target.map_or(Ok(()), Target::publish)
    }

    fn abandon(self: Box<Self>) {}

    fn encoder(&self) -> Option<Arc<dyn Encoder>> {
        None
    }

    fn write_encoded(&mut self, _: Encoded) -> Result<(), OutputError> {
        Err(OutputError::takes_batches(&self.name))
    }
}
