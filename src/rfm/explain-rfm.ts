import { ownValue } from "../core/own.ts";
import type { Reason } from "../core/types.ts";
import { codeOf, shownScores } from "./cell-book.ts";
import { checkCuts } from "./check-cuts.ts";
import { isClassMap } from "./check-map.ts";
import { cuttingOf } from "./cuttings.ts";
import { codeOrder } from "./dimensions.ts";
import { PROSPECTS, type RfmDimension, type RfmReasonCode, UNSCORED } from "./keys.ts";
import { mapCase, ruleOf, segmentAt } from "./match-segment.ts";
import { type Placed, placeRow } from "./place-row.ts";
import type { PerDimension, RfmVariant, RfmWeights } from "./policy.ts";
import type { RfmRow } from "./rfm-of.ts";
import { cutsBelow } from "./score-bins.ts";
import type { RfmCuts } from "./types.ts";

/** A reason of this room. */
export interface RfmReason extends Reason {
  readonly code: RfmReasonCode;
}

/**
 * Why a customer has these scores and this segment: a reason a score, with the value and the cut-offs
 * it lies between, then the one for the segment. `sentenceOf` writes them out in a language.
 *
 * @throws A {@link ScoringError} as {@link rfmOf} does.
 * @example
 * ```ts
 * const { cuts } = scoreRfm([
 *   { customerId: "ann", recencyDays: 3, orders: 9, revenue: 540 },
 *   { customerId: "bob", recencyDays: 40, orders: 2, revenue: 60 },
 * ], { edges: { f: [2, 4, 6, 8] } });
 * const reasons = explainRfm(cuts, { recencyDays: 5, orders: 12, revenue: 900 });
 * reasons[1]; // => { code: "rfm_from", dimension: "f", value: 12, score: 5, bins: 5, from: 8 }
 * reasons[3]; // => { code: "rfm_segment", segment: "champions", rfmCode: "555", map: "classic10" }
 * ```
 */
export function explainRfm<M extends string, V extends RfmVariant, W extends RfmWeights | undefined>(
  cuts: RfmCuts<M, V, W>,
  row: RfmRow<M, V>,
): readonly RfmReason[] {
  checkCuts(cuts);
  const placed = placeRow(cuts, row);
  const { scores, state } = placed;
  if (scores === undefined) {
    if (state === "no-orders") return [{ code: "rfm_no_orders", segment: PROSPECTS }];
    return [{ code: state === "unknown" ? "rfm_unknown_monetary" : "rfm_no_cuts", segment: UNSCORED }];
  }
  const shown = shownScores(scores, cuts.policy);
  const reasons: RfmReason[] = [];
  if (state === "lowest") reasons.push({ code: "rfm_no_orders_lowest", rfmCode: codeOf(shown, cuts.policy) });
  else {
    for (const dimension of codeOrder(cuts.policy.variant)) {
      reasons.push(scoreReason(cuts, placed, dimension, shown[dimension] as number));
    }
  }
  reasons.push(segmentReason(cuts, scores, codeOf(shown, cuts.policy)));
  return reasons;
}

/** Between which cut-offs the value lies. */
function scoreReason(cuts: RfmCuts, placed: Placed, dimension: RfmDimension, score: number): RfmReason {
  const cutting = cuttingOf(cuts, dimension);
  const value = placed.values[dimension] as number;
  const { bins } = cutting;
  if (Number.isNaN(value)) return { code: "rfm_no_gap", dimension, score, bins };
  if (cutting.ids !== undefined) return { code: "rfm_rank", dimension, value, score, bins };
  const group = placed.cells[dimension] as number;
  const edges = cutting.edges[group] as readonly number[];
  const below = cutsBelow(value, cutting, group, "");
  const from = edges[below - 1];
  const to = edges[below];
  const facts = { dimension, value, score, bins };
  if (from !== undefined && to !== undefined) {
    return { code: cutting.inclusive ? "rfm_from_below" : "rfm_above_to", ...facts, from, to };
  }
  if (from !== undefined) return { code: cutting.inclusive ? "rfm_from" : "rfm_above", ...facts, from };
  if (to !== undefined) return { code: cutting.inclusive ? "rfm_below" : "rfm_up_to", ...facts, to };
  return { code: "rfm_no_cut", ...facts };
}

function segmentReason(cuts: RfmCuts, scores: PerDimension<number>, rfmCode: string): RfmReason {
  const { map } = cuts;
  const high = ownValue(cuts, "high");
  const rule = ruleOf(map, mapCase(map, scores, high));
  const facts = { segment: segmentAt(map, rule), rfmCode, map: ownValue(map, "name") ?? "own" };
  if (rule < 0) return { code: "rfm_fallback", ...facts };
  if (high === undefined || !isClassMap(map)) return { code: "rfm_segment", ...facts };
  const level = (dimension: "r" | "f" | "m"): string =>
    (scores[dimension] as number) >= high[dimension] ? "high" : "low";
  return { code: "rfm_class", ...facts, r: level("r"), f: level("f"), m: level("m") };
}
