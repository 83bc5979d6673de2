import { LAST_DAY } from "../calendar/civil.ts";
import { checkNumber, checkOneOf } from "../core/check-options.ts";
import { checkWithin } from "../core/check-within.ts";
import { describeValue } from "../core/describe.ts";
import { ScoringError } from "../core/error.ts";
import { ownValue } from "../core/own.ts";
import type { OrderLine, Transaction } from "../core/records.ts";
import type { Id, Time } from "../core/types.ts";
import { addTransaction } from "../history/one-customer.ts";
import type { Reading } from "../history/open-transactions.ts";
import type { SavedHistory } from "../history/saved-history.ts";
import { contributionLayers } from "../profit/layers.ts";
import { eventCounts } from "./event-time.ts";

/** Somebody whom a customer brought. */
export interface Referred {
  readonly customerId: string;
  /** What they are worth, as the host knows it; null where it is not known. */
  readonly value: number | null;
}

/** Money spent on a customer in a layer of the waterfall, in all. */
export interface LayerCost {
  readonly layer: string;
  readonly amount: number;
}

/** Order lines of one kind, added up. */
export interface LineSum {
  readonly kind: "purchase" | "refund";
  /** Null where these lines have no cost. */
  readonly cost: number | null;
  readonly amount: number;
}

/**
 * What is kept of a customer between events. Plain JSON. A state that a store keeps for `runScoring` is
 * the `history` of one.
 */
export interface CustomerState {
  /** Orders and refunds; null or absent for who has none yet. */
  readonly history?: SavedHistory | null;
  /** Costs by layer. Absent where there was none. */
  readonly costs?: readonly LayerCost[];
  /** Order lines, where the policy reckons contribution by lines. */
  readonly lines?: readonly LineSum[];
  /** People brought. Absent where there was nobody. */
  readonly referred?: readonly Referred[];
}

/** Something that happened to one customer, or `tick`: time has passed. */
export type CustomerEvent =
  | ({ readonly type: "order" | "refund" } & Omit<Transaction, "kind"> & Pick<OrderLine, "cost" | "discount">)
  | {
      readonly type: "cost";
      readonly customerId: Id;
      readonly amount: number;
      readonly layer: string;
      readonly at?: Time | null;
    }
  | {
      readonly type: "referral";
      readonly referrerId: Id;
      readonly refereeId: Id;
      /** What the person brought is worth; a later event of the same two people replaces it. */
      readonly value?: number | null;
      readonly at?: Time | null;
    }
  | { readonly type: "tick" };

const TYPES = ["order", "refund", "cost", "referral", "tick"] as const;

/** What cost records may name: the waterfall of a scorecard is the usual one. */
const COST_LAYERS: readonly string[] = /* @__PURE__ */ contributionLayers.flatMap((step) =>
  "deduct" in step ? ("records" in step ? step.records : [step.deduct]) : [],
);

/**
 * The state after an event. The one given is not changed.
 *
 * @param reading - How it is read, and the moment of looking.
 * @param lines - Does contribution go by order lines?
 */
export function applyEvent(
  state: CustomerState,
  event: CustomerEvent,
  reading: Reading,
  lines: boolean,
): CustomerState {
  const given = event as unknown;
  if (typeof given !== "object" || given === null) {
    throw new ScoringError("wrong_type", ["event"], "an event", describeValue(given));
  }
  checkOneOf(ownValue(event, "type"), TYPES, ["event", "type"]);
  switch (event.type) {
    case "order":
    case "refund":
      return addOrder(state, event, reading, lines);
    case "cost":
      return addCost(state, event, reading);
    case "referral":
      return addReferral(state, event);
    default:
      return { ...state };
  }
}

type OrderEvent = Extract<CustomerEvent, { readonly type: "order" | "refund" }>;

