import type { Table, TimeUnit } from "../../core/types.ts";
import { coinLife } from "../bg-nbd/draw-life.ts";
import { readModel } from "../read-model.ts";
import { type SimulatedCustomer, type SimulateOptions, simulateCustomers } from "../simulate-customers.ts";
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
  options: SimulateOptions,
): Table<SimulatedCustomer> & { readonly timeUnit?: U } {
  const view = readModel(model, mbgNbdModel.kind, mbgNbdModel.names);
  return simulateCustomers<U>(coinLife(1), view, options);
}
