import { cpSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { build } from "esbuild";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Adapter } from "../../examples/adapters/adapter.ts";
import { openPostgres } from "../../examples/adapters/postgres.ts";
import { scoreWith } from "../../examples/adapters/score-with.ts";
import { openSqlite } from "../../examples/adapters/sqlite.ts";
import type { RunResult, SavedHistory } from "../../src/index.ts";
import { seedRandom, uniform } from "../../src/math/random.ts";
import { AS_OF, expectedScores, scoresOf, someOrders } from "./adapter-orders.ts";
import { runAndKill } from "./kill-child.ts";

/** Kills an engine. CI has time for a few; CONTRIBUTING.md says how to ask for more. */
const KILLS = Number(process.env["KILLS"] ?? 3);
const BATCH_ROWS = 5;

const ENGINES: [string, (folder: string) => Promise<Adapter>][] = [
  ["sqlite", openSqlite],
  ["postgres", (folder) => openPostgres(folder)],
];
const orders = someOrders();
const batches = Math.ceil(orders.length / BATCH_ROWS);
const ids = Array.from(new Set(orders.map(({ customerId }) => customerId)));

const REPOSITORY = resolve(import.meta.dirname, "../..");
const root = mkdtempSync(join(tmpdir(), "kills-"));
const built = join(REPOSITORY, `node_modules/.cache/adapters-${process.pid}`);
const program = join(built, "main.mjs");

// Built, so that a child is at work in a fifth of a second.
beforeAll(async () => {
  await build({
    entryPoints: [join(REPOSITORY, "examples/adapters/main.ts")],
    outdir: built,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    splitting: true,
    platform: "node",
    format: "esm",
    packages: "external",
    logLevel: "error",
  });
}, 120_000);
afterAll(() => {
  for (const folder of [root, built]) rmSync(folder, { recursive: true });
}, 120_000);

/** What an engine holds, and how the run went that made it so. */
interface Held {
  readonly states: ReadonlyMap<string, SavedHistory>;
  readonly scores: readonly object[];
  readonly result: RunResult;
}

describe.each(ENGINES)("%s", (engine, open) => {
  const filled = join(root, engine);
  const copy = () => {
    const folder = mkdtempSync(join(root, `${engine}-`));
    cpSync(filled, folder, { recursive: true });
    return folder;
  };

  beforeAll(async () => {
    mkdirSync(filled);
    const adapter = await open(filled);
    await adapter.fill(orders);
    await adapter.close();
  }, 120_000);

  async function runToTheEnd(folder: string): Promise<Held> {
    const adapter = await open(folder);
    const result = await scoreWith(adapter, { batchRows: BATCH_ROWS, asOf: AS_OF });
    const held = { states: await adapter.store.load(ids), scores: await scoresOf(adapter), result };
    await adapter.close();
    rmSync(folder, { recursive: true });
    return held;
  }

  test(
    "killed anywhere and started again, ends where an undisturbed run ends",
    async () => {
      const undisturbed = await runToTheEnd(copy());
      expect(undisturbed.scores).toEqual(expectedScores(orders));
      expect(undisturbed.states.size).toBe(ids.length);

      const random = seedRandom(20_260_131);
      const already: number[] = [];
      while (already.length < KILLS) {
        const folder = copy();
        // A line for each batch read, one before scoring, one for what was written.
        const lines = 1 + Math.floor(uniform(random) * (batches + 1));
        const point = { lines, delayMs: 20 * uniform(random) };
        const killed = await runAndKill([program, engine, folder, String(BATCH_ROWS)], point);
        const { states, scores, result } = await runToTheEnd(folder);
        expect(scores).toEqual(undisturbed.scores);
        expect(states).toEqual(undisturbed.states);
        expect(result.learned).toEqual(undisturbed.result.learned);
        if (killed) already.push(result.already);
        // What was reported was committed, and where the program came to its end, everything was.
        expect(result.already).toBeGreaterThanOrEqual(killed ? Math.min(lines, batches) : batches);
      }
      expect(already.some((count) => count < batches)).toBe(true);
    },
    60_000 * (1 + KILLS),
  );
});
