//! Batches as they go through the pipe. Columns that are the same in every row stay at home: both sides know them from
//! the schema.

use std::sync::Arc;

use arrow_array::RecordBatch;
use arrow_buffer::Buffer;
use arrow_ipc::reader::StreamDecoder;
use arrow_ipc::writer::StreamWriter;
use arrow_schema::{ArrowError, Field, Schema, SchemaRef};

use crate::output::backend::{Encoded, Encoder, OutputError, not_a_table};
use crate::output::table::{ConstantColumns, is_constant};

/// Columns as an Arrow IPC stream without batches.
pub fn encode_schema(schema: &Schema) -> Result<Vec<u8>, ArrowError> {
    StreamWriter::try_new(Vec::new(), schema)?.into_inner()
}

/// The columns of an Arrow IPC stream.
pub fn decode_schema(stream: &[u8]) -> Result<SchemaRef, ArrowError> {
    let mut decoder = StreamDecoder::new();
    decoder.decode(&mut Buffer::from(stream))?;
    decoder.schema().ok_or_else(|| ArrowError::IpcError("there are no columns".to_owned()))
}

/// Turns batches into Arrow IPC streams.
#[derive(Debug)]
pub struct BatchEncoder {
    /// The columns that are sent, with nothing but their types.
    sent: SchemaRef,
    positions: Vec<usize>,
}

impl BatchEncoder {
    /// An encoder of batches with a schema.
    pub fn new(schema: &Schema) -> Self {
        let (sent, positions) = bare(schema);
        Self { sent, positions }
    }

    fn try_encode(&self, batch: &RecordBatch) -> Result<Vec<u8>, ArrowError> {
        let columns = self.positions.iter().map(|at| Arc::clone(batch.column(*at))).collect();
        let varying = RecordBatch::try_new(Arc::clone(&self.sent), columns)?;
        let mut writer = StreamWriter::try_new(Vec::with_capacity(varying.get_array_memory_size()), &self.sent)?;
        writer.write(&varying)?;
        writer.into_inner()
    }
}

impl Encoder for BatchEncoder {
    fn head(&self) -> Encoded {
        Encoded::default()
    }

    fn encode(&self, batch: &RecordBatch) -> Result<Encoded, OutputError> {
        let bytes = if batch.num_rows() == 0 { Vec::new() } else { self.try_encode(batch).map_err(not_a_table)? };
        Ok(Encoded::plain(bytes, batch.num_rows()))
    }
}

/// Turns Arrow IPC streams into batches with all their columns.
#[derive(Debug)]
pub struct BatchDecoder {
    schema: SchemaRef,
    positions: Vec<usize>,
    constants: ConstantColumns,
}

impl BatchDecoder {
    /// A decoder of batches with a schema.
    pub fn new(schema: SchemaRef) -> Self {
        let (_, positions) = bare(&schema);
        let constants = ConstantColumns::of(&schema);
        Self { schema, positions, constants }
    }

    /// The batch in a stream, whose columns point into it.
    ///
    /// # Errors
    /// Where the stream is not one of these.
    pub fn decode(&self, stream: Vec<u8>) -> Result<RecordBatch, ArrowError> {
        let mut decoder = StreamDecoder::new();
        let batch = decoder.decode(&mut Buffer::from_vec(stream))?;
        let batch = batch.ok_or_else(|| ArrowError::IpcError("there is no batch".to_owned()))?;
        let mut constants = self.constants.columns(batch.num_rows()).into_iter();
        let mut sent = batch.columns().iter().cloned();
        let columns = (0..self.schema.fields().len())
            .filter_map(|at| if self.positions.contains(&at) { sent.next() } else { constants.next() })
            .collect();
        RecordBatch::try_new(Arc::clone(&self.schema), columns)
    }
}

/// The columns that differ from row to row, without their metadata, and where they stand.
fn bare(schema: &Schema) -> (SchemaRef, Vec<usize>) {
    let varying = schema.fields().iter().enumerate().filter(|(_, field)| !is_constant(field));
    let (positions, fields): (Vec<usize>, Vec<Field>) =
        varying.map(|(at, field)| (at, Field::new(at.to_string(), field.data_type().clone(), field.is_nullable()))).unzip();
    (Arc::new(Schema::new(fields)), positions)
}
