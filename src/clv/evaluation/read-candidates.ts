import { describeValue } from "../../core/describe.ts";
import { ScoringError } from "../../core/error.ts";
import { fieldValue } from "../../core/own.ts";

/**
 * Models to choose from: namespaces whose kind is one of these, with the functions that the choice asks.
 *
 * @throws A {@link ScoringError} with `empty` for none, `wrong_type` for what is no model, `unknown_name` for another
 * kind.
 */
export function readCandidates<C>(
  given: unknown,
  kinds: readonly string[],
  functions: readonly (keyof C & string)[],
): readonly C[] {
  const path = ["options", "candidates"];
  if (!Array.isArray(given) || given.length === 0) {
    throw new ScoringError("empty", path, "at least one model", "none");
  }
  given.forEach((candidate: unknown, i) => {
    if (typeof candidate !== "object" || candidate === null) {
      throw new ScoringError("wrong_type", [...path, i], "a model, as bgNbd", describeValue(candidate));
    }
    const { kind } = candidate as { readonly kind?: unknown };
    if (!kinds.includes(kind as string)) {
      throw new ScoringError(
        "unknown_name",
        [...path, i, "kind"],
        `one of ${kinds.join(", ")}`,
        describeValue(kind),
      );
    }
    for (const name of functions) {
      const of = fieldValue(candidate, name);
      if (typeof of !== "function") {
        throw new ScoringError("wrong_type", [...path, i, name], "a function", describeValue(of));
      }
    }
  });
  return given as readonly C[];
}
