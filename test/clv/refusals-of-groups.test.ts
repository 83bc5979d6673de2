import { describe } from "vitest";
import {
  bgNbd,
  fitCohorts,
  fitRecencyChain,
  likelihoodRatioTest,
  migrationChain,
  modelOfCohort,
  nbd,
  regularity,
} from "../../src/clv/index.ts";
import { refuses } from "../core/base.ts";

const row = { frequency: 2, recency: 30, age: 39, z: 1, channel: "web", holdoutFrequency: 1 };
const rows = [row, { ...row, frequency: 0, recency: 0, z: 0, channel: "shop" }];

describe("covariates are refused", () => {
  const fitWith =
    (covariates: unknown, change: object = {}) =>
    () =>
      bgNbd.fit([{ ...row, ...change }, ...rows] as never, { covariates } as never);
  const model = { kind: "bgNbd", parameters: { r: 0.2, alpha: 4.4, a: 0.8, b: 2.4 } } as const;
  const effect = { process: "purchase", field: "z", coefficient: 0.1 };
  const by =
    (covariates: unknown, history: unknown = rows) =>
    () =>
      bgNbd.probabilityAlive({ ...model, covariates } as never, history as never);
  const effects = [effect, { ...effect, field: "channel", level: "web", reference: "shop" }];
  const fresh = (covariates: unknown) => [
    () =>
      bgNbd.expectedPurchasesNewCustomer(
        { ...model, covariates: effects } as never,
        { horizon: 1, covariates } as never,
      ),
    () =>
      bgNbd.purchaseCountProbability({ ...model, covariates: effects } as never, 1, {
        horizon: 1,
        covariates,
      } as never),
  ];
  const many = Array.from({ length: 67 }, (_, i) => ({
    ...row,
    id: `c${i}`,
    other: `d${i}`,
    third: `e${i}`,
  }));
  const simulate = (options: object) => () =>
    bgNbd.simulate(
      { ...model, covariates: effects } as never,
      { customers: 1, age: 1, seed: 1, ...options } as never,
    );
  const texts = Object.fromEntries(Array.from({ length: 101 }, (_, i) => [`f${i}`, i]));

  refuses({
    "wrong_type options.covariates: expected an object, got a string of 1 character": fitWith("z"),
    "wrong_type options.covariates: expected an object, got null": fitWith(null),
    "empty options.covariates: expected at least one field, got none": [
      fitWith([]),
      fitWith({ penalty: 1 }),
      fitWith({ purchase: [], lifetime: [], equal: [] }),
    ],
    "wrong_type options.covariates.1: expected the name of a field, got a positive integer": fitWith([
      "z",
      3,
    ]),
    "duplicate options.covariates.1: expected each field once, got one twice": fitWith(["z", "z"]),
    "conflict options.covariates.0: expected a field that is no part of the history, got one that is": [
      "frequency",
      "recency",
      "age",
      "weight",
    ].map((field) => fitWith([field])),
    "wrong_type options.covariates.purchase: expected names of fields, got a string of 1 character": fitWith({
      purchase: "z",
    }),
    "wrong_type options.covariates.lifetime: expected names of fields, got a string of 1 character": fitWith({
      lifetime: "z",
    }),
    "wrong_type options.covariates.equal: expected names of fields, got a string of 1 character": fitWith({
      equal: "z",
    }),
    "unknown_name options.covariates.purchases: expected one of purchase, lifetime, equal, penalty, got another name":
      fitWith({ purchases: ["z"] }),
    "out_of_range options.covariates.penalty: expected a finite number from 0, got a negative number":
      fitWith({
        equal: ["z"],
        penalty: -1e-9,
      }),
    "wrong_type options.covariates.penalty: expected an object, got a string of 1 character": fitWith({
      equal: ["z"],
      penalty: "1",
    }),
    "unknown_name options.covariates.penalty.churn: expected one of purchase, lifetime, got another name":
      fitWith({ equal: ["z"], penalty: { churn: 1 } }),
    "out_of_range options.covariates.penalty.purchase: expected a finite number from 0, got a negative number":
      fitWith({ equal: ["z"], penalty: { purchase: -1 } }),
    "out_of_range options.covariates.penalty.lifetime: expected a finite number from 0, got a negative number":
      fitWith({ equal: ["z"], penalty: { lifetime: -1 } }),
    "missing rows.0.mood: expected a number, true or false, or text, got nothing": fitWith(["mood"]),
    "not_finite rows.0.z: expected a finite number, got Infinity": fitWith(["z"], {
      z: Number.POSITIVE_INFINITY,
    }),
    "wrong_type rows.2.z: expected a number, as in the other rows, got a string of 1 character": () =>
      bgNbd.fit([...rows, { ...row, z: "1" }] as never, { covariates: ["z"] }),
    "wrong_type rows.2.channel: expected text, as in the other rows, got a positive integer": () =>
      bgNbd.fit([...rows, { ...row, channel: 1 }] as never, { covariates: ["channel"] }),
    "too_large rows.id: expected at most 64 different values, got 67": () =>
      bgNbd.fit(many, { covariates: ["id"] }),
    "too_large options.covariates: expected at most 200 coefficients, got 202": () =>
      bgNbd.fit(
        rows.map((r) => ({ ...r, ...texts })),
        { covariates: Object.keys(texts) },
      ),
    "wrong_type model.covariates: expected a list, got a string of 1 character": by("z"),
    "wrong_type model.covariates.0: expected { process, field, coefficient }, got null": by([null]),
    "unknown_name model.covariates.0.process: expected one of purchase, lifetime, got a string of 5 characters":
      by([{ ...effect, process: "churn" }]),
    "not_finite model.covariates.0.coefficient: expected a finite number, got NaN": by([
      { ...effect, coefficient: Number.NaN },
    ]),
    "wrong_type model.covariates.0.field: expected a string, got a positive integer": by([
      { ...effect, field: 3 },
    ]),
    "wrong_type model.covariates.0.level: expected a string, got a positive integer": by([
      { ...effect, level: 3 },
    ]),
    "wrong_type model.covariates.0.reference: expected a string, got a positive integer": by([
      { ...effect, reference: 3 },
    ]),
    "missing rows.0.z: expected a number, true or false, or text, got nothing": by(
      [effect],
      [{ frequency: 0, recency: 0, age: 1 }],
    ),
    "wrong_type rows.0.z: expected a number, as in the other rows, got a string of 1 character": by(
      [effect],
      [{ ...row, z: "a" }],
    ),
    "conflict model.covariates: expected none: nbd takes no covariates": () =>
      nbd.probabilityAlive({ parameters: { r: 1, alpha: 1 }, covariates: [effect] } as never, rows),
    "missing options.covariates: expected a value for each covariate of the model, got nothing":
      fresh(undefined),
    "missing options.covariates.channel: expected a number, true or false, or text, got nothing": fresh({
      z: 1,
    }),
    "missing options.covariates.z: expected a number, true or false, or text, got null": fresh({
      z: null,
      channel: "web",
    }),
    "not_finite options.covariates.z: expected a finite number, got NaN": fresh({
      z: Number.NaN,
      channel: "web",
    }),
    "wrong_type options.covariates.z: expected a finite number, got a string of 1 character": fresh({
      z: "1",
      channel: "web",
    }),
    "unknown_name options.covariates.channel: expected a value that the model has seen, got another": fresh({
      z: 1,
      channel: "fax",
    }),
    "conflict options.covariates: expected none, as the model has none, got an object": () =>
      bgNbd.expectedPurchasesNewCustomer(model, { horizon: 1, covariates: {} }),
    "missing options.covariates: expected the covariates of each customer, got nothing": simulate({}),
    "length_mismatch options.covariates: expected as many as customers, got 0": simulate({ covariates: [] }),
    "missing options.covariates.0: expected a value that the model knows in each covariate, got none":
      simulate({ covariates: [{ z: 1, channel: "fax" }] }),
    "missing covariates.0.channel: expected a number, true or false, or text, got nothing": simulate({
      covariates: [{ z: 1 }],
    }),
    "conflict options.covariates: expected none, as the model has none, got some": () =>
      bgNbd.simulate(model, { customers: 1, age: 1, seed: 1, covariates: [{}] } as never),
  });

  const fitted = { ...model, fit: { customers: 9, logLikelihood: -20 } };
  const full = { ...fitted, covariates: effects } as never;
  const against = (change: object) => () => likelihoodRatioTest(full, { ...fitted, ...change } as never);
  refuses({
    "missing full.fit: expected a fitted model, got none": () => likelihoodRatioTest(null as never, fitted),
    "missing restricted.fit: expected a fitted model, got none": [
      against({ fit: undefined }),
      against({ fit: null }),
    ],
    "wrong_type restricted.fit.logLikelihood: expected a finite number, got nothing": against({
      fit: { customers: 9 },
    }),
    "wrong_type restricted.fit.customers: expected a finite number, got nothing": against({
      fit: { logLikelihood: -20 },
    }),
    "not_finite restricted.fit.logLikelihood: expected a finite number, got NaN": against({
      fit: { customers: 9, logLikelihood: Number.NaN },
    }),
    "conflict restricted.kind: expected a model of the same kind as the full one, got one of another kind":
      against({ kind: "nbd" }),
    "conflict restricted.fit.customers: expected the customers of the full model, got another number of them":
      [
        against({ fit: { customers: 10, logLikelihood: -20 } }),
        against({ fit: { customers: 9 + 1.2e-8, logLikelihood: -20 } }),
      ],
    "wrong_type restricted.covariates: expected a list of effects, got a string of 1 character": against({
      covariates: "z",
    }),
    "wrong_type restricted.covariates: expected a list of effects, got an array of 1": against({
      covariates: [null],
    }),
    "conflict restricted.covariates: expected a fit without penalty, got one with": against({
      covariates: [{ ...effect, penalty: 1 }],
    }),
    "conflict restricted.covariates: expected covariates of the full model, got a further one": [
      () => likelihoodRatioTest(fitted, { ...fitted, covariates: [effect] } as never),
      against({
        covariates: [{ ...effect, field: "mood" }],
      }),
    ],
    "conflict restricted.covariates: expected fewer coefficients than the full model, got as many": against({
      covariates: effects,
    }),
    "conflict restricted.covariates: expected the equal coefficients of the full model, got unequal ones":
      () =>
        likelihoodRatioTest(
          { ...fitted, covariates: [{ ...effect, equal: true }, effects[1]] } as never,
          { ...fitted, covariates: [effect] } as never,
        ),
  });
});

