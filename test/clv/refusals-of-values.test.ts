import { describe } from "vitest";
import {
  historicClv,
  lifetimeValue,
  marginMultiple,
  migrationChain,
  retentionClv,
} from "../../src/clv/index.ts";
import { valueOfOne } from "../../src/clv/lifetime/value-of-one.ts";
import { refuses } from "../core/base.ts";

const row = { frequency: 2, recency: 30.43, age: 38.86, meanRepeatSpend: 20, stage: "cold" };
const rows = [row];
const purchases = {
  kind: "bgNbd",
  parameters: { r: 0.2, alpha: 4.4, a: 0.8, b: 2.4 },
  timeUnit: "week",
} as const;
const spend = { kind: "gammaGamma", parameters: { p: 6, q: 4, gamma: 15 } } as const;
const chain = migrationChain({ states: ["cold"], transitions: [[1]], purchases: [1], period: { years: 1 } });
const year = { horizon: { years: 1 } } as const;

const value =
  (models: object, options: object = {}, history: unknown = rows) =>
  () =>
    lifetimeValue(
      { purchases, spend, ...models } as never,
      history as never,
      { ...year, ...options } as never,
    );

describe("a lifetime value is refused", () => {
  const draws = { r: [[1]], alpha: [[1]], a: [[1]], b: [[1]] };
  const drawn = (change: object) => value({ purchases: { ...purchases, draws: { ...draws, ...change } } });
  const read = (given: () => unknown) => () => (given() as { readonly row: (i: number) => unknown }).row(0);
  const bare = { parameters: purchases.parameters, kind: "bgNbd" };

  refuses({
    "wrong_type models: expected an object, got null": () =>
      lifetimeValue(null as never, rows as never, year),
    "unknown_name models.margins: expected one of purchases, spend, margin, got another name": value({
      margins: 1,
    }),
    "unknown_name options.rate: expected one of horizon, discountRate, timing, level, intervals, draws, seed, probability, got another name":
      value({}, { rate: 1 }),
    "wrong_type options: expected an object, got null": () =>
      lifetimeValue({ purchases, spend } as never, rows as never, null as never),
    "wrong_type models.purchases: expected a fitted model, got nothing": value({ purchases: undefined }),
    "unknown_name models.purchases.kind: expected one of bgNbd, mbgNbd, paretoNbd, nbd, got a string of 10 characters":
      value({ purchases: { ...purchases, kind: "gammaGamma" } }),
    "unknown_version model.version: expected version 1, got a positive integer": value({
      purchases: { ...purchases, version: 2 },
    }),
    "wrong_type spend: expected a Gamma-Gamma model or numbers, got nothing": value({ spend: undefined }),
    "out_of_range spend: expected a finite number from 0, got a negative number": value({ spend: -1e-9 }),
    "not_finite spend: expected a finite number, got NaN": value({ spend: Number.NaN }),
    "wrong_type spend: expected a Gamma-Gamma model or numbers, got a string of 1 character": value({
      spend: "3",
    }),
    "length_mismatch spend: expected 1 numbers, one a row, got 2": value({ spend: [1, 2] }),
    "wrong_type spend.0: expected a finite number, got a string of 1 character": value({ spend: ["1"] }),
    "conflict model.kind: expected a model of kind gammaGamma, got one of another kind": value({
      spend: { ...spend, kind: "nbd" },
    }),
    "missing model.parameters.gamma: expected a number above 0, got nothing": value({
      spend: { parameters: { p: 6, q: 4 } },
    }),
    "wrong_type rows.0.meanRepeatSpend: expected a finite number, got a string of 2 characters": value(
      {},
      {},
      [{ ...row, meanRepeatSpend: "20" }],
    ),
    "wrong_type rows: expected an array of rows or { columns }, got text: parse it first (clientele/connectors reads CSV)":
      value({}, {}, "rows"),
    "not_finite models.margin: expected a finite number, got NaN": value({ margin: Number.NaN }),
    "wrong_type models.margin: expected a share, or one for each row": value({ margin: "0.3" }),
    "length_mismatch models.margin: expected 1 numbers, one a row, got 2": value({ margin: [0.1, 0.2] }),
    "wrong_type models.margin.0: expected a finite number, got null": value({ margin: [null] }),
    "missing options.horizon: expected a number or a duration such as { months: 12 }, got nothing": value(
      {},
      { horizon: undefined },
    ),
    "out_of_range options.horizon: expected a finite number from 0, got a negative number": value(
      {},
      { horizon: -1 },
    ),
    "wrong_type options.horizon: expected a duration such as { months: 12 }, got a string of 4 characters":
      value({}, { horizon: "year" }),
    "out_of_range options.horizon: expected a finite number to 1200, got a positive integer": value(
      {},
      { horizon: { months: 1201 }, discountRate: 0.1 },
    ),
    "missing model.timeUnit: expected day, week, month or year, to make a number of options.discountRate, got nothing":
      [
        value({ purchases: bare }, { horizon: 3, discountRate: 0.1 }),
        value({ purchases: bare }, { horizon: "lifetime", discountRate: 0.1 }),
      ].flat(),
    "out_of_range options.discountRate: expected a finite number from 0, got a negative number": value(
      {},
      { discountRate: -1e-9 },
    ),
    "wrong_type options.discountRate: expected a finite number, got a string of 3 characters": value(
      {},
      { discountRate: "0.1" },
    ),
    "unknown_name options.timing: expected one of end, mid, got a string of 5 characters": value(
      {},
      { timing: "start" },
    ),
    "out_of_range options.level: expected a finite number from 0 to 0.9999, got a negative number": value(
      {},
      { level: -1e-9 },
    ),
    "out_of_range options.level: expected a finite number from 0 to 0.9999, got a positive number": value(
      {},
      { level: 0.99991 },
    ),
    "unknown_name options.intervals: expected one of delta, bootstrap, credible, got a string of 5 characters":
      value({}, { intervals: "exact" }),
    'conflict options.intervals: expected a posterior, got "credible"': value({}, { intervals: "credible" }),
    'conflict options.intervals: expected "credible", of posteriors, got "delta"': [
      value({ purchases: { ...purchases, draws } }, { intervals: "delta" }),
    ],
    'conflict options.intervals: expected "credible", of posteriors, got "bootstrap"': value(
      { purchases: { ...purchases, draws } },
      { intervals: "bootstrap" },
    ),
    "out_of_range options.draws: expected a whole number from 1 to 10000, got zero": value({}, { draws: 0 }),
    "out_of_range options.draws: expected a whole number from 1 to 10000, got a positive integer": value(
      {},
      { draws: 10_001 },
    ),
    "out_of_range options.draws: expected a whole number from 1 to 10000, got a positive number": value(
      {},
      { draws: 1.5 },
    ),
    "out_of_range options.seed: expected a whole number, got a positive number": value({}, { seed: 1.5 }),
    "out_of_range options.probability: expected a finite number from 0 to 1, got a negative number": value(
      {},
      { probability: -1e-9 },
    ),
    "out_of_range options.probability: expected a finite number from 0 to 1, got a positive number": value(
      {},
      { probability: 1 + 1e-9 },
    ),
    "out_of_range rows.0.weight: expected a number of at least 0, got a negative number": value({}, {}, [
      { ...row, weight: -1 },
    ]),
    "wrong_type models.purchases.draws.a: expected a list of numbers for each chain, got a positive integer":
      read(drawn({ a: 3 })),
    "wrong_type models.purchases.draws.a: expected a list of numbers for each chain, got an array of 1": read(
      drawn({ a: [1] }),
    ),
    "empty models.purchases.draws.a: expected at least one draw, got none": [
      read(drawn({ a: [] })),
      read(drawn({ a: [[]] })),
    ].flat(),
    "length_mismatch models.purchases.draws.b: expected 1 draws, as the others, got 2": read(
      drawn({ b: [[1], [2]] }),
    ),
    "out_of_range models.purchases.draws.b.0: expected a finite number above 0, got zero": read(
      drawn({ b: [[0]] }),
    ),
    "wrong_type models.purchases.draws.r: expected a list of numbers for each chain, got nothing": read(
      value({ purchases: { ...purchases, draws: null } }),
    ),
    "wrong_type models.spend.draws.gamma: expected a list of numbers for each chain, got nothing": read(
      value({ spend: { ...spend, draws: { p: [[1]], q: [[1]] } } }),
    ),
    "wrong_type rows.0.customerId: expected a string or a finite number, got a boolean": read(
      value({}, {}, [{ ...row, customerId: true }]),
    ),
  });
});

