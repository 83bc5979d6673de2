import { ScoringError } from "../core/error.ts";
import type { Signal, Sink, Source, StateStore } from "../core/ports.ts";
import type { Transaction } from "../core/records.ts";
import { type HistoryFold, historyFold } from "../history/fold.ts";
import type { SavedHistory } from "../history/saved-history.ts";
import type { PurchaseHistory } from "../history/types.ts";
import { createPace, type RunProgress } from "./pace.ts";
import { completePolicy } from "./policy.ts";
import { readInMemory, readThroughStore } from "./run-readers.ts";
import { saveScorecard } from "./save-scorecard.ts";
import { scoreCustomers } from "./score-customers.ts";
import type { LearnedScorecard, Portfolio, ScorecardOptions, ScorecardRow } from "./types.ts";

/** What {@link runScoring} is given. */
export interface RunOptions extends ScorecardOptions {
  /** Batches of transactions. After a crash the same source is given again, from its beginning. */
  readonly source: Source<Transaction>;
  /** Takes the scorecard in batches; the next waits for the promise of the last. */
  readonly sink: Sink<ScorecardRow>;
  /** Keeps a state per customer between runs. Without it everything is in memory and starts from nothing. */
  readonly store?: StateStore<SavedHistory>;
  /** The name under which a batch is committed, the same in every run. Default: the number of the batch. */
  readonly batchId?: (batch: number) => string;
  /** Customers a written batch. Default 10,000. */
  readonly writeRows?: number;
  /** Looked at before each batch. */
  readonly signal?: Signal;
  /** Called after each batch read and written. */
  readonly onProgress?: (progress: RunProgress) => void;
  /** The host's clock in milliseconds, for rates: `() => performance.now()`. */
  readonly clock?: () => number;
  /** Rows of the source, where known, for the time that is left. */
  readonly totalRows?: number;
}

/** What a run gives back. */
export interface RunResult {
  /** What was learned, or what was given: for the next run's `learned`. */
  readonly learned: LearnedScorecard;
  /** The base as a whole. */
  readonly portfolio: Portfolio;
  /** Rows read, and those set aside. */
  readonly rows: number;
  readonly rejected: PurchaseHistory["rejected"];
  /** Batches that the store had already. */
  readonly already: number;
}

/**
 * A nightly run: batches of transactions are folded, everyone met is scored, the scorecard is written.
 * Memory grows with customers, not with rows; one batch is held at a time.
 *
 * With a store each batch is committed once under its id: the states of the batch's customers are
 * loaded, the batch is added, the changes are committed. A run that was ended anywhere is started again
 * with the same source: batches that the store has are passed over, nothing is lost or counted twice.
 *
 * @throws A {@link ScoringError} with `aborted` where the signal says so (what was committed stays
 * committed), and as {@link scoreCustomers} does.
 * @example
 * ```ts
 * const source = [[{ customerId: "ann", at: "2026-01-05", amount: 30 }]];
 * const written: string[] = [];
 * const sink = { write: (batch: Table<ScorecardRow>) => void written.push(...batch.columns.customerId) };
 * const { portfolio } = await runScoring({ source, sink, asOf: "2026-01-31" });
 * portfolio.revenue; // => 30
 * written; // => ["ann"]
 * ```
 */
export async function runScoring(options: RunOptions): Promise<RunResult> {
  const { source, sink, store, batchId = String, writeRows = 10_000, signal, ...rest } = options;
  const { onProgress, clock, totalRows, ...scoring } = rest;
  const fold = foldOf(scoring);
  const pace = createPace(onProgress, clock, totalRows);
  const reader = store === undefined ? readInMemory(fold) : readThroughStore(fold, store, batchId);

  for await (const batch of source) {
    checkSignal(signal);
    pace.rows += await reader.add(batch);
    pace.batches += 1;
    pace.report("read", reader.customers());
  }
  checkSignal(signal);
  const state = await reader.finish();
  pace.report("score", reader.customers());
  const scorecard = scoreCustomers({ history: fold.finish(state) }, scoring);
  for (let from = 0; from < scorecard.length; from += writeRows) {
    checkSignal(signal);
    const batch = scorecard.slice(from, from + writeRows);
    await sink.write(batch);
    pace.report("write", from + batch.length);
  }
  return {
    learned: saveScorecard(scorecard),
    portfolio: scorecard.portfolio,
    rows: pace.rows,
    rejected: reader.rejected(),
    already: reader.already(),
  };
}

function foldOf(scoring: ScorecardOptions): HistoryFold {
  const { policy, learned, fields, ...reading } = scoring;
  const { timeUnit } = learned?.policy ?? completePolicy(policy);
  const named = fields?.transactions === undefined ? {} : { fields: fields.transactions };
  return historyFold({ ...reading, ...named, timeUnit });
}

function checkSignal(signal: Signal | undefined): void {
  if (signal?.aborted) throw new ScoringError("aborted", ["signal"], "to run to the end", "an abort");
}
