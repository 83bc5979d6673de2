"""Golden values of contracts (sBG, BdW), of discrete opportunities (BG/BB), of regular buyers (CNBD-k), and of
the sums under them.

    pip install mpmath && python3 test/golden/clv-grid/make-discrete.py [kernels | shiftedBetaGeometric |
        betaDiscreteWeibull | elasticity | bgBb | cnbdK]

Inputs are doubles, taken as exact; the arithmetic has 60 digits or more, and 32 are written. Quantities that
are sums or special functions are computed by two routes and kept only where they agree to 16 digits: the
published formula in gamma or hypergeometric functions, and a sum of the terms themselves, its tail by Euler and
Maclaurin with derivatives from a circle in the complex plane. The discounted sums of BdW have no formula: there
the two routes begin their tails at terms 60 and 600. Its elasticity is an average of such sums, in 34 digits: by the
trapezoid rule and by panels of Gauss and Legendre.
"""
import json
import pathlib
import random
import sys

from mpmath import (bernoulli, betainc, binomial, digamma, exp, expj, expm1, hyp2f1, inf, log, log1p, loggamma, mp,
                    mpf, pi, quad, rf)
from mpmath.calculus.quadrature import GaussLegendre

mp.dps = 60
AGREE = mpf(10) ** -16
HERE = pathlib.Path(__file__).parent
FILES = {"kernels": "discrete-kernels.json", "shiftedBetaGeometric": "sbg.json", "betaDiscreteWeibull": "bdw.json",
         "elasticity": "bdw-elasticity.json", "bgBb": "bg-bb.json", "cnbdK": "cnbd-k.json"}

def spread(low, high):
    return float(mpf(low) * (mpf(high) / mpf(low)) ** random.random())


def text(value):
    return "inf" if value == inf else mp.nstr(mpf(value), 32)


def agreed(name, first, second, where):
    if abs(first - second) > AGREE * abs(first):
        raise SystemExit(f"disagree: {name} {where} {mp.nstr(first, 25)} {mp.nstr(second, 25)}")
    return text(first)


def lbeta(a, b):
    return loggamma(a) + loggamma(b) - loggamma(a + b)


def log_quotient(a, b, y):
    """ln G(b + y) / G(a + b + y), for any y."""
    size = abs(y)
    if size > mpf(10) ** 26:
        return -a * log(y + b + (a - 1) / 2)
    with mp.workdps(70 + max(0, int(mp.log10(size + a + b + 1)))):
        return loggamma(b + y) - loggamma(a + b + y)


# ---- sums of survival --------------------------------------------------------------------------------------

ORDERS = 12
CIRCLE = 128
LEGENDRE = GaussLegendre(mp).calc_nodes(4, 120)


def lives(a, b, c, tenure, rate, at=600):
    """
    sum over k >= 0 of S(tenure + k) / S(tenure) / (1 + rate)^k, where S(t) = B(a, b + t^c) / B(a, b): up to `at`
    terms are added up, the others are a tail.
    """
    step = log1p(rate)
    base = log_quotient(a, b, mpf(tenure) ** c if tenure else mpf(0))
    f = lambda k: exp(log_quotient(a, b, (tenure + k) ** c if tenure + k != 0 else mpf(0)) - base - k * step)
    total = mpf(0)
    for k in range(at):
        value = f(mpf(k))
        total += value
        if rate > 0 and value * (1 + 1 / rate) < mpf(10) ** -34 * total:
            return total
    return total + tail(f, at, a, b, c, tenure, rate)


def lives_agreed(a, b, c, tenure, rate):
    total = lives(a, b, c, tenure, rate)
    agreed("lives", total, lives(a, b, c, tenure, rate, at=60), (a, b, c, tenure, rate))
    return total


