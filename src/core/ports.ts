/**
 * What a host plugs in: where records come from, where scores go, where state is kept. Types only;
 * the members are properties, so that an implementation of the wrong row does not compile.
 *
 * @module
 */
import type { Input, Table } from "./types.ts";

/** Batches of rows or columns, at hand or arriving. */
export type Source<R> = Iterable<Input<R>> | AsyncIterable<Input<R>>;

/** Takes results, a batch at a time; the next batch waits for the promise. */
export interface Sink<R> {
  /** Takes a batch of results; the next one comes when its promise is fulfilled. */
  readonly write: (batch: Table<R>) => void | Promise<void>;
}

/** Keeps a small state per customer between runs. */
export interface StateStore<S> {
  /** The states of these customers, as far as there are any. */
  readonly load: (ids: readonly string[]) => Promise<ReadonlyMap<string, S>>;
  /** Writes all changes of a batch or none; a batch id that was written before changes nothing. */
  readonly commit: (batchId: string, changes: ReadonlyMap<string, S>) => Promise<"applied" | "already">;
}

/** As much of an `AbortSignal` as is read here. */
export interface Signal {
  readonly aborted: boolean;
}

/** How far a run is. Rates and remaining times are the host's, who has a clock. */
export interface Progress {
  /** Batches done. */
  readonly batches: number;
  /** Rows done. */
  readonly rows: number;
}

/**
 * A summary that is built batch by batch. `State` is live and may be changed in place by `add` and
 * `merge`, which return it; `Saved` is plain JSON.
 */
export interface Fold<R, State, Result, Saved> {
  /** A state that has seen nothing. */
  readonly empty: () => State;
  /** The state with a batch added. The state given is used up. */
  readonly add: (state: State, batch: Input<R>) => State;
  /** One state of two. Both are used up. */
  readonly merge: (a: State, b: State) => State;
  /** The result so far. The state may go on being used. */
  readonly finish: (state: State) => Result;
  /** The state as plain JSON. */
  readonly save: (state: State) => Saved;
  /** The state of what `save` gave. */
  readonly load: (saved: Saved) => State;
}
