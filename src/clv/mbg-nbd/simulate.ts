import type { Table, TimeUnit } from "../../core/types.ts";
import { coinLife } from "../bg-nbd/draw-life.ts";
import {
  type CovariateSimulateOptions,
  simulateWithCovariates,
} from "../covariates/simulate-with-covariates.ts";
import type { SimulatedCustomer } from "../simulate-customers.ts";
import { mbgNbdModel } from "./mbg-nbd-model.ts";
import type { MbgNbdInput } from "./predict.ts";

/**
 * Customers drawn from MBG/NBD, with what cannot be seen: who is alive, and what they buy next.
 *
 * @throws A {@link ScoringError} as models and options are refused.
 * @example
 * ```ts
 * const customers = simulate({ parameters: { r: 0.525, alpha: 6.183, a: 0.891, b: 1.614 } }, { customers: 3, age: 39, seed: 1 });
 * customers.length; // => 3
 * customers.row(0).age; // => 39
 * ```
 */
export function simulate<U extends TimeUnit>(
  model: MbgNbdInput<U>,
  options: CovariateSimulateOptions,
): Table<SimulatedCustomer> & { readonly timeUnit?: U } {
  return simulateWithCovariates<U>(mbgNbdModel, coinLife(1), model, options);
}
