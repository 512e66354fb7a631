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
    while is_told(sizes, &hidden) {
        let smallest = (0..sizes.len()).filter(|at| !hidden[*at]).min_by_key(|at| sizes[*at]);
        let Some(smallest) = smallest else { break };
        hidden[smallest] = true;
    }
    hidden
}

/// Whether what is hidden can be told from the sum: one cell alone, or fewer cases than may be shown.
fn is_told(counts: &[u64], hidden: &[bool]) -> bool {
    let (many, cases) = counts
        .iter()
        .zip(hidden)
        .filter(|(_, hidden)| **hidden)
        .fold((0, 0), |(many, cases), (count, _)| (many + 1, cases + count));
    many > 0 && (many == 1 || cases < LEAST)
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
    while table.hide_one_more() {}
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
}

impl Table {
    fn new(counts: &[Vec<u64>], hidden: &[bool], categories: usize) -> Self {
        let all: Vec<u64> = (0..categories).map(|category| counts.iter().map(|row| row[category]).sum()).collect();
        let mut rows = counts.to_vec();
        rows.push(all);
        let mut hidden_total = hidden.to_vec();
        hidden_total.push(false);
        let small = |(row, total): (&Vec<u64>, &bool)| row.iter().map(|count| *total || *count < LEAST).collect();
        let hidden = rows.iter().zip(&hidden_total).map(small).collect();
        Self { counts: rows, hidden, hidden_total }
    }

    /// Hides one more cell where what is hidden could be told.
    fn hide_one_more(&mut self) -> bool {
        let (rows, columns) = (self.counts.len(), self.counts[0].len());
        for row in 0..rows {
            if !self.hidden_total[row] && is_told(&self.counts[row], &self.hidden[row]) && self.hide_in_row(row) {
                return true;
            }
        }
        for column in 0..columns {
            let line: Vec<u64> = self.counts[..rows - 1].iter().map(|row| row[column]).collect();
            let hidden: Vec<bool> = self.hidden[..rows - 1].iter().map(|row| row[column]).collect();
            let is_told = !self.hidden[rows - 1][column] && is_told(&line, &hidden);
            // A sum that is hidden alone is the sum of what is shown.
            let alone = self.hidden[rows - 1][column] && !hidden.contains(&true);
            if (is_told || alone) && self.hide_in_column(column) {
                return true;
            }
        }
        for row in 0..rows {
            for column in 0..columns {
                if self.hidden[row][column] && self.follows_from_sums(row, column) {
                    return self.hide_in_row(row) || self.hide_in_column(column);
                }
            }
        }
        false
    }

    fn hide_in_row(&mut self, row: usize) -> bool {
        let open = (0..self.counts[row].len()).filter(|column| !self.hidden[row][*column]);
        let Some(column) = open.min_by_key(|column| self.counts[row][*column]) else { return false };
        self.hidden[row][column] = true;
        true
    }

    fn hide_in_column(&mut self, column: usize) -> bool {
        let open = (0..self.counts.len()).filter(|row| !self.hidden[*row][column]);
        let Some(row) = open.min_by_key(|row| self.counts[*row][column]) else { return false };
        self.hidden[row][column] = true;
        true
    }

    /// Whether a hidden cell follows from the sums of rows and columns: in the graph whose lines are rows and columns and whose edges are the hidden
    /// cells, it is the only way between its row and its column.
    fn follows_from_sums(&self, row: usize, column: usize) -> bool {
        let (rows, columns) = (self.counts.len(), self.counts[0].len());
        // The last column are the sums of rows.
        let is_hidden = |at: usize, to: usize| if to == columns { self.hidden_total[at] } else { self.hidden[at][to] };
        let mut seen = vec![false; rows + columns + 1];
        let mut open = vec![row];
        seen[row] = true;
        while let Some(line) = open.pop() {
            let next: Vec<usize> = if line < rows {
                (0..=columns).filter(|to| is_hidden(line, *to) && (line, *to) != (row, column)).map(|to| rows + to).collect()
            } else {
                (0..rows).filter(|at| is_hidden(*at, line - rows) && (*at, line - rows) != (row, column)).collect()
            };
            for there in next {
                if !std::mem::replace(&mut seen[there], true) {
                    open.push(there);
                }
            }
        }
        !seen[rows + column]
    }
}
