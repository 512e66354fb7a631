//! Workbooks of Excel 97 to 2003: records of numbers and texts. See \[MS-XLS\]. A library would unpack each text for
//! each of the cells that share it, and take memory for all cells between two that are far apart, before anybody could
//! count them.

use std::collections::BTreeMap;

use super::compound::stream;
use super::{Cells, WorkbookError};
use crate::instrument::DayCount;
use crate::responses::bounds::{CELLS, PARTS, SHEET_TEXT, TooLarge};

// Records that are read, by their numbers.
const BOF: u16 = 0x0809;
const EOF: u16 = 0x000A;
const LOCKED: u16 = 0x002F;
const SHEET: u16 = 0x0085;
const DAYS: u16 = 0x0022;
const TEXTS: u16 = 0x00FC;
const CONTINUE: u16 = 0x003C;
const SHARED_TEXT: u16 = 0x00FD;
const NUMBER: u16 = 0x0203;
const SHORT_NUMBER: u16 = 0x027E;
const SHORT_NUMBERS: u16 = 0x00BD;
const OWN_TEXT: u16 = 0x0204;
const TRUTH: u16 = 0x0205;
const FORMULA: u16 = 0x0006;
const TEXT_OF_FORMULA: u16 = 0x0207;

/// The version of records that is read: that of Excel 97 and later.
const VERSION: u16 = 0x0600;

const BROKEN: WorkbookError = WorkbookError::BrokenOld("its records are broken off");

/// A workbook, of which the names of the sheets and the texts that cells share were read.
#[derive(Debug)]
pub(crate) struct OldWorkbook {
    records: Vec<u8>,
    /// Names of sheets, and where each begins.
    sheets: Vec<(String, usize)>,
    texts: Vec<String>,
    count: DayCount,
}

/// A record: its number and what it holds.
type Record<'r> = (u16, &'r [u8]);

/// The records of a stream from a place on.
struct Records<'r> {
    stream: &'r [u8],
    at: usize,
}

impl<'r> Iterator for Records<'r> {
    type Item = Record<'r>;

    fn next(&mut self) -> Option<Record<'r>> {
        let head = self.stream.get(self.at..self.at + 4)?;
        let (kind, length) = (u16::from_le_bytes([head[0], head[1]]), usize::from(u16::from_le_bytes([head[2], head[3]])));
        let content = self.stream.get(self.at + 4..self.at + 4 + length)?;
        self.at += 4 + length;
        Some((kind, content))
    }
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(bytes.get(at..at + 2)?.try_into().ok()?))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}

fn f64_at(bytes: &[u8], at: usize) -> Option<f64> {
    Some(f64::from_le_bytes(bytes.get(at..at + 8)?.try_into().ok()?))
}

impl OldWorkbook {
    pub(super) fn open(bytes: &[u8]) -> Result<Self, WorkbookError> {
        let records = match stream(bytes, &["Workbook", "WORKBOOK", "EncryptedPackage", "Book"])? {
            Some((0 | 1, records)) => records,
            Some((2, _)) => return Err(WorkbookError::Locked),
            Some(_) => return Err(WorkbookError::TooOld),
            None => return Err(WorkbookError::BrokenOld("there is no workbook in it")),
        };
        let (mut sheets, mut texts, mut count) = (Vec::new(), Vec::new(), DayCount::default());
        let mut all = Records { stream: &records, at: 0 }.peekable();
        while let Some((kind, content)) = all.next() {
            match kind {
                BOF if u16_at(content, 0) != Some(VERSION) => return Err(WorkbookError::TooOld),
                LOCKED => return Err(WorkbookError::Locked),
                EOF => break,
                DAYS if u16_at(content, 0) == Some(1) => count = DayCount::From1904,
                SHEET if sheets.len() < PARTS => sheets.extend(sheet(content)),
                TEXTS => {
                    let mut parts = vec![content];
                    while let Some((_, more)) = all.next_if(|(kind, _)| *kind == CONTINUE) {
                        parts.push(more);
                    }
                    texts = SharedTexts { parts: &parts, part: 0, at: 8 }.all(content)?;
                }
                _ => {}
            }
        }
        Ok(Self { records, sheets, texts, count })
    }

