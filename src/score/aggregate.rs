use std::borrow::Cow;

use super::evaluate::Columns;
use crate::instrument::{Aggregate, Comparator, Function, TiedMode, rounding};

impl Columns<'_> {
    /// A function over a set in every row; NaN where fewer members are there than needed.
    pub(super) fn aggregate(&self, aggregate: &Aggregate) -> Vec<f64> {
        let mut members: Vec<Cow<'_, [f64]>> = aggregate.members.iter().map(|member| self.number(&member.value)).collect();
        let mut there = self.present(&members);
        let lacking = self.lacking(aggregate, &members, &there);
        if let Some(filled) = aggregate.filled {
            members.iter_mut().for_each(|member| fill(member, filled));
            there = vec![members.len() as f64; self.len()];
        }
        let mut values = match aggregate.function {
            Function::Sum | Function::Mean => self.sum(aggregate, &members, &there),
            Function::Min => self.fold(&members, f64::INFINITY, |so_far, value| if value < so_far { value } else { so_far }),
            Function::Max => self.fold(&members, f64::NEG_INFINITY, |so_far, value| if value > so_far { value } else { so_far }),
            Function::Count => self.count(aggregate, &members, &there),
            Function::Median => self.median(&members),
            Function::Mode => self.mode(&members, aggregate.ties),
            Function::Variance => self.variance(&members, &there),
            Function::Sd => self.variance(&members, &there).into_iter().map(f64::sqrt).collect(),
        };
        if let Some(lacking) = lacking {
            values.iter_mut().zip(lacking).for_each(|(value, lacking)| *value = if lacking { f64::NAN } else { *value });
        }
        values
    }

    /// Where fewer members are there than needed, or one is not that must be; nothing where none is needed.
    fn lacking(&self, aggregate: &Aggregate, members: &[Cow<'_, [f64]>], there: &[f64]) -> Option<Vec<bool>> {
        if aggregate.at_least == 0 && aggregate.including.is_empty() {
            return None;
        }
        let needed = aggregate.at_least as f64;
        let mut lacking: Vec<bool> = there.iter().map(|there| *there < needed).collect();
        for member in aggregate.including.iter().filter_map(|at| members.get(*at)) {
            lacking.iter_mut().zip(member.iter()).for_each(|(lacking, value)| *lacking |= value.is_nan());
        }
        Some(lacking)
    }

    /// How many members are there, as a double so that the loops run in vectors.
    fn present(&self, members: &[Cow<'_, [f64]>]) -> Vec<f64> {
        let mut there = vec![0.0; self.len()];
        for member in members {
            there.iter_mut().zip(member.iter()).for_each(|(there, value)| *there += if value.is_nan() { 0.0 } else { 1.0 });
        }
        there
    }

    /// Sum of what is there, by weight; for a mean, and for a prorated sum, over the weight of what is there.
    fn sum(&self, aggregate: &Aggregate, members: &[Cow<'_, [f64]>], there: &[f64]) -> Vec<f64> {
        let mut sums = vec![0.0; self.len()];
        let mut weights = Cow::Borrowed(there);
        if aggregate.members.iter().all(|member| member.weight == 1.0) {
            for values in members {
                sums.iter_mut().zip(values.iter()).for_each(|(sum, value)| *sum += if value.is_nan() { 0.0 } else { *value });
            }
        } else {
            let mut by_weight = vec![0.0; self.len()];
            for (member, values) in aggregate.members.iter().zip(members) {
                let rows = sums.iter_mut().zip(&mut by_weight).zip(values.iter()).filter(|(_, value)| !value.is_nan());
                rows.for_each(|((sum, weight), value)| (*sum, *weight) = (*sum + member.weight * value, *weight + member.weight));
            }
            weights = Cow::Owned(by_weight);
        }
        let total: f64 = aggregate.members.iter().map(|member| member.weight).sum();
        let rows = sums.iter_mut().zip(weights.iter());
        match aggregate.function {
            Function::Mean => rows.for_each(|(sum, weight)| *sum /= weight),
            Function::Sum if aggregate.prorated => rows.for_each(|(sum, weight)| *sum = *sum / weight * total),
            Function::Sum
            | Function::Median
            | Function::Min
            | Function::Max
            | Function::Count
            | Function::Sd
            | Function::Variance
            | Function::Mode => {}
        }
        sums
    }

    fn fold(&self, members: &[Cow<'_, [f64]>], start: f64, f: impl Fn(f64, f64) -> f64) -> Vec<f64> {
        let mut values = vec![start; self.len()];
        for member in members {
            values.iter_mut().zip(member.iter()).for_each(|(so_far, value)| *so_far = f(*so_far, *value));
        }
        values
    }

    fn count(&self, aggregate: &Aggregate, members: &[Cow<'_, [f64]>], there: &[f64]) -> Vec<f64> {
        let Some(fits) = &aggregate.fits else {
            return there.to_vec();
        };
        let Some(bound) = fits.bound.constant() else {
            return self.count_beside(members, fits.comparator, &self.number(&fits.bound));
        };
        let more =
            |count: f64, value: f64| if !value.is_nan() && fits.comparator.holds(value, bound) { count + 1.0 } else { count };
        self.fold(members, 0.0, more)
    }

    /// How many members fit beside a number of their own row; missing where that is.
    fn count_beside(&self, members: &[Cow<'_, [f64]>], comparator: Comparator, bounds: &[f64]) -> Vec<f64> {
        let mut counts: Vec<f64> = bounds.iter().map(|bound| if bound.is_nan() { f64::NAN } else { 0.0 }).collect();
        for member in members {
            let rows = counts.iter_mut().zip(bounds).zip(member.iter());
            rows.for_each(|((count, bound), value)| {
                *count += if !value.is_nan() && comparator.holds(*value, *bound) { 1.0 } else { 0.0 };
            });
        }
        counts
    }

    /// Of a sample: over one less than there are. Two passes, since the difference of two great sums of squares would lose
    /// its digits (Chan, Golub & LeVeque 1983).
    fn variance(&self, members: &[Cow<'_, [f64]>], there: &[f64]) -> Vec<f64> {
        let add = |sum: f64, value: f64| if value.is_nan() { sum } else { sum + value };
        let mut means = self.fold(members, 0.0, add);
        means.iter_mut().zip(there).for_each(|(mean, there)| *mean /= there);
        let mut squares = vec![0.0; self.len()];
        for member in members {
            let rows = squares.iter_mut().zip(&means).zip(member.iter());
            rows.for_each(|((sum, mean), value)| *sum = add(*sum, (value - mean) * (value - mean)));
        }
        squares.iter_mut().zip(there).for_each(|(sum, there)| *sum /= there - 1.0);
        squares
    }

    fn median(&self, members: &[Cow<'_, [f64]>]) -> Vec<f64> {
        self.of_sorted(members, |sorted| match (sorted.len(), sorted.len() / 2) {
            (0, _) => f64::NAN,
            (count, half) if count % 2 == 0 => f64::midpoint(sorted[half - 1], sorted[half]),
            (_, half) => sorted[half],
        })
    }

    /// The value that occurs most often.
    fn mode(&self, members: &[Cow<'_, [f64]>], ties: TiedMode) -> Vec<f64> {
        self.of_sorted(members, |sorted| {
            let (mut most, mut mode, mut is_tied) = (0, f64::NAN, false);
            for run in sorted.chunk_by(|one, other| rounding::equal(*one, *other)) {
                let is_more = run.len() > most || (run.len() == most && ties == TiedMode::Highest);
                is_tied = run.len() == most || (is_tied && run.len() < most);
                if is_more {
                    (most, mode) = (run.len(), run[0]);
                }
            }
            if is_tied && ties == TiedMode::Missing { f64::NAN } else { mode }
        })
    }

    /// What is found in each row in the members that are there, rising.
    fn of_sorted(&self, members: &[Cow<'_, [f64]>], find: impl Fn(&[f64]) -> f64) -> Vec<f64> {
        let mut sorted = Vec::with_capacity(members.len());
        let in_row = |row: usize| {
            sorted.clear();
            sorted.extend(members.iter().map(|member| member[row]).filter(|value| !value.is_nan()));
            sorted.sort_by(f64::total_cmp);
            find(&sorted)
        };
        (0..self.len()).map(in_row).collect()
    }
}

fn fill(member: &mut Cow<'_, [f64]>, with: f64) {
    if member.iter().any(|value| value.is_nan()) {
        member.to_mut().iter_mut().for_each(|value| *value = if value.is_nan() { with } else { *value });
    }
}
