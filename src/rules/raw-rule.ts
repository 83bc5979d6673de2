import type { InputPath } from "../core/error.ts";
import type { RawTest } from "./read-test.ts";
import type { Report } from "./report.ts";

/** A rule as JSON, one level deep. */
export interface RawRule extends RawTest {
  readonly [name: string]: unknown;
}

/** Has the rule these keys only? A misspelt one would else be ignored. */
export function onlyKeys(raw: RawRule, known: readonly string[], path: InputPath, report: Report): boolean {
  const wrong = Object.keys(raw).find((name) => !known.includes(name) && raw[name] !== undefined);
  if (wrong === undefined) return true;
  report("unknown_name", [...path, wrong], `only ${known.join(", ")}`, "another name");
  return false;
}

/** The value asked for, short enough for a sentence. */
export function wantedOf(value: unknown): string | number | boolean | null {
  if (value === undefined) return null;
  if (typeof value !== "object" || value === null) return value as string | number | boolean;
  if (Array.isArray(value)) {
    const first = value
      .slice(0, 5)
      .map((item) => (typeof item === "object" ? JSON.stringify(item) : String(item)));
    return value.length > 5 ? `${first.join(", ")}, …` : first.join(", ");
  }
  return JSON.stringify(value);
}
