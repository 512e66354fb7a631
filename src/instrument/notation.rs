use jiff::civil::Date;
use jiff::fmt::strtime::BrokenDownTime;

use super::{Day, TimeOfDay};

/// How numbers and dates are written in a file of answers, and what stands for no answer.
#[derive(Clone, Debug, Default)]
pub struct Notation {
    /// A comma may separate decimals.
    pub decimal_comma: bool,
    /// A point never separates decimals, because somebody said that a comma does.
    pub no_decimal_point: bool,
    /// Cells that mean "no answer", besides empty ones.
    pub missing: Vec<String>,
    /// How dates are written.
    pub dates: DateNotation,
    /// A date may be a number, as spreadsheets count days.
    pub serial_dates: Option<DayCount>,
}

/// The day from which a workbook counts days.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DayCount {
    /// 1 is 1 January 1900, as almost all have it.
    #[default]
    From1900,
    /// 0 is 1 January 1904, as Excel for Macintosh had it.
    From1904,
}

impl DayCount {
    /// The number of 1970-01-01.
    fn of_1970(self) -> f64 {
        match self {
            Self::From1900 => 25_569.0,
            Self::From1904 => 24_107.0,
        }
    }

    /// The first number that stands for one day only: before March 1900, those that count from 1900 know a day that
    /// there never was.
    fn first(self) -> f64 {
        match self {
            Self::From1900 => 61.0,
            Self::From1904 => 0.0,
        }
    }
}

/// How dates are written in a file of answers. ISO 8601 is always read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum DateNotation {
    /// Nobody said: a date whose day and month could be swapped is none.
    Unsaid,
    /// The day before the month, as 24-11-2026, which is how people type it.
    #[default]
    DayFirst,
    /// The month before the day, as 11/24/2026.
    MonthFirst,
    /// Days since the end of 1899, as spreadsheets count them.
    Serial,
    /// As strptime has it, such as `%d %b %Y`.
    Pattern(String),
}

impl DateNotation {
    /// What `--date-format` says: `dmy`, `mdy`, `serial`, or a pattern of strptime with a day, a month and a year.
    pub fn parse(text: &str) -> Option<Self> {
        Some(match text {
            "dmy" => Self::DayFirst,
            "mdy" => Self::MonthFirst,
            "ymd" => Self::Unsaid,
            "serial" => Self::Serial,
            pattern if pattern.contains('%') => {
                // A pattern that cannot write a day cannot read one.
                // With a time, which a pattern may name as well.
                let moment = Date::constant(2026, 11, 24).at(0, 0, 0, 0);
                let written = jiff::fmt::strtime::format(pattern, moment).ok();
                written.filter(|written| by_pattern(pattern, written).is_some())?;
                Self::Pattern(pattern.to_owned())
            }
            _ => return None,
        })
    }
}

