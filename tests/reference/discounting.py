"""Discounted expected purchases to infinity (DERT), by arbitrary-precision arithmetic; times in days, 10 % a year.

    python tests/reference/discounting.py

Pareto/NBD: the closed form of Fader, Hardie & Lee 2005 ("RFM and CLV", eq. 3) with Tricomi's confluent hypergeometric function.
(M)BG/NBD has no closed form: the integral of the discounted purchase rate, whose average over p is a Gauss hypergeometric function.
"""
from mpmath import mp, mpf, beta, exp, gamma, hyp2f1, hyperu, inf, log, nstr, quad

mp.dps = 40
DELTA = log(mpf("1.1")) / 365
X, T_X, T = 3, mpf(100), mpf(160)


def pareto(r, alpha, s, bt):
    n = r + s + X
    a0 = lambda t: hyp2f1(n, r + X, n + 1, (bt - alpha) / (bt + t)) / (bt + t) ** n
    likelihood = gamma(r + X) * alpha**r * bt**s / gamma(r) * (
        1 / ((alpha + T) ** (r + X) * (bt + T) ** s) + s / n * (a0(T_X) - a0(T))
    )
    return (
        alpha**r * bt**s * DELTA ** (s - 1) * gamma(r + X + 1) * hyperu(s, s, DELTA * (bt + T))
        / (gamma(r) * (alpha + T) ** (r + X + 1) * likelihood)
    )


def beta_geometric(m, r, alpha, a, b):
    front = gamma(r + X) / gamma(r) * alpha**r
    alive = beta(a, b + X + m) / beta(a, b) * front / (alpha + T) ** (r + X)
    left = beta(a + 1, b + X + m - 1) / beta(a, b) * front / (alpha + T_X) ** (r + X)
    R, A, B = r + X, alpha + T, b + X + m
    rate = lambda u: exp(-DELTA * u) * R / A * hyp2f1(R + 1, a, a + B, -u / A)
    points = [0, 30, 100, 300, 1000, 3000, 10000, 30000, 100000, 300000]
    mp.dps = 25
    value = quad(rate, points)
    mp.dps = 40
    return alive / (alive + left) * value


p = lambda *v: [mpf(float(x)) for x in v]
print("bg-nbd", nstr(beta_geometric(0, *p("0.24", "30", "0.8", "2.4")), 16))
print("mbg-nbd", nstr(beta_geometric(1, *p("0.5", "40", "0.9", "1.6")), 16))
print("pareto-nbd", nstr(pareto(*p("0.55", "70", "0.6", "80")), 16))
