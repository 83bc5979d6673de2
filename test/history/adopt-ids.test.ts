import { expect, test } from "vitest";
import { csvTransactionsSync } from "../../src/connectors/index.ts";
import { promiseDistinct } from "../../src/core/distinct.ts";
import { historyFold } from "../../src/history/index.ts";

const fold = historyFold({ asOf: "2026-01-31", timeUnit: "day" });

/** Orders of one day each, by customers of a list. */
function batch(values: readonly string[], codes: readonly number[]) {
  const at = { codes: new Int32Array(codes.length), values: ["2026-01-05"] };
  const amount = Float64Array.from(codes, () => 10);
  return {
    columns: {
      customerId: { codes: Int32Array.from(codes), values: values as readonly string[] },
      at,
      amount,
    },
  };
}

function ordersOf(state: ReturnType<typeof fold.empty>) {
  const { customerId, orders } = fold.finish(state).columns;
  return Object.fromEntries(customerId.map((id, i) => [id, orders[i]]));
}

const rowOf = (customerId: string) => [{ customerId, at: "2026-01-06", amount: 5 }];

test("a list that grows from batch to batch gives its customers their numbers", () => {
  const values = promiseDistinct(["bob", "ann"]);
  let state = fold.add(fold.empty(), batch(values, [0, 1, 0]));
  values.push("cat");
  state = fold.add(state, batch(values, [2, 1]));
  expect(ordersOf(state)).toEqual({ ann: 2, bob: 2, cat: 1 });
});

test("customers who come another way in between are found again when the list comes to them", () => {
  const values = promiseDistinct(["ann"]);
  let state = fold.add(fold.empty(), batch(values, [0]));
  state = fold.add(state, rowOf("bob"));
  state = fold.add(state, rowOf("ann"));
  values.push("bob", "cat");
  state = fold.add(state, batch(values, [0, 1, 2]));
  expect(ordersOf(state)).toEqual({ ann: 3, bob: 2, cat: 1 });
});

test("a known customer in between does not keep later ones of the list from being found", () => {
  const values = promiseDistinct(["ann"]);
  let state = fold.add(fold.empty(), batch(values, [0]));
  state = fold.add(state, rowOf("ann"));
  values.push("bob");
  state = fold.add(state, batch(values, [1]));
  state = fold.add(state, rowOf("bob"));
  expect(ordersOf(state)).toEqual({ ann: 2, bob: 2 });
});

test("a second list is looked up", () => {
  const first = promiseDistinct(["ann", "bob"]);
  const second = promiseDistinct(["bob", "cat"]);
  let state = fold.add(fold.empty(), batch(first, [0, 1]));
  state = fold.add(state, batch(second, [0, 1]));
  state = fold.add(state, batch(first, [0, 1]));
  expect(ordersOf(state)).toEqual({ ann: 2, bob: 3, cat: 1 });
});

test("a list that has become shorter is looked up", () => {
  const values = promiseDistinct(["ann", "bob", "cat"]);
  let state = fold.add(fold.empty(), batch(values, [0, 1, 2]));
  values.length = 1;
  values.push("cat");
  state = fold.add(state, batch(values, [0, 1]));
  expect(ordersOf(state)).toEqual({ ann: 2, bob: 1, cat: 2 });
});

test("a list with a cell that is no text is read entry by entry", () => {
  const values = promiseDistinct<string>(["ann", null as unknown as string]);
  const state = fold.add(fold.empty(), batch(values, [0, 0]));
  expect(ordersOf(state)).toEqual({ ann: 2 });
});

test("entries without a row are no customers, and codes outside the list are refused", () => {
  const values = promiseDistinct(["ann", "bob"]);
  expect(ordersOf(fold.add(fold.empty(), batch(values, [1])))).toEqual({ bob: 1 });
  expect(() => fold.add(fold.empty(), batch(values, [0, 2]))).toThrow(/code below the dictionary's length/);
});

test("merged, saved and loaded states know whom the list named", () => {
  const values = promiseDistinct(["ann"]);
  let state = fold.add(fold.empty(), batch(values, [0]));
  state = fold.merge(state, fold.add(fold.empty(), rowOf("bob")));
  values.push("bob");
  state = fold.add(state, batch(values, [1, 0]));
  const loaded = fold.load(JSON.parse(JSON.stringify(fold.save(state))));
  expect(ordersOf(fold.add(loaded, batch(values, [0])))).toEqual({ ann: 3, bob: 2 });
});

test("a list without the promise may hold an id twice", () => {
  expect(ordersOf(fold.add(fold.empty(), batch(["ann", "ann"], [0, 1])))).toEqual({ ann: 2 });
});

test("order logs from CSV keep the promise: ids in quotes, with blanks around and without are one", () => {
  const log = csvTransactionsSync(
    'customer,date,amount\nann,2026-01-05,1\n"ann",2026-01-05,1\n ann ,2026-01-06,1\n',
  );
  expect(ordersOf(fold.add(fold.empty(), log))).toEqual({ ann: 3 });
});

test("dates of a list that grows are read once, and anew by another fold", () => {
  const dates = promiseDistinct(["2026-01-05"]);
  const day = (code: number) => ({
    columns: {
      customerId: { codes: Int32Array.of(0), values: ["ann"] },
      at: { codes: Int32Array.of(code), values: dates as readonly string[] },
      amount: Float64Array.of(10),
    },
  });
  let state = fold.add(fold.empty(), day(0));
  dates.push("2026-01-09");
  state = fold.add(state, day(1));
  expect(fold.finish(state).columns.lastPurchase).toEqual(["2026-01-09"]);
  const earlier = historyFold({ asOf: "2026-01-07", timeUnit: "day" });
  expect(earlier.finish(earlier.add(earlier.empty(), day(1))).future).toBe(1);
  dates.push("soon");
  expect(() => fold.add(state, day(2))).toThrow(/an ISO date/);
});

test("a finished table in time order stays as it is when orders, refunds and states are added", () => {
  const ordered = historyFold({ asOf: "2026-01-31", timeUnit: "day", order: "time" });
  const order = (at: string, amount: number) => [{ customerId: "ann", at, amount }];
  let state = ordered.add(ordered.empty(), order("2026-01-05", 10));
  state = ordered.add(state, order("2026-01-05", -1));
  const before = ordered.finish(state);
  state = ordered.add(state, order("2026-01-06", 20));
  state = ordered.add(state, order("2026-01-07", -2));
  const between = ordered.finish(state);
  state = ordered.merge(
    state,
    ordered.add(ordered.empty(), [{ customerId: "bob", at: "2026-01-08", amount: 5 }]),
  );
  const after = ordered.finish(state);
  expect(before.toRows()).toMatchObject([{ orders: 1, revenue: 9, refunds: 1, purchaseDays: 1 }]);
  expect(between.toRows()).toMatchObject([{ orders: 2, revenue: 27, refunds: 3, purchaseDays: 2 }]);
  expect(after.columns.customerId).toEqual(["ann", "bob"]);
});