impl Notation {
    /// A number; not `inf`, not `nan`, not hexadecimal, and nothing that a double cannot hold.
    pub fn number(&self, text: &str) -> Option<f64> {
        let plain = text.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b',' | b'-' | b'+' | b'e' | b'E'));
        let value: f64 = if self.decimal_comma && plain && text.contains(',') {
            // With a point too, one of the two separates thousands, and nobody knows which.
            if text.contains('.') {
                return None;
            }
            text.replace(',', ".").parse().ok()?
        } else if plain && !(self.no_decimal_point && text.contains('.')) {
            text.parse().ok()?
        } else {
            return None;
        };
        value.is_finite().then_some(value)
    }

    /// A day: ISO 8601 with or without a time, or a day, a month and a year of four digits as [`DateNotation`] has
    /// them.
    pub fn day(&self, cell: &str) -> Option<Day> {
        let date = Day::before_time(cell);
        if let Some(day) = date.and_then(Day::iso) {
            return Some(day);
        }
        if let Some(day) = self.serial_dates.and_then(|count| by_serial(cell, count)) {
            return Some(day);
        }
        match &self.dates {
            DateNotation::Pattern(pattern) => by_pattern(pattern, cell).or_else(|| by_pattern(pattern, date?)),
            DateNotation::Serial => by_serial(cell, DayCount::default()).or_else(|| numbered(date?)?.only()),
            DateNotation::DayFirst => numbered(date?)?.day_first,
            DateNotation::MonthFirst => numbered(date?)?.month_first,
            DateNotation::Unsaid => numbered(date?)?.only(),
        }
    }

    /// A time of day, as [`TimeOfDay::read`] has it, alone or behind a day of ISO 8601; in a workbook also a part of a day,
    /// alone or behind the number of a day.
    pub fn time(&self, cell: &str) -> Option<TimeOfDay> {
        let of_moment = || {
            let (day, time) = cell.split_once(['T', ' '])?;
            Day::iso(day).and_then(|_| TimeOfDay::read(time.trim_start()))
        };
        TimeOfDay::read(cell).or_else(of_moment).or_else(|| self.serial_dates.and_then(|_| time_by_serial(cell)))
    }

    /// Whether a cell is a date of which nobody knows the day from the month.
    pub fn is_either(&self, cell: &str) -> bool {
        let read = cell.split(['T', ' ']).next().and_then(numbered);
        self.dates == DateNotation::Unsaid && read.is_some_and(|read| read.only().is_none() && read.day_first.is_some())
    }

    /// Whether a cell that is no date may be the number of a day, as spreadsheets count them, of these times.
    pub fn may_be_serial(&self, cell: &str) -> bool {
        by_serial(cell, DayCount::default()).is_some_and(|day| NEAR.contains(&day.count()))
    }

    /// Whether the day stands before the month in a date of which only the numbers tell it, as 13/04/2026 does; nothing
    /// where it is said, or the date does not show it.
    pub fn is_day_first(&self, cell: &str) -> Option<bool> {
        // Most dates begin with the year, which says it.
        if self.dates != DateNotation::Unsaid || cell.bytes().take(3).all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let read = cell.split(['T', ' ']).next().and_then(numbered)?;
        match (read.day_first, read.month_first) {
            (Some(_), None) => Some(true),
            (None, Some(_)) => Some(false),
            (Some(_), Some(_)) | (None, None) => None,
        }
    }

    /// Whether a cell means "no answer".
    pub fn is_missing(&self, cell: &str) -> bool {
        cell.is_empty() || self.missing.iter().any(|word| word == cell)
    }
}

/// What three numbers say, each way round.
#[derive(Clone, Copy)]
struct Numbered {
    day_first: Option<Day>,
    month_first: Option<Day>,
}

impl Numbered {
    /// The day, where only one way round is one, or both are the same.
    fn only(self) -> Option<Day> {
        match (self.day_first, self.month_first) {
            (Some(one), Some(other)) if one != other => None,
            (one, other) => one.or(other),
        }
    }
}

/// A date of three numbers, of which the first or the last is a year of four digits.
fn numbered(date: &str) -> Option<Numbered> {
    let sign = ['-', '/', '.'].into_iter().find(|sign| date.contains(*sign))?;
    let parts: Vec<&str> = date.split(sign).collect();
    let [first, second, third] = parts[..] else { return None };
    if parts.iter().any(|part| part.is_empty() || part.len() > 4 || !part.bytes().all(|byte| byte.is_ascii_digit())) {
        return None;
    }
    let day = |year: &str, month: &str, day: &str| {
        let is_year = year.len() == 4 && month.len() <= 2 && day.len() <= 2;
        is_year.then(|| Day::iso(&format!("{year}-{month:0>2}-{day:0>2}"))).flatten()
    };
    if first.len() == 4 {
        let day = day(first, second, third);
        return Some(Numbered { day_first: day, month_first: day });
    }
    Some(Numbered { day_first: day(third, second, first), month_first: day(third, first, second) })
}

fn by_pattern(pattern: &str, cell: &str) -> Option<Day> {
    let date = BrokenDownTime::parse(pattern, cell).ok()?.to_date().ok()?;
    Day::iso(&date.to_string())
}

