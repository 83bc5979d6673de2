import { describe, expect, test } from "vitest";
import {
  classifyCustomers,
  defineLifecycle,
  type Lifecycle,
  lifecycles,
  nextTransitions,
  replay,
  stageOf,
  sweepStates,
  transition,
} from "../../src/lifecycle/index.ts";
import { caught, type RefusalText } from "../core/base.ts";
import { day } from "./base.ts";

const { classic } = lifecycles;
const nobody = { stage: "prospect", since: null, facts: {} } as const;

/** Each thing that an event can do to facts, and conditions on what it carries. */
const club = defineLifecycle({
  stages: ["guest", "member", "gone"],
  events: ["visit", "leave"],
  facts: {
    ...{ visits: "number", spent: "number", points: "number", plan: "text", vip: "boolean" },
    ...{ last: "date", previous: "date", first: "date", until: "date" },
  },
  initial: "guest",
  updates: {
    visit: {
      ...{ visits: { add: 1 }, spent: { addField: "amount" }, points: { add: 0.5 } },
      ...{ last: "at", previous: "previous-at", first: "first-at" },
    },
    leave: { plan: { set: "none" }, vip: { set: false }, until: { set: "2026-12-31" }, points: "clear" },
  },
  transitions: [
    { from: "guest", on: "visit", to: "member", when: { field: "vip", op: "eq", value: true } },
    { from: "*", on: "leave", to: "gone" },
    { from: "member", after: { since: "last", moreThan: 10 }, to: "guest", reason: "quiet" },
  ],
});

describe("an event", () => {
  test("does to facts what the lifecycle says", () => {
    const start = { stage: "guest", since: null, facts: { points: 1 } } as const;
    // A lifecycle that does not add up money leaves it alone.
    expect(transition(classic, nobody, { type: "purchase", at: day(0), amount: "free" }).state.stage).toBe(
      "new",
    );
    const once = transition(club, start, { type: "visit", at: day(0), amount: 7, plan: "pro" });
    expect(once.state.facts).toEqual({
      ...{ visits: 1, spent: 7, points: 1.5, plan: "pro", last: day(0), first: day(0) },
    });
    const again = transition(club, once.state, { type: "visit", at: day(0) });
    expect(again.state.facts).toEqual({ ...once.state.facts, visits: 2, points: 2 });
    const later = transition(club, again.state, { type: "visit", at: day(4), amount: 0.5, vip: true });
    expect(later.state).toEqual({
      ...{ stage: "member", since: day(4) },
      facts: {
        ...{ visits: 3, spent: 7.5, points: 2.5, plan: "pro", vip: true },
        ...{ last: day(4), previous: day(0), first: day(0) },
      },
    });
    const { state } = transition(club, later.state, { type: "leave", at: day(5) });
    expect(state).toEqual({
      ...{ stage: "gone", since: day(5) },
      facts: {
        ...{ visits: 3, spent: 7.5, plan: "none", vip: false, until: "2026-12-31" },
        ...{ last: day(4), previous: day(0), first: day(0) },
      },
    });
  });

  test("keeps a purchase history's facts, those of one day as one", () => {
    const shopWith = (facts: object): Lifecycle =>
      defineLifecycle({
        ...{ stages: ["a"], events: ["buy"], initial: "a", updates: { buy: "purchase" }, transitions: [] },
        facts: facts as never,
      }) as unknown as Lifecycle;
    const facts = {
      ...{ revenue: "number", orders: "number", purchaseDays: "number", frequency: "number" },
      ...{ meanGapDays: "number", gapStdDays: "number", sumLogGaps: "number" },
      ...{ firstPurchase: "date", previousPurchase: "date", lastPurchase: "date" },
    } as const;
    const shop = shopWith(facts);
    const buy = (n: number, amount?: number) => ({
      type: "buy" as const,
      at: day(n),
      ...(amount && { amount }),
    });
    const factsAfter = (...events: ReturnType<typeof buy>[]) =>
      replay(shop, events, { asOf: day(99) })
        .states()
        .get("")?.facts;
    expect(factsAfter(buy(0))).toEqual({
      ...{ orders: 1, purchaseDays: 1, frequency: 0, firstPurchase: day(0), lastPurchase: day(0) },
    });
    expect(factsAfter(buy(0, 5), buy(0, 2.5), buy(4), buy(14, 1))).toEqual({
      ...{
        orders: 4,
        revenue: 8.5,
        purchaseDays: 3,
        frequency: 2,
        meanGapDays: 7,
        gapStdDays: Math.sqrt(18),
      },
      ...{
        sumLogGaps: Math.log(4) + Math.log(10),
        firstPurchase: day(0),
        previousPurchase: day(4),
        lastPurchase: day(14),
      },
    });
    // Without a mean among the facts there is nothing to spread around.
    const { meanGapDays: _mean, ...few } = facts;
    const plain = shopWith(few);
    expect(
      replay(plain, [buy(0), buy(4), buy(6)], { asOf: day(9) })
        .states()
        .get("")?.facts,
    ).toEqual({
      ...{ orders: 3, purchaseDays: 3, frequency: 2, sumLogGaps: Math.log(4) + Math.log(2) },
      ...{ firstPurchase: day(0), previousPurchase: day(4), lastPurchase: day(6) },
    });
  });
});

