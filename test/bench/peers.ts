/**
 * The same purchase histories by others.
 *
 * @module
 */
import { createRequire } from "node:module";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { op, table } from "arquero";
import { type Order, ordersOf } from "./history.ts";
import { amountsOf, lastDay, readLog } from "./log-files.ts";
import type { Found, Subject, Trial } from "./subject.ts";

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
  const last = await fillLog(connection, folder);
  const summary = SUMMARY.replace("$last", String(last));
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

/** A database in memory. */
export async function openDuckDb(threads: number): Promise<DuckDBConnection> {
  const instance = await DuckDBInstance.create(":memory:", { threads: String(threads) });
  return instance.connect();
}

/** Loads a log into the table `log`; gives its last day. */
async function fillLog(connection: DuckDBConnection, folder: string): Promise<number> {
  const log = readLog(folder);
  const amounts = amountsOf(log);
  await connection.run("CREATE TABLE log (id INTEGER, day INTEGER, amount DOUBLE)");
  const appender = await connection.createAppender("log");
  for (let i = 0; i < amounts.length; i += 1) {
    appender.appendInteger(log.codes[i] as number);
    appender.appendInteger(log.days[i] as number);
    appender.appendDouble(amounts[i] as number);
    appender.endRow();
  }
  appender.closeSync();
  return lastDay(log);
}

/** A result as columns. */
export async function readColumns(connection: DuckDBConnection, query: string): Promise<Found> {
  const reader = await connection.runAndReadAll(query);
  const names = reader.columnNames();
  const found: { [name: string]: Float64Array } = {};
  for (const [i, column] of reader.getColumnsJS().entries()) {
    found[names[i] as string] = Float64Array.from(column as number[]);
  }
  return found;
}

/** Arquero, on columns of whole numbers. */
export const arquero: Subject = (folder) => {
  const log = readLog(folder);
  const last = lastDay(log);
  const frame = table({ id: log.codes, day: log.days });
  let made = frame;
  return {
    run: () => {
      made = frame
        .groupby("id")
        .rollup({ days: op.distinct("day"), first: op.min("day"), recent: op.max("day") })
        .orderby("id")
        .reify();
    },
    found: () => {
      const first = made.array("first") as ArrayLike<number>;
      return {
        frequency: Float64Array.from(made.array("days") as ArrayLike<number>, (days) => days - 1),
        recency: Float64Array.from(
          made.array("recent") as ArrayLike<number>,
          (day, i) => day - (first[i] as number),
        ),
        age: Float64Array.from(first, (day) => last - day),
      };
    },
  };
};

/** What most code does: a Map of customers, each a Map of days. */
export const mapOfMaps: Subject = (folder) => {
  const log = readLog(folder);
  const orders = ordersOf(log);
  const end = Date.parse((orders[orders.length - 1] as Order).at);
  let lines: readonly Line[] = [];
  return {
    run: () => {
      lines = summarise(orders, end);
    },
    found: () => {
      const sorted = lines.slice().sort((a, b) => (a.customerId < b.customerId ? -1 : 1));
      return {
        frequency: sorted.map((line) => line.frequency),
        recency: sorted.map((line) => line.recency),
        age: sorted.map((line) => line.age),
        meanRepeatSpend: sorted.map((line) => line.meanRepeatSpend),
      };
    },
  };
};

interface Line {
  readonly customerId: string;
  readonly frequency: number;
  readonly recency: number;
  readonly age: number;
  readonly meanRepeatSpend: number;
}

const DAY = 86_400_000;

function summarise(orders: readonly Order[], end: number): readonly Line[] {
  const customers = new Map<string, Map<string, number>>();
  for (const { customerId, at, amount } of orders) {
    let days = customers.get(customerId);
    if (days === undefined) {
      days = new Map();
      customers.set(customerId, days);
    }
    days.set(at, (days.get(at) ?? 0) + amount);
  }
  const lines: Line[] = [];
  for (const [customerId, days] of customers) {
    const dates = Array.from(days.keys()).sort();
    const first = dates[0] as string;
    const start = Date.parse(first);
    let spend = 0;
    for (const [date, amount] of days) if (date !== first) spend += amount;
    const frequency = days.size - 1;
    const recency = (Date.parse(dates[frequency] as string) - start) / DAY;
    const meanRepeatSpend = frequency > 0 ? spend / frequency : Number.NaN;
    lines.push({ customerId, frequency, recency, age: (end - start) / DAY, meanRepeatSpend });
  }
  return lines;
}

interface Polars {
  readonly DataFrame: (columns: object) => PolarsFrame;
  readonly col: (name: string) => PolarsColumn;
}

interface PolarsFrame {
  groupBy(...by: string[]): { agg(...columns: PolarsColumn[]): PolarsFrame };
  sort(by: string): PolarsFrame;
  getColumn(name: string): { toArray(): number[] };
}

interface PolarsColumn {
  min(): PolarsColumn;
  max(): PolarsColumn;
  nUnique(): PolarsColumn;
  alias(name: string): PolarsColumn;
}

/** Is nodejs-polars installed? It is no dependency of ours. */
export function hasPolars(): boolean {
  try {
    createRequire(import.meta.url).resolve("nodejs-polars");
    return true;
  } catch {
    return false;
  }
}

/** Polars, where it is installed. */
export const polars: Subject = (folder) => {
  const { DataFrame, col } = createRequire(import.meta.url)("nodejs-polars") as Polars;
  const log = readLog(folder);
  const last = lastDay(log);
  const frame = DataFrame({ id: log.codes, day: log.days });
  let made = frame;
  return {
    run: () => {
      const days = [col("day").nUnique().alias("days"), col("day").min().alias("first")];
      made = frame.groupBy("id").agg(...days, col("day").max().alias("recent"));
    },
    found: () => {
      const sorted = made.sort("id");
      const first = sorted.getColumn("first").toArray();
      return {
        frequency: sorted
          .getColumn("days")
          .toArray()
          .map((days) => days - 1),
        recency: sorted
          .getColumn("recent")
          .toArray()
          .map((day, i) => day - (first[i] as number)),
        age: first.map((day) => last - day),
      };
    },
  };
};
