use nalgebra::{DMatrix, DVector};

use super::cholesky::solved;
use super::figure::NoFigure;
use super::implied::{Implied, Matrices};
use super::reliability::inverted;
use super::slope::slope;

/// What is known of a group: how many answered everything, their means, and their covariances with divisor n.
#[derive(Clone, Debug)]
pub struct Observed {
    /// People.
    pub n: f64,
    /// Means.
    pub means: DVector<f64>,
    /// Covariances, divisor n.
    pub covariances: DMatrix<f64>,
}

impl Observed {
    /// The moments of complete rows.
    pub fn of(columns: &[Vec<f64>]) -> Self {
        let (count, rows) = (columns.len(), columns.first().map_or(0, Vec::len));
        let n = rows as f64;
        let means = DVector::from_iterator(count, columns.iter().map(|column| column.iter().sum::<f64>() / n));
        let centred = DMatrix::from_fn(rows, count, |row, at| columns[at][row] - means[at]);
        let covariances = centred.transpose() * &centred / n;
        Self { n, means, covariances }
    }
}

/// Where a number stands in the matrices of a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Loading of an item on a factor.
    Loading(usize, usize),
    /// Covariance of two factors, or the variance of one.
    Factor(usize, usize),
    /// Variance of an item that no factor explains.
    Unique(usize),
    /// Mean of an item where its factor is 0.
    Intercept(usize),
    /// Mean of a factor.
    Mean(usize),
}

/// A number that is estimated, the same at all its places.
#[derive(Clone, Debug)]
pub struct Parameter {
    /// Groups and places.
    pub places: Vec<(usize, Place)>,
    /// Where the search begins.
    pub start: f64,
}

/// A model of common factors: `items = intercepts + loadings * factors + unique`.
#[derive(Clone, Debug)]
pub struct Model {
    /// Items.
    pub items: usize,
    /// Factors.
    pub factors: usize,
    /// What is estimated.
    pub parameters: Vec<Parameter>,
    /// What is fixed; all else is 0.
    pub fixed: Vec<(usize, Place, f64)>,
    /// Whether means are modelled too.
    pub with_means: bool,
}

/// The most likely numbers.
#[derive(Clone, Debug)]
pub struct Solution {
    /// Values of the parameters.
    pub values: Vec<f64>,
    /// How far the model is from what was observed: n times the discrepancy of maximum likelihood.
    pub chi_square: f64,
    /// Things to explain less things estimated.
    pub degrees: f64,
    /// Covariances and means that the model implies, a group each.
    pub implied: Vec<(DMatrix<f64>, DVector<f64>)>,
}

/// Steps of the search; it takes about ten.
const STEPS: usize = 500;

impl Model {
    pub(super) fn matrices(&self, group: usize, values: &[f64]) -> Matrices {
        let mut matrices = Matrices {
            loadings: DMatrix::zeros(self.items, self.factors),
            factors: DMatrix::zeros(self.factors, self.factors),
            unique: DVector::zeros(self.items),
            intercepts: DVector::zeros(self.items),
            means: DVector::zeros(self.factors),
        };
        let mut put = |place: Place, value: f64| match place {
            Place::Loading(item, factor) => matrices.loadings[(item, factor)] = value,
            Place::Factor(one, other) => {
                matrices.factors[(one, other)] = value;
                matrices.factors[(other, one)] = value;
            }
            Place::Unique(item) => matrices.unique[item] = value,
            Place::Intercept(item) => matrices.intercepts[item] = value,
            Place::Mean(factor) => matrices.means[factor] = value,
        };
        self.fixed.iter().filter(|(of, ..)| *of == group).for_each(|(_, place, value)| put(*place, *value));
        for (parameter, value) in self.parameters.iter().zip(values) {
            parameter.places.iter().filter(|(of, _)| *of == group).for_each(|(_, place)| put(*place, *value));
        }
        matrices
    }

