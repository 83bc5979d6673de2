import { describeValue } from "../../core/describe.ts";
import { ScoringError } from "../../core/error.ts";
import { ownData } from "../../core/own.ts";
import type { TierCuts } from "./types.ts";

/**
 * Refuses what are no tier cut-offs. Only the shape is looked at; JSON from outside goes through the
 * parser of its schema.
 *
 * @throws A {@link ScoringError} with `wrong_type` or `unknown_version`.
 */
export function checkTierCuts(cuts: TierCuts): void {
  const given: unknown = cuts;
  if (
    typeof given !== "object" ||
    given === null ||
    !Array.isArray(ownData(given, "tiers")) ||
    !Array.isArray(ownData(given, "edges"))
  ) {
    throw new ScoringError("wrong_type", ["cuts"], "the cuts of valueTiers", describeValue(given));
  }
  if (cuts.kind !== "valueTiers" || cuts.version !== 1) {
    throw new ScoringError(
      "unknown_version",
      ["cuts"],
      "the cuts of valueTiers, version 1",
      "another kind or version",
    );
  }
}
