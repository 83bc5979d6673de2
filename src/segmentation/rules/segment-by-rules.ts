import { isoOfDay } from "../../calendar/civil.ts";
import { ScoringError } from "../../core/error.ts";
import { ownData } from "../../core/own.ts";
import { createTable } from "../../core/table.ts";
import type { Input, Open } from "../../core/types.ts";
import { type CompiledRules, compileRules } from "../../rules/compile-rules.ts";
import type { MatchOptions } from "../../rules/options.ts";
import { programOf } from "../../rules/program-of.ts";
import { readRuleInputs, segmentMasks } from "../../rules/run-rules.ts";
import type { Declared, RuleCustomer, RuleSet, Undeclared } from "../../rules/types.ts";
import { countCombinations } from "./combinations.ts";
import { overlapsOf, summaryOf } from "./overlap.ts";
import type { RuleSegmentRow, RuleSegments } from "./types.ts";

/** Most segments of a set: every pair of them is compared. */
export const MOST_SEGMENTS = 1000;

/**
 * Sorts customers into segments by rules, and says how well the segments cover the base: how many are in
 * each and in no other, which overlap, and who is in none. One pass over the columns that the rules read.
 *
 * `segment` is the first segment, in the order of the rules, that a customer is in: rules listed by
 * urgency make groups that part the base. What rules say of missing values stands at `Rule`.
 *
 * @param rules - A rule set, or what `compileRules` made of one.
 * @throws A {@link ScoringError}: for rules as `compileRules`, for rows and options as `matchRules`;
 * `too_large` for more than 1,000 segments.
 * @example
 * ```ts
 * const found = segmentByRules(
 *   {
 *     facts: { orders: "number", city: "text" },
 *     segments: {
 *       regulars: { field: "orders", op: "gte", value: 3 },
 *       locals: { field: "city", op: "eq", value: "Hangzhou" },
 *     },
 *   },
 *   [
 *     { customerId: "ann", orders: 5, city: "Hangzhou" },
 *     { customerId: "bob", orders: 1, city: "Hangzhou" },
 *     { customerId: "cat", orders: 1, city: null },
 *   ],
 *   { asOf: "2026-01-31" },
 * );
 * found.columns.segment; // => ["regulars", "locals", null]
 * found.summary[1]; // => { segment: "locals", customers: 2, share: 0.6666…, first: 1, alone: 1 }
 * found.coverage; // => { customers: 3, matched: 2, share: 0.6666…, inSeveral: 1 }
 * found.overlaps; // => [{ segments: ["regulars", "locals"], customers: 1, jaccard: 0.5 }]
 * found.unmatched; // => ["cat"]
 * ```
 */
export function segmentByRules<
  const F extends Declared,
  const S extends string,
  const E extends Declared = Undeclared,
  const C extends Declared = Undeclared,
  O = never,
>(
  rules: RuleSet<F, E, C, S> | CompiledRules<F, E, C, S>,
  customers: Input<RuleCustomer<NoInfer<F>>> | Open<O>,
  options: MatchOptions<NoInfer<E>, NoInfer<C>>,
): RuleSegments<S> {
  const compiled = isCompiled(rules) ? rules : compileRules(rules);
  const program = programOf(compiled);
  const names = program.segments;
  if (names.length > MOST_SEGMENTS) {
    throw new ScoringError(
      "too_large",
      ["rules", "segments"],
      `at most ${MOST_SEGMENTS} segments`,
      String(names.length),
    );
  }
  const inputs = readRuleInputs(program, customers, options as MatchOptions);
  const { ids, rejected, rejectedEvents, rejectedScores } = inputs;
  const found = countCombinations(segmentMasks(program, inputs), ids.length);
  const { codes, members, counts } = found;

  const namesOf = members.map((segments) => segments.map((s) => names[s] as string));
  const made = createTable<RuleSegmentRow>({
    length: ids.length,
    columns: {
      customerId: () => ids,
      segment: () => Array.from(codes, (code) => namesOf[code]?.[0] ?? null),
      segments: () => Array.from(codes, (code) => namesOf[code] as readonly string[]),
    },
  });
  const none = members.findIndex((segments) => segments.length === 0);
  const unmatched = none < 0 ? [] : ids.filter((_, row) => codes[row] === none);
  const matched = ids.length - unmatched.length;
  const inSeveral = counts.reduce((sum, n, code) => sum + ((members[code]?.length ?? 0) > 1 ? n : 0), 0);
  const facts = {
    asOf: isoOfDay(inputs.asOf),
    summary: summaryOf(found, names, ids.length),
    coverage: {
      customers: ids.length,
      matched,
      share: ids.length === 0 ? null : matched / ids.length,
      inSeveral,
    },
    overlaps: overlapsOf(found, names),
    unmatched,
    rejected,
    rejectedEvents,
    rejectedScores,
  };
  return Object.assign(made, facts) as unknown as RuleSegments<S>;
}

function isCompiled<F extends Declared, E extends Declared, C extends Declared, S extends string>(
  rules: RuleSet<F, E, C, S> | CompiledRules<F, E, C, S>,
): rules is CompiledRules<F, E, C, S> {
  return typeof rules === "object" && rules !== null && ownData(rules, "kind") === "compiledRules";
}
