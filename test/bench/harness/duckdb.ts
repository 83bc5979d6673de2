import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import type { Found } from "./subject.ts";

/** A database in memory. */
export async function openDuckDb(threads: number): Promise<DuckDBConnection> {
  const instance = await DuckDBInstance.create(":memory:", { threads: String(threads) });
  return instance.connect();
}

/** Makes a table of columns; typed arrays of 32 bits become INTEGER, others DOUBLE. */
export async function loadTable(
  connection: DuckDBConnection,
  name: string,
  columns: { readonly [column: string]: Int32Array | Float64Array },
): Promise<void> {
  const names = Object.keys(columns);
  const typeOf = (column: string) => (columns[column] instanceof Int32Array ? "INTEGER" : "DOUBLE");
  await connection.run(`CREATE TABLE ${name} (${names.map((n) => `"${n}" ${typeOf(n)}`).join(", ")})`);
  const appender = await connection.createAppender(name);
  const values = names.map((column) => columns[column] as Int32Array | Float64Array);
  const length = values[0]?.length ?? 0;
  for (let i = 0; i < length; i += 1) {
    for (const column of values) {
      if (column instanceof Int32Array) appender.appendInteger(column[i] as number);
      else appender.appendDouble(column[i] as number);
    }
    appender.endRow();
  }
  appender.closeSync();
}

/** A result as columns of doubles. */
export async function readColumns(connection: DuckDBConnection, query: string): Promise<Found> {
  const reader = await connection.runAndReadAll(query);
  const names = reader.columnNames();
  const found: { [name: string]: Float64Array } = {};
  for (const [i, column] of reader.getColumnsJS().entries()) {
    found[names[i] as string] = Float64Array.from(column as number[]);
  }
  return found;
}
