/**
 * How NBD is fitted.
 *
 * @module
 */
import type { FitPlan } from "../fitting/fit-histories.ts";
import { nbdObjective } from "./objective.ts";
import { NBD_NAMES } from "./row-model.ts";

/** The plan. */
export const nbdFitPlan: FitPlan = {
  kind: "nbd",
  names: NBD_NAMES,
  meanings: {
    r: {
      zero: "almost nobody buys again, or all purchases come from a few customers",
      infinity: "all customers buy at the same rate",
    },
    alpha: {
      zero: "purchases come so fast that their time scale cannot be seen",
      infinity: "all customers buy at the same rate, or nobody buys again",
    },
  },
  objective: nbdObjective,
  usual: (meanAge, meanFrequency) => [0.7, (0.7 * meanAge) / (meanFrequency + 0.5)],
  spread: [
    [0.02, 0.02],
    [100, 100],
  ],
};
