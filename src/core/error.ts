/** Why something was refused. Stable: callers may switch on it. Messages may change. */
export type ScoringErrorCode =
  /** A field, column or option that is needed is not there. */
  | "missing"
  /** The value is of another type than the field takes. */
  | "wrong_type"
  /** NaN or an infinity where a finite number is needed. */
  | "not_finite"
  /** A number, count or size outside the allowed range. */
  | "out_of_range"
  /** Columns of one input differ in length. */
  | "length_mismatch"
  /** Not a date, or not one that exists. */
  | "invalid_date"
  /** A date-time without `Z` or an offset, and no `timeZone` to read it in. */
  | "no_offset"
  /** Not the name of a time zone. */
  | "unknown_time_zone"
  /** Amounts in several currencies and no rates. */
  | "mixed_currency"
  /** Dated before what has been sealed, or out of order where order was promised. */
  | "late"
  /** A name (option, method, column, segment, kind) that is not known here. */
  | "unknown_name"
  /** The same key twice where one is allowed. */
  | "duplicate"
  /** Nothing to work on. */
  | "empty"
  /** Parts that are each valid and do not fit together. */
  | "conflict"
  /** Definitions that refer to each other in a circle. */
  | "cycle"
  /** Deeper or larger than the stated limit. */
  | "too_large"
  /** A saved state, policy or model of a kind or version that cannot be read. */
  | "unknown_version"
  /** The caller's signal ended the work. */
  | "aborted";

/** Where in the input the offending value sits, e.g. `["transactions", 12, "amount"]`. */
export type InputPath = readonly (string | number)[];

/**
 * The only error the library throws on purpose. Tell it by `name`, which survives bundling twice
 * and crossing realms, rather than by `instanceof`.
 *
 * The message is `path: expected …, got …` and holds no value of the input, ids included: the row
 * index is enough to find it.
 *
 * @example
 * ```ts
 * const e = new ScoringError("not_finite", ["transactions", 12, "amount"], "a finite number", "NaN");
 * e.message; // => "transactions.12.amount: expected a finite number, got NaN"
 * e.row; // => 12
 * e.field; // => "amount"
 * ```
 */
export class ScoringError extends Error {
  /** Always `ScoringError`. */
  override readonly name = "ScoringError";
  /** Machine-readable reason. */
  readonly code: ScoringErrorCode;
  /** Path to the offending value. */
  readonly path: InputPath;
  /** Index of the offending row, where the path names one. */
  readonly row?: number;
  /** Field of the row, or the last name of the path. */
  readonly field?: string;
  /** What would have been accepted. */
  readonly expected: string;

  /** Refuses the value at `path`: `expected` says what would do, `got` what came (never the value). */
  constructor(code: ScoringErrorCode, path: InputPath, expected: string, got?: string) {
    super(`${path.join(".")}: expected ${expected}${got === undefined ? "" : `, got ${got}`}`);
    this.code = code;
    this.path = path;
    this.expected = expected;
    const row = path.find((part) => typeof part === "number");
    if (typeof row === "number") this.row = row;
    const field = path[path.length - 1];
    if (typeof field === "string") this.field = field;
  }
}
