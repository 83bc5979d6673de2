import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { applyLevels, type LevelPolicy, learnLevels, readyLevels } from "../../../src/segmentation/index.ts";

const asOf = "2026-03-01";
const of = (policy: LevelPolicy, values: readonly unknown[]) => {
  const customers = values.map((x, customerId) => ({ customerId, x }));
  const { levels, warnings } = learnLevels(customers, { levels: { level: { of: "x", ...policy } } });
  const stored = JSON.parse(JSON.stringify(levels)) as typeof levels;
  const { level } = applyLevels(stored, customers, { asOf }).columns as unknown as {
    level: (string | null)[];
  };
  return { level, warnings, learned: levels.levels[0] };
};

describe("numbers", () => {
  test("a value belongs to the last level whose edge it reaches", () => {
    const policy = { by: "number", edges: [10, 20], keys: ["low", "mid", "high"] } as const;
    expect(of(policy, [9.99, 10, 19.99, 20, -5, null]).level).toEqual([
      "low",
      "mid",
      "mid",
      "high",
      "low",
      null,
    ]);
  });

  test("equal shares of customers by default, and equal values stay together", () => {
    expect(of({ by: "number" }, [1, 2, 3, 4, 5, 6, 7, 8]).level).toEqual([
      "1",
      "1",
      "2",
      "2",
      "3",
      "3",
      "4",
      "4",
    ]);
    expect(of({ by: "number", bins: 4 }, [1, 1, 1, 1, 1, 1, 1, 9]).level).toEqual([..."44444444"]);
  });

  test("equal steps", () => {
    const { learned, level } = of({ by: "number", method: "equal-width", bins: 5 }, [0, 10, 4, 2]);
    expect(learned).toMatchObject({ edges: [2, 4, 6, 8] });
    expect(level).toEqual(["1", "5", "3", "2"]);
    // One value has no width to divide.
    expect(of({ by: "number", method: "equal-width", bins: 5 }, [3, 3]).level).toEqual(["1", "1"]);
    expect(of({ by: "number", bins: 3 }, [null, null]).level).toEqual([null, null]);
  });

  test("occasional and frequent as the base itself parts", () => {
    const { level, learned } = of(readyLevels.usage, []);
    expect([level, learned]).toEqual([
      [],
      { name: "level", by: "number", of: "orders", edges: [], keys: ["occasional"] },
    ]);
    const usage = { by: "number", method: "clusters", keys: ["occasional", "frequent"] } as const;
    expect(of(usage, [1, 2, 1, 3, 14, 12]).level).toEqual([
      "occasional",
      "occasional",
      "occasional",
      "occasional",
      "frequent",
      "frequent",
    ]);
  });

  test("of too few different values fewer levels are made, with a warning", () => {
    const { level, warnings } = of({ by: "number", method: "clusters", keys: ["a", "b", "c"] }, [1, 1, 5]);
    expect(level).toEqual(["a", "a", "b"]);
    expect(warnings).toEqual([{ code: "levels_few_values", levels: "level", asked: 3, made: 2 }]);
  });
});

describe("ages and dates", () => {
  test("an age begins on the birthday, that of 29 February in other years on 1 March", () => {
    const policy = { by: "age", edges: [18, 65] } as const;
    const born = ["2008-03-01", "2008-03-02", "2008-02-29", "1961-03-01", "1961-03-02", "2026-03-02", null];
    expect(of(policy, born).level).toEqual(["18-64", "under-18", "18-64", "65-up", "18-64", null, null]);
    const customers = [{ customerId: 1, x: "2008-02-29" }];
    const { levels } = learnLevels(customers, { levels: { age: { ...policy, of: "x" } } });
    expect(applyLevels(levels, customers, { asOf: "2026-02-28" }).columns["age"]).toEqual(["under-18"]);
  });

  test("dates by edges and by period", () => {
    const edges = { by: "date", edges: ["2025-07-01"], keys: ["old", "new"] } as const;
    expect(of(edges, ["2025-06-30", "2025-07-01", null]).level).toEqual(["old", "new", null]);
    const days = ["2025-01-31", "2025-12-31", new Date(Date.UTC(2026, 3, 1))];
    expect(of({ by: "date", period: "quarter" }, days).level).toEqual(["2025-Q1", "2025-Q4", "2026-Q2"]);
    expect(of({ by: "date", period: "month" }, days).level).toEqual(["2025-01", "2025-12", "2026-04"]);
    expect(of({ by: "date", period: "year" }, days).level).toEqual(["2025", "2025", "2026"]);
  });

  test("ages need the day of looking", () => {
    const { levels } = learnLevels([], { levels: { born: { by: "age", edges: [18] } } });
    expect(() => applyLevels(levels, [])).toThrow(
      expect.objectContaining({ code: "missing", path: ["options", "asOf"] }),
    );
  });
});

