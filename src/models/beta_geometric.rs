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

use std::cell::OnceCell;

use libm::{log, log1p};

use super::beta_posterior::{
    Expectation, Fineness, Node, factorial_moment, nodes, purchases, reach, still_alive,
};
use super::bg_nbd::BgNbd;
use super::data::{Customer, Triples};
use super::horizon::Horizon;
use super::mbg_nbd::MbgNbd;
use super::outlook::{BaseModel, LeftOdds, Outlook};
use super::purchase_series::PurchaseSeries;
use super::timing::TimingModel;
use super::unfinished_gap::Gap;
use crate::math::beta::{incomplete_beta, ln_beta_failures};
use crate::math::exp::exp;
use crate::math::gamma::{ln_gamma, ln_rising};
use crate::math::quadrature::GaussLegendre;

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
    /// Names of the parameters.
    pub const NAMES: [&'static str; 4] = ["r", "alpha", "a", "b"];

    /// From (r, α, a, b).
    #[must_use]
    pub const fn new(family: Family, [r, alpha, a, b]: [f64; 4]) -> Self {
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

    /// Chances, relative to one another, of having finished j = 0 … k − 1 stages since the last purchase, given alive, and ln S, S being
    /// the chance of a gap still unfinished at T relative to that of no stage finished.
    pub(super) fn unfinished_gap(&self, c: &Customer) -> (Vec<f64>, f64) {
        /// Beyond this all terms so far are made smaller by its inverse, that many stages of heavy buyers do not overflow.
        const LARGEST: f64 = 1e200;
        let y = (c.t - c.t_x) / (self.alpha + c.t);
        let shape = self.shape(c.x);
        let mut terms = Vec::with_capacity(self.family.k as usize);
        let (mut term, mut sum, mut ln_scale) = (1.0, 1.0, 0.0);
        terms.push(term);
        for j in 1..self.family.k {
            let j = f64::from(j);
            term *= (shape + j - 1.0) / j * y;
            if term > LARGEST {
                terms.iter_mut().for_each(|t| *t /= LARGEST);
                (term, sum, ln_scale) = (term / LARGEST, sum / LARGEST, ln_scale + log(LARGEST));
            }
            terms.push(term);
            sum += term;
        }
        (terms, log(sum) + ln_scale)
    }

    fn ln_unfinished_gap(&self, c: &Customer) -> f64 {
        if self.family.k == 1 {
            return 0.0;
        }
        self.unfinished_gap(c).1
    }

    fn nodes(&self, c: &Customer, horizon: &Horizon) -> Vec<Node> {
        let reach = reach(self.shape(c.x), self.alpha + c.t, horizon);
        nodes(self.a, self.stays(c.x), reach, Fineness::Exact)
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
}

/// For k = 1; models with more stages answer for themselves where stages matter.
impl TimingModel for BetaGeometric {
    fn id(&self) -> &'static str {
        if self.family.leaves_at_first {
            MbgNbd::ID
        } else {
            BgNbd::ID
        }
    }

    fn parameter_names(&self) -> &'static [&'static str] {
        &Self::NAMES
    }

    fn parameters(&self) -> Vec<f64> {
        vec![self.r, self.alpha, self.a, self.b]
    }

    /// For k > 1 without the constant that depends on the single gaps.
    fn log_alive(&self, c: &Customer) -> f64 {
        let x = f64::from(c.x);
        let stages = f64::from(self.family.k) * x;
        ln_beta_failures(self.a, self.b, x + self.family.m()) + ln_rising(self.r, stages)
            - self.r * log1p(c.t / self.alpha)
            - stages * log(self.alpha + c.t)
            + self.ln_unfinished_gap(c)
    }

    /// −∞ for BG/NBD and x = 0.
    fn log_odds_left(&self, c: &Customer) -> f64 {
        let trials = f64::from(c.x) + self.family.m();
        if trials < 1.0 {
            return f64::NEG_INFINITY;
        }
        let ratio = log1p((c.t - c.t_x) / (self.alpha + c.t_x));
        log(self.a) - log(self.b + (trials - 1.0)) + self.shape(c.x) * ratio
            - self.ln_unfinished_gap(c)
    }

    /// P(alive) after another `later`: someone alive stays until a purchase ends it, E_p[(1 + p·later/(α + T))^(−R)].
    fn p_alive_later(&self, c: &Customer, later: f64) -> f64 {
        let nodes = self.nodes(c, &Horizon::within(later));
        let still = still_alive(&nodes, self.shape(c.x), later / (self.alpha + c.t));
        self.p_alive(c) * still.min(1.0)
    }

    /// By counting where that is short, else as an average over the chance of leaving with the points that the youngest needs.
    fn purchases_if_alive(&self, customers: &[Customer], horizon: &Horizon) -> Vec<f64> {
        let Some(youngest) = customers.iter().min_by(|a, b| a.t.total_cmp(&b.t)) else {
            return Vec::new();
        };
        let (shape, stays) = (self.shape(youngest.x), self.stays(youngest.x));
        let mut series = PurchaseSeries::new(shape, (self.a, stays), 1, 0);
        let nodes = OnceCell::new();
        let rule = GaussLegendre::of(20);
        customers
            .iter()
            .map(|c| {
                let rate = self.alpha + c.t;
                let z = horizon.length / rate;
                if horizon.discount == 0.0 && series.reaches(z) {
                    return series.at(z);
                }
                let nodes = nodes.get_or_init(|| self.nodes(youngest, horizon));
                purchases(nodes, shape, rate, horizon, rule).value
            })
            .collect()
    }

    /// P(n purchases within t): alive throughout with n purchases, or left at the n-th of at least n
    /// (Fader, Hardie & Lee 2005, eq. 8, for the posterior instead of the prior).
    fn purchase_probability(&self, c: &Customer, n: u32, t: f64) -> f64 {
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
}

impl BaseModel for BetaGeometric {
    fn left_odds(&self, triples: &Triples) -> Vec<LeftOdds> {
        Self::left_odds(self, triples)
    }

    /// Outlooks of customers with equal x (k = 1).
    fn outlooks(&self, customers: &[Customer], horizon: &Horizon) -> Vec<Outlook> {
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
