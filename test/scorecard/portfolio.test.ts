import { describe, expect, test } from "vitest";
import {
  clvCrvMatrix,
  explainCustomer,
  gini,
  lorenzCurve,
  reasonForNull,
  saveScorecard,
  scoreCustomers,
  type Transaction,
  updateScores,
  whaleCurve,
} from "../../src/index.ts";
import { en } from "../../src/labels/en/index.ts";
import { orders } from "../schema/saved.ts";

const asOf = "2026-01-31";
const few: readonly Transaction[] = [
  { customerId: "ann", at: "2026-01-05", amount: 30 },
  { customerId: "ann", at: "2026-01-19", amount: 50 },
  { customerId: "bob", at: "2025-06-07", amount: 12 },
  { customerId: "cat", at: "2025-11-30", amount: 45 },
];
const referrals = [
  { referrerId: "c1", refereeId: "c2" },
  { referrerId: "c1", refereeId: "nobody" },
  { referrerId: "c3", refereeId: "c4" },
];

describe("curves of the base", () => {
  test("revenue is spread as its Lorenz curve says", () => {
    const { portfolio, columns } = scoreCustomers({ transactions: few }, { asOf });
    expect(portfolio.lorenz).toEqual(lorenzCurve(columns.revenue));
    expect(portfolio.lorenz.gini).toBe(gini([80, 12, 45]));
  });

  test("the whale curve adds up revenue where costs are absent", () => {
    const { whale } = scoreCustomers({ transactions: few }, { asOf }).portfolio;
    expect(whale).toEqual({ of: "revenue", ...whaleCurve([80, 12, 45]) });
  });

  test("and the last margin that is known where they are not", () => {
    const costs = [
      { customerId: "ann", at: "2026-01-06", amount: 12, layer: "cogs" },
      { customerId: "bob", at: "2025-06-08", amount: 20, layer: "cogs" },
    ];
    const unknown = scoreCustomers({ transactions: few, costs }, { asOf });
    expect(unknown.portfolio.whale).toMatchObject({ of: "contributionMargin1", unprofitable: 1 });
    const skipped = scoreCustomers(
      { transactions: few, costs },
      { asOf, policy: { profit: { missing: "skip" } } },
    );
    expect(skipped.portfolio.whale).toMatchObject({ of: "contributionMargin3", total: 105, peak: 113 });
  });
});

describe("matrices of the base", () => {
  test("tier x stage counts every customer once, empty cells included", () => {
    const scorecard = scoreCustomers({ transactions: few }, { asOf });
    const cells = scorecard.portfolio.tierStages ?? [];
    expect(cells.length).toBe(scorecard.cuts.tiers.tiers.length * (scorecard.stages?.counts.length ?? 0));
    expect(cells.reduce((sum, { customers }) => sum + customers, 0)).toBe(3);
    expect(cells.find(({ tier, stage }) => tier === "A" && stage === "growing")).toMatchObject({
      customers: 1,
      revenue: 80,
    });
    const none = scoreCustomers({ transactions: few }, { asOf, policy: { lifecycle: null } });
    expect(none.portfolio.tierStages).toBeNull();
  });

  test("lifetime x referral value is there where both are", () => {
    const scorecard = scoreCustomers({ transactions: orders, referrals }, { asOf });
    const { customerId, clv, referralValue } = scorecard.columns;
    const direct = clvCrvMatrix({ columns: { customerId, clv, crv: referralValue } });
    expect(scorecard.portfolio.clvCrv?.cells).toEqual(direct.cells);
    expect(scorecard.portfolio.clvCrv?.unknown).toBe(1);
    expect(scoreCustomers({ transactions: orders }, { asOf }).portfolio.clvCrv).toBeNull();
    expect(scoreCustomers({ transactions: few, referrals }, { asOf }).portfolio.clvCrv).toBeNull();
  });

  test("cut-offs, models and warnings are those of the scorecard", () => {
    const { portfolio, cuts, models, warnings } = scoreCustomers({ transactions: few }, { asOf });
    expect(portfolio.cuts).toBe(cuts);
    expect(portfolio.models).toBe(models);
    expect(portfolio.warnings).toBe(warnings);
  });
});

describe("the value of people whose value is not known", () => {
  const policy = { referral: { worth: "revenue" } } as const;
  const edges = [
    { referrerId: "ann", refereeId: "bob" },
    { referrerId: "cat", refereeId: "dan" },
    { referrerId: "cat", refereeId: "eve" },
  ];
  const scorecard = scoreCustomers({ transactions: few, referrals: edges }, { asOf, policy });

  test("is null, not nothing, with a reason and a warning", () => {
    expect(scorecard.row(scorecard.indexOf("ann")).referralValue).toBe(12);
    expect(scorecard.row(scorecard.indexOf("bob")).referralValue).toBe(0);
    expect(scorecard.row(scorecard.indexOf("cat"))).toMatchObject({ referrals: 2, referralValue: null });
    expect(reasonForNull(scorecard, "cat", "referralValue")).toEqual({ code: "referral_value_unknown" });
    expect(scorecard.warnings).toContainEqual({ code: "referral_values_unknown", people: 2 });
    expect(explainCustomer(scorecard, "cat", en).sentences).toContain(
      "People brought: 2; not of all is the value known.",
    );
  });

  test("and does not matter where nobody would be of type one", () => {
    const anyway = { referral: { worth: "revenue", typeOneShare: 0, acquisitionSaving: 5 } } as const;
    const saved = scoreCustomers({ transactions: few, referrals: edges }, { asOf, policy: anyway });
    expect(saved.row(saved.indexOf("cat")).referralValue).toBe(10);
  });

  test("is null for one order at a time too", () => {
    const learned = saveScorecard(scorecard);
    const order = { type: "order", customerId: "ann", at: "2026-01-05", amount: 30 } as const;
    const { state } = updateScores(learned, undefined, order, { asOf });
    const brought = { type: "referral", referrerId: "ann", refereeId: "bob" } as const;
    expect(updateScores(learned, state, brought, { asOf }).scores?.referralValue).toBeNull();
    expect(updateScores(learned, state, { ...brought, value: 12 }, { asOf }).scores?.referralValue).toBe(12);
  });
});
