import { describeValue } from "../core/describe.ts";
import type { InputPath } from "../core/error.ts";
import { MAX_LIST } from "./limits.ts";
import type { Bound, RelativeDay, Test } from "./program.ts";
import { moveBound, readBound, readDuration } from "./read-day.ts";
import type { Report } from "./report.ts";
import type { FieldType } from "./types.ts";

/** Operators that are the negation of another. */
const POSITIVE: ReadonlyMap<string, string> = new Map([
  ["neq", "eq"],
  ["notIn", "in"],
  ["notBetween", "between"],
  ["notContains", "contains"],
  ["notInLast", "inLast"],
  ["notInNext", "inNext"],
  ["isNotSet", "isSet"],
]);

/** Operators of each kind of fact. */
const OPERATORS: { readonly [T in FieldType]: readonly string[] } = {
  text: [
    "eq",
    "neq",
    "in",
    "notIn",
    "contains",
    "notContains",
    "startsWith",
    "endsWith",
    "isSet",
    "isNotSet",
  ],
  number: [
    "eq",
    "neq",
    "gt",
    "gte",
    "lt",
    "lte",
    "between",
    "notBetween",
    "in",
    "notIn",
    "isSet",
    "isNotSet",
  ],
  date: [
    "eq",
    "neq",
    "before",
    "after",
    "onOrBefore",
    "onOrAfter",
    "between",
    "notBetween",
    "inLast",
    "notInLast",
    "inNext",
    "notInNext",
    "isSet",
    "isNotSet",
  ],
  boolean: ["eq", "neq", "isSet", "isNotSet"],
};

const LEAST = -Number.MAX_VALUE;
const MOST = Number.MAX_VALUE;

/** A condition as it stands in a rule, before anything is known of it. */
export interface RawTest {
  readonly op?: unknown;
  readonly value?: unknown;
}

/** Reads operator and value for a fact of a kind; undefined where a problem was reported. */
export function readTest(raw: RawTest, type: FieldType, path: InputPath, report: Report): Test | undefined {
  const { op, value } = raw;
  if (typeof op !== "string" || !OPERATORS[type].includes(op)) {
    const code = typeof op === "string" ? "unknown_name" : op === undefined ? "missing" : "wrong_type";
    const got = typeof op === "string" ? "another operator" : describeValue(op);
    report(code, [...path, "op"], `for a ${type} one of ${OPERATORS[type].join(", ")}`, got);
    return undefined;
  }
  const base = POSITIVE.get(op) ?? op;
  const negate = base !== op;
  const at = [...path, "value"];
  if (base === "isSet") {
    if (value !== undefined) report("conflict", at, `no value beside ${op}`, describeValue(value));
    if (type === "text") return { form: "text", match: { by: "present" }, negate };
    return { form: "within", low: LEAST, high: MOST, negate };
  }
  switch (type) {
    case "text":
      return textTest(base, value, negate, at, report);
    case "number":
      return numberTest(base, value, negate, at, report);
    case "date":
      return dateTest(base, value, negate, at, report);
    default:
      return booleanTest(value, negate, at, report);
  }
}

function textTest(
  base: string,
  value: unknown,
  negate: boolean,
  path: InputPath,
  report: Report,
): Test | undefined {
  if (base === "in") {
    const values = readList(value, path, report, readText);
    return values && { form: "text", match: { by: "in", values: new Set(values) }, negate };
  }
  const text = readText(value, path, report);
  if (text === undefined) return undefined;
  const by = base as "eq" | "contains" | "startsWith" | "endsWith";
  return { form: "text", match: { by, value: text }, negate };
}

