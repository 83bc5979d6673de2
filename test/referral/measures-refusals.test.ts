import { describe, expect, test } from "vitest";
import {
  clvCrvMatrix,
  engagementValue,
  expectedReferrals,
  explainReferral,
  futureReferrals,
  referralEffectiveness,
  referralProgramRoi,
  viralCoefficient,
  viralGrowth,
} from "../../src/referral/index.ts";
import { refuses } from "../core/base.ts";

const BELOW = -1e-9;

describe("measures of referrals are refused", () => {
  const counts = { customers: 0, referrersCount: 0, invitesSent: 0, convertedReferrals: 0 };
  const effect = (change: object) => () => referralEffectiveness({ ...counts, ...change });
  const program = (change: object) => () =>
    referralProgramRoi({ extraValuePerReferredCustomer: -1, rewardPerReferral: 0, ...change });
  const expected = (classShares: unknown, rates: unknown, conversion: unknown, value: unknown) => () =>
    expectedReferrals(classShares as never, rates as never, conversion as never, value as never);
  const future =
    (change: object, options: object = { horizon: 0 }) =>
    () =>
      futureReferrals([{ referrals: 0, periods: 0, ...change } as never], options as never);
  refuses({
    "out_of_range counts.customers: expected a finite number from 0, got a negative number": effect({
      customers: BELOW,
    }),
    "out_of_range counts.referrersCount: expected a finite number from 0, got a negative number": effect({
      referrersCount: BELOW,
    }),
    "out_of_range counts.invitesSent: expected a finite number from 0, got a negative number": effect({
      invitesSent: BELOW,
    }),
    "out_of_range counts.convertedReferrals: expected a finite number from 0, got a negative number": effect({
      convertedReferrals: BELOW,
    }),
    "unknown_name counts.referrals: expected one of customers, referrersCount, invitesSent, convertedReferrals, got another name":
      effect({ referrals: 1 }),
    "wrong_type counts: expected an object, got null": () => referralEffectiveness(null as never),
    "wrong_type program.extraValuePerReferredCustomer: expected a finite number, got a string of 1 character":
      program({ extraValuePerReferredCustomer: "1" }),
    "out_of_range program.rewardPerReferral: expected a finite number from 0, got a negative number": program(
      { rewardPerReferral: BELOW },
    ),
    "out_of_range program.referrals: expected a finite number from 0, got a negative number": program({
      referrals: BELOW,
    }),
    "out_of_range program.fixedCost: expected a finite number from 0, got a negative number": program({
      fixedCost: BELOW,
    }),
    "out_of_range program.incrementalShare: expected a finite number from 0 to 1, got a negative number":
      program({ incrementalShare: BELOW }),
    "out_of_range program.incrementalShare: expected a finite number from 0 to 1, got a positive number":
      program({ incrementalShare: 1.001 }),
    "unknown_name program.reward: expected one of extraValuePerReferredCustomer, rewardPerReferral, referrals, fixedCost, incrementalShare, got another name":
      program({ reward: 1 }),
    "out_of_range invites: expected a finite number from 0, got a negative number": () =>
      viralCoefficient(BELOW, 1),
    "out_of_range conversion: expected a finite number from 0 to 1, got a negative number": [
      () => viralCoefficient(1, BELOW),
      expected({ a: 1 }, { a: 1 }, BELOW, 1),
    ],
    "out_of_range conversion: expected a finite number from 0 to 1, got a positive number": [
      () => viralCoefficient(1, 1.001),
      expected({ a: 1 }, { a: 1 }, 1.001, 1),
    ],
    "out_of_range seed: expected a finite number from 0, got a negative number": () =>
      viralGrowth(BELOW, 1, 1),
    "out_of_range k: expected a finite number from 0, got a negative number": () => viralGrowth(1, BELOW, 1),
    "out_of_range cycles: expected a whole number from 0 to 100000, got a negative number": () =>
      viralGrowth(1, 1, BELOW),
    "out_of_range cycles: expected a whole number from 0 to 100000, got a positive number": () =>
      viralGrowth(1, 1, 1.5),
    "out_of_range cycles: expected a whole number from 0 to 100000, got a positive integer": () =>
      viralGrowth(1, 1, 100_001),
    "wrong_type classShares: expected an object, got null": expected(null, {}, 1, 1),
    "wrong_type rates: expected an object, got null": expected({}, null, 1, 1),
    "out_of_range classShares.a: expected a finite number from 0 to 1, got a negative number": expected(
      { a: BELOW },
      { a: 1 },
      1,
      1,
    ),
    "out_of_range classShares.a: expected a finite number from 0 to 1, got a positive number": expected(
      { a: 1.001 },
      { a: 1 },
      1,
      1,
    ),
    "out_of_range rates.a: expected a finite number from 0, got a negative number": expected(
      { a: 1 },
      { a: BELOW },
      1,
      1,
    ),
    "missing rates.toString: expected a number for each class, got nothing": expected(
      { toString: 1 },
      {},
      1,
      1,
    ),
    "wrong_type conversion: expected a number, or a number for each class, got a string of 1 character":
      expected({ a: 1 }, { a: 1 }, "1", 1),
    "wrong_type conversion: expected a number, or a number for each class, got null": expected(
      { a: 1 },
      { a: 1 },
      null,
      1,
    ),
    "missing conversion.a: expected a number for each class, got nothing": expected(
      { a: 1 },
      { a: 1 },
      {},
      1,
    ),
    "out_of_range conversion.a: expected a finite number from 0 to 1, got a positive number": expected(
      { a: 1 },
      { a: 1 },
      { a: 1.001 },
      1,
    ),
    "wrong_type value: expected a finite number, got a string of 1 character": expected(
      { a: 1 },
      { a: 1 },
      1,
      "1",
    ),
    "conflict classShares: expected shares that sum to at most 1, got more": expected(
      { a: 0.5, b: 0.50001 },
      { a: 1, b: 1 },
      1,
      1,
    ),
    "wrong_type options.horizon: expected a finite number, got nothing": future({}, {}),
    "out_of_range options.horizon: expected a finite number from 0, got a negative number": future(
      {},
      { horizon: BELOW },
    ),
    "out_of_range options.priorPeriods: expected a finite number from 0, got a negative number": future(
      {},
      { horizon: 1, priorPeriods: BELOW },
    ),
    "unknown_name options.prior: expected one of horizon, priorPeriods, got another name": future(
      {},
      { horizon: 1, prior: 1 },
    ),
    "out_of_range customers.0.referrals: expected a number of at least 0, got a negative number": future({
      referrals: BELOW,
    }),
    "out_of_range customers.0.periods: expected a number of at least 0, got a negative number": future({
      periods: BELOW,
    }),
    "missing customers.0.periods: expected a finite number, got null": future({ periods: null }),
    "wrong_type customers: expected an array of rows or { columns }, got a positive integer": () =>
      futureReferrals(5 as never, { horizon: 1 }),
    'missing customers.columns.referrals: expected a column (or say which one it is: fields: { referrals: "…" }), got nothing':
      () => futureReferrals({ columns: { periods: [1] } } as never, { horizon: 1 }),
    'missing customers.columns.periods: expected a column (or say which one it is: fields: { periods: "…" }), got nothing':
      () => futureReferrals({ columns: { referrals: [1] } } as never, { horizon: 1 }),
  });

  test("only beyond their bounds", () => {
    expect(program({ referrals: 0, fixedCost: 0, incrementalShare: 0 })()).toEqual({
      roi: null,
      profit: 0,
      cost: 0,
      breakEvenReward: null,
    });
    expect(program({ incrementalShare: 1 })().profit).toBe(-1);
    expect([viralCoefficient(0, 0), viralCoefficient(2, 1)]).toEqual([0, 2]);
    expect(viralGrowth(0, 0, 0)).toEqual({ k: 0, total: 0, limit: 0, totalByCycle: Float64Array.of(0) });
    expect(viralGrowth(1, 0, 100_000).totalByCycle.length).toBe(100_001);
    const none = { referralsPerCustomer: 0, convertedPerCustomer: 0, valuePerCustomer: 0 };
    expect(expectedReferrals({}, {}, 1, 1)).toEqual(none);
    expect(expectedReferrals({ a: 0, b: 1 }, { a: 5, b: 0 }, { a: 0, b: 1 }, -1)).toMatchObject({
      convertedPerCustomer: 0,
    });
    // Ten tenths sum to a little less than 1, three shares of 1/3 + 1e-10 to a little more.
    const third = 1 / 3 + 1e-10;
    expect(
      expectedReferrals({ a: third, b: third, c: third }, { a: 1, b: 1, c: 1 }, 0, 1).valuePerCustomer,
    ).toBe(0);
    expect(futureReferrals([{ referrals: 0, periods: 1 }], { horizon: 0, priorPeriods: 0 })).toEqual(
      Float64Array.of(0),
    );
  });
});

