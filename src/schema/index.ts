/**
 * Schemas of what is saved or sent: inputs, policies and what was learned. The one module that loads
 * zod. Each `parse…` takes JSON, as text or parsed, and gives a typed value or a `ScoringError` with
 * the path of the first fault.
 *
 * @module
 */
export { defaultJsonLimits, guardJson, type JsonLimits } from "./guard-json.ts";
export { idSchema, parseTransactions, timeSchema, transactionSchema } from "./records.ts";
export {
  parseCuts,
  parseRfmPolicy,
  parseSegmentMap,
  rfmCutsSchema,
  rfmPolicySchema,
  segmentMapSchema,
} from "./rfm.ts";
export { parsePolicy, scorecardPolicySchema } from "./scorecard.ts";
export { parseTierPolicy, parseTiers, tierCutsSchema, tierPolicySchema } from "./tiers.ts";
