import { checkOptions } from "../core/check-options.ts";
import { ScoringError } from "../core/error.ts";
import { createTable } from "../core/table.ts";
import type { PurchaseHistory } from "../history/types.ts";
import { sumOf } from "../math/sums.ts";
import { applyRfm } from "../rfm/apply-rfm.ts";
import { scoreRfm } from "../rfm/score-rfm.ts";
import { summarizeRfm } from "../rfm/summarize-rfm.ts";
import { applyTiers } from "../segmentation/tiers/apply-tiers.ts";
import { valueTiers } from "../segmentation/tiers/value-tiers.ts";
import { joinColumns } from "./join-columns.ts";
import { completePolicy, type ScorecardRules } from "./policy.ts";
import { profitPart } from "./profit-part.ts";
import { readHistory } from "./read-history.ts";
import { referralPart, worthOf } from "./referral-part.ts";
import { learnLifecycle, stagePart } from "./stage-part.ts";
import type { Scorecard, ScorecardInputs, ScorecardOptions, ScorecardRow } from "./types.ts";
import { valuePart } from "./value-part.ts";

/** Names of the options. */
export const SCORECARD_OPTIONS: readonly string[] = [
  "asOf",
  "policy",
  "learned",
  "fields",
  "onInvalid",
  "timeZone",
  "numericTime",
  "sameDay",
  "zeroAmount",
  "duplicates",
  "rates",
  "from",
];

/**
 * All the records in, a line per customer out: purchase history, RFM scores and segment, value tier,
 * lifetime value and next order date, and the base as a whole beside them.
 *
 * What cannot be known is null: a base that identifies no model of lifetime value has none, and a
 * warning. With `learned` nothing is learned: customers are scored as those of an earlier scorecard.
 *
 * @throws A {@link ScoringError} as {@link purchaseHistory}, {@link scoreRfm}, {@link valueTiers} and
 * {@link lifetimeValue} do.
 * @example
 * ```ts
 * const transactions = [
 *   { customerId: "ann", at: "2026-01-05", amount: 30 },
 *   { customerId: "ann", at: "2026-01-19", amount: 50 },
 *   { customerId: "bob", at: "2025-06-07", amount: 12 },
 * ];
 * const scorecard = scoreCustomers({ transactions }, { asOf: "2026-01-31" });
 * const { segment, tier } = scorecard.row(0);
 * [segment, tier]; // => ["champions", "A"]
 * ```
 */
export function scoreCustomers(inputs: ScorecardInputs, options: ScorecardOptions): Scorecard {
  checkOptions(options, SCORECARD_OPTIONS);
  const { learned } = options;
  if (learned !== undefined && options.policy !== undefined) {
    throw new ScoringError(
      "conflict",
      ["options", "policy"],
      "no policy beside learned, which holds one",
      "both",
    );
  }
  const rules = learned?.policy ?? completePolicy(options.policy);
  const history = readHistory(inputs, options, rules.timeUnit);
  return joinParts(inputs, options, history, rules);
}

function joinParts(
  inputs: ScorecardInputs,
  options: ScorecardOptions,
  history: PurchaseHistory,
  rules: ScorecardRules,
): Scorecard {
  const { learned } = options;
  const rfm = learned === undefined ? scoreRfm(history, rules.rfm) : applyRfm(learned.cuts.rfm, history);
  const byRevenue = { fields: { value: "revenue" } } as const;
  const tiers =
    learned === undefined
      ? valueTiers(history, { ...rules.tiers, ...byRevenue })
      : applyTiers(learned.cuts.tiers, history, byRevenue);
  const { values, models, warnings } = valuePart(history, rules.clv, learned?.models);
  const { profit, costLayers, rejected: costs } = profitPart(inputs, options, history, rules.profit);
  const worth = worthOf(rules.referral.worth ?? "clv", history, values, profit);
  const brought = referralPart(inputs, options, worth, rules.referral);
  const { referral } = brought;
  const lifecycle = learned === undefined ? learnLifecycle(history, rules.lifecycle) : rules.lifecycle;
  const stages = stagePart(history, lifecycle, options);
  const { actions } = rules;
  const columns = joinColumns({ history, rfm, tiers, stages, values, profit, referral, actions });
  return Object.assign(createTable<ScorecardRow>({ length: history.length, columns }), {
    asOf: history.asOf,
    portfolio: {
      customers: history.length,
      orders: sumOf(history.columns.orders),
      revenue: sumOf(history.columns.revenue),
      segments: summarizeRfm(rfm),
      tiers: tiers.summary,
      clv: values?.total ?? null,
      stages: stages?.counts ?? null,
      contribution: profit?.totals ?? null,
    },
    history,
    rfm,
    values,
    stages,
    profit,
    referral,
    cuts: { rfm: rfm.cuts, tiers: tiers.cuts },
    models,
    tracked: { costLayers, referrals: referral !== null },
    policy: { ...rules, lifecycle },
    warnings: [...rfm.warnings, ...tiers.warnings, ...warnings, ...brought.warnings],
    rejected: { transactions: history.rejected, costs, referrals: brought.rejected },
  });
}
