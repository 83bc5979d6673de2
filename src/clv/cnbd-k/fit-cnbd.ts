/**
 * Fitting BG/CNBD-k and MBG/CNBD-k: a fit for each `k`, and the best of them.
 *
 * @module
 */

import { checkNumber, checkOptions } from "../../core/check-options.ts";
import { ScoringError } from "../../core/error.ts";
import type { TimeUnit } from "../../core/types.ts";
import { bgFitPlan } from "../bg-nbd/fit-plan.ts";
import { readTimeUnit } from "../fitting/fit-histories.ts";
import { fitObjective } from "../fitting/fit-objective.ts";
import { groupEqualRows } from "../fitting/group-rows.ts";
import type { HistoryColumns } from "../fitting/histories.ts";
import { readWeights, timeUnitOf } from "../read-histories.ts";
import { showModel } from "../show-model.ts";
import type { Fit, FitOptions, Model, Prior } from "../types.ts";
import { type CnbdModel, MOST_K } from "./cnbd-model.ts";
import { cnbdObjective, gapsPart } from "./objective.ts";
import type { CnbdKName, CnbdKParameters } from "./parameters.ts";
import { readRegular } from "./read-regular.ts";

/** The best log-likelihood that each `k` reaches. */
export interface ProfileEntry {
  readonly k: number;
  readonly logLikelihood: number;
}

/** A fitted model of regular buyers. The standard errors are those for the `k` that was chosen. */
export interface CnbdKModel<K extends string, U extends TimeUnit = TimeUnit> {
  readonly kind: K;
  readonly version: 1;
  readonly parameters: CnbdKParameters;
  readonly timeUnit?: U;
  readonly fit: Fit<CnbdKName>;
  /** How well each `k` fits, as far as was tried; one entry where `k` was given. */
  readonly profile: readonly ProfileEntry[];
}

/** How to fit. */
export interface CnbdKFitOptions<U extends TimeUnit = TimeUnit> {
  /** The `k`, where it is known. Default: the best by likelihood, tried upwards from 1 to the first that is worse. */
  readonly k?: number;
  /** As for BG/NBD, for the parameters but `k`. */
  readonly priors?: { readonly [N in CnbdKName]?: Prior } | "weak";
  /** Unit of `recency` and `age`, where the rows do not say; `sumLogGaps` are of days then. */
  readonly timeUnit?: U;
}

type Free = { readonly [N in CnbdKName]: number };

/**
 * Fits.
 *
 * @throws A {@link ScoringError} with `empty` where no customer is left, and as rows and options are refused.
 */
export function fitCnbd<K extends string, U extends TimeUnit>(
  { kind, first }: CnbdModel,
  rows: unknown,
  options: CnbdKFitOptions<U>,
): CnbdKModel<K, U> {
  options = checkOptions(options, ["k", "priors", "timeUnit"]);
  const { k: given, ...others } = options;
  const known =
    given === undefined
      ? undefined
      : checkNumber(given, ["options", "k"], { min: 1, max: MOST_K, integer: true });
  const unit = readTimeUnit(options.timeUnit, timeUnitOf(rows, "rows"));
  const view = readRegular(rows, unit);
  const data = knownRows(view, readWeights(view.input));
  if (!(data.customers > 0)) throw new ScoringError("empty", ["rows"], "at least one customer", "none");
  const plan = bgFitPlan(kind, first);
  const fitAt = (k: number): Model<string, Free, U> => {
    const [r, scale, a, b] = plan.usual(data.meanAge, data.purchases / data.customers) as unknown as Four;
    const model = fitObjective<string, Free, U>(
      {
        ...plan,
        objective: () => cnbdObjective(k, first, data.columns),
        usual: [r, k * scale, a, b],
        customers: data.customers,
        leftOut: data.leftOut,
        timeUnit: view.timeUnit,
        asOf: view.asOf,
      },
      others as FitOptions<Free, U>,
    );
    return withGaps(model, gapsPart(k, data.logGaps, data.purchases), known === undefined);
  };
  let best = known ?? 1;
  let model = fitAt(best);
  const profile: ProfileEntry[] = [{ k: best, logLikelihood: model.fit.logLikelihood }];
  for (let k = 2; known === undefined && data.purchases > 0 && k <= MOST_K; k += 1) {
    const next = fitAt(k);
    profile.push({ k, logLikelihood: next.fit.logLikelihood });
    if (!(next.fit.logLikelihood > model.fit.logLikelihood)) break;
    best = k;
    model = next;
  }
  const parameters = { k: best, ...model.parameters };
  return showModel({ ...model, kind: kind as K, parameters, profile });
}

type Four = readonly [number, number, number, number];

/** Adds what the gaps tell of `k`, which counts as a parameter where it was chosen. */
function withGaps<U extends TimeUnit>(
  model: Model<string, Free, U>,
  gaps: number,
  chosen: boolean,
): Model<string, Free, U> {
  const logLikelihood = model.fit.logLikelihood + gaps;
  const count = chosen ? 5 : 4;
  const fit = {
    ...model.fit,
    logLikelihood,
    aic: 2 * count - 2 * logLikelihood,
    bic: count * Math.log(model.fit.customers) - 2 * logLikelihood,
  };
  return { ...model, fit };
}

/** The rows that are known, equal ones grouped, and their totals. */
function knownRows(view: ReturnType<typeof readRegular>, weights: Float64Array | null) {
  const index = Array.from(view.frequency.keys()).filter((i) => !Number.isNaN(view.frequency[i] as number));
  const pick = (column: Float64Array) => Float64Array.from(index, (i) => column[i] as number);
  const all: HistoryColumns = {
    frequency: pick(view.frequency),
    recency: pick(view.recency),
    age: pick(view.age),
    weight: weights === null ? null : pick(weights),
  };
  let customers = 0;
  let purchases = 0;
  let logGaps = 0;
  let ages = 0;
  for (const i of index) {
    const w = weights === null ? 1 : (weights[i] as number);
    customers += w;
    purchases += w * (view.frequency[i] as number);
    logGaps += w * (view.logGaps[i] as number);
    ages += w * (view.age[i] as number);
  }
  const meanAge = ages > 0 ? ages / customers : 1; // data without any time have no scale; any will do
  return {
    columns: groupEqualRows(all),
    customers,
    purchases,
    logGaps,
    meanAge,
    leftOut: view.length - index.length,
  };
}
