import { describe } from "vitest";
import {
  gammaGamma,
  nbd,
  posterior,
  predictiveCheck,
  priorPredictiveCheck,
  shiftedBetaGeometric,
} from "../../../src/clv/index.ts";
import { refuses } from "../../core/base.ts";

const rows = [
  { frequency: 2, recency: 30, age: 39, meanRepeatSpend: 20 },
  { frequency: 0, recency: 0, age: 39, meanRepeatSpend: null },
];
const model = { kind: "nbd", parameters: { r: 0.4, alpha: 12 } } as const;
const draws = { r: [[0.4, 0.5]], alpha: [[12, 13]] };

describe("a posterior is refused", () => {
  const of =
    (options: unknown, data: unknown = rows, given: unknown = nbd) =>
    () =>
      posterior(given as never, data as never, options as never);
  const priors = (r: unknown) => of({ priors: { r } });
  refuses({
    "wrong_type model: expected a model such as bgNbd, got null": of({}, rows, null),
    "unknown_name model.kind: expected one of bgNbd, mbgNbd, paretoNbd, nbd, gammaGamma, shiftedBetaGeometric, got a string of 4 characters":
      of({}, rows, { kind: "bgBb" }),
    "wrong_type options: expected an object, got null": of(null),
    "unknown_name options.tune: expected one of draws, chains, seed, method, priors, timeUnit, got another name":
      of({ tune: 1 }),
    "out_of_range options.draws: expected a whole number from 20 to 100000, got a positive integer": [
      of({ draws: 19 }),
      of({ draws: 100_001 }),
    ].flat(),
    "out_of_range options.draws: expected a whole number from 20 to 100000, got a positive number": of({
      draws: 20.5,
    }),
    "out_of_range options.chains: expected a whole number from 1 to 64, got zero": of({ chains: 0 }),
    "out_of_range options.chains: expected a whole number from 1 to 64, got a positive integer": of({
      chains: 65,
    }),
    "out_of_range options.chains: expected a whole number from 1 to 64, got a positive number": of({
      chains: 1.5,
    }),
    "out_of_range options.seed: expected a whole number, got a positive number": of({ seed: 0.5 }),
    "unknown_name options.method: expected one of auto, exact, nuts, laplace, got a string of 5 characters":
      of({ method: "gibbs" }),
    "unknown_name options.timeUnit: expected one of day, week, month, year, got a string of 7 characters": of(
      { timeUnit: "quarter" },
    ),
    'unknown_name options.priors: expected "weak" or priors by parameter, got another name': of({
      priors: "flat",
    }),
    'unknown_name options.priors: expected "weak" or priors by parameter: pymc-marketing has none that suit this model, got its name':
      [of({ priors: "pymc-marketing" }), of({ priors: "pymc-marketing" }, rows, gammaGamma)],
    "unknown_name options.priors.a: expected one of r, alpha, got another name": of({
      priors: { a: { median: 1, pseudoCustomers: 1 } },
    }),
    "out_of_range options.priors.r.median: expected a finite number above 0, got zero": priors({
      median: 0,
      pseudoCustomers: 1,
    }),
    "out_of_range options.priors.r.pseudoCustomers: expected a number above 0: a posterior needs a prior, got 0":
      priors({ median: 1, pseudoCustomers: 0 }),
    "empty rows: expected at least one customer, got none": [of({}, []), of({}, [{ ...rows[0], weight: 0 }])],
    "empty rows: expected at least one customer with repeat purchases and a positive mean, got none": of(
      {},
      rows.slice(1),
      gammaGamma,
    ),
    "empty cohort: expected at least one customer before a renewal, got none": of(
      {},
      [9],
      shiftedBetaGeometric,
    ),
    "conflict options.timeUnit: expected the rows' unit, the year, got the month": of(
      { timeUnit: "month" },
      Object.assign([{ tenure: 1, active: true }], { timeUnit: "year" }),
      shiftedBetaGeometric,
    ),
  });
});

describe("a predictive check is refused", () => {
  const check =
    (options: unknown, given: unknown = { ...model, draws }, data: unknown = rows) =>
    () =>
      predictiveCheck(given as never, data as never, options as never);
  const prior =
    (options: unknown, given: unknown = nbd, data: unknown = rows) =>
    () =>
      priorPredictiveCheck(given as never, data as never, options as never);
  const both = (options: unknown) => [check(options), prior(options)];
  refuses({
    "wrong_type model: expected a model such as bgNbd, got null": [check({}, null), prior({}, null)],
    "unknown_name model.kind: expected one of bgNbd, mbgNbd, paretoNbd, nbd, gammaGamma, shiftedBetaGeometric, got a string of 4 characters":
      [check({}, { ...model, kind: "bgBb", draws }), prior({}, { kind: "bgBb" })],
    "wrong_type options: expected an object, got null": both(null),
    "unknown_name options.priors: expected one of replications, seed, statistics, got another name": check({
      priors: "weak",
    }),
    "unknown_name options.draws: expected one of replications, seed, statistics, priors, got another name":
      prior({ draws: 20 }),
    "missing model.draws: expected a posterior, got a model without": check({}, model),
    "unknown_version model.version: expected version 1, got a positive integer": check(
      {},
      { ...model, version: 2, draws },
    ),
    "wrong_type model.draws.alpha: expected a list of numbers for each chain, got nothing": check(
      {},
      { ...model, draws: { r: [[1]] } },
    ),
    "out_of_range model.draws.alpha.0: expected a finite number above 0, got a negative number": check(
      {},
      { ...model, draws: { r: [[1]], alpha: [[-1]] } },
    ),
    "conflict model.timeUnit: expected a model in the rows' unit, the week, got one in the day": check(
      {},
      { ...model, timeUnit: "day", draws },
      Object.assign([rows[0]], { timeUnit: "week" }),
    ),
    "empty rows: expected at least one customer, got none": [check({}, undefined, []), prior({}, nbd, [])],
    "out_of_range options.replications: expected a whole number from 20 to 100000, got a positive integer": [
      both({ replications: 19 }),
      both({ replications: 100_001 }),
    ].flat(),
    "out_of_range options.replications: expected a whole number from 20 to 100000, got a positive number":
      both({ replications: 20.5 }),
    "out_of_range options.seed: expected a whole number, got a positive number": both({ seed: 0.5 }),
    "wrong_type options.statistics: expected an object, got a positive integer": both({ statistics: 3 }),
    "wrong_type options.statistics.odd: expected a function of columns, got a positive integer": both({
      statistics: { odd: 3 },
    }),
    "wrong_type options.statistics.odd: expected a function that gives a number, got a string of 1 character":
      both({ replications: 20, statistics: { odd: () => "3" } }),
    'unknown_name options.priors: expected "weak" or priors by parameter, got another name': prior({
      priors: "flat",
    }),
    'unknown_name options.priors: expected "weak" or priors by parameter: pymc-marketing has none that suit this model, got its name':
      prior({ priors: "pymc-marketing" }),
    "out_of_range options.priors.r.pseudoCustomers: expected a number above 0: a posterior needs a prior, got 0":
      prior({ priors: { r: { median: 1, pseudoCustomers: 0 } } }),
    "missing model.priors: expected priors by parameter, got those of another package": prior(
      {},
      { kind: "nbd", priors: null },
    ),
  });
});
