import { checkNumber, checkOneOf, checkOptions } from "../core/check-options.ts";
import { describeValue } from "../core/describe.ts";
import { ScoringError } from "../core/error.ts";
import { checkSource } from "../core/fold-source.ts";
import { batchesFor } from "../core/lend.ts";
import { bare, ownValue } from "../core/own.ts";
import type { Signal, Sink, Source, StateStore } from "../core/ports.ts";
import type { Transaction } from "../core/records.ts";
import { type HistoryFold, historyFold } from "../history/fold.ts";
import type { SavedHistory } from "../history/saved-history.ts";
import type { PurchaseHistory } from "../history/types.ts";
import { createPace, type RunProgress } from "./pace.ts";
import { completePolicy } from "./policy.ts";
import { orderFields } from "./read-history.ts";
import { checkSignal, readInMemory, readThroughStore, type SkippedBatch } from "./run-readers.ts";
import { saveScorecard } from "./save-scorecard.ts";
import { SCORECARD_OPTIONS, scoreCustomers } from "./score-customers.ts";
import type {
  LearnedScorecard,
  Portfolio,
  Scorecard,
  ScorecardInputs,
  ScorecardOptions,
  ScorecardRow,
} from "./types.ts";

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
  /** Records beside the transactions, in memory: costs, referrals, customers, interactions. */
  readonly records?: Omit<ScorecardInputs, "transactions" | "history">;
  /**
   * With `onInvalid: "collect"`: of a batch with bad rows these are left out (default), or the whole batch.
   * A batch that cannot be read at all is left out either way.
   */
  readonly skip?: "rows" | "batch";
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
  /** Rows of the other records that were set aside. */
  readonly rejectedRecords: Omit<Scorecard["rejected"], "transactions">;
  /** Batches that were left out whole, with the first fault of each. */
  readonly skipped: readonly SkippedBatch[];
  /** Batches that the store had already. */
  readonly already: number;
}

/**
 * A nightly run: batches of transactions are folded, everyone met is scored, the scorecard is written.
 * Memory grows with customers; of the rows one batch is held at a time, and without a store eight bytes of each.
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
  const given = checkRun(options);
  const { source, sink, store, batchId = String, writeRows = 10_000, signal, ...rest } = given;
  const { onProgress, clock, totalRows, skip = "rows", records = {}, ...terms } = bare(rest);
  const scoring = bare(terms);
  const fold = foldOf(scoring);
  const pace = createPace(onProgress, clock, totalRows);
  const bad = scoring.onInvalid === "collect" ? skip : "throw";
  const reader = store === undefined ? readInMemory(fold, bad) : readThroughStore(fold, bad, store, batchId);

  for await (const batch of batchesFor(source, fold)) {
    checkSignal(signal);
    const { rows, rejected } = await reader.add(batch);
    pace.rows += rows;
    pace.rejected += rejected;
    pace.batches += 1;
    pace.report("read", reader.customers());
  }
  checkSignal(signal);
  const state = await reader.finish(signal);
  pace.report("score", reader.customers());
  const scorecard = scoreCustomers({ ...records, history: fold.finish(state) }, scoring);
  for (let from = 0; from < scorecard.length; from += writeRows) {
    checkSignal(signal);
    const batch = scorecard.slice(from, from + writeRows);
    await sink.write(batch);
    pace.report("write", from + batch.length);
  }
  const { transactions: _read, ...rejectedRecords } = scorecard.rejected;
  return {
    learned: saveScorecard(scorecard),
    portfolio: scorecard.portfolio,
    rows: pace.rows,
    rejected: reader.rejected(),
    rejectedRecords,
    skipped: reader.skipped(),
    already: reader.already(),
  };
}

const RUN_OPTIONS = [
  "source",
  "sink",
  "store",
  "batchId",
  "records",
  "skip",
  "writeRows",
  "signal",
  "onProgress",
  "clock",
  "totalRows",
];

/** The options, which inherit nothing. A wrong port is refused before the first batch, not after the last. */
function checkRun(options: RunOptions): RunOptions {
  options = checkOptions(options, [...RUN_OPTIONS, ...SCORECARD_OPTIONS]);
  const { source, sink, store, batchId, skip, writeRows, onProgress, clock, totalRows } = options;
  checkSource(source);
  checkFunction((sink as Partial<RunOptions["sink"]> | null | undefined)?.write, [
    "options",
    "sink",
    "write",
  ]);
  if (store !== undefined) {
    checkFunction(store?.load, ["options", "store", "load"]);
    checkFunction(store.commit, ["options", "store", "commit"]);
  }
  for (const [name, value] of Object.entries({ batchId, onProgress, clock })) {
    if (value !== undefined) checkFunction(value, ["options", name]);
  }
  if (skip !== undefined) checkOneOf(skip, ["rows", "batch"], ["options", "skip"]);
  if (writeRows !== undefined) {
    checkNumber(writeRows, ["options", "writeRows"], { min: 1, integer: true });
  }
  if (totalRows !== undefined) checkNumber(totalRows, ["options", "totalRows"], { min: 0 });
  return options;
}

function checkFunction(value: unknown, path: readonly string[]): void {
  if (typeof value === "function") return;
  const code = value === undefined ? "missing" : "wrong_type";
  throw new ScoringError(code, path, "a function", describeValue(value));
}

function foldOf(scoring: ScorecardOptions): HistoryFold {
  const { policy, learned, fields, ...reading } = scoring;
  const { timeUnit } = learned?.policy ?? completePolicy(policy);
  const ofOrders = ownValue(fields ?? {}, "transactions");
  const named = ofOrders === undefined ? {} : { fields: orderFields(ofOrders) };
  return historyFold({ ...reading, ...named, timeUnit });
}