describe("engagement is refused", () => {
  const customers = [{ customerId: "a", clv: 1, crv: 1 }];
  const matrix =
    (options: object, change: object = {}) =>
    () =>
      clvCrvMatrix([{ ...customers[0], ...change } as never], options);
  const parts = (given: unknown) => () => engagementValue(given as never);
  const result = clvCrvMatrix(customers);
  const { row: _row, ...rowless } = result;
  const { indexOf: _indexOf, ...lost } = result;
  refuses({
    "unknown_name options.cut: expected one of median, mean, got a string of 3 characters": matrix({
      cut: "top",
    }),
    "unknown_name options.cut: expected one of median, mean, got a positive integer": matrix({ cut: 5 }),
    "wrong_type options.cut.clv: expected a finite number, got a string of 1 character": matrix({
      cut: { clv: "1", crv: 1 },
    }),
    "wrong_type options.cut.crv: expected a finite number, got nothing": matrix({ cut: { clv: 1 } }),
    "unknown_name options.cut.civ: expected one of clv, crv, got another name": matrix({
      cut: { clv: 1, crv: 1, civ: 1 },
    }),
    "unknown_name options.cuts: expected one of cut, got another name": matrix({ cuts: "mean" }),
    "missing customers.0.customerId: expected a string or a finite number, got null": [
      matrix({}, { customerId: null }),
      parts([{ customerId: null, clv: 1 }]),
    ],
    "wrong_type customers.0.clv: expected a finite number, got a string of 1 character": matrix(
      {},
      { clv: "1" },
    ),
    "not_finite customers.0.crv: expected a finite number, got NaN": matrix({}, { crv: Number.NaN }),
    "wrong_type customers: expected an array of rows or { columns }, got a positive integer": () =>
      clvCrvMatrix(5 as never),
    'missing customers.columns.clv: expected a column (or say which one it is: fields: { clv: "…" }), got nothing':
      [
        () => clvCrvMatrix({ columns: { customerId: ["a"], crv: [1] } } as never),
        parts({ columns: { customerId: ["a"] } }),
      ],
    'missing customers.columns.crv: expected a column (or say which one it is: fields: { crv: "…" }), got nothing':
      () => clvCrvMatrix({ columns: { customerId: ["a"], clv: [1] } } as never),
    "wrong_type parts.clv: expected a finite number, got nothing": parts({}),
    "wrong_type parts.clv: expected a finite number, got a string of 1 character": parts({ clv: "1" }),
    "wrong_type parts.crv: expected a finite number, got a string of 1 character": parts({
      clv: 1,
      crv: "1",
    }),
    "not_finite parts.civ: expected a finite number, got NaN": parts({ clv: 1, civ: Number.NaN }),
    "unknown_name parts.cxv: expected one of clv, crv, civ, ckv, got another name": parts({ clv: 1, cxv: 1 }),
    "wrong_type parts: expected an object, got null": parts(null),
    "wrong_type parts: expected an object, got a string of 1 character": parts("a"),
    "wrong_type customers.0.ckv: expected a finite number, got a string of 1 character": parts([
      { customerId: "a", clv: 1, ckv: "1" },
    ]),
    'missing customers.columns.customerId: expected a column (or say which one it is: fields: { customerId: "…" }), got nothing':
      parts({ columns: { clv: [1] } }),
    "wrong_type customerId: expected a text, got a positive integer": () =>
      explainReferral({ matrix: result }, 5 as never),
    "unknown_name results.matrices: expected one of value, credit, matrix, got another name": () =>
      explainReferral({ matrices: result } as never, "a"),
    "wrong_type results.matrix: expected a result of this module, got an object": () =>
      explainReferral({ matrix: rowless } as never, "a"),
    "wrong_type results.credit: expected a result of this module, got an object": () =>
      explainReferral({ credit: lost } as never, "a"),
    "wrong_type results.value: expected a result of this module, got null": () =>
      explainReferral({ value: null } as never, "a"),
    "wrong_type results: expected an object, got null": () => explainReferral(null as never, "a"),
  });
});
