import { describe, expect, test } from "vitest";
import { type Labels, labelOf, sentenceOf } from "../../src/core/reason.ts";

const labels: Labels = {
  language: "en",
  names: { "segment.lost": "Lost", lost: "bare", champions: "Champions" },
  reasons: {
    late: "{gapDays} days without an order",
    both: "{segment} and {other}, {segment}",
    plain: "no facts {gap days} {} {gap-days}",
  },
};

describe("names", () => {
  test("are those of the dictionary, or the key itself", () => {
    expect(labelOf("champions", labels)).toBe("Champions");
    expect(labelOf("segment.unheard", labels)).toBe("segment.unheard");
    expect(labelOf("constructor", labels)).toBe("constructor");
    expect(labelOf("__proto__", labels)).toBe("__proto__");
  });
});

describe("sentences", () => {
  const sentence = (facts: object): string => sentenceOf({ code: "late", ...facts }, labels);

  test.each<[unknown, string]>([
    [74, "74"],
    [0, "0"],
    [-0.004, "0"],
    [74.456, "74.46"],
    [74.1, "74.1"],
    [-2.5, "-2.5"],
    [1_234_567, "1234567"],
    [1e21, "1e+21"],
    [9_007_199_254_740_991, "9007199254740991"],
    [Number.NaN, "?"],
    [Number.POSITIVE_INFINITY, "?"],
    [null, "?"],
    [undefined, "?"],
    [true, "true"],
    ["champions", "Champions"],
    ["anything", "anything"],
    ["{gapDays}", "{gapDays}"],
  ])("%s is shown as %s", (fact, text) => {
    expect(sentence({ gapDays: fact })).toBe(`${text} days without an order`);
  });

  test("a fact that the reason does not have is a question mark, inherited ones too", () => {
    expect(sentence({})).toBe("? days without an order");
    expect(sentenceOf(Object.create({ gapDays: 3 }, { code: { value: "late" } }), labels)).toBe(
      "? days without an order",
    );
  });

  test("the name under the fact's own name comes before the bare one", () => {
    expect(sentenceOf({ code: "both", segment: "lost", other: "lost" }, labels)).toBe("Lost and bare, Lost");
  });

  test("a text's dollar signs are text", () => {
    expect(sentence({ gapDays: "$& $1 $$" })).toBe("$& $1 $$ days without an order");
  });

  test("a code that the dictionary lacks is its own sentence, inherited names too", () => {
    expect(sentenceOf({ code: "unheard" }, labels)).toBe("unheard");
    expect(sentenceOf({ code: "toString" }, labels)).toBe("toString");
  });

  test("braces that hold no name stay", () => {
    expect(sentenceOf({ code: "plain" }, labels)).toBe("no facts {gap days} {} {gap-days}");
  });
});
