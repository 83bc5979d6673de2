import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { groupStarts, textAtRank } from "../../src/math/ranks.ts";

describe("groupStarts", () => {
  test("the first groups take one more", () => {
    expect(groupStarts(12, 4)).toEqual([0, 3, 6, 9]);
    expect(groupStarts(14, 4)).toEqual([0, 4, 8, 11]);
  });

  test("groups that stay empty have no start", () => {
    expect(groupStarts(2, 4)).toEqual([0, 1]);
    expect(groupStarts(0, 4)).toEqual([]);
  });
});

describe("textAtRank", () => {
  test("finds what a sort by code units places there", () => {
    const text = fc.oneof(fc.string(), fc.constantFrom("a", "B", "é", "客户", "__proto__", ""));
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 60 }), (texts) => {
        const sorted = texts.slice().sort();
        for (let rank = 0; rank < texts.length; rank += 1) {
          expect(textAtRank(texts.slice(), rank)).toBe(sorted[rank]);
        }
      }),
    );
  });

  test("sorted, reversed and equal texts are no trap", () => {
    const rising = Array.from({ length: 20_000 }, (_, i) => String(i).padStart(6, "0"));
    expect(textAtRank(rising.slice(), 777)).toBe("000777");
    expect(textAtRank(rising.slice().reverse(), 777)).toBe("000777");
    expect(textAtRank(new Array<string>(20_000).fill("x"), 777)).toBe("x");
  });
});
