use nalgebra::DMatrix;
use serde::Serialize;
use statrs::distribution::{ContinuousCDF, FisherSnedecor};
use statrs::statistics::Statistics;

use super::figure::{Figure, NoFigure};

/// An intraclass correlation with its interval of 95 %.
#[derive(Clone, Debug, Serialize)]
pub struct Intraclass {
    /// Its name by Shrout & Fleiss, as `ICC(2,1)`.
    pub name: &'static str,
    /// What it is about.
    pub about: &'static str,
    /// The correlation.
    pub value: Figure,
    /// Low end of the interval.
    pub low: Figure,
    /// High end of it.
    pub high: Figure,
}

/// Two columns of values of the same people beside each other.
#[derive(Clone, Debug, Serialize)]
pub struct Agreement {
    /// What is compared, as people read it.
    pub what: String,
    /// Pairs.
    pub n: usize,
    /// The six of Shrout & Fleiss 1979, Psychological Bulletin 86, 420-428; intervals after McGraw & Wong 1996,
    /// Psychological Methods 1, 30-46.
    pub intraclass: Vec<Intraclass>,
    /// Mean of the first less the second.
    pub difference: Figure,
    /// Limits of agreement, low: the mean difference less 1.96 of its standard deviation (Bland & Altman 1986, Lancet
    /// 327, 307-310).
    pub low: Figure,
    /// High.
    pub high: Figure,
    /// Standard error of measurement: root of the variance between the two and of the rest (de Vet et al. 2006, J.
    /// Clinical Epidemiology 59, 1033-1039).
    pub error: Figure,
    /// Smallest detectable change: `1.96 sqrt(2)` of that error.
    pub detectable: Figure,
}

/// People that an intraclass correlation needs.
const LEAST: usize = 3;

/// Mean squares of people in rows and two measurements in columns.
struct Squares {
    n: f64,
    people: f64,
    within: f64,
    between: f64,
    rest: f64,
}

/// Sets two columns beside each other, in the rows that have both.
pub fn agreement(what: String, pairs: &[(f64, f64)]) -> Agreement {
    let squares = squares(pairs);
    let differences: Vec<f64> = pairs.iter().map(|(one, other)| one - other).collect();
    let (mean, sd) = (differences.iter().sum::<f64>() / differences.len() as f64, differences.iter().std_dev());
    let some = |value: f64| Figure::from(squares.as_ref().map(|_| value).map_err(Clone::clone));
    let error = squares.as_ref().map(|squares| (((squares.between - squares.rest) / squares.n).max(0.0) + squares.rest).sqrt());
    let error = error.map_err(Clone::clone);
    Agreement {
        what,
        n: pairs.len(),
        intraclass: intraclass(squares.as_ref()),
        difference: some(mean),
        low: some(mean - 1.96 * sd),
        high: some(mean + 1.96 * sd),
        error: error.clone().into(),
        detectable: error.map(|error| 1.96 * std::f64::consts::SQRT_2 * error).into(),
    }
}

fn squares(pairs: &[(f64, f64)]) -> Result<Squares, NoFigure> {
    if pairs.len() < LEAST {
        return Err(NoFigure::TooFew { n: pairs.len(), needed: LEAST });
    }
    let n = pairs.len() as f64;
    let (first, second) = (pairs.iter().map(|pair| pair.0).sum::<f64>() / n, pairs.iter().map(|pair| pair.1).sum::<f64>() / n);
    let mean = f64::midpoint(first, second);
    let people = pairs.iter().map(|(one, other)| 2.0 * (f64::midpoint(*one, *other) - mean).powi(2)).sum::<f64>();
    let within = pairs.iter().map(|(one, other)| (one - other).powi(2) / 2.0).sum::<f64>();
    let between = n * ((first - mean).powi(2) + (second - mean).powi(2));
    if people + within <= 0.0 {
        return Err(NoFigure::Undefined("everybody has the same value both times"));
    }
    // What is left of differences once their mean is taken out may be below zero by rounding.
    let rest = (within - between).max(0.0);
    Ok(Squares { n, people: people / (n - 1.0), within: within / n, between, rest: rest / (n - 1.0) })
}

fn quantile(one: f64, other: f64) -> f64 {
    FisherSnedecor::new(one, other).map_or(f64::NAN, |distribution| distribution.inverse_cdf(0.975))
}

/// The six, with k = 2 measurements.
fn intraclass(squares: Result<&Squares, &NoFigure>) -> Vec<Intraclass> {
    const NAMES: [(&str, &str); 6] = [
        ("ICC(1,1)", "absolute agreement, one of them, each person measured by others"),
        ("ICC(2,1)", "absolute agreement, one of them, drawn from many"),
        ("ICC(3,1)", "consistency, one of them, just these"),
        ("ICC(1,k)", "absolute agreement, the mean of both, each person measured by others"),
        ("ICC(2,k)", "absolute agreement, the mean of both, drawn from many"),
        ("ICC(3,k)", "consistency, the mean of both, just these"),
    ];
    let values = squares.map(six).map_err(Clone::clone);
    let row = |(at, (name, about)): (usize, (&'static str, &'static str))| {
        let of = |which: usize| Figure::from(values.as_ref().map(|values| values[at][which]).map_err(Clone::clone));
        Intraclass { name, about, value: of(0), low: of(1), high: of(2) }
    };
    NAMES.into_iter().enumerate().map(row).collect()
}

