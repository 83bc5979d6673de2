import { describe, expectTypeOf, test } from "vitest";
import {
  type LeadPolicy,
  leadScore,
  type PositioningMap,
  positioningMap,
  targetMarkets,
} from "../../../src/index.ts";

const asOf = "2026-01-31";
const prospects = [{ customerId: "ann", employees: 250 }];

describe("lead policies", () => {
  test("a rule on a declared fact, and on the usual fields of an interaction, compiles", () => {
    const leads = leadScore(
      {
        facts: { employees: "number" },
        fit: { criteria: [{ key: "large", points: 1, when: { field: "employees", op: "gte", value: 2 } }] },
        behaviour: {
          criteria: [{ key: "demo", points: 1, when: { field: "type", op: "eq", value: "demo" } }],
        },
      },
      { prospects, interactions: [] },
      { asOf },
    );
    expectTypeOf(leads.columns.score).toEqualTypeOf<Float64Array>();
    expectTypeOf(leads.row(0).fitGrade).toEqualTypeOf<string | null>();
  });

  test("an unknown fact, a text operator on a number and an undeclared field of events do not", () => {
    const facts = { employees: "number" } as const;
    const known: LeadPolicy<typeof facts> = {
      facts,
      // @ts-expect-error: "employee" is not declared
      fit: { criteria: [{ key: "a", points: 1, when: { field: "employee", op: "isSet" } }] },
    };
    const text: LeadPolicy<typeof facts> = {
      facts,
      // @ts-expect-error: a number contains no text
      fit: { criteria: [{ key: "a", points: 1, when: { field: "employees", op: "contains", value: "2" } }] },
    };
    const event: LeadPolicy = {
      // @ts-expect-error: "page" is not declared under events
      behaviour: { criteria: [{ key: "a", points: 1, when: { field: "page", op: "isSet" } }] },
    };
    expectTypeOf([known, text, event]).not.toBeAny();
  });

  test("a decay is one of three, and prospects must be given", () => {
    const policy: LeadPolicy = {
      behaviour: {
        // @ts-expect-error: days of what?
        decay: { days: 3 },
        criteria: [{ key: "a", points: 1, when: { field: "value", op: "gt", value: 2 } }],
      },
    };
    // @ts-expect-error: no prospects
    leadScore(policy, { interactions: [] }, { asOf });
    // @ts-expect-error: no moment of looking
    leadScore(policy, { prospects }, {});
  });
});

describe("markets and maps", () => {
  test("measures carry what they need", () => {
    const segments = [{ segment: "a", size: 3 }];
    expectTypeOf(
      targetMarkets(segments, { criteria: [{ key: "size" }] }).columns.rank,
    ).toEqualTypeOf<Float64Array>();
    // @ts-expect-error: growth needs a start, an end and years
    targetMarkets(segments, { criteria: [{ key: "growth", measure: "growth" }] });
    // @ts-expect-error: a value has no unit
    targetMarkets(segments, { criteria: [{ key: "size", unit: "percent" }] });
    // @ts-expect-error: rows need a segment
    targetMarkets([{ size: 3 }], { criteria: [{ key: "size" }] });
  });

  test("a map is a table of brands with facts", () => {
    const map = positioningMap([{ brand: "us", price: 1 }]);
    expectTypeOf(map).toEqualTypeOf<PositioningMap>();
    expectTypeOf(map.row(0).x).toEqualTypeOf<number>();
    // @ts-expect-error: rows need a brand
    positioningMap([{ price: 1 }]);
    // @ts-expect-error: no such scale
    positioningMap([{ brand: "us", price: 1 }], { scale: "z" });
  });
});
