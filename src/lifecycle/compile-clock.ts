import { checkNumber, checkOneOf, checkOptions } from "../core/check-options.ts";
import { describeValue } from "../core/describe.ts";
import { type InputPath, ScoringError } from "../core/error.ts";
import type { FactList } from "./guard.ts";
import type { Clock } from "./program.ts";
import type { SpecShape } from "./spec-shape.ts";

/**
 * Reads an `after` or `before`.
 *
 * @throws A {@link ScoringError} with `wrong_type`, `unknown_name`, `missing`, `conflict` or `out_of_range`.
 */
export function compileClock(given: unknown, facts: FactList, shape: SpecShape, path: InputPath): Clock {
  checkOptions(given, ["since", "moreThan", "atLeast"], path);
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
  const fact = since === undefined ? -1 : dateFact(since, facts, [...path, "since"]);
  const key = moreThan === undefined ? "atLeast" : "moreThan";
  const length = moreThan ?? atLeast;
  const at = [...path, key];
  if (typeof length === "string") {
    const names = Object.keys(shape.thresholds);
    const threshold = names.indexOf(checkOneOf(length, names, at));
    return { fact, atLeast: key === "atLeast", days: Number.NaN, threshold };
  }
  const days = checkNumber(length, at, fact < 0 ? { min: 0, max: 1e7 } : { min: -1e7, max: 1e7 });
  return { fact, atLeast: key === "atLeast", days, threshold: -1 };
}

function dateFact(since: unknown, facts: FactList, path: InputPath): number {
  const fact = typeof since === "string" ? facts.indexOf(since) : -1;
  if (fact >= 0 && facts.types[fact] === "date") return fact;
  throw new ScoringError("unknown_name", path, "a declared fact that is a date", describeValue(since));
}