    /// Finds the most likely numbers by Fisher scoring (Lee & Jennrich 1979, Psychometrika 44, 99-113).
    ///
    /// # Errors
    /// Where covariances cannot be inverted, or the search does not end.
    pub fn fit(&self, groups: &[Observed]) -> Result<Solution, NoFigure> {
        let values: Vec<f64> = self.parameters.iter().map(|parameter| parameter.start).collect();
        let saturated: Vec<f64> = groups
            .iter()
            .map(|group| group.covariances.clone().cholesky().map(|cholesky| cholesky.ln_determinant() + self.items as f64))
            .map(|saturated| saturated.ok_or(NoFigure::Collinear))
            .collect::<Result<_, NoFigure>>()?;
        for group in groups {
            inverted(&group.covariances)?;
        }
        let mut now = self.tried(groups, &saturated, values).ok_or(NoFigure::NoEnd)?;
        for _ in 0..STEPS {
            let (gradient, information) = slope(self, groups, &now.values, &now.implied);
            let step = solve(information, &gradient).ok_or(NoFigure::NoEnd)?;
            let promised = gradient.dot(&step);
            if promised.abs() < 1e-11 * (1.0 + now.distance) {
                return Ok(self.solution(groups, now));
            }
            let mut length = 1.0;
            now = loop {
                let values = now.values.iter().zip(step.iter()).map(|(value, step)| value - length * step).collect();
                match self.tried(groups, &saturated, values) {
                    Some(tried) if tried.distance <= now.distance + 1e-10 * now.distance.abs() => break tried,
                    _ if length < 1e-8 => return Err(NoFigure::NoEnd),
                    _ => length /= 2.0,
                }
            };
        }
        Err(NoFigure::NoEnd)
    }

    /// What values imply and how far that is from what was observed; nothing where the covariances are not those of
    /// anything.
    fn tried(&self, groups: &[Observed], saturated: &[f64], values: Vec<f64>) -> Option<Tried> {
        let implied: Vec<Implied> =
            (0..groups.len()).map(|at| Implied::of(&self.matrices(at, &values))).collect::<Option<_>>()?;
        let of = |((group, implied), saturated): ((&Observed, &Implied), &f64)| {
            let apart = self.apart(group, implied);
            let trace = implied.inverse.dot(&group.covariances);
            group.n * (implied.log_determinant + trace - saturated + apart.dot(&(&implied.inverse * &apart)))
        };
        let distance = groups.iter().zip(&implied).zip(saturated).map(of).sum();
        Some(Tried { values, distance, implied })
    }

    /// The means that were observed less those that are implied, where means are modelled.
    pub(super) fn apart(&self, group: &Observed, implied: &Implied) -> DVector<f64> {
        if self.with_means { &group.means - &implied.means } else { DVector::zeros(self.items) }
    }

    fn solution(&self, groups: &[Observed], of: Tried) -> Solution {
        let each = self.items * (self.items + 1) / 2 + if self.with_means { self.items } else { 0 };
        Solution {
            chi_square: of.distance.max(0.0),
            degrees: (each * groups.len()) as f64 - self.parameters.len() as f64,
            implied: of.implied.into_iter().map(|implied| (implied.covariances, implied.means)).collect(),
            values: of.values,
        }
    }
}

/// Values of the parameters with what follows from them.
struct Tried {
    values: Vec<f64>,
    /// n times the discrepancy of maximum likelihood.
    distance: f64,
    /// A group each.
    implied: Vec<Implied>,
}

/// The step; where the information cannot be inverted, one that is a little shorter.
fn solve(information: DMatrix<f64>, gradient: &DVector<f64>) -> Option<DVector<f64>> {
    let ridge = 1e-8 * information.diagonal().max();
    solved(information.clone(), gradient).or_else(|| {
        let size = information.nrows();
        solved(information + DMatrix::identity(size, size) * ridge, gradient)
    })
}
