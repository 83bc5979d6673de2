import { describe, expect, test } from "vitest";
import {
  baselineValue,
  bestPolicy,
  comparePolicies,
  markovValue,
  quickRatio,
} from "../../src/lifecycle/index.ts";
import { caught, type RefusalText } from "../core/base.ts";

describe("value", () => {
  const matrix = [
    [0.5, 0.5],
    [0, 1],
  ];

  test("counts the period that begins now in full, and discounts by the share of a year", () => {
    expect(markovValue(matrix, [8, 1], { discountRate: 0.25, periods: 0 })).toEqual(Float64Array.of(8, 1));
    expect(markovValue(matrix, [8, 1], { discountRate: 1, periods: 1 })).toEqual(Float64Array.of(10.25, 1.5));
    // 1.25 ** (-1 / 2) a period; the second stage is an annuity that begins now.
    const half = markovValue(matrix, [0, 1], { discountRate: 0.25, periodsPerYear: 2 })[1];
    expect(half).toBeCloseTo(1 / (1 - 1 / Math.sqrt(1.25)), 10);
    expect(markovValue(matrix, [8, 1], { discountRate: 0, periods: 2 })).toEqual(Float64Array.of(15.25, 3));
    expect(markovValue({ stages: ["a", "b"], matrix }, { b: 0, a: 3 }, { discountRate: 1 })[0]).toBe(4);
  });

  test("of policies is beside that of the first", () => {
    const compared = comparePolicies(
      [
        { name: "now", matrix: { stages: ["on", "off"], matrix }, rewards: { on: 3, off: 0 } },
        {
          name: "stop",
          matrix: [
            [0, 1],
            [0, 1],
          ],
          rewards: [2.5, 0],
        },
      ],
      { discountRate: 3, periodsPerYear: 2 },
    );
    expect(compared.toRows()).toEqual([
      { policy: "now", stage: "on", value: 4, gain: 0 },
      { policy: "now", stage: "off", value: 0, gain: 0 },
      { policy: "stop", stage: "on", value: 2.5, gain: -1.5 },
      { policy: "stop", stage: "off", value: 0, gain: 0 },
    ]);
    expect(compared.indexOf("stop")).toBe(2);
  });

  test("is greatest by the best action, and of equals by the first", () => {
    const act = (action: string, probabilities: readonly number[], reward: number) => ({
      action,
      probabilities,
      reward,
    });
    const best = bestPolicy(
      [
        { stage: "on", actions: [act("wait", [0, 1], 6), act("mail", [0.75, 0.25], 5)] },
        { stage: "off", actions: [act("rest", [0, 1], 0), act("sleep", [0, 1], 0)] },
      ],
      { discountRate: 3, periodsPerYear: 2 },
    );
    expect(best.toRows()).toEqual([
      { stage: "on", action: "mail", value: 8 },
      { stage: "off", action: "rest", value: 0 },
    ]);
    expect(best.indexOf("off")).toBe(1);
  });

  test("quick ratio and baseline take all their parts, 0 among them", () => {
    expect(quickRatio({ new: 1, resurrected: 2, expansion: 3, churned: 1, contraction: 1 })).toBe(3);
    expect(quickRatio({ new: 4, churned: 2 })).toBe(2);
    expect(quickRatio({ new: 4, churned: 0 })).toBeNull();
    expect(baselineValue({ monthlySpend: -5, months: 0, retention: 1 })).toBe(-0);
    expect(baselineValue({ monthlySpend: 5, months: 2, retention: 0 })).toBe(0);
  });
});

