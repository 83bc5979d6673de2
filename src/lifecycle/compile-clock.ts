import type { Declared } from "../rules/types.ts";
import type { FactList } from "./guard.ts";
import type { Elapsed } from "./types.ts";

/** A length of time, compiled. */
export interface Clock {
  /** The date it is counted from; -1 for the day of entering the stage. */
  readonly fact: number;
  /** At least so many days, or else more than so many. */
  readonly atLeast: boolean;
  /** Days; NaN where `threshold` says them. */
  readonly days: number;
  /** Number of the threshold, -1 where there is none. */
  readonly threshold: number;
}

/** A checked `after` or `before`. */
export function compileClock(
  given: Elapsed<Declared, string>,
  facts: FactList,
  thresholds: readonly string[],
): Clock {
  const { since, moreThan, atLeast } = given as {
    readonly since?: string;
    readonly moreThan?: number | string;
    readonly atLeast?: number | string;
  };
  const length = moreThan ?? atLeast;
  return {
    fact: since === undefined ? -1 : facts.indexOf(since),
    atLeast: moreThan === undefined,
    days: typeof length === "number" ? length : Number.NaN,
    threshold: typeof length === "string" ? thresholds.indexOf(length) : -1,
  };
}
