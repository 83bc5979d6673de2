import { describe } from "vitest";
import { betaDiscreteWeibull, kaplanMeier, shiftedBetaGeometric } from "../../src/clv/index.ts";
import { refuses } from "../core/base.ts";

type Loose = Readonly<Record<string, (...args: unknown[]) => unknown>>;
const MODELS = [
  [shiftedBetaGeometric, { alpha: 0.7, beta: 1.2 }],
  [betaDiscreteWeibull, { alpha: 0.7, beta: 1.2, c: 1.1 }],
] as unknown as readonly (readonly [Loose, object])[];

/** The same call of both models. */
const both = (call: (m: Loose, model: { readonly parameters: object }) => unknown) =>
  MODELS.map(
    ([m, parameters]) =>
      () =>
        call(m, { parameters }),
  );

describe("cohorts are refused, by models and curves alike", () => {
  const cohort = (data: unknown) => [
    ...both((m) => m["fit"]?.(data)),
    ...both((m, { parameters }) => m["logLikelihood"]?.(parameters, data)),
    () => kaplanMeier(data as never),
  ];
  const counts = (...rows: object[]) => cohort(rows);
  refuses({
    "wrong_type cohort: expected an array of rows or { columns }, got text: parse it first (clientele/connectors reads CSV)":
      cohort("10,7"),
    "wrong_type cohort: expected an array of rows or { columns }, got null": cohort(null),
    "conflict cohort.1: expected no more customers than a period before, got more": [
      cohort([10, 11]),
      cohort(Float64Array.of(10, 11)),
    ].flat(),
    "out_of_range cohort.1: expected a finite number from 0, got a negative number": cohort([10, -1]),
    "not_finite cohort.1: expected a finite number, got NaN": cohort([10, Number.NaN]),
    "wrong_type cohort.1: expected a finite number, got a string of 1 character": cohort([10, "7"]),
    "conflict cohort.1.1: expected no more customers than a period before, got more": cohort([
      [10, 7],
      [5, 6],
    ]),
    "wrong_type cohort.1: expected a list of counts, got a positive integer": cohort([[10, 7], 3]),
    "missing cohort: expected a cohort table { period, active }, rows { tenure, active }, or a list of counts, got an array of 1":
      cohort([{ tenures: 3 }]),
    "missing cohort.1.period: expected every period from the cohort's first on, got a positive integer":
      counts({ period: 0, active: 9 }, { period: 2, active: 4 }),
    "duplicate cohort.1.period: expected each period of a cohort once, got zero": counts(
      { period: 0, active: 9 },
      { period: 0, active: 4 },
    ),
    "conflict cohort.1.active: expected no more customers than a period before, got more": counts(
      { period: 0, active: 9 },
      { period: 1, active: 10 },
    ),
    "out_of_range cohort.0.period: expected a whole number of at least 0, got a positive number": counts({
      period: 0.5,
      active: 9,
    }),
    "out_of_range cohort.0.period: expected a whole number of at least 0, got a negative number": counts({
      period: -1,
      active: 9,
    }),
    "out_of_range cohort.0.active: expected a number of at least 0, got a negative number": counts({
      period: 0,
      active: -1,
    }),
    "missing cohort.0.active: expected a finite number, got null": counts({ period: 0, active: null }),
    "too_large cohort.0.period: expected at most 100000 renewals (use a longer period)": counts({
      period: 100_001,
      active: 1,
    }),
    "wrong_type cohort.0.cohort: expected a string or a finite number, got a boolean": counts({
      period: 0,
      active: 9,
      cohort: true,
    }),
    "conflict cohort.0.tenure: expected at least 1, the renewal at which the customer was lost, got zero":
      counts({ tenure: 0, active: false }),
    "out_of_range cohort.0.tenure: expected a whole number of at least 0, got a positive number": counts({
      tenure: 1.5,
      active: true,
    }),
    "out_of_range cohort.0.tenure: expected a whole number of at least 0, got a negative number": counts({
      tenure: -1,
      active: true,
    }),
    "wrong_type cohort.0.active: expected true or false, got a string of 3 characters": counts({
      tenure: 1,
      active: "yes",
    }),
    "out_of_range cohort.0.weight: expected a number of at least 0, got a negative number": counts({
      tenure: 1,
      active: true,
      weight: -1,
    }),
    "too_large cohort.0.tenure: expected at most 100000 renewals (use a longer period), got a positive integer":
      counts({ tenure: 100_001, active: true }),
    "unknown_name cohort.timeUnit: expected one of day, week, month, year, got a string of 7 characters":
      cohort(Object.assign([{ tenure: 1, active: true }], { timeUnit: "quarter" })),
    "empty cohort: expected at least one customer before a renewal, got none": [
      ...both((m) => m["fit"]?.([])),
      ...both((m) => m["fit"]?.([5])),
      ...both((m) => m["fit"]?.([0, 0])),
    ],
    "unknown_name options.levels: expected one of level, got another name": () =>
      kaplanMeier([2, 1], { levels: 0.9 } as never),
    "out_of_range options.level: expected a finite number from 0 to 0.999999, got a negative number": () =>
      kaplanMeier([2, 1], { level: -1e-9 }),
    "out_of_range options.level: expected a finite number from 0 to 0.999999, got a positive integer": () =>
      kaplanMeier([2, 1], { level: 1 }),
  });
});

