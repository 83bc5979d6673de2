import { describe } from "vitest";
import {
  bgBb,
  bgCnbdK,
  bgNbd,
  gammaGamma,
  mbgCnbdK,
  mbgNbd,
  nbd,
  parameterIntervals,
  paretoNbd,
} from "../../src/clv/index.ts";
import { refuses } from "../core/base.ts";

const week = "week";
const row = { frequency: 2, recency: 30.43, age: 38.86, sumLogGaps: 5.4, meanRepeatSpend: 20 };
const rows = [row];
const donors = [{ frequency: 2, recency: 3, opportunities: 6 }];
const four = { r: 0.2, alpha: 4.4, a: 0.8, b: 2.4 };
const bg = { kind: "bgNbd", parameters: four } as const;
const gg = { kind: "gammaGamma", parameters: { p: 6, q: 4, gamma: 15 } } as const;
const bb = { kind: "bgBb", parameters: { alpha: 1.2, beta: 0.75, gamma: 0.66, delta: 2.8 } } as const;

/** A namespace, whose functions take anything here. */
type Loose = Readonly<Record<string, (...args: unknown[]) => unknown>>;

/** Each namespace of repeat purchases with a model of its own. */
const MODELS = [
  [bgNbd, bg],
  [mbgNbd, { kind: "mbgNbd", parameters: four }],
  [paretoNbd, { kind: "paretoNbd", parameters: { r: 0.5, alpha: 10, s: 0.6, beta: 11 } }],
  [nbd, { kind: "nbd", parameters: { r: 0.4, alpha: 12 } }],
  [bgCnbdK, { kind: "bgCnbdK", parameters: { k: 2, ...four } }],
  [mbgCnbdK, { kind: "mbgCnbdK", parameters: { k: 2, ...four } }],
] as unknown as readonly (readonly [Loose, object])[];
const WITH_DONORS = [...MODELS, [bgBb, bb]] as unknown as typeof MODELS;

/** The same call of every model. */
const every = (call: (m: Loose, model: object) => unknown, models = MODELS) =>
  models.map(
    ([m, model]) =>
      () =>
        call(m, model),
  );
const everywhere = (call: (m: Loose, model: object, some: unknown) => unknown) =>
  every((m, model) => call(m, model, m === (bgBb as unknown) ? donors : rows), WITH_DONORS);
const HORIZONS = ["expectedPurchases", "noPurchaseProbability"];
/** The same horizon for every function of every model that takes one. */
const horizons = (options: unknown) => [
  ...HORIZONS.flatMap((name) => everywhere((m, model, some) => m[name]?.(model, some, options))),
  ...everywhere((m, model, some) => m["conditionalPurchaseCountProbability"]?.(model, some, 1, options)),
  ...everywhere((m, model) => m["expectedPurchasesNewCustomer"]?.(model, options)),
  ...everywhere((m, model) => m["purchaseCountProbability"]?.(model, 1, options)),
];

