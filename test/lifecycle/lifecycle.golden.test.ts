import { describe, expect, test } from "vitest";
import {
  baselineValue,
  bestPolicy,
  expectedTimeInStage,
  growthAccounting,
  learnThresholds,
  lifecycles,
  markovValue,
  quickRatio,
  stageOf,
} from "../../src/lifecycle/index.ts";
import { day } from "./base.ts";

/** Pfeifer and Carraway (2000): chances to buy again 1 to 4 periods after the last purchase. */
const buys = [0.3, 0.2, 0.15, 0.05];
const mailing = [
  ...buys.map((p, r) =>
    buys.map((_, j) => (j === 0 ? p : j === r + 1 ? 1 - p : 0)).concat(r === 3 ? 1 - p : 0),
  ),
  [0, 0, 0, 0, 1],
];
/** NC - M after a purchase, -M while mailed, 0 for former customers. */
const rewards = [36, -4, -4, -4, 0];

const close = (values: ArrayLike<number>, expected: readonly number[], digits = 4): void => {
  expect(values).toHaveLength(expected.length);
  expected.forEach((value, i) => {
    expect(values[i]).toBeCloseTo(value, digits);
  });
};

describe("Pfeifer and Carraway (2000), Modeling customer relationships as Markov chains", () => {
  test("values over an infinite horizon", () => {
    close(markovValue(mailing, rewards, { discountRate: 0.2 }), [52.3196, 5.5538, 1.2508, -1.82, 0]);
  });

  test("values over four periods", () => {
    const values = markovValue(mailing, rewards, { discountRate: 0.2, periods: 4 });
    close(values, [50.115, 4.2199, 0.5921, -1.9801, 0]);
  });

  test("mailing stops after the third period, and what that is worth", () => {
    const stop = { action: "stop", probabilities: [0, 0, 0, 0, 1], reward: 0 };
    const choices = mailing.map((probabilities, r) => ({
      stage: `r${r + 1}`,
      actions: r === 4 ? [stop] : [{ action: "mail", probabilities, reward: rewards[r] as number }, stop],
    }));
    const best = bestPolicy(choices, { discountRate: 0.2 });
    expect(best.columns.action).toEqual(["mail", "mail", "mail", "stop", "stop"]);
    close(best.columns.value, [53.1494, 6.6207, 2.6437, 0, 0]);
    const first = [
      [0.3, 0.7, 0, 0],
      [0.2, 0, 0.8, 0],
      [0.15, 0, 0, 0.85],
      [0, 0, 0, 1],
    ];
    close(markovValue(first, [36, -4, -4, 0], { discountRate: 0.2 }), [53.1494, 6.6207, 2.6437, 0]);
  });

  test("expected live periods", () => {
    close(expectedTimeInStage(mailing).columns.beforeEnd, [6.0504, 4.6218, 3.0147, 1.3025, 0]);
  });
});

describe("growth accounting", () => {
  test("the SaaS quick ratio of the glossary is 3.5", () => {
    // PitchKit glossary, SaaS quick ratio.
    expect(quickRatio({ new: 20_000, expansion: 8_000, churned: 5_000, contraction: 3_000 })).toBe(3.5);
  });

  test("six customers over three months", () => {
    const months = { A: [1, 2, 3], B: [1, 3], C: [2], D: [2, 3], E: [3], F: [1, 2] };
    const orders = Object.entries(months).flatMap(([customerId, active]) =>
      active.map((month) => ({ customerId, at: `2026-0${month}-15`, amount: 1 })),
    );
    const growth = growthAccounting(orders, { asOf: "2026-03-31" }).toRows();
    const seen = growth.map(({ active, new: added, retained, resurrected, churned, quickRatio: ratio }) => [
      ...[active, added, retained, resurrected, churned, ratio],
    ]);
    expect(seen).toEqual([
      [3, 3, 0, 0, 0, null],
      [4, 2, 2, 0, 1, 2],
      [4, 1, 2, 1, 2, 1],
    ]);
  });
});

test("the deciles of a shop's purchase gaps put at risk at 29 days and churned at 47 (Statlas)", () => {
  // The published deciles, 10th to 80th; the two above do not matter.
  const deciles = [7, 14, 21, 29, 30, 31, 31, 47, 60, 90];
  const history = [3, ...deciles].map((meanGapDays) => ({ frequency: 1, meanGapDays, gapStdDays: null }));
  const { thresholds } = learnThresholds(history, { lifecycle: lifecycles.commerce });
  expect([thresholds?.atRisk.days, thresholds?.churned.days]).toEqual([29, 47]);
});

test("the baseline of Dynamics 365: 50 a month, 12 months, 60 % stay", () => {
  expect(baselineValue({ monthlySpend: 50, months: 12, retention: 0.6 })).toBe(360);
});

describe("boundaries of SAP Emarsys, on both sides", () => {
  test.each([
    [1, 0, "first-time"],
    [1, 90, "first-time"],
    [1, 91, "defecting"],
    [2, 90, "active"],
    [2, 91, "defecting"],
    [2, 365, "defecting"],
    [2, 366, "inactive"],
    [1, 366, "inactive"],
  ])("%i orders, the last %i days ago: %s", (orders, days, stage) => {
    expect(stageOf(lifecycles.emarsys, { orders, lastPurchase: day(-days) }, { asOf: day(0) }).stage).toBe(
      stage,
    );
  });

  test.each([
    [{ registeredAt: day(-90) }, "new-lead"],
    [{ registeredAt: day(-91) }, "cold-lead"],
    [{ registeredAt: day(-180) }, "cold-lead"],
    [{ registeredAt: day(-181) }, "inactive-lead"],
    [{ registeredAt: day(-400), lastResponse: day(-90) }, "active-lead"],
    [{ registeredAt: day(-400), lastResponse: day(-91) }, "cold-lead"],
    [{ registeredAt: day(-400), lastResponse: day(-180) }, "cold-lead"],
    [{ registeredAt: day(-400), lastResponse: day(-181) }, "inactive-lead"],
    [{ registeredAt: day(0), lastPurchase: day(0), orders: 1 }, "first-time"],
    [{}, "lead"],
  ])("a lead with %o: %s", (facts, stage) => {
    expect(stageOf(lifecycles.emarsys, facts, { asOf: day(0) }).stage).toBe(stage);
  });
});
