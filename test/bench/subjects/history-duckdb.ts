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

/** DuckDB with one thread, all numbers of a history. */
export const allNumbers1: Subject = (folder) => withDuckDb(folder, 1, ALL_NUMBERS);

/** The columns that ours are compared in, and no more: days first, then customers. */
const SUMMARY = `
  CREATE OR REPLACE TABLE summary AS
  SELECT id, count(*) - 1 AS frequency, max(day) - min(day) AS recency, $last - min(day) AS age,
    (sum(amount) - arg_min(amount, day)) / nullif(count(*) - 1, 0) AS "meanRepeatSpend"
  FROM (SELECT id, day, sum(amount) AS amount FROM log GROUP BY id, day)
  GROUP BY id`;

/** All numbers of a history: the gaps between days take a window. */
const ALL_NUMBERS = `
  CREATE OR REPLACE TABLE summary AS
  SELECT id, sum(orders) AS orders, count(*) AS "purchaseDays", sum(amount) AS revenue,
    count(*) - 1 AS frequency, max(day) - min(day) AS recency, $last - min(day) AS age,
    sum(amount) / sum(orders) AS "averageOrderValue",
    (sum(amount) - arg_min(amount, day)) / nullif(count(*) - 1, 0) AS "meanRepeatSpend",
    $last - max(day) AS "recencyDays", avg(gap) AS "meanGapDays", stddev_samp(gap) AS "gapStdDays",
    sum(ln(gap)) AS "sumLogGaps"
  FROM (
    SELECT id, day, count(*) AS orders, sum(amount) AS amount,
      day - lag(day) OVER (PARTITION BY id ORDER BY day) AS gap
    FROM log GROUP BY id, day)
  GROUP BY id`;

async function withDuckDb(folder: string, threads: number, query = SUMMARY): Promise<Trial> {
  const connection = await openDuckDb(threads);
  const log = readLog(folder);
  await loadTable(connection, "log", { id: log.codes, day: log.days, amount: amountsOf(log) });
  const summary = query.replaceAll("$last", String(lastDay(log)));
  return {
    run: () => connection.run(summary),
    found: () =>
      readColumns(
        connection,
        "SELECT coalesce(COLUMNS(* EXCLUDE id)::DOUBLE, 'nan'::DOUBLE) FROM summary ORDER BY id",
      ),
  };
}
