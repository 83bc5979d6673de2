import { describe, expect, test } from "vitest";
import {
  contribution,
  explainCustomer,
  lifecycles,
  purchaseHistory,
  reasonForNull,
  type ScorecardInputs,
  type ScorecardOptions,
  saveScorecard,
  scoreCustomers,
  type Transaction,
  updateCustomer,
  updateScores,
} from "../../src/index.ts";
import { en } from "../../src/labels/en/index.ts";
import { orders as base } from "../schema/saved.ts";

const asOf = "2026-01-31";
const transactions: readonly Transaction[] = [
  { customerId: "ann", at: "2026-01-05", amount: 30 },
  { customerId: "ann", at: "2026-01-19", amount: 50 },
  { customerId: "bob", at: "2025-06-07", amount: 12 },
  { customerId: "dan", at: "2026-01-02", amount: -8 },
];

describe("profit", () => {
  const lines = [
    { customerId: "ann", at: "2026-01-05", amount: 30, cost: 10, discount: 3 },
    { customerId: "ann", at: "2026-01-19", amount: 50, cost: 20 },
    { customerId: "bob", at: "2025-06-07", amount: 12, cost: 5 },
    { customerId: "bob", at: "2026-02-07", amount: 99, cost: 5 },
  ];
  const costs = [
    { customerId: "ann", at: "2026-01-06", amount: 4, layer: "costToServe" },
    { customerId: "bob", at: "2026-02-06", amount: 8, layer: "acquisition" },
  ];

  test("of order lines is that of contribution over the same days", () => {
    const policy = { profit: { lines: true, missing: "skip" } } as const;
    const scorecard = scoreCustomers({ transactions: lines, costs }, { asOf, policy });
    const direct = contribution({ lines, costs }, { asOf, missing: "skip" });
    expect(scorecard.profit?.toRows()).toEqual(direct.toRows());
    expect(scorecard.columns.contributionMargin3).toEqual(Float64Array.of(46, 7));
    expect(scorecard.tracked).toEqual({
      costLayers: ["costToServe"],
      referrals: false,
      customers: false,
      interactions: false,
    });
  });

  test("reads currencies, a first day, and the host's names of both inputs", () => {
    const named = {
      transactions: lines.map(({ customerId: who, ...line }) => ({ ...line, who, currency: "EUR" })),
      costs: costs.map(({ layer: kind, ...cost }) => ({ ...cost, kind, currency: "USD" })),
    } as unknown as ScorecardInputs;
    const options: ScorecardOptions = {
      asOf,
      from: "2026-01-06",
      rates: { EUR: 2, USD: 1 },
      policy: { profit: { lines: true, missing: "skip" } },
      fields: { transactions: { customerId: "who" }, costs: { layer: "kind" } },
    };
    const scorecard = scoreCustomers(named, options);
    expect(scorecard.columns.customerId).toEqual(["ann"]);
    expect(scorecard.row(0)).toMatchObject({ contributionMargin1: 60, contributionMargin3: 56 });
    expect(scorecard.tracked.costLayers).toEqual(["costToServe"]);
  });

  test("reads times as numbers and in a zone", () => {
    const day = (iso: string) => Date.parse(iso) / 86_400_000;
    const numbered = lines.map((line) => ({ ...line, at: day(line.at) }));
    const policy = { profit: { lines: true, missing: "skip" } } as const;
    const options = { asOf, policy, numericTime: "day", timeZone: "Asia/Tokyo" } as const;
    expect(scoreCustomers({ transactions: numbered }, options).columns.contributionMargin1).toEqual(
      Float64Array.of(50, 7),
    );
  });

  test("may be reckoned from rates alone", () => {
    const policy = { profit: { rates: { cogs: 0.5 }, missing: "skip" } } as const;
    const history = purchaseHistory(transactions, { asOf });
    expect(scoreCustomers({ history }, { asOf, policy }).columns.contributionMargin3).toEqual(
      Float64Array.of(40, 6, -4),
    );
  });

  test("of costs that are set aside is counted among the rejected", () => {
    const bad = [...costs, { customerId: "ann", at: asOf, amount: 1, layer: "rent" }];
    const { rejected } = scoreCustomers({ transactions, costs: bad }, { asOf, onInvalid: "collect" });
    expect(rejected.costs).toMatchObject([{ row: 2, field: "layer", code: "unknown_name" }]);
  });
});

