import { createReadStream, existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { join } from "node:path";
import { csvOf, csvRecordsSync, csvTransactions, type ScorecardRow } from "../../src/index.ts";
import type { Adapter } from "./adapter.ts";
import { openJournal } from "./journal.ts";

/** Fields of a line that are texts; the others are numbers. */
const TEXTS: ReadonlySet<string> = new Set<keyof ScorecardRow>([
  "customerId",
  "firstPurchase",
  "lastPurchase",
  "code",
  "segment",
  "tier",
  "stage",
  "stageSince",
  "nextStage",
  "nextStageDate",
  "management",
  "action",
  "nextPurchaseDate",
]);

/** Files only: orders as CSV in, the scorecard as CSV out, and a journal of the states. */
export async function openCsv(folder: string): Promise<Adapter> {
  const ordersFile = join(folder, "orders.csv");
  const scoresFile = join(folder, "scores.csv");
  const journal = await openJournal(join(folder, "states.jsonl"));
  let part: FileHandle | undefined;

  return {
    fill: async (orders) => {
      const names = { customerId: "customer_id" };
      writeFileSync(`${ordersFile}.part`, csvOf(orders, { names, formulas: "keep" }));
      renameSync(`${ordersFile}.part`, ordersFile);
    },
    async *source(batchRows) {
      if (!existsSync(ordersFile)) return;
      yield* csvTransactions(createReadStream(ordersFile), { batchRows });
    },
    store: journal,
    sink: {
      write: async (batch) => {
        const first = part === undefined;
        // Begun anew by each run: what a killed run wrote is not read by anybody.
        part ??= await open(`${scoresFile}.part`, "w");
        await part.appendFile(csvOf(batch, { header: first, formulas: "keep" }));
      },
    },
    publish: async () => {
      await part?.datasync();
      await part?.close();
      part = undefined;
      if (existsSync(`${scoresFile}.part`)) renameSync(`${scoresFile}.part`, scoresFile);
    },
    scores: async () => csvRecordsSync(readFileSync(scoresFile)).map(rowOf),
    close: async () => {
      await part?.close();
      await journal.close();
    },
  };
}

function rowOf(record: { readonly [column: string]: string | null }): ScorecardRow {
  const cells = Object.entries(record).map(([name, text]) => [
    name,
    text === null || TEXTS.has(name) ? text : Number(text),
  ]);
  return Object.fromEntries(cells) as ScorecardRow;
}
