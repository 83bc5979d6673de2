import type { Duration } from "../calendar/duration.ts";
import type { FieldType } from "./types.ts";

/** A day counted from the day of looking, then moved by whole days. */
export interface RelativeDay {
  readonly ago?: Duration;
  readonly ahead?: Duration;
  readonly plus: number;
}

/** An end of a range: a number, which for dates is a day number, or a day that depends on the day of looking. */
export type Bound = number | RelativeDay;

/**
 * What is asked of a value. Numbers, days and yes or no (1, 0) are all numbers, NaN where missing, which
 * lies in no range and in no set; `negate` turns the answer over, missing values included.
 */
export type Test =
  /** From `low` to `high`, both included. */
  | { readonly form: "within"; readonly low: Bound; readonly high: Bound; readonly negate: boolean }
  | { readonly form: "above"; readonly low: number; readonly negate: boolean }
  | { readonly form: "below"; readonly high: number; readonly negate: boolean }
  | { readonly form: "among"; readonly values: ReadonlySet<number>; readonly negate: boolean }
  | { readonly form: "text"; readonly match: TextMatch; readonly negate: boolean };

/** What is asked of a text. */
export type TextMatch =
  | { readonly by: "eq" | "contains" | "startsWith" | "endsWith"; readonly value: string }
  | { readonly by: "in"; readonly values: ReadonlySet<string> }
  | { readonly by: "present" };

/** A condition, and what an explanation says of it. */
export interface LeafNode {
  readonly kind: "leaf";
  /** Number of the column that it reads. */
  readonly slot: number;
  readonly test: Test;
  /** Where in its segment's rule it stands: `any.1.not`; empty for the rule itself. */
  readonly path: string;
  readonly op: string;
  /** The value asked for, as text or number. */
  readonly wanted: string | number | boolean | null;
}

/** A rule, ready to run. */
export type Node =
  | { readonly kind: "all" | "any"; readonly children: readonly Node[] }
  | { readonly kind: "not"; readonly child: Node }
  | { readonly kind: "segment"; readonly segment: number; readonly path: string }
  | LeafNode;

/** A number made of events. */
export interface Aggregate {
  readonly fn: "count" | "sum" | "avg" | "min" | "max" | "distinct";
  /** The event column it is made of; -1 for `count`. */
  readonly of: number;
  /** Which events count; undefined for all. */
  readonly where: Node | undefined;
  readonly low: Bound;
  readonly high: Bound;
}

/** A column that rules read. */
export interface Slot {
  readonly from: "fact" | "score" | "aggregate";
  /** Declared name; of an aggregate a description such as `sum amount`. */
  readonly name: string;
  readonly type: FieldType;
  readonly aggregate?: Aggregate;
  /** How many conditions read it. */
  readonly tests: number;
}

/** A rule set, ready to run. Acyclic, and no deeper than the limit. */
export interface Program {
  readonly segments: readonly string[];
  /** The rule of each segment. */
  readonly nodes: readonly Node[];
  /** The segments in an order in which each comes after those it refers to. */
  readonly order: readonly number[];
  readonly slots: readonly Slot[];
  /** Columns of events that aggregates read. */
  readonly eventSlots: readonly Slot[];
}
