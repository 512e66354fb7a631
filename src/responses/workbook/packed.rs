use std::collections::BTreeMap;
use std::io::{BufReader, Cursor, Read};

use calamine::{Data, DataRef, Reader, Xlsx, XlsxError};
use zip::{ZipArchive, ZipWriter};

use super::values::refuse_misread;
use super::{Cells, WorkbookError, uncomputed};
use crate::instrument::DayCount;
use crate::responses::bounds::{CELLS, ELEMENTS, PARTS, SHEET_TEXT, TooLarge, UNPACKED};
use crate::responses::caught::caught;

/// What the entry of every file in the directory of an archive begins with.
pub(crate) const ENTRY: &[u8] = b"PK\x01\x02";
/// How many texts a workbook says that it has; memory is taken for as many.
const CLAIM: &[u8] = b"uniqueCount";

/// A workbook of which nothing is read but what its cells hold. What it looks like, with fonts that are copied for each
/// style, and pictures, are taken out before the library that reads workbooks sees it.
pub(crate) struct PackedWorkbook {
    cells: Xlsx<Cursor<Vec<u8>>>,
    count: DayCount,
}

impl PackedWorkbook {
    pub(super) fn open(bytes: &[u8]) -> Result<Self, WorkbookError> {
        // The directory is read as a whole, so its entries are counted before.
        if memchr::memmem::find_iter(bytes, ENTRY).nth(PARTS).is_some() {
            return Err(TooLarge::Parts.into());
        }
        let (kept, count) = without_looks(bytes)?;
        let kept = Cursor::new(kept);
        let cells = caught(|| calamine::open_workbook_from_rs(kept)).ok_or(WorkbookError::Panicked)??;
        Ok(Self { cells, count })
    }

    /// The day from which it counts days.
    pub(super) fn day_count(&self) -> DayCount {
        self.count
    }

    /// The names of its sheets, in order.
    pub(super) fn sheets(&self) -> Vec<String> {
        self.cells.sheet_names()
    }

    /// The rows of a sheet that hold something, in order.
    pub(super) fn rows(&mut self, name: &str) -> Result<Vec<(u32, Cells)>, WorkbookError> {
        // The library reckons with places that are beyond every sheet; where it is built with checks, it panics.
        caught(|| self.read_rows(name)).ok_or(WorkbookError::Panicked)?
    }

    #[expect(clippy::wildcard_enum_match_arm, reason = "the errors of the library are its own, and it is free to add others")]
    fn read_rows(&mut self, name: &str) -> Result<Vec<(u32, Cells)>, WorkbookError> {
        let absent = || WorkbookError::NoSheet(name.to_owned());
        let mut reader = self.cells.worksheet_cells_reader(name).map_err(|error| match error {
            XlsxError::WorksheetNotFound(_) => absent(),
            other => other.into(),
        })?;
        let mut rows: BTreeMap<u32, Cells> = BTreeMap::new();
        let (mut cells, mut bytes) = (0, 0);
        while let Some(cell) = reader.next_cell_with_formula_metadata()? {
            let (row, column) = cell.pos;
            let is_uncomputed = cell.formula.is_some() && matches!(cell.value, DataRef::Empty);
            let text = if is_uncomputed { uncomputed(row, column) } else { Data::from(cell.value.clone()).to_string() };
            let length = if is_uncomputed { text.len() } else { text_length(&cell.value) };
            if length == 0 {
                continue;
            }
            (cells, bytes) = (cells + 1, bytes + length);
            if cells > CELLS {
                return Err(TooLarge::Cells.into());
            }
            if bytes > SHEET_TEXT {
                return Err(TooLarge::SheetText.into());
            }
            if rows.entry(row).or_default().insert(column, text).is_some() {
                return Err(WorkbookError::Twice { row });
            }
        }
        Ok(rows.into_iter().collect())
    }
}

