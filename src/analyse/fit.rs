use nalgebra::{DMatrix, DVector};
use serde::Serialize;
use statrs::distribution::{ChiSquared, ContinuousCDF};

use super::figure::{Figure, NoFigure};
use super::model::{Model, Observed, Parameter, Place, Solution};

/// How well a model of common factors fits, by maximum likelihood over people who answered everything.
#[derive(Clone, Debug, Serialize)]
pub struct Fit {
    /// People.
    pub n: usize,
    /// Chi-square.
    pub chi_square: Figure,
    /// Its degrees of freedom.
    pub degrees: Figure,
    /// The chance of a chi-square as large where the model holds.
    pub p: Figure,
    /// Comparative fit index (Bentler 1990, Psychological Bulletin 107, 238-246).
    pub cfi: Figure,
    /// Tucker-Lewis index (Tucker & Lewis 1973, Psychometrika 38, 1-10).
    pub tli: Figure,
    /// Root mean square error of approximation (Steiger 1990, Multivariate Behavioral Research 25, 173-180).
    pub rmsea: Figure,
    /// Standardised root mean square residual (Bentler 1995, EQS manual).
    pub srmr: Figure,
}

/// What a factor is measured by: items, by their positions among the columns.
pub type Pattern = [Vec<usize>];

impl Fit {
    /// How well a solution fits.
    pub fn of(solution: &Solution, groups: &[Observed], with_means: bool) -> Self {
        let n: f64 = groups.iter().map(|group| group.n).sum();
        let (chi_square, degrees) = (solution.chi_square, solution.degrees);
        let beyond = (chi_square - degrees).max(0.0);
        let (null, null_degrees) = independent(groups);
        let null_beyond = (null - null_degrees).max(beyond);
        let defined = |value: f64| if degrees > 0.0 { Ok(value) } else { Err(NoFigure::NoDegrees) };
        let share = ChiSquared::new(degrees.max(1.0)).map_or(f64::NAN, |distribution| distribution.sf(chi_square));
        Self {
            n: n as usize,
            chi_square: chi_square.into(),
            degrees: degrees.into(),
            p: defined(share).into(),
            cfi: defined(if null_beyond > 0.0 { 1.0 - beyond / null_beyond } else { 1.0 }).into(),
            tli: defined((null / null_degrees - chi_square / degrees.max(1.0)) / (null / null_degrees - 1.0)).into(),
            rmsea: defined((beyond / (degrees.max(1.0) * n)).sqrt() * (groups.len() as f64).sqrt()).into(),
            srmr: srmr(solution, groups, with_means).into(),
        }
    }

    /// There is none, and why.
    pub fn none(n: usize, why: &NoFigure) -> Self {
        let none = || Figure::from(Err(why.clone()));
        Self { n, chi_square: none(), degrees: none(), p: none(), cfi: none(), tli: none(), rmsea: none(), srmr: none() }
    }
}

/// Chi-square and degrees of the model in which nothing goes with anything.
fn independent(groups: &[Observed]) -> (f64, f64) {
    let mut chi_square = 0.0;
    let items = groups.first().map_or(0, |group| group.means.len());
    for group in groups {
        let apart: f64 = group.covariances.diagonal().iter().map(|variance| variance.ln()).sum();
        let together = group.covariances.clone().symmetric_eigenvalues().iter().map(|value| value.ln()).sum::<f64>();
        chi_square += group.n * (apart - together);
    }
    (chi_square, (groups.len() * items * items.saturating_sub(1)) as f64 / 2.0)
}

/// Root of the mean square of residuals, each over the standard deviations that were observed.
fn srmr(solution: &Solution, groups: &[Observed], with_means: bool) -> f64 {
    let all: f64 = groups.iter().map(|group| group.n).sum();
    let of = |(group, (covariances, means)): (&Observed, &(DMatrix<f64>, DVector<f64>))| {
        let items = group.means.len();
        let sd: Vec<f64> = group.covariances.diagonal().iter().map(|variance| variance.sqrt()).collect();
        let mut squares = 0.0;
        for one in 0..items {
            for other in 0..=one {
                squares += ((group.covariances[(one, other)] - covariances[(one, other)]) / (sd[one] * sd[other])).powi(2);
            }
        }
        let mut count = (items * (items + 1) / 2) as f64;
        if with_means {
            squares += (0..items).map(|at| ((group.means[at] - means[at]) / sd[at]).powi(2)).sum::<f64>();
            count += items as f64;
        }
        group.n / all * (squares / count).sqrt()
    };
    groups.iter().zip(&solution.implied).map(of).sum()
}

/// The model in which each factor is measured by its own items and the factors go together as they may; the variance of
/// each factor is 1.
pub fn simple_structure(pattern: &Pattern, observed: &Observed) -> Model {
    let mut parameters = Vec::new();
    for (factor, items) in pattern.iter().enumerate() {
        for item in items {
            parameters
                .push(Parameter { places: vec![(0, Place::Loading(*item, factor))], start: loading(items, *item, observed) });
        }
    }
    let items = observed.means.len();
    let unique =
        |item: usize| Parameter { places: vec![(0, Place::Unique(item))], start: observed.covariances[(item, item)] / 2.0 };
    parameters.extend((0..items).map(unique));
    for one in 0..pattern.len() {
        parameters.extend((0..one).map(|other| Parameter { places: vec![(0, Place::Factor(one, other))], start: 0.3 }));
    }
    let fixed = (0..pattern.len()).map(|factor| (0, Place::Factor(factor, factor), 1.0)).collect();
    Model { items, factors: pattern.len(), parameters, fixed, with_means: false }
}

/// Where the search for a loading begins: with the sign that the item has beside the others of its factor.
pub(super) fn loading(items: &[usize], item: usize, observed: &Observed) -> f64 {
    let together: f64 = items.iter().filter(|other| **other != item).map(|other| observed.covariances[(item, *other)]).sum();
    0.6 * observed.covariances[(item, item)].sqrt() * if together < 0.0 { -1.0 } else { 1.0 }
}
