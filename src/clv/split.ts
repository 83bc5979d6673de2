/**
 * Rows that do not share their parameters: by covariates, or by cohort.
 *
 * @module
 */
import type { HistoryView } from "./read-histories.ts";
import type { Scoring } from "./scoring.ts";

/**
 * A column over all rows, made group by group where the model splits them.
 *
 * The groups see the rows of their own only, so that what is fast for many rows of the same parameters stays
 * fast.
 */
export function bySplit(scoring: Scoring, column: (one: Scoring) => Float64Array): Float64Array {
  const { split, p, view, timeUnit } = scoring;
  if (split === undefined) return column(scoring);
  const out = new Float64Array(view.length).fill(Number.NaN);
  split.groups.forEach((rows, group) => {
    const own = column({ p: split.parametersOf(p, group), view: rowsOf(view, rows), timeUnit });
    for (let k = 0; k < rows.length; k += 1) out[rows[k] as number] = own[k] as number;
  });
  return out;
}

/** Some rows of a view, in rising order. */
export function rowsOf(view: HistoryView, rows: Int32Array): HistoryView {
  return rows.length === view.length ? view : pickRows(view, rows);
}

/** The rows of a view in the order given. */
export function pickRows(view: HistoryView, rows: Int32Array): HistoryView {
  const pick = (column: Float64Array): Float64Array => {
    const picked = new Float64Array(rows.length);
    for (let k = 0; k < rows.length; k += 1) picked[k] = column[rows[k] as number] as number;
    return picked;
  };
  return {
    ...view,
    length: rows.length,
    frequency: pick(view.frequency),
    recency: pick(view.recency),
    age: pick(view.age),
  };
}

/**
 * Numbers rows by the values that they have in all columns: equal rows get the same group. Rows where one
 * value is NaN get none.
 *
 * @example
 * ```ts
 * groupsOf([Float64Array.of(1, 2, 1, NaN), Float64Array.of(5, 5, 5, 5)], 4); // => [[0, 2], [1]]
 * ```
 */
export function groupsOf(columns: readonly Float64Array[], length: number): Int32Array[] {
  let groups = new Int32Array(length);
  let count = length === 0 ? 0 : 1;
  for (const column of columns) {
    const codes = new Map<number, number>();
    const met = new Map<number, number>(); // a group before and a value, to a group
    const next = new Int32Array(length).fill(-1);
    const stride = count;
    count = 0;
    for (let i = 0; i < length; i += 1) {
      const before = groups[i] as number;
      const value = column[i] as number;
      if (before < 0 || Number.isNaN(value)) continue;
      const code = numbered(codes, value, codes.size);
      next[i] = numbered(met, code * stride + before, count);
      count = met.size;
    }
    groups = next;
  }
  return rowsByGroup(groups, count);
}

/** The number of a key; a new one gets `next`. */
function numbered(numbers: Map<number, number>, key: number, next: number): number {
  const known = numbers.get(key);
  if (known !== undefined) return known;
  numbers.set(key, next);
  return next;
}

/** The rows of each group; a row of group -1 is in none. */
export function rowsByGroup(groups: Int32Array, count: number): Int32Array[] {
  const sizes = new Int32Array(count);
  for (let i = 0; i < groups.length; i += 1) {
    const group = groups[i] as number;
    if (group >= 0) sizes[group] = (sizes[group] as number) + 1;
  }
  const rows = Array.from(sizes, (size) => new Int32Array(size));
  sizes.fill(0);
  for (let i = 0; i < groups.length; i += 1) {
    const group = groups[i] as number;
    if (group < 0) continue;
    const place = sizes[group] as number;
    (rows[group] as Int32Array)[place] = i;
    sizes[group] = place + 1;
  }
  return rows;
}
