import { describe, expect, test } from "vitest";
import {
  type Customer,
  defineLifecycle,
  explainCustomer,
  type Interaction,
  reasonForNull,
  type ScorecardInputs,
  type ScorecardOptions,
  type ScorecardPolicy,
  saveScorecard,
  scoreCustomers,
  type Transaction,
  updateScores,
} from "../../src/index.ts";
import { en } from "../../src/labels/en/index.ts";
import { parsePolicy, parseScorecard } from "../../src/schema/index.ts";

const asOf = "2026-01-31";
const transactions: readonly Transaction[] = [
  { customerId: "ann", at: "2026-01-05", amount: 30 },
  { customerId: "ann", at: "2026-01-19", amount: 50 },
  { customerId: "bob", at: "2025-06-07", amount: 12 },
  { customerId: "__proto__", at: "2025-11-30", amount: 45 },
];
const customers: readonly Customer[] = [
  { customerId: "bob", city: "Oslo", joined: "2025-06-01", staff: false },
  { customerId: "ann", city: "Bergen", joined: "2026-01-01", staff: null },
  { customerId: "eve", city: "Oslo", joined: "2026-01-30", staff: true },
];
const interactions: readonly Interaction[] = [
  { customerId: "bob", at: "2026-01-20", type: "visit", channel: "web", value: 3 },
  { customerId: "bob", at: "2026-01-21", type: "visit", channel: "shop", value: 4 },
  { customerId: "ann", at: "2026-01-22", type: "call", channel: null, value: null },
  { customerId: "ann", at: "2026-02-22", type: "visit", channel: "web", value: 9 },
];
const policy: ScorecardPolicy = {
  rules: {
    facts: { city: "text", joined: "date", staff: "boolean" },
    events: { type: "text", value: "number" },
    scores: { tier: "text", r: "number", lastPurchase: "date" },
    segments: {
      locals: { field: "city", op: "eq", value: "Oslo" },
      visitors: {
        aggregate: "count",
        where: { field: "type", op: "eq", value: "visit" },
        inLast: { days: 30 },
        op: "gte",
        value: 1,
      },
      best: {
        all: [
          { score: "tier", op: "eq", value: "A" },
          { score: "r", op: "gte", value: 4 },
        ],
      },
      fresh: { all: [{ field: "joined", op: "inLast", value: { days: 31 } }, { segment: "best" }] },
      outsiders: { not: { field: "staff", op: "eq", value: true } },
      recent: { score: "lastPurchase", op: "onOrAfter", value: "2026-01-01" },
    },
  },
};
const inputs = { transactions, customers, interactions };

describe("segments by the policy's rules", () => {
  test("read facts of customers, events and the other fields of the line", () => {
    const { columns } = scoreCustomers(inputs, { asOf, policy });
    expect(columns.customerId).toEqual(["__proto__", "ann", "bob"]);
    expect(columns.segments).toEqual([
      ["outsiders"],
      ["best", "fresh", "outsiders", "recent"],
      ["locals", "visitors", "outsiders"],
    ]);
  });

  test("come with coverage, and who is described without a line is counted", () => {
    const scorecard = scoreCustomers(inputs, { asOf, policy });
    expect(scorecard.rules?.summary[0]).toMatchObject({ segment: "locals", customers: 1 });
    expect(scorecard.rules?.coverage.matched).toBe(3);
    expect(scorecard.warnings).toContainEqual({ code: "customers_without_orders", customers: 1 });
  });

  test("are the same of columns under the host's names", () => {
    const columns = {
      id: customers.map(({ customerId }) => customerId),
      town: customers.map((one) => one["city"]),
      joined: customers.map((one) => one["joined"]),
      staff: customers.map((one) => one["staff"]),
    };
    const seen = interactions.map(({ customerId, type, ...rest }) => ({
      ...rest,
      who: customerId,
      what: type,
    }));
    const fields = {
      customers: { customerId: "id", city: "town" },
      interactions: { customerId: "who", type: "what" },
    };
    const renamed = {
      transactions,
      customers: { columns },
      interactions: seen,
    } as unknown as ScorecardInputs;
    expect(scoreCustomers(renamed, { asOf, policy, fields }).columns.segments).toEqual(
      scoreCustomers(inputs, { asOf, policy }).columns.segments,
    );
  });

  test("stand in the customer's story", () => {
    const scorecard = scoreCustomers(inputs, { asOf, policy });
    expect(explainCustomer(scorecard, "bob", en).sentences).toContain(
      "Segments by rules: locals, visitors, outsiders.",
    );
    const never: ScorecardPolicy = {
      rules: {
        facts: {},
        scores: { orders: "number" },
        segments: { many: { score: "orders", op: "gt", value: 9 } },
      },
    };
    const none = scoreCustomers({ transactions }, { asOf, policy: never });
    expect(none.columns.segments[0]).toEqual([]);
    expect(explainCustomer(none, "bob", en).sentences).toContain("In no segment of the rules.");
  });

  const absent: [string, ScorecardInputs, ScorecardPolicy, string][] = [
    ["no rules", inputs, {}, "absent_rules"],
    ["rules set to null", inputs, { rules: null }, "absent_rules"],
    ["facts of nobody", { transactions, interactions }, policy, "absent_customers"],
    ["no interactions", { transactions, customers }, policy, "absent_interactions"],
  ];

  test.each(absent)("%s: null, and the reason", (_name, given, rules, code) => {
    const scorecard = scoreCustomers(given, { asOf, policy: rules });
    expect(scorecard.columns.segments).toEqual([null, null, null]);
    expect(scorecard.rules).toBeNull();
    expect(reasonForNull(scorecard, "ann", "segments")).toEqual({ code });
    expect(en.reasons).toHaveProperty(code);
  });
});

