import { describe, expect, test } from "vitest";
import { foldSource } from "../../src/core/fold-source.ts";
import type { Transaction } from "../../src/core/records.ts";
import {
  type HistoryFoldOptions,
  historyFold,
  purchaseHistory,
  type SavedHistory,
  seal,
} from "../../src/history/index.ts";
import { caught, columnsOf } from "../core/base.ts";
import { order, told } from "./base.ts";
import { asOf, folded, log } from "./fold-base.ts";

/** A saved state as it comes back from a file. */
const filed = (saved: SavedHistory): SavedHistory => JSON.parse(JSON.stringify(saved)) as SavedHistory;

describe("batch by batch", () => {
  const wanted = told(purchaseHistory(log, { asOf }));

  test.each<[string, Transaction[][]]>([
    ["all at once", [[...log]]],
    ["row by row", log.map((row) => [row])],
    ["with empty batches", [[], [...log], []]],
    ["in two", [log.slice(0, 3), log.slice(3)]],
  ])("%s the table is that of all rows", (_name, batches) => {
    for (const orderOf of ["any", "time"] as const) {
      const { fold, state } = folded(batches, { order: orderOf });
      expect(told(fold.finish(state))).toEqual(wanted);
    }
  });

  test("last batch first, the lines are the same and late rows are counted", () => {
    const { fold, state } = folded([log.slice(3), log.slice(0, 3)]);
    const { rows, facts } = told(fold.finish(state));
    expect(rows).toEqual(wanted.rows);
    expect(facts).toEqual({ ...wanted.facts, unsorted: 2 });
  });

  test("columns, a dictionary that grows and rows may take turns", () => {
    const fold = historyFold({ asOf });
    const values: string[] = ["ann", "bob"];
    const batch = (rows: readonly Transaction[], codes: number[]) => ({
      columns: { ...columnsOf(rows).columns, customerId: { codes, values } },
    });
    let state = fold.add(fold.empty(), batch(log.slice(0, 3), [0, 1, 0]) as never);
    state = fold.add(state, batch(log.slice(3, 6), [1, 0, 0]) as never);
    values.push("eve", "cat");
    state = fold.add(state, batch(log.slice(6, 7), [3]) as never);
    state = fold.add(state, log.slice(7));
    expect(told(fold.finish(state))).toEqual(wanted);
    values.length = 1;
    expect(caught(() => fold.add(state, batch(log.slice(1, 2), [1]) as never))).toMatchObject({
      code: "out_of_range",
    });
  });

  test("from a source, with progress", async () => {
    const fold = historyFold({ asOf });
    const rows: number[] = [];
    const state = await foldSource([log.slice(0, 3), log.slice(3)], fold, {
      onProgress: (now) => rows.push(now.rows),
    });
    expect(told(fold.finish(state))).toEqual(wanted);
    expect(rows).toEqual([3, 8]);
  });

  test("after a look at the result it goes on", () => {
    const { fold, state } = folded([log.slice(0, 4)]);
    const early = fold.finish(state);
    const before = told(early);
    const late = fold.finish(fold.add(state, log.slice(4)));
    expect(told(early)).toEqual(before);
    expect(told(late)).toEqual(wanted);
  });

  test("rejected rows are named by their place in the whole stream", () => {
    const bad = { ...order("ann", "2026-01-01", 1), amount: "x" as never };
    const { fold, state } = folded([log.slice(0, 3), [bad], [...log.slice(3), bad]], {
      onInvalid: "collect",
    });
    const { rows, facts } = told(fold.finish(state));
    expect(rows).toEqual(wanted.rows);
    expect(facts.rejected.map(({ row }) => row)).toEqual([3, 9]);
    expect([facts.given, facts.accepted]).toEqual([10, 8]);
    expect(caught(() => folded([log.slice(0, 3), [bad]]))).toMatchObject({
      path: ["transactions", 3, "amount"],
    });
  });

  test("mixed currencies are found across batches, and named by their place", () => {
    const dollars = { ...order("ann", "2026-01-01", 1), currency: "USD" };
    const euros = { ...order("ann", "2026-01-01", 1), currency: "EUR" };
    expect(caught(() => folded([[dollars], [dollars, euros]]))).toMatchObject({
      code: "mixed_currency",
      path: ["transactions", 2, "currency"],
    });
  });

  test("an order seen in an earlier batch is a duplicate; one that was in the future is not", () => {
    const one = { ...order("ann", "2026-01-31", 5), orderId: "A" };
    const next = { ...order("ann", "2026-02-01", 5), orderId: "B" };
    const tonight = folded([[one], [one, next]], { duplicates: "drop" });
    expect(tonight.fold.finish(tonight.state)).toMatchObject({ duplicates: 1, future: 1 });
    const fold = historyFold({ asOf: "2026-02-28", duplicates: "drop" });
    const state = fold.add(fold.load(filed(tonight.fold.save(tonight.state))), [one, next, next]);
    const history = fold.finish(state);
    expect(history.row(0)).toMatchObject({ orders: 2, revenue: 10 });
    expect([history.duplicates, history.future]).toEqual([3, 1]);
  });
});

