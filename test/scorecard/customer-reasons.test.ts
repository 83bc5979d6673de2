import { describe, expect, test } from "vitest";
import { explainCustomer, type Scorecard, type ScorecardPolicy, scoreCustomers } from "../../src/index.ts";
import { en } from "../../src/labels/en/index.ts";
import { learnedBase } from "./learned-base.ts";

const asOf = "2026-01-31";
const few = [
  { customerId: "ann", at: "2026-01-05", amount: 30 },
  { customerId: "bob", at: "2025-06-07", amount: 12 },
];
const reasonsOf = (scorecard: Scorecard, id: string) => explainCustomer(scorecard, id, en).reasons;
/** The reasons whose codes begin so. */
const told = (scorecard: Scorecard, id: string, part: string) =>
  reasonsOf(scorecard, id).filter(({ code }) => code.startsWith(part));
const lineOf = (scorecard: Scorecard, id: string) => scorecard.row(scorecard.indexOf(id));

describe("where a model is known", () => {
  const refunds = ["zed", "c0"].map((customerId) => ({ customerId, at: "2026-01-02", amount: -8 }));
  const scorecard = scoreCustomers({ transactions: [...learnedBase(), ...refunds] }, { asOf });

  test("a story goes from orders to the outlook", () => {
    expect(reasonsOf(scorecard, "c0").map(({ code }) => code)).toEqual([
      "history_orders",
      "history_refunds",
      "rfm_above_to",
      "rfm_above_to",
      "rfm_up_to",
      "rfm_segment",
      "tier_between",
      "lifecycle_silence",
      "stage_next",
      "clv_outlook",
      "clv_next_order",
    ]);
    const { orders, revenue, firstPurchase, lastPurchase, refunds: back } = lineOf(scorecard, "c0");
    expect(told(scorecard, "c0", "history")).toEqual([
      { code: "history_orders", orders, revenue, firstPurchase, lastPurchase },
      { code: "history_refunds", refunds: back },
    ]);
  });

  test("the outlook has the numbers of the line, the chance in percent and the horizon in months", () => {
    const line = lineOf(scorecard, "c0");
    const { expectedPurchases, expectedSpend, clv, clvLow, clvHigh, nextPurchaseDate } = line;
    const alivePercent = 100 * (line.probabilityAlive as number);
    const outlook = { expectedPurchases, expectedSpend, clv, clvLow, clvHigh };
    expect(told(scorecard, "c0", "clv")).toEqual([
      { code: "clv_outlook", alivePercent, months: 12, ...outlook },
      { code: "clv_next_order", nextPurchaseDate },
    ]);
  });

  test("who is not expected to buy again has no next order, and who never bought no outlook", () => {
    const { nextPurchaseDate, clv, customerId } = scorecard.columns;
    const lost = nextPurchaseDate.findIndex((date, i) => date === null && !Number.isNaN(clv[i]));
    const reasons = told(scorecard, customerId[lost] as string, "clv");
    expect(reasons.map(({ code }) => code)).toEqual(["clv_outlook"]);
    expect(told(scorecard, "zed", "clv")).toEqual([{ code: "clv_unknown" }]);
    expect(told(scorecard, "zed", "history")).toEqual([{ code: "history_refunds", refunds: 8 }]);
  });

  test("an action says by what it was chosen, with the risk where that is known", () => {
    const { columns } = scorecard;
    const at = columns.action.findIndex((action, i) => action !== null && !Number.isNaN(columns.clv[i]));
    const line = scorecard.row(at);
    const { action, management, stage, segment, tier } = line;
    const alive = line.probabilityAlive as number;
    const risk = alive < 1 / 3 ? "high" : alive < 2 / 3 ? "medium" : "low";
    const chosen = { code: "action_by_table", action, management, stage, segment, tier };
    expect(told(scorecard, line.customerId, "action")).toEqual([{ ...chosen, risk }]);
    expect(told(scorecard, "zed", "action")).toMatchObject([{ action: "welcome", risk: "unknown" }]);
    expect(told(scorecard, "c0", "action")).toEqual([]);
  });
});

describe("where none is", () => {
  const score = (more: object = {}, policy: ScorecardPolicy = {}) =>
    scoreCustomers({ transactions: few, ...more }, { asOf, policy });

  test("there is no outlook, and the risk of an action is unknown", () => {
    expect(told(score(), "ann", "clv")).toEqual([]);
    expect(told(score(), "ann", "action")).toMatchObject([{ action: "thank", risk: "unknown" }]);
    expect(told(score({}, { clv: null }), "ann", "clv")).toEqual([]);
  });

  test("the next stage is told with its day", () => {
    const { nextStage, nextStageDate } = lineOf(score(), "ann");
    expect(nextStage).not.toBeNull();
    expect(told(score(), "ann", "stage")).toEqual([{ code: "stage_next", stage: nextStage, nextStageDate }]);
    expect(told(score({}, { lifecycle: null }), "ann", "stage")).toEqual([]);
  });

  test("what is earned is told, or that it is not known where it was asked for", () => {
    const costs = [{ customerId: "ann", at: "2026-01-06", amount: 4, layer: "cogs" }];
    const skip: ScorecardPolicy = { profit: { missing: "skip" } };
    const margin = { code: "profit_margin", contributionMargin3: 26, netRevenue: 30 };
    expect(told(score({ costs }, skip), "ann", "profit")).toEqual([margin]);
    const unknown = [{ code: "profit_unknown" }];
    expect(told(score({ costs }), "ann", "profit")).toEqual(unknown);
    expect(told(score({ costs: [] }), "ann", "profit")).toEqual(unknown);
    expect(told(score({}, { profit: { rates: { cogs: 0.5 } } }), "ann", "profit")).toEqual(unknown);
    expect(told(score({}, { profit: { lines: true } }), "ann", "profit")).toEqual(unknown);
    expect(told(score(), "ann", "profit")).toEqual([]);
  });

  test("who was brought is told, with their worth where that is known", () => {
    const referrals = [{ referrerId: "ann", refereeId: "bob" }];
    const worth: ScorecardPolicy = { referral: { worth: "revenue" } };
    const brought = { code: "referral_brought", referrals: 1, referralValue: 12 };
    expect(told(score({ referrals }, worth), "ann", "referral")).toEqual([brought]);
    const unknown = { code: "referral_brought_unknown", referrals: 1 };
    expect(told(score({ referrals }), "ann", "referral")).toEqual([unknown]);
    expect(told(score({ referrals }, worth), "bob", "referral")).toEqual([]);
    expect(told(score(), "ann", "referral")).toEqual([]);
  });

  test("the rules that a customer meets are told, or that there are none", () => {
    const rule = (value: number) => ({ score: "orders", op: "gte", value }) as const;
    const rules = { facts: {}, scores: { orders: "number" }, segments: { some: rule(1), more: rule(2) } };
    const twice = [...few, { customerId: "ann", at: "2026-01-06", amount: 3 }];
    const scorecard = score({ transactions: twice }, { rules } as never);
    expect(told(scorecard, "ann", "rule")).toEqual([{ code: "rule_segments", segments: "some, more" }]);
    expect(told(scorecard, "bob", "rule")).toEqual([{ code: "rule_segments", segments: "some" }]);
    const high = score({}, { rules: { ...rules, segments: { more: rule(99) } } } as never);
    expect(told(high, "bob", "rule")).toEqual([{ code: "rule_segments_none" }]);
    expect(told(score(), "ann", "rule")).toEqual([]);
  });
});
