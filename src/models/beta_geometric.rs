//! What BG/NBD, MBG/NBD and their regular-buyer forms share: Gamma purchase rates and a Beta chance of leaving at each purchase.
//!
//! Writing m = 0 (BG: the first purchase is never the last) or m = 1 (MBG: it may be), R = r + kx, B = b + x + m, the likelihood
//! of (x, t_x, T) is the sum of two positive branches, "alive" and "left after the last purchase":
//!
//! ```text
//! ln alive = ln B(a, B)/B(a, b) + ln Γ(R)/Γ(r) + r ln α − R ln(α + T) + ln S
//! ln left  = ln alive + d,   d = ln a − ln(B − 1) + R ln((α + T)/(α + t_x)) − ln S
//! ```
//!
//! (Fader, Hardie & Lee 2005; Batislam, Denizel & Filiztekin 2007; Platzer & Reutterer 2016 for k > 1), where S, the chance of an
//! unfinished Erlang-k gap, is Σ_{j<k} (R)_j/j! yʲ with y = (T − t_x)/(α + T), and 1 for k = 1. So the log-likelihood is
//! ln alive + ln(1 + eᵈ) and P(alive) is 1/(1 + eᵈ): nothing overflows, nothing cancels.

use libm::{exp, log, log1p};

use super::beta_posterior::{
    Expectation, Fineness, Node, factorial_moment, nodes, purchases, reach, still_alive,
};
use super::data::{Customer, Triples};
use super::fit::Likelihood;
use super::horizon::Horizon;
use super::outlook::{LeftOdds, Outlook};
use crate::math::beta::{incomplete_beta, ln_beta_failures};
use crate::math::gamma::{digamma, ln_gamma, ln_rising, trigamma};
use crate::math::linear::Matrix;
use crate::math::newton::Eval;
use crate::math::quadrature::GaussLegendre;
use crate::math::stable::{LogSum, log1p_exp, logistic};

/// Which member of the family.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Family {
    /// m: whether a customer may leave right after the first purchase (MBG) or not (BG).
    pub leaves_at_first: bool,
    /// k: stages of the Erlang time between purchases; 1 = exponential.
    pub k: u32,
}

impl Family {
    /// BG/NBD.
    pub const BG: Self = Self {
        leaves_at_first: false,
        k: 1,
    };
    /// MBG/NBD.
    pub const MBG: Self = Self {
        leaves_at_first: true,
        k: 1,
    };

    /// m as a number.
    #[must_use]
    pub fn m(self) -> f64 {
        f64::from(u8::from(self.leaves_at_first))
    }
}

/// Parameters of the family: rate ~ Gamma(shape r, rate α), chance of leaving ~ Beta(a, b).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BetaGeometric {
    /// Which member.
    pub family: Family,
    /// Shape of the purchase rates.
    pub r: f64,
    /// Rate (in units of time) of the purchase rates.
    pub alpha: f64,
    /// First shape of the chance of leaving.
    pub a: f64,
    /// Second shape of the chance of leaving.
    pub b: f64,
}

impl BetaGeometric {
    /// From (r, α, a, b).
    #[must_use]
    pub fn new(family: Family, [r, alpha, a, b]: [f64; 4]) -> Self {
        Self {
            family,
            r,
            alpha,
            a,
            b,
        }
    }

    /// R = r + kx, the shape of the rate's posterior.
    pub(super) fn shape(&self, x: u32) -> f64 {
        self.r + f64::from(self.family.k) * f64::from(x)
    }

    /// B = b + x + m, the second shape of the leaving chance's posterior given alive.
    pub(super) fn stays(&self, x: u32) -> f64 {
        self.b + (f64::from(x) + self.family.m())
    }

    /// d, the log-odds of having left; −∞ where the model rules it out (BG/NBD, x = 0).
    #[must_use]
    pub fn log_odds_left(&self, c: &Customer) -> f64 {
        let trials = f64::from(c.x) + self.family.m();
        if trials < 1.0 {
            return f64::NEG_INFINITY;
        }
        let ratio = log1p((c.t - c.t_x) / (self.alpha + c.t_x));
        log(self.a) - log(self.b + (trials - 1.0)) + self.shape(c.x) * ratio
            - log(self.unfinished_gap(c))
    }

