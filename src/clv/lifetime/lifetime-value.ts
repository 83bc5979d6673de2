import { isoOfDays, LAST_DAY, MS_PER_DAY } from "../../calendar/civil.ts";
import { DAYS_PER_UNIT } from "../../calendar/duration.ts";
import { checkNumber, checkOneOf, checkOptions } from "../../core/check-options.ts";
import { ScoringError } from "../../core/error.ts";
import { createTable } from "../../core/table.ts";
import type { Id, Table, TimeUnit } from "../../core/types.ts";
import { type AnyRepeatModel, knownModel } from "../known-models.ts";
import { chainLifetimeValue } from "../markov/chain-lifetime-value.ts";
import type { MarkovChainModel } from "../markov/migration-chain.ts";
import { readWeights } from "../read-histories.ts";
import {
  aheadColumn,
  aliveColumn,
  type RepeatModel,
  readScoring,
  type Scoring,
  waitingColumn,
} from "../repeat-model.ts";
import type { RepeatHistory, SpendHistory, Timed } from "../types.ts";
import { hasDraws } from "./posterior-draws.ts";
import { type ScheduleOptions, scheduleOf } from "./schedule.ts";
import { readSpendColumn, type SpendInput } from "./spend-column.ts";
import { valueColumns } from "./value-columns.ts";
import { idsOf, readMargin } from "./value-parts.ts";
import type { LifetimeValueFacts, LifetimeValueRow } from "./value-row.ts";

/** What a lifetime value is made of. */
export interface ValueModels<U extends TimeUnit = TimeUnit> {
  /** How often customers buy: any fitted model of repeat purchases, or its posterior. */
  readonly purchases: AnyRepeatModel<U>;
  /** What a purchase is worth: a Gamma-Gamma model or its posterior, one value for all, or one for each row. */
  readonly spend: SpendInput;
  /** Share of it that is earned: one for all, or one for each row. Default 1. */
  readonly margin?: number | ArrayLike<number>;
}

/** Options of {@link lifetimeValue}. */
export interface LifetimeValueOptions extends ScheduleOptions {
  /** Probability that an interval holds the expected value. Default 0.9. */
  readonly level?: number;
  /**
   * How intervals are found: from the curvature of the likelihood (default), by refitting simulated customers,
   * or, where a part is a posterior, and only then, from its draws.
   */
  readonly intervals?: "delta" | "bootstrap" | "credible";
  /** Refits of the bootstrap, or draws of the posteriors; 400 serve for a level of 0.95. Default 200. */
  readonly draws?: number;
  /** Seed of the bootstrap. Default 1. */
  readonly seed?: number;
  /** How sure to be of the next purchase for its date. Default 0.5. */
  readonly probability?: number;
}

/** A customer of a lifetime value, and what is read of them. */
export interface ValueHistory extends RepeatHistory, SpendHistory {
  readonly frequency: number | null;
  readonly weight?: number | null | undefined;
  /** Who; a row without one is named by its position. */
  readonly customerId?: Id;
}

export type { LifetimeValueFacts, LifetimeValueRow } from "./value-row.ts";

/** What a lifetime value of a Markov chain is made of. */
export interface ChainValueModels extends Omit<ValueModels, "purchases"> {
  /** A chain, of `migrationChain` or `fitRecencyChain`. */
  readonly purchases: MarkovChainModel;
}

function isChain(models: object): models is ChainValueModels {
  const { purchases } = models as { readonly purchases?: { readonly kind?: unknown } | null };
  return purchases?.kind === "markovChain";
}

const OPTIONS = ["horizon", "discountRate", "timing", "level", "intervals", "draws", "seed", "probability"];

/**
 * What each customer is worth from now on: expected purchases within the horizon, month by month, discounted,
 * times the expected value of a purchase, times the margin.
 *
 * The product of expectations assumes that spend does not go with frequency. Where the Gamma-Gamma model
 * measured that it does, each customer is drawn towards the mean of those who buy as often instead of the
 * mean of all, and `warnings` says so. Intervals say how well the data fix the expectation; they are computed
 * when first read. With posteriors every number is a mean over their draws, and the intervals are credible
 * ones; a part without draws counts as certain, and dates of the next purchase are those at the mode.
 *
 * @throws A {@link ScoringError} as models, rows, horizons and rates are refused; `length_mismatch` for a
 * spend or margin column of another length.
 * @example
 * ```ts
 * const purchases = {
 *   kind: "mbgNbd" as const,
 *   parameters: { r: 0.525, alpha: 6.183, a: 0.891, b: 1.614 },
 *   timeUnit: "week" as const,
 * };
 * const history = [{ customerId: "ann", frequency: 2, recency: 30.43, age: 38.86 }];
 * const values = lifetimeValue({ purchases, spend: 35, margin: 0.3 }, history, {
 *   horizon: { months: 12 },
 *   discountRate: 0.1,
 * });
 * values.row(0).clv; // => 16.0367…
 * ```
 * @see Fader, Hardie and Lee (2005), RFM and CLV: using iso-value curves for customer base analysis, Journal
 * of Marketing Research 42(4).
 */
