import { describe, expect, test } from "vitest";
import { sentenceOf } from "../../src/core/reason.ts";
import { en } from "../../src/labels/en/index.ts";
import { zh } from "../../src/labels/zh/index.ts";
import {
  classifyCustomers,
  defineLifecycle,
  type Lifecycle,
  lifecycles,
  stageOf,
  transition,
} from "../../src/lifecycle/index.ts";
import { caught, type RefusalText } from "../core/base.ts";
import { day } from "./base.ts";
import { club } from "./club.ts";

const { classic } = lifecycles;

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

describe("stageOf, of facts that are few", () => {
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

test.each<RefusalText>([
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
])("refuses %s", (_name, run, code, message) => {
  expect(caught(run)).toMatchObject({ name: "ScoringError", code, message });
});
