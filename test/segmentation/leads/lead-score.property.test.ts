import fc from "fast-check";
import { expect, test } from "vitest";
import { type LeadPolicy, leadScore } from "../../../src/index.ts";

const TYPES = ["demo", "visit", "mail"] as const;
const anyInteraction = fc.record({
  customerId: fc.constantFrom("a", "b", "c", "nobody"),
  at: fc.integer({ min: 20_000, max: 20_120 }),
  type: fc.constantFrom(...TYPES),
});
const anyInteractions = fc.array(anyInteraction, { maxLength: 30 });
const prospects = [{ customerId: "a" }, { customerId: "b" }, { customerId: "c" }];
const options = { asOf: 20_100, numericTime: "day" } as const;

const wide = { min: -1e6, max: 1e6 };
const policyOf = (halfLifeDays: number, settings: object = wide): LeadPolicy => ({
  behaviour: {
    ...settings,
    decay: { halfLifeDays },
    criteria: TYPES.map((type, i) => ({
      key: type,
      points: [40, 3, -5][i] as number,
      when: { field: "type", op: "eq", value: type },
    })),
  },
});

test("a plain loop over rows gives the same points", () => {
  fc.assert(
    fc.property(anyInteractions, fc.integer({ min: 1, max: 90 }), (interactions, halfLifeDays) => {
      const leads = leadScore(policyOf(halfLifeDays), { prospects, interactions }, options);
      const points = { demo: 40, visit: 3, mail: -5 };
      prospects.forEach(({ customerId }, i) => {
        let sum = 0;
        for (const one of interactions) {
          if (one.customerId !== customerId || one.at > 20_100) continue;
          sum += points[one.type] * 2 ** ((one.at - 20_100) / halfLifeDays);
        }
        expect(leads.columns.behaviour[i]).toBeCloseTo(sum, 10);
      });
      expect(leads.unknownInteractions + leads.futureInteractions).toBe(
        interactions.filter((one) => one.customerId === "nobody" || one.at > 20_100).length,
      );
      expect(leads.counts.reduce((sum, one) => sum + one.prospects, 0)).toBe(3);
    }),
  );
});

test("the order of interactions decides nothing, and two halves add up to the whole", () => {
  fc.assert(
    fc.property(anyInteractions, fc.nat(30), (interactions, cut) => {
      const scoreOf = (some: typeof interactions): Float64Array =>
        leadScore(policyOf(30), { prospects, interactions: some }, options).columns.behaviour;
      const whole = scoreOf(interactions);
      const turned = scoreOf(interactions.slice().reverse());
      const [first, second] = [scoreOf(interactions.slice(0, cut)), scoreOf(interactions.slice(cut))];
      whole.forEach((points, i) => {
        expect(turned[i]).toBeCloseTo(points, 12);
        expect((first[i] as number) + (second[i] as number)).toBeCloseTo(points, 11);
      });
    }),
  );
});

test("after a half-life with nothing new, half of the points are left", () => {
  fc.assert(
    fc.property(anyInteractions, fc.integer({ min: 1, max: 60 }), (given, halfLifeDays) => {
      const interactions = given.filter(({ at }) => at <= 20_100);
      const [now, later] = [20_100, 20_100 + halfLifeDays].map(
        (asOf) =>
          leadScore(policyOf(halfLifeDays), { prospects, interactions }, { ...options, asOf }).columns
            .behaviour,
      ) as [Float64Array, Float64Array];
      now.forEach((points, i) => {
        expect(later[i]).toBeCloseTo(points / 2, 10);
      });
    }),
  );
});

test("points stay within the limits of the part, and one more good interaction never lowers them", () => {
  fc.assert(
    fc.property(anyInteractions, fc.integer({ min: 20_000, max: 20_100 }), (interactions, at) => {
      const rules = policyOf(30, {});
      const before = leadScore(rules, { prospects, interactions }, options).columns.behaviour;
      const more = [...interactions, { customerId: "b", at, type: "demo" }];
      const after = leadScore(rules, { prospects, interactions: more }, options).columns.behaviour;
      before.forEach((points, i) => {
        expect(points).toBeGreaterThanOrEqual(0);
        expect(points).toBeLessThanOrEqual(100);
        expect(after[i]).toBeGreaterThanOrEqual(points - 1e-12);
      });
    }),
  );
});
