import { fieldValue, isForm, ownValue } from "../core/own.ts";
import type { PurchaseDays } from "../history/purchase-days.ts";
import { pointBetween } from "../math/quantiles.ts";
import { type FactTable, usedFacts } from "./fact-table.ts";
import type { Program } from "./program.ts";

/** Are these purchase days? */
export function isPurchaseDays(input: unknown): input is PurchaseDays {
  if (typeof input !== "object" || input === null) return false;
  return ["starts", "days"].every((name) => fieldValue(input, name) instanceof Int32Array);
}

/** Columns of what most lifecycles look at. */
interface DatesAndOrders {
  readonly orders?: Float64Array;
  readonly firstPurchase?: Float64Array;
  readonly previousPurchase?: Float64Array;
  readonly lastPurchase?: Float64Array;
}

const DATES_AND_ORDERS: readonly string[] = ["orders", "firstPurchase", "previousPurchase", "lastPurchase"];

/** What each customer's days from `from` to `to` (not included) tell. */
type Measure = (bought: PurchaseDays, from: number, to: number, probability: number) => number;

const MEASURES: { readonly [fact: string]: Measure } = {
  revenue: ({ amounts }, from, to) => sumBetween(amounts, from, to),
  purchaseDays: (_bought, from, to) => to - from,
  frequency: (_bought, from, to) => to - from - 1,
  meanGapDays: ({ days }, from, to) => ((days[to - 1] as number) - (days[from] as number)) / (to - from - 1),
  gapStdDays: (bought, from, to) => spreadOf(gapsOf(bought, from, to)),
  sumLogGaps: (bought, from, to) => (to - from < 2 ? Number.NaN : sumOfLogs(gapsOf(bought, from, to))),
  gapQuantileDays: (bought, from, to, probability) => quantileOf(gapsOf(bought, from, to), probability),
};

/**
 * The facts that purchase days tell, those of them that the stage can depend on if nothing else is asked for: all that a purchase
 * history has, the last purchase but one, and the own quantile that a threshold asks for.
 */
export function factsOfDays(
  program: Program,
  bought: PurchaseDays,
  wanted: readonly number[] = usedFacts(program),
): FactTable {
  const { customerId } = bought;
  const asked = program.thresholds.find(({ rule }) => rule === "own-quantile");
  const probability = asked !== undefined && isForm(asked, "probability") ? asked.probability : Number.NaN;
  const facts: number[] = [];
  const columns: Float64Array[] = [];
  const together: { [fact: string]: Float64Array } = {};
  for (const fact of wanted) {
    const name = program.facts.names[fact] as string;
    const column = new Float64Array(customerId.length);
    const measure = ownValue(MEASURES, name);
    if (DATES_AND_ORDERS.includes(name)) together[name] = column;
    else if (measure !== undefined) fillMeasure(bought, column, measure, probability);
    else continue;
    facts.push(fact);
    columns.push(column);
  }
  fillTogether(bought, together);
  return { facts, columns };
}

/** One pass, since a customer's days come from memory once then; a call for each fact takes thrice as long. */
function fillTogether({ customerId, starts, days, orders }: PurchaseDays, out: DatesAndOrders): void {
  const { orders: sums, firstPurchase: first, previousPurchase: previous, lastPurchase: last } = out;
  let from = 0;
  for (let c = 0; c < customerId.length; c += 1) {
    const to = starts[c + 1] as number;
    if (sums !== undefined) sums[c] = sumBetween(orders, from, to);
    if (first !== undefined) first[c] = days[from] as number;
    if (previous !== undefined) previous[c] = to - from < 2 ? Number.NaN : (days[to - 2] as number);
    if (last !== undefined) last[c] = days[to - 1] as number;
    from = to;
  }
}

function fillMeasure(bought: PurchaseDays, out: Float64Array, measure: Measure, probability: number): void {
  const { starts } = bought;
  for (let c = 0; c < out.length; c += 1) {
    out[c] = measure(bought, starts[c] as number, starts[c + 1] as number, probability);
  }
}

function sumBetween(values: Int32Array | Float64Array, from: number, to: number): number {
  let sum = 0;
  for (let k = from; k < to; k += 1) sum += values[k] as number;
  return sum;
}

function gapsOf({ days }: PurchaseDays, from: number, to: number): Float64Array {
  const gaps = new Float64Array(to - from - 1);
  for (let k = 0; k < gaps.length; k += 1)
    gaps[k] = (days[from + k + 1] as number) - (days[from + k] as number);
  return gaps;
}

function sumOfLogs(gaps: Float64Array): number {
  return gaps.reduce((sum, gap) => sum + Math.log(gap), 0);
}

function spreadOf(gaps: Float64Array): number {
  if (gaps.length < 2) return Number.NaN;
  const mean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
  return Math.sqrt(gaps.reduce((sum, gap) => sum + (gap - mean) ** 2, 0) / (gaps.length - 1));
}

function quantileOf(gaps: Float64Array, probability: number): number {
  if (gaps.length === 0 || Number.isNaN(probability)) return Number.NaN;
  gaps.sort();
  const place = (gaps.length - 1) * probability;
  const below = gaps[Math.floor(place)] as number;
  return pointBetween(below, gaps[Math.ceil(place)] as number, place - Math.floor(place));
}
