import { BLOCK_BITS, type Block, type Window } from "./csv-block.ts";
import type { CsvFormat } from "./csv-types.ts";

/** How numbers are written. */
export type NumberFormat = Pick<CsvFormat, "decimal" | "thousands" | "currencySymbol">;

const POWERS: Float64Array = /* @__PURE__ */ Float64Array.of(1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9);
const MINUS = 45;
/** Whole numbers of so many digits fit 32 bits. */
const DIGITS = 9;

/**
 * Reads the plain numbers of a slot (a sign, up to nine digits, a decimal mark) into `out`, from `at`
 * on, and lists the rows of all other cells in `others`.
 *
 * The quotient of two whole numbers below 2^53 is rounded once, so it is the double that the engine
 * reads from the same text.
 *
 * @returns How many others there are.
 */
export function readPlainNumbers(
  { bytes, view }: Window,
  block: Block,
  slot: number,
  decimal: number,
  out: Float64Array,
  at: number,
  others: Int32Array,
): number {
  const { starts, ends, rows } = block;
  const from = slot << BLOCK_BITS;
  let count = 0;
  for (let i = 0; i < rows; i += 1) {
    const start = starts[from + i] as number;
    const end = ends[from + i] as number;
    const hundredths = hundredthsAt(view, start, end, decimal);
    const value = hundredths >= 0 ? hundredths / 100 : plainNumber(bytes, start, end, decimal);
    out[at + i] = value;
    if (Number.isNaN(value)) {
      others[count] = i;
      count += 1;
    }
  }
  return count;
}

/**
 * The usual amount, with up to five digits before the mark and two behind it, in hundredths; -1 for all others. Nothing
 * depends on how many digits there are, which nobody could foresee.
 */
function hundredthsAt(view: DataView, start: number, end: number, decimal: number): number {
  const ZEROS = 0x30303030;
  // Bytes above 9 have their high bit set when this is added.
  const ABOVE_NINE = 0x76767676;
  const before = end - start - 4;
  if (before < 0 || before > 4 || end < 8) return -1;
  // Units, mark, tenths, hundredths: the lowest byte comes first.
  const tail = view.getInt32(end - 4, true) ^ ((ZEROS & ~0xff00) | (decimal << 8));
  const head = before === 0 ? 0 : (view.getInt32(end - 8, true) ^ ZEROS) & (-1 << (32 - 8 * before));
  const strange = (tail + ABOVE_NINE) | tail | (head + ABOVE_NINE) | head;
  if ((strange & 0x80808080) !== 0 || (tail & 0xff00) !== 0) return -1;
  const pairs = (Math.imul(head, 10) + (head >>> 8)) & 0xff00ff;
  const tens = (pairs & 0xff) * 100 + (pairs >>> 16);
  return tens * 1000 + (tail & 0xff) * 100 + ((tail >>> 16) & 0xff) * 10 + (tail >>> 24);
}

/** A plain number; NaN for all others. */
function plainNumber(bytes: Uint8Array, start: number, end: number, decimal: number): number {
  let p = start;
  const negative = bytes[p] === MINUS;
  if (negative) p += 1;
  const length = end - p;
  let value = 0;
  let fraction = 0;
  let digit = (bytes[p] as number) - 48;
  // A cell of DIGITS + 1 bytes may hold as many digits and the mark, or one digit too many.
  if (length > 0 && length <= DIGITS + 1) {
    while (p < end && digit >= 0 && digit <= 9) {
      value = (Math.imul(value, 10) + digit) | 0;
      p += 1;
      digit = (bytes[p] as number) - 48;
    }
    if (p < end && bytes[p] === decimal) {
      p += 1;
      fraction = end - p;
      digit = (bytes[p] as number) - 48;
      while (p < end && digit >= 0 && digit <= 9) {
        value = (Math.imul(value, 10) + digit) | 0;
        p += 1;
        digit = (bytes[p] as number) - 48;
      }
    }
  }
  const marked = p === end && bytes[end - fraction - 1] === decimal;
  if (p !== end || length <= (marked ? 1 : 0) || length > (marked ? DIGITS + 1 : DIGITS)) return Number.NaN;
  const size = value / (POWERS[fraction] as number);
  // Never -0.
  return negative ? 0 - size : size;
}

const NUMBER = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,4})?$/;

/** How accounts write what is less than nothing; a sign inside is none of it. */
const IN_PARENTHESES = /^\(\s*([\d.,].*?)\s*\)$/;

/** Reads the text of one cell as a number; `undefined` for what is none in this format. */
export function numberReader(format: NumberFormat): (text: string) => number | undefined {
  const { decimal = ".", thousands, currencySymbol } = format;
  const grouped =
    thousands === undefined
      ? undefined
      : new RegExp(
          `^[+-]?\\d{1,3}(?:${groupMark(thousands)}\\d{2,3})*${groupMark(thousands)}\\d{3}(?=$|[${decimal}])`,
        );
  const marks = thousands === undefined ? undefined : new RegExp(groupMark(thousands), "g");

  return (given) => {
    let text = given;
    let sign = 1;
    if (currencySymbol !== undefined) text = text.replace(currencySymbol, "").trim();
    const inner = IN_PARENTHESES.exec(text);
    if (inner !== null) {
      sign = -1;
      text = inner[1] as string;
    }
    // "- 5.00" is what is left of "-$ 5.00".
    if (currencySymbol !== undefined) text = text.replace(/^([+-])\s+/, "$1");
    if (grouped?.test(text) && marks !== undefined) text = text.replace(marks, "");
    if (decimal === ",") {
      if (text.includes(".")) return undefined;
      text = text.replace(",", ".");
    }
    return NUMBER.test(text) ? sign * Number(text) + 0 : undefined;
  };
}

function groupMark(thousands: string): string {
  return thousands === " " ? "[ \\u00a0\\u202f]" : `[${thousands}]`;
}

/** What a number would have to look like, with the options that would read this one. */
export function numberExpected(format: NumberFormat, text: string): string {
  const { decimal = ".", thousands, currencySymbol } = format;
  const usual = `a number such as 1234${decimal}50`;
  const marks = text.match(/\d[,.'_ \u00a0\u202f](?=\d)/g) ?? [];
  const grouped = thousands === undefined && (marks.length > 1 || marks.some((mark) => mark[1] !== decimal));
  const symbol = currencySymbol === undefined && /\d/.test(text) && /[^\d\s.,'_()+-]/.test(text);
  if (grouped)
    return `${usual} (or say how it is written: decimal, thousands${symbol ? ", currencySymbol" : ""})`;
  return symbol ? `${usual} (or say which sign goes with it: currencySymbol)` : usual;
}
