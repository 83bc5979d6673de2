import { checkOptions } from "./check-options.ts";
import { describeValue } from "./describe.ts";
import { ScoringError } from "./error.ts";
import { batchesFor } from "./lend.ts";
import { heldValue } from "./own.ts";
import type { Fold, Progress, Signal, Source } from "./ports.ts";

/** How {@link foldSource} reports and ends. */
export interface FoldSourceOptions {
  /** Looked at before each batch. */
  readonly signal?: Signal;
  /** Called after each batch. */
  readonly onProgress?: (progress: Progress) => void;
}

/**
 * Folds a source of batches into one state, holding one batch at a time. A source yields batches
 * (arrays of rows or `{ columns }`), not single rows.
 *
 * @returns The live state: `fold.finish(state)` gives the result, `fold.save(state)` the JSON.
 * @throws A {@link ScoringError} with `aborted` when the signal says so, `wrong_type` for what is no source,
 * or as `fold.add` throws.
 */
export async function foldSource<R, State, Result, Saved>(
  source: Source<R>,
  fold: Fold<R, State, Result, Saved>,
  options: FoldSourceOptions = {},
): Promise<State> {
  options = checkOptions(options, ["signal", "onProgress"]);
  checkSource(source);
  const { signal, onProgress } = options;
  if (onProgress !== undefined && typeof onProgress !== "function") {
    throw new ScoringError("wrong_type", ["options", "onProgress"], "a function", describeValue(onProgress));
  }
  let state = fold.empty();
  let batches = 0;
  let rows = 0;
  for await (const batch of batchesFor(source, fold)) {
    if (signal?.aborted) {
      throw new ScoringError("aborted", ["signal"], "to run to the end", `an abort after ${batches} batches`);
    }
    state = fold.add(state, batch);
    batches += 1;
    rows += rowCount(batch);
    onProgress?.({ batches, rows });
  }
  return state;
}

/** Refuses what yields no batches. */
export function checkSource(source: unknown): void {
  const held = typeof source === "object" && source !== null;
  if (held && (Symbol.asyncIterator in source || Symbol.iterator in source)) return;
  throw new ScoringError("wrong_type", ["source"], "an iterable of batches", describeValue(source));
}

function rowCount(batch: object): number {
  if (Array.isArray(batch)) return batch.length;
  const { columns } = batch as {
    columns: { readonly [name: string]: { readonly length?: number } };
  };
  for (const name of Object.keys(columns)) {
    const column = columns[name];
    if (column === undefined || column === null) continue;
    const codes = heldValue(column, "codes") as ArrayLike<unknown> | undefined;
    return codes?.length ?? column.length ?? 0;
  }
  return 0;
}
