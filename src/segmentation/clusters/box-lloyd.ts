import {
  type BoxState,
  createBoxState,
  findCandidates,
  SPLIT,
  settleBox,
  splitBox,
  sumAnew,
} from "./box-bounds.ts";
import type { Boxes } from "./boxes.ts";
import type { LloydRun } from "./lloyd.ts";
import { moveCentres, type Totals } from "./move-centres.ts";
import type { Points } from "./points.ts";

/** Steps after which sums are added up anew. */
const SUM_ANEW = 16;

/**
 * Lloyd's iteration over boxes of points: the same steps as over single points. A box that lies with all
 * its points on one side of every border between centres goes as a whole; bounds spare looking again at
 * boxes and points that the centres have not come near to. `centres` are moved in place.
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
  const state = createBoxState(boxes, k);
  const totals: Totals = { sums: new Float64Array(width * k), counts: new Float64Array(k) };
  const moves = new Float64Array(k);
  let iterations = 0;
  let converged = false;
  while (iterations < maxIterations && !converged) {
    iterations += 1;
    assignBoxes(boxes, state, centres, width);
    if (iterations % SUM_ANEW === 0) sumAnew(boxes, state);
    for (let c = 0; c < k; c += 1) {
      for (let j = 0; j < width; j += 1) totals.sums[c * width + j] = state.sums[4 * c + j] as number;
      totals.counts[c] = state.sums[4 * c + 3] as number;
    }
    moves.fill(0);
    converged = moveCentres(points, centres, totals, moves) <= enough;
    addDrift(state.drift, moves);
  }
  assignBoxes(boxes, state, centres, width);
  return { centres, labels: labelsOf(boxes, state), iterations, converged };
}

/** Looks again at the boxes that their bounds do not settle. */
function assignBoxes(boxes: Boxes, state: BoxState, centres: Float64Array, width: number): void {
  const { xyz, owner, until, drift } = state;
  for (let c = 0; 3 * c < xyz.length; c += 1) {
    for (let j = 0; j < width; j += 1) xyz[3 * c + j] = centres[c * width + j] as number;
  }
  for (let b = 0; b < boxes.count; b += 1) {
    const own = owner[b] as number;
    if (own !== SPLIT && (drift[own] as number) < (until[b] as number)) continue;
    const found = findCandidates(boxes, state, b);
    if (found === 1) settleBox(boxes, state, b, state.candidates[0] as number);
    else splitBox(boxes, state, b, found);
  }
}

/** By how much the lead of each centre over any other may have shrunk in all. */
function addDrift(drift: Float64Array, moves: Float64Array): void {
  let first = 0;
  let second = 0;
  let farthest = -1;
  for (let c = 0; c < moves.length; c += 1) {
    const move = moves[c] as number;
    if (move > first) {
      second = first;
      first = move;
      farthest = c;
    } else if (move > second) second = move;
  }
  for (let c = 0; c < moves.length; c += 1) {
    drift[c] = (drift[c] as number) + (moves[c] as number) + (c === farthest ? second : first);
  }
}

function labelsOf(boxes: Boxes, { owner, labels }: BoxState): Uint16Array {
  const { rows, starts } = boxes;
  const out = new Uint16Array(rows.length);
  for (let b = 0; b < boxes.count; b += 1) {
    const own = owner[b] as number;
    for (let at = starts[b] as number; at < (starts[b + 1] as number); at += 1) {
      out[rows[at] as number] = own === SPLIT ? (labels[at] as number) : own;
    }
  }
  return out;
}
