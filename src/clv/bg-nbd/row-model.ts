/**
 * What BG/NBD and MBG/NBD say of one customer.
 *
 * @module
 */
import type { ProcessDirections } from "../covariates/covariates.ts";
import type { RowModel } from "../scoring.ts";
import { discountedWhileAlive } from "./discounted-purchases.ts";
import { expectedWhileAlive, survivalWhileAlive } from "./expected-purchases.ts";
import { bgOddsLeft, type FirstToss } from "./likelihood.ts";

/** Names of the parameters, in order. */
export const BG_NAMES: readonly ["r", "alpha", "a", "b"] = ["r", "alpha", "a", "b"];

/**
 * Covariates: `alpha exp(-g z)` for purchases, `a exp(g z)` and `b exp(g z)` for leaving.
 *
 * @see Fader and Hardie (2007), Incorporating time-invariant covariates into the Pareto/NBD and BG/NBD models.
 */
export const BG_PROCESSES: ProcessDirections = { purchase: [0, -1, 0, 0], lifetime: [0, 0, 1, 1] };

/** BG/NBD with `first` 0, MBG/NBD with `first` 1. */
export function bgRowModel(kind: string, first: FirstToss): RowModel {
  // Alive after x repeat purchases, a customer has stayed through x + first tosses.
  return {
    kind,
    names: BG_NAMES,
    processes: BG_PROCESSES,
    oddsLeft: (p, x, tx, T) =>
      bgOddsLeft(first, p[0] as number, p[1] as number, p[2] as number, p[3] as number, x, tx, T),
    expected: (p, x, T, t) =>
      expectedWhileAlive(
        t / ((p[1] as number) + T),
        (p[0] as number) + x,
        p[2] as number,
        (p[3] as number) + x + first,
      ),
    survival: (p, x, T, t) =>
      survivalWhileAlive(
        t / ((p[1] as number) + T),
        (p[0] as number) + x,
        p[2] as number,
        (p[3] as number) + x + first,
      ),
    waitingTime: (p, x, T, chance) =>
      ((p[1] as number) + T) * Math.expm1(-Math.log1p(-chance) / ((p[0] as number) + x)),
    discounted: (p, x, T, delta) =>
      discountedWhileAlive(
        delta * ((p[1] as number) + T),
        (p[0] as number) + x,
        p[2] as number,
        (p[3] as number) + x + first,
      ),
  };
}
