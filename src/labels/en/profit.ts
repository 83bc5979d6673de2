import type { ProfitNameKey, ProfitReasonCode } from "../../profit/keys.ts";
import type { RoomLabels } from "../room-labels.ts";

/** Profit in English. */
export const profit: RoomLabels<ProfitNameKey, ProfitReasonCode> = {
  names: {
    "step.grossRevenue": "Gross revenue",
    "step.discounts": "Discounts",
    "step.returns": "Returns",
    "step.netRevenue": "Net revenue",
    "step.cogs": "Cost of goods",
    "step.grossMargin": "Gross margin",
    "step.grossMarginRate": "Gross margin rate",
    "step.contributionMargin1": "Contribution margin 1",
    "step.costToServe": "Cost to serve",
    "step.contributionMargin2": "Contribution margin 2",
    "step.acquisitionCost": "Acquisition cost",
    "step.retentionCost": "Retention cost",
    "step.contributionMargin3": "Contribution margin 3",
    "step.contributionMargin3Rate": "Contribution margin 3 rate",
  },
  reasons: {
    profit_start: "{step}: {amount}.",
    profit_deducted: "Less {step}: {amount}.",
    profit_subtotal: "Leaves {step}: {amount}.",
    profit_layer_unknown: "{step}: not known, so that nothing below it is.",
    profit_layer_skipped: "{step}: not known, passed over.",
    profit_subtotal_unknown: "{step}: not known.",
  },
};
