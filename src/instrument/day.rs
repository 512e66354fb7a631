use jiff::civil::{Date, date};
use serde::Serialize;

use super::TimeOfDay;

/// A day of the calendar, counted from 1970-01-01 as the number 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Day(i32);

/// 1000-01-01 and 9999-12-31, between which [`Day::iso`] knows days.
const TYPED: std::ops::RangeInclusive<i32> = -354_285..=2_932_896;

impl Day {
    /// Whether [`Day::iso`] knows the day of so many days since 1970-01-01.
    pub fn is_typed(days: i32) -> bool {
        TYPED.contains(&days)
    }

    /// The day of a date as ISO 8601 writes it, such as 2026-11-24; `None` if the calendar has no such day, or the year
    /// is not one of 1000 to 9999.
    pub fn iso(text: &str) -> Option<Self> {
        text.parse().ok().and_then(Self::typed)
    }

    /// The day that a cell of a file of answers names: `2026-11-24`, with or without a time, or `24-11-2026` as Dutch
    /// Excel writes it.
    pub fn read(cell: &str) -> Option<Self> {
        let day = Self::before_time(cell)?;
        Self::iso(day).or_else(|| Date::strptime("%d-%m-%Y", day).ok().and_then(Self::typed))
    }

    /// What stands before the time of day in a cell, if there is one; nothing where something else is behind it.
    pub(super) fn before_time(cell: &str) -> Option<&str> {
        let Some((day, time)) = cell.split_once(['T', ' ']) else { return Some(cell) };
        let time = time.trim();
        (time.is_empty() || TimeOfDay::read(time).is_some()).then_some(day)
    }

    /// The day of so many days since 1970-01-01; `None` beyond the years -9999 to 9999.
    pub fn counted(days: i32) -> Option<Self> {
        let span = jiff::Span::new().try_days(days).ok()?;
        date(1970, 1, 1).checked_add(span).ok().and_then(Self::of)
    }

    /// Days since 1970-01-01; negative before.
    pub fn count(self) -> i32 {
        self.0
    }

    /// Days since 1970-01-01 as ISO 8601 writes them; days that no calendar has stay a number, which is no date.
    pub fn written(days: i32) -> String {
        Self::counted(days).map_or_else(|| format!("{days} days"), |day| day.to_string())
    }

    /// The day so many days later, or earlier; `None` beyond the years -9999 to 9999.
    pub fn later(self, days: i32) -> Option<Self> {
        self.0.checked_add(days).and_then(Self::counted)
    }

    /// Year, month from 1 and day of the month.
    pub fn parts(self) -> (i32, i32, i32) {
        let day = date(1970, 1, 1).saturating_add(jiff::Span::new().days(self.0));
        (i32::from(day.year()), i32::from(day.month()), i32::from(day.day()))
    }

    /// A year of two digits says no century, and would be one of the first hundred years.
    fn typed(day: Date) -> Option<Self> {
        if day.year() >= 1000 { Self::of(day) } else { None }
    }

    fn of(day: Date) -> Option<Self> {
        day.since(date(1970, 1, 1)).ok().map(|span| Self(span.get_days()))
    }
}

/// As ISO 8601 writes it.
impl std::fmt::Display for Day {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let day = date(1970, 1, 1).checked_add(jiff::Span::new().days(self.0)).map_err(|_| std::fmt::Error)?;
        write!(f, "{day}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted_from_1970() {
        for (text, count) in [("1970-01-01", 0), ("1969-12-31", -1), ("2000-03-01", 11_017), ("2026-11-24", 20_781)] {
            assert_eq!(Day::iso(text).map(|day| (day.count(), day.to_string())), Some((count, text.to_owned())));
            assert_eq!(Day::counted(count), Day::iso(text));
        }
    }

    #[test]
    fn a_day_that_can_be_typed_is_one_that_is_read() {
        for days in [-354_286, -354_285, 0, 2_932_896, 2_932_897] {
            let is_read = Day::counted(days).and_then(|day| Day::iso(&day.to_string())).is_some();
            assert_eq!(Day::is_typed(days), is_read, "{days}");
        }
    }

    #[test]
    fn cells_write_days_in_several_ways() {
        for cell in ["2026-11-24", "2026-11-24T09:30:00Z", "2026-11-24 09:30", "24-11-2026"] {
            assert_eq!(Day::read(cell), Day::iso("2026-11-24"), "{cell}");
        }
        for cell in ["2026-11-24 rubbish", "24-11-2026 99:99", "2026-11-24T25:00", "2026-11-24 10:00 or so"] {
            assert_eq!(Day::read(cell), None, "{cell}: what is behind is no time");
        }
        for cell in ["", "2026-02-30", "31-02-2026", "24.11.2026", "November", "20781"] {
            assert_eq!(Day::read(cell), None, "{cell}");
        }
        for cell in ["15-09-26", "26-09-15", "15-9-26", "15-09-0026", "0026-09-15", "0999-12-31", "-000026-09-15"] {
            assert_eq!(Day::read(cell), None, "{cell} names no year");
        }
        assert_eq!(Day::read("1000-01-01"), Day::read("01-01-1000"));
        assert!(Day::read("1000-01-01").is_some());
        assert_eq!((Day::counted(i32::MAX), Day::counted(i32::MIN)), (None, None));
    }
}
