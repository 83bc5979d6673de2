import { describe, expect, test } from "vitest";
import { explainReferral, referralCredit, referralValue } from "../../src/referral/index.ts";

const referral = {
  referrerId: "ann",
  period: 1,
  margin: 110,
  referralCost: 22,
  marketingCost: 11,
  acquisitionSaving: 33,
};

describe("of referrals with their money", () => {
  test("type one brings margin less costs and the saving, type two the saving", () => {
    const referrals = [
      { ...referral, type: "one" as const },
      { ...referral, type: "two" as const },
      { referrerId: "bob", margin: 5 },
    ];
    const value = referralValue({ referrals }, { discountRate: 0.1 });
    expect(value.columns.customerId).toEqual(["ann", "bob"]);
    expect(value.columns.typeOneValue[0]).toBeCloseTo(100, 12);
    expect(value.columns.typeTwoValue[0]).toBeCloseTo(30, 12);
    expect(value.columns.crv[0]).toBeCloseTo(130, 12);
    expect(value.row(1)).toEqual({
      customerId: "bob",
      basis: "observed",
      referrals: 1,
      typeOneValue: 5,
      typeTwoValue: 0,
      crv: 5,
    });
    expect(value).toMatchObject({
      additive: false,
      used: 3,
      beyondHorizon: 0,
      invalid: 0,
      withoutValue: 0,
      rejected: [],
    });
  });

  test("what a row leaves out is the policy's", () => {
    const policy = { referralCost: 1, marketingCost: 2, acquisitionSaving: 4, typeOneShare: 0.5 };
    const [row] = referralValue({ referrals: [{ referrerId: "ann", margin: 11 }] }, policy).toRows();
    expect(row).toMatchObject({ typeOneValue: 6, typeTwoValue: 2, crv: 8 });
    const columns = { referrerId: ["ann"], type: [null], margin: [11] };
    expect(referralValue({ referrals: { columns } }, policy).row(0)).toEqual(row);
  });

  test("a row's own money comes before the policy's, 0 included", () => {
    const policy = { referralCost: 1, marketingCost: 2, acquisitionSaving: 4 };
    const own = { referrerId: "ann", margin: 10, referralCost: 0, marketingCost: 0, acquisitionSaving: 0 };
    expect(referralValue({ referrals: [own] }, policy).row(0).crv).toBe(10);
    const unsaid = { referrerId: "ann", margin: null, period: null, type: null, referralCost: null };
    expect(referralValue({ referrals: [unsaid] }, policy).row(0)).toMatchObject({ typeOneValue: 1, crv: 1 });
    expect(referralValue({ referrals: [{ ...unsaid, type: 2 as never }] }, policy).row(0)).toMatchObject({
      typeOneValue: 0,
      typeTwoValue: 4,
    });
    expect(referralValue({ referrals: [{ ...unsaid, type: 1 as never }] }, policy).row(0)).toMatchObject({
      typeOneValue: 1,
      typeTwoValue: 0,
    });
  });

  test("sums to the last bit", () => {
    const referrals = [2 ** 53, 1, 1].map((margin) => ({ referrerId: "ann", margin }));
    expect(referralValue({ referrals }).row(0)).toMatchObject({ referrals: 3, typeOneValue: 2 ** 53 + 2 });
  });

  test("at the horizon still counts, beyond it is left out and counted", () => {
    const value = referralValue({ referrals: [{ ...referral, period: 3 }, referral] }, { horizon: 2 });
    expect(value).toMatchObject({ used: 1, beyondHorizon: 1 });
    const at = referralValue({ referrals: [{ ...referral, period: 2 }] }, { horizon: 2 });
    expect(at).toMatchObject({ used: 1, beyondHorizon: 0 });
  });

  test("bad rows may be set aside", () => {
    const rows = [referral, { ...referral, type: "three" }, { ...referral, period: -1 }];
    const value = referralValue({ referrals: rows as never }, { onInvalid: "collect" });
    expect(value.rejected.map(({ row, field }) => [row, field])).toEqual([
      [1, "type"],
      [2, "period"],
    ]);
    expect(value.row(0).referrals).toBe(1);
  });
});

