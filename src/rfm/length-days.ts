import { dayOfText } from "../calendar/scan-date.ts";
import type { ScoringErrorCode } from "../core/error.ts";
import type { OpenInput } from "../core/open-input.ts";
import { readNumbers } from "../core/read-numbers.ts";
import { readTexts } from "../core/read-values.ts";
import type { Rejector } from "../core/rejector.ts";

/**
 * Days from the first to the last purchase: the column `lengthDays` where it has a number, else from
 * the dates. NaN where neither is given, and for customers without an order.
 */
export function readLengths(open: OpenInput, orders: Float64Array, rejector: Rejector): Float64Array {
  const first = open.column("firstPurchase");
  const last = open.column("lastPurchase");
  const dated = first !== undefined && last !== undefined;
  const given = dated ? open.column("lengthDays") : open.needed("lengthDays");
  const lengths =
    given === undefined
      ? new Float64Array(orders.length).fill(Number.NaN)
      : readNumbers(given, "lengthDays", { nullable: true, min: 0 }, rejector);
  if (!dated || lengths.every((length) => !Number.isNaN(length))) return lengths;
  const firsts = readTexts(first, "firstPurchase", rejector);
  const lasts = readTexts(last, "lastPurchase", rejector);
  const out = lengths.slice();
  for (let i = 0; i < out.length; i += 1) {
    const from = firsts[i];
    const to = lasts[i];
    if (!Number.isNaN(out[i]) || orders[i] === 0 || !from || !to) continue;
    out[i] = lengthBetween(from, to, (field, code, expected, got) => {
      rejector.reject(i, field, code, expected, got);
    });
  }
  return out;
}

type Refuse = (field: string, code: ScoringErrorCode, expected: string, got: unknown) => void;

/** Days from one ISO calendar date to another. */
export function lengthBetween(first: unknown, last: unknown, refuse: Refuse): number {
  const from = dayOfText(first);
  const to = dayOfText(last);
  if (Number.isNaN(from)) refuse("firstPurchase", "invalid_date", "an ISO calendar date", first);
  else if (Number.isNaN(to)) refuse("lastPurchase", "invalid_date", "an ISO calendar date", last);
  else if (to < from) refuse("lastPurchase", "conflict", "a date not before the first purchase", last);
  return to - from;
}
