/**
 * BG/NBD and MBG/NBD as models of repeat purchases.
 *
 * @module
 */
import type { RepeatModel } from "../repeat-model.ts";
import { expectedAtHorizons, listOf } from "./expected-purchases.ts";
import { bgLogLikelihood, type FirstToss } from "./likelihood.ts";
import { bgFillOdds } from "./odds-column.ts";
import { countWhileAlive } from "./purchase-count.ts";
import { bgRowModel } from "./row-model.ts";

/** BG/NBD with `first` 0, MBG/NBD with `first` 1. */
export function bgModel(kind: string, first: FirstToss): RepeatModel {
  return {
    ...bgRowModel(kind, first),
    count: (p, n, x, T, t) =>
      countWhileAlive(
        n,
        t / ((p[1] as number) + T),
        (p[0] as number) + x,
        p[2] as number,
        (p[3] as number) + x + first,
      ),
    logLikelihood: (p, x, tx, T) =>
      bgLogLikelihood(first, p[0] as number, p[1] as number, p[2] as number, p[3] as number, x, tx, T),
    fillOddsLeft: (p, view, out) =>
      bgFillOdds(first, p[0] as number, p[1] as number, p[2] as number, p[3] as number, view, out),
    expectedAt: (p, x, T, horizons, out) => {
      const us = listOf(horizons, (t) => t / ((p[1] as number) + T));
      expectedAtHorizons(us, (p[0] as number) + x, p[2] as number, (p[3] as number) + x + first, out);
    },
  };
}
