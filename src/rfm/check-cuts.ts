import { describeValue } from "../core/describe.ts";
import { ScoringError } from "../core/error.ts";
import type { RfmCuts } from "./types.ts";

/**
 * Refuses what is no cut-offs of this version. It looks at the form only, since `rfmOf` asks for every
 * row; JSON from outside goes through the parser of `clientele/schema` first.
 *
 * @throws A {@link ScoringError} with `wrong_type` or `unknown_version`.
 */
export function checkCuts(cuts: RfmCuts): void {
  const given = cuts as unknown as { readonly [K in keyof RfmCuts]?: unknown } | null | undefined;
  if (typeof given !== "object" || given === null || given.kind !== "rfm") {
    throw new ScoringError("wrong_type", ["cuts"], "cut-offs as scoreRfm gives them", describeValue(given));
  }
  if (given.version !== 1) {
    throw new ScoringError("unknown_version", ["cuts", "version"], "1", describeValue(given.version));
  }
  for (const part of ["policy", "edges", "map"] as const) {
    if (typeof given[part] !== "object" || given[part] === null) {
      throw new ScoringError("wrong_type", ["cuts", part], "an object", describeValue(given[part]));
    }
  }
}
