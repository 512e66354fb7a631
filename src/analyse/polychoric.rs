use std::num::NonZeroUsize;

use gauss_quad::GaussLegendre;
use nalgebra::DMatrix;
use statrs::distribution::{ContinuousCDF, Normal};

use super::figure::NoFigure;
use super::parallel::each;

/// Different answers that an item may have to be taken as ordered categories.
const CATEGORIES: usize = 20;

/// Correlations of the normal variables that are thought to lie behind ordered answers, each pair by itself: thresholds
/// from the shares of answers, then the most likely correlation (Olsson 1979, Psychometrika 44, 443-460, the two-step
/// way).
///
/// # Errors
/// Where an item has too many different answers or only one, or two items have no rows in common.
pub fn polychoric(names: &[String], columns: &[Vec<f64>]) -> Result<DMatrix<f64>, NoFigure> {
    let items: Vec<Ordered> =
        names.iter().zip(columns).map(|(name, column)| Ordered::of(name, column)).collect::<Result<_, _>>()?;
    let rules = Rules::new();
    let line = |one: usize| -> Result<Vec<f64>, NoFigure> {
        let pair = |other: usize| {
            let pair = Pair { one: &items[one], other: &items[other], counts: counts(&items[one], &items[other]), rules: &rules };
            if pair.counts.iter().sum::<u32>() < 2 {
                return Err(NoFigure::NoOverlap(names[one].clone(), names[other].clone()));
            }
            Ok(pair.most_likely())
        };
        (0..one).map(pair).collect()
    };
    let mut correlations = DMatrix::identity(items.len(), items.len());
    for (one, line) in each((0..items.len()).collect(), line).into_iter().enumerate() {
        for (other, correlation) in line?.into_iter().enumerate() {
            correlations[(one, other)] = correlation;
            correlations[(other, one)] = correlation;
        }
    }
    Ok(correlations)
}

/// An item as positions among its answers.
struct Ordered {
    /// Of each row; one beyond the last where there is no answer.
    positions: Vec<u8>,
    /// Between the answers: the threshold, and the chance of being below it.
    thresholds: Vec<(f64, f64)>,
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
        let mut many = vec![0.0; answers.len() + 1];
        let mut positions = Vec::with_capacity(column.len());
        for value in column {
            let position = answers.iter().position(|answer| answer == value).unwrap_or(answers.len());
            many[position] += 1.0;
            positions.push(position as u8);
        }
        let n = column.len() as f64 - many[answers.len()];
        let mut below = 0.0;
        let threshold = |many: &f64| {
            below += many;
            let threshold = Normal::standard().inverse_cdf(below / n);
            (threshold, Normal::standard().cdf(threshold))
        };
        let thresholds = many[..answers.len() - 1].iter().map(threshold).collect();
        Ok(Self { positions, thresholds })
    }

    fn categories(&self) -> usize {
        self.thresholds.len() + 1
    }
}

/// How often each two answers came together, the answers of `other` within those of `one`.
fn counts(one: &Ordered, other: &Ordered) -> Vec<u32> {
    let (rows, columns) = (one.categories(), other.categories());
    // A row and a column more hold what has no answer.
    let mut counts = vec![0_u32; (rows + 1) * (columns + 1)];
    for (first, second) in one.positions.iter().zip(&other.positions) {
        counts[usize::from(*first) * (columns + 1) + usize::from(*second)] += 1;
    }
    counts.chunks(columns + 1).take(rows).flat_map(|row| &row[..columns]).copied().collect()
}

/// Rules of quadrature, each with the greatest correlation up to which it gives all digits. The integrand is smooth in
/// the angle, and the smoother the smaller the correlation; each has at least twice the nodes of Genz (2004, Statistics
/// and Computing 14, 251-260).
struct Rules([(f64, GaussLegendre); 3]);

impl Rules {
    fn new() -> Self {
        let rule = |nodes: usize| GaussLegendre::new(NonZeroUsize::MIN.saturating_add(nodes - 1));
        Self([(0.3, rule(12)), (0.75, rule(24)), (1.0, rule(48))])
    }

