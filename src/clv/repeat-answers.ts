/**
 * What every model of repeat purchases is asked, as each model's own functions ask it: options checked, rows and model
 * read, one column or number back.
 *
 * @module
 */
import { checkNumber, checkOptions } from "../core/check-options.ts";
import { readDiscounting, readHorizon } from "./read-model.ts";
import {
  aheadColumn,
  aliveColumn,
  countColumn,
  countOfNewCustomer,
  noPurchaseColumn,
  ofNewCustomer,
  type RepeatModel,
  readCount,
  readNewCustomer,
  readOptionalHorizon,
  readScoring,
  waitingColumn,
} from "./repeat-model.ts";
import type {
  AliveOptions,
  DiscountOptions,
  HorizonOptions,
  NewCustomerOptions,
  NextPurchaseOptions,
} from "./types.ts";

const HORIZON = ["options", "horizon"];

/** The chance to be alive, of every row. */
export function aliveOf(
  repeatModel: RepeatModel,
  model: unknown,
  rows: unknown,
  options: AliveOptions,
): Float64Array {
  options = checkOptions(options, ["after"]);
  const scoring = readScoring(repeatModel, model, rows);
  return aliveColumn(repeatModel, scoring, readOptionalHorizon(options.after, scoring.timeUnit, "after"));
}

/** Rows and model, and the horizon after the observation. */
function readAhead(repeatModel: RepeatModel, model: unknown, rows: unknown, options: HorizonOptions) {
  const { horizon } = checkOptions(options, ["horizon"]);
  const scoring = readScoring(repeatModel, model, rows);
  return { scoring, horizon: readHorizon(horizon, scoring.timeUnit, HORIZON) };
}

/** Expected purchases within a horizon, of every row. */
export function expectedOf(
  repeatModel: RepeatModel,
  model: unknown,
  rows: unknown,
  options: HorizonOptions,
): Float64Array {
  const { scoring, horizon } = readAhead(repeatModel, model, rows, options);
  return aheadColumn(repeatModel, scoring, repeatModel.expected, horizon);
}

/** Expected purchases of a new customer within a horizon. */
export function expectedOfNew(repeatModel: RepeatModel, model: unknown, options: NewCustomerOptions): number {
  const { view, horizon } = readNewAhead(repeatModel, model, options);
  return ofNewCustomer(repeatModel, view, repeatModel.expected, horizon);
}

/** The chance of exactly `count` purchases of a new customer within a horizon. */
export function countProbabilityOfNew(
  repeatModel: RepeatModel,
  model: unknown,
  count: unknown,
  options: NewCustomerOptions,
): number {
  const { view, horizon } = readNewAhead(repeatModel, model, options);
  return countOfNewCustomer(repeatModel, view, readCount(count), horizon);
}

/** A new customer's model and horizon; covariates are an option of the models that have them. */
function readNewAhead(repeatModel: RepeatModel, model: unknown, options: NewCustomerOptions) {
  options = checkOptions(
    options,
    repeatModel.processes === undefined ? ["horizon"] : ["horizon", "covariates"],
  );
  const view = readNewCustomer(repeatModel, model, options);
  return { view, horizon: readHorizon(options.horizon, view.timeUnit, HORIZON) };
}

/** The chance of exactly `count` purchases within a horizon, of every row. */
export function countProbabilityOf(
  repeatModel: RepeatModel,
  model: unknown,
  rows: unknown,
  count: unknown,
  options: HorizonOptions,
): Float64Array {
  const { scoring, horizon } = readAhead(repeatModel, model, rows, options);
  return countColumn(repeatModel, scoring, readCount(count), horizon);
}

/** The chance of no purchase within a horizon, of every row. */
export function noPurchaseOf(
  repeatModel: RepeatModel,
  model: unknown,
  rows: unknown,
  options: HorizonOptions,
): Float64Array {
  const { scoring, horizon } = readAhead(repeatModel, model, rows, options);
  return noPurchaseColumn(repeatModel, scoring, horizon);
}

/** Purchases over the whole future, discounted, of every row. */
export function discountedOf(
  repeatModel: RepeatModel,
  model: unknown,
  rows: unknown,
  options: DiscountOptions,
): Float64Array {
  options = checkOptions(options, ["discountRate", "continuousRate"]);
  const scoring = readScoring(repeatModel, model, rows);
  const delta = readDiscounting(options, scoring.timeUnit);
  return aheadColumn(repeatModel, scoring, repeatModel.discounted, delta);
}

/** The time until the chance of a purchase reaches `probability`, of every row. */
export function waitingOf(
  repeatModel: RepeatModel,
  model: unknown,
  rows: unknown,
  options: NextPurchaseOptions,
): Float64Array {
  options = checkOptions(options, ["probability"]);
  const { probability = 0.5 } = options;
  checkNumber(probability, ["options", "probability"], { min: 0, max: 1 });
  return waitingColumn(repeatModel, readScoring(repeatModel, model, rows), probability);
}
