/**
 * Customers under contract drawn from a model.
 *
 * @module
 */
import { checkNumber, checkOptions } from "../../core/check-options.ts";
import { createTable } from "../../core/table.ts";
import type { Table, TimeUnit } from "../../core/types.ts";
import { type Random, seedRandom, uniform } from "../../math/random.ts";
import { drawLogGamma } from "../../math/random-draws.ts";
import type { ModelView } from "../read-model.ts";
import { MOST_PERIODS } from "./renewals.ts";

/** How many customers to draw, and how many renewals to watch. */
export interface ContractSimulateOptions {
  /** How many. */
  readonly customers: number;
  /** Renewals that each of them faces at most. */
  readonly periods: number;
  /** The same seed gives the same customers. */
  readonly seed: number;
}

/** A drawn customer. */
export interface SimulatedContract {
  /** `"1"`, `"2"`, … */
  readonly customerId: string;
  /** Renewals made, or of a lost customer the renewal at which they were lost. */
  readonly tenure: number;
  /** Still a customer after `periods` renewals? */
  readonly active: boolean;
}

/**
 * Draws customers who survive renewal `t` with a chance `(1 - p)^(t^exponent)`, `p ~ Beta(alpha, beta)`.
 */
export function simulateContracts<U extends TimeUnit>(
  { parameters, timeUnit }: ModelView,
  exponent: number,
  options: ContractSimulateOptions,
): Table<SimulatedContract> & { readonly timeUnit?: U } {
  options = checkOptions(options, ["customers", "periods", "seed"]);
  const atMost = (max: number) => ({ min: 0, max, integer: true });
  const customers = checkNumber(options.customers, ["options", "customers"], atMost(1e8));
  const periods = checkNumber(options.periods, ["options", "periods"], atMost(MOST_PERIODS));
  const seed = checkNumber(options.seed, ["options", "seed"], { integer: true });
  const random = seedRandom(seed);
  const tenure = new Float64Array(customers);
  const active: boolean[] = [];
  for (let i = 0; i < customers; i += 1) {
    const hazard = drawHazard(random, parameters[0] as number, parameters[1] as number);
    // the first t at which the chance to survive is below the uniform
    const lostAt = Math.max(1, Math.ceil((-Math.log(uniform(random)) / hazard) ** (1 / exponent)));
    tenure[i] = Math.min(lostAt, periods);
    active.push(lostAt > periods);
  }
  const table = createTable<SimulatedContract>({
    length: customers,
    columns: {
      customerId: () => Array.from({ length: customers }, (_, i) => String(i + 1)),
      tenure: () => tenure,
      active: () => active,
    },
  });
  return timeUnit === undefined ? table : Object.assign(table, { timeUnit: timeUnit as U });
}

/** `-ln(1 - p)` for `p ~ Beta(a, b)`, to its last digits for any odds. */
function drawHazard(random: Random, a: number, b: number): number {
  const logOdds = drawLogGamma(random, a) - drawLogGamma(random, b);
  return logOdds > 0 ? logOdds + Math.log1p(Math.exp(-logOdds)) : Math.log1p(Math.exp(logOdds));
}
