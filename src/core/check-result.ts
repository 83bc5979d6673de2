import { describeValue } from "./describe.ts";
import { type InputPath, ScoringError } from "./error.ts";
import { fieldValue } from "./own.ts";

/**
 * Refuses what is not a result of the library, where one is handed on: an object with all of `names`, those that end
 * in `()` being functions.
 *
 * @throws A {@link ScoringError} with `wrong_type`.
 */
export function checkResult(
  value: unknown,
  names: readonly string[],
  path: InputPath,
  expected: string,
): void {
  const has = (name: string): boolean => {
    const found = fieldValue(value as object, name.replace("()", ""));
    return name.endsWith("()") ? typeof found === "function" : found !== undefined;
  };
  if (typeof value !== "object" || value === null || !names.every(has)) {
    throw new ScoringError("wrong_type", path, expected, describeValue(value));
  }
}

/**
 * Refuses what is no text, as the id of a customer in results is.
 *
 * @throws A {@link ScoringError} with `wrong_type`.
 */
export function checkText(value: unknown, path: InputPath): void {
  if (typeof value !== "string") throw new ScoringError("wrong_type", path, "a text", describeValue(value));
}

/**
 * Refuses what is neither a text nor a number, as ids are.
 *
 * @throws A {@link ScoringError} with `wrong_type`.
 */
export function checkId(value: unknown, path: InputPath): void {
  if (typeof value !== "number") checkText(value, path);
}
