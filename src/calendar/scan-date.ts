import { dayOfDate } from "./civil.ts";

const DASH = 45;

/** Day number of an ISO calendar date (`2026-01-31`); NaN of anything else. */
export function dayOfText(text: unknown): number {
  return typeof text === "string" && text.length === 10 ? dayAtStart(text) : Number.NaN;
}

/** Day number of the calendar date that a text begins with; NaN where it begins with none. */
export function dayAtStart(text: string): number {
  if (text.charCodeAt(4) !== DASH || text.charCodeAt(7) !== DASH) return Number.NaN;
  const year = digits(text, 0, 4);
  return year < 1 ? Number.NaN : dayOfDate(year, digits(text, 5, 2), digits(text, 8, 2));
}

/** Value of `count` decimal digits, NaN where one of them is not. */
export function digits(text: string, from: number, count: number): number {
  let value = 0;
  for (let i = from; i < from + count; i += 1) {
    const digit = text.charCodeAt(i) - 48;
    if (!(digit >= 0 && digit <= 9)) return Number.NaN;
    value = value * 10 + digit;
  }
  return value;
}
