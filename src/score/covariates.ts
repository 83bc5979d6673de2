import type { CovariateEffect, CovariateValues } from "../clv/covariates/covariates.ts";
import { LARGEST_PARAMETER, SMALLEST_PARAMETER } from "../clv/read-model.ts";
import type { RowModel } from "../clv/scoring.ts";
import { checkNumber } from "../core/check-options.ts";
import { type InputPath, ScoringError } from "../core/error.ts";

type Fields = { readonly [field: string]: unknown };

/** The parameters of a customer with these fields; of one that is not known, NaN. */
export function parametersOf(
  parameters: Float64Array,
  effects: readonly CovariateEffect[],
  { processes }: RowModel,
  fields: Fields,
  path: InputPath,
): Float64Array {
  const logs = new Float64Array(parameters.length);
  for (const effect of effects) {
    const value = numberOf(effect, effects, fields[effect.field], path);
    const shift = effect.coefficient * (value - (effect.centre ?? 0));
    processes?.[effect.process].forEach((direction, k) => {
      if (direction !== 0) logs[k] = (logs[k] as number) + direction * shift;
    });
  }
  // however far out the covariates lead
  return parameters.map((value, k) => {
    const log = logs[k] as number;
    return Math.min(LARGEST_PARAMETER, Math.max(SMALLEST_PARAMETER, value * Math.exp(log)));
  });
}

/** A covariate as a number: of text, 1 for the level of the effect and 0 for another that the model knows. */
function numberOf(
  { field, level }: CovariateEffect,
  effects: readonly CovariateEffect[],
  value: unknown,
  path: InputPath,
): number {
  if (value === null || value === undefined) return Number.NaN;
  if (level === undefined)
    return typeof value === "boolean" ? Number(value) : checkNumber(value, [...path, field]);
  const known = effects.some(
    (one) => one.field === field && (one.level === value || one.reference === value),
  );
  return known ? Number(value === level) : Number.NaN;
}

/**
 * The parameters of a new customer.
 *
 * @throws A {@link ScoringError} with `missing` where the model has covariates and a value is not given or not one that
 * it knows, `conflict` where it has none and some are.
 */
export function parametersOfNew(
  parameters: Float64Array,
  effects: readonly CovariateEffect[],
  model: RowModel,
  covariates: CovariateValues | undefined,
): Float64Array {
  const path = ["options", "covariates"];
  if (effects.length === 0 && covariates !== undefined) {
    throw new ScoringError("conflict", path, "none, as the model has none", "some");
  }
  const all = parametersOf(parameters, effects, model, covariates ?? {}, path);
  if (all.every((value) => !Number.isNaN(value))) return all;
  throw new ScoringError("missing", path, "a value for each covariate of the model", "fewer");
}
