/**
 * The parametric bootstrap of a lifetime value: the fitted model makes new customers of the same ages, the
 * model is fitted to them, and what the fits differ in is the uncertainty.
 *
 * @module
 */

import { type Random, seedRandom } from "../../math/random.ts";
import { drawGamma } from "../../math/random-draws.ts";
import { fitHistories } from "../fitting/fit-histories.ts";
import { fit as fitSpend } from "../gamma-gamma/fit.ts";
import type { KnownModel } from "../known-models.ts";
import type { HistoryView } from "../read-histories.ts";
import { simulateCustomers } from "../simulate-customers.ts";
import type { Interval } from "./uncertainty.ts";
import { sumKnown, type UncertainPart } from "./uncertainty.ts";

/** Rows whose draws are held at the same time. */
const BLOCK = 2048;

/** Parameters of both parts, one pair a draw. */
export interface ParameterDraw {
  readonly purchases: Float64Array;
  readonly spend: Float64Array;
}

/** Draws of the parameters, refitted to simulated customers. Fits that the data do not identify are skipped. */
export function drawParameters(
  known: KnownModel,
  p: Float64Array,
  q: Float64Array,
  view: HistoryView,
  draws: number,
  seed: number,
): ParameterDraw[] {
  const ages = view.age.filter((T, i) => !Number.isNaN(view.frequency[i] as number) && !Number.isNaN(T));
  const found: ParameterDraw[] = [];
  for (let draw = 0; draw < draws; draw += 1) {
    const options = { customers: ages.length, age: ages, seed: seed + draw };
    const customers = simulateCustomers(known.draw, { parameters: p, timeUnit: undefined }, options);
    const { parameters, fit } = fitHistories<string, { [name: string]: number }, "day">(
      known.plan,
      customers,
      {},
    );
    if (!fit.converged) continue;
    const purchases = Float64Array.from(known.model.names, (name) => parameters[name] as number);
    const random = seedRandom(seed + draw, 1);
    const spend = q.length === 0 ? q : refitSpend(q, customers.columns.frequency, random);
    found.push({ purchases, spend });
  }
  return found;
}

function refitSpend(q: Float64Array, frequency: Float64Array, random: Random): Float64Array {
  const [shape, q1, gamma] = q as unknown as [number, number, number];
  const meanRepeatSpend = frequency.map((x) => {
    if (x === 0) return Number.NaN;
    const rate = drawGamma(random, q1, gamma);
    return drawGamma(random, shape * x, rate * x);
  });
  if (!frequency.some((x) => x > 0)) return q;
  const { parameters } = fitSpend({ columns: { frequency, meanRepeatSpend } });
  return Float64Array.of(parameters.p, parameters.q, parameters.gamma);
}

/** Percentile intervals of each row and of the sum. */
export function bootstrapIntervals(
  purchases: UncertainPart,
  spend: UncertainPart,
  draws: readonly ParameterDraw[],
  scale: Float64Array,
  level: number,
): { readonly low: Float64Array; readonly high: Float64Array; readonly total: Interval } {
  const length = scale.length;
  const low = new Float64Array(length).fill(Number.NaN);
  const high = new Float64Array(length).fill(Number.NaN);
  const columnAt = (draw: ParameterDraw): Float64Array => {
    const d = purchases.at(draw.purchases);
    const s = spend.at(draw.spend);
    return scale.map((factor, i) => factor * (d[i] as number) * (s[i] as number));
  };
  const value = sumKnown(columnAt({ purchases: purchases.parameters, spend: spend.parameters }));
  if (draws.length === 0) return { low, high, total: { value, low: Number.NaN, high: Number.NaN } };
  const totals = Float64Array.from(draws, (draw) => sumKnown(columnAt(draw))).sort();
  for (let from = 0; from < length; from += BLOCK) {
    const to = Math.min(length, from + BLOCK);
    const columns = draws.map((draw) => columnAt(draw).slice(from, to));
    for (let i = 0; i < to - from; i += 1) {
      const sorted = Float64Array.from(columns, (column) => column[i] as number).sort();
      low[from + i] = percentile(sorted, (1 - level) / 2);
      high[from + i] = percentile(sorted, (1 + level) / 2);
    }
  }
  return {
    low,
    high,
    total: { value, low: percentile(totals, (1 - level) / 2), high: percentile(totals, (1 + level) / 2) },
  };
}

/** Linear between order statistics; NaN sorts last and stays NaN. */
function percentile(sorted: Float64Array, share: number): number {
  const at = share * (sorted.length - 1);
  const below = Math.floor(at);
  const above = Math.min(sorted.length - 1, below + 1);
  return (sorted[below] as number) + (at - below) * ((sorted[above] as number) - (sorted[below] as number));
}
