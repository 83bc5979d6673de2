import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createContext, runInContext } from "node:vm";
import { afterAll, describe, expect, test } from "vitest";
import { bgNbd, purchaseHistory, rfmOf, scoreRfm } from "../../src/index.ts";
import { root } from "./packed.ts";

const script = join(root, "dist/browser/clientele.score.global.js");
const folder = mkdtempSync(join(tmpdir(), "warehouse-"));
afterAll(() => rmSync(folder, { recursive: true }));

const orders = Array.from({ length: 900 }, (_, i) => ({
  customerId: `c${(i * 7919) % 200}`,
  at: new Date(Date.UTC(2025, 0, 1) + ((i * 37) % 380) * 86_400_000).toISOString().slice(0, 10),
  amount: 500 + ((i * 97) % 9000),
}));
const history = purchaseHistory(orders, { asOf: "2026-01-31" });
const { cuts } = scoreRfm(history);
const model = {
  kind: "bgNbd",
  version: 1,
  parameters: { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 },
  timeUnit: "week",
} as const;
const customers = history.toRows();
writeFileSync(join(folder, "learned.json"), JSON.stringify({ cuts, model, horizon: 52 }));

function work(input: string, shell = "") {
  const args = [join(root, "examples/warehouse/worker.mjs"), script, join(folder, "learned.json")];
  const options = { input, encoding: "utf8" } as const;
  if (shell === "") return spawnSync(process.execPath, args, options);
  const command = [process.execPath, ...args].map((one) => `'${one}'`).join(" ");
  return spawnSync("bash", ["-o", "pipefail", "-c", `${command} ${shell}`], options);
}

const lines = (rows: readonly unknown[]) => rows.map((row) => `${JSON.stringify(row)}\n`).join("");

describe("the line worker", () => {
  test("scores a customer a line, as the library does", () => {
    const { status, stdout, stderr } = work(lines(customers));
    expect([status, stderr]).toEqual([0, ""]);
    const found = stdout
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as { readonly alive: number });
    const alive = bgNbd.probabilityAlive(model, customers);
    const purchases = bgNbd.expectedPurchases(model, customers, { horizon: 52 });
    expect(found.length).toBe(customers.length);
    customers.forEach((row, i) => {
      const { code, segment } = rfmOf(cuts, row);
      expect(found[i]).toEqual({
        customerId: row.customerId,
        code,
        segment,
        alive: expect.closeTo(alive[i] as number, 12),
        purchases: expect.closeTo(purchases[i] as number, 10),
      });
    });
  });

  // Node 24's readline ends lines at these, which JSON lets stand in a text.
  test("a line ends with a line feed, and nowhere else", () => {
    const ids = ["a\u2028b", "c\u2029d", "e\u0085f"];
    const rows = ids.map((customerId) => ({ ...(customers[0] as (typeof customers)[0]), customerId }));
    const { status, stdout } = work(`${lines(rows).replaceAll("\n", "\r\n\r\n")}`);
    const found = stdout
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as { customerId: string });
    expect([status, found.map(({ customerId }) => customerId)]).toEqual([0, ids]);
  });

  test("nothing in, nothing out", () => {
    expect(work("")).toMatchObject({ status: 0, stdout: "", stderr: "" });
  });

  test.each([
    ["no JSON", '{"customerId":', "line 2: not a customer in JSON\n"],
    [
      "a number as text",
      JSON.stringify({ ...customers[0], orders: "3" }),
      "line 2: row.orders: wrong_type\n",
    ],
    ["no number at all", '{"customerId":"x"}', "line 2: row.orders: missing\n"],
  ])("%s ends it, with the line's number and none of its words", (_case, bad, message) => {
    const { status, stdout, stderr } = work(`${lines(customers.slice(0, 1))}${bad}\n${lines(customers)}`);
    expect([status, stderr]).toEqual([1, message]);
    expect(stdout.split("\n").length).toBe(2);
  });

  test("a reader that has enough is no failure", () => {
    const many = lines(Array.from({ length: 4000 }, (_, i) => customers[i % customers.length]));
    const { status, stdout } = work(many, "| head -1");
    expect([status, stdout.split("\n").length]).toEqual([0, 2]);
  });
});

