import { describe, expect, test } from "vitest";
import { purchaseDays, purchaseHistory } from "../../src/history/index.ts";
import {
  classifyCustomers,
  defineLifecycle,
  type Lifecycle,
  lifecycles,
  stageOf,
} from "../../src/lifecycle/index.ts";
import { stageOfHistory } from "../../src/lifecycle/stage-of-history.ts";
import { caught, columnsOf, type RefusalText } from "../core/base.ts";
import { day, ready } from "./base.ts";

const { classic, commerce, subscription } = lifecycles;
const asOf = day(0);

const spec = {
  stages: ["new", "good", "best", "cold"],
  events: ["buy", "call"],
  facts: {
    n: "number",
    score: "number",
    plan: "text",
    vip: "boolean",
    last: "date",
    called: "date",
    previous: "date",
    born: "date",
  },
  initial: "new",
  updates: { buy: { n: { add: 1 }, last: "at", previous: "previous-at" } },
};
const warm = { from: "*", on: "buy", to: "good", when: { field: "n", op: "gte", value: 2 } };
const best = {
  from: ["new", "good"],
  on: "buy",
  to: "best",
  priority: 1,
  when: {
    all: [
      { field: "score", op: "gt", value: 5 },
      { field: "score", op: "notIn", value: [7] },
      {
        any: [
          { field: "plan", op: "in", value: ["pro", "team"] },
          { field: "vip", op: "eq", value: true },
        ],
      },
    ],
  },
};
const cool = { from: ["good", "best"], after: { since: "last", moreThan: 30 }, to: "cold" };
const define = (transitions: readonly object[], changes: object = {}): Lifecycle =>
  defineLifecycle({ ...spec, ...changes, transitions } as never) as unknown as Lifecycle;

/** All that can matter to the lifecycles below, in all combinations. */
const people = [null, 0, 1, 2, 3].flatMap((n) =>
  [null, 5, 5.5, 7].flatMap((score) =>
    [null, "pro", "free"].flatMap((plan) =>
      [null, true].flatMap((vip) =>
        [null, 0, 30, 31, -1].flatMap((ago, k) =>
          [null, 1, 3, 40].map((gap) => ({
            ...{ customerId: `${n} ${score} ${plan} ${vip} ${ago} ${gap}`, n, score, plan, vip, born: null },
            ...{ last: ago === null ? null : day(-ago), called: k === 2 ? day(-40) : null },
            previous: ago === null || gap === null ? null : day(-ago - gap),
          })),
        ),
      ),
    ),
  ),
);

describe("a table is classified as its customers are alone", () => {
  test.each<[string, Lifecycle]>([
    ["by classes of those who are alike", define([warm, best, cool])],
    [
      "from the day of entering a stage",
      define([warm, best, { from: "best", after: { atLeast: 31 }, to: "cold" }]),
    ],
    [
      "by a date that is not the event's",
      define([warm, { ...cool, after: { since: "called", atLeast: 1 } }]),
    ],
    ["by what no column tells", define([warm, { ...cool, after: { since: "born", atLeast: 1 } }, cool])],
    ["inside texts", define([{ ...warm, when: { field: "plan", op: "startsWith", value: "p" } }, cool])],
    ["by whether the event has been", define([{ ...warm, when: { field: "last", op: "isSet" } }, cool])],
    ["by another date", define([{ ...warm, when: { field: "called", op: "isNotSet" } }, cool])],
    [
      "by days in the stage",
      define([
        { ...warm, from: "new" },
        { ...warm, from: "good", to: "best", after: { atLeast: 3 } },
      ]),
    ],
    [
      "by many days in the stage",
      define([warm, { ...warm, from: "good", to: "best", after: { atLeast: 101 } }]),
    ],
    ["before a day", define([{ ...warm, before: { since: "last", moreThan: 9 } }, cool])],
    [
      "by a rhythm of their own",
      define([warm, { ...cool, after: { since: "last", moreThan: "own" } }], {
        facts: { ...spec.facts, frequency: "number", meanGapDays: "number" },
        thresholds: { own: { rule: "own-ratio", ratio: 2, days: 9 } },
      }),
    ],
    ["by two events", define([warm, best, cool], { updates: { ...spec.updates, call: { called: "at" } } })],
    [
      "by numbers far apart",
      define([{ ...warm, when: { field: "n", op: "gte", value: 70_000 } }, best, cool]),
    ],
    [
      "without an event",
      define([{ from: "new", to: "good", when: { field: "n", op: "eq", value: 2 } }], { updates: {} }),
    ],
  ])("%s", (_name, lifecycle) => {
    const rows = people.filter((_person, i) => i % 23 === 0);
    const table = classifyCustomers(lifecycle, rows as never, { asOf });
    const columns = classifyCustomers(lifecycle, columnsOf(rows) as never, { asOf });
    expect(columns.toRows()).toEqual(table.toRows());
    const alone = rows.map((facts) => stageOf(lifecycle, facts as never, { asOf }));
    expect(table.toRows().map(({ stage, since }) => [stage, since])).toEqual(
      alone.map(({ stage, since }) => [stage, since]),
    );
    expect(new Set(table.columns.stage).size).toBeGreaterThan(1);
    expect(rows.map((_row, i) => table.stateOf(i).facts)).toEqual(alone.map(({ facts }) => facts));
    expect(rows.map((_row, i) => table.reasonOf(i))).toEqual(alone.map(({ reason }) => reason));
    // What comes next comes true on its day.
    const next = table
      .toRows()
      .flatMap((row, i) => (row.nextDate === null ? [] : [{ ...row, facts: rows[i] }]));
    const then = next.map(({ facts, nextDate }) =>
      stageOf(lifecycle, facts as never, { asOf: nextDate as string }),
    );
    expect(then.map(({ stage, since }) => [stage, since])).toEqual(
      next.map(({ nextStage, nextDate }) => [nextStage, nextDate]),
    );
  });
});

