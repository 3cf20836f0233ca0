//! Pareto/NBD (Schmittlein, Morrison & Colombo 1987, Management Science 33(1), 1–24; in the notation of Fader & Hardie 2005,
//! "A note on deriving the Pareto/NBD model").
//!
//! The likelihood is the sum of two positive branches, "alive" and "left at some τ between t_x and T":
//!
//! ```text
//! ln alive = ln Γ(r + x)/Γ(r) + r ln α − (r + x) ln(α + T) − s ln((β + T)/β)
//! ln left  = ln alive + d,   d = ln s + (r + x) ln(α + T) + s ln(β + T) + ln I
//! I = ∫ from t_x to T of (α + τ)^−(r+x) (β + τ)^−(s+1) dτ
//! ```
//!
//! The textbook form has two Gauss hypergeometric functions whose difference cancels; the integral is one smooth positive number.

use libm::{log, log1p};

use super::data::{Customer, Triples};
use super::dropout_integral::{DropoutIntegral, Moments, for_each};
use super::fit::{Fit, Likelihood, Near, Prior, bounds_in, fit_timing};
use super::horizon::Horizon;
use super::outlook::{BaseModel, LeftOdds, Outlook};
use super::purchasing::{AtTime, Purchasing};
use super::timing::TimingModel;
use crate::math::exp::exp;
use crate::math::gamma::{ln_gamma, ln_rising};
use crate::math::newton::Eval;
use crate::math::quadrature::GaussLegendre;
use crate::math::stable::{LogSum, one_minus_exp_over, one_minus_exp_over_slope};

/// Purchase rate λ ~ Gamma(r, α); lifetime exponential with rate μ ~ Gamma(s, β).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ParetoNbd {
    /// Shape of the purchase rates.
    pub r: f64,
    /// Rate of the purchase rates, in units of time.
    pub alpha: f64,
    /// Shape of the leaving rates.
    pub s: f64,
    /// Rate of the leaving rates, in units of time.
    pub beta: f64,
}

