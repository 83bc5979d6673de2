/**
 * Lifetime value of one customer after another, for a model that stays: what does not depend on the customer
 * is made once.
 *
 * @module
 */
import { isoOfDay } from "../../calendar/civil.ts";
import { ScoringError } from "../../core/error.ts";
import type { TimeUnit } from "../../core/types.ts";
import { shareOf } from "../answers-by-day.ts";
import { readEffects } from "../covariates/split-by-covariates.ts";
import { type AnyRepeatModel, knownModel } from "../known-models.ts";
import { readModel } from "../read-model.ts";
import type { Fit } from "../types.ts";
import { type LifetimeValueRow, nextDay } from "./lifetime-value.ts";
import { type ScheduleOptions, scheduleOf } from "./schedule.ts";
import { readSpendModel, type SpendInput, spendOfRow } from "./spend-column.ts";
import { deltaIntervals, type UncertainPart } from "./uncertainty.ts";

/** What is known of the customer: x, t_x and T in the time unit, and the civil day of looking. */
export interface OneHistory {
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

/** One customer's lifetime value; what costs most is a function. */
export interface OneValue
  extends Omit<LifetimeValueRow, "customerId" | "clvLow" | "clvHigh" | "nextPurchaseDate"> {
  /** The ends of the interval of `clv`. */
  readonly interval: () => readonly [low: number | null, high: number | null];
  /** Civil date of the next purchase. */
  readonly nextPurchaseDate: () => string | null;
}

/**
 * The value of one customer as a function of their history.
 *
 * @throws A {@link ScoringError} as {@link lifetimeValue} does for models and options.
 */
export function valueOfOne(
  models: OneValueModels,
  options: OneValueOptions,
): (history: OneHistory) => OneValue {
  const { timeUnit, level } = options;
  const { margin } = models;
  const { model } = knownModel(models.purchases, ["models", "purchases"]);
  const { parameters: p } = readModel(models.purchases, model.kind, model.names, timeUnit);
  if (readEffects(models.purchases, model, ["models", "purchases"]) !== null) {
    throw new ScoringError("conflict", ["models", "purchases", "covariates"], "a model without", "one with");
  }
  const schedule = scheduleOf(model, options, timeUnit);
  const endless = schedule.length === Number.POSITIVE_INFINITY;
  const spend = spendOf(models.spend);

  return ({ frequency: x, recency: tx, age: T, meanRepeatSpend, asOfDay }) => {
    const spendAt = (q: Float64Array): Float64Array => Float64Array.of(spend.at(q, x, meanRepeatSpend));
    const expectedSpend = spend.at(spend.parameters, x, meanRepeatSpend);
    if (tx === null || T === null) return valueOfNobody(known(expectedSpend));
    const odds = model.oddsLeft(p, x, tx, T);
    const ahead = endless ? model.discounted(p, x, T, 0) : model.expected(p, x, T, schedule.length);
    const clv = shareOf(schedule.discounted(p, x, T, schedule.ahead), odds) * expectedSpend * margin;
    return {
      clv: known(clv),
      probabilityAlive: known(1 / (1 + odds)),
      expectedPurchases: known(shareOf(ahead, odds)),
      expectedSpend: known(expectedSpend),
      interval: () => {
        const discounted = (q: Float64Array): Float64Array =>
          Float64Array.of(shareOf(schedule.discounted(q, x, T, schedule.ahead), model.oddsLeft(q, x, tx, T)));
        const bought: UncertainPart = { parameters: p, fit: models.purchases.fit, at: discounted };
        const { low, high } = deltaIntervals(
          [bought, { ...spend, at: spendAt }],
          Float64Array.of(margin),
          level,
        );
        return [known(low[0] as number), known(high[0] as number)];
      },
      nextPurchaseDate: () => {
        const needed = 0.5 * (1 + odds);
        const wait = needed < 1 ? model.waitingTime(p, x, T, needed) : Number.NaN;
        const day = nextDay(asOfDay, wait, timeUnit);
        return Number.isNaN(day) ? null : isoOfDay(day);
      },
    };
  };
}

/** Spend of one customer as a function of the parameters of its model; none where one value is for all. */
interface OneSpend {
  readonly parameters: Float64Array;
  readonly fit: Fit | undefined;
  readonly at: (q: Float64Array, x: number, mean: number | null) => number;
}

function spendOf(spend: OneValueModels["spend"]): OneSpend {
  if (typeof spend === "number") {
    return { parameters: new Float64Array(0), fit: undefined, at: () => spend };
  }
  const { parameters, fit, dependence } = readSpendModel(spend);
  const at = (of: Float64Array, x: number, mean: number | null): number => {
    const [p, q, gamma] = of as unknown as readonly [number, number, number];
    // Of one customer the mean of those observed is their own.
    const observed = mean !== null && mean > 0 ? mean : Number.NaN;
    return spendOfRow(p, q, gamma, x, mean ?? Number.NaN, observed, dependence);
  };
  return { parameters, fit, at };
}

/** Who has no purchase; one of theirs would be worth what anybody's is. */
function valueOfNobody(expectedSpend: number | null): OneValue {
  return {
    clv: null,
    probabilityAlive: null,
    expectedPurchases: null,
    expectedSpend,
    interval: () => [null, null],
    nextPurchaseDate: () => null,
  };
}

function known(value: number): number | null {
  return Number.isNaN(value) ? null : value;
}
