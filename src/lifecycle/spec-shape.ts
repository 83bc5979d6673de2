import { checkNumber, checkOneOf, checkOptions } from "../core/check-options.ts";
import { describeValue } from "../core/describe.ts";
import { type InputPath, ScoringError } from "../core/error.ts";
import type { FieldType } from "../rules/types.ts";
import type { FactList } from "./guard.ts";
import { checkThreshold, isOwn, type Threshold } from "./thresholds.ts";

/** A spec whose names are known to be good and whose lists are lists. */
export interface SpecShape {
  readonly stages: readonly string[];
  readonly events: readonly string[];
  readonly facts: { readonly [name: string]: FieldType };
  readonly initial: string;
  readonly thresholds: { readonly [name: string]: Threshold };
  readonly updates: { readonly [event: string]: unknown };
  readonly transitions: readonly TransitionShape[];
  readonly forwardOnly: boolean;
}

/** A transition with its stages and events as lists; its conditions are not read yet. */
export interface TransitionShape {
  readonly from: readonly string[];
  readonly to: string;
  readonly on: readonly string[];
  readonly after: unknown;
  readonly before: unknown;
  readonly when: unknown;
  readonly priority: number | undefined;
  readonly backward: boolean | undefined;
  readonly reason: string | undefined;
}

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
 * Reads names and lists of a spec.
 *
 * @throws A {@link ScoringError} with `wrong_type`, `missing`, `empty`, `duplicate`, `unknown_name`,
 * `out_of_range`, `too_large` or `conflict`.
 */
export function checkShape(spec: object, name: string): SpecShape {
  checkOptions(spec, SPEC_KEYS, [name]);
  const given = spec as Loose;
  const stages = readNames(given["stages"], [name, "stages"]);
  if (stages.length === 0) throw new ScoringError("empty", [name, "stages"], "at least one stage", "none");
  const events = readNames(given["events"], [name, "events"]);
  if (events.includes("tick")) {
    const expected = "another name: tick is the passing of time";
    throw new ScoringError("duplicate", [name, "events", events.indexOf("tick")], expected, "tick");
  }
  const facts = readObject(given["facts"], [name, "facts"]) as SpecShape["facts"];
  const thresholds = readObject(given["thresholds"], [name, "thresholds"]) as SpecShape["thresholds"];
  for (const key of Object.keys(thresholds))
    checkOneThreshold(thresholds[key], facts, [name, "thresholds", key]);
  const updates = readObject(given["updates"], [name, "updates"]);
  for (const key of Object.keys(updates)) checkOneOf(key, events, [name, "updates", key]);
  checkManagement(given["management"], stages, [name, "management"]);
  if (given["name"] !== undefined) readText(given["name"], [name, "name"]);
  const transitions: unknown = given["transitions"];
  if (!Array.isArray(transitions)) {
    throw new ScoringError("wrong_type", [name, "transitions"], "a list", describeValue(transitions));
  }
  if (transitions.length > MAX_TRANSITIONS) {
    throw new ScoringError("too_large", [name, "transitions"], `at most ${MAX_TRANSITIONS}`, "more");
  }
  return {
    stages,
    events,
    facts,
    initial: checkOneOf(given["initial"], stages, [name, "initial"]),
    thresholds,
    updates,
    transitions: transitions.map((one, k) => readTransition(one, stages, events, [name, "transitions", k])),
    forwardOnly: readFlag(given["forwardOnly"], [name, "forwardOnly"]) ?? false,
  };
}

function readTransition(
  given: unknown,
  stages: readonly string[],
  events: readonly string[],
  path: InputPath,
): TransitionShape {
  checkOptions(given, TRANSITION_KEYS, path);
  const { from, to, on, after, before, when, priority, backward, reason } = given as Loose;
  const target = checkOneOf(to, stages, [...path, "to"]);
  const causes = on === undefined ? [] : readSome(on, events, [...path, "on"]);
  if (before !== undefined && causes.length === 0) {
    const expected = "on: without an event, something not long ago has no day to happen";
    throw new ScoringError("conflict", [...path, "before"], expected, "none");
  }
  if (causes.length === 0 && after === undefined && when === undefined) {
    throw new ScoringError("missing", path, "on, after or when: what it waits for", "none of them");
  }
  return {
    from:
      from === "*" ? stages.filter((stage) => stage !== target) : readSome(from, stages, [...path, "from"]),
    to: target,
    on: causes,
    after,
    before,
    when,
    priority: priority === undefined ? undefined : checkNumber(priority, [...path, "priority"]),
    backward: readFlag(backward, [...path, "backward"]),
    reason: reason === undefined ? undefined : readText(reason, [...path, "reason"]),
  };
}

/** A name, or a list of them without repetition. */
function readSome(given: unknown, known: readonly string[], path: InputPath): readonly string[] {
  if (!Array.isArray(given)) return [checkOneOf(given, known, path)];
  if (given.length === 0) throw new ScoringError("empty", path, "at least one name", "none");
  given.forEach((one, i) => {
    checkOneOf(one, known, [...path, i]);
    if (given.indexOf(one) !== i)
      throw new ScoringError("duplicate", [...path, i], "each name once", "twice");
  });
  return given as readonly string[];
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

function readFlag(given: unknown, path: InputPath): boolean | undefined {
  if (given === undefined || typeof given === "boolean") return given;
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

/** The declared facts with their numbers. */
export function factList(declared: { readonly [name: string]: FieldType }, path: InputPath): FactList {
  const names = Object.keys(declared);
  const types = names.map((name) => {
    // The one name that cannot be written to a plain object of facts.
    if (name === "__proto__")
      throw new ScoringError("unknown_name", [...path, name], "another name", "this one");
    return checkOneOf(declared[name], FIELD_TYPES, [...path, name]);
  });
  const places = namedPlaces(names);
  return { names, types, indexOf: (name) => places.get(name) ?? -1 };
}

/** Names to their place in the list. */
export function namedPlaces(names: readonly string[]): ReadonlyMap<string, number> {
  return new Map(names.map((name, i) => [name, i]));
}
