//! What a customer who is alive now will do, as the forecast of a whole base needs it: with slopes, spread and the chance of nothing.

use libm::{cos, log};

use super::data::{Customer, Triple, Triples};
use super::horizon::Horizon;
use super::timing::TimingModel;
use crate::math::exp::exp;

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

    /// For customers alive now of equal x at several ages; t_x does not count.
    fn outlooks(&self, customers: &[Customer], horizon: &Horizon) -> Vec<Outlook>;

    /// The outlook of each of these triples of one x. Given alive it depends on x and T alone, smoothly on T; models in which the
    /// time since the last purchase still matters have their own way.
    fn outlooks_of(
        &self,
        triples: &Triples,
        x: u32,
        rows: &[Triple],
        horizon: &Horizon,
    ) -> Vec<Outlook> {
        let at_age = over_ages(triples, rows, |ages| {
            let customers: Vec<Customer> =
                ages.iter().map(|&t| Customer { x, t_x: 0.0, t }).collect();
            self.outlooks(&customers, horizon)
                .iter()
                .map(|outlook| flatten(outlook).to_vec())
                .collect()
        });
        let outlooks: Vec<Outlook> = at_age.all().map(unflatten).collect();
        rows.iter().map(|row| outlooks[at_age.place(row)]).collect()
    }
}

/// Chebyshev nodes per e-fold of age, and at least.
const NODES: (f64, usize) = (2.0, 9);

/// Something known at each age of a group of rows.
pub(super) struct AtAges {
    ages: Vec<u32>,
    /// So many numbers for each age.
    width: usize,
    values: Vec<f64>,
}

impl AtAges {
    fn place(&self, row: &Triple) -> usize {
        // Every row's age is in the list it was made from.
        self.ages.binary_search(&row.t).unwrap_or(0)
    }

    fn all(&self) -> impl Iterator<Item = &[f64]> {
        self.values.chunks_exact(self.width)
    }

    /// The numbers of a row.
    pub(super) fn of(&self, row: &Triple) -> &[f64] {
        let start = self.place(row) * self.width;
        &self.values[start..start + self.width]
    }
}

/// What `exact` gives at each age of these rows (of one x): computed at a few Chebyshev ages and interpolated to all others
/// (barycentric formula; Berrut & Trefethen 2004), which makes a million customers as cheap as some thousand.
pub(super) fn over_ages(
    triples: &Triples,
    rows: &[Triple],
    exact: impl Fn(&[f64]) -> Vec<Vec<f64>>,
) -> AtAges {
    let mut ages: Vec<u32> = rows.iter().map(|row| row.t).collect();
    ages.sort_unstable();
    ages.dedup();
    let times: Vec<f64> = ages.iter().map(|&i| triples.times[i as usize]).collect();
    let (low, high) = (times[0], times[times.len() - 1]);
    // Shifting the logarithm by a share of the range keeps ages near zero apart without stretching the axis.
    let shift = 0.02 * triples.time_scale();
    let axis = |t: f64| log(t + shift);
    let (a, b) = (axis(low), axis(high));
    let wanted = NODES.1 + (NODES.0 * (b - a)) as usize;
    let gathered = |values: Vec<f64>| AtAges {
        width: values.len() / ages.len(),
        values,
        ages: ages.clone(),
    };
    if times.len() <= wanted {
        return gathered(exact(&times).concat());
    }
    let nodes: Vec<f64> = (0..wanted)
        .map(|i| {
            let c = cos(std::f64::consts::PI * i as f64 / (wanted - 1) as f64);
            0.5 * (a + b) + 0.5 * (b - a) * c
        })
        .collect();
    let at_nodes: Vec<f64> = nodes
        .iter()
        .map(|&v| (exp(v) - shift).clamp(low, high))
        .collect();
    let known = exact(&at_nodes);
    let mut values = Vec::with_capacity(times.len() * known[0].len());
    for &t in &times {
        interpolate(&nodes, &known, axis(t), &mut values);
    }
    gathered(values)
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

fn unflatten(v: &[f64]) -> Outlook {
    Outlook {
        count: exp(v[0]),
        discounted: exp(v[1]),
        factorial: exp(v[2]),
        none: exp(v[3]).min(1.0),
        count_slope: [v[4], v[5], v[6], v[7]],
        discounted_slope: [v[8], v[9], v[10], v[11]],
    }
}

/// Adds the values at a point between the nodes to `out`.
fn interpolate(nodes: &[f64], values: &[Vec<f64>], at: f64, out: &mut Vec<f64>) {
    let start = out.len();
    out.resize(start + values[0].len(), 0.0);
    let sums = &mut out[start..];
    let mut below = 0.0;
    let last = nodes.len() - 1;
    for (i, (node, value)) in nodes.iter().zip(values).enumerate() {
        let distance = at - node;
        if distance.abs() < 1e-14 {
            sums.copy_from_slice(value);
            return;
        }
        let end = if i == 0 || i == last { 0.5 } else { 1.0 };
        let weight = if i % 2 == 0 { end } else { -end } / distance;
        below += weight;
        for (sum, v) in sums.iter_mut().zip(value) {
            *sum += weight * v;
        }
    }
    let scale = 1.0 / below;
    for sum in sums {
        *sum *= scale;
    }
}

/// The outlooks of all triples, in their order; those of one x are in memory together.
pub fn outlooks<'m>(
    model: &'m dyn BaseModel,
    triples: &'m Triples,
    horizon: &'m Horizon,
) -> impl Iterator<Item = Outlook> + 'm {
    let of = |(x, rows)| model.outlooks_of(triples, x, rows, horizon);
    triples.by_count().flat_map(of)
}
