use nalgebra::{DMatrix, DVector};

/// Columns that are taken at a time: so many fit the first cache beside what they are multiplied with.
const BLOCK: usize = 48;

/// Solves a symmetric system by Cholesky's factors, in blocks, which leaves nearly all of the work to one fast
/// multiplication of matrices. Only the lower triangle is looked at. Nothing where the matrix is not positive definite.
pub(super) fn solved(mut matrix: DMatrix<f64>, right: &DVector<f64>) -> Option<DVector<f64>> {
    let size = matrix.nrows();
    for from in (0..size).step_by(BLOCK) {
        let width = BLOCK.min(size - from);
        let (to, rest) = (from + width, size - from - width);
        let corner = matrix.view((from, from), (width, width)).into_owned().cholesky()?.unpack();
        matrix.view_mut((from, from), (width, width)).copy_from(&corner);
        let across = corner.solve_lower_triangular(&matrix.view((to, from), (rest, width)).transpose())?;
        let below = across.transpose();
        matrix.view_mut((to, from), (rest, width)).copy_from(&below);
        matrix.view_mut((to, to), (rest, rest)).gemm(-1.0, &below, &across, 1.0);
    }
    let half = matrix.solve_lower_triangular(right)?;
    matrix.tr_solve_lower_triangular(&half)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A positive definite matrix with numbers that look like chance.
    fn definite(size: usize) -> DMatrix<f64> {
        let root = DMatrix::from_fn(size, size, |row, column| ((row * 31 + column * 17 + row * column) % 23) as f64 / 23.0 - 0.5);
        &root * root.transpose() + DMatrix::identity(size, size)
    }

    #[test]
    fn a_system_is_solved_in_any_number_of_blocks() {
        for size in [1, 2, BLOCK - 1, BLOCK, BLOCK + 1, 2 * BLOCK, 3 * BLOCK + 7] {
            let matrix = definite(size);
            let right = DVector::from_fn(size, |at, _| at as f64 - 3.0);
            let solution = solved(matrix.lower_triangle(), &right).unwrap_or_else(|| panic!("{size}"));
            assert!((matrix * solution - &right).amax() < 1e-9 * size as f64, "{size}");
        }
    }

    #[test]
    fn what_is_not_positive_definite_has_no_solution() {
        let size = 2 * BLOCK;
        let mut matrix = definite(size);
        matrix[(size - 1, size - 1)] = -1.0;
        assert!(solved(matrix, &DVector::zeros(size)).is_none());
    }
}
