/// A time of day to the minute, from 00:00 to 23:59.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct TimeOfDay(u16);

/// Minutes of an hour.
const HOUR: u16 = 60;
/// Minutes of a day.
const DAY: u16 = 24 * HOUR;

impl TimeOfDay {
    /// The time that a cell of a file of answers names: `23:30` or `7:05`. Seconds, and what other programs write
    /// behind them, are left out.
    pub fn read(cell: &str) -> Option<Self> {
        let (hour, rest) = cell.split_once(':')?;
        let (minute, seconds) = rest.split_once(':').map_or((rest, None), |(minute, seconds)| (minute, Some(seconds)));
        let is_number = |text: &str, digits: std::ops::RangeInclusive<usize>| {
            digits.contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
        };
        let has_seconds = |text: &str| text.get(..2).is_some_and(|two| is_number(two, 2..=2) && two < "60");
        if !is_number(hour, 1..=2) || !is_number(minute, 2..=2) || !seconds.is_none_or(has_seconds) {
            return None;
        }
        let (hour, minute): (u16, u16) = (hour.parse().ok()?, minute.parse().ok()?);
        (hour < 24 && minute < HOUR).then_some(Self(hour * HOUR + minute))
    }

    /// The time so many minutes after midnight; `None` where that is no whole number of minutes of one day.
    pub fn counted(minutes: f64) -> Option<Self> {
        let is_one = minutes >= 0.0 && minutes < f64::from(DAY) && minutes.fract() == 0.0;
        is_one.then_some(Self(minutes as u16))
    }

    /// Minutes since midnight.
    pub fn minutes(self) -> f64 {
        f64::from(self.0)
    }

    /// The minutes that pass from this time until the clock shows another: over midnight where that one is earlier.
    pub fn until(self, later: Self) -> f64 {
        f64::from((later.0 + DAY - self.0) % DAY)
    }
}

/// As `07:30`.
impl std::fmt::Display for TimeOfDay {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:02}:{:02}", self.0 / HOUR, self.0 % HOUR)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_write_times_in_several_ways() {
        for (cell, minutes) in
            [("00:00", 0.0), ("7:05", 425.0), ("23:59", 1439.0), ("07:30:59", 450.0), ("07:30:00.000+02:00", 450.0)]
        {
            assert_eq!(TimeOfDay::read(cell).map(TimeOfDay::minutes), Some(minutes), "{cell}");
        }
        for cell in ["", "24:00", "12:60", "12", "1200", "7:5", "123:00", "-1:00", "12:00:61", "12:00:0", "12:0a", "١٢:٠٠"] {
            assert_eq!(TimeOfDay::read(cell), None, "{cell}");
        }
        for minutes in [-1.0, 1440.0, 0.5, f64::NAN, f64::INFINITY] {
            assert_eq!(TimeOfDay::counted(minutes), None, "{minutes}");
        }
        assert_eq!(TimeOfDay::counted(450.0).map(|time| time.to_string()).as_deref(), Some("07:30"));
    }

    #[test]
    fn an_earlier_time_is_one_after_midnight() {
        let until = |from, to| Some(TimeOfDay::read(from)?.until(TimeOfDay::read(to)?));
        assert_eq!(until("23:30", "07:30"), Some(480.0));
        assert_eq!(until("00:15", "00:05"), Some(1430.0));
        assert_eq!(until("12:00", "12:00"), Some(0.0));
    }
}
