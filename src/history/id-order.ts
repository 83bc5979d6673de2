/**
 * Customers in ascending order of id (code units), so that the order of rows never shows in a result: rows, columns,
 * batches and shards give the same table.
 *
 * @module
 */
import { type ByteTexts, byteAt, byteSize } from "../core/byte-texts.ts";

/** The characters of ids, however they are kept. */
interface Characters {
  /** How many ids there are. */
  readonly count: number;
  readonly size: (c: number) => number;
  /** A character that is there. */
  readonly at: (c: number, p: number) => number;
  /** Negative where the first of two different ids comes first. */
  readonly compare: (a: number, b: number) => number;
}

/**
 * The codes of ids, in ascending order of these.
 *
 * @param seen - Who is to be listed. Linear where ids come in order; else as {@link sortById}.
 */
export function orderById(ids: readonly string[], seen: (code: number) => boolean): Int32Array {
  return ordered(
    {
      count: ids.length,
      size: (c) => (ids[c] as string).length,
      at: (c, p) => (ids[c] as string).charCodeAt(p),
      compare: (a, b) => ((ids[a] as string) < (ids[b] as string) ? -1 : 1),
    },
    seen,
  );
}

/** As {@link orderById}, for the first `count` of texts kept as bytes. */
export function orderByBytes(texts: ByteTexts, count: number, seen: (code: number) => boolean): Int32Array {
  // Bytes of UTF-8 are in another order than code units where there are characters beyond U+FFFF.
  if (!texts.ascii) return orderById(texts.list().slice(0, count), seen);
  const size = (c: number): number => byteSize(texts, c);
  const at = (c: number, p: number): number => byteAt(texts, c, p);
  const compare = (a: number, b: number): number => {
    const end = Math.min(size(a), size(b));
    let p = 0;
    while (p < end && at(a, p) === at(b, p)) p += 1;
    return p === end ? size(a) - size(b) : at(a, p) - at(b, p);
  };
  return ordered({ count, size, at, compare }, seen);
}

function ordered(ids: Characters, seen: (code: number) => boolean): Int32Array {
  const codes = new Int32Array(ids.count);
  let count = 0;
  let ascending = true;
  for (let c = 0; c < ids.count; c += 1) {
    if (!seen(c)) continue;
    if (ascending && count > 0 && ids.compare(codes[count - 1] as number, c) > 0) ascending = false;
    codes[count] = c;
    count += 1;
  }
  return ascending ? codes.subarray(0, count) : sortById(ids, codes.subarray(0, count));
}

/**
 * The whole numbers below `count`, in ascending order of their digits: 0, 1, 10, 100, 101. Linear: each number is followed
 * by ten times itself or, where that is too large, by the next that does not end in 0.
 *
 * @param seen - Which are to be listed.
 */
export function orderByDigits(count: number, seen: (number: number) => boolean): Int32Array {
  const order = new Int32Array(count);
  let rows = 0;
  let number = 0;
  for (let i = 0; i < count; i += 1) {
    order[rows] = number;
    if (seen(number)) rows += 1;
    if (number > 0 && number * 10 < count) {
      number *= 10;
      continue;
    }
    if (number + 1 >= count) number = Math.trunc(number / 10);
    number += 1;
    while (number % 10 === 0) number /= 10;
  }
  return order.subarray(0, rows);
}

/** Whole numbers from 0 as texts. Up to ten in a row differ in the last digit only. */
export function textsOf(numbers: Int32Array): readonly string[] {
  const texts = new Array<string>(numbers.length);
  const digits = Array.from({ length: 10 }, (_, digit) => String(digit));
  let tens = 0;
  let head = "";
  for (let i = 0; i < numbers.length; i += 1) {
    const number = numbers[i] as number;
    const its = Math.trunc(number / 10);
    if (its !== tens) {
      tens = its;
      head = its === 0 ? "" : String(its);
    }
    texts[i] = head + (digits[number - 10 * its] as string);
  }
  return texts;
}

/** Up to here whole numbers are exact, and so is the floor of their quotients. */
const EXACT = 2 ** 51;

