import { readFileSync } from "node:fs";

/** A part of a golden file whose entries differ in form: each reader knows its own. */
// biome-ignore lint/suspicious/noExplicitAny: a type of all their forms would say less than the file
export type Loose = any;

/** The golden file `test/golden/<path>`, as its type says. */
export function readGolden<T>(path: string): T {
  return JSON.parse(readFileSync(new URL(path, import.meta.url), "utf8")) as T;
}

/** `|got - wanted| / max(|wanted|, floor)`, 0 where both are the same infinity; NaN never passes. */
export function relativeError(got: number, wanted: number, floor = 0): number {
  if (got === wanted) return 0;
  return Math.abs(got - wanted) / Math.max(Math.abs(wanted), floor);
}
