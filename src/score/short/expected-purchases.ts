import { purchasesByAverage, survivalByAverage } from "../../clv/bg-nbd/averages-while-alive.ts";

/** What `clv/bg-nbd/expected-purchases.ts` gives, without its faster way for short horizons. */
export function expectedWhileAlive(u: number, shape: number, a: number, b: number): number {
  return u < 1e-150 ? shape * u : purchasesByAverage(u, shape, a, b);
}

/** As above. */
export function survivalWhileAlive(u: number, shape: number, a: number, b: number): number {
  return u < 1e-150 ? 1 : Math.min(1, survivalByAverage(u, shape, a, b));
}
