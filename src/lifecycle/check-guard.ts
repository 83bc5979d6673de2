import { dayOfText } from "../calendar/scan-date.ts";
import { checkOptions } from "../core/check-options.ts";
import { describeValue } from "../core/describe.ts";
import { type InputPath, ScoringError } from "../core/error.ts";
import { hasOwn } from "../core/own.ts";
import type { FieldType } from "../rules/types.ts";
import type { FactList } from "./guard.ts";

/** Deepest nesting of `all`, `any` and `not`. */
const MAX_DEPTH = 100;

const COMMON = ["isSet", "isNotSet"];
const OPS: { readonly [T in FieldType]: readonly string[] } = {
  text: ["eq", "neq", "in", "notIn", "contains", "notContains", "startsWith", "endsWith", ...COMMON],
  number: ["eq", "neq", "in", "notIn", "gt", "gte", "lt", "lte", ...COMMON],
  date: ["eq", "neq", "before", "after", "onOrBefore", "onOrAfter", ...COMMON],
  boolean: ["eq", "neq", ...COMMON],
};

/**
 * Refuses a condition that cannot be used.
 *
 * @throws A {@link ScoringError} with `wrong_type`, `missing`, `unknown_name`, `not_finite`,
 * `invalid_date` or `too_large`.
 */
export function checkGuard(rule: unknown, facts: FactList, path: InputPath, depth = 0): void {
  if (typeof rule !== "object" || rule === null || Array.isArray(rule)) {
    throw new ScoringError("wrong_type", path, "a condition", describeValue(rule));
  }
  if (depth > MAX_DEPTH) throw new ScoringError("too_large", path, `at most ${MAX_DEPTH} levels`, "more");
  const node = rule as { readonly [key: string]: unknown };
  for (const key of ["all", "any"]) {
    if (!hasOwn(node, key)) continue;
    checkOptions(node, [key], path);
    const parts = node[key];
    if (!Array.isArray(parts)) {
      throw new ScoringError("wrong_type", [...path, key], "a list of conditions", describeValue(parts));
    }
    parts.forEach((part, i) => {
      checkGuard(part, facts, [...path, key, i], depth + 1);
    });
    return;
  }
  if (hasOwn(node, "not")) {
    checkOptions(node, ["not"], path);
    checkGuard(node["not"], facts, [...path, "not"], depth + 1);
    return;
  }
  checkLeaf(node, facts, path);
}

function checkLeaf(node: { readonly [key: string]: unknown }, facts: FactList, path: InputPath): void {
  node = checkOptions(node, ["field", "op", "value"], path);
  const { field, op, value } = node;
  const type = typeof field === "string" ? facts.types[facts.indexOf(field)] : undefined;
  if (type === undefined) {
    throw new ScoringError("unknown_name", [...path, "field"], "a declared fact", describeValue(field));
  }
  const known = OPS[type];
  if (typeof op !== "string" || !known.includes(op)) {
    const expected = `one of ${known.join(", ")}`;
    throw new ScoringError("unknown_name", [...path, "op"], expected, describeValue(op));
  }
  if (COMMON.includes(op)) return;
  if (op !== "in" && op !== "notIn") {
    checkCell(value, type, [...path, "value"]);
    return;
  }
  if (!Array.isArray(value)) {
    throw new ScoringError("wrong_type", [...path, "value"], "a list", describeValue(value));
  }
  value.forEach((one, i) => {
    checkCell(one, type, [...path, "value", i]);
  });
}

const KINDS: { readonly [T in FieldType]: string } = {
  text: "a string",
  number: "a finite number",
  date: 'a date such as "2026-01-31"',
  boolean: "true or false",
};

/**
 * Refuses a value that a fact of this kind cannot have.
 *
 * @throws A {@link ScoringError} with `missing`, `wrong_type`, `not_finite` or `invalid_date`.
 */
export function checkCell(value: unknown, type: FieldType, path: InputPath): void {
  const expected = KINDS[type];
  const refuse = (code: "missing" | "wrong_type" | "not_finite" | "invalid_date"): never => {
    throw new ScoringError(code, path, expected, describeValue(value));
  };
  if (value === undefined || value === null) refuse("missing");
  if (type === "date") {
    if (Number.isNaN(dayOfText(value))) refuse("invalid_date");
    return;
  }
  if (typeof value !== (type === "text" ? "string" : type)) refuse("wrong_type");
  if (typeof value === "number" && !Number.isFinite(value)) refuse("not_finite");
}
