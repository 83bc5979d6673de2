import { uniform } from "../../math/random.ts";
import { drawBeta, drawGamma } from "../../math/random-draws.ts";
import type { DrawLife } from "../simulate-customers.ts";
import type { FirstToss } from "./likelihood.ts";

/** Lives under BG/NBD with `first` 0, under MBG/NBD, which tosses after the first purchase too, with 1. */
export function coinLife(first: FirstToss): DrawLife {
  return (random, p) => {
    const rate = drawGamma(random, p[0] as number, p[1] as number);
    const leaves = drawBeta(random, p[2] as number, p[3] as number);
    const gone = first === 1 && uniform(random) < leaves;
    return { rate, leaves, lifetime: gone ? 0 : Number.POSITIVE_INFINITY };
  };
}