export function lifetimeValue<U extends TimeUnit>(
  models: ValueModels<U>,
  history: Timed<ValueHistory, NoInfer<U>>,
  options: LifetimeValueOptions,
): Table<LifetimeValueRow> & LifetimeValueFacts;
/** As above, for a Markov chain: each customer is in a state, and the chain says where the states lead. */
export function lifetimeValue(
  models: ChainValueModels,
  history: Timed<object, TimeUnit>,
  options: LifetimeValueOptions,
): Table<LifetimeValueRow> & LifetimeValueFacts;
export function lifetimeValue<U extends TimeUnit>(
  models: ValueModels<U> | ChainValueModels,
  history: Timed<ValueHistory, NoInfer<U>> | Timed<object, TimeUnit>,
  options: LifetimeValueOptions,
): Table<LifetimeValueRow> & LifetimeValueFacts {
  models = checkOptions(models, ["purchases", "spend", "margin"], ["models"]);
  options = checkOptions(options, OPTIONS);
  if (isChain(models)) return chainLifetimeValue(models, history, options);
  const known = knownModel(models.purchases, ["models", "purchases"]);
  const scoring = readScoring(known.model, models.purchases, history);
  const { view, timeUnit } = scoring;
  const schedule = scheduleOf(known.model, options, timeUnit);
  const spend = readSpendColumn(models.spend, history, view.length);
  const weights = readWeights(view.input);
  const margin = readMargin(models.margin ?? 1, view.length);
  const level = checkNumber(options.level ?? 0.9, ["options", "level"], { min: 0, max: 0.9999 });
  const method = readMethod(options.intervals, hasDraws(models.purchases) || hasDraws(models.spend));
  const draws = checkNumber(options.draws ?? 200, ["options", "draws"], {
    min: 1,
    max: 10_000,
    integer: true,
  });
  const seed = checkNumber(options.seed ?? 1, ["options", "seed"], { integer: true });
  const probability = checkNumber(options.probability ?? 0.5, ["options", "probability"], { min: 0, max: 1 });

  const columns = valueColumns({
    known,
    scoring,
    schedule,
    spend,
    margin,
    weights,
    given: models,
    method,
    level,
    draws,
    seed,
  });
  const at = (p: Float64Array): Scoring => ({ ...scoring, p });
  const [ahead, length] =
    schedule.length === Number.POSITIVE_INFINITY
      ? [known.model.discounted, 0] // not discounted: all that will come
      : [known.model.expected, schedule.length];
  const table = createTable<LifetimeValueRow>({
    length: view.length,
    columns: {
      customerId: () => idsOf(view.input, view.length),
      clv: columns.clv,
      clvLow: columns.low,
      clvHigh: columns.high,
      probabilityAlive: () => columns.ofPurchases((p) => aliveColumn(known.model, at(p), 0)),
      expectedPurchases: () => columns.ofPurchases((p) => aheadColumn(known.model, at(p), ahead, length)),
      expectedSpend: columns.spend,
      nextPurchaseDate: () => nextDates(known.model, scoring, probability),
    },
  });
  const facts = Object.assign(table, {
    notPositiveSpend: spend.notPositive,
    warnings: spend.warnings,
    timing: options.timing ?? ("end" as const),
    discountRate: options.discountRate ?? 0,
    intervals: method,
  });
  // The interval of the total costs as much as those of the customers: only for who reads it.
  return Object.defineProperty(facts, "total", {
    enumerable: true,
    get: columns.total,
  }) as Table<LifetimeValueRow> & LifetimeValueFacts;
}

type Method = NonNullable<LifetimeValueFacts["intervals"]>;

/** How intervals are found: of posteriors from their draws, and of nothing else. */
function readMethod(wanted: unknown, drawn: boolean): Method {
  const path = ["options", "intervals"];
  const method = checkOneOf<Method>(
    wanted ?? (drawn ? "credible" : "delta"),
    ["delta", "bootstrap", "credible"],
    path,
  );
  if ((method === "credible") === drawn) return method;
  throw new ScoringError(
    "conflict",
    path,
    drawn ? '"credible", of posteriors' : "a posterior",
    `"${method}"`,
  );
}

/** Civil dates of the next purchase; null where the history has no date, and beyond the year 9999. */
function nextDates(model: RepeatModel, scoring: Scoring, probability: number): (string | null)[] {
  const { asOf } = scoring.view;
  const now = asOf === undefined ? Number.NaN : Date.parse(`${asOf}T00:00:00Z`) / MS_PER_DAY;
  const waits = waitingColumn(model, scoring, probability);
  return isoOfDays(waits.map((wait) => nextDay(now, wait, scoring.timeUnit)));
}

/** The civil day that comes after a wait; NaN where there is none, no time unit, or no such day in the calendar. */
export function nextDay(now: number, wait: number, timeUnit: TimeUnit | undefined): number {
  if (timeUnit === undefined) return Number.NaN;
  // an hour of rounding is not another day
  const day = now + Math.ceil(wait * DAYS_PER_UNIT[timeUnit] - 1e-6);
  return day <= LAST_DAY ? day : Number.NaN;
}