describe("histories are refused, by each model alike", () => {
  const history = (change: object) => [
    ...every((m) => m["fit"]?.([{ ...row, ...change }])),
    ...every((m, model) => m["probabilityAlive"]?.(model, [row, { ...row, ...change }].slice(1))),
  ];
  const columns = (given: object) => () => bgNbd.fit({ columns: given } as never);
  const spend = (change: object) => () => gammaGamma.fit([{ ...row, ...change }] as never);
  const gaps = (change: object, options = {}) =>
    [bgCnbdK, mbgCnbdK].map((m) => () => m.fit([{ ...row, ...change }] as never, options));

  refuses({
    "out_of_range rows.0.frequency: expected a whole number of at least 0, got a negative number": [
      history({ frequency: -1 }),
      spend({ frequency: -1 }),
    ].flat(),
    "out_of_range rows.0.frequency: expected a whole number of at least 0, got a positive number": [
      history({ frequency: 1.5 }),
      spend({ frequency: 0.5 }),
    ].flat(),
    "not_finite rows.0.frequency: expected a finite number, got Infinity": [
      ...history({ frequency: Number.POSITIVE_INFINITY }),
      columns({
        frequency: Float64Array.of(Number.POSITIVE_INFINITY),
        recency: Float64Array.of(1),
        age: Float64Array.of(1),
      }),
    ],
    "not_finite rows.0.age: expected a finite number, got Infinity": columns({
      frequency: Float64Array.of(1),
      recency: Float64Array.of(1),
      age: Float64Array.of(Number.POSITIVE_INFINITY),
    }),
    "out_of_range rows.0.recency: expected a number from 0 to the row's age, got a negative number": history({
      recency: -1e-9,
    }),
    "out_of_range rows.0.recency: expected a number from 0 to the row's age, got a positive number": history({
      recency: 38.87,
    }),
    "conflict rows.0.recency: expected 0, as there is no repeat purchase, got a positive number": history({
      frequency: 0,
      recency: 1e-9,
      sumLogGaps: 0,
    }),
    "out_of_range rows.0.age: expected a number of at least 0, got a negative number": history({
      frequency: 0,
      recency: 0,
      age: -1e-9,
      sumLogGaps: 0,
    }),
    "not_finite rows.0.age: expected a finite number, got NaN": history({ age: Number.NaN }),
    "wrong_type rows.0.age: expected a finite number, got a string of 2 characters": history({ age: "39" }),
    "wrong_type rows.0.recency: expected a finite number (of a decimal: Number(value), or cast the column to double), got a boolean":
      history({ recency: true }),
    "out_of_range rows.0.weight: expected a number of at least 0, got a negative number": [
      every((m) => m["fit"]?.([{ ...row, weight: -1e-9 }])),
      every((m) => m["logLikelihood"]?.({ ...four, k: 2, s: 1, beta: 1 }, [{ ...row, weight: -1 }])),
      spend({ weight: -1 }),
    ].flat(),
    "wrong_type rows.0.weight: expected a finite number, got a string of 1 character": every((m) =>
      m["fit"]?.([{ ...row, weight: "1" }]),
    ),
    'missing rows.columns.age: expected a column (or say which one it is: fields: { age: "…" }), got nothing':
      columns({ frequency: [1], recency: [1] }),
    "length_mismatch rows.columns.age: expected 1 cells, as frequency has, got 2": columns({
      frequency: [1],
      recency: [1],
      age: [2, 3],
    }),
    "unknown_name rows.timeUnit: expected one of day, week, month, year, got a string of 9 characters": () =>
      bgNbd.fit(Object.assign([row], { timeUnit: "fortnight" }) as never),
    "wrong_type rows: expected an array of rows or { columns }, got text: parse it first (clientele/connectors reads CSV)":
      everywhere((m) => m["fit"]?.("rows")),
    "empty rows: expected at least one customer, got none": [
      everywhere((m) => m["fit"]?.([])),
      [
        ...every((m) => m["fit"]?.([{ ...row, recency: null }])),
        ...every((m) => m["fit"]?.([{ ...row, weight: 0 }])),
      ],
      gaps({ sumLogGaps: undefined }),
    ].flat(),
    "empty rows: expected at least one customer with repeat purchases and a positive mean, got none": [
      spend({ frequency: 0 }),
      spend({ meanRepeatSpend: 0 }),
      () => gammaGamma.fit([{ frequency: 1 }] as never),
    ].flat(),
    "wrong_type rows.0.meanRepeatSpend: expected a finite number, got a string of 2 characters": spend({
      meanRepeatSpend: "20",
    }),
    "wrong_type rows.0.sumLogGaps: expected a finite number, got a string of 1 character": gaps({
      sumLogGaps: "5",
    }),
    "conflict rows.0.sumLogGaps: expected logarithms of gaps in the unit of recency, got a positive integer":
      gaps({ sumLogGaps: 6 }),
    "conflict rows.0.sumLogGaps: expected logarithms of gaps in days, got a positive number": gaps(
      { sumLogGaps: 10 },
      { timeUnit: week },
    ),
  });
});