describe("the wrappers for databases", () => {
  const [row] = customers;
  const sql = (name: string) => readFileSync(join(root, `examples/warehouse/${name}.sql`), "utf8");
  const wanted = (({ code, segment }) => ({ code, segment }))(
    rfmOf(cuts, row as object as (typeof customers)[0]),
  );
  const values = [JSON.stringify(cuts), row?.customerId, row?.recencyDays, row?.orders, row?.revenue];

  test("Snowflake: the script in the body, arguments in capitals, evaluated once", () => {
    const [, body = ""] = sql("snowflake").split("$$");
    const inside = body.replace("CLIENTELE_SCORE\n", () => `${readFileSync(script, "utf8")}\n`);
    const context = createContext({}, { codeGeneration: { strings: false, wasm: false } });
    const call = `(function (CUTS, CUSTOMER_ID, RECENCY_DAYS, ORDERS, REVENUE) {${inside}})`;
    for (let time = 0; time < 2; time += 1) {
      const answer = runInContext(`JSON.stringify(${call}(...${JSON.stringify(values)}))`, context) as string;
      expect(JSON.parse(answer)).toEqual(wanted);
    }
  });

  test("BigQuery: the script loaded before, each body a function", () => {
    const [, rfm = "", , purchases = ""] = sql("bigquery").split('"""');
    const context = createContext({}, { codeGeneration: { strings: false, wasm: false } });
    runInContext(readFileSync(script, "utf8"), context);
    const first = `(function (cuts, customer_id, recency_days, orders, revenue) {${rfm}})`;
    expect(
      JSON.parse(runInContext(`JSON.stringify(${first}(...${JSON.stringify(values)}))`, context)),
    ).toEqual(wanted);
    const second = `(function (model, frequency, recency, age, horizon) {${purchases}})`;
    const given = JSON.stringify([JSON.stringify(model), row?.frequency, row?.recency, row?.age, 52]);
    const [expected] = bgNbd.expectedPurchases(model, customers.slice(0, 1), { horizon: 52 });
    expect(runInContext(`${second}(...${given})`, context)).toBeCloseTo(expected as number, 10);
  });

  test("plv8: the script in the start procedure, the cut-offs as JSON", () => {
    const [, start = "", , body = ""] = sql("plv8").split("$$");
    const context = createContext({}, { codeGeneration: { strings: false, wasm: false } });
    runInContext(
      `(function () {${start.replace("CLIENTELE_SCORE\n", () => `${readFileSync(script, "utf8")}\n`)}})()`,
      context,
    );
    const call = `(function (cuts, customer_id, recency_days, orders, revenue) {${body}})`;
    const given = JSON.stringify([cuts, ...values.slice(1)]);
    expect(JSON.parse(runInContext(`JSON.stringify(${call}(...${given}))`, context))).toEqual(wanted);
  });
});

const clickhouse = existsSync(join(root, "examples/warehouse/node_modules/chdb"));
if (!clickhouse) {
  console.warn("NOT RUN, not on this machine: ClickHouse. Run `npm i --prefix examples/warehouse` first.");
}

describe("an engine that starts the worker itself", () => {
  test.runIf(clickhouse)("ClickHouse scores a million orders as one worker alone does", () => {
    const args = [join(root, "examples/warehouse/clickhouse.cjs"), join(folder, "learned.json")];
    const { stdout, stderr } = spawnSync(process.execPath, args, { encoding: "utf8" });
    expect(stderr).toBe("");
    expect(JSON.parse(stdout)).toEqual({ customers: 20_000, equal: true });
  });
});

const python = process.env["PYSPARK_PYTHON"] ?? "python3";
const has = (command: string, ...args: string[]) => spawnSync(command, args).status === 0;
const spark = has(python, "-c", "import pyspark, pandas, pyarrow") && has("java", "-version");
if (!spark) {
  console.warn(
    "NOT RUN, not on this machine: Apache Spark. It needs Java 17 and `pip install pyspark pandas pyarrow`.",
  );
}

describe("a distributed engine that starts the worker in each partition", () => {
  test.runIf(spark)(
    "Spark scores as one process does, also when a worker is killed, and fails loudly",
    () => {
      const args = [join(root, "examples/warehouse/spark.py"), "30000", "local[2,2]"];
      const { stdout } = spawnSync(python, args, { encoding: "utf8", timeout: 280_000 });
      const last = stdout.trimEnd().split("\n").at(-1) ?? "";
      expect(JSON.parse(last)).toEqual({
        customers: 3735,
        transformEqual: true,
        mapInPandasEqual: true,
        killed: true,
        equalAfterKill: true,
        refused: "line 1: row.orders: wrong_type",
      });
    },
  );
});