describe("referral value", () => {
  const referrals = [
    { referrerId: "ann", refereeId: "bob" },
    { referrerId: "bob", refereeId: "dan" },
  ];
  const valueBy = (worth: "clv" | "revenue" | "contribution", more: object = {}) =>
    scoreCustomers(
      { transactions, referrals, ...more },
      { asOf, policy: { referral: { worth, referralCost: 1 }, profit: { missing: "skip" } } },
    ).columns.referralValue;

  test("is what those brought are worth, by the choice of the policy", () => {
    const costs = [{ customerId: "bob", at: asOf, amount: 5, layer: "cogs" }];
    expect(valueBy("revenue")).toEqual(Float64Array.of(11, -9, 0));
    expect(valueBy("contribution", { costs })).toEqual(Float64Array.of(6, -9, 0));
  });

  test("is not known where that part is not", () => {
    const unknown = Float64Array.of(Number.NaN, Number.NaN, 0);
    expect(valueBy("contribution")).toEqual(unknown);
    expect(valueBy("clv")).toEqual(unknown);
  });

  test("reads the host's names, and sets bad edges aside", () => {
    const edges = [
      { by: "ann", who: "bob", at: "2026-01-01" },
      { by: null, who: "dan", at: "2026-01-01" },
    ];
    const scorecard = scoreCustomers(
      { transactions, referrals: edges as never },
      {
        asOf,
        onInvalid: "collect",
        timeZone: "Asia/Tokyo",
        numericTime: "ms",
        fields: { referrals: { referrerId: "by", refereeId: "who" } },
      },
    );
    expect(scorecard.columns.referrals).toEqual(Float64Array.of(1, 0, 0));
    expect(scorecard.rejected.referrals).toMatchObject([{ row: 1, field: "referrerId", code: "missing" }]);
  });
});

describe("facts of customers", () => {
  const rules = {
    facts: { city: "text", joined: "date", staff: "boolean", age: "number" },
    segments: {
      local: { field: "city", op: "eq", value: "Oslo" },
      new: { field: "joined", op: "onOrAfter", value: "2026-01-01" },
      staff: { field: "staff", op: "eq", value: true },
      young: { field: "age", op: "lt", value: 30 },
    },
  } as const;
  const rows = [
    { customerId: "bob", city: "Oslo", joined: "2026-01-01", staff: true, age: 29 },
    { customerId: "dan", city: null, joined: null, staff: null, age: null },
    { customerId: "ann", city: "Bergen", joined: "2025-12-31", staff: false, age: 30 },
  ];
  const segmentsOf = (customers: unknown, more: object = {}) =>
    scoreCustomers({ transactions, customers } as ScorecardInputs, {
      asOf,
      policy: { rules: rules as never },
      ...more,
    }).columns.segments;
  const expected = [[], ["local", "new", "staff", "young"], []];

  test("are the same of rows, lists, dictionaries and numbers", () => {
    expect(segmentsOf(rows)).toEqual(expected);
    const day = (iso: string) => Date.parse(iso);
    const columns = {
      customerId: { codes: Uint8Array.of(1, 2, 0), values: ["ann", "bob", "dan"] },
      city: { codes: Int8Array.of(0, -1, 1), values: ["Oslo", "Bergen"] },
      joined: Float64Array.of(day("2026-01-01"), Number.NaN, day("2025-12-31")),
      staff: [true, null, false],
      age: Float64Array.of(29, Number.NaN, 30),
    };
    expect(segmentsOf({ columns }, { numericTime: "ms" })).toEqual(expected);
    // Midnight in London is the morning of the day before in New York.
    const west = segmentsOf(
      { columns: { ...columns, joined: ["2026-01-01T00:00:00Z", null, "2026-01-01T05:00:00Z"] } },
      { timeZone: "America/New_York" },
    );
    expect(west).toEqual([["new"], ["local", "staff", "young"], []]);
  });

  test("of one customer are read alike for an update", () => {
    const learned = saveScorecard(
      scoreCustomers({ transactions, customers: rows }, { asOf, policy: { rules: rules as never } }),
    );
    const [bob] = rows;
    const event = { type: "order", customerId: "bob", at: "2025-06-07", amount: 12 } as const;
    const update = (joined: unknown, options: object) =>
      updateScores(learned, undefined, event, {
        asOf,
        customer: { ...bob, joined } as never,
        ...options,
      }).scores?.segments;
    expect(update(Date.parse("2026-01-01"), { numericTime: "ms" })).toEqual(expected[1]);
    expect(update("2026-01-01T00:00:00Z", { timeZone: "America/New_York" })).toEqual([
      "local",
      "staff",
      "young",
    ]);
  });
});

