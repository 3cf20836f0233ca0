//! The one integral of the Pareto/NBD likelihood, I = ∫ (α + τ)^−R (β + τ)^−(s+1) dτ from t_x to T, with the moments that its
//! derivatives need: the integrand is the density, up to its mass, of the time of leaving.

use libm::{expm1, log, log1p};

use super::data::Triples;
use crate::math::exp::exp;
use crate::math::quadrature::GaussLegendre;

/// Means under the integrand and covariances; la = ln(α + τ), ia = 1/(α + τ), lb = ln(β + τ), ib = β/(β + τ); `ia2` is the mean of the
/// square. The means `la` and `lb` are relative to their values at T. ib is a share, because β may be next to nothing: where some
/// leave at once and the others stay.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Moments {
    pub la: f64,
    pub ia: f64,
    pub lb: f64,
    pub ib: f64,
    pub ia2: f64,
    pub ib2: f64,
    pub la_la: f64,
    pub la_ia: f64,
    pub la_lb: f64,
    pub la_ib: f64,
    pub ia_ia: f64,
    pub ia_lb: f64,
    pub ia_ib: f64,
    pub lb_lb: f64,
    pub lb_ib: f64,
    pub ib_ib: f64,
}

/// Running sums: mass, four means, ten products, all relative to the integrand at some time.
const SUMS: usize = 15;
type Sums = [f64; SUMS];

fn add_point(sums: &mut Sums, f: f64, la: f64, ia: f64, lb: f64, ib: f64) {
    let (fla, fia, flb, fib) = (f * la, f * ia, f * lb, f * ib);
    let terms = [
        f,
        fla,
        fia,
        flb,
        fib,
        fla * la,
        fla * ia,
        fla * lb,
        fla * ib,
        fia * ia,
        fia * lb,
        fia * ib,
        flb * lb,
        flb * ib,
        fib * ib,
    ];
    for (sum, term) in sums.iter_mut().zip(terms) {
        *sum += term;
    }
}

/// From sums with logarithms taken relative to one origin; `end` are those of (α + T, β + T).
fn moments(sums: &Sums, end: (f64, f64)) -> Moments {
    let inverse = 1.0 / sums[0];
    let mean: [f64; SUMS] = std::array::from_fn(|i| sums[i] * inverse);
    let [_, la, ia, lb, ib, ..] = mean;
    Moments {
        la: la - end.0,
        ia,
        lb: lb - end.1,
        ib,
        ia2: mean[9],
        ib2: mean[14],
        la_la: mean[5] - la * la,
        la_ia: mean[6] - la * ia,
        la_lb: mean[7] - la * lb,
        la_ib: mean[8] - la * ib,
        ia_ia: mean[9] - ia * ia,
        ia_lb: mean[10] - ia * lb,
        ia_ib: mean[11] - ia * ib,
        lb_lb: mean[12] - lb * lb,
        lb_ib: mean[13] - lb * ib,
        ib_ib: mean[14] - ib * ib,
    }
}

/// The integral by marching panels, for any times.
#[derive(Debug)]
pub(super) struct DropoutIntegral {
    alpha: f64,
    beta: f64,
    shape: f64,
    s: f64,
}

/// The points that a panel of this length needs whose integrand falls by so many e-folds. For e^(−κv) over the length L an n-point
/// rule errs by (κL)^(2n+1) (n!)⁴/((2n+1) (2n)!³); from the poles at ±πi by about (4π/L)^(−2n). Both stay below 1e-17.
fn panel_rule(length: f64, falls: f64) -> &'static GaussLegendre {
    let falls = falls + length;
    GaussLegendre::of(if falls <= 0.5 {
        6
    } else if falls <= 1.5 {
        8
    } else if falls <= 4.0 {
        12
    } else if falls <= 9.0 {
        16
    } else {
        32
    })
}

impl DropoutIntegral {
    pub(super) fn new(alpha: f64, beta: f64, shape: f64, s: f64) -> Self {
        Self {
            alpha,
            beta,
            shape,
            s,
        }
    }

