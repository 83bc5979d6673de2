import { DAYS_PER_UNIT, type Duration, durationDays } from "../../calendar/duration.ts";
import { checkNumber, checkOptions } from "../../core/check-options.ts";
import { ScoringError } from "../../core/error.ts";
import { readNumbers } from "../../core/read-numbers.ts";
import { createRejector } from "../../core/rejector.ts";
import type { TimeUnit } from "../../core/types.ts";
import { readTimeUnit } from "../fitting/fit-histories.ts";
import { readHistories, readWeights } from "../read-histories.ts";
import { neededUnit } from "../read-model.ts";
import type { RepeatHistory, Timed } from "../types.ts";
import type { MarkovChainModel } from "./migration-chain.ts";

/** A customer at the start of a period, and what they bought in it. `calibrationHoldout` gives both. */
export interface RecencyOutcome extends RepeatHistory {
  /** Purchases in the period. */
  readonly holdoutFrequency: number | null;
}

/** How to count. */
export interface RecencyChainOptions {
  /** Length of the period that `holdoutFrequency` was counted over. */
  readonly period: Duration;
  /** Periods without a purchase after which a customer is let go. Default 5. */
  readonly states?: number;
  /** What it costs to serve or contact a customer in a period, until let go. Default 0. */
  readonly cost?: number;
  /** Unit of `recency` and `age`, where the rows do not say. */
  readonly timeUnit?: TimeUnit;
}

/**
 * The Markov chain of recency: a customer who bought in the last period is in state 1; each period without a
 * purchase moves one on, a purchase back to 1; after the last state customers are former, and stay so.
 *
 * The chance to buy in each state is the share who did. A state that nobody was in takes the chance of the
 * one before it.
 *
 * @throws A {@link ScoringError} with `empty` where no row is known, and as rows and options are refused.
 * @example
 * ```ts
 * const rows = [
 *   { frequency: 3, recency: 11, age: 12, holdoutFrequency: 2 },
 *   { frequency: 1, recency: 12, age: 12, holdoutFrequency: 0 },
 *   { frequency: 1, recency: 6, age: 12, holdoutFrequency: 0 },
 * ];
 * const chain = fitRecencyChain(rows, { period: { weeks: 4 }, states: 2, timeUnit: "week" });
 * chain.states; // => ["recency 1", "recency 2", "former"]
 * chain.transitions; // => [[0.5, 0.5, 0], [0, 0, 1], [0, 0, 1]]
 * ```
 * @see Pfeifer and Carraway (2000), Modeling customer relationships as Markov chains, Journal of Interactive
 * Marketing 14(2).
 */
export function fitRecencyChain<U extends TimeUnit = TimeUnit>(
  rows: Timed<RecencyOutcome, U>,
  options: RecencyChainOptions,
): MarkovChainModel {
  options = checkOptions(options, ["period", "states", "cost", "timeUnit"]);
  const view = readHistories(rows);
  const rule = { nullable: true, min: 0 };
  const bought = readNumbers(
    view.input.needed("holdoutFrequency"),
    "holdoutFrequency",
    rule,
    createRejector("rows"),
  );
  const weights = readWeights(view.input);
  const path = ["options", "period"];
  const days = durationDays(options.period, path);
  if (!(days > 0)) throw new ScoringError("out_of_range", path, "a period above 0", "another");
  const unit = neededUnit(readTimeUnit(options.timeUnit, view.timeUnit), path, ["options", "timeUnit"]);
  const period = days / DAYS_PER_UNIT[unit];
  const count = checkNumber(options.states ?? 5, ["options", "states"], { min: 1, max: 49, integer: true });
  const cost = checkNumber(options.cost ?? 0, ["options", "cost"], { min: 0 });
  const seen = new Float64Array(count);
  const buyers = new Float64Array(count);
  let purchases = 0;
  for (let i = 0; i < view.length; i += 1) {
    const quiet = (view.age[i] as number) - (view.recency[i] as number);
    const state = recencyState(quiet, period, count);
    if (Number.isNaN(view.frequency[i] as number) || Number.isNaN(bought[i] as number) || state === count)
      continue;
    const weight = weights === null ? 1 : (weights[i] as number);
    seen[state] = (seen[state] as number) + weight;
    if ((bought[i] as number) === 0) continue;
    buyers[state] = (buyers[state] as number) + weight;
    purchases += weight * (bought[i] as number);
  }
  const allBuyers = buyers.reduce((sum, n) => sum + n, 0);
  if (!seen.some((n) => n > 0)) throw new ScoringError("empty", ["rows"], "at least one customer", "none");
  const transitions: number[][] = [];
  let chance = 0;
  for (let state = 0; state < count; state += 1) {
    if ((seen[state] as number) > 0) chance = (buyers[state] as number) / (seen[state] as number);
    const row = new Array<number>(count + 1).fill(0);
    row[0] = chance;
    row[state + 1] = 1 - chance;
    transitions.push(row);
  }
  transitions.push([...new Array<number>(count).fill(0), 1]);
  const served = new Array<number>(count).fill(cost);
  return {
    kind: "markovChain",
    version: 1,
    stateFrom: "recency",
    states: [...Array.from({ length: count }, (_, state) => `recency ${state + 1}`), "former"],
    transitions,
    purchases: [allBuyers === 0 ? 0 : purchases / allBuyers, ...new Array<number>(count).fill(0)],
    ...(cost === 0 ? {} : { costs: [...served, 0] }),
    observed: [...seen, 0],
    period: options.period,
  };
}

/** The state of a customer who has been quiet for so long: 0 within a period, `count` for a former one. */
export function recencyState(quiet: number, period: number, count: number): number {
  return Math.min(count, Math.max(0, Math.ceil(quiet / period - 1e-9) - 1));
}
