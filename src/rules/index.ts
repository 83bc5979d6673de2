/**
 * Rules as plain JSON, typed and total: `compileRules` checks and compiles them, `matchRules` runs them over a base,
 * `explainRules` says which condition decided.
 *
 * @module
 */
export { checkRules, type RuleCheck } from "./check-rules.ts";
export { type CompiledRules, compileRules } from "./compile-rules.ts";
export { type ExplainOptions, explainRules, type RuleExplanation } from "./explain-rules.ts";
export { compileGuard, type Guard, type GuardOptions, guardHolds, nextGuardChange } from "./guard.ts";
export { type MatchFacts, type MatchRow, matchRules, type RuleMatches } from "./match-rules.ts";
export type { MatchOptions } from "./options.ts";
export type { RuleProblem } from "./report.ts";
export type {
  AggregateLeaf,
  BooleanTest,
  DateTest,
  DateValue,
  Declared,
  EventRule,
  EventWindow,
  FactsRow,
  FieldType,
  NumberTest,
  PresenceTest,
  Rule,
  RuleCustomer,
  RuleEvent,
  RuleLeaf,
  RuleSet,
  TestOf,
  TextTest,
  Undeclared,
  ValueOf,
} from "./types.ts";
