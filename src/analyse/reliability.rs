use nalgebra::DMatrix;
use serde::Serialize;
use statrs::distribution::{ContinuousCDF, FisherSnedecor};

use super::figure::{Figure, NoFigure};
use super::moments::Moments;

/// How well the components of a scale measure one thing, from their covariances over pairs of answers.
#[derive(Clone, Debug, Serialize)]
pub struct Reliability {
    /// Administrations.
    pub rows: usize,
    /// Those of them that have every component.
    pub complete: usize,
    /// Cronbach's alpha, from covariances (Cronbach 1951, Psychometrika 16, 297-334).
    pub alpha: Figure,
    /// Its interval of 95 %, low end (Feldt, Woodruff & Salih 1987, Applied Psychological Measurement 11, 93-103).
    pub alpha_low: Figure,
    /// High end.
    pub alpha_high: Figure,
    /// Alpha from correlations, as if all components had the same variance.
    pub standardised_alpha: Figure,
    /// Guttman's sixth bound, from squared multiple correlations (Guttman 1945, Psychometrika 10, 255-282).
    pub lambda_6: Figure,
    /// Mean of the correlations between components.
    pub mean_correlation: Figure,
    /// Correlation of the components at odd with those at even positions, stepped up (Spearman 1910, Brown 1910).
    pub split_half: Figure,
    /// Each component beside the others.
    pub components: Vec<ComponentFigures>,
}

/// A component beside the rest of its scale.
#[derive(Clone, Debug, Serialize)]
pub struct ComponentFigures {
    /// Its name.
    pub name: String,
    /// Correlation with the sum of the other components.
    pub with_rest: Figure,
    /// Alpha without it.
    pub alpha_without: Figure,
}

impl ComponentFigures {
    /// Whether it goes against the others, as an item does that should have been reversed.
    pub fn goes_against(&self) -> bool {
        self.with_rest.get().is_some_and(|correlation| correlation < 0.0)
    }
}

/// The reliability of components with these moments.
pub fn reliability(moments: &Moments) -> Reliability {
    let (covariances, correlations) = (&moments.covariances, moments.correlations());
    let count = covariances.nrows();
    let alpha = alpha(covariances);
    let together = (covariances.sum(), covariances.trace());
    let bound = |share: f64| feldt(alpha.clone()?, moments.rows, count, share);
    let mean_correlation = (correlations.sum() - count as f64) / (count * count.saturating_sub(1)) as f64;
    Reliability {
        rows: moments.rows,
        complete: moments.complete,
        alpha: alpha.clone().into(),
        alpha_low: bound(0.975).into(),
        alpha_high: bound(0.025).into(),
        standardised_alpha: self::alpha(&correlations).into(),
        lambda_6: lambda_6(&correlations).into(),
        mean_correlation: enough(count, 2).map(|()| mean_correlation).into(),
        split_half: split_half(covariances).into(),
        components: (0..count).map(|at| component(moments, at, together)).collect(),
    }
}

fn enough(n: usize, needed: usize) -> Result<(), NoFigure> {
    if n < needed { Err(NoFigure::TooFewItems { n, needed }) } else { Ok(()) }
}

/// `k / (k - 1) (1 - trace / sum)` of a matrix of covariances or correlations.
pub(super) fn alpha(matrix: &DMatrix<f64>) -> Result<f64, NoFigure> {
    enough(matrix.nrows(), 2)?;
    Ok(alpha_of(matrix.trace(), matrix.sum(), matrix.nrows()))
}

fn alpha_of(trace: f64, sum: f64, count: usize) -> f64 {
    (1.0 - trace / sum) * count as f64 / (count as f64 - 1.0)
}

/// An end of Feldt's interval: `1 - (1 - alpha) F`.
fn feldt(alpha: f64, rows: usize, count: usize, share: f64) -> Result<f64, NoFigure> {
    let people = rows as f64 - 1.0;
    let ratio = FisherSnedecor::new(people, people * (count as f64 - 1.0))
        .map_err(|_| NoFigure::TooFew { n: rows, needed: 2 })?
        .inverse_cdf(share);
    Ok(1.0 - (1.0 - alpha) * ratio)
}

/// `1 - sum of (1 - squared multiple correlation) / sum of correlations`.
fn lambda_6(correlations: &DMatrix<f64>) -> Result<f64, NoFigure> {
    enough(correlations.nrows(), 3)?;
    let inverse = inverted(correlations)?;
    let unexplained: f64 = inverse.diagonal().iter().map(|diagonal| 1.0 / diagonal).sum();
    Ok(1.0 - unexplained / correlations.sum())
}

/// The inverse of a matrix of covariances or correlations.
pub(super) fn inverted(matrix: &DMatrix<f64>) -> Result<DMatrix<f64>, NoFigure> {
    let scale = matrix.diagonal().max();
    let smallest = matrix.clone().symmetric_eigenvalues().min();
    if smallest <= 1e-10 * scale {
        return Err(NoFigure::Collinear);
    }
    matrix.clone().cholesky().map(|cholesky| cholesky.inverse()).ok_or(NoFigure::Collinear)
}

fn split_half(covariances: &DMatrix<f64>) -> Result<f64, NoFigure> {
    enough(covariances.nrows(), 2)?;
    let sum = |one: usize, other: usize| -> f64 {
        let count = covariances.nrows();
        let of = |half: usize| (half..count).step_by(2);
        of(one).flat_map(|row| of(other).map(move |column| (row, column))).map(|at| covariances[at]).sum()
    };
    let correlation = sum(0, 1) / (sum(0, 0) * sum(1, 1)).sqrt();
    Ok(2.0 * correlation / (1.0 + correlation))
}

/// A component beside the others, whose covariances sum up to what is left of all when its own are taken away.
fn component(moments: &Moments, at: usize, (sum, trace): (f64, f64)) -> ComponentFigures {
    let count = moments.names.len();
    let (own, along) = (moments.covariances[(at, at)], moments.covariances.row(at).sum());
    let (rest, apart) = (sum - 2.0 * along + own, trace - own);
    // What is left of a rest that does not vary is rounding.
    let varies = if rest <= 1e-12 * apart { Err(NoFigure::Undefined("the rest of the scale does not vary")) } else { Ok(()) };
    ComponentFigures {
        name: moments.names[at].clone(),
        with_rest: enough(count, 2).and(varies).map(|()| (along - own) / (own * rest).sqrt()).into(),
        alpha_without: enough(count, 3).map(|()| alpha_of(apart, rest, count - 1)).into(),
    }
}
