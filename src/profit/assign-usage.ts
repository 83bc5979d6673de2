import { describeValue } from "../core/describe.ts";
import { ScoringError } from "../core/error.ts";
import { type OpenInput, openInput } from "../core/open-input.ts";
import { createCodeReader } from "../core/read-codes.ts";
import { createIdRegister } from "../core/read-ids.ts";
import { readNumbers } from "../core/read-numbers.ts";
import { readTexts } from "../core/read-values.ts";
import { createRejector } from "../core/rejector.ts";
import { createTable } from "../core/table.ts";
import type { Id, Table } from "../core/types.ts";
import { orderById } from "../history/id-order.ts";
import { addAt } from "../math/sums.ts";

/** How often a customer caused an activity. */
export interface ActivityUsage {
  /** Who. */
  readonly customerId: Id;
  /** Name of the activity. */
  readonly activity: string;
  /** How often. */
  readonly quantity: number;
  /** Minutes of each of these, where they differ from the activity's (a time equation). */
  readonly minutes?: number | null | undefined;
}

/** What was charged to a customer: a cost record of the waterfall. */
export interface AssignedCost {
  /** Who. */
  readonly customerId: string;
  /** Layer of the waterfall. */
  readonly layer: string;
  /** Money. */
  readonly amount: number;
}

/** Activities, read: names are unique. */
export interface Activities {
  readonly input: OpenInput;
  readonly names: readonly string[];
  readonly numbers: ReadonlyMap<string, number>;
}

/** Reads the names of activities. */
export function readActivities(activities: unknown): Activities {
  const input = openInput(activities, "activities");
  const rejector = createRejector("activities");
  const names = readTexts(input.needed("activity"), "activity", rejector, false) as readonly string[];
  const numbers = new Map<string, number>();
  for (let i = 0; i < names.length; i += 1) {
    if (numbers.has(names[i] as string)) {
      throw new ScoringError("duplicate", ["activities", i, "activity"], "a name of its own", "one in use");
    }
    numbers.set(names[i] as string, i);
  }
  return { input, names, numbers };
}

/** A number of each activity; NaN where it has none. */
export function activityNumbers({ input }: Activities, field: string, nullable: boolean): Float64Array {
  const column = nullable ? input.column(field) : input.needed(field);
  if (column === undefined) return new Float64Array(input.length).fill(Number.NaN);
  return readNumbers(column, field, { min: 0, nullable }, createRejector("activities")).slice();
}

/** Usage, read, and summed by activity. */
export interface ReadUsage {
  readonly customers: Int32Array;
  readonly ids: readonly string[];
  readonly activities: Int32Array;
  /** Units of each row: minutes with time equations, quantities without. */
  readonly units: Float64Array;
  /** Quantity and units of each activity. */
  readonly quantityByActivity: Float64Array;
  readonly unitsByActivity: Float64Array;
}

/**
 * Reads usage.
 *
 * @param minutes - Minutes of one of each activity, where a row says none of its own; absent where
 * units are quantities.
 */
export function readUsage(usage: unknown, activities: Activities, minutes?: Float64Array): ReadUsage {
  const input = openInput(usage, "usage");
  const rejector = createRejector("usage");
  const register = createIdRegister();
  const customers = new Int32Array(input.length);
  createCodeReader(input.needed("customerId"), "customerId", register, rejector)(0, input.length, customers);
  const names = readTexts(input.needed("activity"), "activity", rejector, false);
  const quantities = readNumbers(input.needed("quantity"), "quantity", { min: 0 }, rejector);
  const column = minutes === undefined ? undefined : input.column("minutes");
  const own =
    column === undefined ? undefined : readNumbers(column, "minutes", { min: 0, nullable: true }, rejector);
  const codes = new Int32Array(input.length);
  const units = new Float64Array(input.length);
  const high = new Float64Array(activities.names.length * 2);
  const low = new Float64Array(activities.names.length * 2);
  for (let i = 0; i < input.length; i += 1) {
    const activity = activities.numbers.get(names[i] as string);
    if (activity === undefined) {
      throw new ScoringError(
        "unknown_name",
        ["usage", i, "activity"],
        "a named activity",
        describeValue(names[i]),
      );
    }
    const quantity = quantities[i] as number;
    const given = own === undefined ? Number.NaN : (own[i] as number);
    const usual = minutes === undefined ? 1 : (minutes[activity] as number);
    codes[i] = activity;
    units[i] = quantity * (Number.isNaN(given) ? usual : given);
    addAt(high, low, activity * 2, quantity);
    addAt(high, low, activity * 2 + 1, units[i] as number);
  }
  const sums = high.map((sum, i) => sum + (low[i] as number));
  return {
    customers,
    ids: register.ids,
    activities: codes,
    units,
    quantityByActivity: every(sums, 0),
    unitsByActivity: every(sums, 1),
  };
}

function every(pairs: Float64Array, offset: number): Float64Array {
  return new Float64Array(pairs.length / 2).map((_zero, i) => pairs[i * 2 + offset] as number);
}

/** What each customer is charged: units times the rate of the activity, by ascending id. */
export function assignedCosts(usage: ReadUsage, rates: Float64Array, layer: string): Table<AssignedCost> {
  const { customers, ids, activities, units } = usage;
  const high = new Float64Array(ids.length);
  const low = new Float64Array(ids.length);
  for (let i = 0; i < units.length; i += 1) {
    addAt(
      high,
      low,
      customers[i] as number,
      (units[i] as number) * (rates[activities[i] as number] as number),
    );
  }
  const order = orderById(ids, () => true);
  return createTable<AssignedCost>({
    length: order.length,
    columns: {
      customerId: () => Array.from(order, (code) => ids[code] as string),
      layer: () => new Array<string>(order.length).fill(layer),
      amount: () => Float64Array.from(order, (code) => (high[code] as number) + (low[code] as number)),
    },
  });
}
