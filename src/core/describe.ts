/**
 * What a value is, in words that hold none of it: error messages travel to logs, and a customer's
 * id or e-mail must not travel with them.
 *
 * @example
 * ```ts
 * describeValue("12,50"); // => "a string of 5 characters"
 * describeValue(12n); // => "a bigint"
 * describeValue(null); // => "null"
 * ```
 */
export function describeValue(value: unknown): string {
  switch (typeof value) {
    case "undefined":
      return "nothing";
    case "string":
      if (value === "") return "an empty string";
      return value.length === 1 ? "a string of 1 character" : `a string of ${value.length} characters`;
    case "number":
      return describeNumber(value);
    case "object":
      return describeObject(value);
    default:
      return `a ${typeof value}`;
  }
}

function describeNumber(value: number): string {
  if (Number.isNaN(value)) return "NaN";
  if (!Number.isFinite(value)) return value > 0 ? "Infinity" : "-Infinity";
  if (value < 0) return "a negative number";
  if (value === 0) return "zero";
  return Number.isInteger(value) ? "a positive integer" : "a positive number";
}

function describeObject(value: object | null): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return `an array of ${value.length}`;
  if (ArrayBuffer.isView(value)) return "a typed array";
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? "an invalid Date" : "a Date";
  return "an object";
}