describe("replay", () => {
  const columns = {
    customerId: ["a", "a", "b", "b", "c"],
    type: { codes: Uint8Array.of(0, 1, 0, 2, 0), values: ["visit", "leave", "tick"] },
    at: [day(0), day(3), day(1), day(20), day(2)],
    plan: { codes: Uint8Array.of(0, 1, 2, 2, 1), values: ["pro", "free", null] },
    vip: [true, null, true, null, false],
    amount: Float64Array.of(1, 2, Number.NaN, 4, 5),
    until: [null, null, day(9), null, null],
  };

  test("reads columns of every form, and rows the same", () => {
    const timeline = replay(club, { columns } as never, { asOf: day(30) });
    expect(
      timeline
        .toRows()
        .map(({ customerId, stage, since, until, reason }) => [customerId, stage, since, until, reason]),
    ).toEqual([
      ["a", "guest", day(0), day(0), "lifecycle_initial"],
      ["a", "member", day(0), day(3), "lifecycle_event"],
      ["a", "gone", day(3), null, "lifecycle_event"],
      ["b", "guest", day(1), day(1), "lifecycle_initial"],
      ["b", "member", day(1), day(12), "lifecycle_event"],
      ["b", "guest", day(12), null, "quiet"],
      ["c", "guest", day(2), null, "lifecycle_initial"],
    ]);
    expect(timeline.states()).toEqual(
      new Map<string, unknown>([
        [
          "a",
          {
            ...{ stage: "gone", since: day(3) },
            facts: {
              ...{
                visits: 1,
                spent: 1,
                plan: "none",
                vip: false,
                until: "2026-12-31",
                last: day(0),
                first: day(0),
              },
            },
          },
        ],
        [
          "b",
          {
            ...{ stage: "guest", since: day(12) },
            facts: { visits: 1, points: 0.5, vip: true, until: day(9), last: day(1), first: day(1) },
          },
        ],
        [
          "c",
          {
            ...{ stage: "guest", since: day(2) },
            facts: {
              visits: 1,
              spent: 5,
              points: 0.5,
              plan: "free",
              vip: false,
              last: day(2),
              first: day(2),
            },
          },
        ],
      ]),
    );
    const { type, plan, amount, ...lists } = columns;
    const values = {
      ...lists,
      type: Array.from(type.codes, (code) => type.values[code]),
      plan: Array.from(plan.codes, (code) => plan.values[code]),
      amount: Array.from(amount, (one) => (Number.isNaN(one) ? null : one)),
    };
    const rows = values.at.map((_at, i) =>
      Object.fromEntries(Object.entries(values).map(([name, cells]) => [name, cells[i]])),
    );
    for (const input of [rows, { columns: values }]) {
      const same = replay(club, input as never, { asOf: day(30) });
      expect([same.toRows(), same.states()]).toEqual([timeline.toRows(), timeline.states()]);
    }
    expect([timeline.asOf, timeline.stages, timeline.given, timeline.accepted]).toEqual([
      ...[day(30), ["guest", "member", "gone"], 5, 5],
    ]);
    expect(timeline.reasonOf(0)).toEqual({ code: "lifecycle_initial", stage: "guest", at: day(0) });
    expect(timeline.reasonOf(5)).toEqual({
      ...{
        code: "quiet",
        stage: "guest",
        from: "stage.member",
        at: day(12),
        since: "last",
        days: 11,
        limit: 10,
      },
    });
    expect(timeline.reasonOf(2)).toEqual({
      ...{ code: "lifecycle_event", stage: "gone", from: "stage.member", at: day(3), event: "leave" },
    });
  });

  test("keeps more customers and changes than fit at first", () => {
    const many = 5000;
    const rows = Array.from({ length: many }, (_, i) => ({
      customerId: `c${i}`,
      at: day(i % 50),
      amount: i,
    }));
    const timeline = replay(classic, rows, { asOf: day(60), eventType: "purchase" });
    expect(timeline).toHaveLength(2 * many);
    const { customerId, stage, since, until, reason } = timeline.columns;
    expect([customerId[9999], stage[9999], since[9999], until[9999], reason[9999]]).toEqual([
      ...["c4999", "new", day(49), null, "lifecycle_first_purchase"],
    ]);
    expect(since).toEqual(rows.flatMap(({ at }) => [at, at]));
    expect(until).toEqual(rows.flatMap(({ at }) => [at, null]));
    expect(timeline.reasonOf(5001)).toMatchObject({ event: "purchase", from: "stage.prospect" });
    expect(timeline.states().size).toBe(many);
  });

  test("adds up what comes at one moment in whatever order it arrives", () => {
    const visits = [1e16, 1, -1e16, null].map((amount, i) => ({
      ...{ type: "visit", at: day(0), amount, plan: i === 0 ? null : "pro", until: i === 1 ? day(9) : null },
    }));
    const ends = [visits, visits.slice().reverse(), [...visits.slice(2), ...visits.slice(0, 2)]].map((rows) =>
      replay(club, rows as never, { asOf: day(1) }).states(),
    );
    expect(ends[1]).toEqual(ends[0]);
    expect(ends[2]).toEqual(ends[0]);
  });

  test("goes on from states, of those too who have no event and of whom no day is known", () => {
    const states = new Map([
      ["ann", { stage: "member", since: null, facts: { last: day(0) } }],
      ["bob", { stage: "guest", since: day(5), facts: { visits: 2, vip: true } }],
    ] as const);
    const rows = [
      { customerId: "bob", type: "visit", at: day(4) },
      { customerId: "bob", type: "visit", at: day(5) },
    ] as const;
    const timeline = replay(club, rows, { asOf: day(9), states: states as never });
    expect(
      timeline.toRows().map(({ customerId, stage, since, until }) => [customerId, stage, since, until]),
    ).toEqual([
      ["bob", "guest", day(5), day(5)],
      ["bob", "member", day(5), null],
      ["ann", "member", null, null],
    ]);
    expect([timeline.late, timeline.states().get("bob")?.facts.visits]).toEqual([1, 3]);
    expect(replay(club, [], { asOf: day(30), states: states as never }).row(1)).toMatchObject({
      ...{ customerId: "ann", stage: "guest", since: day(11), reason: "quiet" },
    });
    expect(replay(club, [], { asOf: day(30) }).toRows()).toEqual([]);
    expect(replay(club, rows, { asOf: day(3) })).toMatchObject({ length: 0, future: 2 });
  });

  test("orders what happens on one day by the clock of the place, dates without a time first", () => {
    const visit = (at: string) => ({ type: "visit", vip: true, at }) as const;
    const leave = (at: string) => ({ type: "leave", at }) as const;
    const stages = (timeZone: string, ...rows: (ReturnType<typeof visit> | ReturnType<typeof leave>)[]) =>
      replay(club, rows, { asOf: day(1), timeZone }).columns.stage.join(" ");
    for (const zone of ["Asia/Shanghai", "America/Los_Angeles"]) {
      expect(stages(zone, visit(`${day(0)}T18:00`), leave(`${day(0)}T09:00`))).toBe("guest gone");
      expect(stages(zone, leave(`${day(0)}T18:00`), visit(`${day(0)}T09:00`))).toBe("guest member gone");
    }
    // 16:00 in Shanghai is 08:00 UTC.
    expect(stages("Asia/Shanghai", visit(`${day(0)}T09:00Z`), leave(`${day(0)}T16:00`))).toBe("guest gone");
    expect(stages("Asia/Shanghai", visit(`${day(0)}T07:00Z`), leave(`${day(0)}T16:00`))).toBe(
      "guest member gone",
    );
    expect(stages("Asia/Shanghai", visit(`${day(0)}T02:00`), leave(day(0)))).toBe("guest gone");
    expect(stages("UTC", visit(`${day(0)}T00:00`), leave(day(0)))).toBe("guest gone");
  });

  test("counts days from numbers, and sets aside what is none", () => {
    const at = Float64Array.of(20_454, 20_455.5, 20_456);
    const type = ["visit", "visit", "leave"];
    const options = { asOf: day(9), numericTime: "day", onInvalid: "collect" } as const;
    const timeline = replay(club, { columns: { at, type } } as never, options);
    expect(timeline.columns.since).toEqual([day(0), day(2)]);
    expect(timeline.rejected.map(({ row, field, code }) => [row, field, code])).toEqual([
      [1, "at", "invalid_date"],
    ]);
    const odd = {
      columns: {
        at: [day(0), day(1), day(2)],
        type: { codes: Uint8Array.of(0, 1, 9), values: ["visit", "jump"] },
      },
    };
    const kept = replay(club, odd as never, { asOf: day(9), onInvalid: "collect" });
    expect([kept.length, kept.accepted]).toEqual([1, 1]);
    expect(kept.rejected.map(({ row, field, code }) => [row, field, code])).toEqual([
      [1, "type", "unknown_name"],
      [2, "type", "missing"],
    ]);
  });

  test("leaves out refunds by sign or kind, under any names", () => {
    const rows = [
      { who: "a", when: day(0), money: 5, what: null },
      { who: "a", when: day(1), money: 0, what: "purchase" },
      { who: "a", when: day(2), money: -1, what: "purchase" },
      { who: "a", when: day(3), money: 5, what: "refund" },
    ];
    const fields = { customerId: "who", at: "when", amount: "money", kind: "what" };
    const timeline = replay(classic, rows as never, { asOf: day(9), eventType: "purchase", fields });
    expect([timeline.refunds, timeline.accepted, timeline.states().get("a")?.facts.orders]).toEqual([
      2, 4, 2,
    ]);
  });
});

