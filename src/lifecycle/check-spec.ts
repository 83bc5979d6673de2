import { checkNumber, checkOneOf, checkOptions } from "../core/check-options.ts";
import { describeValue } from "../core/describe.ts";
import { type InputPath, ScoringError } from "../core/error.ts";
import type { Declared, FieldType } from "../rules/types.ts";
import { checkClock } from "./check-clock.ts";
import { checkGuard } from "./check-guard.ts";
import { checkThreshold } from "./check-threshold.ts";
import { checkUpdate } from "./check-updates.ts";
import { type FactList, factList } from "./guard.ts";
import { isOwn, type Threshold } from "./thresholds.ts";

/** Most stages, events, facts or thresholds; most transitions. */
const MAX_NAMES = 1_000;
const MAX_TRANSITIONS = 100_000;
const SPEC_KEYS = [
  ...["kind", "version", "name", "stages", "events", "facts", "initial", "thresholds", "updates"],
  ...["transitions", "forwardOnly", "management", "learned"],
];
const TRANSITION_KEYS = ["from", "to", "on", "after", "before", "when", "priority", "backward", "reason"];
const FIELD_TYPES: readonly FieldType[] = ["text", "number", "date", "boolean"];
const MANAGEMENT = ["acquire", "retain", "expand", "win-back"];
/** Facts that a rule on a customer's own rhythm reads. */
const GAP_FACTS: { readonly [rule: string]: readonly string[] } = {
  "own-ratio": ["frequency", "meanGapDays"],
  "own-quantile": ["frequency", "gapQuantileDays"],
  "own-normal": ["frequency", "meanGapDays", "gapStdDays"],
  "own-gamma": ["frequency", "meanGapDays", "gapStdDays"],
  "own-lognormal": ["frequency", "meanGapDays", "sumLogGaps"],
};

type Loose = { readonly [key: string]: unknown };

/**
 * Refuses a spec that cannot be compiled.
 *
 * @param name - What the argument is called, for error paths.
 * @throws A {@link ScoringError} with `wrong_type`, `missing`, `empty`, `duplicate`, `unknown_name`,
 * `out_of_range`, `not_finite`, `invalid_date`, `too_large` or `conflict`.
 */
export function checkSpec(spec: unknown, name: string): void {
  spec = checkOptions(spec, SPEC_KEYS, [name]);
  const given = spec as Loose;
  const stages = readNames(given["stages"], [name, "stages"]);
  if (stages.length === 0) throw new ScoringError("empty", [name, "stages"], "at least one stage", "none");
  const events = readNames(given["events"], [name, "events"]);
  if (events.includes("tick")) {
    const expected = "another name: tick is the passing of time";
    throw new ScoringError("duplicate", [name, "events", events.indexOf("tick")], expected, "tick");
  }
  const declared = readObject(given["facts"], [name, "facts"]);
  for (const fact of Object.keys(declared)) checkDeclared(fact, declared[fact], [name, "facts", fact]);
  const facts = factList(declared as Declared);
  const thresholds = readObject(given["thresholds"], [name, "thresholds"]);
  for (const key of Object.keys(thresholds)) {
    checkOneThreshold(thresholds[key], declared, [name, "thresholds", key]);
  }
  const updates = readObject(given["updates"], [name, "updates"]);
  for (const key of Object.keys(updates)) {
    checkOneOf(key, events, [name, "updates", key]);
    checkUpdate(updates[key], facts, [name, "updates", key]);
  }
  checkManagement(given["management"], stages, [name, "management"]);
  if (given["name"] !== undefined) readText(given["name"], [name, "name"]);
  checkOneOf(given["initial"], stages, [name, "initial"]);
  checkFlag(given["forwardOnly"], [name, "forwardOnly"]);
  const transitions: unknown = given["transitions"];
  if (!Array.isArray(transitions)) {
    throw new ScoringError("wrong_type", [name, "transitions"], "a list", describeValue(transitions));
  }
  if (transitions.length > MAX_TRANSITIONS) {
    throw new ScoringError("too_large", [name, "transitions"], `at most ${MAX_TRANSITIONS}`, "more");
  }
  const names: Names = { stages, events, facts, thresholds: Object.keys(thresholds) };
  transitions.forEach((one, k) => {
    checkTransition(one, names, [name, "transitions", k]);
  });
}