test("a line says where, since when, what comes next, and what to do", () => {
  const rows = [
    { customerId: 7, orders: 1, lastPurchase: day(-5) },
    { customerId: "__proto__", orders: null, lastPurchase: null },
    { customerId: "x", orders: 4, lastPurchase: day(-400) },
  ];
  const table = classifyCustomers(classic, rows, { asOf });
  expect(table.toRows()).toEqual([
    {
      ...{ customerId: "7", stage: "new", since: day(-5), nextStage: "at-risk", nextDate: day(86) },
      management: "retain",
    },
    {
      ...{ customerId: "__proto__", stage: "prospect", since: null, nextStage: null, nextDate: null },
      management: "acquire",
    },
    {
      ...{ customerId: "x", stage: "lost", since: day(-34), nextStage: null, nextDate: null },
      management: "win-back",
    },
  ]);
  expect(table.asOf).toBe(asOf);
  expect(table.counts.filter(({ customers }) => customers > 0)).toEqual([
    { stage: "prospect", customers: 1 },
    { stage: "new", customers: 1 },
    { stage: "lost", customers: 1 },
  ]);
  expect(table.indexOf("__proto__")).toBe(1);
  const bare = defineLifecycle({ stages: ["a"], events: [], initial: "a", transitions: [] });
  expect(classifyCustomers(bare, [{ customerId: 1 }], { asOf }).row(0).management).toBeNull();
});

test("who stayed where they were at the last order is there since the one before", () => {
  const row = { customerId: 1, n: 3, last: day(-1), previous: day(-9) };
  const table = classifyCustomers(define([warm]), [row] as never, { asOf });
  expect(table.row(0)).toMatchObject({ stage: "good", since: day(-9) });
});

test("lengths of more than thirty years are waited for too", () => {
  const patient = define([warm, { ...cool, after: { since: "last", moreThan: 12_000 } }]);
  const rows = [11_999, 12_000, 12_001].map((ago) => ({ customerId: ago, n: 2, last: day(-ago) }));
  const table = classifyCustomers(patient, rows as never, { asOf });
  expect(table.columns.stage).toEqual(["good", "good", "cold"]);
  expect(table.columns.nextDate).toEqual([day(2), day(1), null]);
});

