/**
 * The records a business already has. All fields are read-only; optional ones accept null, since
 * SQL and data frames carry null; further fields are ignored.
 *
 * @module
 */
import type { Id, Time } from "./types.ts";

/** An order or a refund. */
export interface Transaction {
  /** Whose it is. */
  readonly customerId: Id;
  /** When it happened. */
  readonly at: Time;
  /** Money, all rows in one currency; integer minor units (cents) add up exactly. Negative = refund. */
  readonly amount: number;
  /** The order, where the host keeps one: rows that share it are lines or a return of one order. */
  readonly orderId?: Id | null | undefined;
  /** Default: by the sign of `amount`. A `refund` may carry either sign. */
  readonly kind?: "purchase" | "refund" | null | undefined;
  /** Currency code. Several of them in one run need `rates`. */
  readonly currency?: string | null | undefined;
}

/** A line of an order: a {@link Transaction} that says what was sold. */
export interface OrderLine extends Transaction {
  /** What was sold. */
  readonly productId?: Id | null | undefined;
  /** Where it was sold. */
  readonly channel?: string | null | undefined;
  /** How many. */
  readonly quantity?: number | null | undefined;
  /** Reduction already taken off `amount`. */
  readonly discount?: number | null | undefined;
  /** Cost of the goods. */
  readonly cost?: number | null | undefined;
}

/** Money spent on a customer. */
export interface Cost {
  /** On whom. */
  readonly customerId: Id;
  /** When. */
  readonly at: Time;
  /** How much, in the currency of the transactions. */
  readonly amount: number;
  /** Which layer of the waterfall it belongs to. */
  readonly layer: string;
}

/** Somebody brought somebody. */
export interface ReferralEdge {
  /** Who recommended. */
  readonly referrerId: Id;
  /** Who came. */
  readonly refereeId: Id;
  /** When. */
  readonly at?: Time | null | undefined;
}

/** A visit, a ticket, a call, a mail opened. */
export interface Interaction {
  /** Whose it is. */
  readonly customerId: Id;
  /** When. */
  readonly at: Time;
  /** What happened. */
  readonly type: string;
  /** Where. */
  readonly channel?: string | null | undefined;
  /** A number that goes with it. */
  readonly value?: number | null | undefined;
}

/** An answer to a question of a survey. */
export interface SurveyAnswer {
  /** Whose it is. */
  readonly customerId: Id;
  /** When. */
  readonly at: Time;
  /** Key of the question. */
  readonly question: string;
  /** The answer. */
  readonly answer: string | number;
}

/** What is known of a customer beside their records. */
export interface Customer {
  /** Who. */
  readonly customerId: Id;
  /** May they be contacted. */
  readonly consent?: boolean | null | undefined;
  /** Attributes, read by the names that a policy or rule declares. */
  readonly [attribute: string]: unknown;
}
