import { checkNumber, checkOptions } from "../core/check-options.ts";
import { createTable } from "../core/table.ts";
import type { Input, Open, Reason, Table } from "../core/types.ts";
import type { CompiledRules } from "./compile-rules.ts";
import { explainNode } from "./explain-node.ts";
import { MATCH_OPTIONS, type MatchOptions } from "./options.ts";
import { programOf } from "./program-of.ts";
import { cellAt } from "./rule-columns.ts";
import { readRuleInputs, segmentMasks } from "./run-rules.ts";
import type { Declared, RuleCustomer } from "./types.ts";

/** A customer, a segment, and what decided. */
export interface RuleExplanation<S extends string = string> {
  /** Who. */
  readonly customerId: string;
  /** Which segment. */
  readonly segment: S;
  /** Are they in it? */
  readonly matched: boolean;
  /** The conditions that decided, with the value asked for and the value that there is. */
  readonly reasons: readonly Reason[];
}

/** Options of {@link explainRules}. */
export interface ExplainOptions<E extends Declared = Declared, C extends Declared = Declared>
  extends MatchOptions<E, C> {
  /** Most reasons a line has. Default 100. */
  readonly limit?: number;
}

/**
 * Why customers are in segments or not: a line per customer and segment, with the conditions that
 * decided. Of an `all` that fails these are the members that fail, of an `any` that holds those that
 * hold, and through references those of the other segment.
 *
 * Reasons are made when the column or a row is read: slice the customers first.
 *
 * @throws A {@link ScoringError} as {@link matchRules} does.
 * @example
 * ```ts
 * const rules = compileRules({
 *   facts: { age: "number", city: "text" },
 *   segments: {
 *     local: {
 *       all: [
 *         { field: "age", op: "gte", value: 18 },
 *         { field: "city", op: "eq", value: "Hangzhou" },
 *       ],
 *     },
 *   },
 * });
 * const [ann] = explainRules(rules, [{ customerId: "ann", age: 30, city: "Ningbo" }], { asOf: "2026-01-31" });
 * ann?.matched; // => false
 * ann?.reasons;
 * // => [{ code: "rule_not_met", segment: "local", path: "all.1", field: "city", op: "eq", wanted: "Hangzhou", value: "Ningbo", met: false }]
 * ```
 */
export function explainRules<
  F extends Declared,
  E extends Declared,
  C extends Declared,
  S extends string,
  O = never,
>(
  compiled: CompiledRules<F, E, C, S>,
  customers: Input<RuleCustomer<F>> | Open<O>,
  options: ExplainOptions<E, C>,
): Table<RuleExplanation<S>> {
  const program = programOf(compiled);
  options = checkOptions(options, [...MATCH_OPTIONS, "limit"]);
  const { limit: asked = 100, ...reading } = options;
  const limit = checkNumber(asked, ["options", "limit"], { min: 1, integer: true });
  const inputs = readRuleInputs(program, customers, reading as MatchOptions);
  const masks = segmentMasks(program, inputs);
  const { slots, segments: names } = program;
  const width = names.length;
  const length = inputs.ids.length * width;

  const ofRow = <T>(read: (row: number, segment: number) => T): readonly T[] => {
    const out: T[] = [];
    for (let i = 0; i < length; i += 1) out.push(read(Math.floor(i / width), i % width));
    return out;
  };
  const isInside = (row: number, segment: number): boolean => (masks[segment] as Uint8Array)[row] === 1;
  const reasonsOf = (row: number, segment: number): readonly Reason[] =>
    explainNode(segment, {
      slots,
      names,
      nodes: inputs.nodes,
      cells: inputs.columns.map((column) => cellAt(column, row)),
      inside: names.map((_, other) => isInside(row, other)),
      limit,
    });
  const made = createTable<RuleExplanation>({
    length,
    columns: {
      customerId: () => ofRow((row) => inputs.ids[row] as string),
      segment: () => ofRow((_, segment) => names[segment] as string),
      matched: () => ofRow(isInside),
      reasons: () => ofRow(reasonsOf),
    },
  });
  return made as unknown as Table<RuleExplanation<S>>;
}