describe("a lifetime value of a chain is refused", () => {
  const ofChain = (change: object, options: object = {}, history: unknown = rows) =>
    value({ purchases: { ...chain, ...change }, spend: 1 }, options, history);
  refuses({
    "unknown_version models.purchases.version: expected version 1, got a positive integer": ofChain({
      version: 2,
    }),
    "wrong_type models.purchases.states: expected a list, got a string of 4 characters": ofChain({
      states: "cold",
    }),
    "out_of_range models.purchases.transitions.0: expected chances that sum to 1, got others": ofChain({
      transitions: [[0.5]],
    }),
    "out_of_range models.purchases.purchases.0: expected a finite number from 0, got a negative number":
      ofChain({ purchases: [-1] }),
    "wrong_type models.purchases.period: expected a duration such as { months: 12 }, got a positive integer":
      ofChain({ period: 3 }),
    "missing history.0.mood: expected the name of a state, got nothing": ofChain({ field: "mood" }),
    "missing history.timeUnit: expected day, week, month or year, to make a number of models.purchases.period, got nothing":
      ofChain({ stateFrom: "recency" }),
    "unknown_name options.timing: expected one of end, mid, got a string of 5 characters": ofChain(
      {},
      { timing: "start" },
    ),
    "out_of_range options.discountRate: expected a finite number from 0, got a negative number": ofChain(
      {},
      { discountRate: -1 },
    ),
    "out_of_range options.level: expected a finite number from 0 to 0.9999, got a positive integer": ofChain(
      {},
      { level: 1 },
    ),
    "out_of_range options.level: expected a finite number from 0 to 0.9999, got a negative number": ofChain(
      {},
      { level: -1e-9 },
    ),
    "wrong_type options.horizon: expected a duration such as { months: 12 }, or lifetime, got a number":
      ofChain({}, { horizon: 52 }),
    "unknown_name options.horizon.fortnights: expected one of days, weeks, months, years, got another name":
      ofChain({}, { horizon: { fortnights: 1 } }),
    "out_of_range options.horizon: expected at most 100000 periods, got more": ofChain(
      {},
      { horizon: { years: 100_001 } },
    ),
    "out_of_range options.discountRate: expected a rate above 0 for a lifetime, got 0": ofChain(
      {},
      { horizon: "lifetime" },
    ),
    "out_of_range history.0.weight: expected a number of at least 0, got a negative number": ofChain({}, {}, [
      { ...row, weight: -1 },
    ]),
    "length_mismatch spend: expected 1 numbers, one a row, got 2": value({ purchases: chain, spend: [1, 2] }),
    "length_mismatch models.margin: expected 1 numbers, one a row, got 2": value({
      purchases: chain,
      spend: 1,
      margin: [1, 2],
    }),
  });
});

