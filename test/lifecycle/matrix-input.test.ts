import { describe, expect, test } from "vitest";
import { absorption, expectedTimeInStage, forecastStageMix, steadyState } from "../../src/lifecycle/index.ts";
import { caught, type RefusalText } from "../core/base.ts";

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

describe("a matrix", () => {
  test("has a long run, of several groups that are never left by where customers start", () => {
    expect(steadyState(chain)).toEqual(Float64Array.of(0, 0, 1));
    expect(Array.from(steadyState(split, { start: [10, 5, 0] }))).toEqual([
      0,
      expect.closeTo(11 / 15, 12),
      expect.closeTo(4 / 15, 12),
    ]);
    expect(steadyState(chain, { start: { trial: 1, paying: 0, gone: 0 } })).toEqual(Float64Array.of(0, 0, 1));
    expect(
      Array.from(
        steadyState([
          [0, 1],
          [1, 0],
        ]),
      ),
    ).toEqual([0.5, 0.5]);
  });

  test("takes time to its end, which may be named", () => {
    const times = expectedTimeInStage(chain);
    expect(times.toRows()).toEqual([
      { stage: "trial", perVisit: 2, beforeEnd: expect.closeTo(2 + 2 * 0.3 * 4, 12) },
      { stage: "paying", perVisit: 4, beforeEnd: 4 },
      { stage: "gone", perVisit: null, beforeEnd: 0 },
    ]);
    expect(times.live).toEqual(["trial", "paying"]);
    expect(times.visits).toEqual([
      [2, expect.closeTo(2.4, 12)],
      [0, 4],
    ]);
    expect(times.indexOf("gone")).toBe(2);
    const paid = expectedTimeInStage(chain, { end: ["paying", "gone"] });
    expect([paid.live, paid.columns.beforeEnd]).toEqual([["trial"], Float64Array.of(2, 0, 0)]);
    // Who is gone never pays: the end may never come.
    const never = expectedTimeInStage(chain, { end: ["paying"] });
    expect([never.live, never.visits, never.row(0).beforeEnd, never.row(1).beforeEnd]).toEqual([
      ...[["trial", "gone"], [], null, 0],
    ]);
  });

  test("ends somewhere: in one of the groups that are never left, or of the stages named", () => {
    expect(absorption(chain, { end: ["paying", "gone"] }).toRows()).toEqual([
      { stage: "trial", end: "paying", probability: 0.6 },
      { stage: "trial", end: "gone", probability: 0.4 },
      { stage: "paying", end: "paying", probability: 1 },
      { stage: "paying", end: "gone", probability: 0 },
      { stage: "gone", end: "paying", probability: 0 },
      { stage: "gone", end: "gone", probability: 1 },
    ]);
    const pair = absorption([
      [0.5, 0.25, 0, 0.25],
      [0, 0, 1, 0],
      [0, 1, 0, 0],
      [0, 0, 0, 1],
    ]);
    expect(pair.slice(0, 2).toRows()).toEqual([
      { stage: "0", end: "1+2", probability: 0.5 },
      { stage: "0", end: "3", probability: 0.5 },
    ]);
    expect(pair.indexOf("3")).toBe(6);
  });

  test("forecasts a mix, joined or not, by name or in order", () => {
    const two = {
      stages: ["active", "lost"],
      matrix: [
        [0.75, 0.25],
        [0, 1],
      ],
    };
    expect(forecastStageMix(two, [0, 0], { periods: 1, joining: { active: 4, lost: 0 } }).toRows()).toEqual([
      { period: 0, stage: "active", customers: 0, share: null },
      { period: 0, stage: "lost", customers: 0, share: null },
      { period: 1, stage: "active", customers: 4, share: 1 },
      { period: 1, stage: "lost", customers: 0, share: 0 },
    ]);
    const alone = forecastStageMix(two, { active: 16, lost: 4 }, { periods: 2 });
    expect(alone.columns).toMatchObject({
      customers: Float64Array.of(16, 4, 12, 8, 9, 11),
      share: Float64Array.of(0.8, 0.2, 0.6, 0.4, 0.45, 0.55),
      period: Float64Array.of(0, 0, 1, 1, 2, 2),
    });
    expect(alone.indexOf("lost")).toBe(1);
    expect(forecastStageMix(two, Float64Array.of(1, 1), { periods: 0 })).toHaveLength(2);
  });

  test("tolerates rounded shares, and no more", () => {
    expect(
      steadyState(
        [
          [1 - 9e-7, 0],
          [0, 1],
        ],
        { start: [1, 0] },
      ),
    ).toHaveLength(2);
    expect(
      caught(() =>
        steadyState([
          [1 - 1.1e-6, 0],
          [0, 1],
        ]),
      ),
    ).toMatchObject({ code: "conflict" });
  });
});

describe("refusals", () => {
  const mix =
    (given: unknown, options: object = { periods: 1 }) =>
    () =>
      forecastStageMix(chain, given as never, options as never);
  const open = (matrix: unknown) => () => steadyState(matrix as never);

  test.each<RefusalText>([
    [
      "ends that are no list",
      () => absorption(chain, { end: "gone" as never }),
      "wrong_type",
      "options.end: expected a list of stages, got a string of 4 characters",
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
  ])("%s", (_name, run, code, message) => {
    expect(caught(run)).toMatchObject({ name: "ScoringError", code, message });
  });
});
