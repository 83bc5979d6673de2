import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { historyFold, purchaseHistory, scoreRfm, updateCustomer } from "../../src/index.ts";
import { customerIdOf, FIRST_DAY, generateLog, isoDateOf, type OrderLog } from "./generate-log.ts";
import { checkSame, cpuMs, type Line, peakMb, printLines } from "./measure.ts";

const AS_OF = "2024-12-31";
const SUMMARY = `
  SELECT id, min(day) AS first_day, max(day) AS last_day, count(*) AS orders, count(DISTINCT day) - 1 AS x,
    sum(cents) AS money
  FROM log GROUP BY id`;

/** Orders in memory as columns: DuckDB with integer ids, on one and two threads, against ours with codes. */
export async function benchHistory(customers: number, runs: number): Promise<void> {
  const log = generateLog(customers);
  const rows = log.codes.length;
  const input = columnsOf(log);
  const summarise = () => {
    const history = purchaseHistory(input, { asOf: AS_OF, numericTime: "day" });
    const { frequency, recency, age, revenue } = history.columns;
    return { frequency, recency, age, revenue };
  };
  const ours = await cpuMs(runs, summarise);
  const memory = peakMb();
  const lines: Line[] = [
    {
      name: `columns to history, ${rows.toLocaleString("en-US")} rows`,
      ms: ours.ms,
      note: `peak ${memory} MB`,
    },
  ];
  const repeats = ours.result.frequency.reduce((sum, x) => sum + x, 0);
  for (const threads of [1, 2]) {
    const db = await openDuckDb(log, threads);
    await db.run("CREATE TEMP TABLE out AS SELECT 1");
    const theirs = await cpuMs(Math.min(runs, 3), () =>
      db.run(`CREATE OR REPLACE TEMP TABLE out AS ${SUMMARY}`),
    );
    const [found] = (
      await db.runAndReadAll("SELECT sum(x)::DOUBLE AS x, sum(money)::DOUBLE AS money FROM out")
    ).getRowObjectsJS();
    checkSame("repeat purchases", repeats, Number(found?.["x"]));
    checkSame(
      "revenue",
      ours.result.revenue.reduce((a, b) => a + b, 0),
      Number(found?.["money"]),
    );
    lines.push({
      name: `DuckDB, ${threads} thread${threads === 1 ? "" : "s"}`,
      ms: theirs.ms,
      ratio: theirs.ms / ours.ms,
    });
    db.closeSync();
  }
  printLines(lines);
}

/** Row objects: a plain Map of Maps, which most code does, and arquero. */
export async function benchRows(customers: number, runs: number): Promise<void> {
  const log = generateLog(customers);
  const rows = rowsOf(log);
  const ours = await cpuMs(runs, () => purchaseHistory(rows, { asOf: AS_OF }).columns.frequency);
  const maps = await cpuMs(2, () => mapOfMaps(rows));
  checkSame(
    "repeat purchases",
    ours.result.reduce((a, b) => a + b, 0),
    maps.result,
  );
  const shuffled = shuffle(rows);
  const unordered = await cpuMs(runs, () => purchaseHistory(shuffled, { asOf: AS_OF }).columns.frequency);
  checkSame(
    "repeat purchases, shuffled",
    unordered.result.reduce((a, b) => a + b, 0),
    maps.result,
  );
  const { desc: _desc, op, table } = await import("arquero");
  const frame = table({
    id: rows.map((row) => row.customerId),
    day: rows.map((row) => row.at),
    amount: rows.map((row) => row.amount),
  });
  const arquero = await cpuMs(1, () =>
    frame
      .groupby("id")
      .rollup({
        days: op.distinct("day"),
        money: op.sum("amount"),
        first: op.min("day"),
        last: op.max("day"),
      }),
  );
  const perRow = `${((ours.ms * 1e6) / rows.length).toFixed(0)} ns a row`;
  printLines([
    {
      name: `row objects to history, ${rows.length.toLocaleString("en-US")} rows`,
      ms: ours.ms,
      note: perRow,
    },
    { name: "the same rows shuffled", ms: unordered.ms },
    { name: "a Map of Maps", ms: maps.ms, ratio: maps.ms / ours.ms },
    { name: "arquero (columns)", ms: arquero.ms, ratio: arquero.ms / ours.ms },
  ]);
}