    /// S, the chance of an Erlang-k gap still unfinished at T, relative to that of no stage finished.
    pub(super) fn unfinished_gap(&self, c: &Customer) -> f64 {
        let y = (c.t - c.t_x) / (self.alpha + c.t);
        let shape = self.shape(c.x);
        let (mut term, mut sum) = (1.0, 1.0);
        for j in 1..self.family.k {
            let j = f64::from(j);
            term *= (shape + j - 1.0) / j * y;
            sum += term;
        }
        sum
    }

    /// Log-likelihood of one customer; for k > 1 without the constant that depends on the single gaps.
    #[must_use]
    pub fn log_likelihood(&self, c: &Customer) -> f64 {
        let x = f64::from(c.x);
        let k = f64::from(self.family.k);
        let alive = ln_beta_failures(self.a, self.b, x + self.family.m())
            + ln_rising(self.r, k * x)
            - self.r * log1p(c.t / self.alpha)
            - k * x * log(self.alpha + c.t)
            + log(self.unfinished_gap(c));
        alive + log1p_exp(self.log_odds_left(c))
    }

    /// P(alive) at the end of observation: 1/(1 + eᵈ).
    #[must_use]
    pub fn p_alive(&self, c: &Customer) -> f64 {
        logistic(-self.log_odds_left(c))
    }

    fn nodes(&self, c: &Customer, horizon: &Horizon) -> Vec<Node> {
        let reach = reach(self.shape(c.x), self.alpha + c.t, horizon);
        nodes(self.a, self.stays(c.x), reach, Fineness::Exact)
    }

    /// P(alive) after another `later`: someone alive stays until a purchase ends it, E_p[(1 + p·later/(α + T))^(−R)].
    #[must_use]
    pub fn p_alive_later(&self, c: &Customer, later: f64) -> f64 {
        let nodes = self.nodes(c, &Horizon::within(later));
        let still = still_alive(&nodes, self.shape(c.x), later / (self.alpha + c.t));
        self.p_alive(c) * still.min(1.0)
    }

    /// Expected (discounted) purchases over the horizon.
    #[must_use]
    pub fn expected_purchases(&self, c: &Customer, horizon: &Horizon) -> f64 {
        let p_alive = self.p_alive(c);
        if p_alive == 0.0 || horizon.length <= 0.0 {
            return 0.0;
        }
        let rule = GaussLegendre::of(20);
        let nodes = self.nodes(c, horizon);
        p_alive * purchases(&nodes, self.shape(c.x), self.alpha + c.t, horizon, rule).value
    }

    /// P(n purchases within t): alive throughout with n purchases, or left at the n-th of at least n
    /// (Fader, Hardie & Lee 2005, eq. 8, for the posterior instead of the prior).
    #[must_use]
    pub fn purchase_probability(&self, c: &Customer, n: u32, t: f64) -> f64 {
        let p_alive = self.p_alive(c);
        let (shape, z) = (self.shape(c.x), t / (self.alpha + c.t));
        if n == 0 {
            return (1.0 - p_alive) + p_alive * exp(-shape * log1p(z));
        }
        let n = f64::from(n);
        let (y, rest) = (z / (1.0 + z), 1.0 / (1.0 + z));
        let exactly = exp(ln_rising(shape, n) - ln_gamma(n + 1.0) - shape * log1p(z) + n * log(y));
        let (at_least, _) = incomplete_beta(n, shape, y, rest);
        let stays = self.stays(c.x);
        let stayed = exp(ln_beta_failures(self.a, stays, n));
        let probability = p_alive * stayed * (exactly + self.a / (stays + (n - 1.0)) * at_least);
        probability.clamp(0.0, 1.0)
    }

    /// For each distinct triple, d and its slopes in the log-parameters.
    pub(super) fn left_odds(&self, triples: &Triples) -> Vec<LeftOdds> {
        let time: Vec<(f64, f64)> = triples
            .times
            .iter()
            .map(|&t| (log(self.alpha + t), self.alpha / (self.alpha + t)))
            .collect();
        triples
            .rows
            .iter()
            .map(|row| {
                let c = triples.customer(row);
                let trials = f64::from(c.x) + self.family.m();
                if trials < 1.0 {
                    return LeftOdds::default();
                }
                let stays = self.b + (trials - 1.0);
                let ((ln_x, ia_x), (ln_t, ia_t)) = (time[row.t_x as usize], time[row.t as usize]);
                let shape = self.shape(c.x);
                let ratio = ln_t - ln_x;
                let mut odds = LeftOdds {
                    log_odds: log(self.a / stays) + shape * ratio,
                    slope: [self.r * ratio, shape * (ia_t - ia_x), 1.0, -self.b / stays],
                };
                if self.family.k > 1 {
                    let y = (c.t - c.t_x) / (self.alpha + c.t);
                    let gap = Gap::new(shape, y, self.family.k);
                    odds.log_odds -= gap.ln;
                    odds.slope[0] -= self.r * gap.by_shape;
                    odds.slope[1] += gap.by_y * y * ia_t;
                }
                odds
            })
            .collect()
    }

