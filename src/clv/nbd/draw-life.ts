import { drawGamma } from "../../math/random-draws.ts";
import type { DrawLife } from "../simulate-customers.ts";

/** Lives under NBD, without an end. */
export const nbdLife: DrawLife = (random, p) => ({
  rate: drawGamma(random, p[0] as number, p[1] as number),
  leaves: 0,
  lifetime: Number.POSITIVE_INFINITY,
});
