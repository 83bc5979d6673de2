import { BLOCK, type Points } from "./points.ts";

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
const MOST_BOXES = 32 ** 3;
/** Points that a box should have on average. */
const POINTS_A_BOX = 9;

/** Sorts points of one, two or three dimensions into boxes. O(n). */
export function makeBoxes(points: Points): Boxes {
  const { count, width } = points;
  const xyz = width === 3 ? points.values : padded(points);
  const grid = gridOf(xyz, count, width);
  const sizes = sizesOf(xyz, count, grid);
  const starts = startsOf(sizes);
  const sorted = new Float64Array(3 * count);
  const rows = new Int32Array(count);
  sortIntoCells(xyz, grid, sizes, sorted, rows);
  const bounds = new Float64Array((starts.length - 1) * BOX);
  for (let b = 0; b < starts.length - 1; b += 1) measureBox(sorted, starts, b, bounds);
  return { count: starts.length - 1, starts, sorted, rows, bounds };
}

/**
 * Cells between planes that lie closer where there are more points: a point is in cell `x + y + z`, each read
 * from the place `floor(scale * (coordinate - low))` of its axis.
 */
interface Grid {
  readonly cells: number;
  readonly low: Float64Array;
  readonly scale: Float64Array;
  /** For each axis the slice that a place lies in, times the cells from one slice to the next. */
  readonly slices: readonly [Int32Array, Int32Array, Int32Array];
}

/** Places of an axis: planes of the grid lie between two of them. */
const PLACES = 1 << 11;

function gridOf(xyz: Float64Array, count: number, width: number): Grid {
  const side = sideOf(count, width);
  const extent = extentOf(xyz, count);
  const low = extent.subarray(0, 3);
  const scale = low.map((least, j) => {
    const length = (extent[j + 3] as number) - least;
    return length > 0 ? (PLACES - 1e-9) / length : 0;
  });
  const axis = (j: number): Int32Array =>
    j < width
      ? slicesOf(tallyOf(xyz, j, low[j] as number, scale[j] as number), side, side ** (width - 1 - j))
      : new Int32Array(PLACES);
  return { cells: side ** width, low, scale, slices: [axis(0), axis(1), axis(2)] };
}

/** Every so many points are counted to find the planes. */
const EVERY = 8;
/** How much of a slice's share is one of points; the rest is one of length, so that none is too long. */
const BY_POINTS = 0.75;

/** How many points are at each place of an axis. */
function tallyOf(xyz: Float64Array, j: number, low: number, scale: number): Int32Array {
  const tally = new Int32Array(PLACES);
  for (let p = j; p < xyz.length; p += 3 * EVERY) {
    const place = (((xyz[p] as number) - low) * scale) | 0;
    tally[place] = (tally[place] as number) + 1;
  }
  return tally;
}

/** Slices of equal share of an axis: a plane where many points are cuts their boxes smaller. */
function slicesOf(tally: Int32Array, side: number, step: number): Int32Array {
  const all = tally.reduce((sum, count) => sum + count, 0);
  let before = 0;
  return tally.map((count, place) => {
    const share = BY_POINTS * (before / all) + (1 - BY_POINTS) * (place / PLACES);
    before += count;
    return Math.floor(share * side) * step;
  });
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

/** Writes the cell of each point from `from` on, as many as there is room for. */
function cellsOf(xyz: Float64Array, from: number, grid: Grid, cells: Int32Array): void {
  const [x0, y0, z0] = grid.low as unknown as readonly [number, number, number];
  const [sx, sy, sz] = grid.scale as unknown as readonly [number, number, number];
  const [xs, ys, zs] = grid.slices;
  for (let i = 0, p = 3 * from; i < cells.length; i += 1, p += 3) {
    const x = xs[(((xyz[p] as number) - x0) * sx) | 0] as number;
    const y = ys[(((xyz[p + 1] as number) - y0) * sy) | 0] as number;
    const z = zs[(((xyz[p + 2] as number) - z0) * sz) | 0] as number;
    cells[i] = x + y + z;
  }
}

function sizesOf(xyz: Float64Array, count: number, grid: Grid): Int32Array {
  const sizes = new Int32Array(grid.cells);
  const cells = new Int32Array(BLOCK);
  for (let from = 0; from < count; from += BLOCK) {
    const block = cells.subarray(0, Math.min(BLOCK, count - from));
    cellsOf(xyz, from, grid, block);
    for (let i = 0; i < block.length; i += 1) {
      const cell = block[i] as number;
      sizes[cell] = (sizes[cell] as number) + 1;
    }
  }
  return sizes;
}

/** Where each cell that holds points begins, and where the last ends. */
function startsOf(sizes: Int32Array): Int32Array {
  const starts = new Int32Array(sizes.length + 1);
  let used = 0;
  for (let cell = 0, end = 0; cell < sizes.length; cell += 1) {
    if (sizes[cell] === 0) continue;
    end += sizes[cell] as number;
    used += 1;
    starts[used] = end;
  }
  return starts.slice(0, used + 1);
}

/** Least x, y and z, then the greatest. */
function extentOf(xyz: Float64Array, count: number): Float64Array {
  let x0 = xyz[0] as number;
  let y0 = xyz[1] as number;
  let z0 = xyz[2] as number;
  let x1 = x0;
  let y1 = y0;
  let z1 = z0;
  for (let p = 0; p < 3 * count; p += 3) {
    const x = xyz[p] as number;
    const y = xyz[p + 1] as number;
    const z = xyz[p + 2] as number;
    if (x < x0) x0 = x;
    if (x > x1) x1 = x;
    if (y < y0) y0 = y;
    if (y > y1) y1 = y;
    if (z < z0) z0 = z;
    if (z > z1) z1 = z;
  }
  return Float64Array.of(x0, y0, z0, x1, y1, z1);
}

/** The cells are found a second time: that costs less than a column to keep them in. */
function sortIntoCells(
  xyz: Float64Array,
  grid: Grid,
  sizes: Int32Array,
  sorted: Float64Array,
  rows: Int32Array,
): void {
  const next = new Int32Array(sizes.length);
  for (let cell = 1; cell < next.length; cell += 1) {
    next[cell] = (next[cell - 1] as number) + (sizes[cell - 1] as number);
  }
  const cells = new Int32Array(BLOCK);
  for (let from = 0; from < rows.length; from += BLOCK) {
    const block = cells.subarray(0, Math.min(BLOCK, rows.length - from));
    cellsOf(xyz, from, grid, block);
    sortBlock(xyz, from, block, next, sorted, rows);
  }
}

function sortBlock(
  xyz: Float64Array,
  from: number,
  cells: Int32Array,
  next: Int32Array,
  sorted: Float64Array,
  rows: Int32Array,
): void {
  for (let i = 0, p = 3 * from; i < cells.length; i += 1, p += 3) {
    const cell = cells[i] as number;
    const at = next[cell] as number;
    next[cell] = at + 1;
    rows[at] = from + i;
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