describe("of edges and values", () => {
  const edges = [
    { referrerId: "ann", refereeId: "bob", type: "one" as const },
    { referrerId: "ann", refereeId: "cem", type: "two" as const, period: 2 },
    { referrerId: "zoe", refereeId: "cem" },
    { referrerId: "bob", refereeId: "dan" },
    { referrerId: "eve", refereeId: "eve" },
  ];
  const values = [
    { customerId: "bob", value: 100 },
    { customerId: "cem", value: 50 },
    { customerId: "fay", value: 1 },
  ];

  test("counts valid direct referrals", () => {
    const value = referralValue(
      { edges, values },
      { referralCost: 10, acquisitionSaving: 4, discountRate: 1 },
    );
    expect(value.toRows().map(({ customerId, referrals, crv }) => [customerId, referrals, crv])).toEqual([
      ["ann", 2, 95],
      ["bob", 1, -6],
      ["cem", 0, 0],
      ["dan", 0, 0],
      ["eve", 0, 0],
      ["fay", 0, 0],
      ["zoe", 0, 0],
    ]);
    expect(value).toMatchObject({ used: 3, invalid: 2, withoutValue: 1 });
    expect(value.columns.typeTwoValue[0]).toBe(1);
  });

  test("names whose value is not complete, for want of what those brought are worth", () => {
    const some = [
      { referrerId: "ann", refereeId: "dan" },
      { referrerId: "zoe", refereeId: "eve", type: "two" as const },
      { referrerId: "bob", refereeId: "cem" },
    ];
    const value = referralValue({ edges: some, values }, { acquisitionSaving: 3, referralCost: 1 });
    // Of the second kind only the acquisition saved counts: no value is wanting.
    expect(value).toMatchObject({ used: 3, withoutValue: 2, incomplete: ["ann"], invalid: 0 });
    expect(value.row(value.indexOf("ann"))).toEqual({
      customerId: "ann",
      basis: "observed",
      referrals: 1,
      typeOneValue: 2,
      typeTwoValue: 0,
      crv: 2,
    });
    expect(value.row(value.indexOf("zoe"))).toMatchObject({ typeOneValue: 0, typeTwoValue: 3, crv: 3 });
    const shared = referralValue({ edges: some.slice(0, 1), values }, { typeOneShare: 0 });
    expect(shared.incomplete).toEqual([]);
  });

  test("discounts each edge by its own period, 0 where it says none", () => {
    const dated = [
      { referrerId: "ann", refereeId: "bob", period: 2 },
      { referrerId: "zoe", refereeId: "cem", period: null },
    ];
    const value = referralValue({ edges: dated, values }, { discountRate: 1, horizon: 2 });
    expect(value.row(value.indexOf("ann")).crv).toBe(25);
    expect(value.row(value.indexOf("zoe")).crv).toBe(50);
    expect(value.beyondHorizon).toBe(0);
  });

  test("may name the fields of each input otherwise", () => {
    const fields = {
      edges: { referrerId: "by", refereeId: "who" },
      values: { value: "clv" },
      customers: { customerId: "id" },
      referrals: { referrerId: "by" },
    };
    const input = {
      edges: [{ by: "ann", who: "bob" }],
      values: [{ customerId: "bob", clv: 7 }],
      customers: [{ id: "zoe", willingness: 1, effect: 1, conversion: 1, value: 2 }],
    };
    expect(referralValue(input as never, { fields }).columns.crv).toEqual(Float64Array.of(7, 0, 2));
    const referrals = [{ by: "ann", margin: 3 }];
    expect(referralValue({ referrals } as never, { fields }).columns.crv).toEqual(Float64Array.of(3));
  });

  test("leaves out what is beyond the horizon, and bad edges", () => {
    const value = referralValue({ edges, values }, { horizon: 1 });
    expect(value).toMatchObject({ used: 2, beyondHorizon: 1 });
    const bad = [...edges, { referrerId: "fay", refereeId: "gus", type: "no" }];
    const collected = referralValue({ edges: bad as never, values }, { onInvalid: "collect" });
    expect(collected.rejected).toMatchObject([{ row: 5, field: "type", code: "unknown_name" }]);
    expect(collected.indexOf("gus")).toBe(-1);
    expect(collected.invalid).toBe(2);
  });

  test("takes columns that leave out what need not be said", () => {
    const bare = { columns: { referrerId: ["ann"], refereeId: ["bob"] } };
    const policy = { typeOneShare: 0.5, acquisitionSaving: 4, discountRate: 1 };
    const value = { typeOneValue: 52, typeTwoValue: 2, crv: 54 };
    expect(referralValue({ edges: bare, values }, policy).row(0)).toMatchObject(value);
    const records = { columns: { referrerId: ["ann"], margin: [100] } };
    expect(referralValue({ referrals: records }, policy).row(0)).toMatchObject(value);
    const people = { columns: { customerId: ["ann"], willingness: [0.5], effect: [2], conversion: [1] } };
    const expected = { basis: "expected", referrals: 1, ...value };
    expect(referralValue({ customers: people }, { ...policy, value: 100 }).row(0)).toMatchObject(expected);
  });

  test("takes columns", () => {
    const columns = { referrerId: ["ann"], refereeId: ["bob"], period: [null] };
    expect(referralValue({ edges: { columns }, values }).row(0)).toMatchObject({
      customerId: "ann",
      crv: 100,
    });
  });
});

