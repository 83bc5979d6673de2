import { describe, expect, test } from "vitest";
import {
  classifyCustomers,
  defineLifecycle,
  type Lifecycle,
  lifecycles,
  nextTransitions,
  stageOf,
} from "../../src/lifecycle/index.ts";
import { caught, type RefusalText } from "../core/base.ts";
import { day } from "./base.ts";
import { club } from "./club.ts";

const { classic } = lifecycles;

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

describe("nextTransitions, all of them", () => {
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

test.each<RefusalText>([
  [
    "a state's day that is none",
    () => nextTransitions(club, { stage: "guest", since: 7, facts: {} } as never),
    "wrong_type",
    'state.since: expected a civil day such as "2026-01-31", a date-time with Z or an offset, or a Date (by its UTC day), got a positive integer',
  ],
])("refuses %s", (_name, run, code, message) => {
  expect(caught(run)).toMatchObject({ name: "ScoringError", code, message });
});
