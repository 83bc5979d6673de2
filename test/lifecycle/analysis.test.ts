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
import { caught } from "../core/base.ts";

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

describe("timeInStage", () => {
  const days = (customerId: string, since: number, until: number | null, stage = "new") =>
    stay(customerId, stage, `2026-01-${since}`, until === null ? null : `2026-01-${until}`);
  const timeline = [
    days("ann", 10, 11),
    days("bob", 10, 14),
    days("cat", 10, null),
    days("dan", 10, 12, "old"),
    stay("eve", "new", null, "2026-01-12"),
  ];

  test("is the Kaplan-Meier curve of the stays whose beginning is known", () => {
    const curve = timeInStage(timeline, { stage: "new", asOf: "2026-01-12" });
    expect(curve.toRows()).toEqual([
      {
        days: 1,
        atRisk: 3,
        left: 1,
        survival: expect.closeTo(2 / 3, 12),
        low: expect.any(Number),
        high: expect.any(Number),
      },
      { days: 4, atRisk: 1, left: 1, survival: 0, low: null, high: null },
    ]);
    expect([curve.stays, curve.open, curve.medianDays, curve.meanDays]).toEqual([
      ...[3, 1, 4, expect.closeTo(1 + (3 * 2) / 3, 12)],
    ]);
    expect(curve.indexOf("4")).toBe(1);
    const wide = timeInStage(timeline, { stage: "new", asOf: "2026-01-12", confidence: 0.99 });
    expect(wide.row(0).low).toBeLessThan(curve.row(0).low as number);
    const same = timeInStage(timeline, { stage: "new", asOf: "2026-01-12", confidence: 0.95 });
    expect(same.toRows()).toEqual(curve.toRows());
  });

  test("has no mean without a stay whose beginning is known, and no median while half are there", () => {
    const none = timeInStage([timeline[4] as never], { stage: "new", asOf: "2026-01-12" });
    expect([none.stays, none.open, none.medianDays, none.meanDays, none.length]).toEqual([
      0,
      0,
      null,
      null,
      0,
    ]);
    const open = timeInStage([timeline[2] as never], {
      stage: "new",
      asOf: new Date("2026-01-12T23:00:00Z"),
    });
    expect([open.open, open.medianDays, open.meanDays]).toEqual([1, null, 2]);
  });
});

