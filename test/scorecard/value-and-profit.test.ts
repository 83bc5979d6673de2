import { describe, expect, test } from "vitest";
import { explainCustomer, mbgNbd, saveScorecard, scoreCustomers, type Transaction } from "../../src/index.ts";
import { en } from "../../src/labels/en/index.ts";
import { zh } from "../../src/labels/zh/index.ts";

const asOf = "2026-01-31";
const few: readonly Transaction[] = [
  { customerId: "ann", at: "2026-01-05", amount: 30 },
  { customerId: "ann", at: "2026-01-19", amount: 50 },
  { customerId: "bob", at: "2025-06-07", amount: 12 },
];

/** A base large enough to identify a model: customers of a known process, as orders. */
function manyOrders(): Transaction[] {
  const model = { parameters: { r: 0.7, alpha: 6, a: 0.9, b: 2.5 }, timeUnit: "week" as const };
  const customers = mbgNbd.simulate(model, { customers: 800, age: 52, seed: 7 });
  const orders: Transaction[] = [];
  const end = Date.UTC(2026, 0, 31);
  customers.toRows().forEach(({ frequency, recency }, i) => {
    const start = end - 52 * 7 * 86_400_000;
    for (let k = 0; k <= frequency; k += 1) {
      const at = new Date(start + Math.round(((k * recency) / Math.max(1, frequency)) * 7) * 86_400_000);
      orders.push({ customerId: `c${i}`, at, amount: 20 + ((i * 37 + k * 11) % 60) });
    }
  });
  return orders;
}

describe("lifetime value", () => {
  test("is null, with a warning, where the base identifies no model", () => {
    const scorecard = scoreCustomers({ transactions: few }, { asOf });
    expect(scorecard.row(0)).toMatchObject({ clv: null, probabilityAlive: null, nextPurchaseDate: null });
    expect(scorecard.warnings.map(({ code }) => code)).toContain("clv_not_identified");
    expect(scorecard.models).toBeNull();
  });

  test("stands in every line where it does, and adds up to the portfolio", () => {
    const scorecard = scoreCustomers({ transactions: manyOrders() }, { asOf });
    const { clv, clvLow, clvHigh, probabilityAlive } = scorecard.columns;
    expect(clv.every((value, i) => (clvLow[i] as number) <= value && value <= (clvHigh[i] as number))).toBe(
      true,
    );
    expect(probabilityAlive.every((p) => p > 0 && p < 1)).toBe(true);
    expect(clv.reduce((sum, value) => sum + value, 0)).toBeCloseTo(
      scorecard.portfolio.clv?.value ?? Number.NaN,
      6,
    );
  });

  test("takes the spend of each customer where the base identifies it", () => {
    const own = (id: string) => 20 + 10 * (Number(id.slice(1)) % 9);
    const transactions = manyOrders().map((order, k) => ({
      ...order,
      amount: own(String(order.customerId)) * (0.6 + 0.1 * ((k * 7) % 9)),
    }));
    const { models, warnings, columns } = scoreCustomers({ transactions }, { asOf });
    expect(models?.spend).toMatchObject({ kind: "gammaGamma", fit: { converged: true } });
    expect(warnings.filter(({ code }) => !/^(rfm|tiers)_/.test(code))).toEqual([]);
    const spend = (id: string) => columns.expectedSpend[columns.customerId.indexOf(id)] as number;
    const often = columns.customerId
      .filter((_, i) => (columns.orders[i] as number) > 5)
      .sort((a, b) => own(a) - own(b));
    expect(spend(often[0] as string)).toBeLessThan(spend(often[often.length - 1] as string));
  });

  test("is nothing, and says that no spend is known, of a base that paid nothing", () => {
    const transactions = manyOrders().map((order) => ({ ...order, amount: 0 }));
    const { models, warnings, columns } = scoreCustomers({ transactions }, { asOf });
    expect(models?.spend).toBe(0);
    expect(warnings).toContainEqual({ code: "clv_spend_not_identified", meanOrder: 0 });
    expect(columns.clv[0]).toBe(0);
  });

  test("margin scales it, and a policy can leave it out", () => {
    const transactions = manyOrders();
    const full = scoreCustomers({ transactions }, { asOf });
    const third = scoreCustomers({ transactions }, { asOf, policy: { clv: { margin: 0.3 } } });
    expect(third.columns.clv[5]).toBeCloseTo(0.3 * (full.columns.clv[5] as number), 9);
    const none = scoreCustomers({ transactions }, { asOf, policy: { clv: null } });
    expect(none.values).toBeNull();
    expect(none.row(5).clv).toBeNull();
  });

  test("with what was learned, the same customers score the same", () => {
    const transactions = manyOrders();
    const scorecard = scoreCustomers({ transactions }, { asOf });
    const learned = JSON.parse(JSON.stringify(saveScorecard(scorecard)));
    expect(scoreCustomers({ transactions }, { asOf, learned }).toRows()).toEqual(scorecard.toRows());
  });
});

