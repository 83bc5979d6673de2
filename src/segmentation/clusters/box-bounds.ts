import { BOX, type Boxes } from "./boxes.ts";

/** Owner of a box whose points belong to several clusters. */
export const SPLIT = -1;

/**
 * Bounds are given up a little before rounding could make them wrong; a point that lies exactly between
 * centres is always looked at again.
 */
const CARE = 1 - 1e-9;

/** What is known of boxes and points, from step to step. */
export interface BoxState {
  /** Centres as x, y, z. */
  readonly xyz: Float64Array;
  /** By how much the lead of each centre over any other may have shrunk since the start. */
  readonly drift: Float64Array;
  /** Cluster of each box, {@link SPLIT} for those whose points go one by one. */
  readonly owner: Int16Array;
  /** A box stays with its owner while the owner's drift is below this. */
  readonly until: Float64Array;
  /** Cluster of each sorted point in a split box. */
  readonly labels: Uint16Array;
  /** Likewise for each point. */
  readonly pointUntil: Float64Array;
  /** x, y, z and the count of each cluster. */
  readonly sums: Float64Array;
  /** Centres that a box lies between, and by how much its points lead over the others. */
  readonly candidates: Int32Array;
  lead: number;
}

/** All points are in the first cluster, and nothing is known of how long. */
export function createBoxState(boxes: Boxes, k: number): BoxState {
  const state: BoxState = {
    xyz: new Float64Array(3 * k),
    drift: new Float64Array(k),
    owner: new Int16Array(boxes.count),
    until: new Float64Array(boxes.count).fill(Number.NEGATIVE_INFINITY),
    labels: new Uint16Array(boxes.rows.length),
    pointUntil: new Float64Array(boxes.rows.length),
    sums: new Float64Array(4 * k),
    candidates: new Int32Array(k),
    lead: 0,
  };
  sumAnew(boxes, state);
  return state;
}

/**
 * Finds the centres to which some point of the box may be nearest, ascending, and returns how many. A
 * centre drops out where the corner of the box that lies farthest towards it is nearer to the centre
 * nearest to the middle; `state.lead` is the least that a point of the box leads by over those dropped.
 */
export function findCandidates(boxes: Boxes, state: BoxState, b: number): number {
  const { bounds } = boxes;
  const { xyz, candidates } = state;
  const o = b * BOX;
  const x0 = bounds[o] as number;
  const y0 = bounds[o + 1] as number;
  const z0 = bounds[o + 2] as number;
  const x1 = bounds[o + 3] as number;
  const y1 = bounds[o + 4] as number;
  const z1 = bounds[o + 5] as number;
  const mx = (x0 + x1) / 2;
  const my = (y0 + y1) / 2;
  const mz = (z0 + z1) / 2;
  const near = nearestTo(xyz, mx, my, mz);
  const nx = xyz[near] as number;
  const ny = xyz[near + 1] as number;
  const nz = xyz[near + 2] as number;
  const diagonal = Math.sqrt((x1 - x0) * (x1 - x0) + (y1 - y0) * (y1 - y0) + (z1 - z0) * (z1 - z0));
  const fromNear = Math.sqrt((mx - nx) * (mx - nx) + (my - ny) * (my - ny) + (mz - nz) * (mz - nz));
  let lead = Number.POSITIVE_INFINITY;
  let found = 0;
  for (let q = 0, c = 0; q < xyz.length; q += 3, c += 1) {
    const cx = xyz[q] as number;
    const cy = xyz[q + 1] as number;
    const cz = xyz[q + 2] as number;
    const x = cx > nx ? x1 : x0;
    const y = cy > ny ? y1 : y0;
    const z = cz > nz ? z1 : z0;
    const toCentre = (x - cx) * (x - cx) + (y - cy) * (y - cy) + (z - cz) * (z - cz);
    const toNear = (x - nx) * (x - nx) + (y - ny) * (y - ny) + (z - nz) * (z - nz);
    if (q === near || !(toNear < toCentre)) {
      candidates[found] = c;
      found += 1;
      continue;
    }
    // The lead in distance is that in squares over the sum of the distances, which is at most this.
    const fromCentre = Math.sqrt((mx - cx) * (mx - cx) + (my - cy) * (my - cy) + (mz - cz) * (mz - cz));
    const ahead = (toCentre - toNear) / (fromCentre + fromNear + diagonal);
    if (ahead < lead) lead = ahead;
  }
  state.lead = lead * CARE;
  return found;
}

