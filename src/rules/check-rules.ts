import type { Reason } from "../core/types.ts";
import { findConstants } from "./find-constants.ts";
import type { RuleReasonCode } from "./keys.ts";
import { parseRules } from "./parse-rules.ts";
import type { RuleProblem } from "./report.ts";

/** What is to be said of a rule set. */
export interface RuleCheck {
  /** Can it be compiled? */
  readonly ok: boolean;
  /** What must be changed first; at most 100. */
  readonly problems: readonly RuleProblem[];
  /** What is likely a mistake: `rules_never`, `rules_always`, `rules_unused`. */
  readonly warnings: readonly Reason[];
}

/**
 * All that is wrong with rules from outside, and what is likely a mistake: segments that nobody or
 * everybody must be in, and declared names that no rule reads. Ends in bounded time on any value.
 *
 * @example
 * ```ts
 * const check = checkRules({
 *   facts: { age: "number", city: "text" },
 *   segments: {
 *     teens: {
 *       all: [
 *         { field: "age", op: "gte", value: 13 },
 *         { field: "age", op: "lt", value: 10 },
 *       ],
 *     },
 *   },
 * });
 * check.ok; // => true
 * check.warnings; // => [{ code: "rules_never", segment: "teens" }, { code: "rules_unused", name: "facts.city" }]
 * checkRules({ facts: { age: "number" }, segments: { old: { field: "age", op: "contains", value: 9 } } }).problems[0]?.path;
 * // => ["rules", "segments", "old", "op"]
 * ```
 */
export function checkRules(rules: unknown): RuleCheck {
  const { program, problems, unused } = parseRules(rules);
  if (program === undefined) return { ok: false, problems, warnings: [] };
  const warnings: Reason[] = [];
  const warn = (code: RuleReasonCode, fact: { readonly [name: string]: string }): void => {
    warnings.push({ code, ...fact });
  };
  findConstants(program).forEach((verdict, segment) => {
    const name = program.segments[segment] as string;
    if (verdict === "never") warn("rules_never", { segment: name });
    if (verdict === "always") warn("rules_always", { segment: name });
  });
  for (const name of unused) warn("rules_unused", { name });
  return { ok: true, problems, warnings };
}
