/**
 * Ids as numbers that are in the same order.
 *
 * No loop calls a function that was made for one call: what is compiled for such is forgotten with it.
 *
 * @module
 */
import { type ByteTexts, byteAt, byteSize, isByteTexts } from "../core/byte-texts.ts";
import { readWordKeys } from "./word-keys.ts";

/** Places that are read together: each pass goes to all ids. */
const SPAN = 8;

/** Ids whose bytes are read together. Those of texts lie all over the memory, and are read once and kept. */
const TOGETHER = 1 << 12;

/** Characters of some ids, at a span of places. */
interface Span {
  /** `SPAN` for each id. */
  readonly characters: Uint16Array;
  /** How many of them there are. */
  readonly sizes: Uint8Array;
}

/** The least and the greatest character at each place of a span; -1 as the greatest where all ids have ended. */
interface Extremes {
  readonly least: Int32Array;
  readonly most: Int32Array;
  /** Places that all ids have. */
  shortest: number;
}

/**
 * Writes a number for each id, of its first characters, as many as are told apart by numbers below `room`.
 *
 * @param keys - Zeros.
 * @returns What all of the numbers are below.
 */
export function readKeys(
  ids: readonly string[] | ByteTexts,
  codes: Int32Array,
  room: number,
  keys: Float64Array,
): number {
  if (isByteTexts(ids) && ids.pooled === 0) return readWordKeys(ids.words, codes, room, keys);
  const together = isByteTexts(ids) ? Math.min(TOGETHER, codes.length) : codes.length;
  const span = { characters: new Uint16Array(together * SPAN), sizes: new Uint8Array(together) };
  const sizes = new Int32Array(SPAN);
  let range = 1;
  for (let from = 0; ; from += SPAN) {
    const extremes = {
      least: new Int32Array(SPAN).fill(0xffff),
      most: new Int32Array(SPAN).fill(-1),
      shortest: SPAN,
    };
    for (let at = 0; at < codes.length; at += together) {
      const some = codes.subarray(at, at + together);
      readSpan(ids, some, from, span);
      extend(extremes, span, some.length);
    }
    const places = digitsOf(extremes, room / range, sizes);
    for (let at = 0; at < codes.length; at += together) {
      const some = codes.subarray(at, at + together);
      if (together < codes.length) readSpan(ids, some, from, span);
      addDigits(keys.subarray(at, at + together), span, extremes.least, sizes, places);
    }
    for (let p = 0; p < places; p += 1) range *= sizes[p] as number;
    if (places < SPAN) return range;
  }
}

function readSpan(
  ids: readonly string[] | ByteTexts,
  codes: Int32Array,
  from: number,
  { characters, sizes }: Span,
): void {
  for (let i = 0; i < codes.length; i += 1) {
    const c = codes[i] as number;
    const base = i * SPAN - from;
    if (isByteTexts(ids)) {
      const end = Math.min(byteSize(ids, c), from + SPAN);
      sizes[i] = Math.max(end - from, 0);
      for (let p = from; p < end; p += 1) characters[base + p] = byteAt(ids, c, p);
    } else {
      const id = ids[c] as string;
      const end = Math.min(id.length, from + SPAN);
      sizes[i] = Math.max(end - from, 0);
      for (let p = from; p < end; p += 1) characters[base + p] = id.charCodeAt(p);
    }
  }
}

function extend(extremes: Extremes, { characters, sizes }: Span, length: number): void {
  const { least, most } = extremes;
  for (let i = 0; i < length; i += 1) {
    const size = sizes[i] as number;
    if (size < extremes.shortest) extremes.shortest = size;
    for (let p = 0; p < size; p += 1) {
      const character = characters[i * SPAN + p] as number;
      if (character < (least[p] as number)) least[p] = character;
      if (character > (most[p] as number)) most[p] = character;
    }
  }
}

/**
 * How many different digits there can be at each place.
 *
 * @returns How many places there is room for.
 */
function digitsOf({ least, most, shortest }: Extremes, room: number, sizes: Int32Array): number {
  // Where some ids have ended, that is a digit too, and comes before all others.
  for (let p = shortest; p < SPAN; p += 1) least[p] = (least[p] as number) - 1;
  for (let p = 0; p < SPAN; p += 1) {
    const digits = (most[p] as number) - (least[p] as number) + 1;
    if ((most[p] as number) < 0 || digits > room) return p;
    room /= digits;
    sizes[p] = digits;
  }
  return SPAN;
}

function addDigits(
  keys: Float64Array,
  { characters, sizes: ends }: Span,
  least: Int32Array,
  sizes: Int32Array,
  places: number,
): void {
  for (let i = 0; i < keys.length; i += 1) {
    const end = ends[i] as number;
    let key = keys[i] as number;
    for (let p = 0; p < places; p += 1) {
      const digit = p < end ? (characters[i * SPAN + p] as number) - (least[p] as number) : 0;
      key = key * (sizes[p] as number) + digit;
    }
    keys[i] = key;
  }
}
