/**
 * Whole numbers that are ids, numbered 0, 1, 2 … in the order in which they come: a table of numbers only, where a `Map`
 * would ask of each what it is.
 *
 * @module
 */

/** Whole numbers as codes. */
export interface NumberedWholes {
  /** A code for each given. */
  readonly codes: Int32Array;
  /** The number of each code. */
  readonly numbers: Int32Array;
}

/** Open addressing: a number goes to the first free place from the one that its bits say. */
interface Places {
  /** There are `2 ** bits`, twice as many as numbers at most. */
  readonly bits: number;
  /** At each place a number, and its code and one more: 0 is nobody. */
  readonly pairs: Int32Array;
  /** By code. */
  readonly numbers: Int32Array;
  count: number;
  /** Places that were taken by another number. */
  missed: number;
}

/** Numbers that are given a code at a time: what is compiled while it runs is used from the next batch on. */
const BATCH = 1 << 14;
/** Places for a batch. */
const FEW_BITS = 15;
/** Misses for each number given. Usual are less than one. */
const MISSES = 8;

/** Gives codes; none where numbers are such that most would want the same places. */
export function numberWholes(given: Int32Array): NumberedWholes | undefined {
  const codes = new Int32Array(given.length);
  let places = createPlaces(FEW_BITS);
  for (let from = 0; from < given.length; from += BATCH) {
    const to = Math.min(from + BATCH, given.length);
    // All of them may be new.
    if (places.count + BATCH > places.numbers.length) places = moved(places);
    numberRange(given, from, to, codes, places);
    if (places.missed > MISSES * to) return undefined;
  }
  return { codes, numbers: places.numbers.subarray(0, places.count) };
}

function createPlaces(bits: number): Places {
  const pairs = new Int32Array(2 << bits);
  return { bits, pairs, numbers: new Int32Array(1 << (bits - 1)), count: 0, missed: 0 };
}

/** The same numbers, and the same codes, in four times as many places. */
function moved({ bits, numbers, count, missed }: Places): Places {
  const more = createPlaces(bits + 2);
  numberRange(numbers, 0, count, new Int32Array(count), more);
  more.missed += missed;
  return more;
}

/** Odd, and its bits are in no order. */
const SPREAD = 0x9e3779b1;

function numberRange(given: Int32Array, from: number, to: number, codes: Int32Array, places: Places): void {
  const { bits, pairs, numbers } = places;
  const mask = (1 << bits) - 1;
  let { count, missed } = places;
  for (let i = from; i < to; i += 1) {
    const number = given[i] as number;
    let at = Math.imul(number, SPREAD) >>> (32 - bits);
    let next = pairs[2 * at + 1] as number;
    while (next > 0 && pairs[2 * at] !== number) {
      missed += 1;
      at = (at + 1) & mask;
      next = pairs[2 * at + 1] as number;
    }
    if (next === 0) {
      numbers[count] = number;
      count += 1;
      next = count;
      pairs[2 * at] = number;
      pairs[2 * at + 1] = next;
    }
    codes[i] = next - 1;
  }
  places.count = count;
  places.missed = missed;
}