    /// Visits the quadrature points: time since `from` over (m + from), with the integrand relative to that at `from`, times
    /// dτ. The variable is v = ln((τ + m)/(from + m)), m the smaller of α and β, in which the integrand is analytic within ±π.
    fn march(&self, from: f64, to: f64, mut visit: impl FnMut(f64, f64)) {
        let m = self.alpha.min(self.beta);
        let unit = m + from;
        let (a_0, b_0) = (self.alpha + from, self.beta + from);
        let end = log1p((to - from) / unit);
        // Of the two logarithms, that of the smaller scale is v itself; dτ/dv = unit·e^v takes one of its powers away.
        let (near, far, far_scale) = if self.alpha <= self.beta {
            (self.shape - 1.0, self.s + 1.0, b_0)
        } else {
            (self.s, self.shape, a_0)
        };
        let fallen = |v: f64, elapsed: f64| near * v + far * log1p(elapsed / far_scale);
        let steepness = |elapsed: f64| {
            let grown = unit + elapsed;
            grown * (self.shape / (a_0 + elapsed) + (self.s + 1.0) / (b_0 + elapsed))
        };
        // Where the larger scale begins to matter.
        let corner = log(far_scale / unit);
        let (mut v, mut start) = (0.0, 0.0);
        while v < end {
            // Largest reached value of f·dτ/dv is at least 1·unit; nothing 45 e-folds below it counts.
            if fallen(v, start) > 45.0 {
                break;
            }
            // Far before the corner the integrand is a plain exponential, whose poles are as far away as the corner.
            let before = 0.5 * (corner - v);
            let slope = near.abs() + far * exp(-before);
            let (length, rule) = if before > 4.0 && slope * before < 16.0 {
                let length = before.min(end - v);
                (length, panel_rule(1.6, slope * length))
            } else {
                let length = (16.0 / steepness(start).max(1.0)).min(2.0).min(end - v);
                let stop = unit * expm1(v + length);
                (length, panel_rule(length, steepness(stop) * length))
            };
            let stop = unit * expm1(v + length);
            for (x, w) in rule.iter() {
                let at = v + length * x;
                let elapsed = unit * expm1(at);
                visit(elapsed, exp(-fallen(at, elapsed)) * unit * length * w);
            }
            v += length;
            start = stop;
        }
    }

    /// ln ∫ from t_x to T of f(τ)/f(T) dτ.
    pub(super) fn log_relative_to_end(&self, t_x: f64, t: f64) -> f64 {
        let mut sum = 0.0;
        self.march(t_x, t, |_, f| sum += f);
        let rise = self.shape * log1p((t - t_x) / (self.alpha + t_x))
            + (self.s + 1.0) * log1p((t - t_x) / (self.beta + t_x));
        log(sum) + rise
    }

    /// ln ∫ f(τ)/f(T) dτ and the moments.
    fn with_moments(&self, t_x: f64, t: f64) -> (f64, Moments) {
        let (a_0, b_0) = (self.alpha + t_x, self.beta + t_x);
        let mut sums = [0.0; SUMS];
        self.march(t_x, t, |elapsed, f| {
            let (ea, eb) = (elapsed / a_0, elapsed / b_0);
            add_point(
                &mut sums,
                f,
                log1p(ea),
                1.0 / (a_0 + elapsed),
                log1p(eb),
                self.beta / (b_0 + elapsed),
            );
        });
        let end = (log1p((t - t_x) / a_0), log1p((t - t_x) / b_0));
        let rise = self.shape * end.0 + (self.s + 1.0) * end.1;
        (log(sums[0]) + rise, moments(&sums, end))
    }
}

/// Steeper than this within one grid step (in e-folds), the short rule of the table is not exact enough.
const STEEP: f64 = 0.12;
/// And beyond this not even the longer one.
const TOO_STEEP: f64 = 1.6;

