"""Reference values at random parameters and customers, ordinary and extreme, by arbitrary-precision arithmetic.

    python tests/reference/extremes.py > tests/reference/extremes.csv

Needs mpmath only; about five minutes. One line per point: model, kind, parameters, arguments, values, each separated by blanks.

- (M)BG/NBD and Pareto/NBD: the papers' closed forms with Gauss hypergeometric functions, at as many digits as they cancel; where they are
  singular (a = 1, s = 1) the parameter is moved by 1e-60.
- (M)BG/CNBD-k: no closed form is used. Given a purchase rate the gaps are Erlang, so the likelihood's branches and the expected purchases
  are written down for one rate and integrated over its Gamma distribution.
  A point for which mpmath's hypergeometric function finds no end within half a minute is left out.
- BG/BB: sums over the opportunities. NBD, Gamma-Gamma, sBG, BdW: as in the papers.
Arguments are x, t_x, T (timing), x, mean spend (Gamma-Gamma), tenure (contracts). Values are ln L, P(alive), expected purchases within 1,
52 and 520; ln L, expected spend; survival.
"""
import random
import signal

from mpmath import exp, factorial, fsum, hyp2f1, log, loggamma, mp, mpf, nstr, quad, sqrt

TIMES = [1, 52, 520]
NUDGE = mpf(10) ** -60


def ln_beta(a, b):
    return loggamma(a) + loggamma(b) - loggamma(a + b)


def beta_geometric(m, p, c):
    r, alpha, a, b = p
    x, t_x, T = c
    if a == 1:
        a += NUDGE
    front = loggamma(r + x) - loggamma(r) + r * log(alpha)
    alive = ln_beta(a, b + x + m) - ln_beta(a, b) + front - (r + x) * log(alpha + T)
    odds = mpf(0)
    if x + m > 0:
        odds = exp(ln_beta(a + 1, b + x + m - 1) - ln_beta(a, b) + front - (r + x) * log(alpha + t_x) - alive)
    p_alive = 1 / (1 + odds)
    R, A, B = r + x, alpha + T, b + x + m
    within = [(a + B - 1) / (a - 1) * (1 - hyp2f1(R, a - 1, a + B - 1, -t / A)) for t in TIMES]
    return [alive + log(1 + odds), p_alive] + [p_alive * w for w in within]


def pareto(p, c):
    r, alpha, s, bt = p
    x, t_x, T = c
    if s == 1:
        s += NUDGE
    n = r + s + x

    def a0(t):
        if alpha >= bt:
            return hyp2f1(n, s + 1, n + 1, (alpha - bt) / (alpha + t)) * (alpha + t) ** -n
        return hyp2f1(n, r + x, n + 1, (bt - alpha) / (bt + t)) * (bt + t) ** -n

    at_end = -(r + x) * log(alpha + T) - s * log(bt + T)
    odds = mpf(0) if t_x == T else s / n * (a0(t_x) - a0(T)) * exp(-at_end)
    p_alive = 1 / (1 + odds)
    ln_alive = loggamma(r + x) - loggamma(r) + r * log(alpha) + s * log(bt) + at_end
    base = bt + T
    within = [(r + x) / (alpha + T) * base / (s - 1) * (1 - (base / (base + t)) ** (s - 1)) for t in TIMES]
    return [ln_alive + log(1 + odds), p_alive] + [p_alive * w for w in within]


