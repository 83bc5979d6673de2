import { describe, expect, test } from "vitest";
import { compileRules, matchRules, type Rule } from "../../src/rules/index.ts";

const facts = { city: "text", age: "number", renewsAt: "date", vip: "boolean" } as const;
type Facts = typeof facts;
const asOf = "2026-03-31";

const people = [
  { customerId: "ann", city: "Shanghai", age: 30, renewsAt: "2026-03-31", vip: true },
  { customerId: "bob", city: "Hangzhou", age: 17.5, renewsAt: "2026-04-01", vip: false },
  { customerId: "cat", city: "", age: 0, renewsAt: "2026-03-01", vip: null },
  { customerId: "dan", city: null, age: null, renewsAt: null, vip: undefined },
];

/** Who meets a rule. */
const who = (rule: Rule<Facts>) => {
  const compiled = compileRules({ facts, segments: { it: rule } });
  const { columns } = matchRules(compiled, people, { asOf });
  return columns.customerId.filter((_, i) => columns.it[i]).join(" ");
};

describe("operators", () => {
  const cases: [Rule<Facts>, string][] = [
    [{ field: "city", op: "eq", value: "Shanghai" }, "ann"],
    [{ field: "city", op: "neq", value: "Shanghai" }, "bob cat dan"],
    [{ field: "city", op: "in", value: ["Shanghai", ""] }, "ann cat"],
    [{ field: "city", op: "notIn", value: ["Shanghai", ""] }, "bob dan"],
    [{ field: "city", op: "contains", value: "ang" }, "ann bob"],
    [{ field: "city", op: "contains", value: "" }, "ann bob cat"],
    [{ field: "city", op: "notContains", value: "ang" }, "cat dan"],
    [{ field: "city", op: "startsWith", value: "Shang" }, "ann"],
    [{ field: "city", op: "endsWith", value: "zhou" }, "bob"],
    [{ field: "city", op: "isSet" }, "ann bob cat"],
    [{ field: "city", op: "isNotSet" }, "dan"],
    [{ field: "age", op: "eq", value: 30 }, "ann"],
    [{ field: "age", op: "neq", value: 30 }, "bob cat dan"],
    [{ field: "age", op: "gt", value: 17.5 }, "ann"],
    [{ field: "age", op: "gte", value: 17.5 }, "ann bob"],
    [{ field: "age", op: "lt", value: 17.5 }, "cat"],
    [{ field: "age", op: "lte", value: 17.5 }, "bob cat"],
    [{ field: "age", op: "between", value: [0, 17.5] }, "bob cat"],
    [{ field: "age", op: "notBetween", value: [0, 17.5] }, "ann dan"],
    [{ field: "age", op: "in", value: [0, 30] }, "ann cat"],
    [{ field: "age", op: "in", value: [] }, ""],
    [{ field: "age", op: "notIn", value: [0, 30] }, "bob dan"],
    [{ field: "age", op: "isSet" }, "ann bob cat"],
    [{ field: "age", op: "isNotSet" }, "dan"],
    [{ field: "vip", op: "eq", value: true }, "ann"],
    [{ field: "vip", op: "eq", value: false }, "bob"],
    [{ field: "vip", op: "neq", value: true }, "bob cat dan"],
    [{ field: "vip", op: "isSet" }, "ann bob"],
    [{ field: "vip", op: "isNotSet" }, "cat dan"],
    [{ field: "renewsAt", op: "eq", value: "2026-04-01" }, "bob"],
    [{ field: "renewsAt", op: "neq", value: "2026-04-01" }, "ann cat dan"],
    [{ field: "renewsAt", op: "before", value: "2026-03-31" }, "cat"],
    [{ field: "renewsAt", op: "onOrBefore", value: "2026-03-31" }, "ann cat"],
    [{ field: "renewsAt", op: "after", value: "2026-03-31" }, "bob"],
    [{ field: "renewsAt", op: "onOrAfter", value: "2026-03-31" }, "ann bob"],
    [{ field: "renewsAt", op: "between", value: ["2026-03-01", "2026-03-31"] }, "ann cat"],
    [{ field: "renewsAt", op: "notBetween", value: ["2026-03-01", "2026-03-31"] }, "bob dan"],
    [{ field: "renewsAt", op: "isSet" }, "ann bob cat"],
    [{ field: "renewsAt", op: "isNotSet" }, "dan"],
  ];

  test.each(cases)("%j", (rule, expected) => {
    expect(who(rule)).toBe(expected);
  });
});

