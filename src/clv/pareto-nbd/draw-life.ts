import { drawExponential, drawGamma } from "../../math/random-draws.ts";
import type { DrawLife } from "../simulate-customers.ts";

/** Lives under Pareto/NBD. */
export const paretoLife: DrawLife = (random, p) => ({
  rate: drawGamma(random, p[0] as number, p[1] as number),
  leaves: 0,
  lifetime: drawExponential(random) / drawGamma(random, p[2] as number, p[3] as number),
});
