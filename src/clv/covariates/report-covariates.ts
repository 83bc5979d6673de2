/**
 * The end of a search with covariates as a model: back in the units of the covariates, the parameters those
 * of a customer with 0 in all of them, or with their centres where nobody is near 0.
 *
 * @module
 */

import { bare, ownValue } from "../../core/own.ts";
import type { TimeUnit } from "../../core/types.ts";
import { inversePositiveDefinite } from "../../math/cholesky.ts";
import type { Maximum } from "../../math/newton.ts";
import { type FitFacts, reportFit } from "../fitting/report-fit.ts";
import { LARGEST_PARAMETER, SMALLEST_PARAMETER } from "../read-model.ts";
import type { CovariateModel, Fit, Runaway } from "../types.ts";
import type { CovariateEffect, Process, ProcessDirections } from "./covariates.ts";
import type { ReadCovariates, Term } from "./read-covariates.ts";
import type { FieldColumn } from "./read-fields.ts";
import type { Standard } from "./standardize.ts";

/** What a report needs to know beside the end of the search. */
export interface CovariateFacts extends FitFacts {
  readonly processes: ProcessDirections;
  readonly covariates: ReadCovariates;
  readonly standards: readonly Standard[];
  /** The terms that were fitted, in the order of their places after the parameters. */
  readonly free: readonly Term[];
}

const MEANINGS: { readonly [P in Process]: { readonly zero: string; readonly infinity: string } } = {
  purchase: {
    zero: "customers with more of it hardly ever buy again",
    infinity: "customers with less of it hardly ever buy again",
  },
  lifetime: {
    zero: "among customers with more of it nobody leaves, or some leave at once and the others never",
    infinity: "among customers with less of it nobody leaves, or some leave at once and the others never",
  },
};

const REDUNDANT = "it is the same for all customers, or follows from the other covariates";

/** The model. */
export function reportCovariates<K extends string, P extends object, U extends TimeUnit>(
  end: Maximum,
  facts: CovariateFacts,
): CovariateModel<K, P, U> {
  const { names, free, covariates } = facts;
  const meanings = { ...facts.meanings };
  const termNames = free.map((term) => termName(term, covariates.columns));
  free.forEach(({ processes: [first] }, j) => {
    meanings[termNames[j] as string] = MEANINGS[first as Process];
  });
  const found = reportFit<K, P, U>(end, { ...facts, names: [...names, ...termNames], meanings });
  const redundant = covariates.terms
    .filter((term) => !free.includes(term))
    .map(
      (term): Runaway => ({
        parameter: termName(term, covariates.columns),
        runsTo: "anywhere",
        meaning: REDUNDANT,
      }),
    );
  const identified = redundant.length === 0 && ownValue(found.fit, "reason") !== "not_identified";
  const effects = effectsOf(covariates);
  const size = names.length + free.length;
  const { back, values, centres } = reachable(facts, effects, Float64Array.from(end.parameters, Math.log));
  const parameters: { [name: string]: number } = {};
  names.forEach((name, k) => {
    parameters[name] = Math.exp(values[k] as number);
  });
  const inverse = identified ? inversePositiveDefinite(end.information, size) : null;
  const covariance = inverse === null ? null : naturalCovariance(back, inverse, size, names, values);
  const errorOf = (i: number): number | null =>
    covariance === null ? null : Math.sqrt(covariance[i]?.[i] as number);
  const fit: Fit = {
    ...found.fit,
    converged: found.fit.converged && redundant.length === 0,
    ...(redundant.length > 0 ? { reason: "not_identified" as const } : {}),
    runaways: [...found.fit.runaways, ...redundant],
    standardErrors:
      covariance === null ? null : Object.fromEntries(names.map((name, i) => [name, errorOf(i) as number])),
    covariance,
  };
  return {
    ...found,
    parameters: parameters as P,
    covariates: effects.map(({ effect, term }, e) => ({
      ...effect,
      coefficient: values[names.length + e] as number,
      ...(centres[term.column] === 0 ? {} : { centre: centres[term.column] as number }),
      standardError: errorOf(names.length + e),
    })),
    fit: fit as CovariateModel<K, P, U>["fit"],
  };
}

