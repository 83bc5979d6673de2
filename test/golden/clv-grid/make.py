"""Golden values of every CLV quantity, to 30 digits or better, by mpmath.

    pip install mpmath && python3 test/golden/clv-grid/make.py [bg|pareto|spend]

Each value is computed by two routes (closed form, positive series, or an integral over what cannot be seen:
the rate, the chance to leave, the time of leaving) and kept only where they agree to 16 digits. Agreement of
two precisions of one formula is no proof: an arbitrary-precision 2F1 has given the same wrong number twice.
"""
import json
import pathlib
import random
import sys

from mpmath import exp, expint, expm1, hyp2f1, inf, log, log1p, loggamma, mp, mpf, quad, sqrt

mp.dps = 50
AGREE = mpf(10) ** -16
HERE = pathlib.Path(__file__).parent


def spread(low, high):
    return float(mpf(low) * (mpf(high) / mpf(low)) ** random.random())


def text(value):
    return mp.nstr(mpf(value), 32)


def agree(name, first, second, where):
    scale = max(abs(first), abs(second), mpf(10) ** -3000)
    if abs(first - second) > AGREE * scale:
        print("disagree", name, where, mp.nstr(first, 20), mp.nstr(second, 20))
        return False
    return True


# ---- BG/NBD and MBG/NBD ------------------------------------------------------------------------------------

def lbeta(a, b):
    return loggamma(a) + loggamma(b) - loggamma(a + b)


def bg_ll(m, r, al, a, b, x, tx, T):
    with mp.workdps(120):
        r, al, a, b, tx, T = map(mpf, (r, al, a, b, tx, T))
        k = x + m
        base = loggamma(r + x) - loggamma(r) + r * log(al)
        alive = exp(lbeta(a, b + k) - lbeta(a, b) - (r + x) * log(al + T))
        if k == 0:
            return base + log(alive), mpf(1)
        dead = exp(lbeta(a + 1, b + k - 1) - lbeta(a, b) - (r + x) * log(al + tx))
        return base + log(alive + dead), alive / (alive + dead)


def logit_mean(f, a, b):
    """E f(p, q), p ~ Beta(a, b), by the trapezoid in the logit, with no further device."""
    a, b = mpf(a), mpf(b)
    h = min(mpf(1) / 10, sqrt(1 / a + 1 / b) / 4)
    s0 = log(a / b)
    total = mass = mpf(0)
    for side in (1, -1):
        k = 0 if side == 1 else 1
        while True:
            s = s0 + side * k * h
            p, q = 1 / (1 + exp(-s)), 1 / (1 + exp(s))
            w = exp(a * log(p / (a / (a + b))) + b * log(q / (b / (a + b))))
            value = w * f(p, q)
            total += value
            mass += w
            k += 1
            if w < mpf(10) ** -45 * mass and value < mpf(10) ** -45 * total:
                break
    return total / mass


def by_mixture(f, a, b):
    """E f over Beta(a, b) for small a or b: the recurrence of moments turns it into safe averages.
    f is given with its limits: f(p, q) finite on [0, 1]."""
    if a >= 0.4 and b >= 0.4:
        return logit_mean(f, a, b)
    # substitute p = y^(1/a) on [0, 1/2] and q = y^(1/b) on [1/2, 1]; both integrands are then bounded
    a, b = mpf(a), mpf(b)
    half = mpf(1) / 2
    left = quad(lambda y: (1 - y ** (1 / a)) ** (b - 1) * f(y ** (1 / a), 1 - y ** (1 / a)) / a,
                pieces(half ** a))
    right = quad(lambda y: (1 - y ** (1 / b)) ** (a - 1) * f(1 - y ** (1 / b), y ** (1 / b)) / b,
                 pieces(half ** b))
    return (left + right) / exp(lbeta(a, b))


def pieces(top):
    low = [top * mpf(2) ** -k for k in range(60, 1, -4)]
    return [mpf(0)] + low + [top * (1 - mpf(2) ** -k) for k in range(1, 30, 2)] + [top]


