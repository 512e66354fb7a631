use super::suppression::Suppression;

/// A figure of fewer cases than this is not shown: in a small group everybody knows who is meant. Counts are rounded to
/// multiples of it.
pub const LEAST: u64 = 5;

/// Counts of cases by group and category with their sums, as far as they may be shown.
///
/// The law: whoever knows that the cells are counts that add up to what is shown, and knows the sums of all other
/// tables of the same cases, finds at least two values that a hidden cell can have, and where one to four cases are in
/// it also values from [`LEAST`] on.
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

impl ShownCounts {
    /// Every count to the nearest multiple of [`LEAST`], so that one case more or less is seen of a count in one of
    /// five reports at the most.
    #[must_use]
    pub fn rounded(self) -> Self {
        let all = |counts: Vec<Option<u64>>| counts.into_iter().map(|count| count.map(rounded)).collect();
        Self {
            groups: self.groups.into_iter().map(all).collect(),
            totals: all(self.totals),
            all: all(self.all),
            total: self.total.map(rounded),
        }
    }
}

/// A count to the nearest multiple of [`LEAST`].
pub(super) fn rounded(count: u64) -> u64 {
    (count + LEAST / 2) / LEAST * LEAST
}

/// Which groups are not shown at all, by how many cases each has: those that are too small, and so many more that those
/// that are hidden are several and together not too small. Groups that are hidden already stay so.
pub fn hidden_groups(sizes: &[u64], already: &[bool]) -> Vec<bool> {
    let mut hidden: Vec<bool> = sizes.iter().zip(already).map(|(size, already)| *already || *size < LEAST).collect();
    while is_told(sizes, &hidden) {
        let smallest = (0..sizes.len()).filter(|at| !hidden[*at]).min_by_key(|at| sizes[*at]);
        let Some(smallest) = smallest else { break };
        hidden[smallest] = true;
    }
    hidden
}

/// Whether what is hidden follows from a sum: one alone, or fewer cases than may be shown.
fn is_told(counts: &[u64], hidden: &[bool]) -> bool {
    let of_hidden: Vec<u64> = counts.iter().zip(hidden).filter(|(_, hidden)| **hidden).map(|(count, _)| *count).collect();
    !of_hidden.is_empty() && (of_hidden.len() == 1 || of_hidden.iter().sum::<u64>() < LEAST)
}

/// Hides what may not be shown of counts by group and category. Which groups are hidden with their sums depends on the
/// sums alone, so it is the same in all tables of the same cases.
pub fn shown(counts: &[Vec<u64>]) -> ShownCounts {
    let categories = counts.first().map_or(0, Vec::len);
    let sizes: Vec<u64> = counts.iter().map(|row| row.iter().sum()).collect();
    let sums: Vec<u64> = (0..categories).map(|category| counts.iter().map(|row| row[category]).sum()).collect();
    let total: u64 = sizes.iter().sum();
    if total < LEAST {
        return ShownCounts {
            groups: vec![vec![None; categories]; counts.len()],
            totals: vec![None; counts.len()],
            all: vec![None; categories],
            total: None,
        };
    }
    // One group alone is all of them, and is told once.
    let closed = if counts.len() > 1 { hidden_groups(&sizes, &vec![false; sizes.len()]) } else { vec![] };
    let groups = if counts.len() > 1 { counts } else { &[] };
    let hidden = Suppression::new(groups, &sums, &closed).settled();
    let as_shown = |counts: &[u64], hidden: &[bool]| -> Vec<Option<u64>> {
        counts.iter().zip(hidden).map(|(count, hidden)| (!hidden).then_some(*count)).collect()
    };
    let all = as_shown(&sums, &hidden[groups.len()]);
    let of_groups: Vec<Vec<Option<u64>>> = groups.iter().zip(&hidden).map(|(row, hidden)| as_shown(row, hidden)).collect();
    let alone = groups.is_empty();
    ShownCounts {
        groups: if alone { vec![all.clone(); counts.len()] } else { of_groups },
        totals: if alone { vec![Some(total); counts.len()] } else { as_shown(&sizes, &closed) },
        all,
        total: Some(total),
    }
}
