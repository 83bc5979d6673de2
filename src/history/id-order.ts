/**
 * Customers in ascending order of id (code units), so that the order of rows never shows in a result: rows, columns,
 * batches and shards give the same table.
 *
 * @module
 */
import { type ByteTexts, byteAt, byteSize, isByteTexts } from "../core/byte-texts.ts";
import { readKeys } from "./id-keys.ts";

/** Ids, as texts or as bytes of ASCII. */
type Ids = readonly string[] | ByteTexts;

/**
 * The codes of ids, in ascending order of these.
 *
 * @param seen - Who is to be listed. Linear where ids come in order; else as {@link sortById}.
 */
export function orderById(ids: readonly string[], seen: (code: number) => boolean): Int32Array {
  return ordered(ids, ids.length, seen);
}

/** As {@link orderById}, for the first `count` of texts kept as bytes. */
export function orderByBytes(texts: ByteTexts, count: number, seen: (code: number) => boolean): Int32Array {
  // Bytes of UTF-8 are in another order than code units where there are characters beyond U+FFFF.
  if (!texts.ascii) return orderById(texts.list().slice(0, count), seen);
  return ordered(texts, count, seen);
}

function ordered(ids: Ids, count: number, seen: (code: number) => boolean): Int32Array {
  const codes = new Int32Array(count);
  let listed = 0;
  for (let c = 0; c < count; c += 1) {
    if (!seen(c)) continue;
    codes[listed] = c;
    listed += 1;
  }
  const some = codes.subarray(0, listed);
  return ascend(ids, some) ? some : sortById(ids, some, count);
}

function ascend(ids: Ids, codes: Int32Array): boolean {
  for (let i = 1; i < codes.length; i += 1) {
    if (compare(ids, codes[i - 1] as number, codes[i] as number) > 0) return false;
  }
  return true;
}

/** Negative where the first of two different ids comes first. */
function compare(ids: Ids, a: number, b: number): number {
  if (!isByteTexts(ids)) return (ids[a] as string) < (ids[b] as string) ? -1 : 1;
  const sizeA = byteSize(ids, a);
  const sizeB = byteSize(ids, b);
  const end = Math.min(sizeA, sizeB);
  let p = 0;
  while (p < end && byteAt(ids, a, p) === byteAt(ids, b, p)) p += 1;
  return p === end ? sizeA - sizeB : byteAt(ids, a, p) - byteAt(ids, b, p);
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
 *
 * @param count - Codes are below it.
 */
function sortById(ids: Ids, codes: Int32Array, count: number): Int32Array {
  const keys = new Float64Array(codes.length);
  const range = readKeys(ids, codes, EXACT / count, keys);
  if (range <= SPARE * codes.length) {
    const placed = placeByKey(codes, keys, range);
    if (placed !== undefined) return placed;
  }
  for (let i = 0; i < keys.length; i += 1) keys[i] = (keys[i] as number) * count + (codes[i] as number);
  keys.sort();
  let start = 0;
  let before = -1;
  for (let i = 0; i < keys.length; i += 1) {
    const key = Math.floor((keys[i] as number) / count);
    codes[i] = (keys[i] as number) - key * count;
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
  let count = 0;
  for (let key = 0; key < range; key += 1) {
    const code = (places[key] as number) - 1;
    if (code < 0) continue;
    codes[count] = code;
    count += 1;
  }
  return codes;
}

function sortSame(ids: Ids, codes: Int32Array, from: number, to: number): void {
  if (to - from > 1) codes.subarray(from, to).sort((a, b) => compare(ids, a, b));
}