    /// Nodes from an angle of zero to that of a correlation, each as its sine, twice the square of its cosine, and its
    /// weight.
    fn nodes(&self, correlation: f64) -> Vec<(f64, f64, f64)> {
        let (_, rule) = self.0.iter().find(|(most, _)| correlation.abs() <= *most).unwrap_or(&self.0[2]);
        let half = correlation.asin() / 2.0;
        let node = |(node, weight): (f64, f64)| {
            let (sine, cosine) = (half * (node + 1.0)).sin_cos();
            (sine, 2.0 * cosine * cosine, half * weight / (2.0 * std::f64::consts::PI))
        };
        rule.iter().map(|(at, weight)| node((*at, *weight))).collect()
    }
}

struct Pair<'a> {
    one: &'a Ordered,
    other: &'a Ordered,
    counts: Vec<u32>,
    rules: &'a Rules,
}

/// How near to 1 a correlation is searched.
const NEAREST: f64 = 0.9999;
/// How near the most likely correlation is found.
const NEAR: f64 = 1e-11;
/// Steps of the search before it goes on by halving; it takes about five.
const STEPS: usize = 30;

impl Pair<'_> {
    /// The correlation at which the likelihood does not rise any more: by Fisher scoring and then by secants, which
    /// stay where the slope changes its sign.
    fn most_likely(&self) -> f64 {
        // The ends are not looked at: far from where the answers are, a chance is less than what the four that it is
        // made of lose in their digits.
        let (mut low, mut high) = (-NEAREST, NEAREST);
        let mut at = 0.0;
        let mut before: Option<(f64, f64)> = None;
        for step in 0.. {
            let (slope, information) = self.slope(at);
            if slope > 0.0 {
                low = at
            } else {
                high = at
            }
            if high - low < NEAR {
                break;
            }
            let falls = before.map(|(there, then)| (then - slope) / (at - there)).filter(|falls| *falls > 0.0);
            let next = at + slope / falls.unwrap_or(information);
            let is_within = next > low && next < high;
            let next = if is_within && step < STEPS { next } else { f64::midpoint(low, high) };
            before = Some((at, slope));
            if (next - at).abs() < NEAR {
                return next;
            }
            at = next;
        }
        f64::midpoint(low, high)
    }

    /// How the logarithm of the likelihood rises with the correlation, and what the answers tell of it (expected
    /// information).
    fn slope(&self, correlation: f64) -> (f64, f64) {
        let nodes = self.rules.nodes(correlation);
        let (rows, columns) = (self.one.categories(), self.other.categories());
        let n = f64::from(self.counts.iter().sum::<u32>());
        let (mut slope, mut information) = (0.0, 0.0);
        // At the corners above the row that is looked at: the chance of being below both thresholds, and the density.
        let mut above = vec![(0.0, 0.0); columns + 1];
        for row in 0..rows {
            let under: Vec<(f64, f64)> = (0..=columns).map(|column| self.corner(row + 1, column, correlation, &nodes)).collect();
            for column in 0..columns {
                let cell = |of: fn(&(f64, f64)) -> f64| {
                    of(&under[column + 1]) - of(&above[column + 1]) - of(&under[column]) + of(&above[column])
                };
                let (chance, density) = (cell(|corner| corner.0).max(1e-300), cell(|corner| corner.1));
                slope += f64::from(self.counts[row * columns + column]) * density / chance;
                information += n * density * density / chance;
            }
            above = under;
        }
        (slope, information)
    }

    /// The chance of being below both of two thresholds, by the angle of the correlation (Sheppard 1899), and the
    /// density there.
    fn corner(&self, row: usize, column: usize, correlation: f64, nodes: &[(f64, f64, f64)]) -> (f64, f64) {
        let (Some(row), Some(column)) = (row.checked_sub(1), column.checked_sub(1)) else { return (0.0, 0.0) };
        let (Some((first, below)), Some((second, left))) = (self.one.thresholds.get(row), self.other.thresholds.get(column))
        else {
            let below = |of: &Ordered, at: usize| of.thresholds.get(at).map_or(1.0, |(_, below)| *below);
            return (below(self.one, row) * below(self.other, column), 0.0);
        };
        let (squares, product) = (first * first + second * second, 2.0 * first * second);
        let along: f64 = nodes.iter().map(|(sine, squared, weight)| weight * ((product * sine - squares) / squared).exp()).sum();
        let rest = 1.0 - correlation * correlation;
        let density = ((product * correlation - squares) / (2.0 * rest)).exp() / (2.0 * std::f64::consts::PI * rest.sqrt());
        (below * left + along, density)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Without correlation the chance of a corner is the product; with one it is that of Sheppard's formula at the
    /// middle: a quarter and the angle.
    #[test]
    fn corners_are_those_of_the_normal_distribution() {
        let half = Ordered { positions: vec![], thresholds: vec![(0.0, 0.5)] };
        let rules = Rules::new();
        let pair = Pair { one: &half, other: &half, counts: vec![1; 4], rules: &rules };
        for correlation in [-0.999, -0.8, -0.75, -0.4, -0.1, 0.0, 0.2, 0.3, 0.31, 0.6, 0.9, 0.9999_f64] {
            let (below, _) = pair.corner(1, 1, correlation, &rules.nodes(correlation));
            let expected = 0.25 + correlation.asin() / (2.0 * std::f64::consts::PI);
            assert!((below - expected).abs() < 1e-15, "{correlation}: {below} {expected}");
        }
    }

    /// Answers of 200 people with empty cells in the corners. lavaan 0.6 (`lavCor`, ordered) says 0.5501073718; the
    /// search took an end for the top of the likelihood here, where chances near nothing have lost all their digits.
    #[test]
    fn empty_corners_do_not_lead_astray() {
        const COUNTS: [[usize; 5]; 5] =
            [[5, 5, 8, 0, 0], [5, 17, 17, 8, 0], [4, 9, 19, 19, 9], [0, 7, 18, 22, 3], [0, 0, 6, 8, 11]];
        let cells = (0..5).flat_map(|row| (0..5).map(move |column| (row, column)));
        let rows = cells.flat_map(|(row, column)| std::iter::repeat_n((row as f64, column as f64), COUNTS[row][column]));
        let (one, other): (Vec<f64>, Vec<f64>) = rows.unzip();
        let names = ["one".to_owned(), "other".to_owned()];
        let found = polychoric(&names, &[one.clone(), other]).map(|correlations| correlations[(1, 0)]);
        assert!(found.as_ref().is_ok_and(|found| (found - 0.550_107_371_8).abs() < 1e-6), "{found:?}");
        let same = polychoric(&names, &[one.clone(), one]).map(|correlations| correlations[(1, 0)]);
        assert!(same.as_ref().is_ok_and(|same| (same - NEAREST).abs() < 1e-9), "{same:?}");
    }

    /// Where a rule of fewer nodes is used, that of the most gives the same digits, also far out.
    #[test]
    fn every_rule_gives_all_digits() {
        let out: Vec<(f64, f64)> = [-4.0, -2.5, -1.0, 0.1, 0.8, 2.0, 3.7].map(|at| (at, Normal::standard().cdf(at))).to_vec();
        let item = Ordered { positions: vec![], thresholds: out };
        let rules = Rules::new();
        let most = Rules::new();
        let most = Rules([(0.0, most.0[0].1.clone()), (0.0, most.0[1].1.clone()), (1.0, most.0[2].1.clone())]);
        let pair = Pair { one: &item, other: &item, counts: vec![1; 64], rules: &rules };
        for correlation in [-0.75, -0.5, -0.3, 0.1, 0.29, 0.3, 0.5, 0.74, 0.75] {
            for (row, column) in (1..8).flat_map(|row| (1..8).map(move |column| (row, column))) {
                let with = |rules: &Rules| pair.corner(row, column, correlation, &rules.nodes(correlation)).0;
                assert!((with(&rules) - with(&most)).abs() < 1e-15, "{correlation} {row} {column}");
            }
        }
    }
}
