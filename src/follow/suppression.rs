use std::collections::BTreeSet;

use super::hidden::LEAST;
use super::suppression_room::Room;

/// Decides which cells of a table are hidden: secondary suppression (Cox 1980, JASA 75, 377-385), by what can be moved
/// among hidden cells without changing a sum that is shown.
///
/// A case can be moved along a row from one hidden cell to another; then their columns are wrong by one, and another
/// row in which both are hidden has to move one back, by way of other columns where need be. A hidden cell is safe
/// where enough can be moved into it that it may be as large as what is shown. Sums of rows are taken as known to the
/// reader, who has them from other tables; so what is safe in one table is safe in all of them together.
pub(super) struct Suppression {
    /// Rows of groups, and the last of all groups together.
    counts: Vec<Vec<u64>>,
    hidden: Vec<Vec<bool>>,
    /// Groups that are hidden with their sums.
    closed: Vec<bool>,
    /// What the closed groups together have in each column.
    of_closed: Vec<u64>,
    /// How many cases rows can move from one column to another, the closed left out.
    moves: Vec<Vec<u64>>,
    /// Rows in which something was hidden since they were looked at.
    touched: BTreeSet<usize>,
}

impl Suppression {
    /// A table of groups with the sums of its columns; without groups, of these alone.
    pub fn new(groups: &[Vec<u64>], sums: &[u64], closed: &[bool]) -> Self {
        let categories = sums.len();
        let mut counts = groups.to_vec();
        counts.push(sums.to_vec());
        let mut of_closed = vec![0; categories];
        for (row, _) in groups.iter().zip(closed).filter(|(_, closed)| **closed) {
            of_closed.iter_mut().zip(row).for_each(|(sum, count)| *sum += count);
        }
        let mut suppression = Self {
            hidden: vec![vec![false; categories]; counts.len()],
            closed: closed.iter().copied().chain([false]).collect(),
            moves: vec![vec![0; categories]; categories],
            touched: BTreeSet::new(),
            of_closed,
            counts,
        };
        for row in 0..suppression.counts.len() {
            for column in 0..categories {
                if suppression.closed[row] || suppression.counts[row][column] < LEAST {
                    suppression.hide(row, column);
                }
            }
        }
        suppression
    }

    /// Which cells are hidden, a row each and the last for all groups together.
    pub fn settled(mut self) -> Vec<Vec<bool>> {
        while let Some(row) = self.touched.pop_first() {
            while let Some(column) = self.unsafe_cell(row) {
                if !self.hide_for(row, column) {
                    // Nothing is left that could be hidden beside it: then no category is shown.
                    return vec![vec![true; self.of_closed.len()]; self.counts.len()];
                }
            }
        }
        self.hidden
    }

    fn last(&self) -> usize {
        self.counts.len() - 1
    }

    fn hide(&mut self, row: usize, column: usize) {
        self.hidden[row][column] = true;
        self.touched.insert(row);
        if self.closed[row] {
            return;
        }
        for other in (0..self.of_closed.len()).filter(|other| *other != column) {
            if self.hidden[row][other] {
                self.moves[column][other] += self.can_move(row, column, other);
                self.moves[other][column] += self.can_move(row, other, column);
            }
        }
    }

    /// How much a row can move from one column to another in which it is hidden. The sum of all groups follows its
    /// column, so it takes up what is too much in one column by being less in the other.
    fn can_move(&self, row: usize, from: usize, to: usize) -> u64 {
        self.counts[row][if row == self.last() { to } else { from }]
    }

    /// The first hidden cell of a row that is not safe.
    fn unsafe_cell(&self, row: usize) -> Option<usize> {
        (0..self.of_closed.len()).find(|column| self.hidden[row][*column] && !self.is_safe(row, *column))
    }

    /// Whether a cell can be as large as what is shown, and one that is as large at least something else than it is.
    fn is_safe(&self, row: usize, column: usize) -> bool {
        self.can_rise(row, column, self.lacks(row, column)) || (self.counts[row][column] >= LEAST && self.can_fall(row, column))
    }

    /// How much a cell has to rise to be as large as what is shown; one where it is already, and where nobody is in it.
    fn lacks(&self, row: usize, column: usize) -> u64 {
        match self.counts[row][column] {
            0 => 1,
            count => LEAST.saturating_sub(count).max(1),
        }
    }

    /// Whether so much can be moved into a cell from others of its row, or of the groups that are hidden with it.
    fn can_rise(&self, row: usize, column: usize, by: u64) -> bool {
        let mut room = self.room(row);
        let mut lacks = by;
        for other in self.others(row, column) {
            let mut available = self.available(row, column, other);
            while lacks > 0 && available > 0 {
                // What is too much in the column of a group is too little beside the sum of all.
                let (from, to) = if row == self.last() { (other, column) } else { (column, other) };
                let moved = room.take(from, to, lacks.min(available));
                if moved == 0 {
                    break;
                }
                (lacks, available) = (lacks - moved, available - moved);
            }
        }
        lacks == 0
    }

