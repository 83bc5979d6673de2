import type { ProfitNameKey, ProfitReasonCode } from "../../profit/keys.ts";
import type { RoomLabels } from "../room-labels.ts";

/** Profit in Chinese. */
export const profit: RoomLabels<ProfitNameKey, ProfitReasonCode> = {
  names: {
    "step.grossRevenue": "销售总额",
    "step.discounts": "折扣",
    "step.returns": "退货退款",
    "step.netRevenue": "净收入",
    "step.cogs": "商品成本",
    "step.grossMargin": "毛利",
    "step.grossMarginRate": "毛利率",
    "step.contributionMargin1": "一级利润贡献",
    "step.costToServe": "服务成本",
    "step.contributionMargin2": "二级利润贡献",
    "step.acquisitionCost": "获客成本",
    "step.retentionCost": "维系成本",
    "step.contributionMargin3": "三级利润贡献",
    "step.contributionMargin3Rate": "三级利润贡献率",
  },
  reasons: {
    profit_start: "{step}：{amount}。",
    profit_deducted: "减去{step}：{amount}。",
    profit_subtotal: "得到{step}：{amount}。",
    profit_layer_unknown: "{step}：未知，其后各项也无法得出。",
    profit_layer_skipped: "{step}：未知，已略过。",
    profit_subtotal_unknown: "{step}：未知。",
  },
};
