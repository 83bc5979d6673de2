/**
 * Finished records: what is known of each customer, ready to be read. A state keeps a customer's slots side by side,
 * since it adds order by order; what is made in one go keeps each slot of all customers side by side, since it is read
 * column by column. One rule reads both.
 *
 * @module
 */
import { INTS, NUMS } from "./state.ts";

/** Finished records. */
export interface Records {
  /** The customers, by number. */
  readonly ids: readonly string[];
  /** Are the ids known to rise? */
  readonly ascending: boolean;
  /** Whole numbers: a slot of customer `c` is at `c * intStep + slot * slotStep`. */
  readonly ints: Int32Array;
  /** The same bytes as doubles: at `c * numStep + slot * slotStep`. */
  readonly nums: Float64Array;
  /** By `REFUNDS`, in either case. Made when the first one comes. */
  refunds: Float64Array | undefined;
  readonly intStep: number;
  readonly numStep: number;
  readonly slotStep: number;
}

/** Records as a state keeps them. */
export function recordsOfState(
  ids: readonly string[],
  ints: Int32Array,
  nums: Float64Array,
  refunds: Float64Array | undefined,
): Records {
  return { ids, ascending: false, ints, nums, refunds, intStep: INTS, numStep: NUMS, slotStep: 1 };
}

/** Empty records, slot by slot. The four whole-number slots take as many bytes as the two slots that they lie under. */
export function recordsBySlot(ids: readonly string[], ascending: boolean): Records {
  const nums = new Float64Array(ids.length * NUMS);
  const ints = new Int32Array(nums.buffer);
  return { ids, ascending, ints, nums, refunds: undefined, intStep: 1, numStep: 1, slotStep: ids.length };
}

/** A whole-number slot of a customer. */
export function wholeOf(records: Records, slot: number, c: number): number {
  return records.ints[c * records.intStep + slot * records.slotStep] as number;
}
