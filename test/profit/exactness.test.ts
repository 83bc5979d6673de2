import { describe, expect, test } from "vitest";
import { contribution, contributionFold, whaleCurve } from "../../src/profit/index.ts";
import { columnsOf } from "../core/base.ts";

/** The sum of multiples of a quarter, rounded once. */
function exactSum(values: readonly number[]): number {
  return Number(values.reduce((sum, value) => sum + BigInt(value * 4), 0n)) / 4;
}

/** As `amount`, `discount`, `cost`, refund and cost record: what each sum of them must come to. */
function rowOf(values: readonly number[]): object {
  const sum = exactSum(values);
  return { grossRevenue: sum + sum, discounts: sum, returns: sum, cogs: sum, costToServe: sum };
}

const sold = (customerId: string, value: number) => [
  { customerId, amount: value, discount: value, cost: value },
  { customerId, amount: -value },
];
const spent = (customerId: string, value: number) => [{ customerId, amount: value, layer: "serve" }];

const cases: readonly (readonly [string, readonly number[]])[] = [
  ["whole numbers that stay exact", [1, 2, 3, 4]],
  ["quarters", [0.25, 0.5, 0.75, 1]],
  ["quarters on a sum that has no room for them", [2 ** 52, 0.5, 0.5, 0.25]],
  ["fractions that leave no room together", [2 ** 51 + 0.5, 2 ** 51 + 0.5, 2 ** 51 + 0.5, 0.25]],
  ["whole numbers beyond 2 ** 31", [3e9, 5e12, 1, 7]],
  ["whole numbers that leave 2 ** 53 together", [2 ** 53 - 2, 3, 1, 1]],
  ["ones beside what swallows them", [1e16, 1, 1, 0.5]],
  ["what swallows, last", [1, 1, 0.5, 1e16]],
];

