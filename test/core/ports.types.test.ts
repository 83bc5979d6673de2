import { expectTypeOf, test } from "vitest";
import {
  type Fold,
  foldSource,
  type Sink,
  type Source,
  type StateStore,
  type Transaction,
  table,
} from "../../src/core/index.ts";

interface Score {
  readonly customerId: string;
  readonly score: number;
}

declare const fold: Fold<Score, { readonly live: true }, number, { readonly saved: true }>;
declare function run(sink: Sink<Score>, store: StateStore<{ readonly saved: true }>): void;
declare const store: StateStore<{ readonly saved: true }>;

test("a sink takes batches of the run's rows", () => {
  run({ write: (batch) => void batch.columns.score }, store);
  run({ write: async (batch) => void batch.toRows() }, store);
  const fewer: Sink<{ readonly customerId: string }> = { write: () => {} };
  run(fewer, store);
});

test("a sink of another row is none", () => {
  const other: Sink<{ readonly customerId: string; readonly tier: string }> = { write: () => {} };
  // @ts-expect-error: the batches have no tier
  run(other, store);
  // @ts-expect-error: nor has a batch's columns
  run({ write: (batch) => void batch.columns.tier }, store);
});

test("a store of another state is none", () => {
  const other = {} as StateStore<{ readonly saved: false }>;
  // @ts-expect-error: another state
  run({ write: () => {} }, other);
});

test("a fold says what comes of a source", async () => {
  const source: Source<Score> = [[{ customerId: "ann", score: 1 }], table([{ customerId: "bob", score: 2 }])];
  const state = await foldSource(source, fold);
  expectTypeOf(state).toEqualTypeOf<{ readonly live: true }>();
  expectTypeOf(fold.finish(state)).toEqualTypeOf<number>();
  expectTypeOf(fold.load(fold.save(state))).toEqualTypeOf<{ readonly live: true }>();
  await foldSource(source, fold, {
    signal: new AbortController().signal,
    onProgress: ({ rows }) => void rows,
  });
});

test("a fold of another row, rows for batches and a misspelt option are refused", () => {
  const orders: Source<Transaction> = [];
  // @ts-expect-error: orders are no scores
  foldSource(orders, fold);
  // @ts-expect-error: a source yields batches, not rows
  foldSource([{ customerId: "ann", score: 1 }], fold);
  // @ts-expect-error: onprogress
  foldSource([] as Source<Score>, fold, { onprogress: () => {} });
});
