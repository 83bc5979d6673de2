import { sumOf } from "../../math/sums.ts";
import type { Features } from "../clusters/read-features.ts";
import type { FactorItem } from "./types.ts";

/** Correlations between items over those who answered all; 0 with an item that all answer alike. */
export function correlate(read: Features): {
  readonly items: readonly FactorItem[];
  readonly correlations: Float64Array;
} {
  const { names, numbers, known } = read;
  const size = names.length;
  const columns = numbers.map((column) => Float64Array.from(known, (row) => column[row] as number));
  const items = columns.map((values, i): FactorItem => {
    const mean = sumOf(values) / values.length;
    const name = names[i] as string;
    const first = values[0];
    if (values.every((value) => value === first)) return { name, mean, spread: 1 };
    const squares = sumOf(values.map((value) => (value - mean) ** 2));
    return { name, mean, spread: Math.sqrt(squares / (values.length - 1)) };
  });
  const standard = columns.map((values, i) => {
    const { mean, spread } = items[i] as FactorItem;
    return values.map((value) => (value - mean) / spread);
  });
  const correlations = new Float64Array(size * size);
  for (let i = 0; i < size; i += 1) {
    for (let j = i; j < size; j += 1) {
      const [a, b] = [standard[i] as Float64Array, standard[j] as Float64Array];
      const sum = sumOf(a.map((value, row) => value * (b[row] as number)));
      const correlation = sum / (known.length - 1);
      correlations[i * size + j] = correlation;
      correlations[j * size + i] = correlation;
    }
  }
  return { items, correlations };
}
