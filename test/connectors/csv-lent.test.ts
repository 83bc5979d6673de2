import { expect, test } from "vitest";
import { type CsvTransactions, csvTransactions, csvTransactionsSync } from "../../src/connectors/index.ts";
import { foldSource, type Transaction } from "../../src/core/index.ts";
import type { Input } from "../../src/core/types.ts";
import { historyFold, purchaseHistory } from "../../src/history/index.ts";

const fold = historyFold({ asOf: "2026-03-01" });

test("a history of a stream is that of its batches, kept or lent", async () => {
  const rows = Array.from(
    { length: 700 },
    (_, i) => `c${(i * 7) % 90},2026-01-${10 + (i % 20)},${i % 9}.5\n`,
  );
  const text = `customer_id,date,amount\n${rows.join("")}`;
  const stream = csvTransactions(text, { batchRows: 64 });
  const lent = fold.finish(await foldSource(stream, fold)).toRows();
  const kept: CsvTransactions[] = [];
  for await (const batch of stream) kept.push(batch);
  expect(kept.flatMap(({ columns }) => Array.from(columns.amount))).toEqual(
    rows.map((_, i) => (i % 9) + 0.5),
  );
  expect(fold.finish(kept.reduce(fold.add, fold.empty())).toRows()).toEqual(lent);
  expect(purchaseHistory(csvTransactionsSync(text), { asOf: "2026-03-01" }).toRows()).toEqual(lent);
});

test("texts of a lent batch are its own", async () => {
  const text =
    "customer_id,date,amount,order_id\na,2026-01-01,1,A-1\na,2026-01-02,2,A-2\na,2026-01-03,2,A-2\n";
  const dropping = historyFold({ asOf: "2026-03-01", duplicates: "drop" });
  const { duplicates, length } = dropping.finish(
    await foldSource(csvTransactions(text, { batchRows: 1 }), dropping),
  );
  expect([duplicates, length]).toEqual([0, 1]);
});

test("who stands between stream and fold may keep batches", async () => {
  const seen: Float64Array[] = [];
  const watching = {
    ...fold,
    add(state: ReturnType<typeof fold.empty>, batch: Input<Transaction>) {
      seen.push((batch as CsvTransactions).columns.amount);
      return fold.add(state, batch);
    },
  };
  const text = "customer_id,date,amount\na,2026-01-01,1\na,2026-01-02,2\n";
  await foldSource(csvTransactions(text, { batchRows: 1 }), watching);
  expect(seen).toEqual([Float64Array.of(1), Float64Array.of(2)]);
});

test("a lent stream goes on where customers are known already, and others come after it", async () => {
  const header = "customer_id,date,amount\n";
  const rows = ["bob", "ann", "an-id-of-many-characters", "zoë"].map((id) => `${id},2026-01-05,2\n`);
  const known = [{ customerId: "ann", at: "2026-01-02", amount: 1 }];
  const state = fold.add(fold.empty(), known);
  const goingOn = { ...fold, empty: () => state };
  const first = await foldSource(csvTransactions(header + rows.join(""), { batchRows: 2 }), goingOn);
  const second = fold.add(await foldSource(csvTransactions(header + rows.join("")), fold), known);
  for (const result of [first, second]) {
    const { columns } = fold.finish(result);
    expect(columns.customerId).toEqual(["an-id-of-many-characters", "ann", "bob", "zoë"]);
    expect(Array.from(columns.revenue)).toEqual([2, 3, 2, 2]);
  }
  const loaded = fold.load(JSON.parse(JSON.stringify(fold.save(second))));
  expect(fold.finish(loaded).toRows()).toEqual(fold.finish(second).toRows());
});

test("a finished table keeps its customers when its stream goes on", async () => {
  const tables: ReturnType<typeof fold.finish>[] = [];
  const stream = csvTransactions("customer_id,date,amount\nb,2026-01-01,1\na,2026-01-02,2\n", {
    batchRows: 1,
  });
  const state = fold.empty();
  await foldSource(
    stream,
    { ...fold, empty: () => state },
    {
      onProgress: () => {
        tables.push(fold.finish(state));
      },
    },
  );
  expect(tables.map(({ columns }) => columns.customerId)).toEqual([["b"], ["a", "b"]]);
});
