import { type Column, copyCells } from "./column.ts";
import { ownValue } from "./own.ts";
import type { Rejector } from "./rejector.ts";

/** What a number field takes. */
export interface NumberRule {
  /** May a cell be empty? It then reads as NaN. Default false. */
  readonly nullable?: boolean | undefined;
  /** Least value. */
  readonly min?: number | undefined;
  /** Whole numbers only. */
  readonly integer?: boolean | undefined;
}

const DECIMAL = "a finite number (of a decimal: Number(value), or cast the column to double)";
const CHUNK = 4096;

/**
 * A number field as a `Float64Array`. A column that is one already is returned itself, checked and
 * not copied: do not write to it.
 *
 * A cell that cannot be used goes to `rejector`; what then stands in its place means nothing. In a
 * column of a nullable field NaN means "unknown", as results write it; in a row that is what null is
 * for, and NaN is refused.
 */
export function readNumbers(
  column: Column,
  field: string,
  rule: NumberRule,
  rejector: Rejector,
): Float64Array {
  if (column.form === "typed" && column.values instanceof Float64Array) {
    checkNumbers(column.values, 0, field, ownRule(rule), rejector);
    return column.values;
  }
  const out = new Float64Array(column.length);
  const cells: unknown[] = [];
  for (let from = 0; from < column.length; from += CHUNK) {
    const to = Math.min(from + CHUNK, column.length);
    readNumberRange(column, from, to, out.subarray(from, to), field, rule, rejector, cells);
  }
  return out;
}

/**
 * Reads cells `from` to `to` (not included) to the start of `out`; the streaming form of
 * {@link readNumbers}. `cells` is a buffer to reuse.
 */
export function readNumberRange(
  column: Column,
  from: number,
  to: number,
  out: Float64Array,
  field: string,
  rule: NumberRule,
  rejector: Rejector,
  cells: unknown[],
): void {
  rule = ownRule(rule);
  if (column.form === "typed") {
    out.set(column.values.subarray(from, to));
    checkNumbers(out.subarray(0, to - from), from, field, rule, rejector);
    return;
  }
  copyCells(column, from, to, cells);
  const nanIsNull = column.form !== "rows";
  for (let i = 0; i < to - from; i += 1) {
    const cell = cells[i];
    if (typeof cell === "number") {
      out[i] = cell;
      if (!accepts(cell, rule, nanIsNull)) refuse(cell, from + i, field, rule, rejector);
    } else {
      out[i] = Number.NaN;
      const empty = cell === null || cell === undefined;
      if (!(empty && rule.nullable)) refuse(cell, from + i, field, rule, rejector);
    }
  }
}

/** The same rule with every name its own: no cell of a long column is asked about what objects inherit. */
function ownRule(rule: NumberRule): NumberRule {
  return {
    nullable: ownValue(rule, "nullable"),
    min: ownValue(rule, "min"),
    integer: ownValue(rule, "integer"),
  };
}

/** One pass over finished numbers; the common case (no further rule) is a sum or a comparison each. */
function checkNumbers(
  values: Float64Array,
  offset: number,
  field: string,
  rule: NumberRule,
  rejector: Rejector,
): void {
  const { min = -Number.MAX_VALUE, integer = false, nullable = false } = rule;
  if (rule.min === undefined && !integer && (nullable ? noneInfinite(values) : allFinite(values))) return;
  for (let i = 0; i < values.length; i += 1) {
    const value = values[i] as number;
    if (value >= min && value <= Number.MAX_VALUE && (!integer || Math.floor(value) === value)) continue;
    if (!accepts(value, rule, true)) refuse(value, offset + i, field, rule, rejector);
  }
}

/** `x - x` is 0 for finite x and NaN otherwise, and the sum keeps the NaN. */
function allFinite(values: Float64Array): boolean {
  let zero = 0;
  for (let i = 0; i < values.length; i += 1) {
    const value = values[i] as number;
    zero += value - value;
  }
  return zero === 0;
}

/** A comparison that NaN does not meet: a column with many of them is as fast as one with none. */
function noneInfinite(values: Float64Array): boolean {
  for (let i = 0; i < values.length; i += 1) {
    if (Math.abs(values[i] as number) > Number.MAX_VALUE) return false;
  }
  return true;
}

function accepts(value: number, rule: NumberRule, nanIsNull: boolean): boolean {
  if (Number.isNaN(value)) return rule.nullable === true && nanIsNull;
  if (value - value !== 0) return false;
  if (rule.min !== undefined && value < rule.min) return false;
  return !rule.integer || Number.isInteger(value);
}

function refuse(got: unknown, row: number, field: string, rule: NumberRule, rejector: Rejector): void {
  if (got === null || got === undefined) {
    rejector.reject(row, field, "missing", "a finite number", got);
  } else if (typeof got !== "number") {
    rejector.reject(row, field, "wrong_type", typeof got === "string" ? "a finite number" : DECIMAL, got);
  } else if (!Number.isFinite(got)) {
    rejector.reject(row, field, "not_finite", "a finite number", got);
  } else {
    const least = rule.min === undefined ? "" : ` of at least ${rule.min}`;
    rejector.reject(
      row,
      field,
      "out_of_range",
      `${rule.integer ? "a whole number" : "a number"}${least}`,
      got,
    );
  }
}