describe("cohorts of customers are refused", () => {
  const fitWith =
    (options: unknown, history: unknown = rows) =>
    () =>
      fitCohorts(nbd, history as never, options as never);
  const fits = { kind: "nbd", centre: {}, pooled: {}, cohorts: [] };
  const find = (given: unknown) => () => modelOfCohort(given as never, "web");
  refuses({
    "wrong_type options: expected an object, got null": fitWith(null),
    "unknown_name options.cohorts: expected one of cohort, timeUnit, got another name": fitWith({
      cohorts: "channel",
    }),
    "wrong_type options.cohort: expected the name of a field, got nothing": fitWith({}),
    "missing rows.0.mood: expected text or a number, got nothing": fitWith({ cohort: "mood" }),
    "unknown_name options.timeUnit: expected one of day, week, month, year, got a string of 7 characters":
      fitWith({ cohort: "channel", timeUnit: "quarter" }),
    "wrong_type rows.0.channel: expected text or a number, got a boolean": fitWith({ cohort: "channel" }, [
      { ...row, channel: true },
    ]),
    "empty rows: expected at least one customer, got none": [
      fitWith({ cohort: "channel" }, [{ ...row, channel: null }]),
      fitWith({ cohort: "channel" }, []),
    ],
    "unknown_name model.kind: expected one of bgNbd, mbgNbd, paretoNbd, nbd, got a string of 4 characters":
      () => fitCohorts({ kind: "bgBb" } as never, rows, { cohort: "channel" }),
    "wrong_type model: expected a fitted model, got null": () =>
      fitCohorts(null as never, rows, { cohort: "channel" }),
    "wrong_type fits: expected what fitCohorts gives, got an object": [
      find({}),
      find({ ...fits, kind: undefined }),
      find({ ...fits, centre: undefined }),
      find({ ...fits, pooled: undefined }),
    ],
    "wrong_type fits: expected what fitCohorts gives, got null": find(null),
    "wrong_type fits.cohorts: expected a list of models, got a positive integer": find({
      ...fits,
      cohorts: 3,
    }),
    "wrong_type fits.cohorts: expected a list of models, got an array of 1": find({
      ...fits,
      cohorts: [null],
    }),
  });
});

