import type { Lifecycle } from "../types.ts";

type Stage =
  | "prospect"
  | "trial"
  | "active"
  | "renewal-due"
  | "past-due"
  | "cancelled"
  | "lapsed"
  | "won-back";
type Event = "trial-started" | "subscribed" | "renewed" | "payment-failed" | "cancelled" | "plan-changed";
type Facts = {
  readonly plan: "text";
  readonly trialStartedAt: "date";
  readonly trialEndsAt: "date";
  readonly startedAt: "date";
  readonly renewsAt: "date";
  readonly cancelledAt: "date";
};

/**
 * A contract's stages from what the host declares: the plan, the day of renewal, trial and
 * cancellation. A renewal is due from 30 days before its day on; unpaid, the contract is past due on the
 * day after it and lapses 30 days later. Who cancels stays to the end of what is paid. Who subscribes
 * again after that is won back, up to the next renewal.
 *
 * `renewed`, `subscribed` and `plan-changed` carry the new `renewsAt` and `plan`.
 */
export const subscription: Lifecycle<Stage, Event, Facts, "grace"> = {
  kind: "lifecycle",
  version: 1,
  name: "subscription",
  stages: ["prospect", "trial", "active", "renewal-due", "past-due", "cancelled", "lapsed", "won-back"],
  events: ["trial-started", "subscribed", "renewed", "payment-failed", "cancelled", "plan-changed"],
  facts: {
    plan: "text",
    trialStartedAt: "date",
    trialEndsAt: "date",
    startedAt: "date",
    renewsAt: "date",
    cancelledAt: "date",
  },
  initial: "prospect",
  thresholds: { grace: { rule: "fixed", days: 30 } },
  updates: {
    "trial-started": { trialStartedAt: "at" },
    subscribed: { startedAt: "at", cancelledAt: "clear" },
    cancelled: { cancelledAt: "at" },
  },
  transitions: [
    { from: "prospect", on: "trial-started", to: "trial" },
    { from: "lapsed", on: "subscribed", to: "won-back", reason: "lifecycle_won_back" },
    { from: ["prospect", "trial", "cancelled", "past-due"], on: "subscribed", to: "active" },
    { from: ["renewal-due", "past-due", "won-back"], on: "renewed", to: "active" },
    { from: ["active", "renewal-due", "won-back"], on: "payment-failed", to: "past-due" },
    {
      from: ["active", "renewal-due", "past-due", "won-back"],
      when: { field: "cancelledAt", op: "isSet" },
      to: "cancelled",
      priority: 1,
      reason: "lifecycle_cancelled",
    },
    {
      from: "trial",
      after: { since: "trialEndsAt", moreThan: 0 },
      to: "lapsed",
      reason: "lifecycle_trial_over",
    },
    {
      from: ["active", "won-back"],
      after: { since: "renewsAt", atLeast: -30 },
      to: "renewal-due",
      reason: "lifecycle_renewal_due",
    },
    {
      from: "renewal-due",
      after: { since: "renewsAt", moreThan: 0 },
      to: "past-due",
      reason: "lifecycle_unpaid",
    },
    {
      from: "past-due",
      after: { since: "renewsAt", moreThan: "grace" },
      to: "lapsed",
      reason: "lifecycle_unpaid",
    },
    {
      from: "cancelled",
      after: { since: "renewsAt", moreThan: 0 },
      to: "lapsed",
      reason: "lifecycle_paid_time_over",
    },
    // What the host declares without an event.
    { from: "prospect", when: { field: "plan", op: "isSet" }, to: "active" },
    { from: "prospect", when: { field: "trialEndsAt", op: "isSet" }, to: "trial" },
  ],
  management: {
    prospect: "acquire",
    trial: "acquire",
    active: "expand",
    "renewal-due": "retain",
    "past-due": "retain",
    cancelled: "retain",
    lapsed: "win-back",
    "won-back": "retain",
  },
};
