/**
 * What Pareto/NBD says of one customer.
 *
 * @module
 */
import type { ProcessDirections } from "../covariates/covariates.ts";
import type { RowModel } from "../scoring.ts";
import { paretoOddsLeft } from "./likelihood.ts";
import { paretoDiscountedWhileAlive, paretoExpectedWhileAlive } from "./purchases.ts";
import { paretoWaitingTime } from "./waiting-time.ts";

/** Names of the parameters, in order. */
export const PARETO_NAMES: readonly ["r", "alpha", "s", "beta"] = ["r", "alpha", "s", "beta"];

/**
 * Covariates: `alpha exp(-g z)` for purchases, `beta exp(-g z)` for leaving.
 *
 * @see Fader and Hardie (2007), Incorporating time-invariant covariates into the Pareto/NBD and BG/NBD models.
 */
export const PARETO_PROCESSES: ProcessDirections = { purchase: [0, -1, 0, 0], lifetime: [0, 0, 0, -1] };

/** A question of `(ahead, shape, A, s, B)`, asked of a customer alive at age T. */
function aliveAt(ask: (ahead: number, shape: number, A: number, s: number, B: number) => number) {
  return (p: Float64Array, x: number, T: number, ahead: number): number =>
    ask(ahead, (p[0] as number) + x, (p[1] as number) + T, p[2] as number, (p[3] as number) + T);
}

/** The model of one customer. */
export const paretoRowModel: RowModel = {
  kind: "paretoNbd",
  names: PARETO_NAMES,
  processes: PARETO_PROCESSES,
  oddsLeft: (p, x, tx, T) =>
    paretoOddsLeft(p[0] as number, p[1] as number, p[2] as number, p[3] as number, x, tx, T),
  expected: /* @__PURE__ */ aliveAt(paretoExpectedWhileAlive),
  survival: (p, _x, T, t) => Math.exp(-(p[2] as number) * Math.log1p(t / ((p[3] as number) + T))),
  waitingTime: /* @__PURE__ */ aliveAt(paretoWaitingTime),
  discounted: /* @__PURE__ */ aliveAt(paretoDiscountedWhileAlive),
};
