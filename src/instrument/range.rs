use serde::Serialize;

use super::rounding;

/// What a number can be: an interval, whether only whole numbers occur, and whether it can be missing.
///
/// Interval arithmetic after Moore (1966), *Interval Analysis*: each operation gives an interval that holds every
/// result.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Range {
    /// Lowest value.
    pub min: f64,
    /// Highest value.
    pub max: f64,
    /// Only whole numbers occur.
    pub whole: bool,
    /// It can be missing.
    pub can_miss: bool,
}

impl Range {
    /// Any number between two, both included.
    pub fn between(min: f64, max: f64) -> Self {
        Self { min, max, whole: false, can_miss: false }
    }

    /// Whole numbers between two, both included.
    pub fn whole(min: f64, max: f64) -> Self {
        Self { min, max, whole: true, can_miss: false }
    }

    /// One number.
    pub fn constant(value: f64) -> Self {
        Self { min: value, max: value, whole: value.fract() == 0.0, can_miss: false }
    }

    /// The same, but it can be missing, if so or already.
    #[must_use]
    pub fn missing_if(self, can_miss: bool) -> Self {
        Self { can_miss: self.can_miss || can_miss, ..self }
    }

    /// Whether a value lies within, with room for rounding in the last digits.
    pub fn holds(&self, value: f64) -> bool {
        rounding::at_least(value, self.min) && rounding::at_most(value, self.max)
    }

    /// Both ranges together.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        self.with(other, self.min.min(other.min), self.max.max(other.max), self.whole && other.whole)
    }

    /// The values of `op` at all corners of two ranges.
    #[must_use]
    pub fn corners(self, other: Self, whole: bool, op: impl Fn(f64, f64) -> f64) -> Self {
        let corners = [op(self.min, other.min), op(self.min, other.max), op(self.max, other.min), op(self.max, other.max)];
        let min = corners.iter().copied().fold(f64::INFINITY, f64::min);
        let max = corners.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        self.with(other, min, max, whole)
    }

    /// The same after a function that rises or falls throughout.
    #[must_use]
    pub fn map(self, whole: bool, f: impl Fn(f64) -> f64) -> Self {
        let (one, other) = (f(self.min), f(self.max));
        Self { min: one.min(other), max: one.max(other), whole, ..self }
    }

    fn with(self, other: Self, min: f64, max: f64, whole: bool) -> Self {
        Self { min, max, whole, can_miss: self.can_miss || other.can_miss }
    }
}

impl std::fmt::Display for Range {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let [min, max] = [self.min, self.max].map(rounding::written);
        if min == max { f.write_str(&min) } else { write!(f, "{min} to {max}") }
    }
}