    /// The day from which it counts days.
    pub(super) fn day_count(&self) -> DayCount {
        self.count
    }

    pub(super) fn sheets(&self) -> Vec<String> {
        self.sheets.iter().map(|(name, _)| name.clone()).collect()
    }

    /// The rows of a sheet that hold something, in order.
    pub(super) fn rows(&self, name: &str) -> Result<Vec<(u32, Cells)>, WorkbookError> {
        let (_, start) =
            self.sheets.iter().find(|(sheet, _)| sheet == name).ok_or_else(|| WorkbookError::NoSheet(name.to_owned()))?;
        let mut sheet = SheetReader { texts: &self.texts, rows: BTreeMap::new(), cells: 0, bytes: 0, formula: None };
        let (mut depth, mut is_whole) = (0, false);
        for (kind, content) in (Records { stream: &self.records, at: *start }) {
            match kind {
                // A chart lies in a sheet as a sheet of its own.
                BOF => depth += 1,
                EOF if depth <= 1 => {
                    is_whole = true;
                    break;
                }
                EOF => depth -= 1,
                _ if depth == 1 => sheet.record(kind, content)?,
                _ => {}
            }
        }
        if !is_whole {
            return Err(BROKEN);
        }
        Ok(sheet.rows.into_iter().map(|(row, cells)| (u32::from(row), cells)).collect())
    }
}

/// The name of a sheet, and where it begins.
fn sheet(content: &[u8]) -> Option<(String, usize)> {
    let start = u32_at(content, 0)? as usize;
    let (length, is_wide) = (usize::from(*content.get(6)?), content.get(7)? & 1 == 1);
    Some((letters(content.get(8..)?, length, is_wide)?, start))
}

/// So many letters, each of two bytes or of one.
fn letters(bytes: &[u8], count: usize, is_wide: bool) -> Option<String> {
    if is_wide {
        let units: Vec<u16> = bytes.get(..2 * count)?.chunks_exact(2).map(|two| u16::from_le_bytes([two[0], two[1]])).collect();
        return Some(String::from_utf16_lossy(&units));
    }
    Some(bytes.get(..count)?.iter().map(|byte| char::from(*byte)).collect())
}

/// Reads the texts that cells share, which lie across records.
struct SharedTexts<'r> {
    parts: &'r [&'r [u8]],
    part: usize,
    at: usize,
}

impl SharedTexts<'_> {
    fn all(mut self, head: &[u8]) -> Result<Vec<String>, WorkbookError> {
        let count = u32_at(head, 4).ok_or(BROKEN)?;
        let mut texts = Vec::new();
        for _ in 0..count {
            if self.part >= self.parts.len() {
                break;
            }
            texts.push(self.text()?);
        }
        Ok(texts)
    }

    fn byte(&mut self) -> Result<u8, WorkbookError> {
        self.go_on();
        let byte = *self.parts.get(self.part).and_then(|part| part.get(self.at)).ok_or(BROKEN)?;
        self.at += 1;
        Ok(byte)
    }

    /// Goes on to the next record where this one is read.
    fn go_on(&mut self) {
        while self.parts.get(self.part).is_some_and(|part| self.at >= part.len()) {
            self.part += 1;
            self.at = 0;
        }
    }

    fn number(&mut self, bytes: u32) -> Result<usize, WorkbookError> {
        (0..bytes).try_fold(0, |number, at| Ok(number | usize::from(self.byte()?) << (8 * at)))
    }

    fn text(&mut self) -> Result<String, WorkbookError> {
        let count = self.number(2)?;
        let flags = self.byte()?;
        let runs = if flags & 8 == 8 { self.number(2)? } else { 0 };
        let more = if flags & 4 == 4 { self.number(4)? } else { 0 };
        let (mut text, mut left, mut is_wide) = (String::new(), count, flags & 1 == 1);
        while left > 0 {
            let part = self.parts.get(self.part).ok_or(BROKEN)?;
            let width = if is_wide { 2 } else { 1 };
            let here = (part.len().saturating_sub(self.at) / width).min(left);
            text.push_str(&letters(&part[self.at.min(part.len())..], here, is_wide).ok_or(BROKEN)?);
            self.at += here * width;
            left -= here;
            if left > 0 {
                // The letters go on in the next record, which says anew how wide they are.
                (self.part, self.at) = (self.part + 1, 0);
                is_wide = self.byte()? & 1 == 1;
            }
        }
        for _ in 0..(4 * runs + more) {
            self.byte()?;
        }
        self.go_on();
        Ok(text)
    }
}

