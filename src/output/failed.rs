use std::sync::Arc;

use arrow_array::RecordBatch;

use super::backend::{Backend, Encoded, Encoder, OutputError};
use crate::source::Diagnostic;

/// An output that could not be opened. It says so once it is its turn, so that the others of the run go on without it.
pub struct FailedBackend(Option<OutputError>);

impl FailedBackend {
    /// An output that failed for a reason.
    pub fn new(why: OutputError) -> Self {
        Self(Some(why))
    }

    fn tell(&mut self) -> Result<(), OutputError> {
        self.0.take().map_or(Ok(()), Err)
    }
}

impl Backend for FailedBackend {
    fn write(&mut self, _: &RecordBatch) -> Result<(), OutputError> {
        self.tell()
    }

    fn finish(&mut self) -> Result<Vec<Diagnostic>, OutputError> {
        self.tell().map(|()| Vec::new())
    }

    fn publish(mut self: Box<Self>) -> Result<(), OutputError> {
        self.tell()
    }

    fn abandon(self: Box<Self>) {}

    fn encoder(&self) -> Option<Arc<dyn Encoder>> {
        None
    }

    fn write_encoded(&mut self, _: Encoded) -> Result<(), OutputError> {
        self.tell()
    }
}
