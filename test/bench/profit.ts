/**
 * Contribution of order lines and cost records by customer, beside DuckDB on one thread, both from
 * columns in memory to a table in memory. Run it alone: `npx tsx test/bench/profit.ts [lines] [customers]`.
 *
 * @module
 */
import { fileURLToPath } from "node:url";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { contribution } from "../../src/profit/index.ts";
import { customerIdOf } from "./generate-log.ts";

/** CPU seconds of one task, ours and a peer's, with the same result. */
export interface Comparison {
  readonly task: string;
  readonly peer: string;
  readonly ourSeconds: number;
  readonly peerSeconds: number;
}

const LAYERS = ["costToServe", "acquisitionCost", "retentionCost"] as const;
const COLUMNS = [
  "grossRevenue",
  "discounts",
  "returns",
  "netRevenue",
  "cogs",
  "contributionMargin1",
  "costToServe",
  "contributionMargin2",
  "acquisitionCost",
  "retentionCost",
  "contributionMargin3",
] as const;

/** Amounts in cents; every 32nd line is a refund; customers in no order. The same numbers at every run. */
const MAKE = (lines: number, costs: number, customers: number) => `
CREATE TABLE lines AS SELECT
  (hash(i // 4) % ${customers})::INTEGER AS customer,
  ((1000 + hash(i + 1e9::BIGINT) % 100000)::INTEGER * (CASE WHEN i % 32 = 31 THEN -1 ELSE 1 END))::DOUBLE AS amount,
  (hash(i + 2e9::BIGINT) % 500)::DOUBLE AS discount,
  (hash(i + 3e9::BIGINT) % 60000)::DOUBLE AS cost
FROM range(${lines}) t(i);
CREATE TABLE costs AS SELECT
  (hash(i + 4e9::BIGINT) % ${customers})::INTEGER AS customer,
  (hash(i + 5e9::BIGINT) % 20000)::DOUBLE AS amount,
  (hash(i + 6e9::BIGINT) % 3)::TINYINT AS layer
FROM range(${costs}) t(i);`;

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

/** Compares the two on `lines` order lines and a cost record a customer. */
export async function profitBench(lines = 10_000_000, customers = 1_000_000): Promise<Comparison[]> {
  const instance = await DuckDBInstance.create(":memory:", { threads: "1" });
  const db = await instance.connect();
  await db.run(MAKE(lines, customers, customers));
  const ids = Array.from({ length: customers }, (_none, code) => customerIdOf(code));
  const [codes, amount, discount, cost] = await fetchColumns(db, "lines", lines);
  const [costCodes, costAmount, layer] = await fetchColumns(db, "costs", customers);
  const customerId = { codes: Int32Array.from(codes as Float64Array), values: ids };
  const input = {
    lines: {
      columns: {
        customerId,
        amount: amount as Float64Array,
        discount: discount as Float64Array,
        cost: cost as Float64Array,
      },
    },
    costs: {
      columns: {
        customerId: { codes: Int32Array.from(costCodes as Float64Array), values: ids },
        amount: costAmount as Float64Array,
        layer: { codes: Int32Array.from(layer as Float64Array), values: LAYERS },
      },
    },
  };
  const ours = await cpuSeconds(3, () => {
    const made = contribution(input);
    return { made, read: [made.columns.customerId, ...COLUMNS.map((name) => made.columns[name])] };
  });
  const theirs = await cpuSeconds(3, () => db.run(QUERY));
  await expectSame(db, ours.value.made.columns, ids);
  return [
    {
      task: `contribution of ${lines} lines and ${customers} cost records of ${customers} customers`,
      peer: "DuckDB, 1 thread",
      ourSeconds: ours.seconds,
      peerSeconds: theirs.seconds,
    },
  ];
}

/** The columns of a DuckDB table as doubles. */
async function fetchColumns(db: DuckDBConnection, table: string, rows: number): Promise<Float64Array[]> {
  const result = await db.stream(`SELECT * FROM ${table}`);
  const columns = result.columnNames().map(() => new Float64Array(rows));
  let at = 0;
  for (
    let chunk = await result.fetchChunk();
    chunk !== null && chunk.rowCount > 0;
    chunk = await result.fetchChunk()
  ) {
    columns.forEach((column, c) => {
      column.set(chunk.getColumnValues(c) as number[], at);
    });
    at += chunk.rowCount;
  }
  return columns;
}

/** The least CPU time (user and system, all threads) of some runs. */
export async function cpuSeconds<T>(
  runs: number,
  run: () => T | Promise<T>,
): Promise<{ readonly seconds: number; readonly value: T }> {
  let seconds = Number.POSITIVE_INFINITY;
  let value = await run();
  for (let i = 0; i < runs; i += 1) {
    const before = process.cpuUsage();
    value = await run();
    const { user, system } = process.cpuUsage(before);
    seconds = Math.min(seconds, (user + system) / 1e6);
  }
  return { seconds, value };
}

async function expectSame(
  db: DuckDBConnection,
  ours: { readonly customerId: readonly string[] } & {
    readonly [C in (typeof COLUMNS)[number]]: Float64Array;
  },
  ids: readonly string[],
): Promise<void> {
  const [{ count }] = (await (
    await db.runAndReadAll("SELECT count(*)::INTEGER AS count FROM result")
  ).getRowObjects()) as [{ count: number }];
  const ordered = "(SELECT * FROM result ORDER BY customer)";
  const theirs = await fetchColumns(db, ordered, count);
  if (ours.customerId.length !== count)
    throw new Error(`${ours.customerId.length} customers, DuckDB has ${count}`);
  for (let i = 0; i < count; i += 1) {
    const same = COLUMNS.every((name, c) => ours[name][i] === theirs[c + 1]?.[i]);
    if (!same || ours.customerId[i] !== ids[theirs[0]?.[i] as number]) throw new Error(`line ${i} differs`);
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [lines, customers] = process.argv.slice(2).map(Number);
  for (const { task, peer, ourSeconds, peerSeconds } of await profitBench(lines, customers)) {
    console.log(
      `${task}: ${ourSeconds.toFixed(3)} s, ${peer} ${peerSeconds.toFixed(3)} s, ${(peerSeconds / ourSeconds).toFixed(1)}x`,
    );
  }
}
