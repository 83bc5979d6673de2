import { checkOptions } from "../../core/check-options.ts";
import { type ColumnMakers, createTable } from "../../core/table.ts";
import type { Input, OnInvalid, Open } from "../../core/types.ts";
import { readFeatures } from "../clusters/read-features.ts";
import type { FeatureRow } from "../clusters/types.ts";
import { checkFactors } from "./check-factors.ts";
import type { Factor, FactorScoreRow, FactorScores, Factors } from "./types.ts";

/**
 * Scores customers by factors that were learned: a line per customer, a column for each factor. Null where
 * an answer is missing. The scores are features like others: `cluster` finds groups of attitudes in them.
 *
 * @throws A {@link ScoringError} with `wrong_type` or `unknown_version` for what are no factors; for rows
 * `missing`, `wrong_type` or `not_finite`.
 * @example
 * ```ts
 * const answers = [1, 2, 3, 4].map((likes, i) => ({ customerId: i, likes, buys: 2 * likes }));
 * const { factors } = learnFactors(answers);
 * factorScores(factors, [{ customerId: "eve", likes: 4, buys: 8 }]).row(0);
 * // => { customerId: "eve", "factor-1": 1.1618… }
 * ```
 */
export function factorScores<C = never>(
  factors: Factors,
  answers: Input<FeatureRow> | Open<C>,
  options: { readonly onInvalid?: OnInvalid } = {},
): FactorScores {
  checkFactors(factors);
  options = checkOptions(options, ["onInvalid"]);
  const names = { numbers: factors.items.map(({ name }) => name), categories: [] };
  const read = readFeatures(answers, "answers", names, options.onInvalid);
  const makers = Object.create(null) as { [name: string]: () => unknown };
  makers["customerId"] = () => read.ids;
  for (const factor of factors.factors) {
    makers[factor.key] = () => scoresOf(factor, factors, read.numbers, read.ids.length);
  }
  const made = createTable<FactorScoreRow>({
    length: read.ids.length,
    columns: makers as unknown as ColumnMakers<FactorScoreRow>,
  });
  return Object.assign(made, { unknown: read.ids.length - read.known.length, rejected: read.rejected });
}

function scoresOf(
  { weights }: Factor,
  { items }: Factors,
  numbers: readonly Float64Array[],
  length: number,
): Float64Array {
  const scores = new Float64Array(length);
  items.forEach(({ mean, spread }, i) => {
    const column = numbers[i] as Float64Array;
    const weight = (weights[i] as number) / spread;
    for (let row = 0; row < length; row += 1) {
      scores[row] = (scores[row] as number) + weight * ((column[row] as number) - mean);
    }
  });
  return scores;
}
