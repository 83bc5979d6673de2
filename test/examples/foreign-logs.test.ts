import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, describe, expect, test } from "vitest";

/** Logs as shops and tills write them, through the main job: what a newcomer brings. */
const folder = mkdtempSync(join(tmpdir(), "foreign-"));
afterAll(() => rmSync(folder, { recursive: true }));

interface Scored {
  readonly printed: string;
  /** The lines of the scorecard by customer. */
  readonly lines: ReadonlyMap<string, { readonly [column: string]: string | undefined }>;
}

async function score(name: string, log: string | Uint8Array, ...flags: string[]): Promise<Scored> {
  const file = join(folder, `${name}.csv`);
  writeFileSync(file, log);
  const out = join(folder, name);
  const job = ["examples/quickstart/main.ts", file, "--out", out, ...flags];
  const { stdout } = await promisify(execFile)("node_modules/.bin/tsx", job);
  const [head = [], ...rows] = readFileSync(join(out, "scorecard.csv"), "utf8")
    .replace(/^\ufeff/, "")
    .trim()
    .split("\r\n")
    .map((line) => line.split(","));
  const entries = rows.map((row) => Object.fromEntries(head.map((column, i) => [column, row[i]])));
  return { printed: stdout, lines: new Map(entries.map((entry) => [entry["customerId"] ?? "", entry])) };
}