    /// Outlooks of customers with equal x (k = 1).
    pub(super) fn outlooks(&self, customers: &[Customer], horizon: &Horizon) -> Vec<Outlook> {
        let Some(first) = customers.first() else {
            return Vec::new();
        };
        let youngest = customers.iter().fold(f64::INFINITY, |m, c| m.min(c.t));
        let (shape, stays) = (self.shape(first.x), self.stays(first.x));
        let reach = reach(shape, self.alpha + youngest, horizon);
        let nodes = nodes(self.a, stays, reach, Fineness::Bulk);
        let rule = GaussLegendre::of(7);
        customers
            .iter()
            .map(|c| {
                let rate = self.alpha + c.t;
                let logs = |e: &Expectation| {
                    [
                        self.r * e.slope[0] / e.value,
                        self.alpha * e.slope[1] / e.value,
                        self.a * e.slope[2] / e.value,
                        self.b * e.slope[3] / e.value,
                    ]
                };
                // The plain count has no finite horizon to stop at when the horizon is unlimited: the discounted one serves.
                let discounted = purchases(&nodes, shape, rate, horizon, rule);
                let plain = Horizon::within(horizon.length);
                let count = if horizon.discount == 0.0 || !horizon.length.is_finite() {
                    discounted
                } else {
                    purchases(&nodes, shape, rate, &plain, rule)
                };
                let (factorial, none) = if horizon.length.is_finite() {
                    let z = horizon.length / rate;
                    (factorial_moment(&nodes, shape, z), exp(-shape * log1p(z)))
                } else {
                    (count.value * count.value, 0.0)
                };
                Outlook {
                    count: count.value,
                    count_slope: logs(&count),
                    discounted: discounted.value,
                    discounted_slope: logs(&discounted),
                    factorial,
                    none,
                }
            })
            .collect()
    }
}

/// The family's likelihood over grouped customers, with everything that does not depend on the parameters prepared.
#[derive(Debug)]
pub struct BetaGeometricLikelihood<'a> {
    triples: &'a Triples,
    family: Family,
    /// Customers per distinct x.
    by_count: Vec<f64>,
    /// Customers and Σ kx per distinct time, as T.
    by_age: Vec<(f64, f64)>,
    /// The constant of the single gaps (k > 1).
    constant: f64,
    ln_time: Vec<f64>,
    inverse_time: Vec<f64>,
}

impl<'a> BetaGeometricLikelihood<'a> {
    /// Prepares the sums.
    #[must_use]
    pub fn new(triples: &'a Triples, family: Family) -> Self {
        let mut by_count = vec![0.0; triples.counts.len()];
        let mut by_age = vec![(0.0, 0.0); triples.times.len()];
        let k = f64::from(family.k);
        for row in &triples.rows {
            by_count[row.x as usize] += row.weight;
            let age = &mut by_age[row.t as usize];
            age.0 += row.weight;
            age.1 += row.weight * k * f64::from(triples.counts[row.x as usize]);
        }
        let constant = gaps_constant(triples, family.k);
        Self {
            triples,
            family,
            by_count,
            by_age,
            constant,
            ln_time: Vec::new(),
            inverse_time: Vec::new(),
        }
    }
}

/// What the single gaps add for k stages over what they add for one: Σ (k − 1) ln gap − ln Γ(k) over all gaps. Where only their
/// sum t_x is known, its Erlang density against that for one stage; so log-likelihoods compare over k either way.
fn gaps_constant(triples: &Triples, k: u32) -> f64 {
    let k = f64::from(k);
    if k == 1.0 {
        return 0.0;
    }
    if let Some(sum) = triples.sum_log_gaps {
        return (k - 1.0) * sum - triples.repeat_purchases * ln_gamma(k);
    }
    triples
        .rows
        .iter()
        .map(|row| {
            let c = triples.customer(row);
            let x = f64::from(c.x);
            if x == 0.0 || c.t_x == 0.0 {
                return 0.0;
            }
            row.weight * ((k - 1.0) * x * log(c.t_x) - ln_gamma(k * x) + ln_gamma(x))
        })
        .sum()
}

