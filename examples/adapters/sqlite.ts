import { join } from "node:path";
import type { SavedHistory, ScorecardRow } from "../../src/index.ts";
import type { Adapter } from "./adapter.ts";
import { openDatabase, transaction } from "./sqlite-database.ts";

const TABLES = `
  create table if not exists orders (
    order_no integer primary key, customer_id text not null, at text not null, amount real not null
  );
  create table if not exists states (customer_id text primary key, state text not null) without rowid;
  create table if not exists batches (batch_id text primary key) without rowid;
  create table if not exists scores (
    customer_id text primary key, segment text, tier text, action text, line text not null
  ) without rowid;
`;

/** Everything in one SQLite file. Readers go on reading while a run writes. */
export async function openSqlite(folder: string): Promise<Adapter> {
  const database = await openDatabase(join(folder, "clientele.sqlite"));
  database.exec("pragma journal_mode = wal");
  database.exec(TABLES);

  const putOrder = database.prepare("insert into orders (customer_id, at, amount) values (?, ?, ?)");
  const nextOrders = database.prepare(`
    select order_no as orderNo, customer_id as customerId, at, amount
    from orders where order_no > ? order by order_no limit ?`);
  const findStates = database.prepare(`
    select customer_id as id, state from states where customer_id in (select value from json_each(?))`);
  const putState = database.prepare("insert or replace into states values (?, ?)");
  const putBatch = database.prepare("insert or ignore into batches values (?)");
  const putScore = database.prepare("insert or replace into scores values (?, ?, ?, ?, ?)");
  const allScores = database.prepare("select line from scores");

  return {
    fill: async (orders) =>
      transaction(database, () => {
        for (const { customerId, at, amount } of orders) putOrder.run(customerId, at, amount);
      }),
    // From where the last batch ended, not by offset: the millionth batch costs what the first did.
    *source(batchRows) {
      type Row = { orderNo: number; customerId: string; at: string; amount: number };
      for (let last = 0; ; ) {
        const rows = nextOrders.all(last, batchRows) as Row[];
        if (rows.length === 0) return;
        last = (rows[rows.length - 1] as Row).orderNo;
        yield rows;
      }
    },
    store: {
      load: async (ids) => {
        const rows = findStates.all(JSON.stringify(ids)) as { id: string; state: string }[];
        return new Map(rows.map(({ id, state }) => [id, JSON.parse(state) as SavedHistory]));
      },
      commit: async (batchId, changes) =>
        transaction(database, () => {
          if (Number(putBatch.run(batchId).changes) === 0) return "already";
          for (const [id, state] of changes) putState.run(id, JSON.stringify(state));
          return "applied";
        }),
    },
    sink: {
      write: (batch) =>
        transaction(database, () => {
          for (const row of batch) {
            putScore.run(row.customerId, row.segment, row.tier, row.action, JSON.stringify(row));
          }
        }),
    },
    scores: async () =>
      (allScores.all() as { line: string }[]).map(({ line }) => JSON.parse(line) as ScorecardRow),
    close: async () => void database.close(),
  };
}
