import { describe, expect, test } from "vitest";
import { bgNbd, gammaGamma, lifetimeValue, mbgNbd, nbd, posterior } from "../../../src/clv/index.ts";
import { cdnowCalibration } from "../cdnow.ts";

const history = cdnowCalibration();
const bg = posterior(bgNbd, history, { seed: 7 });

describe("a posterior", () => {
  test("is the same on every run, plain JSON, and a model at its mode", () => {
    expect(posterior(bgNbd, history, { seed: 7 })).toEqual(bg);
    expect(JSON.parse(JSON.stringify(bg))).toEqual(bg);
    const fit = bgNbd.fit(history, { priors: bg.priors ?? {} });
    for (const name of ["r", "alpha", "a", "b"] as const) {
      expect(bg.parameters[name] / fit.parameters[name]).toBeCloseTo(1, 5);
    }
    expect(bgNbd.probabilityAlive(bg, history)).toHaveLength(history.length);
  });

  test("does not change with the time unit but for the scale", () => {
    const columns = { frequency: history.columns.frequency };
    const days = {
      ...columns,
      recency: history.columns.recency.map((t) => Math.round(t * 7)),
      age: history.columns.age.map((t) => Math.round(t * 7)),
    };
    const inDays = posterior(bgNbd, { columns: days }, { seed: 7, timeUnit: "day" });
    for (const name of ["r", "a", "b"] as const) {
      expect(Math.abs(inDays.summary[name].mean - bg.summary[name].mean) / bg.summary[name].sd).toBeLessThan(
        0.1,
      );
    }
    expect(inDays.summary.alpha.mean / bg.summary.alpha.mean / 7).toBeCloseTo(1, 1);
  });

  test("of spend does not change with the currency but for the scale", () => {
    const { frequency, meanRepeatSpend } = history.columns;
    const cents = meanRepeatSpend.map((v) => v * 100);
    const euros = posterior(gammaGamma, history, { seed: 2 });
    const inCents = posterior(gammaGamma, { columns: { frequency, meanRepeatSpend: cents } }, { seed: 2 });
    expect(inCents.summary.p.mean / euros.summary.p.mean).toBeCloseTo(1, 1);
    expect(inCents.summary.gamma.mean / euros.summary.gamma.mean / 100).toBeCloseTo(1, 1);
  });

  test.each(["exact", "nuts", "laplace"] as const)("by %s says the same", (method) => {
    const other = posterior(bgNbd, history, { seed: 3, method, draws: 500 });
    expect(other.diagnostics.method).toBe(method);
    expect(other.diagnostics.divergences).toBe(0);
    for (const name of ["r", "alpha", "a", "b"] as const) {
      const { mean, sd } = bg.summary[name];
      expect(Math.abs(other.summary[name].q50 - bg.summary[name].q50) / sd).toBeLessThan(0.15);
      expect(mean).toBeGreaterThan(0);
    }
  });

  test("with the priors of another package has none of its own", () => {
    const peer = posterior(bgNbd, history, { priors: "pymc-marketing", draws: 500 });
    expect(peer.priors).toBeNull();
    // measured with that package's priors in weeks: r 0.245 (0.013), alpha 4.50 (0.38)
    expect(Math.abs(peer.summary.r.mean - 0.245)).toBeLessThan(0.004);
    expect(Math.abs(peer.summary.alpha.mean - 4.5)).toBeLessThan(0.1);
  });

  test("too few draws are said to be too few", () => {
    const { diagnostics } = posterior(nbd, history, { draws: 50, chains: 2 });
    expect(diagnostics.ok).toBe(false);
    expect(diagnostics.reasons.map((reason) => reason.code)).toContain("too_few_effective_draws");
  });
});

describe("lifetime values of posteriors", () => {
  const spend = posterior(gammaGamma, history, { seed: 7 });
  const purchases = posterior(mbgNbd, history, { seed: 7 });
  const options = { horizon: { months: 12 }, discountRate: 0.1 } as const;

  test("agree with the delta method where the data are many", () => {
    const drawn = lifetimeValue({ purchases, spend }, history, options);
    const fitted = lifetimeValue(
      { purchases: mbgNbd.fit(history), spend: gammaGamma.fit(history) },
      history,
      options,
    );
    expect(drawn.intervals).toBe("credible");
    expect(drawn.total.value / fitted.total.value).toBeCloseTo(1, 1);
    const width = (t: { low: number; high: number; value: number }) => (t.high - t.low) / t.value;
    expect(width(drawn.total) / width(fitted.total)).toBeGreaterThan(0.7);
    expect(width(drawn.total) / width(fitted.total)).toBeLessThan(1.4);
    for (const { clv, clvLow, clvHigh } of drawn.slice(0, 50)) {
      expect(clvLow as number).toBeLessThanOrEqual(clv as number);
      expect(clvHigh as number).toBeGreaterThanOrEqual(clv as number);
    }
  });

  test("keep the uncertainty of spend", () => {
    const both = lifetimeValue({ purchases, spend }, history, options).total;
    const certain = lifetimeValue({ purchases, spend: 35 }, history, options).total;
    expect((both.high - both.low) / both.value).toBeGreaterThan((certain.high - certain.low) / certain.value);
  });

  test("take no other kind of interval, and no other kind of draws", () => {
    const code = "conflict";
    const other = { ...options, intervals: "delta" } as const;
    expect(() => lifetimeValue({ purchases, spend }, history, other)).toThrow(
      expect.objectContaining({ code }),
    );
    const credible = { ...options, intervals: "credible" } as const;
    const fitted = { purchases: mbgNbd.fit(history), spend: 35 };
    expect(() => lifetimeValue(fitted, history, credible)).toThrow(expect.objectContaining({ code }));
    const broken = { ...purchases, draws: { ...purchases.draws, r: [[1]] } };
    const read = () => lifetimeValue({ purchases: broken, spend }, history, options).total;
    expect(read).toThrow(expect.objectContaining({ code: "length_mismatch" }));
  });
});
