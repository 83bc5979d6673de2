import fc from "fast-check";
import { quantileSorted } from "simple-statistics";
import { describe, expect, test } from "vitest";
import {
  applyRfm,
  checkSegmentMap,
  type RfmPolicy,
  type RfmScores,
  rfmMigration,
  rfmOf,
  type SegmentMap,
  scoreRfm,
  summarizeRfm,
} from "../../src/rfm/index.ts";
import { columnsOf, customer, frozen, type TestCustomer } from "./base.ts";

type Policy = RfmPolicy<"total", "rfm", undefined>;

/** Few values, so that ties are common; some customers without an order. */
const anyBase: fc.Arbitrary<TestCustomer[]> = fc
  .array(
    fc.record({
      days: fc.integer({ min: 0, max: 30 }),
      orders: fc.integer({ min: 0, max: 6 }),
      revenue: fc.oneof(fc.integer({ min: -50, max: 500 }), fc.constantFrom(19.99, 0.1, 7.25)),
    }),
    { minLength: 1, maxLength: 40 },
  )
  .map((list) =>
    list.map(({ days, orders, revenue }, i) =>
      customer(`c${(i * 7) % 41}`, orders === 0 ? null : days, orders, orders === 0 ? null : revenue),
    ),
  );

const binCounts = fc.record({
  r: fc.integer({ min: 2, max: 10 }),
  f: fc.integer({ min: 2, max: 10 }),
  m: fc.integer({ min: 2, max: 10 }),
});

const anyPolicy: fc.Arbitrary<Policy> = fc
  .record({
    bins: binCounts,
    method: fc.constantFrom("quantile", "natural-breaks", "mean"),
    scheme: fc.constantFrom("independent", "nested"),
    ties: fc.constantFrom("same-bin", "split-by-id"),
    orientation: fc.constantFrom("high-is-best", "low-is-best"),
    noOrders: fc.constantFrom("separate", "exclude", "lowest"),
  } as const)
  .map((policy) => {
    const bins = policy.method === "mean" ? { r: 2, f: 2, m: 2 } : policy.bins;
    const map: SegmentMap = {
      bins,
      segments: [
        { segment: "best", r: bins.r, fm: { from: 2 } },
        { segment: "fair", f: { from: 2 } },
      ],
    };
    return { ...policy, bins, map };
  });

const byId = (scores: RfmScores<"total", "rfm", undefined>) =>
  new Map(scores.toRows().map((row) => [row.customerId, row]));

/** The same rows in another order. */
const shuffled = (rows: readonly TestCustomer[], seed: number): TestCustomer[] =>
  rows
    .map((row, i) => ({ row, key: Math.imul(i + 1, seed * 2 + 2_654_435_761) >>> 0 }))
    .sort((a, b) => a.key - b.key)
    .map(({ row }) => row);

