use std::io::Write;
use std::ops::{ControlFlow, Range};
use std::sync::Arc;

use ::parquet::arrow::ProjectionMask;
use ::parquet::arrow::arrow_reader::{
    ArrowReaderMetadata, ArrowReaderOptions, ParquetRecordBatchReader, ParquetRecordBatchReaderBuilder,
};
use ::parquet::errors::ParquetError;
use ::parquet::file::metadata::ParquetMetaData;
use ::parquet::file::reader::ChunkReader;
use arrow_array::cast::AsArray;
use arrow_array::{Array, ArrayRef, RecordBatch, RecordBatchOptions, new_null_array};
use arrow_schema::{DataType, Field, Schema, SchemaRef};

use super::arrow::{is_readable, texts};
use super::blocks::LONGEST_RECORD;
use super::caught::caught;
use super::lists::Lists;
use super::pages::{OpenPages, Pages, TooMuch, judge_footer};
use super::reader::ReadError;
use crate::source::{Diagnostic, Place, codes};

/// Rows of a stretch at the most.
const ROWS: usize = 8_192;
/// Bytes of a stretch, about, by what the file says of its rows.
const STRETCH: usize = 32 << 20;
/// Bytes of texts that are handed over at once.
const TEXT: usize = 4 << 20;

/// A Parquet file of which is known what its columns are.
pub struct Opened<R> {
    input: R,
    metadata: ArrowReaderMetadata,
    schema: SchemaRef,
}

