import { checkNumber, checkOptions } from "../core/check-options.ts";
import { describeValue } from "../core/describe.ts";
import { ScoringError } from "../core/error.ts";
import { ownValue } from "../core/own.ts";

/** How long an activity takes, by what it involves. */
export interface TimeEquation {
  /** Minutes whatever it involves. */
  readonly baseMinutes: number;
  /** Further minutes for each of these. */
  readonly increments: { readonly [driver: string]: number };
}

/**
 * Minutes of one activity by its time equation, `t = b0 + sum b_k x_k`.
 *
 * @param drivers - What it involves: names (each once), or names with a count.
 * @throws A {@link ScoringError} with `unknown_name` for a driver without an increment, `wrong_type`,
 * `not_finite` or `out_of_range`.
 * @example
 * ```ts
 * const packaging = { baseMinutes: 0.5, increments: { specialPackaging: 6.5, airShipment: 0.2 } };
 * timeEquation(packaging, []); // => 0.5
 * timeEquation(packaging, ["specialPackaging"]); // => 7
 * timeEquation(packaging, { airShipment: 2 }); // => 0.9
 * ```
 * @see Kaplan & Anderson (2004), Time-driven activity-based costing, Harvard Business Review 82(11).
 */
export function timeEquation(
  equation: TimeEquation,
  drivers: readonly string[] | { readonly [driver: string]: number },
): number {
  equation = checkOptions(equation, ["baseMinutes", "increments"], ["equation"]);
  const { increments } = equation;
  checkOptions(increments, Object.keys(increments ?? {}), ["equation", "increments"]);
  let minutes = checkNumber(equation.baseMinutes, ["equation", "baseMinutes"], { min: 0 });
  for (const [driver, count] of countsOf(drivers)) {
    const increment = typeof driver === "string" ? ownValue(increments, driver) : undefined;
    if (increment === undefined) {
      const expected = `one of ${Object.keys(increments).join(", ")}`;
      throw new ScoringError("unknown_name", ["drivers"], expected, describeValue(driver));
    }
    minutes += checkNumber(increment, ["equation", "increments", driver]) * count;
  }
  return minutes;
}

function countsOf(drivers: unknown): (readonly [string, number])[] {
  if (Array.isArray(drivers)) return drivers.map((driver: string) => [driver, 1] as const);
  if (typeof drivers !== "object" || drivers === null) {
    const expected = "a list of drivers, or a count for each";
    throw new ScoringError("wrong_type", ["drivers"], expected, describeValue(drivers));
  }
  return Object.entries(drivers).map(
    ([driver, count]) => [driver, checkNumber(count, ["drivers", driver], { min: 0 })] as const,
  );
}