/** `purchase.channel.web`: a coefficient's name in a diagnosis. */
function termName({ processes, column }: Term, columns: readonly FieldColumn[]): string {
  const { field, level } = bare(columns[column] as FieldColumn);
  const process = processes.length > 1 ? "both" : (processes[0] as string);
  return level === undefined ? `${process}.${field}` : `${process}.${field}.${level}`;
}

interface Placed {
  readonly effect: CovariateEffect;
  readonly term: Term;
}

/** An effect for each process of each term, those of the purchases first. */
function effectsOf({ columns, terms }: ReadCovariates): Placed[] {
  return (["purchase", "lifetime"] as const).flatMap((process) =>
    terms
      .filter(({ processes }) => processes.includes(process))
      .map((term) => {
        const { field, level, reference } = bare(columns[term.column] as FieldColumn);
        const effect: CovariateEffect = {
          process,
          field,
          ...(level === undefined ? {} : { level }),
          ...(reference === undefined ? {} : { reference }),
          coefficient: 0,
          ...(term.processes.length > 1 ? { equal: true } : {}),
          ...(term.penalty > 0 ? { penalty: term.penalty } : {}),
        };
        return { effect, term };
      }),
  );
}

/** A covariate whose mean is so many units from 0 has no customers near 0. */
const FAR_FROM_0 = 10;

/**
 * The way back from the search, what it leads to, and the centre of each covariate: 0, its mean where that is far from
 * 0, or the means of all where the parameters of a customer with 0 would be none that a model takes.
 */
function reachable(facts: CovariateFacts, effects: readonly Placed[], logs: Float64Array) {
  const { standards, names } = facts;
  const to = (centres: readonly number[]) => {
    const back = backMap(facts, effects, centres);
    return { back, values: multiply(back, logs, logs.length), centres };
  };
  const near = to(
    standards.map(({ centre, unit }) => (Math.abs(centre) > FAR_FROM_0 * unit && unit > 0 ? centre : 0)),
  );
  const parameters = near.values.slice(0, names.length).map(Math.exp);
  const known = parameters.every((value) => value >= SMALLEST_PARAMETER && value <= LARGEST_PARAMETER);
  return known ? near : to(standards.map(({ centre }) => centre));
}

/**
 * What takes `[logarithms of the parameters, coefficients]` of the search, where covariates are centred and in
 * units of their own, to those of the model and its effects, where `centres` are taken off; row by row.
 */
function backMap(
  { names, processes, free, standards }: CovariateFacts,
  effects: readonly Placed[],
  centres: readonly number[],
): Float64Array[] {
  const width = names.length + free.length;
  const ofParameters = names.map((_, k) => {
    const row = new Float64Array(width);
    row[k] = 1;
    free.forEach((term, j) => {
      const { centre, unit } = standards[term.column] as Standard;
      const direction = term.processes.reduce((sum, process) => sum + (processes[process][k] as number), 0);
      row[names.length + j] = (-direction * (centre - (centres[term.column] as number))) / unit + 0;
    });
    return row;
  });
  const ofEffects = effects.map(({ term }) => {
    const row = new Float64Array(width);
    const j = free.indexOf(term);
    if (j >= 0) row[names.length + j] = 1 / (standards[term.column] as Standard).unit;
    return row;
  });
  return [...ofParameters, ...ofEffects];
}

function multiply(rows: readonly Float64Array[], vector: Float64Array, size: number): number[] {
  return rows.map((row) => {
    let sum = 0;
    for (let i = 0; i < size; i += 1) sum += (row[i] as number) * (vector[i] as number);
    return sum;
  });
}

/** The covariance of the parameters themselves and of the coefficients. */
function naturalCovariance(
  back: readonly Float64Array[],
  inverse: Float64Array,
  size: number,
  names: readonly string[],
  values: readonly number[],
): number[][] {
  const images = back.map((row) =>
    multiply(
      Array.from({ length: size }, (_, i) => inverse.subarray(i * size, (i + 1) * size)),
      row,
      size,
    ),
  );
  const scale = (i: number): number => (i < names.length ? Math.exp(values[i] as number) : 1);
  return back.map((row, i) =>
    images.map((image, j) => {
      let sum = 0;
      for (let k = 0; k < size; k += 1) sum += (row[k] as number) * (image[k] as number);
      return sum * scale(i) * scale(j);
    }),
  );
}
