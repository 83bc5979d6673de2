import { describe, expect, test } from "vitest";
import { type Labels, sentenceOf } from "../../src/core/reason.ts";
import { en } from "../../src/labels/en/index.ts";
import { zh } from "../../src/labels/zh/index.ts";
import { explainRfm, scoreRfm } from "../../src/rfm/index.ts";
import { customer, ten } from "./base.ts";

describe("explainRfm", () => {
  test("names the cut-offs that a value lies between, then the segment", () => {
    const { cuts } = scoreRfm(
      ten.map((row) => ({ ...row, revenue: 10 * row.orders })),
      { bins: { m: 3 } },
    );
    expect(explainRfm(cuts, customer("x", 1, 5, 1000))).toEqual([
      { code: "rfm_up_to", dimension: "r", value: 1, score: 5, bins: 5, to: 28 },
      { code: "rfm_above_to", dimension: "f", value: 5, score: 3, bins: 5, from: 4.6, to: 6.4 },
      { code: "rfm_above", dimension: "m", value: 1000, score: 3, bins: 3, from: 70 },
      { code: "rfm_segment", segment: "potential-loyalist", rfmCode: "533", map: "classic10" },
    ]);
  });

  test("says of fixed cut-offs that they belong above", () => {
    const { cuts } = scoreRfm(ten, { edges: { r: [20, 50], f: [3, 8], m: [100, 400] }, map: "klaviyo" });
    const reasons = explainRfm(cuts, customer("x", 20, 8, 99));
    expect(reasons.slice(0, 3)).toEqual([
      { code: "rfm_from_below", dimension: "r", value: 20, score: 2, bins: 3, from: 20, to: 50 },
      { code: "rfm_from", dimension: "f", value: 8, score: 3, bins: 3, from: 8 },
      { code: "rfm_below", dimension: "m", value: 99, score: 1, bins: 3, to: 100 },
    ]);
  });

  test("shows scores as the policy turns them", () => {
    const { cuts } = scoreRfm(ten, { orientation: "low-is-best" });
    expect(explainRfm(cuts, customer("x", 1, 10, 500))[0]).toMatchObject({ score: 1 });
    expect(explainRfm(cuts, customer("x", 1, 10, 500))[3]).toMatchObject({
      rfmCode: "111",
      segment: "champions",
    });
  });

  test("looks at the cut-offs of the customer's own group where bins are nested", () => {
    const { cuts } = scoreRfm(ten, { scheme: "nested", bins: 2, map: { segments: [{ segment: "all" }] } });
    const [, recent] = explainRfm(cuts, customer("x", 10, 6, 50));
    const [, absent] = explainRfm(cuts, customer("x", 100, 6, 50));
    expect(recent).toMatchObject({ from: 3, score: 2 });
    expect(absent).toMatchObject({ to: 8, score: 1 });
  });

  test("the segment of a class names what is high and low", () => {
    const { cuts } = scoreRfm(ten, { map: "chinese8" });
    expect(explainRfm(cuts, customer("x", 1, 1, 500))[3]).toEqual({
      code: "rfm_class",
      segment: "important-develop",
      rfmCode: "515",
      map: "chinese8",
      r: "high",
      f: "low",
      m: "high",
    });
  });

  test("from the least score that is high, a score is high", () => {
    const { cuts } = scoreRfm(ten, { map: "chinese8" });
    expect(cuts.high).toEqual({ r: 4, f: 4, m: 4 });
    const [reason] = explainRfm(cuts, customer("x", 30, 7, 200)).slice(3);
    expect(reason).toMatchObject({ rfmCode: "442", r: "high", f: "high", m: "low" });
  });

  test("of a map that was exchanged, no class is named without the scores that are high", () => {
    const classes = scoreRfm(ten, { map: { segments: [{ segment: "key", high: ["m"] }] } }).cuts;
    const { high, ...without } = classes;
    const reason = { code: "rfm_segment", segment: "key", rfmCode: "511", map: "own" };
    expect(explainRfm(without, customer("x", 1, 1, 5))[3]).toEqual(reason);
    const scores = scoreRfm(ten, {
      map: { name: "mine", segments: [{ segment: "all", r: { from: 1 } }] },
    }).cuts;
    expect(explainRfm({ ...scores, ...(high && { high }) }, customer("x", 1, 1, 5))[3]).toMatchObject({
      code: "rfm_segment",
      map: "mine",
    });
  });

  test("the first rule of a map takes customers like any other", () => {
    const { cuts } = scoreRfm(ten);
    expect(explainRfm(cuts, customer("x", 1, 99, 9999))[3]).toMatchObject({
      code: "rfm_segment",
      segment: "champions",
    });
  });

  test("the fallback of an own map is named as such", () => {
    const { cuts } = scoreRfm(ten, { map: { segments: [{ segment: "top", r: 5, f: 5 }], fallback: "rest" } });
    expect(explainRfm(cuts, customer("x", 90, 1, 1))[3]).toEqual({
      code: "rfm_fallback",
      segment: "rest",
      rfmCode: "111",
      map: "own",
    });
    const bare = scoreRfm(ten, { map: { segments: [{ segment: "top", r: 5, f: 5 }] } });
    expect(bare.columns.segment[9]).toBe("others");
  });

  test("says why there are no scores", () => {
    const { cuts } = scoreRfm(ten);
    expect(explainRfm(cuts, customer("x", null, 0, 0))).toEqual([
      { code: "rfm_no_orders", segment: "prospects" },
    ]);
    const lowest = scoreRfm(ten, { noOrders: "lowest" }).cuts;
    expect(explainRfm(lowest, customer("x", null, 0, 0))).toEqual([
      { code: "rfm_no_orders_lowest", rfmCode: "111" },
      { code: "rfm_segment", segment: "hibernating", rfmCode: "111", map: "classic10" },
    ]);
    const margin = scoreRfm(
      ten.map((row) => ({ ...row, margin: 1 })),
      { monetary: "margin" },
    ).cuts;
    expect(explainRfm(margin, { recencyDays: 1, orders: 1, margin: null })).toEqual([
      { code: "rfm_unknown_monetary", segment: "unscored" },
    ]);
    expect(explainRfm(scoreRfm([]).cuts, customer("x", 1, 1, 1))).toEqual([
      { code: "rfm_no_cuts", segment: "unscored" },
    ]);
  });

  test("says when equals were told apart by id, when a gap is not known, and when nothing parts the base", () => {
    const split = scoreRfm(ten, { ties: "split-by-id" }).cuts;
    expect(explainRfm(split, customer("x", 10, 1, 50))[0]).toEqual({
      code: "rfm_rank",
      dimension: "r",
      value: 10,
      score: 5,
      bins: 5,
    });
    const gaps = scoreRfm(
      ten.map((row) => ({ ...row, meanGapDays: 3 })),
      { variant: "rfmt" },
    ).cuts;
    const row = { recencyDays: 1, orders: 1, revenue: 1, meanGapDays: null };
    expect(explainRfm(gaps, row)[3]).toEqual({ code: "rfm_no_gap", dimension: "t", score: 1, bins: 5 });
    const same = ten.map((one) => ({ ...one, orders: 1 }));
    const breaks = scoreRfm(same, { method: "natural-breaks" }).cuts;
    expect(explainRfm(breaks, customer("x", 10, 1, 50))[1]).toEqual({
      code: "rfm_no_cut",
      dimension: "f",
      value: 1,
      score: 1,
      bins: 5,
    });
  });

  test("LRFM explains length first, as its code does", () => {
    const { cuts } = scoreRfm(
      ten.map((row, i) => ({ ...row, lengthDays: i })),
      { variant: "lrfm" },
    );
    const reasons = explainRfm(cuts, { recencyDays: 1, orders: 2, revenue: 3, lengthDays: 9 });
    expect(reasons.map((reason) => reason["dimension"])).toEqual(["l", "r", "f", "m", undefined]);
  });
});