def tail(f, at, a, b, c, tenure, rate):
    """The terms from `at` on, by Euler and Maclaurin."""
    total = f(mpf(at)) / 2
    radius = mpf(at) / 4
    around = [f(at + radius * expj(2 * pi * m / CIRCLE)) for m in range(CIRCLE // 2 + 1)]
    whole = around + [value.conjugate() for value in around[-2:0:-1]]
    for j in range(1, ORDERS + 1):
        n = 2 * j - 1
        slope = sum((v * expj(-2 * pi * m * n / CIRCLE)).real for m, v in enumerate(whole)) / CIRCLE / radius**n
        total -= bernoulli(2 * j) / (2 * j) * slope
    with mp.workdps(34):
        start = log(mpf(at))
        while True:
            panel = quad(lambda s: exp(s) * f(exp(s)), [start, start + 2])
            total += panel
            start += 2
            if panel < mpf(10) ** -28 * total:
                return total
            if rate == 0 and exp(start * c) > mpf(10) ** 30 * (1 + tenure) ** 2 * (a + b + 1):
                # far out survival is a power of time
                return total + exp(start) * f(exp(start)) / (a * c - 1)


def sum_nodes(c, tenure, rate, at):
    """
    Points and weights of sum over k >= 1 of g(k) e^-discount (k - 1), gap(k) beside them: terms to `at`, and the
    tail by Euler and Maclaurin as in `tail`. The clock goes on by `gap` from renewal 1 to renewal k.
    """
    step = log1p(rate)
    nodes = []

    def add(k, weight):
        nodes.append((k, (tenure + k) ** c - mpf(tenure + 1) ** c, step * (k - 1), weight))

    for k in range(1, at):
        add(mpf(k), mpf(1))
    add(mpf(at), mpf(1) / 2)
    radius = mpf(at) / 4
    for m in range(CIRCLE // 2 + 1):
        weight = mpf(0)
        for j in range(1, ORDERS + 1):
            n = 2 * j - 1
            weight -= bernoulli(2 * j) / (2 * j) * expj(-2 * pi * m * n / CIRCLE) / CIRCLE / radius**n
        add(at + radius * expj(2 * pi * m / CIRCLE), weight * (1 if m in (0, CIRCLE // 2) else 2))
    start, last = log(mpf(at)), mpf(400) if rate == 0 else log(max(mpf(at), 100 / step))
    while start < last:
        for node, weight in LEGENDRE:
            k = exp(start + (node + 1) / 4)
            add(k, weight / 4 * k)
        start += mpf(1) / 2
    return nodes


def mean_renewal(nodes, fall):
    """The mean of k under the terms e^-(fall gap + discount (k - 1))."""
    terms, steps = mpf(0), mpf(0)
    for k, gap, discount, weight in nodes:
        power = fall * gap + discount
        if power.real > 90:
            continue
        value = (weight * exp(-power)).real if isinstance(power, mpf) else weight * exp(-power)
        terms += value.real
        steps += (k * value).real
    return steps / terms


def elasticity(a, b, c, tenure, rate):
    """
    The mean over p ~ Beta(a, b + tenure^c) of the mean renewal of a customer who stays with the chance (1 - p)^gap.
    """
    stay = b + (mpf(tenure) ** c if tenure else mpf(0))
    if rate == 0 and not a * c > 1:
        return inf
    # what the mean tends to at p = 0 and p = 1 is averaged in closed form
    none = (1 + rate) / rate if rate > 0 else mpf(1)
    scale = lbeta(a, stay)

    def integrand(nodes):
        def at(s):
            odds = exp(s)
            kept = 1 / (1 + odds)
            weight = exp(a * s - (a + stay) * log1p(odds) - scale)
            return weight * (mean_renewal(nodes, log1p(odds)) - none * kept - odds * kept)
        return at

    with mp.workdps(34):
        width = min(mpf(1), 2 * (1 / a + 1 / stay) ** 0.5, c**0.5)
        mode = log(a / stay)
        f = integrand(sum_nodes(c, tenure, rate, 300))
        first = f(mode)
        for side in (1, -1):
            k = 1
            while True:
                value = f(mode + side * k * width * mpf("0.15"))
                first += value
                if abs(value) < mpf(10) ** -23 * abs(first) and k > 12:
                    break
                k += 1
        first *= width * mpf("0.15")
        f = integrand(sum_nodes(c, tenure, rate, 200))
        second = mpf(0)
        for side in (1, -1):
            start = mode
            while True:
                panel = sum(weight * f(start + side * width * (node + 1)) for node, weight in LEGENDRE) * width
                second += panel
                if abs(panel) < mpf(10) ** -20 * abs(second):
                    break
                start += 2 * side * width
        whole = (none * stay + a) / (a + stay)
        agreed("elasticity", whole + first, whole + second, (a, b, c, tenure, rate))
        return whole + first


def life(stay, leave, rate):
    """The discounted lifetime of somebody who leaves with a Beta(leave, stay) chance, by two routes."""
    stay, leave, rate = mpf(stay), mpf(leave), mpf(rate)
    if rate == 0:
        return (stay + leave - 1) / (leave - 1) if leave > 1 else inf
    with mp.workdps(80):
        closed = hyp2f1(1, stay, stay + leave, 1 / (1 + rate))
    agreed("life", closed, lives(leave, stay, mpf(1), 0, rate), (stay, leave, rate))
    return closed


def steps_alive(stay, leave, steps):
    """sum over i < steps of (stay)_i / (stay + leave)_i: term by term, and in gamma functions."""
    stay, leave = mpf(stay), mpf(leave)
    total, here = mpf(0), mpf(1)
    for i in range(steps):
        total += here
        here *= (stay + i) / (stay + leave + i)
    with mp.workdps(120):
        if leave == 1:
            second = stay * (digamma(stay + steps) - digamma(stay))
        else:
            second = (stay + leave - 1) / (leave - 1) * (1 - rf(stay, steps) / rf(stay + leave - 1, steps))
    agreed("steps", total, second, (stay, leave, steps))
    return total


# ---- contracts ---------------------------------------------------------------------------------------------

def contract(a, b, c, t, d, n, cohort):
    """Quantities of S(t) = B(a, b + t^c) / B(a, b)."""
    A, B, C, D = map(mpf, (a, b, c, d))
    out = {}
    with mp.workdps(120):
        s = lambda k: exp(lbeta(A, B + (mpf(k) ** C if k else mpf(0))) - lbeta(A, B))
        out["survival"] = text(s(t))
        out["churn"] = text(s(t - 1) - s(t))
        out["retention"] = text(s(t) / s(t - 1))
        out["survivalOfActive"] = text(s(n + t) / s(n))
        ll = cohort[-1] * log(s(len(cohort) - 1))
        for k in range(1, len(cohort)):
            ll += (cohort[k - 1] - cohort[k]) * log(s(k - 1) - s(k))
        out["logLikelihood"] = text(ll)
    finite = d > 0 or A * C > 1
    if c == 1:
        out["lifetime"] = text(life(B, A, D))
        out["residual"] = text((B + n - 1) / (A + B + n - 1) * life(B + n, A, D))
        out["elasticity"] = text(life(B + n - 1, A, D))
    elif finite:
        out["lifetime"] = text(lives_agreed(A, B, C, 0, D))
        out["residual"] = text((lives_agreed(A, B, C, n - 1, D) - 1) * (1 + D))
    else:
        out["lifetime"] = out["residual"] = text(inf)
    return out


def elasticities():
    shapes = [("ordinary", spread(0.2, 5), spread(0.2, 20), random.choice([0.5, 0.75, 1.25, 1.5]),
               random.randint(1, 12), spread(0.02, 0.3)) for _ in range(36)]
    shapes += [("extreme", spread(1e-3, 1e4), spread(1e-3, 1e4), c, n, d) for c in (0.25, 0.5, 1.5, 4.0)
               for n, d in ((1, 1e-6), (2, 1e-3), (30, 0.1), (400, 1.0))]
    shapes += [("extreme", a, 5.0, c, 2, 0.0) for a, c in ((30.0, 0.5), (8.0, 1.5), (1.25, 0.75), (0.5, 2.0))]
    rows = []
    for kind, a, b, c, n, d in shapes:
        value = elasticity(mpf(a), mpf(b), mpf(c), n - 1, mpf(d))
        rows.append({"kind": kind, "alpha": a, "beta": b, "c": c, "n": n, "d": d, "wanted": {"elasticity": text(value)}})
        print(len(rows), end=" ", flush=True)
    print()
    return rows


def cohort_of(size):
    cohort = [random.choice([100, 1000, 123456])]
    for _ in range(size):
        cohort.append(int(cohort[-1] * random.uniform(0.5, 0.99)))
    return cohort


def contracts(shapes):
    rows = []
    for kind, a, b, c, d, *times in shapes:
        ordinary = kind == "ordinary"
        t = random.randint(1, 12) if ordinary else random.choice([1, 2, 30, 400, 5000])
        n = random.randint(1, 12) if ordinary else random.choice([1, 2, 30, 400])
        t, n = times or (t, n)
        cohort = cohort_of(random.randint(1, 12) if ordinary else random.choice([1, 5, 60]))
        rows.append({"kind": kind, "alpha": a, "beta": b, "c": c, "t": t, "n": n, "d": d, "cohort": cohort,
                     "wanted": contract(a, b, c, t, d, n, cohort)})
        print(len(rows), end=" ", flush=True)
    print()
    return rows


def geometric():
    shapes = [("ordinary", spread(0.2, 5), spread(0.2, 20), 1, spread(0.01, 0.3)) for _ in range(36)]
    shapes += [("extreme", spread(1e-3, 1e4), spread(1e-3, 1e4), 1, spread(1e-7, 1)) for _ in range(24)]
    for a in (0.25, 0.5, 0.984375):
        shapes += [("extreme", a, 1 - a, 1, d) for d in (0.1, 1e-4, 1e-9, 0.0)]
    shapes += [("extreme", a, b, 1, d) for a in (1.0, 1 + 2.0**-30, 1.5, 50.0) for b in (1e-3, 7.0)
               for d in (1e-4, 0.0)]
    shapes += [("extreme", 1e-3, 1e-3, 1, 1e-4), ("extreme", 1e4, 1e4, 1, 1e-4), ("extreme", 1e-3, 1e4, 1, 1e-4),
               ("extreme", 1e4, 1e-3, 1, 1e-4)]
    return contracts(shapes)


def weibull():
    shapes = [("ordinary", spread(0.2, 5), spread(0.2, 20), random.choice([0.5, 0.75, 1.25, 1.5]),
               spread(0.01, 0.3)) for _ in range(30)]
    shapes += [("extreme", spread(1e-3, 1e4), spread(1e-3, 1e4), random.choice([0.5, 1.5]), spread(1e-7, 1))
               for _ in range(16)]
    for c in (0.5, 1, 1.5):
        shapes += [("extreme", a, b, c, d) for a, b in ((0.25, 0.75), (0.9, 3.0), (0.01, 50.0))
                   for d in (1e-4, 0.0)]
        shapes += [("extreme", a, 5.0, c, 0.0) for a in (2.5, 30.0)]
    return contracts(shapes + WEIBULL_LATE)


# a clock so late that alpha and beta are below its last digit, and t, n
WEIBULL_LATE = [("extreme", 208.25, 179.625, 4.34375, 1.380172e-4, 71727, 1000000),
                ("extreme", 0.0815, 654.125, 4.0625, 1e-4, 45576, 3), ("extreme", 1.0, 1.125, 4.9375, 0.0, 5000, 1015)]


# ---- BG/BB -------------------------------------------------------------------------------------------------

def donor(a, b, g, e, x, tx, n, m, count, d):
    A, B, G, E, D = map(mpf, (a, b, g, e, d))
    where = (a, b, g, e, x, tx, n, m, count)
    out = {}
    with mp.workdps(100):
        start = lbeta(A, B) + lbeta(G, E)
        bought = lambda k, seen: lbeta(A + k, B + seen - k)
        stayed = lambda seen: lbeta(G, E + seen)
        left = lambda seen: lbeta(G + 1, E + seen)
        # leaving after opportunity i = tx, tx + 1, …, n - 1, each term made of the one before
        gone, term = mpf(0), exp(bought(x, tx) + left(tx) - start)
        for i in range(tx, n):
            gone += term
            term *= (B + i - x) / (A + B + i) * (E + i) / (G + 1 + E + i)
        like = gone + exp(bought(x, n) + stayed(n) - start)
        if n <= 400:
            direct = sum(exp(bought(x, i) + left(i) - start) for i in range(tx, n))
            agreed("likelihood", like, direct + exp(bought(x, n) + stayed(n) - start), where)
        alive = exp(bought(x, n) + stayed(n + 1) - start) / like
        rate = (A + x) / (A + B + n)
        expected = alive * rate * steps_alive(E + n + 1, G, m)
        # of the purchases ahead, over the lives that are possible
        ahead = (gone + exp(bought(x, n) + left(n) - start)) / like if count == 0 else mpf(0)
        if count <= m:
            for seen in range(max(1, count), m):
                ahead += binomial(seen, count) * exp(bought(x + count, n + seen) + left(n + seen) - start) / like
            if m > 0:
                ahead += binomial(m, count) * exp(bought(x + count, n + m) + stayed(n + m) - start) / like
        fresh = mpf(0)
        for seen in range(count, m):
            fresh += binomial(seen, count) * exp(bought(count, seen) + left(seen) - start)
        if count <= m:
            fresh += binomial(m, count) * exp(bought(count, m) + stayed(m) - start)
        out["logLikelihood"], out["alive"] = text(log(like)), text(alive)
        out["aliveAfter"] = text(exp(bought(x, n) + stayed(n + 1 + m) - start) / like)
        out["expected"], out["countAhead"], out["count"] = text(expected), text(ahead), text(fresh)
        first = E / (G + E) * A / (A + B)
        out["expectedNew"] = text(first * steps_alive(E + 1, G, m))
        whole = life(E + n + 1, G, D)
        out["discounted"] = text(whole if whole == inf else alive * rate / (1 + D) * whole)
    return out


def opportunities():
    shapes = [("ordinary", spread(0.2, 5), spread(0.2, 5), spread(0.2, 5), spread(0.5, 10), spread(0.01, 0.3))
              for _ in range(36)]
    shapes += [("extreme", *(spread(1e-3, 1e4) for _ in range(4)), spread(1e-7, 1)) for _ in range(30)]
    shapes += [("extreme", spread(0.1, 10), spread(0.1, 10), g, spread(0.1, 10), d)
               for g in (1.0, 1 + 2.0**-20, 1 - 2.0**-30, 2.0) for d in (0.1, 1e-4, 0.0)]
    shapes += [("extreme", 1e-3, 1e4, 1.0, 5.0, 1e-4), ("extreme", 1e-3, 1e-3, 1e-3, 1e-3, 1e-4),
               ("extreme", 1e4, 1e4, 1e4, 1e4, 1e-4), ("extreme", 0.5, 0.5, 1e-3, 1e4, 1e-4)]
    rows = []
    for kind, a, b, g, e, d in shapes:
        ordinary = kind == "ordinary"
        n = random.randint(0, 12) if ordinary else random.choice([1, 6, 200, 1000, 5000])
        x, tx = random.choice([(0, 0), (n, n), (1, n), (None, None)])
        if n == 0:
            x = tx = 0
        if x is None:
            tx = random.randint(1, n)
            x = random.randint(1, tx)
        m = random.randint(1, 20) if ordinary else random.choice([1, 49, 50, 51, 300])
        count = random.choice([0, 1, min(3, m), m])
        rows.append({"kind": kind, "alpha": a, "beta": b, "gamma": g, "delta": e, "x": x, "tx": tx, "n": n, "m": m,
                     "count": count, "d": d, "wanted": donor(a, b, g, e, x, tx, n, m, count, d)})
        print(len(rows), end=" ", flush=True)
    print()
    return rows


# ---- CNBD-k ------------------------------------------------------------------------------------------------

def regular():
    rows = []
    for i in range(90):
        ordinary = i < 40
        k = random.randint(1, 5) if ordinary else random.choice([1, 2, 10, 40])
        shape = lambda low, high: spread(low, high) if ordinary else spread(1e-3, 1e4)
        r, al, a, b = shape(0.2, 5), shape(1, 20), shape(0.2, 5), shape(0.5, 10)
        x = random.randint(0, 8) if ordinary else random.choice([0, 1, 30, 1000])
        T = spread(5, 100) if ordinary else spread(1e-2, 1e4)
        tx = 0.0 if x == 0 else T * random.uniform(0.1, 1)
        gaps = 0.0 if x == 0 else x * float(log(mpf(tx) / x)) - random.uniform(0, x)
        row = {"kind": "ordinary" if ordinary else "extreme", "k": k, "r": r, "alpha": al, "a": a, "b": b, "x": x,
               "tx": tx, "T": T, "logGaps": gaps, "bg": {}, "mbg": {}}
        with mp.workdps(120):
            R, AL, A, B, TX, TT, G = map(mpf, (r, al, a, b, tx, T, gaps))
            N = R + k * x
            share = (TT - TX) / (AL + TT)
            stages = sum(exp(loggamma(N + j) - loggamma(N) - loggamma(j + 1)) * share**j for j in range(k))
            silent = stages * exp(-N * log1p((TT - TX) / (AL + TX)))
            # the waiting time is a ratio of gammas: its tail is a beta distribution
            agreed("silence", silent, betainc(N, k, 0, (AL + TX) / (AL + TT), regularized=True), row)
            seen = loggamma(N) - loggamma(R) + R * log(AL) - N * log(AL + TX) + (k - 1) * G - x * loggamma(mpf(k))
            for model, first in (("bg", 0), ("mbg", 1)):
                stay = exp(lbeta(A, B + x + first) - lbeta(A, B)) * silent
                gone = exp(lbeta(A + 1, B + x + first - 1) - lbeta(A, B)) if x + first > 0 else mpf(0)
                row[model] = {"logLikelihood": text(seen + log(stay + gone)), "alive": text(stay / (stay + gone))}
        rows.append(row)
    return rows


# ---- the sums under them -----------------------------------------------------------------------------------

def kernels():
    out = {"discountedLife": [], "survivorSum": [], "lbetaDrop": [], "digammaRise": []}
    add = lambda name, args, value: out[name].append({"args": args, "value": text(value)})
    points = [(spread(1e-3, 1e4), spread(1e-3, 1e4), spread(1e-8, 10)) for _ in range(40)]
    points += [(s, l, d) for s in (1e-3, 0.75, 1.0, 300.0) for l in (1e-3, 0.25, 1.0, 2.0, 300.0)
               for d in (0.0, 1e-4, 1.0001e-4) if d > 0 or l > 1]
    for stay, leave, rate in points:
        add("discountedLife", [stay, leave, rate], life(stay, leave, rate))
    points = [(spread(1e-3, 1e4), spread(1e-3, 1e4), random.choice([0, 1, 7, 49, 50, 51, 1000, 20000]))
              for _ in range(60)]
    points += [(s, l, m) for s in (1e-3, 1.0, 40.0) for l in (1.0, 1 + 2.0**-40, 1 - 2.0**-20, 2.0)
               for m in (49, 50, 3000)]
    for stay, leave, steps in points:
        add("survivorSum", [stay, leave, steps], steps_alive(stay, leave, steps))
    points = [(spread(1e-9, 1e6), spread(1e-3, 1e9), spread(1e-6, 1e6)) for _ in range(80)]
    points += [(spread(1e-9, 1), spread(1, 1e9), 1.0) for _ in range(40)]
    for a, b, n in points:
        with mp.workdps(120):
            drop = lbeta(mpf(a), mpf(b)) - lbeta(mpf(a), mpf(b) + mpf(n))
        add("lbetaDrop", [a, b, n], drop)
    for _ in range(60):
        low, step = spread(1e-3, 1e20), spread(1e-12, 1e4)
        with mp.workdps(120):
            rise = digamma(mpf(low) + mpf(step)) - digamma(mpf(low))
        add("digammaRise", [low, step], rise)
    return out


def save(part, rows):
    content = {"source": "mpmath, 60 digits; inputs are exact doubles; see make-discrete.py", "rows": rows}
    (HERE / FILES[part]).write_text(json.dumps(content, indent=0) + "\n")


if __name__ == "__main__":
    parts = {"kernels": kernels, "shiftedBetaGeometric": geometric, "betaDiscreteWeibull": weibull,
             "elasticity": elasticities, "bgBb": opportunities, "cnbdK": regular}
    for part in sys.argv[1:] or parts:
        random.seed(20260808)
        save(part, parts[part]())
