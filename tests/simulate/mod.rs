//! Simulated customer bases with known parameters. Seeded: every run sees the same customers.
#![allow(dead_code, missing_docs, unreachable_pub)]

use regulars::models::data::Btyd;

/// PCG-XSH-RR 64/32 (O'Neill 2014).
pub struct Random(u64);

impl Random {
    pub fn new(seed: u64) -> Self {
        let mut random = Self(
            seed.wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407),
        );
        random.bits();
        random
    }

    fn bits(&mut self) -> u32 {
        let old = self.0;
        self.0 = old
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        let shifted = (((old >> 18) ^ old) >> 27) as u32;
        shifted.rotate_right((old >> 59) as u32)
    }

    pub fn uniform(&mut self) -> f64 {
        (f64::from(self.bits()) + 0.5) / 4_294_967_296.0
    }

    pub fn exponential(&mut self) -> f64 {
        -self.uniform().ln()
    }

    pub fn normal(&mut self) -> f64 {
        (-2.0 * self.uniform().ln()).sqrt() * (std::f64::consts::TAU * self.uniform()).cos()
    }

    /// Marsaglia & Tsang 2000; shapes below 1 by the power of a uniform.
    pub fn gamma(&mut self, shape: f64) -> f64 {
        if shape < 1.0 {
            let u = self.uniform();
            return self.gamma(shape + 1.0) * u.powf(1.0 / shape);
        }
        let d = shape - 1.0 / 3.0;
        let c = 1.0 / (9.0 * d).sqrt();
        loop {
            let z = self.normal();
            let v = (1.0 + c * z).powi(3);
            if v > 0.0 && self.uniform().ln() < 0.5 * z * z + d - d * v + d * v.ln() {
                return d * v;
            }
        }
    }

    pub fn beta(&mut self, a: f64, b: f64) -> f64 {
        let (x, y) = (self.gamma(a), self.gamma(b));
        if x + y > 0.0 { x / (x + y) } else { 0.0 }
    }
}

/// How customers leave.
#[derive(Clone, Copy, Debug)]
pub enum Leaving {
    /// With chance ~ Beta(a, b) after each purchase; from the first on if the flag is set.
    AtPurchases { a: f64, b: f64, first: bool },
    /// After an exponential lifetime with rate ~ Gamma(s, β).
    AfterLifetime { s: f64, beta: f64 },
    /// With this chance after each repeat purchase, the same for all.
    Alike { chance: f64 },
    /// Never.
    Never,
}

/// A regime: all times in days.
#[derive(Clone, Copy, Debug)]
pub struct Regime {
    pub customers: usize,
    /// Shape and rate of the purchase rates (per stage of the gap).
    pub r: f64,
    pub alpha: f64,
    /// Stages of the Erlang gap.
    pub k: u32,
    pub leaving: Leaving,
    /// Customer ages are uniform between these days.
    pub ages: (f64, f64),
    /// Days after the end of observation that are recorded too.
    pub future: f64,
    pub seed: u64,
}

#[derive(Debug, Default)]
pub struct Base {
    pub data: Btyd,
    /// Purchase days in the future window, per customer.
    pub future: Vec<u32>,
}

impl Regime {
    /// Whole days; purchases of one day are one.
    pub fn simulate(&self) -> Base {
        let mut random = Random::new(self.seed);
        let mut base = Base::default();
        let mut gaps = Vec::new();
        for _ in 0..self.customers {
            let rate = random.gamma(self.r) / self.alpha;
            let age = (self.ages.0 + (self.ages.1 - self.ages.0) * random.uniform()).floor();
            let end = age + self.future;
            let (chance, first, lifetime) = match self.leaving {
                Leaving::AtPurchases { a, b, first } => (random.beta(a, b), first, f64::INFINITY),
                Leaving::AfterLifetime { s, beta } => {
                    let mu = random.gamma(s) / beta;
                    (0.0, false, random.exponential() / mu)
                }
                Leaving::Alike { chance } => (chance, false, f64::INFINITY),
                Leaving::Never => (0.0, false, f64::INFINITY),
            };
            let (mut t, mut x, mut t_x, mut future, mut last_day) = (0.0, 0, 0.0, 0, 0.0);
            let mut log_gaps = 0.0;
            let mut alive = !(first && random.uniform() < chance);
            while alive {
                for _ in 0..self.k {
                    t += random.exponential() / rate;
                }
                if t > end || t > lifetime {
                    break;
                }
                let day = t.ceil();
                if day > last_day && day <= end {
                    if day <= age {
                        x += 1;
                        log_gaps += (day - t_x).ln();
                        t_x = day;
                    } else {
                        future += 1;
                    }
                    last_day = day;
                }
                alive = random.uniform() >= chance;
            }
            base.data.x.push(x);
            base.data.t_x.push(t_x);
            base.data.t.push(age);
            base.future.push(future);
            gaps.push(log_gaps);
        }
        base.data.sum_log_gaps = Some(gaps);
        base
    }
}
