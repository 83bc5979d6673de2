import type { Table, TimeUnit } from "../../core/types.ts";
import {
  type CovariateSimulateOptions,
  simulateWithCovariates,
} from "../covariates/simulate-with-covariates.ts";
import type { SimulatedCustomer } from "../simulate-customers.ts";
import { bgNbdModel } from "./bg-nbd-model.ts";
import { coinLife } from "./draw-life.ts";
import type { BgNbdInput } from "./predict.ts";

/**
 * Customers drawn from BG/NBD, with what cannot be seen: who is alive, and what they buy next.
 *
 * @throws A {@link ScoringError} as models and options are refused.
 * @example
 * ```ts
 * const customers = simulate({ parameters: { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 } }, { customers: 3, age: 39, seed: 1 });
 * customers.length; // => 3
 * customers.row(0).age; // => 39
 * ```
 */
export function simulate<U extends TimeUnit>(
  model: BgNbdInput<U>,
  options: CovariateSimulateOptions,
): Table<SimulatedCustomer> & { readonly timeUnit?: U } {
  return simulateWithCovariates<U>(bgNbdModel, coinLife(0), model, options);
}
