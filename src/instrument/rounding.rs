//! When two numbers count as equal though they differ in their last digits, as 0.1 + 0.2 differs from 0.3.
//!
//! This is the one definition: bands, tables, comparisons, ranges, tests of measures, cut-offs of norms and rules of a
//! site all ask it, and formulas for other programs are written with its [`slack`]. So a score that reaches a band also
//! passes a comparison with its bound.

use std::cmp::Ordering;

/// How far apart numbers of a size may be and still count as equal: a thousand-millionth of the power of ten that the
/// size does not exceed, and never less than 1e-9. A power of ten, so that people can read it where a formula says it.
pub fn slack(size: f64) -> f64 {
    10_f64.powi(size.abs().max(1.0).log10().ceil() as i32 - 9)
}

/// Whether two numbers are equal up to rounding; never, where one is NaN.
pub fn equal(left: f64, right: f64) -> bool {
    let gap = (left - right).abs();
    // Of the two sizes that which does not lie beyond a power of ten, so that numbers around 10 are all of the size of
    // 10.
    let size = left.abs().min(right.abs());
    // A logarithm is dear, and hardly any numbers are so near that it matters.
    left == right || (gap.is_finite() && gap <= 1e-8 * size.max(1.0) && gap <= slack(size))
}

/// Whether the first is less than the second by more than rounding.
pub fn below(left: f64, right: f64) -> bool {
    left < right && !equal(left, right)
}

/// Whether the first is less than the second, or equal up to rounding.
pub fn at_most(left: f64, right: f64) -> bool {
    left <= right || equal(left, right)
}

/// Whether the first is greater than the second, or equal up to rounding.
pub fn at_least(left: f64, right: f64) -> bool {
    left >= right || equal(left, right)
}

/// Whether the first is greater than the second by more than rounding.
pub fn above(left: f64, right: f64) -> bool {
    left > right && !equal(left, right)
}

/// Which of two numbers is less, where they differ by more than rounding.
pub fn order(left: f64, right: f64) -> Ordering {
    if equal(left, right) { Ordering::Equal } else { left.total_cmp(&right) }
}

/// Whether a number is a whole one up to rounding.
pub fn is_whole(value: f64) -> bool {
    equal(value, value.round())
}

/// The least whole number that the value does not exceed by more than rounding.
pub fn ceil(value: f64) -> f64 {
    if is_whole(value) { value.round() } else { value.ceil() }
}

/// The greatest whole number that falls short of the value or exceeds it only by rounding.
pub fn floor(value: f64) -> f64 {
    if is_whole(value) { value.round() } else { value.floor() }
}

/// A number in the fewest decimals in which it is equal up to rounding: what a computer adds at the end of a sum, as in
/// 1.1139999999999999, tells people nothing.
pub fn written(value: f64) -> String {
    let shorter = (0..=9).map(|decimals| format!("{value:.decimals$}"));
    let is_same = |text: &String| text.parse().is_ok_and(|written| equal(written, value));
    shorter.into_iter().find(is_same).unwrap_or_else(|| value.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_in_the_decimals_that_count() {
        for (value, text) in [
            (1.113_999_999_999_999_9, "1.114"),
            (23.983_333_333_333_334, "23.9833333"),
            (5.0, "5"),
            (-0.5, "-0.5"),
            (0.1 + 0.2, "0.3"),
            (1e12, "1000000000000"),
            (f64::NAN, "NaN"),
            (f64::INFINITY, "inf"),
        ] {
            assert_eq!(written(value), text);
        }
    }

    #[test]
    fn slack_is_a_power_of_ten_that_grows_with_the_size() {
        for (size, expected) in [(0.0, 1e-9), (0.5, 1e-9), (1.0, 1e-9), (1.1, 1e-8), (-10.0, 1e-8), (99.0, 1e-7), (1e6, 1e-3)] {
            assert!((slack(size) / expected - 1.0).abs() < 1e-12, "{size}: {}", slack(size));
        }
    }

    #[test]
    fn rounding_makes_no_difference_and_anything_more_does() {
        assert!(equal(0.1 + 0.2, 0.3) && equal(0.1 + 0.2 - 0.3, 0.0) && equal(1e15 + 1.0, 1e15));
        assert!(!equal(0.3, 0.300_000_01) && !equal(0.0, 1e-8) && !equal(10.0, 10.000_000_1));
        assert!(equal(f64::INFINITY, f64::INFINITY) && !equal(f64::INFINITY, f64::NEG_INFINITY) && !equal(f64::NAN, f64::NAN));
        assert_eq!((ceil(7.0 + 1e-12), ceil(7.1), ceil(6.999_999_999_9)), (7.0, 8.0, 7.0));
        assert!(is_whole(3.000_000_000_01) && !is_whole(3.5));
    }

    #[test]
    fn of_two_numbers_one_is_less_or_they_are_equal() {
        let steps = [0.0, 1e-10, 9e-10, 2e-9, 1e-8, 9e-8, 2e-7, 1e-3];
        for bound in [-100.0, -10.0, -1.0, 0.0, 0.3, 1.0, 9.999, 10.0, 99.5, 1e9] {
            let mut values: Vec<f64> = steps.iter().flat_map(|step| [bound - step, bound + step]).collect();
            values.sort_by(f64::total_cmp);
            for value in &values {
                let holds = [below(*value, bound), equal(*value, bound), above(*value, bound)];
                assert_eq!(holds.iter().filter(|holds| **holds).count(), 1, "{value} and {bound}");
                assert_eq!(at_least(*value, bound), !below(*value, bound));
                assert_eq!(at_most(*value, bound), !above(*value, bound));
                assert_eq!(order(*value, bound) == Ordering::Less, below(*value, bound));
            }
            assert!(values.is_sorted_by_key(|value| at_least(*value, bound)), "{bound}: what is more reaches it too");
        }
    }
}