describe("laws of scoring", () => {
  test("the order of rows does not matter, whatever the policy", () => {
    fc.assert(
      fc.property(anyBase, anyPolicy, fc.nat(1000), (base, policy, seed) => {
        const scores = scoreRfm(base, policy);
        const turned = scoreRfm(shuffled(base, seed), policy);
        expect(byId(turned)).toEqual(byId(scores));
        expect(turned.cuts).toEqual(scores.cuts);
        expect([turned.binsUsed, turned.warnings]).toEqual([scores.binsUsed, scores.warnings]);
      }),
    );
  });

  test("rows, columns, typed columns and columns with a dictionary give the same", () => {
    fc.assert(
      fc.property(anyBase, anyPolicy, (base, policy) => {
        const expected = scoreRfm(frozen(base), frozen(policy)).toRows();
        const { columns } = columnsOf(base);
        expect(scoreRfm({ columns }, policy).toRows()).toEqual(expected);
        const number = (cells: readonly (number | null)[]) =>
          Float64Array.from(cells, (cell) => cell ?? Number.NaN);
        const typed = {
          customerId: { codes: Uint16Array.from(base.keys()), values: columns.customerId },
          recencyDays: number(columns.recencyDays),
          orders: Int16Array.from(columns.orders),
          revenue: number(columns.revenue),
        };
        expect(scoreRfm({ columns: typed }, policy).toRows()).toEqual(expected);
      }),
    );
  });

  test("equal values share a score, and better values never score worse", () => {
    fc.assert(
      fc.property(anyBase, anyPolicy, (base, given) => {
        const policy: Policy = { ...given, scheme: "independent", orientation: "high-is-best" };
        const rows = scoreRfm(base, policy)
          .toRows()
          .filter((row) => row.orders > 0);
        for (const a of rows) {
          for (const b of rows) {
            if ((a.recencyDays as number) < (b.recencyDays as number))
              expect(a.r).toBeGreaterThanOrEqual(b.r as number);
            if (a.orders > b.orders) expect(a.f).toBeGreaterThanOrEqual(b.f as number);
            if ((a.monetary as number) > (b.monetary as number))
              expect(a.m).toBeGreaterThanOrEqual(b.m as number);
            if (policy.ties === "same-bin") {
              if (a.recencyDays === b.recencyDays) expect(a.r).toBe(b.r);
              if (a.orders === b.orders) expect(a.f).toBe(b.f);
              if (a.monetary === b.monetary) expect(a.m).toBe(b.m);
            }
          }
        }
      }),
    );
  });

  test("scores stay within the bins, and binsUsed counts them", () => {
    fc.assert(
      fc.property(anyBase, anyPolicy, (base, given) => {
        const policy: Policy = { ...given, noOrders: "separate" };
        const scores = scoreRfm(base, policy);
        for (const dimension of ["r", "f", "m"] as const) {
          const known = Array.from(scores.columns[dimension]).filter((score) => !Number.isNaN(score));
          const bins = scores.cuts.policy.bins[dimension];
          for (const score of known)
            expect(score >= 1 && score <= bins && Number.isInteger(score)).toBe(true);
          expect(scores.binsUsed[dimension]).toBe(new Set(known).size);
          const warned = scores.warnings.some((warning) => warning["dimension"] === dimension);
          expect(warned).toBe(known.length > 0 && new Set(known).size < bins);
        }
      }),
    );
  });

  test("money in another unit scores the same", () => {
    fc.assert(
      fc.property(anyBase, anyPolicy, fc.constantFrom(100, 1000, 0.5, 8, 7), (base, policy, factor) => {
        // The mean and natural breaks of scaled values may round to another side of an equal value.
        const exact: Policy = { ...policy, method: "quantile", bins: policy.bins as object };
        const scaled = base.map((row) => ({
          ...row,
          revenue: row.revenue === null ? null : row.revenue * factor,
        }));
        expect(scoreRfm(scaled, exact).columns.code).toEqual(scoreRfm(base, exact).columns.code);
      }),
    );
  });

  test("cut-offs are finite JSON and give the base its scores again: table, columns and row by row", () => {
    fc.assert(
      fc.property(anyBase, anyPolicy, (base, policy) => {
        const scores = scoreRfm(base, policy);
        const text = JSON.stringify(scores.cuts);
        expect(text).not.toContain("null");
        const cuts = JSON.parse(text) as typeof scores.cuts;
        expect(cuts).toEqual(scores.cuts);
        const expected = scores.toRows();
        expect(applyRfm(cuts, base).toRows()).toEqual(expected);
        expect(applyRfm(cuts, columnsOf(base)).toRows()).toEqual(expected);
        const shown = policy.noOrders === "exclude" ? base.filter((row) => row.orders > 0) : base;
        expect(shown.map((row) => rfmOf(cuts, row))).toEqual(expected);
      }),
    );
  });

  test("ties split by id: bins differ by one customer at most, the lowest being the larger", () => {
    fc.assert(
      fc.property(anyBase, binCounts, fc.nat(1000), (base, bins, seed) => {
        const map: SegmentMap = { bins, segments: [{ segment: "all" }] };
        const { columns, cuts } = scoreRfm(shuffled(base, seed), { bins, ties: "split-by-id", map });
        for (const dimension of ["r", "f", "m"] as const) {
          const sizes = Array.from({ length: bins[dimension] }, (_, bin) =>
            columns[dimension].reduce((count, score) => count + (score === bin + 1 ? 1 : 0), 0),
          );
          const n = cuts.customers;
          const size = Math.floor(n / bins[dimension]);
          expect(sizes).toEqual(sizes.map((_, bin) => size + (bin < n % bins[dimension] ? 1 : 0)));
        }
      }),
    );
  });

  test("nested: inside each recency bin frequency is scored as if it were the whole base", () => {
    fc.assert(
      fc.property(anyBase, binCounts, (base, bins) => {
        const map: SegmentMap = { bins, segments: [{ segment: "all" }] };
        const policy: Policy = { bins, map, scheme: "nested" };
        const scores = scoreRfm(base, policy);
        for (let bin = 1; bin <= bins.r; bin += 1) {
          const inside = base.filter((_, i) => scores.columns.r[i] === bin);
          const alone = scoreRfm(inside, { ...policy, scheme: "independent" }).columns.f;
          expect(scores.columns.f.filter((_, i) => scores.columns.r[i] === bin)).toEqual(alone);
        }
      }),
    );
  });

  test("quantile cut-offs are those of another library where no interpolation is needed", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1, maxLength: 30 }), (list) => {
        // 5 k + 1 values have their quintiles at whole ranks.
        const orders = list.concat(list, list, list, list, [25]);
        const base = orders.map((count, i) => customer(`c${i}`, 1, count, 1));
        const sorted = orders.slice().sort((a, b) => a - b);
        const expected = [1, 2, 3, 4].map((i) => sorted[(i * (sorted.length - 1)) / 5]);
        expect(scoreRfm(base).cuts.edges.f).toEqual(expected);
        expect(quantileSorted(sorted, 1)).toBeGreaterThanOrEqual(expected[3] as number);
      }),
    );
  });

  test("accepted, excluded and rejected make up what was given", () => {
    const cell = fc.oneof(
      fc.integer({ min: -2, max: 9 }),
      fc.constantFrom(null, Number.NaN, Infinity, "7", undefined, 5n),
    );
    const row = fc.record({
      customerId: fc.oneof(fc.string(), fc.constant(null)),
      recencyDays: cell,
      orders: cell,
      revenue: cell,
    });
    fc.assert(
      fc.property(fc.array(row, { maxLength: 30 }), anyPolicy, (rows, policy) => {
        const scores = scoreRfm(rows as never, policy, { onInvalid: "collect" });
        expect(scores.length + scores.excluded + scores.rejected.length).toBe(rows.length);
        const bad = new Set(scores.rejected.map((rejection) => rejection.row));
        const good = rows.filter((_, i) => !bad.has(i));
        expect(scoreRfm(good as never, policy).toRows()).toEqual(scores.toRows());
      }),
    );
  });
});

