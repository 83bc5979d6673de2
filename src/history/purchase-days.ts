import { checkOptions } from "../core/check-options.ts";
import type { Transaction } from "../core/records.ts";
import type { Input, Open, Time } from "../core/types.ts";
import type { Batch } from "./batch.ts";
import { orderById } from "./id-order.ts";
import { checkReading, openTransactions, READING_OPTIONS } from "./open-transactions.ts";
import { readOrders } from "./read-orders.ts";
import { rowFacts } from "./state.ts";
import type { RowFacts, TransactionOptions } from "./types.ts";

/**
 * Each customer's purchase days in order, with the money of each: what cohorts, tracking and replays
 * are made of. Those of customer `i` stand at `starts[i]` to `starts[i + 1]`, not included.
 */
export interface PurchaseDays extends RowFacts {
  /** The customers, by ascending id. */
  readonly customerId: readonly string[];
  readonly starts: Int32Array;
  /** Civil days, ascending for each customer. */
  readonly days: Int32Array;
  /** Orders of that day. */
  readonly orders: Int32Array;
  /** Their amounts together. Refunds are not among them. */
  readonly amounts: Float64Array;
  /** Civil day of `asOf`. */
  readonly asOfDay: number;
}

/** Options of {@link purchaseDays}. Same-day orders always merge here. */
export interface PurchaseDaysOptions extends TransactionOptions {
  /** The moment of looking; later rows are left out. */
  readonly asOf: Time;
}

/** Sorts orders by customer and day. Linear but for the sorting of each customer's rows. */
export function purchaseDays<C = never>(
  transactions: Input<Transaction> | Open<C>,
  options: PurchaseDaysOptions,
): PurchaseDays {
  options = checkOptions(options, [...READING_OPTIONS, "asOf"]);
  const reading = checkReading(options, options.asOf, "asOf");
  const { state, batch } = readOrders(openTransactions(transactions, options.fields, reading), reading);
  const { ids } = state.register;
  const counts = new Int32Array(ids.length);
  for (let i = 0; i < batch.length; i += 1) {
    const c = batch.codes[i] as number;
    counts[c] = (counts[c] as number) + 1;
  }
  const order = orderById(ids, (c) => (counts[c] as number) > 0);
  return { ...gatherDays(ids, order, counts, batch), asOfDay: reading.asOfDay, ...rowFacts(state) };
}

/** The facts of the rows alone, to stand beside what is made of the days. */
export function rowFactsOf(bought: PurchaseDays): RowFacts {
  const { given, accepted, refundRows, zeroAmounts, future, beforeFrom, duplicates, rejected } = bought;
  return { given, accepted, refundRows, zeroAmounts, future, beforeFrom, duplicates, rejected };
}

function gatherDays(
  ids: readonly string[],
  order: Int32Array,
  counts: Int32Array,
  batch: Batch,
): Pick<PurchaseDays, "customerId" | "starts" | "days" | "orders" | "amounts"> {
  const position = new Int32Array(ids.length);
  const next = new Int32Array(order.length + 1);
  for (let i = 0; i < order.length; i += 1) {
    position[order[i] as number] = i;
    next[i + 1] = (next[i] as number) + (counts[order[i] as number] as number);
  }
  const spans = next.slice();
  const rows = new Int32Array(batch.length);
  for (let i = 0; i < batch.length; i += 1) {
    const p = position[batch.codes[i] as number] as number;
    rows[next[p] as number] = i;
    next[p] = (next[p] as number) + 1;
  }
  const starts = new Int32Array(order.length + 1);
  const days = new Int32Array(batch.length);
  const orders = new Int32Array(batch.length);
  const amounts = new Float64Array(batch.length);
  let at = 0;
  for (let i = 0; i < order.length; i += 1) {
    const span = rows.subarray(spans[i] as number, spans[i + 1] as number);
    span.sort((a, b) => (batch.days[a] as number) - (batch.days[b] as number) || a - b);
    at = mergeDays(span, batch, days, orders, amounts, at);
    starts[i + 1] = at;
  }
  return {
    customerId: Array.from(order, (c) => ids[c] as string),
    starts,
    days: days.slice(0, at),
    orders: orders.slice(0, at),
    amounts: amounts.slice(0, at),
  };
}

/** Writes a customer's days from `at` on; returns where the next customer's begin. */
function mergeDays(
  span: Int32Array,
  batch: Batch,
  days: Int32Array,
  orders: Int32Array,
  amounts: Float64Array,
  at: number,
): number {
  let end = at;
  for (let i = 0; i < span.length; i += 1) {
    const row = span[i] as number;
    const day = batch.days[row] as number;
    if (end === at || days[end - 1] !== day) {
      days[end] = day;
      end += 1;
    }
    orders[end - 1] = (orders[end - 1] as number) + 1;
    amounts[end - 1] = (amounts[end - 1] as number) + (batch.amounts[row] as number);
  }
  return end;
}
