import { describeValue } from "../../core/describe.ts";
import { ScoringError } from "../../core/error.ts";

/** Labels of the same customers in the same order. */
export type Labels = ArrayLike<string | number | null>;

/**
 * How far two groupings of the same customers agree, whatever the groups are called: 1 for the same
 * groups, around 0 for chance. A missing label is a group of its own.
 *
 * @throws A {@link ScoringError} with `length_mismatch` or `wrong_type`.
 * @example
 * ```ts
 * adjustedRandIndex([0, 0, 1, 2], [0, 0, 1, 1]); // => 0.5714…
 * adjustedRandIndex(["a", "a", "b"], ["x", "x", "y"]); // => 1
 * ```
 * @see Hubert & Arabie (1985), Comparing partitions, Journal of Classification 2.
 */
export function adjustedRandIndex(a: Labels, b: Labels): number {
  checkLabels(a, "a");
  checkLabels(b, "b");
  if (a.length !== b.length) {
    throw new ScoringError("length_mismatch", ["b"], `${a.length} labels, as the first`, String(b.length));
  }
  const numbersA = numbered(a);
  const numbersB = numbered(b);
  const pairs = new Map<number, number>();
  const first = new Map<number, number>();
  const second = new Map<number, number>();
  for (let i = 0; i < a.length; i += 1) {
    const [x, y] = [numbersA[i] as number, numbersB[i] as number];
    add(pairs, x * b.length + y);
    add(first, x);
    add(second, y);
  }
  const together = pairsWithin(pairs);
  const inFirst = pairsWithin(first);
  const inSecond = pairsWithin(second);
  const all = (a.length * (a.length - 1)) / 2;
  const expected = all === 0 ? 0 : (inFirst * inSecond) / all;
  const most = (inFirst + inSecond) / 2;
  // Both put all together, or all apart: the same groups.
  return most === expected ? 1 : (together - expected) / (most - expected);
}

function checkLabels(labels: unknown, name: string): void {
  if (Array.isArray(labels) || ArrayBuffer.isView(labels)) return;
  throw new ScoringError("wrong_type", [name], "a list of labels", describeValue(labels));
}

function numbered(labels: Labels): Int32Array {
  const numbers = new Map<string | number | null, number>();
  return Int32Array.from({ length: labels.length }, (_, i) => {
    const label = labels[i] ?? null;
    const known = numbers.get(label);
    if (known !== undefined) return known;
    numbers.set(label, numbers.size);
    return numbers.size - 1;
  });
}

function add(counts: Map<number, number>, key: number): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

/** How many pairs lie within one group. */
function pairsWithin(counts: ReadonlyMap<unknown, number>): number {
  let pairs = 0;
  for (const count of counts.values()) pairs += (count * (count - 1)) / 2;
  return pairs;
}
