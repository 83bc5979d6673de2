import type { Found, Quality } from "./subject.ts";

/**
 * Ends a comparison where two subjects found different things in a column that both have.
 *
 * @param tolerance - Relative, absolute below 1.
 */
export function checkFound(ours: Found, theirs: Found, title: string, tolerance: number): void {
  for (const name of Object.keys(theirs).filter((column) => column in ours)) {
    const a = ours[name] ?? [];
    const b = theirs[name] ?? [];
    if (a.length !== b.length) throw new Error(`${title}: ${b.length} values of ${name}, here ${a.length}`);
    for (let i = 0; i < a.length; i += 1) {
      const here = a[i] as number;
      const there = b[i] as number;
      const same = Math.abs(here - there) <= tolerance * Math.max(1, Math.abs(there));
      if (!same && !(Number.isNaN(here) && Number.isNaN(there))) {
        throw new Error(`${title}: ${name} of line ${i} is ${there}, here ${here}`);
      }
    }
  }
}

const SHORT = 1e-10;

/** Ends a comparison where ours is worse than another's. */
export function checkQuality(ours: Quality, theirs: Quality, title: string): void {
  for (const name of Object.keys(theirs).filter((measure) => measure in ours)) {
    const here = ours[name] as number;
    const there = theirs[name] as number;
    if (!(here >= there - SHORT * Math.abs(there))) {
      throw new Error(`${title}: ${name} is ${there}, here ${here}`);
    }
  }
}
