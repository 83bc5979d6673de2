import { describeValue } from "../core/describe.ts";
import type { InputPath } from "../core/error.ts";
import type { LeafNode, Node, Slot } from "./program.ts";
import { onlyKeys, type RawRule, wantedOf } from "./raw-rule.ts";
import { readAggregate } from "./read-aggregate.ts";
import type { Names } from "./read-declared.ts";
import { readTest } from "./read-test.ts";
import type { Report } from "./report.ts";
import { createSlotBook, type SlotBook } from "./slot-book.ts";

/** What a rule may speak of. */
export interface Vocabulary {
  readonly facts: Names;
  readonly events: Names;
  readonly scores: Names;
}

/** Reads rules one by one, numbering the columns that they read. */
export interface RuleParser {
  /** The rule of a segment; undefined where a problem was reported. */
  readonly parse: (rule: unknown, segment: string) => Node | undefined;
  readonly slots: readonly Slot[];
  readonly eventSlots: readonly Slot[];
}

/** Reads a condition; undefined where a problem was reported. */
export type ReadLeaf = (raw: RawRule, path: InputPath, shown: string) => Node | undefined;

/** A parser for rules that have been found to be within the limits. */
export function createRuleParser(
  vocabulary: Vocabulary,
  segmentNames: readonly string[],
  report: Report,
): RuleParser {
  const slots = createSlotBook();
  const eventSlots = createSlotBook();
  const segments = new Map(segmentNames.map((name, i) => [name, i]));

  const eventLeaf: ReadLeaf = (raw, path, shown) =>
    readNamed(raw, "field", vocabulary.events, "fact", eventSlots, path, shown, report);

  const leaf: ReadLeaf = (raw, path, shown) => {
    if (raw["segment"] !== undefined) return readReference(raw, segments, path, shown, report);
    if (raw["aggregate"] !== undefined) {
      const where = (rule: unknown, at: InputPath): Node | undefined =>
        parseNode(rule, at, shown, eventLeaf, report);
      return readAggregate(raw, vocabulary.events, where, slots, eventSlots, path, shown, report);
    }
    const key = raw["score"] === undefined ? "field" : "score";
    const [names, from] =
      key === "field" ? ([vocabulary.facts, "fact"] as const) : ([vocabulary.scores, "score"] as const);
    return readNamed(raw, key, names, from, slots, path, shown, report);
  };
  return {
    parse: (rule, segment) => parseNode(rule, ["rules", "segments", segment], "", leaf, report),
    slots: slots.list,
    eventSlots: eventSlots.list,
  };
}

/** Reads a rule. Recursion is bounded: depth has been checked. `shown` is the path within the rule. */
function parseNode(
  rule: unknown,
  path: InputPath,
  shown: string,
  leaf: ReadLeaf,
  report: Report,
): Node | undefined {
  if (typeof rule !== "object" || rule === null || Array.isArray(rule)) {
    report(rule === undefined ? "missing" : "wrong_type", path, "a rule", describeValue(rule));
    return undefined;
  }
  const raw = rule as RawRule;
  const group = (["all", "any", "not"] as const).find((name) => raw[name] !== undefined);
  if (group === undefined) return leaf(raw, path, shown);
  if (!onlyKeys(raw, [group], path, report)) return undefined;
  const at = [...path, group];
  if (group === "not") {
    const child = parseNode(raw["not"], at, join(shown, "not"), leaf, report);
    return child && { kind: "not", child };
  }
  const list = raw[group];
  if (!Array.isArray(list)) {
    report("wrong_type", at, "a list of rules", describeValue(list));
    return undefined;
  }
  const children: Node[] = [];
  for (let i = 0; i < list.length; i += 1) {
    const child = parseNode(list[i], [...at, i], join(shown, `${group}.${i}`), leaf, report);
    if (child !== undefined) children.push(child);
  }
  return { kind: group, children };
}

function join(shown: string, part: string): string {
  return shown === "" ? part : `${shown}.${part}`;
}

/** A condition on a declared name. */
function readNamed(
  raw: RawRule,
  key: "field" | "score",
  names: Names,
  from: "fact" | "score",
  slots: SlotBook,
  path: InputPath,
  shown: string,
  report: Report,
): LeafNode | undefined {
  const name = raw[key];
  if (typeof name !== "string") {
    const expected = "all, any, not, field, score, aggregate or segment";
    report(
      name === undefined ? "missing" : "wrong_type",
      name === undefined ? path : [...path, key],
      expected,
      describeValue(name),
    );
    return undefined;
  }
  const type = names.get(name);
  if (type === undefined) {
    const few = names.size > 0 && names.size <= 10;
    const known = few ? `one of ${Array.from(names.keys()).join(", ")}` : "a declared name";
    report("unknown_name", [...path, key], known, "another name");
    return undefined;
  }
  if (!onlyKeys(raw, [key, "op", "value"], path, report)) return undefined;
  const test = readTest(raw, type, path, report);
  if (test === undefined) return undefined;
  const slot = slots.number(JSON.stringify([from, name]), { from, name, type });
  return { kind: "leaf", slot, test, path: shown, op: raw.op as string, wanted: wantedOf(raw.value) };
}

function readReference(
  raw: RawRule,
  segments: ReadonlyMap<string, number>,
  path: InputPath,
  shown: string,
  report: Report,
): Node | undefined {
  if (!onlyKeys(raw, ["segment"], path, report)) return undefined;
  const name = raw["segment"];
  const segment = typeof name === "string" ? segments.get(name) : undefined;
  if (segment !== undefined) return { kind: "segment", segment, path: shown };
  const code = typeof name === "string" ? "unknown_name" : "wrong_type";
  report(code, [...path, "segment"], "a segment of these rules", describeValue(name));
  return undefined;
}