describe("donors are refused", () => {
  const donor = (change: object) => [
    () => bgBb.fit([{ ...donors[0], ...change }] as never),
    () => bgBb.probabilityAlive(bb, [{ ...donors[0], ...change }] as never),
  ];
  refuses({
    "out_of_range rows.0.frequency: expected at most one purchase an opportunity, up to the last, got a positive integer":
      donor({ frequency: 4 }),
    "out_of_range rows.0.recency: expected a number from 0 to the row's opportunities, got a positive integer":
      donor({ recency: 7 }),
    "conflict rows.0.recency: expected 0, as there is no purchase, got a positive integer": donor({
      frequency: 0,
    }),
    "out_of_range rows.0.opportunities: expected at most 100000, got a positive integer": donor({
      opportunities: 100_001,
    }),
    "out_of_range rows.0.opportunities: expected a whole number of at least 0, got a positive number": donor({
      opportunities: 6.5,
    }),
    "out_of_range rows.0.recency: expected a whole number of at least 0, got a negative number": donor({
      recency: -1,
    }),
    "wrong_type rows.0.frequency: expected a finite number, got a string of 1 character": donor({
      frequency: "2",
    }),
    "out_of_range rows.0.weight: expected a number of at least 0, got a negative number": donor({
      weight: -1,
    }),
    "empty rows: expected at least one customer, got none": [
      () => bgBb.fit([{ ...donors[0], weight: 0 }] as never),
    ],
    "out_of_range options.horizon: expected a whole number of opportunities, got part of one": [
      () => bgBb.expectedPurchases(bb, donors, { horizon: 1.5 }),
      () => bgBb.expectedPurchases(bb, donors, { horizon: 1e9 + 1 }),
    ],
    "out_of_range options.after: expected a whole number of opportunities, got part of one": () =>
      bgBb.probabilityAlive(bb, donors, { after: 0.5 }),
    "out_of_range options.customers: expected a whole number from 0 to 100000000, got a positive integer":
      () => bgBb.simulate(bb, { customers: 1e8 + 1, opportunities: 1, seed: 1 }),
    "out_of_range options.opportunities: expected a whole number from 0 to 100000, got a positive integer":
      () => bgBb.simulate(bb, { customers: 1, opportunities: 100_001, seed: 1 }),
    "out_of_range options.opportunities: expected a whole number from 0 to 100000, got a negative number":
      () => bgBb.simulate(bb, { customers: 1, opportunities: -1, seed: 1 }),
    "out_of_range options.horizon: expected a whole number from 0 to 100000, got a positive integer": () =>
      bgBb.simulate(bb, { customers: 1, opportunities: 1, seed: 1, horizon: 100_001 }),
    "out_of_range options.seed: expected a whole number, got a positive number": () =>
      bgBb.simulate(bb, { customers: 1, opportunities: 1, seed: 0.5 }),
    "unknown_name options.age: expected one of customers, opportunities, seed, horizon, got another name":
      () => bgBb.simulate(bb, { customers: 1, opportunities: 1, seed: 1, age: 3 } as never),
    "out_of_range options.customers: expected a whole number from 0 to 100000000, got a negative number":
      () => bgBb.simulate(bb, { customers: -1, opportunities: 1, seed: 1 }),
  });
});

