//! What a customer who is alive now will do, as the forecast of a whole base needs it: with slopes, spread and the chance of nothing.

use libm::{cos, exp, log};

use super::data::{Customer, Triples};
use super::horizon::Horizon;
use super::timing::TimingModel;

/// Purchases over the horizon given alive now. Slopes are derivatives of the logarithm in the log-parameters.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Outlook {
    /// Expected number.
    pub count: f64,
    /// Slopes of ln `count`.
    pub count_slope: [f64; 4],
    /// Expected discounted number.
    pub discounted: f64,
    /// Slopes of ln `discounted`.
    pub discounted_slope: [f64; 4],
    /// E[N(N − 1)] within the horizon.
    pub factorial: f64,
    /// Chance of no purchase within the horizon.
    pub none: f64,
}

/// Log-odds of having left with their derivatives in the log-parameters.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LeftOdds {
    /// d; P(alive) = 1/(1 + eᵈ). −∞ where the model rules leaving out.
    pub log_odds: f64,
    /// Derivatives of d.
    pub slope: [f64; 4],
}

impl Default for LeftOdds {
    fn default() -> Self {
        Self {
            log_odds: f64::NEG_INFINITY,
            slope: [0.0; 4],
        }
    }
}

/// A timing model that can forecast a whole base.
pub trait BaseModel: TimingModel + std::fmt::Debug {
    /// For each distinct triple.
    fn left_odds(&self, triples: &Triples) -> Vec<LeftOdds>;

    /// For customers of equal x at several ages (t_x counts only where [`Self::depends_on_last_purchase`]).
    fn outlooks(&self, customers: &[Customer], horizon: &Horizon) -> Vec<Outlook>;

    /// Whether, given alive, the time since the last purchase still matters. True only for regular buyers.
    fn depends_on_last_purchase(&self) -> bool {
        false
    }
}

/// Chebyshev nodes per e-fold of age, and at least.
const NODES: (f64, usize) = (2.0, 9);

/// The outlook of each distinct triple.
///
/// Given alive it depends on x and T alone, smoothly on T: for each x it is computed at a few Chebyshev ages and interpolated
/// to all others (barycentric formula; Berrut & Trefethen 2004), which makes a million customers as cheap as some thousand.
#[must_use]
pub fn outlooks(model: &dyn BaseModel, triples: &Triples, horizon: &Horizon) -> Vec<Outlook> {
    let mut out = vec![Outlook::default(); triples.rows.len()];
    let mut start = 0;
    while start < triples.rows.len() {
        let index = triples.rows[start].x;
        let stop = start + triples.rows[start..].partition_point(|r| r.x == index);
        let rows = &triples.rows[start..stop];
        let customers = || rows.iter().map(|row| triples.customer(row));
        if model.depends_on_last_purchase() {
            let all: Vec<Customer> = customers().collect();
            out[start..stop].copy_from_slice(&model.outlooks(&all, horizon));
        } else {
            let mut ages: Vec<u32> = rows.iter().map(|r| r.t).collect();
            ages.sort_unstable();
            ages.dedup();
            let at_age = by_age(
                model,
                triples,
                triples.counts[index as usize],
                &ages,
                horizon,
            );
            for (slot, row) in out[start..stop].iter_mut().zip(rows) {
                if let Ok(i) = ages.binary_search(&row.t) {
                    *slot = at_age[i];
                }
            }
        }
        start = stop;
    }
    out
}

/// The outlooks of one x at these ages (indices into the times).
fn by_age(
    model: &dyn BaseModel,
    triples: &Triples,
    x: u32,
    ages: &[u32],
    horizon: &Horizon,
) -> Vec<Outlook> {
    let time = |i: u32| triples.times[i as usize];
    let at = |t: f64| Customer { x, t_x: 0.0, t };
    // Shifting the logarithm by a share of the range keeps ages near zero apart without stretching the axis.
    let (low, high) = (time(ages[0]), time(ages[ages.len() - 1]));
    let shift = 0.02 * triples.time_scale();
    let axis = |t: f64| log(t + shift);
    let (a, b) = (axis(low), axis(high));
    let wanted = NODES.1 + (NODES.0 * (b - a)) as usize;
    if ages.len() <= wanted {
        let customers: Vec<Customer> = ages.iter().map(|&i| at(time(i))).collect();
        return model.outlooks(&customers, horizon);
    }
    let nodes: Vec<f64> = (0..wanted)
        .map(|i| {
            let c = cos(std::f64::consts::PI * i as f64 / (wanted - 1) as f64);
            0.5 * (a + b) + 0.5 * (b - a) * c
        })
        .collect();
    let customers: Vec<Customer> = nodes
        .iter()
        .map(|&v| at((exp(v) - shift).clamp(low, high)))
        .collect();
    let values: Vec<[f64; VALUES]> = model
        .outlooks(&customers, horizon)
        .iter()
        .map(flatten)
        .collect();
    ages.iter()
        .map(|&i| interpolate(&nodes, &values, axis(time(i))))
        .collect()
}

/// Numbers of an outlook that are interpolated; positive ones by their logarithm, so that they stay positive.
const VALUES: usize = 12;

fn flatten(o: &Outlook) -> [f64; VALUES] {
    let mut v = [0.0; VALUES];
    v[0] = log(o.count.max(f64::MIN_POSITIVE));
    v[1] = log(o.discounted.max(f64::MIN_POSITIVE));
    v[2] = log(o.factorial.max(f64::MIN_POSITIVE));
    v[3] = log(o.none.max(f64::MIN_POSITIVE));
    v[4..8].copy_from_slice(&o.count_slope);
    v[8..12].copy_from_slice(&o.discounted_slope);
    v
}

fn interpolate(nodes: &[f64], values: &[[f64; VALUES]], at: f64) -> Outlook {
    let mut sums = [0.0; VALUES];
    let mut below = 0.0;
    let last = nodes.len() - 1;
    for (i, (node, value)) in nodes.iter().zip(values).enumerate() {
        let distance = at - node;
        if distance.abs() < 1e-14 {
            sums = *value;
            below = 1.0;
            break;
        }
        let end = if i == 0 || i == last { 0.5 } else { 1.0 };
        let weight = if i % 2 == 0 { end } else { -end } / distance;
        below += weight;
        for (sum, v) in sums.iter_mut().zip(value) {
            *sum += weight * v;
        }
    }
    let v = sums.map(|s| s / below);
    Outlook {
        count: exp(v[0]),
        discounted: exp(v[1]),
        factorial: exp(v[2]),
        none: exp(v[3]).min(1.0),
        count_slope: [v[4], v[5], v[6], v[7]],
        discounted_slope: [v[8], v[9], v[10], v[11]],
    }
}
