import { describe, expect, test } from "vitest";
import { sentenceOf } from "../../src/core/reason.ts";
import { purchaseDays } from "../../src/history/index.ts";
import { en } from "../../src/labels/en/index.ts";
import { zh } from "../../src/labels/zh/index.ts";
import {
  classifyCustomers,
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
import { caught, type RefusalText } from "../core/base.ts";
import { day } from "./base.ts";

const { classic, commerce, emarsys, funnel, subscription } = lifecycles;
const nobody = { stage: "prospect", since: null, facts: {} } as const;

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

describe("stageOf", () => {
  test("says why, with the numbers, in both languages", () => {
    const { reason, since } = stageOf(classic, { orders: 3, lastPurchase: day(-100) }, { asOf: day(0) });
    expect(since).toBe(day(-9));
    expect(reason).toEqual({
      code: "lifecycle_silence",
      stage: "at-risk",
      from: "stage.growing",
      at: day(-9),
      since: "lastPurchase",
      days: 91,
      limit: 90,
      threshold: "atRisk",
    });
    expect(sentenceOf(reason, en)).toBe(
      `91 days since the last purchase on ${day(-9)}, more than 90: At risk.`,
    );
    expect(sentenceOf(reason, zh)).toBe(`${day(-9)} 距上次购买已91天，超过90天：流失预警客户。`);
    expect(stageOf(classic, {}, { asOf: day(0) }).reason).toEqual({
      code: "lifecycle_initial",
      stage: "prospect",
    });
  });

  test("reads a history's row, instants and Temporal, and gives a state to go on from", () => {
    const asOf = new Date(`${day(0)}T12:00:00Z`);
    const at = { epochMilliseconds: Date.parse(`${day(-5)}T23:00:00Z`) };
    const state = stageOf(classic, { orders: 1, lastPurchase: at }, { asOf });
    expect(state.facts).toEqual({ orders: 1, lastPurchase: day(-5) });
    expect(transition(classic, state, { type: "purchase", at: day(1) }).state.stage).toBe("growing");
    expect(stageOf(classic, { orders: 1, recencyDays: 5 }, { asOf }).since).toBe(day(-5));
  });

  test("plays what facts count, as if none of the others had been silent", () => {
    const club = defineLifecycle({
      stages: ["guest", "member", "gold", "sleeping"],
      events: ["visit"],
      facts: { visits: "number", last: "date" },
      initial: "guest",
      updates: { visit: { visits: { add: 1 }, last: "at" } },
      transitions: [
        { from: "guest", on: "visit", to: "member", when: { field: "visits", op: "eq", value: 1 } },
        { from: "member", on: "visit", to: "gold", when: { field: "visits", op: "gte", value: 20 } },
        { from: ["member", "gold"], after: { since: "last", moreThan: 10 }, to: "sleeping" },
      ],
    });
    const stage = (visits: number, ago: number) =>
      stageOf(club, { visits, last: day(-ago) }, { asOf: day(0) }).stage;
    expect([stage(1, 0), stage(2, 10), stage(19, 0), stage(20, 0), stage(500, 0), stage(3, 11)]).toEqual([
      ...["member", "member", "member", "gold", "gold", "sleeping"],
    ]);
    const rows = [1, 2, 19, 20, 500].map((visits) => ({ customerId: visits, visits, last: day(0) }));
    expect(classifyCustomers(club, rows, { asOf: day(0) }).columns.stage).toEqual([
      ...["member", "member", "member", "gold", "gold"],
    ]);
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

test("who has come back stays so for the other orders of that day", () => {
  const orders = [-181, 0, 0, 0, 0, 0].map((n) => ({ type: "purchase" as const, at: day(n) }));
  const later = { type: "purchase", at: day(1) } as const;
  const played =
    replay(classic, orders, { asOf: day(1) })
      .states()
      .get("") ?? nobody;
  expect(played).toMatchObject({ stage: "won-back", since: day(0), facts: { orders: 6 } });
  expect(transition(classic, played, later).state.stage).toBe("mature");
  const shop =
    replay(commerce, orders, { asOf: day(1) })
      .states()
      .get("") ?? nobody;
  expect(shop).toMatchObject({ stage: "won-back", since: day(0), facts: { orders: 6 } });
  expect(transition(commerce, shop, later).state.stage).toBe("loyal");
});

describe("nextTransitions", () => {
  test("tells what time will do and when, and what events may do", () => {
    const state = { stage: "growing", since: day(0), facts: { orders: 4, lastPurchase: day(0) } } as const;
    expect(nextTransitions(classic, state)).toEqual([
      { to: "at-risk", on: null, at: day(91), allowed: true, limitDays: 90, transition: 6 },
      { to: "mature", on: "purchase", at: null, allowed: true, limitDays: null, transition: 1 },
    ]);
  });

  test("does not know what depends on what an event carries, or on its day", () => {
    const rated = defineLifecycle({
      stages: ["a", "b", "c"],
      events: ["rate"],
      facts: { score: "number" },
      initial: "a",
      transitions: [
        { from: "a", on: "rate", to: "b", when: { field: "score", op: "gt", value: 8 } },
        { from: "a", on: "rate", to: "c", after: { atLeast: 3 } },
        { from: "a", after: { atLeast: 9 }, to: "c" },
      ],
    });
    const state = { stage: "a", since: null, facts: {} } as const;
    expect(nextTransitions(rated, state).map(({ to, at, allowed }) => [to, at, allowed])).toEqual([
      ["c", null, false],
      ["b", null, null],
      ["c", null, null],
    ]);
  });
});

describe("transition", () => {
  test("leaves its arguments alone, keeps what else the host keeps, and reports nothing where nothing happens", () => {
    const facts = Object.freeze({ orders: 1, lastPurchase: day(0), shoeSize: 43 });
    const state = Object.freeze({ stage: "new", since: day(0), facts }) as never;
    const same = transition(classic, state, { type: "tick", at: day(5) });
    expect(same).toEqual({ state, changed: false, reason: null, changes: [] });
    const { state: after } = transition(classic, state, { type: "purchase", at: day(5), amount: 10 });
    expect(after.facts).toMatchObject({ orders: 2, shoeSize: 43, previousPurchase: day(0) });
  });

  test("takes facts from the event, and nothing from what it inherits", () => {
    const event = Object.create({ plan: "pro", renewsAt: day(9) });
    Object.assign(event, { type: "subscribed", at: day(0), plan: null });
    const { state } = transition(subscription, { ...nobody }, event);
    expect(state.facts).toEqual({ startedAt: day(0) });
  });
});

const event = { type: "purchase", at: day(0) } as const;
const moved = (changes: object) => transition(classic, nobody, { ...event, ...changes } as never);
const from = (changes: object) => transition(classic, { ...nobody, ...changes } as never, event);
const events = (...rows: object[]) => replay(classic, rows as never, { asOf: day(9) });
const people = (...rows: object[]) => classifyCustomers(classic, rows as never, { asOf: day(9) });
const refusals: RefusalText[] = [
  [
    "no event",
    () => transition(classic, nobody, null as never),
    "wrong_type",
    "event: expected an event, got null",
  ],
  [
    "an unknown event",
    () => moved({ type: "visit" }),
    "unknown_name",
    "event.type: expected one of purchase, tick, got a string of 5 characters",
  ],
  [
    "an event without a day",
    () => moved({ at: undefined }),
    "missing",
    'event.at: expected a civil day such as "2026-01-31", a date-time with Z or an offset, or a Date (by its UTC day), got nothing',
  ],
  [
    "a day that is none",
    () => moved({ at: "2026-02-30" }),
    "invalid_date",
    'event.at: expected a civil day such as "2026-01-31", a date-time with Z or an offset, or a Date (by its UTC day), got a string of 10 characters',
  ],
  [
    "a local time",
    () => moved({ at: "2026-02-03T10:00" }),
    "no_offset",
    'event.at: expected a civil day such as "2026-01-31", a date-time with Z or an offset, or a Date (by its UTC day), got a string of 16 characters',
  ],
  [
    "a day of another kind",
    () => moved({ at: 20_000 }),
    "wrong_type",
    'event.at: expected a civil day such as "2026-01-31", a date-time with Z or an offset, or a Date (by its UTC day), got a positive integer',
  ],
  [
    "an invalid Date",
    () => moved({ at: new Date(Number.NaN) }),
    "invalid_date",
    'event.at: expected a civil day such as "2026-01-31", a date-time with Z or an offset, or a Date (by its UTC day), got an invalid Date',
  ],
  [
    "a late event",
    () => from({ stage: "new", since: day(1) }),
    "late",
    "event.at: expected a day not before the last event and the last change of stage, got an earlier one",
  ],
  [
    "an event before another",
    () => from({ facts: { lastPurchase: day(1) } }),
    "late",
    "event.at: expected a day not before the last event and the last change of stage, got an earlier one",
  ],
  [
    "a fact of another kind",
    () => moved({ orders: "1" }),
    "wrong_type",
    "event.orders: expected a finite number, got a string of 1 character",
  ],
  [
    "a number that is none",
    () => from({ facts: { orders: Number.NaN } }),
    "not_finite",
    "state.facts.orders: expected a finite number, got NaN",
  ],
  [
    "no state",
    () => transition(classic, null as never, event),
    "wrong_type",
    "state: expected a state, got null",
  ],
  [
    "an unknown stage",
    () => from({ stage: "away" }),
    "unknown_name",
    "state.stage: expected one of prospect, new, growing, mature, at-risk, dormant, lost, won-back, got a string of 4 characters",
  ],
  [
    "facts that are none",
    () => from({ facts: [] }),
    "wrong_type",
    "state.facts: expected an object of facts, got an array of 0",
  ],
  [
    "no facts",
    () => stageOf(classic, null as never, { asOf: day(0) }),
    "wrong_type",
    "facts: expected an object of facts, got null",
  ],
  [
    "no moment of looking",
    () => stageOf(classic, {}, {} as never),
    "missing",
    'options.asOf: expected a civil day such as "2026-01-31", a date-time with Z or an offset, or a Date (by its UTC day), got nothing',
  ],
  [
    "a stage of another lifecycle",
    () => managementType(classic, "lead" as never),
    "unknown_name",
    "stage: expected one of prospect, new, growing, mature, at-risk, dormant, lost, won-back, got a string of 4 characters",
  ],
  [
    "a row with an unknown event",
    () => events(event, { ...event, type: "visit" }),
    "unknown_name",
    "events.1.type: expected one of purchase, tick, got a string of 5 characters",
  ],
  [
    "a row without an event",
    () => events({ at: day(0) }),
    "missing",
    "events.0.type: expected one of purchase, tick, got nothing",
  ],
  [
    "a row without a day",
    () => events({ type: "purchase" }),
    "missing",
    "events.0.at: expected a Date, an ISO date, or an ISO date-time with Z or an offset, got nothing",
  ],
  [
    "a row without an owner",
    () => events({ ...event, customerId: 1 }, event),
    "missing",
    "events.1.customerId: expected a string or a finite number, got nothing",
  ],
  [
    "an unknown event for all",
    () => replay(classic, [], { asOf: day(0), eventType: "visit" as never }),
    "unknown_name",
    "options.eventType: expected one of purchase, got a string of 5 characters",
  ],
  [
    "a day after the last",
    () => events({ ...event, at: "+012026-01-01" }),
    "invalid_date",
    "events.0.at: expected a Date, an ISO date, or an ISO date-time with Z or an offset, got a string of 13 characters",
  ],
  [
    "a customer without an id",
    () => people({ orders: 1 }),
    "missing",
    "customers.0.customerId: expected a string or a finite number, got nothing",
  ],
  [
    "a fact in words",
    () => people({ customerId: 1, orders: "two" }),
    "wrong_type",
    "customers.0.orders: expected a finite number, got a string of 3 characters",
  ],
  [
    "a row that is not there",
    () => people().reasonOf(0),
    "out_of_range",
    "row: expected a row number below 0, got another",
  ],
  [
    "a stay that is not there",
    () => events().reasonOf(0),
    "out_of_range",
    "row: expected a row number below 0, got another",
  ],
  [
    "a history from after the day of looking",
    () =>
      classifyCustomers(classic, { columns: { customerId: [] }, asOf: day(3), timeUnit: "week" } as never, {
        asOf: day(2),
      }),
    "conflict",
    "options.asOf: expected a day not before that of the history, got an earlier one",
  ],
];
test.each(refusals)("refuses %s", (_name, run, code, message) => {
  expect(caught(run)).toMatchObject({ name: "ScoringError", code, message });
});

describe("replay", () => {
  test("counts what it leaves out: later, late, refunds, and rows that are set aside", () => {
    const rows = [
      { customerId: "ann", at: day(0), amount: 5 },
      { customerId: "ann", at: day(1), amount: -5 },
      { customerId: "ann", at: day(2), amount: 5, kind: "refund" },
      { customerId: "ann", at: day(50), amount: 5 },
      { customerId: "bob", at: day(51), amount: 5 },
      { customerId: "cat", at: "soon", amount: 5 },
    ];
    const options = { asOf: day(9), eventType: "purchase", onInvalid: "collect" } as const;
    const first = replay(classic, rows, options);
    const { given, accepted, refunds, future, late, rejected } = first;
    expect([given, accepted, refunds, future, late]).toEqual([6, 5, 2, 2, 0]);
    expect(rejected.map(({ row, field }) => [row, field])).toEqual([[5, "at"]]);
    expect([...first.states().keys()]).toEqual(["ann"]);
    const again = replay(classic, [{ customerId: "ann", at: day(-4), amount: 1 }], {
      ...options,
      states: first.states(),
    });
    expect([again.late, again.states()]).toEqual([1, first.states()]);
  });

  test("orders a day by the clock, and reads days in a zone", () => {
    const rows = [
      { type: "cancelled", at: `${day(0)}T20:00:00+08:00`, renewsAt: day(90) },
      { type: "subscribed", at: `${day(0)}T09:00:00+08:00`, renewsAt: day(90) },
    ] as const;
    const timeline = replay(subscription, rows, { asOf: day(1), timeZone: "Asia/Shanghai" });
    expect(timeline.columns.stage).toEqual(["prospect", "active", "cancelled"]);
    const night = replay(classic, [{ type: "purchase", at: `${day(0)}T20:00:00Z` }], {
      asOf: day(2),
      timeZone: "Asia/Shanghai",
    });
    expect(night.row(1).since).toBe(day(1));
  });

  test("takes columns and other names", () => {
    const columns = { who: ["ann", "ann"], when: [day(0), day(9)], type: ["purchase", "purchase"] };
    const timeline = replay(classic, { columns } as never, {
      asOf: day(9),
      fields: { customerId: "who", at: "when" },
    });
    expect(timeline.columns.stage).toEqual(["prospect", "new", "growing"]);
    expect(timeline.row(0)).toEqual({
      customerId: "ann",
      stage: "prospect",
      since: day(0),
      until: day(0),
      reason: "lifecycle_initial",
    });
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
