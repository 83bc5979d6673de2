import { describe, expect, test } from "vitest";
import { stageTransitions } from "../../src/lifecycle/index.ts";
import { caught, type RefusalText } from "../core/base.ts";

const stay = (customerId: string, stage: string, since: string | null, until: string | null) => ({
  customerId,
  stage,
  since,
  until,
});
/** In no order: ann leaves `new` within a day of February, bob's first stay began on a day nobody knows. */
const stays = [
  stay("bob", "new", "2026-02-28", null),
  stay("ann", "lost", "2026-02-10", null),
  stay("ann", "new", "2026-01-05", "2026-02-10"),
  stay("ann", "trial", "2026-02-10", "2026-02-10"),
  stay("bob", "old", null, "2026-02-28"),
  stay("cat", "new", "2026-03-31", null),
];
const asOf = "2026-04-15";
const moves = [
  { from: "active", to: "active", count: 30, period: "one" },
  { from: "active", to: "lost", count: 10, period: "two" },
  { from: "lost", to: "lost", count: null, period: null },
];
const one = stageTransitions(moves);

describe("stageTransitions", () => {
  test("counts who was where at the ends of whole months, each stay till the day before it is left", () => {
    const months = stageTransitions(stays, { asOf });
    expect(months.stages).toEqual(["new", "lost", "old"]);
    expect(months.counts).toEqual([
      [1, 1, 0],
      [0, 1, 0],
      [1, 0, 0],
    ]);
    expect(months.matrix).toEqual([
      [0.5, 0.5, 0],
      [0, 1, 0],
      [1, 0, 0],
    ]);
    expect(months.unseen).toEqual([]);
    const seen = months
      .byPeriod()
      .toRows()
      .filter(({ count }) => count > 0);
    expect(seen.map(({ period, from, to, count }) => [period, from, to, count])).toEqual([
      ["2026-02-01", "new", "lost", 1],
      ["2026-02-01", "old", "new", 1],
      ["2026-03-01", "new", "new", 1],
      ["2026-03-01", "lost", "lost", 1],
    ]);
    expect(months.byPeriod()).toHaveLength(3 * 9);
    expect(months.byPeriod().columns.period[0]).toBe("2026-01-01");
  });

  test("puts stays in order, those of which no beginning is known first", () => {
    const odd = [
      stay("dan", "old", null, "2026-02-10"),
      stay("dan", "new", "2026-02-10", null),
      stay("ann", "lost", "2026-02-10", null),
      stay("ann", "new", "2026-01-05", "2026-02-10"),
    ];
    const { stages, counts } = stageTransitions(odd, { asOf: "2026-02-28" });
    expect([stages, counts]).toEqual([
      ["old", "new", "lost"],
      [
        [0, 1, 0],
        [0, 0, 1],
        [0, 0, 0],
      ],
    ]);
  });

  test("takes a timeline's own day and the order of its stages, and a period that ends with the day", () => {
    const timeline = {
      columns: {
        customerId: ["ann", "ann"],
        stage: ["new", "lost"],
        since: ["2026-01-05", "2026-01-12"],
        until: ["2026-01-12", null],
      },
      stages: ["lost", "gone", "new"],
      asOf: "2026-01-18",
    };
    const weeks = stageTransitions(timeline, { period: "week" });
    expect([weeks.stages, weeks.counts]).toEqual([
      ["lost", "new"],
      [
        [0, 0],
        [1, 0],
      ],
    ]);
    expect(weeks.byPeriod().slice(0, 1).columns.period).toEqual(["2026-01-05"]);
    // Of weeks from Sunday on none is whole but the one up to the 10th and that up to the 17th.
    const sundays = stageTransitions(timeline, { period: "week", weekStartsOn: 0 });
    expect(Array.from(new Set(sundays.byPeriod().columns.period))).toEqual(["2026-01-04", "2026-01-11"]);
    expect(stageTransitions(timeline, { period: "week", asOf: "2026-01-17" }).counts).toEqual([]);
    expect(stageTransitions(timeline, { period: "week", weekStartsOn: 6, asOf: "2026-01-17" }).length).toBe(
      4,
    );
  });

  test("adds up moves, each once where no count is given, with Wilson's intervals of 95 %", () => {
    expect(one.stages).toEqual(["active", "lost"]);
    expect(one.row(1)).toEqual({
      from: "active",
      to: "lost",
      count: 10,
      probability: 0.25,
      low: expect.closeTo(0.141871186391, 12),
      high: expect.closeTo(0.401939614208, 12),
    });
    expect(one.counts).toEqual([
      [30, 10],
      [0, 1],
    ]);
    const narrow = stageTransitions(moves, { confidence: 0.5 }).row(1);
    expect([narrow.low, narrow.high]).toEqual([
      expect.closeTo(0.206806626705, 12),
      expect.closeTo(0.298816128678, 12),
    ]);
    // Nobody of `lost` left it: the interval ends at 1, and never leaves [0, 1].
    expect([one.row(3).low, one.row(3).high]).toEqual([expect.closeTo(0.206549314377, 12), 1]);
    expect([one.row(2).low, one.row(2).high]).toEqual([0, expect.closeTo(0.793450685623, 12)]);
    const { period, count } = one.byPeriod().columns;
    expect(period).toEqual(["one", "two", ""].flatMap((name) => [name, name, name, name]));
    expect(Array.from(count)).toEqual([30, 0, 0, 0, 0, 10, 0, 0, 0, 0, 0, 1]);
    expect(one.byPeriod().row(6)).toMatchObject({
      period: "two",
      from: "lost",
      to: "active",
      probability: null,
    });
    const plain = stageTransitions([
      { from: "a", to: "b" },
      { from: "a", to: "a" },
    ]);
    expect([plain.matrix, plain.unseen]).toEqual([
      [
        [0.5, 0.5],
        [Number.NaN, Number.NaN],
      ],
      ["b"],
    ]);
    expect(plain.byPeriod().columns.period).toEqual(["", "", "", ""]);
  });

  test("smooths, and leaves out the stages that are not asked for", () => {
    expect(stageTransitions(moves, { smoothing: 1 }).matrix).toEqual([
      [31 / 42, 11 / 42],
      [1 / 3, 2 / 3],
    ]);
    const some = stageTransitions(moves, { stages: ["lost", "won"], smoothing: 0.5 });
    expect([some.counts, some.matrix]).toEqual([
      [
        [1, 0],
        [0, 0],
      ],
      [
        [0.75, 0.25],
        [0.5, 0.5],
      ],
    ]);
    expect(Array.from(some.byPeriod().columns.count)).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0]);
    expect(stageTransitions(stays, { asOf, stages: ["lost"] }).counts).toEqual([[1]]);
    expect(stageTransitions([]).toRows()).toEqual([]);
  });
});

describe("refusals", () => {
  const shares =
    (options: unknown, input: unknown = stays) =>
    () =>
      stageTransitions(input as never, options as never);

  test.each<RefusalText>([
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
