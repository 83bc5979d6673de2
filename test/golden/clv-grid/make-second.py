"""A second set of golden values of every CLV quantity of repeat buyers and of spend, by mpmath and by other routes
than make.py and make-discrete.py take.

    pip install mpmath gmpy2 && python3 test/golden/clv-grid/make-second.py

Of some thousand points drawn (`plain`: as customers are, and parameters of 1e-4 to 1e4; `wide`: beyond that, to 1e-20
and 1e20 where formulas are closed), those are kept at which the library was furthest off when they were first seen.
Formulas are those of the papers; what is no finite sum is computed twice and kept only where both agree: averages over
the chance to leave, in its logit by panels of Gauss and Legendre, beside hypergeometric functions; tails of counts as
incomplete beta functions beside sums; deaths as integrals over their time beside 2F1 and U.
"""
import json
import pathlib
import random

from mpmath import betainc, binomial, exp, expint, expm1, hyp2f1, hyperu, inf, log, log1p, loggamma, mp, mpf, sqrt
from mpmath.calculus.quadrature import GaussLegendre

mp.dps = 50
AGREE = mpf(10) ** -18
LEGENDRE = GaussLegendre(mp).calc_nodes(4, 180)
MONTH = mpf("365.25") / 12 / 7  # in weeks
HERE = pathlib.Path(__file__).parent

# the places of the points kept, in the order in which they are drawn
KEPT = {
    "bg": ([12, 14, 28, 31, 37, 45, 50, 61, 64, 68, 78, 82, 89, 96, 119, 123], []),
    "mbg": ([10, 23, 46, 62, 64, 73, 76, 82, 85, 98, 100, 106, 108, 123, 126, 138], []),
    "pareto": ([5, 30, 37, 40, 41, 55, 57, 59, 60, 70, 83, 94, 106, 111, 116, 146], [1, 3, 4]),
    "nbd": ([24, 44, 60, 108, 374, 422, 602, 762, 856, 910, 974, 990, 1038, 1060, 1110, 1488],
            [38, 84, 251, 454, 476, 866, 1420, 1432]),
    "bgbb": ([0, 7, 36, 49, 72, 83, 106, 128, 138, 146, 151, 162, 165, 178, 226, 230], []),
    "spend": ([407, 566, 650, 794, 906, 1175, 1309, 1373], [32, 141, 185, 221, 363, 467, 806, 1187]),
}


def spread(low, high):
    return float(mpf(low) * (mpf(high) / mpf(low)) ** random.random())


def text(value):
    return "inf" if value == inf else mp.nstr(mpf(value), 32)


def same(first, second, tolerance=AGREE):
    nothing = mpf(10) ** -330
    return abs(first - second) <= tolerance * max(abs(first), abs(second)) or max(abs(first), abs(second)) < nothing


def put(out, name, value):
    """Sets what is known; None is what two routes do not agree on."""
    if value is not None:
        out[name] = text(value)


def panel(f, low, high):
    half, middle = (high - low) / 2, (high + low) / 2
    return half * sum(weight * f(middle + half * x) for x, weight in LEGENDRE)


def panels(f, low, high, count):
    return sum(panel(f, low + (high - low) * k / count, low + (high - low) * (k + 1) / count) for k in range(count))


def lbeta(a, b):
    return loggamma(a) + loggamma(b) - loggamma(a + b)


def beta_mean(f, a, b, reach):
    """E f(p), p ~ Beta(a, b), in the logit, from the mode outward; f settles beyond `reach` from 0."""
    a, b = mpf(a), mpf(b)
    scale, mode, width = lbeta(a, b), log(a / b), min(mpf(2), 2 * sqrt(1 / a + 1 / b))
    near = 60 + abs(mode) + reach

    def integrand(s):
        p, q = (-log1p(exp(-s)), -s - log1p(exp(-s))) if s > 0 else (s - log1p(exp(s)), -log1p(exp(s)))
        return exp(a * p + b * q - scale) * f(exp(p))

    total = mpf(0)
    for side in (1, -1):
        start, step, quiet = mode, width, 0
        while quiet < 3 or abs(start - mode) < 60 * min(1, width):
            part = panel(integrand, *sorted((start, start + side * step)))
            total += part
            start += side * step
            quiet = quiet + 1 if abs(part) < mpf(10) ** -26 * abs(total) else 0
            step = min(step, 2 * width) if abs(start - mode) < near else step * mpf("1.6")
    return total


