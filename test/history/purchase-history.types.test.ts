import { tableFromArrays } from "apache-arrow";
import { expectTypeOf, test } from "vitest";
import { foldSource, type Sink, type Source, type Transaction, table } from "../../src/core/index.ts";
import {
  calibrationHoldout,
  finishCustomer,
  type HistoryRow,
  historyFold,
  incrementalTransactions,
  type PurchaseHistory,
  purchaseDays,
  purchaseHistory,
  retentionCohorts,
  type SavedHistory,
  seal,
  updateCustomer,
} from "../../src/history/index.ts";

const asOf = "2026-01-31";
const rows = [{ customerId: "ann", at: "2026-01-05", amount: 30 }];
const columns = { customerId: ["ann"], at: ["2026-01-05"], amount: [30] };

test("what a history is", () => {
  const history = purchaseHistory(rows, { asOf });
  expectTypeOf(history).toEqualTypeOf<PurchaseHistory<"week">>();
  expectTypeOf(history.columns.revenue).toEqualTypeOf<Float64Array>();
  expectTypeOf(history.columns.recency).toEqualTypeOf<Float64Array>();
  expectTypeOf(history.columns.firstPurchase).toEqualTypeOf<readonly (string | null)[]>();
  expectTypeOf(history.row(0)).toEqualTypeOf<HistoryRow>();
  expectTypeOf(history.row(0).recency).toEqualTypeOf<number | null>();
  expectTypeOf(history.timeUnit).toEqualTypeOf<"week">();
  expectTypeOf(purchaseHistory(rows, { asOf, timeUnit: "day" }).timeUnit).toEqualTypeOf<"day">();
  // @ts-expect-error: no such measure
  history.columns.monetary;
});

test("rows and columns of every host", () => {
  purchaseHistory(rows, { asOf });
  purchaseHistory({ columns }, { asOf });
  purchaseHistory(table(rows), { asOf });
  purchaseHistory([{ customerId: 7, at: new Date(0), amount: 1 }], { asOf: new Date(0) });
  purchaseHistory([{ customerId: 7, at: { epochMilliseconds: 0 }, amount: 1 }], {
    asOf: { epochMilliseconds: 0 },
  });
  purchaseHistory([{ customerId: 7, at: 0, amount: 1 }], { asOf: 0, numericTime: "day" });
  // under exactOptionalPropertyTypes a host's undefined is no missing field
  const orderId: string | undefined = [undefined, "A1"][0];
  const kind: "refund" | undefined = [undefined, "refund" as const][0];
  purchaseHistory([{ customerId: "ann", at: asOf, amount: 1, orderId, kind, currency: null }], { asOf });
  const polars = {
    customerId: ["ann"] as (string | null)[],
    at: [asOf] as (string | null)[],
    amount: [1] as (number | null)[],
  };
  purchaseHistory({ columns: polars }, { asOf });
  const arrow = tableFromArrays({ customerId: ["ann"], at: [asOf], amount: Float64Array.of(1) });
  const vectors = {
    customerId: arrow.getChild("customerId"),
    at: arrow.getChild("at"),
    amount: arrow.getChild("amount"),
  };
  if (vectors.customerId !== null && vectors.at !== null && vectors.amount !== null) {
    const { customerId, at, amount } = vectors;
    purchaseHistory({ columns: { customerId, at, amount } }, { asOf });
  }
  purchaseHistory(
    { columns: { ...columns, customerId: { codes: Int32Array.of(0), values: ["ann"] } } },
    { asOf },
  );
  const duck: Record<string, unknown[]> = columns;
  purchaseHistory({ columns: duck }, { asOf });
});

test("rows and columns with the host's names", () => {
  purchaseHistory([{ user: "ann", at: asOf, total: 1 }], {
    asOf,
    fields: { customerId: "user", amount: "total" },
  });
  purchaseHistory(
    { columns: { user: ["ann"], at: [asOf], amount: [1] } },
    { asOf, fields: { customerId: "user" } },
  );
  // @ts-expect-error: the rows have no userid
  purchaseHistory([{ user: "ann", at: asOf, amount: 1 }], { asOf, fields: { customerId: "userid" } });
  const user = { user: ["ann"], at: [asOf], amount: [1] };
  // @ts-expect-error: the columns have no userid
  purchaseHistory({ columns: user }, { asOf, fields: { customerId: "userid" } });
  // @ts-expect-error: under their own names the rows have no customerId
  purchaseHistory([{ user: "ann", at: asOf, amount: 1 }], { asOf });
});

