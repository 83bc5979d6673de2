import { cpus, totalmem } from "node:os";
import { goalsTable } from "./goals.ts";
import type { Section } from "./measured.ts";
import { markdownOf } from "./render.ts";

/** The page of the documentation that tells what was measured. */
export function pageOf(results: ReadonlyMap<string, readonly Section[]>): string {
  const all = Array.from(results.values()).flat();
  const parts = [
    `# Performance

This page is made by \`npm run bench -- --write docs/performance.md\`; one task alone: \`npm run bench -- rfm\`. Peers in
Python (lifetimes, pandas, scikit-learn) run where the Python that \`PYTHON\` or \`--python\` names has them:

\`\`\`sh
python3 -m venv venv && venv/bin/pip install lifetimes scikit-learn
npm run bench -- --python venv/bin/python
\`\`\`

Each subject has a process of its own and is warmed up, for a second and a half if its runs are short; then all take
turns, and what takes less than a tenth of a second runs several times in its turn. Figures are CPU time, user and
system of all threads, the median of the rounds; ratios are a peer's time to ours in the same run. A ratio is printed
only if both found the same: results equal row by row, log-likelihoods and inertia no worse than the peer's by 1e-10.
Peak memory counts from when the input stood in memory; what was added is that less the input.`,
    `Measured with Node ${process.versions.node} on ${machine()}.`,
    "## Goals",
    goalsTable(all),
  ];
  for (const [task, sections] of results) parts.push(`## ${task}`, ...sections.map(markdownOf));
  return `${parts.join("\n\n")}\n`;
}

function machine(): string {
  const model = cpus()[0]?.model.trim() ?? "an unknown processor";
  return `${cpus().length} cores of ${model}, ${Math.round(totalmem() / 2 ** 30)} GB`;
}
