import fc from "fast-check";
import { expect, test } from "vitest";
import {
  applyTiers,
  type TierPolicy,
  tierChanges,
  tierOf,
  valueTiers,
} from "../../../src/segmentation/index.ts";

const anyValues = fc.array(fc.option(fc.integer({ min: -50, max: 400 }), { freq: 10 }), {
  minLength: 1,
  maxLength: 50,
});
const anyPolicy = fc.oneof(
  fc.record({
    scheme: fc.constantFrom("abc" as const, "pyramid" as const, "quantile" as const),
    cutBy: fc.constantFrom("value" as const, "customers" as const),
    boundary: fc.constantFrom("include" as const, "exclude" as const),
    total: fc.constantFrom("gross" as const, "net" as const),
    lossTier: fc.constantFrom("loss", null),
  }),
  fc.constant<TierPolicy>({ scheme: "thresholds", thresholds: [200, 0] }),
);
const rowsOf = (values: (number | null)[]) => values.map((value, i) => ({ customerId: `c${i}`, value }));

test("the order of the rows plays no part", () => {
  fc.assert(
    fc.property(anyValues, anyPolicy, fc.infiniteStream(fc.nat()), (values, policy, keys) => {
      const rows = rowsOf(values);
      const keyed = rows.map((row) => ({ row, key: keys.next().value }));
      const shuffled = keyed.sort((a, b) => a.key - b.key).map(({ row }) => row);
      const tiers = valueTiers(rows, policy);
      const again = valueTiers(shuffled, policy);
      expect(again.cuts).toEqual(tiers.cuts);
      expect(again.summary).toEqual(tiers.summary);
      const byId = (a: { customerId: string }, b: { customerId: string }) =>
        a.customerId < b.customerId ? -1 : 1;
      expect(again.toRows().sort(byId)).toEqual(tiers.toRows().sort(byId));
    }),
  );
});

test("a greater value is never in a lower tier, and equal values share one", () => {
  fc.assert(
    fc.property(anyValues, anyPolicy, (values, policy) => {
      const tiers = valueTiers(rowsOf(values), policy);
      const known = tiers.toRows().filter(({ value }) => value !== null);
      const place = (tier: string | null) => tiers.cuts.tiers.indexOf(tier as string);
      for (const a of known) {
        for (const b of known) {
          if ((a.value as number) > (b.value as number))
            expect(place(a.tier)).toBeLessThanOrEqual(place(b.tier));
          if (a.value === b.value) expect(a.tier).toBe(b.tier);
        }
      }
    }),
  );
});

test("another currency changes no tier", () => {
  fc.assert(
    fc.property(anyValues, anyPolicy, fc.constantFrom(0.25, 8), (values, policy, rate) => {
      const other = rowsOf(values.map((value) => (value === null ? null : value * rate)));
      const rated = "thresholds" in policy ? { ...policy, thresholds: [200 * rate, 0] } : policy;
      expect(valueTiers(other, rated).columns.tier).toEqual(valueTiers(rowsOf(values), policy).columns.tier);
    }),
  );
});

test("what was learned gives the base the tiers it had, also after JSON and one by one", () => {
  fc.assert(
    fc.property(anyValues, anyPolicy, (values, policy) => {
      const tiers = valueTiers(rowsOf(values), policy);
      const cuts = JSON.parse(JSON.stringify(tiers.cuts)) as typeof tiers.cuts;
      expect(applyTiers(cuts, tiers).columns.tier).toEqual(tiers.columns.tier);
      expect(values.map((value) => tierOf(cuts, { value }))).toEqual(tiers.columns.tier);
    }),
  );
});

test("the fewest best customers that make up the share are in A: one fewer would not", () => {
  const positive = fc.uniqueArray(fc.integer({ min: 1, max: 1000 }), { minLength: 1, maxLength: 40 });
  fc.assert(
    fc.property(positive, fc.integer({ min: 1, max: 99 }), (values, percent) => {
      const tiers = valueTiers(rowsOf(values), { scheme: "abc", tiers: ["A", "B"], shares: [percent / 100] });
      const total = values.reduce((sum, value) => sum + value, 0);
      const inA = tiers
        .toRows()
        .filter(({ tier }) => tier === "A")
        .map(({ value }) => value as number);
      const sumA = inA.reduce((sum, value) => sum + value, 0);
      expect(100 * sumA).toBeGreaterThanOrEqual(percent * total);
      expect(100 * (sumA - Math.min(...inA))).toBeLessThan(percent * total);
    }),
  );
});

test("customers and value are conserved over the tiers", () => {
  fc.assert(
    fc.property(anyValues, anyPolicy, (values, policy) => {
      const { summary, unknown } = valueTiers(rowsOf(values), policy);
      expect(summary.reduce((sum, tier) => sum + tier.customers, unknown)).toBe(values.length);
      const total = values.reduce<number>((sum, value) => sum + (value ?? 0), 0);
      expect(summary.reduce((sum, tier) => sum + tier.value, 0)).toBe(total);
    }),
  );
});

test("rows and columns are one", () => {
  fc.assert(
    fc.property(anyValues, anyPolicy, (values, policy) => {
      const columns = {
        customerId: values.map((_, i) => `c${i}`),
        value: Float64Array.from(values, (value) => value ?? Number.NaN),
      };
      expect(valueTiers({ columns }, policy).toRows()).toEqual(valueTiers(rowsOf(values), policy).toRows());
    }),
  );
});

test("changes are conserved, and margins of nothing put everybody where their value belongs", () => {
  const tierNow = fc.option(fc.constantFrom("A", "B", "C"));
  fc.assert(
    fc.property(anyValues, fc.array(tierNow, { maxLength: 60 }), (values, states) => {
      const after = valueTiers(rowsOf(values), { scheme: "abc" });
      const before = states.map((tier, i) => ({ customerId: `c${i}`, tier }));
      const changes = tierChanges(before, after, { asOf: "2026-01-31" });
      const { entered, up, down, stayed, left } = changes.counts;
      expect(entered + up + down + stayed + left).toBe(Math.max(values.length, states.length));
      values.forEach((value, i) => {
        if (value !== null) expect(changes.columns.tier[i]).toBe(after.columns.tier[i]);
      });
    }),
  );
});
