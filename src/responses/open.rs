use std::io::{Cursor, Read};
use std::ops::ControlFlow;
use std::sync::Arc;

#[cfg(feature = "parquet")]
use ::parquet::file::reader::ChunkReader;
#[cfg(feature = "parquet")]
use bytes::Bytes;
use serde_json::Value;

#[cfg(feature = "parquet")]
use super::arrow::unfit;
use super::blocks::{Blocks, TextBlock, ends};
#[cfg(feature = "parquet")]
use super::columns::Role;
use super::columns::{Columns, numbered};
use super::copy::{CopyShape, RowCopier};
use super::csv::{self, Dialect};
use super::documents;
use super::encoding;
use super::found::{Shaped, encoding_note, shape_note, shape_of, shaped};
use super::grid::Grid;
use super::header_hint::advise;
use super::json;
use super::line_ends::{WithLineFeeds, are_carriage_returns, to_line_feeds};
use super::options::ReadOptions;
#[cfg(feature = "parquet")]
use super::parquet::Opened;
use super::quotes::{never_closed, open_at_end, swallowing, takes_in_rows};
use super::reader::{Answers, Format, Input, Layout, ReadError, Rest, decoded, empty, held, judge};
use super::row_reader::RowReader;
use super::shape::{Head, Shape};
#[cfg(feature = "spreadsheets")]
use super::spreadsheet;
#[cfg(feature = "statistics")]
use super::statistics;
use crate::instrument::Instrument;
use crate::source::{Code, Diagnostic, Severity, codes};

/// Bytes that are looked at to find how a text is written.
const START: u64 = 1 << 20;
/// Rows that are looked at to find which program wrote a table.
const LOOKED_AT: usize = 20;

/// Refuses a text in which quotation marks are open at its end.
pub(super) fn closed(text: &[u8], delimiter: u8, first_row: u64) -> Result<(), ReadError> {
    let open = open_at_end(text, delimiter);
    open.map_or(Ok(()), |record| Err(ReadError::Fault(Box::new(never_closed(first_row + record)))))
}

