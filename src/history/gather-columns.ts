import { FIRST_DAY } from "../calendar/civil.ts";
import type { Rejection } from "../core/types.ts";
import { gatherBlock } from "./gather-block.ts";
import {
  countRows,
  createGroups,
  createSorted,
  type Groups,
  layOut,
  mostDays,
  placeRow,
  placeRows,
  sortBlock,
} from "./group-rows.ts";
import type { Reading } from "./open-transactions.ts";
import { type Records, recordsBySlot } from "./records.ts";
import { addToRefunds, createTally, REFUNDS, type Tally } from "./state.ts";
import type { WholeColumns } from "./whole-columns.ts";

/** What came of columns. */
export interface Gathered {
  readonly records: Records;
  readonly tally: Tally;
  readonly rejected: Rejection[];
}

/** Columns on their way to records. */
interface Work {
  readonly columns: WholeColumns;
  readonly reading: Reading;
  readonly groups: Groups;
  /** The most days before the moment of looking that are in the window and have room. */
  readonly most: number;
  readonly records: Records;
  readonly tally: Tally;
}

/** Rows sorted together: 24 MB, or four to a customer, so that a visit to all customers costs little beside them. */
const TOGETHER = 1 << 21;
/** Rows placed at a time: what is compiled while it runs is used from the next batch on. */
const BATCH = 1 << 15;

/**
 * The records of columns of numbers. Many rows are taken in parts, which takes less room, where they come in time order;
 * else all together.
 *
 * @param together - Rows sorted together at least.
 * @returns `undefined` where a cell is not what it should be: others say which.
 */
export function gatherColumns(
  columns: WholeColumns,
  reading: Reading,
  together: number = TOGETHER,
): Gathered | undefined {
  const rows = columns.codes.length;
  const part = Math.max(together, 4 * columns.ids.length);
  for (const size of part < rows ? [part, rows] : [rows]) {
    const work = startWork(columns, reading, size);
    const end = gatherParts(work, size);
    if (end === "bad") return undefined;
    if (end === "done") return { records: work.records, tally: work.tally, rejected: [] };
  }
  return undefined;
}

function startWork(columns: WholeColumns, reading: Reading, size: number): Work {
  const { ids, codes, ascending } = columns;
  const groups = createGroups(ids.length, size);
  const days = reading.asOfDay - Math.max(reading.fromDay, FIRST_DAY);
  const tally = createTally();
  tally.given = codes.length;
  return {
    ...{ columns, reading, groups, tally },
    most: Math.min(days, mostDays(groups)),
    records: recordsBySlot(ids, ascending),
  };
}

/** Takes `size` rows at a time. Rows that are earlier than one before them must come together with it. */
function gatherParts(work: Work, size: number): "done" | "late" | "bad" {
  const { groups, columns } = work;
  const rows = columns.codes.length;
  for (let from = 0; from < rows; from += size) {
    const to = Math.min(from + size, rows);
    for (let at = from; at < to; at += BATCH) {
      if (!countRows(groups, columns.codes, at, Math.min(at + BATCH, to))) return "bad";
    }
    layOut(groups);
    for (let at = from; at < to; at += BATCH) {
      if (!placeBatch(work, at, Math.min(at + BATCH, to))) return "bad";
    }
    if (!gatherBlocks(work, size >= rows)) return "late";
  }
  return "done";
}

function placeBatch(work: Work, from: number, to: number): boolean {
  const { groups, columns, reading, most } = work;
  let i = from;
  while (i < to) {
    i = placeRows(groups, columns, i, to, reading.asOfDay, most);
    // Four rows, one of which is something else, or the last ones.
    const end = Math.min(i + 4, to);
    for (; i < end; i += 1) if (!settleRow(work, i)) return false;
  }
  return true;
}

/** Any row: what it is, if it is anything. */
function settleRow(work: Work, i: number): boolean {
  const { columns, reading, groups, records, tally, most } = work;
  const code = columns.codes[i] as number;
  const day = columns.days[i] as number;
  const amount = columns.amounts[i] as number;
  if (day < FIRST_DAY || day > columns.lastDay || !Number.isFinite(amount)) return false;
  const age = reading.asOfDay - day;
  const inWindow = age >= 0 && day >= reading.fromDay;
  // Too long ago to be counted in the bits that there are.
  if (inWindow && age > most) return false;
  if (inWindow && amount === 0) tally.zeroAmounts += 1;
  if (inWindow && (amount > 0 || (amount === 0 && !reading.ignoreZero))) {
    placeRow(groups, code, age, amount);
    return true;
  }
  if (age < 0) {
    tally.future += 1;
  } else if (!inWindow) {
    tally.beforeFrom += 1;
  } else if (amount < 0) {
    tally.refundRows += 1;
    records.refunds ??= new Float64Array(columns.ids.length * REFUNDS);
    addToRefunds(records.refunds, code, -amount);
  }
  return true;
}

function gatherBlocks({ groups, records, reading, tally }: Work, complete: boolean): boolean {
  const { bits, customers, next } = groups;
  const sorted = createSorted(groups);
  for (let b = 0; b < next.length; b += 1) {
    const first = b << bits;
    const end = Math.min(first + (1 << bits), customers);
    sortBlock(groups, b, sorted);
    const unsorted = gatherBlock(sorted, first, end, records, reading.asOfDay, complete);
    if (unsorted < 0) return false;
    tally.unsorted += unsorted;
  }
  return true;
}
