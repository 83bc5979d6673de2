import type { SavedHistory, ScorecardRow } from "../../src/index.ts";
import type { Adapter } from "./adapter.ts";
import { openEmbedded, openServer } from "./postgres-database.ts";

const TABLES = [
  `create table if not exists orders (
    order_no bigint generated always as identity primary key,
    customer_id text not null, at timestamptz not null, amount double precision not null
  )`,
  "create table if not exists states (customer_id text primary key, state json not null)",
  "create table if not exists batches (batch_id text primary key)",
  `create table if not exists scores (
    customer_id text primary key, segment text, tier text, action text, line json not null
  )`,
];

/** PostgreSQL: embedded, or the server that the address names. Each batch is a few statements, however many its rows. */
export async function openPostgres(folder: string, url?: string): Promise<Adapter> {
  const database = await (url === undefined ? openEmbedded(folder) : openServer(url, folder));
  for (const table of TABLES) await database.query(table);

  return {
    fill: async (orders) => {
      await database.query(
        `insert into orders (customer_id, at, amount)
         select * from unnest($1::text[], $2::timestamptz[], $3::double precision[])`,
        [orders.map((o) => o.customerId), orders.map((o) => o.at), orders.map((o) => o.amount)],
      );
    },
    // From where the last batch ended: no cursor, no long transaction, and the server forgets us in between.
    async *source(batchRows) {
      type Row = { orderNo: string; customerId: string; at: Date; amount: number };
      for (let last = "0"; ; ) {
        const rows = await database.query<Row>(
          `select order_no::text as "orderNo", customer_id as "customerId", at, amount
           from orders where order_no > $1::bigint order by order_no limit $2::int`,
          [last, batchRows],
        );
        if (rows.length === 0) return;
        last = (rows[rows.length - 1] as Row).orderNo;
        yield rows;
      }
    },
    store: {
      load: async (ids) => {
        const rows = await database.query<{ id: string; state: SavedHistory }>(
          "select customer_id as id, state from states where customer_id = any($1::text[])",
          [ids],
        );
        return new Map(rows.map(({ id, state }) => [id, state]));
      },
      // Whoever commits the same batch at the same time waits at its id, and finds it there.
      commit: (batchId, changes) =>
        database.transaction(async (query) => {
          const fresh = await query(
            "insert into batches values ($1) on conflict do nothing returning batch_id",
            [batchId],
          );
          if (fresh.length === 0) return "already";
          await query(
            `insert into states select id, state::json from unnest($1::text[], $2::text[]) as new (id, state)
             on conflict (customer_id) do update set state = excluded.state`,
            [Array.from(changes.keys()), Array.from(changes.values(), (state) => JSON.stringify(state))],
          );
          return "applied";
        }),
    },
    sink: {
      write: async (batch) => {
        const { customerId, segment, tier, action } = batch.columns;
        await database.query(
          `insert into scores
           select id, segment, tier, action, line::json
           from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[])
             as new (id, segment, tier, action, line)
           on conflict (customer_id) do update set
             segment = excluded.segment, tier = excluded.tier, action = excluded.action, line = excluded.line`,
          [customerId, segment, tier, action, batch.toRows().map((row) => JSON.stringify(row))],
        );
      },
    },
    scores: async () =>
      (await database.query<{ line: ScorecardRow }>("select line from scores")).map(({ line }) => line),
    close: () => database.close(),
  };
}
