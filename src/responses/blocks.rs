use std::io::{self, Read};

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

/// Cuts a text into blocks at the ends of records. Quotation marks keep a line feed inside a record, as RFC 4180 has it.
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

    /// The next block; `None` at the end.
    pub fn next_block(&mut self) -> io::Result<Option<TextBlock>> {
        while !self.done {
            let before = self.carried.len();
            self.done = (&mut self.input).take(BLOCK as u64).read_to_end(&mut self.carried)? == 0;
            if self.done && !self.carried.is_empty() && self.carried.last() != Some(&b'\n') {
                self.carried.push(b'\n');
            }
            let mut cut = match self.delimiter {
                Some(delimiter) if memchr::memchr(b'"', &self.carried).is_some() => quoted_cut(&self.carried, delimiter),
                _ => plain_cut(&self.carried),
            };
            if self.done && cut.end < self.carried.len() {
                cut.end = self.carried.len();
                cut.records += 1;
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

/// A quotation mark opens at the beginning of a cell and right after one that closed (`""` inside a cell is one mark).
fn quoted_cut(text: &[u8], delimiter: u8) -> Cut {
    let mut cut = Cut { quoted: true, ..Cut::default() };
    let mut inside = false;
    let mut closed_at = usize::MAX;
    for at in memchr::memchr2_iter(b'"', b'\n', text) {
        if text[at] == b'\n' {
            if !inside {
                cut.end = at + 1;
                cut.records += 1;
            }
        } else if inside {
            inside = false;
            closed_at = at;
        } else {
            let opens = at == 0 || matches!(text[at - 1], b'\n' | b'\r') || text[at - 1] == delimiter || closed_at == at - 1;
            inside = opens;
        }
    }
    cut
}
