import type { Table, TimeUnit } from "../../core/types.ts";
import { readModel } from "../read-model.ts";
import { type SimulatedCustomer, type SimulateOptions, simulateCustomers } from "../simulate-customers.ts";
import { nbdLife } from "./draw-life.ts";
import { nbdModel } from "./model.ts";
import type { NbdInput } from "./predict.ts";

/**
 * Customers drawn from NBD, with what cannot be seen: who is alive, and what they buy next.
 *
 * @throws A {@link ScoringError} as models and options are refused.
 * @example
 * ```ts
 * const customers = simulate({ parameters: { r: 0.385, alpha: 12.072 } }, { customers: 3, age: 39, seed: 1 });
 * customers.length; // => 3
 * customers.row(0).age; // => 39
 * ```
 */
export function simulate<U extends TimeUnit>(
  model: NbdInput<U>,
  options: SimulateOptions,
): Table<SimulatedCustomer> & { readonly timeUnit?: U } {
  const view = readModel(model, nbdModel.kind, nbdModel.names);
  return simulateCustomers<U>(nbdLife, view, options);
}