describe("relative dates", () => {
  const cases: [Rule<Facts>, string][] = [
    // The last day is the day of looking itself, the next day the one after it.
    [{ field: "renewsAt", op: "inLast", value: { days: 1 } }, "ann"],
    [{ field: "renewsAt", op: "inLast", value: { days: 30 } }, "ann"],
    [{ field: "renewsAt", op: "inLast", value: { days: 31 } }, "ann cat"],
    [{ field: "renewsAt", op: "notInLast", value: { days: 1 } }, "bob cat dan"],
    [{ field: "renewsAt", op: "inNext", value: { days: 1 } }, "bob"],
    [{ field: "renewsAt", op: "notInNext", value: { days: 1 } }, "ann cat dan"],
    // A month before 31 March is the end of February.
    [{ field: "renewsAt", op: "inLast", value: { months: 1 } }, "ann cat"],
    [{ field: "renewsAt", op: "before", value: { ago: { days: 29 } } }, "cat"],
    [{ field: "renewsAt", op: "before", value: { ago: { days: 30 } } }, ""],
    [{ field: "renewsAt", op: "onOrAfter", value: { ahead: { days: 1 } } }, "bob"],
    [{ field: "renewsAt", op: "eq", value: { ahead: { days: 1 } } }, "bob"],
    [
      { field: "renewsAt", op: "between", value: [{ ago: { weeks: 1 } }, { ahead: { weeks: 1 } }] },
      "ann bob",
    ],
  ];

  test.each(cases)("%j", (rule, expected) => {
    expect(who(rule)).toBe(expected);
  });

  test("dates with a time of day are taken on the civil day of the zone", () => {
    const late = [{ customerId: "eve", renewsAt: "2026-03-30T20:00:00Z" }];
    const rules = compileRules({
      facts,
      segments: { today: { field: "renewsAt", op: "inLast", value: { days: 1 } } },
    });
    expect(matchRules(rules, late, { asOf }).counts.today).toBe(0);
    expect(matchRules(rules, late, { asOf, timeZone: "Asia/Shanghai" }).counts.today).toBe(1);
  });
});

describe("groups", () => {
  const adult: Rule<Facts> = { field: "age", op: "gte", value: 18 };
  const known: Rule<Facts> = { field: "age", op: "isSet" };

  test("all, any and not", () => {
    expect(who({ all: [known, { not: adult }] })).toBe("bob cat");
    expect(who({ any: [adult, { field: "city", op: "isNotSet" }] })).toBe("ann dan");
    expect(who({ not: adult })).toBe("bob cat dan");
  });

  test("all of nothing holds, any of nothing does not", () => {
    expect(who({ all: [] })).toBe("ann bob cat dan");
    expect(who({ any: [] })).toBe("");
    expect(who({ any: [{ all: [{ all: [] }, adult] }, { any: [] }] })).toBe("ann");
  });

  test("segments may refer to each other, whatever their order", () => {
    const rules = compileRules({
      facts,
      segments: {
        target: { all: [{ segment: "adult" }, { not: { segment: "vip" } }] },
        adult: { any: [{ field: "age", op: "gte", value: 18 }, { segment: "vip" }] },
        vip: { field: "vip", op: "eq", value: true },
      },
    });
    const matches = matchRules(rules, people, { asOf });
    expect(matches.row(0)).toEqual({ customerId: "ann", target: false, adult: true, vip: true });
    expect(matches.counts).toEqual({ target: 0, adult: 1, vip: 1 });
  });
});

