import { existsSync } from "node:fs";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import type { SavedHistory, ScorecardRow } from "../../src/index.ts";
import type { Adapter } from "./adapter.ts";
import { columnBatches, copyToParquet, quoted, runLists, transaction } from "./duckdb-database.ts";

const TABLES = `
  create table if not exists states (customer_id varchar primary key, state varchar not null);
  create table if not exists batches (batch_id varchar primary key);
  create table if not exists scores (
    customer_id varchar primary key, segment varchar, tier varchar, action varchar, line varchar not null
  );
`;

/** Orders and scores in Parquet files, read and written by DuckDB; states in a DuckDB file, for its transactions. */
export async function openDuckDb(folder: string): Promise<Adapter> {
  const ordersFile = join(folder, "orders.parquet");
  const scoresFile = join(folder, "scores.parquet");
  const instance = await DuckDBInstance.create(join(folder, "states.duckdb"));
  const connection = await instance.connect();
  // A result that is read piece by piece keeps its connection busy.
  const reading = await instance.connect();
  await connection.run(TABLES);

  return {
    fill: async (orders) => {
      await runLists(
        connection,
        `create or replace temp table new_orders as
         select unnest($1) as customer_id, unnest($2)::timestamp as ordered_at, unnest($3)::double as amount`,
        [orders.map((o) => o.customerId), orders.map((o) => o.at), orders.map((o) => String(o.amount))],
      );
      await copyToParquet(connection, "new_orders", ordersFile);
    },
    async *source(batchRows) {
      if (!existsSync(ordersFile)) return;
      const result = await reading.stream(`
        select customer_id, strftime(ordered_at, '%Y-%m-%dT%H:%M:%SZ'), amount from read_parquet(${quoted(ordersFile)})`);
      for await (const [customerId, at, amount] of columnBatches(result, batchRows)) {
        yield {
          columns: { customerId: customerId as string[], at: at as string[], amount: amount as number[] },
        };
      }
    },
    store: {
      load: async (ids) => {
        const sql = "select customer_id, state from states where customer_id in (select unnest($1))";
        const rows = (await runLists(connection, sql, [ids])) as [string, string][];
        return new Map(rows.map(([id, state]) => [id, JSON.parse(state) as SavedHistory]));
      },
      commit: (batchId, changes) =>
        transaction(connection, async () => {
          const sql = "insert or ignore into batches select unnest($1) returning batch_id";
          if ((await runLists(connection, sql, [[batchId]])).length === 0) return "already";
          await runLists(connection, "insert or replace into states select unnest($1), unnest($2)", [
            Array.from(changes.keys()),
            Array.from(changes.values(), (state) => JSON.stringify(state)),
          ]);
          return "applied";
        }),
    },
    sink: {
      write: async (batch) => {
        const { customerId, segment, tier, action } = batch.columns;
        const lines = batch.toRows().map((row) => JSON.stringify(row));
        await runLists(
          connection,
          "insert or replace into scores select unnest($1), unnest($2), unnest($3), unnest($4), unnest($5)",
          [customerId, segment, tier, action, lines],
        );
      },
    },
    publish: () => copyToParquet(connection, "scores", scoresFile),
    scores: async () => {
      const reader = await connection.runAndReadAll(`select line from read_parquet(${quoted(scoresFile)})`);
      return reader.getRows().map(([line]) => JSON.parse(line as string) as ScorecardRow);
    },
    close: async () => {
      reading.closeSync();
      connection.closeSync();
      instance.closeSync();
    },
  };
}
