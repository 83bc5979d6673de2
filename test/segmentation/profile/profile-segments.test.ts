import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { sentenceOf } from "../../../src/core/reason.ts";
import { en } from "../../../src/labels/en/index.ts";
import { zh } from "../../../src/labels/zh/index.ts";
import { compileRules, matchRules } from "../../../src/rules/index.ts";
import { profileSegments } from "../../../src/segmentation/index.ts";

const customers = [
  { customerId: "a", orders: 1, age: 20, city: "Oslo", value: 5 },
  { customerId: "b", orders: 1, age: 60, city: "Oslo", value: 7 },
  { customerId: "c", orders: 2, age: null, city: null, value: null },
  { customerId: "d", orders: 9, age: 40, city: "Bergen", value: 60 },
  { customerId: "e", orders: 12, age: 40, city: "Oslo", value: 80 },
  { customerId: "f", orders: 5, age: 40, city: "Oslo", value: 100 },
];
const segments = [
  { customerId: "a", segment: "low" },
  { customerId: "b", segment: "low" },
  { customerId: "c", segment: "low" },
  { customerId: "d", segment: "high" },
  { customerId: "e", segment: "high" },
  { customerId: "f", segment: null },
];
const found = profileSegments(segments, customers, { value: "value" });
const [high, low] = found.profiles;

