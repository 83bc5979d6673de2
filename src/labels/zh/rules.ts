import type { RuleNameKey, RuleReasonCode } from "../../rules/keys.ts";
import type { RoomLabels } from "../room-labels.ts";

/** Rules in Chinese. */
export const rules: RoomLabels<RuleNameKey, RuleReasonCode> = {
  names: {
    "op.eq": "等于",
    "op.neq": "不等于",
    "op.gt": "大于",
    "op.gte": "不小于",
    "op.lt": "小于",
    "op.lte": "不大于",
    "op.between": "介于",
    "op.notBetween": "不介于",
    "op.in": "属于",
    "op.notIn": "不属于",
    "op.contains": "包含",
    "op.notContains": "不包含",
    "op.startsWith": "开头为",
    "op.endsWith": "结尾为",
    "op.isSet": "已知",
    "op.isNotSet": "未知",
    "op.before": "早于",
    "op.after": "晚于",
    "op.onOrBefore": "不晚于",
    "op.onOrAfter": "不早于",
    "op.inLast": "在最近",
    "op.notInLast": "不在最近",
    "op.inNext": "在未来",
    "op.notInNext": "不在未来",
    "group.all": "全部",
    "group.any": "任一",
  },
  reasons: {
    rule_met: "{field} {op} {wanted}：满足，实际为{value}。",
    rule_not_met: "{field} {op} {wanted}：不满足，实际为{value}。",
    rule_value_missing: "{field} {op} {wanted}：该值未知。",
    rule_empty_group: "没有条件的“{group}”自行决定结果。",
    rules_unused: "已声明{name}，但没有规则使用它。",
    rules_never: "没有人能进入 {segment}。",
    rules_always: "所有人都在 {segment} 中。",
  },
};
