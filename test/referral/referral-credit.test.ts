import { describe, expect, test } from "vitest";
import { referralCredit } from "../../src/referral/index.ts";

const edge = (referrerId: string, refereeId: string, at?: string) => ({ referrerId, refereeId, at });
const worth = (values: Record<string, number | null>) =>
  Object.entries(values).map(([customerId, value]) => ({ customerId, value }));
const creditOf = (result: ReturnType<typeof referralCredit>) =>
  Object.fromEntries(result.toRows().map(({ customerId, credit }) => [customerId, credit]));

const family = [edge("ann", "bob"), edge("bob", "cem"), edge("ann", "dan")];
const values = worth({ ann: 7, bob: 100, cem: 60, dan: 20 });

describe("credit", () => {
  test("goes up with decay, shared so that it sums to what was brought", () => {
    const result = referralCredit(family, values);
    expect(result.toRows()).toEqual([
      { customerId: "ann", referrals: 2, network: 3, depth: 0, value: 7, credit: 140 },
      { customerId: "bob", referrals: 1, network: 1, depth: 1, value: 100, credit: 40 },
      { customerId: "cem", referrals: 0, network: 0, depth: 2, value: 60, credit: 0 },
      { customerId: "dan", referrals: 0, network: 0, depth: 1, value: 20, credit: 0 },
    ]);
    expect(result).toMatchObject({ creditedTotal: 180, valueTotal: 180, given: 3, used: 3, withoutValue: 0 });
  });

  test("with decay 0 is for direct referrals only, with decay 1 the same for all above", () => {
    expect(creditOf(referralCredit(family, values, { decay: 0 }))).toMatchObject({ ann: 120, bob: 60 });
    expect(creditOf(referralCredit(family, values, { decay: 1 }))).toMatchObject({ ann: 150, bob: 30 });
    expect(creditOf(referralCredit(family, values, { decay: 1, normalise: false }))).toMatchObject({
      ann: 180,
      bob: 60,
    });
  });

  test("is summed to the last bit, in any order", () => {
    const many = [2 ** 53, 1, 1].map((value, i) => ({ customerId: `r${i}`, value }));
    const star = many.map(({ customerId }) => edge("ann", customerId));
    for (const each of [star, star.slice().reverse()]) {
      expect(referralCredit(each, many).row(0).credit).toBe(2 ** 53 + 2);
    }
  });

  test("of people without a value is none, and they are counted", () => {
    const result = referralCredit(family, worth({ bob: null, dan: 20, eve: 5 }));
    expect(result).toMatchObject({ withoutValue: 2, creditedTotal: 20, valueTotal: 20 });
    expect(result.row(4)).toEqual({
      customerId: "eve",
      referrals: 0,
      network: 0,
      depth: 0,
      value: 5,
      credit: 0,
    });
    expect(result.row(1).value).toBe(null);
  });
});

describe("of several referrers", () => {
  const claims = [edge("ann", "cem", "2026-01-02"), edge("bob", "cem", "2026-01-01"), edge("aaa", "cem")];

  test("the earliest counts, dated before undated", () => {
    const result = referralCredit(claims, worth({ cem: 8 }));
    expect(creditOf(result)).toEqual({ aaa: 0, ann: 0, bob: 8, cem: 0 });
    expect(result).toMatchObject({ laterClaims: 2, used: 1 });
  });

  test("of the same day the lesser id", () => {
    const same = [edge("bob", "cem", "2026-01-01"), edge("ann", "cem", "2026-01-01")];
    expect(creditOf(referralCredit(same, worth({ cem: 8 })))).toMatchObject({ ann: 8, bob: 0 });
    expect(creditOf(referralCredit(same.slice().reverse(), worth({ cem: 8 })))).toMatchObject({
      ann: 8,
      bob: 0,
    });
  });

  test("or all share equally", () => {
    const result = referralCredit([...claims, edge("top", "ann")], worth({ cem: 9 }), {
      several: "split",
      decay: 1,
      normalise: false,
    });
    expect(creditOf(result)).toEqual({ aaa: 3, ann: 3, bob: 3, cem: 0, top: 3 });
    expect(result.row(result.indexOf("cem")).depth).toBe(2);
    expect(result.row(result.indexOf("top")).network).toBeCloseTo(1 + 1 / 3, 12);
    expect(result.laterClaims).toBe(0);
  });

  test("a repetition is one claim, at its earliest", () => {
    const again = [
      edge("ann", "cem", "2026-01-05"),
      edge("bob", "cem", "2026-01-03"),
      edge("ann", "cem", "2026-01-01"),
    ];
    const result = referralCredit(again, worth({ cem: 8 }));
    expect(creditOf(result)).toMatchObject({ ann: 8, bob: 0 });
    expect(result.duplicates).toBe(1);
  });
});

describe("what cannot be", () => {
  test("is left out and counted", () => {
    const odd = [
      ...family,
      edge("eve", "eve"),
      edge("x", "y"),
      edge("y", "z"),
      edge("z", "x"),
      edge("z", "w"),
    ];
    const result = referralCredit(odd, [...values, ...worth({ x: 1, y: 1, z: 1, w: 4, eve: 9 })]);
    expect(result).toMatchObject({ selfReferrals: 1, circular: 3, used: 4, given: 8 });
    expect(creditOf(result)).toMatchObject({ ann: 140, eve: 0, x: 0, y: 0, z: 4 });
  });

  test("two circles that touch are one knot, out of which nothing goes", () => {
    const knot = [edge("a", "b"), edge("b", "a"), edge("b", "c"), edge("c", "b"), edge("d", "a")];
    const result = referralCredit(knot, worth({ a: 1, b: 2, c: 4 }), {
      several: "split",
      decay: 1,
      normalise: false,
    });
    expect(result).toMatchObject({ circular: 4, used: 1 });
    expect(creditOf(result)).toEqual({ a: 0, b: 0, c: 0, d: 1 });
  });

  test("bad edges may be set aside", () => {
    const bad = [
      ...family,
      { referrerId: null, refereeId: "x" },
      { referrerId: "x", refereeId: "y", at: "soon" },
    ];
    const result = referralCredit(bad as never, values, { onInvalid: "collect" });
    expect(result.rejected.map(({ row, field, code }) => [row, field, code])).toEqual([
      [3, "referrerId", "missing"],
      [4, "at", "invalid_date"],
    ]);
    expect(creditOf(result)).toMatchObject({ ann: 140 });
    expect(result.indexOf("y")).toBe(-1);
  });
});