describe("questions about subscribers are refused, by both models alike", () => {
  const at = (name: string, t: unknown) => both((m, model) => m[name]?.(model, t));
  const active = (tenure: unknown, ahead: unknown) =>
    both((m, model) => m["survivalOfActive"]?.(model, tenure, ahead));
  const discounting = (options: unknown) => [
    ...both((m, model) => m["discountedExpectedLifetime"]?.(model, options)),
    ...both((m, model) => m["discountedExpectedResidualLifetime"]?.(model, 1, options)),
    ...both((m, model) => m["retentionElasticity"]?.(model, 1, options)),
  ];
  const active1 = (n: unknown) =>
    ["discountedExpectedResidualLifetime", "retentionElasticity"].flatMap((name) =>
      both((m, model) => m[name]?.(model, n, { discountRate: 0.1 })),
    );
  const project = (options: object) => both((m, model) => m["project"]?.(model, { periods: 2, ...options }));
  const simulate = (options: object) =>
    both((m, model) => m["simulate"]?.(model, { customers: 1, periods: 2, seed: 1, ...options }));
  const fitWith = (options: unknown) => both((m) => m["fit"]?.([3, 2], options));

  refuses({
    "out_of_range t: expected a whole number from 0 to 1000000000, got a negative number": [
      ...at("survival", -1),
    ],
    "out_of_range t: expected a whole number from 1 to 1000000000, got zero": [
      ...at("retention", 0),
      ...at("churn", 0),
    ],
    "out_of_range t: expected a whole number from 0 to 1000000000, got a positive number": [
      ...at("survival", 1.5),
    ],
    "out_of_range t.0: expected a whole number from 1 to 1000000000, got zero": [
      ...at("retention", [0]),
      ...at("churn", [0]),
    ],
    "wrong_type t: expected a whole number or a list of them, got a string of 1 character": [
      ...at("survival", "3"),
      ...at("retention", "3"),
      ...at("churn", "3"),
    ],
    "wrong_type t: expected a whole number or a list of them, got null": [...at("survival", null)],
    "wrong_type t.0: expected a whole number, got a string of 1 character": at("survival", ["3"]),
    "out_of_range t: expected a whole number from 0 to 1000000000, got a positive integer": at(
      "survival",
      1e9 + 1,
    ),
    "out_of_range tenure: expected a whole number from 0 to 1000000000, got a negative number": active(-1, 1),
    "out_of_range tenure.0: expected a whole number from 0 to 1000000000, got a negative number": active(
      [-1],
      1,
    ),
    "out_of_range ahead: expected a whole number from 0 to 1000000000, got a negative number": active(1, -1),
    "out_of_range ahead: expected a whole number from 0 to 1000000000, got a positive number": active(1, 0.5),
    "out_of_range ahead: expected a whole number from 0 to 1000000000, got a positive integer": active(
      1,
      1e9 + 1,
    ),
    "wrong_type ahead: expected a whole number, got nothing": active(1, undefined),
    "unknown_name options.rate: expected one of discountRate, continuousRate, got another name": discounting({
      rate: 0.1,
    }),
    "missing options.discountRate: expected a rate per year, 0.1 for 10 %, got nothing": discounting({}),
    "conflict options.continuousRate: expected one rate, got two": discounting({
      discountRate: 0.1,
      continuousRate: 0.1,
    }),
    "out_of_range options.discountRate: expected a finite number from 0, got a negative number": discounting({
      discountRate: -1e-9,
    }),
    "out_of_range options.continuousRate: expected a finite number from 0, got a negative number":
      discounting({ continuousRate: -1e-9 }),
    "wrong_type options: expected an object, got null": [
      discounting(null),
      both((m, model) => m["simulate"]?.(model, null)),
    ].flat(),
    "out_of_range activePeriods: expected a whole number from 1 to 1000000000, got zero": active1(0),
    "out_of_range activePeriods.0: expected a whole number from 1 to 1000000000, got zero": active1([0]),
    "wrong_type activePeriods: expected a whole number or a list of them, got a string of 1 character":
      active1("1"),
    "unknown_name options.horizon: expected one of periods, tenure, customers, level, got another name":
      project({ horizon: 1 }),
    "out_of_range options.periods: expected a whole number from 0 to 100000, got a negative number": [
      project({ periods: -1 }),
      simulate({ periods: -1 }),
    ].flat(),
    "out_of_range options.periods: expected a whole number from 0 to 100000, got a positive integer": [
      project({ periods: 100_001 }),
      simulate({ periods: 100_001 }),
    ].flat(),
    "wrong_type options.periods: expected a whole number, got nothing": project({ periods: undefined }),
    "out_of_range options.tenure: expected a whole number from 0 to 1000000000, got a negative number":
      project({ tenure: -1 }),
    "out_of_range options.tenure: expected a whole number from 0 to 1000000000, got a positive integer":
      project({ tenure: 1e9 + 1 }),
    "out_of_range options.tenure: expected a whole number from 0 to 1000000000, got a positive number":
      project({ tenure: 0.5 }),
    "out_of_range options.customers: expected a finite number from 0, got a negative number": project({
      customers: -1e-9,
    }),
    "wrong_type options.customers: expected a finite number, got a string of 1 character": project({
      customers: "3",
    }),
    "out_of_range options.level: expected a finite number from 0 to 0.999999, got a negative number": project(
      { level: -1e-9 },
    ),
    "out_of_range options.level: expected a finite number from 0 to 0.999999, got a positive integer":
      project({ level: 1 }),
    "unknown_name options.age: expected one of customers, periods, seed, got another name": simulate({
      age: 1,
    }),
    "out_of_range options.customers: expected a whole number from 0 to 100000000, got a negative number":
      simulate({ customers: -1 }),
    "out_of_range options.customers: expected a whole number from 0 to 100000000, got a positive integer":
      simulate({ customers: 1e8 + 1 }),
    "out_of_range options.customers: expected a whole number from 0 to 100000000, got a positive number":
      simulate({ customers: 1.5 }),
    "out_of_range options.seed: expected a whole number, got a positive number": simulate({ seed: 0.5 }),
    "unknown_name options.prior: expected one of priors, start, timeUnit, got another name": fitWith({
      prior: "weak",
    }),
    'unknown_name options.priors: expected "weak" or priors by parameter, got another name': fitWith({
      priors: "flat",
    }),
    "empty options.start: expected at least one start, got none": fitWith({ start: [] }),
    "missing options.start.beta: expected a number above 0, got nothing": fitWith({ start: { alpha: 1 } }),
    "unknown_name options.timeUnit: expected one of day, week, month, year, got a string of 7 characters":
      fitWith({ timeUnit: "quarter" }),
    "conflict options.timeUnit: expected the rows' unit, the year, got the month": both((m) =>
      m["fit"]?.(Object.assign([{ tenure: 1, active: true }], { timeUnit: "year" }), { timeUnit: "month" }),
    ),
    "conflict model.kind: expected a model of kind shiftedBetaGeometric, got one of another kind": () =>
      shiftedBetaGeometric.survival({ kind: "betaDiscreteWeibull" } as never, 1),
    "conflict model.kind: expected a model of kind betaDiscreteWeibull, got one of another kind": () =>
      betaDiscreteWeibull.survival({ kind: "shiftedBetaGeometric" } as never, 1),
    "missing parameters.beta: expected a number above 0, got nothing": () =>
      shiftedBetaGeometric.logLikelihood({ alpha: 1 } as never, [3, 2]),
    "out_of_range model.parameters.c: expected a finite number above 0, got zero": () =>
      betaDiscreteWeibull.churn({ parameters: { alpha: 1, beta: 1, c: 0 } }, 1),
  });
});