/// Adds `weight · v vᵀ` to the upper triangle.
fn add_square(h: &mut Matrix<4>, weight: f64, v: &[f64; 4]) {
    for i in 0..4 {
        for j in i..4 {
            h[i][j] += weight * v[i] * v[j];
        }
    }
}

impl Likelihood<4> for BetaGeometricLikelihood<'_> {
    fn eval(&mut self, theta: &[f64; 4]) -> Eval<4> {
        let natural = theta.map(exp);
        let [r, alpha, a, b] = natural;
        let (m, k) = (self.family.m(), f64::from(self.family.k));
        let triples = self.triples;
        self.ln_time.clear();
        self.inverse_time.clear();
        for &t in &triples.times {
            self.ln_time.push(log(alpha + t));
            self.inverse_time.push(1.0 / (alpha + t));
        }
        let mut value = self.constant;
        let mut g = [0.0; 4];
        let mut h = [[0.0; 4]; 4];

        // What depends on x alone: rising factorials of r, and the failures among x + m chances.
        let (psi_r, psi1_r) = (digamma(r), trigamma(r));
        let (psi_b, psi1_b) = (digamma(b), trigamma(b));
        let (psi_ab, psi1_ab) = (digamma(a + b), trigamma(a + b));
        for (&x, &n) in triples.counts.iter().zip(&self.by_count) {
            if n == 0.0 {
                continue;
            }
            let (kx, trials) = (k * f64::from(x), f64::from(x) + m);
            value += n * (ln_rising(r, kx) + ln_beta_failures(a, b, trials));
            if kx > 0.0 {
                g[0] += n * (digamma(r + kx) - psi_r);
                h[0][0] += n * (trigamma(r + kx) - psi1_r);
            }
            if trials > 0.0 {
                let d_a = psi_ab - digamma(a + b + trials);
                let d_aa = psi1_ab - trigamma(a + b + trials);
                g[2] += n * d_a;
                g[3] += n * (d_a + digamma(b + trials) - psi_b);
                h[2][2] += n * d_aa;
                h[2][3] += n * d_aa;
                h[3][3] += n * (d_aa + trigamma(b + trials) - psi1_b);
            }
        }

        // What depends on T alone once Σ kx is known.
        for ((&t, &(n, kx)), (&ln_t, &inverse)) in triples
            .times
            .iter()
            .zip(&self.by_age)
            .zip(self.ln_time.iter().zip(&self.inverse_time))
        {
            if n == 0.0 {
                continue;
            }
            let ln_ratio = log1p(t / alpha);
            let slope = t * inverse / alpha;
            value -= n * r * ln_ratio + kx * ln_t;
            g[0] -= n * ln_ratio;
            g[1] += n * r * slope - kx * inverse;
            h[0][1] += n * slope;
            h[1][1] += (n * r + kx) * inverse * inverse - n * r / (alpha * alpha);
        }

        if self.family.k == 1 {
            self.left_branch(&natural, &mut value, &mut g, &mut h);
        } else {
            self.left_branch_regular(&natural, &mut value, &mut g, &mut h);
        }

        // To log-parameters.
        let mut hessian = [[0.0; 4]; 4];
        let mut gradient = [0.0; 4];
        for i in 0..4 {
            gradient[i] = natural[i] * g[i];
            for j in i..4 {
                hessian[i][j] = natural[i] * natural[j] * h[i][j];
                hessian[j][i] = hessian[i][j];
            }
            hessian[i][i] += gradient[i];
        }
        Eval {
            value,
            gradient,
            hessian,
        }
    }
}

