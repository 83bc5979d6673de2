import { addAt } from "../../math/sums.ts";
import { tierIndex } from "./tier-of.ts";
import type { TierCuts, TierSummary } from "./types.ts";

/** Stands for a customer whose value is not known; no policy has so many tiers. */
export const NO_TIER = 255;

/** The place of each customer among the tiers. */
export function placeValues(values: Float64Array, edges: readonly (number | null)[]): Uint8Array {
  const places = new Uint8Array(values.length);
  for (let i = 0; i < values.length; i += 1) {
    const value = values[i] as number;
    places[i] = Number.isNaN(value) ? NO_TIER : tierIndex(edges, value);
  }
  return places;
}

/** Numbers of each tier, gathered in one pass. */
interface Totals {
  readonly customers: Float64Array;
  /** Sums as pairs; the total of what the policy counts comes last. */
  readonly high: Float64Array;
  readonly low: Float64Array;
  readonly lowest: Float64Array;
  readonly highest: Float64Array;
}

/** Counts and sums of each tier, and how many values are not known. */
export function summarizeTiers(
  values: Float64Array,
  places: Uint8Array,
  cuts: TierCuts,
): { readonly summary: readonly TierSummary[]; readonly unknown: number } {
  const { customers, high, low, lowest, highest } = totalsOf(values, places, cuts);
  const sum = (t: number): number => (high[t] as number) + (low[t] as number);
  const total = sum(cuts.tiers.length);
  const known = customers.reduce((all, members) => all + members, 0);
  const summary = cuts.tiers.map((tier, t) => {
    const members = customers[t] as number;
    return {
      tier,
      customers: members,
      customerShare: known === 0 ? null : members / known,
      value: sum(t),
      valueShare: total > 0 ? sum(t) / total : null,
      lowest: members === 0 ? null : (lowest[t] as number),
      highest: members === 0 ? null : (highest[t] as number),
    };
  });
  return { summary, unknown: values.length - known };
}

function totalsOf(values: Float64Array, places: Uint8Array, cuts: TierCuts): Totals {
  const count = cuts.tiers.length;
  const net = cuts.policy.total === "net";
  const customers = new Float64Array(count);
  const high = new Float64Array(count + 1);
  const low = new Float64Array(count + 1);
  const lowest = new Float64Array(count).fill(Number.POSITIVE_INFINITY);
  const highest = new Float64Array(count).fill(Number.NEGATIVE_INFINITY);
  for (let i = 0; i < values.length; i += 1) {
    const tier = places[i] as number;
    if (tier === NO_TIER) continue;
    const value = values[i] as number;
    customers[tier] = (customers[tier] as number) + 1;
    addAt(high, low, tier, value);
    if (net || value > 0) addAt(high, low, count, value);
    if (value < (lowest[tier] as number)) lowest[tier] = value;
    if (value > (highest[tier] as number)) highest[tier] = value;
  }
  return { customers, high, low, lowest, highest };
}
