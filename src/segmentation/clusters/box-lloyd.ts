import { BOX, type Boxes } from "./boxes.ts";
import type { LloydRun } from "./lloyd.ts";
import { moveCentres, type Totals } from "./move-centres.ts";
import type { Points } from "./points.ts";

/**
 * Lloyd's iteration over boxes of points: the same steps as over single points, of which only those in
 * boxes between two clusters are looked at. `centres` are moved in place.
 */
export function boxLloyd(
  points: Points,
  boxes: Boxes,
  centres: Float64Array,
  k: number,
  enough: number,
  maxIterations: number,
): LloydRun {
  const { width } = points;
  const xyz = new Float64Array(3 * k);
  const flat: Totals = { sums: new Float64Array(width * k), counts: new Float64Array(k) };
  const gathered = new Float64Array(4 * k);
  const candidates = new Int32Array(k);
  let iterations = 0;
  let converged = false;
  while (iterations < maxIterations && !converged) {
    iterations += 1;
    spread(centres, width, xyz);
    gathered.fill(0);
    for (let b = 0; b < boxes.count; b += 1) addBox(boxes, b, xyz, k, candidates, gathered);
    for (let c = 0; c < k; c += 1) {
      for (let j = 0; j < width; j += 1) flat.sums[c * width + j] = gathered[4 * c + j] as number;
      flat.counts[c] = gathered[4 * c + 3] as number;
    }
    converged = moveCentres(points, centres, flat) <= enough;
  }
  spread(centres, width, xyz);
  const labels = new Uint16Array(points.count);
  for (let b = 0; b < boxes.count; b += 1) labelBox(boxes, b, xyz, k, candidates, labels);
  return { centres, labels, iterations, converged };
}

/** Centres as x, y, z. */
function spread(centres: Float64Array, width: number, xyz: Float64Array): void {
  for (let c = 0; 3 * c < xyz.length; c += 1) {
    for (let j = 0; j < width; j += 1) xyz[3 * c + j] = centres[c * width + j] as number;
  }
}

/**
 * The centres to which some point of the box may be nearest, ascending; returns how many. A centre drops
 * out where the corner of the box that lies farthest towards it is nearer to the centre nearest to the
 * middle of the box.
 */
function findCandidates(
  bounds: Float64Array,
  o: number,
  xyz: Float64Array,
  k: number,
  candidates: Int32Array,
): number {
  const x0 = bounds[o] as number;
  const y0 = bounds[o + 1] as number;
  const z0 = bounds[o + 2] as number;
  const x1 = bounds[o + 3] as number;
  const y1 = bounds[o + 4] as number;
  const z1 = bounds[o + 5] as number;
  const near = nearestTo(xyz, k, (x0 + x1) / 2, (y0 + y1) / 2, (z0 + z1) / 2);
  const nx = xyz[3 * near] as number;
  const ny = xyz[3 * near + 1] as number;
  const nz = xyz[3 * near + 2] as number;
  let found = 0;
  for (let c = 0; c < k; c += 1) {
    const cx = xyz[3 * c] as number;
    const cy = xyz[3 * c + 1] as number;
    const cz = xyz[3 * c + 2] as number;
    const x = cx > nx ? x1 : x0;
    const y = cy > ny ? y1 : y0;
    const z = cz > nz ? z1 : z0;
    const toCentre = (x - cx) * (x - cx) + (y - cy) * (y - cy) + (z - cz) * (z - cz);
    const toNear = (x - nx) * (x - nx) + (y - ny) * (y - ny) + (z - nz) * (z - nz);
    if (c === near || toCentre <= toNear) {
      candidates[found] = c;
      found += 1;
    }
  }
  return found;
}

function nearestTo(xyz: Float64Array, k: number, x: number, y: number, z: number): number {
  let best = 0;
  let least = Number.POSITIVE_INFINITY;
  for (let c = 0, q = 0; c < k; c += 1, q += 3) {
    const dx = x - (xyz[q] as number);
    const dy = y - (xyz[q + 1] as number);
    const dz = z - (xyz[q + 2] as number);
    const distance = dx * dx + dy * dy + dz * dz;
    if (distance < least) {
      least = distance;
      best = c;
    }
  }
  return best;
}

/** The nearest of the candidates, the first of equally near ones. */
function nearestAmong(
  xyz: Float64Array,
  candidates: Int32Array,
  found: number,
  x: number,
  y: number,
  z: number,
): number {
  let best = 0;
  let least = Number.POSITIVE_INFINITY;
  for (let t = 0; t < found; t += 1) {
    const c = candidates[t] as number;
    const q = 3 * c;
    const dx = x - (xyz[q] as number);
    const dy = y - (xyz[q + 1] as number);
    const dz = z - (xyz[q + 2] as number);
    const distance = dx * dx + dy * dy + dz * dz;
    if (distance < least) {
      least = distance;
      best = c;
    }
  }
  return best;
}

/** Adds a box to the clusters of its points: x, y, z and the count of each in `gathered`. */
function addBox(
  boxes: Boxes,
  b: number,
  xyz: Float64Array,
  k: number,
  candidates: Int32Array,
  gathered: Float64Array,
): void {
  const { bounds, sorted, starts } = boxes;
  const o = b * BOX;
  const found = findCandidates(bounds, o, xyz, k, candidates);
  if (found === 1) {
    const s = 4 * (candidates[0] as number);
    for (let j = 0; j < 4; j += 1)
      gathered[s + j] = (gathered[s + j] as number) + (bounds[o + 6 + j] as number);
    return;
  }
  const end = 3 * (starts[b + 1] as number);
  for (let p = 3 * (starts[b] as number); p < end; p += 3) {
    const x = sorted[p] as number;
    const y = sorted[p + 1] as number;
    const z = sorted[p + 2] as number;
    const s = 4 * nearestAmong(xyz, candidates, found, x, y, z);
    gathered[s] = (gathered[s] as number) + x;
    gathered[s + 1] = (gathered[s + 1] as number) + y;
    gathered[s + 2] = (gathered[s + 2] as number) + z;
    gathered[s + 3] = (gathered[s + 3] as number) + 1;
  }
}

function labelBox(
  boxes: Boxes,
  b: number,
  xyz: Float64Array,
  k: number,
  candidates: Int32Array,
  labels: Uint16Array,
): void {
  const { bounds, sorted, starts, rows } = boxes;
  const found = findCandidates(bounds, b * BOX, xyz, k, candidates);
  for (let at = starts[b] as number; at < (starts[b + 1] as number); at += 1) {
    const p = 3 * at;
    labels[rows[at] as number] =
      found === 1
        ? (candidates[0] as number)
        : nearestAmong(
            xyz,
            candidates,
            found,
            sorted[p] as number,
            sorted[p + 1] as number,
            sorted[p + 2] as number,
          );
  }
}
