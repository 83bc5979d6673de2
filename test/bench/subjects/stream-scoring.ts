/**
 * One whole process: the orders of a CSV file through `runScoring`, the scorecard written in batches that nobody
 * keeps. Says on its error stream how far it is, and prints what it cost and found as JSON.
 *
 *     stream-scoring.ts <file> <rows>
 *
 * @module
 */
import { createReadStream } from "node:fs";
import { csvTransactions, type RunProgress, runScoring } from "../../../src/index.ts";
import { memoryMb } from "../harness/memory.ts";
import { AS_OF } from "./csv-found.ts";

/** What a run found and what it cost. */
export interface StreamRun {
  readonly customers: number;
  readonly revenue: number;
  /** Customers that the sink was given. */
  readonly written: number;
  readonly cpuMs: number;
  readonly wallMs: number;
  /** Most memory while reading, and altogether. */
  readonly readMb: number;
  readonly peakMb: number;
}

const [, , file = "", rows = "0"] = process.argv;
const start = performance.now();
let written = 0;
let readMb = 0;
const { portfolio } = await runScoring({
  source: csvTransactions(createReadStream(file, { highWaterMark: 1 << 18 })),
  sink: {
    write: (batch) => {
      written += batch.length;
    },
  },
  asOf: AS_OF,
  totalRows: Number(rows),
  clock: () => performance.now(),
  onProgress: report,
});
const { user, system } = process.cpuUsage();
const run: StreamRun = {
  customers: portfolio.customers,
  revenue: portfolio.revenue,
  written,
  cpuMs: (user + system) / 1000,
  wallMs: performance.now() - start,
  readMb,
  peakMb: memoryMb("peak"),
};
process.stdout.write(JSON.stringify(run));

function report({ step, batches, rows: done, customers, rowsPerSecond, secondsLeft }: RunProgress): void {
  if (step === "read") readMb = Math.max(readMb, batches % 64 === 1 ? memoryMb("peak") : 0);
  if (step === "write" || (step === "read" && batches % 64 !== 1)) return;
  const rate = `${Math.round(rowsPerSecond ?? 0).toLocaleString("en-US")} rows/s`;
  const memory = `${Math.round(memoryMb("now"))} MB`;
  console.error(
    `${step}: ${done.toLocaleString("en-US")} rows, ${customers.toLocaleString("en-US")} customers, ${rate}, ${Math.round(secondsLeft ?? 0)} s left, ${memory}`,
  );
}
