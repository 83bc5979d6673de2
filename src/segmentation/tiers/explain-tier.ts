import { checkResult } from "../../core/check-result.ts";
import type { Reason } from "../../core/types.ts";
import { checkTierCuts } from "./check-cuts.ts";
import { tierIndex } from "./tier-of.ts";
import type { TierCuts } from "./types.ts";

/**
 * Why a customer is in their tier, and how far the next one up is.
 *
 * @param customer - The value, or a row that holds it.
 * @throws A {@link ScoringError} with `wrong_type` or `unknown_version`.
 * @returns `tier_value_unknown`, `tier_top`, `tier_loses_money` or `tier_between`, with the numbers.
 * @example
 * ```ts
 * const { cuts } = valueTiers(
 *   [
 *     { customerId: "ann", value: 80 },
 *     { customerId: "bob", value: 20 },
 *   ],
 *   { scheme: "abc" },
 * );
 * explainTier(cuts, { value: 50 });
 * // => { code: "tier_between", tier: "B", value: 50, from: 20, nextTier: "A", missing: 30 }
 * ```
 */
export function explainTier(
  cuts: TierCuts,
  customer: number | { readonly value: number | null | undefined },
): Reason {
  checkTierCuts(cuts);
  if (typeof customer !== "number")
    checkResult(customer, [], ["customer"], "a number, or a row with a value");
  const value = typeof customer === "number" ? customer : customer.value;
  if (typeof value !== "number" || Number.isNaN(value)) return { code: "tier_value_unknown" };
  const { tiers, edges, policy } = cuts;
  const place = tierIndex(edges, value);
  const tier = tiers[place] as string;
  if (tier === policy.lossTier) return { code: "tier_loses_money", tier, value };
  const from = edges[place] ?? null;
  const above = nextReachable(edges, place);
  if (above < 0) return { code: "tier_top", tier, value, from };
  const missing = (edges[above] as number) - value;
  return { code: "tier_between", tier, value, from, nextTier: tiers[above] as string, missing };
}

/** The nearest tier above that a value can reach; -1 for none. */
function nextReachable(edges: readonly (number | null)[], place: number): number {
  let at = place - 1;
  // A tier whose edge equals the one above it is passed over.
  while (at > 0 && edges[at] === edges[at - 1]) at -= 1;
  return at >= 0 && edges[at] !== null ? at : -1;
}
