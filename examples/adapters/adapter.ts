import type { SavedHistory, ScorecardRow, Sink, Source, StateStore, Transaction } from "../../src/index.ts";

/** An order as the engines keep it. */
export interface Order extends Transaction {
  readonly customerId: string;
  /** ISO date-time in UTC. */
  readonly at: string;
  readonly amount: number;
}

/** What an engine lends the library, and the little that these programs need beside it. */
export interface Adapter {
  /** Puts orders where the engine keeps them, all or none. */
  readonly fill: (orders: readonly Order[]) => Promise<void>;
  /** The orders, in the same batches every time. */
  readonly source: (batchRows: number) => Source<Transaction>;
  readonly store: StateStore<SavedHistory>;
  readonly sink: Sink<ScorecardRow>;
  /** Called once the sink has everything; where scores are files, they get their names here. */
  readonly publish?: () => Promise<void>;
  /** The scorecard that is there to be read, in no particular order. */
  readonly scores: () => Promise<readonly ScorecardRow[]>;
  readonly close: () => Promise<void>;
}
