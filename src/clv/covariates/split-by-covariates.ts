/**
 * The parameters of customers by their covariates.
 *
 * @module
 */
import { checkNumber, checkOneOf } from "../../core/check-options.ts";
import { describeValue } from "../../core/describe.ts";
import { type InputPath, ScoringError } from "../../core/error.ts";
import { type OpenInput, openInput } from "../../core/open-input.ts";
import { bare, ownValue } from "../../core/own.ts";
import { LARGEST_PARAMETER, SMALLEST_PARAMETER } from "../read-model.ts";
import type { Split } from "../scoring.ts";
import { groupsOf } from "../split.ts";
import { type CovariateEffect, PROCESSES, type ProcessDirections } from "./covariates.ts";
import { readField } from "./read-fields.ts";

/** What covariates need to know of a model. */
interface Directed {
  readonly kind: string;
  readonly names: readonly string[];
  readonly processes?: ProcessDirections;
}

/**
 * The covariates of a model; null where it has none.
 *
 * @throws A {@link ScoringError} with `conflict` where the model takes none, `wrong_type`, `unknown_name` or
 * `not_finite` for their parts.
 */
export function readEffects(
  model: unknown,
  { kind, processes }: Directed,
  path: InputPath,
): readonly CovariateEffect[] | null {
  const given: unknown = ownValue(model as { [name: string]: unknown }, "covariates");
  if (given === undefined) return null;
  const at = [...path, "covariates"];
  if (processes === undefined) throw new ScoringError("conflict", at, `none: ${kind} takes no covariates`);
  if (!Array.isArray(given)) throw new ScoringError("wrong_type", at, "a list", describeValue(given));
  const effects = given.map((effect: unknown, i) => {
    if (typeof effect !== "object" || effect === null) {
      throw new ScoringError(
        "wrong_type",
        [...at, i],
        "{ process, field, coefficient }",
        describeValue(effect),
      );
    }
    const own = bare(effect) as { readonly [name: string]: unknown };
    const { process, field, level, reference, coefficient, centre } = own;
    checkOneOf(process, PROCESSES, [...at, i, "process"]);
    checkNumber(coefficient, [...at, i, "coefficient"]);
    if (centre !== undefined) checkNumber(centre, [...at, i, "centre"]);
    checkText(field, [...at, i, "field"]);
    if (level !== undefined) checkText(level, [...at, i, "level"]);
    if (reference !== undefined) checkText(reference, [...at, i, "reference"]);
    return own as unknown as CovariateEffect;
  });
  return effects.length === 0 ? null : effects;
}

function checkText(value: unknown, path: InputPath): void {
  if (typeof value !== "string") throw new ScoringError("wrong_type", path, "a string", describeValue(value));
}

/**
 * Groups rows by their covariates. A row where one is null, or a text that the model has not seen, is in no
 * group: it is not known.
 *
 * @throws A {@link ScoringError} with `missing` for a field that no row has, else as its cells are refused.
 */
export function splitByCovariates(
  input: OpenInput,
  effects: readonly CovariateEffect[],
  { names, processes }: Directed,
): Split {
  const values = columnsOf(input, effects);
  const groups = groupsOf(Array.from(new Set(values)), input.length);
  return {
    groups,
    parametersOf: (free, group) => {
      const row = groups[group]?.[0] as number;
      const logs = new Float64Array(names.length);
      effects.forEach(({ process }, e) => {
        const shift = (free[names.length + e] as number) * (values[e]?.[row] as number);
        processes?.[process].forEach((direction, k) => {
          if (direction !== 0) logs[k] = (logs[k] as number) + direction * shift;
        });
      });
      // however far out the covariates lead
      return logs.map((log, k) =>
        Math.min(LARGEST_PARAMETER, Math.max(SMALLEST_PARAMETER, (free[k] as number) * Math.exp(log))),
      );
    },
  };
}

/** The column of each effect, its centre taken off; effects on one covariate with the same centre share theirs. */
export function columnsOf(input: OpenInput, effects: readonly CovariateEffect[]): Float64Array[] {
  const read = new Map<string, { levels: string[]; columns: Float64Array[] }>();
  const centred = new Map<Float64Array, Map<number, Float64Array>>();
  const less = (column: Float64Array, centre: number): Float64Array => {
    const known = centred.get(column) ?? new Map<number, Float64Array>();
    const found = known.get(centre) ?? column.map((value) => value - centre);
    centred.set(column, known.set(centre, found));
    return found;
  };
  return effects.map(({ field, level, centre = 0 }) => {
    let found = read.get(field);
    if (found === undefined) {
      const levels = levelsOf(field, effects);
      found = { levels, columns: readField(input, field, levels) };
      read.set(field, found);
    }
    const column = found.columns[level === undefined ? 0 : found.levels.indexOf(level)] as Float64Array;
    return centre === 0 ? column : less(column, centre);
  });
}

/** All values that a text field is known to have; none of a number. */
function levelsOf(field: string, effects: readonly CovariateEffect[]): string[] {
  const levels = new Set<string>();
  for (const effect of effects) {
    if (effect.field !== field) continue;
    if (effect.level !== undefined) levels.add(effect.level);
    if (effect.reference !== undefined) levels.add(effect.reference);
  }
  return Array.from(levels);
}

/**
 * The parameters of one customer with the given covariates.
 *
 * @throws A {@link ScoringError} with `missing` where the model has covariates and a value is not given,
 * `conflict` where it has none and some are, `unknown_name` for a text that it has not seen.
 */
export function parametersOfOne(
  parameters: Float64Array,
  effects: readonly CovariateEffect[] | null,
  covariates: unknown,
  model: Directed,
): Float64Array {
  const path = ["options", "covariates"];
  if (effects === null) {
    if (covariates === undefined) return parameters;
    throw new ScoringError("conflict", path, "none, as the model has none", describeValue(covariates));
  }
  if (typeof covariates !== "object" || covariates === null) {
    throw new ScoringError(
      "missing",
      path,
      "a value for each covariate of the model",
      describeValue(covariates),
    );
  }
  for (const { field, level } of effects) {
    const value: unknown = ownValue(covariates as { [field: string]: unknown }, field);
    const known = level === undefined ? null : levelsOf(field, effects);
    if (value === undefined || value === null) {
      throw new ScoringError(
        "missing",
        [...path, field],
        "a number, true or false, or text",
        describeValue(value),
      );
    }
    if (known === null) {
      if (typeof value !== "boolean") checkNumber(value, [...path, field]);
    } else if (!known.includes(value as string)) {
      throw new ScoringError("unknown_name", [...path, field], "a value that the model has seen", "another");
    }
  }
  const split = splitByCovariates(openInput([covariates], "covariates"), effects, model);
  return split.parametersOf(Float64Array.of(...parameters, ...effects.map((e) => e.coefficient)), 0);
}