impl ParetoNbd {
    /// Stable id.
    pub const ID: &'static str = "pareto-nbd";
    /// Names of the parameters.
    pub const NAMES: [&'static str; 4] = ["r", "alpha", "s", "beta"];

    /// From (r, α, s, β).
    #[must_use]
    pub const fn new([r, alpha, s, beta]: [f64; 4]) -> Self {
        Self { r, alpha, s, beta }
    }

    /// Maximum likelihood; with a prior the most probable parameters.
    #[must_use]
    pub fn fit(triples: &Triples, prior: Option<&Prior<4>>) -> Fit<4> {
        Self::fit_near(triples, None, prior)
    }

    /// The same, from a better start.
    #[must_use]
    pub fn fit_near(triples: &Triples, near: Option<Near<4>>, prior: Option<&Prior<4>>) -> Fit<4> {
        let mut bounds = bounds_in(triples, &[1, 3]);
        // Few may leave late, and nearly all of the others at once: β far below a day.
        bounds[3].0 -= 40.0;
        fit_timing(
            triples,
            |t| Box::new(ParetoLikelihood::new(t)),
            near,
            &starts(triples),
            bounds,
            prior,
            |theta| verdict(triples, theta),
        )
    }

    fn shape(&self, x: u32) -> f64 {
        self.r + f64::from(x)
    }

    /// d and its derivatives in r, α, s and ln β, from ln ∫ f(τ)/f(T) dτ.
    fn odds_from_integral(&self, x: u32, t: f64, ln_integral: f64, m: &Moments) -> (f64, [f64; 4]) {
        let shape = self.shape(x);
        let (a, b, s) = (self.alpha + t, self.beta + t, self.s);
        let slope = [
            -m.la,
            shape * (1.0 / a - m.ia),
            1.0 / s - m.lb,
            s * self.beta / b - (s + 1.0) * m.ib,
        ];
        (log(s / b) + ln_integral, slope)
    }

    /// Expected time alive over the horizon (discounted) of a customer alive now:
    /// ∫₀^t e^(−δu) ((β + T)/(β + T + u))^s du, with its derivatives in s and β.
    pub(super) fn time_alive(
        &self,
        age: f64,
        horizon: &Horizon,
        rule: &GaussLegendre,
    ) -> (f64, f64, f64) {
        let base = self.beta + age;
        if horizon.discount == 0.0 {
            // base (1 − e^(−(s−1)L))/(s − 1) with L = ln(1 + t/base): smooth through s = 1.
            let l = log1p(horizon.length / base);
            let y = (self.s - 1.0) * l;
            let value = base * l * one_minus_exp_over(y);
            let by_s = base * l * l * one_minus_exp_over_slope(y);
            // d/dβ ∫ (base/(base+u))^s du = ∫ s u base^(s−1)/(base+u)^(s+1) du, by parts.
            let by_beta = (value - horizon.length * exp(-self.s * l)) / base;
            return (value, by_s, by_beta);
        }
        // In v = ln(1 + u/base): base ∫ e^(v(1−s) − c(e^v − 1)) dv, c = δ·base.
        let c = horizon.discount * base;
        let end = if horizon.length.is_finite() {
            log1p(horizon.length / base)
        } else {
            f64::INFINITY
        };
        let (mut value, mut by_s, mut by_beta) = (0.0, 0.0, 0.0);
        let mut v = 0.0;
        while v < end && c * libm::expm1(v) + (self.s - 1.0) * v < 45.0 {
            let steep = (self.s - 1.0).abs() + c * exp(v);
            let length = (6.0 / steep.max(1e-9)).min(1.0).min(end - v);
            for (x, w) in rule.iter() {
                let at = v + length * x;
                let growth = libm::expm1(at);
                let f = base * length * w * exp((1.0 - self.s) * at - c * growth);
                value += f;
                by_s -= at * f;
                // d/dβ of (1 + u/base)^−s at fixed u is (s/base) (u/base)/(1 + u/base) of it.
                by_beta += self.s / base * (growth / (1.0 + growth)) * f;
            }
            v += length;
        }
        (value, by_s, by_beta)
    }
}

impl TimingModel for ParetoNbd {
    fn id(&self) -> &'static str {
        Self::ID
    }

    fn parameter_names(&self) -> &'static [&'static str] {
        &Self::NAMES
    }

    fn parameters(&self) -> Vec<f64> {
        vec![self.r, self.alpha, self.s, self.beta]
    }

    fn log_alive(&self, c: &Customer) -> f64 {
        let x = f64::from(c.x);
        ln_rising(self.r, x)
            - self.r * log1p(c.t / self.alpha)
            - x * log(self.alpha + c.t)
            - self.s * log1p(c.t / self.beta)
    }

    /// −∞ when there was no time for it.
    fn log_odds_left(&self, c: &Customer) -> f64 {
        if c.t <= c.t_x {
            return f64::NEG_INFINITY;
        }
        let integral = DropoutIntegral::new(self.alpha, self.beta, self.shape(c.x), self.s);
        log(self.s) + integral.log_relative_to_end(c.t_x, c.t) - log(self.beta + c.t)
    }

    /// P(alive) · ((β + T)/(β + T + later))^s.
    fn p_alive_later(&self, c: &Customer, later: f64) -> f64 {
        self.p_alive(c) * exp(-self.s * log1p(later / (self.beta + c.t)))
    }

    /// (r + x)/(α + T) · expected (discounted) time alive (Fader & Hardie 2005, eq. 41; for the discounted sum to infinity, times
    /// P(alive), this is DERT of Fader, Hardie & Lee 2005, "RFM and CLV", without its confluent hypergeometric function).
    fn purchases_if_alive(&self, customers: &[Customer], horizon: &Horizon) -> Vec<f64> {
        let rule = GaussLegendre::of(20);
        customers
            .iter()
            .map(|c| {
                let (time, _, _) = self.time_alive(c.t, horizon, rule);
                self.shape(c.x) / (self.alpha + c.t) * time
            })
            .collect()
    }

    /// Alive throughout with n purchases, or left at some time with n purchases before it: the NBD probability averaged over
    /// the posterior of the lifetime.
    fn purchase_probability(&self, c: &Customer, n: u32, t: f64) -> f64 {
        let p_alive = self.p_alive(c);
        let given_alive = self.purchase_probability_alive(c.x, c.t, n, t);
        let nothing = if n == 0 { 1.0 - p_alive } else { 0.0 };
        (nothing + p_alive * given_alive).clamp(0.0, 1.0)
    }
}