# ---- counts ------------------------------------------------------------------------------------------------

def mass(n, R, u):
    return exp(loggamma(R + n) - loggamma(R) - loggamma(mpf(n) + 1) - R * log1p(u) + (n * log(u / (1 + u)) if n else 0))


def tail(n, R, u):
    """P(N >= n)."""
    if n == 0:
        return mpf(1)
    with mp.workdps(80):
        closed = betainc(n, R, 0, u / (1 + u), regularized=True)
    with mp.workdps(60 + n // 3):
        summed = 1 - sum(mass(j, R, u) for j in range(n))
        if summed < mpf(10) ** -30:
            summed, j = mpf(0), n
            while True:
                term = mass(j, R, u)
                summed += term
                j += 1
                if term < mpf(10) ** -40 * summed and j > R * u:
                    break
                if j > n + 3000:
                    return None
    return closed if same(closed, summed) else None


def history(kind, wide):
    top = 1e9 if wide else 1e5
    if kind == "ordinary":
        T, t, x = spread(4, 104), spread(1, 104), random.choice([0, 0, 1, 1, 2, 3, 5, 9, 30])
    else:
        T, t = spread(1 / top, top), spread(1 / top, top)
        x = random.choice([0, 0, 1, 1, 2, 3, 10, 40, 500, 5000])
    tx = 0.0 if x == 0 else random.choice([T, T * random.random(), T * random.random(), T * random.random() ** 4,
                                           T * (1 - 2.0 ** -random.randint(5, 50))])
    return x, tx, T, t


def year_value(expected, rate):
    """A year's purchases, month by month, each discounted to the end of its month."""
    total = before = mpf(0)
    for month in range(1, 13):
        now = expected(MONTH * month)
        total += (now - before) * exp(-log1p(mpf(rate)) * month / 12)
        before = now
    return total


def is_ordinary(i, wide):
    return not wide and i % 2 == 0


def four(i, wide, ranges):
    """Parameters, and the rest of a row, of BG/NBD, MBG/NBD and Pareto/NBD."""
    kind = "ordinary" if is_ordinary(i, wide) else "extreme"
    top = 1e9 if wide else 1e4
    return kind, [spread(*each) if kind == "ordinary" else spread(1 / top, top) for each in ranges]


def rates(kind, wide, least):
    n = random.choice([0, 1, 2, 5, 15]) if kind == "ordinary" else random.choice([0, 1, 7, 40, 200])
    return n, spread(0.02, 0.3), spread(5e-4, 0.01) if kind == "ordinary" else spread(least, 1)


# ---- BG/NBD and MBG/NBD ------------------------------------------------------------------------------------

def closed_purchases(u, R, a, b, digits):
    with mp.workdps(digits):
        return (a + b - 1) / (a - 1) * (1 - exp(-R * log1p(u)) * hyp2f1(R, b, a + b - 1, u / (1 + u)))


def purchases(u, R, a, b):
    """Of who is alive, over a time of `u`: E[(1 - (1 + p u)^-R) / p]."""
    u, R, a, b = map(mpf, (u, R, a, b))
    with mp.workdps(36):
        mean = beta_mean(lambda p: -expm1(-R * log1p(p * u)) / p if p * u > mpf(10) ** -60 else R * u, a, b,
                         log1p(u) + log1p(R))
    for digits in (90, 300):
        pole = abs(a - 1) < mpf(10) ** -12 or abs(a + b - 1) < mpf(10) ** -12
        beside = a + mpf(10) ** (-digits // 3) if pole else a
        try:
            if same(mean, closed_purchases(u, R, beside, b, digits)):
                return mean
        except Exception:  # a 2F1 that does not converge
            return None
    return None


def survival(u, R, a, b):
    u, R, a, b = map(mpf, (u, R, a, b))
    with mp.workdps(36):
        mean = beta_mean(lambda p: exp(-R * log1p(p * u)), a, b, log1p(u) + log1p(R))
    try:
        with mp.workdps(90):
            return mean if same(mean, hyp2f1(R, a, a + b, -u)) else None
    except Exception:
        return None


def scaled_expint(s, z):
    """e^z E_s(z)."""
    if z < 1e4 and s < 500:
        return exp(z) * expint(s, z)
    fraction = mpf(0)
    for m in range(300, 0, -1):
        fraction = m * (s + m - 1) / (z + s + 2 * m - fraction)
    return 1 / (z + s - fraction)


def discounted(zeta, R, a, b):
    """E[rate / (rate p + zeta)]: the rate first, or the time of the purchases last."""
    zeta, R, a, b = map(mpf, (zeta, R, a, b))
    with mp.workdps(26):
        first = beta_mean(lambda p: R / p * scaled_expint(R + 1, zeta / p), a, b, abs(log(zeta)) + log1p(R))
        high = log(80 / zeta)
        low = min(high, -log(R + 1)) - 60
        at = lambda s: exp(s - zeta * exp(s)) * hyp2f1(R + 1, a, a + b, -exp(s))
        second = R * panels(at, low, high, int((high - low) / 2) + 1)
    return first if same(first, second, mpf(10) ** -15) else None


def count_of(m, n, u, R, a, b):
    u, R, a, b = map(mpf, (u, R, a, b))
    k = n + m
    stayed = exp(lbeta(a, b + k) - lbeta(a, b)) * mass(n, R, u)
    if k == 0:
        return stayed
    more = tail(n, R, u)
    return None if more is None else stayed + exp(lbeta(a + 1, b + k - 1) - lbeta(a, b)) * more


def bg(m, i, wide):
    kind, (r, alpha, a, b) = four(i, wide, [(0.1, 4), (1, 40), (0.2, 4), (0.5, 15)])
    if i % 20 == 1:
        a = random.choice([1.0, 2.0, 1 + 2.0 ** -random.randint(10, 50), 1 - 2.0 ** -random.randint(10, 50)])
    if i % 20 == 3:
        a = random.random()
        b = 1 - a
    x, tx, T, t = history(kind, wide)
    n, d, delta = rates(kind, wide, 1e-6)
    row = {"kind": kind, "r": r, "alpha": alpha, "a": a, "b": b, "x": x, "tx": tx, "T": T, "t": t, "n": n, "d": d,
           "delta": delta}
    R, A0, a, b, tx, T = mpf(r) + x, mpf(alpha), mpf(a), mpf(b), mpf(tx), mpf(T)
    A, k, out = A0 + T, x + m, {}
    seen = loggamma(R) - loggamma(mpf(r)) + mpf(r) * log(A0)
    stayed = lbeta(a, b + k) - lbeta(a, b) - R * log(A)
    if k == 0:
        likelihood, alive = seen + stayed, mpf(1)
    else:
        left = lbeta(a + 1, b + k - 1) - lbeta(a, b) - R * log(A0 + tx)
        likelihood = seen + max(stayed, left) + log1p(exp(-abs(stayed - left)))
        alive = 1 / (1 + exp(left - stayed))
    times = lambda value, factor=alive: None if value is None else factor * value
    put(out, "logLikelihood", likelihood)
    put(out, "alive", alive)
    put(out, "expected", times(purchases(mpf(t) / A, R, a, b + k)))
    put(out, "aliveAfter", times(survival(mpf(t) / A, R, a, b + k)))
    put(out, "expectedNew", times(purchases(mpf(t) / A0, r, a, b + m), b / (a + b) if m else 1))
    put(out, "count", count_of(m, n, mpf(t) / A0, r, a, b))
    ahead = times(count_of(0, n, mpf(t) / A, R, a, b + k))
    put(out, "countAhead", ahead if ahead is None or n > 0 else 1 - alive + ahead)
    if kind == "ordinary":
        year = lambda digits: year_value(lambda s: closed_purchases(s / A, R, a, b + k, digits), d)
        put(out, "year", alive * year(140) if same(year(70), year(140)) else None)
    if i % 6 == 0 or i % 7 == 1:
        put(out, "discounted", times(discounted(mpf(delta) * A, R, a, b + k)))
    return {**row, "wanted": out}


# ---- Pareto/NBD --------------------------------------------------------------------------------------------

def odds_left(p, alpha, s, beta, tx, T):
    """P(left) / P(alive): the integral over the time of leaving, from its peak outward, and by two 2F1."""
    if T == tx:
        return mpf(0)
    A, B, small = alpha + T, beta + T, min(alpha, beta) + tx

    def density(u):
        y = small * expm1(u)
        return small * exp(u) * s * exp(-p * log((alpha + tx + y) / A) - s * log((beta + tx + y) / B)) / (beta + tx + y)

    end = log1p((T - tx) / small)
    low, high = mpf(0), end
    for _ in range(120):
        first, second = low + (high - low) / 3, high - (high - low) / 3
        low, high = (first, high) if log(density(first)) < log(density(second)) else (low, second)
    peak = (low + high) / 2
    least = log(density(peak)) - 90

    def edge(far):
        if log(density(far)) > least:
            return far
        near = peak
        for _ in range(60):
            middle = (near + far) / 2
            near, far = (near, middle) if log(density(middle)) < least else (middle, far)
        return far

    odds = panels(density, edge(mpf(0)), peak, 12) + panels(density, peak, edge(end), 12)
    w, large, second = p + s, max(alpha, beta), s + 1 if alpha >= beta else p
    for digits in (120, 500):
        with mp.workdps(digits):
            F = lambda y: (hyp2f1(w, second, w + 1, abs(alpha - beta) / (large + y))
                           * exp(-w * log((large + y) / (large + T))))
            closed = s / w * (F(tx) - F(T)) * exp(p * log(A) + s * log(B) - w * log(large + T))
        if same(odds, closed):
            return odds
    return None


def count_while_alive(n, t, R, A, s, B):
    """Of a customer who is alive: to stay to the end, or to leave at any time before."""
    def leaving(u):
        y = exp(u)
        return y * mass(n, R, y / A) * s / B * exp(-(s + 1) * log1p(y / B))

    with mp.workdps(30):
        high = log(mpf(t))
        low = min(high, log(min(A, B))) - 70
        count = int((int(high - low) + 1) * max(1, sqrt(R + n) / 12, sqrt(s) / 12))
        if count >= 400:
            return None
        first, second = panels(leaving, low, high, count), panels(leaving, low, high, int(count * 1.37) + 1)
    return mass(n, R, mpf(t) / A) * exp(-s * log1p(mpf(t) / B)) + first if same(first, second) else None


def discounted_life(s, z):
    """z^(s - 1) U(s, s, z)."""
    with mp.workdps(34):
        low, high = mpf(0), mpf(2000)
        for _ in range(200):
            middle = (low + high) / 2
            low, high = (middle, high) if (s - 1) * middle + z * expm1(middle) < 90 else (low, middle)
        value = panels(lambda u: exp(u * (1 - s) - z * expm1(u)), mpf(0), high, 14)
    try:
        with mp.workdps(60):
            return value if same(z ** (s - 1) * hyperu(s, s, z), value, mpf(10) ** -16) else None
    except Exception:  # a U that does not converge
        return None


def pareto(i, wide):
    kind, (r, alpha, s, beta) = four(i, wide, [(0.1, 4), (1, 40), (0.1, 4), (1, 60)])
    if i % 20 == 1:
        beta = alpha * (1 + random.choice([0, 1e-12, 1e-6, -1e-9]))
    if i % 20 == 3:
        s = random.choice([1.0, 2.0, 3.0, 7.0]) * (1 + random.choice([0, 2.0 ** -40, -2.0 ** -25]))
    x, tx, T, t = history(kind, wide)
    n, d, delta = rates(kind, wide, 1e-7)
    row = {"kind": kind, "r": r, "alpha": alpha, "s": s, "beta": beta, "x": x, "tx": tx, "T": T, "t": t, "n": n,
           "d": d, "delta": delta}
    r, alpha, s, beta, tx, T = map(mpf, (r, alpha, s, beta, tx, T))
    p, A, B, out = r + x, alpha + T, beta + T, {}
    odds = odds_left(p, alpha, s, beta, tx, T)
    if odds is None:
        return {**row, "wanted": out}
    alive = 1 / (1 + odds)
    life = lambda length: length if s == 1 else -expm1(-(s - 1) * length) / (s - 1)
    expected = lambda time: p / A * B * life(log1p(time / B))
    put(out, "alive", alive)
    put(out, "logLikelihood",
        loggamma(p) - loggamma(r) + r * log(alpha) - p * log(A) + s * log(beta / B) + log1p(odds))
    put(out, "expected", alive * expected(mpf(t)))
    put(out, "aliveAfter", alive * exp(-s * log1p(mpf(t) / B)))
    put(out, "expectedNew", r / alpha * beta * life(log1p(mpf(t) / beta)))
    put(out, "year", alive * year_value(expected, d))
    all_life = discounted_life(s, mpf(delta) * B)
    put(out, "discounted", None if all_life is None else alive * p / A * B * all_life)
    put(out, "count", count_while_alive(n, t, r, alpha, s, beta))
    ahead = count_while_alive(n, t, p, A, s, B)
    put(out, "countAhead", None if ahead is None else (1 - alive if n == 0 else 0) + alive * ahead)
    return {**row, "wanted": out}


# ---- NBD, BG/BB and Gamma-Gamma ----------------------------------------------------------------------------

def nbd(i, wide):
    kind = "ordinary" if is_ordinary(i, wide) else "extreme"
    top = 1e20 if wide else 1e6
    r, alpha = [spread(*each) if kind == "ordinary" else spread(1 / top, top) for each in [(0.1, 4), (1, 40)]]
    x, tx, T, t = history(kind, wide)
    n = random.choice([0, 1, 2, 5, 15]) if kind == "ordinary" else random.choice([0, 1, 7, 40, 1000])
    d, delta = spread(0.02, 0.3), spread(1e-6, 1)
    row = {"kind": kind, "r": r, "alpha": alpha, "x": x, "tx": tx, "T": T, "t": t, "n": n, "d": d, "delta": delta}
    r, alpha, t = mpf(r), mpf(alpha), mpf(t)
    R, A, out = r + x, alpha + mpf(T), {}
    put(out, "logLikelihood", loggamma(R) - loggamma(r) + r * log(alpha) - R * log(A))
    put(out, "expected", R / A * t)
    put(out, "expectedNew", r / alpha * t)
    put(out, "count", mass(n, r, t / alpha))
    put(out, "countAhead", mass(n, R, t / A))
    put(out, "discounted", R / A / mpf(delta))
    put(out, "year", year_value(lambda time: R / A * time, d))
    put(out, "next", A * expm1(-log1p(-mpf(0.5)) / R))
    return {**row, "wanted": out}


def bg_bb(i, wide):
    kind = "ordinary" if is_ordinary(i, wide) else "extreme"
    ranges = [(0.2, 5), (0.2, 5), (0.2, 5), (0.5, 12)]
    extreme = (1e-12, 1e12) if wide else (1e-6, 1e5)
    alpha, beta, gamma, delta = [spread(*(each if kind == "ordinary" else extreme)) for each in ranges]
    if i % 20 == 1:
        gamma = random.choice([1.0, 2.0, 1 + 2.0 ** -random.randint(10, 50), 1 - 2.0 ** -random.randint(10, 50)])
    n = random.choice([0, 1, 3, 6, 12, 24]) if kind == "ordinary" else random.choice([0, 1, 10, 100, 700])
    tx = random.choice([0, n, random.randint(0, n)])
    x = 0 if tx == 0 else random.choice([1, tx, random.randint(1, tx)])
    m = random.choice([1, 5, 12, 30]) if kind == "ordinary" else random.choice([1, 12, 49, 51, 400])
    count = min(random.choice([0, 1, 2, m, random.randint(0, m)]), m)
    d = spread(0.02, 0.3) if kind == "ordinary" else spread(1e-6, 1)
    a, b, g, e, rate, out = mpf(alpha), mpf(beta), mpf(gamma), mpf(delta), mpf(d), {}
    with mp.workdps(70):
        bought = lambda k, of: exp(lbeta(a + k, b + of - k) - lbeta(a, b))
        stayed = lambda to: exp(lbeta(g, e + to) - lbeta(g, e))
        left = lambda after: exp(lbeta(g + 1, e + after) - lbeta(g, e))
        seen = bought(x, n) * stayed(n) + sum(bought(x, to) * left(to) for to in range(tx, n))
        once_more = exp(lbeta(a + x + 1, b + n - x) - lbeta(a, b))
        put(out, "logLikelihood", log(seen))
        put(out, "alive", bought(x, n) * stayed(n + 1) / seen)
        put(out, "aliveAfter", bought(x, n) * stayed(n + 1 + m) / seen)
        put(out, "expected", once_more * sum(stayed(n + j) for j in range(1, m + 1)) / seen)
        put(out, "expectedNew", a / (a + b) * sum(stayed(j) for j in range(1, m + 1)))

        def counted(x, n):
            return (binomial(m, count) * bought(x + count, n + m) * stayed(n + m)
                    + sum(binomial(j, count) * bought(x + count, n + j) * left(n + j) for j in range(count, m)))

        put(out, "count", counted(0, 0))
        gone = seen - bought(x, n) * stayed(n) if count == 0 else 0
        put(out, "countAhead", (counted(x, n) + gone) / seen)
        closed = hyp2f1(1, e + n + 1, e + n + 1 + g, 1 / (1 + rate))
        ahead = once_more * stayed(n + 1) / seen / (1 + rate)
    with mp.workdps(34):
        mean = beta_mean(lambda p: (1 + rate) / (rate + p), g, e + n + 1, abs(log(rate)))
    put(out, "discounted", ahead * mean if same(mean, closed) else None)
    return {"kind": kind, "alpha": alpha, "beta": beta, "gamma": gamma, "delta": delta, "x": x, "tx": tx, "n": n,
            "m": m, "count": count, "d": d, "wanted": out}


def gamma_gamma(i, wide):
    kind = "ordinary" if is_ordinary(i, wide) else "extreme"
    top = 1e20 if wide else 1e6
    ranges = [(0.5, 12), (1.2, 10), (1, 100)]
    p, q, gamma = [spread(*each) if kind == "ordinary" else spread(1 / top, top) for each in ranges]
    rows, likelihood = [], mpf(0)
    for _ in range(random.choice([1, 3, 6])):
        x = random.choice([1, 2, 3, 8, 40]) if kind == "ordinary" else random.choice([1, 2, 30, 900, 20000])
        mean = spread(2, 400) if kind == "ordinary" else spread(1e-6, 1e9)
        weight = random.choice([1, 2, 0.25, spread(0.01, 100), 1000])
        P, Q, G, M = mpf(p) * x, mpf(q), mpf(gamma), mpf(mean)
        likelihood += mpf(weight) * (loggamma(P + Q) - loggamma(P) - loggamma(Q) + Q * log(G) + (P - 1) * log(M)
                                     + P * log(mpf(x)) - (P + Q) * log(G + x * M))
        rows.append([x, mean, weight])
    x, mean, _ = rows[0]
    freedom = mpf(p) * x + mpf(q) - 1
    expected = mpf(p) * (mpf(gamma) + x * mpf(mean)) / freedom if freedom > 0 else inf
    return {"kind": kind, "p": p, "q": q, "gamma": gamma, "rows": rows,
            "wanted": {"logLikelihood": text(likelihood), "expected": text(expected)}}


MODELS = {"bg": lambda i, wide: bg(0, i, wide), "mbg": lambda i, wide: bg(1, i, wide), "pareto": pareto, "nbd": nbd,
          "bgbb": bg_bb, "spend": gamma_gamma}

if __name__ == "__main__":
    found = {}
    for model, make in MODELS.items():
        found[model] = []
        for wide, places in enumerate(KEPT[model]):
            for i in places:
                random.seed(f"{model} {wide + 1} {i}")
                found[model].append(make(i, wide == 1))
        print(model, len(found[model]), flush=True)
    content = {"source": "mpmath, 50 digits; inputs are exact doubles; see make-second.py", **found}
    (HERE / "second.json").write_text(json.dumps(content, indent=0) + "\n")
