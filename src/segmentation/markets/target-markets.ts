import { bare } from "../../core/own.ts";
import { type ColumnMakers, createTable } from "../../core/table.ts";
import type { Input, Open, Reason, Table } from "../../core/types.ts";
import { idealCloseness } from "../../math/ideal-closeness.ts";
import { checkMarketPolicy, type MarketRule, type MarketRules } from "./check-market-policy.ts";
import type { MarketReasonCode } from "./keys.ts";
import { indexOfPart, pointsOf, rangeOf } from "./market-points.ts";
import { measureMarkets } from "./measure-markets.ts";
import { cellOf, strategyOf } from "./nine-box.ts";
import { ranksOf } from "./topsis.ts";
import type {
  CriterionNumbers,
  MarketFacts,
  MarketPolicy,
  MarketRow,
  MarketSegment,
  TargetMarkets,
} from "./types.ts";
import { weightSensitivity } from "./weight-sensitivity.ts";

/**
 * Which markets to choose: how attractive each is, how able we are to serve it, the two as a score, a
 * cell of the nine-box and a rank, and how firm the ranking is against each weight.
 *
 * Each criterion is scaled to 0 (worst of the markets) … 1 (best), or between the ends of a given range;
 * where all markets are equal each gets 0.5. A part is the weighted mean of its criteria, and the score
 * attractiveness x ability. Growth is read from sizes at two moments, competition from suppliers' shares.
 * A market of which a value is not known has no score, and none is guessed.
 *
 * @param segments - Markets as rows or columns, each once.
 * @throws A {@link ScoringError}: for the policy `wrong_type`, `unknown_name`, `unknown_version`, `missing`,
 * `empty`, `not_finite`, `out_of_range`, `duplicate`, `length_mismatch`, `too_large` or `conflict`; for the
 * markets `missing`, `wrong_type`, `not_finite`, `out_of_range`, `duplicate` or `empty`.
 * @example
 * ```ts
 * const markets = targetMarkets(
 *   [
 *     { segment: "urban", size: 120, before: 100, shares: [60, 40], skill: 4 },
 *     { segment: "online", size: 60, before: 40, shares: [20, 20, 20, 20, 20], skill: 5 },
 *   ],
 *   {
 *     criteria: [
 *       { key: "size", weight: 2 },
 *       { key: "growth", measure: "growth", start: "before", end: "size", years: 2 },
 *       { key: "competition", measure: "competition", field: "shares" },
 *       { key: "skill", part: "ability", range: [1, 5] },
 *     ],
 *   },
 * );
 * markets.row(0);
 * // => { segment: "urban", attractiveness: 0.5, ability: 0.75, score: 0.375, rank: 2, cell: "medium-high", … }
 * markets.measured.columns.competition; // => [5200, 2000]
 * markets.sensitivity[0];
 * // => { criterion: "size", weight: 0.5, leadFrom: 0, leadTo: 0.5714…, challengerBelow: null, challengerAbove: "urban", … }
 * ```
 * @see Kotler & Keller, Marketing management (the business screen of General Electric and McKinsey).
 */
export function targetMarkets<C = never>(
  segments: Input<MarketSegment> | Open<C>,
  policy: MarketPolicy,
): TargetMarkets {
  const checked = checkMarketPolicy(policy);
  policy = bare(policy);
  const { rules, cuts, comparisons } = checked;
  const { segments: names, values } = measureMarkets(segments, rules, policy.fields);
  const ranges = rules.map((rule, c) => rangeOf(rule, values[c] as Float64Array));
  const points = rules.map((rule, c) => pointsOf(rule, values[c] as Float64Array, ranges[c]));

  const unknown = new Float64Array(names.length).fill(Number.NaN);
  const attractiveness = indexOfPart(rules, points, "attractiveness");
  const ability = indexOfPart(rules, points, "ability");
  const scores = names.map((_, i) => (attractiveness?.[i] ?? 1) * (ability?.[i] ?? 1));
  const score = Float64Array.from(scores);
  const rank = ranksOf(score);
  const closeness = closenessOf(rules, values);
  const cells = names.map((_, i) =>
    cellOf(attractiveness?.[i] ?? Number.NaN, ability?.[i] ?? Number.NaN, cuts),
  );
  const order = Array.from(rank.keys())
    .filter((i) => !Number.isNaN(rank[i]))
    .sort((a, b) => (rank[a] as number) - (rank[b] as number) || a - b);
  const ranked = { segments: names, points, indices: { attractiveness, ability }, order };

  const columns: ColumnMakers<MarketRow> = {
    segment: () => names,
    attractiveness: () => attractiveness ?? unknown,
    ability: () => ability ?? unknown,
    score: () => score,
    rank: () => rank,
    cell: () => cells,
    strategy: () => cells.map(strategyOf),
    closeness: () => closeness,
    closenessRank: () => ranksOf(closeness),
  };
  const facts: MarketFacts = {
    policy: learnedPolicy(policy, rules, ranges),
    criteria: rules.map(({ key, part, weight, better }, c) => {
      const [low, high] = ranges[c] ?? [null, null];
      return { criterion: key, part, weight, better, low, high };
    }),
    comparisons,
    measured: numbersTable(names, rules, values),
    points: numbersTable(names, rules, points),
    sensitivity: weightSensitivity(rules, ranked),
    warnings: warningsOf(checked, values, points),
  };
  return createTable<MarketRow, MarketFacts>({ length: names.length, columns, id: "segment" }, facts);
}

