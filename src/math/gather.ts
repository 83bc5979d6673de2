/**
 * The values at the positions. A plain loop: `Float64Array.from` with a function takes ten times as long.
 *
 * @example
 * ```ts
 * gather(Float64Array.of(5, 6, 7), Int32Array.of(2, 0)); // => Float64Array.of(7, 5)
 * ```
 */
export function gather(values: Float64Array, positions: Int32Array): Float64Array {
  const out = new Float64Array(positions.length);
  for (let i = 0; i < out.length; i += 1) out[i] = values[positions[i] as number] as number;
  return out;
}