/** Three times the number of the centre nearest to a place; of equally near ones the first. */
function nearestTo(xyz: Float64Array, x: number, y: number, z: number): number {
  let best = 0;
  let least = Number.POSITIVE_INFINITY;
  for (let q = 0; q < xyz.length; q += 3) {
    const dx = x - (xyz[q] as number);
    const dy = y - (xyz[q + 1] as number);
    const dz = z - (xyz[q + 2] as number);
    const distance = dx * dx + dy * dy + dz * dz;
    if (distance < least) {
      least = distance;
      best = q;
    }
  }
  return best;
}

/** Gives a whole box to a cluster; its points are no longer told apart. */
export function settleBox(boxes: Boxes, state: BoxState, b: number, own: number): void {
  const before = state.owner[b] as number;
  state.until[b] = (state.drift[own] as number) + state.lead;
  if (before === own) return;
  if (before === SPLIT) {
    for (let at = boxes.starts[b] as number; at < (boxes.starts[b + 1] as number); at += 1) {
      movePoint(boxes, state.sums, at, state.labels[at] as number, -1);
    }
  } else moveBox(boxes, state.sums, b, before, -1);
  moveBox(boxes, state.sums, b, own, 1);
  state.owner[b] = own;
}

/** Looks at the points of a box that their bounds do not settle; at all where it went as a whole before. */
export function splitBox(boxes: Boxes, state: BoxState, b: number, found: number): void {
  const { starts } = boxes;
  const { drift, labels, pointUntil } = state;
  const before = state.owner[b] as number;
  const end = starts[b + 1] as number;
  if (before !== SPLIT) {
    for (let at = starts[b] as number; at < end; at += 1) {
      labels[at] = before;
      pointUntil[at] = Number.NEGATIVE_INFINITY;
    }
    state.owner[b] = SPLIT;
  }
  for (let at = starts[b] as number; at < end; at += 1) {
    const own = labels[at] as number;
    if ((drift[own] as number) >= (pointUntil[at] as number)) lookAtPoint(boxes, state, at, own, found);
  }
}

/** Finds the nearest of the candidates; of equally near ones the first. */
function lookAtPoint(boxes: Boxes, state: BoxState, at: number, before: number, found: number): void {
  const { sorted } = boxes;
  const { xyz, candidates, drift } = state;
  const x = sorted[3 * at] as number;
  const y = sorted[3 * at + 1] as number;
  const z = sorted[3 * at + 2] as number;
  let own = 0;
  let least = Number.POSITIVE_INFINITY;
  let next = Number.POSITIVE_INFINITY;
  for (let t = 0; t < found; t += 1) {
    const c = candidates[t] as number;
    const dx = x - (xyz[3 * c] as number);
    const dy = y - (xyz[3 * c + 1] as number);
    const dz = z - (xyz[3 * c + 2] as number);
    const distance = dx * dx + dy * dy + dz * dz;
    if (distance < least) {
      next = least;
      least = distance;
      own = c;
    } else if (distance < next) {
      next = distance;
    }
  }
  const lead = (Math.sqrt(next) - Math.sqrt(least)) * CARE;
  state.pointUntil[at] = (drift[own] as number) + Math.min(lead, state.lead);
  if (own === before) return;
  state.labels[at] = own;
  movePoint(boxes, state.sums, at, before, -1);
  movePoint(boxes, state.sums, at, own, 1);
}

/** Adds a point to the sums of a cluster, or takes it off. */
function movePoint({ sorted }: Boxes, sums: Float64Array, at: number, c: number, sign: 1 | -1): void {
  const s = 4 * c;
  const p = 3 * at;
  sums[s] = (sums[s] as number) + sign * (sorted[p] as number);
  sums[s + 1] = (sums[s + 1] as number) + sign * (sorted[p + 1] as number);
  sums[s + 2] = (sums[s + 2] as number) + sign * (sorted[p + 2] as number);
  sums[s + 3] = (sums[s + 3] as number) + sign;
}

/** Adds a box to the sums of a cluster, or takes it off. */
export function moveBox({ bounds }: Boxes, sums: Float64Array, b: number, c: number, sign: 1 | -1): void {
  const s = 4 * c;
  const o = b * BOX + 6;
  for (let j = 0; j < 4; j += 1) sums[s + j] = (sums[s + j] as number) + sign * (bounds[o + j] as number);
}

/** Sums all boxes and points anew: what adding and taking off has rounded away is forgotten. */
export function sumAnew(boxes: Boxes, { owner, labels, sums }: BoxState): void {
  sums.fill(0);
  for (let b = 0; b < boxes.count; b += 1) {
    const own = owner[b] as number;
    if (own !== SPLIT) {
      moveBox(boxes, sums, b, own, 1);
      continue;
    }
    for (let at = boxes.starts[b] as number; at < (boxes.starts[b + 1] as number); at += 1) {
      movePoint(boxes, sums, at, labels[at] as number, 1);
    }
  }
}
