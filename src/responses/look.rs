use std::io::{Cursor, Read};
#[cfg(feature = "parquet")]
use std::ops::ControlFlow;

use arrow_array::RecordBatch;

use super::arrow::texts;
use super::blocks::TextBlock;
use super::csv;
use super::documents;
use super::encoding;
use super::grid::{Grid, GridRow, ROWS};
use super::line_ends::{are_carriage_returns, to_line_feeds};
use super::matching::{Matching, matched};
use super::open::closed;
use super::options::ReadOptions;
#[cfg(feature = "parquet")]
use super::parquet::{self, Opened};
use super::reader::{Format, Input, ReadError, decoded, empty, held};
use super::shape::Shape;
#[cfg(feature = "spreadsheets")]
use super::spreadsheet;
#[cfg(feature = "statistics")]
use super::statistics;
use crate::instrument::Instrument;
use crate::source::Diagnostic;

/// Bytes of a text that are looked at.
const START: u64 = 1 << 20;

impl Matching {
    /// Looks at the beginning of a file of answers and finds what each of its columns could be.
    ///
    /// # Errors
    /// Where there is nothing to read, or it is not of this form.
    pub fn of(instrument: &Instrument, input: Input<'_>, format: Format, options: &ReadOptions) -> Result<Self, ReadError> {
        let mut options = options.clone();
        let grid = match format {
            Format::Csv => {
                let mut raw = Vec::new();
                input.take(START).read_to_end(&mut raw)?;
                let encoding = options.encoding.or_else(|| encoding::windows_1252(&raw));
                let mut bytes = Vec::new();
                decoded(Box::new(Cursor::new(raw)), encoding).read_to_end(&mut bytes)?;
                if are_carriage_returns(&bytes) {
                    to_line_feeds(&mut bytes);
                }
                let (dialect, names, begins) = csv::header(&bytes, options.delimiter).ok_or_else(empty)?;
                options.decimal_comma = options.decimal_comma.or(Some(dialect.delimiter != b','));
                let mut rest = bytes.split_off(begins.min(bytes.len()));
                closed(&bytes, dialect.delimiter, 1)?;
                // The last row may have been cut where the beginning ends.
                if bytes.len() + rest.len() >= START as usize {
                    rest.truncate(memchr::memrchr(b'\n', &rest).map_or(0, |at| at + 1));
                } else {
                    closed(&rest, dialect.delimiter, dialect.rows_before + 1)?;
                }
                let block = TextBlock { bytes: rest, first_row: dialect.rows_before + 1, records: 0, quoted: true };
                Grid::of_csv(names, dialect.delimiter, &block)
            }
            Format::Json | Format::JsonLines => {
                let whole = held(decoded(input, options.encoding))?;
                let is_lines = format == Format::JsonLines;
                let records = if is_lines { documents::lines(&whole)? } else { documents::array(&whole, options.caller)? };
                records.first().ok_or_else(empty)?;
                let shape = options.shape.unwrap_or_else(|| Shape::of_json(&records, instrument));
                options.shape = Some(shape).filter(|shape| *shape != Shape::Plain);
                shape.table_or_rows(&records, instrument, &options).map_err(ReadError::Fault)?
            }
            #[cfg(feature = "spreadsheets")]
            Format::Spreadsheet => {
                let whole = held(input)?;
                let spreadsheet::Read { grid, count, .. } = spreadsheet::table(&whole, instrument)?;
                options = spreadsheet::options(&options, count);
                grid
            }
            #[cfg(feature = "statistics")]
            Format::Statistics => {
                let whole = held(input)?;
                options.usual_missing.push(statistics::DECLARED.to_owned());
                let (grid, texts) = statistics::looked_at(&whole, instrument, &options)?;
                options.texts = texts;
                grid
            }
            #[cfg(feature = "parquet")]
            Format::Parquet => {
                let whole = held(input)?;
                first_stretch(whole)?
            }
        };
        if grid.names.is_empty() {
            return Err(empty());
        }
        matched(grid, instrument, &options).map_err(ReadError::Fault)
    }

    /// Looks at the beginning of a table of columns and finds what each of them could be.
    ///
    /// # Errors
    /// Where it is not what the program writes that it is said to come from.
    pub fn of_batch(instrument: &Instrument, batch: &RecordBatch, options: &ReadOptions) -> Result<Self, Box<Diagnostic>> {
        let names = batch.schema().fields().iter().map(|field| field.name().clone()).collect();
        let beginning = batch.slice(0, batch.num_rows().min(ROWS));
        let grid = Grid { names, rows: rows_of(&beginning, 1).collect(), ..Grid::default() };
        matched(grid, instrument, &ReadOptions { shape: Some(Shape::Plain), ..options.clone() })
    }
}

/// The first stretch of a Parquet file as a table.
#[cfg(feature = "parquet")]
fn first_stretch(whole: Vec<u8>) -> Result<Grid, ReadError> {
    let opened = Opened::read(bytes::Bytes::from(whole))?;
    let mut grid = Grid { names: opened.names(), ..Grid::default() };
    let mut batches = opened.batches(|_| true)?;
    parquet::for_each(&mut batches, &mut |batch, first_row| {
        grid.rows.extend(rows_of(&batch, first_row));
        ControlFlow::Break(())
    })?;
    Ok(grid)
}

/// The rows of a batch as texts; columns that hold what no file of answers has are empty.
fn rows_of(batch: &RecordBatch, first_row: u64) -> impl Iterator<Item = GridRow> {
    let columns: Vec<_> = batch.columns().iter().map(|column| texts(column).unwrap_or_default()).collect();
    let numbers = first_row..first_row + batch.num_rows() as u64;
    numbers.enumerate().map(move |(at, number)| {
        let cells = columns.iter().map(|column| column.get(at).to_owned()).collect();
        GridRow { number, cells }
    })
}
