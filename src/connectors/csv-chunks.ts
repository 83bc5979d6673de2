/**
 * Pieces of a file, of text or bytes, to pieces of UTF-8.
 *
 * @module
 */
import { describeValue } from "../core/describe.ts";
import { ScoringError } from "../core/error.ts";
import type { CsvChunk, CsvDecode } from "./csv-types.ts";
import { encodeUtf8, isHighSurrogate } from "./utf8.ts";

/** Characters encoded at once. */
const PIECE = 8192;

/** Takes the pieces of one file in their order. The bytes given are valid until the next are asked for. */
export interface ChunkEncoder {
  readonly encode: (chunk: CsvChunk) => Iterable<Uint8Array>;
  /** What was held back at the end. */
  readonly end: () => Iterable<Uint8Array>;
}

export function createChunkEncoder(decode: CsvDecode | undefined): ChunkEncoder {
  const room = new Uint8Array(3 * PIECE);
  /** First half of a character, whose second half is in the next chunk. */
  let half = "";
  /** The first bytes, until there are two. */
  let marks: number[] | undefined = [];

  function* encodeText(text: string): Iterable<Uint8Array> {
    let from = 0;
    while (from < text.length) {
      let to = Math.min(from + PIECE, text.length);
      if (to < text.length && isHighSurrogate(text.charCodeAt(to - 1))) to -= 1;
      yield room.subarray(0, encodeUtf8(text, from, to, room, 0));
      from = to;
    }
  }
  function* encodeHeld(text: string): Iterable<Uint8Array> {
    let all = half + text;
    half = "";
    if (all !== "" && isHighSurrogate(all.charCodeAt(all.length - 1))) {
      half = all.slice(-1);
      all = all.slice(0, -1);
    }
    yield* encodeText(all);
  }
  function* encode(chunk: CsvChunk): Iterable<Uint8Array> {
    if (typeof chunk === "string") {
      marks = undefined;
      yield* encodeHeld(chunk);
    } else if (!isBytes(chunk)) {
      throw new ScoringError("wrong_type", ["csv"], "text or bytes (Uint8Array)", describeValue(chunk));
    } else if (decode !== undefined) {
      yield* encodeHeld(decode(chunk, true));
    } else {
      if (marks !== undefined) marks = checkMark(marks, chunk);
      yield chunk;
    }
  }
  function* end(): Iterable<Uint8Array> {
    if (decode !== undefined) yield* encodeHeld(decode(new Uint8Array(0), false));
    // Half a character is written as it stands: it is refused where it is read.
    if (half !== "") yield room.subarray(0, encodeUtf8(half, 0, 1, room, 0));
    half = "";
  }
  return { encode, end };
}

/** Bytes of any realm, a Node buffer among them. */
export function isBytes(value: unknown): value is Uint8Array {
  return ArrayBuffer.isView(value) && Object.prototype.toString.call(value) === "[object Uint8Array]";
}

/** The first two bytes of a file of UTF-16 are its mark. */
function checkMark(marks: number[], chunk: Uint8Array): number[] | undefined {
  for (let i = 0; i < chunk.length && marks.length < 2; i += 1) marks.push(chunk[i] as number);
  if (marks.length < 2) return marks;
  const [first, second] = marks;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) {
    const name = first === 0xff ? "UTF-16LE" : "UTF-16BE";
    throw new ScoringError(
      "wrong_type",
      ["csv"],
      "UTF-8 (for another encoding pass decode)",
      `bytes marked as ${name}`,
    );
  }
  return undefined;
}
