import { describeValue } from "../core/describe.ts";
import { ScoringError } from "../core/error.ts";
import { type TimeReader, timeRefusal } from "./time-reader.ts";

/** The moment something is looked at from. */
export interface Moment {
  /** Its civil day. */
  readonly day: number;
  /** Epoch milliseconds; Infinity for a calendar date, which means the end of that civil day. */
  readonly latest: number;
}

const NO_CLOCK = 'a date such as "2026-01-31" (nothing here reads the clock)';

/**
 * Reads an `asOf`, or another single time among the options.
 *
 * @throws A {@link ScoringError} with `missing`, `invalid_date`, `no_offset` or `wrong_type`.
 */
export function readMoment(value: unknown, name: string, reader: TimeReader): Moment {
  const path = ["options", name];
  if (value === undefined) throw new ScoringError("missing", path, NO_CLOCK, "nothing");
  const found = { value: 0 };
  const form = reader.scan(value, found);
  if (form === "day") return { day: found.value, latest: Number.POSITIVE_INFINITY };
  if (form === "instant" || form === "local") {
    const latest = form === "local" ? reader.zone.instantOf(found.value) : found.value;
    return { day: reader.dayOf(form, found.value), latest };
  }
  const { code, expected } = timeRefusal(form, value);
  throw new ScoringError(code, path, expected, describeValue(value));
}
