use nalgebra::{DMatrix, DVector};

use super::implied::{Implied, Matrices};
use super::model::{Model, Observed, Place};

/// Half the gradient of the distance, and the information, of which only the lower triangle is filled in.
///
/// Every derivative of the implied covariances is `c (u v' + v u')`, where `u` and `v` are one of few vectors: a unit
/// vector, a column of the loadings, or of the loadings times the factors' covariances. With `S` for the inverse, the
/// trace of `S d₁ S d₂` is then `2 c₁ c₂ (u₁'S u₂ · v₁'S v₂ + u₁'S v₂ · v₁'S u₂)`, so that all entries are looked up in
/// one table of `u'S v`.
pub(super) fn slope(model: &Model, groups: &[Observed], values: &[f64], implied: &[Implied]) -> (DVector<f64>, DMatrix<f64>) {
    let count = model.parameters.len();
    let (mut gradient, mut information) = (DVector::zeros(count), DMatrix::zeros(count, count));
    for (at, (group, implied)) in groups.iter().zip(implied).enumerate() {
        let matrices = model.matrices(at, values);
        let (inverse, apart) = (&implied.inverse, model.apart(group, implied));
        let residual = inverse * (&implied.covariances - &group.covariances - &apart * apart.transpose()) * inverse;
        let vectors = Vectors::of(&matrices);
        let (products, residuals) = (vectors.products(inverse), vectors.products(&residual));
        let means = vectors.with(&(inverse * apart));
        let changes = changes(model, at, &matrices);
        for one in &changes {
            let covariance = one.covariance.map_or(0.0, |(u, v, factor)| factor * residuals[(u, v)]);
            gradient[one.parameter] += group.n * (covariance - one.mean.map_or(0.0, |(w, factor)| factor * means[w]));
            for other in changes.iter().filter(|other| other.parameter >= one.parameter) {
                information[(other.parameter, one.parameter)] += group.n * shared(&products, one, other);
            }
        }
    }
    (gradient, information)
}

/// What two changes have in common, a person.
fn shared(products: &DMatrix<f64>, one: &Change, other: &Change) -> f64 {
    let covariances = match (one.covariance, other.covariance) {
        (Some((u, v, factor)), Some((with_u, with_v, by))) => {
            factor * by * (products[(with_u, u)] * products[(with_v, v)] + products[(with_v, u)] * products[(with_u, v)])
        }
        (None, _) | (_, None) => 0.0,
    };
    let means = match (one.mean, other.mean) {
        (Some((w, factor)), Some((with, by))) => factor * by * products[(with, w)],
        (None, _) | (_, None) => 0.0,
    };
    covariances + means
}

/// How the implied moments of a group change with a parameter at one of its places. Vectors are named by their
/// positions in [`Vectors`].
struct Change {
    parameter: usize,
    /// Covariances change by `c (u v' + v u')`: u, v and c.
    covariance: Option<(usize, usize, f64)>,
    /// Means change by a vector times a number.
    mean: Option<(usize, f64)>,
}

fn changes(model: &Model, group: usize, matrices: &Matrices) -> Vec<Change> {
    let line = |factor: usize| model.items + factor;
    let column = |factor: usize| model.items + model.factors + factor;
    let change = |parameter: usize, place: Place| {
        let (covariance, mean) = match place {
            Place::Loading(item, factor) => (Some((item, line(factor), 1.0)), Some((item, matrices.means[factor]))),
            Place::Factor(one, other) => (Some((column(one), column(other), if one == other { 0.5 } else { 1.0 })), None),
            Place::Unique(item) => (Some((item, item, 0.5)), None),
            Place::Intercept(item) => (None, Some((item, 1.0))),
            Place::Mean(factor) => (None, Some((column(factor), 1.0))),
        };
        Change { parameter, covariance, mean }
    };
    let parameters = model.parameters.iter().enumerate();
    let places = parameters.flat_map(|(at, parameter)| parameter.places.iter().map(move |(of, place)| (at, *of, *place)));
    places.filter(|(_, of, _)| *of == group).map(|(at, _, place)| change(at, place)).collect()
}