def series(u, R, a, b):
    """(expected purchases, survival) as sums over the number on offer."""
    u, R, a, b = map(mpf, (u, R, a, b))
    z = u / (1 + u)
    offered, alive, made = exp(-R * log1p(u)), mpf(1), mpf(0)
    total, kept, j = mpf(0), offered, 0
    while True:
        offered *= z * (R + j) / (j + 1)
        made += alive
        alive *= (b + j) / (a + b + j)
        total += offered * made
        kept += offered * alive
        j += 1
        if j > R * u and offered * made < mpf(10) ** -40 * total and offered < mpf(10) ** -40 * kept:
            return total, kept


def bg_ahead(u, R, a, b):
    """(expected purchases, survival) of a living customer, by two routes each, or None."""
    u, R, a, b = map(mpf, (u, R, a, b))
    closed = None
    with mp.workdps(250):
        aa = a if abs(a - 1) > mpf(10) ** -30 and abs(a + b - 1) > mpf(10) ** -30 else a * (1 + mpf(10) ** -90)
        z = u / (1 + u)
        try:
            closed = ((aa + b - 1) / (aa - 1) * (1 - (1 + u) ** -R * hyp2f1(R, b, aa + b - 1, z)),
                      hyp2f1(R, a, a + b, -u))
        except Exception:
            closed = None
    if (R + 40) * u < 3000 and R * log1p(u) < 5000:
        first = series(u, R, a, b)
    else:
        f = lambda p, q: -expm1(-R * log1p(p * u)) / p if p > 0 else R * u
        g = lambda p, q: exp(-R * log1p(p * u))
        if min(a, b) < 0.4 and max(a, b) > 50:
            return None
        first = (by_mixture(f, a, b), by_mixture(g, a, b))
    where = [mp.nstr(v, 17) for v in (u, R, a, b)]
    if closed is None or not (agree("H", first[0], closed[0], where) and agree("S", first[1], closed[1], where)):
        return None
    return first