describe("texts and places", () => {
  test("keys follow from the edges, others have no level, and the attribute is called as its levels", () => {
    const { levels } = learnLevels([{ n: 1 }], {
      levels: {
        n: { by: "number", edges: [1, 2] },
        b: { by: "age", edges: [18, 25, 65] },
        d: { by: "date", edges: ["2026-01-31"] },
        t: { by: "text", groups: { a: ["x"] } },
        p: { by: "place", within: { x: "y" }, levels: ["y"] },
        q: { by: "date", of: "d", period: "quarter" },
      },
    });
    expect(levels).toEqual({
      kind: "attributeLevels",
      version: 1,
      levels: [
        { name: "n", by: "number", of: "n", edges: [1, 2], keys: ["1", "2", "3"] },
        { name: "b", by: "age", of: "b", edges: [18, 25, 65], keys: ["under-18", "18-24", "25-64", "65-up"] },
        { name: "d", by: "date", of: "d", edges: ["2026-01-31"], keys: ["1", "2"] },
        { name: "t", by: "text", of: "t", groups: [{ key: "a", texts: ["x"] }], others: null },
        { name: "p", by: "text", of: "p", groups: [{ key: "y", texts: ["y", "x"] }], others: null },
        { name: "q", by: "period", of: "d", period: "quarter" },
      ],
    });
  });

  test("texts by lists", () => {
    const policy = { by: "text", groups: { north: ["Oslo", "__proto__"] }, others: "south" } as const;
    expect(of(policy, ["Oslo", "__proto__", "Rome", null]).level).toEqual(["north", "north", "south", null]);
    expect(of({ ...policy, others: null }, ["Rome"]).level).toEqual([null]);
  });

  test("places by what they lie within, at whatever depth", () => {
    const within = { West_Lake: "Hangzhou", Hangzhou: "Zhejiang", Zhejiang: "East", Xi_an: "Shaanxi" };
    const policy = { by: "place", within, levels: ["East", "West"] } as const;
    expect(of(policy, ["West_Lake", "Zhejiang", "East", "Xi_an", "Mars"]).level).toEqual([
      "East",
      "East",
      "East",
      null,
      null,
    ]);
    expect(of({ ...policy, others: "elsewhere" }, ["West_Lake", "Xi_an", null]).level).toEqual([
      "East",
      "elsewhere",
      null,
    ]);
    expect(of({ ...policy, levels: ["Hangzhou", "East"] }, ["West_Lake", "Zhejiang"]).level).toEqual([
      "Hangzhou",
      "East",
    ]);
  });

  test("the regions of China hold its 34 provinces, each once", () => {
    const { within, levels } = readyLevels.chineseRegions;
    expect(Object.keys(within)).toHaveLength(34);
    expect(new Set(Object.values(within))).toEqual(new Set(levels));
  });

  test("a chain of 100,000 places ends", () => {
    const within: Record<string, string> = {};
    for (let i = 0; i < 100_000; i += 1) within[`p${i}`] = `p${i + 1}`;
    expect(of({ by: "place", within, levels: ["p100000"] }, ["p0", "q"]).level).toEqual(["p100000", null]);
  });
});

test("bad rows are set aside where asked", () => {
  const customers = [
    { customerId: "a", x: 1 },
    { customerId: "b", x: "1" },
  ];
  const { levels } = learnLevels(customers.slice(0, 1), { levels: { x: { by: "number", edges: [1] } } });
  const table = applyLevels(levels, customers, { onInvalid: "collect" });
  expect(table.toRows()).toEqual([{ customerId: "a", x: "2" }]);
  expect(table.rejected).toMatchObject([{ row: 1, field: "x", code: "wrong_type" }]);
});

test("a greater number is never in a lower level, and the order of customers plays no part", () => {
  const method = fc.constantFrom("quantile" as const, "equal-width" as const, "clusters" as const);
  const values = fc.array(fc.integer({ min: -20, max: 20 }), { minLength: 1, maxLength: 40 });
  fc.assert(
    fc.property(method, values, fc.integer({ min: 2, max: 6 }), (how, numbers, bins) => {
      const { level } = of({ by: "number", method: how, bins }, numbers);
      const turned = of({ by: "number", method: how, bins }, [...numbers].reverse()).level;
      expect([...turned].reverse()).toEqual(level);
      numbers.forEach((a, i) => {
        numbers.forEach((b, j) => {
          if (a <= b) expect(Number(level[i])).toBeLessThanOrEqual(Number(level[j]));
        });
      });
    }),
  );
});

