import { FIRST_DAY } from "../calendar/civil.ts";
import type { Rejection } from "../core/types.ts";
import { addToBlock, clearBlock, endBlock, readAhead } from "./add-block.ts";
import { gatherBlock } from "./gather-block.ts";
import {
  bitsOfBlock,
  countRows,
  createGroups,
  type Groups,
  layOut,
  mostDays,
  placeRow,
  placeRows,
} from "./group-rows.ts";
import type { Reading } from "./open-transactions.ts";
import { type BlockRecords, type Records, recordsByBlock } from "./records.ts";
import { createSorted, type SortedRows, sortBlock } from "./sort-block.ts";
import { addToRefunds, createTally, NUMS, REFUNDS, type Tally } from "./state.ts";
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
  readonly records: BlockRecords;
  /** Room for the records of a block. */
  readonly room: BlockRecords;
  /** Room for the rows of a block, where one had rows in no order. */
  sorted: SortedRows | undefined;
  readonly tally: Tally;
}

/** Rows taken together at least: 24 MB. Where one is late, all are taken anew. */
const TOGETHER = 1 << 21;
/** The same where days never fall, so that none is late: 3 MB, which stay in the processor's cache. */
const IN_ORDER = 1 << 18;
/** Rows a customer, beyond those: 30 bytes, and few visits to each. */
const A_CUSTOMER = 2.5;
/** Rows placed at a time: what is compiled while it runs is used from the next batch on. */
const BATCH = 1 << 15;

/**
 * The records of columns of numbers. Many rows are taken in parts, so that the room for them does not grow with them,
 * where they come in time order; else all together.
 *
 * @param together - Rows taken together at least.
 * @returns `undefined` where a cell is not what it should be: others say which.
 */
export function gatherColumns(
  columns: WholeColumns,
  reading: Reading,
  together: number = neverFall(columns.days) ? IN_ORDER : TOGETHER,
): Gathered | undefined {
  const rows = columns.codes.length;
  const most = Math.max(together, Math.ceil(A_CUSTOMER * columns.customers));
  const part = Math.ceil(rows / Math.ceil(rows / most));
  for (const size of part < rows ? [part, rows] : [rows]) {
    const work = startWork(columns, reading, size);
    const end = gatherParts(work, size);
    if (end === "bad") return undefined;
    if (end === "done") return { records: work.records, tally: work.tally, rejected: [] };
  }
  return undefined;
}

/** Is none of the numbers less than the one before it? */
function neverFall(days: Int32Array): boolean {
  let i = 1;
  for (; i + 3 < days.length; i += 4) {
    const a = days[i] as number;
    const b = days[i + 1] as number;
    const c = days[i + 2] as number;
    if (a < (days[i - 1] as number) || b < a || c < b || (days[i + 3] as number) < c) return false;
  }
  for (; i < days.length; i += 1) if ((days[i] as number) < (days[i - 1] as number)) return false;
  return true;
}

function startWork(columns: WholeColumns, reading: Reading, size: number): Work {
  const { customers, ids, codes, ascending } = columns;
  const bits = bitsOfBlock(customers);
  const width = reading.separate ? NUMS : NUMS - 1;
  const records = recordsByBlock(customers, ids, ascending, bits, width);
  const room = recordsByBlock(1, undefined, false, bits, width);
  const groups = createGroups(customers, bits, size);
  const days = reading.asOfDay - Math.max(reading.fromDay, FIRST_DAY);
  const tally = createTally();
  tally.given = codes.length;
  const most = Math.min(days, mostDays(groups));
  return { columns, reading, groups, tally, most, records, room, sorted: undefined };
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
    if (!addBlocks(work, from === 0, to === rows)) return "late";
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
    // Of -0 as of any other row: 0.
    placeRow(groups, code, age, amount + 0);
    return true;
  }
  if (age < 0) {
    tally.future += 1;
  } else if (!inWindow) {
    tally.beforeFrom += 1;
  } else if (amount < 0) {
    tally.refundRows += 1;
    records.refunds ??= new Float64Array(columns.customers * REFUNDS);
    addToRefunds(records.refunds, code, -amount);
  }
  return true;
}

/**
 * Adds the rows that were placed. Where they are the first and the last ones, a block whose rows are in no order is
 * sorted.
 *
 * @returns Whether none was earlier than one before it, or that did not matter.
 */
function addBlocks(work: Work, first: boolean, last: boolean): boolean {
  const { groups, records, reading, tally } = work;
  const { starts, next, words, money } = groups;
  for (let b = 0; b < next.length; b += 1) {
    if (!first) work.room.nums[0] = readAhead(records, b);
    if (addToBlock(records, b, words, money, starts[b] as number, next[b] as number)) {
      if (last) endBlock(records, b, work.room, reading.asOfDay);
    } else if (first && last) {
      work.sorted ??= createSorted(groups);
      sortBlock(groups, b, work.sorted);
      clearBlock(records, b);
      tally.unsorted += gatherBlock(work.sorted, records, b, reading.asOfDay);
    } else {
      return false;
    }
  }
  return true;
}
