import { isByteTexts } from "./byte-texts.ts";
import { describeValue } from "./describe.ts";
import { type InputPath, ScoringError } from "./error.ts";
import { heldValue, ownValue } from "./own.ts";

/** Numbers in one buffer; `bigint` arrays are not among them. */
export type NumberArray =
  | Float64Array
  | Float32Array
  | Int32Array
  | Uint32Array
  | Int16Array
  | Uint16Array
  | Int8Array
  | Uint8Array
  | Uint8ClampedArray;

interface Fields {
  readonly [key: string]: unknown;
}

/** Cells by number, read through a method: Arrow and Flechette vectors, where `v[0]` gives nothing. */
interface AtColumn {
  readonly length: number;
  at(i: number): unknown;
}

/** A column, sorted by how its cells are reached. Kernels read `typed` whole; the rest is copied out. */
export type Column =
  | { readonly form: "typed"; readonly length: number; readonly values: NumberArray }
  | { readonly form: "list"; readonly length: number; readonly values: ArrayLike<unknown> }
  | { readonly form: "at"; readonly length: number; readonly values: AtColumn }
  | {
      readonly form: "dictionary";
      readonly length: number;
      readonly codes: ArrayLike<number>;
      readonly values: ArrayLike<unknown>;
    }
  | {
      readonly form: "rows";
      readonly length: number;
      readonly rows: readonly object[];
      readonly key: string;
    };

/**
 * Sorts what a host gives as a column by its shape, without knowing any library.
 *
 * @throws A {@link ScoringError} with `wrong_type` for what has no cells that can be reached.
 */
export function openColumn(value: unknown, path: InputPath): Column {
  if (Array.isArray(value)) return { form: "list", length: value.length, values: value };
  if (ArrayBuffer.isView(value)) return openTyped(value, path);
  if (typeof value === "object" && value !== null) {
    const codes = heldValue(value, "codes");
    const values = heldValue(value, "values");
    if (isList(codes) && !isBig(codes) && isEntries(values)) {
      return { form: "dictionary", length: codes.length, codes, values };
    }
    const length = heldValue(value, "length");
    if (isLength(length)) {
      if (typeof heldValue(value, "at") === "function") {
        return { form: "at", length, values: value as AtColumn };
      }
      return openArrayLike(value as ArrayLike<unknown>, path);
    }
  }
  throw new ScoringError(
    "wrong_type",
    path,
    "an array, a typed array, a vector with at(i), or { codes, values }",
    describeValue(value),
  );
}

function openTyped(value: ArrayBufferView, path: InputPath): Column {
  const length = (value as { length?: number }).length;
  if (length === undefined) {
    throw new ScoringError("wrong_type", path, "an array or a typed array", "a DataView");
  }
  if (isBig(value)) return { form: "list", length, values: value as unknown as ArrayLike<bigint> };
  return { form: "typed", length, values: value as NumberArray };
}

/** A vector that is neither: it says how long it is, and `v[0]` gives nothing. */
function openArrayLike(value: ArrayLike<unknown>, path: InputPath): Column {
  if (value.length > 0 && value[0] === undefined) {
    throw new ScoringError(
      "wrong_type",
      path,
      "cells at [0], [1], …; pass column.toArray() or an object with at(i)",
      "an object whose [0] gives nothing",
    );
  }
  return { form: "list", length: value.length, values: value };
}

/** Texts kept as bytes count as one: only who is lent them gets them, and reads them as what they are. */
function isEntries(value: unknown): value is ArrayLike<unknown> {
  return isList(value) || (typeof value === "object" && value !== null && isByteTexts(value));
}

function isList(value: unknown): value is ArrayLike<number> {
  return Array.isArray(value) || (ArrayBuffer.isView(value) && "length" in value);
}

/** `BigInt64Array` or `BigUint64Array`, which ES2019 cannot name. */
function isBig(value: unknown): boolean {
  return Object.prototype.toString.call(value).startsWith("[object Big");
}

/** Can this be how long a column is? */
export function isLength(length: unknown): length is number {
  return typeof length === "number" && Number.isSafeInteger(length) && length >= 0;
}

/** Copies cells `from` to `to` (not included) to the start of `out`, whatever the form. */
export function copyCells(column: Column, from: number, to: number, out: unknown[]): void {
  switch (column.form) {
    case "rows":
      copyField(column.rows, column.key, from, to, out);
      return;
    case "at":
      for (let i = from; i < to; i += 1) out[i - from] = column.values.at(i);
      return;
    case "dictionary":
      for (let i = from; i < to; i += 1) out[i - from] = column.values[column.codes[i] as number];
      return;
    default:
      for (let i = from; i < to; i += 1) out[i - from] = column.values[i];
  }
}

/** Apart from its caller, so that each host's row shape gets an inline cache of its own. */
function copyField(rows: readonly object[], key: string, from: number, to: number, out: unknown[]): void {
  if (key in Object.prototype) {
    copyOwnField(rows, key, from, to, out);
    return;
  }
  for (let i = from; i < to; i += 1) {
    const row = rows[i] as Fields | null | undefined;
    out[i - from] = row === null || row === undefined ? undefined : row[key];
  }
}

/** For a name that every object inherits: `constructor`, or what somebody has planted there. */
function copyOwnField(rows: readonly object[], key: string, from: number, to: number, out: unknown[]): void {
  for (let i = from; i < to; i += 1) {
    const row = rows[i];
    out[i - from] = typeof row === "object" && row !== null ? ownValue(row as Fields, key) : undefined;
  }
}
