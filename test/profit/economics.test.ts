import { describe, expect, test } from "vitest";
import {
  acquisitionSpendOptimum,
  cacPayback,
  contributionWaterfall,
  customerAcquisitionCost,
  customerEquity,
  ltvToCac,
  retentionSpendOptimum,
} from "../../src/profit/index.ts";

const refused = (code: string, ...path: (string | number)[]) =>
  expect.objectContaining({ name: "ScoringError", code, path });

describe("acquisition", () => {
  test("costs what each customer won costs; nobody won, nothing to say", () => {
    expect(customerAcquisitionCost({ spend: 100, newCustomers: 4 })).toBe(25);
    expect(customerAcquisitionCost({ spend: 100, newCustomers: 0 })).toBe(null);
    expect(ltvToCac(-50, 25)).toBe(-2);
    expect(ltvToCac(50, 0)).toBe(null);
    expect(() => ltvToCac(50, -1)).toThrow(refused("out_of_range", "cac"));
  });

  test("is not worth anything where the first unit of money does not come back", () => {
    const optimum = acquisitionSpendOptimum({
      ceilingRate: 0.4,
      currentSpendPerProspect: 5,
      currentRate: 0.2,
      valuePerAcquiredCustomer: 10,
    });
    expect(optimum).toMatchObject({ optimalSpend: 0, rateAtOptimum: 0, costPerAcquisition: null });
    expect(optimum.expectedProfitPerProspect).toBe(0);
  });

  test("spends on the last unit what it wins", () => {
    const options = {
      ceilingRate: 0.5,
      currentSpendPerProspect: 3,
      currentRate: 0.1,
      valuePerAcquiredCustomer: 200,
    };
    const { k, optimalSpend, rateAtOptimum, costPerAcquisition } = acquisitionSpendOptimum(options);
    expect(0.5 * k * Math.exp(-k * optimalSpend) * 200).toBeCloseTo(1, 12);
    expect(costPerAcquisition).toBeCloseTo(optimalSpend / rateAtOptimum, 12);
  });
});

describe("retention spend", () => {
  const options = {
    ceilingRate: 0.8,
    currentSpend: 10,
    currentRate: 0.5,
    marginPerPeriod: 100,
    discountRate: 0.15,
  };
  const valueAt = (
    spend: number,
    { ceilingRate, marginPerPeriod, discountRate }: typeof options,
    k: number,
  ) => {
    const rate = -ceilingRate * Math.expm1(-k * spend);
    return (marginPerPeriod * rate - spend) / (1 + discountRate - rate);
  };

  test.each([
    ["an ordinary case", options],
    ["a margin of millions", { ...options, marginPerPeriod: 1e7 }],
    ["everyone can be kept, and money costs nothing", { ...options, ceilingRate: 1, discountRate: 0 }],
    ["a response that is nearly flat", { ...options, currentRate: 0.02, marginPerPeriod: 5000 }],
    ["high rates", { ...options, discountRate: 3 }],
  ])("has its maximum there: %s", (_case, each) => {
    const { k, optimalSpend, retentionEquity } = retentionSpendOptimum(each);
    expect(optimalSpend).toBeGreaterThan(0);
    expect(valueAt(optimalSpend, each, k)).toBeCloseTo(retentionEquity, 9);
    for (const step of [0.9, 0.99, 1.01, 1.1]) {
      expect(valueAt(optimalSpend * step, each, k)).toBeLessThanOrEqual(retentionEquity * (1 + 1e-12));
    }
  });

  test("is 0 where keeping does not pay", () => {
    expect(retentionSpendOptimum({ ...options, marginPerPeriod: 1 })).toMatchObject({
      optimalSpend: 0,
      retentionEquity: 0,
    });
    expect(retentionSpendOptimum({ ...options, marginPerPeriod: -100 }).retentionEquity).toBe(0);
    expect(retentionSpendOptimum({ ...options, currentRate: 0 })).toMatchObject({
      k: 0,
      optimalSpend: 0,
      retentionEquity: 0,
    });
  });
});

describe("pay-back", () => {
  test("is at once for what cost nothing, never for who brings nothing", () => {
    const at = (months: number | null) => ({
      paybackMonths: months,
      discountedPaybackMonths: months,
      survivalPaybackMonths: months,
    });
    expect(cacPayback({ cac: 0, margin: -5 })).toEqual(at(0));
    expect(cacPayback({ cac: 10, margin: 0 })).toEqual(at(null));
    expect(cacPayback({ cac: 600, margin: 50 })).toEqual(at(12));
  });

  test("takes for ever where the last month of for ever would just do", () => {
    // 1 a month at 10 % is worth 10, after all months there are.
    expect(cacPayback({ cac: 10, margin: 1, rate: 0.1 }).discountedPaybackMonths).toBe(null);
    expect(cacPayback({ cac: 9.99, margin: 1, rate: 0.1 }).discountedPaybackMonths).toBeCloseTo(72.476, 2);
    expect(cacPayback({ cac: 10, margin: 1, retention: 0.9 }).survivalPaybackMonths).toBe(null);
  });

  test("counts whole months with survival, an exact hit as reached", () => {
    const survival = (cac: number, retention: number, rest = {}) =>
      cacPayback({ cac, margin: 50, retention, ...rest }).survivalPaybackMonths;
    expect(survival(95, 0.9)).toBe(2);
    expect(survival(95.01, 0.9)).toBe(3);
    expect(survival(50, 0)).toBe(1);
    expect(survival(51, 0)).toBe(null);
    expect(survival(500, 0.9)).toBe(null);
    expect(survival(100, 1, { firstMonthSurvival: 0.5 })).toBe(4);
    expect(survival(100, 1, { firstMonthSurvival: 0 })).toBe(null);
    expect(survival(100, 1, { rate: 0.1 })).toBe(3);
  });

  test("equals a sum month by month", () => {
    for (const [cac, retention, rate] of [
      [300, 0.95, 0.01],
      [777, 0.99, 0.002],
      [120, 0.7, 0],
    ] as const) {
      let sum = 0;
      let month = 0;
      while (sum < cac) {
        month += 1;
        sum += (50 * retention ** (month - 1)) / (1 + rate) ** month;
      }
      expect(cacPayback({ cac, margin: 50, retention, rate }).survivalPaybackMonths).toBe(month);
    }
  });
});

