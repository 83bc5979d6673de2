/**
 * The same purchase histories by DuckDB.
 *
 * @module
 */
import { loadTable, openDuckDb, readColumns } from "../harness/duckdb.ts";
import { amountsOf, lastDay, readLog } from "../harness/log-files.ts";
import type { Subject, Trial } from "../harness/subject.ts";

/** DuckDB with one thread. */
export const duckdb1: Subject = (folder) => withDuckDb(folder, 1);

/** DuckDB with two threads. */
export const duckdb2: Subject = (folder) => withDuckDb(folder, 2);

/** The columns that ours are compared in, and no more: days first, then customers. */
const SUMMARY = `
  CREATE OR REPLACE TABLE summary AS
  SELECT id, count(*) - 1 AS frequency, max(day) - min(day) AS recency, $last - min(day) AS age,
    (sum(amount) - arg_min(amount, day)) / nullif(count(*) - 1, 0) AS "meanRepeatSpend"
  FROM (SELECT id, day, sum(amount) AS amount FROM log GROUP BY id, day)
  GROUP BY id`;

async function withDuckDb(folder: string, threads: number): Promise<Trial> {
  const connection = await openDuckDb(threads);
  const log = readLog(folder);
  await loadTable(connection, "log", { id: log.codes, day: log.days, amount: amountsOf(log) });
  const summary = SUMMARY.replace("$last", String(lastDay(log)));
  return {
    run: () => connection.run(summary),
    found: () =>
      readColumns(
        connection,
        `SELECT frequency::DOUBLE AS frequency, recency::DOUBLE AS recency, age::DOUBLE AS age,
          coalesce("meanRepeatSpend", 'nan'::DOUBLE) AS "meanRepeatSpend" FROM summary ORDER BY id`,
      ),
  };
}
