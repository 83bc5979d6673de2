import type { TimeForm, TimeValue } from "../../calendar/scan-time.ts";
import { dayOfDate, MS_PER_DAY } from "./civil.ts";

const ISO =
  /^(\d{4})-(\d\d)-(\d\d)([Tt ]([01]\d|2[0-3]):([0-5]\d)(:([0-5]\d)([.,]\d{1,9})?)?([Zz]|([+-])([01]\d|2[0-3]):?([0-5]\d)?)?)?$/;

/** What `calendar/scan-time.ts` reads without making anything, read by one pattern. */
export function scanTime(text: string, out: TimeValue): TimeForm {
  const found = ISO.exec(text);
  if (found === null || /:$/.test(text)) return "invalid";
  const at = (group: number): number => Number(found[group] ?? 0);
  const day = at(1) < 1 ? Number.NaN : dayOfDate(at(1), at(2), at(3));
  if (Number.isNaN(day)) return "invalid";
  out.value = day;
  if (found[4] === undefined) return "day";
  const fraction = Math.floor(Number(`0.${(found[9] ?? ".0").slice(1)}`) * 1e9 + 0.5) / 1e6;
  const minutes = at(5) * 60 + at(6) - (at(12) * 60 + at(13)) * (found[11] === "-" ? -1 : 1);
  out.value = day * MS_PER_DAY + minutes * 60_000 + Math.floor(at(8) * 1000 + fraction);
  return found[10] === undefined ? "local" : "instant";
}
