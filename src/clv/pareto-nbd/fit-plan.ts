/**
 * How Pareto/NBD is fitted.
 *
 * @module
 */
import type { CovariatePlan } from "../fitting/fit-histories.ts";
import { PURCHASE_MEANINGS } from "../fitting/purchase-meanings.ts";
import { paretoObjective } from "./objective.ts";
import { PARETO_NAMES, PARETO_PROCESSES } from "./row-model.ts";

/** The plan. */
export const paretoFitPlan: CovariatePlan = {
  kind: "paretoNbd",
  names: PARETO_NAMES,
  processes: PARETO_PROCESSES,
  meanings: {
    ...PURCHASE_MEANINGS,
    s: {
      zero: "nobody leaves, or only customers who left at once: a model without leaving (nbd) fits as well",
      infinity: "all customers leave at the same rate",
    },
    beta: {
      zero: "customers who leave do so at once",
      infinity: "all customers leave at the same rate, or nobody leaves",
    },
  },
  objective: paretoObjective,
  usual: (meanAge, meanFrequency) => [0.7, (0.7 * meanAge) / (meanFrequency + 0.5), 0.7, 0.5 * meanAge],
  spread: [
    [0.2, 0.1, 1, 1],
    [10, 10, 1, 1],
    [1, 1, 0.1, 0.1],
    [1, 1, 0.02, 0.002],
    [1, 1, 10, 10],
    [1, 1, 0.2, 5],
    [100, 100, 100, 100],
    [0.02, 0.02, 1, 1],
  ],
};
