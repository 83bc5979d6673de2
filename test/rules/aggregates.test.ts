import { describe, expect, test } from "vitest";
import { type AggregateLeaf, compileRules, matchRules } from "../../src/rules/index.ts";

const events = {
  product: "text",
  amount: "number",
  channel: "text",
  shippedAt: "date",
  gift: "boolean",
} as const;
const asOf = "2026-03-31";
const people = [{ customerId: "ann" }, { customerId: "bob" }, { customerId: "cat" }];
const log = [
  { customerId: "ann", at: "2026-03-31", product: "tea", amount: 5, gift: true, shippedAt: "2026-04-02" },
  { customerId: "ann", at: "2026-03-01", product: "coffee", amount: 7, gift: false, shippedAt: "2026-03-02" },
  { customerId: "ann", at: "2025-12-31", product: "coffee", amount: null, gift: null, shippedAt: null },
  { customerId: "bob", at: "2026-04-01", product: "tea", amount: 100, gift: true, shippedAt: null },
  { customerId: "bob", at: "2026-01-15", product: null, amount: -3, gift: true, shippedAt: "2026-03-02" },
  { customerId: "eve", at: "2026-03-31", product: "tea", amount: 9, gift: true, shippedAt: null },
];

/** Who meets a condition on events. */
const who = (rule: AggregateLeaf<typeof events>, options: { asOf?: string; timeZone?: string } = {}) => {
  const rules = compileRules({ facts: {}, events, segments: { it: rule } });
  const { columns } = matchRules(rules, people, { asOf, events: log, ...options });
  return columns.customerId.filter((_, i) => columns.it[i]).join(" ");
};

describe("functions", () => {
  const cases: [AggregateLeaf<typeof events>, string][] = [
    [{ aggregate: "count", op: "gte", value: 1 }, "ann bob"],
    [{ aggregate: "count", op: "eq", value: 3 }, "ann"],
    [{ aggregate: "count", op: "eq", value: 0 }, "cat"],
    // The event of 1 April is not seen on 31 March.
    [{ aggregate: "sum", of: "amount", op: "eq", value: -3 }, "bob"],
    [{ aggregate: "sum", of: "amount", op: "eq", value: 12 }, "ann"],
    [{ aggregate: "sum", of: "amount", op: "lt", value: 1 }, "bob cat"],
    // A mean of nothing is missing; missing amounts do not count.
    [{ aggregate: "avg", of: "amount", op: "eq", value: 6 }, "ann"],
    [{ aggregate: "avg", of: "amount", op: "lt", value: 100 }, "ann bob"],
    [{ aggregate: "avg", of: "amount", op: "isNotSet" }, "cat"],
    [{ aggregate: "min", of: "amount", op: "eq", value: 5 }, "ann"],
    [{ aggregate: "max", of: "amount", op: "eq", value: 7 }, "ann"],
    [{ aggregate: "max", of: "amount", op: "neq", value: 7 }, "bob cat"],
    [{ aggregate: "distinct", of: "product", op: "eq", value: 2 }, "ann"],
    [{ aggregate: "distinct", of: "product", op: "eq", value: 0 }, "bob cat"],
    [{ aggregate: "distinct", of: "amount", op: "eq", value: 2 }, "ann"],
    [{ aggregate: "distinct", of: "shippedAt", op: "eq", value: 2 }, "ann"],
    [{ aggregate: "distinct", of: "gift", op: "eq", value: 2 }, "ann"],
  ];

  test.each(cases)("%j", (rule, expected) => {
    expect(who(rule)).toBe(expected);
  });
});

test("sums keep what a plain sum would lose, and each field its own", () => {
  const fields = { amount: "number", points: "number" } as const;
  const rules = compileRules({
    facts: {},
    events: fields,
    segments: {
      sum: { aggregate: "sum", of: "amount", op: "eq", value: 1 },
      mean: { aggregate: "avg", of: "amount", op: "eq", value: 0.25 },
      other: { aggregate: "sum", of: "points", op: "eq", value: 10 },
      kinds: { aggregate: "distinct", of: "points", op: "eq", value: 4 },
    },
  });
  const rows = [1e16, 1, -1e16, 0].map((amount, i) => ({
    customerId: "ann",
    at: asOf,
    amount,
    points: 1 + i,
  }));
  const { columns } = matchRules(rules, [{ customerId: "ann" }], { asOf, events: rows });
  expect([columns.sum, columns.mean, columns.other, columns.kinds]).toEqual([[true], [true], [true], [true]]);
});

