use nalgebra::DMatrix;
use rand::SeedableRng;
use rand::rngs::StdRng;
use rand_distr::{ChiSquared, Distribution, StandardNormal};
use serde::Serialize;

use super::figure::{Figure, NoFigure};
use super::fit::{Fit, simple_structure};
use super::model::{Observed, Place, Solution};
use super::parallel::each;

/// How many things a set of items measures.
#[derive(Clone, Debug, Serialize)]
pub struct Dimensions {
    /// Eigenvalues of the correlations, falling.
    pub eigenvalues: Vec<f64>,
    /// The eigenvalues that 95 % of samples of nothing stay below (Horn 1965, Psychometrika 30, 179-185); empty where
    /// there are none.
    pub by_chance: Vec<f64>,
    /// How many of the first lie above those by chance.
    pub above_chance: usize,
    /// The seed that made the samples of nothing.
    pub seed: u64,
}

/// Samples of nothing that eigenvalues are set beside.
const SAMPLES: usize = 100;
const SEED: u64 = 20_261_124;

/// Eigenvalues of correlations, beside those of uncorrelated normal variables of as many people.
pub fn dimensions(correlations: &DMatrix<f64>, people: usize) -> Dimensions {
    let eigenvalues = falling(correlations.clone());
    let items = correlations.nrows();
    let mut random = StdRng::seed_from_u64(SEED);
    let draws = (0..if people > items { SAMPLES } else { 0 }).map(|_| nothing(items, people, &mut random)).collect();
    let samples: Vec<Vec<f64>> = each(draws, |roots: DMatrix<f64>| falling(correlation(&(&roots * roots.transpose()))));
    let by_chance: Vec<f64> = (0..if samples.is_empty() { 0 } else { items })
        .map(|at| {
            let mut values: Vec<f64> = samples.iter().map(|sample| sample[at]).collect();
            values.sort_by(f64::total_cmp);
            values[SAMPLES * 95 / 100 - 1]
        })
        .collect();
    let above_chance = eigenvalues.iter().zip(&by_chance).take_while(|(value, chance)| value > chance).count();
    Dimensions { eigenvalues, by_chance, above_chance, seed: SEED }
}

/// A root of the sums of squares and products of uncorrelated normal variables around their means, without drawing
/// every person: a lower triangle of normal numbers with roots of chi-squares on its diagonal, whose square has the
/// same distribution (Bartlett 1933, Proceedings of the Royal Society of Edinburgh 53, 260-283).
fn nothing(items: usize, people: usize, random: &mut StdRng) -> DMatrix<f64> {
    let mut roots = DMatrix::zeros(items, items);
    for row in 0..items {
        for column in 0..row {
            roots[(row, column)] = StandardNormal.sample(random);
        }
        // There are more people than items, so it has degrees of freedom.
        let degrees = (people - 1 - row) as f64;
        roots[(row, row)] = ChiSquared::new(degrees).map_or(f64::NAN, |squares| squares.sample(random)).sqrt();
    }
    roots
}

fn falling(matrix: DMatrix<f64>) -> Vec<f64> {
    let mut values: Vec<f64> = matrix.symmetric_eigenvalues().iter().copied().collect();
    values.sort_by(|one, other| other.total_cmp(one));
    values
}

/// Correlations, from sums of squares and products.
fn correlation(products: &DMatrix<f64>) -> DMatrix<f64> {
    DMatrix::from_fn(products.nrows(), products.ncols(), |one, other| {
        products[(one, other)] / (products[(one, one)] * products[(other, other)]).sqrt()
    })
}

/// A model of one factor, and the reliability that follows from it.
#[derive(Clone, Debug, Serialize)]
pub struct OneFactor {
    /// McDonald's omega total of standardised items, by maximum likelihood: the square of the sum of loadings over
    /// itself and the sum of unique variances (McDonald 1999, Test theory, chapter 6).
    pub omega: Figure,
    /// How well one factor fits; items with their own variances.
    pub fit: Fit,
    /// Standardised loadings, in the order of the items; empty where there are none.
    pub loadings: Vec<f64>,
}

/// Fits one factor to people who answered everything.
pub fn one_factor(columns: &[Vec<f64>]) -> OneFactor {
    let people = columns.first().map_or(0, Vec::len);
    match solved(columns, &[(0..columns.len()).collect()]) {
        Err(why) => OneFactor { omega: Err(why.clone()).into(), fit: Fit::none(people, &why), loadings: vec![] },
        Ok((observed, solution)) => {
            let loadings = standardised(&observed, &solution);
            let (sum, unique) =
                (loadings.iter().sum::<f64>(), loadings.iter().map(|loading| 1.0 - loading * loading).sum::<f64>());
            let omega = sum * sum / (sum * sum + unique);
            OneFactor { omega: omega.into(), fit: Fit::of(&solution, &[observed], false), loadings }
        }
    }
}

/// Fits the structure in which each scale is a factor, to people who answered everything.
pub fn scales_as_factors(columns: &[Vec<f64>], pattern: &[Vec<usize>]) -> Fit {
    match solved(columns, pattern) {
        Err(why) => Fit::none(columns.first().map_or(0, Vec::len), &why),
        Ok((observed, solution)) => Fit::of(&solution, &[observed], false),
    }
}

fn solved(columns: &[Vec<f64>], pattern: &[Vec<usize>]) -> Result<(Observed, Solution), NoFigure> {
    let (people, items) = (columns.first().map_or(0, Vec::len), columns.len());
    if let Some(few) = pattern.iter().map(Vec::len).find(|count| *count < if pattern.len() == 1 { 3 } else { 2 }) {
        return Err(NoFigure::TooFewItems { n: few, needed: if pattern.len() == 1 { 3 } else { 2 } });
    }
    if people <= items {
        return Err(NoFigure::TooFew { n: people, needed: items + 1 });
    }
    let observed = Observed::of(columns);
    let model = simple_structure(pattern, &observed);
    let solution = model.fit(std::slice::from_ref(&observed))?;
    for (parameter, value) in model.parameters.iter().zip(&solution.values) {
        match parameter.places[0].1 {
            Place::Unique(item) if *value <= 0.0 => {
                return Err(NoFigure::Improper(format!("item {} would have a unique variance below zero", item + 1)));
            }
            Place::Factor(one, other) if one != other && value.abs() >= 1.0 => {
                return Err(NoFigure::Improper(format!("factors {} and {} would correlate beyond 1", other + 1, one + 1)));
            }
            Place::Unique(_) | Place::Factor(..) | Place::Loading(..) | Place::Intercept(_) | Place::Mean(_) => {}
        }
    }
    Ok((observed, solution))
}

fn standardised(observed: &Observed, solution: &Solution) -> Vec<f64> {
    let items = observed.means.len();
    let implied = &solution.implied[0].0;
    solution.values[..items].iter().enumerate().map(|(item, loading)| loading / implied[(item, item)].sqrt()).collect()
}