/// Calls `add(position, ln ∫ f(τ)/f(T) dτ, moments)` for each distinct triple that had time to leave.
///
/// On a grid of days all customers with the same x share their integrands: one running integral from the far end, relative to
/// the integrand of each day so that nothing under- or overflows, makes every customer two look-ups.
pub(super) fn for_each(
    triples: &Triples,
    alpha: f64,
    beta: f64,
    r: f64,
    s: f64,
    add: &mut dyn FnMut(usize, f64, &Moments),
) {
    let mut grid = triples
        .grid
        .map(|unit| Grid::new(triples, unit, [alpha, beta, r, s]));
    let rows = &triples.rows;
    let mut start = 0;
    while start < rows.len() {
        let index = rows[start].x;
        let mut stop = start;
        while stop < rows.len() && rows[stop].x == index {
            stop += 1;
        }
        let group = &rows[start..stop];
        let position = start;
        start = stop;
        let x = triples.counts[index as usize];
        // Rows are sorted by t_x: the first starts earliest.
        let first = triples.times[group[0].t_x as usize];
        let tabled = grid
            .as_mut()
            .is_some_and(|g| g.tabulate(first, group.len(), x));
        let direct = DropoutIntegral::new(alpha, beta, r + f64::from(x), s);
        for (i, row) in group.iter().enumerate() {
            if row.t <= row.t_x {
                continue;
            }
            let (ln_integral, m) = match &grid {
                Some(grid) if tabled => grid.between(row.t_x as usize, row.t as usize),
                _ => {
                    let c = triples.customer(row);
                    direct.with_moments(c.t_x, c.t)
                }
            };
            add(position + i, ln_integral, &m);
        }
    }
}

/// The integrands of one x after the other on a grid of days.
///
/// From x to x + 1 an integrand changes by the factor (α + day)/(α + τ): the tables are carried on by one multiplication per
/// point instead of an exponential.
struct Grid {
    unit: f64,
    alpha: f64,
    beta: f64,
    r: f64,
    s: f64,
    /// Grid point of each distinct time.
    step_of: Vec<u32>,
    /// ln(α + τ), ln(β + τ) at the grid points, relative to the first.
    at_step: Vec<(f64, f64)>,
    /// From each grid point to the next.
    whole: Powers,
    short: Inner,
    long: Option<Inner>,
    /// Running integrals from each grid point to the last, relative to the integrand there.
    tail: Vec<Sums>,
    /// The x of the tail.
    x: u32,
}

/// Values f that change by a factor q from one x to the next.
#[derive(Default)]
struct Powers {
    x: u32,
    f: Vec<f64>,
    q: Vec<f64>,
}

impl Powers {
    /// Starts at x = 0 with weight · exp(ln_f) and factors q, of (ln_f, weight, q).
    fn new(points: impl Iterator<Item = (f64, f64, f64)>) -> Self {
        let mut out = Self::default();
        for (ln_f, weight, q) in points {
            out.f.push(weight * exp(ln_f));
            out.q.push(q);
        }
        out
    }

    fn advance(&mut self, x: u32) {
        let steps = x - self.x;
        self.x = x;
        for (f, q) in self.f.iter_mut().zip(&self.q) {
            *f *= whole_power(*q, steps);
        }
    }
}

/// qⁿ by squaring: a tenth of the time of a general power, and the same bits everywhere.
fn whole_power(q: f64, n: u32) -> f64 {
    let (mut rest, mut square, mut power) = (n, q, 1.0);
    while rest > 0 {
        if rest & 1 == 1 {
            power *= square;
        }
        square *= square;
        rest >>= 1;
    }
    power
}

/// ln((a + d)/a), d > 0: 2 artanh(d/(2a + d)), whose series is short where d is small beside a – nearly always.
fn ln_of_sum(a: f64, d: f64) -> f64 {
    let s = d / (2.0 * a + d);
    if s > 0.025 {
        return log1p(d / a);
    }
    let s2 = s * s;
    let rest = s2 * (1.0 / 3.0 + s2 * (1.0 / 5.0 + s2 * (1.0 / 7.0 + s2 * (1.0 / 9.0))));
    2.0 * (s + s * rest)
}