describe("what cannot be read", () => {
  const bad: [string, Partial<ScorecardInputs>, ScorecardPolicy, string, (string | number)[]][] = [
    [
      "a wrong cell",
      { customers: [{ customerId: "bob", city: 7 }] },
      policy,
      "wrong_type",
      ["customers", 0, "city"],
    ],
    [
      "a customer twice",
      { customers: [...customers, { customerId: "bob" }] },
      policy,
      "duplicate",
      ["customers", 3, "customerId"],
    ],
    [
      "a column that is not there",
      { customers: { columns: { customerId: ["bob"] } } as unknown as ScorecardInputs["customers"] },
      policy,
      "missing",
      ["customers", "columns", "city"],
    ],
    [
      "a wrong event",
      { interactions: [{ customerId: "bob", at: "soon", type: "visit" }] },
      policy,
      "invalid_date",
      ["interactions", 0, "at"],
    ],
    [
      "a wrong rule",
      {},
      { rules: { facts: {}, segments: { x: { field: "town", op: "isSet" } } } },
      "unknown_name",
      ["options", "policy", "rules", "segments", "x", "field"],
    ],
    [
      "a score that no line has",
      {},
      { rules: { facts: {}, scores: { mood: "text" }, segments: { x: { score: "mood", op: "isSet" } } } },
      "unknown_name",
      ["options", "policy", "rules", "scores", "mood"],
    ],
    [
      "a score of another type",
      {},
      { rules: { facts: {}, scores: { tier: "number" }, segments: { x: { score: "tier", op: "isSet" } } } },
      "conflict",
      ["options", "policy", "rules", "scores", "tier"],
    ],
  ];

  test.each(bad)("%s is refused with its place", (_name, given, rules, code, path) => {
    const run = (): unknown => scoreCustomers({ ...inputs, ...given }, { asOf, policy: rules });
    expect(run).toThrowError(expect.objectContaining({ name: "ScoringError", code, path }));
  });

  test("is set aside where the caller asks, and reads as not described", () => {
    const given = {
      transactions,
      customers: [...customers.slice(1), { customerId: "bob", city: 7 }],
      interactions: [...interactions, { customerId: "bob", at: "soon", type: "visit" }],
    };
    const scorecard = scoreCustomers(given, { asOf, policy, onInvalid: "collect" });
    expect(scorecard.rejected.customers).toMatchObject([{ row: 2, field: "city" }]);
    expect(scorecard.rejected.interactions).toMatchObject([{ row: 4, field: "at" }]);
    expect(scorecard.columns.segments[2]).toEqual(["visitors", "outsiders"]);
  });

  test("an unknown name among the fields is refused", () => {
    const options = { asOf, fields: { orders: {} } } as unknown as ScorecardOptions;
    expect(() => scoreCustomers(inputs, options)).toThrowError(
      expect.objectContaining({ code: "unknown_name", path: ["options", "fields", "orders"] }),
    );
  });
});

