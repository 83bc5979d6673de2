import { checkNumber, checkOptions } from "../core/check-options.ts";
import { ScoringError } from "../core/error.ts";
import { createTable } from "../core/table.ts";
import type { Input, Table } from "../core/types.ts";
import { sumOf } from "../math/sums.ts";
import {
  type ActivityUsage,
  type AssignedCost,
  activityNumbers,
  assignedCosts,
  readActivities,
  readUsage,
} from "./assign-usage.ts";

/** What a department costs and can do in the same period. */
export interface CapacityPool {
  /** Cost of all its capacity. */
  readonly costOfCapacitySupplied: number;
  /** Minutes it can work: about 80 to 85 % of the theoretical ones. */
  readonly practicalCapacityMinutes: number;
}

/** An activity and the time it takes. */
export interface TimedActivity {
  /** Its name. */
  readonly activity: string;
  /** Minutes of one. */
  readonly minutes: number;
  /** How many; left out where `usage` counts them. */
  readonly quantity?: number | null | undefined;
}

/** An activity with what it used and cost. */
export interface TimedActivityRow {
  readonly activity: string;
  /** Minutes of one. */
  readonly minutes: number;
  /** How many. */
  readonly quantity: number;
  /** Minutes of all. */
  readonly usedMinutes: number;
  /** Cost of all. */
  readonly assigned: number;
}

/** What stands beside the activities. */
export interface TimeDrivenFacts {
  /** Cost of a minute. */
  readonly capacityCostRate: number;
  readonly totalUsedMinutes: number;
  readonly totalAssigned: number;
  /** Minutes nobody used; negative where more was used than can be worked. */
  readonly unusedMinutes: number;
  /** What they cost: charged to no customer. */
  readonly unusedCost: number;
  /** Share of the capacity that was used. */
  readonly utilization: number;
  /** Cost records by customer, for `contribution`; empty without usage. */
  readonly costs: Table<AssignedCost>;
}

/** Options of {@link timeDrivenCost} and {@link activityCost}. */
export interface AssignmentOptions {
  /** Who caused what. */
  readonly usage?: Input<ActivityUsage>;
  /** Layer of the cost records. Default `costToServe`. */
  readonly layer?: string;
}

/**
 * Time-driven activity-based costing: what each activity costs, what each customer caused of it, and
 * what unused capacity costs, which is charged to no customer.
 *
 * Cost of a minute = cost of the capacity supplied / practical capacity; cost of an activity = minutes
 * x quantity x that. A row of `usage` may bring minutes of its own, from {@link timeEquation}.
 *
 * @throws A {@link ScoringError} with `missing`, `wrong_type`, `not_finite`, `out_of_range`,
 * `duplicate`, `unknown_name`; `conflict` for a quantity that usage counts too.
 * @example
 * ```ts
 * const service = { costOfCapacitySupplied: 560000, practicalCapacityMinutes: 700000 };
 * const cost = timeDrivenCost(service, [
 *   { activity: "handleOrder", minutes: 40, quantity: 9800 },
 *   { activity: "processComplaint", minutes: 220, quantity: 280 },
 *   { activity: "creditCheck", minutes: 250, quantity: 500 },
 * ]);
 * cost.capacityCostRate; // => 0.8
 * cost.columns.assigned; // => Float64Array.of(313600, 49280, 100000)
 * cost.unusedCost; // => 97120
 *
 * const usage = [{ customerId: "ann", activity: "call", quantity: 3 }];
 * const calls = timeDrivenCost(service, [{ activity: "call", minutes: 10 }], { usage });
 * calls.costs.row(0); // => { customerId: "ann", layer: "costToServe", amount: 24 }
 * ```
 * @see Kaplan & Anderson (2004), Time-driven activity-based costing, Harvard Business Review 82(11);
 * (2007), Time-Driven Activity-Based Costing.
 */
export function timeDrivenCost(
  pool: CapacityPool,
  activities: Input<TimedActivity>,
  options: AssignmentOptions = {},
): Table<TimedActivityRow> & TimeDrivenFacts {
  pool = checkOptions(pool, ["costOfCapacitySupplied", "practicalCapacityMinutes"], ["pool"]);
  options = checkOptions(options, ["usage", "layer"]);
  const supplied = checkNumber(pool.costOfCapacitySupplied, ["pool", "costOfCapacitySupplied"], { min: 0 });
  const capacity = checkNumber(pool.practicalCapacityMinutes, ["pool", "practicalCapacityMinutes"], {
    min: Number.MIN_VALUE,
  });
  const { usage = [], layer = "costToServe" } = options;
  const read = readActivities(activities);
  const minutes = activityNumbers(read, "minutes", false);
  const given = activityNumbers(read, "quantity", options.usage !== undefined);
  const used = readUsage(usage, read, minutes);
  const counted = options.usage !== undefined;
  if (counted) refuseQuantities(given);
  const quantity = counted ? used.quantityByActivity : given;
  const usedMinutes = counted
    ? used.unitsByActivity
    : minutes.map((each, i) => each * (quantity[i] as number));
  const capacityCostRate = supplied / capacity;
  const assigned = usedMinutes.map((all) => all * capacityCostRate);
  const totalUsedMinutes = sumOf(usedMinutes);
  const rates = new Float64Array(read.names.length).fill(capacityCostRate);
  const made = createTable<TimedActivityRow>({
    length: read.names.length,
    columns: {
      activity: () => read.names,
      minutes: () => minutes,
      quantity: () => quantity,
      usedMinutes: () => usedMinutes,
      assigned: () => assigned,
    },
    id: "activity",
  });
  return Object.assign(made, {
    capacityCostRate,
    totalUsedMinutes,
    totalAssigned: sumOf(assigned),
    unusedMinutes: capacity - totalUsedMinutes,
    unusedCost: (capacity - totalUsedMinutes) * capacityCostRate,
    utilization: totalUsedMinutes / capacity,
    costs: assignedCosts(used, rates, layer),
  });
}

function refuseQuantities(given: Float64Array): void {
  const i = given.findIndex((quantity) => !Number.isNaN(quantity));
  if (i < 0) return;
  const expected = "no quantity where usage counts it";
  throw new ScoringError("conflict", ["activities", i, "quantity"], expected, "a quantity");
}
