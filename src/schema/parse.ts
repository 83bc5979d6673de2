import type * as z from "zod/mini";
import { describeValue } from "../core/describe.ts";
import { type InputPath, ScoringError, type ScoringErrorCode } from "../core/error.ts";
import { ownValue } from "../core/own.ts";
import { guardJson, type JsonLimits } from "./guard-json.ts";

/**
 * A schema for every field of `T`, none left out and none too many: a form that gains a field does not
 * compile until its schema has it (`satisfies Fields<T>`).
 */
export type Fields<T> = { readonly [K in keyof Required<T>]: z.ZodMiniType };

/**
 * Foreign JSON as a value of the schema's type, or a typed error at the first fault.
 *
 * @throws A {@link ScoringError} with the path of the fault.
 */
export function parseWith<T>(schema: z.ZodMiniType<T>, json: unknown, name: string, limits?: JsonLimits): T {
  const plain = guardJson(json, name, limits);
  const result = schema.safeParse(plain, { error: namesOf });
  if (result.success) return result.data;
  throw errorOf(deepest(result.error.issues), plain, name);
}

type Issue = z.core.$ZodIssue;

/** Of a name that a form does not have: those it has, which no issue tells by itself. */
function namesOf({ code, inst }: z.core.$ZodRawIssue): string | undefined {
  if (code !== "unrecognized_keys") return undefined;
  const form = inst as z.ZodMiniObject | undefined;
  return form === undefined ? "names of the form" : oneOf(Object.keys(form.shape));
}

/**
 * In a choice between forms, the fault of the form that came furthest says most: the deepest, or the only one whose
 * type is right.
 */
function deepest(issues: readonly Issue[]): Issue {
  let found = issues[0] as Issue;
  while (found.code === "invalid_union") {
    const faults = faultsOf(found);
    const depth = Math.max(0, ...faults.map(({ path }) => path.length));
    const furthest =
      depth > 0
        ? faults.filter(({ path }) => path.length === depth).slice(0, 1)
        : faults.filter(({ code }) => code !== "invalid_type");
    const [best] = furthest;
    if (best === undefined || furthest.length > 1) return found;
    found = { ...best, path: [...found.path, ...best.path] };
  }
  return found;
}

type Choice = Extract<Issue, { code: "invalid_union" }>;

/** The first fault of each form of a choice. */
function faultsOf(choice: Choice): readonly Issue[] {
  return choice.errors.flatMap((branch) => branch.slice(0, 1));
}

function errorOf(issue: Issue, json: unknown, name: string): ScoringError {
  const path: InputPath = [name, ...issue.path.map((part) => (typeof part === "symbol" ? "symbol" : part))];
  const got = describeValue(valueAt(json, issue.path));
  const expected = expectedOf(issue);
  switch (issue.code) {
    case "unrecognized_keys":
      return new ScoringError("unknown_name", [...path, issue.keys[0] as string], expected, "another name");
    case "invalid_value":
      return new ScoringError(codeOf(issue, got, issue.values.length === 1), path, expected, got);
    case "invalid_union":
      return new ScoringError(
        kindsOf(issue).length > 0 ? codeOf(issue, got, true) : codeOfType(got),
        path,
        expected,
        got,
      );
    case "too_small":
    case "too_big":
      return new ScoringError("out_of_range", path, expected, got);
    case "invalid_key":
      return new ScoringError(
        "out_of_range",
        path,
        expected,
        describeValue(issue.path[issue.path.length - 1]),
      );
    default:
      return new ScoringError(codeOfType(got), path, expected, got);
  }
}

/** What would have been taken, in words. */
function expectedOf(issue: Issue): string {
  switch (issue.code) {
    case "unrecognized_keys":
      return issue.message;
    case "invalid_value":
      return oneOf(issue.values);
    case "too_small":
    case "too_big":
      return boundOf(issue);
    case "invalid_type":
      return article(issue.expected);
    case "invalid_format":
      return `a text of the form ${issue.format}`;
    case "invalid_key":
      return "a name of at least one character";
    case "invalid_union":
      return oneOf(kindsOf(issue)) || Array.from(new Set(faultsOf(issue).map(expectedOf))).join(", or ");
    default:
      return "another form";
  }
}

/** The values by which the forms of a choice are told apart; none where they are told apart by all they hold. */
function kindsOf(choice: Choice): readonly unknown[] {
  return ownValue(choice as { readonly options?: readonly unknown[] }, "options") ?? [];
}

function oneOf(values: readonly unknown[]): string {
  return values.length === 0 ? "" : `one of ${values.map(String).join(", ")}`;
}

function codeOfType(got: string): ScoringErrorCode {
  return got === "nothing" ? "missing" : "wrong_type";
}

/** Where `fixed`, kind and version say what is saved; all else is a choice of names. */
function codeOf(issue: Issue, got: string, fixed: boolean): ScoringErrorCode {
  if (got === "nothing") return "missing";
  const name = issue.path[issue.path.length - 1];
  return fixed && (name === "kind" || name === "version") ? "unknown_version" : "unknown_name";
}

function boundOf(issue: Extract<Issue, { code: "too_small" | "too_big" }>): string {
  const what = issue.origin === "array" || issue.origin === "string" ? `length of ${issue.origin}` : "number";
  if (issue.code === "too_small") {
    return `a ${what} ${issue.inclusive === false ? "above" : "of at least"} ${issue.minimum}`;
  }
  return `a ${what} ${issue.inclusive === false ? "below" : "of at most"} ${issue.maximum}`;
}

function article(expected: string): string {
  if (expected === "int") return "a whole number";
  return /^[aeio]/.test(expected) ? `an ${expected}` : `a ${expected}`;
}

function valueAt(json: unknown, path: readonly PropertyKey[]): unknown {
  let value = json;
  for (const part of path) {
    if (typeof value !== "object" || value === null) return undefined;
    value = (value as { readonly [key: PropertyKey]: unknown })[part];
  }
  return value;
}
