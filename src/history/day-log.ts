/**
 * Purchase days in order of arrival: eight bytes an order, kept where rows may come in any order.
 *
 * @module
 */

/** A growing list of (customer, day) pairs. */
export interface DayLog {
  codes: Int32Array;
  days: Int32Array;
  length: number;
}

/** An empty log. */
export function createDayLog(): DayLog {
  return { codes: new Int32Array(0), days: new Int32Array(0), length: 0 };
}

/** Makes room for `more` pairs. */
export function reserveDays(log: DayLog, more: number): void {
  const needed = log.length + more;
  if (needed <= log.codes.length) return;
  const capacity = Math.max(needed, Math.ceil(log.codes.length * 1.5), 1024);
  const codes = new Int32Array(capacity);
  const days = new Int32Array(capacity);
  codes.set(log.codes.subarray(0, log.length));
  days.set(log.days.subarray(0, log.length));
  log.codes = codes;
  log.days = days;
}

/** The days of each customer: those of number `c` are `days[starts[c]]` to `days[starts[c + 1]]`, ascending. */
export interface DaysByCustomer {
  readonly starts: Int32Array;
  readonly days: Int32Array;
}

/** Sorts a log by customer, then day. Linear in the log where it is already in time order. */
export function sortDays(log: DayLog, customers: number): DaysByCustomer {
  const starts = new Int32Array(customers + 1);
  const days = new Int32Array(log.length);
  placeByCustomer(log.codes, log.days, log.length, starts, days);
  for (let c = 0; c < customers; c += 1) sortSpan(days, starts[c] as number, starts[c + 1] as number);
  return { starts, days };
}

/** A stable counting sort by customer. */
function placeByCustomer(
  codes: Int32Array,
  days: Int32Array,
  length: number,
  starts: Int32Array,
  out: Int32Array,
): void {
  for (let i = 0; i < length; i += 1) {
    const slot = (codes[i] as number) + 1;
    starts[slot] = (starts[slot] as number) + 1;
  }
  for (let c = 1; c < starts.length; c += 1) starts[c] = (starts[c] as number) + (starts[c - 1] as number);
  const next = starts.slice();
  for (let i = 0; i < length; i += 1) {
    const c = codes[i] as number;
    const at = next[c] as number;
    out[at] = days[i] as number;
    next[c] = at + 1;
  }
}

/** Sorts numbers `from` to `to` (not included): insertion where they are few or nearly sorted, else the engine's sort. */
export function sortSpan(days: Int32Array, from: number, to: number): void {
  let budget = 8 * (to - from) + 64;
  for (let i = from + 1; i < to; i += 1) {
    const day = days[i] as number;
    let j = i;
    while (j > from && (days[j - 1] as number) > day) {
      days[j] = days[j - 1] as number;
      j -= 1;
    }
    days[j] = day;
    budget -= i - j;
    if (budget < 0) {
      days.subarray(from, to).sort();
      return;
    }
  }
}
