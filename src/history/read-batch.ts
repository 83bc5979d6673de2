import { readDayRange } from "../calendar/time-reader.ts";
import { type Column, copyCells } from "../core/column.ts";
import { ScoringError } from "../core/error.ts";
import { isId, readIdRange } from "../core/read-ids.ts";
import { readNumberRange } from "../core/read-numbers.ts";
import type { Rejector } from "../core/rejector.ts";
import type { Batch } from "./batch.ts";
import { dictionaryOf, readCodes } from "./id-dictionary.ts";
import type { OpenTransactions, Reading } from "./open-transactions.ts";
import { type PlainRows, plainRows, readPlainRows } from "./read-rows.ts";
import { addRefund, growState, type HistoryState, type IdDictionary, UNSEALED } from "./state.ts";
import { readUsual, type UsualColumns, usualColumns } from "./usual-batch.ts";

/** What reading a run of batches of one input reuses. */
export interface ReadBuffers {
  /** The rows read. Do not write to its arrays: they may be the host's. */
  readonly batch: Batch;
  /** Arrays that may be written to. */
  own: Batch;
  /** The columns, where they are of the usual kind. */
  readonly usual: UsualColumns | undefined;
  /** The rows, where they are plain. */
  readonly plain: PlainRows | undefined;
  readonly cells: unknown[];
  /** Customers of the entries of an id dictionary; none where its codes are the customers' numbers. */
  readonly dictionary: IdDictionary | undefined;
}

/** Buffers to read one input in batches, into arrays of their own. */
export function createReadBuffers(
  input: OpenTransactions,
  own: Batch,
  reading: Reading,
  state: HistoryState,
  adopted: boolean,
): ReadBuffers {
  const { customerId } = input;
  const mapped = customerId.form === "dictionary" && !adopted;
  const dictionary = mapped ? dictionaryOf(customerId.values, state) : undefined;
  const usual = usualColumns(input, reading, state, dictionary?.codes);
  const batch = { codes: own.codes, days: own.days, amounts: own.amounts, length: own.length };
  return { batch, own, usual, plain: plainRows(input), cells: [], dictionary };
}

/**
 * Reads rows `from` to `to` (not included) of an input into `buffers.batch` and sorts
 * out what is no order: its code becomes -1 and it is counted, refunds go to the state's refunds.
 */
export function readBatch(
  input: OpenTransactions,
  from: number,
  to: number,
  reading: Reading,
  state: HistoryState,
  buffers: ReadBuffers,
  rejector: Rejector,
): void {
  const { batch, own, usual, plain } = buffers;
  batch.length = to - from;
  if (usual !== undefined && readUsual(usual, from, to, reading, state, own, batch)) {
    growState(state);
    return;
  }
  batch.codes = own.codes;
  batch.days = own.days;
  batch.amounts = own.amounts;
  if (plain !== undefined && readPlainRows(plain, from, to, reading, batch)) {
    state.register.numberTexts(plain.texts, to - from, batch.codes);
    growState(state);
    if (state.sealedBefore !== UNSEALED) refuseSealed(from, reading, state, batch, rejector);
    rejector.settle();
    sortOut(batch, undefined, reading, state);
    return;
  }
  readFields(input, from, to, reading, state, buffers, rejector);
}

/** The general case: any form of column, field by field. */
function readFields(
  input: OpenTransactions,
  from: number,
  to: number,
  reading: Reading,
  state: HistoryState,
  buffers: ReadBuffers,
  rejector: Rejector,
): void {
  const { batch, cells } = buffers;
  if (input.customerId.form === "dictionary") {
    readCodes(input.customerId, from, to, state, buffers.dictionary?.codes, batch.codes, rejector);
  } else {
    readIdRange(input.customerId, from, to, batch.codes, "customerId", state.register, rejector, cells);
  }
  readDayRange(input.at, from, to, batch.days, reading.time, reading.latest, "at", rejector, cells);
  readNumberRange(input.amount, from, to, batch.amounts, "amount", {}, rejector, cells);
  if (input.currency !== undefined) convert(input.currency, from, to, reading, state, batch, rejector, cells);
  growState(state);
  const kinds = readKinds(input.kind, from, to, batch, rejector, cells);
  if (rejector.count() > 0) {
    for (let i = 0; i < batch.length; i += 1) if (rejector.has(from + i)) batch.codes[i] = -1;
  }
  if (input.orderId !== undefined) {
    dropDuplicates(input.orderId, from, to, reading, state, batch, kinds, rejector, cells);
  }
  if (state.sealedBefore !== UNSEALED) refuseSealed(from, reading, state, batch, rejector);
  rejector.settle();
  sortOut(batch, kinds, reading, state);
}

