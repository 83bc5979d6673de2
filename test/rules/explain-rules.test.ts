import { describe, expect, test } from "vitest";
import { compileRules, explainRules, matchRules } from "../../src/rules/index.ts";

const asOf = "2026-03-31";
const rules = compileRules({
  facts: { age: "number", city: "text", since: "date", staff: "boolean" },
  events: { amount: "number" },
  segments: {
    target: {
      all: [
        { segment: "adult" },
        {
          any: [
            { field: "city", op: "eq", value: "Ningbo" },
            { field: "city", op: "eq", value: "Hangzhou" },
          ],
        },
        { not: { field: "staff", op: "eq", value: true } },
        { aggregate: "sum", of: "amount", inLast: { days: 30 }, op: "gt", value: 10 },
      ],
    },
    adult: {
      all: [
        { field: "age", op: "gte", value: 18 },
        { field: "since", op: "before", value: { ago: { days: 1 } } },
      ],
    },
    all: { all: [] },
  },
});
const events = [{ customerId: "ann", at: "2026-03-30", amount: 12 }];
/** The deciding conditions of one customer for a segment, as `code path field`. */
const decided = (customer: object, segment: string) => {
  const explained = explainRules(rules, [{ customerId: "ann", ...customer }] as never, { asOf, events });
  const line = explained.toRows().find((row) => row.segment === segment);
  return (
    line?.reasons.map(({ code, segment: where, path, field }) => [code, where, path, field].join(" ")) ?? []
  );
};
const good = { age: 30, city: "Hangzhou", since: "2026-01-01", staff: false };

describe("the conditions that decided", () => {
  test("of an all that holds, every member; of an any, those that hold; through references, theirs", () => {
    expect(decided(good, "target")).toEqual([
      "rule_met adult all.0 age",
      "rule_met adult all.1 since",
      "rule_met target all.1.any.1 city",
      "rule_not_met target all.2.not staff",
      "rule_met target all.3 sum amount",
    ]);
  });

  test("of an all that fails, the members that fail", () => {
    expect(decided({ ...good, city: "Ningbo", age: 17 }, "target")).toEqual(["rule_not_met adult all.0 age"]);
    expect(decided({ ...good, city: "Beijing" }, "target")).toEqual([
      "rule_not_met target all.1.any.0 city",
      "rule_not_met target all.1.any.1 city",
    ]);
    expect(decided({ ...good, staff: true }, "target")).toEqual(["rule_met target all.2.not staff"]);
  });

  test("a missing value is told of as such", () => {
    expect(decided({ ...good, age: null }, "adult")).toEqual(["rule_value_missing adult all.0 age"]);
    expect(decided({ ...good, city: null }, "target")[0]).toBe("rule_value_missing target all.1.any.0 city");
  });

  test("a group without members decides by itself", () => {
    expect(decided(good, "all")).toEqual(["rule_empty_group all  "]);
  });

  test("with what was asked for and what there is", () => {
    const [row] = explainRules(rules, [{ customerId: "ann", ...good }], { asOf, events });
    expect(row).toMatchObject({ customerId: "ann", segment: "target", matched: true });
    expect(row?.reasons.map(({ op, wanted, value, met }) => [op, wanted, value, met])).toEqual([
      ["gte", 18, 30, true],
      ["before", '{"ago":{"days":1}}', "2026-01-01", true],
      ["eq", "Hangzhou", "Hangzhou", true],
      ["eq", true, false, false],
      ["gt", 10, 12, true],
    ]);
  });

  test("lists are shown by their first five", () => {
    const many = compileRules({
      facts: { n: "number" },
      segments: {
        few: { field: "n", op: "in", value: [1, 2] },
        many: { field: "n", op: "in", value: [1, 2, 3, 4, 5, 6] },
        bare: { field: "n", op: "isSet" },
      },
    });
    const rows = explainRules(many, [{ customerId: 1, n: 9 }], { asOf }).toRows();
    expect(rows.map(({ reasons }) => reasons[0]?.["wanted"])).toEqual(["1, 2", "1, 2, 3, 4, 5, …", null]);
  });
});

test("a line per customer and segment, which agrees with the matches", () => {
  const customers = [
    { customerId: "ann", ...good },
    { customerId: "bob", ...good, age: 3 },
  ];
  const explained = explainRules(rules, customers, { asOf, events });
  const matches = matchRules(rules, customers, { asOf, events });
  expect(explained.length).toBe(6);
  expect(explained.columns.matched).toEqual(
    matches.toRows().flatMap((row) => [row.target, row.adult, row.all]),
  );
  expect(explained.columns.customerId).toEqual(["ann", "ann", "ann", "bob", "bob", "bob"]);
  expect(explained.columns.segment.slice(0, 3)).toEqual(["target", "adult", "all"]);
});

test("tells the text of a customer, however often it is asked for", () => {
  const rules = compileRules({
    facts: { city: "text" },
    segments: {
      rome: { field: "city", op: "eq", value: "Rome" },
      other: { field: "city", op: "neq", value: "Rome" },
    },
  });
  const city = { codes: Int8Array.of(1, 0, -1), values: ["Oslo", "Rome"] };
  for (const given of [["Rome", "Oslo", null], city]) {
    const customers = { columns: { customerId: [1, 2, 3], city: given } };
    const found = explainRules(rules, customers as never, { asOf })
      .toRows()
      .map(({ reasons }) => (reasons[0] as { value?: unknown } | undefined)?.value);
    expect(found).toEqual(["Rome", "Rome", "Oslo", "Oslo", null, null]);
  }
});

test("a segment that decides twice is explained once, and reasons are limited", () => {
  const twice = compileRules({
    facts: { a: "number" },
    segments: {
      base: { field: "a", op: "gt", value: 0 },
      both: { all: [{ segment: "base" }, { segment: "base" }] },
      many: {
        all: [
          { field: "a", op: "gt", value: 0 },
          { field: "a", op: "gt", value: 1 },
          { field: "a", op: "gt", value: 2 },
        ],
      },
    },
  });
  const customers = [{ customerId: 1, a: 5 }];
  const reasons = (limit: number) =>
    explainRules(twice, customers, { asOf, limit })
      .toRows()
      .map((row) => row.reasons.length);
  expect(reasons(100)).toEqual([1, 1, 3]);
  expect(reasons(2)).toEqual([1, 1, 2]);
  for (const limit of [0, 1.5]) {
    expect(() => reasons(limit)).toThrow(
      expect.objectContaining({ code: "out_of_range", path: ["options", "limit"] }),
    );
  }
});
