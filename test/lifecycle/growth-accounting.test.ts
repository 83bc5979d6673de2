import { describe, expect, test } from "vitest";
import { growthAccounting } from "../../src/lifecycle/index.ts";
import { caught, type RefusalText } from "../core/base.ts";

const asOf = "2026-04-15";

describe("growthAccounting", () => {
  const order = (customerId: string, at: string, amount: number) => ({ customerId, at, amount });
  const orders = [
    order("ann", "2026-01-10", 50),
    order("ann", "2026-01-20", 0.1),
    order("ann", "2026-04-03", 80),
    order("bob", "2026-01-12", 20),
    order("bob", "2026-02-20", 15),
    order("bob", "2026-03-01", 40),
  ];
  const short = (options: object) =>
    growthAccounting(orders, { asOf: "2026-04-30", ...options })
      .toRows()
      .map((row) => [row.active, row.new, row.retained, row.resurrected, row.churned]);

  test("tells where customers and money of each month come from and go to", () => {
    const growth = growthAccounting(orders, { asOf: "2026-04-29" });
    expect(growth.toRows()).toEqual([
      {
        ...{ period: "2026-01-01", end: "2026-01-31", complete: true, quickRatio: null, netChurn: null },
        ...{ active: 2, new: 2, retained: 0, resurrected: 0, churned: 0, grossRetention: null },
        ...{ revenue: 70.1, newRevenue: 70.1, retainedRevenue: 0, resurrectedRevenue: 0, expansion: 0 },
        ...{ contraction: 0, churnedRevenue: 0, revenueQuickRatio: null },
      },
      {
        ...{ period: "2026-02-01", end: "2026-02-28", complete: true, quickRatio: 0 },
        ...{ active: 1, new: 0, retained: 1, resurrected: 0, churned: 1 },
        ...{ revenue: 15, newRevenue: 0, retainedRevenue: 15, resurrectedRevenue: 0, expansion: 0 },
        ...{ contraction: 5, churnedRevenue: 50.1, revenueQuickRatio: 0 },
        ...{ grossRetention: 15 / 70.1, netChurn: 55.1 / 70.1 },
      },
      {
        ...{ period: "2026-03-01", end: "2026-03-31", complete: true, quickRatio: null },
        ...{ active: 1, new: 0, retained: 1, resurrected: 0, churned: 0 },
        ...{ revenue: 40, newRevenue: 0, retainedRevenue: 15, resurrectedRevenue: 0, expansion: 25 },
        ...{ contraction: 0, churnedRevenue: 0, revenueQuickRatio: null },
        ...{ grossRetention: 1, netChurn: -25 / 15 },
      },
      {
        ...{ period: "2026-04-01", end: "2026-04-30", complete: false, quickRatio: 1 },
        ...{ active: 1, new: 0, retained: 0, resurrected: 1, churned: 1 },
        ...{ revenue: 80, newRevenue: 0, retainedRevenue: 0, resurrectedRevenue: 80, expansion: 0 },
        ...{ contraction: 0, churnedRevenue: 40, revenueQuickRatio: 2 },
        ...{ grossRetention: 0, netChurn: -1 },
      },
    ]);
    expect(growth.indexOf("2026-03-01")).toBe(2);
    expect(growthAccounting(orders, { asOf: "2026-04-30" }).row(3).complete).toBe(true);
  });

  test("lets the host say who has churned and who is new again", () => {
    expect(short({ churnedAfter: 2 })).toEqual([
      [2, 2, 0, 0, 0],
      [1, 0, 1, 0, 0],
      [1, 0, 1, 0, 1],
      [1, 0, 0, 1, 0],
    ]);
    expect(short({ churnedAfter: 3 })[3]).toEqual([1, 0, 1, 0, 0]);
    expect(short({ newAfter: 2 })[3]).toEqual([1, 1, 0, 0, 1]);
    expect(short({ newAfter: 3 })[3]).toEqual([1, 0, 0, 1, 1]);
  });

  test("of weeks from any day, and of windows that end with the day of looking", () => {
    const starts = (options: object) => growthAccounting(orders, { asOf: "2026-01-23", ...options }).columns;
    expect(starts({ period: "week" }).period).toEqual(["2026-01-05", "2026-01-12", "2026-01-19"]);
    expect(starts({ period: "week", weekStartsOn: 6 }).period).toEqual(["2026-01-10", "2026-01-17"]);
    expect(starts({ windowDays: 7 }).period).toEqual(["2026-01-10", "2026-01-17"]);
    expect(starts({ windowDays: 7 }).end).toEqual(["2026-01-16", "2026-01-23"]);
    expect(starts({ windowDays: 7 }).active).toEqual(Float64Array.of(2, 1));
    const rolling = starts({ windowDays: 8, stepDays: 4 });
    expect(rolling.end).toEqual(["2026-01-11", "2026-01-15", "2026-01-19", "2026-01-23"]);
    expect(rolling.active).toEqual(Float64Array.of(1, 2, 1, 1));
    expect(rolling.retained).toEqual(Float64Array.of(0, 0, 0, 1));
    // Every third day, or tenth, with what lies seven days before each.
    const third = starts({ windowDays: 7, stepDays: 3 });
    expect(third.end).toEqual(["2026-01-11", "2026-01-14", "2026-01-17", "2026-01-20", "2026-01-23"]);
    expect(third.period).toEqual(["2026-01-05", "2026-01-08", "2026-01-11", "2026-01-14", "2026-01-17"]);
    expect(third.active).toEqual(Float64Array.of(1, 2, 1, 1, 1));
    expect(third.churned).toEqual(Float64Array.of(0, 0, 1, 1, 1));
    expect(starts({ windowDays: 7, stepDays: 10 }).end).toEqual(["2026-01-13", "2026-01-23"]);
    expect(
      growthAccounting(orders, { asOf: "2026-01-10", windowDays: 30, stepDays: 10 }).columns.end,
    ).toEqual(["2026-01-10"]);
    expect(growthAccounting([], { asOf: "2026-01-10" }).toRows()).toMatchObject([
      { period: "2026-01-01", active: 0, quickRatio: null },
    ]);
  });
});

