import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { cdnowSummary } from "../../clv/cdnow.ts";
import { buildLibrary } from "../harness/built.ts";
import { median } from "../harness/measured.ts";
import type { Task } from "../harness/workspace.ts";

const ROUNDS = 15;

/** Cold starts: what a function that wakes up for one request pays. Wall time, the median of fresh processes. */
export const start: Task = async function* () {
  const dist = await buildLibrary();
  const rows = join(dist, "cdnow.json");
  writeFileSync(rows, JSON.stringify(cdnowSummary()));
  const child = new URL("../harness/start-child.mjs", import.meta.url).pathname;
  const time = (entry: string, args: readonly string[]) => {
    const file = join(dist, entry, "index.mjs");
    const runs = Array.from({ length: ROUNDS }, () => {
      const output = execFileSync(process.execPath, [child, file, ...args], { encoding: "utf8" });
      return JSON.parse(output) as { readonly importMs: number; readonly fitMs: number };
    });
    return {
      importMs: median(runs.map(({ importMs }) => importMs)),
      fitMs: median(runs.map(({ fitMs }) => fitMs)),
    };
  };
  const front = time("", []);
  const { importMs, fitMs } = time("clv", [rows]);
  yield {
    title: "Cold start",
    unit: "processes",
    lines: [],
    limits: [
      { what: "Import of `clientele`", value: front.importMs, atMost: 20, unit: "ms" },
      { what: "Import of `clientele/clv`", value: importMs, atMost: 20, unit: "ms" },
      { what: "First BG/NBD fit of CDNOW", value: fitMs, atMost: 60, unit: "ms" },
    ],
  };
};
