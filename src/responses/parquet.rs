use std::cell::Cell;
use std::io::Write;
use std::ops::ControlFlow;
use std::panic::AssertUnwindSafe;

use ::parquet::arrow::arrow_reader::{ParquetRecordBatchReader, ParquetRecordBatchReaderBuilder};
use ::parquet::file::reader::ChunkReader;
use arrow_array::RecordBatch;
use arrow_schema::{Schema, SchemaRef};

use super::arrow::texts;
use super::reader::ReadError;
use crate::source::{Diagnostic, Place, codes};

/// Rows of a stretch.
const ROWS: usize = 8_192;

/// A Parquet file, a stretch at a time.
pub struct Batches {
    schema: SchemaRef,
    reader: ParquetRecordBatchReader,
}

impl Batches {
    /// Reads what the columns are.
    pub fn open(input: impl ChunkReader + 'static) -> Result<Self, ReadError> {
        guarded(|| {
            let builder = ParquetRecordBatchReaderBuilder::try_new(input).map_err(|error| fault(&error.to_string()))?;
            let schema = builder.schema().clone();
            let reader = builder.with_batch_size(ROWS).build().map_err(|error| fault(&error.to_string()))?;
            Ok(Self { schema, reader })
        })
    }

    /// Names of the columns.
    pub fn names(&self) -> Vec<String> {
        self.schema.fields().iter().map(|field| field.name().clone()).collect()
    }

    /// What the columns are.
    pub fn schema(&self) -> &Schema {
        &self.schema
    }
}

/// Hands over one stretch after another with the number of its first row, until the end or a break.
pub fn for_each(batches: &mut Batches, take: &mut dyn FnMut(RecordBatch, u64) -> ControlFlow<()>) -> Result<(), ReadError> {
    let mut first_row = 1;
    while let Some(batch) = guarded(|| batches.reader.next().transpose().map_err(|error| fault(&error.to_string())))? {
        let rows = batch.num_rows() as u64;
        if take(batch, first_row).is_break() {
            break;
        }
        first_row += rows;
    }
    Ok(())
}

/// Copies the rows with these numbers as CSV, with a header.
pub fn copy_rows(
    input: impl ChunkReader + 'static,
    rows: &std::collections::HashSet<u64>,
    out: &mut dyn Write,
) -> Result<(), ReadError> {
    let mut batches = Batches::open(input)?;
    let mut writer = csv::Writer::from_writer(out);
    let failed = |error: csv::Error| ReadError::Io(error.into());
    writer.write_record(batches.names()).map_err(failed)?;
    let mut failure = None;
    for_each(&mut batches, &mut |batch, first_row| {
        let cells: Vec<_> = batch.columns().iter().map(texts).collect();
        for at in (0..batch.num_rows()).filter(|at| rows.contains(&(first_row + *at as u64))) {
            let record = cells.iter().map(|column| column.as_ref().map_or("", |column| column.get(at)));
            if let Err(error) = writer.write_record(record) {
                failure = Some(failed(error));
                return ControlFlow::Break(());
            }
        }
        ControlFlow::Continue(())
    })?;
    writer.flush()?;
    failure.map_or(Ok(()), Err)
}

thread_local! {
    static GUARDED: Cell<bool> = const { Cell::new(false) };
}

/// Whether this thread reads a file of which a panic is caught, so that it needs no words of its own.
pub fn is_guarded() -> bool {
    GUARDED.get()
}

/// Works on a file with a library that panics on some broken ones: those are refused as others are.
fn guarded<T>(work: impl FnOnce() -> Result<T, ReadError>) -> Result<T, ReadError> {
    GUARDED.set(true);
    // What was being read when it panicked is not used any more.
    let result = std::panic::catch_unwind(AssertUnwindSafe(work));
    GUARDED.set(false);
    result.unwrap_or_else(|_| Err(fault("it is broken")))
}

fn fault(message: &str) -> ReadError {
    let message = format!("the answers are not a Parquet file that can be read: {message}");
    let diagnostic = Diagnostic::new(&codes::UNREADABLE_JSON, Place::File, message);
    ReadError::Fault(Box::new(diagnostic.help("write it again with the program that made it, or as CSV")))
}
