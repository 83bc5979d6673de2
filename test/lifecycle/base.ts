import type { Lifecycle } from "../../src/lifecycle/index.ts";
import { defineLifecycle, lifecycles } from "../../src/lifecycle/index.ts";

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

/** A small spec, of which tests change a part. */
export const spec = {
  stages: ["free", "paid", "gone"],
  events: ["order", "stop"],
  facts: {
    orders: "number",
    last: "date",
    plan: "text",
    vip: "boolean",
    frequency: "number",
    meanGapDays: "number",
  },
  initial: "free",
  thresholds: { silence: { rule: "fixed", days: 30 } },
  updates: { order: { orders: { add: 1 }, last: "at" } },
  transitions: [
    { from: "free", on: "order", to: "paid" },
    { from: ["free", "paid"], on: "stop", to: "gone" },
    { from: "paid", after: { since: "last", moreThan: "silence" }, to: "gone" },
  ],
} as const;

/** The spec with something else in it, as plain JavaScript would give it. */
export function define(changes: object): Lifecycle {
  return defineLifecycle({ ...spec, ...changes } as never) as unknown as Lifecycle;
}

/** A transition of it. */
export const order = { from: "free", on: "order", to: "paid" };
