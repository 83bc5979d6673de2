/**
 * Finished records: what is known of each customer, ready to be read. A state keeps a customer's slots side by side,
 * since it adds order by order; what is made in one go keeps each slot of a block of customers side by side, since it is
 * read column by column. One rule reads both.
 *
 * Each object is one literal that names its properties, here and in the other files of what loops read: that of a spread
 * has a shape that dies with it, and all that was compiled for the shape.
 *
 * @module
 */
import type { ByteTexts } from "../core/byte-texts.ts";
import { INTS, NUMS } from "./state.ts";

/** Where slots are: that of customer `c` is at {@link placeOf} plus `slot * slotStep`. */
export interface Places {
  readonly step: number;
  readonly slotStep: number;
  /** The bits of a customer's number that say which block it is in. */
  readonly blockBits: number;
  /** What a block takes beyond a place a customer, for each customer. */
  readonly blockStep: number;
}

/** Finished records. */
export interface Records {
  /** How many customers there are. */
  readonly customers: number;
  /** Their ids, by number: these may be more by now. None where the numbers are the ids. */
  readonly ids: readonly string[] | ByteTexts | undefined;
  /** Are the ids known to rise? */
  readonly ascending: boolean;
  /** Whole numbers. */
  readonly ints: Int32Array;
  readonly intPlaces: Places;
  /** The same bytes as doubles. */
  readonly nums: Float64Array;
  readonly numPlaces: Places;
  /** By `REFUNDS`, in either case. Made when the first one comes. */
  refunds: Float64Array | undefined;
}

/** Records whose slots of a block of `2 ** bits` customers are side by side. */
export interface BlockRecords extends Records {
  readonly bits: number;
  /** Doubles a customer: all slots, or all but the last. */
  readonly width: number;
}

/** Records as a state keeps them. */
export function recordsOfState(
  register: {
    readonly size: number;
    readonly ids: readonly string[];
    readonly texts: ByteTexts | undefined;
  },
  ints: Int32Array,
  nums: Float64Array,
  refunds: Float64Array | undefined,
): Records {
  const ids = register.texts ?? register.ids;
  const customers = register.size;
  const intPlaces = { step: INTS, slotStep: 1, blockBits: 0, blockStep: 0 };
  const numPlaces = { step: NUMS, slotStep: 1, blockBits: 0, blockStep: 0 };
  return { customers, ids, ascending: false, ints, intPlaces, nums, numPlaces, refunds };
}

/**
 * Empty records by block. The four whole-number slots take as many bytes as the two slots that they lie under.
 *
 * @param width - Slots that are kept, as doubles.
 */
export function recordsByBlock(
  customers: number,
  ids: readonly string[] | undefined,
  ascending: boolean,
  bits: number,
  width: number,
): BlockRecords {
  const size = 1 << bits;
  const nums = new Float64Array(Math.ceil(customers / size) * size * width);
  const ints = new Int32Array(nums.buffer);
  const numPlaces = { step: 1, slotStep: size, blockBits: -size, blockStep: width - 1 };
  const intPlaces = { step: 1, slotStep: size, blockBits: -size, blockStep: 2 * width - 1 };
  const refunds = undefined;
  return { customers, ids, ascending, ints, intPlaces, nums, numPlaces, refunds, bits, width };
}

/** Where the slots of a customer begin. */
export function placeOf(c: number, step: number, blockBits: number, blockStep: number): number {
  return c * step + (c & blockBits) * blockStep;
}

/** A whole-number slot of a customer. */
export function wholeOf({ ints, intPlaces }: Records, slot: number, c: number): number {
  const { step, slotStep, blockBits, blockStep } = intPlaces;
  return ints[placeOf(c, step, blockBits, blockStep) + slot * slotStep] as number;
}
