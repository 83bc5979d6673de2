import type { MarketRule } from "./check-market-policy.ts";
import type { MarketPart, WeightSensitivity } from "./types.ts";

/** What the ranking was made of. */
export interface Ranked {
  readonly segments: readonly string[];
  readonly points: readonly Float64Array[];
  /** Index of each part; undefined without criteria of it. */
  readonly indices: { readonly [P in MarketPart]: Float64Array | undefined };
  /** Markets with a score, from the best to the worst. */
  readonly order: readonly number[];
}

/** Scores as lines in one weight: `at + slope * weight`. */
interface Lines {
  readonly at: Float64Array;
  readonly slope: Float64Array;
}

/** How far each weight may move before the ranking changes. */
export function weightSensitivity(rules: readonly MarketRule[], ranked: Ranked): WeightSensitivity[] {
  return rules.map((rule, c) => {
    const { key: criterion, weight } = rule;
    const { order, segments } = ranked;
    const best = order[0];
    if (weight >= 1 || best === undefined) return fixed(criterion, weight);
    const lines = linesOf(rule, ranked.points[c] as Float64Array, ranked);
    let [leadFrom, leadTo, orderFrom, orderTo] = [0, 1, 0, 1];
    let below: number | undefined;
    let above: number | undefined;
    order.forEach((market, place) => {
      if (place === 0) return;
      const [low, high] = holding(lines, best, market, weight);
      if (low > leadFrom) [leadFrom, below] = [low, market];
      if (high < leadTo) [leadTo, above] = [high, market];
      const [from, to] = holding(lines, order[place - 1] as number, market, weight);
      orderFrom = Math.max(orderFrom, from);
      orderTo = Math.min(orderTo, to);
    });
    return {
      criterion,
      weight,
      leadFrom,
      leadTo,
      challengerBelow: below === undefined ? null : (segments[below] as string),
      challengerAbove: above === undefined ? null : (segments[above] as string),
      orderFrom,
      orderTo,
    };
  });
}

/** A weight that is all of its part, or a ranking of nobody, cannot be moved. */
function fixed(criterion: string, weight: number): WeightSensitivity {
  return {
    criterion,
    weight,
    leadFrom: null,
    leadTo: null,
    challengerBelow: null,
    challengerAbove: null,
    orderFrom: null,
    orderTo: null,
  };
}

/** The other criteria of the part keep their ratios, and what they make of a market keeps its value. */
function linesOf(rule: MarketRule, points: Float64Array, ranked: Ranked): Lines {
  const index = ranked.indices[rule.part] as Float64Array;
  const other = ranked.indices[rule.part === "ability" ? "attractiveness" : "ability"];
  const rest = index.map((value, i) => {
    // With no weight, what is not known does not count.
    const own = rule.weight === 0 ? 0 : rule.weight * (points[i] as number);
    return (value - own) / (1 - rule.weight);
  });
  const factor = (i: number): number => (other === undefined ? 1 : (other[i] as number));
  return {
    at: rest.map((value, i) => factor(i) * value),
    slope: rest.map((value, i) => factor(i) * ((points[i] as number) - value)),
  };
}

/** From which to which weight `upper` is not below `lower`. */
function holding(lines: Lines, upper: number, lower: number, weight: number): readonly [number, number] {
  const at = (lines.at[upper] as number) - (lines.at[lower] as number);
  const slope = (lines.slope[upper] as number) - (lines.slope[lower] as number);
  const crossing = -at / slope;
  if (slope > 0) return [Math.min(weight, Math.max(0, crossing)), 1];
  return slope < 0 ? [0, Math.max(weight, Math.min(1, crossing))] : [0, 1];
}
