/**
 * Rows or columns of repeat histories, checked once at the door.
 *
 * @module
 */

import { DAYS_PER_UNIT } from "../calendar/duration.ts";
import { describeValue } from "../core/describe.ts";
import { ScoringError } from "../core/error.ts";
import { type OpenInput, openInput } from "../core/open-input.ts";
import { fieldValue } from "../core/own.ts";
import { readNumbers } from "../core/read-numbers.ts";
import { createRejector, type Rejector } from "../core/rejector.ts";
import type { TimeUnit } from "../core/types.ts";

/** Repeat histories as columns. Where one of the three numbers is unknown, `frequency` is NaN. */
export interface HistoryView {
  /** Number of rows. */
  readonly length: number;
  /** x, whole; NaN where the row is not known. */
  readonly frequency: Float64Array;
  /** t_x. */
  readonly recency: Float64Array;
  /** T. */
  readonly age: Float64Array;
  /** The greatest age, of these rows or of more that they were taken from; 0 of none. */
  readonly oldest: number;
  /** Unit of the two, where the rows say. */
  readonly timeUnit: TimeUnit | undefined;
  /** Civil date that they were taken at, where the rows say. */
  readonly asOf: string | undefined;
  /** The opened input, for further columns. */
  readonly input: OpenInput;
}

const NULLABLE = { nullable: true } as const;

/**
 * Reads and checks repeat histories.
 *
 * @throws A {@link ScoringError} with `wrong_type`, `not_finite`, `missing`, `out_of_range` (a negative
 * number, part of a purchase, a last purchase after the end) or `conflict` (a last purchase of a customer
 * without repeat purchases).
 */
export function readHistories(rows: unknown, name = "rows"): HistoryView {
  const input = openInput(rows, name);
  const rejector = createRejector(name);
  const frequency = numbersOf(input, "frequency", rejector);
  const recency = numbersOf(input, "recency", rejector);
  const age = numbersOf(input, "age", rejector);
  const { known, oldest } = checkHistories(frequency, recency, age, rejector);
  return {
    length: input.length,
    frequency: known ? frequency : withUnknown(frequency, recency, age),
    recency,
    age,
    oldest,
    timeUnit: timeUnitOf(rows, name),
    asOf: textOf(rows, "asOf"),
    input,
  };
}

/** A column; one that is a Float64Array already is taken as it is, for {@link checkHistories} to check. */
function numbersOf(input: OpenInput, field: string, rejector: Rejector): Float64Array {
  const column = input.needed(field);
  if (column.form === "typed" && column.values instanceof Float64Array) return column.values;
  return readNumbers(column, field, NULLABLE, rejector);
}

/** The weights, or null where every row counts once. A missing weight counts once. */
export function readWeights(input: OpenInput): Float64Array | null {
  const column = input.column("weight");
  if (column === undefined) return null;
  if (
    column.form === "rows" &&
    !column.rows.some(
      (row) => (typeof row === "object" && row !== null ? fieldValue(row, "weight") : null) != null,
    )
  ) {
    return null;
  }
  const weights = readNumbers(column, "weight", { nullable: true, min: 0 }, createRejector(input.name));
  return weights.map((weight) => (Number.isNaN(weight) ? 1 : weight));
}

/** Refuses impossible rows; tells whether all are known, and the greatest age. One pass, one test a row. */
function checkHistories(
  frequency: Float64Array,
  recency: Float64Array,
  age: Float64Array,
  rejector: Rejector,
): { readonly known: boolean; readonly oldest: number } {
  let known = true;
  let oldest = 0;
  for (let i = 0; i < frequency.length; i += 1) {
    const x = frequency[i] as number;
    const tx = recency[i] as number;
    const T = age[i] as number;
    // Without a repeat purchase the last is at 0: a product, as a branch on who has one is guessed badly.
    const latest = x * Number.MAX_VALUE;
    const part = x - Math.floor(x); // NaN of Infinity
    if (x >= 0 && tx >= 0 && tx <= T && tx <= latest && T < Number.POSITIVE_INFINITY && part === 0) {
      if (T > oldest) oldest = T;
      continue;
    }
    if (Number.isNaN(x + tx + T)) known = false;
    else refuse(i, x, tx, T, rejector);
  }
  return { known, oldest };
}

function refuse(row: number, x: number, tx: number, T: number, rejector: Rejector): void {
  const endless =
    x === Number.POSITIVE_INFINITY ? "frequency" : T === Number.POSITIVE_INFINITY ? "age" : undefined;
  if (endless !== undefined) {
    rejector.reject(row, endless, "not_finite", "a finite number", Number.POSITIVE_INFINITY);
  } else if (!(x >= 0) || Math.floor(x) !== x) {
    rejector.reject(row, "frequency", "out_of_range", "a whole number of at least 0", x);
  } else if (T < 0) {
    rejector.reject(row, "age", "out_of_range", "a number of at least 0", T);
  } else if (x === 0 && tx > 0) {
    rejector.reject(row, "recency", "conflict", "0, as there is no repeat purchase", tx);
  } else {
    rejector.reject(row, "recency", "out_of_range", "a number from 0 to the row's age", tx);
  }
}

function withUnknown(frequency: Float64Array, recency: Float64Array, age: Float64Array): Float64Array {
  return frequency.map((x, i) =>
    Number.isNaN(recency[i] as number) || Number.isNaN(age[i] as number) ? Number.NaN : x,
  );
}

/** The greatest age; 0 of none. Unknown ages count for nothing. */
export function oldestAge(age: Float64Array): number {
  let oldest = 0;
  for (let i = 0; i < age.length; i += 1) if ((age[i] as number) > oldest) oldest = age[i] as number;
  return oldest;
}

/** The time unit that a table knows of itself. */
export function timeUnitOf(rows: unknown, name: string): TimeUnit | undefined {
  const unit = typeof rows === "object" && rows !== null ? fieldValue(rows, "timeUnit") : undefined;
  return unit === undefined ? undefined : checkTimeUnit(unit, [name, "timeUnit"]);
}

/**
 * The value, if it is the name of a time unit.
 *
 * @throws A {@link ScoringError} with `unknown_name`.
 */
export function checkTimeUnit(value: unknown, path: readonly string[]): TimeUnit {
  for (const unit of Object.keys(DAYS_PER_UNIT) as TimeUnit[]) if (unit === value) return unit;
  throw new ScoringError(
    "unknown_name",
    path,
    `one of ${Object.keys(DAYS_PER_UNIT).join(", ")}`,
    describeValue(value),
  );
}

/** A text that a table knows of itself. */
export function textOf(rows: unknown, field: string): string | undefined {
  const value = fieldValue(rows as object, field);
  return typeof value === "string" ? value : undefined;
}
