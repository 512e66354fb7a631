use std::collections::{HashMap, HashSet};
use std::io::{Cursor, Read};
use std::ops::Range;
use std::sync::{Arc, Mutex, PoisonError};

use ::parquet::errors::{ParquetError, Result};
use ::parquet::file::metadata::{ColumnChunkMetaData, ParquetMetaData};
use ::parquet::file::reader::{ChunkReader, Length};
use bytes::Bytes;

use super::page_header::{PageHeader, nesting};

/// Bytes that a page may unpack to.
const PAGE: u64 = 64 << 20;
/// Bytes that a value in a list takes besides what it unpacks to: a few of them say where a list begins, and millions may
/// be packed as one.
const OF_VALUE: u64 = 24;
/// Bytes that pages which are open at once may unpack to.
const OPEN: u64 = 512 << 20;
/// Bytes of a footer, which says what the columns are and where they lie.
const FOOTER: u64 = 16 << 20;
/// How deep columns may be nested. Answers are not nested at all.
const NESTING: usize = 32;
/// Bytes at the end of a file: the length of the footer, and a mark.
const TAIL: u64 = 8;
const MARK: &[u8] = b"PAR1";

/// A Parquet file unpacks to more than is read of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum TooMuch {
    #[error("a page of the Parquet file unpacks to more than {} MiB", PAGE >> 20)]
    Page,
    #[error("pages of the Parquet file that are open at once unpack to more than {} MiB", OPEN >> 20)]
    Open,
    #[error("what the Parquet file says of its columns is longer than {} MiB", FOOTER >> 20)]
    Footer,
    #[error("the columns of the Parquet file are nested more than {NESTING} deep")]
    Nesting,
}

impl From<TooMuch> for ParquetError {
    fn from(too_much: TooMuch) -> Self {
        Self::External(Box::new(too_much))
    }
}

impl TooMuch {
    /// Why a library gave up, where it was this.
    #[expect(clippy::wildcard_enum_match_arm, reason = "the errors of the library are its own, and it is free to add others")]
    pub(super) fn of(error: &ParquetError) -> Option<Self> {
        match error {
            ParquetError::External(inner) => inner.downcast_ref().copied(),
            _ => None,
        }
    }
}

/// Judges what a file says of its columns, before a library takes memory for it.
pub(super) fn judge_footer(input: &impl ChunkReader) -> Result<()> {
    let Some(tail) = input.len().checked_sub(TAIL) else { return Ok(()) };
    let mut ending = [0; TAIL as usize];
    input.get_read(tail)?.read_exact(&mut ending)?;
    let [a, b, c, d, mark @ ..] = ending;
    if mark != MARK {
        return Ok(());
    }
    let length = u64::from(u32::from_le_bytes([a, b, c, d]));
    if length > FOOTER {
        return Err(TooMuch::Footer.into());
    }
    let Some(start) = tail.checked_sub(length) else { return Ok(()) };
    let mut footer = Vec::new();
    input.get_read(start)?.take(length).read_to_end(&mut footer)?;
    // A footer that is broken is refused by the library too, unless it is only out of order.
    if nesting(&footer)? > NESTING { Err(TooMuch::Nesting.into()) } else { Ok(()) }
}

/// A Parquet file whose pages are judged by their headers before they are unpacked.
pub(super) struct Pages<R> {
    input: R,
    columns: Vec<(Range<u64>, usize)>,
    /// Columns of lists, which may have more values than rows.
    of_lists: HashSet<usize>,
    open: Arc<OpenPages>,
}

/// What pages unpack to that are held at the same time: those that were read since a stretch began, and of each column
/// the dictionary and the page before.
#[derive(Debug, Default)]
pub(super) struct OpenPages(Mutex<Held>);

#[derive(Debug, Default)]
struct Held {
    of_column: HashMap<usize, [u64; 2]>,
    /// The sum of those.
    of_columns: u64,
    of_stretch: u64,
    /// Why a page was refused. The library keeps only the words of an error.
    refused: Option<TooMuch>,
}

impl OpenPages {
    pub(super) fn refused(&self) -> Option<TooMuch> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).refused
    }

    pub(super) fn begin_stretch(&self) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).of_stretch = 0;
    }

    fn take(&self, column: usize, header: PageHeader) -> Result<()> {
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let judged = held.take(column, header);
        held.refused = judged.err();
        Ok(judged?)
    }
}

impl Held {
    fn take(&mut self, column: usize, header: PageHeader) -> std::result::Result<(), TooMuch> {
        if header.unpacked > PAGE {
            return Err(TooMuch::Page);
        }
        self.of_stretch += header.unpacked;
        let pages = self.of_column.entry(column).or_default();
        let before = std::mem::replace(&mut pages[usize::from(header.is_dictionary)], header.unpacked);
        self.of_columns = self.of_columns - before + header.unpacked;
        if self.of_columns + self.of_stretch > OPEN { Err(TooMuch::Open) } else { Ok(()) }
    }
}

impl<R: ChunkReader> Pages<R> {
    pub(super) fn new(input: R, metadata: &ParquetMetaData) -> (Self, Arc<OpenPages>) {
        let chunks = metadata.row_groups().iter().flat_map(|group| group.columns().iter().enumerate());
        let mut columns: Vec<(Range<u64>, usize)> = chunks
            .map(|(column, chunk)| {
                let (start, length) = chunk.byte_range();
                (start..start.saturating_add(length), column)
            })
            .collect();
        columns.sort_by_key(|(range, _)| range.start);
        let repeats =
            |(column, chunk): (usize, &ColumnChunkMetaData)| (chunk.column_descr().max_rep_level() > 0).then_some(column);
        let of_lists = metadata.row_groups().iter().flat_map(|group| group.columns().iter().enumerate().filter_map(repeats));
        let of_lists = of_lists.collect();
        let open = Arc::<OpenPages>::default();
        (Self { input, columns, of_lists, open: Arc::clone(&open) }, open)
    }

    /// The column that a place in the file belongs to; all places that belong to none are taken for one.
    fn column(&self, at: u64) -> usize {
        let after = self.columns.partition_point(|(range, _)| range.start <= at);
        let before = after.checked_sub(1).and_then(|before| self.columns.get(before));
        before.filter(|(range, _)| range.contains(&at)).map_or(usize::MAX, |(_, column)| *column)
    }
}

impl<R: ChunkReader> Length for Pages<R> {
    fn len(&self) -> u64 {
        self.input.len()
    }
}

impl<R: ChunkReader> ChunkReader for Pages<R> {
    type T = std::io::Chain<Cursor<Vec<u8>>, R::T>;

    /// The library reads headers of pages so, and nothing else once it knows the footer.
    fn get_read(&self, start: u64) -> Result<Self::T> {
        let mut input = self.input.get_read(start)?;
        let (mut header, read) = PageHeader::read(&mut input)?;
        let column = self.column(start);
        if column == usize::MAX || self.of_lists.contains(&column) {
            header.unpacked = header.unpacked.saturating_add(header.values.saturating_mul(OF_VALUE));
        }
        self.open.take(column, header)?;
        Ok(Cursor::new(read).chain(input))
    }

    fn get_bytes(&self, start: u64, length: usize) -> Result<Bytes> {
        self.input.get_bytes(start, length)
    }
}
