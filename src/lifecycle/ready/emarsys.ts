import type { Lifecycle } from "../types.ts";

type Stage =
  | "lead"
  | "new-lead"
  | "active-lead"
  | "cold-lead"
  | "inactive-lead"
  | "first-time"
  | "active"
  | "defecting"
  | "inactive";
type Event = "registered" | "responded" | "purchase" | "full-refund";
type Facts = {
  readonly orders: "number";
  readonly lastPurchase: "date";
  readonly registeredAt: "date";
  readonly lastResponse: "date";
};

/**
 * The stages of SAP Emarsys with the boundaries of its help page: a first-time buyer has one order, an
 * active customer two or more, the last at most 90 days ago; defecting from day 91, inactive from day
 * 366. A lead is new for 90 days after registering, active for 90 days after a response, then cold, and
 * inactive from day 181; `lead` where neither day is known. An order that is refunded in full undoes
 * itself.
 *
 * There, orders of amount 0 never count and today's orders count tomorrow: build the history with
 * `zeroAmount: "ignore"` and look as of yesterday to have the same.
 *
 * @see SAP Emarsys help, Customer Lifecycle Report and Lead Lifecycle Report (Smart Insight).
 */
export const emarsys: Lifecycle<Stage, Event, Facts, "active" | "defecting" | "lead" | "coldLead"> = {
  kind: "lifecycle",
  version: 1,
  name: "emarsys",
  stages: [
    "lead",
    "new-lead",
    "active-lead",
    "cold-lead",
    "inactive-lead",
    "first-time",
    "active",
    "defecting",
    "inactive",
  ],
  events: ["registered", "responded", "purchase", "full-refund"],
  facts: { orders: "number", lastPurchase: "date", registeredAt: "date", lastResponse: "date" },
  initial: "lead",
  thresholds: {
    active: { rule: "fixed", days: 90 },
    defecting: { rule: "fixed", days: 365 },
    lead: { rule: "fixed", days: 90 },
    coldLead: { rule: "fixed", days: 180 },
  },
  updates: {
    registered: { registeredAt: "at" },
    responded: { lastResponse: "at" },
    purchase: "purchase",
    "full-refund": { orders: { add: -1 } },
  },
  transitions: [
    { from: "lead", on: "registered", to: "new-lead" },
    { from: ["lead", "new-lead", "cold-lead", "inactive-lead"], on: "responded", to: "active-lead" },
    {
      from: "new-lead",
      after: { since: "registeredAt", moreThan: "lead" },
      to: "cold-lead",
      reason: "lifecycle_silence",
    },
    {
      from: "active-lead",
      after: { since: "lastResponse", moreThan: "lead" },
      to: "cold-lead",
      reason: "lifecycle_silence",
    },
    {
      from: "cold-lead",
      after: { since: "lastResponse", moreThan: "coldLead" },
      to: "inactive-lead",
      reason: "lifecycle_silence",
    },
    {
      from: "cold-lead",
      after: { since: "registeredAt", moreThan: "coldLead" },
      when: { field: "lastResponse", op: "isNotSet" },
      to: "inactive-lead",
      reason: "lifecycle_silence",
    },
    {
      from: "*",
      on: "purchase",
      when: { field: "orders", op: "gte", value: 2 },
      to: "active",
      reason: "lifecycle_orders",
    },
    {
      from: ["lead", "new-lead", "active-lead", "cold-lead", "inactive-lead", "defecting", "inactive"],
      on: "purchase",
      to: "first-time",
      reason: "lifecycle_first_purchase",
    },
    {
      from: ["first-time", "active"],
      after: { since: "lastPurchase", moreThan: "active" },
      to: "defecting",
      reason: "lifecycle_silence",
    },
    {
      from: "defecting",
      after: { since: "lastPurchase", moreThan: "defecting" },
      to: "inactive",
      reason: "lifecycle_silence",
    },
    {
      from: "*",
      on: "full-refund",
      when: { field: "orders", op: "lte", value: 0 },
      to: "lead",
      reason: "lifecycle_refund",
    },
    {
      from: "active",
      on: "full-refund",
      when: { field: "orders", op: "eq", value: 1 },
      to: "first-time",
      reason: "lifecycle_refund",
    },
    // Orders of which no date is known.
    {
      from: "lead",
      when: { field: "orders", op: "gte", value: 2 },
      to: "active",
      reason: "lifecycle_orders",
    },
    {
      from: "lead",
      when: { field: "orders", op: "gte", value: 1 },
      to: "first-time",
      reason: "lifecycle_orders",
    },
  ],
  management: {
    lead: "acquire",
    "new-lead": "acquire",
    "active-lead": "acquire",
    "cold-lead": "acquire",
    "inactive-lead": "acquire",
    "first-time": "retain",
    active: "expand",
    defecting: "retain",
    inactive: "win-back",
  },
};
