import type { RuleNameKey, RuleReasonCode } from "../../rules/keys.ts";
import type { RoomLabels } from "../room-labels.ts";

/** Rules in English. */
export const rules: RoomLabels<RuleNameKey, RuleReasonCode> = {
  names: {
    "op.eq": "is",
    "op.neq": "is not",
    "op.gt": "is above",
    "op.gte": "is at least",
    "op.lt": "is below",
    "op.lte": "is at most",
    "op.between": "is between",
    "op.notBetween": "is not between",
    "op.in": "is one of",
    "op.notIn": "is none of",
    "op.contains": "contains",
    "op.notContains": "does not contain",
    "op.startsWith": "begins with",
    "op.endsWith": "ends with",
    "op.isSet": "is known",
    "op.isNotSet": "is not known",
    "op.before": "is before",
    "op.after": "is after",
    "op.onOrBefore": "is on or before",
    "op.onOrAfter": "is on or after",
    "op.inLast": "lies in the last",
    "op.notInLast": "does not lie in the last",
    "op.inNext": "lies in the next",
    "op.notInNext": "does not lie in the next",
    "group.all": "All",
    "group.any": "Any",
  },
  reasons: {
    rule_met: "{field} {op} {wanted}: met, it is {value}.",
    rule_not_met: "{field} {op} {wanted}: not met, it is {value}.",
    rule_value_missing: "{field} {op} {wanted}: the value is not known.",
    rule_empty_group: "{group} of no conditions decides by itself.",
    rules_unused: "{name} is declared, and no rule reads it.",
    rules_never: "Nobody can be in {segment}.",
    rules_always: "Everybody is in {segment}.",
  },
};
