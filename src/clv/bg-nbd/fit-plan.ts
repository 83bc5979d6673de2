/**
 * How BG/NBD and MBG/NBD are fitted.
 *
 * @module
 */
import type { CovariatePlan } from "../fitting/fit-histories.ts";
import { PURCHASE_MEANINGS } from "../fitting/purchase-meanings.ts";
import type { Meanings } from "../fitting/runaways.ts";
import type { FirstToss } from "./likelihood.ts";
import { bgObjective } from "./objective.ts";
import { BG_NAMES, BG_PROCESSES } from "./row-model.ts";

const MEANINGS: Meanings = {
  ...PURCHASE_MEANINGS,
  a: {
    zero: "nobody leaves: a model without leaving (nbd) fits as well",
    infinity: "all customers leave with the same chance after a purchase",
  },
  b: {
    zero: "customers leave at the first opportunity",
    infinity: "all customers leave with the same chance after a purchase, or nobody leaves",
  },
};

/** The plan of BG/NBD with `first` 0, of MBG/NBD with `first` 1. */
export function bgFitPlan(kind: string, first: FirstToss): CovariatePlan {
  return {
    kind,
    names: BG_NAMES,
    processes: BG_PROCESSES,
    meanings: MEANINGS,
    objective: (histories) => bgObjective(first, histories),
    usual: (meanAge, meanFrequency) => [0.7, (0.7 * meanAge) / (meanFrequency + 0.5), 1, 3],
    spread: [
      [0.2, 0.1, 1, 1],
      [10, 10, 1, 1],
      [1, 1, 0.05, 1],
      [1, 1, 0.01, 0.01],
      [1, 1, 10, 10],
      [100, 100, 100, 100],
      [0.3, 0.3, 1, 0.1],
      [0.02, 0.02, 1, 1],
    ],
  };
}
