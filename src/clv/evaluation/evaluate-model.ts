import { checkOptions } from "../../core/check-options.ts";
import { ScoringError } from "../../core/error.ts";
import type { Input, TimeUnit } from "../../core/types.ts";
import { type AnyRepeatModel, knownModel } from "../known-models.ts";
import * as nbd from "../nbd/index.ts";
import { oldestAge } from "../read-histories.ts";
import { readHorizon } from "../read-model.ts";
import {
  aheadColumn,
  aliveColumn,
  noPurchaseColumn,
  type RepeatModel,
  readScoring,
  type Scoring,
} from "../repeat-model.ts";
import type { Horizon, RepeatHistory, Timed } from "../types.ts";
import { type ForecastErrors, forecastErrors } from "./metrics.ts";
import { readHoldout } from "./read-holdout.ts";

/** What customers did in the holdout, row by row as in the calibration. `calibrationHoldout` gives both. */
export interface HoldoutRow {
  /** Purchases in the holdout. */
  readonly holdoutFrequency: number | null;
}

/** Customers who share a frequency, a recency or a chance, and what was expected of them. */
export interface ExpectedAndActual {
  /** Least value of the group. */
  readonly from: number;
  /** Greatest value of the group. */
  readonly to: number;
  /** How many customers. */
  readonly customers: number;
  /** Mean of what was expected. */
  readonly expected: number;
  /** Mean of what happened. */
  readonly actual: number;
}

/** How a model did in a holdout. */
export interface Evaluation {
  /** Which model. */
  readonly kind: string;
  /** Length of the holdout, in model time units. */
  readonly horizon: number;
  /** Customers that count. */
  readonly customers: number;
  /** Errors of the model. */
  readonly errors: ForecastErrors;
  /** Errors of simpler forecasts: a model without leaving, and every customer buying on as before. */
  readonly baselines: { readonly nbd: ForecastErrors; readonly asBefore: ForecastErrors };
  /** Purchases by calibration frequency: 0 to 6, and 7 or more. */
  readonly byFrequency: readonly ExpectedAndActual[];
  /** Purchases by the recency of the calibration, in tenths of the oldest age. */
  readonly byRecency: readonly ExpectedAndActual[];
  /** Tenths of the chance to buy at all in the holdout, against the share who did. */
  readonly calibration: readonly ExpectedAndActual[];
  /** Expected number alive at the start of the holdout, and the number who bought in it (who must have been). */
  readonly alive: { readonly expected: number; readonly seen: number };
}

/** Options of {@link evaluateModel}. */
export interface EvaluateOptions {
  /** Length of the holdout, where the holdout does not say. */
  readonly horizon?: Horizon;
}

/**
 * Holds a model's forecasts against what the same customers then did, beside two simpler forecasts: whoever
 * does not beat them has learnt nothing.
 *
 * @param calibration - Histories at the end of the calibration.
 * @param holdout - What they did then, in the same order of rows. Default: the calibration's own columns.
 * @throws A {@link ScoringError} as models and rows are refused; `length_mismatch` for another number of rows;
 * `missing` where the length of the holdout is not known.
 * @example
 * ```ts
 * const model = {
 *   kind: "mbgNbd" as const,
 *   parameters: { r: 0.5, alpha: 6, a: 0.9, b: 1.6 },
 *   timeUnit: "week" as const,
 * };
 * const customers = mbgNbd.simulate(model, { customers: 2000, age: 39, seed: 1, horizon: 39 });
 * const holdout = { columns: { holdoutFrequency: customers.columns.futurePurchases } };
 * const { errors, baselines } = evaluateModel(model, customers, holdout, { horizon: 39 });
 * errors.mae < baselines.asBefore.mae; // => true
 * ```
 */
