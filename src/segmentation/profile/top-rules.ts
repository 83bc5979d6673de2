import type { TellingRule } from "./types.ts";

/** Conditions named for a segment. */
const MOST_RULES = 3;

/** Rules with how well they fit: the harmonic mean of precision and recall. */
type Scored = TellingRule & { readonly fit: number };

/**
 * The conditions on one feature that tell each segment best from the others: from a value up, or up to a
 * value. O(n log n + n segments) a feature.
 *
 * @returns For each segment the best of each feature, most fitting first; at most three.
 */
export function topRules(
  names: readonly string[],
  columns: readonly Float64Array[],
  segments: Int32Array,
  sizes: Float64Array,
): readonly (readonly TellingRule[])[] {
  const found: Scored[][] = Array.from(sizes, () => []);
  columns.forEach((values, f) => {
    bestCuts(names[f] as string, values, segments, sizes).forEach((rule, s) => {
      if (rule !== undefined) found[s]?.push(rule);
    });
  });
  return found.map((rules) =>
    rules
      .sort((a, b) => b.fit - a.fit)
      .slice(0, MOST_RULES)
      .map(({ rule, precision, recall }) => ({ rule, precision, recall })),
  );
}

function bestCuts(
  field: string,
  values: Float64Array,
  segments: Int32Array,
  sizes: Float64Array,
): readonly (Scored | undefined)[] {
  const rows = Int32Array.from(values.keys())
    .filter((row) => !Number.isNaN(values[row] as number))
    .sort((a, b) => (values[a] as number) - (values[b] as number));
  const best: (Scored | undefined)[] = Array.from(sizes, () => undefined);
  const below = new Float64Array(sizes.length);
  const all = countIn(rows, segments, sizes.length);
  const consider = (s: number, op: "gte" | "lte", value: number, inside: number, met: number): void => {
    const precision = inside / met;
    const recall = inside / (sizes[s] as number);
    const fit = inside === 0 ? 0 : (2 * precision * recall) / (precision + recall);
    if (fit > (best[s]?.fit ?? 0)) best[s] = { rule: { field, op, value }, precision, recall, fit };
  };
  for (let i = 0; i < rows.length; i += 1) {
    const row = rows[i] as number;
    const value = values[row] as number;
    if (i === 0 || value !== values[rows[i - 1] as number]) {
      for (let s = 0; s < sizes.length; s += 1) {
        // A condition that everybody meets tells nobody apart.
        if (i > 0) consider(s, "gte", value, (all[s] as number) - (below[s] as number), rows.length - i);
      }
    }
    const own = segments[row] as number;
    below[own] = (below[own] as number) + 1;
    const isLast = i + 1 === rows.length || values[rows[i + 1] as number] !== value;
    if (!isLast || i + 1 === rows.length) continue;
    for (let s = 0; s < sizes.length; s += 1) consider(s, "lte", value, below[s] as number, i + 1);
  }
  return best;
}

function countIn(rows: Int32Array, segments: Int32Array, count: number): Float64Array {
  const counts = new Float64Array(count);
  for (const row of rows) {
    const segment = segments[row] as number;
    counts[segment] = (counts[segment] as number) + 1;
  }
  return counts;
}
