use std::io::Read;
use std::ops::ControlFlow;
use std::sync::Arc;

use arrow_array::RecordBatch;
use encoding_rs_io::DecodeReaderBytesBuilder;

use super::arrow;
use super::blocks::{Blocks, RecordTooLong, TextBlock};
use super::copy::RowCopier;
use super::csv::{self, Dialect};
use super::grid::{self, Grid, GridRow, ROWS};
use super::json;
use super::options::Caller;
#[cfg(feature = "parquet")]
use super::parquet::{self, Batches};
use super::quotes::{NeverClosed, never_closed};
use super::row_parser::RowParser;
use super::row_reader::RowReader;
use crate::source::{Diagnostic, Place, codes};

/// The form of a file of answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Format {
    /// Comma-separated values, with any delimiter.
    Csv,
    /// An array of objects.
    Json,
    /// An object a line.
    JsonLines,
    /// Apache Parquet.
    #[cfg(feature = "parquet")]
    Parquet,
    /// A workbook of Excel (.xlsx) or of LibreOffice (.ods), of which the first sheet is read that has answers.
    #[cfg(feature = "spreadsheets")]
    Spreadsheet,
    /// A file of SPSS (.sav, .zsav) or of Stata 13 and later (.dta).
    #[cfg(feature = "statistics")]
    Statistics,
}

impl Format {
    /// The form that an ending of a file name stands for.
    pub fn of_ending(ending: &str) -> Option<Self> {
        match ending.to_ascii_lowercase().as_str() {
            "csv" | "tsv" | "tab" | "txt" => Some(Self::Csv),
            "json" => Some(Self::Json),
            "jsonl" | "ndjson" => Some(Self::JsonLines),
            #[cfg(feature = "parquet")]
            "parquet" | "pq" => Some(Self::Parquet),
            #[cfg(feature = "statistics")]
            "sav" | "zsav" | "dta" => Some(Self::Statistics),
            #[cfg(feature = "spreadsheets")]
            "xlsx" | "xlsm" | "xls" | "ods" => Some(Self::Spreadsheet),
            _ => None,
        }
    }
}

/// Why answers cannot be read on.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// The system failed.
    #[error("the answers cannot be read: {0}")]
    Io(#[from] std::io::Error),
    /// The answers are at fault.
    #[error("{}", .0.message)]
    Fault(Box<Diagnostic>),
}

/// Answers that are ready to be read: the header is known, the rows follow.
pub struct Answers<'a> {
    /// Reads rows; shared by all threads.
    pub reader: RowReader<'a>,
    /// What is wrong with the header.
    pub diagnostics: Vec<Diagnostic>,
    /// How rows of it are copied.
    pub(super) copier: RowCopier,
    pub(super) layout: Layout,
    pub(super) rest: Rest<'a>,
}

#[derive(Clone, Copy, Debug)]
pub(super) enum Layout {
    Csv(Dialect),
    Json,
    /// In memory as a whole.
    Table,
    #[cfg(feature = "parquet")]
    Columns,
}

/// What answers are read from.
pub type Input<'a> = Box<dyn Read + Send + 'a>;

/// Bytes of answers that are held in memory whole: of Parquet that comes through a pipe, of workbooks
/// and statistics files, and of exports whose rows must be put in order.
const HELD_BYTES: u64 = 256 << 20;

/// What is held in memory whole.
pub(super) fn held(input: impl Read) -> Result<Vec<u8>, ReadError> {
    let mut whole = Vec::new();
    input.take(HELD_BYTES + 1).read_to_end(&mut whole)?;
    if whole.len() as u64 > HELD_BYTES {
        let message = format!("the answers have more than {HELD_BYTES} bytes, and are held in memory as a whole");
        let fault = Diagnostic::new(&codes::FILE_TOO_LARGE, Place::File, message);
        return Err(ReadError::Fault(Box::new(fault.help("give them in several files, or Parquet by the name of its file"))));
    }
    Ok(whole)
}

pub(super) enum Rest<'a> {
    Lines(Blocks<Input<'a>>, Option<TextBlock>),
    Array(Input<'a>),
    Table(Arc<Grid>),
    #[cfg(feature = "parquet")]
    Batches(Batches),
}

/// A stretch of answers, as it is handed to whoever reads it.
#[derive(Debug)]
pub enum Block {
    /// Text.
    Text(TextBlock),
    /// Columns, and the number of the first row.
    Columns(RecordBatch, u64),
    /// Rows of a table that is in memory, and how many were left out before, for they are no answers to the measure.
    Rows(Vec<GridRow>, u64),
}

/// Reads blocks of rows; shared by all threads.
#[derive(Debug)]
pub struct BlockReader<'r, 'a> {
    reader: &'r RowReader<'a>,
    layout: Layout,
}

impl<'a> BlockReader<'_, 'a> {
    /// What reads rows.
    pub fn rows(&self) -> &RowReader<'a> {
        self.reader
    }

    /// Reads the rows of a block.
    pub fn read(&self, block: &Block) -> RowParser {
        let filled = match (block, self.layout) {
            (Block::Text(block), Layout::Csv(dialect)) => csv::read_block(self.reader, dialect, block),
            // A table is never handed on as text, nor is a file of columns.
            (Block::Text(block), Layout::Json | Layout::Table) => json::read_block(self.reader, block),
            #[cfg(feature = "parquet")]
            (Block::Text(block), Layout::Columns) => json::read_block(self.reader, block),
            (Block::Columns(batch, first_row), _) => return arrow::read_batch(self.reader, batch, *first_row),
            (Block::Rows(rows, left_out), _) => grid::read_rows(self.reader, rows, *left_out),
        };
        filled.complete(self.reader)
    }
}

