/**
 * Partial pooling of cohorts: each at the maximum of its posterior, under a normal prior on the logarithms of
 * the parameters whose middle and spread come from all cohorts.
 *
 * @module
 */
import { inversePositiveDefinite } from "../../math/cholesky.ts";
import { type Maximum, maximize } from "../../math/newton.ts";
import type { FitPlan } from "../fitting/fit-histories.ts";
import { groupEqualRows } from "../fitting/group-rows.ts";
import { type HistoryColumns, layOutHistories } from "../fitting/histories.ts";
import { type PriorList, withPriors } from "../fitting/priors.ts";

/** What {@link poolCohorts} finds. */
export interface PooledCohorts {
  readonly centre: Float64Array;
  /** Standard deviations of the logarithms. */
  readonly spread: Float64Array;
  readonly priors: PriorList;
  readonly cohorts: readonly {
    readonly maximum: Maximum;
    /** What the prior does not tell of each parameter. */
    readonly ownShare: Float64Array;
    readonly customers: number;
  }[];
}

/** Rounds at most; a spread that shrinks to nothing does so by a factor a round. */
const MOST_ROUNDS = 60;

/** Variances of a logarithm over cohorts, between which they are sought; and where the search begins. */
const LEAST = 1e-6;
const MOST = 4;
const FIRST = 0.25;

/** Variances that move less than this share have arrived. */
const ARRIVED = 1e-3;

/** A logarithm moves no further than this from a usual value. */
const FURTHEST = Math.exp(20);

/** Pools, from the parameters that fit all customers as one. */
export function poolCohorts(
  plan: FitPlan,
  parts: readonly HistoryColumns[],
  start: Float64Array,
  usual: readonly number[],
): PooledCohorts {
  const size = start.length;
  const data = parts.map((part) => layOutHistories(groupEqualRows(part)));
  const objectives = data.map((histories) => plan.objective(histories));
  const bounds = { lower: usual.map((u) => u / FURTHEST), upper: usual.map((u) => u * FURTHEST) };
  let middle: Float64Array = start.map(Math.log);
  let variance: Float64Array = new Float64Array(size).fill(parts.length > 1 ? FIRST : LEAST);
  let ends = objectives.map(() => Array.from(start));
  for (let round = 1; ; round += 1) {
    const priors = priorsOf(middle, variance);
    const maxima = objectives.map((objective, c) =>
      maximize(withPriors(objective, priors), ends[c] as number[], bounds),
    );
    const shares = maxima.map((maximum) => ownShareOf(maximum, variance));
    const next = nextPrior(maxima, shares, variance);
    const moved = next.variance.some((v, k) => Math.abs(v / (variance[k] as number) - 1) > ARRIVED);
    if (!moved || round === MOST_ROUNDS || parts.length < 2) {
      return {
        centre: middle.map(Math.exp),
        spread: variance.map(Math.sqrt),
        priors,
        cohorts: maxima.map((maximum, c) => ({
          maximum,
          ownShare: shares[c] as Float64Array,
          customers: data[c]?.customers as number,
        })),
      };
    }
    ends = maxima.map(({ parameters }) => Array.from(parameters));
    middle = next.middle;
    variance = next.variance;
  }
}

function priorsOf(middle: Float64Array, variance: Float64Array): PriorList {
  return Array.from(middle, (log, k) => ({
    median: Math.exp(log),
    pseudoCustomers: 1 / (variance[k] as number),
  }));
}

/** For each parameter, one less the share of the posterior's precision that is the prior's. */
function ownShareOf({ information, parameters }: Maximum, variance: Float64Array): Float64Array {
  const size = parameters.length;
  const covariance = inversePositiveDefinite(information, size);
  return variance.map((v, k) =>
    covariance === null ? 0 : Math.min(1, Math.max(0, 1 - (covariance[k * size + k] as number) / v)),
  );
}

/** Middle and spread that the cohorts' maxima suggest; each cohort counts as far as its own customers tell. */
function nextPrior(
  maxima: readonly Maximum[],
  shares: readonly Float64Array[],
  variance: Float64Array,
): { readonly middle: Float64Array; readonly variance: Float64Array } {
  const logs = maxima.map(({ parameters }) => parameters.map(Math.log));
  const mean = (k: number): number => logs.reduce((sum, log) => sum + (log[k] as number), 0) / logs.length;
  const middle = Float64Array.from(variance, (_, k) => mean(k));
  return {
    middle,
    variance: Float64Array.from(variance, (_, k) => {
      const told = shares.reduce((sum, share) => sum + (share[k] as number), 0);
      const squares = logs.reduce((sum, log) => sum + ((log[k] as number) - (middle[k] as number)) ** 2, 0);
      const degrees = (told * (logs.length - 1)) / logs.length; // the middle has used up one
      return Math.min(MOST, Math.max(LEAST, degrees > 0 ? squares / degrees : LEAST));
    }),
  };
}
