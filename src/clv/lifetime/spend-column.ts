/**
 * The expected value of a purchase of each customer, as lifetime values need it: never negative, and finite
 * wherever anything is known.
 *
 * @module
 */

import { checkNumber } from "../../core/check-options.ts";
import { describeValue } from "../../core/describe.ts";
import { ScoringError } from "../../core/error.ts";
import { bare, fieldValue, hasOwn } from "../../core/own.ts";
import type { IndependenceCheck } from "../gamma-gamma/independence.ts";
import { gammaGammaExpectedSpend } from "../gamma-gamma/kernel.ts";
import type { GammaGammaParameters } from "../gamma-gamma/parameters.ts";
import { readSpend, type SpendView } from "../gamma-gamma/spend-histories.ts";
import { readModel } from "../read-model.ts";
import type { Fit } from "../types.ts";
import type { ColumnAt } from "./uncertainty.ts";

/** What a purchase is worth: a Gamma-Gamma model or its posterior, one value for all, or a value for each row. */
export type SpendInput =
  | {
      readonly kind: "gammaGamma";
      readonly parameters: GammaGammaParameters;
      readonly fit?: Fit | undefined;
      readonly independence?: IndependenceCheck | undefined;
    }
  | number
  | ArrayLike<number>;

/** Something that a caller should know of the spend. */
export type SpendWarning =
  | { readonly code: "spend_depends_on_frequency"; readonly logCorrelation: number }
  | { readonly code: "spend_mean_infinite"; readonly q: number }
  | { readonly code: "spend_unknown"; readonly customers: number };

/** Spend as a function of the parameters of its model. */
export interface SpendColumn {
  /** The parameters; none where the spend is given. */
  readonly parameters: Float64Array;
  /** The fit they came from, where there is one. */
  readonly fit: Fit | undefined;
  /** The column at some parameters. NaN for customers set aside. */
  readonly at: ColumnAt;
  /** The same of some rows only. */
  readonly on: (rows: Int32Array) => ColumnAt;
  /** Customers whose repeat purchases are worth 0 or less on average: set aside. */
  readonly notPositive: number;
  readonly warnings: readonly SpendWarning[];
}

/** Reads what a purchase is worth. */
export function readSpendColumn(spend: unknown, history: unknown, length: number): SpendColumn {
  if (typeof spend === "number") {
    checkNumber(spend, ["spend"], { min: 0 });
    return given(new Float64Array(length).fill(spend));
  }
  if (typeof spend !== "object" || spend === null) {
    throw new ScoringError("wrong_type", ["spend"], "a Gamma-Gamma model or numbers", describeValue(spend));
  }
  if (hasOwn(spend, "parameters")) return modelled(spend, history);
  return given(readColumn(spend as ArrayLike<number>, length, ["spend"]));
}

/** A number for each row. */
export function readColumn(values: ArrayLike<number>, length: number, path: readonly string[]): Float64Array {
  if (values.length !== length) {
    throw new ScoringError("length_mismatch", path, `${length} numbers, one a row`, `${values.length}`);
  }
  return Float64Array.from({ length }, (_, i) => checkNumber(values[i], [...path, i]));
}

function given(column: Float64Array): SpendColumn {
  return {
    parameters: new Float64Array(0),
    fit: undefined,
    at: () => column,
    on: (rows) => {
      const some = Float64Array.from(rows, (i) => column[i] as number);
      return () => some;
    },
    notPositive: 0,
    warnings: [],
  };
}

/** A Gamma-Gamma model, read and checked. */
export interface SpendModel {
  readonly parameters: Float64Array;
  readonly fit: Fit | undefined;
  /** How spend goes with frequency; undefined where it does not. */
  readonly dependence: IndependenceCheck | undefined;
}

/** Reads a Gamma-Gamma model. */
export function readSpendModel(spend: object): SpendModel {
  const { parameters } = readModel(spend, "gammaGamma", ["p", "q", "gamma"]);
  const { fit, independence } = bare(spend) as { fit?: Fit; independence?: IndependenceCheck };
  const dependent = independence !== undefined && !independence.independent;
  return { parameters, fit, dependence: dependent ? independence : undefined };
}

