import fc from "fast-check";
import { expect, test } from "vitest";
import { referralCredit, validateReferrals } from "../../src/referral/index.ts";

const person = fc.constantFrom("a", "b", "c", "d", "e", "f", "g", "__proto__", "");
const edge = fc.record({
  referrerId: person,
  refereeId: person,
  at: fc.constantFrom("2026-01-01", "2026-01-02", "2026-01-02T10:00:00Z", null),
});
const edges = fc.array(edge, { maxLength: 25 });
const values = fc
  .uniqueArray(fc.record({ customerId: person, value: fc.integer({ min: -100, max: 1000 }) }), {
    selector: ({ customerId }) => customerId,
  })
  .map((rows) => rows);
const order = fc.array(fc.integer(), { minLength: 25, maxLength: 25 });
const several = fc.constantFrom("earliest" as const, "split" as const);

const shuffled = <T>(rows: readonly T[], keys: readonly number[]): T[] =>
  rows
    .map((row, i) => ({ row, key: keys[i] ?? 0 }))
    .sort((a, b) => a.key - b.key)
    .map(({ row }) => row);

test("normalised credit is conserved, whatever the graph", () => {
  fc.assert(
    fc.property(
      edges,
      values,
      several,
      fc.double({ min: 0, max: 1, noNaN: true }),
      (graph, worth, way, decay) => {
        const result = referralCredit(graph, worth, { several: way, decay });
        expect(Math.abs(result.creditedTotal - result.valueTotal)).toBeLessThanOrEqual(1e-9);
        const counted =
          result.used + result.selfReferrals + result.duplicates + result.laterClaims + result.circular;
        expect(counted).toBe(graph.length);
      },
    ),
  );
});

test("the order of edges decides nothing, nor whether they are rows or columns", () => {
  fc.assert(
    fc.property(edges, values, several, order, (graph, worth, way, keys) => {
      const result = referralCredit(graph, worth, { several: way, decay: 0.5, normalise: way === "split" });
      const mixed = shuffled(graph, keys);
      const columns = {
        referrerId: mixed.map(({ referrerId }) => referrerId),
        refereeId: mixed.map(({ refereeId }) => refereeId),
        at: mixed.map(({ at }) => at),
      };
      const other = referralCredit({ columns }, shuffled(worth, keys), {
        several: way,
        decay: 0.5,
        normalise: way === "split",
      });
      expect(other.columns.customerId).toEqual(result.columns.customerId);
      expect(other.columns.referrals).toEqual(result.columns.referrals);
      other.columns.credit.forEach((credit, i) => {
        expect(credit).toBeCloseTo(result.columns.credit[i] as number, 9);
      });
      const { valid, ...report } = validateReferrals(graph);
      const { valid: otherValid, ...otherReport } = validateReferrals(mixed);
      expect(otherReport).toEqual(report);
      expect(otherValid.toRows()).toEqual(valid.toRows());
    }),
  );
});

test("decay 0 is direct credit only", () => {
  fc.assert(
    fc.property(edges, values, (graph, worth) => {
      const { valid } = validateReferrals(graph);
      const result = referralCredit(graph, worth, { decay: 0 });
      const value = new Map<string, number>(worth.map(({ customerId, value: each }) => [customerId, each]));
      for (const { customerId, credit, referrals } of result) {
        const own = valid.toRows().filter(({ referrerId }) => referrerId === customerId);
        expect(referrals).toBe(own.length);
        expect(credit).toBe(own.reduce((sum, { refereeId }) => sum + (value.get(refereeId) ?? 0), 0));
      }
    }),
  );
});

test("credit is what a walk up from each person hands out", () => {
  fc.assert(
    fc.property(edges, values, (graph, worth) => {
      const parent = new Map(
        validateReferrals(graph)
          .valid.toRows()
          .map(({ referrerId, refereeId }) => [refereeId, referrerId]),
      );
      const expected = new Map<string, number>();
      for (const { customerId, value } of worth) {
        let share = value;
        for (let up = parent.get(customerId); up !== undefined; up = parent.get(up)) {
          expected.set(up, (expected.get(up) ?? 0) + share);
          share /= 2;
        }
      }
      for (const { customerId, credit } of referralCredit(graph, worth, { normalise: false })) {
        expect(credit).toBeCloseTo(expected.get(customerId) ?? 0, 9);
      }
    }),
  );
});

test("what is valid is a forest: one referrer each and no way back", () => {
  fc.assert(
    fc.property(edges, (graph) => {
      const report = validateReferrals(graph);
      const parent = new Map(
        report.valid.toRows().map(({ referrerId, refereeId }) => [refereeId, referrerId]),
      );
      expect(parent.size).toBe(report.valid.length);
      for (const start of parent.keys()) {
        let steps = 0;
        for (let up = parent.get(start); up !== undefined; up = parent.get(up)) steps += 1;
        expect(steps).toBeLessThan(10);
      }
      for (const cycle of report.cycles) {
        expect(cycle[0]).toBe(cycle.slice().sort()[0]);
        cycle.forEach((referrerId, i) => {
          const refereeId = cycle[(i + 1) % cycle.length];
          expect(graph.some((each) => each.referrerId === referrerId && each.refereeId === refereeId)).toBe(
            true,
          );
        });
      }
    }),
  );
});