/** Brings amounts to one currency. Rows that name none are taken to be in the run's. */
function convert(
  column: Column,
  from: number,
  to: number,
  reading: Reading,
  state: HistoryState,
  batch: Batch,
  rejector: Rejector,
  cells: unknown[],
): void {
  copyCells(column, from, to, cells);
  for (let i = 0; i < to - from; i += 1) {
    const cell = cells[i];
    if (cell === null || cell === undefined || rejector.has(from + i)) continue;
    if (typeof cell !== "string") {
      rejector.reject(from + i, "currency", "wrong_type", "a currency code", cell);
    } else if (reading.rates !== undefined) {
      const rate = reading.rates.get(cell);
      if (rate === undefined)
        rejector.reject(from + i, "currency", "unknown_name", "a currency with a rate", cell);
      else batch.amounts[i] = (batch.amounts[i] as number) * rate;
    } else if (state.currency === undefined) {
      state.currency = cell;
    } else if (state.currency !== cell) {
      // Not a fault of this row: which of the currencies is the wrong one cannot be known.
      const path = ["transactions", from + i + state.tally.given, "currency"];
      throw new ScoringError("mixed_currency", path, "one currency (or rates for each)", "another one");
    }
  }
}

/** 1 where a row says it is a refund, -1 where it says it is a purchase, 0 where it does not say. */
function readKinds(
  column: Column | undefined,
  from: number,
  to: number,
  batch: Batch,
  rejector: Rejector,
  cells: unknown[],
): Int8Array | undefined {
  if (column === undefined) return undefined;
  copyCells(column, from, to, cells);
  let kinds: Int8Array | undefined;
  for (let i = 0; i < to - from; i += 1) {
    const cell = cells[i];
    if (cell === null || cell === undefined) continue;
    kinds ??= new Int8Array(to - from);
    if (cell === "refund") kinds[i] = 1;
    else if (cell === "purchase" && (batch.amounts[i] as number) < 0) {
      rejector.reject(from + i, "amount", "out_of_range", "at least 0 for a purchase", batch.amounts[i]);
    } else if (cell === "purchase") kinds[i] = -1;
    else rejector.reject(from + i, "kind", "unknown_name", "purchase or refund", cell);
  }
  return kinds;
}

/** An order seen before, to the last field, is left out and counted. */
function dropDuplicates(
  column: Column,
  from: number,
  to: number,
  reading: Reading,
  state: HistoryState,
  batch: Batch,
  kinds: Int8Array | undefined,
  rejector: Rejector,
  cells: unknown[],
): void {
  const keys = state.orderKeys;
  if (keys === undefined) return;
  copyCells(column, from, to, cells);
  for (let i = 0; i < to - from; i += 1) {
    const code = batch.codes[i] as number;
    const order = cells[i];
    const day = batch.days[i] as number;
    if (code < 0 || order === null || order === undefined) continue;
    // Rows out of the window are left out anyhow, and may come again when it has moved.
    if (day > reading.asOfDay || day < reading.fromDay) continue;
    if (!isId(order)) {
      rejector.reject(from + i, "orderId", "wrong_type", "a string or a finite number", order);
      batch.codes[i] = -1;
      continue;
    }
    // By what it comes to: an order and its return on the same day are two rows, whatever their signs.
    const amount = kinds?.[i] === 1 ? -Math.abs(batch.amounts[i] as number) : batch.amounts[i];
    const key = JSON.stringify([state.register.ids[code], String(order), day, amount]);
    if (keys.has(key)) {
      state.tally.duplicates += 1;
      batch.codes[i] = -1;
    } else {
      keys.add(key);
    }
  }
}

/** Rows from before a seal cannot be added: the records they belong to are closed. */
function refuseSealed(
  from: number,
  reading: Reading,
  state: HistoryState,
  batch: Batch,
  rejector: Rejector,
): void {
  for (let i = 0; i < batch.length; i += 1) {
    const day = batch.days[i] as number;
    if ((batch.codes[i] as number) < 0 || day >= state.sealedBefore || day < reading.fromDay) continue;
    rejector.reject(from + i, "at", "late", "a day that is not sealed", undefined, "an earlier one");
    batch.codes[i] = -1;
  }
}

/** Marks the rows that are no orders and counts them. */
function sortOut(batch: Batch, kinds: Int8Array | undefined, reading: Reading, state: HistoryState): void {
  const { codes, days, amounts, length } = batch;
  const { asOfDay, fromDay, ignoreZero } = reading;
  const { tally } = state;
  for (let i = 0; i < length; i += 1) {
    const code = codes[i] as number;
    const day = days[i] as number;
    const amount = amounts[i] as number;
    const kind = kinds === undefined ? 0 : (kinds[i] as number);
    // The usual row: an order of today or before, with money.
    if (code >= 0 && day <= asOfDay && day >= fromDay && amount > 0 && kind <= 0) continue;
    if (code < 0) continue;
    if (day > asOfDay) {
      tally.future += 1;
    } else if (day < fromDay) {
      tally.beforeFrom += 1;
    } else if (kind > 0 || amount < 0) {
      tally.refundRows += 1;
      addRefund(state, code, Math.abs(amount));
    } else {
      tally.zeroAmounts += 1;
      if (!ignoreZero) continue;
    }
    codes[i] = -1;
  }
}