/// The days of 9999 are the last, by either count.
const LAST: f64 = 2_932_896.0;

/// Days from 1920 to 2099, since 1970-01-01.
const NEAR: std::ops::Range<i32> = -18_263..47_482;

/// A day as spreadsheets count it.
fn by_serial(cell: &str, count: DayCount) -> Option<Day> {
    let is_number = cell.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    let serial: f64 = if is_number { cell.parse().ok()? } else { return None };
    let days = serial.floor() - count.of_1970();
    (serial >= count.first() && days <= LAST).then(|| Day::counted(days as i32)).flatten()
}

/// Numbers from 1 up to this may be hours that somebody typed as numbers, as 7 or 7.30, and are no moments of days.
const FIRST_MOMENT: f64 = 61.0;
/// Seconds of a day.
const DAY_SECONDS: f64 = 86_400.0;

/// The time of day of a cell that spreadsheets hold as a part of a day. A day without a part of one has no time.
fn time_by_serial(cell: &str) -> Option<TimeOfDay> {
    let plain = cell.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b'-' | b'e' | b'E'));
    let serial: f64 = if plain { cell.parse().ok()? } else { return None };
    let has_time = (0.0..1.0).contains(&serial) || (serial >= FIRST_MOMENT && serial.fract() > 0.0);
    // Parts of a day are rounded: 07:00 is a little less than it should be in some cells.
    let seconds = (serial.fract() * DAY_SECONDS).round().min(DAY_SECONDS - 1.0);
    has_time.then(|| TimeOfDay::counted((seconds / 60.0).floor())).flatten()
}

#[cfg(test)]
mod tests {
    use super::{DateNotation, DayCount, Notation};
    use crate::instrument::{Day, TimeOfDay};

    #[test]
    fn workbooks_hold_times_as_parts_of_days() {
        let workbook = Notation { serial_dates: Some(DayCount::From1900), ..Notation::default() };
        let time = |cell: &str| workbook.time(cell).map(|time| time.to_string());
        for (cell, wanted) in [
            ("0.9791666666666666", "23:30"),
            ("0", "00:00"),
            ("0.0", "00:00"),
            ("6.944444444444445e-4", "00:01"),
            ("0.29166666666666663", "07:00"),
            ("0.9999999999", "23:59"),
            ("46023.979166666664", "23:30"),
            ("46023.29166666667", "07:00"),
            ("23:30", "23:30"),
        ] {
            assert_eq!(time(cell).as_deref(), Some(wanted), "{cell}");
        }
        // An hour that was typed as a number, a day without a time, and what is before midnight.
        for cell in ["7", "7.30", "23", "22.5", "1", "730", "46023", "46023.0", "-0.5", "1e300", "e", ".", ""] {
            assert_eq!(time(cell), None, "{cell}");
        }
        // Every minute of a day comes back, alone and with a day.
        for minute in 0..1440 {
            let part = f64::from(minute) / 1440.0;
            let wanted = TimeOfDay::counted(f64::from(minute)).map(|time| time.to_string());
            assert_eq!(time(&part.to_string()), wanted);
            if minute > 0 {
                assert_eq!(time(&(46_023.0 + part).to_string()), wanted);
            }
        }
        assert_eq!(Notation::default().time("0.5"), None, "of a text file a number is no time");
        // LimeSurvey and Stata keep a time behind a day of their own.
        for cell in ["1970-01-01 23:30:00", "1960-01-01T23:30", "1899-12-30 11:30:00 PM"] {
            assert_eq!(Notation::default().time(cell).map(|time| time.to_string()).as_deref(), Some("23:30"), "{cell}");
        }
        for cell in ["1970-01-01", "1970-01-01 ", "1970-01-01 24:00", "1970-13-01 23:30", "monday 23:30", "01/01/1970 23:30"] {
            assert_eq!(Notation::default().time(cell), None, "{cell}");
        }
    }