test("what is misspelt, bare or of another type does not compile", () => {
  // @ts-expect-error: customerid
  purchaseHistory([{ customerid: "ann", at: asOf, amount: 1 }], { asOf });
  // @ts-expect-error: amuont
  purchaseHistory({ columns: { customerId: ["ann"], at: [asOf], amuont: [1] } }, { asOf });
  const misspelt = { customerId: ["ann"], att: [asOf], amount: [1] };
  // @ts-expect-error: att
  purchaseHistory({ columns: misspelt }, { asOf });
  // @ts-expect-error: pass { columns: … } around it
  purchaseHistory(columns, { asOf });
  // @ts-expect-error: a decimal text
  purchaseHistory([{ customerId: "ann", at: asOf, amount: "12.50" }], { asOf });
  // @ts-expect-error: 64-bit amounts
  purchaseHistory({ columns: { ...columns, amount: BigInt64Array.of(1n) } }, { asOf });
  // @ts-expect-error: a kind it does not know
  purchaseHistory([{ customerId: "ann", at: asOf, amount: 1, kind: "return" as const }], { asOf });
  // @ts-expect-error: a promise
  purchaseHistory(Promise.resolve(rows), { asOf });
});

test("options that lack, are misspelt or wrong do not compile", () => {
  // @ts-expect-error: no asOf
  purchaseHistory(rows, {});
  // @ts-expect-error: no options
  purchaseHistory(rows);
  // @ts-expect-error: timeunit
  purchaseHistory(rows, { asOf, timeunit: "day" });
  // @ts-expect-error: an unknown unit
  purchaseHistory(rows, { asOf, timeUnit: "days" });
  // @ts-expect-error: an unknown rule for days
  purchaseHistory(rows, { asOf, sameDay: "keep" });
  // @ts-expect-error: no asOf
  historyFold({ timeUnit: "day" });
  // @ts-expect-error: an unknown order
  historyFold({ asOf, order: "sorted" });
  // @ts-expect-error: no end of the holdout
  calibrationHoldout(rows, { calibrationEnd: asOf });
  // @ts-expect-error: an unknown period
  retentionCohorts(rows, { asOf, period: "fortnight" });
  // @ts-expect-error: an unknown unit
  incrementalTransactions(rows, { asOf, timeUnit: "quarter" });
  // @ts-expect-error: purchase days have no unit
  purchaseDays(rows, { asOf, timeUnit: "day" });
});

test("folds, states and sinks are of transactions and of their histories", async () => {
  const fold = historyFold({ asOf, timeUnit: "month" });
  const source: Source<Transaction> = [rows, { columns }];
  const state = seal(await foldSource(source, fold), asOf);
  expectTypeOf(fold.finish(state)).toEqualTypeOf<PurchaseHistory<"month">>();
  expectTypeOf(fold.save(state)).toEqualTypeOf<SavedHistory>();
  expectTypeOf(fold.load(fold.save(state))).toEqualTypeOf<typeof state>();
  const edges: Source<{ readonly referrerId: string; readonly refereeId: string }> = [];
  // @ts-expect-error: edges are no transactions
  foldSource(edges, fold);
  // @ts-expect-error: a live state is not a saved one
  fold.load(state);
  // @ts-expect-error: a saved state is not a live one
  fold.add(fold.save(state), rows);
  const sink: Sink<{ readonly customerId: string; readonly revenue: number }> = { write: () => {} };
  sink.write(fold.finish(state));
  const scores: Sink<{ readonly segment: string }> = { write: () => {} };
  // @ts-expect-error: a history has no segment
  scores.write(fold.finish(state));
});

test("one customer's state and line", () => {
  const saved = updateCustomer(undefined, { customerId: "ann", at: asOf, amount: 1 });
  expectTypeOf(saved).toEqualTypeOf<SavedHistory>();
  expectTypeOf(finishCustomer(saved, { asOf })).toEqualTypeOf<HistoryRow>();
  // @ts-expect-error: no amount
  updateCustomer(saved, { customerId: "ann", at: asOf });
  // @ts-expect-error: no asOf
  finishCustomer(saved, {});
  // @ts-expect-error: rates are for reading
  finishCustomer(saved, { asOf, rates: { EUR: 1 } });
});
