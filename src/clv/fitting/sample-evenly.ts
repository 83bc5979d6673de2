/**
 * `most` numbers of a column taken evenly, the same rows of each column of a table; the column itself where it
 * has no more.
 *
 * @example
 * ```ts
 * sampleEvenly([1, 2, 3, 4, 5], 2); // => [1, 3]
 * ```
 */
export function sampleEvenly<A extends ArrayLike<number>>(column: A, most: number): A | Float64Array {
  if (column.length <= most) return column;
  const stride = column.length / most;
  const picked = new Float64Array(most);
  for (let i = 0; i < most; i += 1) picked[i] = column[Math.floor(i * stride)] as number;
  return picked;
}
