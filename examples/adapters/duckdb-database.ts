import { renameSync } from "node:fs";
import {
  type DuckDBConnection,
  type DuckDBResult,
  type DuckDBValue,
  LIST,
  listValue,
  VARCHAR,
} from "@duckdb/node-api";

/** Runs a statement whose $1, $2, … are lists of texts; `unnest` makes rows of them. */
export async function runLists(
  connection: DuckDBConnection,
  sql: string,
  lists: readonly (readonly (string | null)[])[],
): Promise<DuckDBValue[][]> {
  const values = lists.map((list) => listValue(list));
  const types = lists.map(() => LIST(VARCHAR));
  return (await connection.runAndReadAll(sql, values, types)).getRows();
}

/** Does all of it or nothing. */
export async function transaction<T>(connection: DuckDBConnection, work: () => Promise<T>): Promise<T> {
  await connection.run("begin");
  try {
    const result = await work();
    await connection.run("commit");
    return result;
  } catch (error) {
    await connection.run("rollback");
    throw error;
  }
}

/** Writes a table as a Parquet file. The file has its name once it is whole. */
export async function copyToParquet(
  connection: DuckDBConnection,
  table: string,
  file: string,
): Promise<void> {
  await connection.run(`copy ${table} to ${quoted(`${file}.part`)} (format parquet)`);
  renameSync(`${file}.part`, file);
}

/** A text as SQL. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** The rows of a result as columns, so many rows at a time: DuckDB's own pieces have other lengths. */
export async function* columnBatches(
  result: DuckDBResult,
  batchRows: number,
): AsyncIterable<readonly DuckDBValue[][]> {
  const held = result.columnNames().map((): DuckDBValue[] => []);
  const take = () => held.map((column) => column.splice(0, batchRows));
  for (
    let chunk = await result.fetchChunk();
    chunk && chunk.rowCount > 0;
    chunk = await result.fetchChunk()
  ) {
    for (const [i, values] of chunk.getColumns().entries()) {
      for (const value of values) held[i]?.push(value);
    }
    while ((held[0]?.length ?? 0) >= batchRows) yield take();
  }
  if ((held[0]?.length ?? 0) > 0) yield take();
}
