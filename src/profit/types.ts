import type { TimeOptions } from "../calendar/time-reader.ts";
import type { Cost, OrderLine } from "../core/records.ts";
import type { Id, Input, OnInvalid, Rejection, Table, Time } from "../core/types.ts";
import type { contributionLayers, MissingEffect, WaterfallStep } from "./layers.ts";

/** A line of an order as far as profit needs it. `at` only where the policy has `from` or `asOf`. */
export type ProfitLine = Omit<OrderLine, "at" | "orderId"> & {
  /** When. */
  readonly at?: Time | null | undefined;
};

/** Money spent on a customer, by layer of the waterfall. `at` only where the policy has `from` or `asOf`. */
export type CostRecord = Omit<Cost, "at" | "customerId"> & {
  /** On whom; may be absent only where the result stands by something else. */
  readonly customerId?: Id | null | undefined;
  /** When. */
  readonly at?: Time | null | undefined;
  /** Currency code. */
  readonly currency?: string | null | undefined;
};

/** What profit needs of a purchase history. */
export interface ProfitHistory {
  /** Who. */
  readonly customerId: Id;
  /** Orders. */
  readonly orders: number;
  /** Sum of amounts, net of refunds. */
  readonly revenue: number;
  /** Sum of what was refunded, positive. Default 0. */
  readonly refunds?: number | null | undefined;
}

/** A cost that is known as a rate. The parts add up. */
export interface CostRate {
  /** Share of net revenue (amounts less refunds). */
  readonly share?: number;
  /** Money for each order. Needs a history: lines do not say how many orders they make. */
  readonly perOrder?: number;
  /** Money for each customer of the result. */
  readonly perCustomer?: number;
}

/** Column of a deduction to its rate; a bare number is a share of net revenue. */
export interface CostRates {
  readonly [layer: string]: number | CostRate;
}

/** Records of what was sold and spent. */
export interface LinesInput {
  /** Order lines. */
  readonly lines: Input<ProfitLine>;
  /** Cost records. */
  readonly costs?: Input<CostRecord> | undefined;
  /** Rates for what the records leave out. */
  readonly rates?: CostRates | undefined;
  readonly history?: undefined;
}

/** A purchase history, with what was spent as records or rates. */
export interface HistoryInput {
  /** A line per customer. */
  readonly history: Input<ProfitHistory>;
  /** Cost records. */
  readonly costs?: Input<CostRecord> | undefined;
  /** Rates for what the records leave out. */
  readonly rates?: CostRates | undefined;
  readonly lines?: undefined;
}

/** How contribution is reckoned. Plain JSON. */
export interface ContributionPolicy<
  L extends readonly WaterfallStep[] = typeof contributionLayers,
  K extends string = "customerId",
> extends TimeOptions {
  /** Form of this policy. */
  readonly version?: 1;
  /** The waterfall. Default {@link contributionLayers}. */
  readonly layers?: L;
  /** What an unknown amount does to the subtotals below it. Default `unknown`: they are null. A layer may say otherwise. */
  readonly missing?: MissingEffect;
  /** Field of the lines and cost records that the result has a line for. Default `customerId`. */
  readonly by?: K;
  /** Records before this time are left out and counted. */
  readonly from?: Time;
  /** Records after this moment are left out and counted. A calendar date means the end of that civil day. */
  readonly asOf?: Time;
  /** What one unit of each currency is worth in the currency of the run: `{ USD: 1, EUR: 1.08 }`. */
  readonly rates?: { readonly [currency: string]: number };
  /** A bad row ends with an error (default), or is set aside. */
  readonly onInvalid?: OnInvalid;
  /** Our field names to the host's, by input. */
  readonly fields?: {
    readonly lines?: { readonly [field: string]: string };
    readonly costs?: { readonly [field: string]: string };
    readonly history?: { readonly [field: string]: string };
  };
}

/** Columns that a step makes. */
type StepColumns<S> = S extends { readonly deduct: infer D extends string }
  ? D
  : S extends { readonly subtotal: infer T extends string; readonly rate: infer R extends string }
    ? T | R
    : S extends { readonly subtotal: infer T extends string }
      ? T
      : never;

/**
 * A line of a contribution: whose it is, and an amount for each step. Null where it is not known: see
 * `missing`. By anything but the customer, the key is null for what names none.
 */
export type ContributionRow<
  L extends readonly WaterfallStep[] = typeof contributionLayers,
  K extends string = "customerId",
> = { readonly [Key in K]: K extends "customerId" ? string : string | null } & {
  /** Amounts before discounts; as given where no discount was. */
  readonly grossRevenue: number;
} & { readonly [N in StepColumns<L[number]>]: number | null };

/** What a layer lacks, and what that did. */
export interface MissingLayer {
  /** Column of the deduction. */
  readonly layer: string;
  /** Lines of the result where it is null. */
  readonly rows: number;
  /** Order lines without a cost; 0 where the layer is not about goods. */
  readonly lines: number;
  /** The subtotals below it are null there, or pass over it. */
  readonly effect: MissingEffect;
  /** Those subtotals. */
  readonly subtotals: readonly string[];
}

/** What stands beside the lines of a contribution. */
export interface ContributionFacts<L extends readonly WaterfallStep[] = typeof contributionLayers> {
  /** Sum of each column over all lines, rates of those sums. Null where a line is null, unless passed over. */
  readonly totals: { readonly grossRevenue: number } & {
    readonly [N in StepColumns<L[number]>]: number | null;
  };
  /** The waterfall that was used, as data. */
  readonly layers: L;
  /** The layers that are null somewhere. */
  readonly missing: readonly MissingLayer[];
  /** Order lines (or lines of the history) and cost records in the inputs. */
  readonly given: { readonly lines: number; readonly costs: number };
  /** Deductions that cost records were counted for, as the waterfall has them: without a record of one they cost 0. */
  readonly costLayers: readonly string[];
  /** Refund lines. */
  readonly refundLines: number;
  /** Records after `asOf`, left out. */
  readonly future: number;
  /** Records before `from`, left out. */
  readonly beforeFrom: number;
  /** Lines of the result with costs and no order line. */
  readonly withoutLines: number;
  /** The rows set aside, with `onInvalid: "collect"`. */
  readonly rejected: { readonly lines: readonly Rejection[]; readonly costs: readonly Rejection[] };
}

/** A line per customer (or other key), by ascending key, with totals. */
export type Contribution<
  L extends readonly WaterfallStep[] = typeof contributionLayers,
  K extends string = "customerId",
> = Table<ContributionRow<L, K>> & ContributionFacts<L>;
