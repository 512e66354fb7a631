//! Quotation marks in CSV that take in more than was meant: one that is never closed, or closed by the mark that should open
//! another cell.

use std::collections::BTreeSet;

use super::blocks::ends;
use crate::source::{Diagnostic, Place, codes};

/// Items of a line within a cell that are answers, from which on it is taken for a row.
const ANSWERS: usize = 3;

/// That quotation marks are open at the end.
#[derive(Debug, thiserror::Error)]
#[error("a quotation mark opens in row {row} and is never closed")]
pub struct NeverClosed {
    /// The row in which the cell begins.
    pub row: u64,
}

/// The record of a text, counted from 0, within which its quotation marks are still open at the end, where they are.
pub(super) fn open_at_end(text: &[u8], delimiter: u8) -> Option<u64> {
    let (mut records, mut end) = (0, 0);
    for at in ends(text, Some(delimiter)) {
        (records, end) = (records + 1, at);
    }
    let rest = &text[end..];
    // What has no line feed at its end may still be closed.
    let is_open = || ends(&[rest, b"\n"].concat(), Some(delimiter)).next().is_none();
    (memchr::memchr(b'"', rest).is_some() && is_open()).then_some(records)
}

/// The records of a text, counted from 0, in which quotation marks close behind a line end and more text of the cell
/// follows: the mark was meant to open a cell of a later row, and the rows between are taken for text.
pub(super) fn swallowing(text: &[u8], delimiter: u8) -> BTreeSet<u64> {
    let (mut found, mut record) = (BTreeSet::new(), 0);
    // Where the marks of a cell were opened, and whether a line ended since.
    let (mut opened, mut has_line_end): (bool, bool) = (false, false);
    let mut closed_at = usize::MAX;
    for at in memchr::memchr2_iter(b'"', b'\n', text) {
        match (text[at], opened) {
            (b'\n', true) => has_line_end = true,
            (b'\n', false) => record += 1,
            (_, true) => {
                (opened, closed_at) = (false, at);
                if has_line_end && !is_end(&text[at + 1..], delimiter) {
                    found.insert(record);
                }
            }
            // Two marks are one within a text.
            (_, false) if closed_at == at.wrapping_sub(1) => opened = true,
            (_, false) => {
                opened = at == 0 || matches!(text[at - 1], b'\n' | b'\r') || text[at - 1] == delimiter;
                has_line_end = false;
            }
        }
    }
    found
}

/// Whether a cell ends before a text, but for blanks; or a mark follows that is doubled.
fn is_end(text: &[u8], delimiter: u8) -> bool {
    let blanks = text.iter().take_while(|byte| **byte == b' ' && **byte != delimiter).count();
    match text.get(blanks) {
        None => true,
        Some(b'"') => blanks == 0,
        Some(byte) => *byte == delimiter || matches!(byte, b'\n' | b'\r'),
    }
}

/// Whether a cell has a line that is a row of its own: as many cells as the columns, of which those of items are answers or
/// empty. `reads` says of a cell by its place whether it is an answer, where its column is that of an item.
pub(super) fn holds_row(cell: &str, (delimiter, width): (u8, usize), reads: &dyn Fn(usize, &str) -> Option<bool>) -> bool {
    let is_row = |line: &str| {
        let cells: Vec<&str> = line.trim_end_matches('\r').split(char::from(delimiter)).collect();
        let read: Vec<(bool, bool)> =
            cells.iter().enumerate().filter_map(|(at, cell)| Some((reads(at, cell)?, !cell.trim().is_empty()))).collect();
        let answered = read.iter().filter(|(_, is_answered)| *is_answered).count();
        cells.len() == width && answered >= ANSWERS && read.iter().all(|(is_answer, _)| *is_answer)
    };
    cell.split('\n').skip(1).any(is_row)
}

/// What is said of a row whose quotation marks are never closed.
pub(super) fn never_closed(row: u64) -> Diagnostic {
    let message = NeverClosed { row }.to_string();
    let diagnostic = Diagnostic::new(&codes::UNENDED_RECORD, Place::Cell { row, column: None, found: None }, message);
    diagnostic.help("everything behind it would be one cell: close it, or take it away")
}

/// What is said of a row that takes in later ones.
pub(super) fn takes_in_rows(row: u64) -> Diagnostic {
    let message = "a quotation mark opens in this row, and takes in rows behind it as text";
    let diagnostic = Diagnostic::new(&codes::UNENDED_RECORD, Place::Cell { row, column: None, found: None }, message);
    diagnostic.help("close it where its text ends; a mark within a text is written twice")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_that_are_open_at_the_end_are_found() {
        for (text, record) in [
            ("a,\"x\nb,2\n", Some(0)),
            ("a,1\nb,\"x", Some(1)),
            ("a,1\nb,\"x\ny\"\nc,\"\"\"\n", Some(2)),
            ("a,\"x\"", None),
            ("a,\"x\ny\"\n", None),
            ("a,1\" tall\nb,2", None),
            ("a,\"\"\nb", None),
            ("", None),
        ] {
            assert_eq!(open_at_end(text.as_bytes(), b','), record, "{text}");
        }
    }

    #[test]
    fn a_mark_that_was_to_open_a_cell_closes_none() {
        let found = |text: &str| swallowing(text.as_bytes(), b',').into_iter().collect::<Vec<_>>();
        assert_eq!(found("a,1\nb,\"so so\nc,2\nd,\"fine\"\ne,3\n"), [1]);
        assert_eq!(found("a,\"so so\nb,\"\"\nc,\"fine\"\n"), [0]);
        for honest in [
            "a,\"x\ny\"\nb,2\n",
            "a,\"x\n\"\"y\"\"\nz\",3\r\n",
            "a,\"x\"y\"\nb,2\n",
            "a,\"x\ny\" ,3\n",
            "a,1\" tall\nb,2\" tall\n",
            "a,\"x\ny\"",
            "\"x\n1,2\n\",\"y\"\n",
        ] {
            assert_eq!(found(honest), [] as [u64; 0], "{honest}");
        }
    }

    #[test]
    fn a_line_that_is_a_row_is_no_text() {
        // case, three items, a remark
        let reads = |at: usize, cell: &str| (1..=3).contains(&at).then(|| cell.is_empty() || cell.parse::<u8>().is_ok());
        let holds = |cell: &str| holds_row(cell, (b',', 5), &reads);
        assert!(holds("so so\nc,2,2,2,fine") && holds("so so\r\nc,2,1,2,\r\nand on"));
        for text in [
            "one,2,3,4,five",
            "we said\nyes, no, perhaps, later, never",
            "so\nc,2,2,fine",
            "so\n,,,,\nso",
            "so\nc,2,,2,",
            "a list\n1\n2\n3\n4\n5",
        ] {
            assert!(!holds(text), "{text}");
        }
    }
}
