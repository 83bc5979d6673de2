import { knownColumns } from "../../fitting/fit-histories.ts";
import { knownModel } from "../../known-models.ts";
import { readHistories, readWeights } from "../../read-histories.ts";
import { drawHistory } from "../draw-history.ts";
import {
  type DataColumns,
  meanOf,
  onePerCustomer,
  type Replicator,
  type StatisticValue,
} from "./replicator.ts";

/** Customers with so many repeat purchases or more are one class. */
const LAST_CLASS = 7;

/** Purchases of customers of the same ages. */
export function replicatePurchases(kind: string, rows: unknown): Replicator {
  const { draw } = knownModel({ kind }, ["model"]);
  const view = readHistories(rows);
  const { columns } = knownColumns(view, readWeights(view.input));
  const each = (column: ArrayLike<number>) => onePerCustomer(column as Float64Array, columns.weight);
  const age = each(columns.age);
  return {
    observed: { frequency: each(columns.frequency), recency: each(columns.recency), age },
    timeUnit: view.timeUnit,
    draw: (random, parameters) => {
      const frequency = new Float64Array(age.length);
      const recency = new Float64Array(age.length);
      for (let i = 0; i < age.length; i += 1) {
        const drawn = drawHistory(random, draw(random, parameters, i), age[i] as number);
        frequency[i] = drawn.frequency;
        recency[i] = drawn.recency;
      }
      return { frequency, recency, age };
    },
    statistics: purchaseStatistics,
  };
}

/** How many bought again how often, and when those who did so did it last. */
function purchaseStatistics({ frequency, recency }: DataColumns): StatisticValue[] {
  const counts = frequency as Float64Array;
  const classes = new Float64Array(LAST_CLASS + 1);
  const mean = meanOf(counts);
  let squares = 0;
  let times = 0;
  for (let i = 0; i < counts.length; i += 1) {
    const x = counts[i] as number;
    const group = Math.min(x, LAST_CLASS);
    classes[group] = (classes[group] as number) + 1;
    squares += (x - mean) ** 2;
    if (x > 0) times += (recency as Float64Array)[i] as number;
  }
  const repeaters = counts.length - (classes[0] as number);
  return [
    ...Array.from(classes, (count, x): StatisticValue => ["shareWithRepeats", x, count / counts.length]),
    ["meanFrequency", null, mean],
    ["frequencyDeviation", null, Math.sqrt(squares / counts.length)],
    ["meanRecency", null, times / repeaters],
  ];
}
