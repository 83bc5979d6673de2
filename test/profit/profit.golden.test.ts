import { expect, test } from "vitest";
import { marginMultiple, retentionClv } from "../../src/clv/simple-values.ts";
import { markovValues } from "../../src/math/markov-value.ts";
import {
  acquisitionSpendOptimum,
  activityCost,
  cacPayback,
  contribution,
  contributionWaterfall,
  customerEquity,
  gini,
  ltvToCac,
  retentionSpendOptimum,
  timeDrivenCost,
  timeEquation,
  whaleCurve,
} from "../../src/profit/index.ts";
import { closeTo, type GoldenCase, readCases } from "../golden/value/read-cases.ts";

// biome-ignore lint/suspicious/noExplicitAny: each case has inputs of its own form.
type Inputs = any;

/** How each quantity of the file is asked for. */
const ask: { readonly [quantity: string]: (inputs: Inputs) => unknown } = {
  "customer P&L waterfall CM1/CM2/CM3": contributionWaterfall,
  "time-driven ABC: capacity cost rate, assigned cost, unused capacity": (inputs) => {
    const { costOfCapacitySupplied, practicalCapacityMinutes, activities } = inputs;
    const rows = Object.entries<[number, number]>(activities).map(([activity, [minutes, quantity]]) => ({
      activity,
      minutes,
      quantity,
    }));
    const cost = timeDrivenCost({ costOfCapacitySupplied, practicalCapacityMinutes }, rows);
    const assigned = Object.fromEntries(cost.toRows().map((row) => [row.activity, row.assigned]));
    return { ...cost, assigned };
  },
  "traditional ABC cost-driver rates": ({ totalCost, effortShares, driverQuantities }) => {
    const rows = Object.keys(effortShares).map((activity) => ({
      activity,
      effortShare: effortShares[activity],
      driverQuantity: driverQuantities[activity],
    }));
    return Object.fromEntries(
      activityCost({ totalCost }, rows)
        .toRows()
        .map(({ activity, rate }) => [activity, rate]),
    );
  },
  "time equation (TDABC)": ({ baseMinutes, increments, cases }) =>
    cases.map((drivers: string[]) => timeEquation({ baseMinutes, increments }, drivers)),
  "whale (Stobachoff) curve: cumulative share, peak, area index": ({ profits }) => whaleCurve(profits),
  "Gini coefficient (population form)": ({ values }) => gini(values),
  "Gini coefficient (unbiased, times n/(n-1))": ({ values }) => gini(values, { unbiased: true }),
  "Gini with negative values exceeds 1 (report, do not clip)": ({ values }) => gini(values),
  "margin multiple r/(1+i-r)": marginMultiple,
  "CLV perpetuity: end-of-period, immediate, with margin growth": ({ growth, ...rest }) => ({
    endOfPeriod: retentionClv(rest),
    immediate: retentionClv({ ...rest, timing: "immediate" }),
    withGrowth: retentionClv({ ...rest, growth }),
  }),
  "LTV:CAC ratio and CAC payback (undiscounted, discounted)": (inputs) => ({
    ltvToCac: ltvToCac(inputs.ltv, inputs.cac),
    ...cacPayback({
      cac: inputs.cac,
      margin: inputs.monthlyContribution,
      rate: inputs.monthlyDiscountRate,
    }),
  }),
  "CAC payback never reached": ({ cac, monthlyContribution, monthlyDiscountRate }) =>
    cacPayback({ cac, margin: monthlyContribution, rate: monthlyDiscountRate }),
  "CAC payback with survival (first whole month with cumulative expected margin >= CAC)": (inputs) =>
    cacPayback({
      cac: inputs.cac,
      margin: inputs.monthlyContribution,
      retention: inputs.monthlyRetention,
      firstMonthSurvival: inputs.firstMonthSurvival,
    }).survivalPaybackMonths,
  "Blattberg-Deighton optimal acquisition spend": acquisitionSpendOptimum,
  "Blattberg-Deighton optimal retention spend": retentionSpendOptimum,
  "Markov-chain customer value by recency state (infinite horizon)": (inputs) => {
    const { purchaseProbabilityByRecency: p, netContribution, remarketingCost, discountRate } = inputs;
    const size = p.length + 1;
    const transitions = new Float64Array(size * size);
    transitions[size * size - 1] = 1;
    p.forEach((chance: number, i: number) => {
      transitions[i * size] = chance;
      transitions[i * size + i + 1] = 1 - chance;
    });
    const rewards = Float64Array.from({ length: size }, (_none, i) => (i < p.length ? -remarketingCost : 0));
    rewards[0] = netContribution - remarketingCost;
    return Array.from(markovValues(transitions, rewards, discountRate) ?? []);
  },
  "customer equity (static, sum of n x CLV)": ({ segments }) => customerEquity(segments).total,
  "customer equity with future cohorts": (plan) => customerEquity(plan).total,
};

const cases = readCases("profit");

test.each(cases.map((each) => [each.id, each.quantity, each] as const))(
  "%s %s",
  (_id, quantity, each: GoldenCase) => {
    const answer = ask[quantity];
    expect(answer, "this quantity is asked for").toBeDefined();
    closeTo(answer?.(each.inputs), each.expected, each.tolerance, quantity);
  },
);

test("the waterfall of a customer's records is that of their sums", () => {
  const statement = cases[0] as GoldenCase;
  const { discounts, returns, cogs, grossRevenue, ...spent } = statement.inputs as {
    [name: string]: number;
  };
  const lines = [
    {
      customerId: "ann",
      amount: (grossRevenue as number) - (discounts as number),
      discount: discounts,
      cost: cogs,
    },
    { customerId: "ann", amount: -(returns as number) },
  ];
  const costs = Object.entries(spent).map(([layer, amount]) => ({ customerId: "ann", layer, amount }));
  closeTo(contribution({ lines, costs }).row(0), statement.expected, 1e-9, "records");
});
