import type { SpendWarning } from "./spend-column.ts";
import type { Interval } from "./uncertainty.ts";

/** One customer's lifetime value. Null where it cannot be known. */
export interface LifetimeValueRow {
  /** Who; `"#0"`, `"#1"` and so on where the history does not say. */
  readonly customerId: string;
  /** Expected discounted margin of the purchases to come. */
  readonly clv: number | null;
  /** Lower end of the interval of `clv`: of the expectation, not of what the customer will do. */
  readonly clvLow: number | null;
  /** Upper end. */
  readonly clvHigh: number | null;
  /** Chance to be alive now. */
  readonly probabilityAlive: number | null;
  /** Expected purchases within the horizon, not discounted; of a lifetime, as many as come (may be infinite). */
  readonly expectedPurchases: number | null;
  /** Expected value of a purchase. */
  readonly expectedSpend: number | null;
  /** Civil date by which the next purchase has come with the wanted probability; null where it never is so likely. */
  readonly nextPurchaseDate: string | null;
}

/** Facts of a lifetime value. */
export interface LifetimeValueFacts {
  /** The sum over all customers, with its interval. Rows with a weight count as that many. */
  readonly total: Interval;
  /** Customers set aside because their repeat purchases are worth 0 or less on average; their `clv` is null. */
  readonly notPositiveSpend: number;
  /** What to know of the spend: that it goes with frequency, has no mean, or is not known of some who bought again. */
  readonly warnings: readonly SpendWarning[];
  /** When money counts: at the end or the middle of each month. */
  readonly timing: "end" | "mid";
  /** Per year. */
  readonly discountRate: number;
  /** How the intervals are found, of a model of purchases. None of them covers a model that is wrong. */
  readonly intervals?: "delta" | "bootstrap" | "credible";
}
