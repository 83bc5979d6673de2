import { shareOf } from "../clv/answers-by-day.ts";
import { readDiscounting, readHorizon, readModel } from "../clv/read-model.ts";
import { readOptionalHorizon } from "../clv/repeat-model.ts";
import type { RowModel, WhileAlive } from "../clv/scoring.ts";
import type {
  AliveOptions,
  CovariateModelInput,
  DiscountOptions,
  HorizonOptions,
  NewCustomerOptions,
  NextPurchaseOptions,
  RepeatHistory,
} from "../clv/types.ts";
import { checkNumber, checkOptions } from "../core/check-options.ts";
import { ScoringError } from "../core/error.ts";
import type { TimeUnit } from "../core/types.ts";
import { parametersOf, parametersOfNew } from "./covariates.ts";
import { readRows } from "./read-rows.ts";

/** A model, or bare parameters. */
type Given = CovariateModelInput<string, object>;

type Rows = readonly RepeatHistory[];

/** What a model of repeat purchases says of customers: the functions of its namespace in the library. */
export interface Predictions {
  readonly probabilityAlive: (model: Given, rows: Rows, options?: AliveOptions) => Float64Array;
  readonly expectedPurchases: (model: Given, rows: Rows, options: HorizonOptions) => Float64Array;
  readonly expectedPurchasesNewCustomer: (model: Given, options: NewCustomerOptions) => number;
  readonly discountedExpectedTransactions: (
    model: Given,
    rows: Rows,
    options: DiscountOptions,
  ) => Float64Array;
  readonly nextPurchase: (model: Given, rows: Rows, options?: NextPurchaseOptions) => Float64Array;
}

/** What is asked of a row, given the odds that the customer has left. */
type Question = (odds: number, p: Float64Array, x: number, T: number) => number;

/** The predictions of a model, over what it says of one customer. */
export function predictionsOf(model: RowModel): Predictions {
  const { kind, names, survival, expected, discounted, waitingTime } = model;
  const effectsOf = (given: Given) => given.covariates ?? [];

  /** The rows are read before the options, whose horizon may be in the unit of the model. */
  const open = (given: Given, rows: Rows) => {
    const { frequency, recency, age } = readRows(rows);
    const { parameters, timeUnit } = readModel(given, kind, names);
    const effects = effectsOf(given);
    for (const { field } of effects) checkField(rows, field);
    const ask = (question: Question): Float64Array =>
      frequency.map((x, i) => {
        const p = parametersOf(parameters, effects, model, rows[i] as object as Fields, ["rows", i]);
        if (Number.isNaN(x + (p[1] as number) + (p[3] ?? 0))) return Number.NaN;
        const T = age[i] as number;
        return question(model.oddsLeft(p, x, recency[i] as number, T), p, x, T);
      });
    const share = (whileAlive: WhileAlive, ahead: number): Float64Array =>
      ask((odds, p, x, T) => shareOf(whileAlive(p, x, T, ahead), odds));
    return { timeUnit, ask, share };
  };
  const horizonOf = (options: HorizonOptions, timeUnit: TimeUnit | undefined): number =>
    readHorizon(options.horizon, timeUnit, ["options", "horizon"]);

  /** A question about a new customer: no repeat purchase, age 0. */
  const ofNew = (
    given: Given,
    options: NewCustomerOptions,
    question: (odds: number, p: Float64Array, horizon: number) => number,
  ): number => {
    options = checkOptions(options, ["horizon", "covariates"]);
    const { parameters, timeUnit } = readModel(given, kind, names);
    const p = parametersOfNew(parameters, effectsOf(given), model, options.covariates);
    return question(model.oddsLeft(p, 0, 0, 0), p, horizonOf(options, timeUnit));
  };

  return {
    probabilityAlive(given, rows, options = {}) {
      options = checkOptions(options, ["after"]);
      const { share, timeUnit } = open(given, rows);
      const after = readOptionalHorizon(options.after, timeUnit, "after");
      return share(after > 0 ? survival : () => 1, after);
    },
    expectedPurchases(given, rows, options) {
      options = checkOptions(options, ["horizon"]);
      const { share, timeUnit } = open(given, rows);
      return share(expected, horizonOf(options, timeUnit));
    },
    expectedPurchasesNewCustomer: (given, options) =>
      ofNew(given, options, (odds, p, t) => shareOf(expected(p, 0, 0, t), odds)),
    discountedExpectedTransactions(given, rows, options) {
      options = checkOptions(options, ["discountRate", "continuousRate"]);
      const { share, timeUnit } = open(given, rows);
      return share(discounted, readDiscounting(options, timeUnit));
    },
    nextPurchase(given, rows, options = {}) {
      options = checkOptions(options, ["probability"]);
      const { probability = 0.5 } = options;
      checkNumber(probability, ["options", "probability"], { min: 0, max: 1 });
      return open(given, rows).ask((odds, p, x, T) => {
        const needed = probability * (1 + odds); // of the living
        return needed < 1 ? waitingTime(p, x, T, needed) : Number.NaN;
      });
    },
  };
}

type Fields = { readonly [field: string]: unknown };

/** That a field is in no row at all is a misspelt name. */
function checkField(rows: Rows, field: string): void {
  if (rows.length === 0 || rows.some((row) => (row as object as Fields)[field] !== undefined)) return;
  throw new ScoringError("missing", ["rows", 0, field], "a number, true or false, or text", "nothing");
}
