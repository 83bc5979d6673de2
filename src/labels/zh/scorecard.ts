import type { ScorecardNameKey, ScorecardReasonCode } from "../../scorecard/keys.ts";
import type { RoomLabels } from "../room-labels.ts";

/** The scorecard in Chinese. */
export const scorecard: RoomLabels<ScorecardNameKey, ScorecardReasonCode> = {
  names: {
    "action.win-back-in-person": "专人挽回",
    "action.win-back-offer": "发送挽回优惠",
    "action.call": "流失前主动联系",
    "action.remind": "提醒复购",
    "action.thank": "致谢",
    "action.reward": "奖励并重点维系",
    "action.recommend": "推荐相关产品",
    "action.welcome": "欢迎并引导第二单",
    "risk.high": "高风险",
    "risk.medium": "中风险",
    "risk.low": "低风险",
    "risk.unknown": "风险未知",
  },
  reasons: {
    history_orders: "订单 {orders} 笔，自 {firstPurchase} 至 {lastPurchase}，净收入 {revenue}。",
    history_refunds: "退款合计 {refunds}。",
    clv_outlook:
      "仍为活跃客户的概率 {alivePercent} %；未来 {months} 个月预计购买 {expectedPurchases} 次，每次 {expectedSpend}；价值 {clv}（{clvLow} 至 {clvHigh}）。",
    clv_unknown: "仅凭订单无法得知该客户的未来价值。",
    clv_next_order: "下一笔订单在 {nextPurchaseDate} 之前或之后的可能性相等。",
    clv_no_customers: "没有下过订单的客户，无法估计客户终身价值。",
    clv_not_identified: "这 {customers} 位客户的订单不足以确定终身价值模型：不给出数值。",
    clv_spend_not_identified: "订单不足以区分客户的消费水平：每次购买按均值 {meanOrder} 计。",
    spend_depends_on_frequency:
      "消费金额与购买频率相关（对数相关系数 {logCorrelation}）：每位客户的估计向购买频率相同的客户靠拢。",
    spend_mean_infinite: "少数客户消费极高，总体均值没有上限（q 为 {q}）：采用每位客户自己的均值。",
    profit_margin: "扣除全部成本后的贡献：{contributionMargin3}，净收入 {netRevenue}。",
    profit_unknown: "成本记录不全，无法得知该客户的贡献。",
    referral_brought: "推荐了 {referrals} 人，价值 {referralValue}。",
    referral_edges_left_out: "因不成立（自荐、循环、重复或较晚的主张）而未计入的推荐：{edges} 条。",
    referral_values_unknown: "价值未知的被推荐人：{people} 人。",
    absent_action: "行动表中没有适用的条目。",
    absent_costs: "没有成本记录或费率，无法计算贡献。",
    absent_cuts: "切分点未对该客户评分。",
    absent_interval: "模型拟合未给出不确定性，没有区间。",
    absent_lifecycle: "策略未包含生命周期阶段。",
    absent_management: "生命周期未说明该阶段的管理方式。",
    absent_next_order: "下一笔订单的可能性始终达不到一半。",
    absent_next_stage: "仅凭时间推移不会再改变阶段。",
    absent_orders: "没有订单。",
    absent_referrals: "没有推荐记录。",
    absent_repeat: "订单 {orders} 笔；计算间隔需要至少两天有购买。",
    absent_since: "现有信息无法得知进入该阶段的日期。",
    absent_value: "策略未包含客户终身价值。",
    stage_next: "若无变化，将于 {nextStageDate} 进入阶段“{stage}”。",
    action_by_table: "下一步：{action}（{management}：阶段 {stage}，层级 {tier}，{risk}）。",
  },
};
