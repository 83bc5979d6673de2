import { readDayRange, type TimeReader } from "../calendar/time-reader.ts";
import type { OpenInput } from "../core/open-input.ts";
import { type IdRegister, readIdRange } from "../core/read-ids.ts";
import type { Rejector } from "../core/rejector.ts";
import { addAt } from "../math/sums.ts";
import { bindNode } from "./bind.ts";
import { BLOCK, fillMask, type MaskRun } from "./masks.ts";
import type { Aggregate, Slot } from "./program.ts";
import { boundAt } from "./read-day.ts";
import { cellAt, type RuleColumn, readRuleColumn } from "./rule-columns.ts";

/** Events as columns. */
export interface Events {
  readonly length: number;
  /** Number of the customer; outside the customers for others' events. */
  readonly customers: Int32Array;
  /** Civil day; after every real day for what is after the moment of looking. */
  readonly days: Int32Array;
  readonly columns: readonly RuleColumn[];
  readonly rejector: Rejector;
}

/** The moment of looking. */
export interface Looking {
  readonly reader: TimeReader;
  readonly day: number;
  readonly latest: number;
}

/** Reads events under the columns that aggregates need. */
export function readEvents(
  input: OpenInput,
  slots: readonly Slot[],
  register: IdRegister,
  looking: Looking,
  rejector: Rejector,
): Events {
  const { length } = input;
  const customers = new Int32Array(length);
  const days = new Int32Array(length);
  const [ids, at] = [input.needed("customerId"), input.needed("at")];
  const cells: unknown[] = [];
  for (let from = 0; from < length; from += BLOCK) {
    const to = Math.min(from + BLOCK, length);
    readIdRange(ids, from, to, customers.subarray(from, to), "customerId", register, rejector, cells);
    const out = days.subarray(from, to);
    readDayRange(at, from, to, out, looking.reader, looking.latest, "at", rejector, cells);
  }
  const columns = slots.map((slot) =>
    readRuleColumn(input.needed(slot.name), slot, looking.reader, rejector),
  );
  return { length, customers, days, columns, rejector };
}

/** An aggregate for each customer number: 0 of no events for counts and sums, NaN for means and extremes. */
export function aggregateEvents(
  aggregate: Aggregate,
  events: Events,
  customers: number,
  asOf: number,
): Float64Array {
  const counted = countedEvents(aggregate, events, customers, asOf);
  const of = aggregate.of < 0 ? undefined : events.columns[aggregate.of];
  const rows = events.customers;
  if (of === undefined) return countOf(counted, rows, customers);
  if (aggregate.fn === "distinct") return distinctOf(counted, rows, valueCodes(of, events.length), customers);
  const values = of.form === "numbers" ? of.values : new Float64Array(0);
  switch (aggregate.fn) {
    case "min":
    case "max":
      return extremeOf(counted, rows, values, customers, aggregate.fn === "min" ? -1 : 1);
    default:
      return sumOrMean(counted, rows, values, customers, aggregate.fn === "avg");
  }
}

/** 1 for the events that count: of a customer, in the window, not after the moment of looking, as `where` says. */
function countedEvents(aggregate: Aggregate, events: Events, customers: number, asOf: number): Uint8Array {
  const counted = new Uint8Array(events.length).fill(1);
  if (aggregate.where !== undefined) {
    const node = bindNode(aggregate.where, asOf);
    const run: MaskRun = { columns: events.columns, segments: [], buffers: [], verdicts: new Map() };
    for (let from = 0; from < events.length; from += BLOCK) {
      const to = Math.min(from + BLOCK, events.length);
      fillMask(run, node, from, to, counted.subarray(from, to));
    }
  }
  const low = boundAt(aggregate.low, asOf);
  const high = Math.min(boundAt(aggregate.high, asOf), asOf);
  const rejected = events.rejector.count() > 0;
  for (let i = 0; i < events.length; i += 1) {
    const day = events.days[i] as number;
    const customer = events.customers[i] as number;
    if (day < low || day > high || customer >= customers) counted[i] = 0;
    if (rejected && events.rejector.has(i)) counted[i] = 0;
  }
  return counted;
}

function countOf(counted: Uint8Array, rows: Int32Array, customers: number): Float64Array {
  const out = new Float64Array(customers);
  for (let i = 0; i < counted.length; i += 1) {
    const row = rows[i] as number;
    if (counted[i] === 1) out[row] = (out[row] as number) + 1;
  }
  return out;
}

function sumOrMean(
  counted: Uint8Array,
  rows: Int32Array,
  values: Float64Array,
  customers: number,
  mean: boolean,
): Float64Array {
  const high = new Float64Array(customers);
  const low = new Float64Array(customers);
  const known = new Float64Array(customers);
  for (let i = 0; i < counted.length; i += 1) {
    const value = values[i] as number;
    if (counted[i] === 0 || Number.isNaN(value)) continue;
    const row = rows[i] as number;
    addAt(high, low, row, value);
    known[row] = (known[row] as number) + 1;
  }
  for (let row = 0; row < customers; row += 1) {
    const sum = (high[row] as number) + (low[row] as number);
    high[row] = mean ? sum / (known[row] as number) : sum;
  }
  return high;
}

/** The greatest value (`sign` 1) or the least (-1). */
function extremeOf(
  counted: Uint8Array,
  rows: Int32Array,
  values: Float64Array,
  customers: number,
  sign: 1 | -1,
): Float64Array {
  const out = new Float64Array(customers).fill(Number.NaN);
  for (let i = 0; i < counted.length; i += 1) {
    const value = values[i] as number;
    if (counted[i] === 0 || Number.isNaN(value)) continue;
    const row = rows[i] as number;
    const best = out[row] as number;
    if (!(sign * value <= sign * best)) out[row] = value;
  }
  return out;
}

/** A number for each different value; -1 where missing. */
function valueCodes(column: RuleColumn, length: number): Int32Array {
  const numbers = new Map<unknown, number>();
  const codes = new Int32Array(length).fill(-1);
  for (let i = 0; i < length; i += 1) {
    const value = cellAt(column, i);
    if (value === null || Number.isNaN(value)) continue;
    let number = numbers.get(value);
    if (number === undefined) {
      number = numbers.size;
      numbers.set(value, number);
    }
    codes[i] = number;
  }
  return codes;
}

/** Sorted pairs of customer and value: no set to outgrow. */
function distinctOf(
  counted: Uint8Array,
  rows: Int32Array,
  codes: Int32Array,
  customers: number,
): Float64Array {
  const pairs = new Float64Array(counted.length);
  let used = 0;
  for (let i = 0; i < counted.length; i += 1) {
    const code = codes[i] as number;
    if (counted[i] === 0 || code < 0) continue;
    pairs[used] = code * customers + (rows[i] as number);
    used += 1;
  }
  const sorted = pairs.subarray(0, used).sort();
  const out = new Float64Array(customers);
  for (let i = 0; i < used; i += 1) {
    const pair = sorted[i] as number;
    if (i > 0 && pair === sorted[i - 1]) continue;
    const row = pair % customers;
    out[row] = (out[row] as number) + 1;
  }
  return out;
}
