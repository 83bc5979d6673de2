/**
 * What records say of customers, a formula each: written to `out` for the customers of `of`. NaN stands for what cannot
 * be known. Each has a loop of its own, which the engine compiles for that formula; one loop that is given a formula
 * would call it for each customer.
 *
 * @module
 */
import { placeOf, type Records } from "./records.ts";
import {
  FIRST,
  FIRST_GROSS,
  FIRST_ORDERS,
  GROSS,
  GROSS_LOW,
  LAST,
  LOG_GAPS,
  ORDERS,
  PURCHASE_DAYS,
  REFUNDS,
  SQUARED_GAPS,
} from "./state.ts";

/** How records are to be read. */
export interface View {
  /** Civil day of `asOf`. */
  readonly asOfDay: number;
  /** Days of the time unit. */
  readonly unitDays: number;
  /** Are same-day orders purchases of their own? */
  readonly separate: boolean;
}

/** A measure of some customers. */
export type Measure = (records: Records, of: Int32Array, out: Float64Array, view: View) => void;

/** A whole-number slot. */
function whole(slot: number): Measure {
  return ({ ints, intPlaces }, of, out) => {
    const { step, slotStep, blockBits, blockStep } = intPlaces;
    const at = slot * slotStep;
    for (let i = 0; i < of.length; i += 1) {
      out[i] = ints[placeOf(of[i] as number, step, blockBits, blockStep) + at] as number;
    }
  };
}

/** Orders; 0 for who has refunds only. */
export const orders: Measure = whole(ORDERS);

/** Different days with an order. */
export const purchaseDays: Measure = whole(PURCHASE_DAYS);

/** `sign * (the day of the slot) + from`, in days of `unit`, of who has ordered. */
function fromDay(
  { ints, intPlaces }: Records,
  of: Int32Array,
  out: Float64Array,
  slot: number,
  from: number,
  sign: 1 | -1,
  unit: number,
): void {
  const { step, slotStep, blockBits, blockStep } = intPlaces;
  const day = slot * slotStep;
  const count = ORDERS * slotStep;
  for (let i = 0; i < of.length; i += 1) {
    const k = placeOf(of[i] as number, step, blockBits, blockStep);
    out[i] = ints[k + count] === 0 ? Number.NaN : (sign * (ints[k + day] as number) + from) / unit;
  }
}

/** Civil day of the first order. */
export const firstDay: Measure = (records, of, out) => fromDay(records, of, out, FIRST, 0, 1, 1);

/** Civil day of the last order. */
export const lastDay: Measure = (records, of, out) => fromDay(records, of, out, LAST, 0, 1, 1);

/** Time from the first purchase to the moment of looking. */
export const age: Measure = (records, of, out, { asOfDay, unitDays }) =>
  fromDay(records, of, out, FIRST, asOfDay, -1, unitDays);

/** Days since the last purchase. */
export const recencyDays: Measure = (records, of, out, { asOfDay }) =>
  fromDay(records, of, out, LAST, asOfDay, -1, 1);

/** Purchases after the first. */
export const frequency: Measure = ({ ints, intPlaces }, of, out, { separate }) => {
  const { step, slotStep, blockBits, blockStep } = intPlaces;
  const at = (separate ? ORDERS : PURCHASE_DAYS) * slotStep;
  for (let i = 0; i < of.length; i += 1) {
    const purchases = ints[placeOf(of[i] as number, step, blockBits, blockStep) + at] as number;
    out[i] = purchases === 0 ? 0 : purchases - 1;
  }
};

/** Days from the first to the last purchase. */
function span({ ints, intPlaces }: Records, of: Int32Array, out: Float64Array, unit: number): void {
  const { step, slotStep, blockBits, blockStep } = intPlaces;
  const first = FIRST * slotStep;
  const last = LAST * slotStep;
  const count = ORDERS * slotStep;
  for (let i = 0; i < of.length; i += 1) {
    const k = placeOf(of[i] as number, step, blockBits, blockStep);
    const days = (ints[k + last] as number) - (ints[k + first] as number);
    out[i] = ints[k + count] === 0 ? Number.NaN : days / unit;
  }
}

/** Time from the first to the last purchase. */
export const recency: Measure = (records, of, out, { unitDays }) => span(records, of, out, unitDays);

/** Sum of order amounts. */
function gross({ nums, numPlaces }: Records, of: Int32Array, out: Float64Array): void {
  const { step, slotStep, blockBits, blockStep } = numPlaces;
  const high = GROSS * slotStep;
  const rest = GROSS_LOW * slotStep;
  for (let i = 0; i < of.length; i += 1) {
    const q = placeOf(of[i] as number, step, blockBits, blockStep);
    const sum = nums[q + high] as number;
    const low = nums[q + rest] as number;
    // What rounding lost is not known of a sum that overflows: Infinity, not NaN.
    out[i] = Number.isNaN(low) ? sum : sum + low;
  }
}

