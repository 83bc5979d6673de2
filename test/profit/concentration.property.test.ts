import fc from "fast-check";
import { expect, test } from "vitest";
import { gini, lorenzCurve, whaleCurve } from "../../src/profit/index.ts";

const profits = fc.array(fc.integer({ min: -1000, max: 5000 }), { minLength: 1, maxLength: 80 });
const gains = fc.array(fc.integer({ min: 0, max: 5000 }), { minLength: 1, maxLength: 80 });

test("a whale curve with a profit ends at 1, rises to its peak and falls after", () => {
  fc.assert(
    fc.property(profits, (values) => {
      const { total, peak, cumulative, cumulativeShare, profitable, lost, stobachoffIndex } =
        whaleCurve(values);
      expect(cumulative[values.length - 1]).toBe(values.reduce((sum, value) => sum + value, 0));
      expect(peak - lost).toBe(total);
      cumulative.forEach((sum, i) => {
        if (i > 0)
          expect(sum >= (cumulative[i - 1] as number)).toBe(i < profitable || sum === cumulative[i - 1]);
      });
      expect(cumulativeShare === null).toBe(total <= 0);
      if (cumulativeShare === null) return;
      expect(cumulativeShare[values.length - 1]).toBe(1);
      expect(stobachoffIndex).toBeGreaterThanOrEqual(-1e-15);
      expect(stobachoffIndex).toBeLessThan(1);
    }),
  );
});

test("the Gini coefficient is that of its definition, whatever the order, the unit and the number of copies", () => {
  fc.assert(
    fc.property(profits, fc.integer({ min: 1, max: 9 }), (values, scale) => {
      const coefficient = gini(values);
      const total = values.reduce((sum, value) => sum + value, 0);
      expect(coefficient === null).toBe(total <= 0);
      if (coefficient === null) return;
      const apart = values.reduce((sum, a) => sum + values.reduce((part, b) => part + Math.abs(a - b), 0), 0);
      expect(coefficient).toBeCloseTo(apart / (2 * values.length * total), 10);
      expect(gini(values.slice().reverse())).toBe(coefficient);
      expect(gini(values.map((value) => value * scale))).toBeCloseTo(coefficient, 12);
      expect(gini([...values, ...values, ...values])).toBeCloseTo(coefficient, 12);
    }),
  );
});

test("without losses the coefficient is between 0 and 1; normalised it always is", () => {
  fc.assert(
    fc.property(gains, profits, (positive, any) => {
      for (const coefficient of [
        gini(positive),
        gini(positive, { normalised: true }),
        gini(any, { normalised: true }),
      ]) {
        if (coefficient === null) continue;
        expect(coefficient).toBeGreaterThanOrEqual(-1e-15);
        expect(coefficient).toBeLessThanOrEqual(1 + 1e-12);
      }
      expect(gini(positive, { normalised: true })).toBe(gini(positive));
    }),
  );
});

test("a Lorenz curve is convex, from 0 to 1", () => {
  fc.assert(
    fc.property(profits, (values) => {
      const { valueShare, cumulative } = lorenzCurve(values);
      if (valueShare !== null) expect([valueShare[0], valueShare[values.length]]).toEqual([0, 1]);
      for (let i = 2; i < cumulative.length; i += 1) {
        const [a, b, c] = cumulative.subarray(i - 2, i + 1);
        expect((c as number) - (b as number)).toBeGreaterThanOrEqual((b as number) - (a as number));
      }
    }),
  );
});
