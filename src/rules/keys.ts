/**
 * The stable keys of this module. Dictionaries must have an entry for each.
 *
 * @module
 */

/** Codes of reasons and warnings. */
export type RuleReasonCode =
  /** A condition that is met. */
  | "rule_met"
  /** A condition that is not met. */
  | "rule_not_met"
  /** A condition that is not met, or is met since it is a negative one, because the value is missing. */
  | "rule_value_missing"
  /** A group without members, which decides by itself. */
  | "rule_empty_group"
  /** Warning: a declared name that no rule reads. */
  | "rules_unused"
  /** Warning: a segment that nobody can be in. */
  | "rules_never"
  /** Warning: a segment that everybody is in. */
  | "rules_always";

/** Operators, by name. */
export type RuleOperator =
  | "eq"
  | "neq"
  | "gt"
  | "gte"
  | "lt"
  | "lte"
  | "between"
  | "notBetween"
  | "in"
  | "notIn"
  | "contains"
  | "notContains"
  | "startsWith"
  | "endsWith"
  | "isSet"
  | "isNotSet"
  | "before"
  | "after"
  | "onOrBefore"
  | "onOrAfter"
  | "inLast"
  | "notInLast"
  | "inNext"
  | "notInNext";

/** Names that sentences need. */
export type RuleNameKey = `op.${RuleOperator}` | "group.all" | "group.any";
