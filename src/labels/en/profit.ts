import type { ProfitNameKey, ProfitReasonCode } from "../../profit/keys.ts";
import type { RoomLabels } from "../room-labels.ts";

/** Profit in English. */
export const profit: RoomLabels<ProfitNameKey, ProfitReasonCode> = {
  names: {
    "waterfall.grossRevenue": "Gross revenue",
    "waterfall.discounts": "Discounts",
    "waterfall.returns": "Returns",
    "waterfall.netRevenue": "Net revenue",
    "waterfall.cogs": "Cost of goods",
    "waterfall.grossMargin": "Gross margin",
    "waterfall.grossMarginRate": "Gross margin rate",
    "waterfall.contributionMargin1": "Contribution margin 1",
    "waterfall.costToServe": "Cost to serve",
    "waterfall.contributionMargin2": "Contribution margin 2",
    "waterfall.acquisitionCost": "Acquisition cost",
    "waterfall.retentionCost": "Retention cost",
    "waterfall.contributionMargin3": "Contribution margin 3",
    "waterfall.contributionMargin3Rate": "Contribution margin 3 rate",
  },
  reasons: {
    profit_start: "{step}: {amount}.",
    profit_deducted: "Less {step}: {amount}.",
    profit_subtotal: "Leaves {step}: {amount}.",
    profit_unknown: "{step}: not known, so that nothing below it is.",
    profit_passed_over: "{step}: not known, passed over.",
    profit_subtotal_unknown: "{step}: not known.",
  },
};
