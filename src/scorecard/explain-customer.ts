import { DAYS_PER_UNIT, durationDays } from "../calendar/duration.ts";
import { ScoringError } from "../core/error.ts";
import { type Labels, sentenceOf } from "../core/reason.ts";
import type { Reason } from "../core/types.ts";
import { explainRfm } from "../rfm/explain-rfm.ts";
import { explainTier } from "../segmentation/tiers/explain-tier.ts";
import { riskOf } from "./next-action.ts";
import type { Scorecard } from "./types.ts";

/** A customer's story: the reasons as data, and as sentences. */
export interface CustomerExplanation {
  readonly customerId: string;
  /** Codes with the numbers that decided. */
  readonly reasons: readonly Reason[];
  /** The same in the language of the dictionary. */
  readonly sentences: readonly string[];
}

/**
 * Why a customer's line is as it is, in sentences of a language.
 *
 * @param labels - `en` of `clientele/labels/en`, `zh` of `clientele/labels/zh`, or one of your own.
 * @throws A {@link ScoringError} with `unknown_name` for a customer who is not in the scorecard.
 * @example
 * ```ts
 * import { en } from "clientele/labels/en";
 * const transactions = [{ customerId: "ann", at: "2026-01-05", amount: 30 }];
 * const scorecard = scoreCustomers({ transactions }, { asOf: "2026-01-31" });
 * explainCustomer(scorecard, "ann", en).sentences[0];
 * // => "Orders: 1, from 2026-01-05 to 2026-01-05, net revenue 30."
 * ```
 */
export function explainCustomer(scorecard: Scorecard, id: string, labels: Labels): CustomerExplanation {
  const i = scorecard.indexOf(id);
  if (i < 0) {
    throw new ScoringError("unknown_name", ["id"], "a customer of the scorecard", "another id");
  }
  const row = scorecard.history.row(i);
  const { orders, revenue, refunds, firstPurchase, lastPurchase } = row;
  const reasons: Reason[] = [];
  if (orders > 0) reasons.push({ code: "history_orders", orders, revenue, firstPurchase, lastPurchase });
  if (refunds > 0) reasons.push({ code: "history_refunds", refunds });
  reasons.push(...explainRfm(scorecard.cuts.rfm, row), explainTier(scorecard.cuts.tiers, revenue));
  reasons.push(
    ...stageReasons(scorecard, i),
    ...valueReasons(scorecard, i),
    ...profitReasons(scorecard, id),
    ...referralReasons(scorecard, id),
  );
  reasons.push(...actionReasons(scorecard, i));
  return { customerId: id, reasons, sentences: reasons.map((reason) => sentenceOf(reason, labels)) };
}

/** What the customer is expected to do, where a model knows. */
function valueReasons(scorecard: Scorecard, i: number): readonly Reason[] {
  const { values, policy } = scorecard;
  if (values === null || policy.clv === null) return [];
  const row = values.row(i);
  if (row.clv === null || row.probabilityAlive === null) return [{ code: "clv_unknown" }];
  const { expectedPurchases, expectedSpend, clv, clvLow, clvHigh, nextPurchaseDate } = row;
  const months = durationDays(policy.clv.horizon, ["policy", "clv", "horizon"]) / DAYS_PER_UNIT.month;
  const alivePercent = 100 * row.probabilityAlive;
  const outlook = { expectedPurchases, expectedSpend, clv, clvLow, clvHigh };
  const reasons: Reason[] = [{ code: "clv_outlook", alivePercent, months, ...outlook }];
  if (nextPurchaseDate !== null) reasons.push({ code: "clv_next_order", nextPurchaseDate });
  return reasons;
}

/** What the customer earns, where costs are known. */
function profitReasons({ profit }: Scorecard, id: string): readonly Reason[] {
  const i = profit?.indexOf(id) ?? -1;
  if (profit === null || i < 0) return [];
  const { contributionMargin3, netRevenue } = profit.row(i);
  if (contributionMargin3 === null) return [{ code: "profit_unknown" }];
  return [{ code: "profit_margin", contributionMargin3, netRevenue }];
}

/** Whom the customer brought. */
function referralReasons({ referral }: Scorecard, id: string): readonly Reason[] {
  const i = referral?.indexOf(id) ?? -1;
  if (referral === null || i < 0) return [];
  const { referrals, crv } = referral.row(i);
  return referrals === null || referrals === 0
    ? []
    : [{ code: "referral_brought", referrals, referralValue: crv }];
}

/** Why the customer is in their stage. */
function stageReasons({ stages }: Scorecard, i: number): readonly Reason[] {
  return stages === null ? [] : [stages.reasonOf(i)];
}

/** Which line of the action table decided. */
function actionReasons(scorecard: Scorecard, i: number): readonly Reason[] {
  const { stage, segment, tier, action, probabilityAlive } = scorecard.row(i);
  if (action === null) return [];
  const risk = probabilityAlive === null ? null : riskOf(probabilityAlive);
  return [{ code: "action_by_table", action, stage, segment, tier, risk }];
}
