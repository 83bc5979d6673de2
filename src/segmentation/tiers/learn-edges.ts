import { roundingError } from "../../math/sums.ts";
import type { TierRules } from "./types.ts";

/** Shares are compared within this part of the total: 0.57 of 100 is 57, not 56.99999999999999. */
const ROUNDING = 1e-12;

/** Known values from the greatest to the least, equal ones together. */
export interface Ranking {
  /** Distinct values, decreasing. */
  readonly levels: Float64Array;
  /** Customers through each level. */
  readonly counts: Float64Array;
  /** Sum of values through each level. */
  readonly sums: Float64Array;
  /** Sum of the values above 0. */
  readonly gross: number;
  /** Sum of all values. */
  readonly net: number;
}

/** Ranks the values that are known. O(n log n), and the same in any order of the rows. */
export function rankValues(values: Float64Array): Ranking {
  const sorted = values.filter((value) => !Number.isNaN(value)).sort();
  const levels = new Float64Array(sorted.length);
  const counts = new Float64Array(sorted.length);
  const sums = new Float64Array(sorted.length);
  let used = 0;
  let high = 0;
  let low = 0;
  let gross = 0;
  for (let i = sorted.length - 1; i >= 0; i -= 1) {
    const value = sorted[i] as number;
    low += roundingError(high, value);
    high += value;
    if (value > 0) gross = high + low;
    if (used === 0 || levels[used - 1] !== value) used += 1;
    levels[used - 1] = value;
    counts[used - 1] = sorted.length - i;
    sums[used - 1] = high + low;
  }
  return {
    levels: levels.subarray(0, used),
    counts: counts.subarray(0, used),
    sums: sums.subarray(0, used),
    gross,
    net: high + low,
  };
}

/** The least value of each tier but the last, as {@link TierCuts.edges} says. */
export function learnEdges(ranking: Ranking, rules: TierRules): (number | null)[] {
  const edges = rules.scheme === "thresholds" ? rules.thresholds.slice() : edgesOfShares(ranking, rules);
  return rules.lossTier === null ? edges : [...edges, 0];
}

function edgesOfShares(ranking: Ranking, rules: TierRules): (number | null)[] {
  const { shares, boundary, lossTier } = rules;
  const byValue = rules.cutBy === "value";
  const customers = ranking.counts[ranking.counts.length - 1] ?? 0;
  const total = byValue ? ranking[rules.total] : customers;
  const reach = (level: number): number =>
    level < 0 ? 0 : byValue ? valueThrough(ranking, rules, level) : (ranking.counts[level] as number);

  const edges: (number | null)[] = [];
  let level = 0;
  for (const share of shares) {
    const mark = share * total;
    const slack = ROUNDING * total;
    while (level < ranking.levels.length && (lossTier === null || (ranking.levels[level] as number) >= 0)) {
      const inside = boundary === "include" ? reach(level - 1) < mark - slack : reach(level) <= mark + slack;
      // Without a total above 0 no share can be told, and all are in the last tier.
      if (!inside || !(total > 0)) break;
      level += 1;
    }
    edges.push(level === 0 ? null : (ranking.levels[level - 1] as number));
  }
  return edges;
}

/** Value from the top through a level, of which losses take nothing off unless the total is net. */
function valueThrough(ranking: Ranking, rules: TierRules, level: number): number {
  if (rules.total === "net" || (ranking.levels[level] as number) > 0) return ranking.sums[level] as number;
  return ranking.gross;
}