function numberTest(
  base: string,
  value: unknown,
  negate: boolean,
  path: InputPath,
  report: Report,
): Test | undefined {
  if (base === "in") {
    const values = readList(value, path, report, readNumber);
    return values && { form: "among", values: new Set(values), negate };
  }
  if (base === "between") {
    const ends = readPair(value, path, report);
    if (ends === undefined) return undefined;
    const [low, high] = [
      readNumber(ends[0], [...path, 0], report),
      readNumber(ends[1], [...path, 1], report),
    ];
    if (low === undefined || high === undefined) return undefined;
    if (low > high) report("out_of_range", path, "the lesser number first", "the greater one first");
    return { form: "within", low, high, negate };
  }
  const number = readNumber(value, path, report);
  if (number === undefined) return undefined;
  switch (base) {
    case "gt":
      return { form: "above", low: number, negate };
    case "lt":
      return { form: "below", high: number, negate };
    default:
      return {
        form: "within",
        low: base === "lte" ? LEAST : number,
        high: base === "gte" ? MOST : number,
        negate,
      };
  }
}

function dateTest(
  base: string,
  value: unknown,
  negate: boolean,
  path: InputPath,
  report: Report,
): Test | undefined {
  const range = dateRange(base, value, path, report);
  return range && { form: "within", ...range, negate };
}

/** The days that an operator on dates takes, both ends included. */
function dateRange(
  base: string,
  value: unknown,
  path: InputPath,
  report: Report,
): { readonly low: Bound; readonly high: Bound } | undefined {
  const today: RelativeDay = { plus: 0 };
  if (base === "inLast" || base === "inNext") {
    const span = readDuration(value, path, report);
    if (span === undefined) return undefined;
    return base === "inLast"
      ? { low: { ago: span, plus: 1 }, high: today }
      : { low: { plus: 1 }, high: { ahead: span, plus: 0 } };
  }
  if (base === "between") {
    const ends = readPair(value, path, report);
    if (ends === undefined) return undefined;
    const [low, high] = [readBound(ends[0], [...path, 0], report), readBound(ends[1], [...path, 1], report)];
    if (low === undefined || high === undefined) return undefined;
    if (typeof low === "number" && typeof high === "number" && low > high) {
      report("out_of_range", path, "the earlier date first", "the later one first");
    }
    return { low, high };
  }
  const day = readBound(value, path, report);
  if (day === undefined) return undefined;
  switch (base) {
    case "before":
      return { low: LEAST, high: moveBound(day, -1) };
    case "after":
      return { low: moveBound(day, 1), high: MOST };
    case "onOrBefore":
      return { low: LEAST, high: day };
    case "onOrAfter":
      return { low: day, high: MOST };
    default:
      return { low: day, high: day };
  }
}

function booleanTest(value: unknown, negate: boolean, path: InputPath, report: Report): Test | undefined {
  if (typeof value !== "boolean") {
    report(value === undefined ? "missing" : "wrong_type", path, "true or false", describeValue(value));
    return undefined;
  }
  return { form: "within", low: value ? 1 : 0, high: value ? 1 : 0, negate };
}

function readText(value: unknown, path: InputPath, report: Report): string | undefined {
  if (typeof value === "string") return value;
  report(value === undefined ? "missing" : "wrong_type", path, "a text", describeValue(value));
  return undefined;
}

function readNumber(value: unknown, path: InputPath, report: Report): number | undefined {
  if (typeof value === "number" && Number.isFinite(value)) return value;
  const code = value === undefined ? "missing" : typeof value === "number" ? "not_finite" : "wrong_type";
  report(code, path, "a finite number", describeValue(value));
  return undefined;
}

function readPair(value: unknown, path: InputPath, report: Report): readonly unknown[] | undefined {
  if (Array.isArray(value) && value.length === 2) return value;
  report(value === undefined ? "missing" : "wrong_type", path, "a list of two", describeValue(value));
  return undefined;
}

/** A list whose items can all be read; the first that cannot is reported. */
function readList<T>(
  value: unknown,
  path: InputPath,
  report: Report,
  read: (item: unknown, path: InputPath, report: Report) => T | undefined,
): readonly T[] | undefined {
  if (!Array.isArray(value)) {
    report(value === undefined ? "missing" : "wrong_type", path, "a list", describeValue(value));
    return undefined;
  }
  if (value.length > MAX_LIST) {
    report("too_large", path, `at most ${MAX_LIST} values`, "more");
    return undefined;
  }
  // `every` would pass over the holes of a list.
  const isRead = value.findIndex((item, i) => read(item, [...path, i], report) === undefined) < 0;
  return isRead ? value : undefined;
}
