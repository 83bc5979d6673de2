import { ScoringError } from "../../core/error.ts";
import type { TimeUnit } from "../../core/types.ts";
import { fitObjective } from "../fitting/fit-objective.ts";
import type { Meanings } from "../fitting/runaways.ts";
import type { FitOptions, Model, Timed } from "../types.ts";
import { bgBbObjective, type Cells } from "./objective.ts";
import type { BgBbParameters } from "./parameters.ts";
import { cellsOf, type OpportunityHistory, readOpportunities } from "./read-opportunities.ts";

/** A fitted BG/BB model. */
export type BgBbModel<U extends TimeUnit = TimeUnit> = Model<"bgBb", BgBbParameters, U>;

/** Names of the parameters, in order. */
export const BG_BB_NAMES: readonly ["alpha", "beta", "gamma", "delta"] = ["alpha", "beta", "gamma", "delta"];

const MEANINGS: Meanings = {
  alpha: {
    zero: "hardly anybody buys again",
    infinity: "all customers buy with the same chance",
  },
  beta: {
    zero: "customers buy at every opportunity while alive",
    infinity: "all customers buy with the same chance, or hardly anybody buys again",
  },
  gamma: {
    zero: "nobody leaves, or only at the first opportunity",
    infinity: "all customers leave with the same chance",
  },
  delta: {
    zero: "customers leave at the first opportunity",
    infinity: "all customers leave with the same chance, or nobody leaves",
  },
};

/** Factors on the usual values for further starts. */
const SPREAD = [
  [0.2, 0.2, 1, 1],
  [10, 10, 1, 1],
  [1, 1, 0.1, 0.1],
  [1, 1, 10, 10],
  [1, 1, 0.01, 1],
  [30, 30, 30, 30],
  [0.3, 1, 1, 10],
];

/**
 * Fits BG/BB by maximum likelihood, or by the maximum of the posterior where priors are given. Rows may be
 * customers, or cells of the recency-frequency table with their `weight`; the cost is that of the cells.
 *
 * A fit that the data do not identify says so in `fit.reason` and `fit.runaways`; it does not throw. The
 * `timeUnit` is the time from one opportunity to the next.
 *
 * @throws A {@link ScoringError} with `empty` for no customers, and as rows and options are refused.
 * @example
 * ```ts
 * const rows = simulate(
 *   { parameters: { alpha: 1.2, beta: 0.75, gamma: 0.66, delta: 2.8 } },
 *   { customers: 5000, opportunities: 6, seed: 1 },
 * );
 * const model = fit(rows, { timeUnit: "year" });
 * model.fit.converged; // => true
 * model.fit.customers; // => 5000
 * ```
 * @see Fader, Hardie and Shang (2010), Customer-base analysis in a discrete-time noncontractual setting,
 * Marketing Science 29(6).
 */
export function fit<U extends TimeUnit = TimeUnit>(
  rows: Timed<OpportunityHistory, U>,
  options: FitOptions<BgBbParameters, U> = {},
): BgBbModel<U> {
  const view = readOpportunities(rows);
  const { cells, leftOut } = cellsOf(view);
  if (!(cells.customers > 0)) throw new ScoringError("empty", ["rows"], "at least one customer", "none");
  return fitObjective(
    {
      kind: "bgBb",
      names: BG_BB_NAMES,
      meanings: MEANINGS,
      objective: () => bgBbObjective(cells),
      usual: usualValues(cells),
      spread: SPREAD,
      customers: cells.customers,
      leftOut,
      timeUnit: view.timeUnit,
      asOf: view.asOf,
    },
    options,
  );
}

/** While somebody is alive, the share of opportunities up to the last purchase that they bought at. */
function usualValues({ frequency, recency, weights }: Cells): number[] {
  let bought = 0.5;
  let missed = 0.5;
  for (let c = 0; c < weights.length; c += 1) {
    bought += (weights[c] as number) * (frequency[c] as number);
    missed += (weights[c] as number) * ((recency[c] as number) - (frequency[c] as number));
  }
  return [1, Math.max(0.1, missed / bought), 1, 4];
}