describe("models are refused, by each function alike", () => {
  const model = (given: unknown) => [
    () => bgNbd.probabilityAlive(given as never, rows),
    () => bgNbd.expectedPurchases(given as never, rows, { horizon: 1 }),
    () => bgNbd.expectedPurchasesNewCustomer(given as never, { horizon: 1 }),
    () => bgNbd.purchaseCountProbability(given as never, 1, { horizon: 1 }),
    () => bgNbd.conditionalPurchaseCountProbability(given as never, rows, 1, { horizon: 1 }),
    () => bgNbd.noPurchaseProbability(given as never, rows, { horizon: 1 }),
    () => bgNbd.discountedExpectedTransactions(given as never, rows, { continuousRate: 0.1 }),
    () => bgNbd.nextPurchase(given as never, rows),
    () => bgNbd.simulate(given as never, { customers: 1, age: 1, seed: 1 }),
  ];
  const parameters = (given: unknown) => () => bgNbd.logLikelihood(given as never, rows);
  const regular = (k: number) =>
    [bgCnbdK, mbgCnbdK].map((m) => () => m.nextPurchase({ parameters: { k, ...four } }, rows));
  const weekly = Object.assign([row], { timeUnit: week });

  refuses({
    "wrong_type model: expected a model or { parameters }, got null": model(null),
    "wrong_type model.parameters: expected { r, alpha, a, b }, got nothing": model({}),
    "conflict model.kind: expected a model of kind bgNbd, got one of another kind": model({
      ...bg,
      kind: "mbgNbd",
    }),
    "unknown_version model.version: expected version 1, got a positive integer": model({ ...bg, version: 2 }),
    "unknown_name model.timeUnit: expected one of day, week, month, year, got a string of 5 characters":
      model({ ...bg, timeUnit: "weeks" }),
    "missing model.parameters.a: expected a number above 0, got nothing": model({
      ...bg,
      parameters: { ...four, a: undefined },
    }),
    "out_of_range model.parameters.b: expected a finite number above 0, got zero": model({
      ...bg,
      parameters: { ...four, b: 0 },
    }),
    "not_finite model.parameters.r: expected a finite number, got NaN": model({
      ...bg,
      parameters: { ...four, r: Number.NaN },
    }),
    "wrong_type model.parameters.b: expected a finite number, got an object": model({
      parameters: { r: 1, alpha: 1, a: 1, b: Object.create(null) },
    }),
    "wrong_type model.parameters.alpha: expected a finite number, got a string of 1 character": model({
      ...bg,
      parameters: { ...four, alpha: "4" },
    }),
    "conflict model.timeUnit: expected a model in the rows' unit, the week, got one in the day": () =>
      bgNbd.nextPurchase({ ...bg, timeUnit: "day" } as never, weekly as never),
    "wrong_type parameters: expected { r, alpha, a, b }, got nothing": parameters(undefined),
    "out_of_range parameters.alpha: expected a finite number above 0, got a negative number": parameters({
      ...four,
      alpha: -1,
    }),
    "missing parameters.alpha: expected a number above 0, got nothing": [
      parameters({ r: 1 }),
      parameters(Object.create(four, { r: { value: 1 } })),
    ],
    "out_of_range model.parameters.k: expected a whole number from 1 to 100, got a positive number": [
      ...regular(0.5),
      ...regular(1.5),
    ],
    "out_of_range model.parameters.k: expected a whole number from 1 to 100, got a positive integer":
      regular(101),
    "out_of_range parameters.k: expected a whole number from 1 to 100, got a positive integer": [
      bgCnbdK,
      mbgCnbdK,
    ].map((m) => () => m.logLikelihood({ k: 101, ...four }, rows)),
    "conflict model.kind: expected a model of kind gammaGamma, got one of another kind": () =>
      gammaGamma.expectedSpend({ ...gg, kind: "nbd" } as never, rows),
    "out_of_range model.parameters.q: expected a finite number above 0, got zero": () =>
      gammaGamma.expectedSpend({ parameters: { ...gg.parameters, q: 0 } }, rows),
    "out_of_range parameters.p: expected a finite number above 0, got zero": () =>
      gammaGamma.logLikelihood({ ...gg.parameters, p: 0 }, rows),
    "conflict model.kind: expected a model of kind bgBb, got one of another kind": () =>
      bgBb.nextPurchase({ ...bb, kind: "bgNbd" } as never, donors),
    "out_of_range parameters.delta: expected a finite number above 0, got zero": () =>
      bgBb.logLikelihood({ ...bb.parameters, delta: 0 }, donors),
    "conflict model.kind: expected a model of kind nbd, got one of another kind": () =>
      nbd.nextPurchase(bg as never, rows),
    "conflict model.kind: expected a model of kind paretoNbd, got one of another kind": () =>
      paretoNbd.nextPurchase(bg as never, rows),
    "conflict model.kind: expected a model of kind mbgNbd, got one of another kind": () =>
      mbgNbd.nextPurchase(bg as never, rows),
    "conflict model.kind: expected a model of kind bgCnbdK, got one of another kind": () =>
      bgCnbdK.nextPurchase(bg as never, rows),
    "conflict model.kind: expected a model of kind mbgCnbdK, got one of another kind": () =>
      mbgCnbdK.nextPurchase(bg as never, rows),
  });
});