describe("facts come", () => {
  test("from columns of every form", () => {
    const facts = { plan: "text", vip: "boolean", n: "number", last: "date" } as const;
    const lifecycle = defineLifecycle({
      stages: ["a", "b"],
      events: [],
      facts,
      initial: "a",
      transitions: [
        {
          from: "a",
          to: "b",
          when: {
            any: [
              { field: "plan", op: "eq", value: "pro" },
              { field: "vip", op: "eq", value: true },
              { field: "n", op: "gt", value: 3 },
              { field: "last", op: "isSet" },
            ],
          },
        },
      ],
    });
    const columns = {
      customerId: [1, 2, 3, 4, 5, 6],
      plan: { codes: Uint8Array.of(0, 0, 0, 1, 2, 2), values: ["free", "pro", null] },
      vip: [false, true, null, false, false, null],
      n: Float64Array.of(3, 3, 4, 1, Number.NaN, Number.NaN),
      last: [null, null, null, null, day(-1), null],
    };
    const table = classifyCustomers(lifecycle, { columns } as never, { asOf });
    expect(table.columns.stage).toEqual(["a", "b", "b", "b", "b", "a"]);
    expect([0, 1, 4, 5].map((i) => table.stateOf(i).facts)).toEqual([
      { plan: "free", vip: false, n: 3 },
      { plan: "free", vip: true, n: 3 },
      { vip: false, last: day(-1) },
      {},
    ]);
    const listed = classifyCustomers(
      lifecycle,
      { columns: { ...columns, plan: ["free", "free", "free", "pro", null, null] } } as never,
      { asOf },
    );
    expect(listed.toRows()).toEqual(table.toRows());
  });

  test("with recencyDays for the last purchases that are not given", () => {
    const columns = {
      customerId: [1, 2, 3],
      orders: [1, 1, 1],
      lastPurchase: [day(-2), null, null],
      recencyDays: [9, 9, null],
    };
    expect(classifyCustomers(classic, { columns } as never, { asOf }).columns.since).toEqual([
      day(-2),
      day(-9),
      null,
    ]);
    const full = { ...columns, lastPurchase: [day(-2), day(-3), day(-4)] };
    expect(classifyCustomers(classic, { columns: full } as never, { asOf }).columns.since).toEqual([
      ...[day(-2), day(-3), day(-4)],
    ]);
    const named = { columns: { id: [1], days: [3], count: [1] } };
    const fields = { customerId: "id", recencyDays: "days", orders: "count" };
    expect(classifyCustomers(classic, named as never, { asOf, fields }).row(0).since).toBe(day(-3));
  });

  test("from purchase days, all that is measured on them", () => {
    const lifecycle = {
      ...commerce,
      facts: { ...commerce.facts, revenue: "number", purchaseDays: "number" },
    } as const;
    const asking = defineLifecycle({
      ...{ stages: ["a", "b"], events: ["purchase"], facts: lifecycle.facts, initial: "a" },
      updates: { purchase: "purchase" },
      thresholds: { own: { rule: "own-quantile", probability: 0.75, days: 9 } },
      transitions: [
        { from: "a", on: "purchase", to: "b", after: { since: "lastPurchase", moreThan: "own" } },
        {
          from: "b",
          to: "a",
          on: "purchase",
          when: { all: Object.keys(lifecycle.facts).map((field) => ({ field, op: "isSet" })) },
        },
      ],
    } as never) as unknown as Lifecycle;
    const orders = [0, 1, 3, 11].map((n) => ({ customerId: "ann", at: day(n - 20), amount: n + 1 }));
    const rows = [...orders, { ...orders[0], amount: 6 }, { customerId: "bob", at: day(-3), amount: 5 }];
    const table = classifyCustomers(asking, purchaseDays(rows as never, { asOf }), { asOf });
    expect(table.stateOf(0).facts).toEqual({
      ...{ orders: 5, revenue: 25, purchaseDays: 4, frequency: 3 },
      ...{ firstPurchase: day(-20), previousPurchase: day(-17), lastPurchase: day(-9) },
      ...{
        meanGapDays: 11 / 3,
        gapStdDays: expect.closeTo(Math.sqrt(((8 / 3) ** 2 + (5 / 3) ** 2 + (13 / 3) ** 2) / 2), 12),
      },
      ...{ sumLogGaps: Math.log(2) + Math.log(8), gapQuantileDays: 5 },
    });
    expect(table.stateOf(1).facts).toEqual({
      ...{
        orders: 1,
        revenue: 5,
        purchaseDays: 1,
        frequency: 0,
        firstPurchase: day(-3),
        lastPurchase: day(-3),
      },
    });
    // No rule of `commerce` asks for a quantile, and no condition for the rhythm: the state has it all the same.
    const state = classifyCustomers(commerce, purchaseDays(rows as never, { asOf }), { asOf }).stateOf(0);
    expect(state.facts).toMatchObject({ orders: 5, frequency: 3, meanGapDays: 11 / 3 });
    expect(state.facts.gapQuantileDays).toBeUndefined();
  });
});

