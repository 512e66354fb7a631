use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

use super::bounds::{CELLS, ELEMENTS, PARTS, SHEET_TEXT, TooLarge, UNPACKED, WORKBOOK_BYTES};
use super::spreadsheet::Sheets;
use super::workbook::{Cells, ENTRY, WorkbookError, uncomputed};

/// Blanks in a row that are kept.
const LONGEST_BLANK: u32 = 64;

/// What an OpenDocument archive says of itself in its first file, which is not packed.
const MARK: &[u8] = b"application/vnd.oasis.opendocument.spreadsheet";
/// The file of its archive that holds the sheets, which an archive of Excel has not.
const SHEETS: &str = "content.xml";

/// Whether a file is a workbook of LibreOffice: what it says of itself, or, where it was packed again by a program that
/// packs that too, what it holds.
pub(super) fn is(bytes: &[u8]) -> bool {
    let says_so = || memchr::memmem::find(&bytes[..bytes.len().min(256)], MARK).is_some();
    // The directory is at the end of an archive, so that it is looked through for the name before it is read.
    let holds_so = || {
        memchr::memmem::find(bytes, SHEETS.as_bytes()).is_some()
            && memchr::memmem::find_iter(bytes, ENTRY).nth(PARTS).is_none()
            && ZipArchive::new(Cursor::new(bytes)).is_ok_and(|archive| archive.index_for_name(SHEETS).is_some())
    };
    bytes.starts_with(b"PK") && (says_so() || holds_so())
}

/// The rows of its sheets that hold something.
pub(super) fn sheets(bytes: &[u8]) -> Result<Sheets, WorkbookError> {
    TooLarge::unless_within(bytes, WORKBOOK_BYTES)?;
    let mut archive = ZipArchive::new(Cursor::new(bytes))?;
    let mut text = Vec::new();
    archive.by_name(SHEETS)?.take(UNPACKED as u64 + 1).read_to_end(&mut text)?;
    if text.len() > UNPACKED {
        return Err(TooLarge::Unpacked.into());
    }
    if memchr::memchr_iter(b'<', &text).count() > ELEMENTS {
        return Err(TooLarge::Elements.into());
    }
    let broken = |error: quick_xml::Error| WorkbookError::Io(std::io::Error::new(std::io::ErrorKind::InvalidData, error));
    let text = String::from_utf8_lossy(&text);
    let mut reader = Reader::from_str(&text);
    let mut sheets = Tables::default();
    loop {
        match reader.read_event().map_err(broken)? {
            Event::Start(tag) => sheets.open(&tag)?,
            Event::Empty(tag) => {
                sheets.open(&tag)?;
                sheets.close(tag.local_name().as_ref())?;
            }
            Event::End(tag) => sheets.close(tag.local_name().as_ref())?,
            Event::Text(text) => sheets.text(&text.xml10_content()),
            Event::GeneralRef(name) => sheets.reference(&name),
            Event::Eof => return Ok(sheets.done),
            Event::CData(_) | Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
        }
    }
}

/// Sheets as far as they are read.
#[derive(Default)]
struct Tables {
    done: Sheets,
    name: String,
    rows: Vec<(u32, Cells)>,
    row: u32,
    column: u32,
    cells: Cells,
    rows_alike: u32,
    cell: Option<Cell>,
    /// Whether the text of a paragraph of a cell is being read, and not that of a remark beside it.
    in_paragraph: bool,
    in_remark: bool,
    held: usize,
    bytes: usize,
}

#[derive(Default)]
struct Cell {
    alike: u32,
    value: Option<String>,
    /// Whether it holds a formula that was never computed.
    is_uncomputed: bool,
    text: String,
}