impl<R: ChunkReader + 'static> Opened<R> {
    /// Reads what the columns are.
    pub fn read(input: R) -> Result<Self, ReadError> {
        guarded(|| {
            judge_footer(&input)?;
            let found = ArrowReaderMetadata::load(&input, ArrowReaderOptions::default())?;
            let schema = found.schema().clone();
            // A text stands in memory once, however many rows have it.
            let fields: Vec<Field> = schema.fields().iter().map(|field| as_view(field)).collect();
            let options = ArrowReaderOptions::default().with_schema(Arc::new(Schema::new(fields)));
            let metadata = ArrowReaderMetadata::try_new(Arc::clone(found.metadata()), options)?;
            Ok(Self { input, metadata, schema })
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

    /// The rows. Columns that are not wanted, or hold what no file of answers has, are not unpacked.
    pub fn batches(self, is_wanted: impl Fn(usize) -> bool) -> Result<Batches, ReadError> {
        guarded(|| {
            let types = self.metadata.schema().fields().iter().enumerate();
            let taken: Vec<bool> = types.map(|(at, field)| is_wanted(at) && is_readable(field.data_type())).collect();
            let fields = self.metadata.schema().fields().iter().zip(&taken).map(|(field, is_taken)| {
                let of = if *is_taken { field.data_type().clone() } else { DataType::Null };
                Field::new(field.name(), of, true)
            });
            let whole = Arc::new(Schema::new(fields.collect::<Vec<_>>()));
            let rows = rows_at_once(self.metadata.metadata());
            let (pages, open) = Pages::new(self.input, self.metadata.metadata());
            let builder = ParquetRecordBatchReaderBuilder::new_with_metadata(pages, self.metadata);
            let roots = taken.iter().enumerate().filter(|(_, is_taken)| **is_taken).map(|(at, _)| at);
            let mask = ProjectionMask::roots(builder.parquet_schema(), roots);
            let reader = builder.with_projection(mask).with_batch_size(rows).build()?;
            Ok(Batches { whole, taken, reader, open })
        })
    }
}

/// A column of texts as one of views, in which rows share what they have in common.
#[expect(clippy::wildcard_enum_match_arm, reason = "of the types of Arrow only those of texts are told apart")]
fn as_view(field: &Field) -> Field {
    let is_text = |of: &DataType| matches!(of, DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View);
    let of = match field.data_type() {
        DataType::Dictionary(_, value) if is_text(value) => DataType::Utf8View,
        DataType::List(inner) => DataType::List(Arc::new(as_view(inner))),
        DataType::LargeList(inner) => DataType::LargeList(Arc::new(as_view(inner))),
        DataType::FixedSizeList(inner, length) => DataType::FixedSizeList(Arc::new(as_view(inner)), *length),
        other if is_text(other) => DataType::Utf8View,
        other => other.clone(),
    };
    field.clone().with_data_type(of)
}

/// Rows of which a stretch is unpacked at once: fewer where rows are long.
fn rows_at_once(metadata: &ParquetMetaData) -> usize {
    let groups = metadata.row_groups().iter();
    let (bytes, rows) = groups.fold((0_i128, 0_i128), |(bytes, rows), group| {
        (bytes + i128::from(group.total_byte_size()), rows + i128::from(group.num_rows()))
    });
    let bytes_of_row = usize::try_from(bytes.max(0) / rows.max(1)).unwrap_or(usize::MAX).max(1);
    (STRETCH / bytes_of_row).clamp(1, ROWS)
}

/// A Parquet file, a stretch at a time.
pub struct Batches {
    /// All columns; those that are not taken hold nothing.
    whole: SchemaRef,
    taken: Vec<bool>,
    reader: ParquetRecordBatchReader,
    open: Arc<OpenPages>,
}

impl Batches {
    fn next(&mut self) -> Result<Option<RecordBatch>, ReadError> {
        self.open.begin_stretch();
        let next = guarded(|| self.reader.next().transpose().map_err(ParquetError::from));
        next.map_err(|error| self.open.refused().map_or(error, unpacks_too_far))
    }

    /// A stretch with all columns of the file, in their order.
    fn whole(&self, batch: &RecordBatch) -> Result<RecordBatch, ReadError> {
        let mut there = batch.columns().iter();
        let column = |is_taken: &bool| -> ArrayRef {
            let found = if *is_taken { there.next().cloned() } else { None };
            found.unwrap_or_else(|| new_null_array(&DataType::Null, batch.num_rows()))
        };
        let columns: Vec<ArrayRef> = self.taken.iter().map(column).collect();
        let options = RecordBatchOptions::new().with_row_count(Some(batch.num_rows()));
        RecordBatch::try_new_with_options(self.whole.clone(), columns, &options).map_err(|error| fault(&error.to_string()))
    }
}

/// The rows of a stretch in parts of which each has texts that fit into memory once they stand apart.
fn parts(batch: &RecordBatch, first_row: u64) -> Result<Vec<Range<usize>>, ReadError> {
    let mut lengths = vec![0_usize; batch.num_rows()];
    for column in batch.columns().iter().filter(|column| *column.data_type() == DataType::Utf8View) {
        let texts = column.as_string_view();
        lengths.iter_mut().zip(texts).for_each(|(length, text)| *length += text.map_or(0, str::len));
    }
    batch.columns().iter().filter_map(Lists::of).for_each(|lists| lists.add_lengths(&mut lengths));
    let (mut parts, mut start, mut bytes) = (Vec::new(), 0, 0);
    for (at, length) in lengths.into_iter().enumerate() {
        if length > LONGEST_RECORD {
            let place = Place::Cell { row: first_row + at as u64, column: None, found: None };
            let message = format!("the texts of the row are longer than {} MiB", LONGEST_RECORD >> 20);
            let diagnostic = Diagnostic::new(&codes::UNENDED_RECORD, place, message);
            return Err(ReadError::Fault(Box::new(diagnostic.help("leave out the column with the long text"))));
        }
        if at > start && bytes + length > TEXT {
            parts.push(start..at);
            (start, bytes) = (at, 0);
        }
        bytes += length;
    }
    parts.push(start..batch.num_rows());
    Ok(parts)
}

/// Hands over one stretch after another with the number of its first row, until the end or a break.
pub fn for_each(batches: &mut Batches, take: &mut dyn FnMut(RecordBatch, u64) -> ControlFlow<()>) -> Result<(), ReadError> {
    let mut first_row = 1;
    while let Some(batch) = batches.next()? {
        for part in parts(&batch, first_row)? {
            let stretch = batches.whole(&batch.slice(part.start, part.len()))?;
            if take(stretch, first_row + part.start as u64).is_break() {
                return Ok(());
            }
        }
        first_row += batch.num_rows() as u64;
    }
    Ok(())
}

/// Copies the rows with these numbers as CSV, with a header.
pub fn copy_rows(
    input: impl ChunkReader + 'static,
    rows: &std::collections::HashSet<u64>,
    out: &mut dyn Write,
) -> Result<(), ReadError> {
    let opened = Opened::read(input)?;
    let mut writer = csv::Writer::from_writer(out);
    let failed = |error: csv::Error| ReadError::Io(error.into());
    writer.write_record(opened.names()).map_err(failed)?;
    let mut batches = opened.batches(|_| true)?;
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

/// Works on a file with a library that panics on some broken ones: those are refused as others are.
fn guarded<T>(work: impl FnOnce() -> Result<T, ParquetError>) -> Result<T, ReadError> {
    let found = caught(work).ok_or_else(|| fault("it is broken"))?;
    found.map_err(|error| match TooMuch::of(&error) {
        Some(too_much) => unpacks_too_far(too_much),
        None => fault(&error.to_string()),
    })
}

fn unpacks_too_far(too_much: TooMuch) -> ReadError {
    let help = "write it again with smaller pages or groups of rows, without columns that no item asks for, or as CSV";
    ReadError::Fault(Box::new(Diagnostic::new(&codes::UNPACKS_TOO_FAR, Place::File, too_much.to_string()).help(help)))
}

fn fault(message: &str) -> ReadError {
    let message = format!("the answers are not a Parquet file that can be read: {message}");
    let diagnostic = Diagnostic::new(&codes::UNREADABLE_JSON, Place::File, message);
    ReadError::Fault(Box::new(diagnostic.help("write it again with the program that made it, or as CSV")))
}
