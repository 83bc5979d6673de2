import { cpSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Adapter } from "../../examples/adapters/adapter.ts";
import { ENGINES } from "../../examples/adapters/engines.ts";
import { scoreWith } from "../../examples/adapters/score-with.ts";
import type { Input, SavedHistory, Transaction } from "../../src/index.ts";
import { AS_OF, expectedScores, openEngine, scoresOf, someOrders } from "./adapter-orders.ts";

/** A batch, and the name under which it is committed. */
interface Named {
  readonly name: string;
  readonly batch: Input<Transaction>;
}

const orders = someOrders();
const expected = expectedScores(orders);
const root = mkdtempSync(join(tmpdir(), "adapters-"));
afterAll(() => rmSync(root, { recursive: true }), 120_000);

/** The forms in which an engine's orders are given: runs one after the other, each of some batches. */
const FORMS: readonly [string, (adapter: Adapter) => Promise<readonly (readonly Named[])[]>][] = [
  ["in one batch", async (adapter) => [await batchesOf(adapter, orders.length)]],
  ["in many batches of rows", async (adapter) => [(await batchesOf(adapter, 17)).map(asRows)]],
  ["in many batches of columns", async (adapter) => [(await batchesOf(adapter, 17)).map(asColumns)]],
  ["in shuffled batches", async (adapter) => [shuffled(await batchesOf(adapter, 17))]],
  ["twice", async (adapter) => [await batchesOf(adapter, 41), await batchesOf(adapter, 41)]],
  [
    "in shards by customer, and then everyone",
    async (adapter) => {
      const batches = await batchesOf(adapter, 41);
      const shards = [0, 1, 2].map((shard) => batches.map((batch) => shardOf(batch, shard, 3)));
      return [...shards, shards.flat()];
    },
  ],
];

describe.each(Object.keys(ENGINES))("%s", (engine) => {
  const filled = join(root, engine);

  beforeAll(async () => {
    mkdirSync(filled);
    const adapter = await openEngine(engine, filled);
    await adapter.fill(orders);
    await adapter.close();
  }, 120_000);

  /** A copy of the engine with the orders in it; one without files, or on a server, is filled. */
  async function openCopy(): Promise<Adapter> {
    const folder = mkdtempSync(join(root, `${engine}-`));
    cpSync(filled, folder, { recursive: true });
    const adapter = await openEngine(engine, folder);
    if ((await batchesOf(adapter, 1000)).length === 0) await adapter.fill(orders);
    return adapter;
  }

  test.each(FORMS)("gives the scorecard of all orders at once: %s", async (_form, runsOf) => {
    const adapter = await openCopy();
    const names = new Set<string>();
    for (const run of await runsOf(adapter)) {
      const given = { ...adapter, source: () => run.map(({ batch }) => batch) };
      const batchId = (i: number) => (run[i] as Named).name;
      const { already } = await scoreWith(given, { batchRows: 17, batchId, asOf: AS_OF });
      expect(already).toBe(run.filter(({ name }) => names.has(name)).length);
      for (const { name } of run) names.add(name);
    }
    expect(await scoresOf(adapter)).toEqual(expected);
    await adapter.close();
  });
});

describe.each(Object.keys(ENGINES).filter((engine) => engine !== "memory"))("%s", (engine) => {
  test("keeps nothing of a commit that failed, and all of one that did not when it is opened again", async () => {
    const folder = mkdtempSync(join(root, `${engine}-`));
    cpSync(join(root, engine), folder, { recursive: true });
    const first = await openEngine(engine, folder);
    const state = { kind: "purchaseHistory", customerId: ["ann"] } as unknown as SavedHistory;
    const fault = {
      toJSON() {
        throw new Error("the host is gone");
      },
    } as unknown as SavedHistory;
    const commit = (changes: [string, SavedHistory][]) => first.store.commit("0", new Map(changes));
    await expect(
      commit([
        ["ann", state],
        ["bob", fault],
      ]),
    ).rejects.toThrow();
    expect(await first.store.load(["ann"])).toEqual(new Map());
    expect(await commit([["ann", state]])).toBe("applied");
    await first.close();

    const { store, close } = await openEngine(engine, folder);
    expect(await store.load(["bob", "ann"])).toEqual(new Map([["ann", state]]));
    expect(await store.commit("0", new Map([["bob", state]]))).toBe("already");
    expect(await store.load(["bob"])).toEqual(new Map());
    await close();
  });
});

async function batchesOf({ source }: Adapter, batchRows: number): Promise<Named[]> {
  const named: Named[] = [];
  for await (const batch of source(batchRows)) named.push({ name: String(named.length), batch });
  return named;
}

function asRows({ name, batch }: Named): Named {
  return { name, batch: rowsOf(batch) };
}

function asColumns({ name, batch }: Named): Named {
  const rows = rowsOf(batch);
  const columns = {
    customerId: rows.map((row) => row.customerId),
    at: rows.map((row) => row.at),
    amount: Float64Array.from(rows, (row) => row.amount),
  };
  return { name, batch: { columns } };
}

/** Rows of what an engine gives: rows, plain columns (DuckDB), or columns with dictionaries (CSV). */
function rowsOf(batch: Input<Transaction>): readonly Transaction[] {
  if (!("columns" in batch)) return batch;
  const { customerId, at, amount } = batch.columns as unknown as Record<string, AnyColumn>;
  return Array.from(amount as ArrayLike<number>, (value, i) => ({
    customerId: cell(customerId, i),
    at: cell(at, i),
    amount: value,
  }));
}

type AnyColumn = ArrayLike<unknown> | { codes: ArrayLike<number>; values: ArrayLike<unknown> };

function cell(column: AnyColumn | undefined, i: number): string {
  if (column === undefined) throw new Error("a column is missing");
  return ("codes" in column ? column.values[column.codes[i] as number] : column[i]) as string;
}

/** Always the same shuffle. */
function shuffled(batches: readonly Named[]): Named[] {
  const key = ({ name }: Named) => (Number(name) * 7919) % 104_729;
  return batches.slice().sort((a, b) => (key(a) % 13) - (key(b) % 13));
}

function shardOf({ name, batch }: Named, shard: number, shards: number): Named {
  const mine = rowsOf(batch).filter(
    ({ customerId }) => String(customerId).charCodeAt(String(customerId).length - 1) % shards === shard,
  );
  return { name: `${shard}:${name}`, batch: mine };
}