impl ParetoNbd {
    /// E[(time alive within t)²] of a customer alive now: 2 ∫₀^t u P(alive at u) du.
    fn squared_time_alive(&self, age: f64, t: f64, rule: &GaussLegendre) -> f64 {
        let base = self.beta + age;
        let end = log1p(t / base);
        let panels = libm::ceil(end * (1.0 + (self.s / 4.0)).min(50.0)).max(1.0);
        let length = end / panels;
        let mut sum = 0.0;
        for i in 0..panels as u32 {
            for (y, w) in rule.iter() {
                let v = (f64::from(i) + y) * length;
                sum += w * length * libm::expm1(v) * exp((1.0 - self.s) * v);
            }
        }
        2.0 * base * base * sum
    }

    /// P(n purchases within t) of a customer alive now at age `age`.
    pub(super) fn purchase_probability_alive(&self, x: u32, age: f64, n: u32, t: f64) -> f64 {
        let (shape, rate, base) = (self.shape(x), self.alpha + age, self.beta + age);
        let n = f64::from(n);
        let front = ln_rising(shape, n) - ln_gamma(n + 1.0);
        let nbd = |u: f64| {
            let counted = if n == 0.0 {
                0.0
            } else {
                n * log(u / (rate + u))
            };
            front - shape * log1p(u / rate) + counted
        };
        let survive = |u: f64| -self.s * log1p(u / base);
        let throughout = exp(nbd(t) + survive(t));
        // ∫₀^t NBD(u) s base^s/(base + u)^(s+1) du in v = ln(1 + u/m), m the smaller of the two scales.
        let m = rate.min(base);
        let rule = GaussLegendre::of(32);
        let end = log1p(t / m);
        let steep = shape + n + self.s + 1.0;
        let panels = libm::ceil((end * steep.sqrt()).max(end)).clamp(1.0, 400.0);
        let length = end / panels;
        let mut left = 0.0;
        for i in 0..panels as u32 {
            for (y, w) in rule.iter() {
                let v = (f64::from(i) + y) * length;
                let u = m * libm::expm1(v);
                let density = log(self.s) + survive(u) - log(base + u);
                left += length * w * exp(nbd(u) + density + v) * m;
            }
        }
        (throughout + left).clamp(0.0, 1.0)
    }
}

impl BaseModel for ParetoNbd {
    fn left_odds(&self, triples: &Triples) -> Vec<LeftOdds> {
        let mut out = vec![LeftOdds::default(); triples.rows.len()];
        for_each(
            triples,
            self.alpha,
            self.beta,
            self.r,
            self.s,
            &mut |position, integral, m| {
                let Customer { x, t, .. } = triples.customer(&triples.rows[position]);
                let (log_odds, slope) = self.odds_from_integral(x, t, integral, m);
                out[position] = LeftOdds {
                    log_odds,
                    slope: [
                        slope[0] * self.r,
                        slope[1] * self.alpha,
                        slope[2] * self.s,
                        slope[3],
                    ],
                };
            },
        );
        out
    }

