import { BOX, type Boxes } from "./boxes.ts";

/** Owner of a box whose points belong to several clusters. */
export const SPLIT = -1;

/** Bounds are given up a little before rounding could make them wrong. */
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
  /** x, y, z and the count of each cluster. */
  readonly sums: Float64Array;
  /** Centres that a box lies between, and by how much its points lead over the others. */
  readonly candidates: Int32Array;
  /** 1 and -1 for the centres that a box is split between, else 0. */
  readonly sides: Float64Array;
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
    sums: new Float64Array(4 * k),
    candidates: new Int32Array(k),
    sides: new Float64Array(k),
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
  let far = Number.POSITIVE_INFINITY;
  let found = 0;
  for (let q = 0, c = 0; q < xyz.length; q += 3, c += 1) {
    const cx = xyz[q] as number;
    const cy = xyz[q + 1] as number;
    const cz = xyz[q + 2] as number;
    const square = (mx - cx) * (mx - cx) + (my - cy) * (my - cy) + (mz - cz) * (mz - cz);
    // So far away that every point leads over it by more than over one already dropped.
    if (square > far) continue;
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
    const ahead = (toCentre - toNear) / (Math.sqrt(square) + fromNear + diagonal);
    if (ahead < lead) {
      lead = ahead;
      far = (fromNear + diagonal + lead) ** 2;
    }
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

/** Gives each point of a box to the nearest of the candidates; of equally near ones the first. */
export function splitBox(boxes: Boxes, state: BoxState, b: number, found: number): void {
  const start = boxes.starts[b] as number;
  const end = boxes.starts[b + 1] as number;
  const before = state.owner[b] as number;
  if (before !== SPLIT) {
    state.labels.fill(before, start, end);
    state.owner[b] = SPLIT;
  }
  if (found === 2) splitInTwo(boxes, state, start, end);
  else splitInMany(boxes, state, start, end, found);
}

/**
 * Most split boxes lie between two centres. On which side a point lies is a toss-up, which a processor
 * guesses badly; that it stays where it was is not.
 */
function splitInTwo(boxes: Boxes, state: BoxState, start: number, end: number): void {
  const { sorted } = boxes;
  const { labels, xyz, candidates, sides } = state;
  const a = candidates[0] as number;
  const b = candidates[1] as number;
  const ax = xyz[3 * a] as number;
  const ay = xyz[3 * a + 1] as number;
  const az = xyz[3 * a + 2] as number;
  const bx = xyz[3 * b] as number;
  const by = xyz[3 * b + 1] as number;
  const bz = xyz[3 * b + 2] as number;
  sides[a] = 1;
  sides[b] = -1;
  for (let at = start, p = 3 * start; at < end; at += 1, p += 3) {
    const x = sorted[p] as number;
    const y = sorted[p + 1] as number;
    const z = sorted[p + 2] as number;
    const toA = (x - ax) * (x - ax) + (y - ay) * (y - ay) + (z - az) * (z - az);
    const toB = (x - bx) * (x - bx) + (y - by) * (y - by) + (z - bz) * (z - bz);
    // Not on the side of its label, or between the two, or not of either before.
    if (!((toB - toA) * (sides[labels[at] as number] as number) > 0)) {
      const own = toB < toA ? b : a;
      if (own !== labels[at]) relabel(boxes, state, at, own);
    }
  }
  sides[a] = 0;
  sides[b] = 0;
}

function splitInMany(boxes: Boxes, state: BoxState, start: number, end: number, found: number): void {
  const { sorted } = boxes;
  const { labels, xyz, candidates } = state;
  for (let at = start, p = 3 * start; at < end; at += 1, p += 3) {
    const x = sorted[p] as number;
    const y = sorted[p + 1] as number;
    const z = sorted[p + 2] as number;
    let own = 0;
    let least = Number.POSITIVE_INFINITY;
    for (let t = 0; t < found; t += 1) {
      const c = candidates[t] as number;
      const dx = x - (xyz[3 * c] as number);
      const dy = y - (xyz[3 * c + 1] as number);
      const dz = z - (xyz[3 * c + 2] as number);
      const distance = dx * dx + dy * dy + dz * dz;
      if (distance < least) {
        least = distance;
        own = c;
      }
    }
    if (own !== labels[at]) relabel(boxes, state, at, own);
  }
}

function relabel(boxes: Boxes, { labels, sums }: BoxState, at: number, own: number): void {
  movePoint(boxes, sums, at, labels[at] as number, -1);
  movePoint(boxes, sums, at, own, 1);
  labels[at] = own;
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
