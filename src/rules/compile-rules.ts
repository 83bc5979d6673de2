import { ScoringError } from "../core/error.ts";
import { ownValue } from "../core/own.ts";
import { parseRules } from "./parse-rules.ts";
import type { Program } from "./program.ts";
import type { Declared, RuleSet, Undeclared } from "./types.ts";

/** Rules that have been checked and can run. Not JSON: keep the rules themselves. */
export interface CompiledRules<
  F extends Declared = Declared,
  E extends Declared = Declared,
  C extends Declared = Declared,
  S extends string = string,
> {
  readonly kind: "compiledRules";
  /** The segments, in the order of the rules. */
  readonly segments: readonly S[];
  /** The facts of customers, events and scores that rules may ask for. */
  readonly facts: F;
  readonly events: E;
  readonly scores: C;
  /** How the rules run. */
  readonly program: Program;
}

/**
 * Checks rules once and makes what runs over many customers: no text is evaluated, each condition
 * becomes a test over a column.
 *
 * @throws A {@link ScoringError} for the first problem that {@link checkRules} lists: `missing`,
 * `wrong_type`, `not_finite`, `out_of_range`, `invalid_date`, `unknown_name`, `unknown_version`,
 * `conflict`, `empty`, `cycle` or `too_large`.
 * @example
 * ```ts
 * const rules = compileRules({
 *   facts: { city: "text", staff: "boolean" },
 *   events: { product: "text" },
 *   segments: {
 *     coffee: {
 *       all: [
 *         { aggregate: "count", where: { field: "product", op: "eq", value: "coffee" }, inLast: { days: 90 }, op: "gte", value: 2 },
 *         { field: "city", op: "in", value: ["Shanghai", "Hangzhou"] },
 *         { not: { field: "staff", op: "eq", value: true } },
 *       ],
 *     },
 *   },
 * });
 * rules.segments; // => ["coffee"]
 * ```
 */
export function compileRules<
  const F extends Declared,
  const S extends string,
  const E extends Declared = Undeclared,
  const C extends Declared = Undeclared,
>(rules: RuleSet<F, E, C, S>): CompiledRules<F, E, C, S> {
  const { program, problems } = parseRules(rules);
  const [first] = problems;
  if (program === undefined || first !== undefined) {
    const { code, path, expected, got } = first ?? { code: "wrong_type", path: ["rules"], expected: "rules" };
    throw new ScoringError(code, path, expected, got);
  }
  return {
    kind: "compiledRules",
    segments: program.segments as readonly S[],
    facts: rules.facts,
    events: (ownValue(rules, "events") ?? {}) as E,
    scores: (ownValue(rules, "scores") ?? {}) as C,
    program,
  };
}
