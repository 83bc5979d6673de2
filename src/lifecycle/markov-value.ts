import { checkNumber, checkOptions } from "../core/check-options.ts";
import { ScoringError } from "../core/error.ts";
import { discountedRewards } from "../math/markov.ts";
import { type OpenMatrix, openMatrix, readPerStage, type TransitionMatrix } from "./matrix-input.ts";

/** Options of {@link markovValue}. */
export interface MarkovValueOptions {
  /** Rate per year; per period where `periodsPerYear` is left at 1. */
  readonly discountRate: number;
  /** Periods of the matrix in a year: 12 for months. Default 1. */
  readonly periodsPerYear?: number;
  /** Periods after the one that begins now. Default: all of them. */
  readonly periods?: number;
}

/** What a customer brings in one period of each stage: in the order of the matrix, or by name. */
export type StageRewards = ArrayLike<number> | { readonly [stage: string]: number };

/**
 * The value of a customer in each stage: what they bring in the period that begins now, counted in
 * full, and in those to come, discounted, as they move from stage to stage. A number a stage. What
 * moving somebody is worth is the difference of two of them.
 *
 * Over all periods `V = (I - P / (1 + d))^-1 R`; over a number of them the same sum, ended.
 *
 * @throws A {@link ScoringError} as the matrix asks; for `rewards` with `length_mismatch`, `missing`,
 * `wrong_type` or `not_finite`; for options with `wrong_type`, `unknown_name` or `out_of_range`;
 * `conflict` where the sum has no end: no discount and no number of periods.
 * @example
 * ```ts
 * // Who bought r periods ago buys again with 30, 20, 15 and 5 %; after that they are former customers.
 * const matrix = [
 *   [0.3, 0.7, 0, 0, 0],
 *   [0.2, 0, 0.8, 0, 0],
 *   [0.15, 0, 0, 0.85, 0],
 *   [0.05, 0, 0, 0, 0.95],
 *   [0, 0, 0, 0, 1],
 * ];
 * const values = markovValue(matrix, [36, -4, -4, -4, 0], { discountRate: 0.2 });
 * Array.from(values, (value) => Number(value.toFixed(4))); // => [52.3196, 5.5538, 1.2508, -1.82, 0]
 * ```
 * @see Pfeifer and Carraway (2000), Modeling customer relationships as Markov chains, Journal of
 * Interactive Marketing 14(2), 43-55.
 */
export function markovValue(
  matrix: TransitionMatrix,
  rewards: StageRewards,
  options: MarkovValueOptions,
): Float64Array {
  const open = openMatrix(matrix);
  const reward = readPerStage(rewards, open, ["rewards"]);
  const { discount, periods } = readDiscount(options);
  return stageValues(open, reward, discount, periods);
}

/** The options as the kernel takes them. */
export function readDiscount(options: MarkovValueOptions): {
  readonly discount: number;
  readonly periods: number | undefined;
} {
  options = checkOptions(options, ["discountRate", "periodsPerYear", "periods"]);
  const rate = checkNumber(options.discountRate, ["options", "discountRate"], { min: 0 });
  const { periodsPerYear = 1, periods } = options;
  const perYear = checkNumber(periodsPerYear, ["options", "periodsPerYear"], { min: Number.MIN_VALUE });
  const rule = { min: 0, max: 100_000, integer: true };
  return {
    discount: (1 + rate) ** (-1 / perYear),
    periods: periods === undefined ? undefined : checkNumber(periods, ["options", "periods"], rule),
  };
}

/** Values of the stages, or the refusal where the sum has no end. */
export function stageValues(
  open: OpenMatrix,
  reward: Float64Array,
  discount: number,
  periods: number | undefined,
): Float64Array {
  const values = discountedRewards(open.cells, open.size, reward, discount, periods);
  if (values !== undefined) return values;
  throw new ScoringError(
    "conflict",
    ["options", "discountRate"],
    "a rate above 0, or a number of periods: the sum has no end",
    "zero",
  );
}