    /// Given alive: rate and lifetime are independent, (r + x)/(α + T) times the expected time alive.
    fn outlooks(&self, customers: &[Customer], horizon: &Horizon) -> Vec<Outlook> {
        let rule = GaussLegendre::of(10);
        customers
            .iter()
            .map(|c| {
                let (shape, rate) = (self.shape(c.x), self.alpha + c.t);
                let logs = |(value, by_s, by_beta): (f64, f64, f64)| {
                    [
                        self.r / shape,
                        -self.alpha / rate,
                        self.s * by_s / value,
                        self.beta * by_beta / value,
                    ]
                };
                let discounted = self.time_alive(c.t, horizon, rule);
                let count = if horizon.length.is_finite() {
                    self.time_alive(c.t, &Horizon::within(horizon.length), rule)
                } else {
                    discounted
                };
                let count_value = shape / rate * count.0;
                let (factorial, none) = if horizon.length.is_finite() {
                    let squares = shape * (shape + 1.0) / (rate * rate);
                    (
                        squares * self.squared_time_alive(c.t, horizon.length, rule),
                        self.purchase_probability_alive(c.x, c.t, 0, horizon.length),
                    )
                } else {
                    (count_value * count_value, 0.0)
                };
                Outlook {
                    count: count_value,
                    count_slope: logs(count),
                    discounted: shape / rate * discounted.0,
                    discounted_slope: logs(discounted),
                    factorial,
                    none,
                }
            })
            .collect()
    }
}

/// The likelihood over grouped customers.
#[derive(Debug)]
struct ParetoLikelihood<'a> {
    triples: &'a Triples,
    purchasing: Purchasing<'a>,
    times: Vec<AtTime>,
}

impl<'a> ParetoLikelihood<'a> {
    fn new(triples: &'a Triples) -> Self {
        Self {
            triples,
            purchasing: Purchasing::new(triples, 1),
            times: Vec::new(),
        }
    }
}

impl Likelihood<4> for ParetoLikelihood<'_> {
    fn eval(&mut self, theta: &[f64; 4]) -> Eval<4> {
        let [r, alpha, s, beta] = theta.map(exp);
        // Derivatives in β are taken in ln β at once: β may be next to nothing, and its inverse squared too large for a number.
        let natural = [r, alpha, s, 1.0];
        let (mut value, mut g, mut h) = (0.0, [0.0; 4], [[0.0; 4]; 4]);
        self.purchasing.at_times(alpha, &mut self.times);
        self.purchasing
            .add((r, alpha), &self.times, &mut value, &mut g, &mut h);
        // Not having left until T.
        for (&t, &(n, _)) in self.triples.times.iter().zip(&self.purchasing.by_age) {
            if n == 0.0 {
                continue;
            }
            let ln_ratio = log1p(t / beta);
            let (gone, there) = (t / (beta + t), beta / (beta + t));
            value -= n * s * ln_ratio;
            g[2] -= n * ln_ratio;
            g[3] += n * s * gone;
            h[2][3] += n * gone;
            h[3][3] -= n * s * gone * (1.0 + there);
        }
        let triples = self.triples;
        let model = ParetoNbd::new([r, alpha, s, beta]);
        let mut logs = LogSum::default();
        let add = &mut |position: usize, ln_integral: f64, m: &Moments| {
            let row = &triples.rows[position];
            let Customer { x, t, .. } = triples.customer(row);
            let weight = row.weight;
            let shape = r + f64::from(x);
            let (inverse_a, inverse_b) = (1.0 / (alpha + t), beta / (beta + t));
            let (d, slope) = model.odds_from_integral(x, t, ln_integral, m);
            // logistic(d), its complement and ln(1 + eᵈ) from one exponential.
            let e = exp(-d.abs());
            let near = 1.0 / (1.0 + e);
            let p = if d > 0.0 { near } else { e * near };
            value += weight * d.max(0.0);
            logs.add(1.0 + e, weight);
            let left = weight * p;
            let q = weight * e * near * near;
            for i in 0..4 {
                g[i] += left * slope[i];
                for j in i..4 {
                    h[i][j] += q * slope[i] * slope[j];
                }
            }
            let (ra, sb) = (shape, s + 1.0);
            h[0][0] += left * m.la_la;
            h[0][1] += left * (inverse_a - m.ia + ra * m.la_ia);
            h[1][1] += left * (ra * (m.ia2 - inverse_a * inverse_a) + ra * ra * m.ia_ia);
            h[0][2] += left * m.la_lb;
            h[0][3] += left * sb * m.la_ib;
            h[1][2] += left * ra * m.ia_lb;
            h[1][3] += left * ra * sb * m.ia_ib;
            h[2][2] += left * (m.lb_lb - 1.0 / (s * s));
            h[2][3] += left * (inverse_b - m.ib + sb * m.lb_ib);
            h[3][3] += left * (sb * m.ib2 - s * inverse_b * inverse_b + sb * sb * m.ib_ib);
        };
        for_each(triples, alpha, beta, r, s, add);
        value += logs.sum();
        Eval::in_logarithms(value, &natural, &g, &h)
    }
}

