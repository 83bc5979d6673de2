import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { DuckDBInstance } from "@duckdb/node-api";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const LOG = "examples/quickstart/data/cdnow-master-elog.csv";

/** The main job in plain SQL: quintiles by type-7 quantiles, the ten-segment map, ABC by revenue. */
const SQL = `
  CREATE TABLE orders AS
    SELECT customer_id, strptime(date, '%Y%m%d')::DATE AS day, sales::DOUBLE AS amount
    FROM read_csv('${LOG}', header = true, all_varchar = true);
  CREATE TABLE customers AS
    SELECT customer_id, min(day) AS first_day, max(day) AS last_day, count(*)::DOUBLE AS orders,
      count(DISTINCT day) AS days, sum((round(amount * 100))::BIGINT)::DOUBLE / 100 AS revenue,
      (DATE '1998-06-30' - max(day))::DOUBLE AS recency
    FROM orders GROUP BY customer_id;
  CREATE TABLE cuts AS
    SELECT quantile_cont(recency, [0.2, 0.4, 0.6, 0.8]) AS r, quantile_cont(orders, [0.2, 0.4, 0.6, 0.8]) AS f,
      quantile_cont(revenue, [0.2, 0.4, 0.6, 0.8]) AS m
    FROM customers;
  CREATE TABLE scored AS
    SELECT c.*, 5 - len(list_filter(r, e -> recency > e)) AS rs, 1 + len(list_filter(f, e -> orders > e)) AS fs,
      1 + len(list_filter(m, e -> revenue > e)) AS ms
    FROM customers c, cuts;
  CREATE TABLE named AS
    SELECT *, CASE
      WHEN rs = 5 AND fs >= 4 THEN 'champions' WHEN rs >= 3 AND fs >= 4 THEN 'loyal'
      WHEN rs >= 4 AND fs >= 2 THEN 'potential-loyalist' WHEN rs = 5 THEN 'new' WHEN rs = 4 THEN 'promising'
      WHEN rs = 3 AND fs = 3 THEN 'need-attention' WHEN rs = 3 THEN 'about-to-sleep'
      WHEN fs = 5 THEN 'cant-lose-them' WHEN fs >= 3 THEN 'at-risk' ELSE 'hibernating' END AS segment
    FROM scored;
  CREATE TABLE tiered AS
    SELECT *, CASE WHEN above < 0.8 * total THEN 'A' WHEN above < 0.95 * total THEN 'B' ELSE 'C' END AS tier
    FROM (SELECT *, sum(revenue) OVER () AS total,
      coalesce(sum(revenue) OVER (ORDER BY revenue DESC RANGE BETWEEN UNBOUNDED PRECEDING AND 1e-9 PRECEDING), 0) AS above
      FROM named);
`;

type Row = Record<string, unknown>;
let run: (sql: string) => Promise<Row[]>;
let out: string;
let printed: string;
let lines: Map<string, string[]>;

beforeAll(async () => {
  out = mkdtempSync(join(tmpdir(), "clientele-"));
  const connection = await (await DuckDBInstance.create()).connect();
  await connection.run(SQL);
  run = async (sql) => (await connection.runAndReadAll(sql)).getRowObjectsJS() as Row[];
  printed = await start("--out", out);
  const rows = readFileSync(join(out, "scorecard.csv"), "utf8").trim().split("\r\n");
  lines = new Map(rows.map((row) => [row.split(",")[0] as string, row.split(",")]));
}, 120_000);

afterAll(() => rmSync(out, { recursive: true, force: true }));

async function start(...args: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)("npx", ["tsx", "examples/quickstart/main.ts", ...args]);
  return stdout;
}