/// The inner points of each step of the grid.
struct Inner {
    points_per_step: usize,
    /// (ln a, 1/a, ln b, β/b); logarithms relative to the grid's first point.
    points: Vec<[f64; 4]>,
    /// Weight times integrand relative to that at the step's start.
    powers: Powers,
}

impl Inner {
    fn new(n: usize, at_step: &[(f64, f64)], unit: f64, [alpha, beta, r, s]: [f64; 4]) -> Self {
        let rule = GaussLegendre::of(n);
        let steps = at_step.len() - 1;
        let mut points = Vec::with_capacity(steps * n);
        for (i, &(la, lb)) in at_step[..steps].iter().enumerate() {
            let start = i as f64 * unit;
            for &x in &rule.nodes {
                let within = x * unit;
                let t = start + within;
                points.push([
                    la + ln_of_sum(alpha + start, within),
                    1.0 / (alpha + t),
                    lb + ln_of_sum(beta + start, within),
                    beta / (beta + t),
                ]);
            }
        }
        let powers = Powers::new(points.iter().enumerate().map(|(i, &[la, ia, lb, _])| {
            let (step, (la_0, lb_0)) = (i / n, at_step[i / n]);
            let ln_f = -r * (la - la_0) - (s + 1.0) * (lb - lb_0);
            let weight = rule.weights[i % n] * unit;
            (ln_f, weight, (alpha + step as f64 * unit) * ia)
        }));
        Self {
            points_per_step: n,
            points,
            powers,
        }
    }
}

impl Grid {
    fn new(triples: &Triples, unit: f64, params: [f64; 4]) -> Self {
        let [alpha, beta, r, s] = params;
        let last = triples.times.last().copied().unwrap_or(0.0);
        let steps = libm::round(last / unit) as usize;
        let at_step: Vec<(f64, f64)> = (0..=steps)
            .map(|i| {
                let t = i as f64 * unit;
                (log1p(t / alpha), log1p(t / beta))
            })
            .collect();
        let whole = Powers::new(at_step.windows(2).enumerate().map(|(i, w)| {
            let (la, lb) = (w[1].0 - w[0].0, w[1].1 - w[0].1);
            let start = alpha + i as f64 * unit;
            (-r * la - (s + 1.0) * lb, 1.0, start / (start + unit))
        }));
        Self {
            unit,
            alpha,
            beta,
            r,
            s,
            step_of: triples
                .times
                .iter()
                .map(|t| libm::round(t / unit) as u32)
                .collect(),
            whole,
            short: Inner::new(3, &at_step, unit, params),
            long: None,
            tail: vec![[0.0; SUMS]; steps + 1],
            at_step,
            x: 0,
        }
    }

    /// Fills the running integrals for one x; false where direct quadrature is better or needed. Called with rising x.
    fn tabulate(&mut self, first: f64, customers: usize, x: u32) -> bool {
        let steps = self.at_step.len() - 1;
        let from = libm::round(first / self.unit) as usize;
        let shape = self.r + f64::from(x);
        let (unit, alpha, beta, s) = (self.unit, self.alpha, self.beta, self.s);
        let steepness = |i: usize| {
            let t = i as f64 * unit;
            unit * (shape / (alpha + t) + (s + 1.0) / (beta + t))
        };
        let worth_it = customers * 60 > steps.saturating_sub(from);
        if !worth_it || steepness(from) > TOO_STEEP {
            return false;
        }
        self.x = x;
        self.whole.advance(x);
        self.short.powers.advance(x);
        let steep = steepness(from) > STEEP;
        if steep {
            self.long
                .get_or_insert_with(|| Inner::new(8, &self.at_step, unit, [alpha, beta, self.r, s]))
                .powers
                .advance(x);
        }
        self.tail[steps] = [0.0; SUMS];
        for i in (from..steps).rev() {
            let ratio = self.whole.f[i];
            let mut sums = self.tail[i + 1].map(|v| v * ratio);
            let inner = match &self.long {
                Some(long) if steep && steepness(i) > STEEP => long,
                _ => &self.short,
            };
            let n = inner.points_per_step;
            let range = i * n..(i + 1) * n;
            for (&[la, ia, lb, ib], &f) in inner.points[range.clone()]
                .iter()
                .zip(&inner.powers.f[range])
            {
                add_point(&mut sums, f, la, ia, lb, ib);
            }
            self.tail[i] = sums;
        }
        true
    }

