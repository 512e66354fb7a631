use nalgebra::{DMatrix, DVector};

use super::figure::NoFigure;
use super::reliability::inverted;

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
        let covariances = centred.tr_mul(&centred) / n;
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

struct Matrices {
    loadings: DMatrix<f64>,
    factors: DMatrix<f64>,
    unique: DVector<f64>,
    intercepts: DVector<f64>,
    means: DVector<f64>,
}

impl Model {
    fn matrices(&self, group: usize, values: &[f64]) -> Matrices {
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
        let mut values: Vec<f64> = self.parameters.iter().map(|parameter| parameter.start).collect();
        let saturated: Vec<f64> = groups
            .iter()
            .map(|group| Ok(log_determinant(&group.covariances).ok_or(NoFigure::Collinear)? + self.items as f64))
            .collect::<Result<_, NoFigure>>()?;
        for group in groups {
            inverted(&group.covariances)?;
        }
        let mut now = self.distance(groups, &saturated, &values).ok_or(NoFigure::NoEnd)?;
        for _ in 0..STEPS {
            let (gradient, information) = self.slope(groups, &values).ok_or(NoFigure::NoEnd)?;
            let step = solve(information, &gradient).ok_or(NoFigure::NoEnd)?;
            let promised = gradient.dot(&step);
            if promised.abs() < 1e-11 * (1.0 + now) {
                return Ok(self.solution(groups, values, now));
            }
            let mut length = 1.0;
            let next = loop {
                let tried: Vec<f64> = values.iter().zip(step.iter()).map(|(value, step)| value - length * step).collect();
                match self.distance(groups, &saturated, &tried) {
                    Some(there) if there <= now + 1e-10 * now.abs() => break Some((tried, there)),
                    _ if length < 1e-8 => break None,
                    _ => length /= 2.0,
                }
            };
            let Some((tried, there)) = next else { return Err(NoFigure::NoEnd) };
            (values, now) = (tried, there);
        }
        Err(NoFigure::NoEnd)
    }

    fn implied(&self, matrices: &Matrices) -> (DMatrix<f64>, DVector<f64>) {
        let covariances =
            &matrices.loadings * &matrices.factors * matrices.loadings.transpose() + DMatrix::from_diagonal(&matrices.unique);
        (covariances, &matrices.intercepts + &matrices.loadings * &matrices.means)
    }

    /// How far the model is; nothing where its covariances are not those of anything.
    fn distance(&self, groups: &[Observed], saturated: &[f64], values: &[f64]) -> Option<f64> {
        let of = |(at, group): (usize, &Observed)| {
            let (covariances, means) = self.implied(&self.matrices(at, values));
            let determinant = log_determinant(&covariances)?;
            let inverse = covariances.cholesky()?.inverse();
            let apart = if self.with_means { &group.means - means } else { DVector::zeros(self.items) };
            let trace = (&inverse * &group.covariances).trace();
            Some(group.n * (determinant + trace - saturated[at] + apart.dot(&(inverse * &apart))))
        };
        groups.iter().enumerate().map(of).sum()
    }

    /// Half the gradient of the distance, and the information.
    fn slope(&self, groups: &[Observed], values: &[f64]) -> Option<(DVector<f64>, DMatrix<f64>)> {
        let count = self.parameters.len();
        let (mut gradient, mut information) = (DVector::zeros(count), DMatrix::zeros(count, count));
        for (at, group) in groups.iter().enumerate() {
            let matrices = self.matrices(at, values);
            let (covariances, means) = self.implied(&matrices);
            let inverse = covariances.clone().cholesky()?.inverse();
            let apart = if self.with_means { &group.means - means } else { DVector::zeros(self.items) };
            let residual = &inverse * (covariances - &group.covariances - &apart * apart.transpose()) * &inverse;
            let changes: Vec<(usize, DMatrix<f64>, DVector<f64>)> = self
                .parameters
                .iter()
                .enumerate()
                .filter(|(_, parameter)| parameter.places.iter().any(|(of, _)| *of == at))
                .map(|(which, parameter)| {
                    let (covariances, means) = self.change(&matrices, at, parameter);
                    (which, covariances, means)
                })
                .collect();
            let turned: Vec<(DMatrix<f64>, DVector<f64>)> =
                changes.iter().map(|(_, covariances, means)| (&inverse * covariances, &inverse * means)).collect();
            for (one, (which, covariances, means)) in changes.iter().enumerate() {
                gradient[*which] += group.n * (0.5 * residual.component_mul(covariances).sum() - means.dot(&(&inverse * &apart)));
                for (other, (with, _, others)) in changes.iter().enumerate().skip(one) {
                    let trace = turned[one].0.component_mul(&turned[other].0.transpose()).sum();
                    let shared = group.n * (0.5 * trace + turned[one].1.dot(others));
                    information[(*which, *with)] += shared;
                    if one != other {
                        information[(*with, *which)] += shared;
                    }
                }
            }
        }
        Some((gradient, information))
    }

    /// How implied covariances and means change with a parameter.
    fn change(&self, matrices: &Matrices, group: usize, parameter: &Parameter) -> (DMatrix<f64>, DVector<f64>) {
        let (mut covariances, mut means) = (DMatrix::zeros(self.items, self.items), DVector::zeros(self.items));
        for (_, place) in parameter.places.iter().filter(|(of, _)| *of == group) {
            match *place {
                Place::Loading(item, factor) => {
                    let line = &matrices.loadings * matrices.factors.column(factor);
                    for other in 0..self.items {
                        covariances[(item, other)] += line[other];
                        covariances[(other, item)] += line[other];
                    }
                    means[item] += matrices.means[factor];
                }
                Place::Factor(one, other) => {
                    let (first, second) = (matrices.loadings.column(one), matrices.loadings.column(other));
                    let product = first * second.transpose();
                    covariances += if one == other { product } else { &product + product.transpose() };
                }
                Place::Unique(item) => covariances[(item, item)] += 1.0,
                Place::Intercept(item) => means[item] += 1.0,
                Place::Mean(factor) => means += matrices.loadings.column(factor),
            }
        }
        (covariances, means)
    }

    fn solution(&self, groups: &[Observed], values: Vec<f64>, distance: f64) -> Solution {
        let each = self.items * (self.items + 1) / 2 + if self.with_means { self.items } else { 0 };
        Solution {
            chi_square: distance.max(0.0),
            degrees: (each * groups.len()) as f64 - self.parameters.len() as f64,
            implied: (0..groups.len()).map(|at| self.implied(&self.matrices(at, &values))).collect(),
            values,
        }
    }
}

fn log_determinant(matrix: &DMatrix<f64>) -> Option<f64> {
    let cholesky = matrix.clone().cholesky()?;
    Some(2.0 * cholesky.l().diagonal().iter().map(|diagonal| diagonal.ln()).sum::<f64>())
}

/// The step; where the information cannot be inverted, one that is a little shorter.
fn solve(information: DMatrix<f64>, gradient: &DVector<f64>) -> Option<DVector<f64>> {
    let ridge = 1e-8 * information.diagonal().max();
    match information.clone().cholesky() {
        Some(cholesky) => Some(cholesky.solve(gradient)),
        None => {
            let size = information.nrows();
            (information + DMatrix::identity(size, size) * ridge).cholesky().map(|cholesky| cholesky.solve(gradient))
        }
    }
}
