import { describe, expect, test } from "vitest";
import {
  acquisitionSpendOptimum,
  activityCost,
  cacPayback,
  customerAcquisitionCost,
  customerEquity,
  gini,
  lorenzCurve,
  ltvToCac,
  retentionSpendOptimum,
  timeDrivenCost,
  timeEquation,
  whaleCurve,
} from "../../src/profit/index.ts";
import { refuses } from "../core/base.ts";

const BELOW = -1e-9;

describe("economics of one customer are refused", () => {
  const won = (change: object) => () => customerAcquisitionCost({ spend: 0, newCustomers: 0, ...change });
  const prospects = {
    ceilingRate: 0.4,
    currentSpendPerProspect: 5,
    currentRate: 0.2,
    valuePerAcquiredCustomer: 10,
  };
  const acquire = (change: object) => () => acquisitionSpendOptimum({ ...prospects, ...change });
  const kept = {
    ceilingRate: 0.8,
    currentSpend: 10,
    currentRate: 0.5,
    marginPerPeriod: 100,
    discountRate: 0,
  };
  const keep = (change: object) => () => retentionSpendOptimum({ ...kept, ...change });
  const payback = (change: object) => () => cacPayback({ cac: 0, margin: 5, ...change });

  refuses({
    "out_of_range acquisition.spend: expected a finite number from 0, got a negative number": won({
      spend: BELOW,
    }),
    "out_of_range acquisition.newCustomers: expected a finite number from 0, got a negative number": won({
      newCustomers: BELOW,
    }),
    "unknown_name acquisition.won: expected one of spend, newCustomers, got another name": won({ won: 1 }),
    "not_finite ltv: expected a finite number, got NaN": () => ltvToCac(Number.NaN, 1),
    "out_of_range cac: expected a finite number from 0, got a negative number": () => ltvToCac(1, BELOW),
    "out_of_range options.ceilingRate: expected a finite number above 0 to 1, got zero": acquire({
      ceilingRate: 0,
    }),
    "out_of_range options.ceilingRate: expected a finite number above 0 to 1, got a positive number": acquire(
      { ceilingRate: 1.001 },
    ),
    "out_of_range options.currentSpendPerProspect: expected a finite number above 0, got zero": acquire({
      currentSpendPerProspect: 0,
    }),
    "out_of_range options.currentRate: expected a finite number from 0, got a negative number": acquire({
      currentRate: BELOW,
    }),
    "out_of_range options.currentRate: expected a rate below ceilingRate, got one that is not": [
      acquire({ currentRate: 0.4 }),
      keep({ currentRate: 0.8 }),
    ],
    "not_finite options.valuePerAcquiredCustomer: expected a finite number, got Infinity": acquire({
      valuePerAcquiredCustomer: Number.POSITIVE_INFINITY,
    }),
    "unknown_name options.value: expected one of ceilingRate, currentSpendPerProspect, currentRate, valuePerAcquiredCustomer, got another name":
      acquire({ value: 1 }),
    "out_of_range options.currentSpend: expected a finite number above 0, got zero": keep({
      currentSpend: 0,
    }),
    "wrong_type options.marginPerPeriod: expected a finite number, got a string of 1 character": keep({
      marginPerPeriod: "1",
    }),
    "out_of_range options.discountRate: expected a finite number from 0, got a negative number": keep({
      discountRate: BELOW,
    }),
    "unknown_name options.rate: expected one of ceilingRate, currentSpend, currentRate, marginPerPeriod, discountRate, got another name":
      keep({ rate: 1 }),
    "out_of_range options.cac: expected a finite number from 0, got a negative number": payback({
      cac: BELOW,
    }),
    "wrong_type options.margin: expected a finite number, got null": payback({ margin: null }),
    "out_of_range options.rate: expected a finite number from 0, got a negative number": payback({
      rate: BELOW,
    }),
    "out_of_range options.retention: expected a finite number from 0 to 1, got a negative number": payback({
      retention: BELOW,
    }),
    "out_of_range options.retention: expected a finite number from 0 to 1, got a positive number": payback({
      retention: 1.001,
    }),
    "out_of_range options.firstMonthSurvival: expected a finite number from 0 to 1, got a negative number":
      payback({ firstMonthSurvival: BELOW }),
    "out_of_range options.firstMonthSurvival: expected a finite number from 0 to 1, got a positive number":
      payback({ firstMonthSurvival: 1.001 }),
    "unknown_name options.discountRate: expected one of cac, margin, rate, retention, firstMonthSurvival, got another name":
      payback({ discountRate: 1 }),
  });

  test("only beyond their bounds", () => {
    expect(acquire({ ceilingRate: 1, currentRate: 0, valuePerAcquiredCustomer: -1 })().optimalSpend).toBe(0);
    expect(keep({ ceilingRate: 1, currentRate: 0, discountRate: 0 })().optimalSpend).toBe(0);
    expect(payback({ rate: 0, retention: 0, firstMonthSurvival: 0 })().paybackMonths).toBe(0);
    expect(payback({ retention: 1, firstMonthSurvival: 1 })().paybackMonths).toBe(0);
  });
});

