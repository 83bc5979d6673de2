/**
 * A model or bare parameters, checked once at the door.
 *
 * @module
 */
import { DAYS_PER_UNIT, durationDays } from "../calendar/duration.ts";
import { checkNumber } from "../core/check-options.ts";
import { describeValue } from "../core/describe.ts";
import { ScoringError } from "../core/error.ts";
import { bare, ownValue } from "../core/own.ts";
import type { TimeUnit } from "../core/types.ts";
import { checkTimeUnit } from "./read-histories.ts";
import type { DiscountOptions } from "./types.ts";

/** A checked model. */
export interface ModelView {
  /** The parameters, in the order of their names. */
  readonly parameters: Float64Array;
  /** The model's time unit, or that of the rows where the model does not say. */
  readonly timeUnit: TimeUnit | undefined;
}

/**
 * How small and how large a parameter may be. No data lead further, and beyond it answers would be limits at best and
 * numbers of no meaning at worst.
 */
export const SMALLEST_PARAMETER = 1e-30;
export const LARGEST_PARAMETER = 1e30;
const RANGE = { min: SMALLEST_PARAMETER, max: LARGEST_PARAMETER };
const ABOVE_0 = { min: Number.MIN_VALUE };

interface Loose {
  readonly [name: string]: unknown;
}

/**
 * Checks a model: its kind, its parameters (from 1e-30 to 1e30), and that its time unit is that of the rows.
 *
 * @throws A {@link ScoringError} with `wrong_type`, `missing`, `not_finite` or `out_of_range` for its parts,
 * `conflict` for a model of another kind or another time unit, `unknown_version` for a later version.
 */
export function readModel(
  model: unknown,
  kind: string,
  names: readonly string[],
  rowUnit?: TimeUnit | undefined,
): ModelView {
  if (typeof model !== "object" || model === null) {
    throw new ScoringError("wrong_type", ["model"], "a model or { parameters }", describeValue(model));
  }
  const given = model as Loose;
  const own = ownValue(given, "kind");
  if (own !== undefined && own !== kind) {
    throw new ScoringError("conflict", ["model", "kind"], `a model of kind ${kind}`, "one of another kind");
  }
  const version = ownValue(given, "version");
  if (version !== undefined && version !== 1) {
    throw new ScoringError("unknown_version", ["model", "version"], "version 1", describeValue(version));
  }
  const unit = ownValue(given, "timeUnit");
  const modelUnit = unit === undefined ? undefined : checkTimeUnit(unit, ["model", "timeUnit"]);
  if (modelUnit !== undefined && rowUnit !== undefined && modelUnit !== rowUnit) {
    throw new ScoringError(
      "conflict",
      ["model", "timeUnit"],
      `a model in the rows' unit, the ${rowUnit}`,
      `one in the ${modelUnit}`,
    );
  }
  const path = ["model", "parameters"];
  const parameters = readParameters(ownValue(given, "parameters"), names, path);
  return { parameters, timeUnit: modelUnit ?? rowUnit };
}

/**
 * Parameters in the order of `names`.
 *
 * @throws A {@link ScoringError} with `wrong_type`, `missing`, `not_finite` or `out_of_range`.
 */
export function readParameters(
  parameters: unknown,
  names: readonly string[],
  path: readonly (string | number)[],
): Float64Array {
  if (typeof parameters !== "object" || parameters === null) {
    throw new ScoringError("wrong_type", path, `{ ${names.join(", ")} }`, describeValue(parameters));
  }
  return Float64Array.from(names, (name) => {
    const value = ownValue(parameters as Loose, name);
    if (value === undefined)
      throw new ScoringError("missing", [...path, name], "a number above 0", "nothing");
    const rule = Number.isFinite(value) && (value as number) > 0 ? RANGE : ABOVE_0;
    return checkNumber(value, [...path, name], rule);
  });
}

/**
 * A horizon in model time units.
 *
 * @throws A {@link ScoringError} with `missing` for a duration where no time unit is known, else as
 * durations and numbers are refused.
 */
export function readHorizon(horizon: unknown, unit: TimeUnit | undefined, path: readonly string[]): number {
  if (typeof horizon === "number") return checkNumber(horizon, path, { min: 0 });
  if (horizon === undefined) {
    throw new ScoringError("missing", path, "a number or a duration such as { months: 12 }", "nothing");
  }
  const days = durationDays(horizon, path);
  return days / DAYS_PER_UNIT[neededUnit(unit, path)];
}

/**
 * The continuous rate per model time unit.
 *
 * @throws A {@link ScoringError} with `missing` for neither rate, or for a yearly rate where no time unit is
 * known; `conflict` for both; `out_of_range` for a negative one.
 */
export function readDiscounting(options: DiscountOptions, unit: TimeUnit | undefined): number {
  const { discountRate, continuousRate } = bare(options);
  if (discountRate !== undefined && continuousRate !== undefined) {
    throw new ScoringError("conflict", ["options", "continuousRate"], "one rate", "two");
  }
  if (continuousRate !== undefined)
    return checkNumber(continuousRate, ["options", "continuousRate"], { min: 0 });
  if (discountRate === undefined) {
    throw new ScoringError(
      "missing",
      ["options", "discountRate"],
      "a rate per year, 0.1 for 10 %",
      "nothing",
    );
  }
  checkNumber(discountRate, ["options", "discountRate"], { min: 0 });
  if (discountRate === 0) return 0;
  const days = DAYS_PER_UNIT[neededUnit(unit, ["options", "discountRate"])];
  return (Math.log1p(discountRate) * days) / DAYS_PER_UNIT.year;
}

/**
 * The unit, which must be known: it is read at `from`.
 *
 * @throws A {@link ScoringError} with `missing`.
 */
export function neededUnit(
  unit: TimeUnit | undefined,
  path: readonly string[],
  from: readonly string[] = ["model", "timeUnit"],
): TimeUnit {
  if (unit !== undefined) return unit;
  throw new ScoringError(
    "missing",
    from,
    `day, week, month or year, to make a number of ${path.join(".")}`,
    "nothing",
  );
}
