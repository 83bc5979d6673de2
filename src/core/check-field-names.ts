import { describeValue } from "./describe.ts";
import { type InputPath, ScoringError } from "./error.ts";

/** The host's names of our fields. */
export type FieldNames = { readonly [field: string]: string | undefined };

/**
 * Refuses what names no fields: each name is a text, and one that is left out or undefined is ours.
 *
 * @param path - Where the caller gave them.
 * @throws A {@link ScoringError} with `wrong_type`.
 */
export function checkFieldNames(fields: unknown, path: InputPath): FieldNames {
  if (typeof fields !== "object" || fields === null || Array.isArray(fields)) {
    throw new ScoringError("wrong_type", path, "our names to the host's", describeValue(fields));
  }
  const given = fields as FieldNames;
  for (const field of Object.keys(given)) {
    const theirs: unknown = given[field];
    if (theirs === undefined || typeof theirs === "string") continue;
    throw new ScoringError(
      "wrong_type",
      [...path, field],
      "the host's name of the field",
      describeValue(theirs),
    );
  }
  return given;
}
