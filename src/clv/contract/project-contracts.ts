/**
 * Renewals to come, with intervals.
 *
 * @module
 */

import { checkNumber, checkOptions } from "../../core/check-options.ts";
import { ownValue } from "../../core/own.ts";
import { createTable } from "../../core/table.ts";
import type { Table } from "../../core/types.ts";
import { normalQuantile } from "../../math/normal-quantile.ts";
import { readModel } from "../read-model.ts";
import type { Fit } from "../types.ts";
import type { ContractKind } from "./contract-kind.ts";
import type { ProjectedPeriod, ProjectionOptions } from "./types.ts";

/** Renewals ahead, at most. */
const MOST_AHEAD = 100_000;

/** A step in the logarithm of a parameter, for differences. */
const STEP = 1e-4;

/**
 * Projects a model over the renewals to come, by the delta method on the scale of the logarithm of minus the
 * logarithm of survival, which keeps intervals between 0 and 1.
 */
export function projectContracts(
  kind: ContractKind,
  model: { readonly fit?: Fit | undefined },
  options: ProjectionOptions,
): Table<ProjectedPeriod> {
  options = checkOptions(options, ["periods", "tenure", "customers", "level"]);
  const { parameters } = readModel(model, kind.kind, kind.names);
  const rule = { min: 0, max: MOST_AHEAD, integer: true };
  const periods = checkNumber(options.periods, ["options", "periods"], rule);
  const tenure = checkNumber(options.tenure ?? 0, ["options", "tenure"], { min: 0, max: 1e9, integer: true });
  const customers = checkNumber(options.customers ?? 1, ["options", "customers"], { min: 0 });
  const level = checkNumber(options.level ?? 0.95, ["options", "level"], { min: 0, max: 0.999999 });
  const z = normalQuantile((1 + level) / 2);
  const covariance = ownValue(model, "fit")?.covariance ?? null;
  const moved = (i: number, by: number) =>
    parameters.map((value, k) => (k === i ? value * Math.exp(by) : value));
  const ups = kind.names.map((_, i) => moved(i, STEP));
  const downs = kind.names.map((_, i) => moved(i, -STEP));
  const make = () => new Float64Array(periods);
  const column = { survival: make(), low: make(), high: make(), activeLow: make(), activeHigh: make() };
  for (let k = 0; k < periods; k += 1) {
    const log = (p: Float64Array): number => kind.logSurvival(p, tenure, k + 1);
    const value = log(parameters);
    const survival = Math.exp(value);
    // slopes of ln(-ln S) by the parameters
    const slopes = kind.names.map(
      (_, i) =>
        (log(ups[i] as Float64Array) - log(downs[i] as Float64Array)) /
        (2 * STEP * value * (parameters[i] as number)),
    );
    const error = covariance === null ? Number.NaN : Math.sqrt(quadratic(covariance, slopes));
    const errorOfShare = error * survival * -value;
    const spread = z * Math.sqrt((customers * errorOfShare) ** 2 + customers * survival * (1 - survival));
    column.survival[k] = survival;
    column.low[k] = Math.exp(value * Math.exp(z * error));
    column.high[k] = Math.exp(value * Math.exp(-z * error));
    column.activeLow[k] = Math.max(0, customers * survival - spread);
    column.activeHigh[k] = Math.min(customers, customers * survival + spread);
  }
  return createTable<ProjectedPeriod>({
    length: periods,
    columns: {
      period: () => Float64Array.from(column.survival.keys(), (k) => k + 1),
      survival: () => column.survival,
      survivalLow: () => column.low,
      survivalHigh: () => column.high,
      active: () => column.survival.map((share) => customers * share),
      activeLow: () => column.activeLow,
      activeHigh: () => column.activeHigh,
    },
    id: "period",
  });
}

function quadratic(covariance: readonly (readonly number[])[], slopes: readonly number[]): number {
  let sum = 0;
  slopes.forEach((first, i) => {
    slopes.forEach((second, j) => {
      sum += first * (covariance[i]?.[j] as number) * second;
    });
  });
  return Math.max(0, sum);
}
