/**
 * The posteriors of models of repeat purchases.
 *
 * @module
 */
import { ScoringError } from "../../core/error.ts";
import { type FitPlan, knownColumns, readTimeUnit } from "../fitting/fit-histories.ts";
import { groupEqualRows } from "../fitting/group-rows.ts";
import { type Histories, layOutHistories } from "../fitting/histories.ts";
import { readHistories, readWeights } from "../read-histories.ts";
import type { AddPrior } from "./log-density.ts";
import type { PosteriorPlan } from "./problem.ts";
import { weightedMedian } from "./weighted-median.ts";

/**
 * The plan of a model that is fitted as `plan` says.
 *
 * @param medians - Of weak priors, by the median age of the customers.
 * @param sumOf - The log-likelihood alone, where that is cheaper than the objective.
 */
export function repeatPlan(
  plan: FitPlan,
  medians: (age: number) => readonly number[],
  peer: AddPrior | null,
  sumOf?: (histories: Histories) => (parameters: Float64Array) => number,
): PosteriorPlan {
  return {
    kind: plan.kind,
    names: plan.names,
    peer,
    read: (rows, timeUnit) => {
      const view = readHistories(rows);
      const { columns, leftOut } = knownColumns(view, readWeights(view.input));
      const histories = layOutHistories(groupEqualRows(columns));
      if (!(histories.customers > 0)) {
        throw new ScoringError("empty", ["rows"], "at least one customer", "none");
      }
      const centre = medians(medianAge(histories));
      return {
        objective: plan.objective(histories),
        ...(sumOf === undefined ? {} : { value: sumOf(histories) }),
        medians: centre,
        starts: plan.spread.map((factors) => centre.map((c, i) => c * (factors[i] as number))),
        customers: histories.customers,
        leftOut,
        timeUnit: readTimeUnit(timeUnit, view.timeUnit),
        asOf: view.asOf,
      };
    },
  };
}

/** The median age of the customers; 1 where they have none. */
function medianAge({ age, weights, times }: Histories): number {
  const totals = new Float64Array(times.length);
  for (let k = 0; k < age.length; k += 1) {
    const code = age[k] as number;
    totals[code] = (totals[code] as number) + (weights === null ? 1 : (weights[k] as number));
  }
  const median = weightedMedian(times, totals);
  return median > 0 ? median : 1;
}
