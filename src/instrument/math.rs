//! Functions of one number, and powers. Outside its domain a function gives NaN, which is missing; what falls out of it
//! only by rounding lies at its edge.

use super::{MathFunction, rounding};

impl MathFunction {
    /// The value of the function; NaN outside its domain.
    pub fn of(self, value: f64) -> f64 {
        match self {
            Self::Sqrt if rounding::at_least(value, 0.0) => value.max(0.0).sqrt(),
            Self::Ln if rounding::above(value, 0.0) => value.ln(),
            Self::Log10 if rounding::above(value, 0.0) => value.log10(),
            Self::Sqrt | Self::Ln | Self::Log10 => f64::NAN,
            Self::Exp => value.exp(),
            Self::Abs => value.abs(),
            Self::Floor => floor(value),
            Self::Ceiling => 0.0 - floor(0.0 - value),
            Self::Normal => 0.5 * libm::erfc(-value / std::f64::consts::SQRT_2),
        }
    }

    /// The least number that it takes, and whether it takes it; `None` where it takes every number.
    pub fn domain(self) -> Option<(f64, bool)> {
        match self {
            Self::Sqrt => Some((0.0, true)),
            Self::Ln | Self::Log10 => Some((0.0, false)),
            Self::Exp | Self::Abs | Self::Floor | Self::Ceiling | Self::Normal => None,
        }
    }
}

/// The greatest whole number that a number does not fall short of by more than rounding makes of small numbers, whatever
/// its size, so that other programs can do the same.
fn floor(value: f64) -> f64 {
    (value + rounding::slack(0.0)).floor()
}

/// A number to the power of another. To the power of zero every number is 1; NaN for zero to a negative power, and for a
/// negative number to a power that is not whole.
pub fn power(base: f64, exponent: f64) -> f64 {
    let exponent = if rounding::is_whole(exponent) { exponent.round() } else { exponent };
    if base.is_nan() || exponent.is_nan() {
        return f64::NAN;
    }
    if exponent == 0.0 {
        return 1.0;
    }
    if rounding::equal(base, 0.0) {
        return if exponent > 0.0 { 0.0 } else { f64::NAN };
    }
    base.powf(exponent)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn functions_are_missing_outside_their_domains_and_forgive_rounding() {
        assert_eq!(MathFunction::Sqrt.of(9.0), 3.0);
        assert_eq!(MathFunction::Sqrt.of(0.1 + 0.2 - 0.300_000_000_000_1), 0.0);
        assert!(
            MathFunction::Sqrt.of(-0.01).is_nan() && MathFunction::Ln.of(0.0).is_nan() && MathFunction::Log10.of(-1.0).is_nan()
        );
        assert!(
            (MathFunction::Ln.of(std::f64::consts::E) - 1.0).abs() < 1e-15
                && (MathFunction::Log10.of(1000.0) - 3.0).abs() < 1e-12
        );
        assert_eq!((MathFunction::Floor.of(2.999_999_999_9), MathFunction::Floor.of(-0.5)), (3.0, -1.0));
        assert_eq!((MathFunction::Ceiling.of(2.000_000_000_1), MathFunction::Ceiling.of(-0.5)), (2.0, 0.0));
        assert!(
            (MathFunction::Normal.of(0.0) - 0.5).abs() < 1e-15
                && (MathFunction::Normal.of(1.96) - 0.975_002_104_851_78).abs() < 1e-12
        );
    }

    #[test]
    fn powers_are_real_numbers_or_missing() {
        assert_eq!((power(2.0, 3.0), power(-2.0, 3.0), power(-2.0, -2.0), power(0.0, 2.0)), (8.0, -8.0, 0.25, 0.0));
        assert_eq!((power(0.0, 0.0), power(-3.0, 0.0)), (1.0, 1.0));
        assert!(power(-2.0, 0.5).is_nan() && power(0.0, -1.0).is_nan() && power(f64::NAN, 0.0).is_nan());
    }
}
