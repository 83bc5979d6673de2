import { checkFieldNames } from "../core/check-field-names.ts";
import { checkOptions } from "../core/check-options.ts";
import { ScoringError } from "../core/error.ts";
import { bare, ownValue } from "../core/own.ts";
import { createTable } from "../core/table.ts";
import type { Reason, Table } from "../core/types.ts";
import type { PurchaseHistory } from "../history/types.ts";
import { applyRfm } from "../rfm/apply-rfm.ts";
import { scoreRfm } from "../rfm/score-rfm.ts";
import type { RuleSegments } from "../segmentation/rules/types.ts";
import { applyTiers } from "../segmentation/tiers/apply-tiers.ts";
import { valueTiers } from "../segmentation/tiers/value-tiers.ts";
import { type Attributes, readAttributes } from "./attributes.ts";
import { joinColumns } from "./join-columns.ts";
import { completePolicy, type ScorecardRules } from "./policy.ts";
import { portfolioOf } from "./portfolio.ts";
import { profitPart } from "./profit-part.ts";
import { readHistory } from "./read-history.ts";
import { referralPart, worthOf } from "./referral-part.ts";
import { rulePart } from "./rule-part.ts";
import { compileSegmentRules, factsAskedFor } from "./segment-rules.ts";
import { factsBesideHistory, learnLifecycle, stagePart } from "./stage-part.ts";
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

const INPUTS = ["transactions", "costs", "referrals", "customers", "interactions"];

/**
 * All the records in, a line per customer out: purchase history, RFM scores and segment, value tier,
 * lifetime value and next order date, stage and next action, contribution, referral value and segments by
 * rules, and the base as a whole beside them. There is a line for everyone with an order or a refund.
 *
 * What cannot be known is null: a base that identifies no model of lifetime value has none, and a
 * warning. With `learned` nothing is learned: customers are scored as those of an earlier scorecard.
 *
 * @throws A {@link ScoringError} as `purchaseHistory`, {@link scoreRfm}, {@link valueTiers} and
 * `lifetimeValue` do.
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
  options = checkOptions(options, SCORECARD_OPTIONS);
  if (options.fields !== undefined) {
    const fields = checkOptions(options.fields, INPUTS, ["options", "fields"]);
    for (const input of Object.keys(fields) as (keyof typeof fields)[]) {
      if (fields[input] !== undefined) checkFieldNames(fields[input], ["options", "fields", input]);
    }
  }
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
  const { customers, interactions } = bare(inputs);
  const rfm = learned === undefined ? scoreRfm(history, rules.rfm) : applyRfm(learned.cuts.rfm, history);
  const byRevenue = { fields: { value: "revenue" } } as const;
  const tiers =
    learned === undefined
      ? valueTiers(history, { ...rules.tiers, ...byRevenue })
      : applyTiers(learned.cuts.tiers, history, byRevenue);
  const { values, models, warnings: valueWarnings } = valuePart(history, rules.clv, learned?.models);
  const { profit, costLayers, rejected: costs } = profitPart(inputs, options, history, rules.profit);
  const worth = worthOf(ownValue(rules.referral, "worth") ?? "clv", history, values, profit);
  const brought = referralPart(inputs, options, worth, rules.referral);
  const { referral } = brought;
  const lifecycle = learned === undefined ? learnLifecycle(history, rules.lifecycle) : rules.lifecycle;
  const rulesPath = ["options", ...(learned === undefined ? [] : ["learned"]), "policy", "rules"];
  const compiled = rules.rules === null ? null : compileSegmentRules(rules.rules, rulesPath);
  const { customerId } = history.columns;
  const attributes =
    customers === undefined
      ? null
      : readAttributes(
          customers,
          options,
          customerId,
          compiled === null ? {} : factsAskedFor(compiled),
          factsBesideHistory(lifecycle, history.columns),
        );
  const stages = stagePart(history, lifecycle, options, attributes?.stageFacts ?? new Map());
  const { actions } = rules;
  const parts = { history, rfm, tiers, stages, values, profit, referral, actions };
  const lines: Table<ScorecardRow> = createTable<ScorecardRow>({
    length: history.length,
    columns: joinColumns({ ...parts, rules: () => ruled }),
  });
  const records = { ids: customerId, facts: attributes?.facts ?? null, interactions, scores: lines };
  const ruled: RuleSegments | null = compiled === null ? null : rulePart(compiled, records, options);
  const cuts = { rfm: rfm.cuts, tiers: tiers.cuts };
  const warnings: readonly Reason[] = [
    ...rfm.warnings,
    ...tiers.warnings,
    ...valueWarnings,
    ...brought.warnings,
    ...attributeWarnings(attributes),
  ];
  return Object.assign(lines, {
    asOf: history.asOf,
    portfolio: portfolioOf({ ...parts, lines, cuts, models, warnings }),
    history,
    rfm,
    values,
    stages,
    profit,
    referral,
    rules: ruled,
    cuts,
    models,
    tracked: {
      costLayers,
      referrals: referral !== null,
      customers: attributes !== null,
      interactions: interactions !== undefined,
    },
    policy: { ...rules, lifecycle },
    warnings,
    rejected: {
      transactions: history.rejected,
      costs,
      referrals: brought.rejected,
      customers: attributes?.rejected ?? [],
      interactions: ruled?.rejectedEvents ?? [],
    },
  });
}

/** Who is described and has neither an order nor a refund has no line. */
function attributeWarnings(attributes: Attributes | null): readonly Reason[] {
  const customers = attributes?.withoutLine ?? 0;
  return customers === 0 ? [] : [{ code: "customers_without_orders", customers }];
}
