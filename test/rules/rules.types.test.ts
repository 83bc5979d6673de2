import { expectTypeOf, test } from "vitest";
import type { Table } from "../../src/core/types.ts";
import {
  compileGuard,
  compileRules,
  explainRules,
  guardHolds,
  matchRules,
  type RuleSet,
} from "../../src/rules/index.ts";

const facts = { city: "text", age: "number", renewsAt: "date", vip: "boolean" } as const;
const asOf = "2026-01-31";

test("a rule on declared facts compiles, without `as const`", () => {
  const rules = compileRules({
    facts: { city: "text", age: "number" },
    segments: { adult: { field: "age", op: "gte", value: 18 }, local: { not: { segment: "adult" } } },
  });
  expectTypeOf(rules.segments).toEqualTypeOf<readonly ("adult" | "local")[]>();
  const matches = matchRules(rules, [{ customerId: 1, age: 3, city: null }], { asOf });
  expectTypeOf(matches.row(0)).toEqualTypeOf<
    { readonly customerId: string } & { readonly adult: boolean; readonly local: boolean }
  >();
  expectTypeOf(matches.counts.adult).toBeNumber();
  expectTypeOf(explainRules(rules, [], { asOf })).toExtend<Table<{ customerId: string; matched: boolean }>>();
});

test("what does not fit the declaration does not compile", () => {
  // @ts-expect-error the fact is not declared
  compileRules({ facts, segments: { a: { field: "town", op: "eq", value: "x" } } });
  // @ts-expect-error an operator of text on a number
  compileRules({ facts, segments: { a: { field: "age", op: "contains", value: "x" } } });
  // @ts-expect-error a text for a number
  compileRules({ facts, segments: { a: { field: "age", op: "gt", value: "18" } } });
  // @ts-expect-error a number of days without its unit
  compileRules({ facts, segments: { a: { field: "renewsAt", op: "inLast", value: 30 } } });
  // @ts-expect-error a range of one
  compileRules({ facts, segments: { a: { field: "age", op: "between", value: [1] } } });
  // @ts-expect-error a list for a single value
  compileRules({ facts, segments: { a: { field: "city", op: "eq", value: ["x"] } } });
  // @ts-expect-error deep inside
  compileRules({ facts, segments: { a: { all: [{ any: [{ not: { field: "agee", op: "isSet" } }] }] } } });
  // @ts-expect-error a segment that is not there
  compileRules({ facts, segments: { a: { segment: "b" } } });
  // @ts-expect-error a score that is not declared
  compileRules({ facts, scores: { r: "number" }, segments: { a: { score: "f", op: "gt", value: 1 } } });
  // @ts-expect-error a kind that there is not
  compileRules({ facts: { age: "int" }, segments: { a: { all: [] } } });
});

test("events: sums are of numbers, and where speaks of events", () => {
  const events = { product: "text", amount: "number" } as const;
  compileRules({
    facts,
    events,
    segments: {
      a: {
        aggregate: "sum",
        of: "amount",
        where: { field: "product", op: "eq", value: "tea" },
        op: "gt",
        value: 5,
      },
    },
  });
  // @ts-expect-error a sum of text
  compileRules({ facts, events, segments: { a: { aggregate: "sum", of: "product", op: "gt", value: 5 } } });
  const where = { field: "age", op: "isSet" } as const;
  // @ts-expect-error a fact of customers where events are asked
  compileRules({ facts, events, segments: { a: { aggregate: "count", where, op: "gt", value: 5 } } });
  // @ts-expect-error a sum of nothing
  compileRules({ facts, events, segments: { a: { aggregate: "sum", op: "gt", value: 5 } } });
  // @ts-expect-error an operator of text on a count
  compileRules({ facts, events, segments: { a: { aggregate: "count", op: "contains", value: "5" } } });
});

test("customers, events and options are checked against the rules", () => {
  const rules = compileRules({
    facts,
    events: { amount: "number" },
    segments: { a: { field: "age", op: "isSet" } },
  });
  matchRules(rules, [{ customerId: "a", age: 3, renewsAt: new Date(0) }], {
    asOf,
    events: [{ customerId: "a", at: asOf, amount: 3 }],
  });
  // @ts-expect-error asOf is missing
  matchRules(rules, [{ customerId: "a" }], {});
  // @ts-expect-error a text for a number
  matchRules(rules, [{ customerId: "a", age: "3" }], { asOf });
  // @ts-expect-error no id
  matchRules(rules, [{ age: 3 }], { asOf });
  // @ts-expect-error a bare object of columns
  matchRules(rules, { customerId: ["a"] }, { asOf });
  // @ts-expect-error an event without a time
  matchRules(rules, [], { asOf, events: [{ customerId: "a", amount: 3 }] });
  // @ts-expect-error rules that are not compiled
  matchRules({ facts, segments: {} }, [], { asOf });
});

test("columns whose names are not known are taken, and checked at run time", () => {
  const rules = compileRules({ facts, segments: { a: { field: "age", op: "isSet" } } });
  const columns: Record<string, unknown[]> = { customerId: ["a"], age: [1] };
  matchRules(rules, { columns }, { asOf });
});

test("guards", () => {
  const guard = compileGuard({ field: "age", op: "gt", value: 1 }, facts);
  expectTypeOf(guardHolds(guard, { age: 3 }, { asOf })).toBeBoolean();
  // @ts-expect-error a text for a number
  guardHolds(guard, { age: "3" }, { asOf });
  // @ts-expect-error the fact is not declared
  compileGuard({ field: "town", op: "eq", value: "x" }, { age: "number" });
});

test("a rule set has a type of its own", () => {
  expectTypeOf<RuleSet>().toHaveProperty("segments");
});
