import { describe, expect, test } from "vitest";
import { learnLevels } from "../../../src/segmentation/index.ts";

const asOf = "2026-03-01";

describe("refusals name the code and the place", () => {
  const policies: [string, unknown, string, string][] = [
    [
      "no policy",
      null,
      "wrong_type",
      "options.levels.x: expected how the attribute becomes levels, got null",
    ],
    [
      "an unknown kind",
      { by: "colour" },
      "unknown_name",
      "options.levels.x.by: expected one of number, age, date, text, place, got a string of 6 characters",
    ],
    [
      "an option of another kind",
      { by: "text", groups: {}, edges: [1] },
      "unknown_name",
      "options.levels.x.edges: expected one of by, of, groups, others, got another name",
    ],
    [
      "a column that is no name",
      { by: "number", of: 1 },
      "wrong_type",
      "options.levels.x.of: expected a text, got a positive integer",
    ],
    [
      "edges that fall",
      { by: "number", edges: [2, 1] },
      "out_of_range",
      "options.levels.x.edges.1: expected edges in increasing order, got one that is not above",
    ],
    [
      "no edges",
      { by: "number", edges: [] },
      "out_of_range",
      "options.levels.x.edges: expected 1 to 999 edges, got 0",
    ],
    [
      "an edge that is no number",
      { by: "number", edges: ["1"] },
      "wrong_type",
      "options.levels.x.edges.0: expected a finite number, got a string of 1 character",
    ],
    [
      "a method beside edges",
      { by: "number", edges: [1], method: "clusters" },
      "conflict",
      "options.levels.x.method: expected nothing beside edges, got both",
    ],
    [
      "an unknown method",
      { by: "number", method: "median" },
      "unknown_name",
      "options.levels.x.method: expected one of quantile, equal-width, clusters, got a string of 6 characters",
    ],
    [
      "one bin",
      { by: "number", bins: 1 },
      "out_of_range",
      "options.levels.x.bins: expected a whole number from 2 to 1000, got a positive integer",
    ],
    [
      "too few keys",
      { by: "number", edges: [1], keys: ["a"] },
      "length_mismatch",
      "options.levels.x.keys: expected 2 keys, a level each, got 1",
    ],
    [
      "a key twice",
      { by: "number", edges: [1], keys: ["a", "a"] },
      "duplicate",
      "options.levels.x.keys.1: expected a key once, got one twice",
    ],
    [
      "keys that are no list",
      { by: "number", edges: [1], keys: "ab" },
      "wrong_type",
      "options.levels.x.keys: expected a list of keys, got a string of 2 characters",
    ],
    [
      "ages of half a year",
      { by: "age", edges: [0.5] },
      "out_of_range",
      "options.levels.x.edges.0: expected a whole number from 1 to 1000, got a positive number",
    ],
    [
      "ages without edges",
      { by: "age" },
      "missing",
      "options.levels.x.edges: expected a list of edges, got nothing",
    ],
    [
      "neither edges nor a period",
      { by: "date" },
      "missing",
      "options.levels.x.edges: expected either edges or a period, got neither",
    ],
    [
      "both",
      { by: "date", edges: ["2026-01-01"], period: "year" },
      "conflict",
      "options.levels.x.edges: expected either edges or a period, got both",
    ],
    [
      "a period that is not",
      { by: "date", period: "week" },
      "unknown_name",
      "options.levels.x.period: expected one of month, quarter, year, got a string of 4 characters",
    ],
    [
      "keys beside a period",
      { by: "date", period: "year", keys: [] },
      "conflict",
      "options.levels.x.keys: expected nothing beside a period, got keys",
    ],
    [
      "a day that is not",
      { by: "date", edges: ["2026-02-30"] },
      "invalid_date",
      'options.levels.x.edges.0: expected a date such as "2026-01-31", got a string of 10 characters',
    ],
    [
      "no groups",
      { by: "text" },
      "missing",
      "options.levels.x.groups: expected the texts of each level, got nothing",
    ],
    [
      "a group that is no list",
      { by: "text", groups: { a: "Oslo" } },
      "wrong_type",
      "options.levels.x.groups.a: expected a list of texts, got a string of 4 characters",
    ],
    [
      "a text in two groups",
      { by: "text", groups: { a: ["x"], b: ["x"] } },
      "duplicate",
      "options.levels.x.groups.b.0: expected a text in one level, got in two",
    ],
    [
      "others that are no text",
      { by: "text", groups: {}, others: 1 },
      "wrong_type",
      "options.levels.x.others: expected a text, got a positive integer",
    ],
    [
      "places in a circle",
      { by: "place", within: { a: "b", b: "a" }, levels: ["c"] },
      "cycle",
      "options.levels.x.within.a: expected places in no circle, got a circle",
    ],
    [
      "no levels of places",
      { by: "place", within: {} },
      "missing",
      "options.levels.x.levels: expected the places to stop at, got nothing",
    ],
    [
      "an empty list of them",
      { by: "place", within: {}, levels: [] },
      "empty",
      "options.levels.x.levels: expected at least one place, got none",
    ],
    [
      "a level twice",
      { by: "place", within: {}, levels: ["a", "a"] },
      "duplicate",
      "options.levels.x.levels.1: expected a place once, got one twice",
    ],
    [
      "no places",
      { by: "place", levels: ["a"] },
      "missing",
      "options.levels.x.within: expected what each place lies within, got nothing",
    ],
    [
      "a place within a number",
      { by: "place", within: { a: 1 }, levels: ["a"] },
      "wrong_type",
      "options.levels.x.within.a: expected a place, got a positive integer",
    ],
    [
      "a list of places that is none",
      { by: "place", within: {}, levels: "a" },
      "wrong_type",
      "options.levels.x.levels: expected the places to stop at, got a string of 1 character",
    ],
    [
      "a place that is no text",
      { by: "place", within: {}, levels: [1] },
      "wrong_type",
      "options.levels.x.levels.0: expected a place, got a positive integer",
    ],
    [
      "places as a list",
      { by: "place", within: [], levels: ["a"] },
      "wrong_type",
      "options.levels.x.within: expected what each place lies within, got an array of 0",
    ],
    [
      "an option of places that is none",
      { by: "place", within: {}, levels: ["a"], bins: 2 },
      "unknown_name",
      "options.levels.x.bins: expected one of by, of, within, levels, others, got another name",
    ],
    [
      "an option of numbers that is none",
      { by: "number", period: "month" },
      "unknown_name",
      "options.levels.x.period: expected one of by, of, edges, method, bins, keys, got another name",
    ],
    [
      "an option of ages that is none",
      { by: "age", edges: [1], bins: 2 },
      "unknown_name",
      "options.levels.x.bins: expected one of by, of, edges, keys, got another name",
    ],
    [
      "an option of dates that is none",
      { by: "date", edges: ["2026-01-31"], bins: 2 },
      "unknown_name",
      "options.levels.x.bins: expected one of by, of, edges, keys, period, got another name",
    ],
    [
      "edges that are no list",
      { by: "number", edges: 1 },
      "wrong_type",
      "options.levels.x.edges: expected a list of edges, got a positive integer",
    ],
    [
      "equal edges",
      { by: "number", edges: [1, 1] },
      "out_of_range",
      "options.levels.x.edges.1: expected edges in increasing order, got one that is not above",
    ],
    [
      "a thousand edges",
      { by: "number", edges: Array.from({ length: 1000 }, (_, i) => i) },
      "out_of_range",
      "options.levels.x.edges: expected 1 to 999 edges, got 1000",
    ],
    [
      "bins beside edges",
      { by: "number", edges: [1], bins: 2 },
      "conflict",
      "options.levels.x.bins: expected nothing beside edges, got both",
    ],
    [
      "1001 bins",
      { by: "number", bins: 1001 },
      "out_of_range",
      "options.levels.x.bins: expected a whole number from 2 to 1000, got a positive integer",
    ],
    [
      "half a bin",
      { by: "number", bins: 2.5 },
      "out_of_range",
      "options.levels.x.bins: expected a whole number from 2 to 1000, got a positive number",
    ],
    [
      "fewer keys than bins",
      { by: "number", bins: 3, keys: ["a", "b"] },
      "length_mismatch",
      "options.levels.x.keys: expected 3 keys, a level each, got 2",
    ],
    [
      "a key that is no text",
      { by: "number", edges: [1], keys: ["a", 2] },
      "wrong_type",
      "options.levels.x.keys.1: expected a text, got a positive integer",
    ],
    [
      "an age of 1001",
      { by: "age", edges: [1001] },
      "out_of_range",
      "options.levels.x.edges.0: expected a whole number from 1 to 1000, got a positive integer",
    ],
    [
      "an age of 0",
      { by: "age", edges: [0] },
      "out_of_range",
      "options.levels.x.edges.0: expected a whole number from 1 to 1000, got zero",
    ],
    [
      "a date with a time",
      { by: "date", edges: ["2026-01-31T00:00:00Z"] },
      "invalid_date",
      'options.levels.x.edges.0: expected a date such as "2026-01-31", got a string of 20 characters',
    ],
    [
      "a number as a date",
      { by: "date", edges: [5] },
      "invalid_date",
      'options.levels.x.edges.0: expected a date such as "2026-01-31", got a positive integer',
    ],
    [
      "groups as a list",
      { by: "text", groups: [] },
      "wrong_type",
      "options.levels.x.groups: expected the texts of each level, got an array of 0",
    ],
    [
      "a text that is none",
      { by: "text", groups: { a: ["b", 1] } },
      "wrong_type",
      "options.levels.x.groups.a.1: expected a text, got a positive integer",
    ],
  ];
  test.each(policies)("%s", (_name, policy, code, message) => {
    const run = () => learnLevels([], { levels: { x: policy } } as never);
    expect(run).toThrow(expect.objectContaining({ name: "ScoringError", code, message }));
  });

  test("levels under the name of the id, no levels and an unknown option", () => {
    const refused: [() => unknown, string, string][] = [
      [
        () => learnLevels([], { levels: { customerId: { by: "number" } } }),
        "conflict",
        "options.levels.customerId: expected another name: every row has this one, got it",
      ],
      [() => learnLevels([], {} as never), "missing", "options.levels: expected levels by name, got nothing"],
      [
        () => learnLevels([], { levels: [] as never }),
        "wrong_type",
        "options.levels: expected levels by name, got an array of 0",
      ],
      [
        () => learnLevels([], { levels: {}, asOf } as never),
        "unknown_name",
        "options.asOf: expected one of levels, got another name",
      ],
      [
        () => learnLevels([{ x: "1" }], { levels: { x: { by: "number" } } }),
        "wrong_type",
        "customers.0.x: expected a finite number, got a string of 1 character",
      ],
    ];
    for (const [run, code, message] of refused) {
      expect(run).toThrow(expect.objectContaining({ name: "ScoringError", code, message }));
    }
  });
});
