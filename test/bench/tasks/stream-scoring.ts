import { execFileSync } from "node:child_process";
import { buildProgram } from "../harness/built.ts";
import type { Task } from "../harness/workspace.ts";
import type { StreamRun } from "../subjects/stream-scoring.ts";
import { csvFile } from "./csv.ts";

/** Orders as a CSV stream to a scorecard that is written, whole process: what it holds grows with customers. */
export const streamScoring: Task = async function* (workspace) {
  const child = await buildProgram("subjects/stream-scoring.ts");
  const customers = workspace.scaled(1_000_000);
  const file = csvFile(workspace, customers);
  const { size } = workspace.log(customers);
  const output = execFileSync(process.execPath, [child, file, String(size)], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
  });
  const { cpuMs, wallMs, peakMb, readMb, ...found } = JSON.parse(output) as StreamRun;
  if (found.written !== found.customers) throw new Error(`not everyone was written: ${output}`);
  yield {
    title: `CSV stream through \`runScoring\`, ${found.customers.toLocaleString("en-US")} customers`,
    unit: "rows",
    lines: [{ title: "clientele", size, cpuMs, leastMs: cpuMs, wallMs, ratio: 1, peakMb, addedMb: peakMb }],
    notes: [`${Math.round(readMb)} MB at most while reading; the rest is the scorecard of all customers.`],
  };
};
