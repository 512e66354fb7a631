use std::borrow::Cow;

use super::evaluate::{Columns, ThreeValued};
use crate::instrument::{Moment, Unit};

impl Columns<'_> {
    /// What lies between two moments in every row; NaN where it cannot be said.
    pub(super) fn elapsed(&self, unit: Unit, from: Moment, to: Moment) -> Vec<f64> {
        let (from, to) = (self.moment(from), self.moment(to));
        from.iter().zip(to.iter()).map(|(from, to)| unit.between(*from, *to).unwrap_or(f64::NAN)).collect()
    }

    /// Whether two moments are the same in every row.
    pub(super) fn same_moment(&self, one: Moment, other: Moment) -> Vec<ThreeValued> {
        let verdict = |(one, other): (&f64, &f64)| {
            if one.is_nan() || other.is_nan() { ThreeValued::Missing } else { ThreeValued::of(one == other) }
        };
        self.moment(one).iter().zip(self.moment(other).iter()).map(verdict).collect()
    }

    /// A moment in every row, as its number; NaN where it is missing.
    fn moment(&self, moment: Moment) -> Cow<'_, [f64]> {
        match moment {
            Moment::Item(item) => Cow::Borrowed(self.given(item)),
            Moment::Known(known) => Cow::Borrowed(&self.table.known[known][self.rows.clone()]),
            Moment::Answering => Cow::Owned(self.days_of_answering()),
            Moment::Literal(value) => Cow::Owned(vec![value; self.len()]),
        }
    }

    fn days_of_answering(&self) -> Vec<f64> {
        // Answers of which no day is known have no column of days.
        let Some(days) = self.table.identity.date.get(self.rows.clone()) else {
            return vec![f64::NAN; self.len()];
        };
        days.iter().map(|day| day.map_or(f64::NAN, f64::from)).collect()
    }
}