impl<'a> Answers<'a> {
    /// What stands between cells; nothing where the answers are no CSV.
    pub fn delimiter(&self) -> Option<u8> {
        match self.layout {
            Layout::Csv(dialect) => Some(dialect.delimiter),
            Layout::Json | Layout::Table => None,
            #[cfg(feature = "parquet")]
            Layout::Columns => None,
        }
    }

    /// What copies rows of these answers by the numbers that they have here.
    pub fn copier(&self) -> RowCopier {
        self.copier.clone()
    }

    /// Takes the reader of blocks and the blocks apart, so that threads can share the one while another runs the other.
    pub fn split(&mut self) -> (BlockReader<'_, 'a>, BlockSource<'_, 'a>) {
        (
            BlockReader { reader: &self.reader, layout: self.layout },
            BlockSource { rest: &mut self.rest, caller: self.reader.caller() },
        )
    }
}

/// The text of an input: what its byte order mark says it is, else this encoding, else UTF-8 as it stands.
pub(super) fn decoded<'a>(input: Input<'a>, encoding: Option<&'static encoding_rs::Encoding>) -> Input<'a> {
    let mut builder = DecodeReaderBytesBuilder::new();
    builder.encoding(encoding).utf8_passthru(encoding.is_none()).strip_bom(true).bom_override(true);
    Box::new(builder.build(input))
}

/// The blocks of answers that are still to be read.
pub struct BlockSource<'r, 'a> {
    rest: &'r mut Rest<'a>,
    caller: Caller,
}

impl BlockSource<'_, '_> {
    /// Whether so little is left that it comes in one block.
    pub fn is_short(&self) -> bool {
        matches!(&self.rest, Rest::Lines(blocks, None) if blocks.is_short())
    }

    /// Hands over one block after another, until the end or a break.
    ///
    /// # Errors
    /// Where the text cannot be read on.
    pub fn for_each(self, take: &mut dyn FnMut(Block) -> ControlFlow<()>) -> Result<(), ReadError> {
        match self.rest {
            Rest::Lines(blocks, first) => {
                if let Some(first) = first.take()
                    && take(Block::Text(first)).is_break()
                {
                    return Ok(());
                }
                while let Some(block) = blocks.next_block().map_err(judge)? {
                    if take(Block::Text(block)).is_break() {
                        break;
                    }
                }
                Ok(())
            }
            Rest::Table(grid) => {
                let mut left_out = grid.left_out;
                // A table without rows still says how many were left out.
                let stretches = grid.rows.chunks(ROWS).chain((grid.rows.is_empty()).then_some(&[][..]));
                for rows in stretches {
                    if take(Block::Rows(rows.to_vec(), std::mem::take(&mut left_out))).is_break() {
                        break;
                    }
                }
                Ok(())
            }
            #[cfg(feature = "parquet")]
            Rest::Batches(batches) => parquet::for_each(batches, &mut |batch, first_row| take(Block::Columns(batch, first_row))),
            Rest::Array(input) => json::cut_array(input, &mut |block| take(Block::Text(block))).map_err(|error| {
                if error.is_io() {
                    return judge(error.into());
                }
                let message = format!("the answers are not a JSON array of objects: {error}");
                let diagnostic = Diagnostic::new(&codes::UNREADABLE_JSON, Place::File, message);
                ReadError::Fault(Box::new(diagnostic.help(self.caller.json_lines())))
            }),
        }
    }
}

pub(super) fn judge(error: std::io::Error) -> ReadError {
    if let Some(open) = error.get_ref().and_then(|inner| inner.downcast_ref::<NeverClosed>()) {
        return ReadError::Fault(Box::new(never_closed(open.row)));
    }
    let too_long =
        error.get_ref().and_then(|inner| inner.downcast_ref::<RecordTooLong>()).map(|long| (long.row, long.to_string()));
    match too_long {
        Some((row, message)) => {
            let diagnostic = Diagnostic::new(&codes::UNENDED_RECORD, Place::Cell { row, column: None, found: None }, message);
            ReadError::Fault(Box::new(diagnostic.help("look for a quotation mark that is opened and never closed")))
        }
        None => ReadError::Io(error),
    }
}

pub(super) fn empty() -> ReadError {
    let diagnostic = Diagnostic::new(&codes::NO_HEADER, Place::File, "there are no answers: the file is empty");
    ReadError::Fault(Box::new(diagnostic.help("the first row names the columns, each further row is an administration")))
}
