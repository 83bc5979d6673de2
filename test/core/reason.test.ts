import { describe, expect, test } from "vitest";
import { type Labels, labelOf, sentenceOf } from "../../src/core/reason.ts";
import { caught } from "./base.ts";

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

  test("a sentence may say whose names a text has", () => {
    const stages = {
      language: "en",
      names: { "stage.new": "New", "stage.lost": "Lost", "from.new": "elsewhere" },
      reasons: { moved: "from {from:stage} to {stage}, {from:other}, {days:stage}, {gone:stage}, {from:}" },
    };
    expect(sentenceOf({ code: "moved", from: "new", stage: "lost", days: 3 }, stages)).toBe(
      "from New to Lost, new, 3, ?, {from:}",
    );
  });

  test("a text's dollar signs are text", () => {
    expect(sentence({ gapDays: "$& $1 $$" })).toBe("$& $1 $$ days without an order");
  });

  test("a code that the dictionary lacks is its own sentence, inherited names too", () => {
    expect(sentenceOf({ code: "unheard" }, labels)).toBe("unheard");
    expect(sentenceOf({ code: "toString" }, labels)).toBe("toString");
  });

  test.each([
    ["no reason", () => sentenceOf(null as never, labels), "reason: expected a reason, got null"],
    [
      "a reason without a code",
      () => sentenceOf({} as never, labels),
      "reason: expected a reason, got an object",
    ],
    [
      "a code in numbers",
      () => sentenceOf({ code: 5 } as never, labels),
      "reason.code: expected a text, got a positive integer",
    ],
    [
      "half a dictionary",
      () => sentenceOf({ code: "late" }, { language: "en", names: {} } as never),
      "labels: expected a dictionary, got an object",
    ],
    ["a key in numbers", () => labelOf(7 as never, labels), "key: expected a text, got a positive integer"],
    [
      "a name without a dictionary",
      () => labelOf("lost", null as never),
      "labels: expected a dictionary, got null",
    ],
    [
      "a name that is no text",
      () => labelOf("lost", { ...labels, names: { lost: 5 } } as never),
      "labels.names.lost: expected a text, got a positive integer",
    ],
    [
      "a sentence that is no text",
      () => sentenceOf({ code: "late" }, { ...labels, reasons: { late: [] } } as never),
      "labels.reasons.late: expected a text, got an array of 0",
    ],
  ])("%s is refused", (_name, run, message) => {
    expect(caught(run)).toMatchObject({ code: "wrong_type", message });
  });

  test("braces that hold no name stay", () => {
    expect(sentenceOf({ code: "plain" }, labels)).toBe("no facts {gap days} {} {gap-days}");
  });
});
