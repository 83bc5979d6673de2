import { describe, expect, test } from "vitest";
import {
  absorption,
  baselineValue,
  bestPolicy,
  comparePolicies,
  expectedTimeInStage,
  forecastStageMix,
  growthAccounting,
  markovValue,
  quickRatio,
  stageTransitions,
  steadyState,
  timeInStage,
} from "../../src/lifecycle/index.ts";
import { caught, type RefusalText } from "../core/base.ts";

const stays = [{ customerId: "ann", stage: "new", since: "2026-01-05", until: "2026-02-10" }];
const asOf = "2026-04-15";
const chain = {
  stages: ["trial", "paying", "gone"],
  matrix: [
    [0.5, 0.3, 0.2],
    [0, 0.75, 0.25],
    [0, 0, 1],
  ],
};
const split = [
  [0.5, 0.3, 0.2],
  [0, 1, 0],
  [0, 0, 1],
];

describe("is refused", () => {
  const grow = (options: object) => () => growthAccounting([], { asOf, ...options } as never);
  const value = (options: object) => () => markovValue([[1]], [1], options as never);
  const mix =
    (given: unknown, options: object = { periods: 1 }) =>
    () =>
      forecastStageMix(chain, given as never, options as never);
  const open = (matrix: unknown) => () => steadyState(matrix as never);
  const ratio = (parts: object) => () => quickRatio({ new: 1, churned: 1, ...parts } as never);
  const base = (input: object) => () =>
    baselineValue({ monthlySpend: 1, months: 1, retention: 1, ...input } as never);
  const time =
    (options: object, timeline: unknown = stays) =>
    () =>
      timeInStage(timeline as never, { stage: "new", asOf, ...options } as never);
  const shares =
    (options: unknown, input: unknown = stays) =>
    () =>
      stageTransitions(input as never, options as never);
  const best =
    (actions: unknown, options: object = { discountRate: 0.1 }) =>
    () =>
      bestPolicy([{ stage: "on", actions: actions as never }], options as never);
  const action = { action: "a", probabilities: [1], reward: 1 };
  test.each<RefusalText>([
    [
      "growth without options",
      () => growthAccounting([], null as never),
      "wrong_type",
      "options: expected an object with asOf and period, got null",
    ],
    [
      "growth with another option",
      grow({ by: 1 }),
      "unknown_name",
      "options.by: expected one of timeZone, numericTime, sameDay, zeroAmount, duplicates, rates, from, onInvalid, fields, asOf, period, weekStartsOn, windowDays, stepDays, churnedAfter, newAfter, got another name",
    ],
    [
      "another period",
      grow({ period: "hour" }),
      "unknown_name",
      "options.period: expected one of day, week, month, quarter, year, got a string of 4 characters",
    ],
    [
      "a week from nowhere",
      grow({ weekStartsOn: 7 }),
      "out_of_range",
      "options.weekStartsOn: expected a whole number from 0 to 6, got a positive integer",
    ],
    [
      "a week from half a day",
      grow({ weekStartsOn: 0.5 }),
      "out_of_range",
      "options.weekStartsOn: expected a whole number from 0 to 6, got a positive number",
    ],
    [
      "a week from before Sunday",
      grow({ weekStartsOn: -1 }),
      "out_of_range",
      "options.weekStartsOn: expected a whole number from 0 to 6, got a negative number",
    ],
    [
      "windows of no day",
      grow({ windowDays: 0 }),
      "out_of_range",
      "options.windowDays: expected a whole number from 1 to 100000, got zero",
    ],
    [
      "windows of half a day",
      grow({ windowDays: 1.5 }),
      "out_of_range",
      "options.windowDays: expected a whole number from 1 to 100000, got a positive number",
    ],
    [
      "steps of no day",
      grow({ windowDays: 7, stepDays: 0 }),
      "out_of_range",
      "options.stepDays: expected a whole number from 1 to 100000, got zero",
    ],
    [
      "churn at once",
      grow({ churnedAfter: 0 }),
      "out_of_range",
      "options.churnedAfter: expected a whole number from 1 to 100000, got zero",
    ],
    [
      "churn after an age",
      grow({ churnedAfter: 100_001 }),
      "out_of_range",
      "options.churnedAfter: expected a whole number from 1 to 100000, got a positive integer",
    ],
    [
      "new after nothing",
      grow({ newAfter: 0 }),
      "out_of_range",
      "options.newAfter: expected a whole number from 1 to 100000, got zero",
    ],
    [
      "windows beside a period",
      grow({ windowDays: 7, period: "week" }),
      "conflict",
      "options.period: expected either period or windowDays, got both",
    ],
    [
      "steps without windows",
      grow({ stepDays: 7 }),
      "conflict",
      "options.stepDays: expected windowDays, for a line every so many days, got none",
    ],
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
    [
      "ends that are no list",
      () => absorption(chain, { end: "gone" as never }),
      "wrong_type",
      "options.end: expected a list of stages, got a string of 4 characters",
    ],
    [
      "shares of stages that are no list",
      shares({ asOf, stages: "new" }),
      "wrong_type",
      "options.stages: expected a list of stages, got a string of 3 characters",
    ],
    [
      "shares of a stage twice",
      shares({ asOf, stages: ["new", "lost", "new"] }),
      "duplicate",
      "options.stages.2: expected each stage once, got twice",
    ],
    [
      "a local day of looking",
      time({ asOf: "2026-01-12T10:00" }),
      "no_offset",
      "options.asOf: expected Z or an offset (or say which zone it is in: timeZone), got a string of 16 characters",
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
    ["a mix by wrong names", mix({ trial: 1 }), "missing", "mix.paying: expected a number, got nothing"],
    [
      "a mix of another length",
      mix([1, 2]),
      "length_mismatch",
      "mix: expected 3 numbers, one a stage, got 2",
    ],
    ["a mix that is none", mix(null), "wrong_type", "mix: expected a number for each stage, got null"],
    [
      "a mix in words",
      mix(["1", 1, 1]),
      "wrong_type",
      "mix.0: expected a number, got a string of 1 character",
    ],
    [
      "a mix of what is no number",
      mix([1, Number.NaN, 1]),
      "not_finite",
      "mix.1: expected a finite number, got NaN",
    ],
    [
      "a mix below 0",
      mix([1, -1, 1]),
      "out_of_range",
      "mix: expected numbers of at least 0, got a negative number",
    ],
    [
      "who joins below 0",
      mix([1, 1, 1], { periods: 1, joining: [0, 0, -1] }),
      "out_of_range",
      "options.joining: expected numbers of at least 0, got a negative number",
    ],
    [
      "a forecast without periods",
      mix([1, 1, 1], {}),
      "wrong_type",
      "options.periods: expected a whole number, got nothing",
    ],
    [
      "a forecast of the past",
      mix([1, 1, 1], { periods: -1 }),
      "out_of_range",
      "options.periods: expected a whole number from 0 to 100000, got a negative number",
    ],
    [
      "a forecast without end",
      mix([1, 1, 1], { periods: 100_001 }),
      "out_of_range",
      "options.periods: expected a whole number from 0 to 100000, got a positive integer",
    ],
    [
      "half a forecast",
      mix([1, 1, 1], { periods: 0.5 }),
      "out_of_range",
      "options.periods: expected a whole number from 0 to 100000, got a positive number",
    ],
    [
      "a forecast with another option",
      mix([1, 1, 1], { periods: 1, join: [] }),
      "unknown_name",
      "options.join: expected one of periods, joining, got another name",
    ],
    ["no matrix", open(null), "wrong_type", "matrix: expected rows of probabilities, got null"],
    ["a matrix without rows", open({ matrix: [] }), "empty", "matrix: expected at least one row, got none"],
    [
      "a row that is none",
      open([7]),
      "wrong_type",
      "matrix.0: expected a row of probabilities, got a positive integer",
    ],
    ["a row of another length", open([[0.5, 0.5]]), "length_mismatch", "matrix.0: expected 1 cells, got 2"],
    [
      "a cell in words",
      open([["1"]]),
      "wrong_type",
      "matrix.0.0: expected a number, got a string of 1 character",
    ],
    [
      "a stage nobody was seen in",
      open([[Number.NaN]]),
      "not_finite",
      "matrix.0.0: expected a probability (nobody was seen here: leave the stage out, or set `smoothing`), got NaN",
    ],
    [
      "a negative probability",
      open([
        [1.5, -0.5],
        [0, 1],
      ]),
      "out_of_range",
      "matrix.0.1: expected a number of at least 0, got a negative number",
    ],
    ["a row above 1", open([[2]]), "conflict", "matrix.0: expected a row that sums to 1, got 2"],
    [
      "too few names",
      open({ matrix: [[1]], stages: [] }),
      "length_mismatch",
      "matrix.stages: expected 1 names, got 0",
    ],
    [
      "names that are no list",
      open({ matrix: [[1]], stages: "a" }),
      "length_mismatch",
      "matrix.stages: expected 1 names, got a string of 1 character",
    ],
    [
      "a long run that depends on the start",
      open(split),
      "conflict",
      "options.start: expected customers by stage at the start: 2 groups of stages are never left, got nothing",
    ],
    [
      "a start of nobody",
      () => steadyState(split, { start: [0, 0, 0] }),
      "out_of_range",
      "options.start: expected numbers of at least 0, not all 0, got others",
    ],
    [
      "a start below 0",
      () => steadyState(split, { start: [3, -1, 0] }),
      "out_of_range",
      "options.start: expected numbers of at least 0, not all 0, got others",
    ],
    [
      "another option of the long run",
      () => steadyState(split, { begin: 1 } as never),
      "unknown_name",
      "options.begin: expected one of start, got another name",
    ],
    [
      "an end that is no stage",
      () => absorption(chain, { end: ["gone", "lost"] as never }),
      "unknown_name",
      "options.end.1: expected a stage of the matrix, got another name",
    ],
    [
      "another option of ends",
      () => absorption(chain, { ends: [] } as never),
      "unknown_name",
      "options.ends: expected one of end, got another name",
    ],
    [
      "another option of times",
      () => expectedTimeInStage(chain, { ends: [] } as never),
      "unknown_name",
      "options.ends: expected one of end, got another name",
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
    [
      "a stage that does not occur",
      time({ stage: "newer" }),
      "unknown_name",
      "options.stage: expected one of new, got a string of 5 characters",
    ],
    [
      "a certain curve",
      time({ confidence: 1 }),
      "out_of_range",
      "options.confidence: expected a finite number above 0 to 0.9999999999999998, got a positive integer",
    ],
    [
      "a curve of no confidence",
      time({ confidence: 0 }),
      "out_of_range",
      "options.confidence: expected a finite number above 0 to 0.9999999999999998, got zero",
    ],
    [
      "a curve with another option",
      time({ days: 1 }),
      "unknown_name",
      "options.days: expected one of stage, confidence, asOf, got another name",
    ],
    [
      "a timeline that nobody dates",
      time({ asOf: undefined }),
      "missing",
      'options.asOf: expected a date such as "2026-01-31", got nothing',
    ],
    [
      "a bad day of looking",
      time({ asOf: "soon" }),
      "invalid_date",
      "options.asOf: expected a Date, an ISO date, or an ISO date-time with Z or an offset, got a string of 4 characters",
    ],
    [
      "a stay without a stage",
      time({}, [{ ...stays[0], stage: null }]),
      "missing",
      "timeline.0.stage: expected a string, got null",
    ],
    [
      "a stay without a customer",
      time({}, [{ ...stays[0], customerId: null }]),
      "missing",
      "timeline.0.customerId: expected a string or a finite number, got null",
    ],
    [
      "a stay of a bad day",
      time({}, [{ ...stays[0], since: "soon" }]),
      "invalid_date",
      "timeline.0.since: expected a Date, an ISO date, or an ISO date-time with Z or an offset, got a string of 4 characters",
    ],
    [
      "a stay of a bad end",
      time({}, [{ ...stays[0], until: "soon" }]),
      "invalid_date",
      "timeline.0.until: expected a Date, an ISO date, or an ISO date-time with Z or an offset, got a string of 4 characters",
    ],
    [
      "shares with another option",
      shares({ asOf, months: 1 }),
      "unknown_name",
      "options.months: expected one of period, weekStartsOn, stages, smoothing, confidence, asOf, got another name",
    ],
    [
      "shares of another period",
      shares({ asOf, period: "hour" }),
      "unknown_name",
      "options.period: expected one of day, week, month, quarter, year, got a string of 4 characters",
    ],
    [
      "shares of a bad week",
      shares({ asOf, period: "week", weekStartsOn: 7 }),
      "out_of_range",
      "options.weekStartsOn: expected a whole number from 0 to 6, got a positive integer",
    ],
    [
      "shares of a week before Sunday",
      shares({ asOf, weekStartsOn: -1 }),
      "out_of_range",
      "options.weekStartsOn: expected a whole number from 0 to 6, got a negative number",
    ],
    [
      "shares of half a week",
      shares({ asOf, weekStartsOn: 0.5 }),
      "out_of_range",
      "options.weekStartsOn: expected a whole number from 0 to 6, got a positive number",
    ],
    [
      "negative smoothing",
      shares({ asOf, smoothing: -1 }),
      "out_of_range",
      "options.smoothing: expected a finite number from 0, got a negative number",
    ],
    [
      "certain shares",
      shares({ asOf, confidence: 1 }),
      "out_of_range",
      "options.confidence: expected a finite number above 0 to 0.9999999999999998, got a positive integer",
    ],
    [
      "shares of no confidence",
      shares({ asOf, confidence: 0 }),
      "out_of_range",
      "options.confidence: expected a finite number above 0 to 0.9999999999999998, got zero",
    ],
    [
      "shares without a day",
      shares({}),
      "missing",
      'options.asOf: expected a date such as "2026-01-31", got nothing',
    ],
    [
      "moves from nowhere",
      shares({}, [{ from: null, to: "a" }]),
      "missing",
      "moves.0.from: expected a string, got null",
    ],
    [
      "moves to nowhere",
      shares({}, [{ from: "a", to: 3 }]),
      "wrong_type",
      "moves.0.to: expected a string, got a positive integer",
    ],
    [
      "fewer moves than none",
      shares({}, [{ from: "a", to: "b", count: -1 }]),
      "out_of_range",
      "moves.0.count: expected a number of at least 0, got a negative number",
    ],
    [
      "moves of a numbered period",
      shares({}, [{ from: "a", to: "b", period: 3 }]),
      "wrong_type",
      "moves.0.period: expected a string, got a positive integer",
    ],
    ["no moves", shares({}, null), "wrong_type", "moves: expected an array of rows or { columns }, got null"],
  ])("%s", (_name, run, code, message) => {
    expect(caught(run)).toMatchObject({ name: "ScoringError", code, message });
  });
});
