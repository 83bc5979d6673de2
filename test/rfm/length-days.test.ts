import { describe, expect, test } from "vitest";
import { rfmOf, scoreRfm } from "../../src/rfm/index.ts";
import { caught, columnsOf, customer, ten } from "./base.ts";

const lrfm = { variant: "lrfm" } as const;
const dates = { firstPurchase: "2025-01-01", lastPurchase: "2025-01-11" };

describe("the length of a customer", () => {
  test("is the days that are given, else from the dates", () => {
    const rows = ten.map((row, i) => ({ ...row, ...dates, lengthDays: i % 2 ? 3 : null }));
    const expected = ten.map((_, i) => (i % 2 ? 3 : 10));
    expect(Array.from(scoreRfm(rows, lrfm).columns.lengthDays)).toEqual(expected);
    expect(Array.from(scoreRfm(columnsOf(rows), lrfm).columns.lengthDays)).toEqual(expected);
  });

  test("does not go into the column that was given", () => {
    const lengthDays = Float64Array.from(ten, (_, i) => (i % 2 ? 3 : Number.NaN));
    const before = lengthDays.slice();
    const firstPurchase = ten.map(() => dates.firstPurchase);
    const lastPurchase = ten.map(() => dates.lastPurchase);
    const columns = { ...columnsOf(ten).columns, firstPurchase, lastPurchase, lengthDays };
    expect(scoreRfm({ columns }, lrfm).columns.lengthDays[0]).toBe(10);
    expect(lengthDays).toEqual(before);
  });

  test("is not known without orders, whatever the dates", () => {
    const row = { ...customer("none", null, 0, 0), ...dates };
    const scores = scoreRfm([...ten.map((one) => ({ ...one, ...dates })), row], lrfm);
    expect(scores.row(10)).toMatchObject({ lengthDays: null, l: null, segment: "prospects" });
    expect(rfmOf(scores.cuts, row)).toEqual(scores.row(10));
  });

  test("stays with its customer where others are set aside", () => {
    const rows = ten.map((row, i) => ({ ...row, orders: i === 0 ? -1 : row.orders, lengthDays: i }));
    const scores = scoreRfm(rows, lrfm, { onInvalid: "collect" });
    expect(Array.from(scores.columns.lengthDays)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(scores.row(8)).toMatchObject({ customerId: "c9", l: 5 });
  });
});

describe("is refused", () => {
  const message = (change: object): string => {
    const { columns } = columnsOf(ten.slice(0, 2));
    return (caught(() => scoreRfm({ columns: { ...columns, ...change } } as never, lrfm)) as Error).message;
  };

  test("where a column of days has a gap and there are no dates", () => {
    expect(message({ lengthDays: [1, null] })).toBe(
      "history.1.lengthDays: expected a finite number, since the customer has orders, or both purchase dates, got null",
    );
  });

  test("with dates that are no texts", () => {
    const { firstPurchase, lastPurchase } = dates;
    expect(message({ firstPurchase: [5, 5], lastPurchase: [lastPurchase, lastPurchase] })).toBe(
      "history.0.firstPurchase: expected a string, got a positive integer",
    );
    expect(message({ firstPurchase: [firstPurchase, firstPurchase], lastPurchase: [lastPurchase, 5] })).toBe(
      "history.1.lastPurchase: expected a string, got a positive integer",
    );
  });
});
