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
});