describe("nextTransitions", () => {
  const state = { stage: "member", since: day(0), facts: { last: day(0), vip: true } } as const;

  test("gives the days of each kind of wait, what comes first first", () => {
    const waits = defineLifecycle({
      ...{
        stages: ["a", "b", "c", "d", "e"],
        events: ["go"],
        facts: { last: "date", n: "number" },
        initial: "a",
      },
      thresholds: { long: { rule: "base-quantile", probability: 0.5, days: 40 } },
      updates: { go: { n: { add: 2 } } },
      transitions: [
        { from: "a", after: { since: "last", moreThan: "long" }, to: "b" },
        { from: "a", after: { atLeast: 7 }, to: "c" },
        {
          from: "a",
          after: { since: "last", atLeast: 5 },
          when: { field: "n", op: "gt", value: 3 },
          to: "d",
        },
        { from: "a", on: "go", before: { atLeast: 3 }, to: "e" },
        { from: "a", on: "go", when: { field: "n", op: "gt", value: 3 }, to: "d" },
        { from: "a", on: "go", when: { field: "last", op: "isSet" }, to: "b" },
        { from: "a", on: "go", to: "c" },
      ],
    } as never) as unknown as Lifecycle;
    const lines = (facts: object) =>
      nextTransitions(waits, { stage: "a", since: day(0), facts } as never).map((one) => [
        ...[one.to, one.on, one.at, one.allowed, one.limitDays, one.transition],
      ]);
    expect(lines({ last: day(1), n: 1 })).toEqual([
      ["c", null, day(7), true, 7, 1],
      ["d", null, day(6), false, 5, 2],
      ["b", null, day(42), false, 40, 0],
      ["e", "go", null, null, null, 3],
      ["d", "go", null, false, null, 4],
      ["b", "go", null, null, null, 5],
      ["c", "go", null, true, null, 6],
    ]);
    expect(lines({ last: day(1), n: 4 }).slice(0, 2)).toEqual([
      ["d", null, day(6), true, 5, 2],
      ["c", null, day(7), false, 7, 1],
    ]);
    // No date to count from; and what is overdue comes on the day of the state.
    expect(lines({ n: 2 }).map(([to, , at, allowed]) => [to, at, allowed])).toEqual([
      ["c", day(7), true],
      ["b", null, false],
      ["d", null, false],
      ["e", null, null],
      ["d", null, true],
      ["b", null, null],
      ["c", null, true],
    ]);
    expect(
      nextTransitions(waits, { stage: "a", since: day(9), facts: { last: day(1), n: 4 } } as never)[0],
    ).toMatchObject({
      ...{ to: "d", at: day(9) },
    });
    expect(nextTransitions(waits, { stage: "b", since: null, facts: {} } as never)).toEqual([]);
  });

  test("tries each event on the facts as they are", () => {
    const pair = defineLifecycle({
      ...{ stages: ["a", "b"], events: ["one", "two"], facts: { n: "number" }, initial: "a" },
      updates: { one: { n: { add: 1 } }, two: { n: { add: 1 } } },
      transitions: [{ from: "a", on: ["one", "two"], to: "b", when: { field: "n", op: "gte", value: 2 } }],
    });
    const allowed = (n: number) =>
      nextTransitions(pair, { stage: "a", since: null, facts: { n } }).map((one) => one.allowed);
    expect([allowed(0), allowed(1)]).toEqual([
      [false, false],
      [true, true],
    ]);
  });

  test("says nothing of what the event itself brings", () => {
    expect(
      nextTransitions(club, { ...state, stage: "guest" }).map(({ to, on, allowed }) => [to, on, allowed]),
    ).toEqual([
      ["member", "visit", null],
      ["gone", "leave", true],
    ]);
  });
});

