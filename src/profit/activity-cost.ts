import { checkNumber, checkOptions } from "../core/check-options.ts";
import { ScoringError } from "../core/error.ts";
import { createTable } from "../core/table.ts";
import type { Input, Table } from "../core/types.ts";
import { sumOf } from "../math/sums.ts";
import {
  type AssignedCost,
  activityNumbers,
  assignedCosts,
  readActivities,
  readUsage,
} from "./assign-usage.ts";
import type { AssignmentOptions } from "./time-driven-cost.ts";

/** An activity, the share of the work that goes into it, and how much its driver can do. */
export interface DrivenActivity {
  /** Its name. */
  readonly activity: string;
  /** Share of the total cost, 0 … 1: as people say they spend their time. */
  readonly effortShare: number;
  /** How many of its driver (orders, inquiries) the period supplies. */
  readonly driverQuantity: number;
}

/** An activity with its rate. */
export interface DrivenActivityRow {
  readonly activity: string;
  /** Its part of the total cost. */
  readonly cost: number;
  /** How many of its driver the period supplies. */
  readonly driverQuantity: number;
  /** Cost of one; null where there is none. */
  readonly rate: number | null;
  /** How many customers used; null without usage. */
  readonly usedQuantity: number | null;
  /** What they are charged; null without usage. */
  readonly assigned: number | null;
  /** What is charged to no customer; null without usage. */
  readonly unusedCost: number | null;
}

/** What stands beside the activities. */
export interface ActivityCostFacts {
  /** Cost that no effort share takes. */
  readonly unallocated: number;
  /** What customers are charged; null without usage. */
  readonly totalAssigned: number | null;
  /** What is charged to no customer, `unallocated` not counted; null without usage. */
  readonly unusedCost: number | null;
  /** Cost records by customer, for `contribution`; empty without usage. */
  readonly costs: Table<AssignedCost>;
}

/**
 * Classic activity-based costing: the cost of one of each driver, what each customer is charged, and
 * what the unused rest of a driver costs, which is charged to no customer.
 *
 * Rate = total cost x effort share / driver quantity. Effort shares may sum to less than 1; the rest
 * is `unallocated`.
 *
 * @throws A {@link ScoringError} with `missing`, `wrong_type`, `not_finite`, `out_of_range`,
 * `duplicate`, `unknown_name`; `conflict` for effort shares that sum to more than 1, and for usage of
 * what has no driver quantity.
 * @example
 * ```ts
 * const activities = [
 *   { activity: "processOrder", effortShare: 0.7, driverQuantity: 49000 },
 *   { activity: "handleInquiry", effortShare: 0.1, driverQuantity: 1400 },
 *   { activity: "creditCheck", effortShare: 0.2, driverQuantity: 2500 },
 * ];
 * activityCost({ totalCost: 560000 }, activities).columns.rate; // => Float64Array.of(8, 40, 44.8)
 *
 * const usage = [{ customerId: "ann", activity: "handleInquiry", quantity: 2 }];
 * activityCost({ totalCost: 560000 }, activities, { usage }).costs.columns.amount; // => Float64Array.of(80)
 * ```
 * @see Cooper & Kaplan (1988), Measure costs right, Harvard Business Review 66(5); Kaplan & Anderson
 * (2004), Time-driven activity-based costing, Harvard Business Review 82(11).
 */
export function activityCost(
  pool: { readonly totalCost: number },
  activities: Input<DrivenActivity>,
  options: AssignmentOptions = {},
): Table<DrivenActivityRow> & ActivityCostFacts {
  pool = checkOptions(pool, ["totalCost"], ["pool"]);
  options = checkOptions(options, ["usage", "layer"]);
  const totalCost = checkNumber(pool.totalCost, ["pool", "totalCost"], { min: 0 });
  const { usage = [], layer = "costToServe" } = options;
  const counted = options.usage !== undefined;
  const read = readActivities(activities);
  const shares = activityNumbers(read, "effortShare", false);
  const quantities = activityNumbers(read, "driverQuantity", false);
  const allocated = sumOf(shares);
  if (allocated > 1 + 1e-9) {
    throw new ScoringError("conflict", ["activities"], "effort shares that sum to at most 1", "more");
  }
  const cost = shares.map((share) => share * totalCost);
  const rate = cost.map((part, i) => (quantities[i] === 0 ? Number.NaN : part / (quantities[i] as number)));
  const used = readUsage(usage, read);
  refuseUnsupplied(used.quantityByActivity, quantities);
  const none = new Float64Array(read.names.length).fill(Number.NaN);
  const usedQuantity = counted ? used.quantityByActivity : none;
  const assigned = usedQuantity.map((quantity, i) => (quantity === 0 ? 0 : quantity * (rate[i] as number)));
  const unused = assigned.map((part, i) => (cost[i] as number) - part);
  const made = createTable<DrivenActivityRow>({
    length: read.names.length,
    columns: {
      activity: () => read.names,
      cost: () => cost,
      driverQuantity: () => quantities,
      rate: () => rate,
      usedQuantity: () => usedQuantity,
      assigned: () => assigned,
      unusedCost: () => unused,
    },
    id: "activity",
  });
  return Object.assign(made, {
    unallocated: Math.max(0, 1 - allocated) * totalCost,
    totalAssigned: counted ? sumOf(assigned) : null,
    unusedCost: counted ? sumOf(unused) : null,
    costs: assignedCosts(used, rate, layer),
  });
}

function refuseUnsupplied(used: Float64Array, supplied: Float64Array): void {
  const i = used.findIndex((quantity, activity) => quantity > 0 && supplied[activity] === 0);
  if (i < 0) return;
  const expected = "a driver quantity above 0 for what usage names";
  throw new ScoringError("conflict", ["activities", i, "driverQuantity"], expected, "zero");
}
