/**
 * Tasks over a log of orders: purchase histories and RFM scores, beside others.
 *
 * @module
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { hasLifetimes } from "./lifetimes.ts";
import { writeLog } from "./log-files.ts";
import { hasPolars } from "./peers.ts";
import { printLines } from "./print.ts";
import { compare, type Runner } from "./runner.ts";

const runner = (title: string, file: string, name: string, more: Partial<Runner> = {}): Runner => ({
  title,
  place: { file, name },
  ...more,
});

/** Purchase histories from columns and from rows. */
export async function benchHistory(): Promise<void> {
  const columnPeers = [
    runner("columns", "./history.ts", "columns"),
    runner("columns in no order", "./history.ts", "shuffledColumns"),
    runner("DuckDB, 1 thread", "./peers.ts", "duckdb1", { must: 8 }),
    runner("DuckDB, 2 threads", "./peers.ts", "duckdb2"),
    ...(hasPolars() ? [runner("polars", "./peers.ts", "polars", { rounds: 1 })] : []),
    ...(hasLifetimes() ? [runner("lifetimes", "./lifetimes.ts", "lifetimes", { rounds: 1, must: 50 })] : []),
  ];
  const arquero = runner("arquero", "./peers.ts", "arquero", { rounds: 1 });
  await measure("Purchase history from columns", 100_000, 5, [...columnPeers, arquero]);
  await measure("Purchase history from columns", 1_000_000, 3, columnPeers);
  await measure("Purchase history from row objects", 100_000, 3, [
    runner("row objects", "./history.ts", "rows"),
    runner("Map of Maps", "./peers.ts", "mapOfMaps", { must: 5 }),
  ]);
}

/** RFM quintiles. */
export async function benchRfm(): Promise<void> {
  await measure("RFM quintiles", 1_000_000, 5, [
    runner("ties share a score", "./rfm.ts", "sameBin"),
    runner("ties split by id", "./rfm.ts", "splitById"),
    runner("DuckDB ntile, 1 thread", "./rfm.ts", "ntile", { must: 4 }),
  ]);
}

async function measure(
  title: string,
  customers: number,
  rounds: number,
  runners: readonly Runner[],
): Promise<void> {
  const root = mkdtempSync(join(tmpdir(), "clientele-bench-"));
  try {
    const { folder, rows } = writeLog(root, customers);
    printLines(title, rows, await compare(runners, folder, rounds));
  } finally {
    rmSync(root, { recursive: true });
  }
}
