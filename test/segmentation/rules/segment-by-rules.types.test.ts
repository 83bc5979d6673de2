import { expectTypeOf, test } from "vitest";
import { compileRules } from "../../../src/rules/index.ts";
import { segmentByRules } from "../../../src/segmentation/index.ts";

const asOf = "2026-01-31";
const set = {
  facts: { age: "number", city: "text" },
  segments: { adult: { field: "age", op: "gte", value: 18 } },
} as const;

test("segments are those of the rules", () => {
  const found = segmentByRules(set, [{ customerId: 1, age: 3, city: null }], { asOf });
  expectTypeOf(found.columns.segment).toEqualTypeOf<readonly ("adult" | null)[]>();
  expectTypeOf(found.row(0).segments).toEqualTypeOf<readonly "adult"[]>();
  expectTypeOf(segmentByRules(compileRules(set), [], { asOf }).summary[0]?.segment).toEqualTypeOf<
    "adult" | undefined
  >();
});

test("what does not fit the declaration does not compile", () => {
  // @ts-expect-error the fact is not declared
  segmentByRules({ facts: set.facts, segments: { a: { field: "town", op: "isSet" } } }, [], { asOf });
  // @ts-expect-error an operator of text on a number
  segmentByRules({ facts: set.facts, segments: { a: { field: "age", op: "contains", value: "1" } } }, [], {
    asOf,
  });
  // @ts-expect-error a text for a number
  segmentByRules(set, [{ customerId: 1, age: "3" }], { asOf });
  // @ts-expect-error asOf is missing
  segmentByRules(set, [], {});
});
