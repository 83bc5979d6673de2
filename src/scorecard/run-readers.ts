import { type InputPath, ScoringError } from "../core/error.ts";
import type { Signal, StateStore } from "../core/ports.ts";
import type { Transaction } from "../core/records.ts";
import type { Input, Rejection } from "../core/types.ts";
import type { HistoryFold } from "../history/fold.ts";
import { joinSaved, splitSaved } from "../history/join-saved.ts";
import type { SavedHistory } from "../history/saved-history.ts";
import type { HistoryState } from "../history/state.ts";

/** A batch that was left out whole. */
export interface SkippedBatch {
  /** Its number in the source, from 0. */
  readonly batch: number;
  /** Its rows; none of them counts. 0 where they could not even be counted. */
  readonly rows: number;
  /** The first fault. */
  readonly fault: {
    readonly code: ScoringError["code"];
    readonly path: InputPath;
    readonly expected: string;
  };
}

/** What became of a batch. */
export interface ReadBatch {
  readonly rows: number;
  /** Rows set aside: some, or, of a batch that was skipped, all. */
  readonly rejected: number;
}

/** Takes the batches of a run in. */
export interface RunReader {
  /** Takes a batch in. */
  readonly add: (batch: Input<Transaction>) => Promise<ReadBatch>;
  /** The state of everyone met. */
  readonly finish: (signal: Signal | undefined) => Promise<HistoryState>;
  /** How many that are. */
  readonly customers: () => number;
  /** The rows set aside, counted over the whole source. */
  readonly rejected: () => readonly Rejection[];
  /** The batches left out whole. */
  readonly skipped: () => readonly SkippedBatch[];
  /** Batches that were in the store already. */
  readonly already: () => number;
}

/** What happens to batches with bad rows: these are left out, or the batch is, or the run ends. */
export type BadBatch = "throw" | "rows" | "batch";

/** The part of a reader that looks at a batch before it is taken in. */
interface Sieve {
  /** The batch alone, read from row `rows` of the source on; undefined where it is skipped. */
  readonly read: (batch: Input<Transaction>, rows: number) => HistoryState | undefined;
  readonly skipped: SkippedBatch[];
  readonly rejected: Rejection[];
  /** Rows of the batch read last. */
  readonly rows: () => number;
}

function createSieve(fold: HistoryFold, bad: BadBatch): Sieve {
  const skipped: SkippedBatch[] = [];
  const rejected: Rejection[] = [];
  let batches = 0;
  let last = 0;
  const skip = (rows: number, code: ScoringError["code"], path: InputPath, expected: string): undefined => {
    skipped.push({ batch: batches - 1, rows, fault: { code, path, expected } });
    last = rows;
    return undefined;
  };
  return {
    skipped,
    rejected,
    rows: () => last,
    read: (batch, rows) => {
      batches += 1;
      const alone = fold.empty();
      // Rows are numbered over the whole source.
      alone.tally.given = rows;
      let read: HistoryState;
      try {
        read = fold.add(alone, batch);
      } catch (error) {
        if (bad === "throw" || !(error instanceof ScoringError)) throw error;
        // Not a row is at fault but the batch: it lacks a column, or is none.
        return skip(lengthOf(batch), error.code, error.path, error.expected);
      }
      last = read.tally.given - rows;
      read.tally.given = last;
      const [first] = read.rejected;
      if (first !== undefined && bad === "batch") {
        return skip(last, first.code, ["transactions", first.row, first.field], first.expected);
      }
      for (const rejection of read.rejected) rejected.push(rejection);
      return read;
    },
  };
}

function lengthOf(batch: unknown): number {
  return Array.isArray(batch) ? batch.length : 0;
}

/** One state in memory, from nothing. */
export function readInMemory(fold: HistoryFold, bad: BadBatch): RunReader {
  let state = fold.empty();
  let rows = 0;
  const sieve = createSieve(fold, bad);
  return {
    add: async (batch) => {
      const before = sieve.rejected.length;
      if (bad === "throw") {
        state = fold.add(state, batch);
        const given = state.tally.given - rows;
        rows += given;
        return { rows: given, rejected: 0 };
      }
      const alone = sieve.read(batch, rows);
      const given = sieve.rows();
      rows += given;
      if (alone === undefined) return { rows: given, rejected: given };
      // What was set aside is kept by the sieve.
      alone.rejected.length = 0;
      state = fold.merge(state, alone);
      return { rows: given, rejected: sieve.rejected.length - before };
    },
    finish: async () => state,
    customers: () => state.register.size,
    rejected: () => sieve.rejected,
    skipped: () => sieve.skipped,
    already: () => 0,
  };
}

/** Customers loaded at a time when all batches are in. */
const LOAD = 10_000;

/** A state per customer in the host's store; each batch is committed once. */
export function readThroughStore(
  fold: HistoryFold,
  bad: BadBatch,
  store: StateStore<SavedHistory>,
  batchId: (batch: number) => string,
): RunReader {
  const met = new Set<string>();
  const sieve = createSieve(fold, bad);
  let batches = 0;
  let rows = 0;
  let already = 0;
  return {
    add: async (batch) => {
      const before = sieve.rejected.length;
      // A first reading tells whom the batch is about.
      const alone = sieve.read(batch, rows);
      const given = sieve.rows();
      rows += given;
      batches += 1;
      if (alone === undefined) return { rows: given, rejected: given };
      const { ids } = alone.register;
      const known = await store.load(ids);
      const state = fold.add(known.size === 0 ? fold.empty() : fold.load(joinSaved(known.values())), batch);
      const outcome = await store.commit(batchId(batches - 1), splitSaved(fold.save(state)));
      if (outcome === "already") already += 1;
      for (const id of ids) met.add(id);
      return { rows: given, rejected: sieve.rejected.length - before };
    },
    finish: async (signal) => {
      const ids = Array.from(met);
      let state = fold.empty();
      for (let from = 0; from < ids.length; from += LOAD) {
        checkSignal(signal);
        const loaded = await store.load(ids.slice(from, from + LOAD));
        if (loaded.size > 0) state = fold.merge(state, fold.load(joinSaved(loaded.values())));
      }
      return state;
    },
    customers: () => met.size,
    rejected: () => sieve.rejected,
    skipped: () => sieve.skipped,
    already: () => already,
  };
}

/** @throws A {@link ScoringError} with `aborted` where the signal says so. */
export function checkSignal(signal: Signal | undefined): void {
  if (signal?.aborted) throw new ScoringError("aborted", ["signal"], "to run to the end", "an abort");
}
