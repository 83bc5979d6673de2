import { checkNumber, checkOneOf, checkOptions } from "../core/check-options.ts";
import type { InputPath } from "../core/error.ts";

const RULES = [
  "fixed",
  "base-quantile",
  "own-ratio",
  "own-quantile",
  "own-normal",
  "own-gamma",
  "own-lognormal",
] as const;

const OWN = ["baseProbability", "minGaps", "weight", "atLeast", "atMost", "base"];

/**
 * Refuses a threshold that cannot be used.
 *
 * @throws A {@link ScoringError} with `wrong_type`, `unknown_name`, `not_finite` or `out_of_range`.
 */
export function checkThreshold(threshold: unknown, path: InputPath): void {
  threshold = checkOptions(threshold, ["rule", "days", "probability", "ratio", ...OWN], path);
  const given = threshold as { readonly [name: string]: unknown };
  const rule = checkOneOf(given["rule"], RULES, [...path, "rule"]);
  const positive = { min: Number.MIN_VALUE, max: 1e7 };
  checkNumber(given["days"], [...path, "days"], { min: 0, max: 1e7 });
  const share = { min: Number.MIN_VALUE, max: 1 - Number.EPSILON / 2 };
  if (rule === "own-ratio") checkNumber(given["ratio"], [...path, "ratio"], positive);
  else if (rule !== "fixed") checkNumber(given["probability"], [...path, "probability"], share);
  if (given["baseProbability"] !== undefined) {
    checkNumber(given["baseProbability"], [...path, "baseProbability"], share);
  }
  for (const name of ["weight", "atLeast", "atMost"]) {
    if (given[name] !== undefined) checkNumber(given[name], [...path, name], { min: 0, max: 1e7 });
  }
  if (given["minGaps"] !== undefined) {
    checkNumber(given["minGaps"], [...path, "minGaps"], { min: 1, max: 1e7, integer: true });
  }
  if (given["base"] === undefined) return;
  const parts = ["mean", "std", "logMean", "logStd"];
  checkOptions(given["base"], parts, [...path, "base"]);
  for (const part of parts) {
    checkNumber((given["base"] as { readonly [name: string]: unknown })[part], [...path, "base", part]);
  }
}