/// The vectors that derivatives are made of: the unit vectors of the items, the lines (loadings times covariances of
/// factors), then the columns of loadings. Only the last two are written out.
struct Vectors {
    items: usize,
    dense: DMatrix<f64>,
}

impl Vectors {
    fn of(matrices: &Matrices) -> Self {
        let (items, factors) = matrices.loadings.shape();
        let mut dense = DMatrix::zeros(items, 2 * factors);
        dense.columns_mut(0, factors).copy_from(&(&matrices.loadings * &matrices.factors));
        dense.columns_mut(factors, factors).copy_from(&matrices.loadings);
        Self { items, dense }
    }

    /// `u' M v` of all of them, M being symmetric.
    fn products(&self, middle: &DMatrix<f64>) -> DMatrix<f64> {
        let (items, dense) = (self.items, self.dense.ncols());
        let side = middle * &self.dense;
        let across = self.dense.transpose();
        let mut all = DMatrix::zeros(items + dense, items + dense);
        all.view_mut((0, 0), (items, items)).copy_from(middle);
        all.view_mut((0, items), (items, dense)).copy_from(&side);
        all.view_mut((items, 0), (dense, items)).copy_from(&side.transpose());
        all.view_mut((items, items), (dense, dense)).copy_from(&(across * side));
        all
    }

    /// `u' x` of all of them.
    fn with(&self, other: &DVector<f64>) -> DVector<f64> {
        let dense = self.dense.transpose() * other;
        DVector::from_iterator(self.items + dense.len(), other.iter().chain(dense.iter()).copied())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::model::Parameter;
    use super::*;

    const ITEMS: usize = 5;

    /// Two groups and two factors; loadings and intercepts the same in both, one item on both factors, means of factors
    /// in the second group.
    fn model() -> Model {
        let mut places: Vec<Vec<(usize, Place)>> = Vec::new();
        let both = |place: Place| vec![(0, place), (1, place)];
        places.extend((0..3).map(|item| both(Place::Loading(item, 0))));
        places.extend((2..ITEMS).map(|item| both(Place::Loading(item, 1))));
        places.extend((0..ITEMS).map(|item| both(Place::Intercept(item))));
        places.extend((0..2 * ITEMS).map(|at| vec![(at / ITEMS, Place::Unique(at % ITEMS))]));
        places.extend([0, 1].map(|group| vec![(group, Place::Factor(1, 0))]));
        places.extend([0, 1].map(|factor| vec![(1, Place::Factor(factor, factor))]));
        places.extend([0, 1].map(|factor| vec![(1, Place::Mean(factor))]));
        let parameters = places.into_iter().map(|places| Parameter { places, start: 0.0 }).collect();
        let fixed = vec![(0, Place::Factor(0, 0), 1.0), (0, Place::Factor(1, 1), 1.0)];
        Model { items: ITEMS, factors: 2, parameters, fixed, with_means: true }
    }

    /// How implied covariances and means change with a parameter, multiplied out.
    fn change(model: &Model, group: usize, matrices: &Matrices, places: &[(usize, Place)]) -> (DMatrix<f64>, DVector<f64>) {
        let (mut covariances, mut means) = (DMatrix::zeros(model.items, model.items), DVector::zeros(model.items));
        for (_, place) in places.iter().filter(|(of, _)| *of == group) {
            let (mut loadings, mut factors) = (matrices.loadings.map(|_| 0.0), matrices.factors.map(|_| 0.0));
            match *place {
                Place::Loading(item, factor) => {
                    loadings[(item, factor)] = 1.0;
                    let half = &loadings * &matrices.factors * matrices.loadings.transpose();
                    covariances += &half + half.transpose();
                    means += &loadings * &matrices.means;
                }
                Place::Factor(one, other) => {
                    factors[(one, other)] = 1.0;
                    factors[(other, one)] = 1.0;
                    covariances += &matrices.loadings * factors * matrices.loadings.transpose();
                }
                Place::Unique(item) => covariances[(item, item)] += 1.0,
                Place::Intercept(item) => means[item] += 1.0,
                Place::Mean(factor) => means += matrices.loadings.column(factor),
            }
        }
        (covariances, means)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(60))]

