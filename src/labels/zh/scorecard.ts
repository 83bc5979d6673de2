import type { ScorecardReasonCode } from "../../scorecard/keys.ts";
import type { RoomLabels } from "../room-labels.ts";

/** The scorecard in Chinese. */
export const scorecard: RoomLabels<never, ScorecardReasonCode> = {
  names: {},
  reasons: {
    history_orders: "订单 {orders} 笔，自 {firstPurchase} 至 {lastPurchase}，净收入 {revenue}。",
    history_refunds: "退款合计 {refunds}。",
  },
};
