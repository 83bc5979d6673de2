import { FIRST_DAY, LAST_DAY } from "../../calendar/civil.ts";
import { scanTime } from "../../calendar/scan-time.ts";
import { checkNumber, checkOneOf, checkOptions } from "../../core/check-options.ts";
import { describeValue } from "../../core/describe.ts";
import { type InputPath, ScoringError } from "../../core/error.ts";
import { bare } from "../../core/own.ts";
import { groupsOfPlaces } from "./places.ts";
import type { LearnedLevel } from "./types.ts";

/** Levels of a number whose edges are still to be learned. */
export interface PlannedLevel {
  readonly name: string;
  readonly of: string;
  readonly method: "quantile" | "equal-width" | "clusters";
  readonly keys: readonly string[];
}

/** Most levels of an attribute. */
const MOST_LEVELS = 1000;

const OPTIONS: { readonly [by: string]: readonly string[] } = {
  number: ["by", "of", "edges", "method", "bins", "keys"],
  age: ["by", "of", "edges", "keys"],
  date: ["by", "of", "edges", "keys", "period"],
  text: ["by", "of", "groups", "others"],
  place: ["by", "of", "within", "levels", "others"],
};

/** Checks how an attribute becomes levels; what needs no learning is ready. */
export function planLevel(name: string, given: unknown, path: InputPath): LearnedLevel | PlannedLevel {
  if (name === "customerId") {
    throw new ScoringError("conflict", path, "another name: every row has this one", "it");
  }
  if (typeof given !== "object" || given === null) {
    throw new ScoringError("wrong_type", path, "how the attribute becomes levels", describeValue(given));
  }
  const policy = bare(given) as { readonly [option: string]: unknown };
  const by = checkOneOf(policy["by"], ["number", "age", "date", "text", "place"], [...path, "by"]);
  checkOptions(policy, OPTIONS[by] as readonly string[], path);
  const of = policy["of"] === undefined ? name : checkText(policy["of"], [...path, "of"]);
  switch (by) {
    case "number":
      return planNumber(name, of, policy, path);
    case "age": {
      const edges = checkEdges(policy["edges"], [...path, "edges"], checkAge);
      return { name, by, of, edges, keys: checkKeys(policy["keys"], edges.length + 1, path, ageKeys(edges)) };
    }
    case "date":
      return planDate(name, of, policy, path);
    default: {
      const groups =
        by === "text"
          ? checkGroups(policy["groups"], [...path, "groups"])
          : groupsOfPlaces(policy["within"], policy["levels"], path);
      const others = policy["others"] ?? null;
      return {
        name,
        by: "text",
        of,
        groups,
        others: others === null ? null : checkText(others, [...path, "others"]),
      };
    }
  }
}

function planNumber(
  name: string,
  of: string,
  policy: { readonly [option: string]: unknown },
  path: InputPath,
): LearnedLevel | PlannedLevel {
  const { edges: given, method = "quantile", bins, keys } = policy;
  if (given !== undefined) {
    for (const option of ["method", "bins"]) {
      if (policy[option] !== undefined) {
        throw new ScoringError("conflict", [...path, option], "nothing beside edges", "both");
      }
    }
    const edges = checkEdges(given, [...path, "edges"], checkNumber);
    return { name, by: "number", of, edges, keys: checkKeys(keys, edges.length + 1, path) };
  }
  const count = bins ?? (Array.isArray(keys) ? keys.length : 4);
  const asked = checkNumber(count, [...path, "bins"], { min: 2, max: MOST_LEVELS, integer: true });
  return {
    name,
    of,
    method: checkOneOf(method, ["quantile", "equal-width", "clusters"], [...path, "method"]),
    keys: checkKeys(keys, asked, path),
  };
}

