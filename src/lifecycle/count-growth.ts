import { periodIndex } from "../calendar/period.ts";
import type { PurchaseDays } from "../history/purchase-days.ts";
import { addAt } from "../math/sums.ts";

/** What is counted in each period. */
export const COLUMNS = [
  "active",
  "new",
  "retained",
  "resurrected",
  "churned",
  "revenue",
  "newRevenue",
  "retainedRevenue",
  "resurrectedRevenue",
  "expansion",
  "contraction",
  "churnedRevenue",
] as const;

type Column = (typeof COLUMNS)[number];

/** Counts of periods that follow each other without a gap. */
export interface Growth {
  readonly periods: number;
  /** First days, and the day after the last. */
  readonly bounds: Int32Array;
  readonly columns: { readonly [K in Column]: Float64Array };
}

/** When a customer counts as churned, and as new again. */
export interface GrowthRules {
  readonly churnedAfter: number;
  readonly newAfter: number;
}

interface Sums {
  readonly high: { readonly [K in Column]: Float64Array };
  readonly low: { readonly [K in Column]: Float64Array };
}

/** Counts each customer's periods, one pass over their purchase days. */
export function countGrowth(bought: PurchaseDays, bounds: Int32Array, rules: GrowthRules): Growth {
  const periods = bounds.length - 1;
  const make = (): { [K in Column]: Float64Array } => {
    const made = {} as { [K in Column]: Float64Array };
    for (const name of COLUMNS) made[name] = new Float64Array(periods);
    return made;
  };
  const sums: Sums = { high: make(), low: make() };
  for (let c = 0; c < bought.customerId.length; c += 1) {
    const to = bought.starts[c + 1] as number;
    let before = -1;
    let spentBefore = 0;
    let k = bought.starts[c] as number;
    while (k < to) {
      const period = periodIndex(bounds, bought.days[k] as number);
      let spent = 0;
      const end = period + 1 < bounds.length ? (bounds[period + 1] as number) : Number.POSITIVE_INFINITY;
      for (; k < to && (bought.days[k] as number) < end; k += 1) spent += bought.amounts[k] as number;
      if (period >= periods) break;
      if (period >= 0) countPeriod(sums, rules, period, spent, before, spentBefore);
      before = period;
      spentBefore = spent;
    }
    if (before >= 0) countLeaving(sums, before + rules.churnedAfter, spentBefore, periods);
  }
  for (const name of COLUMNS) {
    const { high, low } = sums;
    for (let k = 0; k < periods; k += 1) high[name][k] = (high[name][k] as number) + (low[name][k] as number);
  }
  return { periods, bounds, columns: sums.high };
}

/** One customer who bought in a period, and in `before` the last time (-1: never). */
function countPeriod(
  sums: Sums,
  { churnedAfter, newAfter }: GrowthRules,
  period: number,
  spent: number,
  before: number,
  spentBefore: number,
): void {
  add(sums, "active", period, 1);
  add(sums, "revenue", period, spent);
  const empty = period - before - 1;
  if (before >= 0 && empty >= churnedAfter) countLeaving(sums, before + churnedAfter, spentBefore, period);
  if (before < 0 || empty >= newAfter) {
    add(sums, "new", period, 1);
    add(sums, "newRevenue", period, spent);
  } else if (empty < churnedAfter) {
    add(sums, "retained", period, 1);
    add(sums, "retainedRevenue", period, Math.min(spent, spentBefore));
    add(sums, "expansion", period, Math.max(0, spent - spentBefore));
    add(sums, "contraction", period, Math.max(0, spentBefore - spent));
  } else {
    add(sums, "resurrected", period, 1);
    add(sums, "resurrectedRevenue", period, spent);
  }
}

function countLeaving(sums: Sums, period: number, spent: number, limit: number): void {
  if (period >= limit) return;
  add(sums, "churned", period, 1);
  add(sums, "churnedRevenue", period, spent);
}

function add(sums: Sums, name: Column, period: number, value: number): void {
  addAt(sums.high[name], sums.low[name], period, value);
}