impl BetaGeometricLikelihood<'_> {
    /// Σ weight · ln(1 + eᵈ) with its derivatives, k = 1: the hot loop, one exp and one log1p per triple.
    fn left_branch(
        &self,
        &[r, _, a, b]: &[f64; 4],
        value: &mut f64,
        g: &mut [f64; 4],
        h: &mut Matrix<4>,
    ) {
        let m = self.family.m();
        let (ln_time, inverse_time) = (&self.ln_time[..], &self.inverse_time[..]);
        let ln_a = log(a);
        let mut sum = 0.0;
        let mut logs = LogSum::default();
        // Sums of p, pL, pRu, pu, pRv and of q times the products of (L, Ru, 1, 1/(B − 1)).
        let (mut p_0, mut p_l, mut p_ru, mut p_u, mut p_rv) = (0.0, 0.0, 0.0, 0.0, 0.0);
        let (mut p_s, mut p_ss) = (0.0, 0.0);
        let (mut q_ll, mut q_lu, mut q_l, mut q_ls) = (0.0, 0.0, 0.0, 0.0);
        let (mut q_uu, mut q_u, mut q_us) = (0.0, 0.0, 0.0);
        let (mut q_0, mut q_s, mut q_ss) = (0.0, 0.0, 0.0);
        let mut current = u32::MAX;
        let (mut shape, mut stay, mut offset, mut ruled_out) = (r, 0.0, 0.0, false);
        for row in &self.triples.rows {
            if row.x != current {
                current = row.x;
                let x = f64::from(self.triples.counts[current as usize]);
                ruled_out = x + m < 1.0;
                shape = r + x;
                stay = 1.0 / (b + (x + m - 1.0));
                offset = ln_a + log(stay);
            }
            if ruled_out {
                continue;
            }
            let (i, j) = (row.t_x as usize, row.t as usize);
            let l = ln_time[j] - ln_time[i];
            let d = offset + shape * l;
            let e = exp(-d.abs());
            let near = 1.0 / (1.0 + e);
            let p = if d > 0.0 { near } else { e * near };
            let n = row.weight;
            sum += n * d.max(0.0);
            logs.add(1.0 + e, n);
            let np = n * p;
            let q = n * e * near * near;
            let u = inverse_time[j] - inverse_time[i];
            let ru = shape * u;
            p_0 += np;
            p_l += np * l;
            p_ru += np * ru;
            p_u += np * u;
            p_rv += np * ru * (inverse_time[i] + inverse_time[j]);
            p_s += np * stay;
            p_ss += np * stay * stay;
            let (ql, qu, qs) = (q * l, q * ru, q * stay);
            q_ll += ql * l;
            q_lu += ql * ru;
            q_l += ql;
            q_ls += ql * stay;
            q_uu += qu * ru;
            q_u += qu;
            q_us += qu * stay;
            q_0 += q;
            q_s += qs;
            q_ss += qs * stay;
        }
        *value += sum + logs.sum();
        g[0] += p_l;
        g[1] += p_ru;
        g[2] += p_0 / a;
        g[3] -= p_s;
        h[0][0] += q_ll;
        h[0][1] += p_u + q_lu;
        h[0][2] += q_l / a;
        h[0][3] -= q_ls;
        h[1][1] += q_uu - p_rv;
        h[1][2] += q_u / a;
        h[1][3] -= q_us;
        h[2][2] += (q_0 - p_0) / (a * a);
        h[2][3] -= q_s / a;
        h[3][3] += p_ss + q_ss;
    }

    /// The same for k > 1, where the unfinished gap S varies with r and α too.
    fn left_branch_regular(
        &self,
        &[r, _, a, b]: &[f64; 4],
        value: &mut f64,
        g: &mut [f64; 4],
        h: &mut Matrix<4>,
    ) {
        let (m, k) = (self.family.m(), f64::from(self.family.k));
        for row in &self.triples.rows {
            let x = f64::from(self.triples.counts[row.x as usize]);
            let shape = r + k * x;
            let (i, j) = (row.t_x as usize, row.t as usize);
            let inverse = self.inverse_time[j];
            let y = (self.triples.times[j] - self.triples.times[i]) * inverse;
            let gap = Gap::new(shape, y, self.family.k);
            // Derivatives of ln S in (r, α); y falls as −y/(α + T) in α.
            let (y_1, y_2) = (-y * inverse, 2.0 * y * inverse * inverse);
            let s_1 = [gap.by_shape, gap.by_y * y_1];
            let s_rr = gap.by_shape2 - s_1[0] * s_1[0];
            let s_ra = gap.by_both * y_1 - s_1[0] * s_1[1];
            let s_aa = gap.by_y2 * y_1 * y_1 + gap.by_y * y_2 - s_1[1] * s_1[1];
            let n = row.weight;
            *value += n * gap.ln;
            let mut stays = n;
            if x + m >= 1.0 {
                let stay = 1.0 / (b + (x + m - 1.0));
                let l = self.ln_time[j] - self.ln_time[i];
                let u = inverse - self.inverse_time[i];
                let d = log(a * stay) + shape * l - gap.ln;
                *value += n * log1p_exp(d);
                let p = logistic(d);
                let (left, q) = (n * p, n * p * logistic(-d));
                stays = n - left;
                let slope = [l - s_1[0], shape * u - s_1[1], 1.0 / a, -stay];
                g[0] += left * l;
                g[1] += left * shape * u;
                g[2] += left / a;
                g[3] -= left * stay;
                h[0][1] += left * u;
                h[1][1] -= left * shape * u * (inverse + self.inverse_time[i]);
                h[2][2] -= left / (a * a);
                h[3][3] += left * stay * stay;
                add_square(h, q, &slope);
            }
            g[0] += stays * s_1[0];
            g[1] += stays * s_1[1];
            h[0][0] += stays * s_rr;
            h[0][1] += stays * s_ra;
            h[1][1] += stays * s_aa;
        }
    }
}