describe("scores", () => {
  const rules = compileRules({
    facts: {},
    scores: { r: "number", segment: "text", active: "boolean" },
    segments: {
      best: {
        all: [
          { score: "r", op: "gte", value: 4 },
          { score: "segment", op: "neq", value: "new" },
        ],
      },
      active: { score: "active", op: "eq", value: true },
    },
  });
  const scores = [
    { customerId: "bob", r: 5, segment: "champions", active: true },
    { customerId: 7, r: null, segment: null, active: false },
    { customerId: "nobody", r: 5, segment: "champions", active: true },
  ];

  test("are joined by id; who has none has no value", () => {
    const customers = [{ customerId: "7" }, { customerId: "ann" }, { customerId: "bob" }];
    const matches = matchRules(rules, customers, { asOf, scores });
    expect(matches.columns.best).toEqual([false, false, true]);
    expect(matches.columns.active).toEqual([false, false, true]);
  });

  test("a dictionary column is read as it lies", () => {
    const columns = {
      customerId: ["a", "b", "c"],
      r: Float64Array.of(4, 4, 4),
      segment: { codes: Int8Array.of(0, 1, -1), values: ["new"] },
      active: [true, null, false],
    };
    const customers = { columns: { customerId: ["c", "b", "a"] } };
    expect(matchRules(rules, customers, { asOf, scores: { columns } }).columns.best).toEqual([
      true,
      true,
      false,
    ]);
  });

  test("a dictionary has nothing for who has no score", () => {
    const text = compileRules({
      facts: {},
      scores: { segment: "text" },
      segments: {
        new: { score: "segment", op: "eq", value: "new" },
        none: { score: "segment", op: "isNotSet" },
      },
    });
    const columns = {
      customerId: ["a", "b", "c"],
      segment: { codes: Int8Array.of(0, 1, 0), values: ["new", "old"] },
    };
    const customers = [{ customerId: "b" }, { customerId: "nobody" }, { customerId: "c" }];
    const matches = matchRules(text, customers, { asOf, scores: { columns } });
    expect(matches.columns.new).toEqual([false, false, true]);
    expect(matches.columns.none).toEqual([false, true, false]);
  });

  test.each([
    ["asked once", ["new"]],
    ["asked often", ["new", "again"]],
  ])("a text in rows, %s", (_name, segments) => {
    const fresh = { score: "segment", op: "eq", value: "new" };
    const text = compileRules({
      facts: {},
      scores: { segment: "text" },
      segments: Object.fromEntries(segments.map((name) => [name, fresh])),
    } as never);
    const rows = [
      { customerId: "b", segment: "new" },
      { customerId: "c", segment: "old" },
    ];
    const customers = [{ customerId: "nobody" }, { customerId: "c" }, { customerId: "b" }];
    const { columns } = matchRules(text, customers, { asOf, scores: rows as never });
    expect((columns as { new?: unknown }).new).toEqual([false, false, true]);
  });

  test("a score that is set aside is none", () => {
    const bad = [{ customerId: "bob", r: "5", segment: "x", active: true }];
    const kept = matchRules(rules, [{ customerId: "bob" }], {
      asOf,
      scores: bad as never,
      onInvalid: "collect",
    });
    expect([kept.columns.best, kept.columns.active]).toEqual([[false], [false]]);
    expect(kept.rejectedScores.map(({ row, field }) => [row, field])).toEqual([[0, "r"]]);
  });

  test("a customer who comes twice is refused, or set aside", () => {
    const twice = [...scores, { customerId: "bob", r: 1, segment: "x", active: false }];
    const customers = [{ customerId: "bob" }];
    expect(() => matchRules(rules, customers, { asOf, scores: twice })).toThrow(
      expect.objectContaining({ code: "duplicate", path: ["scores", 3, "customerId"] }),
    );
    const kept = matchRules(rules, customers, { asOf, scores: twice, onInvalid: "collect" });
    expect(kept.columns.best).toEqual([true]);
    expect(kept.rejectedScores.map(({ row, code }) => [row, code])).toEqual([[3, "duplicate"]]);
  });
});

