/**
 * Cells of a column in a given order, as plain loops: `Array.from` with a function takes ten times as long.
 *
 * @module
 */

/** `ids[order[0]]`, `ids[order[1]]`, … */
export function pickIds(ids: readonly string[], order: Int32Array): string[] {
  const out = new Array<string>(order.length);
  for (let i = 0; i < order.length; i += 1) out[i] = ids[order[i] as number] as string;
  return out;
}

/** The same of numbers. */
export function pickNumbers(column: ArrayLike<number>, order: Int32Array): Float64Array {
  const out = new Float64Array(order.length);
  for (let i = 0; i < order.length; i += 1) out[i] = column[order[i] as number] as number;
  return out;
}

/** The same of whole numbers. */
export function pickIntegers(column: Int32Array, order: Int32Array): Int32Array {
  const out = new Int32Array(order.length);
  for (let i = 0; i < order.length; i += 1) out[i] = column[order[i] as number] as number;
  return out;
}
