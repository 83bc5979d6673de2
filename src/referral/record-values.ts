import { openInput } from "../core/open-input.ts";
import { createCodeReader } from "../core/read-codes.ts";
import { readNumbers } from "../core/read-numbers.ts";
import { createRejector } from "../core/rejector.ts";
import { readTypeShares } from "./edge-values.ts";
import { addObserved, growValueState, type ValueState } from "./value-state.ts";
import type { CheckedValuePolicy } from "./value-types.ts";

/** Adds referrals with their money. */
export function recordValues(state: ValueState, referrals: unknown, policy: CheckedValuePolicy): void {
  const input = openInput(referrals, "referrals", policy.fields.referrals);
  const rejector = createRejector("referrals", policy.onInvalid);
  const codes = new Int32Array(input.length);
  const column = input.needed("referrerId");
  createCodeReader(column, "referrerId", state.register, rejector)(0, input.length, codes);
  growValueState(state);
  const shares = readTypeShares(input.column("type"), "type", policy.typeOneShare, rejector);
  const money = (field: string, otherwise: number, min?: number): Float64Array => {
    const cells = input.column(field);
    if (cells === undefined) return new Float64Array(input.length).fill(otherwise);
    const rule = min === undefined ? { nullable: true } : { nullable: true, min };
    const read = readNumbers(cells, field, rule, rejector);
    return read.map((amount) => (Number.isNaN(amount) ? otherwise : amount));
  };
  const periods = money("period", 0, 0);
  const margins = money("margin", 0);
  const rewards = money("referralCost", policy.referralCost, 0);
  const keeping = money("marketingCost", policy.marketingCost, 0);
  const savings = money("acquisitionSaving", policy.acquisitionSaving, 0);
  for (let i = 0; i < input.length; i += 1) {
    if (rejector.count() > 0 && rejector.has(i)) continue;
    const period = periods[i] as number;
    if (period > policy.horizon) {
      state.beyondHorizon += 1;
      continue;
    }
    const saving = savings[i] as number;
    const share = shares === undefined ? policy.typeOneShare : (shares[i] as number);
    const discount = (1 + policy.discountRate) ** period;
    const brought = (margins[i] as number) - (rewards[i] as number) - (keeping[i] as number) + saving;
    addObserved(state, codes[i] as number, (share * brought) / discount, ((1 - share) * saving) / discount);
  }
  for (const rejection of rejector.list()) state.rejected.push(rejection);
}
