import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isoOfDay } from "../../src/calendar/civil.ts";
import { compileGuard, guardHolds, nextGuardChange, type Rule } from "../../src/rules/index.ts";

const facts = { last: "date", due: "date", orders: "number", city: "text", vip: "boolean" } as const;
type Facts = typeof facts;
const asOf = "2026-01-31";
const guardOf = (rule: Rule<Facts>) => compileGuard(rule, facts);

describe("one customer", () => {
  test("each kind of fact", () => {
    const guard = guardOf({
      all: [
        { field: "last", op: "inLast", value: { days: 30 } },
        { field: "orders", op: "gte", value: 2 },
        { field: "city", op: "startsWith", value: "Shang" },
        { field: "vip", op: "neq", value: true },
      ],
    });
    const good = { last: new Date("2026-01-20T10:00:00Z"), orders: 2, city: "Shanghai", vip: null };
    expect(guardHolds(guard, good, { asOf })).toBe(true);
    expect(guardHolds(guard, { ...good, orders: 1 }, { asOf })).toBe(false);
    expect(guardHolds(guard, { ...good, vip: true }, { asOf })).toBe(false);
    expect(guardHolds(guard, { ...good, city: null }, { asOf })).toBe(false);
    expect(guardHolds(guard, { ...good, last: "2026-01-01" }, { asOf })).toBe(false);
    expect(guardHolds(guard, {}, { asOf })).toBe(false);
  });

  test("numbers are times where their unit is given", () => {
    const guard = guardOf({ field: "last", op: "eq", value: "1970-01-03" });
    expect(guardHolds(guard, { last: 2 }, { asOf, numericTime: "day" })).toBe(true);
  });

  test("inherited properties are no facts", () => {
    const guard = compileGuard({ field: "constructor", op: "isSet" }, { constructor: "text" });
    expect(guardHolds(guard, {}, { asOf })).toBe(false);
  });
});

describe("when time alone changes the answer", () => {
  const next = (rule: Rule<Facts>, known: object) => nextGuardChange(guardOf(rule), known, { asOf });
  const cases: [string, Rule<Facts>, object, string | null][] = [
    [
      "leaving the last days",
      { field: "last", op: "inLast", value: { days: 30 } },
      { last: "2026-01-20" },
      "2026-02-19",
    ],
    ["having left them", { field: "last", op: "inLast", value: { days: 10 } }, { last: "2026-01-20" }, null],
    [
      "a date in the future comes in, to be there",
      { field: "last", op: "inLast", value: { days: 10 } },
      { last: "2026-03-01" },
      "2026-03-01",
    ],
    [
      "coming into the next days",
      { field: "due", op: "inNext", value: { days: 7 } },
      { due: "2026-03-10" },
      "2026-03-03",
    ],
    [
      "the due day itself",
      { field: "due", op: "inNext", value: { days: 7 } },
      { due: "2026-02-02" },
      "2026-02-02",
    ],
    [
      "overdue by months",
      { field: "due", op: "before", value: { ago: { months: 1 } } },
      { due: "2026-01-30" },
      "2026-03-01",
    ],
    [
      "the opposite",
      { not: { field: "last", op: "inLast", value: { days: 30 } } },
      { last: "2026-01-20" },
      "2026-02-19",
    ],
    ["fixed dates never", { field: "due", op: "before", value: "2030-01-01" }, { due: "2026-01-30" }, null],
    ["numbers never", { field: "orders", op: "gt", value: 1 }, { orders: 1 }, null],
    ["missing dates never", { field: "last", op: "inLast", value: { days: 30 } }, {}, null],
    [
      "only days on which the whole answer turns",
      {
        all: [
          { field: "last", op: "inLast", value: { days: 30 } },
          { not: { field: "due", op: "inLast", value: { days: 90 } } },
        ],
      },
      { last: "2026-01-20", due: "2026-02-10" },
      "2026-02-10",
    ],
    [
      "changes that cancel are none",
      {
        any: [
          { field: "last", op: "inLast", value: { days: 30 } },
          { field: "last", op: "notInLast", value: { days: 30 } },
        ],
      },
      { last: "2026-01-20" },
      null,
    ],
  ];

  test.each(cases)("%s", (_name, rule, known, day) => {
    expect(next(rule, known)).toBe(day);
  });

  test("the day found is the first on which asking again gives another answer", () => {
    const span = fc.record({ days: fc.integer({ min: 0, max: 40 }), months: fc.integer({ min: 0, max: 2 }) });
    const leaf = fc.oneof(
      fc.record({
        field: fc.constantFrom("last", "due"),
        op: fc.constantFrom("inLast", "notInNext"),
        value: span,
      }),
      fc.record({
        field: fc.constantFrom("last", "due"),
        op: fc.constantFrom("before", "onOrAfter", "eq"),
        value: fc.oneof(fc.record({ ago: span }), fc.record({ ahead: span })),
      }),
    );
    const rule = fc.oneof(
      leaf,
      fc.record({ all: fc.array(leaf, { maxLength: 3 }) }),
      fc.record({ not: leaf }),
    );
    const day = fc.integer({ min: 20_400, max: 20_600 });
    fc.assert(
      fc.property(rule, day, day, day, (tree, last, due, now) => {
        const guard = compileGuard(tree as Rule<Facts>, facts);
        const known = { last: isoOfDay(last), due: isoOfDay(due) };
        const holdsOn = (at: number) => guardHolds(guard, known, { asOf: isoOfDay(at) });
        const found = nextGuardChange(guard, known, { asOf: isoOfDay(now) });
        let expected: string | null = null;
        for (let at = now + 1; at < now + 400 && expected === null; at += 1) {
          if (holdsOn(at) !== holdsOn(now)) expected = isoOfDay(at);
        }
        expect(found).toBe(expected);
      }),
      { numRuns: 40 },
    );
  });
});

