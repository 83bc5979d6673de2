/**
 * Speed and memory beside other libraries: `npm run bench`, or `npm run bench -- history rfm` for some.
 *
 * Each task runs in a process of its own, so that peak memory is its own. Figures are CPU time (user and
 * system), the least of several runs, on one thread unless it says otherwise; a ratio counts only if
 * both sides found the same, and tasks fail where they did not.
 */
import { spawnSync } from "node:child_process";

const TASKS = ["history", "rfm", "csv", "clv", "kmeans", "rules", "lifecycle", "profit", "referral"];

const [wanted, ...more] = process.argv.slice(2);
if (wanted === "--task" && more[0] !== undefined) {
  const { runTask } = await import("./tasks.ts");
  await runTask(more[0]);
} else {
  const names = wanted === undefined ? TASKS : [wanted, ...more];
  for (const name of names) {
    process.stdout.write(`\n## ${name}\n`);
    const args = [
      "--expose-gc",
      "--import",
      "tsx",
      new URL("main.ts", import.meta.url).pathname,
      "--task",
      name,
    ];
    const { status } = spawnSync(process.execPath, args, { stdio: "inherit" });
    if (status !== 0) process.exitCode = 1;
  }
}