describe("profileSegments", () => {
  test("has a line per segment, of the customers in one", () => {
    expect(found.profiles.map(({ segment }) => segment)).toEqual(["high", "low"]);
    expect(high).toMatchObject({ customers: 2, share: 0.4, value: 140, valueShare: 140 / 152 });
    expect(found.base.customers).toBe(5);
    expect(found.unknown).toBe(1);
  });

  test("compares means, medians and deviations with the base, of those who are known", () => {
    // Orders 1, 1, 2, 9, 12: mean 5, variance (16 + 16 + 9 + 16 + 49) / 5.
    const orders = high?.features[0];
    expect(orders).toMatchObject({ feature: "orders", known: 2, mean: 10.5, median: 10.5, index: 210 });
    expect(orders?.deviation).toBeCloseTo(5.5 / Math.sqrt(106 / 5), 14);
    expect(low?.features[1]).toMatchObject({ feature: "age", known: 2, mean: 40, deviation: 0, index: 100 });
    expect(found.base.features[0]).toMatchObject({ known: 5, mean: 5, median: 2, deviation: 0, index: 100 });
  });

  test("finds the category that is more frequent than among all", () => {
    expect(high?.categories).toEqual([
      {
        feature: "city",
        category: "Bergen",
        share: 0.5,
        baseShare: 0.25,
        deviation: 0.25 / Math.sqrt(3 / 16),
      },
    ]);
    expect(low?.categories[0]).toMatchObject({ category: "Oslo", share: 1, baseShare: 0.75 });
  });

  test("names segments by what distinguishes them, most first", () => {
    expect(high?.name).toBe("high orders, city Bergen");
    expect(low?.name).toBe("low orders, city Oslo");
    expect(high?.traits.map(({ code }) => code)).toEqual(["trait_high", "trait_category"]);
    const labels = { ...zh, names: { ...zh.names, "feature.orders": "订单数" } };
    const chinese = profileSegments(segments, customers, { value: "value", labels });
    expect(chinese.profiles[0]?.name).toBe("订单数高，city为Bergen");
    expect(profileSegments(segments, customers, { value: "value", labels: en }).profiles[0]?.name).toBe(
      high?.name,
    );
    expect(sentenceOf(high?.traits[0] as never, en)).toBe("high orders");
  });

  test("a rule tells the segment with the precision and recall that it says", () => {
    expect(high?.rules[0]).toEqual({
      rule: { field: "orders", op: "gte", value: 9 },
      precision: 1,
      recall: 1,
    });
    expect(low?.rules[0]).toEqual({
      rule: { field: "orders", op: "lte", value: 2 },
      precision: 1,
      recall: 1,
    });
    const rules = compileRules({
      facts: { orders: "number" },
      segments: { it: high?.rules[0]?.rule as never },
    });
    expect(matchRules(rules, customers, { asOf: "2026-01-31" }).columns.it).toEqual([
      false,
      false,
      false,
      true,
      true,
      false,
    ]);
  });

  test("marks what lies far off", () => {
    const rows = Array.from({ length: 40 }, (_, i) => ({ customerId: i, x: i < 2 ? 100 : 0 }));
    const segmented = rows.map(({ customerId }, i) => ({ customerId, segment: i < 2 ? "few" : "many" }));
    expect(profileSegments(segmented, rows).profiles.map(({ name }) => name)).toEqual([
      "very high x",
      "average",
    ]);
  });

  test("parts like names by slight traits, and where there are none by what tells each", () => {
    const rows = Array.from({ length: 30 }, (_, i) => ({
      customerId: i,
      segment: "pqr"[Math.floor(i / 10)] as string,
      x: [0, 1, 10][Math.floor(i / 10)] as number,
      y: i % 10 < ([5, 7, 6][Math.floor(i / 10)] as number) ? 1 : 0,
    }));
    const namesBy = (features: readonly string[]) =>
      profileSegments(rows, rows, { features }).profiles.map(({ name }) => name);
    expect(namesBy(["x", "y"])).toEqual(["low x, rather low y", "low x, rather high y", "high x"]);
    expect(namesBy(["x"])).toEqual(["low x, x up to 0", "low x, x from 1", "high x"]);
  });

  test("segments that are alike in all have a number", () => {
    const rows = [1, 2, 3, 4].map((customerId) => ({ customerId, x: 1 }));
    const same = profileSegments(
      rows.map(({ customerId }) => ({ customerId, segment: `s${customerId % 2}` })),
      rows,
    );
    expect(same.profiles.map(({ name }) => name)).toEqual(["average", "average (2)"]);
    expect(same.profiles[0]?.features[0]).toMatchObject({ mean: 1, deviation: null });
  });

  test("a segment of which a feature is not known has no mean of it, and no trait", () => {
    const rows = [
      { customerId: 1, segment: "p", x: null, y: 1 },
      { customerId: 2, segment: "q", x: 3, y: 9 },
    ];
    const [p] = profileSegments(rows, rows, { features: ["x", "y"] }).profiles;
    expect(p?.features[0]).toEqual({
      ...{ feature: "x", known: 0, mean: null, median: null, deviation: null, index: null },
    });
    expect(p?.name).toBe("low y");
  });

  test("leaves out traits of less than a tenth of a deviation, and marks from one and a half", () => {
    // Ten each: "p" is Oslo in 6, "q" in 5: deviations (0.6 - 0.55) / √(0.55 · 0.45) = 0.1005 and less.
    const city = (segment: string, oslo: number, size: number) =>
      Array.from({ length: size }, (_, i) => ({ segment, city: i < oslo ? "Oslo" : "Rome", x: 1 }));
    const traitsOf = (rows: readonly object[]) => {
      const lines = rows.map((row, customerId) => ({ ...row, customerId }));
      return profileSegments(lines, lines, { features: ["x", "city"] }).profiles.map(({ name }) => name);
    };
    expect(traitsOf([...city("p", 6, 10), ...city("q", 5, 10)])).toEqual(["city Oslo", "city Rome"]);
    expect(traitsOf([...city("p", 51, 100), ...city("q", 49, 100)])).toEqual(["average", "average (2)"]);
  });

  test("names from half a deviation, and very from one and a half, both included", () => {
    const namesOf = (parts: { readonly [segment: string]: readonly number[] }) => {
      const rows = Object.entries(parts)
        .flatMap(([segment, values]) => values.map((x) => ({ segment, x })))
        .map((row, customerId) => ({ ...row, customerId }));
      return profileSegments(rows, rows, { features: ["x"] }).profiles.map(({ name }) => name);
    };
    // Means 0.5 and -0.5, and a deviation of 1.
    expect(namesOf({ p: [1, 1, 1, -1], q: [-1, -1, -1, 1] })).toEqual(["high x", "low x"]);
    // Mean 4 and deviation 6.
    expect(namesOf({ few: [13, 13, 13, 13], many: new Array(9).fill(0) })).toEqual(["very high x", "low x"]);
    // 0.04 of a deviation is no trait: what parts them is a condition.
    expect(namesOf({ p: [1, -1, 0.1], q: [-1, 1, -0.1] })).toEqual(["x from 0.1", "x up to -0.1"]);
  });

  test("customers of segments who are not described, and values of rows set aside, do not count", () => {
    const rows = [
      { customerId: "a", x: 1, value: 5 },
      { customerId: "b", x: "1", value: "7" },
      { customerId: "c", x: 3, value: 9 },
    ];
    const inSegments = ["a", "b", "c", "nobody"].map((customerId) => ({ customerId, segment: "s" }));
    const kept = profileSegments(inSegments, rows as never, {
      features: ["x"],
      value: "value",
      onInvalid: "collect",
    });
    expect(kept.profiles).toMatchObject([{ segment: "s", customers: 2, value: 14, valueShare: 1 }]);
    expect([kept.base.customers, kept.unknown]).toEqual([2, 0]);
    expect(kept.rejected).toMatchObject([{ row: 1, field: "x", code: "wrong_type" }]);
    expect(() =>
      profileSegments(inSegments, [{ customerId: "a", x: 1, value: "5" }] as never, {
        features: ["x"],
        value: "value",
      }),
    ).toThrow("customers.0.value: expected a finite number, got another value");
  });

  test("the value is no feature unless it is named", () => {
    const named = (features: readonly string[] | undefined) =>
      profileSegments(segments, customers, {
        value: "value",
        ...(features && { features }),
      }).base.features.map(({ feature }) => feature);
    expect(named(undefined)).toEqual(["orders", "age"]);
    expect(named(["value", "age"])).toEqual(["value", "age"]);
  });

  test("at most three rules, of the features that tell most", () => {
    const rows = Array.from({ length: 8 }, (_, i) => ({
      customerId: i,
      segment: i < 4 ? "low" : "high",
      a: i,
      b: i < 3 ? 0 : 1,
      c: i === 0 || i === 7 ? 1 : 0,
      d: -i,
    }));
    const [top] = profileSegments(rows, rows, { features: ["c", "b", "a", "d"] }).profiles;
    expect(top?.segment).toBe("high");
    expect(top?.rules).toEqual([
      { rule: { field: "a", op: "gte", value: 4 }, precision: 1, recall: 1 },
      { rule: { field: "d", op: "lte", value: -4 }, precision: 1, recall: 1 },
      { rule: { field: "b", op: "gte", value: 1 }, precision: 4 / 5, recall: 1 },
    ]);
  });

  test("reads columns under another name", () => {
    const columns = { customerId: ["a", "d"], tier: ["x", "y"] };
    const { profiles } = profileSegments({ columns }, customers, { by: "tier", features: ["orders"] });
    expect(profiles.map(({ segment, value }) => [segment, value])).toEqual([
      ["x", null],
      ["y", null],
    ]);
  });
});

