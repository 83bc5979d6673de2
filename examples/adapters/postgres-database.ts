import { basename, join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { Pool } from "pg";

/** Asks one question; values stand for $1, $2, … . */
type Query = <R extends object>(sql: string, values?: readonly unknown[]) => Promise<R[]>;

/** As much of PostgreSQL as is used here. */
export interface PostgresDatabase {
  readonly query: Query;
  /** Does all of it or nothing. */
  readonly transaction: <T>(work: (query: Query) => Promise<T>) => Promise<T>;
  readonly close: () => Promise<void>;
}

/** PostgreSQL inside this process, its files in a folder. */
export async function openEmbedded(folder: string): Promise<PostgresDatabase> {
  const database = await PGlite.create(join(folder, "postgres"));
  const askWith =
    ({ query }: Pick<PGlite, "query">): Query =>
    async <R>(sql: string, values: readonly unknown[] = []) =>
      (await query<R>(sql, values.slice())).rows;
  return {
    query: askWith({ query: database.query.bind(database) }),
    transaction: (work) => database.transaction((open) => work(askWith({ query: open.query.bind(open) }))),
    close: () => database.close(),
  };
}

/** A server. The folder's name becomes a schema, so that several runs share a database. */
export async function openServer(url: string, folder: string): Promise<PostgresDatabase> {
  const schema = basename(folder).replace(/\W/g, "_");
  const pool = new Pool({ connectionString: url, options: `-c search_path="${schema}"`, max: 4 });
  await pool.query(`create schema if not exists "${schema}"`);
  return {
    query: async <R>(sql: string, values: readonly unknown[] = []) =>
      (await pool.query(sql, values.slice())).rows as R[],
    transaction: async (work) => {
      const client = await pool.connect();
      try {
        await client.query("begin");
        const result = await work(
          async <R>(sql: string, values: readonly unknown[] = []) =>
            (await client.query(sql, values.slice())).rows as R[],
        );
        await client.query("commit");
        client.release();
        return result;
      } catch (error) {
        // The connection is closed, and with it the transaction.
        client.release(true);
        throw error;
      }
    },
    close: () => pool.end(),
  };
}
