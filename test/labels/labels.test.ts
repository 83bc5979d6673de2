import { describe, expect, test } from "vitest";
import { labelOf, sentenceOf } from "../../src/core/reason.ts";
import { en } from "../../src/labels/en/index.ts";
import { zh } from "../../src/labels/zh/index.ts";
import { rfmMaps } from "../../src/rfm/index.ts";

test("both languages have the same keys", () => {
  expect([en.language, zh.language]).toEqual(["en", "zh"]);
  expect(Object.keys(zh.names).sort()).toEqual(Object.keys(en.names).sort());
  expect(Object.keys(zh.reasons).sort()).toEqual(Object.keys(en.reasons).sort());
});

test("no entry is empty, and sentences use the same facts in both languages", () => {
  // A language may name a fact twice where another does not.
  const facts = (text: string): string[] => [...new Set(text.match(/\{[^}]*\}/g) ?? [])].sort();
  for (const [key, name] of [...Object.entries(en.names), ...Object.entries(zh.names)]) {
    expect(name.trim(), key).not.toBe("");
  }
  for (const [code, sentence] of Object.entries(en.reasons)) {
    expect(facts(zh.reasons[code] as string), code).toEqual(facts(sentence));
  }
});

test("every segment of every map has a name of its own within the map", () => {
  for (const map of Object.values(rfmMaps)) {
    for (const labels of [en, zh]) {
      const keys = [...new Set(map.segments.map((rule) => `segment.${rule.segment}`))];
      const names = keys.map((key) => labelOf(key, labels));
      expect(names.filter((name) => name.startsWith("segment."))).toEqual([]);
      expect(new Set(names).size).toBe(keys.length);
    }
  }
});

test("the eight classes have their Chinese names", () => {
  const names = rfmMaps.chinese8.segments.map((rule) => labelOf(`segment.${rule.segment}`, zh));
  expect(names).toEqual([
    "重要价值客户",
    "重要发展客户",
    "重要保持客户",
    "重要挽留客户",
    "一般价值客户",
    "一般发展客户",
    "一般保持客户",
    "一般挽留客户",
  ]);
});

test("sentences about two tiers, stages or models name both", () => {
  const between = {
    code: "tier_between",
    tier: "gold",
    value: 60,
    from: 50,
    nextTier: "platinum",
    missing: 20,
  };
  expect(sentenceOf(between, en)).toBe("Tier Gold at 60; 20 more reach tier Platinum.");
  expect(sentenceOf(between, zh)).toBe("层级 黄金，价值 60；再增加 20 即达到层级 铂金。");
  const facts = { code: "lifecycle_facts", from: "mature", stage: "lost" };
  expect(sentenceOf(facts, en)).toBe("What is known leads from Mature to Lost.");
  const close = {
    code: "choice_close_on_holdout",
    model: "mbgNbd",
    rival: "paretoNbd",
    rmse: 1,
    rivalRmse: 1,
  };
  expect(sentenceOf(close, zh)).toMatch(/^MBG\/NBD .*Pareto\/NBD /);
});

describe("sentenceOf", () => {
  const labels = {
    language: "en",
    names: { "segment.lost": "Lost", lost: "mislaid" },
    reasons: { x: "{segment}: {what}" },
  };

  test("shows a text by the name under its fact, else by its own, else as it stands", () => {
    expect(sentenceOf({ code: "x", segment: "lost", what: "lost" }, labels)).toBe("Lost: mislaid");
    expect(sentenceOf({ code: "x", segment: "vip", what: "__proto__" }, labels)).toBe("vip: __proto__");
  });

  test("a host may change any entry", () => {
    const own = { ...en, names: { ...en.names, "segment.champions": "Stars" } };
    const reason = { code: "rfm_segment", segment: "champions", rfmCode: "555", map: "classic10" };
    expect(sentenceOf(reason, own)).toBe("Code 555 belongs to the segment Stars.");
  });
});
