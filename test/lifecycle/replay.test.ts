import { describe, expect, test } from "vitest";
import { lifecycles, replay } from "../../src/lifecycle/index.ts";
import { caught, type RefusalText } from "../core/base.ts";
import { day } from "./base.ts";
import { club } from "./club.ts";

const { classic, subscription } = lifecycles;

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

describe("replay in the open", () => {
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

const event = { type: "purchase", at: day(0) } as const;
const events = (...rows: object[]) => replay(classic, rows as never, { asOf: day(9) });
const play =
  (row: object, options: object = {}) =>
  () =>
    replay(club, [{ type: "visit", at: day(0), ...row }] as never, { asOf: day(9), ...options } as never);
test.each<RefusalText>([
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
    "a stay below the first",
    () => replay(club, [], { asOf: day(0) }).reasonOf(-1),
    "out_of_range",
    "row: expected a row number below 0, got another",
  ],
  [
    "a row with an unknown event",
    () => events(event, { ...event, type: "visit" }),
    "unknown_name",
    "events.1.type: expected one of purchase, tick, got a string of 5 characters",
  ],
  [
    "a row of no event",
    () => events({ at: day(0) }),
    "missing",
    "events.0.type: expected one of purchase, tick, got nothing",
  ],
  [
    "a row of no day",
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
    "a stay that is not there",
    () => events().reasonOf(0),
    "out_of_range",
    "row: expected a row number below 0, got another",
  ],
])("refuses %s", (_name, run, code, message) => {
  expect(caught(run)).toMatchObject({ name: "ScoringError", code, message });
});