/** Sum of refunds. */
export const refunds: Measure = (records, of, out) => {
  const sums = records.refunds;
  if (sums === undefined) {
    out.fill(0);
    return;
  }
  for (let i = 0; i < of.length; i += 1) {
    const at = (of[i] as number) * REFUNDS;
    out[i] = (sums[at] as number) + (sums[at + 1] as number);
  }
};

/** Orders less refunds. */
export const revenue: Measure = (records, of, out, view) => {
  gross(records, of, out);
  if (records.refunds === undefined) return;
  const back = new Float64Array(of.length);
  refunds(records, of, back, view);
  for (let i = 0; i < out.length; i += 1) out[i] = (out[i] as number) - (back[i] as number);
};

/** Net revenue an order. */
export const averageOrderValue: Measure = (records, of, out, view) => {
  revenue(records, of, out, view);
  const { step, slotStep, blockBits, blockStep } = records.intPlaces;
  const { ints } = records;
  for (let i = 0; i < of.length; i += 1) {
    const k = placeOf(of[i] as number, step, blockBits, blockStep);
    const count = ints[k + ORDERS * slotStep] as number;
    out[i] = count === 0 ? Number.NaN : (out[i] as number) / count;
  }
};

/**
 * Mean amount of the purchases after the first. Where same-day orders stay separate, which order of
 * the first day came first is not known: their mean stands for it.
 */
export const meanRepeatSpend: Measure = (records, of, out, { separate }) => {
  gross(records, of, out);
  const { ints, nums, intPlaces, numPlaces } = records;
  const { step, slotStep, blockBits, blockStep } = intPlaces;
  const at = (separate ? ORDERS : PURCHASE_DAYS) * slotStep;
  const sum = FIRST_GROSS * slotStep;
  const count = FIRST_ORDERS * slotStep;
  for (let i = 0; i < of.length; i += 1) {
    const c = of[i] as number;
    const repeats = (ints[placeOf(c, step, blockBits, blockStep) + at] as number) - 1;
    const q = placeOf(c, numPlaces.step, blockBits, numPlaces.blockStep);
    const first = (nums[q + sum] as number) / (separate ? (nums[q + count] as number) : 1);
    out[i] = repeats > 0 ? ((out[i] as number) - first) / repeats : Number.NaN;
  }
};

/** Mean days between purchases. */
export const meanGapDays: Measure = (records, of, out, { separate }) => {
  span(records, of, out, 1);
  const { step, slotStep, blockBits, blockStep } = records.intPlaces;
  const { ints } = records;
  const at = (separate ? ORDERS : PURCHASE_DAYS) * slotStep;
  for (let i = 0; i < of.length; i += 1) {
    const gaps = (ints[placeOf(of[i] as number, step, blockBits, blockStep) + at] as number) - 1;
    out[i] = gaps > 0 ? (out[i] as number) / gaps : Number.NaN;
  }
};

/** Sample standard deviation of the days between purchases. */
export const gapStdDays: Measure = (records, of, out, { separate }) => {
  span(records, of, out, 1);
  const { ints, nums, intPlaces, numPlaces } = records;
  const { step, slotStep, blockBits, blockStep } = intPlaces;
  const at = (separate ? ORDERS : PURCHASE_DAYS) * slotStep;
  for (let i = 0; i < of.length; i += 1) {
    const c = of[i] as number;
    const gaps = (ints[placeOf(c, step, blockBits, blockStep) + at] as number) - 1;
    const days = out[i] as number;
    const q = placeOf(c, numPlaces.step, blockBits, numPlaces.blockStep);
    const squared = nums[q + SQUARED_GAPS * slotStep] as number;
    // Whole numbers: the numerator is exact, so equal gaps give 0 and not a rounding remainder.
    const variance = Math.max(0, gaps * squared - days * days) / (gaps * (gaps - 1));
    out[i] = gaps < 2 ? Number.NaN : Math.sqrt(variance);
  }
};

/** Sum of logarithms of the gaps. A gap of no days has none. */
export const sumLogGaps: Measure = ({ ints, nums, intPlaces, numPlaces }, of, out, { separate }) => {
  const { step, slotStep, blockBits, blockStep } = intPlaces;
  for (let i = 0; i < of.length; i += 1) {
    const c = of[i] as number;
    const k = placeOf(c, step, blockBits, blockStep);
    const q = placeOf(c, numPlaces.step, blockBits, numPlaces.blockStep);
    const days = ints[k + PURCHASE_DAYS * slotStep] as number;
    const zeroGap = separate && (ints[k + ORDERS * slotStep] as number) > days;
    out[i] = days < 2 || zeroGap ? Number.NaN : (nums[q + LOG_GAPS * slotStep] as number);
  }
};
