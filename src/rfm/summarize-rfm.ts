import { openInput } from "../core/open-input.ts";
import { ownValue } from "../core/own.ts";
import { readNumbers } from "../core/read-numbers.ts";
import { readTexts } from "../core/read-values.ts";
import { createRejector } from "../core/rejector.ts";
import { createTable } from "../core/table.ts";
import type { Input, Table } from "../core/types.ts";
import { median } from "../math/quantiles.ts";
import { addAt } from "../math/sums.ts";
import { segmentOrder } from "./segment-order.ts";
import type { RfmCuts } from "./types.ts";

/** Scores as the summary reads them. The result of `scoreRfm` fits. */
export interface ScoredRow {
  readonly segment: string;
  readonly recencyDays: number | null;
  readonly orders: number;
  readonly monetary: number | null;
}

/** A segment's line of the summary. Null where the segment has nothing to take it from. */
export interface RfmSegmentSummary {
  /** Key of the segment. */
  readonly segment: string;
  /** Customers in it. */
  readonly customers: number;
  /** Their share of all customers, 0 to 1. */
  readonly customerShare: number;
  /** Their orders. */
  readonly orders: number;
  /** Their money: the sum of `monetary`, times orders where the policy scores the average. */
  readonly revenue: number;
  /** Its share of the whole; null where the whole is 0. */
  readonly revenueShare: number | null;
  /** `revenue / orders`. */
  readonly averageOrderValue: number | null;
  /** Median days since the last purchase. */
  readonly medianRecencyDays: number | null;
  /** Median number of orders. */
  readonly medianOrders: number | null;
  /** Median of `monetary`. */
  readonly medianMonetary: number | null;
}

/** Totals beside the summary. */
export interface RfmSummaryFacts {
  readonly totals: { readonly customers: number; readonly orders: number; readonly revenue: number };
}

/**
 * A line per segment that has customers: how many, what they bring, and a typical one of them. In the
 * order of the segment map where the scores carry their cut-offs, else by key.
 *
 * Sums are compensated; a median leaves out customers whose number is not known.
 *
 * @throws A {@link ScoringError} for scores with `wrong_type`, `missing`, `not_finite` or `length_mismatch`.
 * @example
 * ```ts
 * const summary = summarizeRfm([
 *   { segment: "champions", recencyDays: 3, orders: 8, monetary: 600 },
 *   { segment: "lost", recencyDays: 90, orders: 1, monetary: 30 },
 *   { segment: "lost", recencyDays: 200, orders: 1, monetary: 170 },
 * ]);
 * summary.columns.revenueShare; // => Float64Array.of(0.75, 0.25)
 * summary.row(1).medianRecencyDays; // => 145
 * ```
 */
export function summarizeRfm(
  scores: Input<ScoredRow> & { readonly cuts?: RfmCuts },
): Table<RfmSegmentSummary> & RfmSummaryFacts {
  const open = openInput(scores, "scores");
  const rejector = createRejector("scores");
  const keys = readTexts(open.needed("segment"), "segment", rejector, false) as readonly string[];
  const orders = readNumbers(open.needed("orders"), "orders", { min: 0 }, rejector);
  const recencyDays = readNumbers(open.needed("recencyDays"), "recencyDays", { nullable: true }, rejector);
  const monetary = readNumbers(open.needed("monetary"), "monetary", { nullable: true }, rejector);
  const cuts = ownValue(scores as { readonly cuts?: RfmCuts }, "cuts");
  const segments = segmentOrder(keys, cuts?.map);
  const numbers = new Map(segments.map((segment, s) => [segment, s]));
  const codes = Int32Array.from(keys, (key) => numbers.get(key) as number);
  const averaged = cuts?.policy.monetary === "average";

  const customers = new Float64Array(segments.length);
  const orderSums = new Float64Array(segments.length);
  const high = new Float64Array(segments.length);
  const low = new Float64Array(segments.length);
  for (let i = 0; i < codes.length; i += 1) {
    const s = codes[i] as number;
    const money = monetary[i] as number;
    customers[s] = (customers[s] as number) + 1;
    orderSums[s] = (orderSums[s] as number) + (orders[i] as number);
    if (!Number.isNaN(money)) addAt(high, low, s, averaged ? money * (orders[i] as number) : money);
  }
  const revenue = high.map((value, s) => value + (low[s] as number));
  const totalHigh = new Float64Array(1);
  const totalLow = new Float64Array(1);
  for (const value of revenue) addAt(totalHigh, totalLow, 0, value);
  const total = (totalHigh[0] as number) + (totalLow[0] as number);
  const medians = (values: Float64Array): Float64Array => mediansOf(values, codes, customers);

  return createTable<RfmSegmentSummary, RfmSummaryFacts>(
    {
      length: segments.length,
      id: "segment",
      columns: {
        segment: () => segments,
        customers: () => customers,
        customerShare: () => customers.map((count) => count / keys.length),
        orders: () => orderSums,
        revenue: () => revenue,
        revenueShare: () => revenue.map((value) => (total === 0 ? Number.NaN : value / total)),
        averageOrderValue: () =>
          revenue.map((value, s) => (orderSums[s] === 0 ? Number.NaN : value / (orderSums[s] as number))),
        medianRecencyDays: () => medians(recencyDays),
        medianOrders: () => medians(orders),
        medianMonetary: () => medians(monetary),
      },
    },
    {
      totals: {
        customers: keys.length,
        orders: orderSums.reduce((sum, count) => sum + count, 0),
        revenue: total,
      },
    },
  );
}

/** Median of the known values of each segment, NaN where there are none. */
function mediansOf(values: Float64Array, codes: Int32Array, customers: Float64Array): Float64Array {
  const members = Array.from(customers, (count) => new Float64Array(count));
  const filled = new Int32Array(customers.length);
  for (let i = 0; i < codes.length; i += 1) {
    const value = values[i] as number;
    if (Number.isNaN(value)) continue;
    const s = codes[i] as number;
    const at = filled[s] as number;
    (members[s] as Float64Array)[at] = value;
    filled[s] = at + 1;
  }
  return Float64Array.from(members, (known, s) => median(known.subarray(0, filled[s] as number)));
}
