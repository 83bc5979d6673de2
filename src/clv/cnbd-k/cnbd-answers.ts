/**
 * What BG/CNBD-k and MBG/CNBD-k are asked, as their own functions ask it: options checked, rows and model read, one
 * column or number back.
 *
 * @module
 */
import { checkNumber, checkOptions } from "../../core/check-options.ts";
import { readDiscounting, readHorizon } from "../read-model.ts";
import { readCount, readOptionalHorizon } from "../repeat-model.ts";
import type { AliveOptions, DiscountOptions, HorizonOptions, NextPurchaseOptions } from "../types.ts";
import { cnbdDiscounted, cnbdExpected } from "./ahead.ts";
import {
  type CnbdModel,
  type CnbdScoring,
  cnbdAlive,
  cnbdColumn,
  cnbdCounts,
  cnbdWaitingTimes,
  readCnbdScoring,
  readNewCnbd,
} from "./cnbd-model.ts";

/** The chance to be alive, of every row. */
export function cnbdAliveOf(
  cnbd: CnbdModel,
  model: unknown,
  rows: unknown,
  options: AliveOptions,
): Float64Array {
  options = checkOptions(options, ["after"]);
  const scoring = readCnbdScoring(cnbd, model, rows);
  const after = readOptionalHorizon(options.after, scoring.timeUnit, "after");
  return cnbdAlive(scoring, after);
}

/** Expected purchases within a horizon, of every row. */
export function cnbdExpectedOf(
  cnbd: CnbdModel,
  model: unknown,
  rows: unknown,
  options: HorizonOptions,
): Float64Array {
  return expectedColumn(readCnbdScoring(cnbd, model, rows), options);
}

/** Expected purchases of a new customer within a horizon. */
export function cnbdExpectedOfNew(cnbd: CnbdModel, model: unknown, options: HorizonOptions): number {
  return expectedColumn(readNewCnbd(cnbd, model), options)[0] as number;
}

function expectedColumn(scoring: CnbdScoring, options: HorizonOptions): Float64Array {
  const horizon = readAhead(scoring, options);
  return cnbdColumn(scoring, (at, scale) => cnbdExpected(at, horizon / scale));
}

/** The chance of exactly `count` purchases within a horizon, of every row. */
export function cnbdCountProbabilityOf(
  cnbd: CnbdModel,
  model: unknown,
  rows: unknown,
  count: unknown,
  options: HorizonOptions,
): Float64Array {
  const scoring = readCnbdScoring(cnbd, model, rows);
  return cnbdCounts(scoring, readCount(count), readAhead(scoring, options));
}

/** The chance of exactly `count` purchases of a new customer within a horizon. */
export function cnbdCountProbabilityOfNew(
  cnbd: CnbdModel,
  model: unknown,
  count: unknown,
  options: HorizonOptions,
): number {
  const scoring = readNewCnbd(cnbd, model);
  return cnbdCounts(scoring, readCount(count), readAhead(scoring, options))[0] as number;
}

function readAhead(scoring: CnbdScoring, options: HorizonOptions): number {
  options = checkOptions(options, ["horizon"]);
  return readHorizon(options.horizon, scoring.timeUnit, ["options", "horizon"]);
}

/** Purchases over the whole future, discounted, of every row. */
export function cnbdDiscountedOf(
  cnbd: CnbdModel,
  model: unknown,
  rows: unknown,
  options: DiscountOptions,
): Float64Array {
  options = checkOptions(options, ["discountRate", "continuousRate"]);
  const scoring = readCnbdScoring(cnbd, model, rows);
  const delta = readDiscounting(options, scoring.timeUnit);
  return cnbdColumn(scoring, (at, scale) => cnbdDiscounted(at, delta * scale));
}

/** The time until the chance of a purchase reaches `probability`, of every row. */
export function cnbdWaitingOf(
  cnbd: CnbdModel,
  model: unknown,
  rows: unknown,
  options: NextPurchaseOptions,
): Float64Array {
  options = checkOptions(options, ["probability"]);
  const { probability = 0.5 } = options;
  checkNumber(probability, ["options", "probability"], { min: 0, max: 1 });
  return cnbdWaitingTimes(readCnbdScoring(cnbd, model, rows), probability);
}
