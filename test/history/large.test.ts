/** Bases that are too large for a processor's cache take another way through the kernels: the same must come out. */
import { describe, expect, test } from "vitest";
import {
  type HistoryFoldOptions,
  historyFold,
  type PurchaseHistory,
  purchaseHistory,
  seal,
} from "../../src/history/index.ts";

const CUSTOMERS = 40_000;
const ROWS = 190_000;
const ASOF = 800;
const ids = Array.from({ length: CUSTOMERS }, (_, c) => `c${String(c).padStart(6, "0")}`);

/** Columns in order of days, every customer at least once; each run makes the same ones. */
const codes = Int32Array.from({ length: ROWS }, (_, i) => (i * 7919 + (i % 13) * 31) % CUSTOMERS);
const days = Int32Array.from({ length: ROWS }, (_, i) => Math.floor((i * ASOF) / ROWS));
const amounts = Float64Array.from({ length: ROWS }, (_, i) => 1 + ((i * 31) % 97));

interface Expected {
  readonly orders: Float64Array;
  readonly purchaseDays: Float64Array;
  readonly revenue: Float64Array;
  readonly first: Float64Array;
  readonly last: Float64Array;
  readonly unsorted: number;
}

/** The history of the rows that `kept` keeps, in the plainest way. */
function expected(day: ArrayLike<number> = days, kept: (i: number) => boolean = () => true): Expected {
  const seen = Array.from({ length: CUSTOMERS }, () => new Set<number>());
  const orders = new Float64Array(CUSTOMERS);
  const revenue = new Float64Array(CUSTOMERS);
  const last = new Float64Array(CUSTOMERS).fill(Number.NEGATIVE_INFINITY);
  let unsorted = 0;
  for (let i = 0; i < ROWS; i += 1) {
    if (!kept(i)) continue;
    const c = codes[i] as number;
    const one = day[i] as number;
    orders[c] = (orders[c] as number) + 1;
    revenue[c] = (revenue[c] as number) + (amounts[i] as number);
    if (one < (last[c] as number)) unsorted += 1;
    else last[c] = one;
    seen[c]?.add(one);
  }
  const first = Float64Array.from(seen, (set) => [...set].reduce((a, b) => Math.min(a, b)));
  return { orders, purchaseDays: Float64Array.from(seen, (set) => set.size), revenue, first, last, unsorted };
}

/** Fails at the first customer whose line is not as expected; refunds are not looked at. */
function check(history: PurchaseHistory<"day">, wanted: Expected, counted = true): void {
  expect(history.length).toBe(CUSTOMERS);
  const { columns } = history;
  for (let c = 0; c < CUSTOMERS; c += 1) {
    const got = [
      columns.orders[c],
      columns.purchaseDays[c],
      (columns.revenue[c] as number) + (columns.refunds[c] as number),
      columns.age[c],
      columns.recencyDays[c],
    ];
    const first = ASOF - (wanted.first[c] as number);
    const last = ASOF - (wanted.last[c] as number);
    const line = [wanted.orders[c], wanted.purchaseDays[c], wanted.revenue[c], first, last];
    if (columns.customerId[c] !== ids[c] || got.some((cell, k) => cell !== line[k])) {
      throw new Error(`${columns.customerId[c]}: ${got}, not ${line}`);
    }
  }
  if (counted) expect(history.unsorted).toBe(wanted.unsorted);
}

const options = { asOf: ASOF, numericTime: "day", timeUnit: "day" } as const;
const columns = { customerId: { codes, values: ids }, at: days, amount: amounts };
const part = (from: number, to: number, day: Int32Array = days) => ({
  columns: {
    customerId: { codes: codes.slice(from, to), values: ids },
    at: day.slice(from, to),
    amount: amounts.slice(from, to),
  },
});
/** Days that fall, for some customers, from the middle on. */
const disorder = days.map((day, i) => (i > ROWS / 2 && i % 97 === 0 ? day - 300 : day));
const wanted = expected();

describe("a large base in order of days", () => {
  test.each<[string, object]>([
    ["ids of a rising dictionary", columns],
    ["codes of 16 bits", { ...columns, customerId: { codes: Uint16Array.from(codes), values: ids } }],
    [
      "codes and days as doubles",
      {
        ...columns,
        customerId: { codes: Float64Array.from(codes), values: ids },
        at: Float64Array.from(days),
      },
    ],
    ["codes in a list", { ...columns, customerId: { codes: Array.from(codes), values: ids } }],
    [
      "ids of a dictionary in disorder",
      { ...columns, customerId: { codes: codes.map((c) => CUSTOMERS - 1 - c), values: [...ids].reverse() } },
    ],
    ["ids as texts", { ...columns, customerId: Array.from(codes, (c) => ids[c]) }],
    [
      "days of a dictionary",
      { ...columns, at: { codes: days, values: Array.from({ length: ASOF }, (_, day) => day) } },
    ],
    ["amounts as floats", { ...columns, amount: Float32Array.from(amounts) }],
    ["amounts in a list", { ...columns, amount: Array.from(amounts) }],
  ])("%s", (_name, given) => {
    check(purchaseHistory({ columns: given } as never, options), wanted);
  });

  test("whole numbers as ids", () => {
    const history = purchaseHistory({ columns: { ...columns, customerId: codes } }, options);
    const at = ids.map((_, c) => history.indexOf(String(c)));
    expect(at.every((i, c) => history.columns.orders[i] === wanted.orders[c])).toBe(true);
    expect(at.every((i, c) => history.columns.revenue[i] === wanted.revenue[c])).toBe(true);
  });

  test("columns are not changed", () => {
    const copies = [codes.slice(), disorder.slice(), amounts.slice()];
    purchaseHistory({ columns: { ...columns, at: disorder } }, options);
    expect(
      [codes, disorder, amounts].every(
        (column, k) =>
          Buffer.compare(Buffer.from(column.buffer), Buffer.from((copies[k] as Int32Array).buffer)) === 0,
      ),
    ).toBe(true);
  });
});

