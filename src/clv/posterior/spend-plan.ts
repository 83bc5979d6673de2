/**
 * The posterior of the Gamma-Gamma model.
 *
 * @module
 */

import { ScoringError } from "../../core/error.ts";
import { fieldValue } from "../../core/own.ts";
import { GAMMA_GAMMA_NAMES } from "../gamma-gamma/fit.ts";
import { checkIndependence } from "../gamma-gamma/independence.ts";
import { gammaGammaObjective } from "../gamma-gamma/objective.ts";
import { layOutSpend, readSpend } from "../gamma-gamma/spend-histories.ts";
import type { PosteriorPlan, PosteriorProblem } from "./problem.ts";
import { weightedMedian } from "./weighted-median.ts";

/** The plan. */
export const spendPlan: PosteriorPlan = {
  kind: "gammaGamma",
  names: GAMMA_GAMMA_NAMES,
  peer: null, // its defaults are flat, and give no posterior where the data say little
  read: readSpendProblem,
};

function readSpendProblem(rows: unknown): PosteriorProblem {
  const view = readSpend(rows);
  const { histories, leftOut } = layOutSpend(view);
  const { customers, levels, starts, totals, weights } = histories;
  if (!(customers > 0)) {
    const expected = "at least one customer with repeat purchases and a positive mean";
    throw new ScoringError("empty", ["rows"], expected, "none");
  }
  const means = totals.slice();
  levels.forEach((x, level) => {
    for (let k = starts[level] as number; k < (starts[level + 1] as number); k += 1) {
      means[k] = (means[k] as number) / x;
    }
  });
  const median = weightedMedian(means, weights ?? new Float64Array(means.length).fill(1));
  return {
    objective: gammaGammaObjective(histories),
    medians: [4, 4, median],
    starts: [
      [1, 1, median],
      [40, 4, median / 10],
    ],
    customers,
    leftOut: leftOut.noRepeat + leftOut.notPositive,
    timeUnit: undefined,
    asOf: fieldValue(rows as object, "asOf") as string | undefined,
    independence: checkIndependence(histories),
  };
}