    /// ln ∫ f(τ)/f(T) dτ and the moments between two of the distinct times.
    fn between(&self, t_x: usize, t: usize) -> (f64, Moments) {
        let (i, j) = (self.step_of[t_x] as usize, self.step_of[t] as usize);
        let (start, end) = (self.at_step[i], self.at_step[j]);
        let shape = self.r + f64::from(self.x);
        let rise = shape * (end.0 - start.0) + (self.s + 1.0) * (end.1 - start.1);
        let ratio = exp(-rise);
        let (near, far) = (&self.tail[i], &self.tail[j]);
        let sums: Sums = std::array::from_fn(|k| near[k] - ratio * far[k]);
        (log(sums[0]) + rise, moments(&sums, end))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::models::data::Btyd;

    #[test]
    fn short_panels_need_few_points() {
        for (alpha, beta, shape, s) in [
            (10.0, 12.0, 0.6, 0.6),
            (1e-3, 500.0, 4.5, 0.3),
            (300.0, 0.02, 60.0, 2.0),
            (5.0, 5.0, 3000.0, 0.5),
            (40.0, 7.0, 1.0, 900.0),
            (10.0, 1e-200, 0.6, 1e-3),
            (2e7, 1e-80, 4e6, 0.04),
            (1e-90, 30.0, 1.2, 0.5),
        ] {
            let integral = DropoutIntegral::new(alpha, beta, shape, s);
            for (from, to) in [(0.0, 0.1), (0.0, 40.0), (3.0, 700.0), (100.0, 101.0)] {
                let fine: f64 = {
                    // Many short panels of the longest rule.
                    let rule = GaussLegendre::of(32);
                    let end = log1p((to - from) / (alpha.min(beta) + from));
                    let (a_0, b_0, m) = (alpha + from, beta + from, alpha.min(beta) + from);
                    let f = |v: f64| {
                        let e = m * expm1(v);
                        let fallen = shape * log1p(e / a_0) + (s + 1.0) * log1p(e / b_0);
                        libm::exp(v - fallen) * m
                    };
                    let step = end / 400.0;
                    let panel = |i: i32| -> f64 {
                        let points = rule.iter();
                        points
                            .map(|(x, w)| w * step * f((f64::from(i) + x) * step))
                            .sum()
                    };
                    (0..400).map(panel).sum()
                };
                let mut sum = 0.0;
                integral.march(from, to, |_, f| sum += f);
                assert!(
                    (sum / fine - 1.0).abs() < 1e-12,
                    "{alpha} {beta} {shape} {s} {from}–{to}"
                );
            }
        }
    }

    #[test]
    fn the_table_and_the_direct_quadrature_agree() {
        let mut data = Btyd::default();
        for i in 0..400_u32 {
            data.x.push(i % 4);
            data.t_x.push(f64::from((i * 7) % 150));
            data.t.push(f64::from((i * 7) % 150 + (i * 13) % 120));
        }
        let mut triples = Triples::new(&data);
        let (alpha, beta, r, s) = (20.0, 50.0, 0.6, 0.7);
        let collect = |triples: &Triples| {
            let mut all = Vec::new();
            for_each(triples, alpha, beta, r, s, &mut |_, l, m| {
                all.push([l, m.la, m.ib, m.la_lb, m.ia_ib]);
            });
            all
        };
        let tabled = collect(&triples);
        triples.grid = None;
        for (a, b) in tabled.iter().zip(collect(&triples)) {
            for k in 0..5 {
                assert!(
                    (a[k] - b[k]).abs() < 1e-9 * (1.0 + b[k].abs()),
                    "{a:?} {b:?}"
                );
            }
        }
    }
}