describe("refusals name the code and the place", () => {
  const guard = guardOf({
    all: [
      { field: "orders", op: "gt", value: 1 },
      { field: "last", op: "isSet" },
      { field: "city", op: "isSet" },
      { field: "vip", op: "isSet" },
    ],
  });
  const cases: [string, () => unknown, string, string][] = [
    [
      "a rule that is none",
      () => compileGuard({} as never, facts),
      "missing",
      "rule: expected all, any, not, field, score, aggregate or segment, got nothing",
    ],
    [
      "a rule deep in a policy",
      () => compileGuard({ not: { field: "x" } } as never, facts, ["transitions", 3, "when"]),
      "unknown_name",
      "transitions.3.when.not.field: expected one of last, due, orders, city, vip, got another name",
    ],
    [
      "a fact of no kind",
      () => compileGuard({ all: [] }, { age: "int" } as never, ["spec"]),
      "unknown_name",
      "spec.facts.age: expected one of text, number, date, boolean, got a string of 3 characters",
    ],
    [
      "events",
      () => compileGuard({ aggregate: "sum", of: "x", op: "gt", value: 1 } as never, facts),
      "unknown_name",
      "rule.of: expected a number of events, got a string of 1 character",
    ],
    [
      "a guard that is none",
      () => guardHolds(null as never, {}, { asOf }),
      "wrong_type",
      "guard: expected what compileGuard gives, got null",
    ],
    [
      "a rule instead of a guard",
      () => nextGuardChange({ all: [] } as never, {}, { asOf }),
      "wrong_type",
      "guard: expected what compileGuard gives, got an object",
    ],
    [
      "scores",
      () => compileGuard({ score: "r", op: "gt", value: 1 } as never, facts),
      "unknown_name",
      "rule.score: expected a declared name, got another name",
    ],
    [
      "another segment",
      () => compileGuard({ segment: "vip" } as never, facts),
      "unknown_name",
      "rule.segment: expected a segment of these rules, got a string of 3 characters",
    ],
    [
      "a path that is none",
      () => compileGuard({ all: [] }, facts, "rule" as never),
      "wrong_type",
      "path: expected names and numbers, got a string of 4 characters",
    ],
    [
      "a path of what is no name",
      () => compileGuard({ all: [] }, facts, [null as never]),
      "wrong_type",
      "path: expected a text, got null",
    ],
    [
      "options that are none",
      () => guardHolds(guard, {}, null as never),
      "wrong_type",
      "options: expected an object, got null",
    ],
    [
      "a zone that is none",
      () => nextGuardChange(guard, {}, { asOf, timeZone: "Mars" }),
      "unknown_time_zone",
      'options.timeZone: expected an IANA time zone such as "Asia/Shanghai", got a string of 4 characters',
    ],
    [
      "no asOf",
      () => guardHolds(guard, {}, {} as never),
      "missing",
      'options.asOf: expected a date such as "2026-01-31" (nothing here reads the clock), got nothing',
    ],
    [
      "no asOf for the next change",
      () => nextGuardChange(guard, {}, {} as never),
      "missing",
      'options.asOf: expected a date such as "2026-01-31" (nothing here reads the clock), got nothing',
    ],
    [
      "a text for a number",
      () => guardHolds(guard, { orders: "2" } as never, { asOf }),
      "wrong_type",
      "facts.orders: expected a finite number, got a string of 1 character",
    ],
    [
      "NaN",
      () => guardHolds(guard, { orders: Number.NaN }, { asOf }),
      "not_finite",
      "facts.orders: expected a finite number, got NaN",
    ],
    [
      "no date",
      () => guardHolds(guard, { last: "soon" }, { asOf }),
      "invalid_date",
      "facts.last: expected a Date, an ISO date, or an ISO date-time with Z or an offset, got a string of 4 characters",
    ],
    [
      "a number for a text",
      () => guardHolds(guard, { city: 5 } as never, { asOf }),
      "wrong_type",
      "facts.city: expected a string, got a positive integer",
    ],
    [
      "a text for yes or no",
      () => guardHolds(guard, { vip: "yes" } as never, { asOf }),
      "wrong_type",
      "facts.vip: expected true or false, got a string of 3 characters",
    ],
    [
      "no facts",
      () => guardHolds(guard, null as never, { asOf }),
      "wrong_type",
      "facts: expected an object of facts, got null",
    ],
    [
      "a misspelt option",
      () => nextGuardChange(guard, {}, { asOf, zone: "UTC" } as never),
      "unknown_name",
      "options.zone: expected one of asOf, timeZone, numericTime, got another name",
    ],
  ];

  test.each(cases)("%s", (_name, run, code, message) => {
    expect(run).toThrow(expect.objectContaining({ code, message }));
  });
});
