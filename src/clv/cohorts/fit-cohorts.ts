/**
 * One model a cohort, the small ones leaning on the others.
 *
 * @module
 */

import { checkOptions } from "../../core/check-options.ts";
import { checkResult } from "../../core/check-result.ts";
import { copyCells } from "../../core/column.ts";
import { describeValue } from "../../core/describe.ts";
import { ScoringError } from "../../core/error.ts";
import { ownValue } from "../../core/own.ts";
import { isId } from "../../core/read-ids.ts";
import type { TimeUnit } from "../../core/types.ts";
import { findMaximum } from "../fitting/find-maximum.ts";
import { readTimeUnit, searchOf } from "../fitting/fit-histories.ts";
import type { HistoryColumns } from "../fitting/histories.ts";
import { reportFit } from "../fitting/report-fit.ts";
import { knownModel, type RepeatKind, type RepeatParameters } from "../known-models.ts";
import { readHistories, readWeights } from "../read-histories.ts";
import { rowsByGroup } from "../split.ts";
import type { Model, RepeatHistory, Timed } from "../types.ts";
import { poolCohorts } from "./pool-cohorts.ts";

/** How to fit cohorts. */
export interface CohortFitOptions<U extends TimeUnit = TimeUnit> {
  /** The field of the rows that says which cohort: text or a number. A row where it is null is left out. */
  readonly cohort: string;
  /** Unit of `recency` and `age`, where the rows do not say. */
  readonly timeUnit?: U;
}

/** One cohort. */
export interface CohortFit<K extends RepeatKind, U extends TimeUnit = TimeUnit> {
  /** The value of the field, as text. */
  readonly cohort: string;
  /** Fitted to the cohort's customers, with what the other cohorts say as prior. */
  readonly model: Model<K, RepeatParameters[K], U>;
  /** For each parameter, the share of what is known of it that the cohort's own customers tell; 0 to 1. */
  readonly ownShare: { readonly [P in keyof RepeatParameters[K] & string]: number };
}

/** Cohorts fitted together. Plain JSON. */
export interface CohortFits<K extends RepeatKind, U extends TimeUnit = TimeUnit> {
  readonly kind: K;
  readonly version: 1;
  /** One model for all customers, as if there were no cohorts. */
  readonly pooled: Model<K, RepeatParameters[K], U>;
  /** The middle of the cohorts: what to expect of a new one. */
  readonly centre: RepeatParameters[K];
  /** Standard deviation, over cohorts, of the logarithm of each parameter; near 0 where they are alike. */
  readonly spread: { readonly [P in keyof RepeatParameters[K] & string]: number };
  /** In order of first appearance. */
  readonly cohorts: readonly CohortFit<K, U>[];
}

/**
 * Fits a model to each cohort with partial pooling: the logarithms of the parameters vary normally over
 * cohorts, and how much they vary is learned from all of them. So a large cohort gets what its customers say,
 * a small one is drawn towards the middle, and where cohorts do not differ all get the same.
 *
 * Empirical Bayes: each cohort at the maximum of its posterior, spread and middle by the fixed point of
 * MacKay, with Laplace's approximation.
 *
 * @param model - A namespace: `bgNbd`, `mbgNbd`, `paretoNbd` or `nbd`.
 * @throws A {@link ScoringError} with `missing` for a field that no row has, `empty` where no row has a cohort,
 * and as rows and options are refused.
 * @example
 * ```ts
 * const draw = (r: number, customers: number, channel: string) =>
 *   nbd.simulate({ parameters: { r, alpha: 10 } }, { customers, age: 39, seed: customers }).toRows().map((row) => ({ ...row, channel }));
 * const rows = [...draw(0.4, 900, "web"), ...draw(1.2, 900, "shop"), ...draw(1.2, 5, "fax")];
 * const fits = fitCohorts(nbd, rows, { cohort: "channel" });
 * fits.cohorts.map(({ cohort }) => cohort); // => ["web", "shop", "fax"]
 * const [web, , fax] = fits.cohorts.map(({ ownShare }) => ownShare.r) as [number, number, number];
 * web > fax; // => true
 * ```
 * @see Efron and Morris (1975), Data analysis using Stein's estimator and its generalizations, Journal of the
 * American Statistical Association 70; MacKay (1992), Bayesian interpolation, Neural Computation 4(3).
 */
