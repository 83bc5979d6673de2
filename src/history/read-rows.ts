/**
 * The fast case of reading row objects: orders without kind and currency, whose cells are what they should be.
 *
 * @module
 */
import { dayOfCell } from "../calendar/time-reader.ts";
import type { Batch } from "./batch.ts";
import type { OpenTransactions, Reading } from "./open-transactions.ts";

interface Fields {
  readonly [key: string]: unknown;
}

/** Rows, and what the host calls their fields. */
export interface PlainRows {
  readonly rows: readonly (Fields | null | undefined)[];
  readonly customerId: string;
  readonly at: string;
  readonly amount: string;
  readonly kind: string;
  readonly currency: string;
  /** Room for the ids of a batch. */
  readonly texts: string[];
}

/** The rows of an input that is rows; none where a field has a name that every object inherits. */
export function plainRows(input: OpenTransactions): PlainRows | undefined {
  const { customerId, at, amount, kind, currency } = input;
  if (customerId.form !== "rows" || at.form !== "rows" || amount.form !== "rows") return undefined;
  if (kind?.form !== "rows" || currency?.form !== "rows" || input.orderId !== undefined) return undefined;
  const keys = {
    customerId: customerId.key,
    at: at.key,
    amount: amount.key,
    kind: kind.key,
    currency: currency.key,
  };
  if (Object.values(keys).some((key) => key in Object.prototype)) return undefined;
  // Written out, here and wherever a loop reads what is made: the layout of an object with a spread is forgotten with the
  // last of them, and what was compiled for it too. It would be compiled anew for each call.
  return {
    rows: customerId.rows as readonly (Fields | null | undefined)[],
    customerId: keys.customerId,
    at: keys.at,
    amount: keys.amount,
    kind: keys.kind,
    currency: keys.currency,
    texts: [],
  };
}

/**
 * Reads rows `from` to `to` (not included), all fields of a row together: each has a place of its own in this
 * loop, where the engine learns how the host's rows are laid out. Ids go to `plain.texts`.
 *
 * @returns Whether all cells are what they should be. If not, the batch means nothing.
 */
export function readPlainRows(
  plain: PlainRows,
  from: number,
  to: number,
  reading: Reading,
  batch: Batch,
): boolean {
  const { rows, customerId, at, amount, kind, currency, texts } = plain;
  const { days, amounts } = batch;
  const { time, latest } = reading;
  const found = { value: 0 };
  let lastTime: unknown;
  let day = 0;
  for (let i = from; i < to; i += 1) {
    const row = rows[i];
    if (typeof row !== "object" || row === null) return false;
    const id = row[customerId];
    const when = row[at];
    const money = row[amount];
    if ((row[kind] ?? row[currency] ?? undefined) !== undefined) return false;
    if (typeof id !== "string" || typeof money !== "number" || money - money !== 0) return false;
    // Logs in time order repeat the day; an object may have changed since.
    if (when !== lastTime || typeof when !== "string") {
      day = dayOfCell(when, time, latest, found);
      if (Number.isNaN(day)) return false;
      lastTime = when;
    }
    texts[i - from] = id;
    days[i - from] = day;
    amounts[i - from] = money;
  }
  return true;
}
