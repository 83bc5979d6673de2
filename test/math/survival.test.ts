import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { kaplanMeier, restrictedMean, survivalQuantile } from "../../src/math/survival.ts";

/** Freireich et al. (1963): weeks in remission with 6-mercaptopurine; 0 marks those still in it. */
const weeks = [6, 6, 6, 7, 10, 13, 16, 22, 23, 6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35];
const ended = [1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];

describe("kaplanMeier", () => {
  test("gives the published curve of the remission data", () => {
    // Kalbfleisch and Prentice (2002), table 1.1 and figure 1.1; Collett (2015), section 2.1.
    const curve = kaplanMeier(weeks, ended);
    expect(Array.from(curve.times)).toEqual([6, 7, 10, 13, 16, 22, 23]);
    expect(Array.from(curve.atRisk)).toEqual([21, 17, 15, 12, 11, 7, 6]);
    expect(Array.from(curve.ended)).toEqual([3, 1, 1, 1, 1, 1, 1]);
    const published = [0.857, 0.807, 0.753, 0.69, 0.627, 0.538, 0.448];
    published.forEach((share, k) => {
      expect(curve.survival[k]).toBeCloseTo(share, 3);
    });
    // R: survfit(..., conf.type = "log-log") at 23 weeks
    expect(curve.low[6]).toBeCloseTo(0.188, 3);
    expect(curve.high[6]).toBeCloseTo(0.68, 2);
    expect(survivalQuantile(curve, 0.5)).toBe(23);
  });

  test("counts what has not ended at a time as at risk at that time", () => {
    const curve = kaplanMeier([2, 2], [1, 0]);
    expect([curve.atRisk[0], curve.survival[0]]).toEqual([2, 0.5]);
  });

  test("knows no interval where all have ended, no median where few have, and nothing of nobody", () => {
    const all = kaplanMeier([1, 2], [1, 1]);
    expect([all.survival[1], all.low[1], all.high[1]]).toEqual([0, Number.NaN, Number.NaN]);
    expect(survivalQuantile(kaplanMeier([1, 5, 5], [1, 0, 0]), 0.5)).toBeNaN();
    expect(kaplanMeier([], []).times).toHaveLength(0);
  });

  test("without open durations is the share that lasts longer", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(20), { minLength: 1 }), (durations) => {
        const curve = kaplanMeier(
          durations,
          durations.map(() => 1),
        );
        curve.times.forEach((time, k) => {
          const longer = durations.filter((duration) => duration > time).length / durations.length;
          expect(curve.survival[k]).toBeCloseTo(longer, 12);
          if (longer > 0) {
            expect(curve.low[k]).toBeLessThan(longer);
            expect(curve.high[k]).toBeGreaterThan(longer);
          }
        });
        const mean = durations.reduce((a, b) => a + b, 0) / durations.length;
        expect(restrictedMean(curve, 20)).toBeCloseTo(mean, 10);
      }),
    );
  });

  test("gives the interval that is asked for, on the scale of log(-log)", () => {
    // One of four ended: S = 0.75, Greenwood 1/12; 0.75 ** exp(-+ z sqrt(1/12) / ln 0.75), z of 80 % from tables.
    const curve = kaplanMeier([3, 5, 5, 5], [1, 0, 0, 0], 0.8);
    const spread = (1.2815515655446004 * Math.sqrt(1 / 12)) / Math.log(0.75);
    expect([curve.low[0], curve.high[0]]).toEqual([
      expect.closeTo(0.75 ** Math.exp(-spread), 12),
      expect.closeTo(0.75 ** Math.exp(spread), 12),
    ]);
    const usual = kaplanMeier([3, 5, 5, 5], [1, 0, 0, 0]);
    expect(usual).toEqual(kaplanMeier([3, 5, 5, 5], [1, 0, 0, 0], 0.95));
    expect(usual.low[0]).toBeLessThan(curve.low[0] as number);
  });

  test("has a mean up to any day, before, at and after the last end", () => {
    const curve = kaplanMeier([2, 4, 6, 6], [1, 1, 0, 0]);
    expect([0, 1, 2, 3, 4, 6, 10].map((limit) => restrictedMean(curve, limit))).toEqual([
      0, 1, 2, 2.75, 3.5, 4.5, 6.5,
    ]);
    expect([0, 0.25, 0.26, 0.5].map((share) => survivalQuantile(curve, share))).toEqual([2, 2, 4, 4]);
    expect(survivalQuantile(curve, 0.51)).toBeNaN();
  });
});