describe("growthAccounting", () => {
  const order = (customerId: string, at: string, amount: number) => ({ customerId, at, amount });
  const orders = [
    order("ann", "2026-01-10", 50),
    order("ann", "2026-01-20", 0.1),
    order("ann", "2026-04-03", 80),
    order("bob", "2026-01-12", 20),
    order("bob", "2026-02-20", 15),
    order("bob", "2026-03-01", 40),
  ];
  const short = (options: object) =>
    growthAccounting(orders, { asOf: "2026-04-30", ...options })
      .toRows()
      .map((row) => [row.active, row.new, row.retained, row.resurrected, row.churned]);

  test("tells where customers and money of each month come from and go to", () => {
    const growth = growthAccounting(orders, { asOf: "2026-04-29" });
    expect(growth.toRows()).toEqual([
      {
        ...{ period: "2026-01-01", end: "2026-01-31", complete: true, quickRatio: null, netChurn: null },
        ...{ active: 2, new: 2, retained: 0, resurrected: 0, churned: 0, grossRetention: null },
        ...{ revenue: 70.1, newRevenue: 70.1, retainedRevenue: 0, resurrectedRevenue: 0, expansion: 0 },
        ...{ contraction: 0, churnedRevenue: 0, revenueQuickRatio: null },
      },
      {
        ...{ period: "2026-02-01", end: "2026-02-28", complete: true, quickRatio: 0 },
        ...{ active: 1, new: 0, retained: 1, resurrected: 0, churned: 1 },
        ...{ revenue: 15, newRevenue: 0, retainedRevenue: 15, resurrectedRevenue: 0, expansion: 0 },
        ...{ contraction: 5, churnedRevenue: 50.1, revenueQuickRatio: 0 },
        ...{ grossRetention: 15 / 70.1, netChurn: 55.1 / 70.1 },
      },
      {
        ...{ period: "2026-03-01", end: "2026-03-31", complete: true, quickRatio: null },
        ...{ active: 1, new: 0, retained: 1, resurrected: 0, churned: 0 },
        ...{ revenue: 40, newRevenue: 0, retainedRevenue: 15, resurrectedRevenue: 0, expansion: 25 },
        ...{ contraction: 0, churnedRevenue: 0, revenueQuickRatio: null },
        ...{ grossRetention: 1, netChurn: -25 / 15 },
      },
      {
        ...{ period: "2026-04-01", end: "2026-04-30", complete: false, quickRatio: 1 },
        ...{ active: 1, new: 0, retained: 0, resurrected: 1, churned: 1 },
        ...{ revenue: 80, newRevenue: 0, retainedRevenue: 0, resurrectedRevenue: 80, expansion: 0 },
        ...{ contraction: 0, churnedRevenue: 40, revenueQuickRatio: 2 },
        ...{ grossRetention: 0, netChurn: -1 },
      },
    ]);
    expect(growth.indexOf("2026-03-01")).toBe(2);
    expect(growthAccounting(orders, { asOf: "2026-04-30" }).row(3).complete).toBe(true);
  });

  test("lets the host say who has churned and who is new again", () => {
    expect(short({ churnedAfter: 2 })).toEqual([
      [2, 2, 0, 0, 0],
      [1, 0, 1, 0, 0],
      [1, 0, 1, 0, 1],
      [1, 0, 0, 1, 0],
    ]);
    expect(short({ churnedAfter: 3 })[3]).toEqual([1, 0, 1, 0, 0]);
    expect(short({ newAfter: 2 })[3]).toEqual([1, 1, 0, 0, 1]);
    expect(short({ newAfter: 3 })[3]).toEqual([1, 0, 0, 1, 1]);
  });

  test("of weeks from any day, and of windows that end with the day of looking", () => {
    const starts = (options: object) => growthAccounting(orders, { asOf: "2026-01-23", ...options }).columns;
    expect(starts({ period: "week" }).period).toEqual(["2026-01-05", "2026-01-12", "2026-01-19"]);
    expect(starts({ period: "week", weekStartsOn: 6 }).period).toEqual(["2026-01-10", "2026-01-17"]);
    expect(starts({ windowDays: 7 }).period).toEqual(["2026-01-10", "2026-01-17"]);
    expect(starts({ windowDays: 7 }).end).toEqual(["2026-01-16", "2026-01-23"]);
    expect(starts({ windowDays: 7 }).active).toEqual(Float64Array.of(2, 1));
    const rolling = starts({ windowDays: 8, stepDays: 4 });
    expect(rolling.end).toEqual(["2026-01-11", "2026-01-15", "2026-01-19", "2026-01-23"]);
    expect(rolling.active).toEqual(Float64Array.of(1, 2, 1, 1));
    expect(rolling.retained).toEqual(Float64Array.of(0, 0, 0, 1));
    // Every third day, or tenth, with what lies seven days before each.
    const third = starts({ windowDays: 7, stepDays: 3 });
    expect(third.end).toEqual(["2026-01-11", "2026-01-14", "2026-01-17", "2026-01-20", "2026-01-23"]);
    expect(third.period).toEqual(["2026-01-05", "2026-01-08", "2026-01-11", "2026-01-14", "2026-01-17"]);
    expect(third.active).toEqual(Float64Array.of(1, 2, 1, 1, 1));
    expect(third.churned).toEqual(Float64Array.of(0, 0, 1, 1, 1));
    expect(starts({ windowDays: 7, stepDays: 10 }).end).toEqual(["2026-01-13", "2026-01-23"]);
    expect(
      growthAccounting(orders, { asOf: "2026-01-10", windowDays: 30, stepDays: 10 }).columns.end,
    ).toEqual(["2026-01-10"]);
    expect(growthAccounting([], { asOf: "2026-01-10" }).toRows()).toMatchObject([
      { period: "2026-01-01", active: 0, quickRatio: null },
    ]);
  });
});
