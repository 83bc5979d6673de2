import { timeRefusal } from "../calendar/time-reader.ts";
import { describeValue } from "../core/describe.ts";
import { ScoringError } from "../core/error.ts";
import type { Reading } from "../history/open-transactions.ts";

/**
 * Does an event count: not if it lies before `from`. Without a time it does.
 *
 * @param what - The kind of event, for the message.
 * @throws A {@link ScoringError} with `conflict` where it lies after the moment of looking, or as of any time.
 */
export function eventCounts(at: unknown, what: string, { time, fromDay, asOfDay, latest }: Reading): boolean {
  if (at === undefined || at === null) return true;
  const found = { value: 0 };
  const form = time.scan(at, found);
  if (form !== "day" && form !== "instant" && form !== "local") {
    const { code, expected } = timeRefusal(form, at);
    throw new ScoringError(code, ["event", "at"], expected, describeValue(at));
  }
  const day = time.dayOf(form, found.value);
  const instant = form === "local" ? time.zone.instantOf(found.value) : found.value;
  if (day > asOfDay || (form !== "day" && instant > latest)) {
    throw new ScoringError(
      "conflict",
      ["options", "asOf"],
      `a time not before the ${what}`,
      "an earlier one",
    );
  }
  return day >= fromDay;
}
