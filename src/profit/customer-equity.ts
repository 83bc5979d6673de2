import { checkNumber, checkOneOf, checkOptions } from "../core/check-options.ts";
import { describeValue } from "../core/describe.ts";
import { ScoringError } from "../core/error.ts";
import { openInput } from "../core/open-input.ts";
import { bare, hasOwn } from "../core/own.ts";
import { readNumbers } from "../core/read-numbers.ts";
import { readTexts } from "../core/read-values.ts";
import { createRejector } from "../core/rejector.ts";
import { createTable } from "../core/table.ts";
import type { Input, Table } from "../core/types.ts";
import { sumOf } from "../math/sums.ts";

/** Customers of a segment and what one of them is worth. */
export interface EquitySegment {
  /** Its key. */
  readonly segment?: string | null | undefined;
  /** How many. */
  readonly customers: number;
  /** Lifetime value of one; null where it is not known. */
  readonly clv: number | null | undefined;
}

/** Customers who will come, period by period from now (period 0). Rates are per period. */
export interface CohortPlan {
  /** Customers who come in period 0, 1, 2 … */
  readonly newCustomersPerPeriod: readonly number[];
  /** Margin of a customer each period. */
  readonly margin: number;
  /** Share of the customers that stays from one period to the next. */
  readonly retention: number;
  /** Discount rate. */
  readonly discountRate: number;
  /** What winning one costs, when they come. */
  readonly acquisitionCostPerCustomer: number;
  /** When a customer's first margin comes. Default `end` of their first period. */
  readonly timing?: "end" | "immediate";
}

/** A segment's part. */
export interface EquitySegmentRow {
  readonly segment: string | null;
  readonly customers: number;
  readonly clv: number | null;
  /** `customers` x `clv`. */
  readonly equity: number | null;
  /** Part of the segments' total; null where that is unknown or 0. */
  readonly share: number | null;
}

/** A coming cohort's part. */
export interface EquityCohortRow {
  /** Period in which they come. */
  readonly period: number;
  readonly newCustomers: number;
  /** Value of one less what winning them costs, at the time they come. */
  readonly valuePerCustomer: number;
  /** Value of all, discounted to now. */
  readonly equity: number;
}

/** The value of all customers. */
export interface CustomerEquity {
  /** Present and coming customers; null where a value is unknown. */
  readonly total: number | null;
  /** Present customers; 0 where no segments are given. */
  readonly current: number | null;
  /** Coming customers; 0 where no plan is given. */
  readonly future: number;
  readonly segments: Table<EquitySegmentRow>;
  readonly cohorts: Table<EquityCohortRow>;
}

/**
 * Customer equity: what all customers are worth together. Of segments, the sum of customers x lifetime
 * value; of coming cohorts, their value less what winning them costs, discounted; of both, the sum.
 *
 * @throws A {@link ScoringError} with `missing`, `wrong_type`, `not_finite`, `out_of_range`,
 * `unknown_name`; `conflict` where retention and discount rate leave a lifetime value without end.
 * @example
 * ```ts
 * const segments = [
 *   { segment: "gold", customers: 1200, clv: 310.5 },
 *   { segment: "iron", customers: 5400, clv: 42 },
 *   { segment: "platinum", customers: 300, clv: 1250 },
 * ];
 * customerEquity(segments).total; // => 974400
 * const plan = {
 *   newCustomersPerPeriod: [1000, 800, 600],
 *   margin: 100,
 *   retention: 0.8,
 *   discountRate: 0.1,
 *   acquisitionCostPerCustomer: 150,
 * };
 * customerEquity(plan).total; // => 259366.391184…
 * customerEquity(segments, plan).total; // => 1233766.391184…
 * ```
 * @see Blattberg & Deighton (1996), Harvard Business Review 74(4); Gupta, Lehmann & Stuart (2004),
 * Valuing customers, Journal of Marketing Research 41(1), in discrete time.
 */
