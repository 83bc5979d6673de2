import { describe, expect, test } from "vitest";
import { shiftedBetaGeometric } from "../../src/index.ts";
import {
  migratePolicy,
  parseCosts,
  parseCustomerState,
  parseCustomers,
  parseInteractions,
  parseLifecycleState,
  parseModel,
  parseOrderLines,
  parseReferralEdges,
  parseSurveyAnswers,
  parseTransactions,
} from "../../src/schema/index.ts";
import { migrate } from "../../src/schema/migrate.ts";

const order = { customerId: "ann", at: "2026-01-05", amount: 30 };
const open = { orderId: null, kind: null, currency: null };

describe("records are read as they are, what may be left out, null or a number included", () => {
  const cases: readonly (readonly [string, (json: unknown) => unknown, readonly object[]])[] = [
    [
      "orders",
      parseTransactions,
      [
        order,
        { ...order, ...open },
        { ...order, customerId: 7, at: 1767571200000, orderId: 9, kind: "refund" },
      ],
    ],
    [
      "order lines",
      parseOrderLines,
      [
        order,
        { ...order, productId: "p", channel: "web", quantity: 2, discount: 1, cost: 9 },
        { ...order, ...open, productId: null, channel: null, quantity: null, discount: null, cost: null },
      ],
    ],
    ["costs", parseCosts, [{ ...order, at: "2026-01-05T10:00:00+02:00", layer: "rent" }]],
    [
      "referrals",
      parseReferralEdges,
      [
        { referrerId: "ann", refereeId: 7 },
        { referrerId: 7, refereeId: "ann", at: null },
        { referrerId: 7, refereeId: "ann", at: "2026-01-05T10:00:00Z" },
      ],
    ],
    [
      "interactions",
      parseInteractions,
      [
        { customerId: "ann", at: "2026-01-05", type: "visit" },
        { customerId: "ann", at: "2026-01-05", type: "visit", channel: null, value: null },
        { customerId: "ann", at: "2026-01-05", type: "visit", channel: "web", value: -3 },
      ],
    ],
    [
      "answers",
      parseSurveyAnswers,
      [
        { customerId: "ann", at: "2026-01-05", question: "nps", answer: 9 },
        { customerId: "ann", at: "2026-01-05", question: "why", answer: "" },
      ],
    ],
    [
      "customers, with any further field",
      parseCustomers,
      [{ customerId: "ann" }, { customerId: 7, consent: null, city: "Oslo", tags: ["a", ["b"]] }],
    ],
  ];

  test.each(cases)("%s", (_name, parse, rows) => {
    expect(parse(rows)).toEqual(rows);
    expect(parse(JSON.stringify(rows))).toEqual(rows);
    expect(parse([])).toEqual([]);
  });

  test("a field that no record has is left out, but of customers", () => {
    expect(parseTransactions([{ ...order, colour: "red" }])).toEqual([order]);
    expect(parseCustomers([{ customerId: "ann", colour: "red" }])).toEqual([
      { customerId: "ann", colour: "red" },
    ]);
  });
});

describe("a policy of an older version", () => {
  const steps = [
    ({ name, ...rest }: { readonly [field: string]: unknown }) => ({ ...rest, title: name }),
    (form: { readonly [field: string]: unknown }) => ({ ...form, title: `${String(form["title"])}!` }),
  ];

  test("goes up one version after another, from the one it says, or the first", () => {
    expect(migrate('{ "name": "x", "kept": 1 }', "form", steps)).toEqual({
      version: 3,
      kept: 1,
      title: "x!",
    });
    expect(migrate({ version: 2, title: "x" }, "form", steps)).toEqual({ version: 3, title: "x!" });
    expect(migrate({ version: 3, title: "x" }, "form", steps)).toEqual({ version: 3, title: "x" });
    for (const version of [0, 4, 2.5, "2", null]) {
      expect(() => migrate({ version }, "form", steps)).toThrow(
        "form.version: expected a version from 1 to 3",
      );
    }
  });

  test("is not changed where it stands", () => {
    const given = Object.freeze({ name: "x" });
    migrate(given, "form", steps);
    expect(given).toEqual({ name: "x" });
  });

  test("is so far the first", () => {
    expect(migratePolicy({ timeUnit: "month" })).toEqual({ timeUnit: "month", version: 1 });
    expect(migratePolicy('{ "version": 1, "rfm": { "bins": 5, "map": "detailed11" } }')).toMatchObject({
      version: 1,
    });
  });
});

test("where a customer stands is read back, whatever its facts", () => {
  const state = {
    stage: "new",
    since: "2026-01-05",
    facts: { orders: 2, vip: true, city: "Oslo", left: null },
  };
  expect(parseLifecycleState(JSON.stringify(state))).toEqual(state);
  expect(parseLifecycleState({ ...state, since: null, facts: {} })).toEqual({
    ...state,
    since: null,
    facts: {},
  });
});

test("a state without an order is read back too", () => {
  for (const state of [{}, { history: null }, { costs: [{ layer: "cogs", amount: -1 }] }]) {
    expect(parseCustomerState(JSON.stringify(state))).toEqual(state);
  }
});

test("a chain and a model of contracts are told apart by their kind", () => {
  const chain = {
    kind: "markovChain",
    version: 1,
    stateFrom: "recency",
    states: ["active", "gone"],
    transitions: [
      [0.6, 0.4],
      [0, 1],
    ],
    purchases: [1, 0],
    period: { months: 1 },
  } as const;
  expect(parseModel(JSON.stringify(chain))).toEqual(chain);
  const contracts = shiftedBetaGeometric.fit([1000, 631, 468, 382]);
  expect(parseModel(JSON.stringify(contracts))).toEqual(contracts);
});
