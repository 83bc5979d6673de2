import { describe, expect, test } from "vitest";
import { referralCredit, referralValue, validateReferrals } from "../../src/referral/index.ts";
import { refuses } from "../core/base.ts";

const BELOW = -1e-9;
const edge = { referrerId: "ann", refereeId: "bob" };

describe("credit is refused", () => {
  const values = [{ customerId: "bob", value: 1 }];
  const credit = (options: object) => () => referralCredit([edge], values, options);
  const edges = (change: object) => () => referralCredit([{ ...edge, ...change } as never], values);
  const valued = (change: object) => () => referralCredit([edge], [{ ...values[0], ...change } as never]);
  refuses({
    "out_of_range options.decay: expected a finite number from 0 to 1, got a negative number": credit({
      decay: BELOW,
    }),
    "out_of_range options.decay: expected a finite number from 0 to 1, got a positive number": credit({
      decay: 1.001,
    }),
    "wrong_type options.decay: expected a finite number, got a string of 1 character": credit({
      decay: "1",
    }),
    "wrong_type options.normalise: expected true or false, got a positive integer": credit({ normalise: 1 }),
    "unknown_name options.fields.edge: expected one of edges, values, got another name": credit({
      fields: { edge: {} },
    }),
    "unknown_name options.several: expected one of earliest, split, got a string of 3 characters": credit({
      several: "all",
    }),
    "unknown_name options.onInvalid: expected one of throw, collect, got a string of 4 characters": credit({
      onInvalid: "skip",
    }),
    'unknown_time_zone options.timeZone: expected an IANA time zone such as "Asia/Shanghai", got a string of 4 characters':
      credit({ timeZone: "Mars" }),
    "unknown_name options.normalize: expected one of decay, normalise, several, onInvalid, fields, timeZone, numericTime, got another name":
      credit({ normalize: true }),
    "missing edges.0.referrerId: expected a string or a finite number, got null": edges({ referrerId: null }),
    "wrong_type edges.0.refereeId: expected a string or a finite number, got a boolean": edges({
      refereeId: true,
    }),
    "invalid_date edges.0.at: expected a Date, an ISO date, or an ISO date-time with Z or an offset, got a string of 4 characters":
      edges({ at: "soon" }),
    "wrong_type edges.0.at: expected a Date, an ISO date, or an ISO date-time with Z or an offset (or say the unit: numericTime), got a positive integer":
      edges({ at: 5 }),
    "no_offset edges.0.at: expected Z or an offset (or say which zone it is in: timeZone), got a string of 16 characters":
      edges({ at: "2026-01-01T10:00" }),
    "missing values.0.customerId: expected a string or a finite number, got null": valued({
      customerId: null,
    }),
    "wrong_type values.0.value: expected a finite number, got a string of 1 character": valued({
      value: "1",
    }),
    "not_finite values.0.value: expected a finite number, got Infinity": valued({
      value: Number.POSITIVE_INFINITY,
    }),
    "duplicate values.1.customerId: expected one value a customer, got another": () =>
      referralCredit([edge], [...values, ...values]),
    "wrong_type edges: expected an array of rows or { columns }, got a positive integer": () =>
      referralCredit(5 as never, values),
    "wrong_type values: expected an array of rows or { columns }, got a positive integer": () =>
      referralCredit([edge], 5 as never),
    'missing edges.columns.referrerId: expected a column (or say which one it is: fields: { referrerId: "…" }), got nothing':
      () => referralCredit({ columns: { refereeId: ["a"] } } as never, values),
    'missing edges.columns.refereeId: expected a column (or say which one it is: fields: { refereeId: "…" }), got nothing':
      () => referralCredit({ columns: { referrerId: ["a"] } } as never, values),
    'missing values.columns.customerId: expected a column (or say which one it is: fields: { customerId: "…" }), got nothing':
      () => referralCredit([edge], { columns: { value: [1] } } as never),
    'missing values.columns.value: expected a column (or say which one it is: fields: { value: "…" }), got nothing':
      () => referralCredit([edge], { columns: { customerId: ["a"] } } as never),
  });

  test("only beyond its bounds, and dates only where they decide", () => {
    for (const decay of [0, 1]) expect(credit({ decay })().creditedTotal).toBe(1);
    const options = { several: "split", normalise: false, onInvalid: "throw", numericTime: "ms" } as const;
    expect(referralCredit([{ ...edge, at: "soon" }], values, options).creditedTotal).toBe(1);
  });
});

