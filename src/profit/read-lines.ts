import { type Column, copyCells } from "../core/column.ts";
import type { OpenInput } from "../core/open-input.ts";
import type { Rejector } from "../core/rejector.ts";
import type { CheckedPolicy } from "./check-policy.ts";
import type { LineBatch } from "./line-kernel.ts";
import { notInspected, readColumn } from "./read-column.ts";
import { convertMoney } from "./read-money.ts";
import { leaveOutside, leaveRejected } from "./read-window.ts";
import { noteSeen, type ProfitState, SEEN_SALE, TRASH } from "./state.ts";

/** The columns of order lines that a policy needs. */
interface Opened {
  readonly amount: Column;
  readonly at: Column | undefined;
  readonly currency: Column | undefined;
  readonly kind: Column | undefined;
  readonly quantity: Column | undefined;
  readonly discount: Column | undefined;
  readonly cost: Column | undefined;
}

/**
 * Reads lines `from` to `to` (not included), whose slots are given; those that are left out get
 * another. The next call writes over what this one gave.
 */
export type LineReader = (from: number, to: number, slots: Int32Array) => ReadLines;

/** Lines as they were read. */
export interface ReadLines extends LineBatch {
  /** At least the sum of the absolute values of all amounts; Infinity where one is not whole. */
  readonly magnitude: number;
}

/** Makes a reader of order lines for up to `size` at a time. */
export function createLineReader(
  input: OpenInput,
  size: number,
  policy: CheckedPolicy,
  state: ProfitState,
  rejector: Rejector,
): LineReader {
  const uses = (source: string): boolean => policy.waterfall.layers.some(({ from }) => from === source);
  const opened: Opened = {
    amount: input.needed("amount"),
    at: policy.window === undefined ? undefined : input.needed("at"),
    currency: input.column("currency"),
    kind: input.column("kind"),
    quantity: input.column("quantity"),
    discount: uses("discounts") ? input.column("discount") : undefined,
    cost: uses("goods") ? input.column("cost") : undefined,
  };
  const copy = policy.rates !== undefined && opened.currency !== undefined;
  const cells: unknown[] = [];
  const days = new Int32Array(opened.at === undefined ? 0 : size);
  const buffers = [new Float64Array(size), new Float64Array(size), new Float64Array(size)] as const;
  const none = { discounts: new Float64Array(size), goods: new Float64Array(size).fill(Number.NaN) };
  const found = notInspected();

  return (from, to, slots) => {
    const length = to - from;
    const number = (column: Column, buffer: Float64Array, field: string, nullable: boolean): Float64Array =>
      readColumn(column, from, to, buffer, copy, field, nullable, rejector, cells, found);
    let amounts = number(opened.amount, buffers[0], "amount", false);
    let { magnitude } = found;
    if (opened.kind !== undefined) {
      amounts = readKinds(opened.kind, from, to, amounts, slots, state, rejector, cells);
    }
    /** A column of amounts beside `amount`, none of them below 0 but on refunds. */
    const further = (column: Column, buffer: Float64Array, field: string): Float64Array => {
      const values = number(column, buffer, field, true);
      if (found.negative) refuseNegative(values, amounts, from, field, rejector);
      magnitude += found.magnitude;
      return values;
    };
    let discounts: Float64Array = none.discounts.subarray(0, length);
    if (opened.discount !== undefined) {
      discounts = further(opened.discount, buffers[1], "discount");
      if (found.known > 0) state.tally.discounts += 1;
      if (found.known < length) discounts = discounts.map((discount) => discount || 0);
    }
    let goods: Float64Array = none.goods.subarray(0, length);
    if (opened.cost !== undefined) {
      goods = further(opened.cost, buffers[2], "cost");
      if (found.known > 0) state.tally.goods += 1;
    }
    if (opened.quantity !== undefined) {
      const quantities = number(opened.quantity, new Float64Array(length), "quantity", true);
      if (found.negative) refuseNegative(quantities, amounts, from, "quantity", rejector);
    }
    if (opened.currency !== undefined) {
      const columns = [amounts, discounts, goods];
      convertMoney(opened.currency, from, to, columns, policy.rates, state, rejector, "lines", cells);
      // What was looked at is no longer what is there.
      if (copy) magnitude = Number.POSITIVE_INFINITY;
    }
    leaveOutside(opened.at, from, to, slots, days, policy, state, rejector, cells);
    leaveRejected(slots, from, to, rejector);
    return { slots, amounts, discounts, goods, magnitude };
  };
}

/** The amounts with refunds below 0. A refund of nothing is counted here and left out. */
function readKinds(
  column: Column,
  from: number,
  to: number,
  amounts: Float64Array,
  slots: Int32Array,
  state: ProfitState,
  rejector: Rejector,
  cells: unknown[],
): Float64Array {
  copyCells(column, from, to, cells);
  let signed = amounts;
  for (let i = 0; i < to - from; i += 1) {
    const cell = cells[i];
    const amount = amounts[i] as number;
    if (cell === null || cell === undefined) continue;
    if (cell === "refund") {
      if (amount > 0) {
        if (signed === amounts) signed = amounts.slice();
        signed[i] = -amount;
      } else if (amount === 0) {
        state.tally.refundLines += 1;
        noteSeen(state, slots[i] as number, SEEN_SALE);
        slots[i] = TRASH;
      }
    } else if (cell !== "purchase") {
      rejector.reject(from + i, "kind", "unknown_name", "purchase or refund", cell);
    } else if (amount < 0) {
      rejector.reject(from + i, "amount", "out_of_range", "at least 0 for a purchase", amount);
    }
  }
  return signed;
}

/** Below zero only what a refund takes back may be: a return that does not say so would raise profit. */
function refuseNegative(
  values: Float64Array,
  amounts: Float64Array,
  offset: number,
  field: string,
  rejector: Rejector,
): void {
  for (let i = 0; i < values.length; i += 1) {
    const value = values[i] as number;
    if (!(value < 0) || (amounts[i] as number) < 0) continue;
    rejector.reject(offset + i, field, "out_of_range", "at least 0 on a line that is no refund", value);
  }
}
