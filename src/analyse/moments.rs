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

/// Rows that are worth a thread.
const STRETCH: usize = 4096;
/// Rows that are multiplied at a time.
const BLOCK: usize = 512;

impl Moments {
    /// The moments of columns.
    ///
    /// # Errors
    /// Where a column has fewer than two values or only one and the same, or two columns have fewer than two rows in
    /// common.
    pub fn of(names: &[String], columns: &[Vec<f64>]) -> Result<Self, NoFigure> {
        let rows = columns.first().map_or(0, Vec::len);
        let sums = Sums::of(columns, rows);
        let size = columns.len();
        if let Some(few) = (0..size).map(|at| sums.n[(at, at)] as usize).find(|n| *n < 2) {
            return Err(NoFigure::TooFew { n: few, needed: 2 });
        }
        let mut covariances = DMatrix::zeros(size, size);
        for one in 0..size {
            for other in one..size {
                let n = sums.n[(one, other)];
                if n < 2.0 {
                    return Err(NoFigure::NoOverlap(names[one].clone(), names[other].clone()));
                }
                let (x, y) = (sums.first[(one, other)], sums.first[(other, one)]);
                let covariance = (sums.products[(one, other)] - x * y / n) / (n - 1.0);
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

/// Sums over the rows that two columns both have: for (i, j) how many, the sum of i, the sum of products. Values are
/// shifted by the first of their column, so that large means cost no digits.
struct Sums {
    n: DMatrix<f64>,
    first: DMatrix<f64>,
    products: DMatrix<f64>,
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
        let square = || DMatrix::zeros(columns.len(), columns.len());
        let empty = Self { n: square(), first: square(), products: square(), shift, complete: 0 };
        parts.into_iter().fold(empty, |mut all, part| {
            all.n += part.n;
            all.first += part.first;
            all.products += part.products;
            all.complete += part.complete;
            all
        })
    }

    fn stretch(columns: &[Vec<f64>], shift: &[f64], from: usize, to: usize) -> Self {
        let size = columns.len();
        let square = || DMatrix::zeros(size, size);
        let mut sums = Self { n: square(), first: square(), products: square(), shift: vec![], complete: 0 };
        for start in (from..to).step_by(BLOCK) {
            sums.block(columns, shift, start, (start + BLOCK).min(to));
        }
        sums
    }

    fn block(&mut self, columns: &[Vec<f64>], shift: &[f64], from: usize, to: usize) {
        let (count, rows) = (columns.len(), to - from);
        // Items by rows: 1 where there is a value, and the value less the shift, 0 where there is none.
        let (mut there, mut values) = (DMatrix::from_element(count, rows, 1.0), DMatrix::zeros(count, rows));
        let mut whole = vec![true; rows];
        for (at, column) in columns.iter().enumerate() {
            for (row, value) in column[from..to].iter().enumerate() {
                if value.is_nan() {
                    there[(at, row)] = 0.0;
                    whole[row] = false;
                } else {
                    values[(at, row)] = value - shift[at];
                }
            }
        }
        let complete = whole.iter().filter(|whole| **whole).count();
        self.complete += complete;
        self.products.gemm(1.0, &values, &values.transpose(), 1.0);
        if complete == rows {
            self.n.add_scalar_mut(rows as f64);
            let sums = values.column_sum();
            self.first.column_iter_mut().for_each(|mut column| column += &sums);
        } else {
            let has = there.transpose();
            self.n.gemm(1.0, &there, &has, 1.0);
            self.first.gemm(1.0, &values, &has, 1.0);
        }
    }
}
