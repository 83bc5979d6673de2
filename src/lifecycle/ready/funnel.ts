import type { Lifecycle } from "../types.ts";

type Stage =
  | "none"
  | "subscriber"
  | "lead"
  | "marketingqualifiedlead"
  | "salesqualifiedlead"
  | "opportunity"
  | "customer"
  | "evangelist"
  | "other";
type Event =
  | "subscribed"
  | "form-submitted"
  | "marketing-qualified"
  | "sales-qualified"
  | "deal-created"
  | "deal-won"
  | "advocated"
  | "set-aside"
  | "cleared";
type Facts = {
  readonly subscribedAt: "date";
  readonly formAt: "date";
  readonly marketingQualifiedAt: "date";
  readonly salesQualifiedAt: "date";
  readonly dealCreatedAt: "date";
  readonly dealWonAt: "date";
  readonly advocatedAt: "date";
  readonly setAsideAt: "date";
  readonly clearedAt: "date";
};

/**
 * A sales funnel with HubSpot's eight stages and its rules: the subscription form makes a subscriber,
 * another form a lead, the first deal an opportunity, a won one a customer. It only goes forward; to go
 * back, `cleared` empties it first (`none`).
 *
 * @see HubSpot knowledge base, Use lifecycle stages.
 */
export const funnel: Lifecycle<Stage, Event, Facts, never> = {
  kind: "lifecycle",
  version: 1,
  name: "funnel",
  stages: [
    "none",
    "subscriber",
    "lead",
    "marketingqualifiedlead",
    "salesqualifiedlead",
    "opportunity",
    "customer",
    "evangelist",
    "other",
  ],
  events: [
    "subscribed",
    "form-submitted",
    "marketing-qualified",
    "sales-qualified",
    "deal-created",
    "deal-won",
    "advocated",
    "set-aside",
    "cleared",
  ],
  facts: {
    subscribedAt: "date",
    formAt: "date",
    marketingQualifiedAt: "date",
    salesQualifiedAt: "date",
    dealCreatedAt: "date",
    dealWonAt: "date",
    advocatedAt: "date",
    setAsideAt: "date",
    clearedAt: "date",
  },
  initial: "none",
  thresholds: {},
  updates: {
    subscribed: { subscribedAt: "at" },
    "form-submitted": { formAt: "at" },
    "marketing-qualified": { marketingQualifiedAt: "at" },
    "sales-qualified": { salesQualifiedAt: "at" },
    "deal-created": { dealCreatedAt: "at" },
    "deal-won": { dealWonAt: "at" },
    advocated: { advocatedAt: "at" },
    "set-aside": { setAsideAt: "at" },
    cleared: {
      clearedAt: "at",
      subscribedAt: "clear",
      formAt: "clear",
      marketingQualifiedAt: "clear",
      salesQualifiedAt: "clear",
      dealCreatedAt: "clear",
      dealWonAt: "clear",
      advocatedAt: "clear",
      setAsideAt: "clear",
    },
  },
  transitions: [
    { from: "*", on: "subscribed", to: "subscriber" },
    { from: "*", on: "form-submitted", to: "lead" },
    { from: "*", on: "marketing-qualified", to: "marketingqualifiedlead" },
    { from: "*", on: "sales-qualified", to: "salesqualifiedlead" },
    { from: "*", on: "deal-created", to: "opportunity" },
    { from: "*", on: "deal-won", to: "customer" },
    { from: "*", on: "advocated", to: "evangelist" },
    { from: "*", on: "set-aside", to: "other" },
    { from: "*", on: "cleared", to: "none", backward: true },
  ],
  forwardOnly: true,
  management: {
    none: "acquire",
    subscriber: "acquire",
    lead: "acquire",
    marketingqualifiedlead: "acquire",
    salesqualifiedlead: "acquire",
    opportunity: "acquire",
    customer: "retain",
    evangelist: "expand",
  },
};
