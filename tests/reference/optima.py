"""The best log-likelihoods of random small and odd bases, by an independent optimiser from many starts.

    python tests/reference/optima.py > tests/reference/optima.csv

Needs numpy and scipy; some minutes. Bases are drawn with the seeds 1, 2, 3 … per model, where a likelihood often has no top inside: few
customers, some who leave at once while the others stay, everybody alike. Likelihoods are the papers', written down anew; the Pareto/NBD's
integral by Gauss-Legendre panels in ln(τ + min(α, β)). The optimiser is Nelder & Mead's, in log-parameters, from random starts, and again
from its own best ends. One line per base: model, seed, best log-likelihood, rows (fields separated by blanks, rows by semicolons).

Rows are x, t_x, T (timing and opportunities), x, mean spend (Gamma-Gamma), tenure, left (contracts).
"""
import math
import random
import sys

import numpy as np
from scipy.optimize import minimize
from scipy.special import betaln, gammaln

NODES, WEIGHTS = np.polynomial.legendre.leggauss(20)
NODES, WEIGHTS = (NODES + 1) / 2, WEIGHTS / 2


def rising(a, n):
    """ln Γ(a + n) − ln Γ(a) for whole n, by its factors: nothing cancels."""
    terms = np.log(a + np.arange(int(n.max()) + 1))
    return np.concatenate([[0], np.cumsum(terms)])[n.astype(int)]


def falling(a, b, n):
    """ln B(a, b + n) − ln B(a, b) for whole n."""
    terms = np.log1p(a / (b + np.arange(int(n.max()) + 1)))
    return -np.concatenate([[0], np.cumsum(terms)])[n.astype(int)]


def beta_geometric(m):
    def log_likelihood(p, rows):
        r, alpha, a, b = p
        x, t_x, T = rows
        alive = falling(a, b, x + m) + rising(r, x) - r * np.log1p(T / alpha) - x * np.log(alpha + T)
        with np.errstate(divide="ignore", invalid="ignore"):
            odds = np.log(a) - np.log(b + (x + m - 1)) + (r + x) * np.log1p((T - t_x) / (alpha + t_x))
        return np.sum(alive + np.where(x + m > 0, np.logaddexp(0, odds), 0))

    return log_likelihood


def pareto(p, rows):
    r, alpha, s, beta = p
    x, t_x, T = rows
    alive = rising(r, x) - r * np.log1p(T / alpha) - x * np.log(alpha + T) - s * np.log1p(T / beta)
    m = min(alpha, beta)
    length = np.log1p((T - t_x) / (m + t_x))
    # Beyond 60 e-folds of the steepest power nothing counts; 40 panels follow what remains.
    edges = np.linspace(0, 1, 41)
    u = (edges[:-1, None] + NODES * (edges[1] - edges[0])).ravel()
    w = np.tile(WEIGHTS * (edges[1] - edges[0]), 40)
    if beta > alpha:
        length = np.minimum(length, 60 / np.maximum(r + x - 1, 1e-9))
    else:
        length = np.minimum(length, 60 / s)
    v = length[:, None] * u
    elapsed = (m + t_x)[:, None] * np.expm1(v)
    ln_f = -(r + x)[:, None] * np.log1p(elapsed / (alpha + t_x)[:, None]) - (s + 1) * np.log1p(elapsed / (beta + t_x)[:, None]) + v
    with np.errstate(divide="ignore"):
        integral = np.log(np.sum(w * np.exp(ln_f), axis=1) * length * (m + t_x))
    odds = np.log(s) + integral + (r + x) * np.log1p((T - t_x) / (alpha + t_x)) + s * np.log1p((T - t_x) / (beta + t_x)) - np.log(beta + t_x)
    return np.sum(alive + np.logaddexp(0, odds))


def bg_bb(p, rows):
    a, b, g, d = p
    total = 0.0
    for x, t_x, n in np.asarray(rows).T:
        i = np.arange(t_x, n + 1)
        buying = betaln(a + x, b + i - x) - betaln(a, b)
        stayed = np.where(i == n, betaln(g, d + n), betaln(g + 1, d + i)) - betaln(g, d)
        total += np.logaddexp.reduce(buying + stayed)
    return total


def gamma_gamma(p, rows):
    p, q, v = p
    x, m = rows
    px, xm = p * x, x * m
    return np.sum(-betaln(px, q) - np.log(m) - px * np.log1p(v / xm) - q * np.log1p(xm / v))


def bdw(p, rows):
    a, b, c = p
    tenure, left = rows
    ln_s = lambda t: ratio(a, b) - ratio(a, b + t**c)
    before, after = ln_s(tenure - left), ln_s(tenure)
    with np.errstate(divide="ignore"):
        return np.sum(np.where(left > 0, before + np.log(-np.expm1(after - before)), after))


def ratio(a, z):
    """ln Γ(z + a) − ln Γ(z)."""
    z = np.asarray(z, float)
    large = np.maximum(z, 1e3)
    stirling = a * np.log(large) + (large + a - 0.5) * np.log1p(a / large) - a + 1 / (12 * (large + a)) - 1 / (12 * large)
    return np.where(z < 1e3, gammaln(z + a) - gammaln(z), stirling)


def sbg(p, rows):
    return bdw([*p, 1.0], rows)


