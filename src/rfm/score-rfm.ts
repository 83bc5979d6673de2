import { ownValue } from "../core/own.ts";
import type { Fields, Input, Open, Reason, Renamed } from "../core/types.ts";
import { cellBook, cellCount } from "./cell-book.ts";
import { completeRfmPolicy } from "./complete-policy.ts";
import { dimensionsOf } from "./dimensions.ts";
import { highScores } from "./high-scores.ts";
import { learnCuts } from "./learn-cuts.ts";
import { binsUsedOf, countCells, scoredOf, spreadCells, unscoredWarnings } from "./place-customers.ts";
import type { RfmPolicy, RfmRules, RfmVariant, RfmWeights } from "./policy.ts";
import { readCustomers } from "./read-customers.ts";
import { scoreTable } from "./score-table.ts";
import type { BinsUsed, RfmInput, RfmOptions, RfmScores } from "./types.ts";

/**
 * Scores recency, frequency and monetary value of every customer and names the segment. A line per
 * customer, in the order of the input; linear in their number.
 *
 * Cut-offs are the interior quantiles of the base (type 7, as R and NumPy interpolate); a value equal
 * to a learned cut-off stays in the bin below it, so that equal values always share a score and the
 * order of the rows plays no part. A fixed cut-off belongs to the bin above. Customers without an order
 * take no part in the cut-offs. The window is that of the history (`from`); rows are taken as
 * customers, one each.
 *
 * @throws A {@link ScoringError} as {@link completeRfmPolicy} does, for the input with `wrong_type`,
 * `missing`, `not_finite`, `out_of_range`, `length_mismatch` or `invalid_date`, and for options with
 * `unknown_name`.
 * @example
 * ```ts
 * const history = [
 *   { customerId: "ann", recencyDays: 3, orders: 9, revenue: 540 },
 *   { customerId: "bob", recencyDays: 40, orders: 2, revenue: 60 },
 *   { customerId: "cat", recencyDays: 200, orders: 1, revenue: 25 },
 *   { customerId: "dan", recencyDays: null, orders: 0, revenue: 0 },
 * ];
 * const scores = scoreRfm(history);
 * scores.columns.code; // => ["555", "333", "111", null]
 * scores.columns.segment; // => ["champions", "need-attention", "hibernating", "prospects"]
 * scores.cuts.edges.f; // => [1.4, 1.8, 3.4000000000000004, 6.2]
 * ```
 * @see Hughes (1994), Strategic database marketing; Hyndman and Fan (1996), definition 7.
 */
export function scoreRfm<
  M extends string = "total",
  V extends RfmVariant = "rfm",
  W extends RfmWeights | undefined = undefined,
  const F extends Fields<RfmInput<M, V>> = object,
  C = never,
>(
  history: Input<Renamed<RfmInput<M, V>, F>> | Open<C>,
  policy: RfmPolicy<M, V, W> = {},
  options: RfmOptions<F> = {},
): RfmScores<M, V, W> {
  const complete = completeRfmPolicy(policy);
  const { rules } = complete;
  const customers = readCustomers(history, "history", rules, options);
  const scored = scoredOf(customers, rules);
  const learned = learnCuts(scored, complete);
  const counts = countCells(learned.cells, cellCount(rules));
  const high = highScores(learned.cuts, counts);
  const cuts = high === undefined ? learned.cuts : { ...learned.cuts, high };
  const book = cellBook(cuts);
  const binsUsed = binsUsedOf(counts, rules);
  const warnings = [...learningWarnings(binsUsed, rules, scored.length), ...unscoredWarnings(customers)];
  const cells = spreadCells(customers, learned.cells, ownValue(scored, "at"), book, rules);
  const { excluded, rejected } = customers;
  const facts = { cuts, binsUsed, warnings, excluded, rejected };
  return scoreTable(customers, cells, book, facts) as unknown as RfmScores<M, V, W>;
}

function learningWarnings(binsUsed: BinsUsed, rules: RfmRules, customers: number): readonly Reason[] {
  if (customers === 0) return [{ code: "rfm_no_customers" }];
  const warnings: Reason[] = [];
  for (const dimension of dimensionsOf(rules.variant)) {
    const bins = rules.bins[dimension] as number;
    const used = binsUsed[dimension] as number;
    if (used < bins) warnings.push({ code: "rfm_empty_bins", dimension, bins, used });
  }
  return warnings;
}
