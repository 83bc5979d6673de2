import { describe, expect, test } from "vitest";
import {
  csvTransactions,
  csvTransactionsSync,
  purchaseHistory,
  type RunProgress,
  runScoring,
  type Source,
  type Transaction,
} from "../../src/index.ts";
import { createMemoryStore } from "./memory-store.ts";

const day = (n: number): readonly Transaction[] => [
  { customerId: `c${n}`, at: `2026-01-0${n}`, amount: 10 * n },
  { customerId: "ann", at: `2026-01-0${n}`, amount: 5 },
];
const asOf = "2026-01-31";
const nowhere = { write: () => {} };

describe("a run", () => {
  test("reports how far it is, with rates where the host lends a clock", async () => {
    const seen: RunProgress[] = [];
    let now = 0;
    await runScoring({
      source: [day(1), day(2)],
      sink: nowhere,
      asOf,
      totalRows: 4,
      clock: () => {
        now += 1000;
        return now;
      },
      onProgress: (progress) => seen.push(progress),
    });
    expect(seen.map(({ step }) => step)).toEqual(["read", "read", "score", "write"]);
    expect(seen[0]).toEqual({
      step: "read",
      batches: 1,
      rows: 2,
      customers: 2,
      rejected: 0,
      rowsPerSecond: 2,
      secondsLeft: 1,
    });
    expect(seen[3]).toMatchObject({ rows: 4, customers: 3, secondsLeft: 0 });
  });

  test("without a clock has no rates", async () => {
    const seen: RunProgress[] = [];
    await runScoring({
      source: [day(1)],
      sink: nowhere,
      asOf,
      onProgress: (progress) => seen.push(progress),
    });
    expect(seen[0]).toMatchObject({ rowsPerSecond: null, secondsLeft: null });
  });

  test("waits for the sink before it writes on", async () => {
    const order: string[] = [];
    const sink = {
      write: async () => {
        order.push("begin");
        await Promise.resolve();
        order.push("end");
      },
    };
    await runScoring({ source: [day(1), day(2)], sink, asOf, writeRows: 1 });
    expect(order).toEqual(["begin", "end", "begin", "end", "begin", "end"]);
  });

  test.each(["memory", "store"])("of a CSV stream gives what its rows give, in %s", async (where) => {
    const rows = Array.from({ length: 60 }, (_, i) => `c${i % 7},2026-01-${10 + (i % 20)},${i % 9}.5\n`);
    const csv = `customer_id,date,amount\n${rows.join("")}`;
    const kept = where === "store" ? { store: createMemoryStore() } : {};
    const of = async (source: Source<Transaction>) => {
      const { portfolio, rows: read } = await runScoring({ source, sink: nowhere, asOf, ...kept });
      return [portfolio.customers, portfolio.orders, portfolio.revenue, read];
    };
    const { length, columns } = csvTransactionsSync(csv);
    const whole = purchaseHistory({ columns }, { asOf });
    const revenue = whole.columns.revenue.reduce((sum, one) => sum + one, 0);
    expect(await of(csvTransactions(csv, { batchRows: 8 }))).toEqual([7, 60, revenue, length]);
  });

  test("ends where the signal says so, and keeps what was committed", async () => {
    const signal = { aborted: false };
    const store = createMemoryStore();
    const run = runScoring({
      source: [day(1), day(2)],
      sink: nowhere,
      asOf,
      store,
      signal,
      onProgress: () => {
        signal.aborted = true;
      },
    });
    await expect(run).rejects.toMatchObject({ name: "ScoringError", code: "aborted" });
    expect(Array.from(store.commits)).toEqual(["0"]);
  });

  test("counts rejected rows over the whole source", async () => {
    const bad = [{ customerId: "eve", at: "never", amount: 1 }];
    for (const store of [undefined, createMemoryStore()]) {
      const seen: number[] = [];
      const result = await runScoring({
        source: [day(1), bad, day(2)],
        sink: nowhere,
        asOf,
        onInvalid: "collect",
        onProgress: (progress) => void seen.push(progress.rejected),
        ...(store && { store }),
      });
      expect(result.rejected).toMatchObject([{ row: 2, field: "at", code: "invalid_date" }]);
      expect(seen).toEqual([0, 1, 1, 1, 1]);
      expect(result.portfolio.customers).toBe(3);
    }
  });

  test("ends at a bad row where nothing is to be set aside, with a store and without, and counts the rows of mixed money", async () => {
    const bad = [{ customerId: "eve", at: "never", amount: 1 }];
    const mixed = ["EUR", "USD"].map((currency) => ({ ...(day(1)[0] as Transaction), currency }));
    for (const store of [undefined, createMemoryStore()]) {
      const given = { sink: nowhere, asOf, ...(store && { store }) };
      await expect(runScoring({ ...given, source: [day(1), bad] })).rejects.toMatchObject({
        code: "invalid_date",
        path: ["transactions", 2, "at"],
      });
      const { skipped, rows } = await runScoring({
        ...given,
        batchId: (batch) => `again-${batch}`,
        source: [mixed, day(2)],
        onInvalid: "collect",
      });
      expect(skipped).toMatchObject([{ batch: 0, rows: 2, fault: { code: "mixed_currency" } }]);
      expect(rows).toBe(4);
    }
  });

  test("skips a bad batch whole where the host chose so, and one that is none in any case", async () => {
    const bad = [day(2)[0] as Transaction, { customerId: "eve", at: "never", amount: 1 }];
    const none = [{ customerId: "eve", amount: 1 }] as unknown as Transaction[];
    for (const store of [undefined, createMemoryStore()]) {
      const seen: number[] = [];
      const { skipped, rejected, rows, portfolio } = await runScoring({
        source: [day(1), bad, none, { columns: {} } as never, day(3)],
        sink: nowhere,
        asOf,
        onInvalid: "collect",
        skip: "batch",
        onProgress: (progress) => void seen.push(progress.rejected),
        ...(store && { store }),
      });
      expect(skipped).toMatchObject([
        { batch: 1, rows: 2, fault: { code: "invalid_date", path: ["transactions", 3, "at"] } },
        { batch: 2, rows: 1 },
        { batch: 3, rows: 0, fault: { code: "missing" } },
      ]);
      expect(rejected).toEqual([]);
      expect([rows, seen[0], seen[4]]).toEqual([7, 0, 3]);
      expect(portfolio.customers).toBe(3);
    }
  });

  test("of nothing asks the store for nobody", async () => {
    const load = () => {
      throw new Error("asked");
    };
    const { portfolio } = await runScoring({
      source: [],
      sink: nowhere,
      asOf,
      store: { ...createMemoryStore(), load },
    });
    expect(portfolio.customers).toBe(0);
  });

  test("reads orders by the host's names", async () => {
    const source = [day(1).map(({ customerId: who, ...order }) => ({ ...order, who }))] as never;
    const fields = { transactions: { customerId: "who" } };
    for (const store of [undefined, createMemoryStore()]) {
      const { portfolio } = await runScoring({
        source,
        sink: nowhere,
        asOf,
        fields,
        ...(store && { store }),
      });
      expect(portfolio).toMatchObject({ customers: 2, revenue: 15 });
    }
  });

  test("takes costs and referrals beside the stream", async () => {
    const rows: (number | null)[] = [];
    await runScoring({
      source: [day(1)],
      sink: { write: (batch) => void rows.push(...batch.toRows().map((row) => row.contributionMargin3)) },
      asOf,
      policy: { profit: { missing: "skip" } },
      records: { costs: [{ customerId: "ann", at: "2026-01-02", amount: 2, layer: "cogs" }] },
    });
    expect(rows).toEqual([3, 10]);
  });

  test("takes customers and interactions beside the stream, for the policy's rules", async () => {
    const rows: (readonly string[] | null)[] = [];
    const { rejectedRecords } = await runScoring({
      source: [day(1)],
      sink: { write: (batch) => void rows.push(...batch.columns.segments) },
      asOf,
      onInvalid: "collect",
      policy: {
        rules: {
          facts: { city: "text" },
          events: { type: "text" },
          segments: {
            local: { field: "city", op: "eq", value: "Oslo" },
            seen: { aggregate: "count", op: "gte", value: 1 },
          },
        },
      },
      records: {
        customers: [
          { customerId: "ann", city: "Oslo" },
          { customerId: "c1", city: 7 },
        ],
        interactions: [{ customerId: "c1", at: "2026-01-01", type: "visit" }],
      },
    });
    expect(rows).toEqual([["local"], ["seen"]]);
    expect(rejectedRecords.customers).toMatchObject([{ row: 1, field: "city" }]);
  });

  const wrong: [string, object, (string | number)[]][] = [
    ["an option nobody reads", { sinks: [] }, ["options", "sinks"]],
    ["a source that is none", { source: 7 }, ["source"]],
    ["a sink that cannot write", { sink: {} }, ["options", "sink", "write"]],
    ["a store that cannot commit", { store: { load: () => {} } }, ["options", "store", "commit"]],
    ["a store that is null", { store: null }, ["options", "store", "load"]],
    ["no customer a batch", { writeRows: 0 }, ["options", "writeRows"]],
    ["an unknown way to skip", { skip: "all" }, ["options", "skip"]],
  ];

  test.each(wrong)("refuses %s before it begins", async (_name, options, path) => {
    let read = 0;
    function* source() {
      read += 1;
      yield day(1);
    }
    const run = runScoring({ source: source(), sink: nowhere, asOf, ...options } as never);
    await expect(run).rejects.toMatchObject({ name: "ScoringError", path });
    expect(read).toBe(0);
  });

  test("with what an earlier run learned scores in the same way", async () => {
    const { learned } = await runScoring({ source: [day(1), day(2), day(3)], sink: nowhere, asOf });
    const again = await runScoring({
      source: [day(2)],
      sink: nowhere,
      asOf,
      learned: JSON.parse(JSON.stringify(learned)),
    });
    expect(again.learned.cuts).toEqual(learned.cuts);
  });

  test("a state in the store goes on from night to night", async () => {
    const store = createMemoryStore();
    const batchId = (night: string) => (batch: number) => `${night}-${batch}`;
    await runScoring({ source: [day(1)], sink: nowhere, asOf, store, batchId: batchId("mon") });
    const { portfolio } = await runScoring({
      source: [day(2)],
      sink: nowhere,
      asOf,
      store,
      batchId: batchId("tue"),
    });
    expect(portfolio).toMatchObject({ customers: 2, orders: 3, revenue: 30 });
  });
});