def cnbd(m, p, c):
    k, (r, alpha, a, b) = int(p[0]), p[1:]
    x, t_x, T = int(c[0]), c[1], c[2]
    stays = exp(ln_beta(a, b + x + m) - ln_beta(a, b))
    leaves = exp(ln_beta(a + 1, b + x + m - 1) - ln_beta(a, b)) if x + m > 0 else mpf(0)
    # E[(1 − p)^(n − 1)] over the posterior of p given alive, n = 1, 2 …, summed up: expected purchases among n.
    reach = [mpf(0)]
    w = mpf(1)

    def among(n):
        nonlocal w
        while len(reach) <= n:
            i = len(reach) - 1
            reach.append(reach[-1] + w)
            w *= (b + x + m + i) / (a + b + x + m + i)
        return reach[n]

    def future(rate, t):
        """Purchases within t of somebody alive: Σ_j P(j stages finished | rate) Σ_m Poisson(m; rate·t) among(⌊(m + j)/k⌋)."""
        mu, waited = rate * t, rate * (T - t_x)
        weights = [waited**j / factorial(j) for j in range(k)]
        first = max(0, int(mu - 14 * sqrt(mu)) - 1)
        last = int(mu + 14 * sqrt(mu) + 45)
        chance = exp(-mu + first * log(mu) - loggamma(first + 1)) if mu > 0 else mpf(1)
        total = mpf(0)
        for stage in range(first, last + 1):
            total += chance * fsum(weights[j] * among((stage + j) // k) for j in range(k))
            chance *= mu / (stage + 1)
        return total

    def over_rates(f, rate_of):
        """∫ f(λ) λ^(r + kx − 1) e^(−λ·rate_of) dλ · α^r/Γ(r), in ln λ."""
        shape = r + k * x
        top = log((shape + k) / rate_of)
        g = lambda u: f(exp(u)) * exp((r + k * x) * u - exp(u) * rate_of)
        left = 80 / shape
        points = [top - left, top - left / 8, top - left / 40 - 2, top - 1, top, top + 1, top + 2, top + 5]
        return quad(g, sorted(points)) * exp(r * log(alpha) - loggamma(r))

    gap = lambda rate: fsum((rate * (T - t_x)) ** j / factorial(j) for j in range(k))
    alive = stays * over_rates(gap, alpha + T)
    left = leaves * over_rates(lambda rate: mpf(1), alpha + t_x) if x + m > 0 else mpf(0)
    within = [stays * over_rates(lambda rate: future(rate, t), alpha + T) / (alive + left) for t in TIMES[:2]]
    return [log(alive + left), alive / (alive + left)] + within


def nbd(p, c):
    (r, alpha), (x, _, T) = p, c
    ln_l = loggamma(r + x) - loggamma(r) + r * log(alpha) - (r + x) * log(alpha + T)
    return [ln_l, mpf(1)] + [(r + x) / (alpha + T) * t for t in TIMES]


def bg_bb(p, c):
    al, be, ga, de = p
    x, t_x, n = (int(v) for v in c)
    branches = [ln_beta(al + x, be + n - x) + ln_beta(ga, de + n)]
    branches += [ln_beta(al + x, be + i - x) + ln_beta(ga + 1, de + i) for i in range(t_x, n)]
    whole = fsum(exp(b) for b in branches)
    p_alive = exp(branches[0]) / whole
    still = lambda t: fsum(exp(ln_beta(ga, de + n + i) - ln_beta(ga, de + n)) for i in range(1, t + 1))
    within = [p_alive * (al + x) / (al + be + n) * still(t) for t in TIMES]
    return [log(whole) - ln_beta(al, be) - ln_beta(ga, de), p_alive] + within


def gamma_gamma(p, c):
    (pp, q, v), (x, mean) = p, c
    px = pp * x
    ln_l = loggamma(px + q) - loggamma(px) - loggamma(q) + q * log(v) + px * log(x) + (px - 1) * log(mean)
    ln_l -= (px + q) * log(v + x * mean)
    return [ln_l, pp * (v + x * mean) / (px + q - 1)]


def sbg(p, c):
    return [exp(ln_beta(p[0], p[1] + c[0]) - ln_beta(p[0], p[1]))]


def bdw(p, c):
    return [exp(ln_beta(p[0], p[1] + c[0] ** p[2]) - ln_beta(p[0], p[1]))]


rng = random.Random(4)


def between(low, high):
    return float("%.6g" % exp(rng.uniform(float(log(low)), float(log(high)))))


def customer(ordinary, most=7000):
    if ordinary:
        T, x = rng.choice([8, 38.86, 52, 104, 30.5]), rng.choice([0, 1, 1, 2, 3, 5, 8, 13, 30])
    else:
        T = rng.choice([0, 1 / 7, 1e-6, 1, 30, 104.5, 520, 2000, 20000])
        x = min(most, rng.choice([0, 1, 2, 5, 20, 100, 400, 1000, 3000, 7000]))
    t_x = 0.0 if x == 0 else rng.choice([T, T * rng.random(), T * rng.random(), T * 0.001, T * 0.999, 0.0])
    return [x, t_x, T]


def shape_of_leaving():
    return rng.choice([1.0, between(1e-6, 1e-2), between(1e-3, 1), between(1, 1e5), 0.9999999, 1.0000001])


def rates(ordinary, leaving=True):
    if ordinary:
        return [between(0.1, 5), between(1, 60)] + ([between(0.2, 4), between(0.5, 60)] if leaving else [])
    r = rng.choice([between(1e-4, 1e4), between(0.1, 5)])
    alpha = rng.choice([between(1e-4, 1e7), between(1, 100)])
    return [r, alpha] + ([shape_of_leaving(), rng.choice([between(1e-4, 1e6), between(1, 100)])] if leaving else [])


def points():
    for i in range(18):
        ordinary = i % 3 == 0
        yield "bg-nbd", ordinary, rates(ordinary), customer(ordinary), lambda p, c: beta_geometric(0, p, c)
        yield "mbg-nbd", ordinary, rates(ordinary), customer(ordinary), lambda p, c: beta_geometric(1, p, c)
        yield "pareto-nbd", ordinary, rates(ordinary), customer(ordinary), pareto
        yield "nbd", ordinary, rates(ordinary, False), customer(ordinary), nbd
        n = rng.choice([0, 1, 3, 6, 12, 52, 200])
        t_x = rng.randint(0, n)
        chances = [between(0.2, 4) if ordinary else between(1e-4, 1e4) for _ in range(4)]
        if not ordinary and i % 2:
            chances[2] = 1.0
        yield "bg-bb", ordinary, chances, [rng.randint(1, t_x) if t_x else 0, t_x, n], bg_bb
        gg = [between(0.3, 20), between(1.1, 20), between(1, 100)]
        if not ordinary:
            gg = [between(1e-3, 1e5), between(1.0001, 1e5), between(1e-6, 1e9)]
        yield "gamma-gamma", ordinary, gg, [rng.choice([1, 2, 7, 300, 5000]), between(0.01, 1e5)], gamma_gamma
        ends = (0.2, 20) if ordinary else (1e-6, 1e6)
        yield "sbg", ordinary, [between(*ends), between(*ends)], [rng.choice([1, 2, 12, 72, 5000])], sbg
        yield "bdw", ordinary, [between(*ends), between(*ends), between(0.1, 4)], [rng.choice([1, 2, 12, 72, 5000])], bdw
    for i in range(8):
        k = [2, 3, 2, 5][i % 4]
        p = [k, between(0.1, 5), between(2, 60), rng.choice([1.0, between(0.2, 4)]), between(0.5, 10)]
        c = customer(True)
        yield ["bg-cnbd-k", "mbg-cnbd-k"][i // 4], True, p, c, lambda p, c: cnbd(i // 4, p, c)


def settled(f, p, c):
    """The values at so many digits that twice as many change nothing."""
    before = None
    for digits in [30] if f.__name__ == "<lambda>" and len(p) == 5 else [60, 120, 240, 480, 960, 1920]:
        mp.dps = digits
        values = f([mpf(v) for v in p], [mpf(v) for v in c])
        if digits == 30 or before and all(abs(a - b) <= 1e-25 * abs(b) + mpf(10) ** -330 for a, b in zip(before, values)):
            return values
        before = values
    return None


def too_slow(*_):
    raise TimeoutError


if __name__ == "__main__":
    signal.signal(signal.SIGALRM, too_slow)
    print("model,kind,parameters,arguments,values")
    for model, ordinary, p, c, f in points():
        signal.alarm(30)
        try:
            values = settled(f, p, c)
        except TimeoutError:
            values = None
        signal.alarm(0)
        if values is None:
            continue
        mp.dps = 30
        text = lambda numbers: " ".join(repr(v) for v in numbers)
        out = " ".join(nstr(v, 18, min_fixed=0, max_fixed=0) for v in values)
        print(",".join([model, "tame" if ordinary else "odd", text(p), text(c), out]), flush=True)
