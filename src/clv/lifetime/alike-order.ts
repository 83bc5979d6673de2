import type { HistoryView } from "../read-histories.ts";

/**
 * The rows ordered by frequency, then by age; rows that are not known come last. Customers of the same
 * frequency and age have the same prospects while alive: in this order they share the work.
 */
export function alikeOrder({ frequency, age, length }: HistoryView): Int32Array {
  const place = (x: number): number => (Number.isNaN(x) ? Number.POSITIVE_INFINITY : x);
  return Int32Array.from({ length }, (_, i) => i).sort((i, j) => {
    const x = place(frequency[i] as number);
    const other = place(frequency[j] as number);
    return x === other ? (age[i] as number) - (age[j] as number) || i - j : x < other ? -1 : 1;
  });
}
