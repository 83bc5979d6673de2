/**
 * The search behind every fit: a first approach on a sample, then all customers; further starts only where
 * the first ends doubtfully.
 *
 * @module
 */
import { inversePositiveDefinite } from "../../math/cholesky.ts";
import { type Maximum, maximize, type Objective } from "../../math/newton.ts";

/** What to maximise, and from where. */
export interface Search {
  /** The objective over all customers. Made when asked for: it lays out the data. */
  readonly whole: () => Objective;
  /** The objective over a sample, for a first approach; null where there are too few to need one. */
  readonly sample: (() => Objective) | null;
  /** Where to start, the likeliest first. */
  readonly starts: readonly (readonly number[])[];
  /** Try all starts, and keep the best. Else the rest are tried only where the first ends doubtfully. */
  readonly tryAll: boolean;
  /** A usual value of each parameter, in the scale of the data. */
  readonly centre: readonly number[];
}

/** No parameter goes further from its usual value than this factor: e^20. */
const FURTHEST = Math.exp(20);

/** An approach on a sample need not be exact. */
const ROUGH = 1e-3;

/** A logarithm that the data fix no better than this is not identified: e^4 either way. */
export const WIDEST_ERROR = 4;

/**
 * Finds the maximum. The first start leads to it in nearly all data; where the end is doubtful (a parameter
 * at a far end, or hardly fixed by the data) the other starts are tried too, and the best end wins.
 */
export function findMaximum(search: Search): Maximum {
  const bounds = {
    lower: search.centre.map((c) => c / FURTHEST),
    upper: search.centre.map((c) => c * FURTHEST),
  };
  let first = search.starts[0] as readonly number[];
  if (search.sample !== null && !search.tryAll) {
    first = Array.from(maximize(search.sample(), first, { ...bounds, tolerance: ROUGH }).parameters);
  }
  const objective = search.whole();
  let best = maximize(objective, first, bounds);
  if (!search.tryAll && !isDoubtful(best)) return best;
  for (const start of search.starts.slice(1)) {
    const other = maximize(objective, start, bounds);
    if (isBetter(other, best)) best = other;
  }
  return best;
}

/** An end is better by its value; where the values agree, by having arrived. */
function isBetter(other: Maximum, best: Maximum): boolean {
  const slack = 1e-9 * Math.max(1, Math.abs(best.value));
  if (Math.abs(other.value - best.value) <= slack) {
    return other.stop === "converged" && best.stop !== "converged";
  }
  return other.value > best.value;
}

function isDoubtful(end: Maximum): boolean {
  if (end.stop !== "converged" || end.atBound.length > 0) return true;
  return logErrors(end).some((error) => !(error < 1.5));
}

/** Standard errors of the logarithms of the parameters; NaN where the information does not give them. */
export function logErrors({ information, parameters, atBound }: Maximum): number[] {
  const size = parameters.length;
  const inverse = atBound.length > 0 ? null : inversePositiveDefinite(information, size);
  return Array.from({ length: size }, (_, i) =>
    inverse === null ? Number.NaN : Math.sqrt(inverse[i * size + i] as number),
  );
}
