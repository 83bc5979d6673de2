import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { bgNbd, gammaGamma, paretoNbd, posterior, shiftedBetaGeometric } from "../../../src/clv/index.ts";
import { cdnowCalibration } from "../cdnow.ts";

/**
 * Long random walks over likelihoods written from the papers, by test/golden/clv-posterior/make.mjs: 4 chains
 * of 120,000 to 500,000 steps; `error` is the Monte Carlo error of each mean.
 */
interface Walk {
  readonly priorMedians: { readonly [name: string]: number };
  readonly logs: {
    readonly [name: string]: {
      readonly mean: number;
      readonly sd: number;
      readonly q5: number;
      readonly q50: number;
      readonly q95: number;
      readonly error: number;
    };
  };
}
const walks: { readonly [kind: string]: Walk } = JSON.parse(
  readFileSync(new URL("../../golden/clv-posterior/random-walk.json", import.meta.url), "utf8"),
);

const history = cdnowCalibration();
/** 1,000 customers, lost at each of 7 renewals: 131, 126, 90, 60, 42, 34, 28. */
const cohort = [1000, 869, 743, 653, 593, 551, 517, 489];

const found = {
  bgNbd: posterior(bgNbd, history, { seed: 1 }),
  gammaGamma: posterior(gammaGamma, history, { seed: 1 }),
  shiftedBetaGeometric: posterior(shiftedBetaGeometric, cohort, { seed: 1 }),
  paretoNbd: posterior(paretoNbd, history, { seed: 1 }),
};

test.each(Object.entries(found))(
  "%s agrees with a long random walk",
  (kind, { draws, diagnostics, priors }) => {
    const { logs, priorMedians } = walks[kind] as Walk;
    expect(diagnostics).toMatchObject({ ok: true, reasons: [] });
    for (const [name, chains] of Object.entries(draws)) {
      const walk = logs[name] as Walk["logs"][string];
      const sorted = Float64Array.from((chains as number[][]).flat(), Math.log).sort();
      const mean = sorted.reduce((sum, v) => sum + v, 0) / sorted.length;
      const sd = Math.sqrt(sorted.reduce((sum, v) => sum + (v - mean) ** 2, 0) / sorted.length);
      const at = (share: number) => sorted[Math.round(share * (sorted.length - 1))] as number;
      // a mean of 4,000 draws is known to about 0.025 of a deviation where 1,500 are effective
      expect(Math.abs(mean - walk.mean) / walk.sd).toBeLessThan(0.09);
      expect(Math.abs(sd / walk.sd - 1)).toBeLessThan(0.08);
      expect(Math.abs(at(0.05) - walk.q5) / walk.sd).toBeLessThan(0.12);
      expect(Math.abs(at(0.5) - walk.q50) / walk.sd).toBeLessThan(0.1);
      expect(Math.abs(at(0.95) - walk.q95) / walk.sd).toBeLessThan(0.25);
      const median = (priors as { readonly [name: string]: { readonly median: number } })[name]?.median;
      expect(median).toBeCloseTo(priorMedians[name] as number, 10);
    }
  },
);

test.each(Object.entries(found))("the chains of %s agree", (_, { summary }) => {
  for (const { rhat, bulkEss, tailEss } of Object.values(summary)) {
    expect(rhat).toBeLessThan(1.01);
    expect(Math.min(bulkEss, tailEss)).toBeGreaterThan(400);
  }
});
