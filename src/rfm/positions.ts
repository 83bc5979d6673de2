/** Where the states are as wanted. */
export function positionsOf(states: Uint8Array, wanted: (state: number) => boolean): Int32Array {
  const out = new Int32Array(states.length);
  let count = 0;
  for (let i = 0; i < states.length; i += 1) {
    if (!wanted(states[i] as number)) continue;
    out[count] = i;
    count += 1;
  }
  return out.subarray(0, count);
}

/** Is any value not known? */
export function someNaN(values: Float64Array): boolean {
  for (let i = 0; i < values.length; i += 1) if (Number.isNaN(values[i])) return true;
  return false;
}