describe.each(cases)("%s", (_case, values) => {
  const lines = values.flatMap((value) => sold("ann", value));
  const costs = values.flatMap((value) => spent("ann", value));

  test("are summed exactly, as rows and as columns", () => {
    expect(contribution({ lines, costs }).row(0)).toMatchObject(rowOf(values));
    const given = columnsOf(lines.map((line) => ({ discount: null, cost: null, ...line })));
    const typed = (column: readonly (number | null)[]) =>
      Float64Array.from(column, (cell) => cell ?? Number.NaN);
    const { customerId, amount, discount, cost } = given.columns;
    const columns = {
      customerId,
      amount: typed(amount),
      discount: typed(discount as readonly (number | null)[]),
      cost: typed(cost as readonly (number | null)[]),
    };
    expect(contribution({ lines: { columns }, costs: columnsOf(costs) }).row(0)).toMatchObject(rowOf(values));
  });

  test("are summed exactly from states merged in any order, saved or not", () => {
    const fold = contributionFold();
    const partOf = (value: number) => () =>
      fold.addCosts(fold.add(fold.empty(), sold("ann", value)), spent("ann", value));
    const saved = (make: ReturnType<typeof partOf>) => () =>
      fold.load(JSON.parse(JSON.stringify(fold.save(make()))));
    const pair = (a: number, b: number) => () => fold.merge(partOf(a)(), partOf(b)());
    const [a, b, c, d] = values as [number, number, number, number];
    const singles = [a, b, c, d].map(partOf);
    for (const parts of [
      singles,
      singles.map(saved),
      singles.slice().reverse(),
      [pair(a, b), pair(c, d)],
      [pair(c, d), saved(pair(a, b))],
      [saved(partOf(c)), pair(a, b), partOf(d)],
    ]) {
      const merged = fold.finish(
        parts.map((make) => make()).reduce((left, right) => fold.merge(left, right)),
      );
      expect(merged.row(0)).toMatchObject(rowOf(values));
    }
  });

  test("are summed exactly batch by batch, of lines alone and of records alone", () => {
    const fold = contributionFold();
    const sales = fold.empty();
    const records = fold.add(fold.empty(), [{ customerId: "ann", amount: 1, cost: 1 }]);
    for (const amount of values) {
      fold.add(sales, [{ customerId: "ann", amount, discount: amount, cost: amount }]);
      fold.addCosts(records, spent("ann", amount));
    }
    const sum = exactSum(values);
    const row = { grossRevenue: sum + sum, discounts: sum, netRevenue: sum, cogs: sum };
    expect(fold.finish(sales).row(0)).toMatchObject(row);
    expect(fold.finish(records).row(0)).toMatchObject({ grossRevenue: 1, costToServe: sum });
  });

  test("are summed exactly where only the records round", () => {
    const fold = contributionFold();
    const whole = (...parts: readonly number[]) =>
      fold.addCosts(
        fold.add(fold.empty(), [{ customerId: "ann", amount: 1, cost: 1 }]),
        parts.flatMap((value) => spent("ann", value)),
      );
    const [a, b, c, d] = values as [number, number, number, number];
    for (const merged of [
      fold.merge(whole(a, b), whole(c, d)),
      fold.merge(whole(c), whole(a, b, d)),
      fold.merge(whole(), whole(a, b, c, d)),
      fold.merge(whole(a, b, c, d), whole()),
    ]) {
      expect(fold.finish(merged).row(0)).toMatchObject({ grossRevenue: 2, costToServe: exactSum(values) });
    }
  });

  test("are summed exactly where only the lines round", () => {
    const fold = contributionFold();
    const whole = (...parts: readonly number[]) =>
      fold.add(
        fold.empty(),
        parts.map((amount) => ({ customerId: "ann", amount })),
      );
    const [a, b, c, d] = values as [number, number, number, number];
    for (const merged of [
      fold.merge(whole(0), whole(a, b, c, d)),
      fold.merge(whole(a, b), whole(c, d)),
      fold.merge(whole(c), fold.merge(whole(d), whole(a, b))),
    ]) {
      expect(fold.finish(merged).totals.grossRevenue).toBe(exactSum(values));
    }
  });

  test("are summed exactly from a history", () => {
    const history = values.map((value) => ({ customerId: "ann", orders: 1, revenue: value, refunds: value }));
    const sum = exactSum(values);
    expect(contribution({ history, rates: { cogs: { perOrder: 2 } } }).row(0)).toMatchObject({
      grossRevenue: exactSum([...values, ...values]),
      returns: sum,
      cogs: 8,
    });
    expect(contribution({ history: columnsOf(history) }).columns.returns).toEqual(Float64Array.of(sum));
  });
});

test("a sum outgrows its table without losing what it rounded away", () => {
  const fold = contributionFold();
  const big = fold.addCosts(fold.add(fold.empty(), sold("ann", 1e16)), spent("ann", 1e16));
  fold.addCosts(fold.add(big, [...sold("ann", 1), { customerId: "bob", amount: 8 }]), spent("ann", 1));
  // A hundred customers more: the tables grow twice.
  for (const first of [0, 50]) {
    fold.add(
      big,
      Array.from({ length: 50 }, (_none, i) => ({ customerId: `c${first + i}`, amount: 1 })),
    );
  }
  fold.addCosts(fold.add(big, sold("ann", 1)), spent("ann", 1));
  const rated = contributionFold({}, { rates: { cogs: 1 } });
  expect(rated.finish(big).row(0)).toMatchObject({
    customerId: "ann",
    grossRevenue: 2e16 + 4,
    returns: 1e16 + 2,
    costToServe: 1e16 + 2,
  });
  expect(rated.finish(big).row(1)).toMatchObject({ customerId: "bob", grossRevenue: 8, cogs: 8 });
  expect(fold.finish(big)).toHaveLength(102);
});

test("the area under a whale curve keeps what rounding takes", () => {
  const area = (2 ** 54 + 2 ** 52 + 4) / (3 * (2 ** 53 + 4));
  expect(whaleCurve([2, 2 ** 53, 2]).areaUnderCurve).toBe(area);
});
