"""Golden values of BdW by a second route: every sum term by term, in balls of 130 to 400 bits that bound their own error.

    pip install python-flint && python3 test/golden/clv-grid/make-bdw.py [plain | slow]

`plain`: S(t) = B(alpha, beta + t^c) / B(alpha, beta), the sums of S(m + k) / S(m) / (1 + d)^k until nothing is left.
`slow`, of clocks of c below 0.15: the elasticity, the mean over p ~ Beta(alpha, beta + m^c) of
(sum of k S_k v^(k - 1)) / (sum of S_k v^(k - 1)), where S_k = (1 - p)^((m + k)^c - m^c), by the trapezoid rule in the
logit of p at two steps, kept where they agree to 3e-16.
"""
import json
import pathlib
import random
import sys

from flint import arb, ctx

HERE = pathlib.Path(__file__).parent


def spread(low, high):
    return low * (high / low) ** random.random()


def text(value):
    return value.mid().str(34, radius=False)


def clock(t, c):
    return arb(t) ** c if t else arb(0)


def log_survival(a, b, c, t):
    y = clock(t, c)
    return (b + y).lgamma() - (a + b + y).lgamma() + (a + b).lgamma() - b.lgamma()


def shape(part, ordinary):
    if part == "slow":
        return spread(0.05, 50), spread(0.02, 5), spread(0.003, 0.15)
    if ordinary:
        return spread(0.2, 5), spread(0.2, 20), spread(0.3, 2)
    return spread(1e-3, 1e4), spread(1e-3, 1e4), spread(0.1, 5)


def rate(part, ordinary):
    if not ordinary:
        return spread(0.02, 3)
    return spread(0.1, 0.5) if part == "slow" else spread(0.02, 0.3)


def lives(a, b, c, m, d):
    """sum over k >= 0 of S(m + k) / S(m) / (1 + d)^k."""
    base, total, discount, k = log_survival(a, b, c, m), arb(0), arb(1), 0
    while True:
        term = (log_survival(a, b, c, m + k) - base).exp() * discount
        total += term
        if float(term * (1 + 1 / d) / total) < 1e-32:
            return total
        discount /= 1 + d
        k += 1


def plain(a, b, c, n, t, d):
    ctx.prec = 400
    s = lambda k: log_survival(a, b, c, k).exp()
    out = {"survival": text(s(t)), "churn": text(s(t - 1) - s(t)), "retention": text(s(t) / s(t - 1)),
           "survivalOfActive": text((log_survival(a, b, c, n + t) - log_survival(a, b, c, n)).exp())}
    ctx.prec = 220
    out["lifetime"] = text(lives(a, b, c, 0, d))
    out["residual"] = text((lives(a, b, c, n - 1, d) - 1) * (1 + d))
    return out


def elasticity(a, b, c, n, d):
    """None where the two steps disagree."""
    ctx.prec = 130
    m = n - 1
    base, stay, step = clock(m, c), b + clock(m, c), float(d.log1p())
    clocks = [clock(m + k, c) - base for k in range(1, int(80 / step) + 2)]
    discounts = [(1 + d) ** -k for k in range(len(clocks))]
    rough = [float(x - clocks[0]) for x in clocks]
    scale = a.lgamma() + stay.lgamma() - (a + stay).lgamma()

    def at(logit):
        fall = logit.exp().log1p()
        terms, steps, near = arb(0), arb(0), float(fall)
        for k in range(1, len(clocks) + 1):
            if near * rough[k - 1] + step * (k - 1) > 85:
                break
            term = (-fall * (clocks[k - 1] - clocks[0])).exp() * discounts[k - 1]
            terms += term
            steps += k * term
        return (a * logit - (a + stay) * fall - scale).exp() * (steps / terms)

    width = min(1, 2 * (1 / float(a) + 1 / float(stay)) ** 0.5)

    def mean(h):
        mode, total = (a / stay).log(), at((a / stay).log())
        for side in (1, -1):
            k = 1
            while True:
                value = at(mode + side * k * arb(h))
                total += value
                if float(value) < 1e-18 * float(total) and k > 10:
                    break
                k += 1
        return total * arb(h)

    first, second = mean(width * 0.17), mean(width * 0.12)
    return {"elasticity": text(second)} if abs(float((first - second) / second)) <= 3e-16 else None


def rows(part, seed, count):
    random.seed(seed)
    out = []
    for i in range(count):
        ordinary = i % 3 != 2
        a, b, c = shape(part, ordinary)
        n = random.randint(1, 12) if ordinary else random.choice([1, 2, 30, 400])
        t = random.randint(1, 12) if ordinary else random.choice([1, 2, 30, 400, 5000])
        d = rate(part, ordinary)
        ctx.prec = 220
        balls = [arb(v) for v in (a, b, c)]
        wanted = plain(*balls, n, t, arb(d)) if part == "plain" else elasticity(*balls, n, arb(d))
        if wanted is not None:
            out.append({"kind": "ordinary" if ordinary else "extreme", "alpha": a, "beta": b, "c": c, "n": n, "t": t,
                        "d": d, "wanted": wanted})
    return out


if __name__ == "__main__":
    parts = {"plain": (4711, 120), "slow": (99, 24)}
    file = HERE / "bdw-term-by-term.json"
    made = json.loads(file.read_text()) if file.exists() else {}
    made["source"] = "Arb, 130 to 400 bits; inputs are exact doubles; see make-bdw.py"
    for part in sys.argv[1:] or parts:
        made[part] = rows(part, *parts[part])
    file.write_text(json.dumps(made, indent=0) + "\n")
