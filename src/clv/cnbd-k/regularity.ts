import type { Transaction } from "../../core/records.ts";
import type { Fields, Input, Open, Renamed } from "../../core/types.ts";
import { type PurchaseDays, type PurchaseDaysOptions, purchaseDays } from "../../history/purchase-days.ts";
import { digamma, trigamma } from "../../math/digamma.ts";
import { normalProbability } from "../../math/incomplete-gamma.ts";

/** How regularly customers buy. 1 is at random; higher is more like a clock; below 1 in bursts. */
export interface Regularity {
  /** From the last two gaps of each customer, by their variance; null of nobody, and for a variance of 0. */
  readonly wheatMorrison: {
    readonly k: number | null;
    /** Mean of `(M - 1/2)^2`, `M` being the share of the last gap in the last two: 1/12 at random. Null of nobody. */
    readonly variance: number | null;
    /** The chance of so small a variance, or a smaller one, if purchases come at random. Null of nobody. */
    readonly pValue: number | null;
    /** Customers with at least two gaps. */
    readonly customers: number;
  };
  /** From all gaps of each customer with at least ten: the median over customers of the gamma shape that fits them. */
  readonly gammaShape: { readonly k: number | null; readonly customers: number };
}

/** Gaps of a customer whose shape is worth a number. */
const FEWEST_GAPS = 10;

/**
 * Whether customers buy at random times or regularly, before any model is fitted: by the last two gaps between
 * purchase days of each customer, and by the gamma distribution of each customer's gaps.
 *
 * Which of the two gaps is on top makes no difference here (the published statistic picks one by chance).
 *
 * @param options - As of a purchase history; `asOf` is needed.
 * @throws A {@link ScoringError} as orders and options are refused.
 * @example
 * ```ts
 * const days = [1, 8, 15, 22, 29];
 * const orders = days.map((day) => ({ customerId: "ann", at: `2026-01-${String(day).padStart(2, "0")}`, amount: 5 }));
 * regularity(orders, { asOf: "2026-01-31" }).wheatMorrison.variance; // => 0
 * ```
 * @see Wheat and Morrison (1990), Estimating purchase regularity with two interpurchase times, Journal of Marketing
 * Research 27(1).
 */
export function regularity<const F extends Fields<Transaction> = Record<never, never>, C = never>(
  transactions: Input<Renamed<Transaction, F>> | Open<C>,
  options: PurchaseDaysOptions & { readonly fields?: F },
): Regularity {
  const bought = purchaseDays(transactions as Input<Transaction>, options);
  return { wheatMorrison: lastTwoGaps(bought), gammaShape: shapeOfGaps(bought) };
}

function lastTwoGaps({ starts, days }: PurchaseDays): Regularity["wheatMorrison"] {
  let customers = 0;
  let squares = 0;
  for (let c = 0; c + 1 < starts.length; c += 1) {
    const end = starts[c + 1] as number;
    if (end - (starts[c] as number) < 3) continue;
    const last = (days[end - 1] as number) - (days[end - 2] as number);
    const two = (days[end - 1] as number) - (days[end - 3] as number);
    squares += (last / two - 0.5) ** 2;
    customers += 1;
  }
  if (customers === 0) return { k: null, variance: null, pValue: null, customers };
  const variance = squares / customers;
  // M is Beta(k, k), whose variance is 1 / (8 k + 4); at random it is uniform, and (M - 1/2)^2 varies by 1/180
  const k = variance > 0 && variance < 1 / 4 ? (1 - 4 * variance) / (8 * variance) : null;
  const pValue = normalProbability((variance - 1 / 12) * Math.sqrt(180 * customers));
  return { k, variance, pValue, customers };
}

function shapeOfGaps({ starts, days }: PurchaseDays): Regularity["gammaShape"] {
  const shapes: number[] = [];
  for (let c = 0; c + 1 < starts.length; c += 1) {
    const from = starts[c] as number;
    const end = starts[c + 1] as number;
    const gaps = end - from - 1;
    if (gaps < FEWEST_GAPS) continue;
    let logs = 0;
    for (let i = from + 1; i < end; i += 1) logs += Math.log((days[i] as number) - (days[i - 1] as number));
    const mean = ((days[end - 1] as number) - (days[from] as number)) / gaps;
    shapes.push(gammaShape(Math.log(mean) - logs / gaps));
  }
  shapes.sort((a, b) => a - b);
  const middle = shapes.length / 2;
  const k =
    shapes.length === 0
      ? null
      : ((shapes[Math.ceil(middle) - 1] as number) + (shapes[Math.floor(middle)] as number)) / 2;
  return { k: k !== null && Number.isFinite(k) ? k : null, customers: shapes.length };
}

/** The shape whose `ln(shape) - digamma(shape)` is the gap between the logarithm of the mean and the mean logarithm. */
function gammaShape(gap: number): number {
  if (!(gap > 1e-12)) return Number.POSITIVE_INFINITY;
  let shape = (3 - gap + Math.sqrt((gap - 3) ** 2 + 24 * gap)) / (12 * gap);
  for (let i = 0; i < 50; i += 1) {
    const error = Math.log(shape) - digamma(shape) - gap;
    const next = shape - error / (1 / shape - trigamma(shape));
    if (Math.abs(next - shape) <= 1e-14 * shape) return next;
    shape = next;
  }
  return shape;
}
