/**
 * The CDNOW data of Fader and Hardie (brucehardie.com/datasets): the sample's order log and its published summary
 * (Fader, Hardie & Lee 2005, calibration to 30 September 1997; weeks, two decimals), the cumulative repeat
 * transactions of their tracking plot, and the log of all 23,570 customers that the quick start ships. Small logs: the
 * tests of BTYDplus (elog2cum).
 */
import { readFileSync } from "node:fs";
import { DuckDBInstance } from "@duckdb/node-api";
import { beforeAll, describe, expect, test } from "vitest";
import {
  calibrationHoldout,
  historyFold,
  incrementalTransactions,
  purchaseHistory,
  retentionCohorts,
  seal,
} from "../../src/history/index.ts";
import { told } from "./base.ts";

const MASTER = "examples/quickstart/data/cdnow-master-elog.csv";

const read = (path: string): string[][] =>
  readFileSync(new URL(`../golden/cdnow/${path}`, import.meta.url), "utf8")
    .trim()
    .split("\n")
    .slice(1)
    .map((line) => line.trim().split(","));
const dashed = (text: string): string => `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6, 8)}`;

/** The sample's orders, under the numbers of the published summary: 1 to 2,357. */
const sample = read("cdnow-sample-elog.csv").map(([, id = "", date = "", , sales]) => ({
  customerId: Number(id),
  at: dashed(date),
  amount: Number(sales),
}));

describe("the sample's calibration", () => {
  const history = purchaseHistory(sample, { asOf: "1997-09-30" });
  const lines = new Map(history.toRows().map((row) => [Number(row.customerId), row]));

  test("has the 2,357 customers of the published summary", () => {
    expect(sample).toHaveLength(6919);
    expect(history.length).toBe(2357);
    expect(lines.size).toBe(2357);
  });

  test("with their x, t_x and T to the two decimals given", () => {
    for (const [id, x, tx, age] of read("cdnow-summary.csv")) {
      const row = lines.get(Number(id));
      expect([row?.frequency, row?.recency?.toFixed(2), row?.age?.toFixed(2)]).toEqual([
        Number(x),
        Number(tx).toFixed(2),
        Number(age).toFixed(2),
      ]);
    }
  });

  test("and their mean repeat spend to the cent, 0 standing for none", () => {
    for (const [id, x, tx, age, spend] of read("cdnow-summary-with-spend.csv")) {
      const row = lines.get(Number(id));
      expect([row?.frequency, row?.recency?.toFixed(2), row?.age?.toFixed(2)]).toEqual([Number(x), tx, age]);
      expect(Math.abs((row?.meanRepeatSpend ?? 0) - Number(spend))).toBeLessThan(0.00501);
    }
  });
});