/// Reads the cells of a sheet.
struct SheetReader<'t> {
    texts: &'t [String],
    rows: BTreeMap<u16, Cells>,
    cells: usize,
    bytes: usize,
    /// The cell whose formula makes a text, which comes after it.
    formula: Option<(u16, u16)>,
}

impl SheetReader<'_> {
    fn record(&mut self, kind: u16, content: &[u8]) -> Result<(), WorkbookError> {
        let place = || Some((u16_at(content, 0)?, u16_at(content, 2)?));
        match kind {
            SHARED_TEXT => {
                let text = u32_at(content, 6).and_then(|at| self.texts.get(at as usize)).ok_or(BROKEN)?;
                self.put(place(), text)
            }
            NUMBER => self.put(place(), &f64_at(content, 6).ok_or(BROKEN)?.to_string()),
            SHORT_NUMBER => self.put(place(), &short(u32_at(content, 6).ok_or(BROKEN)?).to_string()),
            SHORT_NUMBERS => {
                let (row, first) = place().ok_or(BROKEN)?;
                let cells = content.get(4..content.len().saturating_sub(2)).ok_or(BROKEN)?;
                for (column, cell) in (first..=u16::MAX).zip(cells.chunks_exact(6)) {
                    let number = short(u32_at(cell, 2).ok_or(BROKEN)?);
                    self.put(Some((row, column)), &number.to_string())?;
                }
                Ok(())
            }
            OWN_TEXT => self.put(place(), &own_text(content, 6).ok_or(BROKEN)?),
            TRUTH if content.get(7) == Some(&0) => self.put(place(), if content[6] == 0 { "FALSE" } else { "TRUE" }),
            FORMULA => self.formula(place(), content),
            TEXT_OF_FORMULA => match self.formula.take() {
                Some(place) => self.put(Some(place), &own_text(content, 0).ok_or(BROKEN)?),
                None => Ok(()),
            },
            _ => Ok(()),
        }
    }

    fn formula(&mut self, place: Option<(u16, u16)>, content: &[u8]) -> Result<(), WorkbookError> {
        match (content.get(6), content.get(12..14)) {
            (Some(0), Some([0xFF, 0xFF])) => {
                self.formula = place;
                Ok(())
            }
            (Some(1), Some([0xFF, 0xFF])) => self.put(place, if content.get(8) == Some(&0) { "FALSE" } else { "TRUE" }),
            (Some(_), Some([0xFF, 0xFF])) => Ok(()),
            _ => self.put(place, &f64_at(content, 6).ok_or(BROKEN)?.to_string()),
        }
    }

    fn put(&mut self, place: Option<(u16, u16)>, text: &str) -> Result<(), WorkbookError> {
        let (row, column) = place.ok_or(BROKEN)?;
        if text.is_empty() {
            return Ok(());
        }
        (self.cells, self.bytes) = (self.cells + 1, self.bytes + text.len());
        if self.cells > CELLS {
            return Err(TooLarge::Cells.into());
        }
        if self.bytes > SHEET_TEXT {
            return Err(TooLarge::SheetText.into());
        }
        self.rows.entry(row).or_default().insert(u32::from(column), text.to_owned());
        Ok(())
    }
}

/// A text with its length before it.
fn own_text(content: &[u8], at: usize) -> Option<String> {
    let (count, is_wide) = (usize::from(u16_at(content, at)?), content.get(at + 2)? & 1 == 1);
    letters(content.get(at + 3..)?, count, is_wide)
}

/// A number in four bytes: whole, or the upper half of one with a point; of hundredths, or not.
fn short(packed: u32) -> f64 {
    let number =
        if packed & 2 == 2 { f64::from((packed as i32) >> 2) } else { f64::from_bits(u64::from(packed & 0xFFFF_FFFC) << 32) };
    if packed & 1 == 1 { number / 100.0 } else { number }
}
