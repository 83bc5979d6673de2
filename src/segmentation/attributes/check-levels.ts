import { describeValue } from "../../core/describe.ts";
import { type InputPath, ScoringError } from "../../core/error.ts";
import type { AttributeLevels, LearnedLevel } from "./types.ts";

/**
 * Refuses what are no learned levels, and levels that do not fit together.
 *
 * @throws A {@link ScoringError} with `wrong_type`, `unknown_version`, `length_mismatch`, `duplicate`,
 * `conflict` or `out_of_range`.
 */
export function checkLevels(levels: AttributeLevels): void {
  const given: unknown = levels;
  if (typeof given !== "object" || given === null || !Array.isArray(levels.levels)) {
    throw new ScoringError("wrong_type", ["levels"], "the levels of learnLevels", describeValue(given));
  }
  if (levels.kind !== "attributeLevels" || levels.version !== 1) {
    throw new ScoringError(
      "unknown_version",
      ["levels"],
      "attribute levels, version 1",
      "another kind or version",
    );
  }
  const names = new Set<string>(["customerId"]);
  levels.levels.forEach((level, i) => {
    const path = ["levels", "levels", i];
    if (names.has(level.name)) {
      throw new ScoringError("duplicate", [...path, "name"], "a name once, and not customerId", "one twice");
    }
    names.add(level.name);
    checkBins(level, path);
  });
}

function checkBins(level: LearnedLevel, path: InputPath): void {
  if (level.by === "text" || level.by === "period") return;
  const { edges, keys } = level;
  if (keys.length !== edges.length + 1) {
    const expected = `${edges.length + 1} keys, one more than edges`;
    throw new ScoringError("length_mismatch", [...path, "keys"], expected, String(keys.length));
  }
  const wrong = edges.findIndex((edge, i) => i > 0 && edge < (edges[i - 1] as typeof edge));
  if (wrong >= 0) {
    throw new ScoringError(
      "out_of_range",
      [...path, "edges", wrong],
      "edges that do not fall",
      "a lesser one",
    );
  }
  if (level.by !== "age") return;
  const odd = edges.findIndex(
    (edge) => !(typeof edge === "number" && Number.isInteger(edge) && edge >= 1 && edge <= 1000),
  );
  if (odd >= 0) {
    throw new ScoringError(
      "out_of_range",
      [...path, "edges", odd],
      "whole years from 1 to 1000",
      "another number",
    );
  }
}