describe("in words", () => {
  const { cuts } = scoreRfm(ten);
  const words = (labels: Labels, recencyDays: number, orders: number, revenue: number): string[] =>
    explainRfm(cuts, customer("x", recencyDays, orders, revenue)).map((reason) => sentenceOf(reason, labels));

  test("English", () => {
    expect(words(en, 30, 6, 9000)).toEqual([
      "Days since the last purchase: 30, above 28 and up to 46, scores 4 (of 5).",
      "Orders: 6, above 4.6 and up to 6.4, scores 3 (of 5).",
      "Money: 9000, above 410, scores 5 (of 5).",
      "Code 435 belongs to the segment Potential Loyalist.",
    ]);
  });

  test("Chinese", () => {
    expect(words(zh, 30, 6, 9000)).toEqual([
      "距最近一次购买的天数为 30，高于 28 且不超过 46，得 4 分（共 5 档）。",
      "订单数为 6，高于 4.6 且不超过 6.4，得 3 分（共 5 档）。",
      "金额为 9000，高于 410，得 5 分（共 5 档）。",
      "编码 435 属于「潜在忠诚客户」。",
    ]);
  });

  test("a class in both", () => {
    const classes = scoreRfm(ten, { map: "chinese8" }).cuts;
    const reason = explainRfm(classes, customer("x", 90, 9, 20))[3];
    expect(sentenceOf(reason as NonNullable<typeof reason>, en)).toBe(
      "not seen for long, buys often, spends little: segment General: call back.",
    );
    expect(sentenceOf(reason as NonNullable<typeof reason>, zh)).toBe(
      "很久未买、购买频繁、金额较低：属于「一般保持客户」。",
    );
  });

  test("warnings too", () => {
    const [warning] = scoreRfm(ten.map((row) => ({ ...row, orders: 1 }))).warnings;
    expect(sentenceOf(warning as NonNullable<typeof warning>, en)).toBe(
      "Orders: equal values leave only 1 of 5 bins in use.",
    );
    expect(sentenceOf(warning as NonNullable<typeof warning>, zh)).toBe(
      "订单数：相同的值使 5 档中只用到 1 档。",
    );
  });
});