impl<'a> Answers<'a> {
    /// Reads the header, or the first records, and finds what each column is.
    ///
    /// # Errors
    /// Where there is nothing to read, or it is not of this form.
    pub fn open(instrument: &'a Instrument, input: Input<'a>, format: Format, options: &ReadOptions) -> Result<Self, ReadError> {
        match format {
            #[cfg(feature = "parquet")]
            Format::Parquet => {
                let whole = held(input)?;
                Self::open_parquet(instrument, Bytes::from(whole), options)
            }
            #[cfg(feature = "spreadsheets")]
            Format::Spreadsheet => {
                let whole = held(input)?;
                let spreadsheet::Read { grid, count, note } = spreadsheet::table(&whole, instrument)?;
                let told = note.into_iter().collect();
                Self::open_grid(instrument, grid, (options.shape, told), &spreadsheet::options(options, count))
            }
            #[cfg(feature = "statistics")]
            Format::Statistics => {
                let whole = held(input)?;
                let (grid, texts) = statistics::table(&whole, instrument, options)?;
                let usual_missing = options.usual_missing.iter().cloned().chain([statistics::DECLARED.to_owned()]).collect();
                let options = ReadOptions { usual_missing, texts, decimal_comma: Some(false), ..options.clone() };
                Self::open_grid(instrument, grid, (options.shape, vec![]), &options)
            }
            Format::Csv => Self::open_csv(instrument, input, options),
            Format::Json => Self::open_json_array(instrument, decoded(input, options.encoding), options),
            Format::JsonLines => Self::open_json_lines(instrument, decoded(input, options.encoding), options),
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
        let (reader, conflicts) = RowReader::new(instrument, columns, options.notation(false), options);
        diagnostics.extend(conflicts);
        Ok(Self {
            reader,
            diagnostics,
            copier: RowCopier { shape: CopyShape::Columns, encoding: options.encoding },
            layout: Layout::Columns,
            rest: Rest::Batches(batches),
        })
    }

    fn open_csv(instrument: &'a Instrument, mut input: Input<'a>, options: &ReadOptions) -> Result<Self, ReadError> {
        let mut raw = Vec::new();
        (&mut input).take(START).read_to_end(&mut raw)?;
        let found = if options.encoding.is_none() { encoding::windows_1252(&raw) } else { None };
        let encoding = options.encoding.or(found);
        let mut input = decoded(Box::new(Cursor::new(raw).chain(input)), encoding);
        let mut start = Vec::new();
        (&mut input).take(START).read_to_end(&mut start)?;
        let has_carriage_returns = are_carriage_returns(&start);
        if has_carriage_returns {
            to_line_feeds(&mut start);
            input = Box::new(WithLineFeeds(input));
        }
        let (dialect, names, mut begins) = csv::header(&start, options.delimiter).ok_or_else(empty)?;
        let mut dialect = Dialect { has_carriage_returns, ..dialect };
        closed(&start[..begins.min(start.len())], dialect.delimiter, 1)?;
        let rows = csv::first_rows(&start[begins.min(start.len())..], dialect.delimiter);
        let Shaped { layout, options, mut diagnostics } = shaped(Head { names: &names, rows: &rows }, instrument, options);
        diagnostics.extend(found.map(|_| encoding_note(options.caller)));
        let skipped = layout.header_rows.max(options.skip_rows);
        if skipped > 0 {
            let most = usize::try_from(skipped).unwrap_or(usize::MAX);
            let ends: Vec<usize> = ends(&start[begins..], Some(dialect.delimiter)).take(most).collect();
            begins += ends.last().copied().unwrap_or(0);
            dialect.rows_before += ends.len() as u64;
        }
        let rest = start.split_off(begins.min(start.len()));
        let names = layout.names.unwrap_or(names);
        if let Some(rearrange) = layout.rearrange {
            let bytes = held(Cursor::new(rest).chain(input))?;
            if let Err(error) = std::str::from_utf8(&bytes) {
                let row = dialect.rows_before + 1 + ends(&bytes[..error.valid_up_to()], Some(dialect.delimiter)).count() as u64;
                return Err(ReadError::Fault(Box::new(csv::not_utf8(row, bytes[error.valid_up_to()], options.caller))));
            }
            let block = TextBlock { bytes, first_row: dialect.rows_before + 1, records: 0, quoted: true };
            closed(&block.bytes, dialect.delimiter, block.first_row)?;
            if let Some(record) = swallowing(&block.bytes, dialect.delimiter).first() {
                return Err(ReadError::Fault(Box::new(takes_in_rows(block.first_row + record))));
            }
            let grid = Grid::of_csv(names, dialect.delimiter, &block);
            let grid = rearrange(grid, instrument, &options).map_err(ReadError::Fault)?;
            return Ok(Self::of_grid(instrument, (grid, dialect.delimiter != b','), diagnostics, &options));
        }
        let (columns, mut told) = Columns::find(numbered(names), instrument, &options);
        advise(&mut told, (&columns.names, &rows), instrument, options.caller);
        diagnostics.extend(told);
        let (reader, conflicts) = RowReader::new(instrument, columns, options.notation(dialect.delimiter != b','), &options);
        diagnostics.extend(conflicts);
        let blocks = Blocks::new(input, Some(dialect.delimiter), dialect.rows_before + 1).starting_with(rest);
        Ok(Self {
            reader,
            diagnostics,
            copier: RowCopier { shape: CopyShape::Csv(dialect, start), encoding },
            layout: Layout::Csv(dialect),
            rest: Rest::Lines(blocks, None),
        })
    }

    /// The names in an array are those of its first megabyte, which is read once more with the rest.
    fn open_json_array(instrument: &'a Instrument, mut input: Input<'a>, options: &ReadOptions) -> Result<Self, ReadError> {
        let mut start = Vec::new();
        (&mut input).take(START).read_to_end(&mut start)?;
        if start.trim_ascii().is_empty() {
            return Err(empty());
        }
        let mut first = None;
        // The beginning alone is not a whole array, so an error at its end says nothing; the whole is judged when it is
        // read.
        let mut closed = start.clone();
        let last_record = memchr::memrchr(b'}', &closed).map_or(0, |at| at + 1);
        closed.truncate(last_record);
        closed.push(b']');
        let cut = json::cut_array(&closed[..], &mut |block| {
            first = Some(block);
            ControlFlow::Break(())
        });
        let is_whole = (start.len() as u64) < START;
        let names = first.as_ref().map_or(vec![], json::names);
        let is_read = first.as_ref().map_or(cut.is_ok(), json::any_is_read);
        let is_object = start.trim_ascii_start().starts_with(b"{");
        let shape = first.as_ref().map_or(Shape::Plain, |block| shape_of(block, &names, instrument, options));
        if is_object || shape != Shape::Plain {
            let whole = held(Cursor::new(start).chain(input))?;
            let records = documents::array(&whole, options.caller)?;
            return Self::open_records(instrument, &records, shape, options);
        }
        let whole: Input<'a> = Box::new(Cursor::new(start).chain(input));
        let start = RecordNames { names, is_whole, is_read };
        Ok(Self::open_json(instrument, &start, options, CopyShape::JsonArray, Rest::Array(whole)))
    }

    fn open_json_lines(instrument: &'a Instrument, input: Input<'a>, options: &ReadOptions) -> Result<Self, ReadError> {
        let mut blocks = Blocks::new(input, None, 1);
        let first = blocks.next_block().map_err(judge)?.ok_or_else(empty)?;
        let names = json::names(&first);
        let shape = shape_of(&first, &names, instrument, options);
        if shape != Shape::Plain {
            let mut whole = first.bytes;
            while let Some(block) = blocks.next_block().map_err(judge)? {
                whole.extend(block.bytes);
            }
            return Self::open_records(instrument, &documents::lines(&whole)?, shape, options);
        }
        let start = RecordNames { names, is_whole: blocks.is_done(), is_read: json::any_is_read(&first) };
        Ok(Self::open_json(instrument, &start, options, CopyShape::JsonLines, Rest::Lines(blocks, Some(first))))
    }

    /// Records of a program whose records are not rows as they stand.
    fn open_records(
        instrument: &'a Instrument,
        records: &[Value],
        found: Shape,
        options: &ReadOptions,
    ) -> Result<Self, ReadError> {
        records.first().ok_or_else(empty)?;
        let shape = options.shape.unwrap_or(if found == Shape::Plain { Shape::of_json(records, instrument) } else { found });
        let grid = shape.table_or_rows(records, instrument, options).map_err(ReadError::Fault)?;
        let told = if options.shape.is_none() { shape_note(shape, options.caller) } else { None };
        let told = told.into_iter().chain(shape.notes(records, instrument, options)).collect();
        let mut answers = Self::open_grid(instrument, grid, (Some(shape), told), options)?;
        // A record may leave out what was not answered.
        let lacking = |diagnostic: &&mut Diagnostic| diagnostic.code == &codes::ITEM_WITHOUT_COLUMN;
        for diagnostic in answers.diagnostics.iter_mut().filter(lacking) {
            diagnostic.severity = Severity::Note;
            diagnostic.help = None;
        }
        Ok(answers)
    }

    /// A table that is in memory, of a program that is known, or is found by the marks of its header.
    fn open_grid(
        instrument: &'a Instrument,
        mut grid: Grid,
        (shape, mut diagnostics): (Option<Shape>, Vec<Diagnostic>),
        options: &ReadOptions,
    ) -> Result<Self, ReadError> {
        if grid.names.is_empty() {
            return Err(empty());
        }
        let rows: Vec<Vec<String>> = grid.rows.iter().take(LOOKED_AT).map(|row| row.cells.clone()).collect();
        let options = ReadOptions { shape: shape.or(options.shape), ..options.clone() };
        let Shaped { layout, options, diagnostics: told } =
            shaped(Head { names: &grid.names, rows: &rows }, instrument, &options);
        diagnostics.extend(told);
        let skipped = usize::try_from(layout.header_rows.max(options.skip_rows)).unwrap_or(usize::MAX).min(grid.rows.len());
        grid.rows.drain(..skipped);
        grid.names = layout.names.unwrap_or(grid.names);
        // What was made of records is in order already.
        let is_arranged = grid.is_arranged;
        if let Some(rearrange) = layout.rearrange.filter(|_| !is_arranged) {
            grid = rearrange(grid, instrument, &options).map_err(ReadError::Fault)?;
        }
        let names = grid.names.clone();
        let mut answers = Self::of_grid(instrument, (grid, false), diagnostics, &options);
        advise(&mut answers.diagnostics, (&names, &rows), instrument, options.caller);
        Ok(answers)
    }

    /// A table in order, in which a comma may separate decimals.
    fn of_grid(
        instrument: &'a Instrument,
        (mut grid, decimal_comma): (Grid, bool),
        mut diagnostics: Vec<Diagnostic>,
        options: &ReadOptions,
    ) -> Self {
        grid.names = numbered(grid.names);
        diagnostics.append(&mut grid.told);
        let options = &grid.options(options);
        let (columns, told) = Columns::find(grid.names.clone(), instrument, options);
        diagnostics.extend(told);
        let (reader, conflicts) = RowReader::new(instrument, columns, options.notation(decimal_comma), options);
        diagnostics.extend(conflicts);
        let grid = Arc::new(grid);
        let copier = RowCopier { shape: CopyShape::Table(Arc::clone(&grid)), encoding: options.encoding };
        Self { reader, diagnostics, copier, layout: Layout::Table, rest: Rest::Table(grid) }
    }

    fn open_json(
        instrument: &'a Instrument,
        start: &RecordNames,
        options: &ReadOptions,
        copied: CopyShape,
        rest: Rest<'a>,
    ) -> Self {
        let Shaped { options, mut diagnostics, .. } = shaped(Head { names: &start.names, rows: &[] }, instrument, options);
        let (mut columns, told) = Columns::find(start.names.clone(), instrument, &options);
        // A record may leave out what was not answered, so a name that has not come up yet is no fault. Where no record
        // can be read, each says why, and that none has a name would be said of the same fault.
        let is_told = |code: &Code| code != &codes::ITEM_WITHOUT_COLUMN && (start.is_read || code != &codes::NO_HEADER);
        diagnostics.extend(told.into_iter().filter(|diagnostic| is_told(diagnostic.code)));
        columns.add_absent(instrument, &options, !start.is_whole);
        let (reader, conflicts) = RowReader::new(instrument, columns, options.notation(false), &options);
        diagnostics.extend(conflicts);
        let copier = RowCopier { shape: copied, encoding: options.encoding };
        Self { reader, diagnostics, copier, layout: Layout::Json, rest }
    }
}

/// What the beginning of records says of them.
struct RecordNames {
    /// The names of their values, in the order in which they come up.
    names: Vec<String>,
    /// Whether the beginning is all there is.
    is_whole: bool,
    /// Whether a record of it can be read.
    is_read: bool,
}
