use std::collections::BTreeMap;

use super::case::{Case, Occasion};
use super::follower::Follower;
use super::hidden::shown;
use super::team::{TeamMonth, TeamMonthSide};
use super::team_mean::{Values, stretches};
use crate::instrument::{Day, InformantIx, ScoreIx};

/// Months that are shown: half a year.
const SHOWN: i32 = 6;

/// What cases did month by month, on its way into figures.
#[derive(Clone, Debug, Default)]
pub(super) struct Months {
    /// By the month, counted from year 0; of each informant the values of the main score at the last administration of
    /// a case in that month, NaN where it is missing.
    months: BTreeMap<i32, Vec<Vec<f64>>>,
    cases: u64,
}

impl Months {
    /// Counts a case.
    pub fn add(&mut self, follower: &Follower<'_>, main: Option<ScoreIx>, case: &Case) {
        self.cases += 1;
        for informant in follower.instrument.informants.keys() {
            let mut last: BTreeMap<i32, &Occasion> = BTreeMap::new();
            for occasion in case.of(informant) {
                if let Some(month) = occasion.date.and_then(month_of) {
                    last.insert(month, occasion);
                }
            }
            for (month, occasion) in last {
                let of_month = self.months.entry(month).or_insert_with(|| vec![vec![]; follower.instrument.informants.len()]);
                let value = main.and_then(|main| occasion.score(main)).unwrap_or(f64::NAN);
                of_month[informant.0].push(value);
            }
        }
    }

    /// The last half year, a month each, with what may be shown of it.
    pub fn shown(&self, follower: &Follower<'_>, main: Option<ScoreIx>) -> Vec<TeamMonth> {
        let Some(last) = self.months.keys().next_back() else { return vec![] };
        (last - SHOWN + 1..=*last).filter_map(|month| self.month(follower, main, month)).collect()
    }

    fn month(&self, follower: &Follower<'_>, main: Option<ScoreIx>, month: i32) -> Option<TeamMonth> {
        let first = Day::iso(&format!("{:04}-{:02}-01", month.div_euclid(12), month.rem_euclid(12) + 1))?;
        let of = |informant: InformantIx| self.months.get(&month).map_or(&[][..], |of| &of[informant.0][..]);
        let informants = follower.instrument.informants.iter_enumerated();
        let side = |(at, informant): (InformantIx, &crate::instrument::Informant)| {
            let answered = of(at).len() as u64;
            // How many did not answer is a cell as well.
            let cells = shown(&[vec![answered, self.cases.saturating_sub(answered)]]).rounded();
            let answered = cells.all.first().copied().flatten();
            let values: Vec<f64> = of(at).iter().copied().filter(|value| !value.is_nan()).collect();
            let is_enough = answered.is_some() && values.len() as u64 >= super::LEAST;
            let mean = main.filter(|_| is_enough).and_then(|main| {
                let range = follower.instrument.scores[main].range;
                let bands = stretches(follower.instrument, main);
                Values { values: &values, range: (range.min, range.max), bands: &bands }.shown().0
            });
            TeamMonthSide { informant: informant.name.clone(), answered, mean }
        };
        Some(TeamMonth { first: first.count(), sides: informants.map(side).collect() })
    }
}

/// The month of a day, counted from year 0.
fn month_of(day: i32) -> Option<i32> {
    let (year, month, _) = Day::counted(day)?.parts();
    Some(year * 12 + month - 1)
}