describe("the sample to the end of June 1998", () => {
  const asOf = "1998-06-30";
  const history = purchaseHistory(sample, { asOf });

  test("merges 223 of its 6,919 orders into 6,696 purchase days", () => {
    expect(history).toMatchObject({ given: 6919, accepted: 6919, merged: 223, future: 0, refundRows: 0 });
    expect(history.columns.purchaseDays.reduce((sum, days) => sum + days)).toBe(6696);
    expect(history.columns.orders.reduce((sum, count) => sum + count)).toBe(6919);
  });

  test("has the repeat transactions of the tracking plot", () => {
    const weeks = incrementalTransactions(sample, { asOf });
    const cumulative = weeks.columns.cumulativeRepeat;
    expect(weeks.start).toBe("1997-01-01");
    expect(weeks.length).toBe(78);
    expect(Array.from(cumulative.subarray(19, 25))).toEqual([1359, 1414, 1484, 1517, 1573, 1672]);
    expect([cumulative[38], cumulative[77]]).toEqual([2457, 4339]);
    expect(weeks.columns.newCustomers.reduce((sum, count) => sum + count)).toBe(2357);
  });

  test("has 1,882 purchases in the holdout", () => {
    const split = calibrationHoldout(sample, { calibrationEnd: "1997-09-30", holdoutEnd: asOf });
    expect(split).toMatchObject({ length: 2357, holdoutDuration: 39, holdoutNewCustomers: 0 });
    expect(split.columns.holdoutFrequency.reduce((sum, count) => sum + count)).toBe(1882);
  });

  test("is the same in months of batches, sealed behind each, and in shards", () => {
    const fold = historyFold({ asOf });
    const inOrder = [...sample].sort((a, b) =>
      a.at < b.at ? -1 : a.at > b.at ? 1 : a.customerId - b.customerId,
    );
    let state = fold.empty();
    for (const month of [...new Set(inOrder.map((row) => row.at.slice(0, 7)))]) {
      state = fold.add(
        state,
        inOrder.filter((row) => row.at.startsWith(month)),
      );
      state = seal(fold.load(JSON.parse(JSON.stringify(fold.save(state)))), `${month}-28`);
    }
    expect(rowsOf(fold.finish(state))).toEqual(rowsOf(history));
    const shards = [0, 1, 2].map((shard) =>
      fold.add(
        fold.empty(),
        sample.filter((row) => row.customerId % 3 === shard),
      ),
    );
    expect(rowsOf(fold.finish(shards.reduce((a, b) => fold.merge(a, b))))).toEqual(rowsOf(history));
  });

  const rowsOf = (given: typeof history) =>
    told(given).rows.map((row) => ({
      ...row,
      ...money(row.revenue),
      ...spend(row.meanRepeatSpend, row.averageOrderValue),
    }));
  const money = (revenue: number) => ({ revenue: Math.round(revenue * 100) });
  const spend = (meanRepeatSpend: number | null, averageOrderValue: number | null) => ({
    meanRepeatSpend: meanRepeatSpend?.toFixed(8),
    averageOrderValue: averageOrderValue?.toFixed(8),
  });
});

describe("cumulative transactions of a small log, by periods of 7 days", () => {
  test.each([
    [
      [
        [1, 0],
        [1, 9],
        [1, 20],
        [3, 4],
        [3, 6],
      ],
      [1, 2, 3],
      [3, 4, 5],
    ],
    [
      [
        [1, 0],
        [1, 9],
        [1, 9],
        [1, 20],
        [1, 22],
        [3, 4],
        [3, 6],
      ],
      [1, 2, 3],
      undefined,
    ],
  ])("%j", (log, repeats, all) => {
    const rows = log.map(([customerId = 0, at = 0]) => ({ customerId, at, amount: 1 }));
    const { columns } = incrementalTransactions(rows, { asOf: 20, start: 0, numericTime: "day" });
    expect(Array.from(columns.cumulativeRepeat)).toEqual(repeats);
    if (all !== undefined) expect(Array.from(columns.cumulative)).toEqual(all);
  });
});

