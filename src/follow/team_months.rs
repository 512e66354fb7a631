use std::collections::BTreeMap;

use super::case::{Case, Occasion};
use super::follower::Follower;
use super::hidden::rounded;
use super::team::{TeamMonth, TeamMonthSide};
use super::team_mean::{Values, stretches};
use crate::instrument::{Day, InformantIx, ScoreIx};

/// How far back a team is shown month by month. Each month is told by itself and alike in both, so that one tells
/// nothing that the other hides.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Period {
    /// Six months.
    #[default]
    HalfYear,
    /// Twelve months.
    Year,
}

impl Period {
    const fn months(self) -> i32 {
        match self {
            Self::HalfYear => 6,
            Self::Year => 12,
        }
    }
}

/// What cases did month by month, on its way into figures.
#[derive(Clone, Debug, Default)]
pub(super) struct Months {
    /// By the month, counted from year 0.
    months: BTreeMap<i32, Month>,
}

/// What happened in a month, at the positions of informants.
#[derive(Clone, Debug)]
struct Month {
    /// The values of the main score at the last administration of each case, NaN where it is missing.
    values: Vec<Vec<f64>>,
    /// Cases of which they answered, and their administrations.
    counted: Vec<(u64, u64)>,
}

impl Months {
    /// Counts a case.
    pub fn add(&mut self, follower: &Follower<'_>, main: Option<ScoreIx>, case: &Case) {
        let count = follower.instrument.informants.len();
        for informant in follower.instrument.informants.keys() {
            let mut of_case: BTreeMap<i32, (&Occasion, u64)> = BTreeMap::new();
            for occasion in case.of(informant) {
                if let Some(month) = occasion.date.and_then(month_of) {
                    let (last, administrations) = of_case.entry(month).or_insert((occasion, 0));
                    *last = occasion;
                    *administrations += 1;
                }
            }
            for (month, (last, administrations)) in of_case {
                let blank = || Month { values: vec![vec![]; count], counted: vec![(0, 0); count] };
                let of_month = self.months.entry(month).or_insert_with(blank);
                of_month.values[informant.0].push(main.and_then(|main| last.score(main)).unwrap_or(f64::NAN));
                of_month.counted[informant.0].0 += 1;
                of_month.counted[informant.0].1 += administrations;
            }
        }
    }

    /// The months of a period, with what may be shown of each. It ends with the last of which anything may be shown: that
    /// somebody answered in a later one would tell that it were one to four.
    pub fn shown(&self, follower: &Follower<'_>, main: Option<ScoreIx>, period: Period) -> Vec<TeamMonth> {
        let is_enough = |month: &Month| month.counted.iter().any(|(cases, _)| *cases >= super::LEAST);
        let Some((last, _)) = self.months.iter().rev().find(|(_, month)| is_enough(month)) else { return vec![] };
        let begins: Vec<Option<i32>> = follower.instrument.informants.keys().map(|at| self.begins(at)).collect();
        (last - period.months() + 1..=*last).filter_map(|month| self.month(follower, main, (month, &begins))).collect()
    }

    /// The first month of an informant that may be shown, where nobody answered in any before it. That none did is told;
    /// where some did, no month before it is told from another, so that none is known to be one to four.
    fn begins(&self, informant: InformantIx) -> Option<i32> {
        let mut counted = self.months.iter().map(|(month, of)| (*month, of.counted[informant.0].0));
        counted.find(|(_, cases)| *cases > 0).filter(|(_, cases)| *cases >= super::LEAST).map(|(month, _)| month)
    }

    fn month(&self, follower: &Follower<'_>, main: Option<ScoreIx>, (month, begins): (i32, &[Option<i32>])) -> Option<TeamMonth> {
        let first = Day::iso(&format!("{:04}-{:02}-01", month.div_euclid(12), month.rem_euclid(12) + 1))?;
        let of = |informant: InformantIx| self.months.get(&month).map_or(&[][..], |of| &of.values[informant.0][..]);
        let informants = follower.instrument.informants.iter_enumerated();
        let side = |(at, informant): (InformantIx, &crate::instrument::Informant)| {
            let (cases, administrations) = self.months.get(&month).map_or((0, 0), |of| of.counted[at.0]);
            let answered = match (cases >= super::LEAST, begins[at.0].is_some_and(|begins| month < begins)) {
                (true, _) => Some(rounded(administrations)),
                (false, true) => Some(0),
                // That nobody answered is hidden too: else what is hidden would be known to be one to four.
                (false, false) => None,
            };
            let values: Vec<f64> = of(at).iter().copied().filter(|value| !value.is_nan()).collect();
            let is_enough = values.len() as u64 >= super::LEAST;
            let mean = main.filter(|_| is_enough).and_then(|main| {
                let range = follower.instrument.scores[main].range;
                let bands = stretches(follower.instrument, main);
                Values { values: &values, range: (range.min, range.max), bands: &bands, tables: &[] }.shown().0
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
