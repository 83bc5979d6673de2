import type { ScorecardNameKey, ScorecardReasonCode } from "../../scorecard/keys.ts";
import type { RoomLabels } from "../room-labels.ts";

/** The scorecard in English. */
export const scorecard: RoomLabels<ScorecardNameKey, ScorecardReasonCode> = {
  names: {
    "action.win-back-in-person": "win back in person",
    "action.win-back-offer": "send an offer to win back",
    "action.call": "call before they leave",
    "action.remind": "remind",
    "action.thank": "thank",
    "action.reward": "reward and keep close",
    "action.recommend": "recommend what goes with it",
    "action.welcome": "welcome and lead to the second order",
    "risk.high": "high risk",
    "risk.medium": "medium risk",
    "risk.low": "low risk",
    "risk.unknown": "risk not known",
  },
  reasons: {
    history_orders: "Orders: {orders}, from {firstPurchase} to {lastPurchase}, net revenue {revenue}.",
    history_refunds: "Refunded: {refunds}.",
    clv_outlook:
      "Alive with {alivePercent} %; expected purchases in the {months} months to come: {expectedPurchases}, at {expectedSpend} each; worth {clv} ({clvLow} to {clvHigh}).",
    clv_unknown: "What this customer will be worth cannot be known from the orders.",
    clv_next_order: "The next order is as likely before {nextPurchaseDate} as after.",
    clv_no_customers: "There was no customer with an order to learn lifetime values from.",
    clv_not_identified:
      "No lifetime value: too little in the orders of the customers ({customers}) to identify a model.",
    clv_spend_not_identified:
      "The orders do not tell customers apart by what they spend: every purchase counts as the mean, {meanOrder}.",
    spend_depends_on_frequency:
      "Spend goes with frequency (correlation of logarithms {logCorrelation}): each customer's is drawn towards those who buy as often.",
    spend_mean_infinite:
      "A few customers spend so much that the mean of all has no limit (q is {q}): each customer's own mean is used.",
    spend_unknown: "What {customers} customers with repeat purchases spend is not known: they have no value.",
    profit_margin: "Contribution after all costs: {contributionMargin3} of net revenue {netRevenue}.",
    profit_unknown: "What this customer earns is not known: costs are missing.",
    referral_brought: "People brought: {referrals}, worth {referralValue}.",
    referral_brought_unknown: "People brought: {referrals}; not of all is the value known.",
    referral_edges_left_out:
      "Referrals left out as impossible (self, circle, repeated or later claim): {edges}.",
    referral_value_unknown: "The value of somebody whom this customer brought is not known.",
    referral_values_unknown: "People who were brought and whose value is not known: {people}.",
    rule_segments: "Segments by rules: {segments}.",
    rule_segments_none: "In no segment of the rules.",
    customers_without_orders:
      "Customers who are described and have neither an order nor a refund, and so no line: {customers}.",
    absent_action: "No line of the action table fits.",
    absent_costs: "There are no cost records and no rates to reckon contribution with.",
    absent_customers: "The rules ask for facts of customers, and none are described.",
    absent_cuts: "The cut-offs do not score this customer.",
    absent_interactions: "The rules count interactions, and there are no records of them.",
    absent_interval: "The fit of the model does not say how certain it is.",
    absent_lifecycle: "The policy leaves stages out.",
    absent_management: "The lifecycle does not say what kind of management the stage asks for.",
    absent_next_order: "The next order never becomes as likely as not.",
    absent_next_stage: "Time alone leads no further.",
    absent_orders: "There is no order.",
    absent_referrals: "There are no records of referrals.",
    absent_repeat: "Orders: {orders}; a time between two needs purchases on two days.",
    absent_rules: "The policy has no rules.",
    absent_since: "What is known does not tell since when.",
    absent_value: "The policy leaves lifetime value out.",
    stage_next: "Time alone leads to {stage} on {nextStageDate}.",
    action_by_table: "Next: {action} ({management}: stage {stage}, tier {tier}, {risk}).",
  },
};
