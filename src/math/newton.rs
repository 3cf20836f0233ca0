//! Damped Newton ascent with exact gradient and Hessian.

#![allow(clippy::needless_range_loop)] // rows and columns are read as in the textbook

use super::linear::{Matrix, cholesky, cholesky_solve, dot};

/// A function value with its first and second derivatives.
#[derive(Clone, Copy, Debug)]
pub struct Eval<const N: usize> {
    /// The value.
    pub value: f64,
    /// First derivatives.
    pub gradient: [f64; N],
    /// Second derivatives.
    pub hessian: Matrix<N>,
}

impl<const N: usize> Eval<N> {
    /// From derivatives in natural parameters (of the Hessian the upper triangle counts) to those in their logarithms.
    #[must_use]
    pub fn in_logarithms(value: f64, natural: &[f64; N], g: &[f64; N], h: &Matrix<N>) -> Self {
        let mut gradient = [0.0; N];
        let mut hessian = [[0.0; N]; N];
        for i in 0..N {
            gradient[i] = natural[i] * g[i];
            for j in i..N {
                hessian[i][j] = natural[i] * natural[j] * h[i][j];
                hessian[j][i] = hessian[i][j];
            }
            hessian[i][i] += gradient[i];
        }
        Self {
            value,
            gradient,
            hessian,
        }
    }
}

/// Where the ascent ended.
#[derive(Clone, Copy, Debug)]
pub struct Optimum<const N: usize> {
    /// The point.
    pub theta: [f64; N],
    /// Value, gradient and Hessian there.
    pub eval: Eval<N>,
    /// Function evaluations used.
    pub evaluations: usize,
    /// The last step was a full Newton step whose promised gain is below rounding.
    pub converged: bool,
}

/// Longest step in any log-parameter: e² per iteration.
const LONGEST_STEP: f64 = 2.0;
/// Evaluations after which an ascent is left where it is.
const MOST_EVALUATIONS: usize = 200;
/// So many evaluations that together gain less than this are creeping along a ridge that rises towards infinity and never ends: Newton
/// steps near a top inside need five at most.
const CREEPING: (usize, f64) = (10, 1e-4);

/// When an ascent may end before it is at a top.
#[derive(Clone, Copy, Debug)]
pub struct Hurry {
    /// A ridge towards infinity is left as soon as it is known for one.
    pub from_ridges: bool,
    /// An ascent that will not end above this value is given up.
    pub known: f64,
}

impl Hurry {
    /// Every ascent goes to its end.
    pub const NONE: Self = Self {
        from_ridges: false,
        known: f64::NEG_INFINITY,
    };

    /// How many of Newton's steps to make at once. `before` are the gain that the last one promised and how many it was; `None` to
    /// end here.
    #[inline(never)] // one for all numbers of variables
    fn scale(&self, value: f64, gain: f64, before: (f64, f64), longest: f64) -> Option<f64> {
        let folds = libm::log(before.0 / gain) / before.1;
        let ridge = self.from_ridges && RIDGE.contains(&folds);
        let lower = gain < NEARLY_THERE.0 && value + 10.0 * gain < self.known + NEARLY_THERE.1;
        if (ridge && gain < END_OF_RIDGE) || lower {
            return None;
        }
        Some(if ridge {
            (2.0 * before.1).clamp(1.0, (LONGEST_STRIDE / longest).max(1.0))
        } else {
            1.0
        })
    }
}

/// Near a top inside, the gain that a step promises falls with its square; along a ridge like −e^−θ, of which Newton's step is one in θ,
/// each is a share 1/e of the one before. So many e-folds of it per step are a ridge; steps along it grow up to a length, and below a
/// promised gain it is left.
const RIDGE: std::ops::Range<f64> = 0.7..1.4;
/// See above.
const LONGEST_STRIDE: f64 = 4.0;
/// See above.
const END_OF_RIDGE: f64 = 1e-4;
/// A promised gain below which ten of them are what is left at most, and a height that is no difference.
const NEARLY_THERE: (f64, f64) = (1e-2, 1e-3);

/// Climbs from `start`, staying within `bounds` (low, high per variable). The stop rule is relative to |value|: an absolute
/// one never fires on large data, where the sum's own rounding is larger.
pub fn maximize<const N: usize>(
    f: &mut dyn FnMut(&[f64; N]) -> Eval<N>,
    start: [f64; N],
    bounds: &[(f64, f64); N],
    hurry: Hurry,
) -> Optimum<N> {
    let mut theta = start;
    for i in 0..N {
        theta[i] = theta[i].clamp(bounds[i].0, bounds[i].1);
    }
    let mut eval = f(&theta);
    let mut evaluations = 1;
    let mut converged = false;
    let mut milestone = (evaluations, eval.value);
    let mut before = (f64::INFINITY, 1.0);
    while evaluations < MOST_EVALUATIONS && eval.value.is_finite() {
        let tolerance = 1e-12 * eval.value.abs() + 1e-11;
        let (gradient, step) = newton_step(&theta, &eval, bounds);
        let gain = 0.5 * dot(&gradient, &step);
        let longest = step.iter().fold(0.0_f64, |m, s| m.max(s.abs()));
        let mut scale = if longest > LONGEST_STEP {
            LONGEST_STEP / longest
        } else {
            1.0
        };
        if gain < tolerance {
            converged = true;
            if scale == 1.0 {
                for i in 0..N {
                    theta[i] = (theta[i] + step[i]).clamp(bounds[i].0, bounds[i].1);
                }
            }
            break;
        }
        match hurry.scale(eval.value, gain, before, longest) {
            Some(strides) if scale == 1.0 => scale = strides,
            Some(_) => {}
            None => break,
        }
        let mut moved = false;
        for _ in 0..30 {
            let mut trial = theta;
            for i in 0..N {
                trial[i] = (trial[i] + scale * step[i]).clamp(bounds[i].0, bounds[i].1);
            }
            let next = f(&trial);
            evaluations += 1;
            // NaN fails this comparison and shortens the step.
            if next.value >= eval.value + 1e-4 * scale * gain - 1e-14 * eval.value.abs() {
                moved = trial != theta && next.value > eval.value;
                theta = trial;
                eval = next;
                before = (gain, scale);
                break;
            }
            scale *= 0.3;
        }
        if evaluations >= milestone.0 + CREEPING.0 {
            if eval.value - milestone.1 < CREEPING.1 {
                break;
            }
            milestone = (evaluations, eval.value);
        }
        if !moved {
            // No representable progress is left.
            converged = gain < 1e-7 * (1.0 + eval.value.abs());
            break;
        }
    }
    Optimum {
        theta,
        eval,
        evaluations,
        converged,
    }
}