function modelled(spend: object, history: unknown): SpendColumn {
  const { parameters, fit, dependence } = readSpendModel(spend);
  const view = readSpend(history);
  const warnings: SpendWarning[] = [];
  const q = parameters[1] as number;
  if (q <= 1) warnings.push({ code: "spend_mean_infinite", q });
  if (dependence !== undefined) {
    const logCorrelation = dependence.logCorrelation ?? Number.NaN;
    warnings.push({ code: "spend_depends_on_frequency", logCorrelation });
  }
  const { observed, notPositive, unknown } = observe(view);
  if (unknown > 0) {
    checkGiven(history);
    warnings.push({ code: "spend_unknown", customers: unknown });
  }
  const on =
    (rows: Int32Array | undefined): ColumnAt =>
    (p) =>
      spendAt(p, view, observed, dependence, rows);
  return { parameters, fit, at: on(undefined), on, notPositive, warnings };
}

/**
 * Rows without a single mean repeat spend, not even null, have it under another name: columns would be refused too.
 *
 * @throws A {@link ScoringError} with `missing`.
 */
function checkGiven(history: unknown): void {
  if (!Array.isArray(history)) return;
  const field = "meanRepeatSpend";
  if (history.some((row: object) => fieldValue(row, field) !== undefined)) return;
  throw new ScoringError(
    "missing",
    ["rows", 0, field],
    "a number, or null where nothing is known",
    "nothing",
  );
}

/** The mean of the positive mean repeat spends, how many are not, and how many are not known. */
function observe({ frequency, meanRepeatSpend }: SpendView): {
  readonly observed: number;
  readonly notPositive: number;
  readonly unknown: number;
} {
  let sum = 0;
  let count = 0;
  let notPositive = 0;
  let unknown = 0;
  for (let i = 0; i < frequency.length; i += 1) {
    const mean = meanRepeatSpend[i] as number;
    if (!((frequency[i] as number) > 0)) continue;
    if (mean > 0) {
      sum += mean;
      count += 1;
    } else if (mean <= 0) notPositive += 1;
    else unknown += 1;
  }
  return { observed: sum / count, notPositive, unknown };
}

function spendAt(
  parameters: Float64Array,
  { length, frequency, meanRepeatSpend }: SpendView,
  observed: number,
  dependence: IndependenceCheck | undefined,
  rows: Int32Array | undefined,
): Float64Array {
  const p = parameters[0] as number;
  const q = parameters[1] as number;
  const gamma = parameters[2] as number;
  const out = new Float64Array(rows === undefined ? length : rows.length);
  for (let k = 0; k < out.length; k += 1) {
    const i = rows === undefined ? k : (rows[k] as number);
    const x = frequency[i] as number;
    out[k] = spendOfRow(p, q, gamma, x, meanRepeatSpend[i] as number, observed, dependence);
  }
  return out;
}

/**
 * Expected spend of a customer. Where the mean of all is infinite (q of 1 or less), the observed mean
 * stands in for it. Where spend goes with frequency, a customer is drawn towards the mean of customers who
 * buy as often, along the measured slope.
 */
export function spendOfRow(
  p: number,
  q: number,
  gamma: number,
  x: number,
  mean: number,
  observed: number,
  dependence: IndependenceCheck | undefined,
): number {
  const ofAll = q > 1 ? (p * gamma) / (q - 1) : observed;
  if (!(x > 0 && mean > 0)) return x === 0 ? usualOf(x, ofAll, dependence) : Number.NaN;
  const own = gammaGammaExpectedSpend(p, q, gamma, x, mean);
  if (own === Number.POSITIVE_INFINITY) return observed;
  const ownWeight = (p * x) / (p * x + q - 1);
  return dependence === undefined
    ? own
    : own + (1 - Math.min(1, ownWeight)) * (usualOf(x, ofAll, dependence) - ofAll);
}

/** The mean of customers who buy as often; who has not bought again counts as having done so once. */
function usualOf(x: number, ofAll: number, dependence: IndependenceCheck | undefined): number {
  if (dependence === undefined) return ofAll;
  const { elasticity, meanLogFrequency } = dependence;
  return ofAll * Math.exp((elasticity ?? 0) * (Math.log(Math.max(1, x)) - meanLogFrequency));
}