describe("a large base in disorder", () => {
  test("from the middle on", () => {
    const fallen = expected(disorder);
    expect(fallen.unsorted).toBeGreaterThan(100);
    check(purchaseHistory({ columns: { ...columns, at: disorder } }, options), fallen);
  });

  test("from the start", () => {
    const backwards = days.map((day) => ASOF - day);
    check(purchaseHistory({ columns: { ...columns, at: backwards } }, options), expected(backwards));
  });

  test("with rows that are no orders with money here and there", () => {
    const odd = amounts.map((amount, i) =>
      i % 5003 === 0 ? -amount : i % 7001 === 0 ? 0 : i % 9001 === 0 ? Number.NaN : amount,
    );
    const history = purchaseHistory(
      { columns: { ...columns, amount: odd } },
      { ...options, onInvalid: "collect", zeroAmount: "ignore" },
    );
    const kept = expected(days, (i) => odd[i] === amounts[i]);
    check(history, kept);
    const count = (is: (i: number) => boolean): number => odd.reduce((sum, _, i) => sum + (is(i) ? 1 : 0), 0);
    expect(history.refundRows).toBe(count((i) => (odd[i] as number) < 0));
    expect(history.zeroAmounts).toBe(count((i) => odd[i] === 0));
    expect(history.rejected.map(({ row }) => row)).toEqual(
      Array.from(odd.keys()).filter((i) => Number.isNaN(odd[i])),
    );
  });

  test.each<[string, object, object, number]>([
    [
      "an amount",
      { amount: amounts.map((amount, i) => (i === 150_000 ? Number.NaN : amount)) },
      { code: "not_finite", field: "amount" },
      150_000,
    ],
    [
      "a day",
      { at: days.map((day, i) => (i === 150_001 ? 3_000_000 : day)) },
      { code: "invalid_date", field: "at" },
      150_001,
    ],
    [
      "a code",
      { customerId: { codes: codes.map((code, i) => (i === 150_002 ? CUSTOMERS : code)), values: ids } },
      { code: "out_of_range", field: "customerId" },
      150_002,
    ],
    [
      "part of a code",
      {
        customerId: {
          codes: Float64Array.from(codes, (code, i) => (i === 150_003 ? 0.5 : code)),
          values: ids,
        },
      },
      { code: "out_of_range", field: "customerId" },
      150_003,
    ],
  ])("%s that is none is refused by its place", (_name, change, error, row) => {
    expect(() => purchaseHistory({ columns: { ...columns, ...change } } as never, options)).toThrow(
      expect.objectContaining({ ...error, row }),
    );
  });
});

describe("a fold of a large base", () => {
  const folded = (more: Partial<HistoryFoldOptions>, day: Int32Array = days, step = 50_000) => {
    const fold = historyFold({ ...options, ...more });
    let state = fold.empty();
    for (let from = 0; from < ROWS; from += step)
      state = fold.add(state, part(from, Math.min(from + step, ROWS), day) as never);
    return { fold, state };
  };

  test.each(["any", "time"] as const)("in order %s, batch by batch, looked at and saved between", (order) => {
    const { fold, state } = folded({ order });
    check(fold.finish(state) as never, wanted);
    check(fold.finish(fold.load(JSON.parse(JSON.stringify(fold.save(state))))) as never, wanted);
    check(fold.finish(seal(state, 400, { numericTime: "day" })) as never, wanted);
  });

  test("of rows that come late where they were promised in order: each is named, the others count", () => {
    const { fold, state } = folded({ order: "time", onInvalid: "collect" }, disorder, 30_000);
    const history = fold.finish(state) as PurchaseHistory<"day">;
    const latest = new Float64Array(CUSTOMERS).fill(Number.NEGATIVE_INFINITY);
    const late: number[] = [];
    for (let i = 0; i < ROWS; i += 1) {
      const c = codes[i] as number;
      if ((disorder[i] as number) < (latest[c] as number)) late.push(i);
      else latest[c] = disorder[i] as number;
    }
    expect(history.rejected.map(({ row }) => row)).toEqual(late);
    const refused = new Set(late);
    check(
      history,
      expected(disorder, (i) => !refused.has(i)),
      false,
    );
    expect(() => folded({ order: "time" }, disorder)).toThrow(
      expect.objectContaining({ code: "late", row: late[0] }),
    );
  });

  test("that grows from batch to batch", () => {
    const fold = historyFold(options);
    let state = fold.empty();
    const step = 10_000;
    for (let from = 0; from < ROWS; from += step) {
      const rows = Array.from({ length: step }, (_, k) => from + k).map((i) => ({
        customerId: ids[codes[i] as number] as string,
        at: disorder[i] as number,
        amount: amounts[i] as number,
      }));
      state = fold.add(state, rows);
    }
    check(fold.finish(state) as never, expected(disorder));
  });

  test("merged with another", () => {
    for (const order of ["any", "time"] as const) {
      const fold = historyFold({ ...options, order });
      const early = fold.add(fold.empty(), part(0, 100_000) as never);
      const later = fold.add(fold.empty(), part(100_000, ROWS) as never);
      check(fold.finish(fold.merge(later, early)) as never, wanted);
    }
  });

  test("that has taken in another goes on", () => {
    const fold = historyFold(options);
    const first = fold.add(fold.empty(), part(0, 60_000) as never);
    const second = fold.add(fold.empty(), part(60_000, 120_000) as never);
    check(fold.finish(fold.add(fold.merge(first, second), part(120_000, ROWS) as never)) as never, wanted);
  });
});