/** What a transition may name. */
interface Names {
  readonly stages: readonly string[];
  readonly events: readonly string[];
  readonly facts: FactList;
  readonly thresholds: readonly string[];
}

function checkTransition(given: unknown, names: Names, path: InputPath): void {
  given = checkOptions(given, TRANSITION_KEYS, path);
  const { from, to, on, after, before, when, priority, backward, reason } = given as Loose;
  checkOneOf(to, names.stages, [...path, "to"]);
  if (from !== "*") checkSome(from, names.stages, [...path, "from"]);
  if (on !== undefined) checkSome(on, names.events, [...path, "on"]);
  if (before !== undefined && on === undefined) {
    const expected = "on: without an event, something not long ago has no day to happen";
    throw new ScoringError("conflict", [...path, "before"], expected, "none");
  }
  if (on === undefined && after === undefined && when === undefined) {
    throw new ScoringError("missing", path, "on, after or when: what it waits for", "none of them");
  }
  if (after !== undefined) checkClock(after, names.facts, names.thresholds, [...path, "after"]);
  if (before !== undefined) checkClock(before, names.facts, names.thresholds, [...path, "before"]);
  if (when !== undefined) checkGuard(when, names.facts, [...path, "when"]);
  if (priority !== undefined) checkNumber(priority, [...path, "priority"]);
  checkFlag(backward, [...path, "backward"]);
  if (reason !== undefined) readText(reason, [...path, "reason"]);
}

/** A name, or a list of them without repetition. */
function checkSome(given: unknown, known: readonly string[], path: InputPath): void {
  if (!Array.isArray(given)) {
    checkOneOf(given, known, path);
    return;
  }
  if (given.length === 0) throw new ScoringError("empty", path, "at least one name", "none");
  given.forEach((one, i) => {
    checkOneOf(one, known, [...path, i]);
    if (given.indexOf(one) !== i)
      throw new ScoringError("duplicate", [...path, i], "each name once", "twice");
  });
}

function readNames(given: unknown, path: InputPath): readonly string[] {
  if (!Array.isArray(given))
    throw new ScoringError("wrong_type", path, "a list of names", describeValue(given));
  if (given.length > MAX_NAMES) throw new ScoringError("too_large", path, `at most ${MAX_NAMES}`, "more");
  const seen = new Set<unknown>();
  given.forEach((one, i) => {
    readText(one, [...path, i]);
    if (seen.has(one)) throw new ScoringError("duplicate", [...path, i], "each name once", "twice");
    seen.add(one);
  });
  return given as readonly string[];
}

function readText(given: unknown, path: InputPath): string {
  if (typeof given === "string" && given !== "") return given;
  throw new ScoringError("wrong_type", path, "a name", describeValue(given));
}

function checkFlag(given: unknown, path: InputPath): void {
  if (given === undefined || typeof given === "boolean") return;
  throw new ScoringError("wrong_type", path, "true or false", describeValue(given));
}

function readObject(given: unknown, path: InputPath): Loose {
  if (given === undefined) return {};
  if (typeof given === "object" && given !== null && !Array.isArray(given)) {
    const count = Object.keys(given).length;
    if (count > MAX_NAMES) throw new ScoringError("too_large", path, `at most ${MAX_NAMES}`, "more");
    return given as Loose;
  }
  throw new ScoringError("wrong_type", path, "an object", describeValue(given));
}

function checkOneThreshold(given: unknown, facts: object, path: InputPath): void {
  checkThreshold(given, path);
  const threshold = given as Threshold;
  if (!isOwn(threshold)) return;
  for (const fact of GAP_FACTS[threshold.rule] ?? []) {
    if (Object.getOwnPropertyDescriptor(facts, fact)?.value === "number") continue;
    const expected = `the declared fact ${fact}: "number", which this rule reads`;
    throw new ScoringError("missing", [...path, "rule"], expected, "nothing");
  }
}

function checkManagement(given: unknown, stages: readonly string[], path: InputPath): void {
  const management = readObject(given, path);
  for (const stage of Object.keys(management)) {
    checkOneOf(stage, stages, [...path, stage]);
    checkOneOf(management[stage], MANAGEMENT, [...path, stage]);
  }
}

function checkDeclared(name: string, type: unknown, path: InputPath): void {
  // The one name that cannot be written to a plain object of facts.
  if (name === "__proto__") throw new ScoringError("unknown_name", path, "another name", "this one");
  checkOneOf(type, FIELD_TYPES, path);
}