describe("customer equity is refused", () => {
  const whole = {
    newCustomersPerPeriod: [0],
    margin: -1,
    retention: 0,
    discountRate: 0,
    acquisitionCostPerCustomer: 0,
  };
  const plan = (change: object) => () => customerEquity([], { ...whole, ...change } as never);
  const segment = (change: object) => () => customerEquity([{ customers: 0, clv: null, ...change } as never]);

  refuses({
    "wrong_type plan.margin: expected a finite number, got a string of 1 character": plan({ margin: "1" }),
    "out_of_range plan.retention: expected a finite number from 0 to 1, got a negative number": plan({
      retention: BELOW,
    }),
    "out_of_range plan.retention: expected a finite number from 0 to 1, got a positive number": plan({
      retention: 1.001,
    }),
    "out_of_range plan.discountRate: expected a finite number from 0, got a negative number": plan({
      discountRate: BELOW,
    }),
    "out_of_range plan.acquisitionCostPerCustomer: expected a finite number from 0, got a negative number":
      plan({ acquisitionCostPerCustomer: BELOW }),
    "unknown_name plan.timing: expected one of end, immediate, got a string of 5 characters": plan({
      timing: "start",
    }),
    "conflict plan.retention: expected a retention below 1 + discountRate, got 1": plan({ retention: 1 }),
    "out_of_range plan.newCustomersPerPeriod.1: expected a finite number from 0, got a negative number": plan(
      { newCustomersPerPeriod: [0, BELOW] },
    ),
    "wrong_type plan.newCustomersPerPeriod: expected a list of numbers, got a string of 2 characters": plan({
      newCustomersPerPeriod: "10",
    }),
    "unknown_name plan.newCustomers: expected one of newCustomersPerPeriod, margin, retention, discountRate, acquisitionCostPerCustomer, timing, got another name":
      plan({ newCustomers: [1] }),
    "out_of_range segments.0.customers: expected a number of at least 0, got a negative number": segment({
      customers: BELOW,
    }),
    "missing segments.0.customers: expected a finite number, got null": segment({ customers: null }),
    "wrong_type segments.0.clv: expected a finite number, got a string of 1 character": segment({
      clv: "5",
    }),
    "wrong_type segments.0.segment: expected a string, got a positive integer": segment({ segment: 5 }),
    "wrong_type segments: expected segments before a plan, got a plan": () => customerEquity(whole, whole),
    "wrong_type segments: expected an array of rows or { columns }, got null": () =>
      customerEquity(null as never),
    'missing segments.columns.customers: expected a column (or say which one it is: fields: { customers: "…" }), got nothing':
      () => customerEquity({ columns: { clv: [1] } } as never),
    'missing segments.columns.clv: expected a column (or say which one it is: fields: { clv: "…" }), got nothing':
      () => customerEquity({ columns: { customers: [1] } } as never),
  });

  test("only beyond their bounds", () => {
    expect(customerEquity([{ customers: 0, clv: -1 }], whole).total).toBe(0);
    expect(plan({ retention: 1, discountRate: 0.5, timing: "end" })().future).toBe(0);
  });
});