describe("a report is refused", () => {
  const report = (options: object) => () => validateReferrals([{ ...edge, at: "2026-01-01" }], options);
  const customer = (change: object) => report({ customers: [{ customerId: "ann", ...change }] });
  refuses({
    "out_of_range options.burst.referrals: expected a whole number from 2, got a positive integer": report({
      burst: { referrals: 1, days: 1 },
    }),
    "out_of_range options.burst.referrals: expected a whole number from 2, got a positive number": report({
      burst: { referrals: 2.5, days: 1 },
    }),
    "out_of_range options.burst.days: expected a finite number from 0, got a negative number": report({
      burst: { referrals: 2, days: BELOW },
    }),
    "unknown_name options.fields.values: expected one of edges, customers, got another name": report({
      fields: { values: {} },
    }),
    "unknown_name options.burst.count: expected one of referrals, days, got another name": report({
      burst: { count: 5 },
    }),
    "unknown_name options.onInvalid: expected one of throw, collect, got a string of 4 characters": report({
      onInvalid: "skip",
    }),
    "unknown_name options.bursts: expected one of customers, burst, onInvalid, fields, timeZone, numericTime, got another name":
      report({ bursts: {} }),
    'unknown_time_zone options.timeZone: expected an IANA time zone such as "Asia/Shanghai", got a string of 4 characters':
      report({ timeZone: "Mars" }),
    "invalid_date edges.0.at: expected a Date, an ISO date, or an ISO date-time with Z or an offset, got a string of 10 characters":
      () => validateReferrals([{ ...edge, at: "2026-02-30" }]),
    "missing edges.0.referrerId: expected a string or a finite number, got nothing": () =>
      validateReferrals([{ refereeId: "a" } as never]),
    "missing edges.0.refereeId: expected a string or a finite number, got nothing": () =>
      validateReferrals([{ referrerId: "a" } as never]),
    "wrong_type edges: expected an array of rows or { columns }, got null": () =>
      validateReferrals(null as never),
    "wrong_type customers: expected an array of rows or { columns }, got a positive integer": report({
      customers: 5,
    }),
    'missing customers.columns.customerId: expected a column (or say which one it is: fields: { customerId: "…" }), got nothing':
      report({ customers: { columns: {} } }),
    "missing customers.0.customerId: expected a string or a finite number, got null": customer({
      customerId: null,
    }),
    "invalid_date customers.0.firstPurchase: expected a Date, an ISO date, or an ISO date-time with Z or an offset, got a string of 1 character":
      customer({ firstPurchase: "x" }),
  });
});

