import type { Table, TimeUnit } from "../../core/types.ts";
import {
  type CovariateSimulateOptions,
  simulateWithCovariates,
} from "../covariates/simulate-with-covariates.ts";
import type { SimulatedCustomer } from "../simulate-customers.ts";
import { paretoLife } from "./draw-life.ts";
import { paretoModel } from "./model.ts";
import type { ParetoNbdInput } from "./predict.ts";

/**
 * Customers drawn from Pareto/NBD, with what cannot be seen: who is alive, and what they buy next.
 *
 * @throws A {@link ScoringError} as models and options are refused.
 * @example
 * ```ts
 * const customers = simulate({ parameters: { r: 0.553, alpha: 10.578, s: 0.606, beta: 11.669 } }, { customers: 3, age: 39, seed: 1 });
 * customers.length; // => 3
 * customers.row(0).age; // => 39
 * ```
 */
export function simulate<U extends TimeUnit>(
  model: ParetoNbdInput<U>,
  options: CovariateSimulateOptions,
): Table<SimulatedCustomer> & { readonly timeUnit?: U } {
  return simulateWithCovariates<U>(paretoModel, paretoLife, model, options);
}
