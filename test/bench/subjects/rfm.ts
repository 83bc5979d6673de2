/**
 * RFM quintiles of a base: ours, DuckDB's `ntile`, and pandas.
 *
 * @module
 */
import { scoreRfm } from "../../../src/index.ts";
import { loadTable, openDuckDb, readColumns } from "../harness/duckdb.ts";
import { readDoubles } from "../harness/files.ts";
import { customerIdOf } from "../harness/generate-log.ts";
import { pythonSubject } from "../harness/python.ts";
import type { Found, Subject, Trial } from "../harness/subject.ts";

/** Ties share a score, as they should. */
export const sameBin: Subject = (folder) => ours(folder, "same-bin");

/** Ties are split by id, as `ntile` splits them: equal to the others in every line. */
export const splitById: Subject = (folder) => ours(folder, "split-by-id");

function ours(folder: string, ties: "same-bin" | "split-by-id"): Trial {
  const { recencyDays, orders, revenue } = baseOf(folder);
  const customerId = Array.from(orders, (_, i) => customerIdOf(i));
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

function baseOf(folder: string) {
  const read = (name: string): Float64Array => readDoubles(folder, name);
  return { recencyDays: read("recencyDays"), orders: read("orders"), revenue: read("revenue") };
}

/** DuckDB with one thread. */
export const ntile: Subject = async (folder) => {
  const base = baseOf(folder);
  const connection = await openDuckDb(1);
  await loadTable(connection, "base", { id: Int32Array.from(base.orders.keys()), ...base });
  return {
    run: () =>
      connection.run(`CREATE OR REPLACE TABLE scores AS SELECT id,
        ntile(5) OVER (ORDER BY "recencyDays" DESC, id) AS r,
        ntile(5) OVER (ORDER BY orders, id) AS f,
        ntile(5) OVER (ORDER BY revenue, id) AS m FROM base`),
    found: () =>
      readColumns(
        connection,
        "SELECT r::DOUBLE AS r, f::DOUBLE AS f, m::DOUBLE AS m FROM scores ORDER BY id",
      ),
  };
};

/** pandas, as most notebooks do it: ranks, then quantile bins. */
export const pandas: Subject = pythonSubject(`
import pandas as pd
base = pd.DataFrame({"r": -doubles("recencyDays"), "f": doubles("orders"), "m": doubles("revenue")})
def run():
    global scores
    scores = {name: pd.qcut(base[name].rank(method="first"), 5, labels=False) + 1 for name in base}
def found(): return scores
`);
