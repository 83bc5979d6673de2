import type { ProfitNameKey, ProfitReasonCode } from "../../profit/keys.ts";
import type { RoomLabels } from "../room-labels.ts";

/** Profit in Chinese. */
export const profit: RoomLabels<ProfitNameKey, ProfitReasonCode> = {
  names: {
    "waterfall.grossRevenue": "销售总额",
    "waterfall.discounts": "折扣",
    "waterfall.returns": "退货退款",
    "waterfall.netRevenue": "净收入",
    "waterfall.cogs": "商品成本",
    "waterfall.grossMargin": "毛利",
    "waterfall.grossMarginRate": "毛利率",
    "waterfall.contributionMargin1": "一级利润贡献",
    "waterfall.costToServe": "服务成本",
    "waterfall.contributionMargin2": "二级利润贡献",
    "waterfall.acquisitionCost": "获客成本",
    "waterfall.retentionCost": "维系成本",
    "waterfall.contributionMargin3": "三级利润贡献",
    "waterfall.contributionMargin3Rate": "三级利润贡献率",
  },
  reasons: {
    profit_start: "{step}：{amount}。",
    profit_deducted: "减去{step}：{amount}。",
    profit_subtotal: "得到{step}：{amount}。",
    profit_unknown: "{step}：未知，其后各项也无法得出。",
    profit_passed_over: "{step}：未知，已略过。",
    profit_subtotal_unknown: "{step}：未知。",
  },
};