test("sizes, values and means are conserved over the segments", () => {
  const anyRows = fc.array(
    fc.record({
      segment: fc.constantFrom("x", "y", "__proto__", null),
      n: fc.option(fc.integer({ min: -50, max: 50 }), { freq: 5 }),
    }),
    { minLength: 1, maxLength: 30 },
  );
  fc.assert(
    fc.property(anyRows, (rows) => {
      const lines = rows.map((row, customerId) => ({ ...row, customerId }));
      const { profiles, base, unknown } = profileSegments(lines, lines, { features: ["n"], value: "n" });
      const total = (of: (profile: (typeof profiles)[number]) => number) =>
        profiles.reduce((sum, profile) => sum + of(profile), 0);
      expect(total(({ customers: own }) => own)).toBe(base.customers);
      expect(base.customers + unknown).toBe(rows.length);
      expect(total(({ value }) => value as number)).toBe(
        rows.reduce((sum, { segment, n }) => sum + (segment === null ? 0 : (n ?? 0)), 0),
      );
      const weighted = total(({ features: [n] }) => (n?.known ?? 0) * (n?.mean ?? 0));
      const whole = base.features[0];
      expect(weighted).toBeCloseTo((whole?.known ?? 0) * (whole?.mean ?? 0), 9);
      const names = profiles.map(({ name }) => name);
      expect(new Set(names).size).toBe(names.length);
    }),
  );
});

