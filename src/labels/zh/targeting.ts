import type { LeadNameKey, LeadReasonCode } from "../../segmentation/leads/keys.ts";
import type { MarketNameKey, MarketReasonCode } from "../../segmentation/markets/keys.ts";
import type { PositionReasonCode } from "../../segmentation/positioning/keys.ts";
import type { RoomLabels } from "../room-labels.ts";

/** 线索评分、目标市场选择与市场定位的中文词条。 */
export const targeting: RoomLabels<
  LeadNameKey | MarketNameKey,
  LeadReasonCode | MarketReasonCode | PositionReasonCode
> = {
  names: {
    "part.fit": "匹配度",
    "part.behaviour": "行为",
    "part.attractiveness": "市场吸引力",
    "part.ability": "自身能力",
    "cell.high-high": "吸引力高、能力强",
    "cell.high-medium": "吸引力高、能力中等",
    "cell.high-low": "吸引力高、能力弱",
    "cell.medium-high": "吸引力中等、能力强",
    "cell.medium-medium": "吸引力中等、能力中等",
    "cell.medium-low": "吸引力中等、能力弱",
    "cell.low-high": "吸引力低、能力强",
    "cell.low-medium": "吸引力低、能力中等",
    "cell.low-low": "吸引力低、能力弱",
    "strategy.invest": "投资发展",
    "strategy.select": "选择性投入",
    "strategy.harvest": "收割或退出",
  },
  reasons: {
    lead_fit: "{criterion}：{points} 分。",
    lead_fit_unknown: "{criterion}：因 {field} 未知，{points} 分未计。",
    lead_behaviour:
      "{criterion}：{times} 次，最近一次在 {lastDays} 天前，衰减后得 {points} 分（原 {full} 分）。",
    lead_no_behaviour: "没有可计分的互动。",
    lead_part_limited: "{part}：合计 {sum} 分，按上下限计 {points} 分。",
    lead_part_grade: "{part}：{points} 分，等级 {grade}。",
    lead_grade: "总分 {score}，等级 {grade}，距 {nextGrade} 还差 {missing} 分。",
    lead_top_grade: "总分 {score}，已是最高等级 {grade}。",
    market_points: "{criterion}：{value}，在 0 到 1 的尺度上为 {points}，权重 {weight}。",
    market_value_unknown: "{criterion}：未知，权重 {weight}。",
    market_rank: "在 {markets} 个市场中排第 {rank}，得分 {score}。",
    market_unranked: "没有名次：有计入的数值未知。",
    market_cell: "{cell}：{strategy}。",
    market_criterion_flat: "{criterion}：各市场相同，不起区分作用。",
    market_values_missing: "{criterion}：{markets} 个市场的数值未知。",
    market_comparisons_inconsistent:
      "{part}：两两比较互相矛盾，一致性比率 {ratio} 高于 {limit}，请重新判断。",
    map_shows_little: "定位图只反映了品牌差异的 {percent} %。",
    map_axes_alike: "第 {axis} 轴与第 {next} 轴长短相近，数据变化后可能互换。",
    map_attribute_flat: "{attribute}：各品牌相同，不影响位置。",
    map_above: "{attribute}：比平均值 {mean} 高 {difference}。",
    map_below: "{attribute}：与平均值 {mean} 相差 {difference}。",
    map_nearest_rival: "最近的竞争对手：{rival}，距离 {distance}。",
  },
};
