import { isoOfDay } from "../calendar/civil.ts";
import { type ColumnMakers, createTable } from "../core/table.ts";
import type { Input, Open, Rejection, Table } from "../core/types.ts";
import type { CompiledRules } from "./compile-rules.ts";
import type { MatchOptions } from "./options.ts";
import { programOf } from "./program-of.ts";
import { readRuleInputs, segmentMasks } from "./run-rules.ts";
import type { Declared, RuleCustomer } from "./types.ts";

/** A customer, and for each segment whether they are in it. */
export type MatchRow<S extends string> = { readonly customerId: string } & { readonly [K in S]: boolean };

/** What comes with the customers. */
export interface MatchFacts<S extends string = string> {
  /** Civil date of the moment of looking. */
  readonly asOf: string;
  /** How many customers are in each segment. */
  readonly counts: { readonly [K in S]: number };
  /** Customers that were set aside, with `onInvalid: "collect"`. */
  readonly rejected: readonly Rejection[];
  /** Events that were set aside. */
  readonly rejectedEvents: readonly Rejection[];
  /** Scores that were set aside. */
  readonly rejectedScores: readonly Rejection[];
}

/** A line per customer, in the order of the input. */
export type RuleMatches<S extends string = string> = Table<MatchRow<S>> & MatchFacts<S>;

/**
 * Which customers are in which segments: a line per customer with a column for each segment. Some
 * nanoseconds a condition and customer.
 *
 * @throws A {@link ScoringError}: for rows as they are read (`missing`, `wrong_type`, `not_finite`,
 * `invalid_date`, `no_offset`, `duplicate`), for options `missing` (also for events or scores that
 * rules ask for), `unknown_name`, `wrong_type`.
 * @example
 * ```ts
 * const rules = compileRules({
 *   facts: { age: "number", renewsAt: "date" },
 *   segments: {
 *     young: { field: "age", op: "lt", value: 30 },
 *     renewing: { field: "renewsAt", op: "inNext", value: { days: 30 } },
 *   },
 * });
 * const customers = [
 *   { customerId: "ann", age: 24, renewsAt: "2026-02-14" },
 *   { customerId: "bob", age: null, renewsAt: "2026-06-01" },
 * ];
 * const matches = matchRules(rules, customers, { asOf: "2026-01-31" });
 * matches.row(0); // => { customerId: "ann", young: true, renewing: true }
 * matches.row(1); // => { customerId: "bob", young: false, renewing: false }
 * matches.counts; // => { young: 1, renewing: 1 }
 * ```
 */
export function matchRules<
  F extends Declared,
  E extends Declared,
  C extends Declared,
  S extends string,
  O = never,
>(
  compiled: CompiledRules<F, E, C, S>,
  customers: Input<RuleCustomer<F>> | Open<O>,
  options: MatchOptions<E, C>,
): RuleMatches<S> {
  const program = programOf(compiled);
  const inputs = readRuleInputs(program, customers, options as MatchOptions);
  const masks = segmentMasks(program, inputs);
  const makers = Object.create(null) as { [name: string]: () => unknown };
  const counts = Object.create(null) as { [name: string]: number };
  makers["customerId"] = () => inputs.ids;
  program.segments.forEach((name, s) => {
    const mask = masks[s] as Uint8Array;
    makers[name] = () => Array.from(mask, (inside) => inside === 1);
    counts[name] = countOf(mask);
  });
  const { rejected, rejectedEvents, rejectedScores } = inputs;
  const facts = { asOf: isoOfDay(inputs.asOf), counts, rejected, rejectedEvents, rejectedScores };
  const columns = makers as unknown as ColumnMakers<MatchRow<S>>;
  return createTable<MatchRow<S>, MatchFacts<S>>(
    { length: inputs.ids.length, columns },
    facts as unknown as MatchFacts<S>,
  );
}

function countOf(mask: Uint8Array): number {
  let count = 0;
  for (let i = 0; i < mask.length; i += 1) count += mask[i] as number;
  return count;
}
