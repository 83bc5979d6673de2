/**
 * What BG/BB says about customers.
 *
 * @module
 */
import { checkNumber, checkOptions } from "../../core/check-options.ts";
import type { TimeUnit } from "../../core/types.ts";
import { roundingError } from "../../math/sums.ts";
import { readDiscounting, readModel, readParameters } from "../read-model.ts";
import { readCount } from "../repeat-model.ts";
import type {
  AliveOptions,
  DiscountOptions,
  HorizonOptions,
  ModelInput,
  NextPurchaseOptions,
  Timed,
} from "../types.ts";
import { BG_BB_NAMES } from "./fit.ts";
import {
  type BgBbVector,
  bgBbAlive,
  bgBbCount,
  bgBbDiscounted,
  bgBbExpected,
  bgBbGone,
  bgBbLogLikelihood,
  bgBbStays,
  bgBbWaiting,
} from "./kernel.ts";
import { opportunityColumn } from "./opportunity-column.ts";
import type { BgBbParameters } from "./parameters.ts";
import {
  type OpportunityHistory,
  type OpportunityView,
  readAhead,
  readOpportunities,
} from "./read-opportunities.ts";

/** What the functions here take as a model: a fitted one, or `{ parameters }`. */
export type BgBbInput<U extends TimeUnit = TimeUnit> = ModelInput<"bgBb", BgBbParameters, U>;

/** Model and rows of one call, read and checked. */
function readScoring(model: unknown, rows: unknown) {
  const view = readOpportunities(rows);
  return { view, ...readVector(model, view.timeUnit) };
}

function readVector(model: unknown, unit?: TimeUnit | undefined) {
  const { parameters, timeUnit } = readModel(model, "bgBb", BG_BB_NAMES, unit);
  return { p: parameters as unknown as BgBbVector, timeUnit };
}

/**
 * The weighted log-likelihood of histories. Rows that are not known count nothing.
 *
 * @throws A {@link ScoringError} with `missing`, `not_finite` or `out_of_range` for parameters, and as rows
 * are refused.
 * @example
 * ```ts
 * const parameters = { alpha: 1.204, beta: 0.75, gamma: 0.657, delta: 2.783 };
 * logLikelihood(parameters, [{ frequency: 4, recency: 5, opportunities: 6 }]); // => -5.0956…
 * ```
 * @see Fader, Hardie and Shang (2010), equation 7.
 */
export function logLikelihood(parameters: BgBbParameters, rows: Timed<OpportunityHistory, TimeUnit>): number {
  const view = readOpportunities(rows);
  const p = readParameters(parameters, BG_BB_NAMES, ["parameters"]) as unknown as BgBbVector;
  const terms = opportunityColumn(view, p, bgBbLogLikelihood);
  return weightedSum(view, terms);
}

function weightedSum({ weights }: OpportunityView, terms: Float64Array): number {
  let sum = 0;
  let rest = 0;
  for (let i = 0; i < terms.length; i += 1) {
    const weight = weights === null ? 1 : (weights[i] as number);
    if (Number.isNaN(terms[i] as number) || weight === 0) continue;
    const term = weight * (terms[i] as number);
    rest += roundingError(sum, term);
    sum += term;
  }
  return sum + rest;
}

/**
 * The chance that each customer is alive at the next opportunity, the first after those observed, or `after`
 * further ones; NaN where a row is not known.
 *
 * A customer leaves right before an opportunity, so that the last one observed and the next differ: this is the
 * column of the paper's tables, alive at `n + 1`.
 *
 * @throws A {@link ScoringError} as models, rows and horizons are refused; `out_of_range` for part of an
 * opportunity.
 * @example
 * ```ts
 * const model = { parameters: { alpha: 1.204, beta: 0.75, gamma: 0.657, delta: 2.783 } };
 * const rows = [{ frequency: 4, recency: 5, opportunities: 6 }];
 * probabilityAlive(model, rows); // => [0.6967…]
 * probabilityAlive(model, rows, { after: 3 }); // => [0.5828…]
 * ```
 * @see Fader, Hardie and Shang (2010), equation 11.
 */
export function probabilityAlive<U extends TimeUnit>(
  model: BgBbInput<U>,
  rows: Timed<OpportunityHistory, NoInfer<U>>,
  options: AliveOptions = {},
): Float64Array {
  options = checkOptions(options, ["after"]);
  const { view, p, timeUnit } = readScoring(model, rows);
  const after = options.after === undefined ? 0 : readAhead(options.after, timeUnit, "after");
  return opportunityColumn(view, p, (_, x, tx, n) => bgBbAlive(p, x, tx, n) * bgBbStays(p, n, after));
}

