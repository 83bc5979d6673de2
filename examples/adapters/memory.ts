import type { SavedHistory, ScorecardRow } from "../../src/index.ts";
import type { Adapter, Order } from "./adapter.ts";

/** Everything in memory: what the other engines do, at its plainest. It outlives no process. */
export function openMemory(): Adapter {
  const orders: Order[] = [];
  const states = new Map<string, SavedHistory>();
  const batches = new Set<string>();
  const scores = new Map<string, ScorecardRow>();
  return {
    fill: async (rows) => {
      for (const row of rows) orders.push(row);
    },
    *source(batchRows) {
      for (let from = 0; from < orders.length; from += batchRows) yield orders.slice(from, from + batchRows);
    },
    store: {
      load: async (ids) => {
        const found = new Map<string, SavedHistory>();
        for (const id of ids) {
          const state = states.get(id);
          if (state !== undefined) found.set(id, state);
        }
        return found;
      },
      // Nothing can come between these lines, so that they are a transaction.
      commit: async (batchId, changes) => {
        if (batches.has(batchId)) return "already";
        for (const [id, state] of changes) states.set(id, state);
        batches.add(batchId);
        return "applied";
      },
    },
    sink: {
      write: (batch) => {
        for (const row of batch) scores.set(row.customerId, row);
      },
    },
    scores: async () => Array.from(scores.values()),
    close: async () => {},
  };
}