test("a history is what says its day and its unit", () => {
  const columns = { customerId: ["ann"], orders: [2], age: [3], recencyDays: [4] };
  const asking = defineLifecycle({
    ...{ stages: ["a", "b"], events: ["buy"], facts: { firstPurchase: "date" }, initial: "a" },
    transitions: [{ from: "a", after: { since: "firstPurchase", atLeast: 0 }, to: "b" }],
  });
  const since = (more: object) =>
    classifyCustomers(asking, { columns, ...more } as never, { asOf }).row(0).since;
  expect(since({ asOf: day(-1), timeUnit: "week" })).toBe(day(-22));
  expect(
    [
      {},
      { asOf: day(-1) },
      { timeUnit: "week" },
      { asOf: 7, timeUnit: "week" },
      { asOf: day(-1), timeUnit: 7 },
    ].map(since),
  ).toEqual(new Array(5).fill(null));
});

test("rows that are wrong are set aside, and the others are classified", () => {
  const rows = [
    { customerId: "ann", orders: 1, lastPurchase: day(-5) },
    { customerId: "bob", orders: "1", lastPurchase: day(-5) },
    { customerId: "cat", orders: 1, lastPurchase: day(-100) },
    { customerId: null, orders: 1, lastPurchase: "soon" },
  ];
  const table = classifyCustomers(classic, rows as never, { asOf, onInvalid: "collect" });
  expect(table.columns.customerId).toEqual(["ann", "cat"]);
  expect(table.columns.stage).toEqual(["new", "at-risk"]);
  expect(table.columns.nextDate).toEqual([day(86), day(81)]);
  expect(table.reasonOf(1)).toMatchObject({ code: "lifecycle_silence", days: 91 });
  expect(table.rejected.map(({ row, field, code }) => [row, field, code])).toEqual([
    [1, "orders", "wrong_type"],
    [3, "customerId", "missing"],
  ]);
});

describe("a history's line alone", () => {
  const orders = Array.from({ length: 60 }, (_, i) => ({
    customerId: `c${i % 14}`,
    at: day(-((i * i * 7) % 500)),
    amount: i,
  }));

  test.each(ready)("has the stage, the dates and the reason of the table: %s", (_name, lifecycle) => {
    for (const timeUnit of ["day", "week", "month", "year"] as const) {
      const history = purchaseHistory(orders, { asOf, timeUnit });
      const table = classifyCustomers(lifecycle, history as never, { asOf });
      const read = stageOfHistory(lifecycle, timeUnit);
      history.toRows().forEach((row, i) => {
        const { reasonOf, ...line } = read(row, Date.parse(asOf) / 864e5);
        expect(line).toEqual(table.row(i));
        expect(reasonOf()).toEqual(table.reasonOf(i));
      });
    }
  });

  test("knows nothing of who has no purchase", () => {
    const row = { ...purchaseHistory(orders, { asOf }).row(0), orders: 0, recencyDays: null, age: null };
    const line = stageOfHistory(classic as unknown as Lifecycle, "week")(row as never, 20_454);
    expect(line).toMatchObject({
      stage: "prospect",
      since: null,
      nextStage: null,
      nextDate: null,
      management: "acquire",
    });
    expect(line.reasonOf()).toEqual({ code: "lifecycle_initial", stage: "prospect" });
    const bare = defineLifecycle({ stages: ["a"], events: [], initial: "a", transitions: [] });
    expect(stageOfHistory(bare as unknown as Lifecycle, "week")(row as never, 20_454).management).toBeNull();
  });
});

const ofClassic = (...rows: object[]) => classifyCustomers(classic, rows as never, { asOf: day(9) });
const classify =
  (options: unknown, rows: unknown = []) =>
  () =>
    classifyCustomers(classic, rows as never, options as never);
