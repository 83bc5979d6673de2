import { existsSync } from "node:fs";
import { benchHistory, benchRfm } from "./log-tasks.ts";

/** Functions of the other files of this folder, by task. */
const ELSEWHERE: { readonly [task: string]: readonly [file: string, name: string] } = {
  csv: ["csv.ts", "benchCsv"],
  kmeans: ["kmeans.ts", "benchKmeans"],
  rules: ["rules.ts", "benchRules"],
  lifecycle: ["lifecycle.ts", "benchLifecycle"],
  profit: ["profit.ts", "profitBench"],
  referral: ["referral.ts", "referralBench"],
};

/** Runs one task and prints what it measured. */
export async function runTask(task: string): Promise<void> {
  switch (task) {
    case "history":
      await benchHistory();
      return;
    case "rfm":
      await benchRfm();
      return;
    case "clv":
      // Runs as a program: it prints as it goes.
      await import("./clv.ts");
      return;
    default:
      await runElsewhere(task);
  }
}

async function runElsewhere(task: string): Promise<void> {
  const found = ELSEWHERE[task];
  if (found === undefined)
    throw new Error(`no task ${task}; there are history, rfm, clv and ${Object.keys(ELSEWHERE).join(", ")}`);
  const url = new URL(found[0], import.meta.url);
  if (!existsSync(url)) throw new Error(`${found[0]} is missing`);
  const module = (await import(url.href)) as { readonly [name: string]: unknown };
  const run = module[found[1]];
  if (typeof run !== "function") throw new Error(`${found[0]} does not export ${found[1]}`);
  console.table(await run());
}