/** TOPSIS over the markets of which all is known, each part having half of the weight. */
function closenessOf(rules: readonly MarketRule[], values: readonly Float64Array[]): Float64Array {
  const counted = rules.flatMap((rule, c) => (rule.weight > 0 ? [c] : []));
  const closeness = new Float64Array((values[0] as Float64Array).length).fill(Number.NaN);
  const complete = Array.from(closeness.keys()).filter((i) =>
    counted.every((c) => !Number.isNaN((values[c] as Float64Array)[i])),
  );
  if (complete.length === 0) return closeness;
  const matrix = complete.flatMap((i) => counted.map((c) => (values[c] as Float64Array)[i] as number));
  const found = idealCloseness(
    Float64Array.from(matrix),
    Float64Array.from(counted, (c) => (rules[c] as MarketRule).weight),
    Uint8Array.from(counted, (c) => Number((rules[c] as MarketRule).better === "higher")),
  );
  complete.forEach((market, i) => {
    closeness[market] = found[i] as number;
  });
  return closeness;
}

function numbersTable(
  segments: readonly string[],
  rules: readonly MarketRule[],
  columns: readonly Float64Array[],
): Table<CriterionNumbers> {
  const makers = Object.create(null) as { [name: string]: () => unknown };
  makers["segment"] = () => segments;
  rules.forEach(({ key }, c) => {
    makers[key] = () => columns[c];
  });
  return createTable<CriterionNumbers>({
    length: segments.length,
    columns: makers as unknown as ColumnMakers<CriterionNumbers>,
    id: "segment",
  });
}

/** The policy that scores further markets as these were. */
function learnedPolicy(
  policy: MarketPolicy,
  rules: readonly MarketRule[],
  ranges: readonly (readonly [number, number] | undefined)[],
): MarketPolicy {
  const { comparisons: _compared, randomIndex: _table, ...rest } = policy;
  const criteria = rules.map(({ source, weight }, c) => {
    const range = ranges[c];
    return range === undefined ? { ...source, weight } : { ...source, weight, range };
  });
  return { ...rest, criteria };
}

function warningsOf(
  { rules, comparisons }: MarketRules,
  values: readonly Float64Array[],
  points: readonly Float64Array[],
): Reason[] {
  const warnings: Reason[] = [];
  const warn = (code: MarketReasonCode, facts: { readonly [name: string]: string | number }): void => {
    warnings.push({ code, ...facts });
  };
  for (const part of ["attractiveness", "ability"] as const) {
    const compared = comparisons[part];
    if (compared !== null && compared.consistent === false) {
      const { consistencyRatio, limit } = compared;
      warn("market_comparisons_inconsistent", { part, ratio: consistencyRatio as number, limit });
    }
  }
  rules.forEach(({ key: criterion }, c) => {
    const known = (points[c] as Float64Array).filter((point) => !Number.isNaN(point));
    const markets = (values[c] as Float64Array).length - known.length;
    if (markets > 0) warn("market_values_missing", { criterion, markets });
    if (known.length > 1 && known.every((point) => point === known[0])) {
      warn("market_criterion_flat", { criterion });
    }
  });
  return warnings;
}
