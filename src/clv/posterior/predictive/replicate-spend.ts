import { interiorQuantiles } from "../../../math/quantiles.ts";
import type { Random } from "../../../math/random.ts";
import { drawLogGamma } from "../../../math/random-draws.ts";
import { readSpend } from "../../gamma-gamma/spend-histories.ts";
import {
  type DataColumns,
  meanOf,
  onePerCustomer,
  type Replicator,
  type StatisticValue,
} from "./replicator.ts";

/** No mean spend is drawn above this, so that sums stay finite. */
const MOST_SPEND = 1e290;

/** Mean spend of customers with the same numbers of purchases. */
export function replicateSpend(rows: unknown): Replicator {
  const { frequency, meanRepeatSpend, weights } = readSpend(rows);
  const counts = meanRepeatSpend.map((mean, i) => {
    const used = (frequency[i] as number) > 0 && mean > 0;
    return used ? (weights?.[i] ?? 1) : 0;
  });
  const times = onePerCustomer(frequency, counts);
  return {
    observed: { frequency: times, meanRepeatSpend: onePerCustomer(meanRepeatSpend, counts) },
    timeUnit: undefined,
    draw: (random, p) => ({ frequency: times, meanRepeatSpend: times.map((x) => drawSpend(random, p, x)) }),
    statistics: spendStatistics,
  };
}

/** The mean of `x` orders that are Gamma(p, nu), where nu is Gamma(q, gamma). */
function drawSpend(random: Random, [p, q, gamma]: Float64Array, x: number): number {
  const logRate = drawLogGamma(random, q as number) - Math.log(gamma as number);
  const logSum = drawLogGamma(random, (p as number) * x);
  return Math.min(Math.exp(logSum - logRate) / x, MOST_SPEND);
}

/** Tenths that are looked at: the ends and the middle. */
const TENTHS = [1, 5, 9];

function spendStatistics({ meanRepeatSpend }: DataColumns): StatisticValue[] {
  const means = meanRepeatSpend as Float64Array;
  const tenths = interiorQuantiles(means, 10);
  return [
    ["meanSpend", null, meanOf(means)],
    ...TENTHS.map((k): StatisticValue => ["spendQuantile", k / 10, tenths[k - 1] as number]),
  ];
}