describe("rows promised in time order", () => {
  test("are refused where they are not", () => {
    expect(caught(() => folded([log.slice(3), log.slice(0, 3)], { order: "time" }))).toMatchObject({
      code: "late",
      path: ["transactions", 5, "at"],
      message:
        "transactions.5.at: expected a day not before the customer's last (rows were promised in time order), got an earlier one",
    });
  });

  test("are set aside where bad rows are collected, and the others count", () => {
    const rows = [
      order("ann", "2026-01-04", 1),
      order("ann", "2026-01-02", 0),
      order("bob", "2026-01-01", 2),
      order("ann", "2026-01-01", 3),
      order("ann", "2026-01-05", 4),
    ];
    const { fold, state } = folded([rows.slice(0, 2), rows.slice(2)], {
      order: "time",
      onInvalid: "collect",
    });
    const history = fold.finish(state);
    expect(history.rejected.map(({ row, code }) => [row, code])).toEqual([
      [1, "late"],
      [3, "late"],
    ]);
    expect(history.toRows()).toMatchObject([
      { customerId: "ann", orders: 2, revenue: 5 },
      { customerId: "bob", orders: 1 },
    ]);
    expect([history.zeroAmounts, history.given, history.accepted, history.unsorted]).toEqual([0, 5, 3, 0]);
  });

  test("need be in order for each customer only, and refunds in none", () => {
    const rows = [
      order("ann", "2026-01-04", 1),
      order("bob", "2026-01-01", 2),
      order("ann", "2026-01-01", -1),
    ];
    const { fold, state } = folded([rows], { order: "time" });
    expect(fold.finish(state).columns.revenue).toEqual(Float64Array.of(0, 2));
  });
});

describe("saved and loaded", () => {
  test.each(["any", "time"] as const)("in order %s it goes on as if nothing had been", (orderOf) => {
    const options = { order: orderOf, onInvalid: "collect", duplicates: "drop" } as const;
    const rows = [...log, null as never].map((row, i) => row && { ...row, orderId: i, currency: "EUR" });
    const { fold, state } = folded([rows], options);
    const wanted = told(fold.finish(state));
    for (let cut = 0; cut <= rows.length; cut += 1) {
      const first = folded([rows.slice(0, cut)], options);
      const saved = filed(first.fold.save(first.state));
      expect(first.fold.save(first.fold.load(saved))).toEqual(saved);
      const rest = fold.add(fold.load(saved), rows.slice(cut));
      expect(told(fold.finish(rest))).toEqual(wanted);
      expect(filed(fold.save(rest))).toEqual(filed(fold.save(state)));
    }
  });

  test("it is plain JSON", () => {
    const { fold, state } = folded([log]);
    const saved = fold.save(state);
    expect(filed(saved)).toEqual(saved);
    expect(saved).toMatchObject({
      kind: "purchaseHistory",
      version: 1,
      order: "any",
      sealedBefore: null,
      currency: null,
      customerId: ["ann", "bob", "cat"],
      orderKeys: null,
      rejected: [],
    });
    expect(Object.keys(fold.save(fold.empty()))).toEqual(Object.keys(saved));
  });

  test("a saved state is not changed by what is added to it", () => {
    const { fold, state } = folded([log.slice(0, 4)], { duplicates: "drop", onInvalid: "collect" } as never);
    const saved = fold.save(state);
    const before = filed(saved);
    fold.add(
      state,
      log.slice(4).map((row) => ({ ...row, orderId: 1 })),
    );
    fold.add(fold.load(saved), [...log.slice(4), null as never]);
    expect(saved).toEqual(before);
  });

  test("it is for a fold of the same order and duplicates", () => {
    const any = folded([log]);
    const time = folded([log], { order: "time" });
    const drop = folded([log.map((row, i) => ({ ...row, orderId: i }))], { duplicates: "drop" });
    const cases: [typeof any, typeof any, string][] = [
      [any, time, "saved.order: expected time, got the other order"],
      [time, any, "saved.order: expected any, got the other order"],
      [any, drop, "saved.orderKeys: expected keys of the orders seen, got none"],
      [drop, any, "saved.orderKeys: expected no keys of orders, got some"],
    ];
    for (const [from, to, message] of cases) {
      expect(caught(() => to.fold.load(from.fold.save(from.state)))).toMatchObject({
        code: "conflict",
        message,
      });
    }
  });
});

