import { openInput } from "../core/open-input.ts";
import { readNumbers } from "../core/read-numbers.ts";
import { createRejector } from "../core/rejector.ts";
import type { PurchaseDays } from "../history/purchase-days.ts";
import { normalQuantile } from "../math/normal-quantile.ts";

/** Times between purchases, in days. */
export interface GapSample {
  readonly gaps: Float64Array;
  /** Customers with at least one. */
  readonly customers: number;
}

/** All gaps of all customers. */
export function gapsOfDays({ starts, days, customerId }: PurchaseDays): GapSample {
  const gaps = new Float64Array(Math.max(0, days.length - customerId.length));
  let count = 0;
  let customers = 0;
  for (let c = 0; c < customerId.length; c += 1) {
    const to = starts[c + 1] as number;
    const from = starts[c] as number;
    if (to - from > 1) customers += 1;
    for (let k = from + 1; k < to; k += 1) {
      gaps[count] = (days[k] as number) - (days[k - 1] as number);
      count += 1;
    }
  }
  return { gaps: gaps.subarray(0, count), customers };
}

/**
 * Gaps from a purchase history, which holds their number, mean and spread for each customer: exact for
 * customers with one or two, else as many points of a log-normal distribution with that mean and spread.
 */
export function gapsOfHistory(history: unknown): GapSample {
  const open = openInput(history, "history");
  const rejector = createRejector("history", "throw");
  const read = (field: string): Float64Array =>
    readNumbers(open.needed(field), field, { nullable: true, min: 0 }, rejector);
  const counts = read("frequency");
  const means = read("meanGapDays");
  const spreads = read("gapStdDays");
  const known = (i: number): number => (Number.isNaN(means[i]) ? 0 : Math.floor(counts[i] as number));
  let total = 0;
  let customers = 0;
  for (let i = 0; i < open.length; i += 1) {
    const n = known(i);
    if (n > 0) customers += 1;
    total += Math.max(n, 0);
  }
  const gaps = new Float64Array(total);
  let at = 0;
  for (let i = 0; i < open.length; i += 1) {
    const n = known(i);
    if (n > 0) at = spreadGaps(gaps, at, n, means[i] as number, spreads[i] as number);
  }
  return { gaps, customers };
}

function spreadGaps(gaps: Float64Array, at: number, n: number, mean: number, std: number): number {
  if (n === 1 || !(std > 0) || !(mean > 0)) return at + fill(gaps, at, n, mean);
  if (n === 2) {
    gaps[at] = mean - std / Math.SQRT2;
    gaps[at + 1] = mean + std / Math.SQRT2;
    return at + 2;
  }
  const spread = Math.sqrt(Math.log1p((std / mean) ** 2));
  const middle = Math.log(mean) - spread ** 2 / 2;
  for (let k = 0; k < n; k += 1) gaps[at + k] = Math.exp(middle + spread * normalQuantile((k + 0.5) / n));
  return at + n;
}

function fill(gaps: Float64Array, at: number, n: number, value: number): number {
  gaps.fill(value, at, at + n);
  return n;
}
