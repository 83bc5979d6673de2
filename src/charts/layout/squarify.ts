/** A rectangle in pixels. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/**
 * A treemap: boxes whose areas are as the values, as near to squares as may be, that fill `width` times `height`.
 *
 * Values are laid out in rows along the shorter side; a row takes the next value as long as that makes the worst
 * of its boxes squarer. O(n log n).
 *
 * @param values - Not negative. A value of 0 has a box without area.
 * @returns A box for each value, in the order given.
 * @see Bruls, Huizing and van Wijk (2000), Squarified treemaps.
 */
export function squarify(values: readonly number[], width: number, height: number): Box[] {
  const order = values.map((_value, i) => i).sort((a, b) => (values[b] as number) - (values[a] as number));
  const total = values.reduce((sum, value) => sum + value, 0);
  const scale = total > 0 ? (width * height) / total : 0;
  const boxes: Box[] = values.map(() => ({ x: 0, y: 0, width: 0, height: 0 }));
  let free: Box = { x: 0, y: 0, width, height };
  let from = 0;
  while (from < order.length) {
    const side = Math.min(free.width, free.height);
    let to = from;
    let area = 0;
    let worst = Number.POSITIVE_INFINITY;
    const largest = (values[order[from] as number] as number) * scale;
    while (to < order.length) {
      const next = (values[order[to] as number] as number) * scale;
      const shape = worstShape(largest, next, area + next, side);
      if (shape > worst) break;
      worst = shape;
      area += next;
      to += 1;
    }
    free = placeRow(order.slice(from, to), values, scale, area, free, boxes);
    from = to;
  }
  return boxes;
}

/** The longest side over the shortest, of the worst box in a row. */
function worstShape(largest: number, least: number, area: number, side: number): number {
  if (least === 0 || side === 0) return Number.POSITIVE_INFINITY;
  return Math.max((side * side * largest) / (area * area), (area * area) / (side * side * least));
}

/** Places a row along the shorter side, and gives what is left. */
function placeRow(
  row: readonly number[],
  values: readonly number[],
  scale: number,
  area: number,
  free: Box,
  boxes: Box[],
): Box {
  const upright = free.width >= free.height;
  const side = upright ? free.height : free.width;
  const thick = side === 0 ? 0 : area / side;
  let along = 0;
  for (const i of row) {
    const long = thick === 0 ? 0 : ((values[i] as number) * scale) / thick;
    boxes[i] = upright
      ? { x: free.x, y: free.y + along, width: thick, height: long }
      : { x: free.x + along, y: free.y, width: long, height: thick };
    along += long;
  }
  return upright
    ? { x: free.x + thick, y: free.y, width: free.width - thick, height: free.height }
    : { x: free.x, y: free.y + thick, width: free.width, height: free.height - thick };
}
