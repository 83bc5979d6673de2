import { checkNumber, checkOptions } from "../../core/check-options.ts";
import { describeValue } from "../../core/describe.ts";
import { type InputPath, ScoringError } from "../../core/error.ts";
import { isForm } from "../../core/own.ts";
import type { PointDecay } from "./types.ts";

/** The part of an interaction's points that is left after so many civil days. */
export function keptAfter(decay: PointDecay | null, days: number): number {
  if (decay === null) return 1;
  if (isForm(decay, "halfLifeDays")) return 2 ** (-days / decay.halfLifeDays);
  if (isForm(decay, "linearDays")) return Math.max(0, 1 - days / decay.linearDays);
  let kept = 1;
  for (const { afterDays, keep } of decay.steps) {
    if (days < afterDays) break;
    kept = keep;
  }
  return kept;
}

/**
 * The decay if it is one.
 *
 * @throws A {@link ScoringError} with `wrong_type`, `unknown_name`, `missing`, `conflict`, `not_finite`,
 * `out_of_range` or `empty`.
 */
export function checkDecay(decay: unknown, path: InputPath): PointDecay | null {
  if (decay === null) return null;
  decay = checkOptions(decay, ["halfLifeDays", "linearDays", "steps"], path);
  const given = decay as { readonly [name: string]: unknown };
  const names = Object.keys(given).filter((name) => given[name] !== undefined);
  const [name] = names;
  if (name === undefined) {
    throw new ScoringError("missing", path, "halfLifeDays, linearDays or steps", "none of them");
  }
  if (names.length > 1) throw new ScoringError("conflict", path, "one way to fade", `${names.length}`);
  if (name === "steps") return { steps: checkSteps(given["steps"], [...path, "steps"]) };
  const days = checkNumber(given[name], [...path, name], { min: Number.MIN_VALUE });
  return name === "halfLifeDays" ? { halfLifeDays: days } : { linearDays: days };
}

function checkSteps(
  steps: unknown,
  path: InputPath,
): readonly { readonly afterDays: number; readonly keep: number }[] {
  if (!Array.isArray(steps)) throw new ScoringError("wrong_type", path, "a list", describeValue(steps));
  if (steps.length === 0) throw new ScoringError("empty", path, "at least one step", "none");
  let last = 0;
  return steps.map((step: unknown, i) => {
    step = checkOptions(step, ["afterDays", "keep"], [...path, i]);
    const { afterDays, keep } = step as { readonly afterDays: unknown; readonly keep: unknown };
    const from = checkNumber(afterDays, [...path, i, "afterDays"], { min: 0 });
    if (i > 0 && from <= last) {
      throw new ScoringError("out_of_range", [...path, i, "afterDays"], "days in rising order", "fewer");
    }
    last = from;
    return { afterDays: from, keep: checkNumber(keep, [...path, i, "keep"], { min: 0, max: 1 }) };
  });
}
