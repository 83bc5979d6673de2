/**
 * The covariates of a fitted model as options and columns for fitting it anew.
 *
 * @module
 */
import type { OpenInput } from "../../core/open-input.ts";
import type { CovariateEffect, CovariateOptions, Process } from "./covariates.ts";
import { columnsOf } from "./split-by-covariates.ts";

/** What {@link covariatesAgain} gives. */
export interface CovariatesAgain {
  /** The field of each effect, in their order. */
  readonly fields: readonly string[];
  readonly options: CovariateOptions;
  readonly columns: { readonly [field: string]: Float64Array };
}

/**
 * Numeric columns for the covariates of some rows, one for each level of a text, and the options that give
 * the same effects; they may come in another order.
 */
export function covariatesAgain(
  input: OpenInput,
  effects: readonly CovariateEffect[],
  rows: readonly number[],
): CovariatesAgain {
  const ofEffects = columnsOf(input, effects);
  const distinct = Array.from(new Set(ofEffects));
  const names = ofEffects.map((column) => `covariate${distinct.indexOf(column)}`);
  const fieldsOf = (process: Process, equal: boolean): string[] =>
    names.filter((_, e) => effects[e]?.process === process && (effects[e]?.equal === true) === equal);
  const penaltyOf = (process: Process): number =>
    effects.find((effect) => effect.process === process)?.penalty ?? 0;
  const columns: { [field: string]: Float64Array } = {};
  distinct.forEach((column, c) => {
    columns[`covariate${c}`] = Float64Array.from(rows, (row) => column[row] as number);
  });
  return {
    fields: names,
    options: {
      purchase: fieldsOf("purchase", false),
      lifetime: fieldsOf("lifetime", false),
      equal: fieldsOf("purchase", true),
      penalty: { purchase: penaltyOf("purchase"), lifetime: penaltyOf("lifetime") },
    },
    columns,
  };
}
