use crate::instrument::Day;
use crate::phrases::Phrases;

/// The first year in which anything can have been answered: what is written before is a slip, such as the 1900-01-01
/// that a spreadsheet makes of an empty cell.
const FIRST_YEAR: i32 = 1950;

/// A day on which nothing can have been answered, and no case opened or closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoPastDay {
    /// It has not come yet at the site.
    #[error("{0} has not come yet")]
    ToCome(Day),
    /// It is too long ago to be meant.
    #[error("{0} is before {FIRST_YEAR}")]
    LongAgo(Day),
}

impl NoPastDay {
    /// What a day has to be, in a language.
    pub fn words(phrases: &Phrases) -> String {
        phrases.with("date-is-day", [("year", FIRST_YEAR.to_string().into())])
    }
}

/// A day that has been, by the day of today at the site.
///
/// # Errors
/// Where it has not come yet, or is too long ago to be meant.
pub fn past_day(day: Day, today: Day) -> Result<Day, NoPastDay> {
    if day > today {
        Err(NoPastDay::ToCome(day))
    } else if day.parts().0 < FIRST_YEAR {
        Err(NoPastDay::LongAgo(day))
    } else {
        Ok(day)
    }
}

#[cfg(test)]
mod tests {
    use super::{NoPastDay, past_day};
    use crate::instrument::Day;

    #[test]
    fn a_day_has_been_since_1950() {
        let day = |text: &str| Day::iso(text).unwrap_or_else(|| panic!("{text}"));
        let today = day("2026-11-27");
        for (text, wanted) in [
            ("2026-11-27", Ok(today)),
            ("1950-01-01", Ok(day("1950-01-01"))),
            ("2026-11-28", Err(NoPastDay::ToCome(day("2026-11-28")))),
            ("1949-12-31", Err(NoPastDay::LongAgo(day("1949-12-31")))),
            ("1900-01-01", Err(NoPastDay::LongAgo(day("1900-01-01")))),
        ] {
            assert_eq!(past_day(day(text), today), wanted);
        }
    }
}