describe("the main job on CDNOW agrees with plain SQL over the same file", () => {
  test("in the counts it prints", async () => {
    const [total] = await run(
      "SELECT count(*)::INTEGER AS rows, sum(round(amount * 100))::DOUBLE / 100 AS revenue FROM orders",
    );
    const [known] = await run(
      "SELECT count(*)::INTEGER AS customers, sum(orders - days)::INTEGER AS merged FROM customers",
    );
    expect(printed).toContain(`${grouped(total?.["rows"])} rows, ${grouped(known?.["customers"])} customers`);
    expect(printed).toContain(`revenue ${grouped(total?.["revenue"], 2)}`);
    expect(printed).toContain(`${grouped(known?.["merged"])} merged`);
    expect(printed).toContain("Every row could be read.");
  });

  test("in every customer's line", async () => {
    const header = lines.get("customerId") as string[];
    const at = (name: string) => header.indexOf(name);
    const expected = await run(
      "SELECT customer_id, strftime(first_day, '%Y-%m-%d') AS first_day, strftime(last_day, '%Y-%m-%d') AS last_day, orders, revenue, recency, rs::INTEGER AS rs, fs::INTEGER AS fs, ms::INTEGER AS ms, segment, tier FROM tiered",
    );
    expect(lines.size - 1).toBe(expected.length);
    for (const row of expected) {
      const line = lines.get(String(row["customer_id"])) as string[];
      expect(Number(line[at("revenue")])).toBeCloseTo(Number(row["revenue"]), 8);
      const texts = [
        "firstPurchase",
        "lastPurchase",
        "orders",
        "recencyDays",
        "r",
        "f",
        "m",
        "segment",
        "tier",
      ];
      expect(texts.map((name) => line[at(name)])).toEqual(
        ["first_day", "last_day", "orders", "recency", "rs", "fs", "ms", "segment", "tier"].map((name) =>
          String(row[name]),
        ),
      );
    }
  });

  test("in the segments and tiers it prints", async () => {
    const segments = await run(
      "SELECT segment, count(*)::INTEGER AS customers, median(recency)::INTEGER AS recency FROM named GROUP BY segment ORDER BY customers DESC",
    );
    expect(segments.length).toBeGreaterThan(5);
    for (const { segment, customers, recency } of segments) {
      const name = String(segment).split("-")[0] as string;
      const line =
        printed.split("\n").find((text) => text.toLowerCase().replace("'", "").startsWith(name)) ?? "";
      expect(line.replace(/\s+/g, " ")).toContain(` ${grouped(customers)} `);
      expect(line.replace(/\s+/g, " ")).toContain(` % ${grouped(recency)} `);
    }
    for (const { tier, customers } of await run(
      "SELECT tier, count(*)::INTEGER AS customers FROM tiered GROUP BY tier",
    )) {
      expect(printed).toMatch(new RegExp(`^\\S*${tier}\\s.*?${grouped(customers)}`, "m"));
    }
  });
});

describe("the main job on one's own file", () => {
  test("sets bad rows aside and says where they are", async () => {
    const file = join(out, "own.csv");
    writeFileSync(
      file,
      "客户编号;日期;金额\n甲;2026-01-05;12,50\n乙;05/01/2026;9\n甲;2026-01-09;abc\n丙;2026-01-20;7\n",
    );
    const text = await start(
      file,
      "--as-of",
      "2026-01-31",
      "--decimal",
      ",",
      "--language",
      "zh",
      "--out",
      out,
    );
    expect(text).toContain("4 rows, 2 customers, 2 orders, revenue 19.50, as of 2026-01-31");
    expect(text).toContain("2 rows set aside");
    expect(text).toContain("line 3 (date), line 4 (amount)");
    expect(text).toContain("订单 1 笔");
  });

  test("sorts customers by a rules file, over the scorecard and the orders", async () => {
    const rules = join(out, "rules.json");
    writeFileSync(
      rules,
      JSON.stringify({
        facts: { recencyDays: "number", tier: "text" },
        events: { amount: "number" },
        segments: {
          lapsed: {
            all: [
              { field: "tier", op: "eq", value: "A" },
              { field: "recencyDays", op: "gt", value: 180 },
            ],
          },
          spring: {
            aggregate: "sum",
            of: "amount",
            from: "1998-03-01",
            to: "1998-05-31",
            op: "gte",
            value: 100,
          },
        },
      }),
    );
    const text = await start("--rules", rules, "--out", out);
    const [expected] = await run(`
      SELECT count(*) FILTER (tier = 'A' AND recency > 180)::INTEGER AS lapsed,
        count(*) FILTER (spring >= 100)::INTEGER AS spring,
        count(*) FILTER ((tier = 'A' AND recency > 180) OR spring >= 100)::INTEGER AS matched
      FROM tiered LEFT JOIN (
        SELECT customer_id, sum(round(amount * 100)) / 100 AS spring FROM orders
        WHERE day BETWEEN DATE '1998-03-01' AND DATE '1998-05-31' GROUP BY customer_id
      ) USING (customer_id)`);
    expect(text).toMatch(new RegExp(`^lapsed +${grouped(expected?.["lapsed"])} `, "m"));
    expect(text).toMatch(new RegExp(`^spring +${grouped(expected?.["spring"])} `, "m"));
    expect(text).toContain(`${grouped(expected?.["matched"])} of 23,570 customers are in a segment`);
    const rows = readFileSync(join(out, "segments.csv"), "utf8").trim().split("\r\n");
    expect(rows[0]).toBe("customerId,segment,segments");
    expect(rows.filter((row) => row.split(",")[1] === "lapsed")).toHaveLength(expected?.["lapsed"] as number);
  });

  test("says where a rules file is at fault", async () => {
    const rules = join(out, "bad-rules.json");
    writeFileSync(
      rules,
      '{ "facts": {}, "segments": { "vip": { "field": "tier", "op": "eq", "value": "A" } } }',
    );
    await expect(start("--rules", rules, "--out", out)).rejects.toThrow(/rules\.segments\.vip\.field/);
  });

  test("explains itself", async () => {
    expect(await start("--help")).toContain("npm start -- my-orders.csv");
  });
});

function grouped(value: unknown, decimals = 0): string {
  return Number(value).toLocaleString("en-US", {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  });
}
