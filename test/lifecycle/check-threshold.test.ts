import { describe, expect, test } from "vitest";
import { caught, type RefusalText } from "../core/base.ts";
import { define } from "./base.ts";

describe("a threshold", () => {
  const threshold = (given: unknown) => () => define({ thresholds: { silence: given }, transitions: [] });
  const fixed = (more: object) => threshold({ rule: "fixed", days: 1, ...more });
  const own = (more: object) => threshold({ rule: "own-ratio", days: 1, ratio: 1, ...more });
  const share = (probability: number) => threshold({ rule: "base-quantile", days: 1, probability });

  test.each<[string, () => unknown]>([
    ["thresholds of 0 days and of 10,000,000", () => [fixed({ days: 0 })(), fixed({ days: 1e7 })()]],
    ["the smallest ratio", own({ ratio: Number.MIN_VALUE })],
    ["the greatest share", share(1 - Number.EPSILON / 2)],
    [
      "all that a rule of one's own takes",
      own({
        baseProbability: 0.5,
        minGaps: 1,
        weight: 0,
        atLeast: 0,
        atMost: 1e7,
        base: { mean: -1, std: 0, logMean: 0, logStd: 0 },
      }),
    ],
  ])("%s", (_name, run) => {
    expect(caught(run)).toBeUndefined();
  });

  test.each<RefusalText>([
    [
      "with another rule of rhythm",
      threshold({ rule: "own", days: 3 }),
      "unknown_name",
      "spec.thresholds.silence.rule: expected one of fixed, base-quantile, own-ratio, own-quantile, own-normal, own-gamma, own-lognormal, got a string of 3 characters",
    ],
    [
      "with fewer than no days",
      threshold({ rule: "fixed", days: -1 }),
      "out_of_range",
      "spec.thresholds.silence.days: expected a finite number from 0 to 10000000, got a negative number",
    ],
    [
      "with a certain quantile",
      threshold({ rule: "base-quantile", days: 3, probability: 1 }),
      "out_of_range",
      "spec.thresholds.silence.probability: expected a finite number above 0 to 0.9999999999999999, got a positive integer",
    ],
    [
      "with no ratio",
      threshold({ rule: "own-ratio", days: 3 }),
      "wrong_type",
      "spec.thresholds.silence.ratio: expected a finite number, got nothing",
    ],
    [
      "with a rhythm that no fact tells",
      () =>
        define({
          facts: { frequency: "number" },
          thresholds: { silence: { rule: "own-ratio", days: 3, ratio: 2 } },
          updates: {},
          transitions: [],
        }),
      "missing",
      'spec.thresholds.silence.rule: expected the declared fact meanGapDays: "number", which this rule reads, got nothing',
    ],
    [
      "with a base in part",
      threshold({ rule: "base-quantile", days: 3, probability: 0.5, base: { mean: 1 } }),
      "wrong_type",
      "spec.thresholds.silence.base.std: expected a finite number, got nothing",
    ],
    [
      "a threshold that is none",
      threshold(7),
      "wrong_type",
      "spec.thresholds.silence: expected an object, got a positive integer",
    ],
    [
      "another part of a threshold",
      fixed({ day: 1 }),
      "unknown_name",
      "spec.thresholds.silence.day: expected one of rule, days, probability, ratio, baseProbability, minGaps, weight, atLeast, atMost, base, got another name",
    ],
    [
      "a threshold of more days",
      fixed({ days: 1e7 + 1 }),
      "out_of_range",
      "spec.thresholds.silence.days: expected a finite number from 0 to 10000000, got a positive integer",
    ],
    [
      "no ratio at all",
      own({ ratio: 0 }),
      "out_of_range",
      "spec.thresholds.silence.ratio: expected a finite number above 0 to 10000000, got zero",
    ],
    [
      "too great a ratio",
      own({ ratio: 1e7 + 1 }),
      "out_of_range",
      "spec.thresholds.silence.ratio: expected a finite number above 0 to 10000000, got a positive integer",
    ],
    [
      "no share",
      share(0),
      "out_of_range",
      "spec.thresholds.silence.probability: expected a finite number above 0 to 0.9999999999999999, got zero",
    ],
    [
      "no share of the base",
      own({ baseProbability: 0 }),
      "out_of_range",
      "spec.thresholds.silence.baseProbability: expected a finite number above 0 to 0.9999999999999999, got zero",
    ],
    [
      "no gap",
      own({ minGaps: 0 }),
      "out_of_range",
      "spec.thresholds.silence.minGaps: expected a whole number from 1 to 10000000, got zero",
    ],
    [
      "half a gap",
      own({ minGaps: 1.5 }),
      "out_of_range",
      "spec.thresholds.silence.minGaps: expected a whole number from 1 to 10000000, got a positive number",
    ],
    [
      "gaps without number",
      own({ minGaps: 1e7 + 1 }),
      "out_of_range",
      "spec.thresholds.silence.minGaps: expected a whole number from 1 to 10000000, got a positive integer",
    ],
    [
      "a negative weight",
      own({ weight: -1 }),
      "out_of_range",
      "spec.thresholds.silence.weight: expected a finite number from 0 to 10000000, got a negative number",
    ],
    [
      "less than no days at least",
      own({ atLeast: -1 }),
      "out_of_range",
      "spec.thresholds.silence.atLeast: expected a finite number from 0 to 10000000, got a negative number",
    ],
    [
      "too many days at most",
      own({ atMost: 1e7 + 1 }),
      "out_of_range",
      "spec.thresholds.silence.atMost: expected a finite number from 0 to 10000000, got a positive integer",
    ],
    [
      "a base that is none",
      own({ base: [] }),
      "wrong_type",
      "spec.thresholds.silence.base: expected an object, got an array of 0",
    ],
    [
      "another part of the base",
      own({ base: { median: 1 } }),
      "unknown_name",
      "spec.thresholds.silence.base.median: expected one of mean, std, logMean, logStd, got another name",
    ],
    [
      "a base without an end",
      own({ base: { mean: 1, std: 1, logMean: 1, logStd: Number.POSITIVE_INFINITY } }),
      "not_finite",
      "spec.thresholds.silence.base.logStd: expected a finite number, got Infinity",
    ],
    [
      "a quantile that no fact tells",
      threshold({ rule: "own-quantile", days: 1, probability: 0.5 }),
      "missing",
      'spec.thresholds.silence.rule: expected the declared fact gapQuantileDays: "number", which this rule reads, got nothing',
    ],
    [
      "a spread that no fact tells",
      threshold({ rule: "own-normal", days: 1, probability: 0.5 }),
      "missing",
      'spec.thresholds.silence.rule: expected the declared fact gapStdDays: "number", which this rule reads, got nothing',
    ],
    [
      "a gamma that no fact tells",
      threshold({ rule: "own-gamma", days: 1, probability: 0.5 }),
      "missing",
      'spec.thresholds.silence.rule: expected the declared fact gapStdDays: "number", which this rule reads, got nothing',
    ],
    [
      "logarithms that no fact tells",
      threshold({ rule: "own-lognormal", days: 1, probability: 0.5 }),
      "missing",
      'spec.thresholds.silence.rule: expected the declared fact sumLogGaps: "number", which this rule reads, got nothing',
    ],
  ])("%s: no", (_name, run, code, message) => {
    expect(caught(run)).toMatchObject({ name: "ScoringError", code, message });
  });
});
