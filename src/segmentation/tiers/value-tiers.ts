import { checkOptions } from "../../core/check-options.ts";
import type { Fields, Input, Open, Reason, Renamed } from "../../core/types.ts";
import { learnEdges, type Ranking, rankValues } from "./learn-edges.ts";
import { placeValues, summarizeTiers } from "./place-values.ts";
import { readValues } from "./read-values.ts";
import { completeTierPolicy, POLICY_OPTIONS } from "./tier-policy.ts";
import { rankedTable } from "./tier-table.ts";
import type {
  TierCuts,
  TierInput,
  TierOptions,
  TierPolicy,
  TierRules,
  TierSummary,
  ValueTiers,
} from "./types.ts";

/**
 * Sorts customers into tiers by what they are worth: ABC, the customer pyramid, equal shares, or given
 * amounts. O(n log n); a line per customer, in the order of the input.
 *
 * Customers are taken from the greatest value down, equal ones together: they always share a tier, in
 * any order of the rows. Values of 0 and below add nothing to a gross total, and come last. Without a
 * total above 0 no share of value can be told: all are then in the last tier, with a warning.
 *
 * @throws A {@link ScoringError}: for options `unknown_name`, `wrong_type`, `missing`, `out_of_range`,
 * `duplicate`, `length_mismatch` or `conflict`; for rows `missing`, `wrong_type` or `not_finite`.
 * @example
 * ```ts
 * const values = [
 *   { customerId: "ann", value: 700 },
 *   { customerId: "bob", value: 150 },
 *   { customerId: "cat", value: 110 },
 *   { customerId: "dan", value: 40 },
 * ];
 * const tiers = valueTiers(values, { scheme: "abc" });
 * tiers.columns.tier; // => ["A", "A", "B", "C"]
 * tiers.cuts.edges; // => [150, 110]
 * tiers.summary[0]; // => { tier: "A", customers: 2, customerShare: 0.5, value: 850, valueShare: 0.85, … }
 * ```
 * @see Zeithaml, Rust & Lemon (2001), The customer pyramid, California Management Review 43(4).
 */
export function valueTiers<const F extends Fields<TierInput> = Record<never, never>, C = never>(
  values: Input<Renamed<TierInput, F>> | Open<C>,
  options: TierOptions<F>,
): ValueTiers {
  options = checkOptions(options, [...POLICY_OPTIONS, "fields", "onInvalid"]);
  const { fields, onInvalid, ...policy } = options;
  const rules = completeTierPolicy(policy as TierPolicy);
  const read = readValues(values, "values", { fields, onInvalid });
  const ranking = rankValues(read.values);
  const tiers = rules.lossTier === null ? rules.tiers : [...rules.tiers, rules.lossTier];
  const edges = learnEdges(ranking, rules);
  const cuts: TierCuts = { kind: "valueTiers", version: 1, policy: rules, tiers, edges };
  const places = placeValues(read.values, edges);
  const { summary, unknown } = summarizeTiers(read.values, places, cuts);
  const warnings = warningsOf(ranking, rules, summary);
  return rankedTable(read, places, ranking, { cuts, summary, unknown, warnings, rejected: read.rejected });
}

function warningsOf(ranking: Ranking, rules: TierRules, summary: readonly TierSummary[]): readonly Reason[] {
  if (ranking.levels.length === 0) return [{ code: "tiers_no_customers" }];
  const warnings: Reason[] = [];
  if (rules.scheme !== "thresholds" && rules.cutBy === "value" && !(ranking[rules.total] > 0)) {
    warnings.push({ code: "tiers_no_value", total: rules.total });
  }
  for (const { tier, customers } of summary) {
    if (customers === 0) warnings.push({ code: "tiers_empty", tier });
  }
  return warnings;
}