describe("refusals", () => {
  const value = (options: object) => () => markovValue([[1]], [1], options as never);
  const ratio = (parts: object) => () => quickRatio({ new: 1, churned: 1, ...parts } as never);
  const base = (input: object) => () =>
    baselineValue({ monthlySpend: 1, months: 1, retention: 1, ...input } as never);
  const best =
    (actions: unknown, options: object = { discountRate: 0.1 }) =>
    () =>
      bestPolicy([{ stage: "on", actions: actions as never }], options as never);
  const action = { action: "a", probabilities: [1], reward: 1 };

  test.each<RefusalText>([
    [
      "policies that are no list",
      () => comparePolicies(null as never, { discountRate: 0.1 }),
      "wrong_type",
      "policies: expected a list, got null",
    ],
    [
      "a policy that is none",
      () => comparePolicies([null as never], { discountRate: 0.1 }),
      "wrong_type",
      "policies.0: expected a matrix and rewards, got null",
    ],
    [
      "choices that are no list",
      () => bestPolicy(null as never, { discountRate: 0.1 }),
      "wrong_type",
      "choices: expected a list, got null",
    ],
    [
      "a choice that is none",
      () => bestPolicy([null as never], { discountRate: 0.1 }),
      "wrong_type",
      "choices.0: expected a stage and its actions, got null",
    ],
    [
      "an action that is none",
      best([action, null]),
      "wrong_type",
      "choices.0.actions.1: expected an action, got null",
    ],
    [
      "another action's row",
      best([action, { ...action, probabilities: [7] }]),
      "conflict",
      "choices.0.actions.1.probabilities: expected a row that sums to 1, got 7",
    ],
    [
      "another action's reward",
      best([action, { ...action, reward: Number.NaN }]),
      "not_finite",
      "choices.0.actions.1.reward: expected a finite number, got NaN",
    ],
    ["no rate", value({}), "wrong_type", "options.discountRate: expected a finite number, got nothing"],
    [
      "a negative rate",
      value({ discountRate: -0.1 }),
      "out_of_range",
      "options.discountRate: expected a finite number from 0, got a negative number",
    ],
    [
      "no periods a year",
      value({ discountRate: 0.1, periodsPerYear: 0 }),
      "out_of_range",
      "options.periodsPerYear: expected a finite number above 0, got zero",
    ],
    [
      "half a period",
      value({ discountRate: 0.1, periods: 0.5 }),
      "out_of_range",
      "options.periods: expected a whole number from 0 to 100000, got a positive number",
    ],
    [
      "fewer periods than none",
      value({ discountRate: 0.1, periods: -1 }),
      "out_of_range",
      "options.periods: expected a whole number from 0 to 100000, got a negative number",
    ],
    [
      "periods without end",
      value({ discountRate: 0.1, periods: 100_001 }),
      "out_of_range",
      "options.periods: expected a whole number from 0 to 100000, got a positive integer",
    ],
    [
      "another option of value",
      value({ discountRate: 0.1, rate: 1 }),
      "unknown_name",
      "options.rate: expected one of discountRate, periodsPerYear, periods, got another name",
    ],
    [
      "a sum without end",
      value({ discountRate: 0 }),
      "conflict",
      "options.discountRate: expected a rate above 0, or a number of periods: the sum has no end, got zero",
    ],
    [
      "rewards that are none",
      () => markovValue([[1]], 7 as never, { discountRate: 0.1 }),
      "wrong_type",
      "rewards: expected a number for each stage, got a positive integer",
    ],
    [
      "too many rewards",
      () => markovValue([[1]], [1, 2], { discountRate: 0.1 }),
      "length_mismatch",
      "rewards: expected 1 numbers, one a stage, got 2",
    ],
    [
      "no policy",
      () => comparePolicies([], { discountRate: 0.1 }),
      "empty",
      "policies: expected at least one policy, got none",
    ],
    [
      "policies of different size",
      () =>
        comparePolicies(
          [
            { name: "a", matrix: [[1]], rewards: [1] },
            {
              name: "b",
              matrix: [
                [1, 0],
                [0, 1],
              ],
              rewards: [1, 1],
            },
          ],
          { discountRate: 0.1 },
        ),
      "length_mismatch",
      "policies.1.matrix: expected 1 rows, got 2",
    ],
    [
      "a policy's matrix that is none",
      () => comparePolicies([{ name: "a", matrix: [], rewards: [] }], { discountRate: 0.1 }),
      "empty",
      "policies.0.matrix: expected at least one row, got none",
    ],
    [
      "a policy's rewards",
      () => comparePolicies([{ name: "a", matrix: [[1]], rewards: { b: 1 } }], { discountRate: 0.1 }),
      "missing",
      "policies.0.rewards.0: expected a number, got nothing",
    ],
    [
      "no choices",
      () => bestPolicy([], { discountRate: 0.1 }),
      "empty",
      "choices: expected at least one stage, got none",
    ],
    ["actions that are no list", best({}), "wrong_type", "choices.0.actions: expected a list, got an object"],
    ["no action", best([]), "empty", "choices.0.actions: expected at least one action, got none"],
    [
      "an action's row",
      best([{ ...action, probabilities: [0.5] }]),
      "conflict",
      "choices.0.actions.0.probabilities: expected a row that sums to 1, got 0.5",
    ],
    [
      "an action's reward",
      best([{ ...action, reward: "1" }]),
      "wrong_type",
      "choices.0.actions.0.reward: expected a finite number, got a string of 1 character",
    ],
    [
      "periods of a best policy",
      best([action], { discountRate: 0.1, periods: 3 }),
      "unknown_name",
      "options.periods: expected one of discountRate, periodsPerYear, got another name",
    ],
    [
      "a negative part",
      ratio({ expansion: -1 }),
      "out_of_range",
      "parts.expansion: expected a finite number from 0, got a negative number",
    ],
    [
      "a part that is missing",
      ratio({ churned: undefined }),
      "wrong_type",
      "parts.churned: expected a finite number, got nothing",
    ],
    [
      "another part",
      ratio({ lost: 1 }),
      "unknown_name",
      "parts.lost: expected one of new, resurrected, expansion, churned, contraction, got another name",
    ],
    [
      "a spend that is none",
      base({ monthlySpend: "1" }),
      "wrong_type",
      "input.monthlySpend: expected a finite number, got a string of 1 character",
    ],
    [
      "fewer months than none",
      base({ months: -1 }),
      "out_of_range",
      "input.months: expected a finite number from 0, got a negative number",
    ],
    [
      "a retention above 1",
      base({ retention: 1.1 }),
      "out_of_range",
      "input.retention: expected a finite number from 0 to 1, got a positive number",
    ],
    [
      "a retention below 0",
      base({ retention: -0.1 }),
      "out_of_range",
      "input.retention: expected a finite number from 0 to 1, got a negative number",
    ],
    [
      "another input of the baseline",
      base({ years: 1 }),
      "unknown_name",
      "input.years: expected one of monthlySpend, months, retention, got another name",
    ],
  ])("%s", (_name, run, code, message) => {
    expect(caught(run)).toMatchObject({ name: "ScoringError", code, message });
  });
});
