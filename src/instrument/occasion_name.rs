use std::borrow::Cow;
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

    /// The number, where it is one of 1 or more, as everything has that is asked here.
    pub fn number(&self) -> Option<u32> {
        self.0.parse().ok().filter(|number| *number > 0)
    }
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

    proptest! {
        #[test]
        fn a_spelling_is_read_as_itself(written in "\\PC{0,8}", number in any::<u32>(), zeros in 0_usize..4) {
            let once = OccasionName::read(&written).as_str().to_owned();
            prop_assert_eq!(OccasionName::read(&once).to_string(), once.clone());
            let padded = format!("{}{number}", "0".repeat(zeros));
            prop_assert_eq!(OccasionName::read(&padded).to_string(), number.to_string());
        }
    }
}
