import { execFileSync } from "node:child_process";
import { closeSync, mkdirSync, openSync, writeSync } from "node:fs";
import { join } from "node:path";
import { buildProgram } from "../harness/built.ts";
import { csvOfLog } from "../harness/generate-log.ts";
import { readLog } from "../harness/log-files.ts";
import { type Limit, type Line, median } from "../harness/measured.ts";
import type { Task, Workspace } from "../harness/workspace.ts";
import type { CsvRun } from "../subjects/csv-child.ts";

/** Ours comes first, and last once more with every id made a text, as DuckDB's client makes them. */
const FAST = ["clientele", "duckdb-1", "duckdb-2", "clientele-ids"];
const SLOW = ["udsv", "papaparse", "csv-parse"];

type Run = CsvRun & { readonly wallMs: number };

/** CSV stream to purchase history as whole processes: ours, DuckDB's, and parsers under plain code. */
export const csv: Task = async function* (workspace) {
  const child = await buildProgram("subjects/csv-child.ts");
  for (const customers of [workspace.scaled(100_000), workspace.scaled(1_000_000)]) {
    const small = customers <= 100_000;
    const file = csvFile(workspace, customers);
    const { size } = workspace.log(customers);
    const peers = small ? [...FAST, ...SLOW] : FAST;
    const runs = peers.map((): Run[] => []);
    for (let round = 0; round < (small ? 5 : 3); round += 1) {
      peers.forEach((peer, i) => {
        runs[i]?.push(runPeer(child, peer, file));
      });
    }
    checkSame(runs.flat());
    const lines = runs.map((all, i) => lineOf(peers[i] as string, size, all, runs[0] as Run[]));
    yield {
      title: `CSV stream to purchase history, whole process, ${customers.toLocaleString("en-US")} customers`,
      unit: "rows",
      lines,
      limits: limitsOf(lines, customers),
    };
  }
};

/** The log of so many customers as a CSV file. */
export function csvFile({ folder, log }: Workspace, customers: number): string {
  const path = folder(`csv-${customers}`, (made) => {
    mkdirSync(made);
    const handle = openSync(join(made, "log.csv"), "w");
    for (const piece of csvOfLog(readLog(log(customers).folder))) writeSync(handle, piece);
    closeSync(handle);
  });
  return join(path, "log.csv");
}

function runPeer(child: string, peer: string, file: string): Run {
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

function lineOf(title: string, size: number, runs: readonly Run[], ours: readonly Run[]): Line {
  const middle = (all: readonly Run[], key: "cpuMs" | "wallMs" | "peakMb") =>
    median(all.map((run) => run[key]));
  const peakMb = middle(runs, "peakMb");
  return {
    title,
    size,
    cpuMs: middle(runs, "cpuMs"),
    leastMs: Math.min(...runs.map(({ cpuMs }) => cpuMs)),
    wallMs: middle(runs, "wallMs"),
    ratio: middle(runs, "cpuMs") / middle(ours, "cpuMs"),
    peakMb,
    addedMb: peakMb,
  };
}

function limitsOf([ours, one, two]: readonly Line[], customers: number): readonly Limit[] {
  if (ours === undefined || one === undefined || two === undefined) return [];
  const of = "of it";
  return [
    { what: "CPU time beside DuckDB's, 1 thread", value: ours.cpuMs / one.cpuMs, atMost: 0.55, unit: of },
    { what: "Wall time beside DuckDB's, 2 threads", value: ours.wallMs / two.wallMs, atMost: 0.8, unit: of },
    {
      what: "Peak memory of a CSV stream",
      value: ours.peakMb,
      atMost: Math.round(60 + (120 * customers) / 2 ** 20),
      unit: "MB",
    },
    { what: "Peak memory beside DuckDB's", value: ours.peakMb / one.peakMb, atMost: 0.25, unit: of },
  ].slice(0, customers < 1_000_000 ? 3 : 4);
}