test("events that are set aside do not count, for nobody", () => {
  const rules = compileRules({
    facts: {},
    events: { product: "text", amount: "number" },
    segments: {
      one: { aggregate: "count", op: "eq", value: 1 },
      sum: { aggregate: "sum", of: "amount", op: "eq", value: 5 },
      tea: { aggregate: "distinct", of: "product", op: "eq", value: 1 },
      none: { aggregate: "distinct", of: "product", op: "eq", value: 0 },
    },
  });
  const rows = [
    { customerId: "ann", at: asOf, product: "tea", amount: 5 },
    { customerId: "ann", at: asOf, product: "oil", amount: "7" },
    { customerId: null, at: asOf, product: "ink", amount: 9 },
  ];
  const matches = matchRules(rules, people.slice(0, 2), {
    asOf,
    events: rows as never,
    onInvalid: "collect",
  });
  expect(matches.rejectedEvents.map(({ row, field }) => [row, field])).toEqual([
    [1, "amount"],
    [2, "customerId"],
  ]);
  const { one, sum, tea, none } = matches.columns;
  expect([one, sum, tea, none]).toEqual([
    [true, false],
    [true, false],
    [true, false],
    [false, true],
  ]);
});

describe("which events count", () => {
  const cases: [AggregateLeaf<typeof events>, string][] = [
    [
      { aggregate: "count", where: { field: "product", op: "eq", value: "coffee" }, op: "gte", value: 2 },
      "ann",
    ],
    [
      { aggregate: "count", where: { field: "product", op: "neq", value: "tea" }, op: "gte", value: 1 },
      "ann bob",
    ],
    [
      { aggregate: "count", where: { not: { field: "gift", op: "eq", value: false } }, op: "eq", value: 2 },
      "ann",
    ],
    [{ aggregate: "count", where: { any: [] }, op: "gt", value: 0 }, ""],
    [
      {
        aggregate: "count",
        where: { field: "shippedAt", op: "inLast", value: { days: 30 } },
        op: "eq",
        value: 1,
      },
      "ann bob",
    ],
    [{ aggregate: "count", inLast: { days: 1 }, op: "eq", value: 1 }, "ann"],
    [{ aggregate: "count", inLast: { days: 30 }, op: "eq", value: 1 }, "ann"],
    [{ aggregate: "count", inLast: { days: 31 }, op: "eq", value: 2 }, "ann"],
    [{ aggregate: "count", from: "2026-01-01", op: "eq", value: 2 }, "ann"],
    [{ aggregate: "count", to: "2026-01-15", op: "eq", value: 1 }, "ann bob"],
    [{ aggregate: "count", from: "2026-01-15", to: "2026-03-01", op: "eq", value: 1 }, "ann bob"],
    [{ aggregate: "count", from: { ago: { months: 3 } }, op: "eq", value: 3 }, "ann"],
    [{ aggregate: "count", to: { ahead: { days: 9 } }, op: "eq", value: 3 }, "ann"],
  ];

  test.each(cases)("%j", (rule, expected) => {
    expect(who(rule)).toBe(expected);
  });

  test("on another day other events count", () => {
    expect(who({ aggregate: "count", inLast: { days: 1 }, op: "eq", value: 1 }, { asOf: "2026-04-01" })).toBe(
      "bob",
    );
  });

  test("events after the moment of looking do not count, even on its day", () => {
    const rules = compileRules({ facts: {}, segments: { any: { aggregate: "count", op: "gt", value: 0 } } });
    const events = [{ customerId: "ann", at: "2026-03-31T12:00:00Z" }];
    const count = (asOf: string) => matchRules(rules, people, { asOf, events }).counts.any;
    expect(count("2026-03-31T11:59:59Z")).toBe(0);
    expect(count("2026-03-31T12:00:00Z")).toBe(1);
    expect(count("2026-03-31")).toBe(1);
  });
});