test("there is no day before the first, and nothing comes after the last", () => {
  const ancient = classifyCustomers(classic, [{ customerId: 1, orders: 1, recencyDays: 1e7 }], {
    asOf: day(0),
  });
  expect(ancient.row(0)).toMatchObject({ stage: "lost", since: null, nextStage: null, nextDate: null });
  expect(stageOf(classic, { orders: 1, recencyDays: 1e7 }, { asOf: day(0) })).toMatchObject({
    stage: "lost",
    since: null,
  });
  const facts = { orders: 1, lastPurchase: "9999-12-31" };
  const state = { stage: "new", since: "9999-12-31", facts } as const;
  expect(nextTransitions(classic, state)[0]).toMatchObject({ to: "at-risk", at: null, limitDays: 90 });
  const { nextStage, nextDate } = classifyCustomers(classic, [{ customerId: 1, ...facts }], {
    asOf: "9999-12-31",
  }).row(0);
  expect([nextStage, nextDate]).toEqual([null, null]);
});

describe("stageOf", () => {
  test("plays as many of the counted events as lead somewhere", () => {
    const stages = ["s0", "s1", "s2", "s3", "s4", "s5"];
    const steps = defineLifecycle({
      ...{ stages, events: ["buy"], facts: { n: "number", last: "date" }, initial: "s0" },
      updates: { buy: { n: { add: 1 }, last: "at" } },
      transitions: stages.slice(1).map((to, k) => ({
        ...{ from: `s${k}`, on: "buy", to, when: { field: "n", op: "gte", value: 10 } },
      })),
    } as never) as unknown as Lifecycle;
    const at = (n: number) => stageOf(steps, { n, last: day(0) }, { asOf: day(0) }).stage;
    expect([1, 9, 10, 11, 14, 15, 100].map(at)).toEqual(["s0", "s0", "s1", "s2", "s5", "s5", "s5"]);
  });

  test("plays several events that facts remember, each on its day", () => {
    const two = defineLifecycle({
      ...{ stages: ["a", "b", "c", "d"], events: ["buy", "call"], initial: "a" },
      facts: { n: "number", last: "date", called: "date", plan: "text" },
      updates: { buy: { n: { add: 1 }, last: "at" }, call: { called: "at" } },
      transitions: [
        { from: "a", to: "b", when: { field: "plan", op: "isSet" } },
        { from: ["a", "b"], on: "buy", to: "c", when: { field: "n", op: "eq", value: 4 } },
        { from: "*", on: "call", to: "d" },
      ],
    });
    const at = (facts: object) => {
      const { stage, since } = stageOf(two, facts, { asOf: day(0) });
      return [stage, since];
    };
    // What is known without a day is so from the first day that is known.
    expect(at({ plan: "pro", last: day(-9) })).toEqual(["b", day(-9)]);
    expect(at({ plan: "pro", last: day(-9), called: day(-12) })).toEqual(["d", day(-12)]);
    expect(at({ plan: "pro" })).toEqual(["b", null]);
    expect([2, 3, 4, 6].map((n) => at({ n, last: day(-9) })[0])).toEqual(["a", "a", "c", "c"]);
    expect(at({ n: 4, last: day(-9), called: day(-3) })).toEqual(["d", day(-3)]);
    // What is still to come has not been.
    expect(at({ n: 4, last: day(-9), called: day(1) })).toEqual(["c", day(-9)]);
    expect(at({ n: 4, last: day(1), called: day(-3) })).toEqual(["d", day(-3)]);
  });

  test("takes recencyDays in whole days, and only for a last purchase that is not given", () => {
    const since = (facts: object) => stageOf(classic, facts as never, { asOf: day(0) }).since;
    expect(since({ orders: 1, recencyDays: 5 })).toBe(day(-5));
    expect(since({ orders: 1, recencyDays: 5, lastPurchase: day(-3) })).toBe(day(-3));
    expect(since({ orders: 1, recencyDays: 5.9 })).toBe(day(-5));
    expect(since({ orders: 1, recencyDays: Number.NaN })).toBeNull();
    const rows = [5.9, 90.5, 91.5].map((recencyDays, customerId) => ({ customerId, orders: 1, recencyDays }));
    const table = classifyCustomers(classic, rows, { asOf: day(0) });
    expect(table.columns.stage).toEqual(["new", "new", "at-risk"]);
    expect(table.columns.since).toEqual(rows.map(since));
    expect(table.columns.nextDate).toEqual([day(86), day(1), day(90)]);
    expect(since({ orders: 1, recencyDays: "5" })).toBeNull();
    expect(stageOf(club, { recencyDays: 5, last: day(-2) } as never, { asOf: day(0) }).facts).toEqual({
      last: day(-2),
    });
  });

  test.each([
    ["the first day", new Date("0001-01-01T00:00:00Z"), "0001-01-01"],
    ["the last day", new Date("9999-12-31T23:59:59Z"), "9999-12-31"],
  ])("counts %s", (_name, at, text) => {
    expect(stageOf(club, { until: at }, { asOf: at }).facts.until).toBe(text);
  });
});

