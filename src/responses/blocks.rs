use std::io::{self, Read};

use super::quotes::NeverClosed;

/// Bytes that are read at a time.
const BLOCK: usize = 1 << 18;
/// Bytes of the longest record.
pub const LONGEST_RECORD: usize = 16 << 20;

/// A stretch of text that ends where a record ends.
#[derive(Debug, Default)]
pub struct TextBlock {
    /// The text, in UTF-8 as far as can be told.
    pub bytes: Vec<u8>,
    /// Number of its first record.
    pub first_row: u64,
    /// How many records there are, where that is known.
    pub records: u64,
    /// Whether quotation marks stand in it.
    pub quoted: bool,
}

impl TextBlock {
    /// The records with their rows, each as it stands, with the line feed that ends it. With a delimiter, quotation
    /// marks keep line feeds inside; so records are numbered as the blocks are cut.
    pub fn records(&self, delimiter: Option<u8>) -> impl Iterator<Item = (u64, &[u8])> {
        let mut ends = ends(&self.bytes, delimiter);
        let mut start = 0;
        let records = std::iter::from_fn(move || {
            let end = ends.next().unwrap_or(self.bytes.len());
            let record = &self.bytes[start..end];
            start = end;
            (!record.is_empty()).then_some(record)
        });
        (self.first_row..).zip(records)
    }
}

/// Cuts a text into blocks at the ends of records. Quotation marks keep a line feed inside a record, as RFC 4180 has
/// it.
pub struct Blocks<R> {
    input: R,
    carried: Vec<u8>,
    delimiter: Option<u8>,
    next_row: u64,
    done: bool,
}

/// Where the last record of a text ends, and how many there are.
#[derive(Clone, Copy, Default)]
struct Cut {
    end: usize,
    records: u64,
    quoted: bool,
}

impl<R: Read> Blocks<R> {
    /// Cuts at line feeds; with a delimiter, at those outside quotation marks.
    pub fn new(input: R, delimiter: Option<u8>, first_row: u64) -> Self {
        Self { input, carried: Vec::new(), delimiter, next_row: first_row, done: false }
    }

    /// Text that was read before, and comes first.
    pub fn starting_with(mut self, text: Vec<u8>) -> Self {
        self.carried = text;
        self
    }

    /// Whether what was read before may be all that comes, in one block.
    pub fn is_short(&self) -> bool {
        self.carried.len() < BLOCK
    }

    /// Whether all has been handed over.
    pub fn is_done(&self) -> bool {
        self.done && self.carried.is_empty()
    }

    /// The next block; `None` at the end.
    pub fn next_block(&mut self) -> io::Result<Option<TextBlock>> {
        while !self.done {
            let before = self.carried.len();
            // What is shorter than was asked for is the end.
            self.done = (&mut self.input).take(BLOCK as u64).read_to_end(&mut self.carried)? < BLOCK;
            if self.done && !self.carried.is_empty() && self.carried.last() != Some(&b'\n') {
                self.carried.push(b'\n');
            }
            let cut = match self.delimiter {
                Some(delimiter) if memchr::memchr(b'"', &self.carried).is_some() => quoted_cut(&self.carried, delimiter),
                _ => plain_cut(&self.carried),
            };
            // A text that is at its end has a line feed there, which only quotation marks keep from ending a record.
            if self.done && cut.end < self.carried.len() {
                let row = self.next_row + cut.records;
                return Err(io::Error::new(io::ErrorKind::InvalidData, NeverClosed { row }));
            }
            if cut.end > 0 {
                let rest = self.carried.split_off(cut.end);
                let bytes = std::mem::replace(&mut self.carried, rest);
                let block = TextBlock { bytes, first_row: self.next_row, records: cut.records, quoted: cut.quoted };
                self.next_row += cut.records;
                return Ok(Some(block));
            }
            if before > LONGEST_RECORD {
                return Err(io::Error::new(io::ErrorKind::InvalidData, RecordTooLong { row: self.next_row }));
            }
        }
        Ok(None)
    }
}

