import { checkResult } from "../../core/check-result.ts";
import { copyCells } from "../../core/column.ts";
import { ScoringError } from "../../core/error.ts";
import { openInput } from "../../core/open-input.ts";
import { bare } from "../../core/own.ts";
import type { InColumn, Rows, Table, TimeUnit } from "../../core/types.ts";
import { readModel } from "../read-model.ts";
import type { RepeatModel } from "../repeat-model.ts";
import {
  type DrawLife,
  type SimulatedCustomer,
  type SimulateOptions,
  simulateCustomers,
} from "../simulate-customers.ts";
import type { CovariateValues } from "./covariates.ts";
import { readEffects, splitByCovariates } from "./split-by-covariates.ts";

/** How to draw customers of a model that may have covariates. */
export interface CovariateSimulateOptions extends SimulateOptions {
  /** The covariates of each customer, where the model has some; the result has them as columns too. */
  readonly covariates?:
    | Rows<CovariateValues>
    | { readonly columns: { readonly [field: string]: InColumn<number | string | boolean> } };
}

/**
 * Draws customers, each from the parameters that its covariates give.
 *
 * @throws A {@link ScoringError} with `missing` where the model has covariates and none are given, or one is
 * not known, `conflict` the other way round, `length_mismatch` for another number of them.
 */
export function simulateWithCovariates<U extends TimeUnit>(
  repeatModel: RepeatModel,
  draw: DrawLife,
  model: unknown,
  given: CovariateSimulateOptions,
): Table<SimulatedCustomer> & { readonly timeUnit?: U } {
  checkResult(given, [], ["options"], "an object with customers, age and seed");
  const { covariates, ...options } = bare(given);
  const view = readModel(model, repeatModel.kind, repeatModel.names);
  const effects = readEffects(model, repeatModel, ["model"]);
  const path = ["options", "covariates"];
  if (effects === null) {
    if (covariates === undefined) return simulateCustomers<U>(draw, view, options);
    throw new ScoringError("conflict", path, "none, as the model has none", "some");
  }
  if (covariates === undefined) {
    throw new ScoringError("missing", path, "the covariates of each customer", "nothing");
  }
  const input = openInput(covariates, "covariates");
  if (input.length !== options.customers) {
    throw new ScoringError("length_mismatch", path, "as many as customers", `${input.length}`);
  }
  const split = splitByCovariates(input, effects, repeatModel);
  const free = Float64Array.of(...view.parameters, ...effects.map(({ coefficient }) => coefficient));
  const own: Float64Array[] = [];
  split.groups.forEach((rows, group) => {
    const parameters = split.parametersOf(free, group);
    for (const row of rows) own[row] = parameters;
  });
  for (let row = 0; row < input.length; row += 1) {
    if (own[row] === undefined) {
      throw new ScoringError(
        "missing",
        [...path, row],
        "a value that the model knows in each covariate",
        "none",
      );
    }
  }
  const cellsOf = (field: string) => (): readonly unknown[] => {
    const cells: unknown[] = [];
    copyCells(input.needed(field), 0, input.length, cells);
    return cells;
  };
  const fields = Array.from(new Set(effects.map(({ field }) => field)));
  return simulateCustomers<U>(
    (random, _, i) => draw(random, own[i] as Float64Array, i),
    view,
    options,
    Object.fromEntries(fields.map((field) => [field, cellsOf(field)])),
  );
}