describe("the value of one customer is refused", () => {
  const one =
    (models: object, options: object = {}) =>
    () =>
      valueOfOne(
        { purchases, spend, margin: 1, ...models } as never,
        { ...year, timeUnit: "week", level: 0.9, ...options } as never,
      );
  const covariates = [{ process: "purchase", field: "z", coefficient: 1 }];
  refuses({
    "wrong_type models.purchases: expected a fitted model, got null": one({ purchases: null }),
    "conflict model.timeUnit: expected a model in the rows' unit, the week, got one in the day": one({
      purchases: { ...purchases, timeUnit: "day" },
    }),
    "conflict models.purchases.covariates: expected a model without, got one with": one({
      purchases: { ...purchases, covariates },
    }),
    "unknown_version model.version: expected version 1, got a positive integer": one({
      spend: { ...spend, version: 2 },
    }),
    "missing options.horizon: expected a number or a duration such as { months: 12 }, got nothing": one(
      {},
      { horizon: undefined },
    ),
    "unknown_name options.timing: expected one of end, mid, got a string of 5 characters": one(
      {},
      { timing: "start" },
    ),
  });
});

describe("simple values are refused", () => {
  const good = { retention: 0.5, discountRate: 0.1 };
  const rates = (change: object) => [
    () => marginMultiple({ ...good, ...change } as never),
    () => retentionClv({ margin: 1, ...good, ...change } as never),
    () => retentionClv({ margin: 1, periods: 3, ...good, ...change } as never),
  ];
  const some = (change: object) => () => retentionClv({ margin: 1, ...good, ...change } as never);
  refuses({
    "unknown_name options.margin: expected one of retention, discountRate, growth, timing, got another name":
      () => marginMultiple({ ...good, margin: 1 } as never),
    "unknown_name options.retentions: expected one of margin, periods, retention, discountRate, growth, timing, got another name":
      some({ retentions: 1 }),
    "wrong_type options: expected an object, got null": () => marginMultiple(null as never),
    "out_of_range options.retention: expected a finite number from 0 to 1, got a negative number": rates({
      retention: -1e-9,
    }),
    "out_of_range options.retention: expected a finite number from 0 to 1, got a positive number": rates({
      retention: 1 + 1e-9,
    }),
    "wrong_type options.retention: expected a finite number, got nothing": rates({ retention: undefined }),
    "out_of_range options.discountRate: expected a finite number from 0, got a negative number": rates({
      discountRate: -1e-9,
    }),
    "out_of_range options.growth: expected a finite number from -1, got a negative number": rates({
      growth: -1 - 1e-9,
    }),
    "wrong_type options.growth: expected a finite number, got a string of 1 character": rates({
      growth: "0",
    }),
    "unknown_name options.timing: expected end or immediate, got another name": rates({ timing: "start" }),
    "out_of_range options.discountRate: expected a rate above retention times growth, for the value to be finite, got one that is not":
      rates({ retention: 1, discountRate: 0 }).slice(0, 2),
    "not_finite options.margin: expected a finite number, got NaN": [
      some({ margin: Number.NaN }),
      () => historicClv([{ revenue: 1 }], { margin: Number.NaN }),
    ].flat(),
    "wrong_type options.margin: expected a finite number, got a string of 1 character": some({
      margin: "1",
    }),
    "out_of_range options.periods: expected a whole number from 0 to 1000000, got a negative number": some({
      periods: -1,
    }),
    "out_of_range options.periods: expected a whole number from 0 to 1000000, got a positive integer": some({
      periods: 1e6 + 1,
    }),
    "out_of_range options.periods: expected a whole number from 0 to 1000000, got a positive number": some({
      periods: 1.5,
    }),
    "unknown_name options.margins: expected one of margin, got another name": () =>
      historicClv([{ revenue: 1 }], { margins: 1 } as never),
    "wrong_type history.0.revenue: expected a finite number, got a string of 1 character": () =>
      historicClv([{ revenue: "1" }] as never),
    "wrong_type history: expected an array of rows or { columns }, got text: parse it first (clientele/connectors reads CSV)":
      () => historicClv("rows" as never),
    'missing history.columns.revenue: expected a column (or say which one it is: fields: { revenue: "…" }), got nothing':
      () => historicClv({ columns: {} } as never),
  });
});
