import { describe, expect, test } from "vitest";
import { bareAll } from "../../src/core/own.ts";
import { purchaseDays } from "../../src/history/index.ts";
import {
  defineLifecycle,
  type Lifecycle,
  learnThresholds,
  lifecycles,
  type Threshold,
} from "../../src/lifecycle/index.ts";
import { type OwnGaps, thresholdDays } from "../../src/lifecycle/thresholds.ts";
import { caught, type RefusalText } from "../core/base.ts";
import { day } from "./base.ts";

const base = { mean: 40, std: 20, logMean: Math.log(36), logStd: 0.5 };
const gaps: OwnGaps = { count: 4, mean: 20, std: 10, sumLog: 4 * Math.log(18), quantile: 33 };
const days = (threshold: object, own: object = {}) =>
  // As a program has it.
  thresholdDays(bareAll({ days: 90, ...threshold }) as Threshold, { ...gaps, ...own });

/** SciPy 1.15: gamma.ppf, norm.ppf and norm.cdf of the mean and variance drawn to the base by hand. */
describe("quantiles of the own rhythm are those of SciPy", () => {
  const rule = (name: string, more: object = {}) => ({ rule: name, probability: 0.9, ...more });
  test.each<[string, object, number]>([
    ["gamma", rule("own-gamma"), 33.40391534127932],
    ["gamma, drawn to the base", rule("own-gamma", { base }), 45.62883090696839],
    ["normal above 0", rule("own-normal"), 32.94623986645134],
    ["normal, drawn to the base", rule("own-normal", { base }), 45.032298139054745],
    ["log-normal", rule("own-lognormal"), 32.41624897219772],
    ["log-normal, drawn to the base", rule("own-lognormal", { base }), 41.583767047515096],
    ["observed", rule("own-quantile"), 33],
    ["observed, drawn to the base", rule("own-quantile", { base, weight: 4 }), (33 + 90) / 2],
  ])("%s", (_name, threshold, expected) => {
    expect(Math.abs(days(threshold) / expected - 1)).toBeLessThan(1e-12);
  });

  test("where there is no spread, or none that is known", () => {
    expect(days(rule("own-gamma"), { std: 0 })).toBe(20);
    expect(days(rule("own-normal"), { std: 0 })).toBe(20);
    expect(days(rule("own-normal"), { std: Number.NaN })).toBe(90);
    // The mean of the logarithms cannot be above the logarithm of the mean, but for rounding.
    expect(days(rule("own-lognormal"), { sumLog: 4 * Math.log(20.0001) })).toBeCloseTo(20.0001, 9);
    expect(days(rule("own-lognormal"), { sumLog: Number.NaN })).toBe(90);
    expect(days(rule("own-quantile"), { quantile: Number.NaN })).toBe(90);
  });

  test("from two gaps on, or as many as are asked for, and within bounds", () => {
    const ratio = { rule: "own-ratio", ratio: 2 };
    expect([1, 2].map((count) => days(ratio, { count }))).toEqual([90, 40]);
    expect([4, 5].map((count) => days({ ...ratio, minGaps: 5 }, { count }))).toEqual([90, 40]);
    expect(days({ ...ratio, base })).toBeCloseTo((2 * (4 * 20 + 2 * 40)) / 6, 12);
    expect(days({ ...ratio, base, weight: 4 })).toBe(60);
    expect(days({ ...ratio, base, weight: 0 })).toBe(40);
    expect(days({ ...ratio, weight: 4 })).toBe(40);
    expect(days({ ...ratio, atLeast: 41, atMost: 50 })).toBe(41);
    expect(days({ ...ratio, atLeast: 1, atMost: 39 })).toBe(39);
    expect(days({ ...ratio, atMost: 39 }, { count: 0 })).toBe(39);
    expect([days({ rule: "fixed", atMost: 3 }), days({ rule: "base-quantile", probability: 0.5 })]).toEqual([
      90, 90,
    ]);
  });
});

