import type { Memory } from "./subject.ts";

/** What was measured of one subject. */
export interface Line extends Memory {
  readonly title: string;
  /** How many rows, customers or orders it took. */
  readonly size: number;
  /** Median and least CPU time, median wall time. */
  readonly cpuMs: number;
  readonly leastMs: number;
  readonly wallMs: number;
  /** CPU time for a row as a multiple of the first line's, from the medians. */
  readonly ratio: number;
  /** What that multiple must be at least. */
  readonly must?: number | undefined;
}

/** A figure that must not be greater than a limit. */
export interface Limit {
  readonly what: string;
  readonly value: number;
  readonly atMost: number;
  readonly unit: string;
}

/** Subjects that were measured side by side, and what else is asked of them. */
export interface Section {
  readonly title: string;
  /** What `size` counts: "rows", "customers". */
  readonly unit: string;
  readonly lines: readonly Line[];
  readonly limits?: readonly Limit[];
  /** Peers that are not here, and other things to know. */
  readonly notes?: readonly string[];
}

/** The value in the middle. */
export function median(values: readonly number[]): number {
  const sorted = values.slice().sort((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? Number.NaN;
}
