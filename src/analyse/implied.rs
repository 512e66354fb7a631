use nalgebra::{DMatrix, DVector};

/// The matrices of a model of common factors for one group.
pub(super) struct Matrices {
    /// Items by factors.
    pub loadings: DMatrix<f64>,
    /// Covariances of the factors.
    pub factors: DMatrix<f64>,
    /// Variances of the items that no factor explains.
    pub unique: DVector<f64>,
    /// Means of the items where their factors are 0.
    pub intercepts: DVector<f64>,
    /// Means of the factors.
    pub means: DVector<f64>,
}

/// Moments that a model implies, with the inverse of their covariances.
pub(super) struct Implied {
    /// Covariances of the items.
    pub covariances: DMatrix<f64>,
    /// Means of the items.
    pub means: DVector<f64>,
    /// Inverse of the covariances.
    pub inverse: DMatrix<f64>,
    /// Logarithm of their determinant.
    pub log_determinant: f64,
}

/// A unique variance below this share of the variance of its item costs digits where others are divided by it.
const SMALL: f64 = 1e-3;

impl Implied {
    /// What matrices imply; nothing where the covariances are not those of anything.
    pub fn of(matrices: &Matrices) -> Option<Self> {
        let covariances =
            &matrices.loadings * &matrices.factors * matrices.loadings.transpose() + DMatrix::from_diagonal(&matrices.unique);
        let (inverse, log_determinant) = by_structure(matrices, &covariances).or_else(|| whole(&covariances))?;
        let means = &matrices.intercepts + &matrices.loadings * &matrices.means;
        Some(Self { covariances, means, inverse, log_determinant })
    }
}

/// Inverse and logarithm of the determinant in as many steps as there are covariances, for each factor: by Woodbury's
/// identity, `(U + W W')⁻¹ = U⁻¹ - V V'` with `V = U⁻¹ W L⁻ᵀ` and `L L' = 1 + W' U⁻¹ W` (Harville 1997, Matrix algebra
/// from a statistician's perspective, theorem 18.2.8 and corollary 18.1.4). Nothing where a unique variance is not well
/// above zero, or the factors' covariances are none.
fn by_structure(matrices: &Matrices, covariances: &DMatrix<f64>) -> Option<(DMatrix<f64>, f64)> {
    let unique = &matrices.unique;
    if unique.iter().zip(covariances.diagonal().iter()).any(|(unique, variance)| *unique <= SMALL * variance) {
        return None;
    }
    let roots = &matrices.loadings * matrices.factors.clone().cholesky()?.l();
    let mut divided = roots.clone();
    divided.row_iter_mut().zip(unique.iter()).for_each(|(mut row, unique)| row /= *unique);
    let factors = roots.ncols();
    let within = (DMatrix::identity(factors, factors) + roots.transpose() * &divided).cholesky()?;
    let shared = within.l().solve_lower_triangular(&divided.transpose())?;
    let mut inverse = shared.transpose() * &shared;
    inverse.neg_mut();
    unique.iter().enumerate().for_each(|(at, unique)| inverse[(at, at)] += 1.0 / unique);
    Some((inverse, unique.iter().map(|unique| unique.ln()).sum::<f64>() + within.ln_determinant()))
}

/// Inverse and logarithm of the determinant of any covariances.
fn whole(covariances: &DMatrix<f64>) -> Option<(DMatrix<f64>, f64)> {
    let cholesky = covariances.clone().cholesky()?;
    Some((cholesky.inverse(), cholesky.ln_determinant()))
}
