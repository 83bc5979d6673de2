import { checkOptions } from "../core/check-options.ts";
import { describeValue } from "../core/describe.ts";
import { type InputPath, ScoringError } from "../core/error.ts";
import type { FieldType } from "../rules/types.ts";
import { dayOfText } from "./day.ts";

/** A fact as kernels hold it: dates as day numbers, null where not known. */
export type Cell = string | number | boolean | null;

/** The facts of a customer, by their number. Changed in place. */
export type Cells = Cell[];

/** A compiled condition. */
export type Test = (cells: Cells) => boolean;

/** The declared facts, by name and number. */
export interface FactList {
  readonly names: readonly string[];
  readonly types: readonly FieldType[];
  readonly indexOf: (name: string) => number;
}

/** Deepest nesting of `all`, `any` and `not`. */
const MAX_DEPTH = 100;

/** The condition as a leaf tests it: for the checks, that try out what lies around each value. */
export interface LeafUse {
  readonly fact: number;
  readonly values: readonly Cell[];
  /** Does it look inside a text? */
  readonly inside: boolean;
}

/**
 * Makes a test of a condition. A missing value meets no positive condition; `neq`, `notIn`,
 * `notContains` and `isNotSet` are exactly the negations of their twins.
 *
 * @param uses - Receives the leaves.
 * @throws A {@link ScoringError} with `wrong_type`, `missing`, `unknown_name`, `invalid_date` or `too_large`.
 */
export function compileGuard(
  rule: unknown,
  facts: FactList,
  path: InputPath,
  uses: LeafUse[],
  depth = 0,
): Test {
  if (typeof rule !== "object" || rule === null || Array.isArray(rule)) {
    throw new ScoringError("wrong_type", path, "a condition", describeValue(rule));
  }
  if (depth > MAX_DEPTH) {
    throw new ScoringError("too_large", path, `at most ${MAX_DEPTH} levels`, "more");
  }
  const node = rule as { readonly [key: string]: unknown };
  const inner = (part: unknown, key: string, i: number): Test =>
    compileGuard(part, facts, i < 0 ? [...path, key] : [...path, key, i], uses, depth + 1);
  if ("all" in node) return allOf(readParts(node, "all", path).map((part, i) => inner(part, "all", i)));
  if ("any" in node) return anyOf(readParts(node, "any", path).map((part, i) => inner(part, "any", i)));
  if ("not" in node) {
    checkOptions(node, ["not"], path);
    const test = inner(node["not"], "not", -1);
    return (cells) => !test(cells);
  }
  return compileLeaf(node, facts, path, uses);
}

function readParts(node: object, key: "all" | "any", path: InputPath): readonly unknown[] {
  checkOptions(node, [key], path);
  const parts = (node as { readonly [key: string]: unknown })[key];
  if (Array.isArray(parts)) return parts;
  throw new ScoringError("wrong_type", [...path, key], "a list of conditions", describeValue(parts));
}

function allOf(tests: readonly Test[]): Test {
  const [a, b] = tests;
  if (tests.length === 1) return a as Test;
  if (tests.length === 2) return (cells) => (a as Test)(cells) && (b as Test)(cells);
  return (cells) => {
    for (const test of tests) if (!test(cells)) return false;
    return true;
  };
}

function anyOf(tests: readonly Test[]): Test {
  return (cells) => {
    for (const test of tests) if (test(cells)) return true;
    return false;
  };
}

const ORDER_OPS: { readonly [op: string]: string } = {
  before: "lt",
  after: "gt",
  onOrBefore: "lte",
  onOrAfter: "gte",
};

const INSIDE = ["contains", "notContains", "startsWith", "endsWith"];

const OPS: { readonly [T in FieldType]: readonly string[] } = {
  text: ["eq", "neq", "in", "notIn", "contains", "notContains", "startsWith", "endsWith"],
  number: ["eq", "neq", "in", "notIn", "gt", "gte", "lt", "lte"],
  date: ["eq", "neq", ...Object.keys(ORDER_OPS)],
  boolean: ["eq", "neq"],
};

