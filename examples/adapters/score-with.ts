import { type RunOptions, type RunResult, runScoring } from "../../src/index.ts";
import type { Adapter } from "./adapter.ts";

/** What a program chooses; the rest is the engine's. */
export interface ScoreOptions extends Omit<RunOptions, "source" | "sink" | "store"> {
  /** Rows a batch. A run that goes on after a kill must be given what the killed one was. */
  readonly batchRows: number;
}

/**
 * Scores everyone in an engine and writes the scorecard back. After a kill it is called again in the same
 * way: batches that are in the store count once, and scores that were written are written over.
 */
export async function scoreWith(adapter: Adapter, options: ScoreOptions): Promise<RunResult> {
  const { batchRows, ...rest } = options;
  const { source, store, sink } = adapter;
  const result = await runScoring({ ...rest, source: source(batchRows), store, sink });
  await adapter.publish?.();
  return result;
}
