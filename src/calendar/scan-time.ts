import { MS_PER_DAY } from "./civil.ts";
import { dayAtStart, digits } from "./scan-date.ts";

/** What a text says: nothing readable, a civil day, an instant, or a local time of an unnamed zone. */
export type TimeForm = "invalid" | "day" | "instant" | "local";

/** Receives the number that a text stands for, so that reading a column allocates nothing. */
export interface TimeValue {
  /** Day number for `day`; epoch milliseconds for `instant`; milliseconds of the wall clock for `local`. */
  value: number;
}

const DASH = 45;
const COLON = 58;
const DOT = 46;
const COMMA = 44;

/**
 * Reads an ISO 8601 calendar date (`2026-01-31`) or date-time (`2026-01-31T10:00`, seconds and
 * fractions optional, a space for the T, then nothing, `Z` or an offset) without the engine's date
 * parser, which reads some forms as local time and accepts dates that do not exist.
 */
export function scanTime(text: string, out: TimeValue): TimeForm {
  const day = dayAtStart(text);
  if (Number.isNaN(day)) return "invalid";
  if (text.length === 10) {
    out.value = day;
    return "day";
  }
  return scanClock(text, day, out);
}

/** The part after the date: `T10:00:30.250+08:00`. */
function scanClock(text: string, day: number, out: TimeValue): TimeForm {
  const mark = text.charCodeAt(10);
  if (mark !== 84 && mark !== 116 && mark !== 32) return "invalid";
  const hour = digits(text, 11, 2);
  const minute = digits(text, 14, 2);
  if (text.charCodeAt(13) !== COLON || !(hour < 24) || !(minute < 60)) return "invalid";
  let at = 16;
  let ms = (hour * 60 + minute) * 60_000;
  if (text.charCodeAt(at) === COLON) {
    const second = digits(text, 17, 2);
    if (!(second < 60)) return "invalid";
    ms += second * 1000;
    at = 19;
    const point = text.charCodeAt(at);
    if (point === DOT || point === COMMA) {
      const end = endOfDigits(text, at + 1);
      if (end === at + 1 || end - at > 10) return "invalid";
      ms += Math.floor(Number(`0.${text.slice(at + 1, end)}`) * 1e9 + 0.5) / 1e6;
      at = end;
    }
  }
  return scanOffset(text, at, day * MS_PER_DAY + Math.floor(ms), out);
}

/** Nothing, `Z`, `+08`, `+0800` or `+08:00`. */
function scanOffset(text: string, at: number, local: number, out: TimeValue): TimeForm {
  const rest = text.length - at;
  out.value = local;
  if (rest === 0) return "local";
  const sign = text.charCodeAt(at);
  if (sign === 90 || sign === 122) return rest === 1 ? "instant" : "invalid";
  if (sign !== 43 && sign !== DASH) return "invalid";
  const colon = text.charCodeAt(at + 3) === COLON;
  if (rest !== 3 && rest !== (colon ? 6 : 5)) return "invalid";
  const hours = digits(text, at + 1, 2);
  const minutes = rest === 3 ? 0 : digits(text, at + (colon ? 4 : 3), 2);
  if (!(hours < 24) || !(minutes < 60)) return "invalid";
  const offset = (hours * 60 + minutes) * 60_000;
  out.value = local - (sign === DASH ? -offset : offset);
  return "instant";
}

function endOfDigits(text: string, from: number): number {
  let end = from;
  while (end < text.length && text.charCodeAt(end) >= 48 && text.charCodeAt(end) <= 57) end += 1;
  return end;
}
