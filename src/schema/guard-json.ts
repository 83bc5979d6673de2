import { describeValue } from "../core/describe.ts";
import { type InputPath, ScoringError } from "../core/error.ts";
import { bare } from "../core/own.ts";

/** Limits of foreign JSON: far above any policy or model, far below what could stop a process. */
export interface JsonLimits {
  /** Longest text, in characters. */
  readonly characters: number;
  /** Deepest nesting. */
  readonly depth: number;
  /** Most values. */
  readonly values: number;
}

/** The limits where none are given. */
export const defaultJsonLimits: JsonLimits = { characters: 16_000_000, depth: 64, values: 1_000_000 };

/**
 * Foreign JSON, as text or already parsed, as a fresh copy: lists, and objects that inherit nothing, so that no name of
 * all objects counts as a field; no getter read twice, no number that JSON does not know. Nothing here calls itself, so
 * that a megabyte of brackets is refused like any other fault.
 *
 * @throws A {@link ScoringError} with `too_large`, `wrong_type`, `not_finite` or `unknown_name`.
 */
export function guardJson(json: unknown, name: string, limits: JsonLimits = defaultJsonLimits): unknown {
  return copyPlain(typeof json === "string" ? parseText(json, name, limits) : json, name, limits);
}

function parseText(text: string, name: string, limits: JsonLimits): unknown {
  if (text.length > limits.characters) {
    throw new ScoringError("too_large", [name], `at most ${limits.characters} characters`, `${text.length}`);
  }
  if (textDepth(text) > limits.depth) throw tooDeep([name], limits);
  try {
    // Editors begin a file with a mark of its encoding, which JSON.parse does not know.
    return JSON.parse(text.startsWith("\ufeff") ? text.slice(1) : text);
  } catch {
    throw new ScoringError("wrong_type", [name], "JSON", "a text that is none");
  }
}

/** Deepest nesting of brackets outside of strings. */
function textDepth(text: string): number {
  let depth = 0;
  let deepest = 0;
  let quoted = false;
  for (let i = 0; i < text.length; i += 1) {
    const c = text.charCodeAt(i);
    if (quoted) {
      if (c === 92) i += 1;
      else if (c === 34) quoted = false;
    } else if (c === 34) quoted = true;
    else if (c === 91 || c === 123) {
      depth += 1;
      deepest = Math.max(deepest, depth);
    } else if (c === 93 || c === 125) depth -= 1;
  }
  return deepest;
}

/** A container whose children are still to be copied. */
interface Open {
  readonly from: object;
  readonly to: { [key: string]: unknown } | unknown[];
  readonly path: InputPath;
}

function copyPlain(json: unknown, name: string, limits: JsonLimits): unknown {
  const open: Open[] = [];
  let values = 0;
  const copyValue = (value: unknown, path: InputPath): unknown => {
    values += 1;
    if (values > limits.values) {
      throw new ScoringError("too_large", [name], `at most ${limits.values} values`, "more");
    }
    if (typeof value !== "object" || value === null) return checkScalar(value, path);
    if (path.length > limits.depth) throw tooDeep(path.slice(0, 8), limits);
    const to = Array.isArray(value) ? [] : emptyCopy(value, path);
    open.push({ from: value, to, path });
    return to;
  };
  const copied = copyValue(json, [name]);
  for (let next = open.pop(); next !== undefined; next = open.pop()) copyChildren(next, copyValue);
  return copied;
}

function copyChildren(
  { from, to, path }: Open,
  copyValue: (value: unknown, path: InputPath) => unknown,
): void {
  if (Array.isArray(to)) {
    const list = from as readonly unknown[];
    const { length } = list;
    for (let i = 0; i < length; i += 1) to.push(copyValue(list[i], [...path, i]));
    return;
  }
  for (const key of Object.keys(from)) {
    if (key === "__proto__") throw new ScoringError("unknown_name", path, "names of the form", "__proto__");
    to[key] = copyValue((from as { readonly [key: string]: unknown })[key], [...path, key]);
  }
}

/** What is not JSON is refused, except for an optional field that is `undefined`: it is not there. */
function checkScalar(value: unknown, path: InputPath): unknown {
  if (value === null || typeof value === "string" || typeof value === "boolean") return value;
  if (typeof value === "number") {
    if (Number.isFinite(value)) return value;
    throw new ScoringError("not_finite", path, "a finite number", describeValue(value));
  }
  throw new ScoringError("wrong_type", path, "JSON", describeValue(value));
}

function emptyCopy(value: object, path: InputPath): { [key: string]: unknown } {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype === null || Object.getPrototypeOf(prototype) === null) return bare({});
  throw new ScoringError("wrong_type", path, "a plain object", describeValue(value));
}

function tooDeep(path: InputPath, limits: JsonLimits): ScoringError {
  return new ScoringError("too_large", path, `at most ${limits.depth} levels`, "more");
}