describe("many events of one customer", () => {
  const valuesOf = (amounts: readonly (number | null)[]) => {
    const log = amounts.map((amount) => ({
      customerId: "ann",
      at: asOf,
      amount,
      channel: "web",
      product: "tea",
    }));
    const on = (fn: "sum" | "avg" | "min" | "max" | "distinct") => ({ aggregate: fn, of: "amount" }) as const;
    const found = (rule: ReturnType<typeof on>, value: number) => {
      const rules = compileRules({
        facts: {},
        events,
        segments: { it: { ...rule, op: "eq", value } as const },
      });
      return matchRules(rules, [{ customerId: "bob" }, { customerId: "ann" }], { asOf, events: log }).columns
        .it[1];
    };
    return { found, on };
  };

  test("have the least and the greatest, whatever their order and sign", () => {
    for (const amounts of [
      [-3, 8, null, 2, 7],
      [8, 7, 2, null, -3],
      [null, 2, -3, 7, 8],
    ]) {
      const { found, on } = valuesOf(amounts);
      expect([
        found(on("min"), -3),
        found(on("max"), 8),
        found(on("avg"), 3.5),
        found(on("distinct"), 4),
      ]).toEqual([true, true, true, true]);
    }
  });

  test("sum to the last digit in either order", () => {
    for (const amounts of [
      [1e16, 1, 1, -1e16],
      [-1e16, 1, 1, 1e16],
    ]) {
      const { found, on } = valuesOf(amounts);
      expect([found(on("sum"), 2), found(on("avg"), 0.5)]).toEqual([true, true]);
    }
  });

  test("are read to the end, block by block", () => {
    const { found, on } = valuesOf(Array.from({ length: 9000 }, (_, i) => (i % 100) - 50));
    expect([found(on("sum"), -4500), found(on("max"), 49), found(on("distinct"), 100)]).toEqual([
      true,
      true,
      true,
    ]);
  });

  test("are counted by conditions on several of their fields", () => {
    const where = {
      all: [
        { field: "product", op: "eq", value: "coffee" },
        { field: "gift", op: "eq", value: false },
        { field: "amount", op: "gt", value: 5 },
      ],
    } as const;
    expect(who({ aggregate: "count", where, op: "eq", value: 1 })).toBe("ann");
    expect(who({ aggregate: "count", where: { not: where }, op: "eq", value: 2 })).toBe("ann");
  });
});

test("equal aggregates are computed once", () => {
  const spent = { aggregate: "sum", of: "amount", inLast: { days: 90 } } as const;
  const rules = compileRules({
    facts: {},
    events,
    segments: {
      little: { ...spent, op: "lt", value: 10 },
      much: { ...spent, op: "gte", value: 10 },
      before: { ...spent, inLast: { days: 91 }, op: "gte", value: 10 },
    },
  });
  expect(rules.program.slots.map(({ name }) => name)).toEqual(["sum amount", "sum amount"]);
});

test("events that cannot be read are set aside with their reason", () => {
  const rules = compileRules({
    facts: {},
    events,
    segments: { any: { aggregate: "sum", of: "amount", op: "gt", value: 0 } },
  });
  const bad = [
    { customerId: "ann", at: "1 March", amount: 5 },
    { customerId: "bob", at: "2026-03-01", amount: "5" as never },
    { customerId: null as never, at: "2026-03-01", amount: 5 },
    { customerId: "cat", at: "2026-03-01", amount: 5 },
  ];
  const matches = matchRules(rules, people, { asOf, events: bad, onInvalid: "collect" });
  expect(matches.columns.any).toEqual([false, false, true]);
  expect(matches.rejectedEvents.map(({ row, field, code }) => [row, field, code])).toEqual([
    [0, "at", "invalid_date"],
    [1, "amount", "wrong_type"],
    [2, "customerId", "missing"],
  ]);
  expect(() => matchRules(rules, people, { asOf, events: bad })).toThrow("events.2.customerId: expected");
});

test("two customers of one id share their events", () => {
  const rules = compileRules({ facts: {}, segments: { any: { aggregate: "count", op: "eq", value: 1 } } });
  const twice = [{ customerId: "7" }, { customerId: 7 }, { customerId: "8" }];
  const matches = matchRules(rules, twice, { asOf, events: [{ customerId: 7, at: asOf }] });
  expect(matches.columns.any).toEqual([true, true, false]);
});

test("text columns of events may be dictionaries", () => {
  const rules = compileRules({
    facts: {},
    events: { product: "text" },
    segments: {
      tea: {
        aggregate: "count",
        where: { field: "product", op: "startsWith", value: "t" },
        op: "gt",
        value: 0,
      },
      both: { aggregate: "distinct", of: "product", op: "eq", value: 2 },
    },
  });
  const columns = {
    customerId: ["ann", "bob", "bob", "bob"],
    at: [asOf, asOf, asOf, asOf],
    product: { codes: Uint8Array.of(0, 1, 0, 1), values: ["coffee", "tea"] },
  };
  const matches = matchRules(rules, people, { asOf, events: { columns } });
  expect(matches.columns.tea).toEqual([false, true, false]);
  expect(matches.columns.both).toEqual([false, true, false]);
});
