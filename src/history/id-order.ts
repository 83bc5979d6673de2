/**
 * The customers in ascending order of id (code units), so that the order of rows never shows in a
 * result: rows, columns, batches and shards give the same table.
 *
 * @param seen - Who is to be listed. Linear where ids come in order; else as {@link sortById}.
 */
export function orderById(ids: readonly string[], seen: (code: number) => boolean): Int32Array {
  const order = new Int32Array(ids.length);
  let count = 0;
  let ascending = true;
  let last = "";
  for (let c = 0; c < ids.length; c += 1) {
    if (!seen(c)) continue;
    const id = ids[c] as string;
    if (ascending && count > 0 && id <= last) ascending = false;
    last = id;
    order[count] = c;
    count += 1;
  }
  const codes = order.subarray(0, count);
  return ascending ? codes : sortById(ids, codes);
}

/** Up to here whole numbers are exact, and so is the floor of their quotients. */
const EXACT = 2 ** 51;

/**
 * Sorts codes by id. The first characters of all ids, as far as they fit, become one number with the code's
 * position behind it; numbers are sorted ten times faster than texts are compared. What is then still equal is
 * compared. Where there are hardly more such numbers than ids, as there are of customers who were numbered, each goes
 * to its place.
 */
function sortById(ids: readonly string[], codes: Int32Array): Int32Array {
  const { low, size, length } = alphabet(ids, codes);
  const range = size.reduce((product, digits) => product * digits, 1);
  const dense = range <= SPARE * codes.length;
  const keys = new Float64Array(codes.length);
  for (let i = 0; i < keys.length; i += 1) {
    const id = ids[codes[i] as number] as string;
    let key = 0;
    for (let p = 0; p < length; p += 1) {
      const digit = p < id.length ? id.charCodeAt(p) - (low[p] as number) : 0;
      key = key * (size[p] as number) + digit;
    }
    keys[i] = dense ? key : key * codes.length + i;
  }
  if (dense) {
    const placed = placeByKey(codes, keys, range);
    if (placed !== undefined) return placed;
    for (let i = 0; i < keys.length; i += 1) keys[i] = (keys[i] as number) * codes.length + i;
  }
  keys.sort();
  const sorted = new Int32Array(keys.length);
  let start = 0;
  let before = -1;
  for (let i = 0; i < keys.length; i += 1) {
    const key = Math.floor((keys[i] as number) / codes.length);
    sorted[i] = codes[(keys[i] as number) - key * codes.length] as number;
    if (key !== before) {
      compareIds(ids, sorted, start, i);
      start = i;
      before = key;
    }
  }
  compareIds(ids, sorted, start, keys.length);
  return sorted;
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

function compareIds(ids: readonly string[], codes: Int32Array, from: number, to: number): void {
  if (to - from < 2) return;
  codes.subarray(from, to).sort((a, b) => ((ids[a] as string) < (ids[b] as string) ? -1 : 1));
}

/** At each place what stands for 0 and how many different digits there can be, for as many places as fit. */
interface Alphabet {
  readonly low: readonly number[];
  readonly size: readonly number[];
  readonly length: number;
}

function alphabet(ids: readonly string[], codes: Int32Array): Alphabet {
  const low: number[] = [];
  const size: number[] = [];
  let room = EXACT / codes.length;
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
function extremes(ids: readonly string[], codes: Int32Array, from: number) {
  const least = new Int32Array(SPAN).fill(0xffff);
  const most = new Int32Array(SPAN).fill(-1);
  let shortest = SPAN;
  for (let i = 0; i < codes.length; i += 1) {
    const id = ids[codes[i] as number] as string;
    const places = Math.min(SPAN, id.length - from);
    if (places < shortest) shortest = Math.max(0, places);
    for (let p = 0; p < places; p += 1) {
      const character = id.charCodeAt(from + p);
      if (character < (least[p] as number)) least[p] = character;
      if (character > (most[p] as number)) most[p] = character;
    }
  }
  // Where some ids have ended, that is a digit too, and comes before all others.
  for (let p = shortest; p < SPAN; p += 1) least[p] = (least[p] as number) - 1;
  return { least, most };
}