/**
 * Sorts codes by id. The first characters of all ids, as far as they fit, become one number with the code
 * behind it; numbers are sorted ten times faster than texts are compared. What is then still equal is
 * compared. Where there are hardly more such numbers than ids, as there are of customers who were numbered, each goes
 * to its place.
 */
function sortById(ids: Characters, codes: Int32Array): Int32Array {
  const { low, size, length } = alphabet(ids, codes);
  const range = size.reduce((product, digits) => product * digits, 1);
  const dense = range <= SPARE * codes.length;
  const keys = new Float64Array(codes.length);
  for (let i = 0; i < keys.length; i += 1) {
    const c = codes[i] as number;
    const end = ids.size(c);
    let key = 0;
    for (let p = 0; p < length; p += 1) {
      const digit = p < end ? ids.at(c, p) - (low[p] as number) : 0;
      key = key * (size[p] as number) + digit;
    }
    keys[i] = dense ? key : key * ids.count + c;
  }
  if (dense) {
    const placed = placeByKey(codes, keys, range);
    if (placed !== undefined) return placed;
    for (let i = 0; i < keys.length; i += 1) keys[i] = (keys[i] as number) * ids.count + (codes[i] as number);
  }
  keys.sort();
  let start = 0;
  let before = -1;
  for (let i = 0; i < keys.length; i += 1) {
    const key = Math.floor((keys[i] as number) / ids.count);
    codes[i] = (keys[i] as number) - key * ids.count;
    if (key !== before) {
      sortSame(ids, codes, start, i);
      start = i;
      before = key;
    }
  }
  sortSame(ids, codes, start, keys.length);
  return codes;
}

/** Places for each id: 16 bytes. */
const SPARE = 4;

/** Codes by key; none where two keys are equal. */
function placeByKey(codes: Int32Array, keys: Float64Array, range: number): Int32Array | undefined {
  // A place holds a code and one more: 0 is nobody.
  const places = new Int32Array(range);
  for (let i = 0; i < keys.length; i += 1) {
    const key = keys[i] as number;
    if (places[key] !== 0) return undefined;
    places[key] = (codes[i] as number) + 1;
  }
  const sorted = new Int32Array(keys.length);
  let count = 0;
  for (let key = 0; key < range; key += 1) {
    const code = (places[key] as number) - 1;
    if (code < 0) continue;
    sorted[count] = code;
    count += 1;
  }
  return sorted;
}

function sortSame(ids: Characters, codes: Int32Array, from: number, to: number): void {
  if (to - from > 1) codes.subarray(from, to).sort(ids.compare);
}

/** At each place what stands for 0 and how many different digits there can be, for as many places as fit. */
interface Alphabet {
  readonly low: readonly number[];
  readonly size: readonly number[];
  readonly length: number;
}

function alphabet(ids: Characters, codes: Int32Array): Alphabet {
  const low: number[] = [];
  const size: number[] = [];
  let room = EXACT / ids.count;
  for (let from = 0; ; from += SPAN) {
    const { least, most } = extremes(ids, codes, from);
    for (let p = 0; p < SPAN; p += 1) {
      const digits = (most[p] as number) - (least[p] as number) + 1;
      if ((most[p] as number) < 0 || digits > room) return { low, size, length: low.length };
      room /= digits;
      low.push(least[p] as number);
      size.push(digits);
    }
  }
}

/** Places that are looked at together: each pass goes to all ids. */
const SPAN = 8;

/** The least and the greatest character at each place of a span; -1 as the greatest where all ids have ended. */
function extremes(ids: Characters, codes: Int32Array, from: number) {
  const least = new Int32Array(SPAN).fill(0xffff);
  const most = new Int32Array(SPAN).fill(-1);
  let shortest = SPAN;
  for (let i = 0; i < codes.length; i += 1) {
    const c = codes[i] as number;
    const places = Math.min(SPAN, ids.size(c) - from);
    if (places < shortest) shortest = Math.max(0, places);
    for (let p = 0; p < places; p += 1) {
      const character = ids.at(c, from + p);
      if (character < (least[p] as number)) least[p] = character;
      if (character > (most[p] as number)) most[p] = character;
    }
  }
  // Where some ids have ended, that is a digit too, and comes before all others.
  for (let p = shortest; p < SPAN; p += 1) least[p] = (least[p] as number) - 1;
  return { least, most };
}