test("a lifecycle learns the limits that it leaves to the base, and stays as it is without any", () => {
  const learnedOf = (lifecycle: object) =>
    scoreCustomers({ transactions: base }, { asOf, policy: { lifecycle: lifecycle as never } }).policy
      .lifecycle;
  const { classic, commerce } = lifecycles;
  expect(learnedOf(classic)).toBe(classic);
  const mixed = {
    ...commerce,
    thresholds: { ...commerce.thresholds, atRisk: { rule: "fixed", days: 61 } },
  };
  const learned = learnedOf(mixed);
  expect(learned).toHaveProperty("learned.customers");
  expect(learned?.thresholds?.["atRisk"]).toEqual({ rule: "fixed", days: 61 });
  expect(learned?.thresholds?.["churned"]).not.toEqual(commerce.thresholds.churned);
});

describe("why a field is null", () => {
  const code = (scorecard: ReturnType<typeof scoreCustomers>, id: string, field: string) =>
    reasonForNull(scorecard, id, field as never)?.code ?? null;

  test("where a model is at hand, and where the policy asks for none", () => {
    const refunded = { customerId: "zed", at: "2026-01-02", amount: -8 };
    const scorecard = scoreCustomers({ transactions: [...base, refunded] }, { asOf });
    expect(code(scorecard, "zed", "clv")).toBe("clv_unknown");
    expect(code(scorecard, "zed", "nextPurchaseDate")).toBe("clv_unknown");
    const lost = scorecard.columns.nextPurchaseDate.findIndex(
      (date, i) => date === null && !Number.isNaN(scorecard.columns.clv[i]),
    );
    const id = scorecard.columns.customerId[lost] as string;
    expect(code(scorecard, id, "nextPurchaseDate")).toBe("absent_next_order");
    expect(code(scorecard, id, "clv")).toBe(null);
    const none = scoreCustomers({ transactions }, { asOf, policy: { clv: null } });
    expect(code(none, "ann", "clvLow")).toBe("absent_value");
    const nobody = scoreCustomers({ transactions: [refunded] }, { asOf });
    expect(code(nobody, "zed", "clv")).toBe("clv_no_customers");
  });

  test("where stages, costs, referrals, rules or actions are", () => {
    const bare = scoreCustomers({ transactions }, { asOf, policy: { lifecycle: null, actions: [] } });
    const told = scoreCustomers(
      { transactions, costs: [], referrals: [{ referrerId: "ann", refereeId: "eve" }] },
      { asOf, policy: { actions: [] } },
    );
    expect(
      ["stage", "nextStageDate", "management", "contributionMargin2", "referrals", "segments", "action"].map(
        (field) => code(bare, "ann", field),
      ),
    ).toEqual([
      "absent_lifecycle",
      "absent_lifecycle",
      "absent_lifecycle",
      "absent_costs",
      "absent_referrals",
      "absent_rules",
      "absent_action",
    ]);
    const quiet = { ...(scoreCustomers({ transactions }, { asOf }).policy.lifecycle as object) };
    const unmanaged = scoreCustomers(
      { transactions },
      { asOf, policy: { lifecycle: { ...quiet, management: undefined } as never } },
    );
    expect(code(unmanaged, "ann", "management")).toBe("absent_management");
    expect(explainCustomer(bare, "ann", en).reasons.map((reason) => reason.code)).not.toContain("stage_next");
    expect(code(told, "ann", "contributionMargin3")).toBe("profit_unknown");
    expect(code(told, "ann", "referralValue")).toBe("referral_value_unknown");
    expect(code(told, "bob", "referralValue")).toBe(null);
    expect(code(told, "bob", "meanGapDays")).toBe("absent_repeat");
    expect(code(told, "dan", "averageOrderValue")).toBe("absent_orders");
  });
});