    /// Whether one case can be moved out of a cell. Out of a closed group it can go to another one.
    fn can_fall(&self, row: usize, column: usize) -> bool {
        let way = |other: usize| if row == self.last() { (column, other) } else { (other, column) };
        let mut others = self.others(row, column).into_iter().filter(|other| *other != column);
        self.closed[row] || others.any(|other| self.room(row).take(way(other).0, way(other).1, 1) == 1)
    }

    /// The columns from which something can come into a cell of a row, those with most in them first.
    fn others(&self, row: usize, column: usize) -> Vec<usize> {
        let takes_part = |other: &usize| if self.closed[row] { true } else { *other != column && self.hidden[row][*other] };
        let mut others: Vec<usize> = (0..self.of_closed.len()).filter(takes_part).collect();
        others.sort_by_key(|other| std::cmp::Reverse(self.available(row, column, *other)));
        others
    }

    /// How much can come into a cell from a column: of the row itself, or of all groups that are hidden with it.
    fn available(&self, row: usize, column: usize, other: usize) -> u64 {
        match (self.closed[row], other == column) {
            (true, true) => self.of_closed[other] - self.counts[row][other],
            (true, false) => self.of_closed[other],
            (false, _) => self.counts[row][other],
        }
    }

    /// How much can be moved between columns without the help of a row.
    fn room(&self, row: usize) -> Room {
        if self.counts.len() == 1 {
            return Room::Endless;
        }
        // A closed group moves on with the others that are closed, by what they have in a column.
        let between = |from: usize, to: usize| match (self.closed[row], self.hidden[row][from] && self.hidden[row][to]) {
            _ if from == to => 0,
            (true, _) => self.moves[from][to],
            (false, true) => self.moves[from][to] - self.can_move(row, from, to) + self.of_closed[from],
            (false, false) => self.moves[from][to] + self.of_closed[from],
        };
        let columns = self.of_closed.len();
        Room::Between((0..columns).map(|from| (0..columns).map(|to| between(from, to)).collect()).collect())
    }

    /// Hides something more so that a cell becomes safe: in its row, else where another row can then make up for it.
    fn hide_for(&mut self, row: usize, column: usize) -> bool {
        let hidden = (0..self.of_closed.len()).filter(|at| self.hidden[row][*at]);
        let (cells, cases) = hidden.fold((0, 0), |(cells, cases), at| (cells + 1, cases + self.counts[row][at]));
        let lacks_own = !self.closed[row] && (cells < 2 || cases < LEAST);
        (lacks_own && self.hide_in_row(row)) || self.hide_beside(row, column) || self.hide_in_row(row)
    }

    /// Hides the smallest cell of a row that is not hidden yet, and all that are as small: the one that stayed would
    /// tell how large the other can be.
    fn hide_in_row(&mut self, row: usize) -> bool {
        let open: Vec<usize> = (0..self.of_closed.len()).filter(|column| !self.hidden[row][*column]).collect();
        let Some(smallest) = open.iter().map(|column| self.counts[row][*column]).min() else { return false };
        for column in open {
            if self.counts[row][column] == smallest {
                self.hide(row, column);
            }
        }
        true
    }

    /// Hides two cells of another row, which can then move what the row of a cell cannot: of a group rather than of
    /// all, few more rather than many, small ones rather than large ones.
    fn hide_beside(&mut self, row: usize, column: usize) -> bool {
        let others: Vec<usize> = self.others(row, column).into_iter().filter(|other| *other != column).collect();
        let way = |other: usize| if row == self.last() { (other, column) } else { (column, other) };
        let enough = |other: usize| self.lacks(row, column).min(self.available(row, column, other)).max(1);
        let best = |by: &dyn Fn(usize) -> u64| {
            let helpers = others.iter().filter_map(|other| Some((self.helper(row, way(*other), by(*other))?, *other)));
            helpers.min_by_key(|((cost, _), _)| *cost).map(|((_, helper), other)| (helper, other))
        };
        // Where none alone can do it, several together may.
        let found = best(&enough).or_else(|| best(&|_| 1));
        let Some((helper, other)) = found else { return false };
        for at in [column, other] {
            if !self.hidden[helper][at] {
                self.hide(helper, at);
            }
        }
        true
    }

    /// The row that is best hidden in two columns, of those that can move so much from the one to the other, and what
    /// that costs: whether it is the sum of all, how many cells more are hidden, and how much is in them.
    fn helper(&self, row: usize, (from, to): (usize, usize), by: u64) -> Option<((bool, usize, u64), usize)> {
        let open = |at: usize| [from, to].into_iter().filter(move |column| !self.hidden[at][*column]);
        let rows = (0..self.counts.len()).filter(|at| *at != row && !self.closed[*at] && open(*at).next().is_some());
        let able = rows.filter(|at| self.can_move(*at, from, to) >= by);
        able.map(|at| ((at == self.last(), open(at).count(), open(at).map(|column| self.counts[at][column]).sum::<u64>()), at))
            .min()
    }
}
