import type { ScorecardReasonCode } from "../../scorecard/keys.ts";
import type { RoomLabels } from "../room-labels.ts";

/** The scorecard in English. */
export const scorecard: RoomLabels<never, ScorecardReasonCode> = {
  names: {},
  reasons: {
    history_orders: "Orders: {orders}, from {firstPurchase} to {lastPurchase}, net revenue {revenue}.",
    history_refunds: "Refunded: {refunds}.",
  },
};
