import { ownValue } from "../core/own.ts";
import { codeOf, shownScores, weightedScore } from "./cell-book.ts";
import { checkCuts } from "./check-cuts.ts";
import { PROSPECTS, UNSCORED } from "./keys.ts";
import { mapCase, ruleOf, segmentAt } from "./match-segment.ts";
import { type Placed, placeRow } from "./place-row.ts";
import type { PerDimension, RfmVariant, RfmWeights } from "./policy.ts";
import type { RfmCuts, RfmInput, RfmScore } from "./types.ts";

/** One customer; the id may be left out, unless ties are split by it. */
export type RfmRow<M extends string = "total", V extends RfmVariant = "rfm"> = Omit<
  RfmInput<M, V>,
  "customerId"
> & { readonly customerId?: string | number | null };

/** As a line of the table; the id is null where the row has none. */
export type RfmOne<V extends RfmVariant = "rfm", W extends RfmWeights | undefined = undefined> = Omit<
  RfmScore<V, W>,
  "customerId"
> & { readonly customerId: string | null };

/**
 * Scores one customer with cut-offs that were learned before: what `applyRfm` gives in that row.
 *
 * A customer without an order is of the segment `prospects`, also where tables leave them out.
 *
 * @throws A {@link ScoringError} as {@link applyRfm} does, with paths that begin with `row`.
 * @example
 * ```ts
 * const { cuts } = scoreRfm([
 *   { customerId: "ann", recencyDays: 3, orders: 9, revenue: 540 },
 *   { customerId: "bob", recencyDays: 40, orders: 2, revenue: 60 },
 * ]);
 * rfmOf(cuts, { recencyDays: 5, orders: 12, revenue: 900 }).segment; // => "champions"
 * ```
 */
export function rfmOf<M extends string, V extends RfmVariant, W extends RfmWeights | undefined>(
  cuts: RfmCuts<M, V, W>,
  row: RfmRow<M, V>,
): RfmOne<V, W> {
  checkCuts(cuts);
  const placed = placeRow(cuts, row);
  return scoreRow(cuts, placed) as unknown as RfmOne<V, W>;
}

function scoreRow(cuts: RfmCuts, placed: Placed): { readonly [field: string]: unknown } {
  const { policy } = cuts;
  const { values, scores } = placed;
  const shown: PerDimension<number> | undefined = scores && shownScores(scores, policy);
  const extra = policy.variant === "lrfm" ? "l" : "t";
  const name = extra === "l" ? "lengthDays" : "meanGapDays";
  const varied = policy.variant !== "rfm";
  return {
    customerId: placed.customerId,
    recencyDays: orNull(values.r),
    orders: values.f,
    monetary: orNull(values.m),
    ...(varied ? { [name]: orNull(values[extra]) } : {}),
    r: orNull(shown?.r),
    f: orNull(shown?.f),
    m: orNull(shown?.m),
    ...(varied ? { [extra]: orNull(shown?.[extra]) } : {}),
    code: shown === undefined ? null : codeOf(shown, policy),
    segment: segmentOf(cuts, placed),
    ...(ownValue(policy, "weights") === undefined
      ? {}
      : { score: shown === undefined ? null : weightedScore(shown, policy) }),
  };
}

function segmentOf(cuts: RfmCuts, { scores, state }: Placed): string {
  if (scores === undefined) return state === "no-orders" ? PROSPECTS : UNSCORED;
  return segmentAt(cuts.map, ruleOf(cuts.map, mapCase(cuts.map, scores, ownValue(cuts, "high"))));
}

function orNull(value: number | undefined): number | null {
  return value === undefined || Number.isNaN(value) ? null : value;
}
