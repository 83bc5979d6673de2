import { readFileSync } from "node:fs";
import { expect } from "vitest";
import { type Loose, readGolden } from "../golden/read-golden.ts";

/** A published or recomputed value of the models of contracts and of discrete opportunities. */
export interface Entry {
  readonly id: string;
  readonly inputs: Loose;
  readonly params: Loose;
  readonly expected: Loose;
  readonly tolerance: { readonly abs?: number; readonly rel?: number };
}

const entries = readGolden<readonly Entry[]>("contracts/published.json");

/** The entry of an id. */
export function published(id: string): Entry {
  const found = entries.find((entry) => entry.id === id);
  if (found === undefined) throw new Error(`no entry ${id}`);
  return found;
}

/** Compares numbers, lists and records of numbers within the tolerance of an entry. */
export function close(got: unknown, wanted: unknown, tolerance: Entry["tolerance"], what: string): void {
  if (typeof wanted === "number") {
    const allowed = tolerance.abs ?? (tolerance.rel as number) * Math.abs(wanted);
    expect(Math.abs((got as number) - wanted), `${what}: ${got} for ${wanted}`).toBeLessThanOrEqual(allowed);
    return;
  }
  const fields = wanted as { readonly [name: string]: unknown };
  expect(Object.keys(fields).length).toBeGreaterThan(0);
  for (const name of Object.keys(fields)) {
    close((got as { readonly [name: string]: unknown })[name], fields[name], tolerance, `${what} ${name}`);
  }
}

const lines = (path: string): number[][] =>
  readFileSync(new URL(path, import.meta.url), "utf8")
    .trim()
    .split(/\r?\n/)
    .slice(1)
    .map((line) => line.split(",").map(Number));

/**
 * Two segments of 1,000 subscribers after 0 to 12 years: Fader and Hardie (2007), How to project customer
 * retention, Journal of Interactive Marketing 21(1), table 1.
 */
export function segment(name: "high-end" | "regular"): number[] {
  return lines("../golden/contracts/sbg-fader-hardie-2007.csv").map(([, high, regular]) =>
    Math.round(10 * ((name === "high-end" ? high : regular) as number)),
  );
}

/**
 * 11,104 donors of 1995 and their gifts in the six years after: Fader, Hardie and Shang (2010), Customer-base
 * analysis in a discrete-time noncontractual setting, Marketing Science 29(6), as redistributed with lifetimes.
 */
export function donors() {
  return lines("../golden/contracts/donations-weighted.csv").map(
    ([frequency, recency, opportunities, weight]) => ({ frequency, recency, opportunities, weight }),
  ) as { frequency: number; recency: number; opportunities: number; weight: number }[];
}