/// Bytes of what a cell holds, about as many where it is no text; none where it is blank.
fn text_length(value: &DataRef<'_>) -> usize {
    match value {
        DataRef::Empty => 0,
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.len(),
        DataRef::SharedString(text) => text.len(),
        DataRef::Int(_) | DataRef::Float(_) | DataRef::Bool(_) | DataRef::DateTime(_) | DataRef::Error(_) => size_of::<f64>(),
    }
}

/// The archive without styles, themes and whatever is no XML, of which all else was unpacked once to see how much it
/// is; and the day from which its workbook counts.
fn without_looks(bytes: &[u8]) -> Result<(Vec<u8>, DayCount), WorkbookError> {
    let mut archive = ZipArchive::new(Cursor::new(bytes))?;
    let mut kept = ZipWriter::new(Cursor::new(Vec::new()));
    let (mut unpacked, mut elements, mut count) = (0, 0, DayCount::default());
    for at in 0..archive.len() {
        let name = archive.by_index_raw(at)?.name()?.to_ascii_lowercase();
        let is_read = (name.ends_with(".xml") || name.ends_with(".rels"))
            && !name.ends_with("styles.xml")
            && !name.contains("/theme/")
            && !name.contains("\\theme\\");
        if !is_read {
            continue;
        }
        let mut part = Part { unpacked: &mut unpacked, elements: &mut elements };
        let holds_texts = name.ends_with("sharedstrings.xml");
        part.measure(&mut archive.by_index(at)?, holds_texts)?;
        if !holds_texts {
            refuse_misread(BufReader::new(archive.by_index(at)?))?;
        }
        // Of all that was just measured the workbook itself is short.
        if name.ends_with("workbook.xml") {
            let mut text = Vec::new();
            archive.by_index(at)?.read_to_end(&mut text)?;
            count = if counts_from_1904(&text) { DayCount::From1904 } else { count };
        }
        kept.raw_copy_file(archive.by_index_raw(at)?)?;
    }
    Ok((kept.finish()?.into_inner(), count))
}

/// Measures parts of a workbook, all together.
struct Part<'m> {
    unpacked: &'m mut usize,
    elements: &'m mut usize,
}

impl Part<'_> {
    fn measure(&mut self, part: &mut impl Read, holds_texts: bool) -> Result<(), WorkbookError> {
        let mut block = vec![0; 1 << 16];
        let mut texts = Vec::new();
        loop {
            let read = part.read(&mut block)?;
            if read == 0 {
                break;
            }
            *self.unpacked += read;
            *self.elements += memchr::memchr_iter(b'<', &block[..read]).count();
            if *self.unpacked > UNPACKED {
                return Err(TooLarge::Unpacked.into());
            }
            if *self.elements > ELEMENTS {
                return Err(TooLarge::Elements.into());
            }
            if holds_texts {
                texts.extend_from_slice(&block[..read]);
            }
        }
        if claims_too_much(&texts) { Err(TooLarge::Elements.into()) } else { Ok(()) }
    }
}

/// Whether what a workbook says of itself has its days counted from 1904: `date1904="1"`, or `"true"`.
fn counts_from_1904(text: &[u8]) -> bool {
    memchr::memmem::find_iter(text, b" date1904").any(|at| {
        let rest = text[at + b" date1904".len()..].trim_ascii_start();
        let Some(value) = rest.strip_prefix(b"=") else { return false };
        value.trim_ascii_start().get(1..).is_some_and(|value| value.starts_with(b"1") || value.starts_with(b"true"))
    })
}

/// Whether shared texts are said to be more than a workbook may have elements.
fn claims_too_much(texts: &[u8]) -> bool {
    memchr::memmem::find_iter(texts, CLAIM).any(|at| {
        let rest = texts[at + CLAIM.len()..].trim_ascii_start();
        let Some(value) = rest.strip_prefix(b"=") else { return false };
        let digits = value.trim_ascii_start().iter().skip(1).take_while(|byte| byte.is_ascii_digit());
        let claimed = digits.fold(0_usize, |number, digit| number.saturating_mul(10).saturating_add(usize::from(digit - b'0')));
        claimed > ELEMENTS
    })
}