export function evaluateModel<U extends TimeUnit>(
  model: AnyRepeatModel<U>,
  calibration: Timed<RepeatHistory, NoInfer<U>>,
  holdout?: Input<HoldoutRow>,
  options: EvaluateOptions = {},
): Evaluation {
  options = checkOptions(options, ["horizon"]);
  const known = knownModel(model, ["model"]);
  const scoring = readScoring(known.model, model, calibration);
  const actual = holdoutOf(holdout ?? calibration, scoring.view.length);
  const horizon = holdoutLength(holdout ?? calibration, options.horizon, scoring);
  const expected = aheadColumn(known.model, scoring, known.model.expected, horizon);
  const errors = forecastErrors(expected, actual);
  return {
    kind: known.model.kind,
    horizon,
    customers: expected.reduce((n, e, i) => n + (Number.isNaN(e + (actual[i] as number)) ? 0 : 1), 0),
    errors,
    baselines: baselinesOf(calibration, scoring, horizon, actual),
    byFrequency: groupBy(
      scoring.view.frequency.map((x) => Math.min(7, x)),
      scoring.view.frequency,
      expected,
      actual,
    ),
    byRecency: groupBy(
      tenths(scoring.view.recency, scoring.view.age),
      scoring.view.recency,
      expected,
      actual,
    ),
    ...aliveOf(known.model, scoring, horizon, actual),
  };
}

/** The holdout of `length` customers. */
function holdoutOf(holdout: unknown, length: number): Float64Array {
  const actual = readHoldout(holdout);
  if (actual.length === length) return actual;
  const expected = `${length} rows, as calibration has`;
  throw new ScoringError("length_mismatch", ["holdout"], expected, `${actual.length}`);
}

function holdoutLength(holdout: unknown, horizon: unknown, { timeUnit }: Scoring): number {
  const length: unknown = horizon ?? (holdout as { holdoutDuration?: unknown }).holdoutDuration;
  return readHorizon(length, timeUnit, ["options", "horizon"]);
}

function baselinesOf(
  calibration: unknown,
  { view, timeUnit }: Scoring,
  horizon: number,
  actual: Float64Array,
): Evaluation["baselines"] {
  const rows = calibration as Timed<RepeatHistory, TimeUnit>;
  const baseline = nbd.fit(rows, timeUnit === undefined || view.timeUnit !== undefined ? {} : { timeUnit });
  const { frequency, age } = view;
  const asBefore = frequency.map((x, i) => ((age[i] as number) > 0 ? (x / (age[i] as number)) * horizon : 0));
  return {
    nbd: forecastErrors(
      nbd.expectedPurchases({ parameters: baseline.parameters }, rows, { horizon }),
      actual,
    ),
    asBefore: forecastErrors(asBefore, actual),
  };
}

/** Tenths of the oldest age, 0 to 9; -1 for who has not bought again. */
function tenths(recency: Float64Array, age: Float64Array): Float64Array {
  const oldest = oldestAge(age);
  return recency.map((tx) => (tx === 0 ? -1 : Math.min(9, Math.floor((10 * tx) / oldest))));
}

function aliveOf(
  model: RepeatModel,
  scoring: Scoring,
  horizon: number,
  actual: Float64Array,
): Pick<Evaluation, "calibration" | "alive"> {
  const buys = noPurchaseColumn(model, scoring, horizon).map((none) => 1 - none);
  const bought = actual.map((count) => (Number.isNaN(count) ? count : Number(count > 0)));
  const alive = aliveColumn(model, scoring, 0);
  const sum = (column: Float64Array): number => column.reduce((s, v) => s + (Number.isNaN(v) ? 0 : v), 0);
  return {
    calibration: groupBy(
      buys.map((b) => Math.min(9, Math.floor(10 * b))),
      buys,
      buys,
      bought,
    ),
    alive: { expected: sum(alive), seen: sum(bought) },
  };
}

/** Means by group, the groups in rising order; rows that are not known are left out. */
function groupBy(
  groups: Float64Array,
  values: Float64Array,
  expected: Float64Array,
  actual: Float64Array,
): ExpectedAndActual[] {
  const found = new Map<
    number,
    { from: number; to: number; customers: number; expected: number; actual: number }
  >();
  for (let i = 0; i < groups.length; i += 1) {
    const group = groups[i] as number;
    const value = values[i] as number;
    const e = expected[i] as number;
    const a = actual[i] as number;
    if (Number.isNaN(group + e + a)) continue;
    let sums = found.get(group);
    if (sums === undefined) {
      sums = { from: value, to: value, customers: 0, expected: 0, actual: 0 };
      found.set(group, sums);
    }
    sums.from = Math.min(sums.from, value);
    sums.to = Math.max(sums.to, value);
    sums.customers += 1;
    sums.expected += e;
    sums.actual += a;
  }
  return Array.from(found)
    .sort(([a], [b]) => a - b)
    .map(([, { from, to, customers, ...sums }]) => ({
      from,
      to,
      customers,
      expected: sums.expected / customers,
      actual: sums.actual / customers,
    }));
}