describe("referral value is refused", () => {
  const value = (policy: object) => () => referralValue({ referrals: [] }, policy);
  const record = (change: object) => () =>
    referralValue({ referrals: [{ referrerId: "ann", ...change } as never] });
  const edges = (change: object) => () =>
    referralValue({ edges: [{ ...edge, ...change } as never], values: [] });
  const expected = { customerId: "ann", willingness: 0, effect: 0, conversion: 0 };
  const customer = (change: object) => () =>
    referralValue({ customers: [{ ...expected, ...change } as never] });
  refuses({
    "conflict input: expected edges, referrals or customers, got none of them": () => referralValue({}),
    "conflict input: expected edges or referrals, got both": () =>
      referralValue({ edges: [], referrals: [], values: [] }),
    "missing input.values: expected the values of the people in edges, got nothing": () =>
      referralValue({ edges: [] }),
    "unknown_name input.links: expected one of edges, referrals, values, customers, got another name": () =>
      referralValue({ links: [] } as never),
    "unknown_version options.version: expected 1, got another version": value({ version: 2 }),
    "out_of_range options.discountRate: expected a finite number from 0, got a negative number": value({
      discountRate: BELOW,
    }),
    "out_of_range options.horizon: expected a finite number from 0, got a negative number": value({
      horizon: BELOW,
    }),
    "out_of_range options.referralCost: expected a finite number from 0, got a negative number": value({
      referralCost: BELOW,
    }),
    "out_of_range options.marketingCost: expected a finite number from 0, got a negative number": value({
      marketingCost: BELOW,
    }),
    "out_of_range options.acquisitionSaving: expected a finite number from 0, got a negative number": value({
      acquisitionSaving: BELOW,
    }),
    "out_of_range options.typeOneShare: expected a finite number from 0 to 1, got a negative number": value({
      typeOneShare: BELOW,
    }),
    "out_of_range options.typeOneShare: expected a finite number from 0 to 1, got a positive number": value({
      typeOneShare: 1.001,
    }),
    "out_of_range options.actionRate: expected a finite number from 0 to 1, got a negative number": value({
      actionRate: BELOW,
    }),
    "out_of_range options.actionRate: expected a finite number from 0 to 1, got a positive number": value({
      actionRate: 1.001,
    }),
    "wrong_type options.value: expected a finite number, got a string of 1 character": value({ value: "1" }),
    "not_finite options.value: expected a finite number, got NaN": value({ value: Number.NaN }),
    "unknown_name options.onInvalid: expected one of throw, collect, got a string of 4 characters": value({
      onInvalid: "skip",
    }),
    "unknown_name options.fields.lines: expected one of edges, referrals, values, customers, got another name":
      value({ fields: { lines: {} } }),
    'unknown_time_zone options.timeZone: expected an IANA time zone such as "Asia/Shanghai", got a string of 4 characters':
      value({ timeZone: "Mars" }),
    "unknown_name options.rate: expected one of version, discountRate, horizon, value, onInvalid, fields, timeZone, numericTime, referralCost, marketingCost, acquisitionSaving, typeOneShare, actionRate, got another name":
      value({ rate: 1 }),
    "missing referrals.0.referrerId: expected a string or a finite number, got null": record({
      referrerId: null,
    }),
    "unknown_name referrals.0.type: expected one or two, got a string of 5 characters": record({
      type: "three",
    }),
    "unknown_name referrals.0.type: expected one or two, got a positive integer": record({ type: 3 }),
    "out_of_range referrals.0.period: expected a number of at least 0, got a negative number": record({
      period: BELOW,
    }),
    "wrong_type referrals.0.margin: expected a finite number, got a string of 1 character": record({
      margin: "1",
    }),
    "out_of_range referrals.0.referralCost: expected a number of at least 0, got a negative number": record({
      referralCost: BELOW,
    }),
    "out_of_range referrals.0.marketingCost: expected a number of at least 0, got a negative number": record({
      marketingCost: BELOW,
    }),
    "out_of_range referrals.0.acquisitionSaving: expected a number of at least 0, got a negative number":
      record({ acquisitionSaving: BELOW }),
    "unknown_name edges.0.type: expected one or two, got a string of 5 characters": edges({ type: "three" }),
    "out_of_range edges.0.period: expected a number of at least 0, got a negative number": edges({
      period: BELOW,
    }),
    "missing edges.0.refereeId: expected a string or a finite number, got null": edges({ refereeId: null }),
    "missing customers.0.customerId: expected a string or a finite number, got null": customer({
      customerId: null,
    }),
    "out_of_range customers.0.willingness: expected a number of at least 0, got a negative number": customer({
      willingness: BELOW,
    }),
    "out_of_range customers.0.willingness: expected a share from 0 to 1, got a positive number": customer({
      willingness: 1.001,
    }),
    "out_of_range customers.0.effect: expected a number of at least 0, got a negative number": customer({
      effect: BELOW,
    }),
    "out_of_range customers.0.conversion: expected a number of at least 0, got a negative number": customer({
      conversion: BELOW,
    }),
    "out_of_range customers.0.conversion: expected a share from 0 to 1, got a positive number": customer({
      conversion: 1.001,
    }),
    "wrong_type customers.0.value: expected a finite number, got a string of 1 character": customer({
      value: "1",
    }),
    "duplicate customers.2.customerId: expected one line a customer, got another": () =>
      referralValue({ customers: [expected, { ...expected, customerId: "bob" }, expected] }),
    'missing referrals.columns.referrerId: expected a column (or say which one it is: fields: { referrerId: "…" }), got nothing':
      () => referralValue({ referrals: { columns: {} } as never }),
    'missing customers.columns.customerId: expected a column (or say which one it is: fields: { customerId: "…" }), got nothing':
      () => referralValue({ customers: { columns: {} } as never }),
    'missing customers.columns.conversion: expected a column (or say which one it is: fields: { conversion: "…" }), got nothing':
      () =>
        referralValue({
          customers: { columns: { customerId: ["a"], willingness: [1], effect: [1] } } as never,
        }),
  });

  test("only beyond its bounds", () => {
    const least = {
      version: 1,
      discountRate: 0,
      horizon: 0,
      referralCost: 0,
      marketingCost: 0,
      acquisitionSaving: 0,
      typeOneShare: 0,
      actionRate: 0,
      value: -1,
    } as const;
    const nothing = { typeOneValue: 0, typeTwoValue: 0, crv: 0 };
    expect(referralValue({ customers: [expected] }, least).row(0)).toEqual({
      customerId: "ann",
      basis: "expected",
      referrals: 0,
      ...nothing,
    });
    const bare = { period: 0, margin: -1, referralCost: 0, marketingCost: 0, acquisitionSaving: 0 };
    expect(referralValue({ referrals: [{ referrerId: "ann", ...bare }] }, least).row(0)).toEqual({
      customerId: "ann",
      basis: "observed",
      referrals: 1,
      ...nothing,
    });
    const most = { ...expected, willingness: 1, conversion: 1, effect: 9 };
    expect(
      referralValue({ customers: [most] }, { value: -1, typeOneShare: 1, actionRate: 1 }).row(0).crv,
    ).toBe(-9);
  });
});