describe("customer equity", () => {
  const plan = {
    newCustomersPerPeriod: [10],
    margin: 100,
    retention: 0.8,
    discountRate: 0.1,
    acquisitionCostPerCustomer: 0,
  };

  test("shows each segment's part", () => {
    const equity = customerEquity([
      { segment: "gold", customers: 2, clv: 30 },
      { customers: 4, clv: 10 },
    ]);
    expect(equity.segments.toRows()).toEqual([
      { segment: "gold", customers: 2, clv: 30, equity: 60, share: 0.6 },
      { segment: null, customers: 4, clv: 10, equity: 40, share: 0.4 },
    ]);
    expect(equity).toMatchObject({ total: 100, current: 100, future: 0 });
    expect(customerEquity({ columns: { customers: [1], clv: [7] } }).total).toBe(7);
  });

  test("has no shares where the values cancel out", () => {
    const equity = customerEquity([
      { segment: "up", customers: 1, clv: 5 },
      { segment: "down", customers: 5, clv: -1 },
    ]);
    expect(equity.total).toBe(0);
    expect(equity.segments.toRows()).toEqual([
      { segment: "up", customers: 1, clv: 5, equity: 5, share: null },
      { segment: "down", customers: 5, clv: -1, equity: -5, share: null },
    ]);
    expect(equity.segments.indexOf("down")).toBe(1);
  });

  test("of cohorts is told cohort by cohort", () => {
    const spending = { ...plan, newCustomersPerPeriod: [10, 0, 22], discountRate: 1, retention: 0.5 };
    // A margin of 100 for ever, half kept and half worth each period: 100 x 0.5 / 1.5, less 5.
    const value = 100 * (0.5 / 1.5) - 5;
    const equity = customerEquity([{ customers: 1, clv: 7 }], { ...spending, acquisitionCostPerCustomer: 5 });
    expect(equity.cohorts.toRows()).toEqual([
      { period: 0, newCustomers: 10, valuePerCustomer: value, equity: 10 * value },
      { period: 1, newCustomers: 0, valuePerCustomer: value, equity: 0 },
      { period: 2, newCustomers: 22, valuePerCustomer: value, equity: (22 * value) / 4 },
    ]);
    expect(equity.cohorts.indexOf("2")).toBe(2);
    expect(equity.current).toBe(7);
    expect(equity.total).toBe(7 + equity.future);
  });

  test("is not known where a value is not", () => {
    const equity = customerEquity([{ customers: 2, clv: null }], plan);
    expect(equity).toMatchObject({ total: null, current: null });
    expect(equity.future).toBeGreaterThan(0);
  });

  test("of cohorts counts a margin more where the first comes at once", () => {
    const end = customerEquity(plan).future;
    const immediate = customerEquity({ ...plan, timing: "immediate" }).future;
    expect(immediate - end).toBeCloseTo(1000, 9);
    expect(customerEquity(plan).cohorts.row(0)).toMatchObject({ period: 0, newCustomers: 10 });
  });

  test("refuses value without end", () => {
    expect(() => customerEquity({ ...plan, retention: 1, discountRate: 0 })).toThrow(
      refused("conflict", "plan", "retention"),
    );
  });
});

describe("a statement", () => {
  const amounts = { grossRevenue: 100, discounts: 10, returns: 10, cogs: 40, costToServe: 8 };
  const upToServe = {
    ...amounts,
    netRevenue: 80,
    grossMargin: 40,
    grossMarginRate: 0.5,
    contributionMargin1: 40,
    contributionMargin2: 32,
  };

  test("does not know what lies below an amount that is not given, unless it is to skip it", () => {
    const unknown = { acquisitionCost: null, retentionCost: null };
    expect(contributionWaterfall(amounts)).toEqual({
      ...upToServe,
      ...unknown,
      contributionMargin3: null,
      contributionMargin3Rate: null,
    });
    expect(contributionWaterfall({ ...amounts, retentionCost: null }, { missing: "skip" })).toEqual({
      ...upToServe,
      ...unknown,
      contributionMargin3: 32,
      contributionMargin3Rate: 0.4,
    });
  });

  test("has no rates of nothing, and takes any steps", () => {
    expect(contributionWaterfall({ grossRevenue: 0, returns: 0, cogs: 1 })).toMatchObject({
      netRevenue: 0,
      grossMargin: -1,
      grossMarginRate: null,
    });
    const layers = [{ deduct: "__proto__" }, { subtotal: "left", rate: "leftRate" }] as const;
    const statement = contributionWaterfall(JSON.parse('{ "grossRevenue": 8, "__proto__": 2 }'), { layers });
    // The first subtotal is the base of rates.
    expect(Object.entries(statement)).toEqual([
      ["grossRevenue", 8],
      ["__proto__", 2],
      ["left", 6],
      ["leftRate", 1],
    ]);
  });
});
