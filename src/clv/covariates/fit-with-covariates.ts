/**
 * Fitting a model of repeat purchases whose customers differ by covariates.
 *
 * @module
 */

import { checkOptions } from "../../core/check-options.ts";
import { hasOwn } from "../../core/own.ts";
import type { TimeUnit } from "../../core/types.ts";
import { gather } from "../../math/gather.ts";
import type { Objective } from "../../math/newton.ts";
import { findMaximum } from "../fitting/find-maximum.ts";
import {
  type CovariatePlan,
  type FitPlan,
  fitHistories,
  readTimeUnit,
  searchOf,
} from "../fitting/fit-histories.ts";
import { groupEqualRows } from "../fitting/group-rows.ts";
import { type HistoryColumns, layOutHistories } from "../fitting/histories.ts";
import { type PriorList, withPriors } from "../fitting/priors.ts";
import { lazy } from "../lifetime/value-parts.ts";
import { readHistories, readWeights } from "../read-histories.ts";
import { groupsOf } from "../split.ts";
import type { CovariateFitOptions, CovariateModel } from "../types.ts";
import { type CovariateGroup, covariateObjective } from "./covariate-objective.ts";
import { type ReadCovariates, readCovariates, type Term } from "./read-covariates.ts";
import { reportCovariates } from "./report-covariates.ts";
import { redundantColumns, type Standard, standardOf } from "./standardize.ts";

/** Groups whose data stay laid out between evaluations; of more, they are laid out each time. */
const MOST_LAID_OUT = 4096;

/** Fewer rows than this are not worth a lattice of times. */
const FEWEST_ON_LATTICE = 64;

/** Fits with covariates where the options name some, else without. */
export function fitMaybeWithCovariates<K extends string, P extends object, U extends TimeUnit>(
  plan: CovariatePlan,
  rows: unknown,
  options: CovariateFitOptions<P, U>,
): CovariateModel<K, P, U> {
  options = checkOptions(options, ["priors", "start", "timeUnit", "covariates"]);
  const { covariates, ...others } = options;
  return covariates === undefined || !hasOwn(options, "covariates")
    ? fitHistories<K, P, U>(plan, rows, others)
    : fitWithCovariates<K, P, U>(plan, rows, options);
}

function fitWithCovariates<K extends string, P extends object, U extends TimeUnit>(
  plan: CovariatePlan,
  rows: unknown,
  options: CovariateFitOptions<P, U>,
): CovariateModel<K, P, U> {
  const view = readHistories(rows);
  const covariates = readCovariates(options.covariates, view.input);
  const weights = readWeights(view.input) ?? new Float64Array(view.length).fill(1);
  const values = covariates.columns.map((column) => column.values);
  const groups = groupsOf([view.frequency.map((x) => x - x), ...values], view.length);
  const inGroups = groups.map((rowNumbers) => columnsAt(view, weights, rowNumbers));
  const groupWeights = Float64Array.from(inGroups, ({ weight }) => weight.reduce((sum, w) => sum + w, 0));
  const groupValues = values.map((column) =>
    Float64Array.from(groups, (own) => column[own[0] as number] as number),
  );
  const standards = groupValues.map((column) => standardOf(column, groupWeights));
  const free = freeTerms(covariates, groupValues, standards, groupWeights);

  const search = searchOf(plan, joined(inGroups), options);
  const plain = findMaximum(search);
  const priors: PriorList = [
    ...search.priors,
    ...free.map(({ penalty }) => (penalty > 0 ? { median: 1, pseudoCustomers: penalty } : null)),
  ];
  const none = free.map(() => 1); // the exponential of a coefficient of 0
  const objective = (): Objective =>
    withPriors(
      covariateObjective(
        plan.names.length,
        free.map((term) => directionOf(term, plan)),
        inGroups.map((columns, group) => ({
          objective: objectiveOf(plan, columns, groups.length),
          values: Float64Array.from(free, ({ column }) => {
            const { centre, unit } = standards[column] as Standard;
            return ((groupValues[column]?.[group] as number) - centre) / unit;
          }),
        })),
      ),
      priors,
    );
  const end = findMaximum({
    whole: objective,
    sample: null,
    starts: [
      [...plain.parameters, ...none],
      [...search.centre, ...none],
    ],
    tryAll: false,
    centre: [...search.centre, ...none],
  });
  return reportCovariates<K, P, U>(end, {
    ...plan,
    centre: [...search.centre, ...none],
    priors,
    customers: search.customers,
    leftOut: view.length - groups.reduce((sum, own) => sum + own.length, 0),
    timeUnit: readTimeUnit(options.timeUnit, view.timeUnit),
    asOf: view.asOf,
    covariates,
    standards,
    free,
  });
}

type Weighted = HistoryColumns & { readonly weight: Float64Array };

function columnsAt(
  view: { readonly frequency: Float64Array; readonly recency: Float64Array; readonly age: Float64Array },
  weights: Float64Array,
  rows: Int32Array,
): Weighted {
  const pick = (column: Float64Array): Float64Array => gather(column, rows);
  return {
    frequency: pick(view.frequency),
    recency: pick(view.recency),
    age: pick(view.age),
    weight: pick(weights),
  };
}

/** All groups one after the other. */
function joined(groups: readonly Weighted[]): HistoryColumns {
  const join = (name: keyof Weighted): Float64Array => {
    const out = new Float64Array(groups.reduce((sum, group) => sum + group.weight.length, 0));
    let at = 0;
    for (const group of groups) {
      out.set(group[name] as Float64Array, at);
      at += group.weight.length;
    }
    return out;
  };
  const weight = join("weight");
  return {
    frequency: join("frequency"),
    recency: join("recency"),
    age: join("age"),
    weight: weight.every((w) => w === 1) ? null : weight,
  };
}

/** The terms whose columns say something that the others of their process do not. */
function freeTerms(
  { terms }: ReadCovariates,
  columns: readonly Float64Array[],
  standards: readonly Standard[],
  weights: Float64Array,
): Term[] {
  const redundant = new Set<Term>();
  for (const process of ["purchase", "lifetime"] as const) {
    const own = terms.filter(({ processes }) => processes.includes(process));
    const found = redundantColumns(
      own.map(({ column }) => columns[column] as Float64Array),
      own.map(({ column }) => standards[column] as Standard),
      weights,
    );
    own.forEach((term, i) => {
      if (found[i]) redundant.add(term);
    });
  }
  return terms.filter((term) => !redundant.has(term));
}

/** What a coefficient adds to the logarithm of each parameter. */
function directionOf({ processes }: Term, plan: CovariatePlan): Float64Array {
  return Float64Array.from(plan.names, (_, k) =>
    processes.reduce((sum, process) => sum + (plan.processes[process][k] as number), 0),
  );
}

/** The objective of a group, kept where there are not too many of them. */
function objectiveOf(plan: FitPlan, columns: Weighted, groups: number): CovariateGroup["objective"] {
  const weight = columns.weight.every((w) => w === 1) ? null : columns.weight;
  const make = (): Objective => {
    const rows = columns.weight.length;
    const own = { ...columns, weight };
    return plan.objective(
      rows < FEWEST_ON_LATTICE ? layOutHistories(own, false) : layOutHistories(groupEqualRows(own)),
    );
  };
  return groups > MOST_LAID_OUT ? make : lazy(make);
}
