import type { Points } from "./points.ts";

/** Numbers of a box: least and greatest x, y, z, their sums, and how many points. */
export const BOX = 10;

/**
 * Points in up to three dimensions, sorted into the boxes of a grid. Where every point of a box is sure
 * to be nearest to one centre, a step of k-means takes the box as a whole.
 *
 * @see Kanungo et al. (2002), An efficient k-means clustering algorithm, IEEE PAMI 24(7): the same
 * filter over a tree.
 */
export interface Boxes {
  /** How many hold points. */
  readonly count: number;
  /** Points of box `b` are those from `starts[b]` to `starts[b + 1]` in the order below. */
  readonly starts: Int32Array;
  /** x, y, z of each point, box by box; 0 where there are fewer dimensions. */
  readonly sorted: Float64Array;
  /** Row of each sorted point. */
  readonly rows: Int32Array;
  /** {@link BOX} numbers a box. */
  readonly bounds: Float64Array;
}

/** Most boxes in all. */
const MOST_BOXES = 48 ** 3;
/** Points that a box should have on average. */
const POINTS_A_BOX = 9;

/** Sorts points of one, two or three dimensions into boxes. O(n). */
export function makeBoxes(points: Points): Boxes {
  const { count, width } = points;
  const xyz = width === 3 ? points.values : padded(points);
  const side = sideOf(count, width);
  const cells = new Int32Array(count);
  const total = cellsOf(xyz, count, side, width, cells);
  const ends = new Int32Array(total + 1);
  for (let i = 0; i < count; i += 1) {
    const cell = (cells[i] as number) + 1;
    ends[cell] = (ends[cell] as number) + 1;
  }
  const starts: number[] = [0];
  for (let cell = 0; cell < total; cell += 1) {
    const size = ends[cell + 1] as number;
    ends[cell + 1] = size + (ends[cell] as number);
    if (size > 0) starts.push(ends[cell + 1] as number);
  }
  const sorted = new Float64Array(3 * count);
  const rows = new Int32Array(count);
  sortIntoCells(xyz, cells, ends, sorted, rows);
  const bounds = new Float64Array((starts.length - 1) * BOX);
  const offsets = Int32Array.from(starts);
  for (let b = 0; b < starts.length - 1; b += 1) measureBox(sorted, offsets, b, bounds);
  return { count: starts.length - 1, starts: offsets, sorted, rows, bounds };
}

function sideOf(count: number, width: number): number {
  const boxes = Math.min(MOST_BOXES, count / POINTS_A_BOX);
  return Math.max(1, Math.floor(boxes ** (1 / width) + 1e-9));
}

function padded({ count, width, values }: Points): Float64Array {
  const xyz = new Float64Array(3 * count);
  for (let i = 0; i < count; i += 1) {
    for (let j = 0; j < width; j += 1) xyz[3 * i + j] = values[width * i + j] as number;
  }
  return xyz;
}

/** Writes the cell of each point; returns how many cells there are. */
function cellsOf(xyz: Float64Array, count: number, side: number, width: number, cells: Int32Array): number {
  const low = [0, 0, 0];
  const scale = [0, 0, 0];
  for (let j = 0; j < width; j += 1) {
    let least = Number.POSITIVE_INFINITY;
    let greatest = Number.NEGATIVE_INFINITY;
    for (let p = j; p < 3 * count; p += 3) {
      const value = xyz[p] as number;
      if (value < least) least = value;
      if (value > greatest) greatest = value;
    }
    low[j] = least;
    scale[j] = greatest > least ? (side - 1e-9) / (greatest - least) : 0;
  }
  const [x0, y0, z0] = low as [number, number, number];
  const [sx, sy, sz] = scale as [number, number, number];
  for (let i = 0, p = 0; i < count; i += 1, p += 3) {
    const x = (((xyz[p] as number) - x0) * sx) | 0;
    const y = (((xyz[p + 1] as number) - y0) * sy) | 0;
    const z = (((xyz[p + 2] as number) - z0) * sz) | 0;
    cells[i] = width === 1 ? x : width === 2 ? x * side + y : (x * side + y) * side + z;
  }
  return side ** width;
}

function sortIntoCells(
  xyz: Float64Array,
  cells: Int32Array,
  ends: Int32Array,
  sorted: Float64Array,
  rows: Int32Array,
): void {
  const next = ends.slice(0, -1);
  for (let i = 0, p = 0; i < cells.length; i += 1, p += 3) {
    const cell = cells[i] as number;
    const at = next[cell] as number;
    next[cell] = at + 1;
    rows[at] = i;
    sorted[3 * at] = xyz[p] as number;
    sorted[3 * at + 1] = xyz[p + 1] as number;
    sorted[3 * at + 2] = xyz[p + 2] as number;
  }
}

function measureBox(sorted: Float64Array, starts: Int32Array, b: number, bounds: Float64Array): void {
  const from = 3 * (starts[b] as number);
  const to = 3 * (starts[b + 1] as number);
  for (let j = 0; j < 3; j += 1) {
    let least = Number.POSITIVE_INFINITY;
    let greatest = Number.NEGATIVE_INFINITY;
    let sum = 0;
    for (let p = from + j; p < to; p += 3) {
      const value = sorted[p] as number;
      if (value < least) least = value;
      if (value > greatest) greatest = value;
      sum += value;
    }
    bounds[b * BOX + j] = least;
    bounds[b * BOX + 3 + j] = greatest;
    bounds[b * BOX + 6 + j] = sum;
  }
  bounds[b * BOX + 9] = (to - from) / 3;
}
