/** Which segments occur together, and who is in which of these combinations. */
export interface Combinations {
  /** Number of each customer's combination. */
  readonly codes: Int32Array;
  /** The segments of each combination, ascending. */
  readonly members: readonly (readonly number[])[];
  /** Customers in each combination. */
  readonly counts: readonly number[];
}

/**
 * Numbers the combinations of segments that occur, one segment after the other: whoever was together
 * stays together, unless the next segment parts them. O(customers segments), and never more combinations
 * than customers.
 */
export function countCombinations(masks: readonly Uint8Array[], length: number): Combinations {
  const codes = new Int32Array(length);
  let members: (readonly number[])[] = length === 0 ? [] : [[]];
  masks.forEach((mask, segment) => {
    members = partBy(mask, segment, codes, members);
  });
  const counts: number[] = new Array(members.length).fill(0);
  for (let row = 0; row < length; row += 1) {
    const code = codes[row] as number;
    counts[code] = (counts[code] as number) + 1;
  }
  return { codes, members, counts };
}

/** Parts combinations by one more segment; changes `codes` in place and returns the new combinations. */
function partBy(
  mask: Uint8Array,
  segment: number,
  codes: Int32Array,
  members: readonly (readonly number[])[],
): (readonly number[])[] {
  const renumbered = new Int32Array(2 * members.length).fill(-1);
  const parted: (readonly number[])[] = [];
  for (let row = 0; row < codes.length; row += 1) {
    const code = codes[row] as number;
    const side = 2 * code + (mask[row] as number);
    let number = renumbered[side] as number;
    if (number < 0) {
      number = parted.length;
      renumbered[side] = number;
      const before = members[code] as readonly number[];
      parted.push(mask[row] === 1 ? [...before, segment] : before);
    }
    codes[row] = number;
  }
  return parted;
}
