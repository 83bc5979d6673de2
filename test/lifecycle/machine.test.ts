import { describe, expect, test } from "vitest";
import { purchaseDays } from "../../src/history/index.ts";
import { en } from "../../src/labels/en/index.ts";
import {
  defineLifecycle,
  learnThresholds,
  lifecycles,
  managementType,
  nextTransitions,
  replay,
  stageOf,
  type Threshold,
  toMermaid,
  transition,
} from "../../src/lifecycle/index.ts";
import { caught } from "../core/base.ts";
import { day } from "./base.ts";

const { classic, commerce, emarsys, funnel, subscription } = lifecycles;

describe("classic, on both sides of each boundary", () => {
  test.each([
    [{}, "prospect"],
    [{ orders: 0 }, "prospect"],
    [{ orders: 1, lastPurchase: day(0) }, "new"],
    [{ orders: 1, lastPurchase: day(-90) }, "new"],
    [{ orders: 1, lastPurchase: day(-91) }, "at-risk"],
    [{ orders: 2, lastPurchase: day(-90) }, "growing"],
    [{ orders: 4, lastPurchase: day(-1) }, "growing"],
    [{ orders: 5, lastPurchase: day(-1) }, "mature"],
    [{ orders: 50, lastPurchase: day(-180) }, "at-risk"],
    [{ orders: 50, lastPurchase: day(-181) }, "dormant"],
    [{ orders: 1, lastPurchase: day(-365) }, "dormant"],
    [{ orders: 1, lastPurchase: day(-366) }, "lost"],
    [{ orders: 6, previousPurchase: day(-190), lastPurchase: day(-10) }, "mature"],
    [{ orders: 6, previousPurchase: day(-191), lastPurchase: day(-10) }, "won-back"],
    [{ orders: 2, firstPurchase: day(-400), lastPurchase: day(-10) }, "won-back"],
    [{ orders: 2, firstPurchase: day(-400), lastPurchase: day(-101) }, "at-risk"],
    // Orders without a date are still orders; those after the day of looking are not.
    [{ orders: 3 }, "growing"],
    [{ orders: 1, lastPurchase: day(1) }, "prospect"],
  ])("%o: %s", (facts, stage) => {
    expect(stageOf(classic, facts, { asOf: day(0) }).stage).toBe(stage);
  });

  test("a purchase after a short silence leads back to where the orders belong", () => {
    const state = { stage: "at-risk", since: day(0), facts: { orders: 4, lastPurchase: day(-91) } } as const;
    const { state: after, reason } = transition(classic, state, { type: "purchase", at: day(3) });
    expect([after.stage, after.since, after.facts.orders]).toEqual(["mature", day(3), 5]);
    expect(reason).toEqual({
      code: "lifecycle_orders",
      stage: "mature",
      from: "stage.at-risk",
      at: day(3),
      event: "purchase",
      days: 94,
      orders: 5,
    });
  });
});

describe("commerce, on both sides of each boundary", () => {
  test.each([
    [1, 60, "new"],
    [1, 61, "at-risk"],
    [2, 60, "active"],
    [3, 60, "active"],
    [4, 60, "loyal"],
    [4, 180, "at-risk"],
    [4, 181, "churned"],
  ])("%i orders, the last %i days ago: %s", (orders, recencyDays, stage) => {
    expect(stageOf(commerce, { orders, recencyDays }, { asOf: day(0) }).stage).toBe(stage);
  });
});

describe("subscription", () => {
  test.each([
    [{}, "prospect"],
    [{ trialStartedAt: day(-3), trialEndsAt: day(0) }, "trial"],
    [{ trialStartedAt: day(-3), trialEndsAt: day(-1) }, "lapsed"],
    [{ trialEndsAt: day(5) }, "trial"],
    [{ plan: "pro", renewsAt: day(31) }, "active"],
    [{ plan: "pro", renewsAt: day(30) }, "renewal-due"],
    [{ plan: "pro", renewsAt: day(0) }, "renewal-due"],
    [{ plan: "pro", renewsAt: day(-1) }, "past-due"],
    [{ plan: "pro", renewsAt: day(-30) }, "past-due"],
    [{ plan: "pro", renewsAt: day(-31) }, "lapsed"],
    [{ startedAt: day(-99), renewsAt: day(0), cancelledAt: day(-9) }, "cancelled"],
    [{ startedAt: day(-99), renewsAt: day(-1), cancelledAt: day(-9) }, "lapsed"],
    [{ startedAt: day(-9), renewsAt: day(90), cancelledAt: day(-99) }, "active"],
    [{ startedAt: day(-9) }, "active"],
  ])("%o: %s", (facts, stage) => {
    expect(stageOf(subscription, facts, { asOf: day(0) }).stage).toBe(stage);
  });

  test("who subscribes again is won back, up to the renewal", () => {
    const events = [
      { type: "subscribed", at: day(0), plan: "pro", renewsAt: day(365) },
      { type: "renewed", at: day(365), renewsAt: day(730) },
      { type: "cancelled", at: day(400) },
      { type: "subscribed", at: day(800), plan: "team", renewsAt: day(1165) },
      { type: "renewed", at: day(1164), renewsAt: day(1530) },
    ] as const;
    const { columns, states } = replay(subscription, events, { asOf: day(1200) });
    expect(columns.stage).toEqual([
      ...[
        "prospect",
        "active",
        "renewal-due",
        "active",
        "cancelled",
        "lapsed",
        "won-back",
        "renewal-due",
        "active",
      ],
    ]);
    expect(states().get("")?.facts).toEqual({ plan: "team", startedAt: day(800), renewsAt: day(1530) });
  });
});

