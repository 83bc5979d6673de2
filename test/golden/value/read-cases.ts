import { expect } from "vitest";
import { readGolden } from "../read-golden.ts";

/** A worked case: what goes in, what comes out, and where that is from. */
export interface GoldenCase {
  readonly id: string;
  readonly quantity: string;
  readonly inputs: unknown;
  readonly expected: unknown;
  /** Absolute. */
  readonly tolerance: number;
  readonly source: string;
}

/** The cases of `test/golden/value/<name>.json`. */
export function readCases(name: string): readonly GoldenCase[] {
  return readGolden(`value/${name}.json`);
}

/** Compares numbers within the tolerance, and of objects what `wanted` names. */
export function closeTo(got: unknown, wanted: unknown, tolerance: number, place: string): void {
  if (typeof wanted === "number") {
    expect(typeof got, place).toBe("number");
    expect(Math.abs((got as number) - wanted), place).toBeLessThanOrEqual(tolerance);
  } else if (Array.isArray(wanted)) {
    const list = Array.from(got as ArrayLike<unknown>);
    expect(list.length, place).toBe(wanted.length);
    wanted.forEach((each, i) => {
      closeTo(list[i], each, tolerance, `${place}[${i}]`);
    });
  } else if (typeof wanted === "object" && wanted !== null) {
    for (const [name, each] of Object.entries(wanted)) {
      closeTo((got as { [name: string]: unknown })[name], each, tolerance, `${place}.${name}`);
    }
  } else {
    expect(got, place).toBe(wanted);
  }
}