function planDate(
  name: string,
  of: string,
  policy: { readonly [option: string]: unknown },
  path: InputPath,
): LearnedLevel {
  const { edges: given, period, keys } = policy;
  if ((given === undefined) === (period === undefined)) {
    const code = given === undefined ? "missing" : "conflict";
    throw new ScoringError(code, [...path, "edges"], "either edges or a period", given ? "both" : "neither");
  }
  if (period !== undefined) {
    if (keys !== undefined)
      throw new ScoringError("conflict", [...path, "keys"], "nothing beside a period", "keys");
    const known = checkOneOf(period, ["month", "quarter", "year"], [...path, "period"]);
    return { name, by: "period", of, period: known };
  }
  const edges = checkEdges(given, [...path, "edges"], checkDay);
  return { name, by: "date", of, edges, keys: checkKeys(keys, edges.length + 1, path) };
}

/** Edges that increase. Dates in ISO form increase as texts do. */
function checkEdges<T extends number | string>(
  given: unknown,
  path: InputPath,
  check: (value: unknown, path: InputPath) => T,
): readonly T[] {
  if (!Array.isArray(given)) {
    const code = given === undefined ? "missing" : "wrong_type";
    throw new ScoringError(code, path, "a list of edges", describeValue(given));
  }
  if (given.length < 1 || given.length >= MOST_LEVELS) {
    throw new ScoringError("out_of_range", path, `1 to ${MOST_LEVELS - 1} edges`, String(given.length));
  }
  const edges = given.map((edge: unknown, i) => check(edge, [...path, i]));
  const wrong = edges.findIndex((edge, i) => i > 0 && !(edge > (edges[i - 1] as T)));
  if (wrong < 0) return edges;
  throw new ScoringError(
    "out_of_range",
    [...path, wrong],
    "edges in increasing order",
    "one that is not above",
  );
}

function checkAge(value: unknown, path: InputPath): number {
  return checkNumber(value, path, { min: 1, max: 1000, integer: true });
}

function checkDay(value: unknown, path: InputPath): string {
  const found = { value: 0 };
  const isDay = typeof value === "string" && scanTime(value, found) === "day";
  if (isDay && found.value >= FIRST_DAY && found.value <= LAST_DAY) return value;
  throw new ScoringError("invalid_date", path, 'a date such as "2026-01-31"', describeValue(value));
}

/** `under-18`, `18-24`, `65-up`. */
function ageKeys(edges: readonly number[]): readonly string[] {
  const inner = edges.slice(1).map((edge, i) => `${edges[i]}-${edge - 1}`);
  return [`under-${edges[0]}`, ...inner, `${edges[edges.length - 1]}-up`];
}

function checkKeys(
  keys: unknown,
  count: number,
  path: InputPath,
  usual: readonly string[] = Array.from({ length: count }, (_, i) => String(i + 1)),
): readonly string[] {
  if (keys === undefined) return usual;
  const at = [...path, "keys"];
  if (!Array.isArray(keys)) throw new ScoringError("wrong_type", at, "a list of keys", describeValue(keys));
  if (keys.length !== count) {
    throw new ScoringError("length_mismatch", at, `${count} keys, a level each`, String(keys.length));
  }
  return keys.map((key: unknown, i) => {
    if (keys.indexOf(key) < i) throw new ScoringError("duplicate", [...at, i], "a key once", "one twice");
    return checkText(key, [...at, i]);
  });
}

function checkText(value: unknown, path: InputPath): string {
  if (typeof value === "string") return value;
  throw new ScoringError("wrong_type", path, "a text", describeValue(value));
}

function checkGroups(given: unknown, path: InputPath): Extract<LearnedLevel, { by: "text" }>["groups"] {
  if (typeof given !== "object" || given === null || Array.isArray(given)) {
    const code = given === undefined ? "missing" : "wrong_type";
    throw new ScoringError(code, path, "the texts of each level", describeValue(given));
  }
  const taken = new Set<string>();
  return Object.keys(given).map((key) => {
    const texts: unknown = (given as { readonly [key: string]: unknown })[key];
    const at = [...path, key];
    if (!Array.isArray(texts))
      throw new ScoringError("wrong_type", at, "a list of texts", describeValue(texts));
    return {
      key,
      texts: texts.map((text: unknown, i) => {
        const known = checkText(text, [...at, i]);
        if (taken.has(known))
          throw new ScoringError("duplicate", [...at, i], "a text in one level", "in two");
        taken.add(known);
        return known;
      }),
    };
  });
}
