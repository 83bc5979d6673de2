import { checkOptions } from "../core/check-options.ts";
import { checkResult, checkText } from "../core/check-result.ts";
import type { Reason, Table } from "../core/types.ts";
import type { ClvCrvRow } from "./clv-crv-matrix.ts";
import type { ReferralReasonCode } from "./keys.ts";
import type { ReferralCreditRow } from "./referral-credit.ts";
import type { ReferralValueRow } from "./value-types.ts";

/** Results to explain a customer by: as many of them as there are. */
export interface ReferralResults {
  /** What `referralValue` gave. */
  readonly value?: Table<ReferralValueRow>;
  /** What `referralCredit` gave. */
  readonly credit?: Table<ReferralCreditRow>;
  /** What `clvCrvMatrix` gave. */
  readonly matrix?: Table<ClvCrvRow>;
}

/**
 * Why a customer has the referral figures they have: reasons with the numbers that decided; a
 * dictionary makes sentences of them. None for someone the results do not know.
 *
 * @example
 * ```ts
 * const customers = [{ customerId: "cem", willingness: 0.2, effect: 3, conversion: 0.25 }];
 * const value = referralValue({ customers }, { value: 120 });
 * explainReferral({ value }, "cem");
 * // => [{ code: "referral_value_expected", basis: "expected", referrals: 0.15, crv: 18 }]
 * ```
 */
export function explainReferral(results: ReferralResults, customerId: string): Reason[] {
  results = checkOptions(results, ["value", "credit", "matrix"], ["results"]);
  checkText(customerId, ["customerId"]);
  const { value, credit, matrix } = results;
  for (const [name, table] of Object.entries(results)) {
    if (table !== undefined)
      checkResult(table, ["row()", "indexOf()"], ["results", name], "a result of this module");
  }
  return [
    ...reasonsOf(value, customerId, valueReason),
    ...reasonsOf(credit, customerId, creditReason),
    ...reasonsOf(matrix, customerId, matrixReason),
  ];
}

function reasonsOf<R>(table: Table<R> | undefined, customerId: string, reason: (row: R) => Reason): Reason[] {
  const at = table === undefined ? -1 : table.indexOf(customerId);
  return table === undefined || at < 0 ? [] : [reason(table.row(at))];
}

function coded(code: ReferralReasonCode, facts: Omit<Reason, "code"> = {}): Reason {
  return { ...facts, code };
}

function valueReason({ basis, referrals, crv }: ReferralValueRow): Reason {
  if (basis === "observed" && referrals === 0) return coded("referral_value_none");
  return coded(`referral_value_${basis}`, { basis, referrals, crv });
}

function creditReason({ referrals, network, credit }: ReferralCreditRow): Reason {
  if (referrals === 0) return coded("referral_credit_none");
  return coded("referral_credit", { referrals, network, credit });
}

function matrixReason({ segment, clv, crv }: ClvCrvRow): Reason {
  if (segment === null) return coded("referral_segment_unknown");
  return coded("referral_segment", { engagement: segment, clv, crv });
}
