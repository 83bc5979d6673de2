import { describe, expect, test } from "vitest";
import { digamma, digammaRise, trigamma } from "../../src/math/digamma.ts";
import { discountedLife } from "../../src/math/discounted-life.ts";
import { lbeta, lbetaDensity, lbetaRise } from "../../src/math/lbeta.ts";
import { lbetaDrop } from "../../src/math/lbeta-drop.ts";
import { digammaMean, lgamma } from "../../src/math/lgamma.ts";
import { normalQuantile } from "../../src/math/normal-quantile.ts";
import { phi } from "../../src/math/phi.ts";
import { scaledExpint, scaledExpintMoment } from "../../src/math/scaled-expint.ts";
import { survivorSum } from "../../src/math/survivor-sum.ts";
import { readGolden, relativeError } from "../golden/read-golden.ts";

interface Entry {
  readonly args: number[];
  /** 50 digits. */
  readonly value: string;
}

const golden = {
  ...readGolden<Record<string, Entry[]>>("special-functions/special-functions.json"),
  ...readGolden<{ rows: Record<string, Entry[]> }>("clv-grid/discrete-kernels.json").rows,
};

/**
 * Error relative to `max(floor, |value|)`. Log-gamma and its kin have zeros, so theirs is mixed; the
 * tolerance of `lbetaDensity` includes what rounding its odds alone causes.
 */
const cases: [string, (...args: number[]) => number, number, number][] = [
  ["lgamma", lgamma, 1e-14, 1],
  ["digamma", digamma, 1e-14, 1],
  ["trigamma", trigamma, 1e-14, 0],
  ["digammaMean", digammaMean, 1e-14, 1],
  ["digammaRise", digammaRise, 2e-15, 0],
  ["lbeta", lbeta, 1e-14, 1],
  ["lbetaRise", lbetaRise, 1e-14, 1],
  ["lbetaDensity", lbetaDensity, 2e-14, 1],
  ["phi", phi, 1e-15, 0],
  ["scaledExpint", scaledExpint, 1e-14, 0],
  ["scaledExpintMoment", scaledExpintMoment, 2e-13, 0],
  ["discountedLife", discountedLife, 2e-14, 0],
  ["survivorSum", survivorSum, 2e-14, 0],
  ["lbetaDrop", lbetaDrop, 2e-14, 0],
  ["normalQuantile", normalQuantile, 1e-14, 1e-3],
];

describe("agrees with 50 digits", () => {
  test.each(cases)("%s", (name, f, tolerance, floor) => {
    const entries = golden[name] ?? [];
    expect(entries.length).toBeGreaterThan(15);
    const errors = entries.map(({ args, value }) => ({
      args,
      error: relativeError(f(...args), Number(value), floor),
    }));
    const worst = errors.reduce((a, b) => (b.error <= a.error ? a : b));
    expect(worst.error, `at ${worst.args.join(", ")}`).toBeLessThanOrEqual(tolerance);
  });
});