/**
 * Expected purchases of each customer at the opportunities within a horizon; NaN where a row is not known.
 *
 * @param options - `horizon`: how many opportunities ahead, whole; or a duration, where the model knows the time
 * between them.
 * @throws A {@link ScoringError} as models, rows and horizons are refused; `out_of_range` for part of an
 * opportunity.
 * @example
 * ```ts
 * const model = { parameters: { alpha: 1.204, beta: 0.75, gamma: 0.657, delta: 2.783 } };
 * expectedPurchases(model, [{ frequency: 4, recency: 5, opportunities: 6 }], { horizon: 5 }); // => [2.0296…]
 * ```
 * @see Fader, Hardie and Shang (2010), equation 13.
 */
export function expectedPurchases<U extends TimeUnit>(
  model: BgBbInput<U>,
  rows: Timed<OpportunityHistory, NoInfer<U>>,
  options: HorizonOptions,
): Float64Array {
  options = checkOptions(options, ["horizon"]);
  const { view, p, timeUnit } = readScoring(model, rows);
  const ahead = readAhead(options.horizon, timeUnit, "horizon");
  return opportunityColumn(view, p, (_, x, tx, n) => bgBbAlive(p, x, tx, n) * bgBbExpected(p, x, n, ahead));
}

/**
 * Expected purchases of a new customer at the opportunities within a horizon after the first purchase.
 *
 * @throws A {@link ScoringError} as models and horizons are refused.
 * @example
 * ```ts
 * const model = { parameters: { alpha: 1.204, beta: 0.75, gamma: 0.657, delta: 2.783 } };
 * expectedPurchasesNewCustomer(model, { horizon: 10 }); // => 3.179…
 * ```
 * @see Fader, Hardie and Shang (2010), equation 8.
 */
export function expectedPurchasesNewCustomer<U extends TimeUnit>(
  model: BgBbInput<U>,
  options: HorizonOptions,
): number {
  options = checkOptions(options, ["horizon"]);
  const { p, timeUnit } = readVector(model);
  return bgBbAlive(p, 0, 0, 0) * bgBbExpected(p, 0, 0, readAhead(options.horizon, timeUnit, "horizon"));
}

/**
 * The chance that a new customer makes exactly `count` purchases at the opportunities within a horizon.
 *
 * @throws A {@link ScoringError} as models, counts and horizons are refused.
 * @example
 * ```ts
 * const model = { parameters: { alpha: 1.204, beta: 0.75, gamma: 0.657, delta: 2.783 } };
 * purchaseCountProbability(model, 0, { horizon: 6 }); // => 0.3112…
 * ```
 * @see Fader, Hardie and Shang (2010), equation 9.
 */
export function purchaseCountProbability<U extends TimeUnit>(
  model: BgBbInput<U>,
  count: number,
  options: HorizonOptions,
): number {
  options = checkOptions(options, ["horizon"]);
  const { p, timeUnit } = readVector(model);
  return countOf(p, readCount(count), readAhead(options.horizon, timeUnit, "horizon"), 0, 0, 0);
}

/** `P(count)`: gone, with none; or alive at the next opportunity. */
function countOf(p: BgBbVector, count: number, ahead: number, x: number, tx: number, n: number): number {
  const bought = bgBbAlive(p, x, tx, n) * bgBbCount(p, x, n, count, ahead);
  return count === 0 ? Math.min(1, bgBbGone(p, x, tx, n) + bought) : bought;
}

/**
 * The chance that each customer makes exactly `count` purchases at the opportunities within a horizon; NaN
 * where a row is not known.
 *
 * @throws A {@link ScoringError} as models, rows, counts and horizons are refused.
 * @example
 * ```ts
 * const model = { parameters: { alpha: 1.204, beta: 0.75, gamma: 0.657, delta: 2.783 } };
 * const rows = [{ frequency: 4, recency: 5, opportunities: 6 }];
 * conditionalPurchaseCountProbability(model, rows, 2, { horizon: 3 }); // => [0.2482…]
 * ```
 */