describe("options of a question are refused, by each model alike", () => {
  const alive = (options: unknown) =>
    everywhere((m, model, some) => m["probabilityAlive"]?.(model, some, options));
  const next = (options: unknown) =>
    everywhere((m, model, some) => m["nextPurchase"]?.(model, some, options));
  const discounted = (options: unknown) =>
    everywhere((m, model, some) => m["discountedExpectedTransactions"]?.(model, some, options));
  const count = (n: unknown) => [
    ...everywhere((m, model) => m["purchaseCountProbability"]?.(model, n, { horizon: 1 })),
    ...everywhere((m, model, some) =>
      m["conditionalPurchaseCountProbability"]?.(model, some, n, { horizon: 1 }),
    ),
  ];
  const rows1 = (options: unknown) => [
    ...HORIZONS.flatMap((name) => everywhere((m, model, some) => m[name]?.(model, some, options))),
    ...everywhere((m, model, some) => m["conditionalPurchaseCountProbability"]?.(model, some, 1, options)),
  ];

  refuses({
    "unknown_name options.horizon: expected one of after, got another name": alive({ horizon: 1 }),
    "wrong_type options: expected an object, got null": alive(null),
    "out_of_range options.after: expected a finite number from 0, got a negative number": alive({
      after: -1e-9,
    }),
    "missing model.timeUnit: expected day, week, month or year, to make a number of options.after, got nothing":
      alive({ after: { weeks: 1 } }),
    "wrong_type options.after: expected a duration such as { months: 12 }, got a string of 1 character":
      alive({ after: "3" }),
    "unknown_name options.after: expected one of horizon, got another name": rows1({ horizon: 1, after: 1 }),
    "missing options.horizon: expected a number or a duration such as { months: 12 }, got nothing": horizons(
      {},
    ),
    "out_of_range options.horizon: expected a finite number from 0, got a negative number": horizons({
      horizon: -1e-9,
    }),
    "not_finite options.horizon: expected a finite number, got Infinity": horizons({
      horizon: Number.POSITIVE_INFINITY,
    }),
    "missing model.timeUnit: expected day, week, month or year, to make a number of options.horizon, got nothing":
      horizons({ horizon: { weeks: 1 } }),
    "unknown_name options.horizon.fortnights: expected one of days, weeks, months, years, got another name":
      horizons({ horizon: { fortnights: 1 } }),
    "wrong_type options: expected an object, got an array of 0": horizons([]),
    "out_of_range count: expected a whole number from 0 to 1000000000, got a negative number": count(-1),
    "out_of_range count: expected a whole number from 0 to 1000000000, got a positive number": count(0.5),
    "out_of_range count: expected a whole number from 0 to 1000000000, got a positive integer": count(
      1e9 + 1,
    ),
    "wrong_type count: expected a whole number, got a string of 1 character": count("1"),
    "unknown_name options.horizon: expected one of probability, got another name": next({ horizon: 1 }),
    "out_of_range options.probability: expected a finite number from 0 to 1, got a negative number": next({
      probability: -1e-9,
    }),
    "out_of_range options.probability: expected a finite number from 0 to 1, got a positive number": next({
      probability: 1 + 1e-9,
    }),
    "wrong_type options.probability: expected a finite number, got null": next({ probability: null }),
    "unknown_name options.rate: expected one of discountRate, continuousRate, got another name": discounted({
      rate: 0.1,
    }),
    "missing options.discountRate: expected a rate per year, 0.1 for 10 %, got nothing": discounted({}),
    "conflict options.continuousRate: expected one rate, got two": discounted({
      discountRate: 0.1,
      continuousRate: 0.1,
    }),
    "out_of_range options.discountRate: expected a finite number from 0, got a negative number": discounted({
      discountRate: -1e-9,
    }),
    "out_of_range options.continuousRate: expected a finite number from 0, got a negative number": discounted(
      { continuousRate: -1e-9 },
    ),
    "missing model.timeUnit: expected day, week, month or year, to make a number of options.discountRate, got nothing":
      every((m, model) => m["discountedExpectedTransactions"]?.(model, rows, { discountRate: 0.1 })),
    "unknown_name options.covariates: expected one of horizon, got another name": [bgCnbdK, mbgCnbdK].flatMap(
      (m) => [
        () =>
          m.expectedPurchasesNewCustomer({ parameters: { k: 2, ...four } }, {
            horizon: 1,
            covariates: {},
          } as never),
      ],
    ),
    "unknown_name options.horizons: expected one of horizon, covariates, got another name": [
      [bgNbd, mbgNbd].map(
        (m) => () => m.expectedPurchasesNewCustomer({ parameters: four }, { horizons: 1 } as never),
      ),
      [bgNbd, mbgNbd].map(
        (m) => () => m.purchaseCountProbability({ parameters: four }, 1, { horizons: 1 } as never),
      ),
    ].flat(),
    "unknown_name options.weights: expected one of covariates, got another name": () =>
      bgNbd.logLikelihood(four, rows, { weights: 1 } as never),
  });
});

