import type { ClvNameKey, ClvReasonCode } from "../../clv/choice-keys.ts";
import type { PredictiveReason } from "../../clv/posterior/predictive/types.ts";
import type { PosteriorReason } from "../../clv/posterior/types.ts";
import type { RoomLabels } from "../room-labels.ts";

/** Lifetime value in Chinese. */
export const clv: RoomLabels<ClvNameKey, ClvReasonCode | PosteriorReason["code"] | PredictiveReason["code"]> =
  {
    names: {
      bgNbd: "BG/NBD",
      mbgNbd: "MBG/NBD",
      paretoNbd: "Pareto/NBD",
      nbd: "NBD",
      mbgCnbdK: "MBG/CNBD-k",
      bgCnbdK: "BG/CNBD-k",
      bgBb: "BG/BB",
      shiftedBetaGeometric: "移位 Beta 几何模型",
      betaDiscreteWeibull: "Beta 离散 Weibull 模型",
      "statistic.shareWithRepeats": "重复购买达该次数的客户占比",
      "statistic.meanFrequency": "平均重复购买次数",
      "statistic.frequencyDeviation": "重复购买次数的标准差",
      "statistic.meanRecency": "有重复购买的客户的平均最近购买时间",
      "statistic.meanSpend": "平均消费额",
      "statistic.spendQuantile": "消费额分位数",
      "statistic.survival": "该次续约后仍在的客户占比",
    },
    reasons: {
      chains_disagree: "各链对 {parameter} 的结果不一致：R-hat 为 {rhat}，请增加抽样次数。",
      too_few_effective_draws: "{parameter} 的抽样只相当于 {draws} 个独立样本，请增加抽样次数。",
      divergent_paths: "有 {divergences} 条路径偏离密度，某些区域可能未被覆盖。",
      approximation_off: "近似的偏差可达后验标准差的 {deviation} 倍，请改用精确抽样。",
      predictive_above: "{statistic}为 {observed}，高于模型所能产生的范围（{q5} 至 {q95}）。",
      predictive_above_at: "{statistic}（{at}）为 {observed}，高于模型所能产生的范围（{q5} 至 {q95}）。",
      predictive_below: "{statistic}为 {observed}，低于模型所能产生的范围（{q5} 至 {q95}）。",
      predictive_below_at: "{statistic}（{at}）为 {observed}，低于模型所能产生的范围（{q5} 至 {q95}）。",
      contract_only_candidate: "只有 {model} 能由这些续约数据确定（误差为客户数的 {rmse}%）。",
      contract_best_on_holdout:
        "{model} 对留存客户的预测最准：误差为客户数的 {rmse}%，{rival:model} 为 {rivalRmse}%；{periods} 次续约后预计剩 {expected} 位客户，实际 {actual} 位。",
      contract_close_on_holdout:
        "{model} 对留存客户的预测最准，但 {rival:model} 几乎同样好：误差分别为客户数的 {rmse}% 和 {rivalRmse}%。",
      contract_none_identified: "这些续约数据无法确定任何候选模型；{model} 预测最准，但其参数不可信。",
      choice_only_candidate: "只有 {model} 能由这些数据确定（每位客户误差 {rmse}）。",
      choice_best_on_holdout:
        "{model} 对客户后续购买的预测最准：每位客户误差 {rmse}，{rival:model} 为 {rivalRmse}；预计 {expected} 次购买，实际 {actual} 次。",
      choice_close_on_holdout:
        "{model} 预测最准，但 {rival:model} 几乎同样好：每位客户误差分别为 {rmse} 和 {rivalRmse}。",
      choice_none_identified: "这些数据无法确定任何候选模型；{model} 预测最准，但其参数不可信。",
    },
  };
