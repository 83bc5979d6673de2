/**
 * NBD as a model of repeat purchases: nobody ever leaves.
 *
 * @module
 */
import { negativeBinomialMass } from "../../math/negative-binomial.ts";
import type { RepeatModel } from "../repeat-model.ts";
import { nbdExpectedPurchases, nbdLogLikelihood } from "./kernel.ts";

/** Names of the parameters, in order. */
export const NBD_NAMES: readonly ["r", "alpha"] = ["r", "alpha"];

/** The model. */
export const nbdModel: RepeatModel = {
  kind: "nbd",
  names: NBD_NAMES,
  logLikelihood: (p, x, _tx, T) => nbdLogLikelihood(p[0] as number, p[1] as number, x, T),
  oddsLeft: () => 0,
  expected: (p, x, T, t) => nbdExpectedPurchases(p[0] as number, p[1] as number, x, T, t),
  survival: () => 1,
  waitingTime: (p, x, T, chance) =>
    ((p[1] as number) + T) * Math.expm1(-Math.log1p(-chance) / ((p[0] as number) + x)),
  discounted: (p, x, T, delta) =>
    delta === 0 ? Number.POSITIVE_INFINITY : ((p[0] as number) + x) / ((p[1] as number) + T) / delta,
  count: (p, n, x, T, t) => negativeBinomialMass(n, (p[0] as number) + x, t / ((p[1] as number) + T)),
};
