import { utc } from "@date-fns/utc";
import { sub } from "date-fns";
import type { InputPath } from "../core/error.ts";
import { MS_PER_DAY } from "./civil.ts";
import { addDuration, type Duration } from "./duration.ts";

/**
 * The civil day that lies a duration before `day`, by the calendar: a month before 31 March is the last
 * of February.
 *
 * @throws A {@link ScoringError} as {@link addDuration} does.
 */
export function subtractDuration(day: number, duration: Duration, path: InputPath): number {
  addDuration(day, duration, path);
  return Math.floor(sub(new Date(day * MS_PER_DAY), { ...duration }, { in: utc }).getTime() / MS_PER_DAY);
}
