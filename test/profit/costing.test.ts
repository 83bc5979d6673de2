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

  test("shows an overload as negative unused capacity", () => {
    const busy = timeDrivenCost(pool, [{ activity: "pack", minutes: 10, quantity: 60 }]);
    expect(busy).toMatchObject({ unusedMinutes: -100, unusedCost: -200, utilization: 1.2 });
    expect(busy.costs.length).toBe(0);
  });

  test.each<[string, () => unknown, string, string]>([
    [
      "no capacity",
      () => timeDrivenCost({ ...pool, practicalCapacityMinutes: 0 }, []),
      "out_of_range",
      "pool.practicalCapacityMinutes",
    ],
    [
      "an activity twice",
      () => timeDrivenCost(pool, [...activities, ...activities], { usage }),
      "duplicate",
      "activities.2.activity",
    ],
    ["no quantity", () => timeDrivenCost(pool, activities), "missing", "activities.0.quantity"],
    [
      "a quantity that usage counts",
      () => timeDrivenCost(pool, [{ activity: "pack", minutes: 1, quantity: 1 }], { usage: [] }),
      "conflict",
      "activities.0.quantity",
    ],
    [
      "usage of nothing known",
      () => timeDrivenCost(pool, activities, { usage: [{ customerId: "a", activity: "fly", quantity: 1 }] }),
      "unknown_name",
      "usage.0.activity",
    ],
    [
      "a misspelt option",
      () => timeDrivenCost(pool, activities, { use: [] } as never),
      "unknown_name",
      "options.use",
    ],
  ])("refuses %s", (_case, run, code, path) => {
    expect(run).toThrow(
      expect.objectContaining({
        code,
        path: path.split(".").map((part) => (/^\d+$/.test(part) ? Number(part) : part)),
      }),
    );
  });
});

describe("a time equation", () => {
  const equation = { baseMinutes: 5, increments: { express: 2, "gift wrap": 0.5 } };

  test("adds minutes for what is involved, once or by count", () => {
    expect(timeEquation(equation, ["express", "express"])).toBe(9);
    expect(timeEquation(equation, { "gift wrap": 3 })).toBe(6.5);
  });

  test.each<[string, () => unknown, string]>([
    ["a driver it does not know", () => timeEquation(equation, ["toString"]), "unknown_name"],
    ["a driver that is no name", () => timeEquation(equation, [3] as never), "unknown_name"],
    ["drivers that are none", () => timeEquation(equation, "express" as never), "wrong_type"],
    ["a count below 0", () => timeEquation(equation, { express: -1 }), "out_of_range"],
    ["no increments", () => timeEquation({ baseMinutes: 1 } as never, []), "wrong_type"],
  ])("refuses %s", (_case, run, code) => {
    expect(run).toThrow(expect.objectContaining({ code }));
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

  test("knows nothing of use without usage", () => {
    const cost = activityCost({ totalCost: 1000 }, [
      ...activities,
      { activity: "fly", effortShare: 0, driverQuantity: 0 },
    ]);
    expect(cost.row(2)).toMatchObject({ rate: null, usedQuantity: null, assigned: null, unusedCost: null });
    expect(cost).toMatchObject({ totalAssigned: null, unusedCost: null });
  });

  test("refuses shares above 1 and use of what is not supplied", () => {
    const twice = [...activities, { activity: "x", effortShare: 0.2, driverQuantity: 0 }];
    expect(() => activityCost({ totalCost: 1 }, twice)).toThrow(
      expect.objectContaining({ code: "conflict", path: ["activities"] }),
    );
    const none = [{ activity: "order", effortShare: 1, driverQuantity: 0 }];
    expect(() => activityCost({ totalCost: 1 }, none, { usage: usage.slice(0, 1) })).toThrow(
      "activities.0.driverQuantity",
    );
  });
});
