import { checkNumber } from "../core/check-options.ts";
import { describeValue } from "../core/describe.ts";
import { ScoringError } from "../core/error.ts";
import { markovValues } from "../math/markov-value.ts";

/**
 * What a customer in each state is worth: the discounted rewards of all visits to come, the present one
 * included, `V = (I - P / (1 + d))^-1 R`. O(states cubed).
 *
 * @param transitions - Row i: the probabilities from state i to each state, at most 1 together (the
 * rest leaves for good).
 * @param rewards - What each visit of a state brings: margin less marketing cost.
 * @param discountRate - Per step.
 * @returns A value a state; `null` where it has no end (no discounting, and states nobody leaves).
 * @throws A {@link ScoringError} with `wrong_type`, `not_finite`, `out_of_range` or `length_mismatch`.
 * @example
 * ```ts
 * // A purchase brings 40, a mailing costs 4; customers buy again with .3, .2, .15, .05 by recency.
 * const transitions = [
 *   [0.3, 0.7, 0, 0, 0],
 *   [0.2, 0, 0.8, 0, 0],
 *   [0.15, 0, 0, 0.85, 0],
 *   [0.05, 0, 0, 0, 0.95],
 *   [0, 0, 0, 0, 1],
 * ];
 * markovValue(transitions, [36, -4, -4, -4, 0], 0.2); // => [52.32…, 5.55…, 1.25…, -1.82…, 0]
 * ```
 * @see Pfeifer & Carraway (2000), Modeling customer relationships as Markov chains, Journal of
 * Interactive Marketing 14(2).
 */
export function markovValue(
  transitions: readonly (readonly number[])[],
  rewards: readonly number[],
  discountRate: number,
): Float64Array | null {
  const size = listLength(rewards, ["rewards"]);
  if (listLength(transitions, ["transitions"]) !== size) {
    throw new ScoringError(
      "length_mismatch",
      ["transitions"],
      `${size} rows, as there are rewards`,
      "others",
    );
  }
  const matrix = new Float64Array(size * size);
  for (let i = 0; i < size; i += 1) {
    const row = transitions[i] as readonly number[];
    if (listLength(row, ["transitions", i]) !== size) {
      throw new ScoringError("length_mismatch", ["transitions", i], `${size} probabilities`, "others");
    }
    let sum = 0;
    for (let j = 0; j < size; j += 1) {
      const p = checkNumber(row[j], ["transitions", i, j], { min: 0, max: 1 });
      matrix[i * size + j] = p;
      sum += p;
    }
    if (sum > 1 + 1e-9) {
      throw new ScoringError(
        "out_of_range",
        ["transitions", i],
        "probabilities of at most 1 together",
        "more",
      );
    }
  }
  const brought = Float64Array.from(rewards, (reward, i) => checkNumber(reward, ["rewards", i]));
  return markovValues(matrix, brought, checkNumber(discountRate, ["discountRate"], { min: 0 }));
}

function listLength(value: unknown, path: readonly (string | number)[]): number {
  if (Array.isArray(value)) return value.length;
  throw new ScoringError("wrong_type", path, "a list", describeValue(value));
}
