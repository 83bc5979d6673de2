/**
 * RFM quintiles of a base: our cut-offs and DuckDB's `ntile`.
 *
 * @module
 */
import { scoreRfm } from "../../src/index.ts";
import { historyOf } from "./history.ts";
import { readLog } from "./log-files.ts";
import { openDuckDb, readColumns } from "./peers.ts";
import type { Found, Subject, Trial } from "./subject.ts";

/** Ties share a score, as they should. */
export const sameBin: Subject = (folder) => ours(folder, "same-bin");

/** Ties are split by id, as `ntile` splits them: equal to DuckDB's in every line. */
export const splitById: Subject = (folder) => ours(folder, "split-by-id");

/** DuckDB with one thread. */
export const ntile: Subject = async (folder) => {
  const { columns, length } = historyOf(readLog(folder));
  const { recencyDays, orders, revenue } = columns;
  const connection = await openDuckDb(1);
  await connection.run("CREATE TABLE base (id INTEGER, recency DOUBLE, orders DOUBLE, revenue DOUBLE)");
  const appender = await connection.createAppender("base");
  for (let i = 0; i < length; i += 1) {
    appender.appendInteger(i);
    for (const column of [recencyDays, orders, revenue]) appender.appendDouble(column[i] as number);
    appender.endRow();
  }
  appender.closeSync();
  return {
    run: () =>
      connection.run(`CREATE OR REPLACE TABLE scores AS SELECT id,
        6 - ntile(5) OVER (ORDER BY recency, id) AS r,
        ntile(5) OVER (ORDER BY orders, id) AS f,
        ntile(5) OVER (ORDER BY revenue, id) AS m FROM base`),
    found: () =>
      readColumns(
        connection,
        "SELECT r::DOUBLE AS r, f::DOUBLE AS f, m::DOUBLE AS m FROM scores ORDER BY id",
      ),
  };
};

function ours(folder: string, ties: "same-bin" | "split-by-id"): Trial {
  const { customerId, recencyDays, orders, revenue } = historyOf(readLog(folder)).columns;
  const base = { columns: { customerId, recencyDays, orders, revenue } };
  let found: Found = {};
  return {
    run: () => {
      const { r, f, m } = scoreRfm(base, { ties }).columns;
      found = { r, f, m };
    },
    found: () => (ties === "same-bin" ? {} : found),
  };
}