/// ln S and the derivatives of S divided by S.
struct Gap {
    ln: f64,
    by_shape: f64,
    by_shape2: f64,
    by_y: f64,
    by_y2: f64,
    by_both: f64,
}

impl Gap {
    fn new(shape: f64, y: f64, k: u32) -> Self {
        // (R)_j/j! with its first two derivatives in R, by the product rule along j.
        let (mut c, mut c_1, mut c_2) = (1.0, 0.0, 0.0);
        let (mut s, mut s_r, mut s_rr, mut s_y, mut s_yy, mut s_ry) =
            (1.0, 0.0, 0.0, 0.0, 0.0, 0.0);
        // y^(j−1), y^j
        let (mut y_1, mut y_0) = (0.0, 1.0);
        for j in 1..k {
            let j = f64::from(j);
            let f = shape + j - 1.0;
            c_2 = (c_2 * f + 2.0 * c_1) / j;
            c_1 = (c_1 * f + c) / j;
            c = c * f / j;
            let y_2 = y_1;
            (y_1, y_0) = (y_0, y_0 * y);
            s += c * y_0;
            s_r += c_1 * y_0;
            s_rr += c_2 * y_0;
            s_y += c * j * y_1;
            s_yy += c * j * (j - 1.0) * y_2;
            s_ry += c_1 * j * y_1;
        }
        Self {
            ln: log(s),
            by_shape: s_r / s,
            by_shape2: s_rr / s,
            by_y: s_y / s,
            by_y2: s_yy / s,
            by_both: s_ry / s,
        }
    }
}

/// Crude starting points in log-parameters, relative to the mean customer age and the observed rate.
pub(super) fn starts(triples: &Triples) -> Vec<[f64; 4]> {
    let scale = triples.time_scale();
    let rate = (triples.repeat_purchases.max(0.5) / triples.exposure.max(f64::MIN_POSITIVE))
        .clamp(1e-6 / scale, 1e6 / scale);
    [
        (1.0, 1.0, 1.0, 1.0),
        (0.3, 1.5, 0.8, 2.5),
        (3.0, 1.0, 0.1, 2.0),
        (30.0, 1.0, 20.0, 200.0),
        (0.5, 3.0, 0.3, 0.3),
    ]
    .map(|(r, faster, a, b): (f64, f64, f64, f64)| {
        [log(r), log(r / (rate * faster)), log(a), log(b)]
    })
    .to_vec()
}

/// The plain name of a likelihood without interior optimum (ids listed in docs/METHODS.md).
pub(super) fn verdict(triples: &Triples, theta: &[f64; 4]) -> &'static str {
    let [ln_r, _, ln_a, ln_b] = *theta;
    if triples.repeat_purchases == 0.0 {
        return "no_repeat_purchases";
    }
    let leaving = 1.0 / (1.0 + exp(ln_b - ln_a));
    if leaving < 1e-4 {
        "nobody_leaves"
    } else if leaving > 1.0 - 1e-4 {
        "everyone_leaves_at_once"
    } else if ln_r > 5.0 {
        "everyone_buys_alike"
    } else if ln_a > 4.0 || ln_b > 6.0 {
        "everyone_leaves_alike"
    } else {
        "too_little_history"
    }
}