describe("laws of what follows", () => {
  test("the summary adds up to the base", () => {
    fc.assert(
      fc.property(anyBase, anyPolicy, (base, policy) => {
        const scores = scoreRfm(base, policy);
        const summary = summarizeRfm(scores);
        const sum = (values: Float64Array): number => values.reduce((total, value) => total + value, 0);
        expect(sum(summary.columns.customers)).toBe(scores.length);
        expect(sum(summary.columns.orders)).toBe(sum(scores.columns.orders));
        expect(new Set(summary.columns.segment)).toEqual(new Set(scores.columns.segment));
        if (scores.length > 0) expect(sum(summary.columns.customerShare)).toBeCloseTo(1, 12);
      }),
    );
  });

  test("against itself a base stays where it is; turned round, up is down", () => {
    fc.assert(
      fc.property(anyBase, anyBase, (before, after) => {
        const { cuts } = scoreRfm(before);
        const [a, b] = [applyRfm(cuts, before), applyRfm(cuts, after)];
        const same = rfmMigration(a, a);
        expect(same).toMatchObject({
          customers: a.length,
          stayed: a.length,
          up: 0,
          down: 0,
          entered: 0,
          left: 0,
        });
        const [there, back] = [rfmMigration(a, b), rfmMigration(b, a)];
        expect([back.up, back.down, back.entered, back.left]).toEqual([
          there.down,
          there.up,
          there.left,
          there.entered,
        ]);
        expect(there.stayed + there.up + there.down).toBe(there.customers);
        expect(there.customers + there.left).toBe(a.length);
      }),
    );
  });

  test("a map's report agrees with the scores it gives", () => {
    const range = fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 3 })).map(([a, b]) => ({
      from: Math.min(a, b),
      to: Math.max(a, b),
    }));
    const rule = fc.record(
      { segment: fc.constantFrom("a", "b", "c"), r: range, f: range, fm: range },
      { requiredKeys: ["segment"] },
    );
    fc.assert(
      fc.property(fc.array(rule, { minLength: 1, maxLength: 6 }), (segments) => {
        const map: SegmentMap = { bins: { r: 3, f: 3, m: 3 }, segments };
        const report = checkSegmentMap(map);
        const { cuts } = scoreRfm([], { map, edges: { r: [2, 3], f: [2, 3], m: [2, 3] } });
        const counts = new Map<string, number>();
        for (const r of [1, 2, 3])
          for (const f of [1, 2, 3])
            for (const m of [1, 2, 3]) {
              const row = rfmOf(cuts, { recencyDays: 4 - r, orders: f, revenue: m });
              counts.set(row.segment, (counts.get(row.segment) ?? 0) + 1);
              expect(report.gaps.includes(`${r}${f}${m}`)).toBe(row.segment === "others");
            }
        for (const { segment, codes } of report.counts) expect(counts.get(segment) ?? 0).toBe(codes);
        expect(report.unreachable).toEqual(
          report.counts.filter(({ codes }) => codes === 0).map(({ segment }) => segment),
        );
      }),
    );
  });
});
