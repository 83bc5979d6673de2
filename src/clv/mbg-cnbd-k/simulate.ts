import type { Table, TimeUnit } from "../../core/types.ts";
import { CNBD_NAMES } from "../cnbd-k/cnbd-model.ts";
import { regularLife } from "../cnbd-k/draw-life.ts";
import { readModel } from "../read-model.ts";
import { type SimulatedCustomer, type SimulateOptions, simulateCustomers } from "../simulate-customers.ts";
import { mbgCnbdKModel } from "./mbg-cnbd-k-model.ts";
import type { MbgCnbdKInput } from "./predict.ts";

/**
 * Customers drawn from MBG/CNBD-k, with what cannot be seen: who is alive, and what they buy next.
 *
 * @throws A {@link ScoringError} as models and options are refused.
 * @example
 * ```ts
 * const model = { parameters: { k: 2, r: 0.9, alpha: 4.1, a: 0.8, b: 2.4 } };
 * simulate(model, { customers: 3, age: 39, seed: 1 }).length; // => 3
 * ```
 */
export function simulate<U extends TimeUnit>(
  model: MbgCnbdKInput<U>,
  options: SimulateOptions,
): Table<SimulatedCustomer> & { readonly timeUnit?: U } {
  const view = readModel(model, mbgCnbdKModel.kind, CNBD_NAMES);
  return simulateCustomers<U>(regularLife(1), view, options);
}
