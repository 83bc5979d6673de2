/** By name: texts kept by one copy of this package are known to another. */
const BYTES: unique symbol = /* @__PURE__ */ Symbol.for("clientele.bytes") as never;

/** Bytes of a text that stand in its words. */
export const INLINE = 12;

/**
 * Texts kept as their bytes of UTF-8 and made when they are asked for: twelve bytes for an id, where a string and its
 * place in a list take forty. No two are equal, those that are there stay, and more may come: as promised of a list by
 * `promiseDistinct`.
 */
export interface ByteTexts {
  readonly [BYTES]: true;
  /** How many. */
  length: number;
  /**
   * Three a text. Up to twelve bytes stand in them, the first one lowest, with zeros behind: no byte of a text is 0.
   * Where the lowest byte of the first word is 0 the text is longer, or empty: the others of the first word and the
   * third word are hashes, the second says where it is in `pool`.
   */
  words: Int32Array;
  /** Longer texts: four bytes that say how many follow (the first one lowest), and these. */
  pool: Uint8Array;
  /** How much of the pool is used. */
  pooled: number;
  /** Are all bytes below 128, so that each is a character? */
  ascii: boolean;
  /** Text `i`, made anew. */
  readonly text: (i: number) => string;
  /** All of them as texts: the same list each time, which has grown if they have. */
  readonly list: () => string[];
  /** Cells are not reached by number. */
  readonly [i: number]: undefined;
}

/** No texts yet. `decode` gives the text of bytes `from` to `to` (not included). */
export function createByteTexts(decode: (bytes: Uint8Array, from: number, to: number) => string): ByteTexts {
  const made: string[] = [];
  const few = new Uint8Array(INLINE);
  const text = (i: number): string => {
    const size = byteSize(texts, i);
    if (isPooled(texts, i)) {
      const from = poolStart(texts, i);
      return decode(texts.pool, from, from + size);
    }
    for (let p = 0; p < size; p += 1) few[p] = byteAt(texts, i, p);
    return decode(few, 0, size);
  };
  const list = (): string[] => {
    for (let i = made.length; i < texts.length; i += 1) made.push(text(i));
    return made;
  };
  const texts: ByteTexts = {
    [BYTES]: true,
    length: 0,
    words: new Int32Array(0),
    pool: new Uint8Array(0),
    pooled: 0,
    ascii: true,
    text,
    list,
  };
  return texts;
}

/** Are these such texts, and not a list of strings? */
export function isByteTexts(values: object): values is ByteTexts {
  return (values as { readonly [BYTES]?: unknown })[BYTES] === true;
}

/** Is text `i` in the pool? */
function isPooled({ words }: ByteTexts, i: number): boolean {
  return ((words[3 * i] as number) & 255) === 0;
}

/** Where the bytes of text `i` start in the pool. */
export function poolStart({ words }: ByteTexts, i: number): number {
  return (words[3 * i + 1] as number) + 4;
}

/** How many bytes text `i` has. */
export function byteSize(texts: ByteTexts, i: number): number {
  const { words, pool } = texts;
  if (isPooled(texts, i)) {
    const p = poolStart(texts, i);
    const high = ((pool[p - 1] as number) << 24) | ((pool[p - 2] as number) << 16);
    return high | ((pool[p - 3] as number) << 8) | (pool[p - 4] as number);
  }
  let last = 3 * i + 2;
  while (words[last] === 0) last -= 1;
  return 4 * (last - 3 * i) + 4 - (Math.clz32(words[last] as number) >> 3);
}

/** Byte `p` of text `i`, which is there. */
export function byteAt(texts: ByteTexts, i: number, p: number): number {
  if (isPooled(texts, i)) return texts.pool[poolStart(texts, i) + p] as number;
  return ((texts.words[3 * i + (p >> 2)] as number) >>> ((p & 3) << 3)) & 255;
}
