import { openInput } from "../core/open-input.ts";
import { createCodeReader } from "../core/read-codes.ts";
import { readNumbers } from "../core/read-numbers.ts";
import { createRejector } from "../core/rejector.ts";
import { growValueState, isExpected, isObserved, setExpected, type ValueState } from "./value-state.ts";
import type { CheckedValuePolicy } from "./value-types.ts";

/** Sets the expectation of those of whom nothing is observed. */
export function expectedValues(state: ValueState, customers: unknown, policy: CheckedValuePolicy): void {
  const input = openInput(customers, "customers", policy.fields.customers);
  const rejector = createRejector("customers", policy.onInvalid);
  const codes = new Int32Array(input.length);
  const column = input.needed("customerId");
  createCodeReader(column, "customerId", state.register, rejector)(0, input.length, codes);
  growValueState(state);
  const number = (field: string): Float64Array =>
    readNumbers(input.needed(field), field, { nullable: true, min: 0 }, rejector);
  const share = (field: string): Float64Array => {
    const shares = number(field);
    for (let i = 0; i < shares.length; i += 1) {
      const value = shares[i] as number;
      if (value > 1) rejector.reject(i, field, "out_of_range", "a share from 0 to 1", value);
    }
    return shares;
  };
  const willingness = share("willingness");
  const effect = number("effect");
  const conversion = share("conversion");
  const own = input.column("value");
  const values = own === undefined ? undefined : readNumbers(own, "value", { nullable: true }, rejector);
  const { referralCost, marketingCost, acquisitionSaving, typeOneShare } = policy;
  for (let i = 0; i < input.length; i += 1) {
    if (rejector.count() > 0 && rejector.has(i)) continue;
    const person = codes[i] as number;
    if (isExpected(state, person)) {
      rejector.reject(i, "customerId", "duplicate", "one line a customer", undefined, "another");
      continue;
    }
    if (isObserved(state, person)) continue;
    const people =
      policy.actionRate * (willingness[i] as number) * (effect[i] as number) * (conversion[i] as number);
    const given = values === undefined ? Number.NaN : (values[i] as number);
    const worth = Number.isNaN(given) ? policy.value : given;
    // Where everyone would have come anyway, what they are worth need not be known.
    const one =
      typeOneShare === 0 ? 0 : typeOneShare * (worth - referralCost - marketingCost + acquisitionSaving);
    setExpected(state, person, people, people * one, people * (1 - typeOneShare) * acquisitionSaving);
  }
  for (const rejection of rejector.list()) state.rejected.push(rejection);
}