test.each<RefusalText>([
  [
    "a customer without an id",
    () => ofClassic({ orders: 1 }),
    "missing",
    "customers.0.customerId: expected a string or a finite number, got nothing",
  ],
  [
    "a fact in words",
    () => ofClassic({ customerId: 1, orders: "two" }),
    "wrong_type",
    "customers.0.orders: expected a finite number, got a string of 3 characters",
  ],
  [
    "a row that is not there",
    () => ofClassic().reasonOf(0),
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
  [
    "a history of no day",
    classify({ asOf }, { columns: { customerId: [] }, asOf: "soon", timeUnit: "week" }),
    "invalid_date",
    "options.asOf: expected a Date, an ISO date, or an ISO date-time with Z or an offset, got a string of 4 characters",
  ],
  ["no options", classify(null), "wrong_type", "options: expected an object, got null"],
  [
    "no day of looking",
    classify({}),
    "missing",
    'options.asOf: expected a date such as "2026-01-31" (nothing here reads the clock), got nothing',
  ],
  [
    "a bad day of looking",
    classify({ asOf: "soon" }),
    "invalid_date",
    "options.asOf: expected a Date, an ISO date, or an ISO date-time with Z or an offset, got a string of 4 characters",
  ],
  [
    "another option",
    classify({ asOf, at: asOf }),
    "unknown_name",
    "options.at: expected one of asOf, fields, onInvalid, timeZone, numericTime, got another name",
  ],
  [
    "another way with bad rows",
    classify({ asOf, onInvalid: "skip" }),
    "unknown_name",
    "options.onInvalid: expected one of throw, collect, got a string of 4 characters",
  ],
  [
    "a name of an unknown field",
    classify({ asOf, fields: { visits: "n" } }),
    "unknown_name",
    "options.fields.visits: expected one of customerId, recencyDays, orders, firstPurchase, previousPurchase, lastPurchase, got another name",
  ],
  [
    "an unknown zone",
    classify({ asOf, timeZone: "Mars" }),
    "unknown_time_zone",
    'options.timeZone: expected an IANA time zone such as "Asia/Shanghai", got a string of 4 characters',
  ],
  [
    "numbers for days in an unknown unit",
    classify({ asOf, numericTime: "week" }),
    "unknown_name",
    "options.numericTime: expected one of ms, s, day, got a string of 4 characters",
  ],
  [
    "no customers",
    classify({ asOf }, null),
    "wrong_type",
    "customers: expected an array of rows or { columns }, got null",
  ],
  [
    "days from after the day of looking",
    classify({ asOf }, purchaseDays([], { asOf: day(1) })),
    "conflict",
    "options.asOf: expected a day not before that of the history, got an earlier one",
  ],
  [
    "a history from after the day of looking",
    classify({ asOf }, purchaseHistory([], { asOf: day(1) })),
    "conflict",
    "options.asOf: expected a day not before that of the history, got an earlier one",
  ],
  [
    "columns without an id",
    classify({ asOf }, { columns: { orders: [1] } }),
    "missing",
    'customers.columns.customerId: expected a column (or say which one it is: fields: { customerId: "…" }), got nothing',
  ],
  [
    "a bad date",
    classify({ asOf }, [{ customerId: 1, lastPurchase: "soon" }]),
    "invalid_date",
    "customers.0.lastPurchase: expected a Date, an ISO date, or an ISO date-time with Z or an offset, got a string of 4 characters",
  ],
  [
    "a fact that is none",
    () => classifyCustomers(subscription, [{ customerId: 1, plan: 7 }] as never, { asOf }),
    "wrong_type",
    "customers.0.plan: expected a string, got a positive integer",
  ],
  [
    "recency in words",
    classify({ asOf }, [{ customerId: 1, recencyDays: "9" }]),
    "wrong_type",
    "customers.0.recencyDays: expected a finite number, got a string of 1 character",
  ],
  [
    "a row below the first",
    () => classifyCustomers(classic, [{ customerId: 1 }], { asOf }).stateOf(-1),
    "out_of_range",
    "row: expected a row number below 1, got another",
  ],
  [
    "half a row",
    () => classifyCustomers(classic, [{ customerId: 1 }], { asOf }).stateOf(0.5),
    "out_of_range",
    "row: expected a row number below 1, got another",
  ],
])("refuses %s", (_name, run, code, message) => {
  expect(caught(run)).toMatchObject({ name: "ScoringError", code, message });
});
