use std::collections::HashSet;
use std::io::Read;
use std::ops::ControlFlow;

#[cfg(feature = "parquet")]
use ::parquet::file::reader::ChunkReader;
use arrow_array::RecordBatch;
#[cfg(feature = "parquet")]
use bytes::Bytes;
use encoding_rs_io::DecodeReaderBytesBuilder;

use super::arrow;
#[cfg(feature = "parquet")]
use super::arrow::unfit;
use super::blocks::{Blocks, RecordTooLong, TextBlock};
use super::columns::{Columns, Role};
use super::copy::{CopyShape, RowCopier};
use super::csv::{self, Dialect};
use super::json;
use super::options::{Caller, ReadOptions};
#[cfg(feature = "parquet")]
use super::parquet::{self, Batches, Opened};
use super::row_parser::{RowParser, RowReader};
use crate::instrument::{Instrument, Notation};
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
}

impl Format {
    /// The form that an ending of a file name stands for.
    pub fn of_ending(ending: &str) -> Option<Self> {
        match ending.to_ascii_lowercase().as_str() {
            "csv" | "tsv" | "txt" => Some(Self::Csv),
            "json" => Some(Self::Json),
            "jsonl" | "ndjson" => Some(Self::JsonLines),
            #[cfg(feature = "parquet")]
            "parquet" | "pq" => Some(Self::Parquet),
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
    copier: RowCopier,
    shape: Shape,
    rest: Rest<'a>,
}

#[derive(Clone, Copy, Debug)]
enum Shape {
    Csv(Dialect),
    Json,
    #[cfg(feature = "parquet")]
    Columns,
}

/// What answers are read from.
pub type Input<'a> = Box<dyn Read + Send + 'a>;

enum Rest<'a> {
    Lines(Blocks<Input<'a>>, Option<TextBlock>),
    Array(Input<'a>),
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
}

/// Reads blocks of rows; shared by all threads.
#[derive(Debug)]
pub struct BlockReader<'r, 'a> {
    reader: &'r RowReader<'a>,
    shape: Shape,
}

impl BlockReader<'_, '_> {
    /// Reads the rows of a block.
    pub fn read(&self, block: &Block) -> RowParser {
        let filled = match (block, self.shape) {
            (Block::Text(block), Shape::Csv(dialect)) => csv::read_block(self.reader, dialect, block),
            (Block::Text(block), Shape::Json) => json::read_block(self.reader, block),
            // A file of columns is never handed on as text.
            #[cfg(feature = "parquet")]
            (Block::Text(block), Shape::Columns) => json::read_block(self.reader, block),
            (Block::Columns(batch, first_row), _) => arrow::read_batch(self.reader, batch, *first_row),
        };
        filled.complete(self.reader)
    }

    /// The rows of a block with their cells as they are kept, under the columns of the reader; none where it is not
    /// CSV.
    pub fn kept_rows(&self, block: &Block) -> Vec<(u64, Vec<String>)> {
        match (block, self.shape) {
            (Block::Text(block), Shape::Csv(dialect)) => csv::kept_rows(self.reader, dialect.delimiter, block),
            #[cfg(feature = "parquet")]
            (Block::Text(_) | Block::Columns(..), Shape::Columns) => {
                vec![]
            }
            (Block::Text(_), Shape::Json) | (Block::Columns(..), Shape::Csv(_) | Shape::Json) => {
                vec![]
            }
        }
    }
}

impl<'a> Answers<'a> {
    /// Reads the header, or the first records, and finds what each column is.
    ///
    /// # Errors
    /// Where there is nothing to read, or it is not of this form.
    pub fn open(instrument: &'a Instrument, input: Input<'a>, format: Format, options: &ReadOptions) -> Result<Self, ReadError> {
        #[cfg(feature = "parquet")]
        if format == Format::Parquet {
            let mut whole = Vec::new();
            { input }.read_to_end(&mut whole)?;
            return Self::open_parquet(instrument, Bytes::from(whole), options);
        }
        let decoded = decoded(input, options.encoding);
        match format {
            #[cfg(feature = "parquet")]
            Format::Parquet => Err(empty()),
            Format::Csv => Self::open_csv(instrument, decoded, options),
            Format::Json => Self::open_json_array(instrument, decoded, options),
            Format::JsonLines => {
                let mut blocks = Blocks::new(decoded, None, 1);
                let first = blocks.next_block().map_err(judge)?.ok_or_else(empty)?;
                let names = json::names(&first);
                Ok(Self::open_json(instrument, &names, options, CopyShape::JsonLines, Rest::Lines(blocks, Some(first))))
            }
        }
    }

    /// Reads what the columns of a Parquet file are. Unlike with [`Answers::open`], memory holds one stretch of it at a
    /// time.
    ///
    /// # Errors
    /// Where it is no Parquet file, or has a column that holds neither numbers nor texts nor dates.
    #[cfg(feature = "parquet")]
    pub fn open_parquet(
        instrument: &'a Instrument,
        input: impl ChunkReader + 'static,
        options: &ReadOptions,
    ) -> Result<Self, ReadError> {
        let opened = Opened::read(input)?;
        let (columns, mut diagnostics) = Columns::find(opened.names(), instrument, options);
        diagnostics.extend(unfit(opened.schema(), &columns));
        let batches = opened.batches(|at| columns.roles.get(at).is_some_and(|role| *role != Role::Ignored))?;
        let notation = Notation { decimal_comma: false, missing: options.missing.clone() };
        Ok(Self {
            reader: RowReader::new(instrument, columns, notation, options.on_bad)
                .told_to(options.caller)
                .keeping_words(options.words),
            diagnostics,
            copier: RowCopier { shape: CopyShape::Columns, encoding: options.encoding },
            shape: Shape::Columns,
            rest: Rest::Batches(batches),
        })
    }

    fn open_csv(instrument: &'a Instrument, mut input: Input<'a>, options: &ReadOptions) -> Result<Self, ReadError> {
        let mut start = Vec::new();
        (&mut input).take(1 << 20).read_to_end(&mut start)?;
        let (dialect, names, begins) = csv::header(&start, options.delimiter).ok_or_else(empty)?;
        let rest = start.split_off(begins.min(start.len()));
        let (columns, diagnostics) = Columns::find(names, instrument, options);
        let blocks = Blocks::new(input, Some(dialect.delimiter), dialect.rows_before + 1).starting_with(rest);
        Ok(Self {
            reader: RowReader::new(instrument, columns, dialect.notation(options), options.on_bad)
                .told_to(options.caller)
                .keeping_words(options.words),
            diagnostics,
            copier: RowCopier { shape: CopyShape::Csv(dialect, start), encoding: options.encoding },
            shape: Shape::Csv(dialect),
            rest: Rest::Lines(blocks, None),
        })
    }

    /// The names in an array are those of its first megabyte, which is read once more with the rest.
    fn open_json_array(instrument: &'a Instrument, mut input: Input<'a>, options: &ReadOptions) -> Result<Self, ReadError> {
        let mut start = Vec::new();
        (&mut input).take(1 << 20).read_to_end(&mut start)?;
        let mut names = Vec::new();
        // The beginning alone is not a whole array, so an error at its end says nothing; the whole is judged when it is
        // read.
        let mut first = |block: TextBlock| {
            names = json::names(&block);
            ControlFlow::Break(())
        };
        let mut closed = start.clone();
        let last_record = memchr::memrchr(b'}', &closed).map_or(0, |at| at + 1);
        closed.truncate(last_record);
        closed.push(b']');
        let _ = json::cut_array(&closed[..], &mut first);
        if start.trim_ascii().is_empty() {
            return Err(empty());
        }
        let whole: Input<'a> = Box::new(std::io::Cursor::new(start).chain(input));
        Ok(Self::open_json(instrument, &names, options, CopyShape::JsonArray, Rest::Array(whole)))
    }

    fn open_json(instrument: &'a Instrument, names: &[String], options: &ReadOptions, copied: CopyShape, rest: Rest<'a>) -> Self {
        let (mut columns, mut diagnostics) = Columns::find(names.to_vec(), instrument, options);
        // A record may leave out what was not answered, so a name that has not come up yet is no fault.
        diagnostics.retain(|diagnostic| diagnostic.code != &codes::ITEM_WITHOUT_COLUMN);
        let absent = instrument.items.iter_enumerated().map(|(at, item)| (&item.name, Role::Item(at)));
        let (present, named) = (columns.present(), columns.names.iter().cloned().collect::<HashSet<String>>());
        for (name, role) in absent {
            if !present.contains(&role) && !named.contains(name) {
                columns.names.push(name.clone());
                columns.roles.push(role);
            }
        }
        let notation = Notation { decimal_comma: options.decimal_comma.unwrap_or(false), missing: options.missing.clone() };
        let reader =
            RowReader::new(instrument, columns, notation, options.on_bad).told_to(options.caller).keeping_words(options.words);
        let copier = RowCopier { shape: copied, encoding: options.encoding };
        Self { reader, diagnostics, copier, shape: Shape::Json, rest }
    }

    /// What stands between cells; nothing where the answers are no CSV.
    pub fn delimiter(&self) -> Option<u8> {
        match self.shape {
            Shape::Csv(dialect) => Some(dialect.delimiter),
            Shape::Json => None,
            #[cfg(feature = "parquet")]
            Shape::Columns => None,
        }
    }

    /// What copies rows of these answers by the numbers that they have here.
    pub fn copier(&self) -> RowCopier {
        self.copier.clone()
    }

    /// Takes the reader of blocks and the blocks apart, so that threads can share the one while another runs the other.
    pub fn split(&mut self) -> (BlockReader<'_, 'a>, BlockSource<'_, 'a>) {
        (
            BlockReader { reader: &self.reader, shape: self.shape },
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

fn judge(error: std::io::Error) -> ReadError {
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
