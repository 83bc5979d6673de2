/**
 * How NBD is fitted.
 *
 * @module
 */
import type { FitPlan } from "../fitting/fit-histories.ts";
import { PURCHASE_MEANINGS } from "../fitting/purchase-meanings.ts";
import { nbdObjective } from "./objective.ts";
import { NBD_NAMES } from "./row-model.ts";

/** The plan. */
export const nbdFitPlan: FitPlan = {
  kind: "nbd",
  names: NBD_NAMES,
  meanings: PURCHASE_MEANINGS,
  objective: nbdObjective,
  usual: (meanAge, meanFrequency) => [0.7, (0.7 * meanAge) / (meanFrequency + 0.5)],
  spread: [
    [0.02, 0.02],
    [100, 100],
  ],
};
