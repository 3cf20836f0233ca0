//! Gauss–Legendre rules.

use std::sync::OnceLock;

use libm::cos;

/// Nodes and weights of the n-point Gauss–Legendre rule on [0, 1].
#[derive(Clone, Debug)]
pub struct GaussLegendre {
    /// Abscissae, ascending.
    pub nodes: Vec<f64>,
    /// Weights; they sum to 1.
    pub weights: Vec<f64>,
}

impl GaussLegendre {
    /// The rule with `n` points: Newton's method on the Legendre polynomial (Numerical Recipes §4.6).
    #[must_use]
    pub fn new(n: usize) -> Self {
        let mut nodes = vec![0.0; n];
        let mut weights = vec![0.0; n];
        for i in 0..n.div_ceil(2) {
            let mut z = cos(std::f64::consts::PI * (i as f64 + 0.75) / (n as f64 + 0.5));
            let mut slope = 1.0;
            for _ in 0..10 {
                let (mut p, mut previous) = (1.0, 0.0);
                for j in 0..n {
                    let j = j as f64;
                    (p, previous) = (((2.0 * j + 1.0) * z * p - j * previous) / (j + 1.0), p);
                }
                slope = n as f64 * (z * p - previous) / (z * z - 1.0);
                let step = p / slope;
                z -= step;
                if step.abs() < 1e-16 {
                    break;
                }
            }
            let weight = 1.0 / ((1.0 - z * z) * slope * slope);
            nodes[i] = 0.5 * (1.0 - z);
            nodes[n - 1 - i] = 0.5 * (1.0 + z);
            weights[i] = weight;
            weights[n - 1 - i] = weight;
        }
        Self { nodes, weights }
    }

    /// The rule with `n` ≤ 64 points, computed once: a constant that is too long to write down.
    #[must_use]
    pub fn of(n: usize) -> &'static Self {
        static RULES: [OnceLock<GaussLegendre>; 65] = [const { OnceLock::new() }; 65];
        let n = n.clamp(1, 64);
        RULES[n].get_or_init(|| Self::new(n))
    }

    /// Pairs of node and weight.
    pub fn iter(&self) -> impl Iterator<Item = (f64, f64)> + '_ {
        self.nodes.iter().copied().zip(self.weights.iter().copied())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_of_n_points_is_exact_for_degree_two_n_minus_one() {
        for n in [3, 8, 32, 48] {
            let rule = GaussLegendre::new(n);
            let degree = 2 * n as i32 - 1;
            let sum: f64 = rule.iter().map(|(x, w)| w * x.powi(degree)).sum();
            assert!((sum * f64::from(degree + 1) - 1.0).abs() < 1e-13, "{n}");
        }
    }
}