function compileLeaf(
  node: { readonly [key: string]: unknown },
  facts: FactList,
  path: InputPath,
  uses: LeafUse[],
): Test {
  checkOptions(node, ["field", "op", "value"], path);
  const { field, op, value } = node;
  const fact = typeof field === "string" ? facts.indexOf(field) : -1;
  if (fact < 0) {
    throw new ScoringError("unknown_name", [...path, "field"], "a declared fact", describeValue(field));
  }
  const type = facts.types[fact] as FieldType;
  const known = [...OPS[type], "isSet", "isNotSet"];
  if (typeof op !== "string" || !known.includes(op)) {
    const expected = `one of ${known.join(", ")}`;
    throw new ScoringError("unknown_name", [...path, "op"], expected, describeValue(op));
  }
  if (op === "isSet" || op === "isNotSet") {
    uses.push({ fact, values: [], inside: false });
    return op === "isSet" ? (cells) => cells[fact] !== null : (cells) => cells[fact] === null;
  }
  const read = (one: unknown, at: InputPath): Cell => readCell(one, type, at);
  if (op === "in" || op === "notIn") {
    if (!Array.isArray(value)) {
      throw new ScoringError("wrong_type", [...path, "value"], "a list", describeValue(value));
    }
    const values = value.map((one, i) => read(one, [...path, "value", i]));
    uses.push({ fact, values, inside: false });
    const set = new Set(values);
    return op === "in" ? (cells) => set.has(cells[fact] as Cell) : (cells) => !set.has(cells[fact] as Cell);
  }
  const wanted = read(value, [...path, "value"]);
  uses.push({ fact, values: [wanted], inside: INSIDE.includes(op) });
  return typeof wanted === "number"
    ? compareNumber(fact, ORDER_OPS[op] ?? op, wanted)
    : compareOther(fact, op, wanted);
}

function compareNumber(fact: number, op: string, wanted: number): Test {
  // Null compares as 0 with < and >, hence the second question.
  switch (op) {
    case "eq":
      return (cells) => cells[fact] === wanted;
    case "neq":
      return (cells) => cells[fact] !== wanted;
    case "gt":
      return (cells) => (cells[fact] as number) > wanted && cells[fact] !== null;
    case "gte":
      return (cells) => (cells[fact] as number) >= wanted && cells[fact] !== null;
    case "lt":
      return (cells) => (cells[fact] as number) < wanted && cells[fact] !== null;
    default:
      return (cells) => (cells[fact] as number) <= wanted && cells[fact] !== null;
  }
}

function compareOther(fact: number, op: string, wanted: Cell): Test {
  const text = (cells: Cells): string | null => cells[fact] as string | null;
  const part = wanted as string;
  switch (op) {
    case "eq":
      return (cells) => cells[fact] === wanted;
    case "neq":
      return (cells) => cells[fact] !== wanted;
    case "contains":
      return (cells) => text(cells)?.includes(part) === true;
    case "notContains":
      return (cells) => text(cells)?.includes(part) !== true;
    case "startsWith":
      return (cells) => text(cells)?.startsWith(part) === true;
    default:
      return (cells) => text(cells)?.endsWith(part) === true;
  }
}

const KINDS: { readonly [T in FieldType]: string } = {
  text: "a string",
  number: "a finite number",
  date: 'a date such as "2026-01-31"',
  boolean: "true or false",
};

/**
 * A value of a spec as a cell.
 *
 * @throws A {@link ScoringError} with `missing`, `wrong_type`, `not_finite` or `invalid_date`.
 */
export function readCell(value: unknown, type: FieldType, path: InputPath): Cell {
  const expected = KINDS[type];
  if (value === undefined || value === null) {
    throw new ScoringError("missing", path, expected, describeValue(value));
  }
  if (type === "date") {
    const day = dayOfText(value);
    if (!Number.isNaN(day)) return day;
    throw new ScoringError("invalid_date", path, expected, describeValue(value));
  }
  const wanted = type === "text" ? "string" : type;
  if (typeof value !== wanted) throw new ScoringError("wrong_type", path, expected, describeValue(value));
  if (typeof value === "number" && !Number.isFinite(value)) {
    throw new ScoringError("not_finite", path, expected, describeValue(value));
  }
  return value as Cell;
}
