import { dayOfDate, isoOfDay, LAST_DAY } from "../calendar/civil.ts";
import { scanTime } from "../calendar/scan-time.ts";
import { describeValue } from "../core/describe.ts";
import { ScoringError } from "../core/error.ts";

/** ISO text of a date or date-time as a file writes it; `undefined` for what is none. */
export type DateReader = (text: string) => string | undefined;

/** A reader for a `dateFormat`, or for the forms that need none. */
export function dateReader(format: string | undefined): DateReader {
  if (format === undefined) return readYearFirst;
  if (format === "unix") return (text) => isoOfUnix(text, 1000);
  if (format === "unix-ms") return (text) => isoOfUnix(text, 1);
  if (format === "excel") return isoOfExcel;
  return readerOf(format);
}

const found = { value: 0 };

/** The text if it is ISO 8601 as the library reads it. */
function checked(text: string): string | undefined {
  return scanTime(text, found) === "invalid" ? undefined : text;
}

const SEPARATED = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(.*)$/;
const CHINESE = /^(\d{4})(年)(\d{1,2})月(\d{1,2})日(.*)$/;
const TOGETHER = /^(\d{4})()(\d{2})(\d{2})$/;
const CLOCK =
  /^(?:[T ]\s?|\s)(\d{1,2}):(\d{2})(?::(\d{2})([.,]\d{1,9})?)?\s?(Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)?$/i;

/** ISO; year, month and day with `/`, `.` or nothing between, or 年月日; then a clock and an offset, if any. */
function readYearFirst(text: string): string | undefined {
  if (checked(text) !== undefined) return text;
  const parts = SEPARATED.exec(text) ?? TOGETHER.exec(text) ?? CHINESE.exec(text);
  if (parts === null) return undefined;
  const date = `${parts[1]}-${two(parts[3])}-${two(parts[4])}`;
  const rest = parts[5] ?? "";
  if (rest === "") return checked(date);
  const clock = CLOCK.exec(rest);
  if (clock === null) return undefined;
  const [, hour, minute, second = "00", fraction = "", zone = ""] = clock;
  const offset = /^[a-z]/i.test(zone) ? "Z" : zone;
  return checked(`${date}T${two(hour)}:${minute}:${second}${fraction}${offset}`);
}

function two(digits: string | undefined): string {
  return (digits ?? "").padStart(2, "0");
}

function isoOfUnix(text: string, scale: number): string | undefined {
  if (!/^-?\d{1,14}(?:\.\d{1,9})?$/.test(text)) return undefined;
  const ms = Number(text) * scale;
  return Math.abs(ms) > 8.64e15 ? undefined : checked(new Date(ms).toISOString());
}

/** Day number of Excel's day 0; from its day 61 on, as it has a 29 February 1900. */
const EXCEL_EPOCH = -25_569;
const EXCEL_FIRST = 61;

/** Days as Excel counts them, the time of day as a fraction, to the second. */
function isoOfExcel(text: string): string | undefined {
  if (!/^\d{1,7}(?:[.,]\d{1,15})?$/.test(text)) return undefined;
  const seconds = Math.round(Number(text.replace(",", ".")) * 86_400);
  const day = Math.floor(seconds / 86_400) + EXCEL_EPOCH;
  if (day < EXCEL_EPOCH + EXCEL_FIRST || day > LAST_DAY) return undefined;
  const clock = seconds % 86_400;
  if (/^\d+$/.test(text)) return isoOfDay(day);
  const part = (unit: number, most: number): string => two(String(Math.floor(clock / unit) % most));
  return `${isoOfDay(day)}T${part(3600, 24)}:${part(60, 60)}:${part(1, 60)}`;
}

/** What each token may look like. A single letter takes one digit or two. */
const TOKENS: { readonly [token: string]: string } = {
  YYYY: "(\\d{4})",
  YY: "(\\d{2})",
  MM: "(\\d{2})",
  MMM: "([A-Za-z]{3,9})\\.?",
  M: "(\\d{1,2})",
  DD: "(\\d{2})",
  D: "(\\d{1,2})",
  HH: "(\\d{2})",
  H: "(\\d{1,2})",
  hh: "(\\d{2})",
  h: "(\\d{1,2})",
  mm: "(\\d{2})",
  ss: "(\\d{2}(?:[.,]\\d{1,9})?)",
  A: "([AaPp][Mm])",
  Z: "(Z|[+-]\\d{2}(?::?\\d{2})?)",
};

