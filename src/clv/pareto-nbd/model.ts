/**
 * Pareto/NBD as a model of repeat purchases.
 *
 * @module
 */
import type { RepeatModel } from "../repeat-model.ts";
import { paretoLogLikelihood } from "./likelihood.ts";
import { paretoFillOdds } from "./odds-by-panels.ts";
import { paretoPurchaseCount } from "./purchases.ts";
import { paretoRowModel } from "./row-model.ts";

/** The model. */
export const paretoModel: RepeatModel = {
  ...paretoRowModel,
  count: (p, n, x, T, t) =>
    paretoPurchaseCount(
      n,
      t,
      (p[0] as number) + x,
      (p[1] as number) + T,
      p[2] as number,
      (p[3] as number) + T,
    ),
  logLikelihood: (p, x, tx, T) =>
    paretoLogLikelihood(p[0] as number, p[1] as number, p[2] as number, p[3] as number, x, tx, T),
  fillOddsLeft: (p, view, out) =>
    paretoFillOdds(p[0] as number, p[1] as number, p[2] as number, p[3] as number, view, out),
};
