import { checkResult } from "../../core/check-result.ts";
import type { TierCuts } from "./types.ts";

/**
 * The tier that one customer's value falls into; null where the value is not known.
 *
 * @param customer - The value, or a row that holds it.
 * @example
 * ```ts
 * const { cuts } = valueTiers(
 *   [
 *     { customerId: "ann", value: 80 },
 *     { customerId: "bob", value: 20 },
 *   ],
 *   { scheme: "abc" },
 * );
 * tierOf(cuts, { value: 95 }); // => "A"
 * tierOf(cuts, 79); // => "B"
 * tierOf(cuts, { value: null }); // => null
 * ```
 */
export function tierOf(
  cuts: TierCuts,
  customer: number | { readonly value: number | null | undefined },
): string | null {
  checkResult(cuts, ["edges", "tiers"], ["cuts"], "the cut-offs of tiers");
  if (typeof customer !== "number")
    checkResult(customer, [], ["customer"], "a number, or a row with a value");
  const value = typeof customer === "number" ? customer : customer.value;
  if (typeof value !== "number" || Number.isNaN(value)) return null;
  return cuts.tiers[tierIndex(cuts.edges, value)] as string;
}

/** Place of a value among the tiers, 0 the best. */
export function tierIndex(edges: readonly (number | null)[], value: number): number {
  let tier = 0;
  while (tier < edges.length && !reaches(value, edges[tier])) tier += 1;
  return tier;
}

function reaches(value: number, edge: number | null | undefined): boolean {
  return edge !== null && edge !== undefined && value >= edge;
}