function readerOf(format: string): DateReader {
  const tokens: string[] = [];
  const source = format.replace(/[A-Za-z]+|[^A-Za-z]+/g, (part) => {
    if (!/[A-Za-z]/.test(part)) return part.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");
    // Letters may stand together: YYYYMMDD, DDTHH.
    return part.replace(/YYYY|YY|M{1,3}|DD?|HH?|hh?|mm|ss|A|Z|T|./g, (token) => {
      if (token === "T") return "T";
      const pattern = TOKENS[token];
      if (pattern === undefined) refuseFormat(format);
      tokens.push(token);
      return pattern as string;
    });
  });
  const kinds = new Set(tokens.map((token) => token.charAt(0)));
  if (kinds.size !== tokens.length || !["Y", "M", "D"].every((kind) => kinds.has(kind))) refuseFormat(format);
  if (kinds.has("h") !== kinds.has("A") || (kinds.has("h") && kinds.has("H"))) refuseFormat(format);
  const pattern = new RegExp(`^${source}$`);
  return (text) => {
    const match = pattern.exec(text);
    return match === null ? undefined : isoOfParts(tokens, match);
  };
}

function refuseFormat(format: unknown): never {
  throw new ScoringError(
    "unknown_name",
    ["options", "dateFormat"],
    "year, month and day, each once, and further tokens of YYYY YY MMM MM M DD D HH H hh h mm ss A Z, or unix, unix-ms, excel",
    describeValue(format),
  );
}

function isoOfParts(tokens: readonly string[], match: RegExpExecArray): string | undefined {
  const parts = new Map<string, string>();
  for (let i = 0; i < tokens.length; i += 1)
    parts.set((tokens[i] as string).charAt(0), match[i + 1] as string);
  const day = dayOfDate(
    fullYear(parts.get("Y") as string),
    monthOf(parts.get("M") as string),
    Number(parts.get("D")),
  );
  if (Number.isNaN(day)) return undefined;
  const date = isoOfDay(day);
  const half = parts.get("A");
  const hours = parts.get("H") ?? hourOfHalf(parts.get("h"), half);
  if (hours === undefined) return checked(date);
  const clock = `${two(hours)}:${parts.get("m") ?? "00"}:${parts.get("s") ?? "00"}`;
  return checked(`${date}T${clock}${parts.get("Z") ?? ""}`);
}

/** Two digits as POSIX reads them: 69 to 99 are of the last century. */
function fullYear(digits: string): number {
  const year = Number(digits);
  return digits.length === 4 ? year : year < 69 ? 2000 + year : 1900 + year;
}

const MONTHS = [
  ...["january", "february", "march", "april", "may", "june"],
  ...["july", "august", "september", "october", "november", "december"],
];

/** The number of a month, or of its English name, whole or as its first three letters (`Sept` too); 0 of no month. */
function monthOf(text: string): number {
  if (/^\d/.test(text)) return Number(text);
  const name = text.toLowerCase();
  const short = name === "sept" ? "sep" : name;
  return 1 + MONTHS.findIndex((month) => month === name || month.slice(0, 3) === short);
}

/** 12 AM is 0, 12 PM is 12. */
function hourOfHalf(hour: string | undefined, half: string | undefined): string | undefined {
  if (hour === undefined) return undefined;
  const number = Number(hour);
  if (number < 1 || number > 12) return "99";
  return String((number % 12) + (/^p/i.test(half ?? "") ? 12 : 0));
}

/** The format of a date with the name of its month. */
function formOfNamed(text: string): string | undefined {
  if (/^[A-Za-z]{3,9}\.? \d{1,2}, \d{4}$/.test(text)) return "MMM D, YYYY";
  const parts = /^\d{1,2}([-/. ])[A-Za-z]{3,9}\1(\d{4}|\d{2})$/.exec(text);
  return parts === null ? undefined : ["D", "MMM", parts[2]?.length === 4 ? "YYYY" : "YY"].join(parts[1]);
}

/** What a date would have to look like. */
export function dateExpected(format: string | undefined, text: string): string {
  if (format !== undefined) return "a date in the given dateFormat";
  if (/^\d{5}(?:[.,]\d+)?$/.test(text))
    return 'a date such as 2026-01-31 (or, of days as Excel numbers them, dateFormat: "excel")';
  const named = formOfNamed(text);
  if (named !== undefined)
    return `a date such as 2026-01-31 (or, of months by their English names, dateFormat: "${named}")`;
  return /^\d{1,2}[-/. ]\d{1,2}[-/. ]\d{2,4}/.test(text)
    ? 'a date with the year first (or say which comes first, day or month: dateFormat: "DD/MM/YYYY" or "MM/DD/YYYY")'
    : "a date such as 2026-01-31, with a time or without (or say how it is written: dateFormat)";
}