/// e-folds by which β may lie below the mean customer age. The likelihood of a share that leaves at once rises like −1/e-folds; this is
/// as close to its supremum as double precision allows.
const AT_ONCE: f64 = 600.0;

/// Crude starting points in log-parameters, relative to the mean customer age and the observed rate.
fn starts(triples: &Triples) -> Vec<[f64; 4]> {
    let (scale, rate) = (triples.time_scale(), triples.purchase_rate());
    [
        (0.6, 1.5, 0.6, 0.4),
        (2.0, 1.0, 0.5, 2.0),
        (0.3, 2.0, 2.0, 2.0),
        (30.0, 1.0, 10.0, 20.0),
        (0.6, 1.0, 0.05, 0.5),
        (2.0, 1.0, 0.1, 1e-4),
        // Some leave at once and the others stay: chances 1 − e^−½ and e^−½ at β next to nothing.
        (2.0, 1.0, 0.5 / AT_ONCE, exp(-AT_ONCE)),
    ]
    .map(|(r, faster, s, beta): (f64, f64, f64, f64)| {
        [log(r), log(r / (rate * faster)), log(s), log(beta * scale)]
    })
    .to_vec()
}

/// The plain name of a likelihood without interior optimum.
fn verdict(triples: &Triples, theta: &[f64; 4]) -> &'static str {
    let [ln_r, _, ln_s, ln_beta] = *theta;
    if triples.repeat_purchases == 0.0 {
        return "no_repeat_purchases";
    }
    // Chance of having left by the mean age, for a customer no purchase was seen of.
    let left = -libm::expm1(-exp(ln_s) * log1p(triples.time_scale() / exp(ln_beta)));
    if left < 1e-3 {
        "nobody_leaves"
    } else if ln_beta - log(triples.time_scale()) < -9.0 {
        "everyone_leaves_at_once"
    } else if ln_r > 5.0 {
        "everyone_buys_alike"
    } else if ln_s > 4.0 {
        "everyone_leaves_alike"
    } else {
        "too_little_history"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CDNOW: ParetoNbd = ParetoNbd::new([0.553_3, 10.578, 0.606_2, 11.669]);

    #[test]
    fn probabilities_of_all_counts_sum_to_one_and_their_mean_is_the_expectation() {
        let c = Customer {
            x: 3,
            t_x: 20.0,
            t: 30.0,
        };
        let (mut sum, mut mean) = (0.0, 0.0);
        for n in 0..400 {
            let p = CDNOW.purchase_probability(&c, n, 39.0);
            sum += p;
            mean += f64::from(n) * p;
        }
        assert!((sum - 1.0).abs() < 1e-10, "{sum}");
        let expected = CDNOW.expected_purchases(&c, &Horizon::within(39.0));
        assert!((mean / expected - 1.0).abs() < 1e-9);
    }

    #[test]
    fn a_shape_of_one_is_nothing_special() {
        let c = Customer {
            x: 3,
            t_x: 20.0,
            t: 30.0,
        };
        let at = |s: f64| ParetoNbd { s, ..CDNOW }.expected_purchases(&c, &Horizon::within(39.0));
        assert!((at(1.0) / (0.5 * (at(1.0 - 1e-5) + at(1.0 + 1e-5))) - 1.0).abs() < 1e-9);
    }
}
