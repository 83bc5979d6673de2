import { describeValue } from "../core/describe.ts";
import type { InputPath } from "../core/error.ts";
import type { Aggregate, Bound, LeafNode, Node } from "./program.ts";
import { onlyKeys, type RawRule, wantedOf } from "./raw-rule.ts";
import { readBound, readDuration } from "./read-day.ts";
import type { Names } from "./read-declared.ts";
import { readTest } from "./read-test.ts";
import type { Report } from "./report.ts";
import type { SlotBook } from "./slot-book.ts";

const FUNCTIONS: readonly Aggregate["fn"][] = ["count", "sum", "avg", "min", "max", "distinct"];
const KEYS = ["aggregate", "of", "where", "inLast", "from", "to", "op", "value"];

/** Reads a condition on a number made of events. Equal aggregates share a column. */
export function readAggregate(
  raw: RawRule,
  events: Names,
  readWhere: (rule: unknown, path: InputPath) => Node | undefined,
  slots: SlotBook,
  eventSlots: SlotBook,
  path: InputPath,
  shown: string,
  report: Report,
): LeafNode | undefined {
  if (!onlyKeys(raw, KEYS, path, report)) return undefined;
  const fn = FUNCTIONS.find((name) => name === raw["aggregate"]);
  if (fn === undefined) {
    const got = describeValue(raw["aggregate"]);
    report("unknown_name", [...path, "aggregate"], `one of ${FUNCTIONS.join(", ")}`, got);
    return undefined;
  }
  const of = readOf(raw["of"], fn, events, eventSlots, [...path, "of"], report);
  const where = raw["where"] === undefined ? undefined : readWhere(raw["where"], [...path, "where"]);
  const window = readWindow(raw, path, report);
  const test = readTest(raw, "number", path, report);
  if (of === undefined || window === undefined || test === undefined) return undefined;
  if (where === undefined && raw["where"] !== undefined) return undefined;
  const { of: named, where: rule, inLast, from, to } = raw;
  const key = JSON.stringify(["aggregate", fn, named, rule, inLast, from, to]);
  const name = fn === "count" ? fn : `${fn} ${String(named)}`;
  const aggregate: Aggregate = { fn, of, where, ...window };
  const slot = slots.number(key, { from: "aggregate", name, type: "number", aggregate });
  return { kind: "leaf", slot, test, path: shown, op: raw.op as string, wanted: wantedOf(raw.value) };
}

/** The event column; -1 where the function needs none, undefined where a problem was reported. */
function readOf(
  of: unknown,
  fn: Aggregate["fn"],
  events: Names,
  eventSlots: SlotBook,
  path: InputPath,
  report: Report,
): number | undefined {
  if (fn === "count") {
    if (of === undefined) return -1;
    report("conflict", path, "nothing beside count", describeValue(of));
    return undefined;
  }
  const type = typeof of === "string" ? events.get(of) : undefined;
  const fits = type !== undefined && (fn === "distinct" || type === "number");
  if (fits && typeof of === "string") {
    return eventSlots.number(JSON.stringify(["fact", of]), { from: "fact", name: of, type });
  }
  const code = of === undefined ? "missing" : type === undefined ? "unknown_name" : "wrong_type";
  report(
    code,
    path,
    fn === "distinct" ? "a declared field of events" : "a number of events",
    describeValue(of),
  );
  return undefined;
}

/** First and last day of the window; undefined where a problem was reported. */
function readWindow(
  raw: RawRule,
  path: InputPath,
  report: Report,
): { readonly low: Bound; readonly high: Bound } | undefined {
  const { inLast, from, to } = raw;
  if (inLast !== undefined) {
    if (from !== undefined || to !== undefined) {
      report("conflict", [...path, "inLast"], "either inLast, or from and to", "both");
      return undefined;
    }
    const span = readDuration(inLast, [...path, "inLast"], report);
    return span && { low: { ago: span, plus: 1 }, high: { plus: 0 } };
  }
  const low = from === undefined ? -Number.MAX_VALUE : readBound(from, [...path, "from"], report);
  const high = to === undefined ? Number.MAX_VALUE : readBound(to, [...path, "to"], report);
  return low === undefined || high === undefined ? undefined : { low, high };
}
