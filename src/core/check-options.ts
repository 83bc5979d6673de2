import { describeValue } from "./describe.ts";
import { type InputPath, ScoringError } from "./error.ts";
import { bare, ownValue } from "./own.ts";

/**
 * The options as an object that inherits nothing: what somebody has planted in `Object.prototype` is no option.
 *
 * Refuses options that nobody reads: in plain JavaScript a misspelt name would else be ignored in
 * silence. Only own, enumerable names count.
 *
 * @throws A {@link ScoringError} with `wrong_type` for what is no object, `unknown_name` for a name
 * that is not among `known`.
 */
export function checkOptions<T>(options: T, known: readonly string[], path: InputPath = ["options"]): T {
  if (typeof options !== "object" || options === null || Array.isArray(options)) {
    throw new ScoringError("wrong_type", path, "an object", describeValue(options));
  }
  for (const name of Object.keys(options)) {
    if (!known.includes(name)) {
      throw new ScoringError("unknown_name", [...path, name], `one of ${known.join(", ")}`, "another name");
    }
  }
  return bare(options);
}

/**
 * Refuses a version other than 1, the only one there is; none said is that one.
 *
 * @throws A {@link ScoringError} with `unknown_version`.
 */
export function checkVersion(version: unknown, path: InputPath): void {
  if (version === undefined || version === 1) return;
  throw new ScoringError("unknown_version", [...path, "version"], "1", describeValue(version));
}

/**
 * Refuses what is no array.
 *
 * @throws A {@link ScoringError} with `wrong_type`.
 */
export function checkList(value: unknown, path: InputPath): void {
  if (!Array.isArray(value)) throw new ScoringError("wrong_type", path, "an array", describeValue(value));
}

/**
 * The value if it is one of `allowed`.
 *
 * @throws A {@link ScoringError} with `unknown_name` that lists what is allowed.
 */
export function checkOneOf<T extends string>(value: unknown, allowed: readonly T[], path: InputPath): T {
  for (const one of allowed) if (value === one) return one;
  throw new ScoringError("unknown_name", path, `one of ${allowed.join(", ")}`, describeValue(value));
}

/**
 * The value if it is a finite number from `min` to `max`, whole where asked. A `min` of `Number.MIN_VALUE` is said
 * as "above 0".
 *
 * @throws A {@link ScoringError} with `wrong_type`, `not_finite` or `out_of_range`.
 */
export function checkNumber(
  value: unknown,
  path: InputPath,
  rule: { readonly min?: number; readonly max?: number; readonly integer?: boolean } = {},
): number {
  const min = ownValue(rule, "min") ?? Number.NEGATIVE_INFINITY;
  const max = ownValue(rule, "max") ?? Number.POSITIVE_INFINITY;
  const integer = ownValue(rule, "integer");
  const kind = integer ? "a whole number" : "a finite number";
  if (typeof value !== "number") throw new ScoringError("wrong_type", path, kind, describeValue(value));
  if (!Number.isFinite(value)) throw new ScoringError("not_finite", path, kind, describeValue(value));
  if (value < min || value > max || (integer && !Number.isInteger(value))) {
    const least = min === Number.MIN_VALUE ? " above 0" : ` from ${min}`;
    const from = min === Number.NEGATIVE_INFINITY ? "" : least;
    const to = max === Number.POSITIVE_INFINITY ? "" : ` to ${max}`;
    throw new ScoringError("out_of_range", path, `${kind}${from}${to}`, describeValue(value));
  }
  return value;
}
