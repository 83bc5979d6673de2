import { readFileSync } from "node:fs";
import {
  compileRules,
  csvTransactionsSync,
  type MatchOptions,
  type RuleSegments,
  type Scorecard,
  segmentByRules,
} from "../../src/index.ts";
import { parseRules, type SavedRuleSet } from "../../src/schema/index.ts";
import { type Arguments, readingOf } from "./arguments.ts";

/** A rule set of a JSON file. */
export function readRules(file: string): SavedRuleSet {
  return parseRules(readFileSync(file, "utf8"));
}

/**
 * Segments by rules. Facts are the columns of the scorecard (`recencyDays`, `tier`, `stage`, …); where the rules
 * ask for events, these are the orders of the log, read once more: `amount`, and `kind` or `orderId` where it has them.
 */
export function segmentsOf(scorecard: Scorecard, rules: SavedRuleSet, args: Arguments): RuleSegments {
  const compiled = compileRules(rules);
  const asksForEvents = compiled.program.slots.some(({ from }) => from === "aggregate");
  const events = asksForEvents ? { events: ordersOf(args) } : {};
  const customers = { columns: scorecard.columns as unknown as Record<string, ArrayLike<unknown>> };
  return segmentByRules(compiled, customers, { asOf: scorecard.asOf, ...events, timeZone: args.timeZone });
}

function ordersOf(args: Arguments): NonNullable<MatchOptions["events"]> {
  const orders = csvTransactionsSync(readFileSync(args.file), readingOf(args));
  return orders as unknown as NonNullable<MatchOptions["events"]>;
}