describe("sealed", () => {
  const sealed = (
    rows: readonly Transaction[],
    before: string,
    options: Partial<HistoryFoldOptions> = {},
  ) => {
    const { fold, state } = folded([rows], options);
    return { fold, state: seal(state, before) };
  };
  const wanted = told(purchaseHistory(log, { asOf }));

  test.each([
    "2025-01-01",
    "2025-12-20",
    "2025-12-21",
    "2025-12-24",
    "2025-12-25",
    "2026-01-05",
    "2026-02-28",
  ])("before %s, the table is the same", (before) => {
    for (const orderOf of ["any", "time"] as const) {
      const { fold, state } = sealed(log, before, { order: orderOf });
      expect(told(fold.finish(state))).toEqual(wanted);
      expect(told(fold.finish(fold.load(filed(fold.save(state)))))).toEqual(wanted);
    }
  });

  test("again and again as days go by, it stays the same and takes no more room", () => {
    const fold = historyFold({ asOf: "2026-12-31" });
    let state = fold.empty();
    const rows: Transaction[] = [];
    const sizes: number[] = [];
    for (let month = 1; month <= 12; month += 1) {
      const start = `2026-${String(month).padStart(2, "0")}`;
      const batch = [28, 3, 11, 11].map((day) =>
        order(`c${day % 3}`, `${start}-${String(day).padStart(2, "0")}`, day),
      );
      rows.push(...batch);
      state = seal(fold.add(state, batch), `${start}-28`);
      sizes.push(fold.save(state).openDays.length);
    }
    expect(fold.finish(state).toRows()).toEqual(purchaseHistory(rows, { asOf: "2026-12-31" }).toRows());
    expect(new Set(sizes.slice(1))).toEqual(new Set([8]));
  });

  test("rows from before it are refused, refunds too; those of the day itself are not", () => {
    const { fold, state } = sealed(log, "2026-01-01");
    expect(
      caught(() => fold.add(state, [order("eve", "2026-01-01", 1), order("ann", "2025-12-31", 1)])),
    ).toMatchObject({
      code: "late",
      path: ["transactions", 9, "at"],
      message: "transactions.9.at: expected a day that is not sealed, got an earlier one",
    });
  });

  test.each(["any", "time"] as const)(
    "rows from before it are counted where they are collected, in order %s",
    (orderOf) => {
      const { fold, state } = sealed(log, "2026-01-01", { onInvalid: "collect", order: orderOf });
      const late = [
        order("dan", "2025-12-31", 9),
        order("ann", "2025-12-31", -9),
        order("ann", "2025-12-31", 0),
        order("ann", "2026-01-12", 4),
        order("dan", "2026-01-01", 3),
      ];
      const history = fold.finish(fold.add(state, late));
      expect(history.rejected.map(({ row, code }) => [row, code])).toEqual(
        [8, 9, 10].map((row) => [row, "late"]),
      );
      expect([history.refundRows, history.zeroAmounts]).toEqual([1, 0]);
      const inTime = [...log, ...late.slice(3)];
      expect(history.toRows()).toEqual(purchaseHistory(inTime, { asOf }).toRows());
    },
  );

  test("rows before the window are left out, sealed or not", () => {
    const { fold, state } = sealed(log, "2026-01-01", { from: "2025-12-24" });
    const history = fold.finish(fold.add(state, [order("ann", "2025-12-01", 1)]));
    expect([history.beforeFrom, history.rejected.length]).toEqual([2, 0]);
  });

  test("reads its date like any other", () => {
    const { fold, state } = folded([log]);
    seal(state, Date.parse("2025-12-31T17:00:00Z"), { numericTime: "ms", timeZone: "Asia/Shanghai" });
    expect(fold.save(state).sealedBefore).toBe(Date.parse("2026-01-01") / 86_400_000);
    expect(seal(state, "2026-01-01")).toBe(state);
    const cases: [unknown, string, string][] = [
      ["2025-12-31", "conflict", "before: expected a day not before the last seal, got an earlier one"],
      [
        "x",
        "invalid_date",
        "options.before: expected a Date, an ISO date, or an ISO date-time with Z or an offset, got a string of 1 character",
      ],
      [
        undefined,
        "missing",
        'options.before: expected a date such as "2026-01-31" (nothing here reads the clock), got nothing',
      ],
    ];
    for (const [before, code, message] of cases) {
      expect(caught(() => seal(state, before as never))).toMatchObject({ code, message });
    }
  });
});
