import { expect, test } from "vitest";
import { type PurchaseDays, purchaseDays } from "../../src/history/index.ts";
import { caught, type RefusalText } from "../core/base.ts";
import { order } from "./base.ts";

const asOf = "2026-01-31";
const day = (text: string): number => Date.parse(text) / 86_400_000;
const rows = [
  order("bob", "2026-01-09", 7),
  order("ann", "2026-01-05", 1),
  order("ann", "2026-01-03", 2),
  order("cat", "2026-01-03", -2),
  order("ann", "2026-01-05", 4),
  order("dan", "2026-02-05", 9),
];

/** The days of each customer as triples. */
function listed(bought: PurchaseDays): { [id: string]: number[][] } {
  const entries = bought.customerId.map((id, i) => {
    const triples: number[][] = [];
    for (let k = bought.starts[i] as number; k < (bought.starts[i + 1] as number); k += 1) {
      triples.push([bought.days[k], bought.orders[k], bought.amounts[k]] as number[]);
    }
    return [id, triples];
  });
  return Object.fromEntries(entries) as { [id: string]: number[][] };
}

test("each customer's days in order, with orders and money; who only returned has none", () => {
  const bought = purchaseDays(rows, { asOf });
  expect(bought.customerId).toEqual(["ann", "bob"]);
  expect(listed(bought)).toEqual({
    ann: [
      [day("2026-01-03"), 1, 2],
      [day("2026-01-05"), 2, 5],
    ],
    bob: [[day("2026-01-09"), 1, 7]],
  });
  expect(Array.from(bought.starts)).toEqual([0, 2, 3]);
  expect([bought.days.length, bought.orders.length, bought.amounts.length]).toEqual([3, 3, 3]);
  expect(bought.asOfDay).toBe(day(asOf));
});

test("facts say what became of each row", () => {
  const bad = [
    null as never,
    { ...order("ann", "2026-01-06", 0), orderId: 1 },
    { ...order("ann", "2026-01-06", 0), orderId: 1 },
  ];
  const options = {
    asOf,
    onInvalid: "collect",
    duplicates: "drop",
    zeroAmount: "ignore",
    from: "2026-01-04",
  } as const;
  expect(purchaseDays([...rows, ...bad], options)).toMatchObject({
    given: 9,
    accepted: 8,
    refundRows: 0,
    zeroAmounts: 1,
    future: 1,
    beforeFrom: 2,
    duplicates: 1,
    rejected: [{ row: 6, field: "customerId", code: "missing", expected: "a string or a finite number" }],
  });
});

test("no rows have no days", () => {
  expect(purchaseDays([], { asOf })).toMatchObject({ customerId: [], given: 0, rejected: [] });
  expect(Array.from(purchaseDays([], { asOf }).starts)).toEqual([0]);
});

test("many rows, of a dictionary and of several batches, are those of one by one", () => {
  const count = 70_000;
  const codes = Int32Array.from({ length: count }, (_, i) => (i * 7919) % 101);
  const values = Array.from({ length: 101 }, (_, i) => `c${i}`);
  const at = Int32Array.from({ length: count }, (_, i) => (i * 31) % 365);
  const amount = Float64Array.from({ length: count }, (_, i) => i % 10);
  const columns = { customerId: { codes, values }, at, amount };
  const bought = purchaseDays({ columns }, { asOf: 364, numericTime: "day" });
  const sums = new Map<string, number[]>();
  for (let i = 0; i < count; i += 1) {
    const key = `${values[codes[i] as number]} ${at[i]}`;
    const [orders = 0, money = 0] = sums.get(key) ?? [];
    sums.set(key, [orders + 1, money + (amount[i] as number)]);
  }
  let days = 0;
  for (const [id, triples] of Object.entries(listed(bought))) {
    for (const [one, orders, money] of triples) {
      days += 1;
      expect(sums.get(`${id} ${one}`)).toEqual([orders, money]);
    }
    expect(triples.every(([one], k) => k === 0 || (one as number) > (triples[k - 1]?.[0] as number))).toBe(
      true,
    );
  }
  expect(days).toBe(sums.size);
});

const cases: RefusalText[] = [
  [
    "no options",
    () => (purchaseDays as (given: unknown) => unknown)(rows),
    "wrong_type",
    "options: expected an object, got nothing",
  ],
  [
    "no asOf",
    () => purchaseDays(rows, {} as never),
    "missing",
    'options.asOf: expected a date such as "2026-01-31" (nothing here reads the clock), got nothing',
  ],
  [
    "a unit",
    () => purchaseDays(rows, { asOf, timeUnit: "day" } as never),
    "unknown_name",
    "options.timeUnit: expected one of timeZone, numericTime, sameDay, zeroAmount, duplicates, rates, from, onInvalid, fields, asOf, got another name",
  ],
  [
    "the second bad row after the first",
    () => purchaseDays([...rows, { ...rows[0], amount: "x" }, null] as never, { asOf }),
    "wrong_type",
    "transactions.6.amount: expected a finite number, got a string of 1 character",
  ],
];

test.each(cases)("refuses %s", (_name, run, code, message) => {
  expect(caught(run)).toMatchObject({ code, message });
});
