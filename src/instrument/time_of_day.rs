/// A time of day to the minute, from 00:00 to 23:59.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct TimeOfDay(u16);

/// Minutes of an hour.
const HOUR: u16 = 60;
/// Minutes of a day.
const DAY: u16 = 24 * HOUR;
/// Hours of half a day, as clocks with AM and PM count them.
const HALF: u16 = 12;
/// Zones that programs name by letters, where they write no offset.
const ZONES: [&str; 30] = [
    "Z", "z", "UTC", "GMT", "UT", "WET", "WEST", "CET", "CEST", "MET", "MEST", "EET", "EEST", "BST", "IST", "MSK", "TRT", "CST",
    "CDT", "EST", "EDT", "MST", "MDT", "PST", "PDT", "AST", "MEZ", "MESZ", "OEZ", "OESZ",
];

impl TimeOfDay {
    /// The time that a cell of a file of answers names: `23:30`, `7:05`, `11:00:00 PM`. Seconds, parts of them and a zone
    /// (`Z`, `+02:00`, `CET`, `GMT+1`, `[Europe/Amsterdam]`) are left out; anything else behind it makes it none.
    pub fn read(cell: &str) -> Option<Self> {
        let (hour, rest) = number(cell, 1..=2)?;
        let (minute, rest) = number(rest.strip_prefix(':')?, 2..=2)?;
        let rest = match rest.strip_prefix(':') {
            Some(seconds) => without_seconds(seconds)?,
            None => rest,
        };
        let (half, rest) = half_of_day(rest.trim_start());
        let hour = match half {
            None => hour,
            Some(half) if (1..=HALF).contains(&hour) => hour % HALF + half,
            Some(_) => return None,
        };
        (hour < 24 && minute < HOUR && is_zone(rest.trim())).then_some(Self(hour * HOUR + minute))
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

/// The number of so many digits that a text begins with, and what is behind it.
fn number(text: &str, digits: std::ops::RangeInclusive<usize>) -> Option<(u16, &str)> {
    let end = text.bytes().take_while(u8::is_ascii_digit).count();
    let (number, rest) = text.split_at(end);
    digits.contains(&end).then(|| number.parse().ok()).flatten().map(|number| (number, rest))
}

/// What stands behind seconds and parts of them.
fn without_seconds(text: &str) -> Option<&str> {
    let (seconds, rest) = number(text, 2..=2)?;
    let rest = match rest.strip_prefix(['.', ',']) {
        Some(part) => {
            Some(part.trim_start_matches(|sign: char| sign.is_ascii_digit())).filter(|behind| behind.len() < part.len())?
        }
        None => rest,
    };
    (seconds < 60).then_some(rest)
}

/// The hour at which the half of a day begins that a text begins with (`AM`, `p.m.`), and what is behind it.
fn half_of_day(text: &str) -> (Option<u16>, &str) {
    let mut signs = text.chars();
    let half = match signs.next() {
        Some('a' | 'A') => 0,
        Some('p' | 'P') => HALF,
        Some(_) | None => return (None, text),
    };
    let rest = signs.as_str();
    match rest.strip_prefix('.').unwrap_or(rest).strip_prefix(['m', 'M']) {
        Some(rest) => (Some(half), rest.strip_prefix('.').unwrap_or(rest)),
        None => (None, text),
    }
}

/// Whether a text names a zone, or is empty.
fn is_zone(text: &str) -> bool {
    let is_place = |place: &str| {
        let is_of_place = |sign: char| sign.is_ascii_alphanumeric() || "/_+-".contains(sign);
        !place.is_empty() && place.chars().all(is_of_place)
    };
    let text = match text.strip_suffix(']').and_then(|text| text.split_once('[')) {
        Some((text, place)) if is_place(place) => text,
        Some(_) => return false,
        None => text,
    };
    let offset = text.trim_start_matches(|sign: char| sign.is_ascii_alphabetic());
    let name = &text[..text.len() - offset.len()];
    (name.is_empty() || ZONES.contains(&name)) && (offset.is_empty() || is_offset(offset))
}

/// Whether a text is what a zone is before or behind Greenwich: `+2`, `+0200`, `-03:30`.
fn is_offset(text: &str) -> bool {
    let Some(offset) = text.strip_prefix(['+', '-', '\u{2212}']) else { return false };
    let (hours, minutes) = offset.split_once(':').map_or((offset, None), |(hours, minutes)| (hours, Some(minutes)));
    let are_digits = |text: &str, most: usize| (1..=most).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    match minutes {
        Some(minutes) => are_digits(hours, 2) && minutes.len() == 2 && are_digits(minutes, 2),
        None => are_digits(hours, 4),
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
        for (cell, minutes) in [
            ("11:00 PM", 1380.0),
            ("11:00:00 PM", 1380.0),
            ("7:00:00 AM", 420.0),
            ("12:00:00 AM", 0.0),
            ("12:30 pm", 750.0),
            ("1:05p.m.", 785.0),
            ("1:05:00\u{202F}a.m.", 65.0),
            ("10:00:00 AM GMT+1", 600.0),
            ("10:00:00.5 UTC", 600.0),
            ("10:00 CEST", 600.0),
            ("10:00:00+0200", 600.0),
            ("10:00:00 +01", 600.0),
            ("10:00:00Z", 600.0),
            ("10:00+01:00[Europe/Amsterdam]", 600.0),
        ] {
            assert_eq!(TimeOfDay::read(cell).map(TimeOfDay::minutes), Some(minutes), "{cell}");
        }
        for cell in ["", "24:00", "12:60", "12", "1200", "7:5", "123:00", "-1:00", "12:00:61", "12:00:0", "12:0a", "١٢:٠٠"] {
            assert_eq!(TimeOfDay::read(cell), None, "{cell}");
        }
        let behind =
            ["11:00:00 xyz", "23:00:00:00", "13:00 PM", "0:30 AM", "11:00 PMX", "11:00:00.", "11:00 +", "11:00 [", "11:00 h"];
        for cell in
            behind.into_iter().chain(["11:00:00 PM AM", "11:00 uur", "11:00+1:2", "11:00+12345", "11:00 []", "11:00 UTCx"])
        {
            assert_eq!(TimeOfDay::read(cell), None, "{cell}: what is behind is no part of a time");
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