describe("refusals name the code and the place", () => {
  const cases: [string, () => unknown, string, string][] = [
    [
      "a customer with two segments",
      () => profileSegments([segments[0], segments[0]] as never, customers),
      "duplicate",
      "segments.1.customerId: expected a customer once",
    ],
    [
      "a customer with two lines",
      () => profileSegments([], [customers[0], customers[0]] as never),
      "duplicate",
      "customers.1.customerId: expected a customer once",
    ],
    [
      "no column of numbers",
      () => profileSegments(segments, customers, { features: ["city"] }),
      "empty",
      "options.features: expected at least one column of numbers, got none",
    ],
    [
      "an option that is not",
      () => profileSegments(segments, customers, { key: "x" } as never),
      "unknown_name",
      "options.key: expected one of by, features, value, labels, onInvalid, got another name",
    ],
    [
      "a column that is no name",
      () => profileSegments(segments, customers, { by: 1 } as never),
      "wrong_type",
      "options.by: expected the name of a column, got a positive integer",
    ],
    [
      "a value that is text",
      () => profileSegments(segments, customers, { value: "city" }),
      "wrong_type",
      "customers.0.city: expected a finite number, got another value",
    ],
    [
      "no segments",
      () => profileSegments(null as never, customers),
      "wrong_type",
      "segments: expected an array of rows or { columns }, got null",
    ],
    [
      "no customers",
      () => profileSegments(segments, null as never),
      "wrong_type",
      "customers: expected an array of rows or { columns }, got null",
    ],
    [
      "an unknown feature",
      () => profileSegments(segments, { columns: { customerId: [1], x: [1] } }, { features: ["y"] }),
      "missing",
      'customers.columns.y: expected a column (or say which one it is: fields: { y: "…" }), got nothing',
    ],
    [
      "a feature of dates",
      () =>
        profileSegments(
          segments,
          customers.map((row) => ({ ...row, at: new Date(0) })),
          { features: ["at"] },
        ),
      "wrong_type",
      "customers.columns.at: expected numbers, texts, or true and false, got a column of something else",
    ],
    [
      "a column of segments that is not there",
      () => profileSegments({ columns: { customerId: [1] } }, customers),
      "missing",
      'segments.columns.segment: expected a column (or say which one it is: fields: { segment: "…" }), got nothing',
    ],
    [
      "an unknown way with bad rows",
      () => profileSegments(segments, customers, { onInvalid: "skip" as never }),
      "unknown_name",
      "options.onInvalid: expected one of throw, collect, got a string of 4 characters",
    ],
    [
      "a segment that is a number",
      () => profileSegments([{ customerId: "a", segment: 5 }], customers),
      "wrong_type",
      "segments.0.segment: expected a string, got a positive integer",
    ],
  ];
  test.each(cases)("%s", (_name, run, code, message) => {
    expect(run).toThrow(expect.objectContaining({ name: "ScoringError", code, message }));
  });
});