export function fitCohorts<K extends RepeatKind, U extends TimeUnit = TimeUnit>(
  model: { readonly kind: K },
  rows: Timed<RepeatHistory, U>,
  options: CohortFitOptions<U>,
): CohortFits<K, U> {
  options = checkOptions(options, ["cohort", "timeUnit"]);
  const { plan } = knownModel(model, ["model"]);
  const view = readHistories(rows);
  const weights = readWeights(view.input) ?? new Float64Array(view.length).fill(1);
  const timeUnit = readTimeUnit(options.timeUnit, view.timeUnit);
  const cohortOf = numberCohorts(
    cellsOf(view.input, options.cohort),
    view.frequency,
    view.input.name,
    options.cohort,
  );
  const groups = rowsByGroup(cohortOf.numbers, cohortOf.names.length);
  const inCohorts = groups.map((own): HistoryColumns => {
    const pick = (column: Float64Array): Float64Array =>
      Float64Array.from(own, (row) => column[row] as number);
    return {
      frequency: pick(view.frequency),
      recency: pick(view.recency),
      age: pick(view.age),
      weight: pick(weights),
    };
  });
  const all = joinColumns(inCohorts);
  const leftOut = view.length - all.age.length;
  const search = searchOf(plan, all, {});
  const end = findMaximum(search);
  const facts = { ...plan, centre: search.centre, timeUnit, asOf: view.asOf };
  const pooled = poolCohorts(plan, inCohorts, end.parameters, search.centre);
  const named = (values: ArrayLike<number>): { [name: string]: number } =>
    Object.fromEntries(plan.names.map((name, k) => [name, values[k] as number]));
  return {
    kind: model.kind,
    version: 1,
    pooled: reportFit(end, { ...facts, priors: search.priors, customers: search.customers, leftOut }),
    centre: named(pooled.centre) as unknown as RepeatParameters[K],
    spread: named(pooled.spread) as CohortFits<K, U>["spread"],
    cohorts: pooled.cohorts.map(({ maximum, ownShare, customers }, c) => ({
      cohort: cohortOf.names[c] as string,
      model: reportFit(maximum, { ...facts, priors: pooled.priors, customers, leftOut: 0 }),
      ownShare: named(ownShare) as CohortFit<K, U>["ownShare"],
    })),
  };
}

/**
 * The model of a cohort; of one that was not fitted, the middle of all cohorts.
 *
 * @example
 * ```ts
 * const rows = nbd.simulate({ parameters: { r: 1, alpha: 10 } }, { customers: 90, age: 39, seed: 1 }).toRows();
 * const fits = fitCohorts(nbd, rows.map((row, i) => ({ ...row, year: 2020 + (i % 3) })), { cohort: "year" });
 * modelOfCohort(fits, 2021).parameters.r === fits.cohorts[1]?.model.parameters.r; // => true
 * modelOfCohort(fits, 1999).parameters.r === fits.centre.r; // => true
 * ```
 */
export function modelOfCohort<K extends RepeatKind, U extends TimeUnit>(
  fits: CohortFits<K, U>,
  cohort: string | number,
): { readonly kind: K; readonly parameters: RepeatParameters[K]; readonly timeUnit?: U } {
  checkResult(fits, ["kind", "centre", "pooled", "cohorts"], ["fits"], "what fitCohorts gives");
  const { kind, centre, pooled, cohorts } = fits;
  if (!Array.isArray(cohorts) || cohorts.some((one) => typeof one !== "object" || one === null)) {
    throw new ScoringError("wrong_type", ["fits", "cohorts"], "a list of models", describeValue(cohorts));
  }
  const found = cohorts.find((one) => one.cohort === String(cohort));
  if (found !== undefined) return found.model;
  const timeUnit = ownValue(pooled, "timeUnit");
  return { kind, parameters: centre, ...(timeUnit === undefined ? {} : { timeUnit }) };
}

function cellsOf(input: ReturnType<typeof readHistories>["input"], field: unknown): unknown[] {
  if (typeof field !== "string") {
    throw new ScoringError("wrong_type", ["options", "cohort"], "the name of a field", describeValue(field));
  }
  const column = input.needed(field);
  const cells: unknown[] = [];
  copyCells(column, 0, column.length, cells);
  if (cells.length > 0 && cells.every((cell) => cell === undefined)) {
    throw new ScoringError("missing", [input.name, 0, field], "text or a number", "nothing");
  }
  return cells;
}

/** Numbers the cohorts; -1 for a row that is not known. */
function numberCohorts(
  cells: readonly unknown[],
  frequency: Float64Array,
  input: string,
  field: string,
): { readonly names: readonly string[]; readonly numbers: Int32Array } {
  const met = new Map<string, number>();
  const numbers = Int32Array.from(cells, (cell, row) => {
    if (cell === null || cell === undefined || Number.isNaN(frequency[row] as number)) return -1;
    if (!isId(cell))
      throw new ScoringError("wrong_type", [input, row, field], "text or a number", describeValue(cell));
    const name = String(cell);
    const number = met.get(name) ?? met.size;
    met.set(name, number);
    return number;
  });
  return { names: Array.from(met.keys()), numbers };
}

function joinColumns(parts: readonly HistoryColumns[]): HistoryColumns {
  const join = (name: keyof HistoryColumns): Float64Array =>
    Float64Array.from(parts.flatMap((part) => Array.from(part[name] as Float64Array)));
  return { frequency: join("frequency"), recency: join("recency"), age: join("age"), weight: join("weight") };
}
