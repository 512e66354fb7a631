use std::collections::BTreeSet;

use super::bridges::Bridges;

/// A cell of fewer cases than this is not shown: in a small group everybody knows who is meant.
pub const LEAST: u64 = 5;

/// Counts of cases by group and category with their sums, as far as they may be shown.
///
/// What is hidden cannot be found by subtraction either: wherever something is hidden in a row or a column, enough else is hidden in it. A count
/// that changes between two reports can still tell of whoever came in between; that no table can hide.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ShownCounts {
    /// Counts of each group by category; nothing where hidden.
    pub groups: Vec<Vec<Option<u64>>>,
    /// The sum of each group.
    pub totals: Vec<Option<u64>>,
    /// The sums of the categories over all groups.
    pub all: Vec<Option<u64>>,
    /// The sum of all.
    pub total: Option<u64>,
}

/// Which groups are not shown at all, by how many cases each has. Groups that are hidden already stay so.
pub fn hidden_groups(sizes: &[u64], already: &[bool]) -> Vec<bool> {
    let mut hidden: Vec<bool> = sizes.iter().zip(already).map(|(size, already)| *already || *size < LEAST).collect();
    while hidden_of(sizes, &hidden).is_told() {
        let smallest = (0..sizes.len()).filter(|at| !hidden[*at]).min_by_key(|at| sizes[*at]);
        let Some(smallest) = smallest else { break };
        hidden[smallest] = true;
    }
    hidden
}

fn hidden_of(counts: &[u64], hidden: &[bool]) -> HiddenOf {
    let mut of = HiddenOf::default();
    counts.iter().zip(hidden).filter(|(_, hidden)| **hidden).for_each(|(count, _)| of.add(*count));
    of
}

/// Hides what may not be shown of counts by group and category; `hidden` says which groups are not shown at all.
pub fn shown(counts: &[Vec<u64>], hidden: &[bool]) -> ShownCounts {
    let categories = counts.first().map_or(0, Vec::len);
    let mut table = Table::new(counts, hidden, categories);
    if table.counts[counts.len()].iter().sum::<u64>() < LEAST {
        return ShownCounts {
            groups: vec![vec![None; categories]; counts.len()],
            totals: vec![None; counts.len()],
            all: vec![None; categories],
            total: None,
        };
    }
    table.settle();
    let row = |at: usize| -> Vec<Option<u64>> {
        table.counts[at].iter().zip(&table.hidden[at]).map(|(count, hidden)| (!hidden).then_some(*count)).collect()
    };
    let total = |at: usize| (!table.hidden_total[at]).then(|| table.counts[at].iter().sum());
    ShownCounts {
        groups: (0..counts.len()).map(row).collect(),
        totals: (0..counts.len()).map(total).collect(),
        all: row(counts.len()),
        total: total(counts.len()),
    }
}

/// Counts with a last row for all groups together. Sums of rows are decided beforehand, cells are not.
struct Table {
    counts: Vec<Vec<u64>>,
    hidden: Vec<Vec<bool>>,
    hidden_total: Vec<bool>,
    /// What is hidden of each row.
    rows: Vec<HiddenOf>,
    /// What is hidden of each column, the last row left out.
    columns: Vec<HiddenOf>,
    /// The rows of each column by their counts, and how many of the first are known to be hidden.
    smallest: Vec<(Vec<usize>, usize)>,
    /// Lines are rows, then columns, then the column of sums; the edges are hidden cells and hidden sums.
    bridges: Bridges,
    /// Rows in which something was hidden since they were looked at.
    touched: BTreeSet<usize>,
    /// Hidden cells that may follow from sums. One that does not never will: more that is hidden tells less.
    suspects: BTreeSet<(usize, usize)>,
}

/// What is hidden of a row or a column.
#[derive(Clone, Copy, Default)]
struct HiddenOf {
    cells: u64,
    cases: u64,
}

impl HiddenOf {
    fn add(&mut self, cases: u64) {
        self.cells += 1;
        self.cases += cases;
    }

