import { describe } from "vitest";
import {
  bgBb,
  chooseContractModel,
  chooseModel,
  chooseOnHoldout,
  compareModels,
  evaluateModel,
  expectedTransactions,
  nbd,
  shiftedBetaGeometric,
} from "../../src/clv/index.ts";
import { refuses } from "../core/base.ts";

const rows = [
  { frequency: 2, recency: 30, age: 39, holdoutFrequency: 1 },
  { frequency: 0, recency: 0, age: 39, holdoutFrequency: 0 },
];
const model = { kind: "nbd", parameters: { r: 0.4, alpha: 12 } } as const;

describe("a forecast beside what came is refused", () => {
  const evaluate = (given: unknown, holdout: unknown = rows, options: unknown = { horizon: 3 }) => [
    () => evaluateModel(given as never, rows, holdout as never, options as never),
    () => compareModels([given] as never, rows, holdout as never, options as never),
  ];
  const expected =
    (given: unknown, options: unknown = {}, history: unknown = rows) =>
    () =>
      expectedTransactions(given as never, history as never, options as never);

  refuses({
    "wrong_type model: expected a fitted model, got null": [evaluate(null), expected(null)].flat(),
    "unknown_name model.kind: expected one of bgNbd, mbgNbd, paretoNbd, nbd, got a string of 4 characters":
      evaluate({ ...model, kind: "bgBb" }),
    "missing model.parameters.alpha: expected a number above 0, got nothing": evaluate({
      ...model,
      parameters: { r: 1 },
    }),
    "length_mismatch holdout: expected 2 rows, as calibration has, got 1": evaluate(model, rows.slice(1)),
    "missing holdout.0.holdoutFrequency: expected purchases of at least one customer, got nothing": evaluate(
      model,
      [{}, {}],
    ),
    "out_of_range holdout.0.holdoutFrequency: expected a number of at least 0, got a negative number":
      evaluate(model, [{ holdoutFrequency: -1 }, { holdoutFrequency: 1 }]),
    "wrong_type holdout: expected an array of rows or { columns }, got text: parse it first (clientele/connectors reads CSV)":
      evaluate(model, "rows"),
    "missing options.horizon: expected a number or a duration such as { months: 12 }, got nothing": evaluate(
      model,
      rows,
      {},
    ),
    "out_of_range options.horizon: expected a finite number from 0, got a negative number": evaluate(
      model,
      rows,
      { horizon: -1 },
    ),
    "missing model.timeUnit: expected day, week, month or year, to make a number of options.horizon, got nothing":
      evaluate(model, rows, { horizon: { weeks: 3 } }),
    "unknown_name options.horizons: expected one of horizon, got another name": evaluate(model, rows, {
      horizons: 3,
    }),
    "wrong_type options: expected an object, got null": evaluate(model, rows, null),
    "empty models: expected at least one model, got none": [
      () => compareModels([], rows),
      () => compareModels(model as never, rows),
    ],
    "unknown_name model.kind: expected one of bgNbd, mbgNbd, paretoNbd, nbd, got a string of 10 characters":
      expected({ ...model, kind: "gammaGamma" }),
    "unknown_name options.period: expected one of periods, got another name": expected(model, { period: 1 }),
    "out_of_range options.periods: expected a whole number from 0 to 100000, got a negative number": expected(
      model,
      { periods: -1 },
    ),
    "out_of_range options.periods: expected a whole number from 0 to 100000, got a positive integer":
      expected(model, { periods: 100_001 }),
    "out_of_range options.periods: expected a whole number from 0 to 100000, got a positive number": expected(
      model,
      { periods: 1.5 },
    ),
    "out_of_range rows.0.weight: expected a number of at least 0, got a negative number": expected(
      model,
      {},
      [{ ...rows[0], weight: -1 }],
    ),
    "out_of_range rows.0.age: expected a number of at least 0, got a negative number": expected(model, {}, [
      { ...rows[0], age: -1 },
    ]),
  });
});