        /// Looked up in the table, gradient and information are those that are multiplied out (Lee & Jennrich 1979),
        /// whether the inverse comes by structure or, where a unique variance is nearly none, as a whole.
        #[test]
        fn the_table_says_what_is_multiplied_out(
            of in proptest::collection::vec(0.1_f64..1.0, 2 * ITEMS * ITEMS + 40),
            smallest in prop_oneof![Just(0.3), Just(1e-3)],
        ) {
            let model = model();
            let mut values: Vec<f64> = of[..model.parameters.len()].to_vec();
            let correlation = model.parameters.len() - 6;
            values[correlation - 1] = smallest;
            values[correlation] *= 0.5;
            values[correlation + 1] *= 0.1;
            let group = |at: usize| {
                let root = DMatrix::from_iterator(ITEMS, ITEMS, of[at * 25..at * 25 + 25].iter().copied());
                let covariances = &root * root.transpose() + DMatrix::identity(ITEMS, ITEMS);
                Observed { n: 100.0 + at as f64, means: root.column(0).into_owned(), covariances }
            };
            let groups = [group(0), group(1)];
            let implied: Option<Vec<Implied>> = (0..2).map(|at| Implied::of(&model.matrices(at, &values))).collect();
            let Some(implied) = implied else { return Ok(()) };
            let (gradient, information) = slope(&model, &groups, &values, &implied);
            let near = |one: f64, other: f64| (one - other).abs() <= 1e-8 * (1.0 + one.abs().max(other.abs()));
            let mut plain = (DVector::zeros(values.len()), DMatrix::zeros(values.len(), values.len()));
            for (at, (group, implied)) in groups.iter().zip(&implied).enumerate() {
                let inverse = implied.covariances.clone().cholesky().map(|cholesky| cholesky.inverse());
                let inverse = inverse.unwrap_or_else(|| implied.inverse.clone());
                for (one, other) in inverse.iter().zip(&implied.inverse) {
                    prop_assert!(near(*one, *other), "{one} {other}");
                }
                let determinant = implied.covariances.determinant().ln();
                prop_assert!(near(determinant, implied.log_determinant), "{determinant} {}", implied.log_determinant);
                let apart = &group.means - &implied.means;
                let residual = &inverse * (&implied.covariances - &group.covariances - &apart * apart.transpose()) * &inverse;
                let matrices = model.matrices(at, &values);
                let changes: Vec<_> = model.parameters.iter().map(|of| change(&model, at, &matrices, &of.places)).collect();
                for (one, (covariances, means)) in changes.iter().enumerate() {
                    plain.0[one] += group.n * (0.5 * residual.component_mul(covariances).sum() - means.dot(&(&inverse * &apart)));
                    for (other, (with, others)) in changes.iter().enumerate() {
                        let trace = (&inverse * covariances * &inverse * with).trace();
                        plain.1[(other, one)] += group.n * (0.5 * trace + (&inverse * means).dot(others));
                    }
                }
            }
            for one in 0..values.len() {
                prop_assert!(near(gradient[one], plain.0[one]), "{one}: {} {}", gradient[one], plain.0[one]);
                for other in one..values.len() {
                    let (found, plain) = (information[(other, one)], plain.1[(other, one)]);
                    prop_assert!(near(found, plain), "{one} {other}: {found} {plain}");
                }
            }
        }
    }
}
