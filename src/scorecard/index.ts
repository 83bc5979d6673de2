/**
 * The scorecard: all the records in, one line per customer out.
 *
 * @module
 */
export { type CustomerExplanation, explainCustomer } from "./explain-customer.ts";
export type { ScorecardReasonCode } from "./keys.ts";
export type { ScorecardPolicy } from "./policy.ts";
export { scoreCustomers } from "./score-customers.ts";
export type {
  Portfolio,
  Scorecard,
  ScorecardFacts,
  ScorecardInputs,
  ScorecardOptions,
  ScorecardRow,
} from "./types.ts";
