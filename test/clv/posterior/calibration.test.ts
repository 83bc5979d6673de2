import { describe, expect, test } from "vitest";
import { bgNbd, paretoNbd, shiftedBetaGeometric } from "../../../src/clv/index.ts";
import { knownModel } from "../../../src/clv/known-models.ts";
import { drawHistory } from "../../../src/clv/posterior/draw-history.ts";
import { posterior } from "../../../src/clv/posterior/posterior.ts";
import { uniform } from "../../../src/math/random.ts";
import { drawBeta } from "../../../src/math/random-draws.ts";
import { type RankCase, rankTest } from "./rank-test.ts";

/**
 * Data sets of each model: few here, 200 for the whole test, which takes some minutes:
 *
 *   CALIBRATION_SETS=200 npx vitest run --project unit test/clv/posterior/calibration.test.ts
 */
const ALL_SETS = Number(process.env["CALIBRATION_SETS"] ?? 0);

/** Draws of each of four chains. */
const DRAWS = ALL_SETS > 0 ? 1000 : 250;

/** Customers of all ages from 20 to 60 weeks. */
const AGES = Float64Array.from({ length: ALL_SETS > 0 ? 200 : 60 }, (_, i) => 20 + ((i * 37) % 41));

/** A posterior of so many rows knows their median age: 40 weeks. */
const MEDIAN_AGE = 40;

const repeatCase = (model: typeof bgNbd | typeof paretoNbd, medians: readonly number[]): RankCase => {
  const { draw, model: kernel } = knownModel({ kind: model.kind }, ["model"]);
  return {
    names: kernel.names,
    medians,
    sample: (random, parameters, seed) => {
      const rows = Array.from(AGES, (age) => ({
        ...drawHistory(random, draw(random, parameters, 0), age),
        age,
      }));
      return posterior(model as typeof bgNbd, rows, {
        seed,
        draws: DRAWS,
        priors: Object.fromEntries(
          kernel.names.map((name, i) => [name, { median: medians[i] as number, pseudoCustomers: 1 / 2.25 }]),
        ),
      });
    },
  };
};

/** 300 customers under contract over 7 renewals. */
const contractCase: RankCase = {
  names: ["alpha", "beta"],
  medians: [1, 2],
  sample: (random, parameters, seed) => {
    const left = new Array<number>(8).fill(0);
    for (let i = 0; i < 300; i += 1) {
      const chance = drawBeta(random, parameters[0] as number, parameters[1] as number);
      for (let period = 0; period < left.length; period += 1) {
        left[period] = (left[period] as number) + 1;
        if (uniform(random) < chance) break;
      }
    }
    return posterior(shiftedBetaGeometric, left, { seed, draws: DRAWS });
  },
};

const CASES: readonly (readonly [name: string, few: number, made: RankCase])[] = [
  ["BG/NBD", 24, repeatCase(bgNbd, [0.7, 0.3 * MEDIAN_AGE, 1, 3])],
  ["the shifted-beta-geometric model", 24, contractCase],
  ["Pareto/NBD", 8, repeatCase(paretoNbd, [0.7, 0.3 * MEDIAN_AGE, 0.7, 0.5 * MEDIAN_AGE])],
];

describe("the truth is anywhere among the draws", () => {
  test.each(CASES)(
    "of %s",
    (name, few, made) => {
      const sets = ALL_SETS > 0 ? ALL_SETS : few;
      const found = rankTest(made, sets, sets >= 100 ? 10 : 4);
      if (ALL_SETS > 0) console.log(name, JSON.stringify(found));
      for (const p of Object.values(found.pValues)) expect(p).toBeGreaterThan(0.001);
      for (const share of Object.values(found.coverage)) {
        expect(Math.abs(share - 0.9)).toBeLessThan(3.5 * Math.sqrt(0.09 / sets));
      }
      expect(found.worstRhat).toBeLessThan(1.05);
    },
    3_600_000,
  );
});
