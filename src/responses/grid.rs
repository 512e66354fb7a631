use std::collections::HashSet;

use super::csv;
use super::options::ReadOptions;
use super::row_parser::RowParser;
use super::row_reader::RowReader;
use crate::source::Diagnostic;

/// A table of texts that is in memory as a whole: of a spreadsheet, or of answers that had to be put in order.
#[derive(Clone, Debug, Default)]
pub(super) struct Grid {
    /// Names of the columns.
    pub names: Vec<String>,
    /// The rows.
    pub rows: Vec<GridRow>,
    /// Rows that are no answers to the measure, which were left out.
    pub left_out: u64,
    /// Columns whose values are the positions of points, from 0.
    pub positional: HashSet<String>,
    /// Columns that were taken out, by the places that they had.
    pub dropped: HashSet<usize>,
    /// What is said of rows that were put in order.
    pub told: Vec<Diagnostic>,
    /// Whether the rows are administrations already, of a program that writes something else.
    pub is_arranged: bool,
}

/// A row with its number in the file.
#[derive(Clone, Debug, Default)]
pub struct GridRow {
    /// As the user counts it.
    pub number: u64,
    /// As many as there are columns.
    pub cells: Vec<String>,
}

/// Rows that are handed over at a time.
pub(super) const ROWS: usize = 4_096;

impl Grid {
    /// The table of a text in CSV from some place on.
    pub(super) fn of_csv(names: Vec<String>, delimiter: u8, block: &super::blocks::TextBlock) -> Self {
        let rows = csv::records(block, delimiter).map(|(number, record)| {
            let cells = record.iter().map(|cell| String::from_utf8_lossy(cell).into_owned()).collect();
            GridRow { number, cells }
        });
        Self { rows: rows.collect(), names, ..Self::default() }
    }

    /// The table without the columns that are to be dropped.
    pub(super) fn without_dropped(mut self) -> Self {
        self.names = without(&self.dropped, std::mem::take(&mut self.names));
        for row in &mut self.rows {
            row.cells = without(&self.dropped, std::mem::take(&mut row.cells));
        }
        self
    }

    /// What was said of how the table is read, and what follows from how it was put in order.
    pub(super) fn options(&mut self, options: &ReadOptions) -> ReadOptions {
        ReadOptions {
            positional: std::mem::take(&mut self.positional),
            texts: without(&self.dropped, options.texts.clone()),
            own_names: without(&self.dropped, options.own_names.clone()),
            ..options.clone()
        }
    }

    /// The place of a column.
    pub(super) fn column(&self, name: &str) -> Option<usize> {
        self.names.iter().position(|column| column == name)
    }
}

/// What stands at the places that are not dropped.
fn without(dropped: &HashSet<usize>, all: Vec<String>) -> Vec<String> {
    if dropped.is_empty() {
        return all;
    }
    all.into_iter().enumerate().filter(|(at, _)| !dropped.contains(at)).map(|(_, text)| text).collect()
}

impl GridRow {
    /// The text of a cell; empty where there is none.
    pub(super) fn cell(&self, column: Option<usize>) -> &str {
        column.and_then(|column| self.cells.get(column)).map_or("", |cell| cell.trim())
    }
}

/// Reads rows that are in memory.
pub(super) fn read_rows(reader: &RowReader<'_>, rows: &[GridRow], left_out: u64) -> RowParser {
    let mut filled = reader.begin(rows.len());
    filled.evidence.filtered_rows += left_out;
    for row in rows {
        if row.cells.iter().all(|cell| cell.trim().is_empty()) {
            filled.empty_rows += 1;
        } else {
            filled.row(reader, row.number, row.cells.iter().map(String::as_str));
        }
    }
    filled
}
