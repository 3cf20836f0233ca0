"""Reference values of the timing models, by arbitrary-precision arithmetic and the papers' own closed forms.

    python tests/reference/timing_models.py > tests/reference/timing_models.csv

Needs mpmath only. The closed forms (Gauss and confluent hypergeometric functions) are not the forms the engine uses, so the
two agree only if both are right. Where a closed form is singular (a = 1, s = 1) the parameter is moved by 1e-30 at 90 digits.
"""
from mpmath import mp, mpf, hyp2f1, hyperu, gamma, loggamma, log, exp, beta, quad, nstr

mp.dps = 90
NUDGE = mpf(10) ** -30
TIMES = [1, 52, 520]
DISCOUNT = mpf("0.0018")  # per unit of time: about 10 % a year in weeks

TAME_CUSTOMERS = [(0, 0, "38.86"), (2, "30.43", "38.86"), (1, "0.5", "30"), (7, "29.43", "38.86"), (26, "30.86", "31")]
ODD_CUSTOMERS = [(0, 0, 0), (1, "0.142857", "0.142857"), (400, "100", "101"), (3000, "500", "520"), (1, "0.01", "700")]

BG = [("0.242593", "4.41353", "0.792886", "2.42575"), ("1.3", "9.5", "2.2", "4.1")]
BG_ODD = [("0.5", "4", "1", "2"), ("0.02", "0.001", "0.3", "0.1"), ("900", "40000", "150", "800"), ("0.3", "500", "1e-3", "1e-2")]
PARETO = [("0.5533", "10.578", "0.6062", "11.669"), ("1.3", "9.5", "2.2", "40")]
PARETO_ODD = [("0.5", "4", "1", "12"), ("0.6", "0.001", "0.4", "2000"), ("0.6", "3000", "0.5", "0.01"), ("0.4", "8", "600", "40000")]


def beta_geometric(m, p, c):
    r, alpha, a, b = p
    x, t_x, T = c
    if a == 1:
        a += NUDGE
    front = gamma(r + x) / gamma(r) * alpha**r
    alive = beta(a, b + x + m) / beta(a, b) * front / (alpha + T) ** (r + x)
    left = beta(a + 1, b + x + m - 1) / beta(a, b) * front / (alpha + t_x) ** (r + x) if x + m > 0 else mpf(0)
    p_alive = alive / (alive + left)
    R, A, B = r + x, alpha + T, b + x + m

    def within(t):
        z = t / A
        # Euler's transformation of Fader, Hardie & Lee 2005, eq. 10
        return (a + B - 1) / (a - 1) * (1 - hyp2f1(R, a - 1, a + B - 1, -z))

    def discounted(t):
        f = lambda u: exp(-DISCOUNT * u) * R / A * hyp2f1(R + 1, a, a + B, -u / A)
        with mp.workdps(30):
            return quad(f, panels(A / (R + 1), t))

    return log(alive + left), p_alive, [p_alive * within(mpf(t)) for t in TIMES], p_alive * discounted(mpf(52))


def pareto(p, c):
    r, alpha, s, bt = p
    x, t_x, T = c
    if s == 1:
        s += NUDGE
    n = r + s + x

    def a0(t):
        if alpha >= bt:
            return hyp2f1(n, s + 1, n + 1, (alpha - bt) / (alpha + t)) / (alpha + t) ** n
        return hyp2f1(n, r + x, n + 1, (bt - alpha) / (bt + t)) / (bt + t) ** n

    front = gamma(r + x) / gamma(r) * alpha**r * bt**s
    alive = front / ((alpha + T) ** (r + x) * (bt + T) ** s)
    left = front * s / n * (a0(t_x) - a0(T))
    p_alive = alive / (alive + left)
    A, base = alpha + T, bt + T

    def within(t):
        return (r + x) / A * base / (s - 1) * (1 - (base / (base + t)) ** (s - 1))

    def discounted(t):
        f = lambda u: exp(-DISCOUNT * u) * (base / (base + u)) ** s
        with mp.workdps(30):
            return (r + x) / A * quad(f, panels(base / (s + 1), t))

    return log(alive + left), p_alive, [p_alive * within(mpf(t)) for t in TIMES], p_alive * discounted(mpf(52))


def panels(scale, end):
    points, at = [mpf(0)], scale
    while at < end:
        points.append(at)
        at *= 3
    return points + [end]


def rows():
    for model, m, tame, odd in (("bg-nbd", 0, BG, BG_ODD), ("mbg-nbd", 1, BG, BG_ODD), ("pareto-nbd", None, PARETO, PARETO_ODD)):
        for kind, vectors in (("tame", tame), ("odd", odd)):
            for vector in vectors:
                customers = TAME_CUSTOMERS if kind == "tame" else TAME_CUSTOMERS + ODD_CUSTOMERS
                for customer in customers:
                    # The doubles the engine sees, not the decimals.
                    p = [mpf(float(v)) for v in vector]
                    c = [mpf(float(v)) for v in customer]
                    mp.dps = 90 if c[0] < 1000 else 260
                    values = pareto(p, c) if m is None else beta_geometric(m, p, c)
                    ll, alive, within, discounted = values
                    out = [ll, alive, *within, discounted]
                    yield [model, kind, *vector, *customer] + [nstr(v, 18, min_fixed=0, max_fixed=0) for v in out]


if __name__ == "__main__":
    print("model,kind,p1,p2,p3,p4,x,t_x,T,log_likelihood,p_alive,cet_1,cet_52,cet_520,discounted_52")
    for row in rows():
        print(",".join(str(v) for v in row), flush=True)