test("a story shows itself as sentences, in a terminal and in a notebook", () => {
  const story = explainCustomer(scoreCustomers({ transactions }, { asOf }), "dan", en);
  const shown = (name: string) =>
    (story as unknown as { readonly [key: symbol]: () => unknown })[Symbol.for(name)]?.();
  expect(shown("nodejs.util.inspect.custom")).toBe(story.sentences.join("\n"));
  expect(shown("Jupyter.display")).toEqual({
    "text/plain": story.sentences.join("\n"),
    "text/markdown": expect.stringMatching(/^- .*\n- /),
  });
  expect(Object.keys(story)).toEqual(["customerId", "reasons", "sentences"]);
});

describe("a state", () => {
  const learned = saveScorecard(
    scoreCustomers({ transactions }, { asOf, policy: { profit: { lines: true, missing: "skip" } } }),
  );
  const apply = (events: readonly object[]) =>
    events.reduce<ReturnType<typeof updateScores> | undefined>(
      (before, event) => updateScores(learned, before?.state, event as never, { asOf }),
      undefined,
    );

  test("without an order has no scores yet, and keeps what came", () => {
    const cost = { type: "cost", customerId: "ann", amount: 2, layer: "serve" };
    const found = apply([cost, { ...cost, amount: 3 }, { ...cost, layer: "cogs" }]);
    expect(found).toMatchObject({ scores: null });
    expect(found?.reasons()).toEqual([]);
    expect(found?.state).toEqual({
      costs: [
        { layer: "serve", amount: 5 },
        { layer: "cogs", amount: 2 },
      ],
    });
  });

  test("takes currencies and the first day as a rescore does, in lines and costs", () => {
    const policy = { profit: { lines: true } } as const;
    const options = { asOf, from: "2026-01-03", rates: { EUR: 2, USD: 1 } } as const;
    const lines = [
      { customerId: "ann", at: "2026-01-02", amount: 40, cost: 9, currency: "EUR" },
      { customerId: "ann", at: "2026-01-05", amount: 30, cost: 10, currency: "EUR" },
      { customerId: "ann", at: "2026-01-06", amount: 8, cost: 2, currency: "USD" },
    ];
    const costs = [
      { customerId: "ann", at: "2026-01-02", amount: 3, layer: "serve" },
      { customerId: "ann", at: "2026-01-07", amount: 4, layer: "serve" },
    ];
    const scorecard = scoreCustomers({ transactions: lines, costs }, { ...options, policy });
    const made = saveScorecard(scorecard);
    const events = [
      ...lines.map((line) => ({ type: "order" as const, ...line })),
      ...costs.map((cost) => ({ type: "cost" as const, ...cost })),
    ];
    const found = events.reduce<ReturnType<typeof updateScores> | undefined>(
      (before, event) => updateScores(made, before?.state, event, options),
      undefined,
    );
    expect(found?.scores).toMatchObject({ contributionMargin1: 46, contributionMargin2: 42 });
    expect({ ...found?.scores }).toEqual(scorecard.row(0));
  });

  test("knows no layer of which all records are still to come, as a rescore does", () => {
    const costs = [{ customerId: "ann", at: "2026-02-02", amount: 3, layer: "cogs" }];
    const scorecard = scoreCustomers({ transactions, costs }, { asOf });
    expect(scorecard.tracked.costLayers).toEqual([]);
    const order = { type: "order", customerId: "eve", at: "2026-01-05", amount: 30 } as const;
    expect(scorecard.row(0).contributionMargin1).toBeNull();
    const { scores } = updateScores(saveScorecard(scorecard), undefined, order, { asOf });
    expect(scores?.contributionMargin1).toBeNull();
  });

  test("sums lines by what is known of their cost", () => {
    const order = { type: "order", customerId: "ann", at: "2026-01-05", amount: 30 };
    const found = apply([
      { ...order, cost: 10 },
      { ...order, at: "2026-01-06", amount: 20, cost: 5 },
      { ...order, at: "2026-01-07", amount: 4 },
      { ...order, at: "2026-01-08", type: "refund", amount: -3, cost: 1 },
      { ...order, at: "2026-01-09", type: "refund", amount: 2 },
    ]);
    expect(found?.state.lines).toEqual([
      { kind: "purchase", cost: 15, amount: 50 },
      { kind: "purchase", cost: null, amount: 4 },
      { kind: "refund", cost: 1, amount: 3 },
      { kind: "refund", cost: null, amount: 2 },
    ]);
  });

  test("sums lines of unknown cost apart, whichever came first", () => {
    const order = { type: "order", customerId: "ann", at: "2026-01-05", amount: 30 };
    expect(apply([order, { ...order, cost: 10 }, order])?.state.lines).toEqual([
      { kind: "purchase", cost: null, amount: 60 },
      { kind: "purchase", cost: 10, amount: 30 },
    ]);
    expect(apply([{ ...order, cost: null }])?.state.lines).toEqual([
      { kind: "purchase", cost: null, amount: 30 },
    ]);
  });

  test("is left as it was by what comes after it", () => {
    const order = { type: "order", customerId: "ann", at: "2026-01-05", amount: 30, cost: 10 } as const;
    const { state } = updateScores(learned, undefined, order, { asOf });
    const before = JSON.stringify(state);
    expect(updateScores(learned, state, order, { asOf }).state.lines).toEqual([
      { kind: "purchase", cost: 20, amount: 60 },
    ]);
    updateScores(learned, state, { ...order, cost: null } as never, { asOf });
    expect(JSON.stringify(state)).toBe(before);
  });

  test("earns by rates and by costs what a rescore says, and nothing where no line is known", () => {
    const rates = { cogs: 0.5, costToServe: { perOrder: 4 }, acquisitionCost: 0, retentionCost: 0.1 };
    const order = { type: "order", customerId: "bob", at: "2025-06-07", amount: 12 } as const;
    for (const profit of [
      { rates },
      { rates: { cogs: 0.5 }, missing: "skip" },
      { rates: { cogs: 0.5 } },
    ] as const) {
      const scorecard = scoreCustomers({ transactions }, { asOf, policy: { profit } });
      const { scores } = updateScores(saveScorecard(scorecard), undefined, order, { asOf });
      expect({ ...scores }).toEqual(scorecard.row(1));
      expect(scores?.contributionMargin1).toBe(6);
    }
    const { type: _type, ...transaction } = order;
    const history = updateCustomer(undefined, transaction);
    const cost = { type: "cost", customerId: "bob", amount: 1, layer: "cogs" } as const;
    expect(updateScores(learned, { history }, cost, { asOf }).scores).toMatchObject({
      orders: 1,
      contributionMargin1: -1,
    });
    const brought = { type: "referral", referrerId: "bob", refereeId: "eve" } as const;
    expect(updateScores(learned, { history }, brought, { asOf }).scores).toMatchObject({
      orders: 1,
      contributionMargin1: null,
    });
  });

  test("takes a cost at a time of the host's zone", () => {
    const cost = { type: "cost", customerId: "ann", amount: 2, layer: "serve" } as const;
    const at = (time: string, timeZone: string) =>
      updateScores(learned, undefined, { ...cost, at: time }, { asOf: "2026-01-31T01:00:00Z", timeZone })
        .state;
    expect(at("2026-01-31T02:00:00", "Europe/Berlin")).toEqual({ costs: [{ layer: "serve", amount: 2 }] });
    expect(at(null as never, "Europe/Berlin")).toEqual({ costs: [{ layer: "serve", amount: 2 }] });
    expect(() => at("2026-01-31T02:00:01", "Europe/Berlin")).toThrowError("a time not before the cost");
  });

  test("keeps the last word on each person brought", () => {
    const brought = { type: "referral", referrerId: 7, refereeId: "bob" };
    const found = apply([brought, { ...brought, refereeId: 8, value: 4 }, { ...brought, value: 5 }]);
    expect(found?.state.referred).toEqual([
      { customerId: "8", value: 4 },
      { customerId: "bob", value: 5 },
    ]);
  });
});