describe("a log that is not CDNOW", () => {
  test.concurrent("a shop's export with a line per item: the order counts once, as of its last day", async () => {
    const { printed, lines } = await score(
      "shop",
      `Name,Email,Financial Status,Currency,Total,Created at,Lineitem name,Notes
#1001,ann@example.com,paid,EUR,64.90,2025-11-03 09:15:00 +0100,"Mug, ""large""","rings
twice"
#1001,ann@example.com,,,,2025-11-03 09:15:00 +0100,Tea,
#1002,bob@example.com,paid,EUR,12.00,2025-12-24 18:00:00 +0100,Tea,
#1003,ann@example.com,paid,EUR,30.10,2026-01-15 00:30:00 +0100,Tea,
`,
    );
    expect(printed).toContain("4 rows, 2 customers, 3 orders, revenue 107.00, as of 2026-01-14");
    expect(printed).toContain("1 × amount: the cell is empty");
    expect(printed).toContain("Seen from 2026-01-14, the day of the last order: --as-of names another.");
    expect(lines.get("ann@example.com")).toMatchObject({ orders: "2", revenue: "95", recencyDays: "0" });
    expect(lines.get("bob@example.com")).toMatchObject({ orders: "1", revenue: "12", recencyDays: "21" });
  });

  test.concurrent("Chinese columns in GB 18030, times without an offset, days of Shanghai", async () => {
    // 订单编号,会员编号,实付金额,付款时间 and two members, 甲 and 乙.
    const gb = (hex: string) => Buffer.from(hex.replace(/ /g, ""), "hex");
    const log = Buffer.concat([
      gb("b6a9b5a5b1e0bac5 2c bbe1d4b1b1e0bac5 2c cab5b8b6bdf0b6ee 2c b8b6bfeecab1bce4 0a"),
      ...[Buffer.from("A1,"), gb("bcd7"), Buffer.from(",100.5,2026-01-05 23:30:00\n")],
      ...[Buffer.from("A2,"), gb("d2d2"), Buffer.from(",20,2026-01-31 00:10:00\n")],
    ]);
    const flags = ["--encoding", "gb18030", "--time-zone", "Asia/Shanghai", "--as-of", "2026-01-31"];
    const { printed, lines } = await score("taobao", log, ...flags, "--language", "zh");
    expect(printed).toContain("2 rows, 2 customers, 2 orders, revenue 120.50, as of 2026-01-31");
    expect(readFileSync(join(folder, "taobao", "scorecard.csv"), "utf8")).toMatch(/^\ufeffcustomerId,/);
    expect(lines.get("甲")).toMatchObject({ revenue: "100.5", recencyDays: "26" });
    expect(lines.get("乙")).toMatchObject({ revenue: "20", recencyDays: "0" });
    await expect(score("taobao-utf8", log)).rejects.toThrow(/of another encoding say --encoding NAME/);
  });

  test.concurrent("semicolons, European numbers and days, columns that are named", async () => {
    const log = `Rechnungsnr.;Kundennummer;Datum;Betrag (EUR)
R-1;K1;05.01.2026;1.234,50
R-2;K2;31.01.2026;-10,00
R-3;K2;01.01.2026;99,99
`;
    const columns = ["--customer", "Kundennummer", "--date", "Datum", "--amount", "Betrag (EUR)"];
    const numbers = ["--date-format", "DD.MM.YYYY", "--decimal", ",", "--thousands", "."];
    const { lines } = await score("german", log, ...columns, ...numbers, "--as-of", "2026-01-31");
    expect(lines.get("K1")).toMatchObject({ orders: "1", revenue: "1234.5", recencyDays: "26" });
    expect(lines.get("K2")).toMatchObject({ orders: "1", revenue: "89.99", recencyDays: "30" });
    await expect(score("german-unnamed", log)).rejects.toThrow(/say which one it is: --customer NAME/);
  });

  test.concurrent("nothing that could be read is a failure, which says how the file can be read", async () => {
    const log = "customer_email,order_date,order_total\na@x.org,2026-01-05,$1234.50\n";
    await expect(score("dollars", log, "--as-of", "2026-01-31")).rejects.toThrow(
      /1 row set aside\n {2}1 × amount: .*--currency-symbol/,
    );
    const { lines } = await score("dollars", log, "--currency-symbol", "$");
    expect(lines.get("a@x.org")).toMatchObject({ revenue: "1234.5" });
  });

  test.concurrent("orders that were cancelled or refunded, guests, months by name: what is set aside, and why", async () => {
    const log = `Order Date,Order Status,Customer,Order Total
5-Nov-25,Completed,ann,"$1,030.00"
6-Nov-25,Cancelled,bob,$12.00
7-Nov-25,Refunded,ann,$12.00
8-Nov-25,Completed,,$15.00
9-Nov-25,Completed,ann,($30.00)
`;
    const flags = ["--date-format", "D-MMM-YY", "--currency-symbol", "$", "--thousands", ","];
    const { printed, lines } = await score("states", log, ...flags, "--as-of", "2025-11-30");
    expect(lines.get("ann")).toMatchObject({ orders: "1", revenue: "1000" });
    expect(printed).toContain("(1 refund, 3 set aside)");
    expect(printed).toContain(
      "2 × status: expected an order that was not cancelled, refunded or left unpaid",
    );
    expect(printed).toContain("1 × customer: the cell is empty (orders of guests?");
    expect(printed).toContain("First: line 3 (status), line 4 (status), line 5 (customer)");
    const all = await score("any-status", log, ...flags, "--as-of", "2025-11-30", "--any-status");
    expect(all.lines.get("ann")).toMatchObject({ orders: "2", revenue: "1012" });
    await expect(score("states-unread", log, ...flags.slice(2))).rejects.toThrow(/--date-format "D-MMM-YY"/);
  });

  test.concurrent("columns by number where names repeat or there are none; a rate for each currency", async () => {
    const log = "ann,2026-01-05,30,EUR\nbob,2026-01-06,12,USD\n";
    const named = `customer,date,date,currency\n${log}`;
    await expect(score("twice", named.replace("30", "2026-01-05"))).rejects.toThrow(
      /by its number: --date 0\)/,
    );
    const flags = ["--no-header", "--customer", "0", "--date", "1", "--amount", "2", "--currency", "3"];
    await expect(score("two-currencies", log, ...flags)).rejects.toThrow(/--rates for each/);
    const { lines } = await score("rates", log, ...flags, "--rates", "EUR=1.5,USD=1");
    expect(lines.get("ann")).toMatchObject({ revenue: "45" });
    expect(lines.get("bob")).toMatchObject({ revenue: "12" });
    await expect(score("headless", log)).rejects.toThrow(/say --no-header and number the columns/);
  });

  test.concurrent("rules look at the orders of a file in another encoding", async () => {
    const rules = join(folder, "rules.json");
    const spent = { aggregate: "sum", of: "amount", op: "gte", value: 20 };
    writeFileSync(rules, JSON.stringify({ facts: {}, events: { amount: "number" }, segments: { spent } }));
    const log = Buffer.from("customer,date,amount\nMüller,2026-01-05,30\nann,2026-01-05,12\n", "latin1");
    const { printed } = await score("latin", log, "--encoding", "windows-1252", "--rules", rules);
    expect(printed).toContain("1 of 2 customers are in a segment");
    expect(readFileSync(join(folder, "latin", "segments.csv"), "utf8")).toContain("Müller");
  });

  test.concurrent("nothing but orders that are still to come is a failure that says so", async () => {
    const log = "customer,date,amount\nann,2026-01-05,30\n";
    await expect(score("to-come", log, "--as-of", "2025-12-31")).rejects.toThrow(
      /There is no order to score.\nOrders after 2025-12-31, left out: 1\./,
    );
  });

  test.concurrent("what is wrong with a file of costs is said of that file", async () => {
    const costs = join(folder, "costs.csv");
    writeFileSync(costs, "customer,date,amount\nann,2026-01-05,3\n");
    const log = "customer,date,amount\nann,2026-01-05,30\n";
    await expect(score("with-costs", log, "--costs", costs)).rejects.toThrow(
      /costs\.csv: csv\.header\.layer: expected a column called layer, cost layer or the like, got none\n$/,
    );
  });
});
