import { ScoringError } from "../../core/error.ts";
import { readParameters } from "../read-model.ts";

/**
 * The starts that the option `start` gives: one, or a list of them; null for none.
 *
 * @throws A {@link ScoringError} with `empty` for an empty list, and as {@link readParameters}.
 */
export function readStarts(start: unknown, names: readonly string[]): number[][] | null {
  if (start === undefined) return null;
  const path = ["options", "start"];
  if (!Array.isArray(start)) return [Array.from(readParameters(start, names, path))];
  if (start.length === 0) throw new ScoringError("empty", path, "at least one start", "none");
  return start.map((one, i) => Array.from(readParameters(one, names, [...path, i])));
}
