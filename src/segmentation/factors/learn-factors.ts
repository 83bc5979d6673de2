import { checkNumber, checkOneOf, checkOptions } from "../../core/check-options.ts";
import { describeValue } from "../../core/describe.ts";
import { ScoringError } from "../../core/error.ts";
import type { Input, OnInvalid, Open, Reason } from "../../core/types.ts";
import { singularValues } from "../../math/singular-values.ts";
import { varimax } from "../../math/varimax.ts";
import { findFeatures, readFeatures } from "../clusters/read-features.ts";
import type { FeatureRow } from "../clusters/types.ts";
import { correlate } from "./correlate.ts";
import type { Factor, LearnedFactors } from "./types.ts";

/** Options of {@link learnFactors}. */
export interface FactorOptions {
  /** The columns of answers. Default all columns of numbers. */
  readonly items?: readonly string[];
  /** How many factors. Default those that explain more than one item does (eigenvalue above 1), at least one. */
  readonly factors?: number;
  /** Keys of the factors, most explaining first. Default `factor-1`, … */
  readonly keys?: readonly string[];
  /** Turn factors so that each item loads on few (`varimax`, default), or leave the principal components (`none`). */
  readonly rotation?: "varimax" | "none";
  /** A bad row ends with an error (default), or is set aside in `rejected`. */
  readonly onInvalid?: OnInvalid;
}

/** Most items: their correlations are a square of it. */
const MOST_ITEMS = 500;

/** Share of the variance below which an eigenvalue is rounding. */
const NO_VARIANCE = 1e-12;

/** Fewer answers to an item than this leave its correlations to chance. */
const ANSWERS_AN_ITEM = 5;

/**
 * Learns what is behind the answers of a survey: principal components of the correlations, rotated so that
 * each question speaks for few factors. Customers who left a question out are not learned from.
 *
 * A factor's sign makes its loadings sum to a positive number; factors come by variance explained.
 *
 * @throws A {@link ScoringError}: for options `wrong_type`, `out_of_range`, `unknown_name`, `duplicate`,
 * `length_mismatch` or `too_large`; `empty` for fewer than three customers who answered all; for rows as
 * they are read.
 * @example
 * ```ts
 * const answers = [
 *   { customerId: "ann", novelty: 5, fashion: 4, price: 2, offers: 1 },
 *   { customerId: "bob", novelty: 1, fashion: 2, price: 2, offers: 1 },
 *   { customerId: "cat", novelty: 2, fashion: 1, price: 5, offers: 5 },
 *   { customerId: "dan", novelty: 4, fashion: 5, price: 4, offers: 5 },
 * ];
 * const learned = learnFactors(answers, { keys: ["thrifty", "trendy"], factors: 2 });
 * learned.factors.factors.map(({ key, share }) => [key, share]); // => [["thrifty", 0.4908…], ["trendy", 0.4549…]]
 * factorScores(learned.factors, answers).row(2).thrifty; // => 0.9937…
 * ```
 * @see Kaiser (1960), The application of electronic computers to factor analysis; Harman (1976), Modern
 * Factor Analysis, chapter 16 on scores.
 */
