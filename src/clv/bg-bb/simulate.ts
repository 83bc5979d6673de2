import { checkNumber, checkOptions } from "../../core/check-options.ts";
import { createTable } from "../../core/table.ts";
import type { Table, TimeUnit } from "../../core/types.ts";
import { seedRandom, uniform } from "../../math/random.ts";
import { drawBeta } from "../../math/random-draws.ts";
import { readModel } from "../read-model.ts";
import { BG_BB_NAMES } from "./fit.ts";
import type { BgBbInput } from "./predict.ts";

/** How many customers to draw, and for how long to watch them. */
export interface OpportunitySimulateOptions {
  /** How many. */
  readonly customers: number;
  /** Opportunities that each of them has. */
  readonly opportunities: number;
  /** The same seed gives the same customers. */
  readonly seed: number;
  /** Opportunities after that, for `futurePurchases`. Default 0. */
  readonly horizon?: number;
}

/** A drawn customer. */
export interface SimulatedOpportunities {
  /** `"1"`, `"2"`, … */
  readonly customerId: string;
  /** Opportunities at which the customer bought. */
  readonly frequency: number;
  /** Number of the last of them; 0 without one. */
  readonly recency: number;
  readonly opportunities: number;
  /** Whether the customer is alive at the next opportunity. */
  readonly alive: boolean;
  /** Purchases at the opportunities of the horizon. */
  readonly futurePurchases: number;
}

/**
 * Customers drawn from BG/BB, with what cannot be seen: who is alive, and what they buy next.
 *
 * @throws A {@link ScoringError} as models and options are refused.
 * @example
 * ```ts
 * const model = { parameters: { alpha: 1.2, beta: 0.75, gamma: 0.66, delta: 2.8 } };
 * const customers = simulate(model, { customers: 3, opportunities: 6, seed: 1 });
 * customers.length; // => 3
 * customers.row(0).opportunities; // => 6
 * ```
 */
export function simulate<U extends TimeUnit>(
  model: BgBbInput<U>,
  options: OpportunitySimulateOptions,
): Table<SimulatedOpportunities> & { readonly timeUnit?: U } {
  options = checkOptions(options, ["customers", "opportunities", "seed", "horizon"]);
  const atMost = (max: number) => ({ min: 0, max, integer: true });
  const customers = checkNumber(options.customers, ["options", "customers"], atMost(1e8));
  const watched = checkNumber(options.opportunities, ["options", "opportunities"], atMost(100_000));
  const seed = checkNumber(options.seed, ["options", "seed"], { integer: true });
  const horizon = checkNumber(options.horizon ?? 0, ["options", "horizon"], atMost(100_000));
  const { parameters, timeUnit } = readModel(model, "bgBb", BG_BB_NAMES);
  const [alpha, beta, gamma, delta] = parameters as unknown as readonly [number, number, number, number];
  const random = seedRandom(seed);
  const frequency = new Float64Array(customers);
  const recency = new Float64Array(customers);
  const future = new Float64Array(customers);
  const alive: boolean[] = [];
  for (let i = 0; i < customers; i += 1) {
    const buys = drawBeta(random, alpha, beta);
    const leaves = drawBeta(random, gamma, delta);
    let at = 1;
    // one opportunity further than watched is lived to see whether the customer is alive at it
    for (; at <= Math.max(watched + 1, watched + horizon) && uniform(random) >= leaves; at += 1) {
      if (uniform(random) >= buys) continue;
      if (at <= watched) {
        frequency[i] = (frequency[i] as number) + 1;
        recency[i] = at;
      } else if (at <= watched + horizon) {
        future[i] = (future[i] as number) + 1;
      }
    }
    alive.push(at > watched + 1);
  }
  const table = createTable<SimulatedOpportunities>({
    length: customers,
    columns: {
      customerId: () => Array.from({ length: customers }, (_, i) => String(i + 1)),
      frequency: () => frequency,
      recency: () => recency,
      opportunities: () => new Float64Array(customers).fill(watched),
      alive: () => alive,
      futurePurchases: () => future,
    },
  });
  return timeUnit === undefined ? table : Object.assign(table, { timeUnit: timeUnit as U });
}
