/**
 * What every posterior needs of a model and its data.
 *
 * @module
 */
import type { TimeUnit } from "../../core/types.ts";
import type { Objective } from "../../math/newton.ts";
import type { IndependenceCheck } from "../gamma-gamma/independence.ts";
import type { AddPrior } from "./log-density.ts";

/** Rows laid out, and what a usual business of their scale would have. */
export interface PosteriorProblem {
  readonly objective: Objective;
  /** The value of the objective alone, where that is cheaper. */
  readonly value?: (parameters: Float64Array) => number;
  /** Medians of weak priors: they know the scale of the data, and nothing else of them. */
  readonly medians: readonly number[];
  /** Further starts of the search for the mode. */
  readonly starts: readonly (readonly number[])[];
  readonly customers: number;
  readonly leftOut: number;
  readonly timeUnit: TimeUnit | undefined;
  readonly asOf: string | undefined;
  /** Of spend: whether it goes with frequency. */
  readonly independence?: IndependenceCheck;
}

/** A model whose posterior can be sampled. */
export interface PosteriorPlan {
  readonly kind: string;
  readonly names: readonly string[];
  /** The priors of pymc-marketing; null where it has none. */
  readonly peer: AddPrior | null;
  /** Reads and lays out the rows. */
  readonly read: (rows: unknown, timeUnit: unknown) => PosteriorProblem;
}