describe("refusals", () => {
  const grow = (options: object) => () => growthAccounting([], { asOf, ...options } as never);

  test.each<RefusalText>([
    [
      "growth without options",
      () => growthAccounting([], null as never),
      "wrong_type",
      "options: expected an object with asOf and period, got null",
    ],
    [
      "growth with another option",
      grow({ by: 1 }),
      "unknown_name",
      "options.by: expected one of timeZone, numericTime, sameDay, zeroAmount, duplicates, rates, from, onInvalid, fields, asOf, period, weekStartsOn, windowDays, stepDays, churnedAfter, newAfter, got another name",
    ],
    [
      "another period",
      grow({ period: "hour" }),
      "unknown_name",
      "options.period: expected one of day, week, month, quarter, year, got a string of 4 characters",
    ],
    [
      "a week from nowhere",
      grow({ weekStartsOn: 7 }),
      "out_of_range",
      "options.weekStartsOn: expected a whole number from 0 to 6, got a positive integer",
    ],
    [
      "a week from half a day",
      grow({ weekStartsOn: 0.5 }),
      "out_of_range",
      "options.weekStartsOn: expected a whole number from 0 to 6, got a positive number",
    ],
    [
      "a week from before Sunday",
      grow({ weekStartsOn: -1 }),
      "out_of_range",
      "options.weekStartsOn: expected a whole number from 0 to 6, got a negative number",
    ],
    [
      "windows of no day",
      grow({ windowDays: 0 }),
      "out_of_range",
      "options.windowDays: expected a whole number from 1 to 100000, got zero",
    ],
    [
      "windows of half a day",
      grow({ windowDays: 1.5 }),
      "out_of_range",
      "options.windowDays: expected a whole number from 1 to 100000, got a positive number",
    ],
    [
      "steps of no day",
      grow({ windowDays: 7, stepDays: 0 }),
      "out_of_range",
      "options.stepDays: expected a whole number from 1 to 100000, got zero",
    ],
    [
      "churn at once",
      grow({ churnedAfter: 0 }),
      "out_of_range",
      "options.churnedAfter: expected a whole number from 1 to 100000, got zero",
    ],
    [
      "churn after an age",
      grow({ churnedAfter: 100_001 }),
      "out_of_range",
      "options.churnedAfter: expected a whole number from 1 to 100000, got a positive integer",
    ],
    [
      "new after nothing",
      grow({ newAfter: 0 }),
      "out_of_range",
      "options.newAfter: expected a whole number from 1 to 100000, got zero",
    ],
    [
      "windows beside a period",
      grow({ windowDays: 7, period: "week" }),
      "conflict",
      "options.period: expected either period or windowDays, got both",
    ],
    [
      "steps without windows",
      grow({ stepDays: 7 }),
      "conflict",
      "options.stepDays: expected windowDays, for a line every so many days, got none",
    ],
  ])("%s", (_name, run, code, message) => {
    expect(caught(run)).toMatchObject({ name: "ScoringError", code, message });
  });
});
