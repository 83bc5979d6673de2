"""Golden values of models with covariates, to 30 digits, by mpmath.

    python3 test/golden/clv-covariates/make.py

Fader and Hardie (2007), Incorporating time-invariant covariates into the Pareto/NBD and BG/NBD models:
alpha exp(-g z) for purchases, beta exp(-g z) (Pareto/NBD) or a exp(g z), b exp(g z) (BG/NBD, MBG/NBD) for
leaving. The likelihood is integrated over what cannot be seen (the moment of leaving, the chance to leave),
and kept only where the closed form gives the same 20 digits.
"""
import json
import pathlib
import random

from mpmath import beta, exp, gamma, hyp2f1, log, loggamma, mp, mpf, quad

mp.dps = 50
HERE = pathlib.Path(__file__).parent
random.seed(19)


def rate_part(r, al, x, t):
    return exp(loggamma(r + x) - loggamma(r) + r * log(al) - (r + x) * log(al + t))


def bg(first, r, al, a, b, x, tx, T):
    k = x + first

    def given(p):
        alive = (1 - p) ** k * rate_part(r, al, x, T)
        left = p * (1 - p) ** (k - 1) * rate_part(r, al, x, tx) if k > 0 else 0
        return (alive + left) * p ** (a - 1) * (1 - p) ** (b - 1) / beta(a, b)

    alive = beta(a, b + k) / beta(a, b) * rate_part(r, al, x, T)
    left = beta(a + 1, b + k - 1) / beta(a, b) * rate_part(r, al, x, tx) if k > 0 else mpf(0)
    return alive, left, quad(given, [0, mpf(1) / 100, mpf(1) / 2, mpf(99) / 100, 1])


def pareto(r, al, s, be, x, tx, T):
    alive = rate_part(r, al, x, T) * (be / (be + T)) ** s
    left = quad(lambda y: rate_part(r, al, x, y) * s / be * (be / (be + y)) ** (s + 1), [tx, (tx + T) / 2, T])
    # the textbook's closed form, equation 20 of note 009
    m = max(al, be)
    q = s + 1 if al >= be else r + x
    w = r + s + x
    z = abs(al - be)

    def F(u):
        return hyp2f1(w, q, w + 1, z / (m + u)) * (m + u) ** -w

    closed = exp(loggamma(r + x) - loggamma(r)) * al**r * be**s * s / w * (F(tx) - F(T))
    return alive, left, alive + closed


def main():
    rows = []
    for i in range(60):
        kind = ["bgNbd", "mbgNbd", "paretoNbd"][i % 3]
        first, second = ("s", "beta") if kind == "paretoNbd" else ("a", "b")
        high = 3 if kind == "paretoNbd" else 4
        p = {
            "r": round(random.uniform(0.2, 3), 3),
            "alpha": round(random.uniform(1, 20), 3),
            first: round(random.uniform(1.1, 3), 3),
            second: round(random.uniform(1.1, high), 3) if first == "a" else round(random.uniform(2, 30), 3),
        }
        g = {name: round(random.uniform(-1.2, 1.2), 3) for name in ["purchaseWeb", "purchaseYears", "lifetimeWeb"]}
        web, years = i % 2, round(random.uniform(-1, 2), 2)
        x = [0, 1, 2, 7, 30][i % 5]
        T = round(random.uniform(20, 80), 3)
        tx = 0.0 if x == 0 else round(random.uniform(0.1, 1) * T, 3)
        al = mpf(p["alpha"]) * exp(-(mpf(g["purchaseWeb"]) * web + mpf(g["purchaseYears"]) * mpf(years)))
        shift = mpf(g["lifetimeWeb"]) * web
        args = [mpf(x), mpf(tx), mpf(T)]
        if kind == "paretoNbd":
            alive, left, other = pareto(mpf(p["r"]), al, mpf(p["s"]), mpf(p["beta"]) * exp(-shift), *args)
        else:
            a, b = mpf(p["a"]) * exp(shift), mpf(p["b"]) * exp(shift)
            alive, left, other = bg(0 if kind == "bgNbd" else 1, mpf(p["r"]), al, a, b, *args)
        whole = alive + left
        if abs(whole - other) > mpf(10) ** -20 * whole:
            print("disagree", kind, i, mp.nstr(whole, 25), mp.nstr(other, 25))
            continue
        rows.append(
            {
                "kind": kind,
                "parameters": p,
                "coefficients": g,
                "web": web,
                "years": years,
                "x": x,
                "tx": tx,
                "T": T,
                "logLikelihood": mp.nstr(log(whole), 32),
                "alive": mp.nstr(alive / whole, 32),
            }
        )
    (HERE / "covariates.json").write_text(json.dumps(rows, indent=0) + "\n")
    print(len(rows))


main()
