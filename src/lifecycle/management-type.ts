import { checkOneOf } from "../core/check-options.ts";
import { ownValue } from "../core/own.ts";
import type { Declared } from "../rules/types.ts";
import { programOf } from "./program.ts";
import type { Lifecycle, ManagementType } from "./types.ts";

/**
 * What is to be done with customers of a stage: acquire, retain, expand, or win back. Null where the
 * lifecycle does not say.
 *
 * @throws A {@link ScoringError} with `unknown_name` for what is no stage of it.
 * @example
 * ```ts
 * managementType(lifecycles.classic, "dormant"); // => "win-back"
 * ```
 */
export function managementType<S extends string, E extends string, F extends Declared, T extends string>(
  lifecycle: Lifecycle<S, E, F, T>,
  stage: NoInfer<S>,
): ManagementType | null {
  const { stages } = programOf(lifecycle);
  const known = checkOneOf<string>(stage, stages, ["stage"]);
  const types: { readonly [stage: string]: ManagementType | undefined } =
    ownValue(lifecycle, "management") ?? {};
  return ownValue(types, known) ?? null;
}
