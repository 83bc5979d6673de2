/**
 * Customers drawn from a model, as the models see them.
 *
 * @module
 */

import { DAYS_PER_UNIT } from "../calendar/duration.ts";
import { checkNumber, checkOptions } from "../core/check-options.ts";
import { ownValue } from "../core/own.ts";
import { createTable } from "../core/table.ts";
import type { Table, TimeUnit } from "../core/types.ts";
import { type Random, seedRandom, uniform } from "../math/random.ts";
import { drawExponential } from "../math/random-draws.ts";
import { type ModelView, readHorizon } from "./read-model.ts";
import type { Horizon } from "./types.ts";

/** How many customers to draw, and for how long to watch them. */
export interface SimulateOptions {
  /** How many. */
  readonly customers: number;
  /** Time from the first purchase to the end of the observation: one for all, or one each. */
  readonly age: Horizon | ArrayLike<number>;
  /** The same seed gives the same customers. */
  readonly seed: number;
  /** How long they are watched after that, for `futurePurchases`. Default 0. */
  readonly horizon?: Horizon;
}

/** A drawn customer. */
export interface SimulatedCustomer {
  /** `"1"`, `"2"`, … */
  readonly customerId: string;
  /** Purchases after the first. */
  readonly frequency: number;
  /** Time of the last of them; 0 without one. */
  readonly recency: number;
  /** Time from the first purchase to the end of the observation. */
  readonly age: number;
  /** Whether the customer is alive at the end of the observation. */
  readonly alive: boolean;
  /** Purchases within the horizon after it. */
  readonly futurePurchases: number;
  /** Sum of the logarithms of the gaps: of gaps in days, where the model has a time unit. */
  readonly sumLogGaps: number;
}

/** What is true of one customer and cannot be seen. */
export interface Life {
  /** Purchases per time unit while alive. */
  readonly rate: number;
  /** The chance to leave right after a repeat purchase. */
  readonly leaves: number;
  /** When the customer leaves without regard to purchases. */
  readonly lifetime: number;
  /** Exponential stages from one purchase to the next; the more, the more regular. Default 1. */
  readonly stages?: number;
}

/** Draws the life of customer `i` from the parameters of a model. */
export type DrawLife = (random: Random, p: Float64Array, i: number) => Life;

/** Purchases of one customer at most. */
const MOST_PURCHASES = 1_000_000;

/** Draws the customers of a model; the table has the `further` columns too. */
export function simulateCustomers<U extends TimeUnit>(
  draw: DrawLife,
  { parameters, timeUnit }: ModelView,
  options: SimulateOptions,
  further: { readonly [field: string]: () => readonly unknown[] } = {},
): Table<SimulatedCustomer> & { readonly timeUnit?: U } {
  options = checkOptions(options, ["customers", "age", "seed", "horizon"]);
  const customers = checkNumber(options.customers, ["options", "customers"], {
    min: 0,
    max: 1e8,
    integer: true,
  });
  const seed = checkNumber(options.seed, ["options", "seed"], { integer: true });
  const ages = readAges(options.age, customers, timeUnit);
  const horizon = readHorizon(options.horizon ?? 0, timeUnit, ["options", "horizon"]);
  const random = seedRandom(seed);
  const frequency = new Float64Array(customers);
  const recency = new Float64Array(customers);
  const future = new Float64Array(customers);
  const sumLogGaps = new Float64Array(customers);
  const daysPerUnit = timeUnit === undefined ? 1 : DAYS_PER_UNIT[timeUnit];
  const alive: boolean[] = [];
  for (let i = 0; i < customers; i += 1) {
    const age = ages[i] as number;
    const life = draw(random, parameters, i);
    const { rate, leaves, lifetime } = life;
    const stages = ownValue(life, "stages") ?? 1;
    let end = lifetime;
    let time = 0;
    for (let n = 0; n < MOST_PURCHASES; n += 1) {
      let gap = 0;
      for (let stage = 0; stage < stages; stage += 1) gap += drawExponential(random) / rate;
      time += gap;
      if (time > age + horizon || time > end) break;
      if (time > age) {
        future[i] = (future[i] as number) + 1;
      } else {
        frequency[i] = (frequency[i] as number) + 1;
        recency[i] = time;
        sumLogGaps[i] = (sumLogGaps[i] as number) + Math.log(gap * daysPerUnit);
      }
      if (leaves > 0 && uniform(random) < leaves) end = time;
    }
    alive.push(end > age);
  }
  const table = createTable<SimulatedCustomer>({
    length: customers,
    columns: {
      customerId: () => Array.from({ length: customers }, (_, i) => String(i + 1)),
      frequency: () => frequency,
      recency: () => recency,
      age: () => ages,
      alive: () => alive,
      futurePurchases: () => future,
      sumLogGaps: () => sumLogGaps,
      ...further,
    },
  });
  return timeUnit === undefined ? table : Object.assign(table, { timeUnit: timeUnit as U });
}

function readAges(age: unknown, customers: number, unit: TimeUnit | undefined): Float64Array {
  const list = age as ArrayLike<number>;
  if (typeof age !== "object" || age === null || typeof list.length !== "number") {
    return new Float64Array(customers).fill(readHorizon(age, unit, ["options", "age"]));
  }
  checkNumber(list.length, ["options", "age", "length"], { min: customers, max: customers });
  return Float64Array.from({ length: customers }, (_, i) =>
    checkNumber(list[i], ["options", "age", i], { min: 0 }),
  );
}
