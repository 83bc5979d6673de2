import { describe, expect, test } from "vitest";
import { activityCost, contribution, timeDrivenCost, timeEquation } from "../../src/profit/index.ts";

const pool = { costOfCapacitySupplied: 1000, practicalCapacityMinutes: 500 };

describe("time-driven costing", () => {
  const activities = [
    { activity: "pack", minutes: 10 },
    { activity: "call", minutes: 30 },
  ];
  const usage = [
    { customerId: "bob", activity: "pack", quantity: 2 },
    { customerId: "ann", activity: "pack", quantity: 1, minutes: 25 },
    { customerId: "ann", activity: "call", quantity: 3 },
    { customerId: "ann", activity: "call", quantity: 0 },
  ];

  test("charges customers for the minutes they used, and nobody for the rest", () => {
    const cost = timeDrivenCost(pool, activities, { usage });
    expect(cost.toRows()).toEqual([
      { activity: "pack", minutes: 10, quantity: 3, usedMinutes: 45, assigned: 90 },
      { activity: "call", minutes: 30, quantity: 3, usedMinutes: 90, assigned: 180 },
    ]);
    expect(cost).toMatchObject({ capacityCostRate: 2, totalUsedMinutes: 135, totalAssigned: 270 });
    expect(cost).toMatchObject({ unusedMinutes: 365, unusedCost: 730, utilization: 0.27 });
    expect(cost.indexOf("call")).toBe(1);
    expect(cost.costs.toRows()).toEqual([
      { customerId: "ann", layer: "costToServe", amount: 230 },
      { customerId: "bob", layer: "costToServe", amount: 40 },
    ]);
  });

  test("gives cost records that the waterfall takes", () => {
    const { costs } = timeDrivenCost(pool, activities, { usage, layer: "retentionCost" });
    const profit = contribution(
      { lines: [{ customerId: "ann", amount: 500, cost: 100 }], costs },
      { missing: "skip" },
    );
    expect(profit.columns.contributionMargin3).toEqual(Float64Array.of(170, -40));
  });

  test("takes its activities and their use as columns, minutes of their own or not", () => {
    const { costs, ...facts } = timeDrivenCost(
      pool,
      { columns: { activity: ["pack", "call"], minutes: Float64Array.of(10, 30) } },
      { usage: { columns: { customerId: [7, 7], activity: ["call", "pack"], quantity: [2, 0.5] } } },
    );
    expect(facts).toMatchObject({ totalUsedMinutes: 65, totalAssigned: 130, unusedMinutes: 435 });
    expect(costs.toRows()).toEqual([{ customerId: "7", layer: "costToServe", amount: 130 }]);
    expect(timeDrivenCost(pool, [], { usage: [] })).toMatchObject({ length: 0, totalUsedMinutes: 0 });
  });

  test("of nobody who used an activity is 0", () => {
    const idle = timeDrivenCost(pool, activities, { usage: [] });
    expect(idle.toRows()).toEqual([
      { activity: "pack", minutes: 10, quantity: 0, usedMinutes: 0, assigned: 0 },
      { activity: "call", minutes: 30, quantity: 0, usedMinutes: 0, assigned: 0 },
    ]);
    expect(idle).toMatchObject({ utilization: 0, unusedCost: 1000 });
  });

  test("charges to the last bit whatever the order of use", () => {
    const hours = [2 ** 53, 1, 1].map((quantity) => ({ customerId: "ann", activity: "call", quantity }));
    const one = { costOfCapacitySupplied: 1, practicalCapacityMinutes: 1 };
    for (const each of [hours, hours.slice().reverse()]) {
      const cost = timeDrivenCost(one, [{ activity: "call", minutes: 1 }], { usage: each });
      expect(cost.row(0)).toMatchObject({ quantity: 2 ** 53 + 2, usedMinutes: 2 ** 53 + 2 });
      expect(cost.costs.row(0).amount).toBe(2 ** 53 + 2);
    }
  });

  test("shows an overload as negative unused capacity", () => {
    const busy = timeDrivenCost(pool, [{ activity: "pack", minutes: 10, quantity: 60 }]);
    expect(busy).toMatchObject({ unusedMinutes: -100, unusedCost: -200, utilization: 1.2 });
    expect(busy.costs.length).toBe(0);
  });
});

describe("a time equation", () => {
  const equation = { baseMinutes: 5, increments: { express: 2, "gift wrap": 0.5 } };

  test("adds minutes for what is involved, once or by count", () => {
    expect(timeEquation(equation, ["express", "express"])).toBe(9);
    expect(timeEquation(equation, { "gift wrap": 3 })).toBe(6.5);
  });
});

describe("classic activity costing", () => {
  const activities = [
    { activity: "order", effortShare: 0.6, driverQuantity: 100 },
    { activity: "visit", effortShare: 0.3, driverQuantity: 10 },
  ];
  const usage = [
    { customerId: "ann", activity: "order", quantity: 50, minutes: 9 },
    { customerId: "ann", activity: "visit", quantity: 10 },
  ];

  test("gives the cost of one of each driver, and what nobody used", () => {
    const cost = activityCost({ totalCost: 1000 }, activities, { usage });
    expect(cost.toRows()).toEqual([
      {
        activity: "order",
        cost: 600,
        driverQuantity: 100,
        rate: 6,
        usedQuantity: 50,
        assigned: 300,
        unusedCost: 300,
      },
      {
        activity: "visit",
        cost: 300,
        driverQuantity: 10,
        rate: 30,
        usedQuantity: 10,
        assigned: 300,
        unusedCost: 0,
      },
    ]);
    expect(cost).toMatchObject({ totalAssigned: 600, unusedCost: 300 });
    expect(cost.unallocated).toBeCloseTo(100, 9);
    expect(cost.costs.toRows()).toEqual([{ customerId: "ann", layer: "costToServe", amount: 600 }]);
  });

  test("leaves out the minutes of usage, and names the layer it is for", () => {
    const { costs } = activityCost({ totalCost: 1000 }, activities, { usage, layer: "retentionCost" });
    expect(costs.toRows()).toEqual([{ customerId: "ann", layer: "retentionCost", amount: 600 }]);
    expect(activityCost({ totalCost: 7 }, [])).toMatchObject({ length: 0, unallocated: 7 });
  });

  test("knows nothing of use without usage", () => {
    const cost = activityCost({ totalCost: 1000 }, [
      ...activities,
      { activity: "fly", effortShare: 0, driverQuantity: 0 },
    ]);
    expect(cost.row(2)).toMatchObject({ rate: null, usedQuantity: null, assigned: null, unusedCost: null });
    expect(cost).toMatchObject({ totalAssigned: null, unusedCost: null });
  });
});
