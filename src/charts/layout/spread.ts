/**
 * Places along a line, moved as little as keeps them `least` apart and between `from` and `to`: labels that would
 * stand on each other. Their order stays. Where there is no room for all, they stand evenly.
 *
 * Neighbours that are too near form a block, which stands where its members would on average: the solution of
 * least squares, by pooling adjacent violators.
 */
export function spread(places: readonly number[], least: number, from: number, to: number): number[] {
  const count = places.length;
  if (count === 0) return [];
  const gap = Math.min(least, count === 1 ? least : (to - from) / (count - 1));
  const order = places.map((_place, i) => i).sort((a, b) => (places[a] as number) - (places[b] as number));
  // Less the room of those before, the places may just not fall.
  const blocks: { sum: number; size: number }[] = [];
  order.forEach((i, k) => {
    let block = { sum: (places[i] as number) - k * gap, size: 1 };
    let last = blocks[blocks.length - 1];
    while (last !== undefined && last.sum / last.size > block.sum / block.size) {
      block = { sum: last.sum + block.sum, size: last.size + block.size };
      blocks.pop();
      last = blocks[blocks.length - 1];
    }
    blocks.push(block);
  });
  const out = new Array<number>(count);
  const highest = to - (count - 1) * gap;
  let k = 0;
  for (const { sum, size } of blocks) {
    const start = Math.min(highest, Math.max(from, sum / size));
    for (let n = 0; n < size; n += 1) {
      out[order[k] as number] = start + k * gap;
      k += 1;
    }
  }
  return out;
}