describe("options of a fit are refused, by each model alike", () => {
  const fitWith = (options: unknown) => everywhere((m, _, some) => m["fit"]?.(some, options));
  const classic = (options: unknown) => every((m) => m["fit"]?.(rows, options), MODELS.slice(0, 4));
  const regular = (options: unknown) => every((m) => m["fit"]?.(rows, options), MODELS.slice(4));
  const spend = (options: unknown) => () => gammaGamma.fit(rows, options as never);
  const weekly = Object.assign([row], { timeUnit: week });

  refuses({
    "wrong_type options: expected an object, got null": fitWith(null),
    "unknown_name options.prior: expected one of priors, start, timeUnit, covariates, got another name": [
      bgNbd,
      mbgNbd,
      paretoNbd,
    ].map((m) => () => m.fit(rows, { prior: "weak" } as never)),
    "unknown_name options.prior: expected one of priors, start, timeUnit, got another name": () =>
      nbd.fit(rows, { prior: "weak" } as never),
    "unknown_name options.start: expected one of k, priors, timeUnit, got another name": regular({
      start: four,
    }),
    "unknown_name options.covariates: expected one of priors, start, timeUnit, got another name": () =>
      bgBb.fit(donors, { covariates: [] } as never),
    "unknown_name options.timeUnit: expected one of priors, start, got another name": spend({
      timeUnit: week,
    }),
    "unknown_name options.timeUnit: expected one of day, week, month, year, got a string of 5 characters":
      fitWith({ timeUnit: "weeks" }),
    'unknown_name options.priors: expected "weak" or priors by parameter, got another name': fitWith({
      priors: "flat",
    }),
    "wrong_type options.priors: expected an object, got null": fitWith({ priors: null }),
    "wrong_type options.priors.alpha: expected an object, got a positive integer": fitWith({
      priors: { alpha: 1 },
    }),
    "unknown_name options.priors.alpha.customers: expected one of median, pseudoCustomers, got another name":
      fitWith({ priors: { alpha: { median: 1, customers: 1 } } }),
    "out_of_range options.priors.alpha.median: expected a finite number above 0, got zero": fitWith({
      priors: { alpha: { median: 0, pseudoCustomers: 1 } },
    }),
    "out_of_range options.priors.alpha.pseudoCustomers: expected a finite number from 0, got a negative number":
      fitWith({ priors: { alpha: { median: 1, pseudoCustomers: -1e-9 } } }),
    "wrong_type options.priors.alpha.pseudoCustomers: expected a finite number, got nothing": fitWith({
      priors: { alpha: { median: 1 } },
    }),
    "unknown_name options.priors.k: expected one of r, alpha, a, b, got another name": () =>
      bgNbd.fit(rows, { priors: { k: { median: 1, pseudoCustomers: 1 } } } as never),
    "out_of_range options.k: expected a whole number from 1 to 100, got zero": regular({ k: 0 }),
    "out_of_range options.k: expected a whole number from 1 to 100, got a positive integer": regular({
      k: 101,
    }),
    "out_of_range options.k: expected a whole number from 1 to 100, got a positive number": regular({
      k: 1.5,
    }),
    "empty options.start: expected at least one start, got none": classic({ start: [] }),
    "wrong_type options.start: expected { r, alpha, a, b }, got a positive integer": () =>
      bgNbd.fit(rows, { start: 1 } as never),
    "wrong_type options.start.0: expected { r, alpha }, got null": () =>
      nbd.fit(rows, { start: [null] } as never),
    "missing options.start.r: expected a number above 0, got nothing": classic({ start: { alpha: 1 } }),
    "missing options.start.0.r: expected a number above 0, got nothing": classic({ start: [{ alpha: 1 }] }),
    "out_of_range options.start.r: expected a finite number above 0, got zero": classic({
      start: { r: 0, alpha: 1 },
    }),
    "out_of_range options.priors.p.median: expected a finite number above 0, got a negative number": spend({
      priors: { p: { median: -1, pseudoCustomers: 1 } },
    }),
    "missing options.start.0.gamma: expected a number above 0, got nothing": spend({
      start: [{ p: 1, q: 1 }],
    }),
    "unknown_name options.timeUnit: expected one of day, week, month, year, got a positive integer": classic({
      timeUnit: 7,
    }),
    "conflict options.timeUnit: expected the rows' unit, the week, got the day": every((m) =>
      m["fit"]?.(weekly, { timeUnit: "day" }),
    ),
  });
});