function addOrder(state: CustomerState, event: OrderEvent, reading: Reading, lines: boolean): CustomerState {
  const { type } = event;
  const customerId = ownValue(event, "customerId") as Id;
  const when = ownValue(event, "at") as Time;
  const amount = ownValue(event, "amount") as number;
  const orderId = ownValue(event, "orderId");
  const currency = ownValue(event, "currency");
  const cost = ownValue(event, "cost");
  const kind = type === "refund" ? "refund" : "purchase";
  const transaction = { customerId, at: when, amount, orderId, kind, currency } as const;
  checkOwner(state, customerId, "customerId");
  let history: SavedHistory | null = ownValue(state, "history") ?? null;
  // The history's reader names the field of a transaction: here it is the event's. It takes any time.
  const anyTime: Reading = { ...reading, asOfDay: LAST_DAY, latest: Number.POSITIVE_INFINITY };
  const add = (): void => {
    history = addTransaction(history ?? undefined, transaction, anyTime);
  };
  checkWithin(["event"], add, 1, "transaction");
  const counts = eventCounts(when, type === "order" ? "last order" : "refund", reading);
  if (!lines || !counts) return { ...state, history };
  const rate = typeof currency === "string" ? (reading.rates?.get(currency) ?? 1) : 1;
  const known = cost === undefined || cost === null ? null : checkNumber(cost, ["event", "cost"]);
  const sums = (ownValue(state, "lines") ?? []).slice();
  const at = sums.findIndex((sum) => sum.kind === kind && (sum.cost === null) === (known === null));
  const before = sums[at] ?? { kind, cost: null, amount: 0 };
  const after: LineSum = {
    kind,
    cost: known === null ? null : (before.cost ?? 0) + rate * known,
    amount: before.amount + rate * Math.abs(amount),
  };
  if (at < 0) sums.push(after);
  else sums[at] = after;
  return { ...state, history, lines: sums };
}

function addCost(
  state: CustomerState,
  event: Extract<CustomerEvent, { readonly type: "cost" }>,
  reading: Reading,
): CustomerState {
  checkOwner(state, ownValue(event, "customerId"), "customerId");
  const layer: unknown = ownValue(event, "layer");
  if (typeof layer !== "string") {
    throw new ScoringError("wrong_type", ["event", "layer"], "the name of a layer", describeValue(layer));
  }
  if (!COST_LAYERS.includes(layer)) {
    const expected = `a layer of the waterfall: ${COST_LAYERS.join(", ")}`;
    throw new ScoringError("unknown_name", ["event", "layer"], expected, describeValue(layer));
  }
  const amount = checkNumber(ownValue(event, "amount"), ["event", "amount"]);
  if (!eventCounts(ownValue(event, "at"), "cost", reading)) return { ...state };
  const costs = (ownValue(state, "costs") ?? []).slice();
  const at = costs.findIndex((cost) => cost.layer === layer);
  if (at < 0) costs.push({ layer, amount });
  else costs[at] = { layer, amount: (costs[at] as LayerCost).amount + amount };
  return { ...state, costs };
}

function addReferral(
  state: CustomerState,
  event: Extract<CustomerEvent, { readonly type: "referral" }>,
): CustomerState {
  const referrerId = ownValue(event, "referrerId");
  checkOwner(state, referrerId, "referrerId");
  const customerId = idText(ownValue(event, "refereeId"), "refereeId");
  if (customerId === idText(referrerId, "referrerId")) {
    throw new ScoringError(
      "conflict",
      ["event", "refereeId"],
      "another person than the referrer",
      "the same",
    );
  }
  const given = ownValue(event, "value");
  const value = given === undefined || given === null ? null : checkNumber(given, ["event", "value"]);
  const referred = (ownValue(state, "referred") ?? []).filter((one) => one.customerId !== customerId);
  return { ...state, referred: [...referred, { customerId, value }] };
}

function checkOwner(state: CustomerState, id: unknown, field: string): void {
  const text = idText(id, field);
  const owner = ownValue(state, "history")?.customerId[0];
  if (owner === undefined || owner === text) return;
  throw new ScoringError("conflict", ["event", field], "the customer of the state", "another one");
}

function idText(id: unknown, field: string): string {
  if (typeof id === "string" || (typeof id === "number" && Number.isFinite(id))) return String(id);
  const code = id === undefined || id === null ? "missing" : "wrong_type";
  throw new ScoringError(code, ["event", field], "a string or a finite number", describeValue(id));
}