impl Tables {
    fn open(&mut self, tag: &BytesStart<'_>) -> Result<(), WorkbookError> {
        match tag.local_name().as_ref() {
            "table" => {
                (self.rows, self.row) = (vec![], 0);
                self.name = attribute(tag, "name").unwrap_or_default();
            }
            "table-row" => {
                (self.cells, self.column) = (BTreeMap::new(), 0);
                self.rows_alike = count(tag, "number-rows-repeated");
            }
            "table-cell" | "covered-table-cell" => {
                let value = attribute(tag, "value").or_else(|| attribute(tag, "date-value"));
                let value = value.or_else(|| attribute(tag, "boolean-value"));
                let has_value = value.is_some() || attribute(tag, "value-type").is_some();
                let is_uncomputed = !has_value && attribute(tag, "formula").is_some();
                self.cell =
                    Some(Cell { alike: count(tag, "number-columns-repeated"), value, is_uncomputed, text: String::new() });
            }
            "annotation" => self.in_remark = true,
            "p" if !self.in_remark => {
                if let Some(cell) = self.cell.as_mut().filter(|cell| !cell.text.is_empty()) {
                    cell.text.push('\n');
                }
                self.in_paragraph = true;
            }
            "s" => self.text(&" ".repeat(count(tag, "c").min(LONGEST_BLANK) as usize)),
            "tab" => self.text("\t"),
            "line-break" => self.text("\n"),
            _ => {}
        }
        Ok(())
    }

    fn close(&mut self, name: &str) -> Result<(), WorkbookError> {
        match name {
            "table" if !self.rows.is_empty() => self.done.push((self.name.clone(), std::mem::take(&mut self.rows))),
            "table-row" => {
                // Rows that repeat one with something in it are as many rows; empty ones are none.
                if !self.cells.is_empty() {
                    let rows = (0..self.rows_alike).map(|at| (self.row.saturating_add(at), self.cells.clone()));
                    self.held += self.cells.len() * self.rows_alike as usize;
                    if self.held > CELLS {
                        return Err(TooLarge::Cells.into());
                    }
                    self.rows.extend(rows);
                }
                self.row = self.row.saturating_add(self.rows_alike);
            }
            "table-cell" | "covered-table-cell" => self.end_cell()?,
            "annotation" => self.in_remark = false,
            "p" => self.in_paragraph = false,
            _ => {}
        }
        Ok(())
    }

    fn end_cell(&mut self) -> Result<(), WorkbookError> {
        let Some(Cell { alike, value, is_uncomputed, text }) = self.cell.take() else { return Ok(()) };
        let mut text = value.unwrap_or(text);
        if is_uncomputed && text.is_empty() {
            text = uncomputed(self.row, self.column);
        }
        if !text.is_empty() {
            self.bytes = self.bytes.saturating_add(text.len().saturating_mul(alike as usize));
            if self.cells.len().saturating_add(alike as usize) > CELLS {
                return Err(TooLarge::Cells.into());
            }
            if self.bytes > SHEET_TEXT {
                return Err(TooLarge::SheetText.into());
            }
            self.cells.extend((0..alike).map(|at| (self.column.saturating_add(at), text.clone())));
        }
        self.column = self.column.saturating_add(alike);
        Ok(())
    }

    fn text(&mut self, text: &str) {
        if let Some(cell) = self.cell.as_mut().filter(|_| self.in_paragraph) {
            cell.text.push_str(text);
        }
    }

    fn reference(&mut self, name: &str) {
        let text = quick_xml::escape::resolve_predefined_entity(name).map(str::to_owned).or_else(|| {
            let number = name.strip_prefix('#')?;
            let code = number.strip_prefix('x').map_or_else(|| number.parse().ok(), |hex| u32::from_str_radix(hex, 16).ok());
            char::from_u32(code?).map(String::from)
        });
        self.text(&text.unwrap_or_default());
    }
}

fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = tag.attributes().flatten().find(|attribute| attribute.key.local_name().as_ref() == name)?;
    Some(found.value.into_owned())
}

/// How often a row or a cell stands there.
fn count(tag: &BytesStart<'_>, name: &str) -> u32 {
    attribute(tag, name).and_then(|count| count.parse().ok()).unwrap_or(1).max(1)
}