describe("inputs", () => {
  const expected = referralCredit(family, values).toRows();

  test("may be columns and dictionaries, shared or not", () => {
    const names = ["ann", "bob", "cem", "dan", "eve"];
    const columns = {
      referrerId: { codes: [0, 1, 0], values: names },
      refereeId: { codes: [1, 2, 3], values: names },
    };
    const worths = {
      customerId: { codes: [0, 1, 2, 3], values: names },
      value: Float64Array.of(7, 100, 60, 20),
    };
    expect(referralCredit({ columns }, { columns: worths }).toRows()).toEqual(expected);
    expect(referralCredit({ columns }, values).toRows()).toEqual(expected);
    const theirs = { codes: [0, 1, 2], values: ["bob", "cem", "dan"] };
    const listed = ["bob", "cem", "dan"];
    const backwards = { codes: [3, 2, 3], values: ["dan", "cem", "bob", "ann"] };
    for (const apart of [
      { ...columns, refereeId: theirs },
      { ...columns, refereeId: listed },
      { referrerId: ["ann", "bob", "ann"], refereeId: theirs },
      { referrerId: backwards, refereeId: { codes: [2, 1, 0], values: backwards.values } },
    ]) {
      expect(referralCredit({ columns: apart }, { columns: worths }).toRows()).toEqual(expected);
      expect(referralCredit({ columns: apart }, values).toRows()).toEqual(expected);
    }
    const numbers = { referrerId: Int32Array.of(1, 2, 1), refereeId: ["2", "3", "4"] };
    const byNumber = referralCredit({ columns: numbers }, [
      { customerId: "2", value: 100 },
      { customerId: 3, value: 60 },
      { customerId: 4, value: 20 },
    ]);
    expect(byNumber.columns.credit).toEqual(Float64Array.of(140, 40, 0, 0));
  });

  test("may name their fields otherwise", () => {
    const theirs = family.map(({ referrerId, refereeId }) => ({ by: referrerId, who: refereeId }));
    const fields = { edges: { referrerId: "by", refereeId: "who" }, values: { value: "clv" } };
    const clv = values.map(({ customerId, value }) => ({ customerId, clv: value }));
    expect(referralCredit(theirs as never, clv as never, { fields }).toRows()).toEqual(expected);
  });

  test("may hold any id", () => {
    const ids = ["__proto__", "constructor", "", "张三", "x".repeat(10_000)];
    const chain = ids.slice(1).map((id, i) => edge(ids[i] as string, id));
    const result = referralCredit(
      chain,
      ids.map((customerId) => ({ customerId, value: 1 })),
      { decay: 1, normalise: false },
    );
    expect(result.columns.customerId).toEqual(ids.slice().sort());
    expect(creditOf(result)["张三"]).toBe(1);
  });

  test("without an edge give everyone nothing", () => {
    expect(referralCredit([], values).columns.credit).toEqual(new Float64Array(4));
    expect(referralCredit([], []).length).toBe(0);
  });
});

describe("any depth and width end in linear time", () => {
  const many = 100_000;
  const worths = {
    columns: {
      customerId: Int32Array.from({ length: many + 3 }, (_none, i) => i),
      value: new Float64Array(many + 3).fill(1),
    },
  };
  const graph = (pair: (i: number) => [number, number]) => {
    const pairs = Array.from({ length: many }, (_none, i) => pair(i));
    return {
      columns: {
        referrerId: Int32Array.from(pairs, ([from]) => from),
        refereeId: Int32Array.from(pairs, ([, to]) => to),
      },
    };
  };

  test("a chain", () => {
    const result = referralCredit(
      graph((i) => [i, i + 1]),
      worths,
      { decay: 1, normalise: false },
    );
    expect(result.row(result.indexOf("0"))).toMatchObject({ network: many, credit: many, depth: 0 });
    expect(result.row(result.indexOf(String(many)))).toMatchObject({ depth: many });
  });

  test("a star", () => {
    const result = referralCredit(
      graph((i) => [0, i + 1]),
      worths,
    );
    expect(result.row(result.indexOf("0"))).toMatchObject({ referrals: many, credit: many });
  });

  test("a ring", () => {
    expect(
      referralCredit(
        graph((i) => [i, (i + 1) % many]),
        worths,
      ),
    ).toMatchObject({ circular: many, used: 0 });
  });

  test("a ladder of diamonds, whose ways are more than atoms", () => {
    // Rung r holds 2r and 2r + 1; each is brought by both of the rung before.
    const ladder = graph((i) => [
      Math.floor(i / 4) * 2 + (i & 1),
      Math.floor(i / 4) * 2 + 2 + ((i >> 1) & 1),
    ]);
    const result = referralCredit(ladder, worths, { several: "split" });
    expect(result.used).toBe(many);
    expect(result.creditedTotal).toBeCloseTo(result.valueTotal, 6);
    expect(result.row(result.indexOf("0")).network).toBeCloseTo(many / 4, 6);
  });
});