    /// Whether it can be told from the sum: one cell alone, or fewer cases than may be shown.
    fn is_told(self) -> bool {
        self.cells > 0 && (self.cells == 1 || self.cases < LEAST)
    }
}

impl Table {
    fn new(counts: &[Vec<u64>], hidden: &[bool], categories: usize) -> Self {
        let all: Vec<u64> = (0..categories).map(|category| counts.iter().map(|row| row[category]).sum()).collect();
        let mut rows = counts.to_vec();
        rows.push(all);
        let mut hidden_total = hidden.to_vec();
        hidden_total.push(false);
        let smallest = |column: usize| {
            let mut order: Vec<usize> = (0..rows.len()).collect();
            order.sort_by_key(|row| rows[*row][column]);
            (order, 0)
        };
        let mut table = Self {
            smallest: (0..categories).map(smallest).collect(),
            hidden: vec![vec![false; categories]; rows.len()],
            rows: vec![HiddenOf::default(); rows.len()],
            columns: vec![HiddenOf::default(); categories],
            bridges: Bridges::new(rows.len() + categories + 1),
            touched: BTreeSet::new(),
            suspects: BTreeSet::new(),
            counts: rows,
            hidden_total,
        };
        for row in 0..table.counts.len() {
            if table.hidden_total[row] {
                table.bridges.add(row, table.counts.len() + categories);
            }
            for column in 0..categories {
                if table.hidden_total[row] || table.counts[row][column] < LEAST {
                    table.hide(row, column);
                }
            }
        }
        table
    }

    fn hide(&mut self, row: usize, column: usize) {
        let count = self.counts[row][column];
        self.hidden[row][column] = true;
        self.rows[row].add(count);
        if row + 1 < self.counts.len() {
            self.columns[column].add(count);
        }
        self.bridges.add(row, self.counts.len() + column);
        self.touched.insert(row);
        self.suspects.insert((row, column));
    }

    /// Hides more for as long as what is hidden could be told.
    fn settle(&mut self) {
        loop {
            while let Some(row) = self.touched.pop_first() {
                while !self.hidden_total[row] && self.rows[row].is_told() && self.hide_in_row(row) {}
            }
            if !self.hide_for_a_column() && !self.hide_for_a_bridge() {
                break;
            }
        }
    }

    /// Hides one more cell in the first column that could be told.
    fn hide_for_a_column(&mut self) -> bool {
        let last = self.counts.len() - 1;
        (0..self.columns.len()).any(|column| {
            let (of, is_hidden) = (self.columns[column], self.hidden[last][column]);
            // A sum that is hidden alone is the sum of what is shown.
            let alone = is_hidden && of.cells == 0;
            ((!is_hidden && of.is_told()) || alone) && self.hide_in_column(column)
        })
    }

    /// Hides one more cell beside the first that follows from the sums of rows and columns: in the graph whose lines
    /// are rows and columns and whose edges are the hidden cells, it is the only way between its row and its column.
    fn hide_for_a_bridge(&mut self) -> bool {
        while let Some((row, column)) = self.suspects.first().copied() {
            let follows = self.bridges.is_bridge(row, self.counts.len() + column);
            if follows && (self.hide_in_row(row) || self.hide_in_column(column)) {
                return true;
            }
            self.suspects.pop_first();
        }
        false
    }

    fn hide_in_row(&mut self, row: usize) -> bool {
        let open = (0..self.counts[row].len()).filter(|column| !self.hidden[row][*column]);
        let Some(column) = open.min_by_key(|column| self.counts[row][*column]) else { return false };
        self.hide(row, column);
        true
    }

    fn hide_in_column(&mut self, column: usize) -> bool {
        let (order, known) = &mut self.smallest[column];
        while order.get(*known).is_some_and(|row| self.hidden[*row][column]) {
            *known += 1;
        }
        let Some(row) = order.get(*known).copied() else { return false };
        self.hide(row, column);
        true
    }
}
