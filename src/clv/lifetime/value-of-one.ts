/**
 * Lifetime value of one customer after another, for a model that stays: what does not depend on the customer
 * is made once, and of a customer only what is read is reckoned.
 *
 * @module
 */
import { isoOfDay } from "../../calendar/civil.ts";
import type { TimeUnit } from "../../core/types.ts";
import { type AnyRepeatModel, knownModel } from "../known-models.ts";
import { readModel } from "../read-model.ts";
import { shareOf } from "../repeat-model.ts";
import { type LifetimeValueRow, nextDay } from "./lifetime-value.ts";
import { type ScheduleOptions, scheduleOf } from "./schedule.ts";
import { readSpendModel, type SpendInput, spendAt } from "./spend-column.ts";
import { deltaIntervals, type UncertainPart } from "./uncertainty.ts";

/** What is known of the customer: x, t_x and T in the time unit, and the civil day of looking. */
export interface OneHistory {
  readonly customerId: string;
  readonly frequency: number;
  readonly recency: number | null;
  readonly age: number | null;
  readonly meanRepeatSpend: number | null;
  readonly asOfDay: number;
}

/** Models of lifetime value, with one margin for all. */
export interface OneValueModels {
  readonly purchases: AnyRepeatModel;
  readonly spend: Exclude<SpendInput, ArrayLike<number>>;
  readonly margin: number;
}

/** How one customer is valued: as `lifetimeValue` would, with one margin for all and a given level. */
export interface OneValueOptions extends ScheduleOptions {
  readonly timeUnit: TimeUnit;
  readonly level: number;
}

/**
 * The value of one customer as a function of their history. The fields of the line are reckoned when they
 * are read, each once.
 *
 * @throws A {@link ScoringError} as {@link lifetimeValue} does for models and options.
 */
export function valueOfOne(
  models: OneValueModels,
  options: OneValueOptions,
): (history: OneHistory) => LifetimeValueRow {
  const { timeUnit, level } = options;
  const { model } = knownModel(models.purchases, ["models", "purchases"]);
  const { parameters: p } = readModel(models.purchases, model.kind, model.names, timeUnit);
  const schedule = scheduleOf(model, options, timeUnit);
  const spend = typeof models.spend === "number" ? models.spend : readSpendModel(models.spend);
  const scale = Float64Array.of(models.margin);

  return (history) => {
    const { customerId, frequency: x, recency: tx, age: T, meanRepeatSpend, asOfDay } = history;
    const view = {
      length: 1,
      frequency: Float64Array.of(x),
      meanRepeatSpend: Float64Array.of(meanRepeatSpend ?? Number.NaN),
    };
    // Of one customer the mean of those observed is their own.
    const observed = meanRepeatSpend !== null && meanRepeatSpend > 0 ? meanRepeatSpend : Number.NaN;
    const spendWith = (parameters: Float64Array): Float64Array =>
      typeof spend === "number"
        ? Float64Array.of(spend)
        : spendAt(parameters, view, observed, spend.dependence);
    const spent = once(() => spendWith(typeof spend === "number" ? p : spend.parameters)[0] as number);
    if (tx === null || T === null) return valueOfNobody(customerId, known(spent()));
    const odds = once(() => model.oddsLeft(p, x, tx, T));
    const discounted = once(() => shareOf(schedule.discounted(p, x, T, schedule.ahead), odds()));
    const interval = once(() => {
      const purchases: UncertainPart = {
        parameters: p,
        fit: models.purchases.fit,
        at: (q) =>
          Float64Array.of(shareOf(schedule.discounted(q, x, T, schedule.ahead), model.oddsLeft(q, x, tx, T))),
      };
      const worth: UncertainPart =
        typeof spend === "number"
          ? { parameters: new Float64Array(0), fit: undefined, at: spendWith }
          : { parameters: spend.parameters, fit: spend.fit, at: spendWith };
      return deltaIntervals([purchases, worth], scale, level);
    });
    return {
      customerId,
      get clv() {
        return known(discounted() * spent() * models.margin);
      },
      get clvLow() {
        return known(interval().low[0] as number);
      },
      get clvHigh() {
        return known(interval().high[0] as number);
      },
      get probabilityAlive() {
        return known(1 / (1 + odds()));
      },
      get expectedPurchases() {
        const endless = schedule.length === Number.POSITIVE_INFINITY;
        const ahead = endless ? model.discounted(p, x, T, 0) : model.expected(p, x, T, schedule.length);
        return known(shareOf(ahead, odds()));
      },
      get expectedSpend() {
        return known(spent());
      },
      get nextPurchaseDate() {
        const needed = 0.5 * (1 + odds());
        const wait = needed < 1 ? model.waitingTime(p, x, T, needed) : Number.NaN;
        const day = nextDay(asOfDay, wait, timeUnit);
        return Number.isNaN(day) ? null : isoOfDay(day);
      },
    };
  };
}

/** Who has no purchase; a purchase of theirs would be worth what one of anybody's is. */
function valueOfNobody(customerId: string, expectedSpend: number | null): LifetimeValueRow {
  return {
    customerId,
    clv: null,
    clvLow: null,
    clvHigh: null,
    probabilityAlive: null,
    expectedPurchases: null,
    expectedSpend,
    nextPurchaseDate: null,
  };
}

function known(value: number): number | null {
  return Number.isNaN(value) ? null : value;
}

function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
