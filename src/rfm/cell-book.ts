import { ownValue } from "../core/own.ts";
import { codeOrder, codeText, dimensionsOf } from "./dimensions.ts";
import { PROSPECTS, type RfmDimension, UNSCORED } from "./keys.ts";
import { mapCase, ruleOf, segmentAt } from "./match-segment.ts";
import type { PerDimension, RfmRules, RfmWeights } from "./policy.ts";
import type { RfmCuts } from "./types.ts";

/**
 * What each combination of scores (a cell) comes to, so that a column is one look-up a customer. Two
 * cells follow the scored ones: `noOrders` and `unknown`.
 */
export interface CellBook {
  /** Number of combinations. */
  readonly total: number;
  /** Cell of a customer without an order. */
  readonly noOrders: number;
  /** Cell of a customer whose numbers are not known. */
  readonly unknown: number;
  /** Scores of each cell as shown, NaN for the last two. */
  readonly shown: { readonly [D in RfmDimension]?: Float64Array };
  /** Weighted score of each cell, where the policy has weights. */
  readonly weighted: Float64Array | undefined;
  readonly codes: readonly (string | null)[];
  readonly segments: readonly string[];
}

/** Writes the book for stored cut-offs. */
export function cellBook(cuts: RfmCuts): CellBook {
  const { policy, map } = cuts;
  const dimensions = dimensionsOf(policy.variant);
  const total = cellCount(policy);
  const shown: { [D in RfmDimension]?: Float64Array } = {};
  for (const dimension of dimensions) shown[dimension] = new Float64Array(total + 2).fill(Number.NaN);
  const weighted = ownValue(policy, "weights") && new Float64Array(total + 2).fill(Number.NaN);
  const codes: (string | null)[] = [];
  const segments: string[] = [];
  for (let cell = 0; cell < total; cell += 1) {
    const scores = scoresOfCell(cell, policy);
    const seen = shownScores(scores, policy);
    for (const dimension of dimensions) (shown[dimension] as Float64Array)[cell] = seen[dimension] as number;
    if (weighted !== undefined) weighted[cell] = weightedScore(seen, policy);
    codes.push(codeOf(seen, policy));
    segments.push(segmentAt(map, ruleOf(map, mapCase(map, scores, ownValue(cuts, "high")))));
  }
  codes.push(null, null);
  segments.push(PROSPECTS, UNSCORED);
  return { total, noOrders: total, unknown: total + 1, shown, weighted, codes, segments };
}

/** How many combinations of scores there are. */
export function cellCount(policy: RfmRules): number {
  return dimensionsOf(policy.variant).reduce((product, d) => product * (policy.bins[d] as number), 1);
}

/** Scores of a cell, the greatest as best. */
export function scoresOfCell(cell: number, policy: RfmRules): PerDimension<number> {
  const dimensions = dimensionsOf(policy.variant);
  const scores: { [D in RfmDimension]?: number } = {};
  let rest = cell;
  for (let d = dimensions.length - 1; d >= 0; d -= 1) {
    const dimension = dimensions[d] as RfmDimension;
    const bins = policy.bins[dimension] as number;
    scores[dimension] = (rest % bins) + 1;
    rest = Math.floor(rest / bins);
  }
  return scores;
}

/** Scores in the policy's orientation. */
export function shownScores(scores: PerDimension<number>, policy: RfmRules): PerDimension<number> {
  if (policy.orientation === "high-is-best") return scores;
  const shown: { [D in RfmDimension]?: number } = {};
  for (const dimension of dimensionsOf(policy.variant)) {
    shown[dimension] = (policy.bins[dimension] as number) + 1 - (scores[dimension] as number);
  }
  return shown;
}

/** Shown scores as a code. */
export function codeOf(shown: PerDimension<number>, policy: RfmRules): string {
  const order = codeOrder(policy.variant);
  return codeText(
    order.map((dimension) => shown[dimension] as number),
    order.map((dimension) => policy.bins[dimension] as number),
  );
}

/** Sum of weight times shown score, for policies with weights. */
export function weightedScore(shown: PerDimension<number>, policy: RfmRules): number {
  const weights = policy.weights as RfmWeights;
  let sum = 0;
  for (const dimension of dimensionsOf(policy.variant)) {
    sum += (weights[dimension] as number) * (shown[dimension] as number);
  }
  return sum;
}