describe("options of a simulation are refused, by each model alike", () => {
  const whole = { customers: 1, age: 1, seed: 1 };
  const simulate = (options: object) => every((m, model) => m["simulate"]?.(model, { ...whole, ...options }));
  refuses({
    "unknown_name options.ages: expected one of customers, age, seed, horizon, got another name": simulate({
      ages: 1,
    }),
    "out_of_range options.customers: expected a whole number from 0 to 100000000, got a negative number":
      simulate({ customers: -1 }),
    "out_of_range options.customers: expected a whole number from 0 to 100000000, got a positive integer":
      simulate({ customers: 1e8 + 1 }),
    "out_of_range options.customers: expected a whole number from 0 to 100000000, got a positive number":
      simulate({ customers: 1.5 }),
    "wrong_type options.customers: expected a whole number, got nothing": simulate({ customers: undefined }),
    "out_of_range options.seed: expected a whole number, got a positive number": simulate({ seed: 0.5 }),
    "wrong_type options.seed: expected a whole number, got nothing": simulate({ seed: undefined }),
    "out_of_range options.age: expected a finite number from 0, got a negative number": simulate({
      age: -1e-9,
    }),
    "missing options.age: expected a number or a duration such as { months: 12 }, got nothing": simulate({
      age: undefined,
    }),
    "wrong_type options.age: expected a duration such as { months: 12 }, got null": simulate({ age: null }),
    "out_of_range options.age.0: expected a finite number from 0, got a negative number": simulate({
      age: [-1],
    }),
    "out_of_range options.age.length: expected a finite number from 1 to 1, got a positive integer": simulate(
      { age: [1, 2] },
    ),
    "out_of_range options.age.length: expected a finite number from 1 to 1, got zero": simulate({ age: [] }),
    "wrong_type options.age.0: expected a finite number, got a string of 1 character": simulate({
      age: ["1"],
    }),
    "missing model.timeUnit: expected day, week, month or year, to make a number of options.age, got nothing":
      simulate({ age: { weeks: 1 } }),
    "out_of_range options.horizon: expected a finite number from 0, got a negative number": simulate({
      horizon: -1,
    }),
    "missing model.timeUnit: expected day, week, month or year, to make a number of options.horizon, got nothing":
      simulate({ horizon: { days: 1 } }),
    "wrong_type options: expected an object with customers, age and seed, got null": MODELS.slice(0, 3).map(
      ([m, model]) =>
        () =>
          m["simulate"]?.(model, null),
    ),
    "wrong_type options: expected an object, got null": MODELS.slice(3).map(
      ([m, model]) =>
        () =>
          m["simulate"]?.(model, null),
    ),
  });
});

describe("intervals of parameters are refused", () => {
  const fitted = bgNbd.fit(rows);
  refuses({
    "unknown_name options.levels: expected one of level, got another name": () =>
      parameterIntervals(fitted, { levels: 0.9 } as never),
    "out_of_range options.level: expected a finite number from 0 to 0.999999, got a positive integer": () =>
      parameterIntervals(fitted, { level: 1 }),
    "out_of_range options.level: expected a finite number from 0 to 0.999999, got a negative number": () =>
      parameterIntervals(fitted, { level: -1e-9 }),
    "wrong_type model: expected a model, got null": () => parameterIntervals(null as never),
    "wrong_type model: expected a model, got an object": () => parameterIntervals({} as never),
    "missing model.fit: expected a fitted model, got nothing": () => parameterIntervals(bg),
    "wrong_type model.fit: expected what a fit reports, got null": () =>
      parameterIntervals({ ...bg, fit: null } as never),
    "wrong_type options: expected an object, got null": () => parameterIntervals(fitted, null as never),
  });
});