describe("all 23,570 customers agree with SQL over the same file", () => {
  type Row = { readonly [column: string]: string | number | null };
  let run: (sql: string) => Promise<Row[]>;
  const rows = readFileSync(MASTER, "utf8")
    .trim()
    .split("\n")
    .slice(1)
    .map((line) => line.trim().split(","))
    .map(([customerId = "", date = "", , sales]) => ({
      customerId,
      at: dashed(date),
      amount: Math.round(Number(sales) * 100),
    }));

  beforeAll(async () => {
    const connection = await (await DuckDBInstance.create(":memory:", { threads: "1" })).connect();
    await connection.run(`
      CREATE TABLE orders AS
        SELECT customer_id AS id, strptime(date, '%Y%m%d')::DATE AS day, round(sales::DOUBLE * 100)::BIGINT AS cents
        FROM read_csv('${MASTER}', header = true, all_varchar = true);
      CREATE TABLE days AS
        SELECT id, day, count(*) AS orders, sum(cents) AS cents, min(day) OVER (PARTITION BY id) AS first,
          day - lag(day) OVER (PARTITION BY id ORDER BY day) AS gap
        FROM orders GROUP BY id, day;
    `);
    run = async (sql) => (await connection.runAndReadAll(sql)).getRowObjectsJS() as Row[];
  });

  test("line by line", async () => {
    const history = purchaseHistory(rows, { asOf: "1998-06-30", timeUnit: "day" });
    const wanted = await run(`
      SELECT id AS customerId, min(day)::VARCHAR AS firstPurchase, max(day)::VARCHAR AS lastPurchase,
        sum(orders)::INTEGER AS orders, count(*)::INTEGER AS purchaseDays, sum(cents)::DOUBLE AS revenue, 0 AS refunds,
        count(*)::INTEGER - 1 AS frequency, (max(day) - min(day))::INTEGER AS recency,
        (DATE '1998-06-30' - min(day))::INTEGER AS age, sum(cents)::DOUBLE / sum(orders)::DOUBLE AS averageOrderValue,
        sum(cents) FILTER (day > first)::DOUBLE / nullif(count(*) - 1, 0)::DOUBLE AS meanRepeatSpend,
        (DATE '1998-06-30' - max(day))::INTEGER AS recencyDays, avg(gap) AS meanGapDays,
        CASE WHEN count(gap) > 1 THEN stddev_samp(gap) END AS gapStdDays, sum(ln(gap)) AS sumLogGaps
      FROM days GROUP BY id ORDER BY id
    `);
    expect(history.length).toBe(23_570);
    expect(wanted).toHaveLength(23_570);
    for (const [i, line] of wanted.entries()) {
      const row: Row = { ...history.row(i) };
      for (const [name, cell] of Object.entries(line)) {
        const got = row[name];
        const same =
          typeof cell === "number" && typeof got === "number"
            ? Math.abs(got - cell) <= 1e-12 * Math.max(1, Math.abs(cell))
            : got === cell;
        if (!same) throw new Error(`${line["customerId"]}.${name}: ${got}, not ${cell}`);
      }
      expect(Object.keys(line)).toEqual(Object.keys(row));
    }
    const [counted] = await run(
      "SELECT count(*)::INTEGER AS given, (SELECT count(*) FROM days)::INTEGER AS days FROM orders",
    );
    expect([history.given, history.given - history.merged]).toEqual([counted?.["given"], counted?.["days"]]);
    expect(history.given).toBe(69_659);
  });

  test("week by week", async () => {
    const weeks = incrementalTransactions(rows, { asOf: "1998-06-30" });
    const wanted = await run(`
      SELECT (day - DATE '1997-01-01') // 7 + 1 AS period, count(*) FILTER (day = first)::INTEGER AS newCustomers,
        count(*) FILTER (day > first)::INTEGER AS repeatTransactions
      FROM days GROUP BY ALL ORDER BY period
    `);
    const got = weeks
      .toRows()
      .map(({ period, newCustomers, repeatTransactions }) => ({ period, newCustomers, repeatTransactions }));
    expect(got).toEqual(wanted.map((row) => ({ ...row, period: Number(row["period"]) })));
  });

  test("cohort by cohort", async () => {
    const cohorts = retentionCohorts(rows, { asOf: "1998-06-30" });
    const wanted = await run(`
      SELECT date_trunc('month', first)::DATE::VARCHAR AS cohort, datediff('month', first, day)::INTEGER AS offset,
        count(DISTINCT id)::INTEGER AS active, sum(orders)::INTEGER AS orders, sum(cents)::DOUBLE AS revenue
      FROM days GROUP BY ALL ORDER BY 1, 2
    `);
    const got = cohorts
      .toRows()
      .map(({ cohort, offset, active, orders, revenue }) => ({ cohort, offset, active, orders, revenue }));
    expect(got).toEqual(wanted);
    expect(
      cohorts
        .toRows()
        .filter(({ offset }) => offset === 0)
        .reduce((sum, row) => sum + row.customers, 0),
    ).toBe(23_570);
    expect(cohorts.columns.complete.every((one) => one)).toBe(true);
  });

  test("calibration and holdout", async () => {
    const split = calibrationHoldout(rows, { calibrationEnd: "1997-09-30", holdoutEnd: "1998-06-30" });
    const wanted = await run(`
      SELECT id, count(*) FILTER (day > DATE '1997-09-30')::INTEGER AS bought,
        coalesce(sum(cents) FILTER (day > DATE '1997-09-30'), 0)::DOUBLE AS cents
      FROM days GROUP BY id ORDER BY id
    `);
    expect(split.length).toBe(23_570);
    expect(
      split
        .toRows()
        .map((row) => ({ id: row.customerId, bought: row.holdoutFrequency, cents: row.holdoutRevenue })),
    ).toEqual(wanted);
  });
});
