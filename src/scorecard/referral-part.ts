import { checkWithin } from "../core/check-within.ts";
import { bare, ownValue } from "../core/own.ts";
import type { Input, Reason, Rejection } from "../core/types.ts";
import type { PurchaseHistory } from "../history/types.ts";
import type { Contribution } from "../profit/types.ts";
import type { CustomerValue } from "../referral/referral-credit.ts";
import { referralValue } from "../referral/referral-value.ts";
import type { ReferralValue } from "../referral/value-types.ts";
import type { ReferralPolicy } from "./policy.ts";
import type { ScorecardInputs, ScorecardOptions, ValueTable } from "./types.ts";

/** What referrals add to a scorecard. */
export interface ReferralPart {
  /** The referral value of each person of the edges; none without edges. */
  readonly referral: ReferralValue | null;
  readonly warnings: readonly Reason[];
  readonly rejected: readonly Rejection[];
}

/**
 * What each customer is worth through the people they brought, who are worth what `values` says. It is
 * not to be added to lifetime value: the money of who was brought stands there already.
 */
export function referralPart(
  inputs: ScorecardInputs,
  options: ScorecardOptions,
  values: Input<CustomerValue>,
  rules: ReferralPolicy,
): ReferralPart {
  const referrals = ownValue(inputs, "referrals");
  if (referrals === undefined) return { referral: null, warnings: [], rejected: [] };
  const { worth: _valueOf, ...terms } = bare(rules);
  const { timeZone, numericTime, onInvalid, fields } = options;
  const policy = {
    ...terms,
    ...(timeZone !== undefined && { timeZone }),
    ...(numericTime !== undefined && { numericTime }),
    ...(onInvalid !== undefined && { onInvalid }),
    ...(fields?.referrals !== undefined && {
      fields: { edges: fields.referrals as { readonly [field: string]: string } },
    }),
  };
  let found: ReferralValue | undefined;
  const value = (): void => {
    found = referralValue({ edges: referrals, values }, policy);
  };
  checkWithin(["referrals"], value, 1, "edges");
  const referral = found as unknown as ReferralValue;
  const { invalid, withoutValue } = referral;
  const warnings: Reason[] = [];
  if (invalid > 0) warnings.push({ code: "referral_edges_left_out", edges: invalid });
  if (withoutValue > 0) warnings.push({ code: "referral_values_unknown", people: withoutValue });
  return { referral, warnings, rejected: referral.rejected };
}

/** What each customer is worth, by the choice of the policy; unknown where that part is absent. */
export function worthOf(
  choice: "clv" | "revenue" | "contribution",
  history: PurchaseHistory,
  values: ValueTable | null,
  profit: Contribution | null,
): Input<CustomerValue> {
  const { customerId, revenue } = history.columns;
  if (choice === "contribution" && profit !== null) {
    const { columns } = profit;
    return { columns: { customerId: columns.customerId, value: columns.contributionMargin3 } };
  }
  if (choice === "revenue") return { columns: { customerId, value: revenue } };
  const known = choice === "clv" ? values?.columns.clv : undefined;
  return { columns: { customerId, value: known ?? new Float64Array(history.length).fill(Number.NaN) } };
}
