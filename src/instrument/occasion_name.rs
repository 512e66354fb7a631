use std::borrow::Cow;
use std::cmp::Ordering;
use std::fmt;

use super::western_digits;

/// Whole numbers up to here have one spelling of their own; beyond it a number with an exponent is not exact.
const EXACT: f64 = 9_007_199_254_740_992.0;

/// Which time a case was asked, in the one spelling by which it is told from others and kept. A whole number has one,
/// however it came: `01`, `+1`, `1e0`, the `1.0` of a column that lacked a cell, and a digit of any script are `1`.
/// Anything else is as it was written, without the blanks around it. `1.000` is, since it may be a thousand.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OccasionName<'t>(Cow<'t, str>);

impl<'t> OccasionName<'t> {
    /// Reads an occasion as a file, a form or a person has it.
    pub fn read(written: &'t str) -> Self {
        let written = written.trim();
        match whole(written).map(|number| number.to_string()) {
            Some(number) if number != written => Self(Cow::Owned(number)),
            Some(_) | None => Self(Cow::Borrowed(written)),
        }
    }

    /// The spelling.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The number by which it stands among the others, whole or not; nothing where it is none.
    pub fn place(&self) -> Option<f64> {
        self.0.parse().ok().filter(|number: &f64| number.is_finite())
    }

    /// How it stands to another one, where no day tells: numbers come first, by what they are; of names with numbers within,
    /// those decide as far as the words before them are the same (`week_4` is before `week_12`); else the letters.
    pub fn order(&self, other: &Self) -> Ordering {
        let by_place = match (self.place(), other.place()) {
            (Some(one), Some(other)) => one.total_cmp(&other),
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (None, None) => parts(&self.0).cmp(&parts(&other.0)),
        };
        by_place.then_with(|| self.0.cmp(&other.0))
    }

    /// Whether numbers tell which of two comes first. Where words do, as of `intake` and `baseline`, nobody knows.
    pub fn is_told_from(&self, other: &Self) -> bool {
        if self.place().is_some() && other.place().is_some() {
            return true;
        }
        let (one, other) = (parts(&self.0), parts(&other.0));
        let differing = one.iter().zip(&other).find(|(one, other)| one != other);
        differing.is_some_and(|(one, other)| matches!((one, other), (Part::Number(..), Part::Number(..))))
    }

    /// The number, where it is one of 1 or more, as everything has that is asked here.
    pub fn number(&self) -> Option<u32> {
        self.0.parse().ok().filter(|number| *number > 0)
    }
}

/// A part of a name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    /// How many digits it has, and those, without zeros before them.
    Number(usize, String),
    /// Letters and signs, whatever their capitals.
    Word(String),
}

/// A name, cut where digits begin and end.
fn parts(name: &str) -> Vec<Part> {
    let western = western_digits(name);
    let part = |text: &str| {
        let digits = text.trim_start_matches('0');
        let is_number = text.starts_with(|sign: char| sign.is_ascii_digit());
        if is_number { Part::Number(digits.len(), digits.to_owned()) } else { Part::Word(text.trim().to_lowercase()) }
    };
    let signs: Vec<char> = western.chars().collect();
    let alike = signs.chunk_by(|one, other| one.is_ascii_digit() == other.is_ascii_digit());
    alike.map(|signs| part(&signs.iter().collect::<String>())).collect()
}

impl fmt::Display for OccasionName<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl From<OccasionName<'_>> for String {
    fn from(name: OccasionName<'_>) -> Self {
        name.0.into_owned()
    }
}

