/**
 * Text of bytes and bytes of text: the hosts' own coders are not part of the language.
 *
 * @module
 */

/** How many codes go to one call: an argument list has a limit. */
const CODES = 4096;

/**
 * Text of the UTF-8 bytes `from` to `to` (not included); `undefined` where they are not UTF-8: a byte
 * that begins nothing, a sequence that ends early or is longer than needed, a surrogate, a code above
 * U+10FFFF.
 */
export function decodeUtf8(bytes: Uint8Array, from: number, to: number): string | undefined {
  for (let i = from; i < to; i += 1) {
    if ((bytes[i] as number) > 127) return decodeWide(bytes, from, to);
  }
  return decodeAscii(bytes, from, to);
}

/** An argument list a length, used over and over: making one costs more than the text. */
const ARGUMENTS: readonly number[][] = /* @__PURE__ */ Array.from({ length: 65 }, (_, length) =>
  new Array<number>(length).fill(0),
);

/** Text of bytes that are all below 128. */
function decodeAscii(bytes: Uint8Array, from: number, to: number): string {
  // Appending builds ropes; an argument list builds the flat string that is kept for long.
  if (to - from <= CODES) {
    const codes = ARGUMENTS[to - from] ?? new Array<number>(to - from);
    for (let i = from; i < to; i += 1) codes[i - from] = bytes[i] as number;
    return String.fromCharCode.apply(null, codes);
  }
  let text = "";
  for (let i = from; i < to; i += CODES) text += decodeAscii(bytes, i, Math.min(to, i + CODES));
  return text;
}

function decodeWide(bytes: Uint8Array, from: number, to: number): string | undefined {
  let text = "";
  let codes: number[] = [];
  let i = from;
  while (i < to) {
    const lead = bytes[i] as number;
    const more =
      lead < 0x80 ? 0 : lead < 0xc2 ? -1 : lead < 0xe0 ? 1 : lead < 0xf0 ? 2 : lead < 0xf5 ? 3 : -1;
    if (more < 0 || i + more >= to) return undefined;
    let code = more === 0 ? lead : lead & (0x3f >> more);
    for (let j = 1; j <= more; j += 1) {
      const next = bytes[i + j] as number;
      if ((next & 0xc0) !== 0x80) return undefined;
      code = (code << 6) | (next & 0x3f);
    }
    if (more === 2 && (code < 0x800 || (code >= 0xd800 && code <= 0xdfff))) return undefined;
    if (more === 3 && (code < 0x10000 || code > 0x10ffff)) return undefined;
    codes.push(code);
    i += more + 1;
    if (codes.length === CODES) {
      text += String.fromCodePoint.apply(null, codes);
      codes = [];
    }
  }
  return text + String.fromCodePoint.apply(null, codes);
}

/**
 * Writes characters `from` to `to` (not included) as UTF-8 to `out` at `at`, which has three bytes of
 * room a character. A surrogate without its partner is written as it stands, and is refused where
 * the bytes are read.
 *
 * @returns Where the writing ended.
 */
export function encodeUtf8(text: string, from: number, to: number, out: Uint8Array, at: number): number {
  let p = at;
  for (let i = from; i < to; i += 1) {
    const code = text.charCodeAt(i);
    if (code < 0x80) {
      out[p] = code;
      p += 1;
    } else if (code < 0x800) {
      out[p] = 0xc0 | (code >> 6);
      out[p + 1] = 0x80 | (code & 0x3f);
      p += 2;
    } else if (isHighSurrogate(code) && i + 1 < to && isLowSurrogate(text.charCodeAt(i + 1))) {
      i += 1;
      const point = 0x10000 + ((code - 0xd800) << 10) + (text.charCodeAt(i) - 0xdc00);
      out[p] = 0xf0 | (point >> 18);
      out[p + 1] = 0x80 | ((point >> 12) & 0x3f);
      out[p + 2] = 0x80 | ((point >> 6) & 0x3f);
      out[p + 3] = 0x80 | (point & 0x3f);
      p += 4;
    } else {
      out[p] = 0xe0 | (code >> 12);
      out[p + 1] = 0x80 | ((code >> 6) & 0x3f);
      out[p + 2] = 0x80 | (code & 0x3f);
      p += 3;
    }
  }
  return p;
}

/** Is this the first half of a character beyond U+FFFF? */
export function isHighSurrogate(code: number): boolean {
  return (code & 0xfc00) === 0xd800;
}

function isLowSurrogate(code: number): boolean {
  return (code & 0xfc00) === 0xdc00;
}
