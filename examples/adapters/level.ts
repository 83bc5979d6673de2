import { join } from "node:path";
import { Level } from "level";
import type { SavedHistory, ScorecardRow } from "../../src/index.ts";
import type { Adapter, Order } from "./adapter.ts";

/**
 * A key-value store. All it must have is a batch of writes that is written whole or not at all: the states
 * of a batch's customers and the batch's own id go into one.
 */
export async function openLevel(folder: string): Promise<Adapter> {
  const level = new Level<string, unknown>(join(folder, "level"), { valueEncoding: "json" });
  await level.open();
  const part = <V>(name: string) => level.sublevel<string, V>(name, { valueEncoding: "json" });
  const orders = part<Order>("orders");
  const states = part<SavedHistory>("states");
  const batches = part<true>("batches");
  const scores = part<ScorecardRow>("scores");
  // Written to the disk, not only handed to the system: a power cut loses nothing either.
  const sync = { sync: true };

  return {
    fill: async (rows) => {
      const key = (i: number) => String(i).padStart(12, "0");
      await level.batch(
        rows.map((value, i) => ({ type: "put" as const, sublevel: orders, key: key(i), value })),
        sync,
      );
    },
    // By range, not with one long iterator: that gives as many rows as fit its memory, not as many as asked for.
    async *source(batchRows) {
      for (let last = ""; ; ) {
        const entries = await orders.iterator({ gt: last, limit: batchRows }).all();
        if (entries.length === 0) return;
        last = (entries[entries.length - 1] as [string, Order])[0];
        yield entries.map(([, order]) => order);
      }
    },
    store: {
      load: async (ids) => {
        const found = new Map<string, SavedHistory>();
        for (const [i, state] of (await states.getMany(ids.slice())).entries()) {
          if (state !== undefined) found.set(ids[i] as string, state);
        }
        return found;
      },
      // One run at a time writes here, so that nobody commits this batch between the look and the write.
      commit: async (batchId, changes) => {
        if ((await batches.get(batchId)) !== undefined) return "already";
        const batch = level.batch().put(batchId, true, { sublevel: batches });
        for (const [id, state] of changes) batch.put(id, state, { sublevel: states });
        await batch.write(sync);
        return "applied";
      },
    },
    sink: {
      write: async (batch) => {
        const rows = batch.toRows();
        await level.batch(
          rows.map((value) => ({ type: "put" as const, sublevel: scores, key: value.customerId, value })),
          sync,
        );
      },
    },
    scores: () => scores.values().all(),
    close: () => level.close(),
  };
}
