import { loadTable, openDuckDb, readColumns } from "../harness/duckdb.ts";
import type { Subject } from "../harness/subject.ts";
import { readRecords } from "./profit.ts";

const QUERY = `
CREATE OR REPLACE TABLE result AS
WITH sold AS (
  SELECT customer,
    coalesce(sum(amount) FILTER (amount >= 0), 0) AS paid,
    coalesce(sum(discount) FILTER (amount >= 0), 0) AS discounts,
    coalesce(-sum(amount) FILTER (amount < 0), 0) AS returns,
    coalesce(sum(CASE WHEN amount >= 0 THEN cost ELSE -cost END), 0) AS cogs
  FROM lines GROUP BY customer
), spent AS (
  SELECT customer,
    coalesce(sum(amount) FILTER (layer = 0), 0) AS costToServe,
    coalesce(sum(amount) FILTER (layer = 1), 0) AS acquisitionCost,
    coalesce(sum(amount) FILTER (layer = 2), 0) AS retentionCost
  FROM costs GROUP BY customer
), joined AS (
  SELECT customer, coalesce(paid, 0) AS paid, coalesce(discounts, 0) AS discounts,
    coalesce(returns, 0) AS returns, coalesce(cogs, 0) AS cogs,
    coalesce(costToServe, 0) AS costToServe, coalesce(acquisitionCost, 0) AS acquisitionCost,
    coalesce(retentionCost, 0) AS retentionCost
  FROM sold FULL JOIN spent USING (customer)
)
SELECT customer, paid + discounts AS grossRevenue, discounts, returns, paid - returns AS netRevenue, cogs,
  netRevenue - cogs AS contributionMargin1, costToServe,
  contributionMargin1 - costToServe AS contributionMargin2, acquisitionCost, retentionCost,
  contributionMargin2 - acquisitionCost - retentionCost AS contributionMargin3
FROM joined;`;

/** DuckDB with one thread. */
export const duckdb1: Subject = async (folder) => {
  const { lines, costs } = readRecords(folder);
  const connection = await openDuckDb(1);
  await loadTable(connection, "lines", lines);
  await loadTable(connection, "costs", costs);
  return {
    run: () => connection.run(QUERY),
    found: () => readColumns(connection, "SELECT * FROM result ORDER BY customer"),
  };
};