describe("a choice is refused", () => {
  const choose = (options: unknown) => () => chooseModel(rows, options as never);
  const onHoldout =
    (options: unknown, history: unknown = rows) =>
    () =>
      chooseOnHoldout(history as never, options as never);
  const contract =
    (options: unknown, cohort: unknown = [10, 7, 5]) =>
    () =>
      chooseContractModel(cohort as never, options as never);
  const onward = { candidates: [nbd], horizon: 3 };

  refuses({
    "wrong_type options: expected an object, got null": choose(null),
    "unknown_name options.candidate: expected one of candidates, got another name": choose({
      candidate: nbd,
    }),
    "empty options.candidates: expected at least one model, got none": [
      [choose({ candidates: [] }), choose({ candidates: nbd }), onHoldout({ horizon: 3 })],
      contract({ holdoutPeriods: 1, candidates: [] }),
    ].flat(),
    "wrong_type options.candidates.1: expected a model, as bgNbd, got null": [
      choose({ candidates: [nbd, null] }),
      onHoldout({ ...onward, candidates: [nbd, null] }),
    ],
    "unknown_name options.candidates.0.kind: expected one of bgNbd, mbgNbd, paretoNbd, nbd, got a string of 4 characters":
      choose({ candidates: [bgBb] }),
    "wrong_type options.candidates.0.fit: expected a function, got nothing": choose({
      candidates: [{ kind: "nbd" }],
    }),
    "wrong_type options.candidates.0.fit: expected a function, got a positive integer": onHoldout({
      ...onward,
      candidates: [{ ...nbd, fit: 3 }],
    }),
    "wrong_type options.candidates.0.expectedPurchases: expected a function, got null": onHoldout({
      ...onward,
      candidates: [{ ...nbd, expectedPurchases: null }],
    }),
    "unknown_name options.candidates.0.kind: expected one of bgNbd, mbgNbd, paretoNbd, nbd, mbgCnbdK, bgCnbdK, bgBb, got a string of 20 characters":
      onHoldout({ ...onward, candidates: [shiftedBetaGeometric] }),
    "unknown_name options.horizons: expected one of candidates, holdout, horizon, got another name":
      onHoldout({ ...onward, horizons: 1 }),
    "missing options.horizon: expected the length of the holdout, got nothing": onHoldout({
      candidates: [nbd],
    }),
    "missing holdout.0.holdoutFrequency: expected purchases of at least one customer, got nothing": onHoldout(
      onward,
      [{ frequency: 2, recency: 30, age: 39 }],
    ),
    "out_of_range holdout.0.holdoutFrequency: expected a number of at least 0, got a negative number":
      onHoldout({ ...onward, holdout: [{ holdoutFrequency: -1 }] }),
    "length_mismatch options.holdout: expected 2 rows, as history has": onHoldout({
      ...onward,
      holdout: [{ holdoutFrequency: 1 }],
    }),
    "wrong_type holdout: expected an array of rows or { columns }, got text: parse it first (clientele/connectors reads CSV)":
      onHoldout({ ...onward, holdout: "rows" }),
    "out_of_range options.horizon: expected a finite number from 0, got a negative number": onHoldout({
      ...onward,
      horizon: -1,
    }),
    "out_of_range options.holdoutPeriods: expected a whole number from 1 to 1, got zero": contract({
      holdoutPeriods: 0,
    }),
    "out_of_range options.holdoutPeriods: expected a whole number from 1 to 1, got a positive integer":
      contract({ holdoutPeriods: 2 }),
    "out_of_range options.holdoutPeriods: expected a whole number from 1 to 1, got a positive number":
      contract({ holdoutPeriods: 1.5 }),
    "wrong_type options.holdoutPeriods: expected a whole number, got nothing": contract({}),
    "unknown_name options.horizon: expected one of candidates, holdoutPeriods, got another name": contract({
      holdoutPeriods: 1,
      horizon: 1,
    }),
    "unknown_name options.candidates.0.kind: expected one of shiftedBetaGeometric, betaDiscreteWeibull, got a string of 3 characters":
      contract({ holdoutPeriods: 1, candidates: [nbd] }),
    "wrong_type options.candidates.0.retention: expected a function, got nothing": contract({
      holdoutPeriods: 1,
      candidates: [{ ...shiftedBetaGeometric, retention: undefined }],
    }),
    "conflict cohort.1: expected no more customers than a period before, got more": contract(
      { holdoutPeriods: 1 },
      [10, 11],
    ),
  });
});
