import { type Random, seedRandom, uniform } from "../../../src/math/random.ts";
import { drawBeta, drawExponential, drawGamma } from "../../../src/math/random-draws.ts";

/** Orders in time order; row `i` is an order of customer `codes[i]`. */
export interface OrderLog {
  /** Number of the customer, below `customers`. */
  readonly codes: Int32Array;
  /** Days since {@link FIRST_DAY}. */
  readonly days: Int32Array;
  /** Amount in cents, at least 1. */
  readonly cents: Int32Array;
  readonly customers: number;
}

/** Day 0 of a log: 2023-01-01, in days since 1970. */
export const FIRST_DAY = 19_358;

/** How customers behave: BG/NBD purchases (time in weeks), Gamma-Gamma spend, joining over `joinDays`. */
export interface LogShape {
  readonly r: number;
  readonly alpha: number;
  readonly a: number;
  readonly b: number;
  readonly p: number;
  readonly q: number;
  readonly gamma: number;
  readonly joinDays: number;
  readonly days: number;
}

/** About eleven orders a customer over one to two years. */
const ACTIVE: LogShape = {
  r: 0.55,
  alpha: 2.3,
  a: 0.75,
  b: 12,
  p: 6.25,
  q: 3.74,
  gamma: 154,
  joinDays: 365,
  days: 730,
};
/**
 * A seeded log of `customers` customers in time order, the rows of a day in no order.
 *
 * @see Fader, Hardie and Lee (2005), "Counting your customers" the easy way.
 */
export function generateLog(customers: number, seed = 1, shape: LogShape = ACTIVE): OrderLog {
  const random = seedRandom(seed);
  const rows = { codes: [] as Int32Array[], days: [] as Int32Array[], cents: [] as Int32Array[] };
  const one = { days: [] as number[], cents: [] as number[] };
  let length = 0;
  for (let c = 0; c < customers; c += 1) {
    drawCustomer(random, shape, one);
    rows.codes.push(new Int32Array(one.days.length).fill(c));
    rows.days.push(Int32Array.from(one.days));
    rows.cents.push(Int32Array.from(one.cents));
    length += one.days.length;
  }
  const codes = joined(rows.codes, length);
  const days = joined(rows.days, length);
  const cents = joined(rows.cents, length);
  const order = timeOrder(random, days, shape.days);
  const pick = (column: Int32Array): Int32Array => order.map((row) => column[row] as number);
  return { codes: pick(codes), days: pick(days), cents: pick(cents), customers };
}

function drawCustomer(random: Random, shape: LogShape, out: { days: number[]; cents: number[] }): void {
  const rate = drawGamma(random, shape.r, shape.alpha);
  const scale = drawGamma(random, shape.q, shape.gamma);
  const dropout = drawBeta(random, shape.a, shape.b);
  const joined = Math.floor(uniform(random) * shape.joinDays);
  out.days.length = 0;
  out.cents.length = 0;
  for (let weeks = 0; joined + weeks * 7 < shape.days; weeks += drawExponential(random) / rate) {
    out.days.push(joined + Math.floor(weeks * 7));
    out.cents.push(Math.max(1, Math.round(100 * drawGamma(random, shape.p, scale))));
    if (out.days.length > 1 && uniform(random) < dropout) return;
  }
}

function joined(parts: readonly Int32Array[], length: number): Int32Array {
  const all = new Int32Array(length);
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** Row numbers by day; the rows are shuffled first, so that those of a day are in no order. */
function timeOrder(random: Random, days: Int32Array, count: number): Int32Array {
  const rows = Int32Array.from(days.keys());
  for (let i = rows.length - 1; i > 0; i -= 1) {
    const j = Math.floor(uniform(random) * (i + 1));
    const held = rows[i] as number;
    rows[i] = rows[j] as number;
    rows[j] = held;
  }
  const next = new Int32Array(count + 1);
  for (const day of days) next[day + 1] = (next[day + 1] as number) + 1;
  for (let d = 1; d <= count; d += 1) next[d] = (next[d] as number) + (next[d - 1] as number);
  const order = new Int32Array(rows.length);
  for (const row of rows) {
    const day = days[row] as number;
    order[next[day] as number] = row;
    next[day] = (next[day] as number) + 1;
  }
  return order;
}

/** Id of a customer as a file shows it: `C0000042`. */
export function customerIdOf(code: number): string {
  return `C${String(code).padStart(7, "0")}`;
}

/** ISO date of a day of a log. */
export function isoDateOf(day: number): string {
  return new Date((FIRST_DAY + day) * 86_400_000).toISOString().slice(0, 10);
}

/** The log as CSV, in pieces of some thousand rows: `customer_id,date,amount`. */
export function* csvOfLog(log: OrderLog): Iterable<string> {
  const { codes, days, cents } = log;
  const dates = new Map<number, string>();
  let text = "customer_id,date,amount\n";
  for (let i = 0; i < codes.length; i += 1) {
    const day = days[i] as number;
    let date = dates.get(day);
    if (date === undefined) {
      date = isoDateOf(day);
      dates.set(day, date);
    }
    const amount = ((cents[i] as number) / 100).toFixed(2);
    text += `${customerIdOf(codes[i] as number)},${date},${amount}\n`;
    if ((i & 8191) === 8191) {
      yield text;
      text = "";
    }
  }
  yield text;
}