describe("funnel", () => {
  test("only goes forward, but by being cleared", () => {
    const events = [
      { type: "deal-won", at: day(0) },
      { type: "form-submitted", at: day(1) },
      { type: "subscribed", at: day(2) },
    ] as const;
    const forward = replay(funnel, events, { asOf: day(9) });
    expect(forward.columns.stage).toEqual(["none", "customer"]);
    const cleared = replay(
      funnel,
      [...events, { type: "cleared", at: day(3) }, { type: "form-submitted", at: day(4) }],
      {
        asOf: day(9),
      },
    );
    expect(cleared.columns.stage).toEqual(["none", "customer", "none", "lead"]);
    const facts = { dealWonAt: day(-9), clearedAt: day(-5), formAt: day(-2) };
    expect(stageOf(funnel, facts, { asOf: day(0) }).stage).toBe("lead");
  });
});

describe("time on events", () => {
  const shop = defineLifecycle({
    stages: ["calm", "keen", "cold"],
    events: ["buy"],
    facts: { last: "date" },
    initial: "calm",
    updates: { buy: { last: "at" } },
    transitions: [
      { from: "*", on: "buy", to: "keen", before: { since: "last", moreThan: 7 }, reason: "soon_again" },
      { from: "*", on: "buy", to: "cold", after: { since: "last", moreThan: 30 } },
      { from: ["keen", "cold"], after: { atLeast: 60 }, to: "calm" },
    ],
  });
  const buys = (...days: number[]) =>
    replay(
      shop,
      days.map((n) => ({ type: "buy" as const, at: day(n) })),
      { asOf: day(days[days.length - 1] as number) },
    );

  test("is that before the event, up to a day and from a day on", () => {
    expect(buys(0, 7).columns.stage).toEqual(["calm", "keen"]);
    expect(buys(0, 8).columns.stage).toEqual(["calm"]);
    expect(buys(0, 30).columns.stage).toEqual(["calm"]);
    expect(buys(0, 31).columns.stage).toEqual(["calm", "cold"]);
  });

  test("in a stage counts from entering it, and comes before the events of its day", () => {
    const stays = buys(0, 5, 64, 66);
    expect(stays.toRows().map(({ stage, since, until }) => [stage, since, until])).toEqual([
      ["calm", day(0), day(5)],
      ["keen", day(5), day(64)],
      ["cold", day(64), day(66)],
      ["keen", day(66), null],
    ]);
    expect(buys(0, 5, 65).columns.stage).toEqual(["calm", "keen", "calm", "cold"]);
    expect(stays.columns.reason).toEqual([
      ...["lifecycle_initial", "soon_again", "lifecycle_event", "soon_again"],
    ]);
  });
});

