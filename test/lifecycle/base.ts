import type { Lifecycle } from "../../src/lifecycle/index.ts";
import { lifecycles } from "../../src/lifecycle/index.ts";

/** ISO date of day `n` after 2026-01-01. */
export function day(n: number): string {
  return new Date(Date.UTC(2026, 0, 1 + n)).toISOString().slice(0, 10);
}

/** A lifecycle as a spec again. */
export function specOf(lifecycle: object): { [key: string]: unknown } {
  const { kind: _kind, version: _version, ...spec } = lifecycle as { [key: string]: unknown };
  return spec;
}

/** The lifecycles that come with the library, of any names. */
export const ready: readonly (readonly [name: string, lifecycle: Lifecycle])[] = Object.entries(
  lifecycles,
).map(([name, lifecycle]) => [name, lifecycle as unknown as Lifecycle]);