def best(f, rows, centre, rng, starts=12):
    """Over log-parameters, none further than e^±18 from its centre, a scale of leaving e^−60 at most below."""
    low = [c - (60 if i == 3 else 20) for i, c in enumerate(centre)]

    def worth(theta):
        with np.errstate(all="ignore"):
            value = f(np.exp(np.clip(theta, low, np.add(centre, 18))), rows)
        return -value if np.isfinite(value) else 1e300

    climb = lambda start, evaluations: minimize(
        worth, start, method="Nelder-Mead", options={"maxfev": evaluations, "xatol": 1e-4, "fatol": 1e-7, "adaptive": False}
    )
    ends = []
    for i in range(starts):
        wide = 5 if i % 3 == 0 else 1.5
        start = [c + rng.gauss(0, wide) for c in centre]
        if i % 4 == 3 and len(centre) == 4:
            start[2:] = [start[2] - 3, start[3] - 15]
        ends.append(climb(start, 500))
    ends.sort(key=lambda end: end.fun)
    for end in ends[:3]:
        for _ in range(3):
            end = climb(end.x, 1500)
        ends.append(end)
    return -min(end.fun for end in ends)


def gamma_draw(rng, shape, scale):
    return rng.gammavariate(shape, scale) or 1e-300


def history(rng, rate, T, stays):
    x, t_x, now = 0, 0.0, 0.0
    while True:
        now += rng.expovariate(rate)
        if now > T:
            return x, t_x
        day = math.floor(now)
        if day > t_x:
            x, t_x = x + 1, float(day)
        if not stays():
            return x, t_x


def timing(rng):
    n, span = rng.choice([3, 8, 20, 40]), rng.choice([3, 14, 90, 400])
    kind = rng.randrange(6)
    r, alpha = math.exp(rng.uniform(-2, 2)), span * math.exp(rng.uniform(-3, 1))
    a, b = math.exp(rng.uniform(-2, 1.5)), math.exp(rng.uniform(-1, 2))
    rows = []
    for _ in range(n):
        T = float(span) if kind < 3 else float(1 + rng.randrange(span))
        rate, p = gamma_draw(rng, r, 1 / alpha), rng.betavariate(a, b)
        if kind in (0, 3) and rng.random() < 0.4:
            x, t_x = 0, 0.0
        elif kind in (0, 3):
            x, t_x = history(rng, rate, T, lambda: True)
        elif kind == 1:
            x = rng.randrange(4)
            t_x = T if x else 0.0
        elif kind == 4:
            end = rng.expovariate(gamma_draw(rng, a, 1 / (b * span)))
            x, t_x = history(rng, rate, min(T, end), lambda: True)
        else:
            x, t_x = history(rng, rate, T, lambda: rng.random() > p)
        rows.append((x, t_x, T))
    scale = math.log(sum(row[2] for row in rows) / n)
    return rows, scale


def draw(model, rng):
    """Rows and the centre of the starts."""
    if model in ("bg-nbd", "mbg-nbd", "pareto-nbd"):
        rows, scale = timing(rng)
        return rows, [0, scale, 0, scale if model == "pareto-nbd" else 0]
    if model == "bg-bb":
        count, n, kind = rng.choice([8, 20, 60]), rng.choice([2, 6, 12]), rng.randrange(4)
        rows = []
        a, b, g, d = (math.exp(rng.uniform(-2, 1.5)) for _ in range(4))
        for _ in range(count):
            buys, leaves = rng.betavariate(a, b), rng.betavariate(g, d)
            if kind < 2:
                leaves = float(rng.random() < 0.4)
            if kind == 1:
                buys = float(rng.random() < 0.5)
            x = t_x = 0
            for i in range(1, n + 1):
                if rng.random() < leaves:
                    break
                if rng.random() < buys:
                    x, t_x = x + 1, i
            rows.append((x, t_x, n))
        return rows, [0, 0, 0, 0]
    if model == "gamma-gamma":
        count, kind = rng.choice([3, 10, 40]), rng.randrange(3)
        rows = []
        for _ in range(count):
            x = 1 + rng.randrange(8)
            own = math.exp(rng.uniform(-3, 6))
            m = own if kind == 0 else gamma_draw(rng, 2.0 * x, own / x) if kind == 1 else gamma_draw(rng, 3.0 * x, 10 / gamma_draw(rng, 3, 1) / x)
            rows.append((x, float("%.6g" % max(m, 1e-3))))
        return rows, [0, 0, math.log(sum(m for _, m in rows) / count)]
    count, span, kind = rng.choice([5, 20, 200]), rng.choice([5, 12, 60]), rng.randrange(3)
    a, b, c = math.exp(rng.uniform(-2, 2)), math.exp(rng.uniform(-2, 3)), math.exp(rng.uniform(-1, 1))
    rows = []
    for _ in range(count):
        seen = 1 + rng.randrange(span)
        left = rng.random() < 0.5
        if kind > 0:
            leaves = rng.betavariate(a, b)
            t = (math.log(rng.random()) / math.log1p(-leaves * 0.999999 - 1e-12)) ** (1 / c if kind == 2 else 1)
            left, seen = t <= seen, max(1, min(seen, math.ceil(min(t, 1e6))))
        rows.append((seen, int(left)))
    return rows, [0, 0, 0] if model == "bdw" else [0, 0]


MODELS = {
    "bg-nbd": (beta_geometric(0), 6), "mbg-nbd": (beta_geometric(1), 6), "pareto-nbd": (pareto, 16),
    "bg-bb": (bg_bb, 8), "gamma-gamma": (gamma_gamma, 12), "sbg": (sbg, 4), "bdw": (bdw, 12),
}

if __name__ == "__main__":
    print("model,seed,log_likelihood,rows")
    for model in sys.argv[1:] or MODELS:
        f, bases = MODELS[model]
        for seed in range(1, bases + 1):
            rng = random.Random(f"{model} {seed}")
            rows, centre = draw(model, rng)
            value = best(f, [np.array(column, float) for column in zip(*rows)], centre, rng)
            print(f"{model},{seed},{value:.5f}," + ";".join(" ".join(f"{v:g}" for v in row) for row in rows), flush=True)
