import { describeValue } from "../core/describe.ts";
import { bareAll } from "../core/own.ts";
import { isWithinLimits, MAX_LIST } from "./limits.ts";
import { orderSegments } from "./order-segments.ts";
import { createRuleParser } from "./parse-rule.ts";
import type { Node, Program } from "./program.ts";
import { readDeclared } from "./read-declared.ts";
import type { Report, RuleProblem } from "./report.ts";

/** What came of reading a rule set: a program, unless there are problems. */
export interface ParsedRules {
  readonly program: Program | undefined;
  /** Problems, in the order in which they were found. */
  readonly problems: readonly RuleProblem[];
  /** Declared names that no rule reads, as `facts.city`. */
  readonly unused: readonly string[];
}

/** Most problems that are listed. */
const MAX_PROBLEMS = 100;

/**
 * Reads a rule set from outside: any value, in bounded time. Sizes are checked first, with no recursion;
 * only then are trees read.
 */
export function parseRules(rules: unknown): ParsedRules {
  const problems: RuleProblem[] = [];
  const report: Report = (code, path, expected, got) => {
    if (problems.length < MAX_PROBLEMS) problems.push({ code, path, expected, got });
  };
  const failed = (): ParsedRules => ({ program: undefined, problems, unused: [] });

  if (typeof rules !== "object" || rules === null || Array.isArray(rules)) {
    report("wrong_type", ["rules"], "{ facts, segments }", describeValue(rules));
    return failed();
  }
  const set = bareAll(rules) as { readonly [name: string]: unknown };
  for (const name of Object.keys(set)) {
    if (!["version", "facts", "events", "scores", "segments"].includes(name)) {
      report("unknown_name", ["rules", name], "version, facts, events, scores or segments", "another name");
    }
  }
  if (set["version"] !== undefined && set["version"] !== 1) {
    report("unknown_version", ["rules", "version"], "1", describeValue(set["version"]));
  }
  if (set["facts"] === undefined) {
    report("missing", ["rules", "facts"], 'a declaration such as { city: "text" }', "nothing");
  }
  const facts = readDeclared(set["facts"], ["rules", "facts"], ["customerId"], report);
  const events = readDeclared(set["events"], ["rules", "events"], ["customerId", "at"], report);
  const scores = readDeclared(set["scores"], ["rules", "scores"], ["customerId"], report);
  const { segments } = set;
  if (typeof segments !== "object" || segments === null || Array.isArray(segments)) {
    const code = segments === undefined ? "missing" : "wrong_type";
    report(code, ["rules", "segments"], "a rule for each segment", describeValue(segments));
    return failed();
  }
  const names = Object.keys(segments);
  if (names.length === 0) report("empty", ["rules", "segments"], "at least one segment", "none");
  if (names.length > MAX_LIST) report("too_large", ["rules", "segments"], `at most ${MAX_LIST}`, "more");
  if (names.includes("customerId")) {
    report("conflict", ["rules", "segments", "customerId"], "another name: every row has this one", "it");
  }
  if (names.length > MAX_LIST || !isWithinLimits(segments, names, report)) return failed();

  const parser = createRuleParser({ facts, events, scores }, names, report);
  const nodes = names.map((name) =>
    parser.parse((segments as { readonly [name: string]: unknown })[name], name),
  );
  if (problems.length > 0) return failed();
  const order = orderSegments(nodes as readonly Node[], names, report);
  if (order === undefined) return failed();
  const { slots, eventSlots } = parser;
  const read = new Set(slots.map(({ from, name }) => `${from}s.${name}`));
  for (const { name } of eventSlots) read.add(`events.${name}`);
  const declared = [
    ...Array.from(facts.keys(), (name) => `facts.${name}`),
    ...Array.from(events.keys(), (name) => `events.${name}`),
    ...Array.from(scores.keys(), (name) => `scores.${name}`),
  ];
  return {
    program: { segments: names, nodes: nodes as readonly Node[], order, slots, eventSlots },
    problems,
    unused: declared.filter((name) => !read.has(name)),
  };
}