describe("costing is refused", () => {
  const pool = { costOfCapacitySupplied: 0, practicalCapacityMinutes: 1 };
  const usage = { customerId: "ann", activity: "pack", quantity: 1 };
  const timed =
    (activity: object, more: object = {}) =>
    () =>
      timeDrivenCost(pool, [{ activity: "pack", minutes: 0, quantity: 0, ...activity }], more);
  const driven =
    (activity: object, more: object = {}) =>
    () =>
      activityCost(
        { totalCost: 1 },
        [{ activity: "pack", effortShare: 0, driverQuantity: 0, ...activity }],
        more,
      );
  const used = (change: object) => timed({ quantity: null }, { usage: [{ ...usage, ...change }] });

  refuses({
    "out_of_range pool.costOfCapacitySupplied: expected a finite number from 0, got a negative number": () =>
      timeDrivenCost({ ...pool, costOfCapacitySupplied: BELOW }, []),
    "out_of_range pool.practicalCapacityMinutes: expected a finite number above 0, got zero": () =>
      timeDrivenCost({ ...pool, practicalCapacityMinutes: 0 }, []),
    "unknown_name pool.minutes: expected one of costOfCapacitySupplied, practicalCapacityMinutes, got another name":
      () => timeDrivenCost({ ...pool, minutes: 0 } as never, []),
    "unknown_name options.layers: expected one of usage, layer, got another name": [
      timed({}, { layers: "x" }),
      driven({}, { layers: "x" }),
    ],
    "missing activities.0.activity: expected a string, got null": timed({ activity: null }),
    "wrong_type activities.0.activity: expected a string, got a positive integer": timed({ activity: 5 }),
    "out_of_range activities.0.minutes: expected a number of at least 0, got a negative number": timed({
      minutes: BELOW,
    }),
    "missing activities.0.minutes: expected a finite number, got null": timed({ minutes: null }),
    "out_of_range activities.0.quantity: expected a number of at least 0, got a negative number": timed({
      quantity: BELOW,
    }),
    "missing activities.0.quantity: expected a finite number, got null": timed({ quantity: null }),
    "conflict activities.0.quantity: expected no quantity where usage counts it, got a quantity": timed(
      { quantity: 0 },
      { usage: [] },
    ),
    "duplicate activities.1.activity: expected a name of its own, got one in use": () =>
      timeDrivenCost(pool, [
        { activity: "a", minutes: 1, quantity: 1 },
        { activity: "a", minutes: 1, quantity: 1 },
      ]),
    'missing activities.columns.activity: expected a column (or say which one it is: fields: { activity: "…" }), got nothing':
      () => timeDrivenCost(pool, { columns: { minutes: [1], quantity: [1] } } as never),
    "wrong_type activities: expected an array of rows or { columns }, got a positive integer": () =>
      timeDrivenCost(pool, 5 as never),
    "missing usage.0.customerId: expected a string or a finite number, got null": used({ customerId: null }),
    "missing usage.0.activity: expected a string, got null": used({ activity: null }),
    "unknown_name usage.0.activity: expected a named activity, got a string of 3 characters": used({
      activity: "fly",
    }),
    "out_of_range usage.0.quantity: expected a number of at least 0, got a negative number": used({
      quantity: BELOW,
    }),
    "missing usage.0.quantity: expected a finite number, got null": used({ quantity: null }),
    "out_of_range usage.0.minutes: expected a number of at least 0, got a negative number": used({
      minutes: BELOW,
    }),
    "wrong_type usage: expected an array of rows or { columns }, got a positive integer": timed(
      { quantity: null },
      { usage: 5 },
    ),
    "out_of_range pool.totalCost: expected a finite number from 0, got a negative number": () =>
      activityCost({ totalCost: BELOW }, []),
    "unknown_name pool.total: expected one of totalCost, got another name": () =>
      activityCost({ total: 1 } as never, []),
    "out_of_range activities.0.effortShare: expected a number of at least 0, got a negative number": driven({
      effortShare: BELOW,
    }),
    "missing activities.0.effortShare: expected a finite number, got null": driven({ effortShare: null }),
    "out_of_range activities.0.driverQuantity: expected a number of at least 0, got a negative number":
      driven({ driverQuantity: BELOW }),
    "conflict activities: expected effort shares that sum to at most 1, got more": driven({
      effortShare: 1.00001,
    }),
    "conflict activities.0.driverQuantity: expected a driver quantity above 0 for what usage names, got zero":
      driven({ effortShare: 1 }, { usage: [usage] }),
  });

  test("only beyond their bounds", () => {
    expect(timed({})().toRows()).toEqual([
      { activity: "pack", minutes: 0, quantity: 0, usedMinutes: 0, assigned: 0 },
    ]);
    expect(used({ quantity: 0, minutes: 0 })().totalUsedMinutes).toBe(0);
    // Nobody used what has no supply.
    expect(driven({ effortShare: 1 }, { usage: [{ ...usage, quantity: 0 }] })().totalAssigned).toBe(0);
    // Shares of a third thrice are one.
    expect(driven({ effortShare: 1 + 1e-10 })().unallocated).toBe(0);
    expect(() => activityCost({ totalCost: 0 }, [])).not.toThrow();
  });
});

