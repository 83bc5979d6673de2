import { describeValue } from "../core/describe.ts";
import { ScoringError } from "../core/error.ts";
import { ownData } from "../core/own.ts";
import type { Program } from "./program.ts";

/**
 * The program of compiled rules.
 *
 * @throws A {@link ScoringError} with `wrong_type` for what `compileRules` did not make.
 */
export function programOf(compiled: { readonly kind: "compiledRules"; readonly program: Program }): Program {
  const given: unknown = compiled;
  if (typeof given === "object" && given !== null && ownData(given, "kind") === "compiledRules")
    return compiled.program;
  throw new ScoringError("wrong_type", ["compiled"], "what compileRules gives", describeValue(given));
}
