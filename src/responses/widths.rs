use super::row_parser::ragged;
use crate::source::{Diagnostic, Place, codes};

/// How many cells rows have beside the header, as far as those beyond it are empty. Some programs write a delimiter too many
/// in each row; where only some rows have one, a cell of these was cut in two, or lost.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Widths {
    /// The first row that has as many cells as the header.
    exact: Option<u64>,
    /// The first row that has more, and the first that has another number of them.
    wider: Option<Wider>,
    other: Option<Wider>,
    /// Whether each wider row begins with its number, which the header has no name for.
    numbered: bool,
}

/// A row that has more cells than the header.
#[derive(Clone, Copy, Debug)]
pub(super) struct Wider {
    pub row: u64,
    pub cells: usize,
    pub columns: usize,
    /// Whether its first cell is the number of the row, in a column of something else.
    pub is_numbered: bool,
}

impl Widths {
    /// Takes a row with as many cells as the header.
    #[inline]
    pub(super) fn exact(&mut self, row: u64) {
        if self.exact.is_none() {
            self.exact = Some(row);
        }
    }

    /// Takes a row with more.
    pub(super) fn wider(&mut self, row: Wider) {
        self.numbered = row.is_numbered && (self.numbered || self.wider.is_none());
        match self.wider {
            None => self.wider = Some(row),
            Some(first) if first.cells != row.cells => self.other = self.other.or(Some(row)),
            Some(_) => {}
        }
    }

    /// Adds what a later stretch shows.
    pub(super) fn join(&mut self, later: Self) {
        self.exact = self.exact.or(later.exact);
        self.numbered = match (self.wider, later.wider) {
            (Some(_), Some(_)) => self.numbered && later.numbered,
            (_, _) => self.numbered || later.numbered,
        };
        for row in [later.wider, later.other].into_iter().flatten() {
            match self.wider {
                None => self.wider = Some(row),
                Some(first) if first.cells != row.cells => self.other = self.other.or(Some(row)),
                Some(_) => {}
            }
        }
    }

    /// Rows that are not alike, or have a cell that the header has no name for.
    pub(super) fn fault(&self) -> Option<Diagnostic> {
        let wider = self.wider?;
        if let Some(other) = self.exact.map(|row| (row, wider.columns)).or(self.other.map(|other| (other.row, other.cells))) {
            let mut diagnostic = ragged(wider.row, (wider.cells, wider.columns));
            diagnostic.message.push_str(&format!("; row {} has {}", other.0, other.1));
            return Some(diagnostic);
        }
        let place = Place::Cell { row: wider.row, column: None, found: None };
        let message = format!(
            "each row has {} cells, and the header has {}: the first of them is the number of the row",
            wider.cells, wider.columns
        );
        let help =
            "give the first column a name in the header; of R, `write.csv` does that, and `write.table` with `col.names = NA`";
        self.numbered.then(|| Diagnostic::new(&codes::RAGGED_ROW, place, message).help(help))
    }
}
