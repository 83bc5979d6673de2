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
    referral_value_observed: "Customers brought: {referrals}, worth {crv}.",
    referral_value_expected: "Customers expected to be brought: {referrals}, worth {crv}.",
    referral_value_none: "Brought no customers.",
    referral_credit:
      "Customers brought: {referrals}, with those whom these brought in turn {network}; credit {credit}.",
    referral_credit_none: "No credit: nobody came through them.",
    referral_segment: "{engagement}: lifetime value {clv}, referral value {crv}.",
    referral_segment_unknown: "Lifetime value or referral value is not known.",
  },
};