describe("thresholds of customers' own rhythm", () => {
  const withRule = (atRisk: Threshold) => ({ ...commerce, thresholds: { ...commerce.thresholds, atRisk } });
  const facts = {
    orders: 5,
    lastPurchase: day(0),
    frequency: 4,
    meanGapDays: 20,
    gapStdDays: 10,
    sumLogGaps: 4 * Math.log(18),
  };
  const limit = (atRisk: Threshold, changes: object = {}) => {
    const state = { stage: "loyal", since: day(0), facts: { ...facts, ...changes } } as const;
    return nextTransitions(withRule(atRisk), state as never)[0]?.limitDays as number;
  };
  const base = { mean: 40, std: 20, logMean: Math.log(36), logStd: 0.5 };

  test("are a multiple of the own mean gap, drawn to the base where gaps are few", () => {
    expect(limit({ rule: "own-ratio", ratio: 1.5, days: 90 })).toBe(30);
    expect(limit({ rule: "own-ratio", ratio: 1.5, days: 90, base })).toBeCloseTo(
      1.5 * ((4 * 20 + 2 * 40) / 6),
      12,
    );
    expect(limit({ rule: "own-ratio", ratio: 1.5, days: 90, base, weight: 0 })).toBe(30);
    expect(limit({ rule: "own-ratio", ratio: 1.5, days: 90 }, { frequency: 1 })).toBe(90);
    expect(limit({ rule: "own-ratio", ratio: 1.5, days: 90, minGaps: 1 }, { frequency: 1 })).toBe(30);
    expect(limit({ rule: "own-ratio", ratio: 9, days: 90, atMost: 100 })).toBe(100);
    expect(limit({ rule: "own-ratio", ratio: 0.1, days: 90, atLeast: 7 })).toBe(7);
  });

  test("are a quantile of the own gaps, or of a distribution with their mean and spread", () => {
    const quantile = { rule: "own-quantile", probability: 0.9, days: 90 } as const;
    expect(limit(quantile, { gapQuantileDays: 33 })).toBe(33);
    expect(limit(quantile)).toBe(90);
    expect(limit({ ...quantile, base }, { gapQuantileDays: 33 })).toBeCloseTo((4 * 33 + 2 * 90) / 6, 12);
    // Gamma of mean 20 and deviation 10: shape 4, scale 5; chi-square of 8 degrees at 90 % is 13.362.
    expect(limit({ rule: "own-gamma", probability: 0.9, days: 90 })).toBeCloseTo(2.5 * 13.3615661, 5);
    // Normal above 0: 1 - 0.1 (1 - P(-2)) is the 90.2275 % point of the normal distribution.
    expect(limit({ rule: "own-normal", probability: 0.9, days: 90 })).toBeCloseTo(
      20 + 10 * 1.2946239866451341,
      6,
    );
    // Log-normal with mean 20 and mean logarithm ln 18: variance 2 ln(20/18).
    const spread = Math.sqrt(2 * Math.log(20 / 18));
    expect(limit({ rule: "own-lognormal", probability: 0.9, days: 90 })).toBeCloseTo(
      18 * Math.exp(1.2815515655 * spread),
      6,
    );
    expect(limit({ rule: "own-gamma", probability: 0.9, days: 90 }, { gapStdDays: 0 })).toBe(20);
    expect(limit({ rule: "own-gamma", probability: 0.9, days: 90 }, { gapStdDays: null })).toBe(90);
    expect(limit({ rule: "own-gamma", probability: 0.9, days: 90, base })).toBeGreaterThan(33);
  });

  test("are learned: exactly from purchase days, nearly from a history", () => {
    const orders = [0, 10, 30, 70].map((n) => ({ customerId: "ann", at: day(n), amount: 1 }));
    const bought = purchaseDays([...orders, { customerId: "bob", at: day(3), amount: 1 }], { asOf: day(99) });
    const own = withRule({ rule: "own-gamma", probability: 0.5, days: 1 });
    const learned = learnThresholds(bought, { lifecycle: own });
    expect(learned.thresholds.churned.days).toBeCloseTo(32, 12);
    expect(learned.thresholds.atRisk).toMatchObject({ days: 20, base: { mean: 70 / 3 } });
    expect(learned.learned).toMatchObject({ gaps: 3, customers: 1 });
    const pair = learnThresholds([{ frequency: 2, meanGapDays: 20, gapStdDays: Math.sqrt(200) }], {
      lifecycle: commerce,
    });
    expect(pair.thresholds.atRisk.days).toBeCloseTo(18, 12);
    const many = learnThresholds([{ frequency: 401, meanGapDays: 20, gapStdDays: 10 }], {
      lifecycle: commerce,
    });
    expect(many.learned?.meanGapDays).toBeCloseTo(20, 1);
    expect(many.learned?.gapStdDays).toBeCloseTo(10, 0);
    expect(
      learnThresholds([{ frequency: 0, meanGapDays: null, gapStdDays: null }], { lifecycle: commerce }),
    ).toBe(commerce);
    expect(learnThresholds(bought, { lifecycle: classic }).thresholds).toEqual(classic.thresholds);
  });
});

describe("toMermaid", () => {
  test("draws stages by their names and arrows by their causes", () => {
    const text = toMermaid(emarsys, { names: en.names, direction: "TB" });
    expect(text.split("\n").slice(0, 4)).toEqual([
      "stateDiagram-v2",
      "  direction TB",
      '  state "Lead" as s0',
      '  state "New lead" as s1',
    ]);
    expect(text).toContain("  s5 --> s6: purchase [orders ≥ 2]\n");
    expect(text).toContain("  s6 --> s7: over active (90 d) since lastPurchase\n");
  });

  test("leaves nothing in a label that would end it, and no arrow that a forward-only lifecycle forbids", () => {
    const odd = defineLifecycle({
      stages: ['a"b', "c;d\n"],
      events: ["go: <now>"],
      initial: 'a"b',
      transitions: [
        { from: 'a"b', on: "go: <now>", to: "c;d\n" },
        { from: "c;d\n", on: "go: <now>", to: 'a"b' },
      ],
      forwardOnly: true,
    });
    expect(toMermaid(odd)).toBe(
      'stateDiagram-v2\n  direction LR\n  state "a\'b" as s0\n  state "c d " as s1\n  [*] --> s0\n  s0 --> s1: go  ‹now›\n',
    );
  });
});

test("management types", () => {
  expect(managementType(classic, "lost")).toBe("win-back");
  expect(managementType(funnel, "other")).toBeNull();
  const bare = defineLifecycle({
    stages: ["constructor"],
    events: [],
    initial: "constructor",
    transitions: [],
  });
  expect(managementType(bare, "constructor")).toBeNull();
});

test("the management type of a stage of another lifecycle is refused", () => {
  expect(caught(() => managementType(classic, "lead" as never))).toMatchObject({
    code: "unknown_name",
    message:
      "stage: expected one of prospect, new, growing, mature, at-risk, dormant, lost, won-back, got a string of 4 characters",
  });
});
