import type { Table, TimeUnit } from "../../core/types.ts";
import {
  type ContractSimulateOptions,
  type SimulatedContract,
  simulateContracts,
} from "../contract/simulate-contracts.ts";
import { readModel } from "../read-model.ts";
import { shiftedBetaGeometricKind } from "./model.ts";
import type { ShiftedBetaGeometricInput } from "./predict.ts";

/**
 * Customers under contract drawn from the shifted-beta-geometric model, as `fit` takes them.
 *
 * @throws A {@link ScoringError} as models and options are refused.
 * @example
 * ```ts
 * const model = { parameters: { alpha: 0.7, beta: 1.2 } };
 * const customers = simulate(model, { customers: 5000, periods: 8, seed: 1 });
 * customers.row(0); // => { customerId: "1", tenure: 2, active: false }
 * fit(customers).fit.converged; // => true
 * ```
 */
export function simulate<U extends TimeUnit>(
  model: ShiftedBetaGeometricInput<U>,
  options: ContractSimulateOptions,
): Table<SimulatedContract> & { readonly timeUnit?: U } {
  const { kind, names } = shiftedBetaGeometricKind;
  return simulateContracts<U>(readModel(model, kind, names), 1, options);
}
