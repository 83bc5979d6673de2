/**
 * Speed and memory beside other libraries, with goals met or missed:
 *
 *     npm run bench                                  all tasks
 *     npm run bench -- history rfm                   some
 *     npm run bench -- --python venv/bin/python      with lifetimes, pandas and scikit-learn
 *     npm run bench -- --write docs/performance.md   and the page about it
 *     npm run bench -- --quick                       a tenth of the size, to see that all is well
 *
 * A task fails where two sides found different things; the others go on.
 */
import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { goalsTable, missed } from "./harness/goals.ts";
import type { Section } from "./harness/measured.ts";
import { pageOf } from "./harness/page.ts";
import { textOf } from "./harness/render.ts";
import { openWorkspace } from "./harness/workspace.ts";
import { TASKS } from "./tasks/index.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { quick: { type: "boolean" }, write: { type: "string" }, python: { type: "string" } },
});
// The measured processes read it too.
if (values.python !== undefined) process.env["PYTHON"] = values.python;

const names = positionals.length > 0 ? positionals : Object.keys(TASKS);
const unknown = names.filter((name) => !Object.hasOwn(TASKS, name));
if (unknown.length > 0) {
  console.error(`No task ${unknown.join(", ")}; there are ${Object.keys(TASKS).join(", ")}.`);
  process.exit(1);
}

const results = new Map<string, Section[]>();
const { workspace, close } = openWorkspace(values.quick === true);
try {
  for (const name of names) await runTask(name);
} finally {
  close();
}
const all = Array.from(results.values()).flat();
console.log(`\n${goalsTable(all)}\n\n${missed(all)} goals missed`);
if (values.write !== undefined) writeFileSync(values.write, pageOf(results));

async function runTask(name: string): Promise<void> {
  console.log(`\n## ${name}`);
  const sections: Section[] = [];
  results.set(name, sections);
  try {
    for await (const section of (TASKS[name] as (typeof TASKS)[string])(workspace)) {
      sections.push(section);
      console.log(textOf(section));
    }
  } catch (error) {
    console.error(`FAILED ${name}: ${error instanceof Error ? error.message : error}`);
    process.exitCode = 1;
  }
}