const lifecycle = defineLifecycle({
  stages: ["member", "leaving"],
  initial: "member",
  events: ["purchase"],
  facts: { orders: "number", renewsAt: "date", vip: "boolean" },
  transitions: [
    {
      from: "member",
      to: "leaving",
      after: { since: "renewsAt", atLeast: -30 },
      when: { field: "vip", op: "neq", value: true },
    },
  ],
});

describe("a lifecycle over declared facts", () => {
  const described = [
    { customerId: "ann", renewsAt: "2026-02-10", vip: false },
    { customerId: "bob", renewsAt: "2026-02-10", vip: true },
  ];
  const staged = { policy: { lifecycle: lifecycle as never } };

  test("reads those of customers", () => {
    const scorecard = scoreCustomers({ transactions, customers: described }, { asOf, ...staged });
    expect(scorecard.columns.stage).toEqual(["member", "leaving", "member"]);
    expect(scorecard.row(1).stageSince).toBe("2026-01-11");
  });

  test("and so does an update", () => {
    const scorecard = scoreCustomers({ transactions, customers: described }, { asOf, ...staged });
    const learned = saveScorecard(scorecard);
    const [first] = transactions;
    const event = { ...(first as Transaction), type: "order" } as const;
    const { scores } = updateScores(learned, undefined, event, { asOf, customer: described[0] as Customer });
    expect(scores?.stage).toBe("leaving");
    expect(updateScores(learned, undefined, event, { asOf }).scores?.stage).toBe("member");
  });
});

describe("one order at a time", () => {
  const learned = saveScorecard(scoreCustomers(inputs, { asOf, policy }));
  const event = { type: "order", customerId: "bob", at: "2026-01-30", amount: 400 } as const;
  const added = [...transactions, { customerId: "bob", at: "2026-01-30", amount: 400 }];
  const full = scoreCustomers({ ...inputs, transactions: added }, { asOf, learned });
  const before = updateScores(
    learned,
    undefined,
    { type: "order", customerId: "bob", at: "2025-06-07", amount: 12 },
    { asOf },
  );
  const [bob] = customers as readonly [Customer];

  test("gives the segments of a full rescore, with what the rules ask for", () => {
    const { scores, reasons } = updateScores(learned, before.state, event, {
      asOf,
      customer: bob,
      interactions,
    });
    expect(scores?.segments).toEqual(full.row(full.indexOf("bob")).segments);
    expect(scores?.segments).toContain("best");
    expect(reasons().some(({ code }) => code === "rule_segments")).toBe(true);
  });

  test("and null without it", () => {
    expect(updateScores(learned, before.state, event, { asOf }).scores?.segments).toBeNull();
    expect(updateScores(learned, before.state, event, { asOf, customer: bob }).scores?.segments).toBeNull();
  });

  test("another customer's description, or a wrong one, is refused", () => {
    const run = (customer: Customer) => () => updateScores(learned, before.state, event, { asOf, customer });
    const error = (code: string, field: string): unknown =>
      expect.objectContaining({ code, path: ["options", "customer", field] });
    expect(run({ customerId: "ann" })).toThrowError(error("conflict", "customerId"));
    expect(run({ customerId: "bob", city: 7 })).toThrowError(error("wrong_type", "city"));
  });
});

describe("as JSON", () => {
  test("the policy and what was learned load with their rules, and score the same", () => {
    expect(parsePolicy(JSON.stringify(policy))).toEqual(policy);
    const scorecard = scoreCustomers(inputs, { asOf, policy });
    const learned = parseScorecard(JSON.stringify(saveScorecard(scorecard)));
    expect(scoreCustomers(inputs, { asOf, learned }).toRows()).toEqual(scorecard.toRows());
  });

  test("a condition at fault is refused with its path", () => {
    const rules = {
      facts: { city: "text" },
      segments: { x: { all: [{ field: "city", op: "gt", value: 3 }] } },
    };
    expect(() => parsePolicy({ rules })).toThrowError(
      expect.objectContaining({ path: ["policy", "rules", "segments", "x", "all", 0, "op"] }),
    );
    const scores = { facts: {}, scores: { mood: "text" }, segments: { x: { score: "mood", op: "isSet" } } };
    expect(() => parsePolicy({ rules: scores })).toThrowError(
      expect.objectContaining({ path: ["policy", "rules", "scores", "mood"] }),
    );
  });
});
