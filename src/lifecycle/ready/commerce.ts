import type { Lifecycle } from "../types.ts";

type Stage = "prospect" | "new" | "active" | "loyal" | "at-risk" | "churned" | "won-back";
type Facts = {
  readonly orders: "number";
  readonly firstPurchase: "date";
  readonly previousPurchase: "date";
  readonly lastPurchase: "date";
  readonly frequency: "number";
  readonly meanGapDays: "number";
  readonly gapStdDays: "number";
  readonly sumLogGaps: "number";
  readonly gapQuantileDays: "number";
};

/**
 * A shop's stages by the rhythm of its own base: at risk after a silence longer than 40 % of all times
 * between two purchases, churned after one longer than 80 %. `learnThresholds` finds the days; 60 and
 * 180 stand in until then.
 *
 * The gaps of those who have left are missing among them, so that both come out somewhat short.
 * The facts that the rules on a customer's own rhythm need are declared: a threshold may be exchanged.
 *
 * @see Statlas (2024), purchase-gap percentiles: the 40th and the 80th.
 */
export const commerce: Lifecycle<Stage, "purchase", Facts, "atRisk" | "churned"> = {
  kind: "lifecycle",
  version: 1,
  name: "commerce",
  stages: ["prospect", "new", "active", "loyal", "at-risk", "churned", "won-back"],
  events: ["purchase"],
  facts: {
    orders: "number",
    firstPurchase: "date",
    previousPurchase: "date",
    lastPurchase: "date",
    frequency: "number",
    meanGapDays: "number",
    gapStdDays: "number",
    sumLogGaps: "number",
    gapQuantileDays: "number",
  },
  initial: "prospect",
  thresholds: {
    atRisk: { rule: "base-quantile", probability: 0.4, days: 60 },
    churned: { rule: "base-quantile", probability: 0.8, days: 180 },
  },
  updates: { purchase: "purchase" },
  transitions: [
    { from: "churned", on: "purchase", to: "won-back", reason: "lifecycle_won_back" },
    {
      from: ["prospect", "new", "active", "at-risk"],
      on: "purchase",
      when: { field: "orders", op: "gte", value: 4 },
      to: "loyal",
      priority: 1,
      reason: "lifecycle_orders",
    },
    {
      from: ["prospect", "new", "at-risk"],
      on: "purchase",
      when: { field: "orders", op: "gte", value: 2 },
      to: "active",
      reason: "lifecycle_orders",
    },
    {
      from: "won-back",
      on: "purchase",
      after: { atLeast: 1 },
      when: { field: "orders", op: "gte", value: 4 },
      to: "loyal",
      priority: 1,
      reason: "lifecycle_orders",
    },
    { from: "won-back", on: "purchase", after: { atLeast: 1 }, to: "active", reason: "lifecycle_orders" },
    { from: "prospect", on: "purchase", to: "new", reason: "lifecycle_first_purchase" },
    {
      from: ["new", "active", "loyal", "won-back"],
      after: { since: "lastPurchase", moreThan: "atRisk" },
      to: "at-risk",
      reason: "lifecycle_silence",
    },
    {
      from: "at-risk",
      after: { since: "lastPurchase", moreThan: "churned" },
      to: "churned",
      reason: "lifecycle_silence",
    },
    // Orders of which no date is known.
    {
      from: "prospect",
      when: { field: "orders", op: "gte", value: 4 },
      to: "loyal",
      reason: "lifecycle_orders",
    },
    {
      from: "prospect",
      when: { field: "orders", op: "gte", value: 2 },
      to: "active",
      reason: "lifecycle_orders",
    },
    {
      from: "prospect",
      when: { field: "orders", op: "gte", value: 1 },
      to: "new",
      reason: "lifecycle_orders",
    },
  ],
  management: {
    prospect: "acquire",
    new: "retain",
    active: "expand",
    loyal: "expand",
    "at-risk": "retain",
    churned: "win-back",
    "won-back": "retain",
  },
};
