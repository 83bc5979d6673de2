/**
 * From an objective to a fitted model: starts, priors, the search, and the report.
 *
 * @module
 */
import { checkOptions } from "../../core/check-options.ts";
import type { TimeUnit } from "../../core/types.ts";
import type { Objective } from "../../math/newton.ts";
import type { FitOptions, Model } from "../types.ts";
import { findMaximum } from "./find-maximum.ts";
import { readTimeUnit } from "./fit-histories.ts";
import { readPriors, withPriors } from "./priors.ts";
import { readStarts } from "./read-starts.ts";
import { reportFit } from "./report-fit.ts";
import type { Meanings } from "./runaways.ts";

/** What is fitted, and to what. */
export interface FitTask {
  readonly kind: string;
  readonly names: readonly string[];
  readonly meanings: Meanings;
  /** Makes the objective over all customers. */
  readonly objective: () => Objective;
  /** Usual values of the parameters, in the scale of the data. */
  readonly usual: readonly number[];
  /** Factors on them for further starts. */
  readonly spread: readonly (readonly number[])[];
  readonly customers: number;
  readonly leftOut: number;
  /** Time unit and date that the data name. */
  readonly timeUnit: TimeUnit | undefined;
  readonly asOf: string | undefined;
}

/**
 * Fits.
 *
 * @throws A {@link ScoringError} as priors and options are refused.
 */
export function fitObjective<K extends string, P extends object, U extends TimeUnit>(
  task: FitTask,
  options: FitOptions<P, U>,
): Model<K, P, U> {
  options = checkOptions(options, ["priors", "start", "timeUnit"]);
  const { usual, names } = task;
  const priors = readPriors(options.priors, names, usual);
  const given = readStarts(options.start, names);
  const timeUnit = readTimeUnit(options.timeUnit, task.timeUnit);
  const end = findMaximum({
    whole: () => withPriors(task.objective(), priors),
    sample: null,
    starts: given ?? [
      usual,
      ...task.spread.map((factors) => usual.map((u, i) => u * (factors[i] as number))),
    ],
    tryAll: given !== null && given.length > 1,
    centre: usual,
  });
  return reportFit(end, { ...task, timeUnit, priors, centre: usual });
}
