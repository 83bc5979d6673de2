/**
 * Short ids as numbers that are in the same order: of ASCII, kept as three words each, with zeros behind the end.
 *
 * @module
 */
import { INLINE } from "../core/byte-texts.ts";

/** What ids have at each of the four places of a word. */
interface Extremes {
  /** The least character, one less where some ids have ended: that is a digit too, and comes before all others. */
  readonly least: Int32Array;
  /** How many different digits there can be; below 1 where all ids have ended. */
  readonly digits: Int32Array;
}

/**
 * Writes a number for each id, of its first characters, as many as are told apart by numbers below `room`.
 *
 * @param keys - Zeros.
 * @returns What all of the numbers are below.
 */
export function readWordKeys(words: Int32Array, codes: Int32Array, room: number, keys: Float64Array): number {
  let range = 1;
  for (let w = 0; 4 * w < INLINE; w += 1) {
    const extremes = wordExtremes(words, w, codes);
    let places = 0;
    for (; places < 4; places += 1) {
      const digits = extremes.digits[places] as number;
      if (digits < 1 || digits > room / range) break;
      range *= digits;
    }
    addDigits(keys, words, w, codes, extremes, places);
    if (places < 4) break;
  }
  return range;
}

/** The extremes of word `w` of each id, four characters at once. */
function wordExtremes(words: Int32Array, w: number, codes: Int32Array): Extremes {
  const HIGH = 0x80808080;
  let least = 0x7f7f7f7f;
  let most = 0;
  let ended = 0;
  for (let i = 0; i < codes.length; i += 1) {
    const word = words[3 * (codes[i] as number) + w] as number;
    // The high bit of each byte that is 0.
    const none = ~(word + 0x7f7f7f7f) & HIGH;
    ended |= none;
    const there = word | (none - (none >>> 7));
    // A high bit that stays when a byte is taken from it says that the byte was not larger; times 255 it is a mask.
    const lower = Math.imul((((least | HIGH) - there) & HIGH) >>> 7, 255);
    least = (there & lower) | (least & ~lower);
    const higher = Math.imul((((word | HIGH) - most) & HIGH) >>> 7, 255);
    most = (word & higher) | (most & ~higher);
  }
  const found = { least: new Int32Array(4), digits: new Int32Array(4) };
  for (let b = 0; b < 4; b += 1) {
    const first = ((least >>> (8 * b)) & 255) - ((ended >>> (8 * b + 7)) & 1);
    const last = (most >>> (8 * b)) & 255;
    found.least[b] = first;
    found.digits[b] = last === 0 ? 0 : last - first + 1;
  }
  return found;
}

function addDigits(
  keys: Float64Array,
  words: Int32Array,
  w: number,
  codes: Int32Array,
  { least, digits }: Extremes,
  places: number,
): void {
  for (let i = 0; i < keys.length; i += 1) {
    const word = words[3 * (codes[i] as number) + w] as number;
    let key = keys[i] as number;
    for (let p = 0; p < places; p += 1) {
      const digit = Math.max(0, ((word >>> (p << 3)) & 255) - (least[p] as number));
      key = key * (digits[p] as number) + digit;
    }
    keys[i] = key;
  }
}