    #[test]
    fn a_number_is_read_as_it_is_written_and_nothing_else_is_one() {
        let (point, comma) = (Notation::default(), Notation { decimal_comma: true, ..Notation::default() });
        for (text, by_point, by_comma) in [
            ("4", Some(4.0), Some(4.0)),
            ("-0.5", Some(-0.5), Some(-0.5)),
            ("2,5", None, Some(2.5)),
            ("1.000,5", None, None),
            ("1,2,3", None, None),
            ("1e3", Some(1000.0), Some(1000.0)),
            ("1e999", None, None),
            ("1,0e999", None, None),
            ("inf", None, None),
            ("NaN", None, None),
            ("0x10", None, None),
            ("", None, None),
            ("four", None, None),
        ] {
            assert_eq!((point.number(text), comma.number(text)), (by_point, by_comma), "{text}");
        }
        let said = Notation { no_decimal_point: true, ..comma };
        assert_eq!((said.number("1.234"), said.number("1,5"), said.number("12")), (None, Some(1.5), Some(12.0)));
    }

    #[test]
    fn an_empty_cell_is_missing_and_what_the_site_says() {
        let notation = Notation { missing: vec!["99".to_owned()], ..Notation::default() };
        assert!(notation.is_missing("") && notation.is_missing("99") && !notation.is_missing("9"));
    }

    fn day(format: &str, cell: &str) -> Option<String> {
        let dates = if format.is_empty() { DateNotation::Unsaid } else { DateNotation::parse(format).unwrap() };
        Notation { dates, ..Notation::default() }.day(cell).map(|day| day.to_string())
    }

    #[test]
    fn a_date_is_read_where_it_can_be_no_other() {
        for cell in
            ["2026-11-24", "2026-11-24T10:00:00Z", "2026/11/24 10:00:00 AM GMT+1", "24-11-2026", "11/24/2026 10:00", "24.11.2026"]
        {
            assert_eq!(day("", cell).as_deref(), Some("2026-11-24"), "{cell}");
        }
        for cell in ["2026-11-24 rubbish", "24-11-2026 99:99", "2026-11-24T10:00:00 xyz", "11/24/2026 10:00 maybe"] {
            assert_eq!(day("", cell), None, "{cell}: what is behind is no time");
        }
        for cell in ["3/5/2026", "03-05-2026 10:00", "15-09-26", "31-02-2026", "46350", "November", "1/2", ""] {
            assert_eq!(day("", cell), None, "{cell}");
        }
        assert_eq!(day("", "5/5/2026").as_deref(), Some("2026-05-05"), "both ways round it is the same");
        let unsaid = Notation { dates: DateNotation::Unsaid, ..Notation::default() };
        assert!(unsaid.is_either("3/5/2026 10:00:00") && !unsaid.is_either("23/5/2026") && !unsaid.is_either("2026-03-05"));
    }

    #[test]
    fn what_is_said_of_dates_decides() {
        assert_eq!(day("dmy", "3/5/2026 10:00:00").as_deref(), Some("2026-05-03"));
        assert_eq!(day("mdy", "3/5/2026 10:00:00").as_deref(), Some("2026-03-05"));
        assert_eq!(day("mdy", "23/5/2026"), None);
        assert_eq!(day("%d %b %Y", "03 May 2026").as_deref(), Some("2026-05-03"));
        assert_eq!((day("dmy", "3/5/2026 soon"), day("%d/%m/%Y", "3/5/2026 soon")), (None, None));
        assert_eq!(day("%d/%m/%Y", "3/5/2026 10:00").as_deref(), Some("2026-05-03"));
        assert_eq!(day("%m/%d/%Y %H:%M", "3/5/2026 10:00").as_deref(), Some("2026-03-05"));
        assert_eq!(day("serial", "46350.41667").as_deref(), Some("2026-11-24"));
        assert_eq!(day("serial", "0.5"), None);
        assert_eq!(DateNotation::parse("whenever"), None);
        assert_eq!(DateNotation::parse("%H:%M"), None);
        assert_eq!(Notation::default().day("24-11-2026"), Day::iso("2026-11-24"));
    }
}
