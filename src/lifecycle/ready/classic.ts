import type { Lifecycle } from "../types.ts";

type Stage = "prospect" | "new" | "growing" | "mature" | "at-risk" | "dormant" | "lost" | "won-back";
type Facts = {
  readonly orders: "number";
  readonly firstPurchase: "date";
  readonly previousPurchase: "date";
  readonly lastPurchase: "date";
};

/**
 * The stages of the textbooks: new with the first purchase, growing from the second, mature from the
 * fifth; at risk, dormant and lost when the last purchase is more than 90, 180 and 365 days ago; won
 * back by a purchase of the dormant and the lost, up to the next one on a later day.
 */
export const classic: Lifecycle<Stage, "purchase", Facts, "atRisk" | "dormant" | "lost"> = {
  kind: "lifecycle",
  version: 1,
  name: "classic",
  stages: ["prospect", "new", "growing", "mature", "at-risk", "dormant", "lost", "won-back"],
  events: ["purchase"],
  facts: { orders: "number", firstPurchase: "date", previousPurchase: "date", lastPurchase: "date" },
  initial: "prospect",
  thresholds: {
    atRisk: { rule: "fixed", days: 90 },
    dormant: { rule: "fixed", days: 180 },
    lost: { rule: "fixed", days: 365 },
  },
  updates: { purchase: "purchase" },
  transitions: [
    { from: ["dormant", "lost"], on: "purchase", to: "won-back", reason: "lifecycle_won_back" },
    {
      from: ["prospect", "new", "growing", "at-risk"],
      on: "purchase",
      when: { field: "orders", op: "gte", value: 5 },
      to: "mature",
      priority: 1,
      reason: "lifecycle_orders",
    },
    {
      from: ["prospect", "new", "at-risk"],
      on: "purchase",
      when: { field: "orders", op: "gte", value: 2 },
      to: "growing",
      reason: "lifecycle_orders",
    },
    {
      from: "won-back",
      on: "purchase",
      after: { atLeast: 1 },
      when: { field: "orders", op: "gte", value: 5 },
      to: "mature",
      priority: 1,
      reason: "lifecycle_orders",
    },
    { from: "won-back", on: "purchase", after: { atLeast: 1 }, to: "growing", reason: "lifecycle_orders" },
    { from: "prospect", on: "purchase", to: "new", reason: "lifecycle_first_purchase" },
    {
      from: ["new", "growing", "mature", "won-back"],
      after: { since: "lastPurchase", moreThan: "atRisk" },
      to: "at-risk",
      reason: "lifecycle_silence",
    },
    {
      from: "at-risk",
      after: { since: "lastPurchase", moreThan: "dormant" },
      to: "dormant",
      reason: "lifecycle_silence",
    },
    {
      from: "dormant",
      after: { since: "lastPurchase", moreThan: "lost" },
      to: "lost",
      reason: "lifecycle_silence",
    },
    // Orders of which no date is known.
    {
      from: "prospect",
      when: { field: "orders", op: "gte", value: 5 },
      to: "mature",
      reason: "lifecycle_orders",
    },
    {
      from: "prospect",
      when: { field: "orders", op: "gte", value: 2 },
      to: "growing",
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
    growing: "expand",
    mature: "expand",
    "at-risk": "retain",
    dormant: "win-back",
    lost: "win-back",
    "won-back": "retain",
  },
};