describe("to expect", () => {
  const customers = [
    { customerId: "ann", willingness: 0.2, effect: 3, conversion: 0.25 },
    { customerId: "cem", willingness: 0.5, effect: 2, conversion: 0.1, value: 1000 },
    { customerId: "dan", willingness: null, effect: 2, conversion: 0.1 },
  ];

  test("is willingness x effect x conversion x value", () => {
    const value = referralValue({ customers }, { value: 120 });
    expect(value.columns.basis).toEqual(["expected", "expected", "expected"]);
    expect(value.columns.referrals[0]).toBeCloseTo(0.15, 12);
    expect(value.columns.crv[0]).toBeCloseTo(18, 12);
    expect(value.columns.crv[1]).toBeCloseTo(100, 12);
    expect(value.row(2)).toMatchObject({ referrals: null, crv: null });
  });

  test("needs no value where everyone would have come anyway", () => {
    const [ann] = referralValue({ customers }, { typeOneShare: 0, acquisitionSaving: 40 }).toRows();
    expect(ann).toMatchObject({ typeOneValue: 0 });
    expect(ann?.crv).toBeCloseTo(0.15 * 40, 12);
  });

  test("takes one line a customer", () => {
    const twice = [...customers, { ...customers[0], willingness: 1 }] as typeof customers;
    const value = referralValue({ customers: twice }, { value: 120, onInvalid: "collect" });
    expect(value.rejected).toEqual([
      { row: 3, field: "customerId", code: "duplicate", expected: "one line a customer" },
    ]);
    expect(value.toRows()).toEqual(referralValue({ customers }, { value: 120 }).toRows());
  });

  test("takes costs, savings, types and deeds for words into account", () => {
    const policy = {
      value: 120,
      referralCost: 20,
      acquisitionSaving: 40,
      typeOneShare: 0.5,
      actionRate: 0.5,
    };
    const [row] = referralValue({ customers }, policy).toRows();
    expect(row?.typeOneValue).toBeCloseTo(0.075 * 0.5 * 140, 12);
    expect(row?.typeTwoValue).toBeCloseTo(0.075 * 0.5 * 40, 12);
  });

  test("gives way to what was observed", () => {
    const edges = [{ referrerId: "ann", refereeId: "bob" }];
    const value = referralValue(
      { edges, values: [{ customerId: "bob", value: 7 }], customers },
      { value: 120 },
    );
    expect(
      value.toRows().map(({ customerId, basis, crv }) => [customerId, basis, crv && Math.round(crv)]),
    ).toEqual([
      ["ann", "observed", 7],
      ["bob", "observed", 0],
      ["cem", "expected", 100],
      ["dan", "expected", null],
    ]);
  });

  test("is not known without a value", () => {
    expect(referralValue({ customers }).columns.crv.slice(0, 1)).toEqual(Float64Array.of(Number.NaN));
  });

  test("may set bad rows aside", () => {
    const bad = [...customers, { customerId: "eve", willingness: 1.5, effect: 1, conversion: 1 }];
    const value = referralValue({ customers: bad }, { value: 1, onInvalid: "collect" });
    expect(value.rejected).toMatchObject([{ row: 3, field: "willingness", code: "out_of_range" }]);
    expect(value.indexOf("eve")).toBe(-1);
    expect(value.toRows()).toEqual(referralValue({ customers }, { value: 1 }).toRows());
  });
});

test("reasons tell where a customer's figures come from", () => {
  const edges = [{ referrerId: "ann", refereeId: "bob" }];
  const values = [{ customerId: "bob", value: 7 }];
  const value = referralValue({ edges, values });
  const credit = referralCredit(edges, values);
  expect(explainReferral({ value, credit }, "ann")).toEqual([
    { code: "referral_value_observed", basis: "observed", referrals: 1, crv: 7 },
    { code: "referral_credit", referrals: 1, network: 1, credit: 7 },
  ]);
  expect(explainReferral({ value, credit }, "bob").map(({ code }) => code)).toEqual([
    "referral_value_none",
    "referral_credit_none",
  ]);
  expect(explainReferral({ value, credit }, "zoe")).toEqual([]);
  expect(explainReferral({ value: undefined as never, credit }, "bob")).toEqual([
    { code: "referral_credit_none" },
  ]);
  const expected = referralValue({
    customers: [{ customerId: "cem", willingness: 1, effect: 0, conversion: 1 }],
  });
  expect(explainReferral({ value: expected }, "cem")).toEqual([
    { code: "referral_value_expected", basis: "expected", referrals: 0, crv: null },
  ]);
});
