import { digammaRise } from "./digamma.ts";
import { lbetaDrop } from "./lbeta-drop.ts";

/** Fewer steps than this are added up. */
const FEW = 50;

/**
 * `sum over i < steps of (stay)_i / (stay + leave)_i`: the steps to expect of somebody who takes the first for
 * certain and each further one unless they leave, with a chance that is Beta(`leave`, `stay`).
 *
 * Few steps are added up; of many the sum is a difference of gamma quotients over `leave - 1`, with the pole at
 * `leave = 1` removed.
 *
 * @example
 * ```ts
 * survivorSum(1, 1, 3); // => 1.8333333333333333 (1 + 1/2 + 1/3)
 * ```
 */
export function survivorSum(stay: number, leave: number, steps: number): number {
  if (steps < FEW) {
    let sum = 0;
    let here = 1;
    for (let i = 0; i < steps; i += 1) {
      sum += here;
      here *= (stay + i) / (stay + leave + i);
    }
    return sum;
  }
  // `stay + leave - 1` must be above 0: one step is taken off
  if (stay <= 1) return 1 + (stay / (stay + leave)) * survivorSum(stay + 1, leave, steps - 1);
  const k = leave - 1;
  if (k === 0) return stay * digammaRise(stay, steps);
  const drop = k > 0 ? lbetaDrop(k, stay, steps) : -lbetaDrop(-k, stay + k, steps);
  return ((stay + k) * -Math.expm1(-drop)) / k;
}