/// Each of the six: value, low, high.
fn six(of: &Squares) -> [[f64; 3]; 6] {
    let (n, k) = (of.n, 2.0);
    let (people, within, between, rest) = (of.people, of.within, of.between, of.rest);
    let stepped = |value: f64| value * k / (1.0 + value * (k - 1.0));
    // One way: people against all that is within them.
    let one = people / within;
    let (low, high) = (one / quantile(n - 1.0, n * (k - 1.0)), one * quantile(n * (k - 1.0), n - 1.0));
    let first =
        [(people - within) / (people + (k - 1.0) * within), (low - 1.0) / (low + k - 1.0), (high - 1.0) / (high + k - 1.0)];
    let first_k = [(people - within) / people, 1.0 - 1.0 / low, 1.0 - 1.0 / high];
    // Two ways, the measurements drawn from many.
    let value = (people - rest) / (people + (k - 1.0) * rest + k * (between - rest) / n);
    let ratio = between / rest;
    let part = n * (1.0 + (k - 1.0) * value) - k * value;
    let degrees =
        (k - 1.0) * (n - 1.0) * (k * value * ratio + part).powi(2) / ((n - 1.0) * (k * value * ratio).powi(2) + part.powi(2));
    let (up, down) = (quantile(n - 1.0, degrees), quantile(degrees, n - 1.0));
    let common = k * between + (k * n - k - n) * rest;
    let second =
        [value, n * (people - up * rest) / (up * common + n * people), n * (down * people - rest) / (common + n * down * people)];
    let second_k = [(people - rest) / (people + (between - rest) / n), stepped(second[1]), stepped(second[2])];
    // Two ways, just these measurements.
    let two = people / rest;
    let errors = (n - 1.0) * (k - 1.0);
    let (low, high) = (two / quantile(n - 1.0, errors), two * quantile(errors, n - 1.0));
    let third = [(people - rest) / (people + (k - 1.0) * rest), (low - 1.0) / (low + k - 1.0), (high - 1.0) / (high + k - 1.0)];
    let third_k = [(people - rest) / people, 1.0 - 1.0 / low, 1.0 - 1.0 / high];
    [first, second, third, first_k, second_k, third_k]
}

/// Kappa of two who chose among the same answers, weighted by the square of how far apart (Cohen 1968, Psychological
/// Bulletin 70, 213-220), with its interval of 95 % (Fleiss, Cohen & Everitt 1969, Psychological Bulletin 72, 323-327).
#[derive(Clone, Debug, Serialize)]
pub struct Kappa {
    /// Name of the item.
    pub item: String,
    /// Pairs.
    pub n: usize,
    /// The share of pairs that chose the same.
    pub same: Figure,
    /// Kappa.
    pub value: Figure,
    /// Low end of the interval.
    pub low: Figure,
    /// High end of it.
    pub high: Figure,
}

/// Weighted kappa of pairs of positions among `count` answers.
pub fn kappa(item: String, count: usize, pairs: &[(usize, usize)]) -> Kappa {
    let found = weighted(count, pairs);
    let of = |which: usize| Figure::from(found.as_ref().map(|found| found[which]).map_err(Clone::clone));
    Kappa { item, n: pairs.len(), same: of(0), value: of(1), low: of(2), high: of(3) }
}

fn weighted(count: usize, pairs: &[(usize, usize)]) -> Result<[f64; 4], NoFigure> {
    if pairs.len() < LEAST {
        return Err(NoFigure::TooFew { n: pairs.len(), needed: LEAST });
    }
    let n = pairs.len() as f64;
    let mut shares = DMatrix::zeros(count, count);
    pairs.iter().for_each(|pair| shares[*pair] += 1.0 / n);
    let furthest = (count.max(2) - 1) as f64;
    let weight = |one: usize, other: usize| 1.0 - ((one as f64 - other as f64) / furthest).powi(2);
    let (rows, columns): (Vec<f64>, Vec<f64>) =
        ((0..count).map(|at| shares.row(at).sum()).collect(), (0..count).map(|at| shares.column(at).sum()).collect());
    let sum = |of: &dyn Fn(usize, usize) -> f64| -> f64 {
        (0..count).flat_map(|one| (0..count).map(move |other| (one, other))).map(|(one, other)| of(one, other)).sum()
    };
    let observed = sum(&|one, other| weight(one, other) * shares[(one, other)]);
    let expected = sum(&|one, other| weight(one, other) * rows[one] * columns[other]);
    if 1.0 - expected < 1e-12 {
        return Err(NoFigure::Undefined("both gave everybody the same answer, so agreement by chance is complete"));
    }
    let value = (observed - expected) / (1.0 - expected);
    let row_weight: Vec<f64> = (0..count).map(|one| (0..count).map(|other| columns[other] * weight(one, other)).sum()).collect();
    let column_weight: Vec<f64> = (0..count).map(|other| (0..count).map(|one| rows[one] * weight(one, other)).sum()).collect();
    let spread = sum(&|one, other| {
        let part = weight(one, other) * (1.0 - expected) - (row_weight[one] + column_weight[other]) * (1.0 - observed);
        shares[(one, other)] * part * part
    });
    let variance = (spread - (observed * expected - 2.0 * expected + observed).powi(2)) / (n * (1.0 - expected).powi(4));
    let error = 1.959_963_984_540_054 * variance.max(0.0).sqrt();
    Ok([shares.trace(), value, value - error, value + error])
}
