/**
 * The first line: what separates the cells, and what the columns are called.
 *
 * @module
 */
import { ScoringError } from "../core/error.ts";
import { decodeUtf8 } from "./utf8.ts";

const LF = 10;
const CR = 13;
const QUOTE = 34;

/** In order of preference where two are equally frequent. */
export const SEPARATORS = [",", ";", "\t", "|"] as const;
export type Separator = (typeof SEPARATORS)[number];

/** The first line as far as it is known. */
export interface FirstLine {
  /** Where its first byte is: after blank lines. */
  readonly start: number;
  /** Where it ends, the line end not included. */
  readonly end: number;
  /** Where the next line starts. */
  readonly next: number;
  /** Lines of the file before `start`, and before `next`. */
  readonly linesBefore: number;
  readonly linesAfter: number;
}

/** Finds the first line with a character in it; `undefined` while its end has not come. */
export function findFirstLine(
  bytes: Uint8Array,
  from: number,
  end: number,
  final: boolean,
): FirstLine | undefined {
  let start = from;
  let lines = 0;
  while (start < end && (bytes[start] === LF || bytes[start] === CR)) {
    if (bytes[start] === LF || bytes[start + 1] !== LF) lines += 1;
    start += 1;
  }
  const linesBefore = lines;
  let inQuotes = false;
  for (let p = start; p < end; p += 1) {
    const byte = bytes[p];
    if (byte === QUOTE) inQuotes = !inQuotes;
    if (byte !== LF && byte !== CR) continue;
    if (byte === CR && p + 1 === end && !final) return undefined;
    const two = byte === CR && p + 1 < end && bytes[p + 1] === LF;
    lines += 1;
    if (!inQuotes) return { start, end: p, next: p + (two ? 2 : 1), linesBefore, linesAfter: lines };
    if (two) p += 1;
  }
  return final ? { start, end, next: end, linesBefore, linesAfter: lines } : undefined;
}

/** The separator that is most frequent outside quotes; a comma where there is none. */
export function detectSeparator(bytes: Uint8Array, line: FirstLine): Separator {
  const counts = SEPARATORS.map(() => 0);
  let inQuotes = false;
  for (let p = line.start; p < line.end; p += 1) {
    const byte = bytes[p] as number;
    if (byte === QUOTE) inQuotes = !inQuotes;
    const found = inQuotes ? -1 : SEPARATORS.findIndex((separator) => separator.charCodeAt(0) === byte);
    if (found >= 0) counts[found] = (counts[found] as number) + 1;
  }
  let best = 0;
  for (let s = 1; s < counts.length; s += 1) if ((counts[s] as number) > (counts[best] as number)) best = s;
  return SEPARATORS[best] as Separator;
}

/** `sep=;` in the first line, as spreadsheets write it: the separator it names. */
export function separatorLine(bytes: Uint8Array, line: FirstLine): Separator | undefined {
  if (line.end - line.start !== 5) return undefined;
  const text = decodeUtf8(bytes, line.start, line.end);
  if (text === undefined || !/^sep=/i.test(text)) return undefined;
  return SEPARATORS.find((separator) => separator === text[4]);
}

/** Texts of the cells of the first line, without the blanks around them. */
export function headerCells(bytes: Uint8Array, line: FirstLine, separator: Separator, at: number): string[] {
  const text = decodeUtf8(bytes, line.start, line.end);
  const path = ["csv", "header"];
  if (text === undefined) {
    throw new ScoringError(
      "wrong_type",
      path,
      "UTF-8 (for another encoding pass decode)",
      `other bytes at line ${at}`,
    );
  }
  if (text.includes("\u0000")) {
    throw new ScoringError("wrong_type", path, "UTF-8 (of UTF-16 pass decode)", `zero bytes at line ${at}`);
  }
  const cells: string[] = [];
  let from = 0;
  while (from <= text.length) {
    const after = text[from] === '"' ? closingQuote(text, from + 1) + 1 : from;
    const found = text.indexOf(separator, after);
    const to = found < 0 ? text.length : found;
    const cell =
      after > from && after === to ? text.slice(from + 1, to - 1).replace(/""/g, '"') : text.slice(from, to);
    cells.push(cell.trim());
    from = to + 1;
  }
  return cells;
}

/** Where the quote is that closes a cell, before its end if there is none. */
function closingQuote(text: string, from: number): number {
  let p = text.indexOf('"', from);
  while (p >= 0 && text[p + 1] === '"') p = text.indexOf('"', p + 2);
  return p < 0 ? from - 2 : p;
}
