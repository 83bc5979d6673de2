import { dayOfText } from "../calendar/scan-date.ts";
import { isForm } from "../core/own.ts";
import type { Declared, FieldType } from "../rules/types.ts";
import type { LifecycleGuard, LifecycleGuardLeaf } from "./types.ts";

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

/** The declared facts with their numbers. */
export function factList(declared: Declared): FactList {
  const names = Object.keys(declared);
  const places = placesOf(names);
  return {
    names,
    types: names.map((name) => declared[name] as FieldType),
    indexOf: (name) => places.get(name) ?? -1,
  };
}

/** Names to their place in the list. */
export function placesOf(names: readonly string[]): ReadonlyMap<string, number> {
  return new Map(names.map((name, i) => [name, i]));
}

/** The condition as a leaf tests it: for the checks, that try out what lies around each value. */
export interface LeafUse {
  readonly fact: number;
  readonly values: readonly Cell[];
  /** Does it look inside a text? */
  readonly inside: boolean;
}

/**
 * Makes a test of a checked condition. A missing value meets no positive condition; `neq`, `notIn`,
 * `notContains` and `isNotSet` are exactly the negations of their twins.
 *
 * @param uses - Receives the leaves.
 */
export function compileGuard(rule: LifecycleGuard<Declared>, facts: FactList, uses: LeafUse[]): Test {
  if (isForm(rule, "all")) return allOf(rule.all.map((part) => compileGuard(part, facts, uses)));
  if (isForm(rule, "any")) return anyOf(rule.any.map((part) => compileGuard(part, facts, uses)));
  if (!isForm(rule, "not")) return compileLeaf(rule, facts, uses);
  const test = compileGuard(rule.not, facts, uses);
  return (cells) => !test(cells);
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

function compileLeaf(leaf: LifecycleGuardLeaf<Declared>, facts: FactList, uses: LeafUse[]): Test {
  const { field, op, value } = leaf as {
    readonly field: string;
    readonly op: string;
    readonly value: unknown;
  };
  const fact = facts.indexOf(field);
  const read = (one: unknown): Cell => cellOf(one, facts.types[fact]);
  const use = (values: readonly Cell[]): void => {
    uses.push({ fact, values, inside: /ontains|With/.test(op) });
  };
  if (op === "isSet" || op === "isNotSet") {
    use([]);
    return op === "isSet" ? (cells) => cells[fact] !== null : (cells) => cells[fact] === null;
  }
  if (op === "in" || op === "notIn") {
    const values = (value as readonly unknown[]).map(read);
    use(values);
    const set = new Set(values);
    return op === "in" ? (cells) => set.has(cells[fact] as Cell) : (cells) => !set.has(cells[fact] as Cell);
  }
  const wanted = read(value);
  use([wanted]);
  return typeof wanted === "number"
    ? compareNumber(fact, ORDER_OPS[op] ?? op, wanted)
    : compareOther(fact, op, wanted);
}

/** A checked value of a spec as a cell. */
export function cellOf(value: unknown, type: FieldType | undefined): Cell {
  return type === "date" ? dayOfText(value) : (value as Cell);
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
