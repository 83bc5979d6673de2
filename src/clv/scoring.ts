/**
 * The shape of a model of repeat purchases, and of one call that asks it.
 *
 * @module
 */
import type { TimeUnit } from "../core/types.ts";
import type { ProcessDirections } from "./covariates/covariates.ts";
import type { HistoryView } from "./read-histories.ts";

/**
 * What is asked of a customer who is alive at age `T` after `x` repeat purchases: `ahead` is a horizon, a
 * rate or a chance, by the question; `p` the parameters in order.
 */
export type WhileAlive = (p: Float64Array, x: number, T: number, ahead: number) => number;

/** What a model says of one customer, as numeric functions. */
export interface RowModel {
  /** The namespace's name. */
  readonly kind: string;
  /** Names of the parameters, in the order of `p`. */
  readonly names: readonly string[];
  /** How covariates act on the parameters; none where they cannot. */
  readonly processes?: ProcessDirections;
  /** `P(left) / P(alive)` at age `T`; may be infinite. */
  readonly oddsLeft: (p: Float64Array, x: number, tx: number, T: number) => number;
  /** Expected purchases within a horizon. */
  readonly expected: WhileAlive;
  /** The chance to be alive at the end of a horizon. */
  readonly survival: WhileAlive;
  /** The horizon within which the chance to buy at all reaches a level; NaN where it never does. */
  readonly waitingTime: WhileAlive;
  /** Purchases over the whole future, discounted at a continuous rate. */
  readonly discounted: WhileAlive;
}

/** A model of repeat purchases: what it says of one customer, of counts and of histories, and what is faster for many. */
export interface RepeatModel extends RowModel {
  /** The chance of exactly `n` purchases within a horizon. */
  readonly count: (p: Float64Array, n: number, x: number, T: number, t: number) => number;
  /** The log-likelihood of a customer. */
  readonly logLikelihood: (p: Float64Array, x: number, tx: number, T: number) => number;
  /** The odds of having left of all rows at once, where that is faster; false where it is not. */
  readonly fillOddsLeft?: (p: Float64Array, view: HistoryView, out: Float64Array) => boolean;
  /** Expected purchases at several horizons in rising order, into `out`, where that is faster than one by one. */
  readonly expectedAt?: (
    p: Float64Array,
    x: number,
    T: number,
    horizons: Float64Array,
    out: Float64Array,
  ) => void;
}

/** Rows and model of one call, read and checked. */
export interface Scoring {
  /** The parameters; of a model that splits its rows, all of its free values, the parameters first. */
  readonly p: Float64Array;
  readonly view: HistoryView;
  readonly timeUnit: TimeUnit | undefined;
  /** Which rows have parameters of their own; none where all share them. */
  readonly split?: Split;
}

/** Rows in groups of the same parameters. A row in no group is not known. */
export interface Split {
  /** The rows of each group. */
  readonly groups: readonly Int32Array[];
  /** The parameters of a group, from all free values of the model. */
  readonly parametersOf: (free: Float64Array, group: number) => Float64Array;
}
