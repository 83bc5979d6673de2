import { describe, expect, test } from "vitest";
import type { BoundTest } from "../../src/rules/bind.ts";
import { type Cell, matches, passes } from "../../src/rules/holds.ts";
import type { TextMatch } from "../../src/rules/program.ts";

describe("a value passes a test, or its negation", () => {
  const missing = Number.NaN;
  test.each<[BoundTest, met: readonly Cell[], unmet: readonly Cell[]]>([
    [{ form: "within", low: 2, high: 5, negate: false }, [2, 3, 5], [1.9, 5.1, missing]],
    [{ form: "above", low: 2, negate: false }, [2.1], [2, missing]],
    [{ form: "below", high: 2, negate: false }, [1.9], [2, missing]],
    [{ form: "among", values: new Set([2, 3]), negate: false }, [2, 3], [4, missing]],
    [{ form: "text", match: { by: "present" }, negate: false }, ["", "a"], [null]],
    [{ form: "text", match: { by: "eq", value: "a" }, negate: false }, ["a"], ["ab", "", null]],
  ])("%j", (given, met, unmet) => {
    for (const cell of met) {
      expect([passes(given, cell), passes({ ...given, negate: true }, cell)]).toEqual([true, false]);
    }
    for (const cell of unmet) {
      expect([passes(given, cell), passes({ ...given, negate: true }, cell)]).toEqual([false, true]);
    }
  });
});

test.each<[TextMatch, met: string, unmet: string]>([
  [{ by: "eq", value: "tea" }, "tea", "teas"],
  [{ by: "in", values: new Set(["tea", "oil"]) }, "oil", "teas"],
  [{ by: "contains", value: "ea" }, "teas", "tee"],
  [{ by: "startsWith", value: "te" }, "tea", "ate"],
  [{ by: "endsWith", value: "te" }, "ate", "tea"],
])("a text matches: %j", (match, met, unmet) => {
  expect([matches(match, met), matches(match, unmet)]).toEqual([true, false]);
});