describe("a time equation is refused", () => {
  const equation = { baseMinutes: 0, increments: { express: -1, wrap: 0.5 } };
  refuses({
    "out_of_range equation.baseMinutes: expected a finite number from 0, got a negative number": () =>
      timeEquation({ ...equation, baseMinutes: BELOW }, []),
    "unknown_name equation.minutes: expected one of baseMinutes, increments, got another name": () =>
      timeEquation({ ...equation, minutes: 1 } as never, []),
    "wrong_type equation: expected an object, got null": () => timeEquation(null as never, []),
    "wrong_type equation.increments: expected an object, got nothing": () =>
      timeEquation({ baseMinutes: 1 } as never, []),
    "wrong_type equation.increments.express: expected a finite number, got a string of 1 character": () =>
      timeEquation({ baseMinutes: 0, increments: { express: "1" as never } }, ["express"]),
    "unknown_name drivers: expected one of express, wrap, got a string of 8 characters": () =>
      timeEquation(equation, ["toString"]),
    "unknown_name drivers: expected one of express, wrap, got a positive integer": () =>
      timeEquation(equation, [3 as never]),
    "wrong_type drivers: expected a list of drivers, or a count for each, got a string of 7 characters": () =>
      timeEquation(equation, "express" as never),
    "wrong_type drivers: expected a list of drivers, or a count for each, got null": () =>
      timeEquation(equation, null as never),
    "out_of_range drivers.express: expected a finite number from 0, got a negative number": () =>
      timeEquation(equation, { express: BELOW }),
  });

  test("only beyond its bounds: an increment may save time", () => {
    expect(timeEquation(equation, { express: 0, wrap: 2 })).toBe(1);
    expect(timeEquation({ ...equation, baseMinutes: 3 }, ["express"])).toBe(2);
  });
});

describe("measures of concentration are refused", () => {
  refuses({
    "not_finite values.1.value: expected a finite number, got -Infinity": () =>
      gini([1, Number.NEGATIVE_INFINITY]),
    "wrong_type values: expected an array, a typed array, a vector with at(i), or { codes, values }, got a string of 1 character":
      () => gini("1" as never),
    "wrong_type options.unbiased: expected true or false, got a positive integer": () =>
      gini([1], { unbiased: 1 as never }),
    "wrong_type options.normalised: expected true or false, got a string of 3 characters": () =>
      gini([1], { normalised: "yes" as never }),
    "unknown_name options.normalized: expected one of unbiased, normalised, got another name": () =>
      gini([1], { normalized: true } as never),
    "wrong_type values.0.value: expected a finite number, got a string of 1 character": () =>
      lorenzCurve(["1"] as never),
    "wrong_type profits.2.value: expected a finite number, got a string of 1 character": () =>
      whaleCurve([1, 2, "3"] as never),
    "wrong_type profits: expected an array, a typed array, a vector with at(i), or { codes, values }, got an object":
      () => whaleCurve({} as never),
  });
});
