use super::blocks::{TextBlock, ends};
use super::options::Caller;
use super::quotes::{holds_row, swallowing, takes_in_rows};
use super::row_parser::{RowParser, ragged};
use super::row_reader::RowReader;
use crate::source::{Diagnostic, Place, codes};

/// How a CSV file is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dialect {
    /// The delimiter.
    pub delimiter: u8,
    /// Rows before the data: the header, `sep=;` where Excel left it, and blank ones.
    pub rows_before: u64,
    /// Whether lines end with carriage returns alone.
    pub has_carriage_returns: bool,
}

/// Rows that are looked at to find which program wrote a text.
const FIRST_ROWS: usize = 20;

/// The delimiters that are looked for, the likeliest first.
const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// Finds the delimiter and the names of the columns in the first rows; the second number is where the data begins.
pub fn header(text: &[u8], delimiter: Option<u8>) -> Option<(Dialect, Vec<String>, usize)> {
    let mut start = 0;
    let mut said = delimiter;
    let first_line = line_at(text, 0);
    if let Some(sign) = first_line.strip_prefix(b"sep=").filter(|rest| rest.trim_ascii().len() == 1) {
        said = said.or(sign.first().copied());
        start = memchr::memchr(b'\n', text)? + 1;
    }
    let lines = text[start..].split(|byte| *byte == b'\n');
    let delimiter =
        said.unwrap_or_else(|| likeliest(lines.into_iter().find(|line| !line.trim_ascii().is_empty()).unwrap_or(b"")));
    let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).has_headers(false).flexible(true).from_reader(&text[start..]);
    let mut record = csv::ByteRecord::new();
    if !reader.read_byte_record(&mut record).ok()? {
        return None;
    }
    let names = record.iter().map(|name| String::from_utf8_lossy(name).trim().to_owned()).collect();
    let mut begins = start + usize::try_from(reader.position().byte()).ok()?;
    if text[..begins].ends_with(b"\r") && text[begins..].starts_with(b"\n") {
        begins += 1;
    }
    let rows_before = (ends(&text[..begins], Some(delimiter)).count() as u64).max(1);
    Some((Dialect { delimiter, rows_before, has_carriage_returns: false }, names, begins))
}

fn line_at(text: &[u8], start: usize) -> &[u8] {
    let rest = &text[start..];
    &rest[..memchr::memchr(b'\n', rest).unwrap_or(rest.len())]
}

/// The delimiter that stands most often in a line, outside quotation marks.
fn likeliest(line: &[u8]) -> u8 {
    let mut counts = [0_usize; 4];
    let mut inside = false;
    for byte in line {
        inside ^= *byte == b'"';
        if let Some(at) = DELIMITERS.iter().position(|delimiter| delimiter == byte).filter(|_| !inside) {
            counts[at] += 1;
        }
    }
    let best = (0..4).rev().max_by_key(|at| counts[*at]).unwrap_or(0);
    DELIMITERS[best]
}

/// Reads the rows of a block.
pub fn read_block(reader: &RowReader<'_>, dialect: Dialect, block: &TextBlock) -> RowParser {
    let mut filled = reader.begin(block.records as usize);
    match std::str::from_utf8(&block.bytes) {
        Ok(text) => read_text(reader, dialect.delimiter, text, block, &mut filled),
        Err(_) => read_broken(reader, dialect.delimiter, block, &mut filled),
    }
    filled
}

fn read_text(reader: &RowReader<'_>, delimiter: u8, text: &str, block: &TextBlock, filled: &mut RowParser) {
    if block.quoted {
        read_quoted(reader, delimiter, block, filled);
    } else {
        read_plain(reader, delimiter, text, block.first_row, filled);
    }
}

/// Reads what is not UTF-8 throughout, a record at a time. Where rows are not skipped nothing will be written, and one
/// record is enough to say that the encoding is another.
fn read_broken(reader: &RowReader<'_>, delimiter: u8, block: &TextBlock, filled: &mut RowParser) {
    for (first_row, record) in block.records(Some(delimiter)) {
        match std::str::from_utf8(record) {
            Ok(text) => {
                let block = TextBlock { bytes: record.to_vec(), first_row, records: 1, quoted: block.quoted };
                read_text(reader, delimiter, text, &block, filled);
            }
            Err(error) => {
                filled.unreadable_row(first_row, not_utf8(first_row, record[error.valid_up_to()], reader.caller()));
                if !reader.skips() {
                    return;
                }
            }
        }
    }
}

/// Encodings that programs save texts in where they save no UTF-8.
pub(super) const ENCODINGS: &str = "windows-1252 (western Europe), windows-1250 (central Europe), windows-1254 (Turkish), \
                                    windows-1256 (Arabic), macintosh (old Macs)";

/// The diagnostic about a byte that is not UTF-8.
pub fn not_utf8(row: u64, byte: u8, caller: Caller) -> Diagnostic {
    let message = format!("the byte 0x{byte:02X} is not UTF-8");
    let diagnostic = Diagnostic::new(&codes::UNREADABLE_ENCODING, Place::Cell { row, column: None, found: None }, message);
    diagnostic.help(format!("save the file as UTF-8, or {}: {ENCODINGS}", caller.encoding()))
}