export function conditionalPurchaseCountProbability<U extends TimeUnit>(
  model: BgBbInput<U>,
  rows: Timed<OpportunityHistory, NoInfer<U>>,
  count: number,
  options: HorizonOptions,
): Float64Array {
  options = checkOptions(options, ["horizon"]);
  const { view, p, timeUnit } = readScoring(model, rows);
  const ahead = readAhead(options.horizon, timeUnit, "horizon");
  const whole = readCount(count);
  return opportunityColumn(view, p, (_, x, tx, n) => countOf(p, whole, ahead, x, tx, n));
}

/**
 * The chance that each customer buys at none of the opportunities within a horizon, having left or not; NaN
 * where a row is not known.
 *
 * @throws A {@link ScoringError} as models, rows and horizons are refused.
 * @example
 * ```ts
 * const model = { parameters: { alpha: 1.204, beta: 0.75, gamma: 0.657, delta: 2.783 } };
 * noPurchaseProbability(model, [{ frequency: 4, recency: 5, opportunities: 6 }], { horizon: 3 }); // => [0.3664…]
 * ```
 */
export function noPurchaseProbability<U extends TimeUnit>(
  model: BgBbInput<U>,
  rows: Timed<OpportunityHistory, NoInfer<U>>,
  options: HorizonOptions,
): Float64Array {
  return conditionalPurchaseCountProbability(model, rows, 0, options);
}

/**
 * Expected purchases of each customer at all opportunities to come, each discounted to the last one observed
 * (DERT); NaN where a row is not known, infinite where the sum is.
 *
 * @param options - `discountRate` per year where the model has a `timeUnit` (the time between opportunities),
 * else per opportunity; or `continuousRate` per opportunity.
 * @throws A {@link ScoringError} as models and rows are refused; `missing` or `conflict` unless exactly one rate
 * is given.
 * @example
 * ```ts
 * const model = { parameters: { alpha: 1.204, beta: 0.75, gamma: 0.657, delta: 2.783 }, timeUnit: "year" as const };
 * const rows = [{ frequency: 4, recency: 5, opportunities: 6 }];
 * discountedExpectedTransactions(model, rows, { discountRate: 0.1 }); // => [3.1961…]
 * ```
 * @see Fader, Hardie and Shang (2010), equation 14.
 */
export function discountedExpectedTransactions<U extends TimeUnit>(
  model: BgBbInput<U>,
  rows: Timed<OpportunityHistory, NoInfer<U>>,
  options: DiscountOptions,
): Float64Array {
  options = checkOptions(options, ["discountRate", "continuousRate"]);
  const { view, p, timeUnit } = readScoring(model, rows);
  const rate = Math.expm1(readDiscounting(options, timeUnit ?? "year"));
  return opportunityColumn(view, p, (_, x, tx, n) => {
    const whileAlive = bgBbDiscounted(p, x, n, rate);
    // infinite stays infinite, however small the chance
    return whileAlive === Number.POSITIVE_INFINITY ? whileAlive : bgBbAlive(p, x, tx, n) * whileAlive;
  });
}

/**
 * Within how many opportunities each customer will have bought again with the given probability; NaN where that
 * is not reached within 100,000 (the customer has more likely left), and where a row is not known.
 *
 * @throws A {@link ScoringError} as models and rows are refused; `out_of_range` for a probability outside 0
 * to 1.
 * @example
 * ```ts
 * const model = { parameters: { alpha: 1.204, beta: 0.75, gamma: 0.657, delta: 2.783 } };
 * const rows = [{ frequency: 4, recency: 5, opportunities: 6 }, { frequency: 0, recency: 0, opportunities: 6 }];
 * nextPurchase(model, rows, { probability: 0.5 }); // => [2, NaN]
 * ```
 */
export function nextPurchase<U extends TimeUnit>(
  model: BgBbInput<U>,
  rows: Timed<OpportunityHistory, NoInfer<U>>,
  options: NextPurchaseOptions = {},
): Float64Array {
  options = checkOptions(options, ["probability"]);
  const { probability = 0.5 } = options;
  checkNumber(probability, ["options", "probability"], { min: 0, max: 1 });
  const { view, p } = readScoring(model, rows);
  // of who is alive; with nothing asked for it is reached at once, whoever has left
  const needed = (x: number, tx: number, n: number) =>
    probability === 0 ? 0 : probability / bgBbAlive(p, x, tx, n);
  return opportunityColumn(view, p, (_, x, tx, n) => bgBbWaiting(p, x, n, needed(x, tx, n)));
}
