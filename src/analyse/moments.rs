use nalgebra::DMatrix;

use super::figure::NoFigure;

/// Columns of values beside each other: covariances of each pair over the rows that have both.
#[derive(Clone, Debug)]
pub struct Moments {
    /// Names of the columns.
    pub names: Vec<String>,
    /// Rows.
    pub rows: usize,
    /// Rows that have all of them.
    pub complete: usize,
    /// Covariances (n - 1), over the rows that have both.
    pub covariances: DMatrix<f64>,
}

/// Rows that a thread takes at a time.
const STRETCH: usize = 4096;

impl Moments {
    /// The moments of columns.
    ///
    /// # Errors
    /// Where a column has fewer than two values or only one and the same, or two columns have fewer than two rows in common.
    pub fn of(names: &[String], columns: &[Vec<f64>]) -> Result<Self, NoFigure> {
        let rows = columns.first().map_or(0, Vec::len);
        let sums = Sums::of(columns, rows);
        let size = columns.len();
        if let Some(few) = (0..size).map(|at| sums.n[at * size + at] as usize).find(|n| *n < 2) {
            return Err(NoFigure::TooFew { n: few, needed: 2 });
        }
        let mut covariances = DMatrix::zeros(size, size);
        for one in 0..size {
            for other in one..size {
                let n = sums.n[one * size + other];
                if n < 2.0 {
                    return Err(NoFigure::NoOverlap(names[one].clone(), names[other].clone()));
                }
                let (x, y) = (sums.first[one * size + other], sums.first[other * size + one]);
                let covariance = (sums.products[one * size + other] - x * y / n) / (n - 1.0);
                covariances[(one, other)] = covariance;
                covariances[(other, one)] = covariance;
            }
        }
        if let Some(flat) = (0..size).find(|at| covariances[(*at, *at)] <= 1e-12 * (1.0 + sums.shift[*at].powi(2))) {
            return Err(NoFigure::NoVariance(names[flat].clone()));
        }
        Ok(Self { names: names.to_vec(), rows, complete: sums.complete, covariances })
    }

    /// Correlations, from the covariances.
    pub fn correlations(&self) -> DMatrix<f64> {
        let sd: Vec<f64> = self.covariances.diagonal().iter().map(|variance| variance.sqrt()).collect();
        DMatrix::from_fn(sd.len(), sd.len(), |one, other| {
            if one == other { 1.0 } else { self.covariances[(one, other)] / (sd[one] * sd[other]) }
        })
    }
}

/// The rows of columns that have all of them.
pub fn complete_rows(columns: &[Vec<f64>]) -> Vec<Vec<f64>> {
    let rows = columns.first().map_or(0, Vec::len);
    let whole: Vec<usize> = (0..rows).filter(|row| columns.iter().all(|column| !column[*row].is_nan())).collect();
    columns.iter().map(|column| whole.iter().map(|row| column[*row]).collect()).collect()
}

/// Sums over the rows that two columns both have: for (i, j) how many, the sum of i, the sum of products. Values are shifted by the first of
/// their column, so that large means cost no digits.
struct Sums {
    n: Vec<f64>,
    first: Vec<f64>,
    products: Vec<f64>,
    shift: Vec<f64>,
    complete: usize,
}

impl Sums {
    fn of(columns: &[Vec<f64>], rows: usize) -> Self {
        let shift: Vec<f64> =
            columns.iter().map(|column| column.iter().copied().find(|value| !value.is_nan()).unwrap_or(0.0)).collect();
        let threads = std::thread::available_parallelism().map_or(1, usize::from).min(rows / STRETCH + 1);
        let share = rows.div_ceil(threads.max(1)).max(1);
        let alone = || vec![Self::stretch(columns, &shift, 0, rows)];
        let beside = || {
            std::thread::scope(|scope| {
                let begin = |from: usize| {
                    let shift = &shift;
                    scope.spawn(move || Self::stretch(columns, shift, from, (from + share).min(rows)))
                };
                let threads: Vec<_> = (0..rows).step_by(share).map(begin).collect();
                threads.into_iter().filter_map(|thread| thread.join().ok()).collect()
            })
        };
        // WebAssembly has no threads to begin.
        let parts: Vec<Self> = if threads == 1 { alone() } else { beside() };
        let size = columns.len() * columns.len();
        let empty = Self { n: vec![0.0; size], first: vec![0.0; size], products: vec![0.0; size], shift, complete: 0 };
        parts.into_iter().fold(empty, |mut all, part| {
            let pairs = [(&mut all.n, part.n), (&mut all.first, part.first), (&mut all.products, part.products)];
            for (to, from) in pairs {
                to.iter_mut().zip(from).for_each(|(to, from)| *to += from);
            }
            all.complete += part.complete;
            all
        })
    }

    fn stretch(columns: &[Vec<f64>], shift: &[f64], from: usize, to: usize) -> Self {
        let count = columns.len();
        let size = count * count;
        let mut sums = Self { n: vec![0.0; size], first: vec![0.0; size], products: vec![0.0; size], shift: vec![], complete: 0 };
        let (mut there, mut values) = (vec![0.0; count], vec![0.0; count]);
        let part: Vec<&[f64]> = columns.iter().map(|column| &column[from..to]).collect();
        for row in 0..to - from {
            let mut whole = true;
            for (at, column) in part.iter().enumerate() {
                let value = column[row];
                let is_there = !value.is_nan();
                whole &= is_there;
                there[at] = f64::from(u8::from(is_there));
                values[at] = if is_there { value - shift[at] } else { 0.0 };
            }
            sums.complete += usize::from(whole);
            for one in 0..count {
                let (has, value) = (there[one], values[one]);
                let line = one * count..(one + 1) * count;
                let (n, first, products) = (&mut sums.n[line.clone()], &mut sums.first[line.clone()], &mut sums.products[line]);
                for other in 0..count {
                    n[other] += has * there[other];
                    first[other] += value * there[other];
                    products[other] += value * values[other];
                }
            }
        }
        sums
    }
}
