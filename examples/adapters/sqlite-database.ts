import type { DatabaseSync } from "node:sqlite";

/** As much of a SQLite database as is used here. Node's own and libsql both have it. */
export interface SqliteDatabase {
  readonly exec: (sql: string) => unknown;
  readonly prepare: (sql: string) => SqliteStatement;
  readonly close: () => unknown;
}

interface SqliteStatement {
  readonly run: (...values: (string | number | null)[]) => { readonly changes: number | bigint };
  readonly all: (...values: (string | number | null)[]) => unknown[];
}

/** Opens a file with the SQLite that Node brings, or with libsql where it brings none. */
export async function openDatabase(file: string): Promise<SqliteDatabase> {
  const own = process.getBuiltinModule("node:sqlite") as
    | { readonly DatabaseSync: typeof DatabaseSync }
    | undefined;
  if (own !== undefined) return new own.DatabaseSync(file);
  const { default: Database } = await import("libsql");
  return new Database(file) as SqliteDatabase;
}

/** Does all of it or nothing. What it returns is given back. */
export function transaction<T>(database: SqliteDatabase, work: () => T): T {
  database.exec("begin immediate");
  try {
    const result = work();
    database.exec("commit");
    return result;
  } catch (error) {
    database.exec("rollback");
    throw error;
  }
}
