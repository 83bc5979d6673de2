import { mbgNbd, type Transaction } from "../../src/index.ts";

/** Orders of customers of a known process, enough to identify models. */
export function learnedBase(customers = 400): Transaction[] {
  const model = { parameters: { r: 0.7, alpha: 6, a: 0.9, b: 2.5 }, timeUnit: "week" as const };
  const orders: Transaction[] = [];
  const start = Date.UTC(2026, 0, 31) - 52 * 7 * 86_400_000;
  mbgNbd
    .simulate(model, { customers, age: 52, seed: 7 })
    .toRows()
    .forEach(({ frequency, recency }, i) => {
      for (let k = 0; k <= frequency; k += 1) {
        const at = new Date(start + Math.round(((k * recency) / Math.max(1, frequency)) * 7) * 86_400_000);
        orders.push({ customerId: `c${i}`, at, amount: 20 + ((i * 37 + k * 11) % 60) });
      }
    });
  return orders;
}