describe("learnThresholds", () => {
  const lifecycle = defineLifecycle({
    ...{ stages: ["a", "b"], events: ["purchase"], initial: "a", updates: { purchase: "purchase" } },
    facts: lifecycles.commerce.facts,
    thresholds: {
      fixed: { rule: "fixed", days: 7 },
      some: { rule: "base-quantile", probability: 0.4, days: 7 },
      ratio: { rule: "own-ratio", ratio: 2, days: 7 },
      told: { rule: "own-ratio", ratio: 2, days: 7, baseProbability: 0.25 },
      gamma: { rule: "own-gamma", probability: 0.9, days: 7, atMost: 99 },
    },
    transitions: [{ from: "a", on: "purchase", to: "b" }],
  } as never) as unknown as Lifecycle;
  const order = (customerId: string, n: number) => ({ customerId, at: day(n), amount: 1 });
  const rows = [
    order("ann", 0),
    order("ann", 10),
    order("ann", 30),
    order("bob", 5),
    order("cat", 1),
    order("cat", 41),
  ];
  const learned = learnThresholds(purchaseDays(rows, { asOf: day(99) }), { lifecycle });

  test("fills in what each rule asks of the base", () => {
    const found = {
      ...{ mean: expect.closeTo(70 / 3, 12), std: expect.closeTo(15.275252316519467, 12) },
      ...{ logMean: expect.closeTo(Math.log(8000) / 3, 12), logStd: expect.closeTo(Math.log(2), 12) },
    };
    expect(learned.thresholds).toEqual({
      fixed: { rule: "fixed", days: 7 },
      some: { rule: "base-quantile", probability: 0.4, days: 18 },
      ratio: { rule: "own-ratio", ratio: 2, days: 32, base: found },
      told: { rule: "own-ratio", ratio: 2, days: 15, baseProbability: 0.25, base: found },
      gamma: { rule: "own-gamma", probability: 0.9, days: 36, atMost: 99, base: found },
    });
    expect(learned.learned).toEqual({
      ...{ gaps: 3, customers: 2, meanGapDays: found.mean, gapStdDays: found.std },
      ...{ meanLogGap: found.logMean, logGapStd: found.logStd },
    });
    expect(learned).toMatchObject({ kind: "lifecycle", version: 1, stages: ["a", "b"] });
    expect(defineLifecycle({ ...learned, kind: undefined, version: undefined } as never)).toMatchObject({
      learned: learned.learned,
    });
  });

  test("from a history, whose gaps are told by number, mean and spread", () => {
    const gap = (frequency: number, meanGapDays: number | null, gapStdDays: number | null) => ({
      frequency,
      meanGapDays,
      gapStdDays,
    });
    const of = (...history: ReturnType<typeof gap>[]) => learnThresholds(history, { lifecycle }).learned;
    expect(of(gap(1, 10, null), gap(2, 30, Math.sqrt(200)), gap(0, null, null), gap(3, null, 5))).toEqual({
      ...learned.learned,
      ...{ meanGapDays: expect.closeTo(70 / 3, 12), gapStdDays: expect.closeTo(15.275252316519467, 12) },
      ...{ meanLogGap: expect.closeTo(Math.log(8000) / 3, 12), logGapStd: expect.closeTo(Math.log(2), 12) },
    });
    // Five points of a log-normal distribution (SciPy): 9.76, 13.96, 17.89, 22.92, 32.77.
    expect(of(gap(5, 20, 10))).toMatchObject({
      gaps: 5,
      customers: 1,
      meanGapDays: expect.closeTo(19.460923580429917, 9),
    });
    expect(of(gap(3, 20, 0), gap(2, 20, null), gap(1, 20, 0))).toEqual({
      ...{ gaps: 6, customers: 3, meanGapDays: 20, gapStdDays: 0 },
      ...{ meanLogGap: expect.closeTo(Math.log(20), 12), logGapStd: expect.closeTo(0, 12) },
    });
    expect(of(gap(3, 0, 2))).toEqual({
      ...{ gaps: 3, customers: 1, meanGapDays: 0, gapStdDays: 0, meanLogGap: 0, logGapStd: 0 },
    });
    expect(of(gap(1, 9, null))).toMatchObject({ gaps: 1, gapStdDays: 0, logGapStd: 0 });
    expect(of(gap(2.9, 20, 0))).toMatchObject({ gaps: 2 });
    expect(of()).toBeUndefined();
    expect(learnThresholds(purchaseDays([], { asOf: day(0) }), { lifecycle })).toBe(lifecycle);
  });

  const learn =
    (history: unknown, options: unknown = { lifecycle }) =>
    () =>
      learnThresholds(history as never, options as never);
  test.each<RefusalText>([
    ["no options", learn([], null), "wrong_type", "options: expected an object, got null"],
    [
      "another option",
      learn([], { lifecycle, base: 1 }),
      "unknown_name",
      "options.base: expected one of lifecycle, got another name",
    ],
    ["no lifecycle", learn([], {}), "wrong_type", "lifecycle: expected a lifecycle, got nothing"],
    ["no history", learn(null), "wrong_type", "history: expected an array of rows or { columns }, got null"],
    [
      "a history without its gaps",
      learn({ columns: { frequency: [1] } }),
      "missing",
      'history.columns.meanGapDays: expected a column (or say which one it is: fields: { meanGapDays: "…" }), got nothing',
    ],
    [
      "a negative frequency",
      learn([{ frequency: -1, meanGapDays: 1, gapStdDays: 1 }]),
      "out_of_range",
      "history.0.frequency: expected a number of at least 0, got a negative number",
    ],
    [
      "a negative mean",
      learn([{ frequency: 1, meanGapDays: -1, gapStdDays: 1 }]),
      "out_of_range",
      "history.0.meanGapDays: expected a number of at least 0, got a negative number",
    ],
    [
      "a negative spread",
      learn([{ frequency: 1, meanGapDays: 1, gapStdDays: -1 }]),
      "out_of_range",
      "history.0.gapStdDays: expected a number of at least 0, got a negative number",
    ],
    [
      "a mean in words",
      learn([{ frequency: 1, meanGapDays: "1", gapStdDays: 1 }]),
      "wrong_type",
      "history.0.meanGapDays: expected a finite number, got a string of 1 character",
    ],
  ])("refuses %s", (_name, run, code, message) => {
    expect(caught(run)).toMatchObject({ name: "ScoringError", code, message });
  });
});
