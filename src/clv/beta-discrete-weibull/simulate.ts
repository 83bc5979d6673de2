import type { Table, TimeUnit } from "../../core/types.ts";
import {
  type ContractSimulateOptions,
  type SimulatedContract,
  simulateContracts,
} from "../contract/simulate-contracts.ts";
import { readModel } from "../read-model.ts";
import { betaDiscreteWeibullKind } from "./model.ts";
import type { BetaDiscreteWeibullInput } from "./predict.ts";

/**
 * Customers under contract drawn from the beta-discrete-Weibull model, as `fit` takes them.
 *
 * @throws A {@link ScoringError} as models and options are refused.
 * @example
 * ```ts
 * const model = { parameters: { alpha: 0.7, beta: 1.2, c: 1.3 } };
 * const customers = simulate(model, { customers: 5000, periods: 8, seed: 1 });
 * customers.row(0); // => { customerId: "1", tenure: 2, active: false }
 * fit(customers).fit.converged; // => true
 * ```
 */
export function simulate<U extends TimeUnit>(
  model: BetaDiscreteWeibullInput<U>,
  options: ContractSimulateOptions,
): Table<SimulatedContract> & { readonly timeUnit?: U } {
  const { kind, names } = betaDiscreteWeibullKind;
  const view = readModel(model, kind, names);
  return simulateContracts<U>(view, view.parameters[2] as number, options);
}
