use std::sync::Arc;

use arrow_array::RecordBatch;

use super::backend::{Backend, Encoder, OutputError};

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

    fn finish(&mut self) -> Result<(), OutputError> {
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

    fn write_encoded(&mut self, bytes: Vec<u8>) -> Result<(), OutputError> {
        self.backend.write_encoded(bytes)
    }
}

/// Turns some of the columns into bytes. What stands before, between and after them is written by the output itself.
struct ViewEncoder {
    encoder: Arc<dyn Encoder>,
    columns: Vec<usize>,
}

impl Encoder for ViewEncoder {
    fn head(&self) -> Vec<u8> {
        self.encoder.head()
    }

    /// The positions are those of the schema that the batch has.
    fn encode(&self, batch: &RecordBatch) -> Vec<u8> {
        batch.project(&self.columns).map_or(Vec::new(), |seen| self.encoder.encode(&seen))
    }

    fn between(&self) -> &'static [u8] {
        self.encoder.between()
    }

    fn tail(&self) -> &'static [u8] {
        self.encoder.tail()
    }
}
