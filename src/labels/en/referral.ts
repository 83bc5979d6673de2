import type { ReferralNameKey, ReferralReasonCode } from "../../referral/keys.ts";
import type { RoomLabels } from "../room-labels.ts";

/** Referral in English. */
export const referral: RoomLabels<ReferralNameKey, ReferralReasonCode> = {
  names: {
    "engagement.champion": "Champions",
    "engagement.affluent": "Affluents",
    "engagement.advocate": "Advocates",
    "engagement.miser": "Misers",
    "basis.observed": "observed",
    "basis.expected": "expected",
  },
  reasons: {
    referral_value_observed: "Brought {referrals} customers, worth {crv}.",
    referral_value_expected: "Expected to bring {referrals} customers, worth {crv}.",
    referral_value_none: "Brought no customers.",
    referral_credit:
      "Brought {referrals} customers, {network} with those whom they brought in turn: credit {credit}.",
    referral_credit_none: "No credit: nobody came through them.",
    referral_segment: "{segment}: lifetime value {clv}, referral value {crv}.",
    referral_segment_unknown: "Lifetime value or referral value is not known.",
  },
};
