import { normalProbability } from "../../math/incomplete-gamma.ts";

/**
 * The number that a standard normal variable stays below with the given probability; minus and plus infinity at 0 and
 * 1, NaN outside.
 *
 * By Halley's method on the nearer tail, where `math/normal-quantile.ts` has six polynomials; from a tail of
 * 1e-300 on, to about 1e-15.
 */
export function normalQuantile(probability: number): number {
  const tail = Math.min(probability, 1 - probability);
  if (!(tail > 0)) return tail === 0 ? (probability === 0 ? -1 / 0 : 1 / 0) : Number.NaN;
  let x = -Math.sqrt(-2 * Math.log(2 * tail));
  for (let step = 0; step < 60; step += 1) {
    const density = Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI);
    const newton = (normalProbability(x) - tail) / density;
    x -= newton / (1 + Math.max(-0.5, (newton * x) / 2));
    if (Math.abs(newton) < 1e-16 * (1 - x)) break;
  }
  return probability < 0.5 ? x : -x;
}
