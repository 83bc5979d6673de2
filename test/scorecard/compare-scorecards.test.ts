import { describe, expect, test } from "vitest";
import { compareScorecards, saveScorecard, scoreCustomers } from "../../src/index.ts";

const january = [
  { customerId: "ann", at: "2026-01-05", amount: 30 },
  { customerId: "bob", at: "2026-01-07", amount: 12 },
  { customerId: "cem", at: "2026-01-09", amount: 50 },
];
const before = scoreCustomers({ transactions: january }, { asOf: "2026-01-31" });
const may = [
  ...january.slice(0, 2),
  { customerId: "bob", at: "2026-05-02", amount: 90 },
  { customerId: "dee", at: "2026-05-03", amount: 20 },
];

describe("two scorecards of a base", () => {
  test("with the same rules, time and orders moved customers", () => {
    const learned = saveScorecard(before);
    const after = scoreCustomers({ transactions: may }, { asOf: "2026-05-31", learned });
    const { from, to, movers, tiers, stages } = compareScorecards(before, after);
    expect([from, to]).toEqual(["2026-01-31", "2026-05-31"]);
    expect(movers.columns.customerId).toEqual(["ann", "bob"]);
    expect(movers.row(0)).toMatchObject({ stageBefore: "new", stageAfter: "at-risk", stageCauses: ["time"] });
    expect(movers.row(0)).toMatchObject({ tierBefore: "A", tierAfter: "A", tierCauses: null });
    expect(movers.row(1).tierCauses).toEqual(["orders"]);
    for (const row of movers) {
      expect(row.segmentAfter).toBe(after.row(after.indexOf(row.customerId)).segment);
      expect(row.segmentCauses === null).toBe(row.segmentAfter === row.segmentBefore);
    }
    expect(tiers.moves).toMatchObject({ up: 1, entered: 1, left: 1 });
    expect(stages?.stability.psi).toBeGreaterThan(0.25);
    expect(movers.columns.segmentCauses.flatMap((causes) => causes ?? [])).not.toContain("rules");
  });

  test("with other rules and the same orders, the rules did", () => {
    const policy = { tiers: { scheme: "thresholds", thresholds: [20], tiers: ["high", "low"] } } as const;
    const after = scoreCustomers({ transactions: january }, { asOf: "2026-01-31", policy });
    const { movers, stages } = compareScorecards(before, after);
    expect(movers.columns.tierCauses).toEqual([["rules"], ["rules"], ["rules"]]);
    expect(stages?.moves.stayed).toBe(3);
    expect(movers.columns.stageCauses).toEqual([null, null, null]);
  });

  test("a scorecard beside itself has no movers and no drift", () => {
    const { movers, segments, tiers } = compareScorecards(before, before);
    expect(movers.length).toBe(0);
    expect([segments.stability.psi, tiers.stability.psi]).toEqual([0, 0]);
  });

  test("a customer who only gave back is compared too, and one without a segment", () => {
    const back = { customerId: "ref", at: "2026-01-06", amount: -5 };
    const policy = { rfm: { noOrders: "exclude" } } as const;
    const earlier = scoreCustomers({ transactions: [...january, back] }, { asOf: "2026-01-31", policy });
    const bought = { customerId: "ref", at: "2026-05-03", amount: 70 };
    const later = scoreCustomers(
      { transactions: [...january, back, bought] },
      { asOf: "2026-05-31", learned: saveScorecard(earlier) },
    );
    const { movers } = compareScorecards(earlier, later);
    expect(movers.row(movers.indexOf("ref"))).toMatchObject({
      segmentBefore: null,
      tierBefore: "C",
      tierAfter: "A",
      tierCauses: ["orders"],
      stageBefore: "prospect",
      stageAfter: "new",
      stageCauses: ["orders"],
    });
    expect(compareScorecards(later, later).movers.length).toBe(0);
  });

  test("without stages on one side there is no matrix of them", () => {
    const none = scoreCustomers({ transactions: may }, { asOf: "2026-05-31", policy: { lifecycle: null } });
    const { stages, movers } = compareScorecards(before, none);
    expect(stages).toBeNull();
    expect(movers.columns.stageCauses.every((causes) => causes === null)).toBe(true);
    const bare = scoreCustomers(
      { transactions: january },
      { asOf: "2026-01-31", policy: { lifecycle: null } },
    );
    const after = scoreCustomers({ transactions: may }, { asOf: "2026-05-31" });
    const turned = compareScorecards(bare, after);
    expect(turned.stages).toBeNull();
    expect(turned.movers.length).toBeGreaterThan(0);
    expect(turned.movers.columns.stageCauses.every((causes) => causes === null)).toBe(true);
  });
});