def bg_count(m, n, u, R, a, b):
    with mp.workdps(150 + n // 3):
        u, R, a, b = map(mpf, (u, R, a, b))
        z = u / (1 + u)
        nb = lambda j: exp(loggamma(R + j) - loggamma(R) - loggamma(j + 1) - R * log1p(u) + j * log(z))
        k = n + m
        value = exp(lbeta(a, b + k) - lbeta(a, b)) * nb(n)
        if k == 0:
            return value
        tail = mpf(1)
        if n > 0:
            term, below = exp(-R * log1p(u)), mpf(0)
            for j in range(n):
                below += term
                term *= z * (R + j) / (j + 1)
            tail = 1 - below
            if tail < mpf(10) ** -60:  # too little left of the digits: count up instead
                term, tail, j = nb(n), mpf(0), n
                while term > mpf(10) ** -40 * tail:
                    tail += term
                    term *= z * (R + j) / (j + 1)
                    j += 1
        return value + exp(lbeta(a + 1, b + k - 1) - lbeta(a, b)) * tail


def bg_dert(zeta, R, a, b):
    """E[lambda / (lambda p + zeta)], by integrating lambda out first and p out first."""
    zeta, R, a, b = map(mpf, (zeta, R, a, b))
    inner = lambda p, q: R / p * exp(zeta / p) * expint(R + 1, zeta / p)
    with mp.workdps(30):
        first = logit_mean(inner, a, b)
    with mp.workdps(25):
        top = 60 / zeta
        cuts = [mpf(0)] + [min(top, mpf(10) ** k) for k in range(-3, 40) if mpf(10) ** k < top] + [top]
        second = R * quad(lambda w: exp(-zeta * w) * hyp2f1(R + 1, a, a + b, -w), cuts)
    if not agree("DERT", first, second, [mp.nstr(v, 17) for v in (zeta, R, a, b)]):
        return None
    return first


def bg_points():
    random.seed(7)
    points = []
    for _ in range(60):
        points.append(("ordinary", spread(0.1, 3), spread(1, 30), spread(0.3, 3), spread(1, 10)))
    for _ in range(110):
        points.append(("extreme", spread(1e-3, 1e4), spread(1e-3, 1e4), spread(1e-3, 1e4), spread(1e-3, 1e4)))
    for a in (1.0, 1 + 2.0**-40, 1 - 2.0**-20):
        for _ in range(6):
            points.append(("extreme", spread(0.1, 10), spread(1, 30), a, spread(0.1, 10)))
    for a in (0.25, 0.5, 0.875):
        for _ in range(6):
            points.append(("extreme", spread(0.1, 10), spread(1, 30), a, 1 - a))
    for b in (1e-6, 1e-3):
        for _ in range(4):
            points.append(("extreme", spread(0.1, 3), spread(1, 30), spread(0.3, 3), b))
    for r in (1e-6, 1e-3):
        for _ in range(4):
            points.append(("extreme", r, spread(1, 30), spread(0.3, 3), spread(1, 10)))
    return points


def history(kind):
    if kind == "ordinary":
        T, t = spread(4, 80), spread(1, 104)
        x = random.choice([0, 0, 1, 2, 3, 7, 25])
    else:
        T, t = spread(1e-6, 1e6), spread(1e-6, 1e6)
        x = random.choice([0, 0, 1, 1, 2, 10, 500, 5000])
    tx = 0.0 if x == 0 else random.choice([T, T * random.random(), T * random.random()])
    return x, tx, T, t


# customers who buy so fast for so long that hardly any of them is still alive: r, alpha, a, b, and x, tx, T, t, n
BG_SHORT_LIVES = [(1140.625, 0.0625, 8.625, 15.25, 1, 2e-6, 2e-6, 206941.5, 2),
                  (63.875, 0.03125, 37.5, 0.25, 2, 0.0078125, 0.0078125, 846363.5, 1),
                  (9000.0, 0.015625, 12.0, 2.5, 0, 0.0, 0.0, 1e5, 0)]


def bg_rows():
    for kind, r, al, a, b in bg_points():
        x, tx, T, t = history(kind)
        n = random.choice([0, 1, 3, 12]) if kind == "ordinary" else random.choice([0, 1, 10, 300])
        yield kind, r, al, a, b, x, tx, T, t, n
    for row in BG_SHORT_LIVES:
        yield "extreme", *row


def make_bg():
    rows, skipped = [], 0
    for kind, r, al, a, b, x, tx, T, t, n in bg_rows():
        row = {"kind": kind, "r": r, "alpha": al, "a": a, "b": b, "x": x, "tx": tx, "T": T, "t": t, "n": n}
        R, A = mpf(r) + x, mpf(al) + mpf(T)
        for name, m in (("bg", 0), ("mbg", 1)):
            ll, pa = bg_ll(m, r, al, a, b, x, tx, T)
            out = {"logLikelihood": text(ll), "alive": text(pa)}
            ahead = bg_ahead(mpf(t) / A, R, mpf(a), mpf(b) + x + m)
            fresh = bg_ahead(mpf(t) / mpf(al), r, a, mpf(b) + m)
            if ahead is None:
                skipped += 1
            else:
                out["expected"], out["aliveAfter"] = text(pa * ahead[0]), text(pa * ahead[1])
            if fresh is None:
                skipped += 1
            else:
                out["expectedNew"] = text((mpf(b) / (mpf(a) + mpf(b)) if m else 1) * fresh[0])
            out["count"] = text(bg_count(m, n, mpf(t) / mpf(al), r, a, b))
            out["countAhead"] = text((1 - pa if n == 0 else 0) +
                                     pa * bg_count(0, n, mpf(t) / A, R, mpf(a), mpf(b) + x + m))
            row[name] = out
        rows.append(row)
        print(len(rows), end=" ", flush=True)
    random.seed(8)
    derts = []
    for i in range(44):
        ordinary = i < 24
        R = spread(0.3, 20) if ordinary else spread(1e-2, 300)
        a = spread(0.5, 3) if ordinary else spread(0.2, 50)
        b = spread(1, 20) if ordinary else spread(0.2, 100)
        zeta = spread(0.01, 1) if ordinary else spread(1e-4, 100)
        value = bg_dert(zeta, R, a, b)
        if value is None:
            skipped += 1
        else:
            derts.append({"kind": "ordinary" if ordinary else "extreme", "discount": zeta, "shape": R, "a": a,
                          "b": b, "value": text(value)})
        print("d", end="", flush=True)
    print("\nbg", len(rows), "dert", len(derts), "skipped", skipped)
    save("bg.json", {"rows": rows, "discounted": derts})


# ---- Pareto/NBD --------------------------------------------------------------------------------------------

def decay(A, p, B, q, D):
    """integral over [0, D] of (1+y/A)^-p (1+y/B)^-q, by quadrature in ln of the time, cut at the peak."""
    A, p, B, q, D = map(mpf, (A, p, B, q, D))
    if D == 0:
        return mpf(0)
    m = min(A, B)
    f = lambda u: m * exp(u - p * log1p(m * expm1(u) / A) - q * log1p(m * expm1(u) / B))
    U = log1p(D / m)
    grid = [U * k / 400 for k in range(401)]
    values = [f(u) for u in grid]
    best = max(range(401), key=lambda k: values[k])
    lo, hi = grid[max(0, best - 1)], grid[min(400, best + 1)]
    for _ in range(60):  # golden-section-like narrowing to the peak
        u1, u2 = lo + (hi - lo) / 3, hi - (hi - lo) / 3
        if f(u1) < f(u2):
            lo = u1
        else:
            hi = u2
    peak = (lo + hi) / 2
    top = f(peak)
    total = mpf(0)
    for end in (mpf(0), U):
        if end == peak:
            continue
        # width of this side: where it has dropped by e^-110
        far = end
        if f(end) < top * exp(mpf(-110)):
            near = peak
            for _ in range(200):
                mid = (near + far) / 2
                if f(mid) < top * exp(mpf(-110)):
                    far = mid
                else:
                    near = mid
        cuts = [peak + (far - peak) * mpf(k) / 12 for k in range(13)]
        total += abs(quad(f, cuts))
    return total


def decay_closed(al, p, be, q, tx, T):
    """the same integral, unscaled from 0 at y = tx, as a difference of two 2F1."""
    with mp.workdps(400):
        al, p, be, q, tx, T = map(mpf, (al, p, be, q, tx, T))
        A, B, D = al + tx, be + tx, T - tx
        w = p + q - 1
        if al == be:
            return A / w * (1 - (A / (A + D)) ** w)
        big = max(A, B)
        e = q if A >= B else p
        F = lambda y: hyp2f1(w, e, w + 1, abs(A - B) / (big + y)) * ((big / (big + y)) ** w)
        # (1+y/A)^-p (1+y/B)^-q = A^p B^q (A+y)^-p (B+y)^-q
        return exp(p * log(A) + q * log(B) - w * log(big)) / w * (F(0) - F(D))


def pareto(r, al, s, be, x, tx, T):
    r_, al_, s_, be_, tx_, T_ = map(mpf, (r, al, s, be, tx, T))
    I = decay(al_ + tx_, r_ + x, be_ + tx_, s_ + 1, T_ - tx_)
    try:
        J = decay_closed(al_, r_ + x, be_, s_ + 1, tx_, T_) if T_ > tx_ else mpf(0)
    except Exception as error:
        print("closed failed", type(error).__name__, r, al, s, be, x)
        J = None
    if J is None or (I != J and not agree("I", I, J, (r, al, s, be, x, tx, T))):
        return None
    with mp.workdps(80):
        base = loggamma(r_ + x) - loggamma(r_)
        alive = -r_ * log1p(T_ / al_) - x * log(al_ + T_) - s_ * log1p(T_ / be_)
        at = -r_ * log1p(tx_ / al_) - x * log(al_ + tx_) - s_ * log1p(tx_ / be_)
        if I == 0:
            return base + alive, mpf(1)
        dead = log(s_ / (be_ + tx_)) + at + log(I)
        gap = dead - alive
        return base + alive + log1p(exp(gap)), 1 / (1 + exp(gap))


def pareto_count(n, t, R, A, s, B):
    t, R, A, s, B = map(mpf, (t, R, A, s, B))
    lc = loggamma(R + n) - loggamma(R) - loggamma(mpf(n) + 1)
    nb = lambda y: exp(lc - R * log1p(y / A) + (n * log(y / (A + y)) if n else 0))
    def f(u):
        y = exp(u)
        return nb(y) * s / B * exp(-(s + 1) * log1p(y / B)) * y
    hi = log(t)
    lo = min(hi, log(min(A, B))) - 130
    step = 4
    count = int((hi - lo) / step) + 1
    # refine around the peak by many panels, with two families of nodes
    cuts = [lo + (hi - lo) * mpf(k) / (3 * count) for k in range(3 * count + 1)]
    with mp.workdps(40):
        first = quad(f, cuts, method="gauss-legendre")
        second = quad(f, [lo + (hi - lo) * mpf(k) / (2 * count) for k in range(2 * count + 1)], method="tanh-sinh")
    if first > mpf(10) ** -400 and not agree("pmf", first, second, (n, t, R, A, s, B)):
        return None
    return nb(t) * exp(-s * log1p(t / B)) + first


def scaled_expint(s, z):
    """e^z E_s(z), the integral of e^(-z v) (1+v)^(-s) over v > 0, in u = ln(1+v)."""
    f = lambda u: exp(u * (1 - s) - z * expm1(u))
    # where the integrand has dropped by e^-120: s u + z (e^u - 1) - u = 120
    low, high = mpf(0), mpf(500)
    for _ in range(200):
        mid = (low + high) / 2
        if (s - 1) * mid + z * expm1(mid) < 120:
            low = mid
        else:
            high = mid
    value = quad(f, [high * mpf(k) / 40 for k in range(41)])
    try:
        with mp.workdps(60):
            if s < 200:
                agree("expint", value, exp(z) * expint(s, z), (s, z))
    except Exception:
        pass
    return value


def life(s, B, t):
    s, B, t = mpf(s), mpf(B), mpf(t)
    L = log1p(t / B)
    return B * (L if s == 1 else -expm1(-(s - 1) * L) / (s - 1))


def make_pareto():
    random.seed(9)
    points = []
    for _ in range(60):
        points.append(("ordinary", spread(0.2, 3), spread(1, 30), spread(0.2, 3), spread(1, 40)))
    for _ in range(110):
        points.append(("extreme", spread(1e-3, 1e4), spread(1e-3, 1e4), spread(1e-3, 1e4), spread(1e-3, 1e4)))
    for _ in range(14):
        v = spread(0.1, 100)
        points.append(("extreme", spread(0.1, 10), v, spread(0.1, 10), v))
    for s in (1.0, 1 + 2.0**-40, 1 - 2.0**-20, 2.0, 3.0):
        for _ in range(4):
            points.append(("extreme", spread(0.1, 10), spread(1, 30), s, spread(1, 30)))
    for _ in range(8):
        points.append(("extreme", spread(1e-3, 1e-2), spread(1, 30), spread(1e3, 1e4), spread(100, 1e4)))
    rows, skipped = [], 0
    for kind, r, al, s, be in points:
        x, tx, T, t = history(kind)
        n = random.choice([0, 1, 3, 12]) if kind == "ordinary" else random.choice([0, 1, 10, 100])
        delta = spread(1e-4, 0.02) if kind == "ordinary" else spread(1e-9, 1)
        row = {"kind": kind, "r": r, "alpha": al, "s": s, "beta": be, "x": x, "tx": tx, "T": T, "t": t, "n": n,
               "delta": delta}
        found = pareto(r, al, s, be, x, tx, T)
        out = {}
        A, B = mpf(al) + mpf(T), mpf(be) + mpf(T)
        if found is None:
            skipped += 1
        else:
            ll, pa = found
            out["logLikelihood"], out["alive"] = text(ll), text(pa)
            out["expected"] = text(pa * (mpf(r) + x) / A * life(s, B, t))
            out["aliveAfter"] = text(pa * exp(-mpf(s) * log1p(mpf(t) / B)))
            z = mpf(delta) * B
            out["discounted"] = text(pa * (mpf(r) + x) / A * B * scaled_expint(mpf(s), z))
            ahead = pareto_count(n, t, mpf(r) + x, A, s, B)
            if ahead is not None:
                out["countAhead"] = text((1 - pa if n == 0 else 0) + pa * ahead)
        out["expectedNew"] = text(mpf(r) / mpf(al) * life(s, be, t))
        count = pareto_count(n, t, r, al, s, be)
        if count is not None:
            out["count"] = text(count)
        row["pareto"] = out
        rows.append(row)
        print(len(rows), end=" ", flush=True)
    print("\npareto", len(rows), "skipped", skipped)
    save("pareto.json", {"rows": rows})


# ---- NBD and Gamma-Gamma -----------------------------------------------------------------------------------

def make_spend():
    random.seed(10)
    spend, counts = [], []
    for i in range(200):
        ordinary = i < 80
        p, q = (spread(1, 10), spread(1.5, 8)) if ordinary else (spread(1e-3, 1e4), spread(1e-3, 1e4))
        g = spread(1, 100) if ordinary else spread(1e-3, 1e4)
        x = random.choice([1, 2, 5, 20]) if ordinary else random.choice([1, 2, 500, 5000])
        mean = spread(5, 200) if ordinary else spread(1e-3, 1e6)
        with mp.workdps(120):
            P, Q, G, M = map(mpf, (p, q, g, mean))
            N = P * x
            ll = (loggamma(N + Q) - loggamma(N) - loggamma(Q) + Q * log(G) + (N - 1) * log(M) + N * log(mpf(x))
                  - (N + Q) * log(G + x * M))
            expected = P * (G + x * M) / (N + Q - 1) if N + Q > 1 else inf
        spend.append({"kind": "ordinary" if ordinary else "extreme", "p": p, "q": q, "gamma": g, "x": x,
                      "mean": mean, "logLikelihood": text(ll), "expected": text(expected)})
        r, al = (spread(0.1, 3), spread(1, 30)) if ordinary else (spread(1e-3, 1e4), spread(1e-3, 1e4))
        y, _, T, t = history("ordinary" if ordinary else "extreme")
        n = random.choice([0, 1, 12, 300])
        with mp.workdps(120):
            R, A, TT, tt = map(mpf, (r, al, T, t))
            ll = loggamma(R + y) - loggamma(R) + R * log(A) - (R + y) * log(A + TT)
            mass = exp(loggamma(R + n) - loggamma(R) - loggamma(mpf(n) + 1) - R * log1p(tt / A)
                       + n * log(tt / (A + tt)))
        counts.append({"kind": "ordinary" if ordinary else "extreme", "r": r, "alpha": al, "x": y, "T": T, "t": t,
                       "n": n, "logLikelihood": text(ll), "expected": text((R + y) / (A + TT) * tt),
                       "count": text(mass)})
    save("spend.json", {"gammaGamma": spend, "nbd": counts})


def save(name, content):
    (HERE / name).write_text(json.dumps({"source": "mpmath; see make.py", **content}, indent=0))


if __name__ == "__main__":
    for what in sys.argv[1:] or ["bg", "pareto", "spend"]:
        {"bg": make_bg, "pareto": make_pareto, "spend": make_spend}[what]()
