/**
 * Fitting a model of repeat purchases: what is common to all of them.
 *
 * @module
 */

import { checkOptions } from "../../core/check-options.ts";
import { ScoringError } from "../../core/error.ts";
import { ownValue } from "../../core/own.ts";
import type { TimeUnit } from "../../core/types.ts";
import type { Objective } from "../../math/newton.ts";
import type { ProcessDirections } from "../covariates/covariates.ts";
import { checkTimeUnit, type HistoryView, readHistories, readWeights } from "../read-histories.ts";
import type { FitOptions, Model } from "../types.ts";
import { findMaximum, type Search } from "./find-maximum.ts";
import { groupEqualRows } from "./group-rows.ts";
import { type Histories, type HistoryColumns, layOutHistories, sampleColumns } from "./histories.ts";
import { type PriorList, readPriors, withPriors } from "./priors.ts";
import { readStarts } from "./read-starts.ts";
import { reportFit } from "./report-fit.ts";
import type { Meanings } from "./runaways.ts";

/** A model of repeat purchases, as the fit sees it. */
export interface FitPlan {
  readonly kind: string;
  readonly names: readonly string[];
  readonly meanings: Meanings;
  readonly objective: (histories: Histories) => Objective;
  /** Usual values of the parameters for data of a time scale, and of a rate of purchases in that time. */
  readonly usual: (meanAge: number, meanFrequency: number) => readonly number[];
  /** Factors on the usual values for further starts. */
  readonly spread: readonly (readonly number[])[];
}

/** A model of repeat purchases that takes covariates. */
export interface CovariatePlan extends FitPlan {
  /** How covariates act on the parameters. */
  readonly processes: ProcessDirections;
}

/** Customers of the first approach: at least so many, and one in so many. */
const SAMPLE = 5_000;
const ONE_IN = 50;

/**
 * Fits. Rows that are not known are left out and counted; rows of weight 0 count for nothing.
 *
 * @throws A {@link ScoringError} with `empty` where no customer is left, and as {@link readHistories}, priors
 * and options are refused.
 */
export function fitHistories<K extends string, P extends object, U extends TimeUnit>(
  plan: FitPlan,
  rows: unknown,
  options: FitOptions<P, U>,
): Model<K, P, U> {
  options = checkOptions(options, ["priors", "start", "timeUnit"]);
  const view = readHistories(rows);
  const { columns, leftOut } = knownColumns(view, readWeights(view.input));
  const search = searchOf(plan, columns, options);
  return reportFit(findMaximum(search), {
    ...plan,
    centre: search.centre,
    priors: search.priors,
    customers: search.customers,
    leftOut,
    timeUnit: readTimeUnit(options.timeUnit, view.timeUnit),
    asOf: view.asOf,
  });
}

/** The search for the parameters that all customers share. */
export interface HistorySearch extends Search {
  readonly priors: PriorList;
  readonly customers: number;
}

/**
 * The search for the parameters of some customers.
 *
 * @throws A {@link ScoringError} with `empty` where there are none, and as priors and starts are refused.
 */
export function searchOf(
  plan: FitPlan,
  known: HistoryColumns,
  options: { readonly priors?: unknown; readonly start?: unknown },
): HistorySearch {
  const columns = groupEqualRows(known);
  const histories = layOutHistories(columns);
  if (!(histories.customers > 0)) {
    throw new ScoringError("empty", ["rows"], "at least one customer", "none");
  }
  const usual = usualValues(plan, histories);
  const priors = readPriors(ownValue(options, "priors"), plan.names, usual);
  const given = readStarts(ownValue(options, "start"), plan.names);
  const big = histories.rows > 10 * SAMPLE;
  const sampled = Math.max(SAMPLE, Math.floor(histories.rows / ONE_IN));
  return {
    whole: () => withPriors(plan.objective(histories), priors),
    sample: big
      ? () => withPriors(plan.objective(layOutHistories(sampleColumns(columns, sampled))), priors)
      : null,
    starts: given ?? [
      usual,
      ...plan.spread.map((factors) => usual.map((u, i) => u * (factors[i] as number))),
    ],
    tryAll: given !== null && given.length > 1,
    centre: usual,
    priors,
    customers: histories.customers,
  };
}

/** The unit that the option or the rows name; both may, if they agree. */
export function readTimeUnit(option: unknown, ofRows: TimeUnit | undefined): TimeUnit | undefined {
  if (option === undefined) return ofRows;
  const unit = checkTimeUnit(option, ["options", "timeUnit"]);
  if (ofRows !== undefined && ofRows !== unit) {
    throw new ScoringError(
      "conflict",
      ["options", "timeUnit"],
      `the rows' unit, the ${ofRows}`,
      `the ${unit}`,
    );
  }
  return unit;
}

/** The columns without the rows that are not known. */
export function knownColumns(
  { frequency, recency, age }: HistoryView,
  weight: Float64Array | null,
): { columns: HistoryColumns; leftOut: number } {
  let leftOut = 0;
  for (let i = 0; i < frequency.length; i += 1) if (Number.isNaN(frequency[i] as number)) leftOut += 1;
  if (leftOut === 0) return { columns: { frequency, recency, age, weight }, leftOut };
  const known = (_: number, i: number): boolean => !Number.isNaN(frequency[i] as number);
  return {
    columns: {
      frequency: frequency.filter(known),
      recency: recency.filter(known),
      age: age.filter(known),
      weight: weight === null ? null : weight.filter(known),
    },
    leftOut,
  };
}

function usualValues(
  plan: FitPlan,
  { levels, levelWeights, customers, meanAge }: Histories,
): readonly number[] {
  let purchases = 0;
  for (let i = 0; i < levels.length; i += 1) purchases += (levels[i] as number) * (levelWeights[i] as number);
  // Data without any time have no scale; any will do.
  return plan.usual(meanAge > 0 ? meanAge : 1, purchases / customers);
}
