import { coinLife } from "../bg-nbd/draw-life.ts";
import type { FirstToss } from "../bg-nbd/likelihood.ts";
import type { DrawLife } from "../simulate-customers.ts";

/** Lives under BG/CNBD-k with `first` 0, under MBG/CNBD-k with 1. */
export function regularLife(first: FirstToss): DrawLife {
  const life = coinLife(first);
  return (random, p, i) => ({ ...life(random, p.subarray(1), i), stages: p[0] as number });
}
