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

describe("refusals name the code and the place", () => {
  const policies: [string, unknown, string, readonly (string | number)[]][] = [
    ["no policy", null, "wrong_type", []],
    ["an unknown kind", { by: "colour" }, "unknown_name", ["by"]],
    ["an option of another kind", { by: "text", groups: {}, edges: [1] }, "unknown_name", ["edges"]],
    ["a column that is no name", { by: "number", of: 1 }, "wrong_type", ["of"]],
    ["edges that fall", { by: "number", edges: [2, 1] }, "out_of_range", ["edges", 1]],
    ["no edges", { by: "number", edges: [] }, "out_of_range", ["edges"]],
    ["an edge that is no number", { by: "number", edges: ["1"] }, "wrong_type", ["edges", 0]],
    ["a method beside edges", { by: "number", edges: [1], method: "clusters" }, "conflict", ["method"]],
    ["an unknown method", { by: "number", method: "median" }, "unknown_name", ["method"]],
    ["one bin", { by: "number", bins: 1 }, "out_of_range", ["bins"]],
    ["too few keys", { by: "number", edges: [1], keys: ["a"] }, "length_mismatch", ["keys"]],
    ["a key twice", { by: "number", edges: [1], keys: ["a", "a"] }, "duplicate", ["keys", 1]],
    ["keys that are no list", { by: "number", edges: [1], keys: "ab" }, "wrong_type", ["keys"]],
    ["ages of half a year", { by: "age", edges: [0.5] }, "out_of_range", ["edges", 0]],
    ["ages without edges", { by: "age" }, "missing", ["edges"]],
    ["neither edges nor a period", { by: "date" }, "missing", ["edges"]],
    ["both", { by: "date", edges: ["2026-01-01"], period: "year" }, "conflict", ["edges"]],
    ["a period that is not", { by: "date", period: "week" }, "unknown_name", ["period"]],
    ["keys beside a period", { by: "date", period: "year", keys: [] }, "conflict", ["keys"]],
    ["a day that is not", { by: "date", edges: ["2026-02-30"] }, "invalid_date", ["edges", 0]],
    ["no groups", { by: "text" }, "missing", ["groups"]],
    ["a group that is no list", { by: "text", groups: { a: "Oslo" } }, "wrong_type", ["groups", "a"]],
    ["a text in two groups", { by: "text", groups: { a: ["x"], b: ["x"] } }, "duplicate", ["groups", "b", 0]],
    ["others that are no text", { by: "text", groups: {}, others: 1 }, "wrong_type", ["others"]],
    [
      "places in a circle",
      { by: "place", within: { a: "b", b: "a" }, levels: ["c"] },
      "cycle",
      ["within", "a"],
    ],
    ["no levels of places", { by: "place", within: {} }, "missing", ["levels"]],
    ["an empty list of them", { by: "place", within: {}, levels: [] }, "empty", ["levels"]],
    ["a level twice", { by: "place", within: {}, levels: ["a", "a"] }, "duplicate", ["levels", 1]],
    ["no places", { by: "place", levels: ["a"] }, "missing", ["within"]],
    [
      "a place within a number",
      { by: "place", within: { a: 1 }, levels: ["a"] },
      "wrong_type",
      ["within", "a"],
    ],
  ];
  test.each(policies)("%s", (_name, policy, code, path) => {
    const run = () => learnLevels([], { levels: { x: policy } } as never);
    expect(run).toThrow(
      expect.objectContaining({ name: "ScoringError", code, path: ["options", "levels", "x", ...path] }),
    );
  });

  test("levels under the name of the id, no levels, and what are no learned levels", () => {
    const id = () => learnLevels([], { levels: { customerId: { by: "number" } } });
    expect(id).toThrow(expect.objectContaining({ code: "conflict" }));
    expect(() => learnLevels([], {} as never)).toThrow(expect.objectContaining({ code: "missing" }));
    expect(() => applyLevels({} as never, [])).toThrow(
      expect.objectContaining({ code: "wrong_type", path: ["levels"] }),
    );
    const other = { kind: "levels", version: 1, levels: [] } as never;
    expect(() => applyLevels(other, [])).toThrow(expect.objectContaining({ code: "unknown_version" }));
  });
});