describe("chains are refused", () => {
  const chain = (change: object) => () =>
    migrationChain({
      states: ["in", "out"],
      transitions: [
        [0.5, 0.5],
        [0, 1],
      ],
      purchases: [1, 0],
      period: { months: 1 },
      ...change,
    } as never);
  const fitWith =
    (options: object, history: unknown = rows) =>
    () =>
      fitRecencyChain(history as never, { period: { weeks: 4 }, timeUnit: "week", ...options } as never);
  const states = Array.from({ length: 51 }, (_, i) => `s${i}`);
  refuses({
    "wrong_type spec: expected an object, got null": () => migrationChain(null as never),
    "unknown_name spec.state: expected one of states, transitions, purchases, costs, observed, period, field, got another name":
      chain({ state: [] }),
    "unknown_name spec.version: expected one of states, transitions, purchases, costs, observed, period, field, got another name":
      chain({ version: 2 }),
    "wrong_type spec.states: expected a list, got a string of 2 characters": chain({ states: "in" }),
    "empty spec.states: expected at least one state, got none": chain({ states: [] }),
    "too_large spec.states: expected at most 50 states, got 51": chain({ states }),
    "wrong_type spec.states.1: expected a name, got a positive integer": chain({ states: ["in", 3] }),
    "duplicate spec.states: expected each state once, got one twice": chain({ states: ["in", "in"] }),
    "length_mismatch spec.transitions: expected 2, one for each state, got 1": chain({
      transitions: [[1, 0]],
    }),
    "length_mismatch spec.transitions.0: expected 2, one for each state, got 1": chain({
      transitions: [[1], [0, 1]],
    }),
    "wrong_type spec.transitions.0: expected a list, got a positive integer": chain({
      transitions: [3, [0, 1]],
    }),
    "out_of_range spec.transitions.0: expected chances that sum to 1, got others": chain({
      transitions: [
        [0.5, 0.499998],
        [0, 1],
      ],
    }),
    "out_of_range spec.transitions.0.0: expected a finite number from 0 to 1, got a positive number": chain({
      transitions: [
        [1.5, -0.5],
        [0, 1],
      ],
    }),
    "out_of_range spec.transitions.1.0: expected a finite number from 0 to 1, got a negative number": chain({
      transitions: [
        [0.5, 0.5],
        [-1e-9, 1],
      ],
    }),
    "length_mismatch spec.purchases: expected 2, one for each state, got 1": chain({ purchases: [1] }),
    "out_of_range spec.purchases.0: expected a finite number from 0, got a negative number": chain({
      purchases: [-1, 0],
    }),
    "wrong_type spec.purchases: expected a list, got nothing": chain({ purchases: undefined }),
    "length_mismatch spec.costs: expected 2, one for each state, got 1": chain({ costs: [1] }),
    "not_finite spec.costs.1: expected a finite number, got NaN": chain({ costs: [1, Number.NaN] }),
    "out_of_range spec.observed.1: expected a finite number from 0, got a negative number": chain({
      observed: [1, -1],
    }),
    "length_mismatch spec.observed: expected 2, one for each state, got 1": chain({ observed: [1] }),
    "wrong_type spec.field: expected the name of a field, got a positive integer": chain({ field: 3 }),
    "out_of_range spec.period: expected a period above 0, got another": chain({ period: { months: 0 } }),
    "wrong_type spec.period: expected a duration such as { months: 12 }, got nothing": chain({
      period: undefined,
    }),
    "unknown_name options.horizon: expected one of period, states, cost, timeUnit, got another name": fitWith(
      {
        horizon: 1,
      },
    ),
    "wrong_type options.period: expected a duration such as { months: 12 }, got nothing": fitWith({
      period: undefined,
    }),
    "wrong_type options.period: expected a duration such as { months: 12 }, got a positive integer": fitWith({
      period: 4,
    }),
    "out_of_range options.period: expected a period above 0, got another": fitWith({ period: { weeks: 0 } }),
    "out_of_range options.states: expected a whole number from 1 to 49, got zero": fitWith({ states: 0 }),
    "out_of_range options.states: expected a whole number from 1 to 49, got a positive integer": fitWith({
      states: 50,
    }),
    "out_of_range options.states: expected a whole number from 1 to 49, got a positive number": fitWith({
      states: 1.5,
    }),
    "out_of_range options.cost: expected a finite number from 0, got a negative number": fitWith({
      cost: -1e-9,
    }),
    "wrong_type options.cost: expected a finite number, got a string of 1 character": fitWith({ cost: "1" }),
    "unknown_name options.timeUnit: expected one of day, week, month, year, got a string of 7 characters":
      fitWith({ timeUnit: "quarter" }),
    "missing options.timeUnit: expected day, week, month or year, to make a number of options.period, got nothing":
      fitWith({ timeUnit: undefined }),
    "empty rows: expected at least one customer, got none": [
      fitWith({}, []),
      fitWith({}, [{ frequency: 0, recency: 0, age: 3 }]),
    ],
    "out_of_range rows.0.holdoutFrequency: expected a number of at least 0, got a negative number": fitWith(
      {},
      [{ ...row, holdoutFrequency: -1 }],
    ),
    "conflict options.timeUnit: expected the rows' unit, the day, got the week": fitWith(
      {},
      Object.assign([row], { timeUnit: "day" }),
    ),
    "wrong_type options: expected an object, got null": () => fitRecencyChain(rows, null as never),
    'missing options.asOf: expected a date such as "2026-01-31" (nothing here reads the clock), got nothing':
      () => regularity([{ customerId: "a", at: "2026-01-05", amount: 1 }], {} as never),
    "unknown_name options.level: expected one of timeZone, numericTime, sameDay, zeroAmount, duplicates, rates, from, onInvalid, fields, asOf, got another name":
      () =>
        regularity([{ customerId: "a", at: "2026-01-05", amount: 1 }], {
          asOf: "2026-02-01",
          level: 1,
        } as never),
  });
});