/// The Newton direction of the variables that are not held by a bound, with the Hessian shifted until it points uphill.
fn newton_step<const N: usize>(
    theta: &[f64; N],
    eval: &Eval<N>,
    bounds: &[(f64, f64); N],
) -> ([f64; N], [f64; N]) {
    let mut gradient = eval.gradient;
    let mut negated = [[0.0; N]; N];
    let mut largest = 1e-10_f64;
    for i in 0..N {
        for j in 0..N {
            negated[i][j] = -eval.hessian[i][j];
        }
        largest = largest.max(negated[i][i].abs());
    }
    for i in 0..N {
        let held = (theta[i] <= bounds[i].0 && gradient[i] < 0.0)
            || (theta[i] >= bounds[i].1 && gradient[i] > 0.0);
        if held {
            gradient[i] = 0.0;
            for j in 0..N {
                negated[i][j] = 0.0;
                negated[j][i] = 0.0;
            }
            negated[i][i] = largest;
        }
    }
    let mut shift = 0.0;
    loop {
        let mut shifted = negated;
        for (i, row) in shifted.iter_mut().enumerate() {
            row[i] += shift;
        }
        if let Some(l) = cholesky(&shifted) {
            return (gradient, cholesky_solve(&l, &gradient));
        }
        shift = if shift == 0.0 {
            largest * 1e-9
        } else {
            shift * 10.0
        };
        if !shift.is_finite() {
            return ([0.0; N], [0.0; N]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_top_of_a_curved_ridge_and_respects_bounds() {
        // −(Rosenbrock): top at (1, 1).
        let mut f = |t: &[f64; 2]| {
            let (x, y) = (t[0], t[1]);
            let u = y - x * x;
            Eval {
                value: -(100.0 * u * u + (1.0 - x) * (1.0 - x)),
                gradient: [400.0 * x * u + 2.0 * (1.0 - x), -200.0 * u],
                hessian: [
                    [400.0 * u - 800.0 * x * x - 2.0, 400.0 * x],
                    [400.0 * x, -200.0],
                ],
            }
        };
        let free = maximize(&mut f, [-1.2, 1.0], &[(-9.0, 9.0); 2], Hurry::NONE);
        assert!(free.converged && (free.theta[0] - 1.0).abs() < 1e-8);
        let held = maximize(
            &mut f,
            [-1.2, 1.0],
            &[(-9.0, 0.5), (-9.0, 9.0)],
            Hurry::NONE,
        );
        assert!((held.theta[0] - 0.5).abs() < 1e-12 && (held.theta[1] - 0.25).abs() < 1e-6);
    }

    /// −e^−θ rises for ever, ever less; a Hessian that promises too little keeps the steps short.
    #[test]
    fn a_ridge_without_end_is_left_early() {
        let mut f = |t: &[f64; 1]| {
            let rest = libm::exp(-t[0]);
            Eval {
                value: -rest,
                gradient: [rest],
                hessian: [[-5.0 * rest]],
            }
        };
        let end = maximize(&mut f, [0.0], &[(-9.0, 1e9)], Hurry::NONE);
        assert!(!end.converged && (-1e-3..0.0).contains(&end.eval.value));
        assert!(end.evaluations < 80, "{}", end.evaluations);
    }

    #[test]
    fn a_hurried_ascent_strides_along_a_ridge_and_leaves_it() {
        let mut f = |t: &[f64; 1]| {
            let rest = libm::exp(-t[0]);
            Eval {
                value: -rest,
                gradient: [rest],
                hessian: [[-rest]],
            }
        };
        let mut climb = |hurry| maximize(&mut f, [0.0], &[(-9.0, 1e9)], hurry);
        let patient = climb(Hurry::NONE);
        let early = climb(Hurry {
            from_ridges: true,
            ..Hurry::NONE
        });
        assert!(!early.converged && (-1e-3..0.0).contains(&early.eval.value));
        assert!(early.evaluations * 2 < patient.evaluations);
        let given_up = climb(Hurry {
            from_ridges: false,
            known: 1.0,
        });
        assert!(!given_up.converged && given_up.evaluations < patient.evaluations);
    }
}
