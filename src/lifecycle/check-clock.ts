import { checkNumber, checkOneOf, checkOptions } from "../core/check-options.ts";
import { describeValue } from "../core/describe.ts";
import { type InputPath, ScoringError } from "../core/error.ts";
import type { FactList } from "./guard.ts";

/**
 * Refuses an `after` or `before` that cannot be used.
 *
 * @throws A {@link ScoringError} with `wrong_type`, `unknown_name`, `missing`, `conflict` or `out_of_range`.
 */
export function checkClock(
  given: unknown,
  facts: FactList,
  thresholds: readonly string[],
  path: InputPath,
): void {
  given = checkOptions(given, ["since", "moreThan", "atLeast"], path);
  const { since, moreThan, atLeast } = given as { readonly [key: string]: unknown };
  if ((moreThan === undefined) === (atLeast === undefined)) {
    const code = moreThan === undefined ? "missing" : "conflict";
    throw new ScoringError(
      code,
      path,
      "either moreThan or atLeast",
      moreThan === undefined ? "none" : "both",
    );
  }
  if (since !== undefined && !(typeof since === "string" && facts.types[facts.indexOf(since)] === "date")) {
    const expected = "a declared fact that is a date";
    throw new ScoringError("unknown_name", [...path, "since"], expected, describeValue(since));
  }
  const length = moreThan ?? atLeast;
  const at = [...path, moreThan === undefined ? "atLeast" : "moreThan"];
  if (typeof length === "string") checkOneOf(length, thresholds, at);
  else checkNumber(length, at, { min: since === undefined ? 0 : -1e7, max: 1e7 });
}