describe("learned levels that are none, or do not fit together", () => {
  const saved = (...levels: object[]) => ({ kind: "attributeLevels", version: 1, levels });
  const bins = { name: "x", by: "number", of: "x", edges: [1, 2], keys: ["a", "b", "c"] };
  const cases: [string, unknown, string, string][] = [
    ["nothing", null, "wrong_type", "levels: expected the levels of learnLevels, got null"],
    ["no levels", {}, "wrong_type", "levels: expected the levels of learnLevels, got an object"],
    [
      "another kind",
      { ...saved(), kind: "levels" },
      "unknown_version",
      "levels: expected attribute levels, version 1, got another kind or version",
    ],
    [
      "another version",
      { ...saved(), version: 2 },
      "unknown_version",
      "levels: expected attribute levels, version 1, got another kind or version",
    ],
    [
      "a name twice",
      saved(bins, bins),
      "duplicate",
      "levels.levels.1.name: expected a name once, and not customerId, got one twice",
    ],
    [
      "the name of the id",
      saved({ ...bins, name: "customerId" }),
      "duplicate",
      "levels.levels.0.name: expected a name once, and not customerId, got one twice",
    ],
    [
      "a key too few",
      saved({ ...bins, keys: ["a", "b"] }),
      "length_mismatch",
      "levels.levels.0.keys: expected 3 keys, one more than edges, got 2",
    ],
    [
      "edges that fall",
      saved({ ...bins, edges: [2, 1] }),
      "out_of_range",
      "levels.levels.0.edges.1: expected edges that do not fall, got a lesser one",
    ],
    ...[0, 1001, 17.5, "18"].map((edge): [string, unknown, string, string] => [
      `an age of ${edge}`,
      saved({ ...bins, by: "age", edges: [edge], keys: ["a", "b"] }),
      "out_of_range",
      "levels.levels.0.edges.0: expected whole years from 1 to 1000, got another number",
    ]),
  ];
  test.each(cases)("%s", (_name, levels, code, message) => {
    expect(() => applyLevels(levels as never, [])).toThrow(
      expect.objectContaining({ name: "ScoringError", code, message }),
    );
  });

  test("equal edges, as quantiles of few values have, and the least and greatest age are taken", () => {
    const level = { ...bins, edges: [2, 2] };
    const rows = [1, 2].map((x) => ({ customerId: x, x }));
    expect(applyLevels(saved(level) as never, rows).columns["x"]).toEqual(["a", "c"]);
    const ages = { ...bins, by: "age", edges: [1, 1000] };
    const born = [
      { customerId: 1, x: "2025-03-02" },
      { customerId: 2, x: "2025-03-01" },
    ];
    expect(applyLevels(saved(ages) as never, born, { asOf }).columns["x"]).toEqual(["a", "b"]);
  });
});

describe("options of applyLevels", () => {
  const cases: [object, string, string][] = [
    [
      { onInvalid: "skip" },
      "unknown_name",
      "options.onInvalid: expected one of throw, collect, got a string of 4 characters",
    ],
    [
      { fields: {} },
      "unknown_name",
      "options.fields: expected one of asOf, timeZone, numericTime, onInvalid, got another name",
    ],
    [
      { asOf: "soon" },
      "invalid_date",
      "options.asOf: expected a Date, an ISO date, or an ISO date-time with Z or an offset, got a string of 4 characters",
    ],
  ];
  test.each(cases)("%j", (options, code, message) => {
    const { levels } = learnLevels([], { levels: {} });
    expect(() => applyLevels(levels, [], options as never)).toThrow(
      expect.objectContaining({ name: "ScoringError", code, message }),
    );
  });

  test("dates with a time are read in the time zone, numbers in the unit", () => {
    const { levels } = learnLevels([], { levels: { x: { by: "date", period: "month" } } });
    const rows = [{ customerId: 1, x: "2026-01-31T16:00:00Z" }];
    expect(applyLevels(levels, rows, { timeZone: "UTC" }).columns["x"]).toEqual(["2026-01"]);
    expect(applyLevels(levels, rows, { timeZone: "Asia/Shanghai" }).columns["x"]).toEqual(["2026-02"]);
    const numbers = [{ customerId: 1, x: 1_769_904_000 }];
    expect(applyLevels(levels, numbers, { numericTime: "s", timeZone: "UTC" }).columns["x"]).toEqual([
      "2026-02",
    ]);
  });
});
