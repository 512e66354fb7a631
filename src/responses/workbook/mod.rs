//! Workbooks, of which nothing is read but what their cells hold.

mod compound;
mod old;
mod packed;
mod values;

use std::collections::BTreeMap;

use calamine::XlsxError;
use zip::result::ZipError;

use self::compound::MAGIC;
use self::old::OldWorkbook;
pub(crate) use self::packed::ENTRY;
use self::packed::PackedWorkbook;
use super::bounds::{TooLarge, WORKBOOK_BYTES};
use crate::instrument::DayCount;

/// A workbook of Excel: of 2007 and later, or of 97 to 2003.
pub(crate) enum Workbook {
    Packed(Box<PackedWorkbook>),
    Old(OldWorkbook),
}

/// The cells of a row that hold something, by column, from 0.
pub(crate) type Cells = BTreeMap<u32, String>;

/// What stands before the name of a cell whose formula was never computed; no text has it.
pub(crate) const UNCOMPUTED: char = '\u{FDD2}';

/// What is read of the cell of a row and a column, from 0, whose formula was never computed: its name, as `J2`.
pub(crate) fn uncomputed(row: u32, column: u32) -> String {
    let (mut letters, mut rest) = (String::new(), column + 1);
    while rest > 0 {
        let letter = char::from_u32(u32::from(b'A') + (rest - 1) % LETTERS).unwrap_or('?');
        letters.insert(0, letter);
        rest = (rest - 1) / LETTERS;
    }
    format!("{UNCOMPUTED}{letters}{}", row.saturating_add(1))
}

/// Letters that columns are called by.
const LETTERS: u32 = 26;

/// A workbook cannot be read.
#[derive(Debug, thiserror::Error)]
pub(crate) enum WorkbookError {
    #[error("it is no workbook that can be read: {0}")]
    Archive(#[from] ZipError),
    #[error("it is no workbook that can be read: {0}")]
    Io(#[from] std::io::Error),
    #[error("it is no workbook that can be read: {0}")]
    Broken(#[from] XlsxError),
    #[error("it is no workbook that can be read: a number or a place in it is broken")]
    Panicked,
    #[error("it is no workbook that can be read: {0}")]
    BrokenOld(&'static str),
    #[error("it takes a password; save it without one")]
    Locked,
    #[error("it was saved by an Excel of before 97; save it as .xlsx")]
    TooOld,
    #[error("the workbook has no sheet `{0}`")]
    NoSheet(String),
    #[error("it is no workbook that can be read: a cell of row {} stands there twice", u64::from(*row) + 1)]
    Twice {
        /// Its row, from 0.
        row: u32,
    },
    #[error("it is no workbook that can be read: cell {cell} holds neither the text nor the truth that it says it does")]
    Misread {
        /// Its name, as `F2`; empty where it has none.
        cell: String,
    },
    #[error(transparent)]
    TooLarge(#[from] TooLarge),
}

impl WorkbookError {
    /// What was larger than is read; any other error as it is.
    pub(crate) fn beyond_bounds(self) -> Result<TooLarge, Self> {
        match self {
            Self::TooLarge(too_large) => Ok(too_large),
            other @ (Self::Archive(_)
            | Self::Io(_)
            | Self::Broken(_)
            | Self::Panicked
            | Self::BrokenOld(_)
            | Self::Locked
            | Self::TooOld
            | Self::Twice { .. }
            | Self::Misread { .. }
            | Self::NoSheet(_)) => Err(other),
        }
    }
}

impl Workbook {
    pub(crate) fn open(bytes: &[u8]) -> Result<Self, WorkbookError> {
        TooLarge::unless_within(bytes, WORKBOOK_BYTES)?;
        if bytes.starts_with(MAGIC) {
            return Ok(Self::Old(OldWorkbook::open(bytes)?));
        }
        Ok(Self::Packed(Box::new(PackedWorkbook::open(bytes)?)))
    }

    /// The names of its sheets, in order.
    pub(crate) fn sheets(&self) -> Vec<String> {
        match self {
            Self::Packed(workbook) => workbook.sheets(),
            Self::Old(workbook) => workbook.sheets(),
        }
    }

    /// The day from which it counts days.
    pub(crate) fn day_count(&self) -> DayCount {
        match self {
            Self::Packed(workbook) => workbook.day_count(),
            Self::Old(workbook) => workbook.day_count(),
        }
    }

    /// The rows of a sheet that hold something, in order.
    pub(crate) fn rows(&mut self, name: &str) -> Result<Vec<Cells>, WorkbookError> {
        let computed = |(_, mut cells): (u32, Cells)| {
            cells.retain(|_, text| !text.starts_with(UNCOMPUTED));
            cells
        };
        Ok(self.numbered_rows(name)?.into_iter().map(computed).filter(|cells| !cells.is_empty()).collect())
    }

    /// The rows of a sheet that hold something, in order, each with its number, from 0.
    pub(crate) fn numbered_rows(&mut self, name: &str) -> Result<Vec<(u32, Cells)>, WorkbookError> {
        match self {
            Self::Packed(workbook) => workbook.rows(name),
            Self::Old(workbook) => workbook.rows(name),
        }
    }
}
