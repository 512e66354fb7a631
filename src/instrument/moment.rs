use serde::Serialize;

use super::{Day, ItemIx, KnownIx, Range, TimeOfDay, Unit};

/// A day, or a time of day. What it is compared with or counted from is of the same kind.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub enum Moment {
    /// The answer to an item.
    Item(ItemIx),
    /// A known day.
    Known(KnownIx),
    /// The day on which was answered.
    Answering,
    /// The same for all: days since 1970-01-01, or minutes since midnight.
    Literal(f64),
}

/// Minutes of an hour.
const HOUR: f64 = 60.0;
/// The last time of day, in minutes since midnight.
const LAST_MINUTE: f64 = 1439.0;
/// Years between the first and the last day that can be written, 1000-01-01 and 9999-12-31.
const YEARS: f64 = 8999.0;
/// Days between them.
const DAYS: f64 = 3_287_181.0;

impl Unit {
    /// Whether it counts between days; else between times of day.
    pub fn is_of_days(self) -> bool {
        match self {
            Self::Years | Self::Months | Self::Days => true,
            Self::Hours | Self::Minutes => false,
        }
    }

    /// What can lie between two moments, where both are there and in order.
    pub fn range(self) -> Range {
        match self {
            Self::Years => Range::whole(0.0, YEARS),
            Self::Months => Range::whole(0.0, 12.0 * YEARS + 11.0),
            Self::Days => Range::whole(0.0, DAYS),
            Self::Hours => Range::between(0.0, LAST_MINUTE / HOUR),
            Self::Minutes => Range::whole(0.0, LAST_MINUTE),
        }
    }

    /// What lies between two moments, given as their numbers; `None` where one is missing, or where the second day is
    /// before the first.
    ///
    /// Years and months are completed ones by the numbers of month and day, so that who was born on 29 February is a
    /// year older on 1 March. A time before the first is one after midnight.
    pub fn between(self, from: f64, to: f64) -> Option<f64> {
        match self {
            Self::Years | Self::Months | Self::Days => {
                if from.is_nan() || to.is_nan() || to < from {
                    return None;
                }
                self.between_days(from, to)
            }
            Self::Hours => minutes(from, to).map(|minutes| minutes / HOUR),
            Self::Minutes => minutes(from, to),
        }
    }

    fn between_days(self, from: f64, to: f64) -> Option<f64> {
        let parts = |days: f64| Day::counted(days as i32).map(Day::parts);
        let whole = |start: i32, end: i32, is_over: bool| f64::from(end - start - i32::from(!is_over));
        match self {
            Self::Days => Some(to - from),
            Self::Years => {
                let ((start, month, day), (end, then, at)) = (parts(from)?, parts(to)?);
                Some(whole(start, end, (then, at) >= (month, day)))
            }
            Self::Months => {
                let ((start, month, day), (end, then, at)) = (parts(from)?, parts(to)?);
                Some(whole(start * 12 + month, end * 12 + then, at >= day))
            }
            Self::Hours | Self::Minutes => None,
        }
    }
}

fn minutes(from: f64, to: f64) -> Option<f64> {
    Some(TimeOfDay::counted(from)?.until(TimeOfDay::counted(to)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn between(unit: Unit, from: &str, to: &str) -> Option<f64> {
        let count = |text| Day::iso(text).map_or(f64::NAN, |day| f64::from(day.count()));
        unit.between(count(from), count(to))
    }

    #[test]
    fn years_and_months_are_completed_ones() {
        for (from, to, years, months) in [
            ("1990-11-27", "2026-11-26", 35.0, 431.0),
            ("1990-11-27", "2026-11-27", 36.0, 432.0),
            ("2000-02-29", "2027-02-28", 26.0, 323.0),
            ("2000-02-29", "2027-03-01", 27.0, 324.0),
            ("2000-02-29", "2028-02-29", 28.0, 336.0),
            ("2026-01-31", "2026-02-28", 0.0, 0.0),
            ("2026-01-31", "2026-03-31", 0.0, 2.0),
            ("2026-12-31", "2027-01-01", 0.0, 0.0),
        ] {
            assert_eq!(between(Unit::Years, from, to), Some(years), "{from} {to}");
            assert_eq!(between(Unit::Months, from, to), Some(months), "{from} {to}");
        }
        assert_eq!(between(Unit::Days, "2024-02-28", "2024-03-01"), Some(2.0));
    }

    #[test]
    fn nothing_lies_between_a_day_and_one_before_it() {
        for unit in [Unit::Years, Unit::Months, Unit::Days] {
            assert_eq!(between(unit, "2026-11-27", "2026-11-26"), None);
            assert_eq!(between(unit, "", "2026-11-26"), None);
            assert_eq!(between(unit, "2026-11-26", "2026-11-26"), Some(0.0));
        }
    }

    #[test]
    fn the_widest_spans_are_those_that_are_proved() {
        for unit in [Unit::Years, Unit::Months, Unit::Days] {
            assert_eq!(between(unit, "1000-01-01", "9999-12-31"), Some(unit.range().max));
        }
        assert_eq!(Unit::Hours.between(1.0, 0.0), Some(Unit::Hours.range().max));
        assert_eq!(Unit::Minutes.between(f64::NAN, 0.0), None);
    }
}
