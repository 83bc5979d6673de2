import { DAYS_PER_UNIT, durationDays } from "../calendar/duration.ts";
import { bare } from "../core/own.ts";
import type { Reason } from "../core/types.ts";
import type { HistoryRow } from "../history/types.ts";
import { explainRfm } from "../rfm/explain-rfm.ts";
import { explainTier } from "../segmentation/tiers/explain-tier.ts";
import { riskOf } from "./next-action.ts";
import type { LearnedScorecard, ScorecardRow } from "./types.ts";

/** What a story needs of what was learned. */
type Learned = Pick<LearnedScorecard, "policy" | "cuts" | "models" | "tracked">;

/** A customer's story as data: orders, scores, tier, stage, value, profit, referrals, and what to do next. */
export function customerReasons(
  learned: Learned,
  history: HistoryRow,
  row: ScorecardRow,
  stageReason: Reason | null,
): readonly Reason[] {
  const { orders, revenue, refunds, firstPurchase, lastPurchase } = history;
  const { cuts } = learned;
  const reasons: Reason[] = [];
  if (orders > 0) reasons.push({ code: "history_orders", orders, revenue, firstPurchase, lastPurchase });
  if (refunds > 0) reasons.push({ code: "history_refunds", refunds });
  reasons.push(...explainRfm(cuts.rfm, history), explainTier(cuts.tiers, revenue));
  if (stageReason !== null) reasons.push(stageReason);
  return [
    ...reasons,
    ...nextStageReasons(row),
    ...valueReasons(learned, row),
    ...profitReasons(learned, row),
    ...referralReasons(row),
    ...ruleReasons(row),
    ...actionReasons(learned, row),
  ];
}

/** What time alone will do. */
function nextStageReasons({ nextStage, nextStageDate }: ScorecardRow): readonly Reason[] {
  if (nextStage === null || nextStageDate === null) return [];
  return [{ code: "stage_next", stage: nextStage, nextStageDate }];
}

/** What the customer is expected to do, where a model knows. */
function valueReasons({ models, policy }: Learned, row: ScorecardRow): readonly Reason[] {
  if (models === null || policy.clv === null) return [];
  const { probabilityAlive, expectedPurchases, expectedSpend, clv, clvLow, clvHigh, nextPurchaseDate } = row;
  if (clv === null || probabilityAlive === null) return [{ code: "clv_unknown" }];
  const months = durationDays(policy.clv.horizon, ["policy", "clv", "horizon"]) / DAYS_PER_UNIT.month;
  const alivePercent = 100 * probabilityAlive;
  const outlook = { expectedPurchases, expectedSpend, clv, clvLow, clvHigh };
  const reasons: Reason[] = [{ code: "clv_outlook", alivePercent, months, ...outlook }];
  if (nextPurchaseDate !== null) reasons.push({ code: "clv_next_order", nextPurchaseDate });
  return reasons;
}

/** What the customer earns, where costs are known. */
function profitReasons({ policy, tracked }: Learned, row: ScorecardRow): readonly Reason[] {
  const { contributionMargin3, revenue } = row;
  if (contributionMargin3 !== null) {
    return [{ code: "profit_margin", contributionMargin3, netRevenue: revenue }];
  }
  const { rates, lines = false } = bare(policy.profit);
  const reckoned = rates !== undefined || lines || (tracked?.costLayers ?? null) !== null;
  return reckoned ? [{ code: "profit_unknown" }] : [];
}

/** Whom the customer brought. */
function referralReasons({ referrals, referralValue }: ScorecardRow): readonly Reason[] {
  if (referrals === null || referrals === 0) return [];
  if (referralValue === null) return [{ code: "referral_brought_unknown", referrals }];
  return [{ code: "referral_brought", referrals, referralValue }];
}

/** Which rules the customer meets. */
function ruleReasons({ segments }: ScorecardRow): readonly Reason[] {
  if (segments === null) return [];
  if (segments.length === 0) return [{ code: "rule_segments_none" }];
  return [{ code: "rule_segments", segments: segments.join(", ") }];
}

/** Which line of the action table decided. */
function actionReasons({ models }: Learned, row: ScorecardRow): readonly Reason[] {
  const { stage, segment, tier, action, management, probabilityAlive } = row;
  if (action === null) return [];
  const risk = models === null || probabilityAlive === null ? "unknown" : riskOf(probabilityAlive);
  return [{ code: "action_by_table", action, management, stage, segment, tier, risk }];
}
