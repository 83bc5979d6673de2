import fc from "fast-check";
import { describe, expect, test } from "vitest";
import * as library from "../../src/index.ts";

type Door = (...given: unknown[]) => unknown;

/** Every public function, those of the models' namespaces too. The drivers answer later: they are tested by themselves. */
const doors: readonly (readonly [string, Door])[] = Object.entries(library)
  .flatMap(([name, value]): (readonly [string, unknown])[] =>
    typeof value === "object"
      ? Object.entries(value).map(([inner, offered]) => [`${name}.${inner}`, offered] as const)
      : [[name, value]],
  )
  .filter((pair): pair is readonly [string, Door] => typeof pair[1] === "function")
  .filter(([name]) => !["foldSource", "runScoring", "ScoringError"].includes(name));

const MARK = "marked@example.com";

const row = fc.record(
  {
    customerId: fc.constantFrom<unknown>("ann", "__proto__", MARK, "", 3, null),
    at: fc.constantFrom<unknown>("2026-01-01", MARK, 5, null),
    amount: fc.constantFrom<unknown>(1, Number.NaN, MARK),
    frequency: fc.constantFrom<unknown>(0, 2, -1, MARK),
    recency: fc.constantFrom(0, 3),
    age: fc.constantFrom(5, 1),
    value: fc.constantFrom<unknown>(1, MARK),
    recencyDays: fc.constant(3),
    orders: fc.constant(1),
    revenue: fc.constantFrom<unknown>(2, MARK),
    referrerId: fc.constantFrom("ann", MARK),
    refereeId: fc.constantFrom("bob", MARK),
  },
  { requiredKeys: [] },
);

const options = fc.record(
  {
    asOf: fc.constantFrom<unknown>("2026-02-01", 5, MARK),
    horizon: fc.constantFrom<unknown>(3, { months: 2 }, MARK),
    discountRate: fc.constantFrom<unknown>(0.1, MARK),
    k: fc.constant(2),
    seed: fc.constant(1),
    parameters: fc.constantFrom<unknown>(null, { r: 1, alpha: 1, a: 1, b: 1 }, { p: 1, q: 2, gamma: MARK }),
  },
  { requiredKeys: [] },
);

const anything = fc.anything({
  withTypedArray: true,
  withDate: true,
  withBigInt: true,
  withMap: true,
  withSparseArray: true,
  withNullPrototype: true,
  maxDepth: 2,
});

const given = fc.array(fc.oneof(anything, fc.array(row, { maxLength: 4 }), options), { maxLength: 4 });

describe("whatever it is given, a function works or refuses with the one typed error, which repeats nothing of it", () => {
  test.each(doors)("%s", (_name, door) => {
    fc.assert(
      fc.property(given, (args) => {
        try {
          const result = door(...args) as
            | { readonly length?: number; toRows?: () => unknown }
            | null
            | undefined;
          if (typeof result?.toRows === "function" && (result.length ?? 0) < 100) result.toRows();
        } catch (error) {
          const { name, code, path, message, stack = "" } = error as library.ScoringError;
          if (name !== "ScoringError") throw error;
          expect(code).toMatch(/^[a-z_]+$/);
          expect(path.length).toBeGreaterThan(0);
          expect(message + stack).not.toContain(MARK);
        }
      }),
    );
  });

  test("all of them are there", () => {
    expect(doors.length).toBeGreaterThan(200);
  });
});
