import { ownValue } from "../core/own.ts";
import { lessIsBetter } from "./dimensions.ts";
import type { RfmDimension } from "./keys.ts";
import type { Cutting } from "./score-bins.ts";
import type { RfmCuts } from "./types.ts";

/** How stored cut-offs cut a dimension. */
export function cuttingOf(cuts: RfmCuts, dimension: RfmDimension): Cutting {
  const groups = ownValue(ownValue(cuts, "groups") ?? {}, dimension);
  const ids = ownValue(ownValue(cuts, "edgeIds") ?? {}, dimension);
  return {
    bins: cuts.policy.bins[dimension] as number,
    lessIsBetter: lessIsBetter(dimension),
    inclusive: cuts.policy.method[dimension] === "fixed",
    edges:
      groups === undefined ? [cuts.edges[dimension] as readonly number[]] : groups.map((one) => one.edges),
    ids: groups === undefined ? ids && [ids] : ids && groups.map((one) => one.ids as readonly string[]),
  };
}

/** Can these cut-offs score anybody? Not if they were learned from nobody. */
export function hasCuts(cuts: RfmCuts): boolean {
  return cuts.customers > 0 || Object.values(cuts.policy.method).every((method) => method === "fixed");
}
