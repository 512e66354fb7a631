use std::sync::Arc;

use arrow_array::RecordBatch;

use super::backend::{Backend, Encoded, Encoder, OutputError};
use crate::source::Diagnostic;

/// An output that takes some of the columns.
pub struct View {
    backend: Box<dyn Backend>,
    columns: Vec<usize>,
}

impl View {
    /// An output that is handed the columns at these positions.
    pub fn new(backend: Box<dyn Backend>, columns: Vec<usize>) -> Self {
        Self { backend, columns }
    }
}

impl Backend for View {
    fn write(&mut self, batch: &RecordBatch) -> Result<(), OutputError> {
        let seen = batch.project(&self.columns).map_err(super::backend::not_a_table)?;
        self.backend.write(&seen)
    }

    fn finish(&mut self) -> Result<Vec<Diagnostic>, OutputError> {
        self.backend.finish()
    }

    fn publish(self: Box<Self>) -> Result<(), OutputError> {
        self.backend.publish()
    }

    fn abandon(self: Box<Self>) {
        self.backend.abandon();
    }

    fn encoder(&self) -> Option<Arc<dyn Encoder>> {
        let encoder = self.backend.encoder()?;
        Some(Arc::new(ViewEncoder { encoder, columns: self.columns.clone() }))
    }

    fn write_encoded(&mut self, encoded: Encoded) -> Result<(), OutputError> {
        self.backend.write_encoded(encoded)
    }
}

/// Turns some of the columns into bytes. What stands before, between and after them is written by the output itself.
struct ViewEncoder {
    encoder: Arc<dyn Encoder>,
    columns: Vec<usize>,
}

impl Encoder for ViewEncoder {
    fn head(&self) -> Encoded {
        self.encoder.head()
    }

    /// The positions are those of the schema that the batch has.
    fn encode(&self, batch: &RecordBatch) -> Result<Encoded, OutputError> {
        self.encoder.encode(&batch.project(&self.columns).map_err(super::backend::not_a_table)?)
    }

    fn between(&self) -> &'static [u8] {
        self.encoder.between()
    }

    fn tail(&self) -> &'static [u8] {
        self.encoder.tail()
    }
}