fn whole(written: &str) -> Option<u64> {
    // Most that is no number shows it at once.
    if written.starts_with(|first: char| first.is_ascii_alphabetic()) {
        return None;
    }
    let western = western_digits(written);
    let unsigned = western.strip_prefix('+').unwrap_or(&western);
    let are_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if are_digits(unsigned) {
        return unsigned.parse().ok();
    }
    if let Some((number, zeros)) = unsigned.split_once(['.', ','])
        && matches!(zeros, "0" | "00")
        && are_digits(number)
    {
        return number.parse().ok();
    }
    let (number, exponent) = unsigned.split_once(['e', 'E'])?;
    let (digits, decimals) = number.split_once('.').unwrap_or((number, "0"));
    if ![digits, decimals, exponent.strip_prefix('+').unwrap_or(exponent)].into_iter().all(are_digits) {
        return None;
    }
    let value: f64 = unsigned.parse().ok()?;
    (value.fract() == 0.0 && value < EXACT).then_some(value as u64)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::OccasionName;

    #[test]
    fn a_number_has_one_spelling() {
        for one in ["1", "01", "1.0", "1.00", "1,0", "+1", "1e0", "1.0E+00", "\u{661}", "\u{967}", "\u{FF11}", " 1 ", "0001"] {
            let name = OccasionName::read(one);
            assert_eq!((name.as_str(), name.number()), ("1", Some(1)), "{one}");
        }
        for (written, spelt, number) in [
            ("0", "0", None),
            ("00", "0", None),
            ("1e3", "1000", Some(1000)),
            ("18446744073709551615", "18446744073709551615", None),
            ("20260305", "20260305", Some(20_260_305)),
        ] {
            let name = OccasionName::read(written);
            assert_eq!((name.as_str(), name.number()), (spelt, number), "{written}");
        }
    }

    #[test]
    fn what_is_no_whole_number_stays_as_it_is() {
        let others = ["", "baseline", "-1", "1.5", "1.10", "1.000", "1,000", "1/2", "event/1", "1e-1", "e1", "1e", "++1", "0x1"];
        let long = ["99999999999999999999", "1e300", "1 2", "inf", "NaN", ".0", "1."];
        for written in others.into_iter().chain(long) {
            assert_eq!(OccasionName::read(written).as_str(), written);
        }
    }

    #[test]
    fn numbers_within_names_count_as_numbers() {
        for (before, after) in [
            ("T2", "T10"),
            ("week_4_arm_1", "week_12_arm_1"),
            ("Week 4", "week 12"),
            ("visits_arm_1/2", "visits_arm_1/10"),
            ("t1", "T02"),
            ("9", "10"),
            ("T\u{662}", "T\u{661}\u{660}"),
            ("m99999999999999999999", "m100000000000000000000"),
        ] {
            let (before, after) = (OccasionName::read(before), OccasionName::read(after));
            assert!(before.order(&after).is_lt() && after.order(&before).is_gt(), "{before} {after}");
            assert!(before.is_told_from(&after) && after.is_told_from(&before), "{before} {after}");
        }
        for (one, other) in [("baseline", "week 4"), ("intake", "exit"), ("T1", "T1 again"), ("3", "exit"), ("a1", "b1")] {
            assert!(!OccasionName::read(one).is_told_from(&OccasionName::read(other)), "{one} {other}");
        }
    }

    proptest! {
        #[test]
        fn the_order_is_one(names in proptest::collection::vec("[aB0-9 _]{0,5}", 3)) {
            let [one, other, third] = [&names[0], &names[1], &names[2]].map(|name| OccasionName::read(name));
            prop_assert_eq!(one.order(&other), other.order(&one).reverse());
            if one.order(&other).is_le() && other.order(&third).is_le() {
                prop_assert!(one.order(&third).is_le(), "{} {} {}", one, other, third);
            }
        }

        #[test]
        fn a_spelling_is_read_as_itself(written in "\\PC{0,8}", number in any::<u32>(), zeros in 0_usize..4) {
            let once = OccasionName::read(&written).as_str().to_owned();
            prop_assert_eq!(OccasionName::read(&once).to_string(), once.clone());
            let padded = format!("{}{number}", "0".repeat(zeros));
            prop_assert_eq!(OccasionName::read(&padded).to_string(), number.to_string());
        }
    }
}
