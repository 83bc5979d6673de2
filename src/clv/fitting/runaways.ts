/**
 * Which parameters of a fit run away, and what that says about the customers.
 *
 * @module
 */
import type { Maximum } from "../../math/newton.ts";
import type { Runaway } from "../types.ts";
import { logErrors, WIDEST_ERROR } from "./find-maximum.ts";

/** For each parameter, what it means when it runs to zero and when it runs to infinity. */
export type Meanings = { readonly [name: string]: { readonly zero: string; readonly infinity: string } };

/** A parameter further than e^8 from its usual value has run away, however well it is fixed there. */
const FAR = 8;

/** A loose parameter within a factor e^2 of its usual value has gone nowhere. */
const NEAR = 2;

/**
 * The parameters that the data do not fix, each with the end that it runs to: those on a bound, and those
 * whose logarithm has a standard error above {@link WIDEST_ERROR}, and those that have run far.
 *
 * Where the information is not even positive definite, each is judged by its own curvature; where that shows
 * nothing, all of them are named.
 */
export function findRunaways(
  end: Maximum,
  names: readonly string[],
  centre: readonly number[],
  meanings: Meanings,
): Runaway[] {
  const distances = names.map((_, i) => Math.log((end.parameters[i] as number) / (centre[i] as number)));
  const loose = looseParameters(end);
  const far = Array.from(names.keys()).filter((i) => Math.abs(distances[i] as number) > FAR);
  return Array.from(new Set([...loose, ...far]))
    .sort()
    .map((i) => {
      const parameter = names[i] as string;
      const distance = distances[i] as number;
      if (Math.abs(distance) < NEAR)
        return { parameter, runsTo: "anywhere", meaning: "the data say nothing of it" };
      const runsTo = distance < 0 ? "zero" : "infinity";
      return { parameter, runsTo, meaning: (meanings[parameter] as Meanings[string])[runsTo] };
    });
}

function looseParameters(end: Maximum): number[] {
  const all = Array.from(end.parameters.keys());
  if (end.stop === "not_finite") return all;
  const size = end.parameters.length;
  const errors = logErrors(end);
  if (!errors.some(Number.isNaN)) return all.filter((i) => (errors[i] as number) > WIDEST_ERROR);
  const loose = all.filter((i) => {
    const own = end.information[i * size + i] as number;
    return end.atBound.includes(i) || !(own > 1 / (WIDEST_ERROR * WIDEST_ERROR));
  });
  // Each fixed where it stands, but not all of them together: a ridge.
  return loose.length > 0 ? loose : all;
}
