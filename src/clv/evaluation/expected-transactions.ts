import { checkNumber, checkOptions } from "../../core/check-options.ts";
import { createTable } from "../../core/table.ts";
import type { Table, TimeUnit } from "../../core/types.ts";
import { type AnyRepeatModel, knownModel } from "../known-models.ts";
import { oldestAge, readWeights } from "../read-histories.ts";
import { ofNewCustomer, readScoring, type Scoring } from "../repeat-model.ts";
import type { RepeatHistory, Timed } from "../types.ts";

/** What a model expects of a period. */
export interface ExpectedPeriod {
  /** 1 for the first period after time 0. */
  readonly period: number;
  /** Repeat purchases expected in it. */
  readonly expected: number;
  /** Repeat purchases expected up to its end. */
  readonly cumulativeExpected: number;
}

/** Options of {@link expectedTransactions}. */
export interface ExpectedTransactionsOptions {
  /** How many periods of one model time unit. Default: up to the end of the observation. */
  readonly periods?: number;
}

/**
 * Repeat purchases that a model expects of these customers, period by period, beside what
 * `incrementalTransactions` counts: the tracking plot.
 *
 * Time 0 is the first purchase of the oldest customer; each customer counts from the own first purchase.
 *
 * @throws A {@link ScoringError} as models and rows are refused.
 * @example
 * ```ts
 * const model = { kind: "bgNbd" as const, parameters: { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 } };
 * const history = [{ frequency: 2, recency: 30, age: 39 }, { frequency: 0, recency: 0, age: 38 }];
 * expectedTransactions(model, history, { periods: 2 }).columns.expected; // => [0.0532…, 0.1033…]
 * ```
 * @see Fader, Hardie and Lee (2005), "Counting your customers" the easy way, figure 2.
 */
export function expectedTransactions<U extends TimeUnit>(
  model: AnyRepeatModel<U>,
  history: Timed<RepeatHistory, NoInfer<U>>,
  options: ExpectedTransactionsOptions = {},
): Table<ExpectedPeriod> {
  options = checkOptions(options, ["periods"]);
  const known = knownModel(model, ["model"]);
  const scoring = readScoring(known.model, model, history);
  const { age, input } = scoring.view;
  const births = birthsOf(scoring, readWeights(input));
  const oldest = oldestAge(age);
  const periods = checkNumber(options.periods ?? Math.floor(oldest + 1e-9), ["options", "periods"], {
    min: 0,
    max: 100_000,
    integer: true,
  });
  const cumulative = Float64Array.from({ length: periods }, (_, k) => {
    let sum = 0;
    for (const { parameters, counts } of births) {
      for (const [birth, customers] of counts) {
        const since = k + 1 - birth;
        if (since > 0) {
          sum +=
            customers *
            ofNewCustomer(
              known.model,
              { parameters, timeUnit: scoring.timeUnit },
              known.model.expected,
              since,
            );
        }
      }
    }
    return sum;
  });
  return createTable<ExpectedPeriod>({
    length: periods,
    id: "period",
    columns: {
      period: () => Float64Array.from({ length: periods }, (_, k) => k + 1),
      expected: () => cumulative.map((sum, k) => sum - (k === 0 ? 0 : (cumulative[k - 1] as number))),
      cumulativeExpected: () => cumulative,
    },
  });
}

/** Customers who share their parameters, by the time of their first purchase, from the first of all. */
interface Births {
  readonly parameters: Float64Array;
  readonly counts: ReadonlyMap<number, number>;
}

function birthsOf({ p, view, split }: Scoring, weights: Float64Array | null): Births[] {
  const oldest = oldestAge(view.age);
  const all = split?.groups ?? [Int32Array.from(view.age.keys())];
  return all.map((rows, group) => {
    const counts = new Map<number, number>();
    for (const row of rows) {
      const T = view.age[row] as number;
      if (Number.isNaN(T)) continue;
      const birth = oldest - T;
      counts.set(birth, (counts.get(birth) ?? 0) + (weights === null ? 1 : (weights[row] as number)));
    }
    return { parameters: split === undefined ? p : split.parametersOf(p, group), counts };
  });
}
