//! Small dense symmetric systems (at most 4 × 4 in practice).

#![allow(clippy::needless_range_loop)] // rows and columns are read as in the textbook
#![allow(clippy::neg_cmp_op_on_partial_ord)] // a NaN must take the refusing branch

/// A square matrix in rows.
pub type Matrix<const N: usize> = [[f64; N]; N];

/// The lower Cholesky factor, or `None` where the matrix is not positive definite to working precision.
#[must_use]
pub fn cholesky<const N: usize>(m: &Matrix<N>) -> Option<Matrix<N>> {
    let mut l = [[0.0; N]; N];
    for i in 0..N {
        for j in 0..=i {
            let mut sum = m[i][j];
            for k in 0..j {
                sum -= l[i][k] * l[j][k];
            }
            if i == j {
                // A pivot lost in the rounding of its own diagonal is a singular direction.
                if !(sum > m[i][i].abs() * 1e-13) {
                    return None;
                }
                l[i][i] = sum.sqrt();
            } else {
                l[i][j] = sum / l[j][j];
            }
        }
    }
    Some(l)
}

/// Solves L Lᵀ x = b.
#[must_use]
pub fn cholesky_solve<const N: usize>(l: &Matrix<N>, b: &[f64; N]) -> [f64; N] {
    let mut y = *b;
    for i in 0..N {
        for k in 0..i {
            y[i] -= l[i][k] * y[k];
        }
        y[i] /= l[i][i];
    }
    for i in (0..N).rev() {
        for k in i + 1..N {
            y[i] -= l[k][i] * y[k];
        }
        y[i] /= l[i][i];
    }
    y
}

/// The inverse of a positive definite matrix.
#[must_use]
pub fn inverse<const N: usize>(m: &Matrix<N>) -> Option<Matrix<N>> {
    let l = cholesky(m)?;
    let mut out = [[0.0; N]; N];
    for j in 0..N {
        let mut e = [0.0; N];
        e[j] = 1.0;
        let column = cholesky_solve(&l, &e);
        for i in 0..N {
            out[i][j] = column[i];
        }
    }
    Some(out)
}

/// gᵀ M g.
#[inline]
#[must_use]
pub fn quadratic_form<const N: usize>(m: &Matrix<N>, g: &[f64; N]) -> f64 {
    let mut sum = 0.0;
    for i in 0..N {
        for j in 0..N {
            sum += g[i] * m[i][j] * g[j];
        }
    }
    sum
}

/// Σ aᵢ bᵢ.
#[must_use]
pub fn dot<const N: usize>(a: &[f64; N], b: &[f64; N]) -> f64 {
    a.iter().zip(b).map(|(x, y)| x * y).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_inverse_times_its_matrix_is_the_identity() {
        let m = [[4.0, 1.0, 0.5], [1.0, 3.0, -0.2], [0.5, -0.2, 2.0]];
        let inv = inverse(&m).expect("positive definite");
        for i in 0..3 {
            for j in 0..3 {
                let p: f64 = (0..3).map(|k| m[i][k] * inv[k][j]).sum();
                assert!((p - f64::from(u8::from(i == j))).abs() < 1e-14);
            }
        }
        assert!(cholesky(&[[1.0, 1.0], [1.0, 1.0]]).is_none());
    }
}