/** RFM quintiles of a base: DuckDB's ntile, whose cells differ only within ties. */
export async function benchRfm(customers: number, runs: number): Promise<void> {
  const log = generateLog(customers);
  const history = purchaseHistory(columnsOf(log), { asOf: AS_OF, numericTime: "day" });
  const { customerId, recencyDays, orders, revenue } = history.columns;
  const input = { columns: { customerId, recencyDays, orders, revenue } };
  const ours = await cpuMs(runs, () => {
    const { r, f, m } = scoreRfm(input).columns;
    return r.length + f.length + m.length;
  });
  const db = await openDuckDb(log, 1);
  await db.run(`CREATE TABLE base AS ${SUMMARY}`);
  const theirs = await cpuMs(3, () =>
    db.run(`CREATE OR REPLACE TEMP TABLE scores AS SELECT id, ntile(5) OVER (ORDER BY last_day) AS r,
      ntile(5) OVER (ORDER BY orders) AS f, ntile(5) OVER (ORDER BY money) AS m FROM base`),
  );
  printLines([
    {
      name: `RFM quintiles, ${history.length.toLocaleString("en-US")} customers`,
      ms: ours.ms,
      note: `peak ${peakMb()} MB`,
    },
    { name: "DuckDB ntile, 1 thread", ms: theirs.ms, ratio: theirs.ms / ours.ms },
  ]);
  db.closeSync();
}

/** Ten million orders of a million customers, summarised and scored in one process; how cost grows; one order. */
export async function benchStream(): Promise<void> {
  const lines: Line[] = [];
  for (const customers of [1000, 10_000, 100_000, 1_000_000]) {
    const log = generateLog(customers);
    const input = columnsOf(log);
    const { ms } = await cpuMs(customers < 100_000 ? 5 : 1, () => {
      const history = purchaseHistory(input, { asOf: AS_OF, numericTime: "day" });
      return scoreRfm(history).columns.r.length;
    });
    const rows = log.codes.length;
    const note = `${((ms * 1e6) / rows).toFixed(0)} ns a row, peak ${peakMb()} MB`;
    lines.push({ name: `history and RFM, ${rows.toLocaleString("en-US")} rows`, ms, note });
  }
  const fold = historyFold({ asOf: AS_OF });
  const start = fold.save(fold.add(fold.empty(), rowsOf(generateLog(1)).slice(0, 20)));
  const order = { customerId: start.customerId[0] as string, at: "2024-12-01", amount: 9 };
  const { ms } = await cpuMs(3, () => {
    for (let i = 0; i < 10_000; i += 1) updateCustomer(start, order);
  });
  lines.push({
    name: "one order updates one customer",
    ms: ms / 10_000,
    note: `${((ms / 10_000) * 1000).toFixed(1)} µs`,
  });
  printLines(lines);
}

function columnsOf(log: OrderLog) {
  const values = Array.from({ length: log.customers }, (_, code) => customerIdOf(code));
  const at = log.days.map((day) => day + FIRST_DAY);
  return { columns: { customerId: { codes: log.codes, values }, at, amount: Float64Array.from(log.cents) } };
}

interface Order {
  readonly customerId: string;
  readonly at: string;
  readonly amount: number;
}

function rowsOf(log: OrderLog): Order[] {
  return Array.from(log.codes, (code, i) => ({
    customerId: customerIdOf(code),
    at: isoDateOf(log.days[i] as number),
    amount: log.cents[i] as number,
  }));
}

function mapOfMaps(rows: readonly Order[]): number {
  const byCustomer = new Map<string, Map<string, number>>();
  for (const { customerId, at, amount } of rows) {
    let days = byCustomer.get(customerId);
    if (days === undefined) {
      days = new Map();
      byCustomer.set(customerId, days);
    }
    days.set(at, (days.get(at) ?? 0) + amount);
  }
  let repeats = 0;
  for (const days of byCustomer.values()) repeats += days.size - 1;
  return repeats;
}

/** In a fixed disorder. */
function shuffle<T>(rows: readonly T[]): T[] {
  const mixed = rows.slice();
  let state = 1;
  for (let i = mixed.length - 1; i > 0; i -= 1) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    const j = Math.floor((state / 2 ** 32) * (i + 1));
    [mixed[i], mixed[j]] = [mixed[j] as T, mixed[i] as T];
  }
  return mixed;
}

async function openDuckDb(log: OrderLog, threads: number): Promise<DuckDBConnection> {
  const db = await (await DuckDBInstance.create(":memory:", { threads: String(threads) })).connect();
  await db.run("CREATE TABLE log (id INTEGER, day INTEGER, cents INTEGER)");
  const appender = await db.createAppender("log");
  for (let i = 0; i < log.codes.length; i += 1) {
    appender.appendInteger(log.codes[i] as number);
    appender.appendInteger(log.days[i] as number);
    appender.appendInteger(log.cents[i] as number);
    appender.endRow();
  }
  appender.closeSync();
  return db;
}
