import type { ScoringErrorCode } from "./error.ts";

/** How a customer is named by the host. Results always say `string`. */
export type Id = string | number;

/**
 * A moment or a civil day: a `Date`, an ISO calendar date, an ISO date-time with `Z` or an offset,
 * anything with `epochMilliseconds` (Temporal), or a number where `numericTime` says its unit.
 */
export type Time = Date | string | number | { readonly epochMilliseconds: number };

/** Unit in which models measure time. A year is 365.25 days, a month a twelfth of it. */
export type TimeUnit = "day" | "week" | "month" | "year";

/**
 * A column as hosts hold them: an array, a typed array, an Arrow vector, or a dictionary with codes. A
 * `values` array that is given again with a later batch may have grown, but not changed.
 */
export type InColumn<T> =
  | ArrayLike<T | null | undefined>
  | {
      readonly length: number;
      /** The value of a row. */
      at(i: number): T | null | undefined;
    }
  | { readonly codes: ArrayLike<number>; readonly values: ArrayLike<T> };

/** A column for each field of `R`. */
export type ColumnsOf<R> = { readonly [K in keyof R]: InColumn<R[K]> };

/** Row objects. The phantom `columns` steers the compiler's message to the right branch. */
export type Rows<R> = readonly R[] & { readonly columns?: undefined };

/** What every function takes: rows, or columns. A {@link Table} is one by its shape. */
export type Input<R> = Rows<R> | { readonly columns: ColumnsOf<R> };

/** Our field name to the host's: `{ customerId: "user_id" }`. */
export type Fields<R> = { readonly [K in keyof R]?: string };

/** The record as the host names it. */
export type Renamed<R, F> = {
  [K in keyof R as K extends keyof F ? (F[K] extends string ? F[K] : K) : K]: R[K];
};

/** Columns whose names the compiler cannot know (`Record<string, …>`); checked at run time. */
export type Open<C> = { readonly columns: C & (string extends keyof C ? unknown : never) };

/** A column of a result: numbers as a `Float64Array` (NaN where unknown), the rest as an array. */
export type OutColumn<T> = [T] extends [number | null | undefined] ? Float64Array : readonly T[];

/** The columns of a result. */
export type OutColumns<R> = { readonly [K in keyof R]-?: OutColumn<R[K]> };

/**
 * What comes back: a line per customer, held as columns, readable as rows.
 *
 * Columns and rows are made when asked for. A number that cannot be known is NaN in a column and
 * `null` in a row. A table is itself an {@link Input} of the next function.
 */
export interface Table<R> extends Iterable<R> {
  /** How many rows there are. */
  readonly length: number;
  /** The columns, each made at first reading. Treat them as read-only. */
  readonly columns: OutColumns<R>;
  /** Row `i` as a new object. @throws A {@link ScoringError} with `out_of_range`. */
  row(i: number): R;
  /** All rows as new objects. */
  toRows(): R[];
  /** Rows `from` to `to` (not included, default the end) as a table. */
  slice(from: number, to?: number): Table<R>;
  /** Where the customer stands, -1 if nowhere. The first call builds an index. */
  indexOf(id: string): number;
}

/** What happens to a row that cannot be read: end with an error, or set it aside and go on. */
export type OnInvalid = "throw" | "collect";

/** A row that was set aside. Holds no value of it. */
export interface Rejection {
  /** Index of the row in the input. */
  readonly row: number;
  /** The first field that was wrong. */
  readonly field: string;
  /** As in {@link ScoringError}. */
  readonly code: ScoringErrorCode;
  /** What would have been accepted. */
  readonly expected: string;
}

/** Why a customer got a result: a code with the numbers that decided. */
export interface Reason {
  /** Stable key; a dictionary turns it into a sentence. */
  readonly code: string;
  /** The numbers, names and keys that decided. */
  readonly [fact: string]: string | number | boolean | null;
}