/// A record that does not end.
#[derive(Debug, thiserror::Error)]
#[error("the record that begins in row {row} is longer than 16 MiB")]
pub struct RecordTooLong {
    /// Where it begins.
    pub row: u64,
}

fn plain_cut(text: &[u8]) -> Cut {
    let end = memchr::memrchr(b'\n', text).map_or(0, |at| at + 1);
    Cut { end, records: memchr::memchr_iter(b'\n', &text[..end]).count() as u64, quoted: false }
}

fn quoted_cut(text: &[u8], delimiter: u8) -> Cut {
    ends(text, Some(delimiter)).fold(Cut { quoted: true, ..Cut::default() }, |cut, end| Cut {
        end,
        records: cut.records + 1,
        ..cut
    })
}

/// Where records end, each past its line feed. With a delimiter, quotation marks keep line feeds inside a record: one
/// opens at the beginning of a cell and right after one that closed (`""` inside a cell is one mark).
pub(super) fn ends(text: &[u8], delimiter: Option<u8>) -> impl Iterator<Item = usize> {
    let mut inside = false;
    let mut closed_at = usize::MAX;
    memchr::memchr2_iter(b'"', b'\n', text).filter_map(move |at| {
        let mark = text[at];
        match delimiter {
            _ if mark == b'\n' => return (!inside).then_some(at + 1),
            None => {}
            Some(_) if inside => {
                inside = false;
                closed_at = at;
            }
            Some(delimiter) => {
                inside = at == 0 || matches!(text[at - 1], b'\n' | b'\r') || text[at - 1] == delimiter || closed_at == at - 1;
            }
        }
        None
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn records(text: &str, delimiter: Option<u8>) -> Vec<(u64, String)> {
        let block = TextBlock { bytes: text.as_bytes().to_vec(), first_row: 2, ..TextBlock::default() };
        block.records(delimiter).map(|(row, record)| (row, String::from_utf8_lossy(record).into_owned())).collect()
    }

    #[test]
    fn a_quoted_line_feed_ends_no_record() {
        let cut = quoted_cut(b"a,\"x\ny\"\nb,2\nc,\"z\n", b',');
        assert_eq!((cut.end, cut.records, cut.quoted), (12, 2, true));
        let cut = plain_cut(b"a,1\nb,2\nc");
        assert_eq!((cut.end, cut.records, cut.quoted), (8, 2, false));
    }

    #[test]
    fn a_mark_within_a_cell_is_a_mark() {
        for (text, count) in [
            ("a,1\" tall\nb,2\n", 2),
            ("a,\"he said \"\"go\"\"\n\"\nb,2\n", 2),
            ("\"\"\n\"\"\n", 2),
            ("a,\"x\"y\"\nb,2\n", 2),
            ("\r\n\r\n", 2),
        ] {
            assert_eq!(quoted_cut(text.as_bytes(), b',').records, count, "{text}");
        }
    }

    #[test]
    fn the_delimiter_says_where_a_cell_begins() {
        let text = "a:\"x\ny\":1\nb:2:3\n";
        assert_eq!(quoted_cut(text.as_bytes(), b':').records, 2);
        // With another one the mark stands within a cell, and the line feed is the end of a record.
        assert_eq!(quoted_cut(text.as_bytes(), b',').records, 3);
    }

    #[test]
    fn records_are_as_they_stand() {
        let rows = |rows: &[&str]| (2_u64..).zip(rows.iter().map(|row| (*row).to_owned())).collect::<Vec<_>>();
        assert_eq!(records("a,\"x\ny\"\r\n\nb,2", Some(b',')), rows(&["a,\"x\ny\"\r\n", "\n", "b,2"]));
        assert_eq!(records("{\"a\":\"x\"}\n{\"a\":1}\n", None), rows(&["{\"a\":\"x\"}\n", "{\"a\":1}\n"]));
        assert_eq!(records("", Some(b',')), rows(&[]));
    }
}
