import { execFileSync } from "node:child_process";
import { closeSync, mkdirSync, mkdtempSync, openSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { build } from "esbuild";
import type { CsvRun } from "./csv-child.ts";
import { csvOfLog, generateLog } from "./generate-log.ts";

/** One line of the result: a peer on a file. */
export interface CsvBenchRow {
  readonly peer: string;
  readonly rows: number;
  readonly customers: number;
  /** Medians over the rounds, of the whole process with its start-up. */
  readonly cpuMs: number;
  readonly wallMs: number;
  readonly peakMb: number;
}

/** What to run. */
export interface CsvBenchOptions {
  /** Customers of each log. About eleven rows each. Default 100,000 and 1,000,000. */
  readonly customers?: readonly number[];
  /** Rounds, the peers one after the other in each. Default 3. */
  readonly rounds?: number;
  /** Default all: the slow ones on the first log alone. */
  readonly peers?: readonly string[];
}

const FAST = ["clientele", "duckdb-1", "duckdb-2"];
const SLOW = ["udsv", "papaparse", "csv-parse"];

/**
 * CSV stream to purchase history as whole processes: ours, DuckDB with one thread and two, and the
 * parsers uDSV, Papa Parse and csv-parse under a summary of a `Map` and arrays. Every figure counts only
 * if all peers found the same.
 */
export async function benchCsv(options: CsvBenchOptions = {}): Promise<readonly CsvBenchRow[]> {
  const { customers = [100_000, 1_000_000], rounds = 3, peers = [...FAST, ...SLOW] } = options;
  const folder = mkdtempSync(join(tmpdir(), "clientele-bench-"));
  const child = await buildChild();
  const lines: CsvBenchRow[] = [];
  try {
    customers.forEach((count, size) => {
      const file = join(folder, `log-${count}.csv`);
      const rows = writeLog(file, count, size + 1);
      const taken = peers.filter((peer) => size === 0 || FAST.includes(peer));
      const runs = new Map<string, (CsvRun & { readonly wallMs: number })[]>(taken.map((peer) => [peer, []]));
      for (let round = 0; round < rounds; round += 1) {
        for (const peer of taken) runs.get(peer)?.push(runPeer(child, peer, file));
      }
      checkSame(Array.from(runs.values()).flat());
      for (const [peer, all] of runs) {
        const middle = (key: "cpuMs" | "wallMs" | "peakMb"): number => median(all.map((run) => run[key]));
        const costs = { cpuMs: middle("cpuMs"), wallMs: middle("wallMs"), peakMb: middle("peakMb") };
        lines.push({ peer, rows, customers: count, ...costs });
      }
      rmSync(file);
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return lines;
}

/** The child as plain JavaScript: its start-up is then a program's, not a compiler's. */
async function buildChild(): Promise<string> {
  const folder = resolve(import.meta.dirname, "../../node_modules/.cache/clientele-bench");
  mkdirSync(folder, { recursive: true });
  const outfile = join(folder, "csv-child.mjs");
  await build({
    entryPoints: [resolve(import.meta.dirname, "csv-child.ts")],
    bundle: true,
    platform: "node",
    format: "esm",
    external: ["@duckdb/node-api", "udsv", "papaparse", "csv-parse"],
    outfile,
    logLevel: "error",
  });
  return outfile;
}

function writeLog(file: string, customers: number, seed: number): number {
  const log = generateLog(customers, seed);
  const handle = openSync(file, "w");
  for (const piece of csvOfLog(log)) writeSync(handle, piece);
  closeSync(handle);
  return log.codes.length;
}

function runPeer(child: string, peer: string, file: string): CsvRun & { readonly wallMs: number } {
  const start = performance.now();
  const output = execFileSync(process.execPath, [child, peer, file], { encoding: "utf8" });
  return { ...(JSON.parse(output) as CsvRun), wallMs: performance.now() - start };
}

function checkSame(runs: readonly CsvRun[]): void {
  const [first] = runs;
  for (const run of runs) {
    const same =
      run.customers === first?.customers &&
      run.frequency === first.frequency &&
      Math.abs(run.spend / first.spend - 1) < 1e-9;
    if (!same) throw new Error(`peers disagree: ${JSON.stringify(first)} and ${JSON.stringify(run)}`);
  }
}

function median(values: readonly number[]): number {
  const sorted = values.slice().sort((a, b) => a - b);
  return sorted[sorted.length >> 1] as number;
}
