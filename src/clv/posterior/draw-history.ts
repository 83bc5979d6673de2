import { type Random, uniform } from "../../math/random.ts";
import { drawBeta, drawPoisson } from "../../math/random-draws.ts";
import type { Life } from "../simulate-customers.ts";

/** Purchases of one customer at most. */
const MOST_PURCHASES = 1e9;

/** What is seen of one customer. */
export interface DrawnHistory {
  readonly frequency: number;
  readonly recency: number;
}

/**
 * The history of a customer with a given life, at a given age, without walking from purchase to purchase:
 * the count first, then the time of the last as an order statistic of uniform times.
 */
export function drawHistory(random: Random, { rate, leaves, lifetime }: Life, age: number): DrawnHistory {
  const end = Math.min(age, lifetime);
  const mean = Math.min(rate * end, MOST_PURCHASES);
  const purchases = mean > 0 ? drawPoisson(random, mean) : 0;
  const lastToss =
    leaves > 0 ? 1 + Math.floor(Math.log(uniform(random)) / Math.log1p(-leaves)) : purchases + 1;
  if (purchases === 0) return { frequency: 0, recency: 0 };
  if (lastToss > purchases) {
    return { frequency: purchases, recency: end * uniform(random) ** (1 / purchases) };
  }
  const share = drawBeta(random, lastToss, purchases - lastToss + 1);
  return { frequency: lastToss, recency: end * share };
}
