/**
 * What customers are worth through the people they bring: `validateReferrals` looks at the graph, `referralCredit` shares
 * value along it, `referralValue` counts margin and savings of each referral.
 *
 * @module
 */
export type { ReferralBurst } from "./bursts.ts";
export {
  type ClvCrvCell,
  type ClvCrvCustomer,
  type ClvCrvCut,
  type ClvCrvMatrix,
  type ClvCrvOptions,
  type ClvCrvRow,
  clvCrvMatrix,
} from "./clv-crv-matrix.ts";
export {
  type EngagementCustomer,
  type EngagementFacts,
  type EngagementParts,
  type EngagementRow,
  type EngagementValue,
  engagementValue,
} from "./engagement-value.ts";
export { type ByClass, type ExpectedReferrals, expectedReferrals } from "./expected-referrals.ts";
export { explainReferral, type ReferralResults } from "./explain-referral.ts";
export { type FutureReferralsOptions, futureReferrals, type ObservedReferrals } from "./future-referrals.ts";
export type { EngagementSegment } from "./keys.ts";
export {
  type CustomerValue,
  type ReferralCredit,
  type ReferralCreditFacts,
  type ReferralCreditOptions,
  type ReferralCreditRow,
  referralCredit,
  type SeveralReferrers,
} from "./referral-credit.ts";
export {
  type ReferralCounts,
  type ReferralEffectiveness,
  referralEffectiveness,
} from "./referral-effectiveness.ts";
export { type ReferralProgram, type ReferralProgramRoi, referralProgramRoi } from "./referral-program-roi.ts";
export { referralValue } from "./referral-value.ts";
export type {
  KnownCustomer,
  MultipleReferrers,
  ReferralPair,
  ReferralReport,
  ValidateReferralsOptions,
} from "./report-types.ts";
export { validateReferrals } from "./validate-referrals.ts";
export type { ReferralRecord, ReferringCustomer } from "./value-records.ts";
export type {
  ReferralValue,
  ReferralValueFacts,
  ReferralValueInput,
  ReferralValuePolicy,
  ReferralValueRow,
  ValuedEdge,
} from "./value-types.ts";
export { type ViralGrowth, viralCoefficient, viralGrowth } from "./viral.ts";
