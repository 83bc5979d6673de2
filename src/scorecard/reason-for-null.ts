import { checkResult, checkText } from "../core/check-result.ts";
import { ScoringError } from "../core/error.ts";
import { hasOwn } from "../core/own.ts";
import type { Reason } from "../core/types.ts";
import { compileSegmentRules, recordsAskedFor } from "./segment-rules.ts";
import type { Scorecard, ScorecardRow } from "./types.ts";

/** Fields that say something of the lifecycle, of lifetime value, of contribution, of referrals. */
const STAGE: readonly string[] = ["stage", "stageSince", "nextStage", "nextStageDate", "management"];
const VALUE: readonly string[] = [
  "probabilityAlive",
  "expectedPurchases",
  "expectedSpend",
  "clv",
  "clvLow",
  "clvHigh",
  "nextPurchaseDate",
];
const MARGIN: readonly string[] = ["contributionMargin1", "contributionMargin2", "contributionMargin3"];

/**
 * Why a field of a customer's line is null; null where it is not.
 *
 * @throws A {@link ScoringError} with `unknown_name` for a customer or field that the scorecard does not have.
 * @example
 * ```ts
 * const transactions = [{ customerId: "ann", at: "2026-01-05", amount: 30 }];
 * const scorecard = scoreCustomers({ transactions }, { asOf: "2026-01-31" });
 * reasonForNull(scorecard, "ann", "contributionMargin1"); // => { code: "absent_costs" }
 * reasonForNull(scorecard, "ann", "meanGapDays"); // => { code: "absent_repeat", orders: 1 }
 * reasonForNull(scorecard, "ann", "orders"); // => null
 * ```
 */
export function reasonForNull(scorecard: Scorecard, id: string, field: keyof ScorecardRow): Reason | null {
  checkResult(scorecard, ["row()", "indexOf()", "history"], ["scorecard"], "a scorecard");
  checkText(id, ["id"]);
  checkText(field, ["field"]);
  const i = scorecard.indexOf(id);
  if (i < 0) throw new ScoringError("unknown_name", ["id"], "a customer of the scorecard", "another id");
  const row = scorecard.row(i);
  if (!hasOwn(row, field)) {
    throw new ScoringError("unknown_name", ["field"], "a field of the scorecard", "another name");
  }
  if (row[field] !== null) return null;
  if (STAGE.includes(field)) return stageAbsence(scorecard, field);
  if (VALUE.includes(field)) return valueAbsence(scorecard, row, field);
  if (MARGIN.includes(field)) return { code: scorecard.profit === null ? "absent_costs" : "profit_unknown" };
  if (field === "referrals" || field === "referralValue") {
    return { code: scorecard.referral === null ? "absent_referrals" : "referral_value_unknown" };
  }
  if (field === "segments") return ruleAbsence(scorecard);
  if (field === "action") return { code: "absent_action" };
  if (row.orders === 0) return { code: "absent_orders" };
  return field === "meanGapDays" ? { code: "absent_repeat", orders: row.orders } : { code: "absent_cuts" };
}

function stageAbsence({ stages }: Scorecard, field: string): Reason {
  if (stages === null) return { code: "absent_lifecycle" };
  if (field === "stageSince") return { code: "absent_since" };
  return { code: field === "management" ? "absent_management" : "absent_next_stage" };
}

/** A policy without rules, or rules that ask for records that are not there. */
function ruleAbsence({ policy, tracked }: Scorecard): Reason {
  if (policy.rules === null) return { code: "absent_rules" };
  const asked = recordsAskedFor(compileSegmentRules(policy.rules, ["scorecard", "policy", "rules"]));
  return { code: asked.customers && tracked.customers !== true ? "absent_customers" : "absent_interactions" };
}

/** A policy without lifetime value, a base that identifies no model, a customer who is not known to it. */
function valueAbsence({ policy, models, warnings }: Scorecard, row: ScorecardRow, field: string): Reason {
  if (policy.clv === null) return { code: "absent_value" };
  if (models === null) {
    const known = warnings.find(({ code }) => code === "clv_not_identified" || code === "clv_no_customers");
    return known ?? { code: "absent_value" };
  }
  if (row.clv === null) return { code: "clv_unknown" };
  return { code: field === "nextPurchaseDate" ? "absent_next_order" : "absent_interval" };
}
