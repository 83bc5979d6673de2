/**
 * Ranks, without sorting objects.
 *
 * @module
 */

/**
 * The rank at which each of `parts` groups begins when `count` ranked items are dealt out as evenly as
 * they go, the first groups taking one more: SQL's `ntile`. A group that stays empty has no start.
 *
 * @example
 * ```ts
 * groupStarts(11, 4); // => [0, 3, 6, 9]
 * groupStarts(2, 4); // => [0, 1]
 * ```
 */
export function groupStarts(count: number, parts: number): number[] {
  const size = Math.floor(count / parts);
  const larger = count % parts;
  const starts: number[] = [];
  for (let part = 0; part < parts; part += 1) {
    const start = part * size + Math.min(part, larger);
    if (start < count) starts.push(start);
  }
  return starts;
}

/**
 * The text at rank `rank` (0 is the least) by code units, as a full sort would place it. The array is
 * rearranged, unless it is in order already. O(n) on average.
 *
 * @see Hoare (1961), Algorithm 65: Find.
 * @example
 * ```ts
 * textAtRank(["c", "a", "b"], 1); // => "b"
 * ```
 */
export function textAtRank(texts: string[], rank: number): string {
  if (isAscending(texts)) return texts[rank] as string;
  let from = 0;
  let to = texts.length - 1;
  while (from < to) {
    const pivot = middleOfThree(texts, from, to);
    let i = from;
    let j = to;
    while (i <= j) {
      while ((texts[i] as string) < pivot) i += 1;
      while ((texts[j] as string) > pivot) j -= 1;
      if (i <= j) {
        const held = texts[i] as string;
        texts[i] = texts[j] as string;
        texts[j] = held;
        i += 1;
        j -= 1;
      }
    }
    if (rank <= j) to = j;
    else if (rank >= i) from = i;
    else break;
  }
  return texts[rank] as string;
}

/** Are they in order? Ids often come so. */
export function isAscending(texts: readonly string[]): boolean {
  for (let i = 1; i < texts.length; i += 1) if ((texts[i - 1] as string) > (texts[i] as string)) return false;
  return true;
}

/** The middle one of the first, middle and last: keeps sorted input linear. */
function middleOfThree(texts: readonly string[], from: number, to: number): string {
  return [texts[from], texts[(from + to) >> 1], texts[to]].sort()[1] as string;
}