describe("what is read", () => {
  const rules = compileRules({ facts, segments: { old: { field: "age", op: "gte", value: 65 } } });

  test("only the columns that rules ask for", () => {
    const columns = { customerId: [1, 2], age: Int32Array.of(70, 20), city: [5, 6] as never };
    expect(matchRules(rules, { columns }, { asOf }).toRows()).toEqual([
      { customerId: "1", old: true },
      { customerId: "2", old: false },
    ]);
  });

  test("columns under the host's names", () => {
    const rows = [{ id: "x", years: 80 }];
    const fields = { customerId: "id", age: "years" };
    expect(matchRules(rules, rows as never, { asOf, fields }).counts.old).toBe(1);
  });

  test("bad rows are set aside where asked, and the others keep their order", () => {
    const rows = [
      { customerId: "a", age: 70 },
      { customerId: "b", age: "70" as unknown as number },
      { customerId: "c", age: 10 },
    ];
    const matches = matchRules(rules, rows, { asOf, onInvalid: "collect" });
    expect(matches.toRows()).toEqual([
      { customerId: "a", old: true },
      { customerId: "c", old: false },
    ]);
    expect(matches.rejected).toEqual([
      { row: 1, field: "age", code: "wrong_type", expected: "a finite number" },
    ]);
    expect(matches.counts.old).toBe(1);
  });

  test("more customers than fit in a block", () => {
    const age = Float64Array.from({ length: 10_000 }, (_, i) => i % 100);
    const columns = { customerId: Array.from(age, (_, i) => `c${i}`), age };
    expect(matchRules(rules, { columns }, { asOf }).counts.old).toBe(3500);
  });

  test("every test looks at the rows of its own block", () => {
    const rows = Array.from({ length: 9000 }, (_, i) => ({
      customerId: `c${i}`,
      age: i % 7 === 0 ? null : (i * 13) % 100,
      city: i % 5 === 0 ? null : `city ${i % 37}`,
      vip: i % 3 === 0 ? null : i % 2 === 0,
    }));
    type Row = (typeof rows)[number];
    const plain: [Rule<Facts>, (row: Row) => boolean][] = [
      [{ field: "age", op: "lt", value: 30 }, ({ age }) => age !== null && age < 30],
      [{ field: "age", op: "gt", value: 30 }, ({ age }) => age !== null && age > 30],
      [{ field: "age", op: "between", value: [30, 40] }, ({ age }) => age !== null && age >= 30 && age <= 40],
      [{ field: "age", op: "notIn", value: [1, 2] }, ({ age }) => age !== 1 && age !== 2],
      [
        { field: "city", op: "in", value: ["city 1", "city 36"] },
        ({ city }) => city === "city 1" || city === "city 36",
      ],
      [{ field: "city", op: "endsWith", value: "7" }, ({ city }) => city?.endsWith("7") === true],
      [{ field: "vip", op: "neq", value: true }, ({ vip }) => vip !== true],
    ];
    for (const [rule, holds] of plain) {
      const { columns } = matchRules(compileRules({ facts, segments: { it: rule } }), rows, { asOf });
      expect(columns.it).toEqual(rows.map(holds));
    }
    const together = compileRules({
      facts,
      segments: Object.fromEntries(plain.map(([rule], i) => [`s${i}`, rule])),
    });
    expect(Object.values(matchRules(together, rows, { asOf }).counts)).toEqual(
      plain.map(([, holds]) => rows.filter(holds).length),
    );
  });

  test("a segment and a fact may be called __proto__", () => {
    const odd = compileRules(
      JSON.parse(
        '{"facts":{"__proto__":"number"},"segments":{"__proto__":{"field":"__proto__","op":"gt","value":1}}}',
      ),
    );
    const row = JSON.parse('{"customerId":"constructor","__proto__":2}');
    const matches = matchRules(odd, [row] as never, { asOf });
    expect(matches.columns.customerId).toEqual(["constructor"]);
    expect(Object.entries(matches.counts)).toEqual([["__proto__", 1]]);
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });
});

