import type { EventTable } from "./event-table.ts";

/** Events sorted by customer and time. */
export interface EventOrder {
  /** Rows; those of customer `c` stand at `starts[c]` to `starts[c + 1]`, not included. */
  readonly rows: Int32Array;
  readonly starts: Int32Array;
}

/**
 * Sorts events by customer and, within each, by day, time of day, event and what they carry, so that
 * the order of arrival plays no part. Linear where each customer's events come in order.
 */
export function orderEvents(events: EventTable, customers: number): EventOrder {
  const { codes, length } = events;
  const starts = new Int32Array(customers + 1);
  for (let i = 0; i < length; i += 1) {
    const code = codes[i] as number;
    if (code >= 0) starts[code + 1] = (starts[code + 1] as number) + 1;
  }
  for (let c = 0; c < customers; c += 1) starts[c + 1] = (starts[c + 1] as number) + (starts[c] as number);
  const rows = new Int32Array(starts[customers] as number);
  const next = starts.slice(0, customers);
  for (let i = 0; i < length; i += 1) {
    const code = codes[i] as number;
    if (code < 0) continue;
    const at = next[code] as number;
    rows[at] = i;
    next[code] = at + 1;
  }
  for (let c = 0; c < customers; c += 1) {
    const from = starts[c] as number;
    const to = starts[c + 1] as number;
    if (!isOrdered(events, rows, from, to))
      rows.subarray(from, to).sort((a, b) => compareEvents(events, a, b));
  }
  return { rows, starts };
}

function isOrdered(events: EventTable, rows: Int32Array, from: number, to: number): boolean {
  const { days } = events;
  for (let k = from + 1; k < to; k += 1) {
    const a = rows[k - 1] as number;
    const b = rows[k] as number;
    if ((days[a] as number) < (days[b] as number)) continue;
    if (compareEvents(events, a, b) > 0) return false;
  }
  return true;
}

function compareEvents({ days, clock, types, carried, fields }: EventTable, a: number, b: number): number {
  const byTime =
    (days[a] as number) - (days[b] as number) ||
    (clock === undefined ? 0 : (clock[a] as number) - (clock[b] as number)) ||
    (types[a] as number) - (types[b] as number);
  if (byTime !== 0) return byTime;
  for (const { column } of carried) {
    const order = compareCells(column[a], column[b]);
    if (order !== 0) return order;
  }
  for (const column of fields) {
    const order = column === undefined ? 0 : compareCells(column[a], column[b]);
    if (order !== 0) return order;
  }
  return 0;
}

/** Any order will do, as long as it is always the same. */
function compareCells(a: unknown, b: unknown): number {
  if (Object.is(a, b) || a === b) return 0;
  const emptyA = a === null || Number.isNaN(a);
  const emptyB = b === null || Number.isNaN(b);
  if (emptyA || emptyB) return Number(emptyB) - Number(emptyA);
  return (a as string | number) < (b as string | number) ? -1 : 1;
}
