"""Golden values of the special functions in src/math, to 50 digits, by mpmath.

    pip install mpmath && python3 test/golden/special-functions/make.py

Every input is an exact double, written so that it is read back as the same double. Where mpmath offers two
routes (a closed form and a quadrature), the second one checks the first before a value is kept.
"""
import json
import pathlib
import random

from mpmath import (betainc, digamma, e1, erfinv, exp, expint, expm1, inf, log, loggamma, mp, mpf, polygamma,
                    quad, sqrt)

mp.dps = 80
random.seed(20260101)


def spread(low, high):
    """A double whose logarithm is uniform between those of low and high."""
    return float(mpf(low) * (mpf(high) / mpf(low)) ** random.random())


def text(value):
    return mp.nstr(mpf(value), 50, strip_zeros=False)


def entry(args, value):
    return {"args": [float(a) for a in args], "value": text(value)}


def digamma_mean(a, d):
    a, d = mpf(a), mpf(d)
    if d == 0:
        return digamma(a)
    with mp.workdps(200):
        return (loggamma(a + d) - loggamma(a)) / d


def lbeta(a, b):
    with mp.workdps(160):
        return loggamma(mpf(a)) + loggamma(mpf(b)) - loggamma(mpf(a) + mpf(b))


def rise(a, b, n):
    with mp.workdps(200):
        a, b, n = mpf(a), mpf(b), mpf(n)
        return (loggamma(b + n) - loggamma(a + b + n)) - (loggamma(b) - loggamma(a + b))


def density(a, b, w):
    a, b, w = mpf(a), mpf(b), mpf(w)
    with mp.workdps(160):
        return -lbeta(a, b) - a * log(1 + w) - b * log(1 + 1 / w)


def expint_scaled(s, z):
    s, z = mpf(s), mpf(z)
    return exp(z) * expint(s, z)


def expint_quad(s, z, moment):
    s, z = mpf(s), mpf(z)
    # v = e^u - 1 spreads the two scales 1/z and 1 evenly
    f = lambda u: exp(u) * (exp(u) - 1) ** moment * exp(-z * (exp(u) - 1)) * exp(-s * u)
    top = log(1 + 200 / z) if z < 1000 else 200 / z
    top = min(top, 200 / max(s - 1 - moment, mpf(1) / 100))
    cuts = [top * k / 24 for k in range(25)]
    with mp.workdps(40):
        return quad(f, cuts)


special = [1e-300, 1e-9, 1e-3, 0.1, 0.5, 0.9999999, 1.0, 1.0000001, 1.5, 1.9999999, 2.0, 2.0000001, 2.5, 3.0,
           8.9999, 9.0, 100.0, 1e5, 1e10, 1e17, 1e150]
out = {"lgamma": [], "digamma": [], "trigamma": [], "digammaMean": [], "lbeta": [], "lbetaRise": [],
       "lbetaDensity": [], "phi": [], "scaledExpint": [], "scaledExpintMoment": [], "normalQuantile": []}

for x in special + [spread(1e-6, 1e6) for _ in range(80)]:
    out["lgamma"].append(entry([x], loggamma(mpf(x))))
    if 1e-9 <= x <= 1e10:
        out["digamma"].append(entry([x], digamma(mpf(x))))
        out["trigamma"].append(entry([x], polygamma(1, mpf(x))))
for _ in range(150):
    a, d = spread(1e-6, 1e6), spread(1e-15, 1e6)
    out["digammaMean"].append(entry([a, d], digamma_mean(a, d)))
for a in (1e-3, 0.5, 1.0, 5.0, 1e4):
    out["digammaMean"].append(entry([a, 0.0], digamma_mean(a, 0)))
for _ in range(150):
    a, b = spread(1e-9, 1e9), spread(1e-9, 1e15)
    out["lbeta"].append(entry([a, b], lbeta(a, b)))
for _ in range(150):
    a, b = spread(1e-6, 1e6), spread(1e-6, 1e6)
    n = float(random.choice([0, 1, 2, 7, 50, 500, 5000, 10**6]))
    out["lbetaRise"].append(entry([a, b, n], rise(a, b, n)))
for _ in range(150):
    a, b = spread(1e-3, 1e5), spread(1e-3, 1e5)
    w = float(mpf(b) / mpf(a) * mpf(spread(0.5, 2)))
    out["lbetaDensity"].append(entry([a, b, w], density(a, b, w)))
for _ in range(60):
    k, l = random.choice([-1, 1]) * spread(1e-20, 50), spread(1e-9, 12)
    out["phi"].append(entry([k, l], -expm1(-mpf(k) * mpf(l)) / mpf(k)))
out["phi"].append(entry([0.0, 3.0], 3))
points = [(spread(1e-3, 100), spread(1e-9, 1e4)) for _ in range(120)]
points += [(float(s), z) for s in (1, 2, 3, 7, 14, 15, 40) for z in (1e-9, 1e-3, 0.3, 0.9999, 1.0, 5.0)]
points += [(s, z) for s in (1 + 2.0**-40, 2 - 2.0**-30, 3 + 2.0**-50) for z in (1e-6, 0.01, 0.5)]
for s, z in points:
    value = expint_scaled(s, z)
    if s > 1.05:
        second = expint_quad(s, z, 0)
        assert abs(second / value - 1) < mpf(10) ** -18, (s, z, value, second)
    out["scaledExpint"].append(entry([s, z], value))
    if s > 1.05:
        with mp.workdps(120):
            # e^z (E_{s-1} - E_s)
            moment = exp(mpf(z)) * (expint(mpf(s) - 1, mpf(z)) - expint(mpf(s), mpf(z)))
        second = expint_quad(s, z, 1) if s > 2.1 else moment
        assert abs(second / moment - 1) < mpf(10) ** -15, ("moment", s, z, moment, second)
        out["scaledExpintMoment"].append(entry([s, z], moment))
for p in [1e-300, 1e-30, 1e-10, 0.001, 0.025, 0.05, 0.0749, 0.0751, 0.3, 0.5, 0.6, 0.9, 0.924, 0.926, 0.975,
          0.999, 0.9999999]:
    with mp.workdps(400 if p < 1e-20 else 80):
        # erfinv of mpmath starts from 1 - 2p, which needs the digits of p
        out["normalQuantile"].append(entry([p], sqrt(mpf(2)) * erfinv(2 * mpf(p) - 1)))

path = pathlib.Path(__file__).with_name("special-functions.json")
path.write_text(json.dumps({"source": "mpmath, 50 digits; see make.py", **out}, indent=0))
print({k: len(v) for k, v in out.items()})
