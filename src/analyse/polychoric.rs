use std::num::NonZeroUsize;

use gauss_quad::GaussLegendre;
use nalgebra::DMatrix;
use statrs::distribution::{ContinuousCDF, Normal};

use super::figure::NoFigure;

/// Nodes of the quadrature: the integrand is smooth in the angle, and this gives all digits.
const NODES: NonZeroUsize = NonZeroUsize::MIN.saturating_add(47);
/// Different answers that an item may have to be taken as ordered categories.
const CATEGORIES: usize = 20;

/// Correlations of the normal variables that are thought to lie behind ordered answers, each pair by itself: thresholds from the shares of
/// answers, then the most likely correlation (Olsson 1979, Psychometrika 44, 443-460, the two-step way).
///
/// # Errors
/// Where an item has too many different answers or only one, or two items have no rows in common.
pub fn polychoric(names: &[String], columns: &[Vec<f64>]) -> Result<DMatrix<f64>, NoFigure> {
    let items: Vec<Ordered> =
        names.iter().zip(columns).map(|(name, column)| Ordered::of(name, column)).collect::<Result<_, _>>()?;
    let rule = GaussLegendre::new(NODES);
    let mut correlations = DMatrix::identity(items.len(), items.len());
    for one in 0..items.len() {
        for other in 0..one {
            let counts = counts(&items[one], &items[other]);
            if counts.iter().flatten().sum::<f64>() < 2.0 {
                return Err(NoFigure::NoOverlap(names[one].clone(), names[other].clone()));
            }
            let correlation = Pair { one: &items[one], other: &items[other], counts, rule: &rule }.most_likely();
            correlations[(one, other)] = correlation;
            correlations[(other, one)] = correlation;
        }
    }
    Ok(correlations)
}

/// An item as positions among its answers.
struct Ordered {
    positions: Vec<Option<usize>>,
    /// Between the answers, with the infinite ends.
    thresholds: Vec<f64>,
}

impl Ordered {
    fn of(name: &str, column: &[f64]) -> Result<Self, NoFigure> {
        let mut answers: Vec<f64> = Vec::new();
        for value in column.iter().filter(|value| !value.is_nan()) {
            if !answers.contains(value) {
                answers.push(*value);
            }
            if answers.len() > CATEGORIES {
                return Err(NoFigure::Undefined("an item has too many different answers to be taken as ordered categories"));
            }
        }
        if answers.len() < 2 {
            return Err(NoFigure::NoVariance(name.to_owned()));
        }
        answers.sort_by(f64::total_cmp);
        let position = |value: &f64| answers.iter().position(|answer| answer == value);
        let positions: Vec<Option<usize>> = column.iter().map(position).collect();
        let n = positions.iter().flatten().count() as f64;
        let mut thresholds = vec![f64::NEG_INFINITY];
        let mut below = 0.0;
        for at in 0..answers.len() - 1 {
            below += positions.iter().filter(|position| **position == Some(at)).count() as f64;
            thresholds.push(Normal::standard().inverse_cdf(below / n));
        }
        thresholds.push(f64::INFINITY);
        Ok(Self { positions, thresholds })
    }
}

fn counts(one: &Ordered, other: &Ordered) -> Vec<Vec<f64>> {
    let mut counts = vec![vec![0.0; other.thresholds.len() - 1]; one.thresholds.len() - 1];
    for (first, second) in one.positions.iter().zip(&other.positions) {
        if let (Some(first), Some(second)) = (first, second) {
            counts[*first][*second] += 1.0;
        }
    }
    counts
}

struct Pair<'a> {
    one: &'a Ordered,
    other: &'a Ordered,
    counts: Vec<Vec<f64>>,
    rule: &'a GaussLegendre,
}

/// How near to 1 a correlation is searched.
const NEAREST: f64 = 0.9999;

impl Pair<'_> {
    /// The correlation at which the likelihood does not rise any more, by halving.
    fn most_likely(&self) -> f64 {
        let (mut low, mut high) = (-NEAREST, NEAREST);
        if self.slope(low) <= 0.0 {
            return low;
        }
        if self.slope(high) >= 0.0 {
            return high;
        }
        while high - low > 1e-10 {
            let middle = f64::midpoint(low, high);
            if self.slope(middle) > 0.0 { low = middle } else { high = middle }
        }
        f64::midpoint(low, high)
    }

    /// How the logarithm of the likelihood rises with the correlation.
    fn slope(&self, correlation: f64) -> f64 {
        let corner = |of: &dyn Fn(f64, f64) -> f64| -> Vec<Vec<f64>> {
            self.one
                .thresholds
                .iter()
                .map(|first| self.other.thresholds.iter().map(|second| of(*first, *second)).collect())
                .collect()
        };
        let below = corner(&|first, second| self.below(first, second, correlation));
        let density = corner(&|first, second| density(first, second, correlation));
        let cell = |of: &[Vec<f64>], row: usize, column: usize| {
            of[row + 1][column + 1] - of[row][column + 1] - of[row + 1][column] + of[row][column]
        };
        let mut slope = 0.0;
        for (row, counts) in self.counts.iter().enumerate() {
            for (column, count) in counts.iter().enumerate().filter(|(_, count)| **count > 0.0) {
                slope += count * cell(&density, row, column) / cell(&below, row, column).max(1e-300);
            }
        }
        slope
    }

    /// The chance of being below both, by the angle of the correlation (Sheppard 1899).
    fn below(&self, first: f64, second: f64, correlation: f64) -> f64 {
        let normal = Normal::standard();
        let apart = normal.cdf(first) * normal.cdf(second);
        if first.is_infinite() || second.is_infinite() {
            return apart;
        }
        let along = |angle: f64| {
            let (sine, cosine) = angle.sin_cos();
            (-(first * first + second * second - 2.0 * first * second * sine) / (2.0 * cosine * cosine)).exp()
        };
        apart + self.rule.integrate(0.0, correlation.asin(), along) / (2.0 * std::f64::consts::PI)
    }
}

/// The density of two standard normal variables that go together.
fn density(first: f64, second: f64, correlation: f64) -> f64 {
    if first.is_infinite() || second.is_infinite() {
        return 0.0;
    }
    let rest = 1.0 - correlation * correlation;
    (-(first * first + second * second - 2.0 * correlation * first * second) / (2.0 * rest)).exp()
        / (2.0 * std::f64::consts::PI * rest.sqrt())
}
