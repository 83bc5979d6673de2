/**
 * Scores the CDNOW orders in an engine: reads them in batches, keeps a state per customer, writes the scores
 * back. End it where you like and start it again: it goes on.
 *
 *     npx tsx examples/adapters/main.ts <engine> [folder] [rows a batch]
 *
 * Engines: memory, csv, sqlite, duckdb, postgres (in the folder, or the server of DATABASE_URL), level.
 * The folder is kept; without one it is a new folder for temporary files.
 */
import { mkdirSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Adapter } from "./adapter.ts";
import { cdnowOrders } from "./cdnow-orders.ts";
import { ENGINES } from "./engines.ts";
import { scoreWith } from "./score-with.ts";

const [engine = "memory", folder = mkdtempSync(join(tmpdir(), "clientele-")), rows = "5000"] =
  process.argv.slice(2);
const open = Object.hasOwn(ENGINES, engine) ? ENGINES[engine] : undefined;
if (open === undefined) {
  console.error(`No engine ${engine}; there are ${Object.keys(ENGINES).join(", ")}.`);
  process.exit(1);
}
mkdirSync(folder, { recursive: true });
const adapter = await open(folder);
try {
  if (await isEmpty(adapter)) await adapter.fill(cdnowOrders());
  const { portfolio, already } = await scoreWith(adapter, {
    asOf: "1998-06-30",
    batchRows: Number(rows),
    clock: () => performance.now(),
    onProgress: ({ step, batches, customers, rowsPerSecond }) =>
      console.error(
        `${step}: ${batches} batches, ${customers} customers, ${Math.round(rowsPerSecond ?? 0)} rows/s`,
      ),
  });
  const scores = await adapter.scores();
  console.log(`${engine} holds the scores of ${scores.length} customers in ${folder}`);
  console.log(`revenue ${portfolio.revenue.toFixed(2)}; ${already} batches were there already`);
} finally {
  await adapter.close();
}

async function isEmpty({ source }: Adapter): Promise<boolean> {
  for await (const _first of source(1)) return false;
  return true;
}
