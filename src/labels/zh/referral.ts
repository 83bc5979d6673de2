import type { ReferralNameKey, ReferralReasonCode } from "../../referral/keys.ts";
import type { RoomLabels } from "../room-labels.ts";

/** Referral in Chinese. */
export const referral: RoomLabels<ReferralNameKey, ReferralReasonCode> = {
  names: {
    "engagement.champion": "冠军客户",
    "engagement.affluent": "富裕客户",
    "engagement.advocate": "拥护客户",
    "engagement.miser": "吝啬客户",
    "basis.observed": "实际观察",
    "basis.expected": "预期估计",
  },
  reasons: {
    referral_value_observed: "带来 {referrals} 位客户，价值 {crv}。",
    referral_value_expected: "预计带来 {referrals} 位客户，价值 {crv}。",
    referral_value_none: "没有带来客户。",
    referral_credit: "直接带来 {referrals} 位客户，连同他们再带来的共 {network} 位：推荐贡献 {credit}。",
    referral_credit_none: "没有推荐贡献：无人经其推荐而来。",
    referral_segment: "{engagement}：终身价值 {clv}，推荐价值 {crv}。",
    referral_segment_unknown: "终身价值或推荐价值未知。",
  },
};