const play =
  (row: object, options: object = {}) =>
  () =>
    replay(club, [{ type: "visit", at: day(0), ...row }] as never, { asOf: day(9), ...options } as never);
const happen =
  (event: object, facts: object = {}) =>
  () =>
    transition(
      club,
      { stage: "guest", since: null, facts } as never,
      { type: "visit", at: day(0), ...event } as never,
    );
test.each<RefusalText>([
  [
    "an event that is a text",
    () => transition(classic, nobody, "purchase" as never),
    "wrong_type",
    "event: expected an event, got a string of 8 characters",
  ],
  [
    "an event of no day",
    happen({ at: null }),
    "missing",
    'event.at: expected a civil day such as "2026-01-31", a date-time with Z or an offset, or a Date (by its UTC day), got null',
  ],
  [
    "a bad day far down",
    () =>
      replay(club, [...new Array(5000).fill({ type: "visit", at: day(0) }), { type: "visit", at: "soon" }], {
        asOf: day(1),
      }),
    "invalid_date",
    "events.5000.at: expected a Date, an ISO date, or an ISO date-time with Z or an offset, got a string of 4 characters",
  ],
  [
    "an instant that is none",
    happen({ at: { epochMilliseconds: "5" } }),
    "wrong_type",
    'event.at: expected a civil day such as "2026-01-31", a date-time with Z or an offset, or a Date (by its UTC day), got an object',
  ],
  [
    "no options",
    () => replay(classic, [], null as never),
    "wrong_type",
    "options: expected an object, got null",
  ],
  [
    "no day of looking",
    () => replay(classic, [], {} as never),
    "missing",
    'options.asOf: expected a date such as "2026-01-31" (nothing here reads the clock), got nothing',
  ],
  [
    "another option",
    play({}, { at: 1 }),
    "unknown_name",
    "options.at: expected one of asOf, states, eventType, fields, onInvalid, timeZone, numericTime, got another name",
  ],
  [
    "another way with bad rows",
    play({}, { onInvalid: "skip" }),
    "unknown_name",
    "options.onInvalid: expected one of throw, collect, got a string of 4 characters",
  ],
  [
    "an event that there is not",
    play({}, { eventType: "jump" }),
    "unknown_name",
    "options.eventType: expected one of visit, leave, got a string of 4 characters",
  ],
  [
    "the name of an unknown field",
    play({}, { fields: { mood: "m" } }),
    "unknown_name",
    "options.fields.mood: expected one of customerId, type, at, amount, kind, visits, spent, points, plan, vip, last, previous, first, until, got another name",
  ],
  [
    "fields that are none",
    play({}, { fields: [] }),
    "wrong_type",
    "options.fields: expected an object, got an array of 0",
  ],
  [
    "states that are no Map",
    play({}, { states: {} }),
    "wrong_type",
    "options.states: expected a Map of states, got an object",
  ],
  [
    "a state that is none",
    play({}, { states: new Map([["a", null]]) }),
    "wrong_type",
    "state: expected a state, got null",
  ],
  [
    "events that are none",
    () => replay(classic, null as never, { asOf: day(0) }),
    "wrong_type",
    "events: expected an array of rows or { columns }, got null",
  ],
  [
    "a row of another event",
    play({ type: "jump" }),
    "unknown_name",
    "events.0.type: expected one of visit, leave, tick, got a string of 4 characters",
  ],
  [
    "a row without an event",
    play({ type: null }),
    "missing",
    "events.0.type: expected one of visit, leave, tick, got null",
  ],
  [
    "a row without a day",
    play({ at: null }),
    "missing",
    "events.0.at: expected a Date, an ISO date, or an ISO date-time with Z or an offset, got null",
  ],
  [
    "a row at local time",
    play({ at: `${day(0)}T10:00` }),
    "no_offset",
    "events.0.at: expected Z or an offset (or say which zone it is in: timeZone), got a string of 16 characters",
  ],
  [
    "an amount in words",
    play({ amount: "5" }),
    "wrong_type",
    "events.0.amount: expected a finite number, got a string of 1 character",
  ],
  [
    "an amount without end",
    play({ amount: Number.POSITIVE_INFINITY }),
    "not_finite",
    "events.0.amount: expected a finite number, got Infinity",
  ],
  [
    "a plan of another kind",
    play({ plan: 5 }),
    "wrong_type",
    "events.0.plan: expected a string, got a positive integer",
  ],
  [
    "a flag of another kind",
    play({ vip: "yes" }),
    "wrong_type",
    "events.0.vip: expected true or false, got a string of 3 characters",
  ],
  [
    "an event's text that is none",
    happen({ plan: 5 }),
    "wrong_type",
    "event.plan: expected a string, got a positive integer",
  ],
  [
    "an event's flag that is none",
    happen({ vip: 1 }),
    "wrong_type",
    "event.vip: expected true or false, got a positive integer",
  ],
  [
    "an event's date that is none",
    happen({ until: "soon" }),
    "invalid_date",
    'event.until: expected a civil day such as "2026-01-31", a date-time with Z or an offset, or a Date (by its UTC day), got a string of 4 characters',
  ],
  [
    "an event's amount that is none",
    happen({ amount: "5" }),
    "wrong_type",
    "event.amount: expected a finite number, got a string of 1 character",
  ],
  [
    "a state's date that is none",
    happen({}, { until: 7 }),
    "wrong_type",
    'state.facts.until: expected a civil day such as "2026-01-31", a date-time with Z or an offset, or a Date (by its UTC day), got a positive integer',
  ],
  [
    "a day before all others",
    happen({ at: new Date("0000-12-31") }),
    "invalid_date",
    'event.at: expected a civil day such as "2026-01-31", a date-time with Z or an offset, or a Date (by its UTC day), got a Date',
  ],
  [
    "a day after all others",
    happen({ at: new Date("+010000-01-01") }),
    "invalid_date",
    'event.at: expected a civil day such as "2026-01-31", a date-time with Z or an offset, or a Date (by its UTC day), got a Date',
  ],
  [
    "a state's day that is none",
    () => nextTransitions(club, { stage: "guest", since: 7, facts: {} } as never),
    "wrong_type",
    'state.since: expected a civil day such as "2026-01-31", a date-time with Z or an offset, or a Date (by its UTC day), got a positive integer',
  ],
  [
    "pairs that are none",
    () => Array.from(sweepStates(club, [null] as never, { asOf: day(0) })),
    "wrong_type",
    "states: expected pairs of id and state, got null",
  ],
  [
    "a stay below the first",
    () => replay(club, [], { asOf: day(0) }).reasonOf(-1),
    "out_of_range",
    "row: expected a row number below 0, got another",
  ],
])("refuses %s", (_name, run, code, message) => {
  expect(caught(run)).toMatchObject({ name: "ScoringError", code, message });
});
test("a state with no facts is that of nobody", () => {
  expect(
    transition(classic, { stage: "prospect", since: undefined } as never, { type: "tick", at: day(0) }).state,
  ).toEqual(nobody);
});