/// No quotation marks: cells end at delimiters and rows at line feeds.
fn read_plain(reader: &RowReader<'_>, delimiter: u8, text: &str, first_row: u64, filled: &mut RowParser) {
    let bytes = text.as_bytes();
    let mut start = 0;
    for (row, end) in (first_row..).zip(memchr::memchr_iter(b'\n', bytes)) {
        let line = text[start..end].strip_suffix('\r').unwrap_or(&text[start..end]);
        start = end + 1;
        if line.bytes().all(|byte| byte == delimiter || byte.is_ascii_whitespace()) {
            filled.empty_rows += u64::from(!line.is_empty());
        } else {
            filled.row(reader, row, Cells { rest: Some(line), delimiter });
        }
    }
}

/// The cells of a line without quotation marks.
struct Cells<'a> {
    rest: Option<&'a str>,
    delimiter: u8,
}

impl<'a> Iterator for Cells<'a> {
    type Item = &'a str;

    #[inline]
    fn next(&mut self) -> Option<&'a str> {
        let rest = self.rest?;
        // Most cells are a byte or two, where a loop beats a vector search.
        match rest.bytes().position(|byte| byte == self.delimiter) {
            Some(at) => {
                self.rest = Some(&rest[at + 1..]);
                Some(&rest[..at])
            }
            None => {
                self.rest = None;
                Some(rest)
            }
        }
    }
}

fn read_quoted(reader: &RowReader<'_>, delimiter: u8, block: &TextBlock, filled: &mut RowParser) {
    let swallowing = swallowing(&block.bytes, delimiter);
    let width = reader.columns.roles.len();
    for (row, record) in records(block, delimiter) {
        if is_empty(&record) {
            filled.empty_rows += 1;
            continue;
        }
        if swallowing.contains(&(row - block.first_row)) || holds_a_row(reader, delimiter, &record) {
            filled.unreadable_row(row, takes_in_rows(row));
            continue;
        }
        // An empty text that somebody wrote out is a cell, and no delimiter too many.
        if record.len() > width && ends_with_text(block, delimiter, &record) {
            filled.unreadable_row(row, ragged(row, (record.len(), width)));
            continue;
        }
        // The block as a whole is UTF-8, and cells are cut at signs of one byte.
        filled.row(reader, row, record.iter().map(|cell| std::str::from_utf8(cell).unwrap_or_default()));
    }
}

/// Whether a cell of a row holds another row.
fn holds_a_row(reader: &RowReader<'_>, delimiter: u8, record: &csv::ByteRecord) -> bool {
    let reads = |at: usize, cell: &str| {
        let item = reader.columns.roles.get(at)?.item()?;
        Some(reader.items[item].read(cell, &reader.notation, "").is_ok())
    };
    let width = (delimiter, reader.columns.roles.len());
    let mut lines = record.iter().filter(|cell| memchr::memchr(b'\n', cell).is_some());
    lines.any(|cell| std::str::from_utf8(cell).is_ok_and(|cell| holds_row(cell, width, &reads)))
}

/// Whether a record ends with quotation marks and nothing within.
fn ends_with_text(block: &TextBlock, delimiter: u8, record: &csv::ByteRecord) -> bool {
    let begins = record.position().and_then(|position| usize::try_from(position.byte()).ok()).unwrap_or(0);
    let text = block.bytes[begins..].trim_ascii_start();
    let end = ends(text, Some(delimiter)).next().unwrap_or(text.len());
    text[..end].trim_ascii_end().strip_suffix(b"\"\"").is_some_and(|before| before.last() == Some(&delimiter))
}

/// Whether nothing stands in any cell of a row, as spreadsheets save rows that were emptied.
fn is_empty(record: &csv::ByteRecord) -> bool {
    record.iter().all(|cell| cell.trim_ascii().is_empty())
}

/// Some rows of the beginning of a text, as it goes on after its header.
pub(super) fn first_rows(text: &[u8], delimiter: u8) -> Vec<Vec<String>> {
    let reader = csv::ReaderBuilder::new().delimiter(delimiter).has_headers(false).flexible(true).from_reader(text);
    let records = reader.into_byte_records().filter_map(Result::ok).take(FIRST_ROWS);
    records.map(|record| record.iter().map(|cell| String::from_utf8_lossy(cell).trim().to_owned()).collect()).collect()
}

/// The records of a block with their rows. Lines inside cells are not rows of a spreadsheet.
pub(super) fn records(block: &TextBlock, delimiter: u8) -> impl Iterator<Item = (u64, csv::ByteRecord)> + '_ {
    let records = csv::ReaderBuilder::new().delimiter(delimiter).has_headers(false).flexible(true).from_reader(&block.bytes[..]);
    let mut lines_inside = 0;
    records.into_byte_records().filter_map(Result::ok).map(move |record| {
        let (line, begins) =
            record.position().map_or((1, 0), |position| (position.line(), usize::try_from(position.byte()).unwrap_or(0)));
        // Blank lines before a record belong to its position.
        let blank =
            block.bytes[begins..].iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).filter(|byte| **byte == b'\n').count()
                as u64;
        let row = block.first_row + line - 1 + blank - lines_inside;
        lines_inside += record.iter().map(|cell| memchr::memchr_iter(b'\n', cell).count() as u64).sum::<u64>();
        (row, record)
    })
}