describe("refusals name the code and the place", () => {
  const one = compileRules({ facts, segments: { a: { field: "city", op: "eq", value: "x" } } });
  const counted = compileRules({ facts, segments: { a: { aggregate: "count", op: "gt", value: 0 } } });
  const scored = compileRules({
    facts,
    scores: { r: "number" },
    segments: { a: { score: "r", op: "gt", value: 0 } },
  });
  const cases: [string, () => unknown, string, string][] = [
    [
      "no asOf",
      () => matchRules(one, people, {} as never),
      "missing",
      'options.asOf: expected a date such as "2026-01-31" (nothing here reads the clock), got nothing',
    ],
    [
      "a misspelt option",
      () => matchRules(one, people, { asOf, event: [] } as never),
      "unknown_name",
      "options.event: expected one of asOf, timeZone, numericTime, events, scores, fields, eventFields, scoreFields, onInvalid, got another name",
    ],
    [
      "no events",
      () => matchRules(counted, people, { asOf }),
      "missing",
      "options.events: expected events, which the rules ask for, got nothing",
    ],
    [
      "no scores",
      () => matchRules(scored, people, { asOf }),
      "missing",
      "options.scores: expected scores, which the rules ask for, got nothing",
    ],
    [
      "scores without an id",
      () => matchRules(scored, people, { asOf, scores: [{ r: 5 }] as never }),
      "missing",
      "scores.0.customerId: expected a string or a finite number, got nothing",
    ],
    [
      "scores without their column",
      () => matchRules(scored, people, { asOf, scores: { columns: { customerId: ["a"] } } as never }),
      "missing",
      'scores.columns.r: expected a column (or say which one it is: fields: { r: "…" }), got nothing',
    ],
    [
      "a number for a text",
      () => matchRules(one, [{ customerId: 1, city: 5 as never }], { asOf }),
      "wrong_type",
      "customers.0.city: expected a string, got a positive integer",
    ],
    [
      "no id",
      () => matchRules(one, [{ city: "x" } as never], { asOf }),
      "missing",
      "customers.0.customerId: expected a string or a finite number, got nothing",
    ],
    [
      "a column that is missing",
      () => matchRules(one, { columns: { customerId: ["a"] } }, { asOf }),
      "missing",
      'customers.columns.city: expected a column (or say which one it is: fields: { city: "…" }), got nothing',
    ],
    [
      "rules that are not compiled",
      () => matchRules({ facts, segments: {} } as never, people, { asOf }),
      "wrong_type",
      "compiled: expected what compileRules gives, got an object",
    ],
    [
      "fields as a list",
      () => matchRules(one, people, { asOf, fields: [] as never }),
      "wrong_type",
      "options.fields: expected our names to the host's, got an array of 0",
    ],
    [
      "fields of events as a text",
      () => matchRules(counted, people, { asOf, events: [], eventFields: "at" as never }),
      "wrong_type",
      "options.eventFields: expected our names to the host's, got a string of 2 characters",
    ],
    [
      "fields of scores as null",
      () => matchRules(scored, people, { asOf, scores: [], scoreFields: null as never }),
      "wrong_type",
      "options.scoreFields: expected our names to the host's, got null",
    ],
  ];

  test.each(cases)("%s", (_name, run, code, message) => {
    expect(run).toThrow(expect.objectContaining({ code, message }));
  });
});