export function learnFactors<C = never>(
  answers: Input<FeatureRow> | Open<C>,
  options: FactorOptions = {},
): LearnedFactors {
  options = checkOptions(options, ["items", "factors", "keys", "rotation", "onInvalid"]);
  const rotation = checkOneOf(options.rotation ?? "varimax", ["varimax", "none"], ["options", "rotation"]);
  const names = findFeatures(answers, "answers", options.items, false, "items");
  const count = names.numbers.length;
  if (count > MOST_ITEMS) {
    throw new ScoringError("too_large", ["options", "items"], `at most ${MOST_ITEMS} items`, String(count));
  }
  const read = readFeatures(answers, "answers", names, options.onInvalid);
  const customers = read.known.length;
  if (customers < 3) {
    throw new ScoringError("empty", ["answers"], "at least 3 customers who answered all", String(customers));
  }
  const { items, correlations } = correlate(read);
  const { values, right } = singularValues(correlations, count, count);
  const kept = factorCount(options.factors, values);
  const keys = checkKeys(options.keys, kept);

  const loadings = new Float64Array(count * kept);
  const weights = new Float64Array(count * kept);
  for (let i = 0; i < count; i += 1) {
    for (let f = 0; f < kept; f += 1) {
      const root = Math.sqrt(values[f] as number);
      const entry = right[i * count + f] as number;
      loadings[i * kept + f] = entry * root;
      // A factor of no variance, but for rounding, scores nobody.
      weights[i * kept + f] = (values[f] as number) > NO_VARIANCE * count ? entry / root : 0;
    }
  }
  const turned = rotation === "none" ? undefined : varimax(loadings, count, kept);
  const factors = namedFactors(
    turned === undefined ? loadings : product(loadings, turned, count, kept),
    turned === undefined ? weights : product(weights, turned, count, kept),
    count,
    keys,
  );
  const communalities = items.map((_, i) =>
    factors.reduce((sum, { loadings: own }) => sum + (own[i] as number) ** 2, 0),
  );
  return {
    factors: { kind: "factors", version: 1, items, factors },
    eigenvalues: Array.from(values),
    communalities,
    customers,
    warnings: warningsOf(customers, correlations, names.numbers),
    rejected: read.rejected,
  };
}

function factorCount(asked: unknown, values: Float64Array): number {
  const items = values.length;
  if (asked !== undefined) {
    return checkNumber(asked, ["options", "factors"], { min: 1, max: items, integer: true });
  }
  return Math.max(1, values.filter((value) => value > 1).length);
}

function checkKeys(keys: unknown, count: number): readonly string[] {
  if (keys === undefined) return Array.from({ length: count }, (_, f) => `factor-${f + 1}`);
  const path = ["options", "keys"];
  if (!Array.isArray(keys)) throw new ScoringError("wrong_type", path, "a list of keys", describeValue(keys));
  if (keys.length !== count) {
    throw new ScoringError("length_mismatch", path, `${count} keys, a factor each`, String(keys.length));
  }
  keys.forEach((key: unknown, f) => {
    if (typeof key !== "string" || key === "customerId")
      throw new ScoringError("wrong_type", [...path, f], "a key other than customerId", describeValue(key));
    if (keys.indexOf(key) < f) throw new ScoringError("duplicate", [...path, f], "a key once", "one twice");
  });
  return keys as readonly string[];
}

function product(matrix: Float64Array, rotation: Float64Array, rows: number, size: number): Float64Array {
  const out = new Float64Array(rows * size);
  for (let i = 0; i < rows; i += 1) {
    for (let f = 0; f < size; f += 1) {
      let sum = 0;
      for (let g = 0; g < size; g += 1) {
        sum += (matrix[i * size + g] as number) * (rotation[g * size + f] as number);
      }
      out[i * size + f] = sum;
    }
  }
  return out;
}

function namedFactors(
  loadings: Float64Array,
  weights: Float64Array,
  items: number,
  keys: readonly string[],
): readonly Factor[] {
  const size = keys.length;
  const columnOf = (matrix: Float64Array, f: number): number[] =>
    Array.from({ length: items }, (_, i) => matrix[i * size + f] as number);
  const found = keys.map((_, f) => {
    const own = columnOf(loadings, f);
    const sign = own.reduce((sum, loading) => sum + loading, 0) < 0 ? -1 : 1;
    return {
      variance: own.reduce((sum, loading) => sum + loading * loading, 0),
      loadings: own.map((loading) => sign * loading),
      weights: columnOf(weights, f).map((weight) => sign * weight),
    };
  });
  found.sort((a, b) => b.variance - a.variance);
  return found.map((factor, f) => ({ key: keys[f] as string, share: factor.variance / items, ...factor }));
}

function warningsOf(
  customers: number,
  correlations: Float64Array,
  names: readonly string[],
): readonly Reason[] {
  const warnings: Reason[] = [];
  if (customers < ANSWERS_AN_ITEM * names.length) {
    warnings.push({ code: "factors_few_customers", customers, items: names.length });
  }
  names.forEach((item, i) => {
    if (correlations[i * names.length + i] === 0) warnings.push({ code: "factors_same_answer", item });
  });
  return warnings;
}
