// Makes best-of-30-starts.json: the highest log-likelihood found from 30 starts, of each simulated set and model.
// Takes some minutes:  npx tsx test/golden/clv-fits/make.mjs
import { writeFileSync } from "node:fs";
import { bestOfStarts, fittedModels } from "../../clv/best-of-starts.ts";
import { nastySets } from "../../clv/nasty-sets.ts";

const sets = {};
for (const [name, make] of nastySets) {
  const rows = make();
  const purchases = rows.columns.frequency.reduce((sum, x) => sum + x, 0);
  const best = {};
  for (const [kind, model, names] of fittedModels) best[kind] = bestOfStarts(model, names, rows);
  sets[name] = { purchases, ...best };
}
writeFileSync(
  new URL("best-of-30-starts.json", import.meta.url),
  `${JSON.stringify({ made_by: "make.mjs", sets }, null, 2)}\n`,
);
