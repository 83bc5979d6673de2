import type { StateStore } from "../core/ports.ts";
import type { Transaction } from "../core/records.ts";
import type { Input, Rejection } from "../core/types.ts";
import type { HistoryFold } from "../history/fold.ts";
import { joinSaved, splitSaved } from "../history/join-saved.ts";
import type { SavedHistory } from "../history/saved-history.ts";
import type { HistoryState } from "../history/state.ts";

/** Takes the batches of a run in. */
export interface RunReader {
  /** Takes a batch in; gives its rows. */
  readonly add: (batch: Input<Transaction>) => Promise<number>;
  /** The state of everyone met. */
  readonly finish: () => Promise<HistoryState>;
  /** How many that are. */
  readonly customers: () => number;
  /** The rows set aside, counted over the whole source. */
  readonly rejected: () => readonly Rejection[];
  /** Batches that were in the store already. */
  readonly already: () => number;
}

/** One state in memory, from nothing. */
export function readInMemory(fold: HistoryFold): RunReader {
  let state = fold.empty();
  return {
    add: async (batch) => {
      const before = state.tally.given;
      state = fold.add(state, batch);
      return state.tally.given - before;
    },
    finish: async () => state,
    customers: () => state.register.ids.length,
    rejected: () => state.rejected,
    already: () => 0,
  };
}

/** Customers loaded at a time when all batches are in. */
const LOAD = 10_000;

/** A state per customer in the host's store; each batch is committed once. */
export function readThroughStore(
  fold: HistoryFold,
  store: StateStore<SavedHistory>,
  batchId: (batch: number) => string,
): RunReader {
  const met = new Set<string>();
  const rejected: Rejection[] = [];
  let batches = 0;
  let rows = 0;
  let already = 0;
  return {
    add: async (batch) => {
      // A first reading tells whom the batch is about.
      const alone = fold.add(fold.empty(), batch);
      const ids = alone.register.ids;
      const known = await store.load(ids);
      const state = fold.add(known.size === 0 ? fold.empty() : fold.load(joinSaved(known.values())), batch);
      const outcome = await store.commit(batchId(batches), splitSaved(fold.save(state)));
      if (outcome === "already") already += 1;
      for (const id of ids) met.add(id);
      for (const rejection of state.rejected) rejected.push({ ...rejection, row: rejection.row + rows });
      const { given } = alone.tally;
      batches += 1;
      rows += given;
      return given;
    },
    finish: async () => {
      const ids = Array.from(met);
      let state = fold.empty();
      for (let from = 0; from < ids.length; from += LOAD) {
        const loaded = await store.load(ids.slice(from, from + LOAD));
        if (loaded.size > 0) state = fold.merge(state, fold.load(joinSaved(loaded.values())));
      }
      return state;
    },
    customers: () => met.size,
    rejected: () => rejected,
    already: () => already,
  };
}
