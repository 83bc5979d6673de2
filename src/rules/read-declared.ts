import { describeValue } from "../core/describe.ts";
import type { InputPath } from "../core/error.ts";
import { MAX_LIST } from "./limits.ts";
import type { Report } from "./report.ts";
import type { FieldType } from "./types.ts";

const TYPES: readonly FieldType[] = ["text", "number", "date", "boolean"];

/** Declared names with their kinds. A Map, so that no name is special. */
export type Names = ReadonlyMap<string, FieldType>;

/** Reads a declaration such as `{ city: "text" }`; undefined reads as none. `taken` may not be declared. */
export function readDeclared(
  declared: unknown,
  path: InputPath,
  taken: readonly string[],
  report: Report,
): Names {
  const names = new Map<string, FieldType>();
  if (declared === undefined) return names;
  if (typeof declared !== "object" || declared === null || Array.isArray(declared)) {
    report("wrong_type", path, 'a declaration such as { city: "text" }', describeValue(declared));
    return names;
  }
  const keys = Object.keys(declared);
  if (keys.length > MAX_LIST) {
    report("too_large", path, `at most ${MAX_LIST} names`, "more");
    return names;
  }
  for (const name of keys) {
    const type: unknown = (declared as { readonly [name: string]: unknown })[name];
    const known = TYPES.find((one) => one === type);
    if (known === undefined) {
      report("unknown_name", [...path, name], `one of ${TYPES.join(", ")}`, describeValue(type));
    } else if (taken.includes(name)) {
      report("conflict", [...path, name], "another name: this one every row has", "it");
    } else {
      names.set(name, known);
    }
  }
  return names;
}