describe("profit and referrals", () => {
  const costs = [
    { customerId: "ann", at: "2026-01-06", amount: 12, layer: "cogs" },
    { customerId: "bob", at: "2025-06-08", amount: 7, layer: "cogs" },
    { customerId: "bob", at: "2025-06-08", amount: 9, layer: "costToServe" },
    { customerId: "zoe", at: "2026-01-08", amount: 4, layer: "acquisitionCost" },
  ];
  const referrals = [
    { referrerId: "ann", refereeId: "bob" },
    { referrerId: "bob", refereeId: "bob" },
  ];

  test("are null without records", () => {
    const row = scoreCustomers({ transactions: few }, { asOf }).row(0);
    expect(row).toMatchObject({
      contributionMargin1: null,
      contributionMargin3: null,
      referrals: null,
      referralValue: null,
    });
  });

  test("join by customer, and who has costs and no order is in the waterfall", () => {
    const policy = { profit: { missing: "skip" as const }, referral: { worth: "revenue" as const } };
    const scorecard = scoreCustomers({ transactions: few, costs, referrals }, { asOf, policy });
    expect(scorecard.columns.contributionMargin1).toEqual(Float64Array.of(68, 5));
    expect(scorecard.columns.contributionMargin2).toEqual(Float64Array.of(68, -4));
    expect(scorecard.profit?.indexOf("zoe")).toBeGreaterThanOrEqual(0);
    expect(scorecard.portfolio.contribution?.contributionMargin3).toBe(60);
    expect(scorecard.columns.referrals).toEqual(Float64Array.of(1, 0));
    expect(scorecard.columns.referralValue).toEqual(Float64Array.of(12, 0));
    expect(scorecard.warnings).toContainEqual({ code: "referral_edges_left_out", edges: 1 });
  });

  test("referred people of unknown value are said, not guessed", () => {
    const scorecard = scoreCustomers({ transactions: few, referrals }, { asOf });
    expect(scorecard.warnings).toContainEqual({ code: "referral_values_unknown", people: 1 });
  });

  test("the story of a customer names them, in both languages", () => {
    const policy = { profit: { missing: "skip" as const }, referral: { worth: "revenue" as const } };
    const scorecard = scoreCustomers({ transactions: few, costs, referrals }, { asOf, policy });
    const english = explainCustomer(scorecard, "ann", en).sentences.join(" ");
    expect(english).toContain("Contribution after all costs: 68 of net revenue 80.");
    expect(english).toContain("People brought: 1, worth 12.");
    expect(explainCustomer(scorecard, "ann", zh).sentences.join("")).toContain("推荐了 1 人，价值 12。");
    expect(explainCustomer(scorecard, "bob", en).sentences.join(" ")).not.toContain("Brought");
  });
});
