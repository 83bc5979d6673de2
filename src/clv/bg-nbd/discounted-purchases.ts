/**
 * Discounted residual purchases under BG/NBD and MBG/NBD, which no package offers.
 *
 * @module
 */
import { gaussLegendre } from "../../math/gauss-legendre.ts";
import { betaMean } from "../../math/logit-trapezoid.ts";
import { scaledExpint, scaledExpintMoment } from "../../math/scaled-expint.ts";

const RULE = /* @__PURE__ */ gaussLegendre(3);

/** Closer to p = 1 than this, the difference to the value there is taken from the slope; so where `p` hardly matters. */
const NEAR_ONE = 0.01;

/**
 * Purchases of a customer who is alive, over the whole future, each discounted at the continuous rate
 * `discount` per `scale` of time: `E[lambda / (lambda p + discount)]` with `lambda ~ Gamma(shape, 1)` and
 * `p ~ Beta(a, b)` independent. Without discounting it is finite only for `a > 1`.
 *
 * For a given `p` the average over the rate is an exponential integral; the average over `p` is the
 * trapezoid rule in the logit.
 */
export function discountedWhileAlive(discount: number, shape: number, a: number, b: number): number {
  if (discount === 0) return a > 1 ? (a + b - 1) / (a - 1) : Number.POSITIVE_INFINITY;
  if (b >= 1) {
    return betaMean(
      (p, q) => valueAt(p, shape, discount) + (slopeAt(p, shape, discount) * q) / (a + b),
      a,
      b,
    );
  }
  // As for the expected purchases: the value at p = 1 split off, the rest divided by q.
  const atOne = valueAt(1, shape, discount);
  const rest = betaMean(
    (p, q) => {
      const excess =
        q < NEAR_ONE || shape + 1 < NEAR_ONE * discount
          ? meanSlope(p, q, shape, discount)
          : (valueAt(p, shape, discount) - atOne) / q;
      return excess + (slopeAt(p, shape, discount) - excess) / (a + b + 1);
    },
    a,
    b + 1,
  );
  return atOne + (b / (a + b)) * rest;
}

/** `E[lambda / (lambda p + discount)]` for one `p`. */
function valueAt(p: number, shape: number, discount: number): number {
  return (shape * scaledExpint(shape + 1, discount / p)) / p;
}

/** `E[lambda^2 / (lambda p + discount)^2]`, the downward slope of the above. */
function slopeAt(p: number, shape: number, discount: number): number {
  return (shape * (shape + 1) * scaledExpintMoment(shape + 2, discount / p)) / (p * p);
}

/** The mean of the slope over [p, 1], where the plain difference would be all rounding. */
function meanSlope(p: number, q: number, shape: number, discount: number): number {
  let sum = 0;
  for (let i = 0; i < RULE.nodes.length; i += 1) {
    sum += (RULE.weights[i] as number) * slopeAt(p + q * (RULE.nodes[i] as number), shape, discount);
  }
  return sum;
}
