import { describe, expect, test } from "vitest";
import {
  purchaseHistory,
  type ScorecardInputs,
  type ScorecardOptions,
  scoreCustomers,
  type Transaction,
} from "../../src/index.ts";

const orders: readonly Transaction[] = [
  { customerId: "ann", at: "2026-01-05", amount: 30 },
  { customerId: "ann", at: "2026-01-19", amount: 50 },
  { customerId: "bob", at: "2025-06-07", amount: 12 },
  { customerId: "cat", at: "2025-11-30", amount: 45 },
  { customerId: "dan", at: "2026-01-02", amount: -8 },
];
const asOf = "2026-01-31";

describe("a line per customer", () => {
  test("joins history, scores and tier", () => {
    const scorecard = scoreCustomers({ transactions: orders }, { asOf });
    expect(
      scorecard.toRows().map(({ customerId, orders: count, revenue, code, segment, tier }) => ({
        customerId,
        count,
        revenue,
        code,
        segment,
        tier,
      })),
    ).toEqual([
      { customerId: "ann", count: 2, revenue: 80, code: "555", segment: "champions", tier: "A" },
      { customerId: "bob", count: 1, revenue: 12, code: "111", segment: "hibernating", tier: "B" },
      { customerId: "cat", count: 1, revenue: 45, code: "313", segment: "about-to-sleep", tier: "A" },
      { customerId: "dan", count: 0, revenue: -8, code: null, segment: "prospects", tier: "C" },
    ]);
  });

  test("a customer whom the policy leaves out of RFM keeps their line", () => {
    const scorecard = scoreCustomers(
      { transactions: orders },
      { asOf, policy: { rfm: { noOrders: "exclude" } } },
    );
    expect(scorecard.row(3)).toMatchObject({
      customerId: "dan",
      r: null,
      code: null,
      segment: null,
      tier: "C",
    });
    expect(scorecard.row(2)).toMatchObject({ customerId: "cat", r: 3, code: "313" });
  });

  test("the next action may go by stage, by segment or by tier", () => {
    const usual = scoreCustomers({ transactions: orders }, { asOf });
    const stage = usual.row(1).stage as string;
    const actions = [
      { when: { tier: ["C"] }, action: "by-tier" },
      { when: { segment: ["champions"] }, action: "by-segment" },
      { when: { stage: [stage] }, action: "by-stage" },
    ];
    const { columns } = scoreCustomers({ transactions: orders }, { asOf, policy: { actions } });
    const expected = usual.toRows().map((row) => (row.stage === stage ? "by-stage" : null));
    expect(columns.action).toEqual(["by-segment", "by-stage", expected[2], "by-tier"]);
    const stageless = scoreCustomers(
      { transactions: orders },
      { asOf, policy: { actions, lifecycle: null } },
    );
    expect(stageless.columns.action).toEqual(["by-segment", null, null, "by-tier"]);
  });

  test("the portfolio adds up", () => {
    const { portfolio } = scoreCustomers({ transactions: orders }, { asOf });
    expect(portfolio).toMatchObject({ customers: 4, orders: 4, revenue: 129 });
    expect(portfolio.segments.columns.customers.reduce((sum, n) => sum + n, 0)).toBe(4);
    expect(portfolio.tiers.reduce((sum, { customers }) => sum + customers, 0)).toBe(4);
  });

  test("a history at hand gives the same as its transactions", () => {
    const history = purchaseHistory(orders, { asOf });
    const direct = scoreCustomers({ transactions: orders }, { asOf });
    expect(scoreCustomers({ history }, { asOf }).toRows()).toEqual(direct.toRows());
  });

  test("columns under the host's names give the same as rows", () => {
    const columns = {
      who: orders.map((order) => order.customerId),
      day: orders.map((order) => order.at),
      money: orders.map((order) => order.amount),
    };
    const fields = { transactions: { customerId: "who", at: "day", amount: "money" } };
    const transactions = { columns } as unknown as ScorecardInputs["transactions"];
    const scorecard = scoreCustomers({ transactions }, { asOf, fields });
    expect(scorecard.toRows()).toEqual(scoreCustomers({ transactions: orders }, { asOf }).toRows());
  });

  test("bad rows are set aside where the caller asks", () => {
    const transactions = [...orders, { customerId: "eve", at: "2026-02-30", amount: 1 }];
    const scorecard = scoreCustomers({ transactions }, { asOf, onInvalid: "collect" });
    expect(scorecard.length).toBe(4);
    expect(scorecard.rejected.transactions).toEqual([
      { row: 5, field: "at", code: "invalid_date", expected: expect.stringContaining("ISO date") },
    ]);
  });
});

describe("refusals name the code and the place", () => {
  const score = (inputs: unknown, options: unknown) => () =>
    scoreCustomers(inputs as ScorecardInputs, options as ScorecardOptions);
  const cases: [string, () => unknown, string, (string | number)[]][] = [
    ["no asOf", score({ transactions: orders }, {}), "missing", ["options", "asOf"]],
    ["no input", score({}, { asOf }), "missing", ["inputs", "transactions"]],
    ["an unknown input", score({ orders }, { asOf }), "unknown_name", ["inputs", "orders"]],
    [
      "an unknown option",
      score({ transactions: orders }, { asof: asOf }),
      "unknown_name",
      ["options", "asof"],
    ],
    [
      "an unknown choice",
      score({ transactions: orders }, { asOf, policy: { rmf: {} } }),
      "unknown_name",
      ["options", "policy", "rmf"],
    ],
    [
      "a later version",
      score({ transactions: orders }, { asOf, policy: { version: 2 } }),
      "unknown_version",
      ["options", "policy", "version"],
    ],
    [
      "a history of another day",
      score({ history: purchaseHistory(orders, { asOf: "2026-02-01" }) }, { asOf }),
      "conflict",
      ["options", "asOf"],
    ],
  ];

  test.each(cases)("%s", (_name, run, code, path) => {
    expect(run).toThrowError(expect.objectContaining({ name: "ScoringError", code, path }));
  });
});

describe("stages and actions", () => {
  test("stand in the line, with the day on which time alone moves the customer", () => {
    const row = scoreCustomers({ transactions: orders }, { asOf }).row(1);
    expect(row).toMatchObject({
      customerId: "bob",
      stage: "dormant",
      management: "win-back",
      action: "win-back-offer",
    });
    expect(row.nextStageDate).not.toBeNull();
  });

  test("thresholds of the base are learned and saved with the policy", () => {
    const policy = { lifecycle: "commerce" } as const;
    const rhythm = [...orders, { customerId: "cat", at: "2025-12-30", amount: 5 }];
    const { lifecycle } = scoreCustomers({ transactions: rhythm }, { asOf, policy }).policy;
    expect(lifecycle?.learned?.gaps).toBe(2);
  });

  test("a policy can leave stages out, and brings its own table of actions", () => {
    const none = scoreCustomers({ transactions: orders }, { asOf, policy: { lifecycle: null } });
    expect(none.row(0)).toMatchObject({ stage: null, management: null, action: null });
    const actions = [
      { when: { segment: ["champions"], topTier: true }, action: "dinner" },
      { when: { stage: ["dormant"], risk: ["high"] as const }, action: "never: the risk is not known" },
      { when: { tier: ["B"] }, action: "postcard" },
    ];
    const own = scoreCustomers({ transactions: orders }, { asOf, policy: { actions } });
    expect(own.columns.action).toEqual(["dinner", "postcard", null, null]);
  });
});
