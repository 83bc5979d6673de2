import type { TimeValue } from "../../calendar/scan-time.ts";
import { scanTime } from "./scan-time.ts";

/** What `calendar/scan-date.ts` gives, by way of the pattern that reads times. */
export function dayOfText(text: unknown): number {
  const found: TimeValue = { value: 0 };
  return typeof text === "string" && scanTime(text, found) === "day" ? found.value : Number.NaN;
}
