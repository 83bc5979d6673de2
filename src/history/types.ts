import type { TimeOptions } from "../calendar/time-reader.ts";
import type { Transaction } from "../core/records.ts";
import type { Fields, OnInvalid, Rejection, Table, Time, TimeUnit } from "../core/types.ts";

/** How transactions are read, whatever is then made of them. */
export interface TransactionOptions extends TimeOptions {
  /** Orders on the same civil day: one purchase (default, as the models assume) or each its own. */
  readonly sameDay?: "merge" | "separate";
  /** An order of amount 0: an order like any other (default), or left out and counted. */
  readonly zeroAmount?: "count" | "ignore";
  /** Rows that repeat an order id with the same customer, day and amount: kept (default; not looked for) or left out and counted. Needs `orderId`. */
  readonly duplicates?: "keep" | "drop";
  /** What one unit of each currency is worth in the currency of the run: `{ USD: 1, EUR: 1.08 }`. */
  readonly rates?: { readonly [currency: string]: number };
  /** Rows dated before this time are left out and counted. */
  readonly from?: Time;
  /** A bad row ends with an error (default), or is set aside in `rejected`. */
  readonly onInvalid?: OnInvalid;
  /** Our field names to the host's: `{ customerId: "user_id" }`. */
  readonly fields?: Fields<Transaction>;
}

/** Options of {@link purchaseHistory}. */
export interface HistoryOptions<U extends TimeUnit = TimeUnit> extends TransactionOptions {
  /** The moment of looking. A calendar date means the end of that civil day. Later rows are left out and counted. */
  readonly asOf: Time;
  /** Unit of `frequency`'s companions `recency` and `age`. Default `week`. */
  readonly timeUnit?: U;
}

/** One customer's line of a purchase history. Null where nothing can be known: see each field. */
export interface HistoryRow {
  /** Who. */
  readonly customerId: string;
  /** Civil date of the first purchase; null for who has refunds only. */
  readonly firstPurchase: string | null;
  /** Civil date of the last purchase; null likewise. */
  readonly lastPurchase: string | null;
  /** Orders, refunds not counted. */
  readonly orders: number;
  /** Different civil days with an order. */
  readonly purchaseDays: number;
  /** Sum of amounts, net of refunds. */
  readonly revenue: number;
  /** Sum of what was refunded, a positive number. */
  readonly refunds: number;
  /** x of the models: purchases after the first. */
  readonly frequency: number;
  /** t_x of the models: time from the first to the last purchase, in `timeUnit`; null without a purchase. Not RFM's recency: see `recencyDays`. */
  readonly recency: number | null;
  /** T of the models: time from the first purchase to `asOf`, in `timeUnit`; null without a purchase. */
  readonly age: number | null;
  /** `revenue / orders`; null without an order. */
  readonly averageOrderValue: number | null;
  /** Mean amount of the purchases after the first, refunds not taken off; null without a repeat purchase. */
  readonly meanRepeatSpend: number | null;
  /** Civil days from the last purchase to `asOf`; null without a purchase. */
  readonly recencyDays: number | null;
  /** Mean days between purchases; null without a repeat purchase. */
  readonly meanGapDays: number | null;
  /** Sample standard deviation of those gaps; null with fewer than two. */
  readonly gapStdDays: number | null;
  /** Sum of the natural logarithms of the gaps in days (regular-timing models); null where a gap is 0. */
  readonly sumLogGaps: number | null;
}

/** What happened to the rows on their way in. `accepted + rejected.length = given`. */
export interface RowFacts {
  /** Rows in the input. */
  readonly given: number;
  /** Rows that could be read. */
  readonly accepted: number;
  /** Refund rows. */
  readonly refundRows: number;
  /** Orders of amount 0. */
  readonly zeroAmounts: number;
  /** Rows after `asOf`, left out. */
  readonly future: number;
  /** Rows before `from`, left out. */
  readonly beforeFrom: number;
  /** Rows left out as duplicates. */
  readonly duplicates: number;
  /** The rows set aside, with `onInvalid: "collect"`. */
  readonly rejected: readonly Rejection[];
}

/** What a purchase history says beside its lines. */
export interface HistoryFacts<U extends TimeUnit = TimeUnit> extends RowFacts {
  /** Civil date of the moment of looking. */
  readonly asOf: string;
  /** Unit of `recency` and `age`. */
  readonly timeUnit: U;
  /** Orders that became part of another order's purchase on the same day. */
  readonly merged: number;
  /** Rows that came after a later row of the same customer. */
  readonly unsorted: number;
}

/** A line per customer, by ascending id (code units), and what happened to the rows. */
export type PurchaseHistory<U extends TimeUnit = TimeUnit> = Table<HistoryRow> & HistoryFacts<U>;