export function customerEquity(
  segments: Input<EquitySegment> | CohortPlan,
  plan?: CohortPlan,
): CustomerEquity {
  if (isPlan(segments)) {
    if (plan !== undefined) {
      throw new ScoringError("wrong_type", ["segments"], "segments before a plan", "a plan");
    }
    return customerEquity([], segments);
  }
  const current = segmentEquity(segments);
  const future = cohortEquity(plan);
  const present = sumOf(current.columns.equity);
  const coming = sumOf(future.columns.equity);
  return {
    total: Number.isNaN(present) ? null : present + coming,
    current: Number.isNaN(present) ? null : present,
    future: coming,
    segments: current,
    cohorts: future,
  };
}

function isPlan(value: object): value is CohortPlan {
  return typeof value === "object" && value !== null && hasOwn(value, "newCustomersPerPeriod");
}

function segmentEquity(segments: Input<EquitySegment>): Table<EquitySegmentRow> {
  const input = openInput(segments, "segments");
  const rejector = createRejector("segments");
  const column = input.column("segment");
  const names =
    column === undefined ? new Array<null>(input.length).fill(null) : readTexts(column, "segment", rejector);
  const customers = readNumbers(input.needed("customers"), "customers", { min: 0 }, rejector);
  const clv = readNumbers(input.needed("clv"), "clv", { nullable: true }, rejector);
  const equity = customers.map((count, i) => count * (clv[i] as number));
  const total = sumOf(equity);
  return createTable<EquitySegmentRow>({
    length: input.length,
    columns: {
      segment: () => names,
      customers: () => customers,
      clv: () => clv,
      equity: () => equity,
      share: () => equity.map((part) => (total === 0 ? Number.NaN : part / total)),
    },
    id: "segment",
  });
}

function cohortEquity(plan: CohortPlan | undefined): Table<EquityCohortRow> {
  const counts = plan === undefined ? new Float64Array(0) : readCounts(plan);
  const { value, discountRate } = plan === undefined ? { value: 0, discountRate: 0 } : valueOfOne(plan);
  return createTable<EquityCohortRow>({
    length: counts.length,
    columns: {
      period: () => counts.map((_count, period) => period),
      newCustomers: () => counts,
      valuePerCustomer: () => new Float64Array(counts.length).fill(value),
      equity: () => counts.map((count, period) => (count * value) / (1 + discountRate) ** period),
    },
    id: "period",
  });
}

function readCounts(plan: CohortPlan): Float64Array {
  plan = checkOptions(
    plan,
    ["newCustomersPerPeriod", "margin", "retention", "discountRate", "acquisitionCostPerCustomer", "timing"],
    ["plan"],
  );
  const counts: unknown = plan.newCustomersPerPeriod;
  const path = ["plan", "newCustomersPerPeriod"];
  if (!Array.isArray(counts)) {
    throw new ScoringError("wrong_type", path, "a list of numbers", describeValue(counts));
  }
  return Float64Array.from(counts, (count, i) => checkNumber(count, [...path, i], { min: 0 }));
}

function valueOfOne(plan: CohortPlan): { readonly value: number; readonly discountRate: number } {
  const margin = checkNumber(plan.margin, ["plan", "margin"]);
  const retention = checkNumber(plan.retention, ["plan", "retention"], { min: 0, max: 1 });
  const discountRate = checkNumber(plan.discountRate, ["plan", "discountRate"], { min: 0 });
  const cost = checkNumber(plan.acquisitionCostPerCustomer, ["plan", "acquisitionCostPerCustomer"], {
    min: 0,
  });
  const timing = checkOneOf(bare(plan).timing ?? "end", ["end", "immediate"], ["plan", "timing"]);
  const left = 1 + discountRate - retention;
  if (left === 0) {
    throw new ScoringError("conflict", ["plan", "retention"], "a retention below 1 + discountRate", "1");
  }
  // The margin multiple: what a margin each period is worth.
  const multiple = (timing === "end" ? retention : 1 + discountRate) / left;
  return { value: margin * multiple - cost, discountRate };
}
