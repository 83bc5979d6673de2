/**
 * Moments of the time of leaving, which the gradient and the Hessian of the Pareto/NBD likelihood are made
 * of.
 *
 * The density is `w(y) = (1 + y/alpha)^-(r+x) (1 + y/beta)^-(s+1)`; with `lA = ln(1 + y/alpha)`,
 * `fA = y / (alpha + y)` and likewise `lB`, `fB`, the moments are, in this order, the integrals of `w` times
 * `1, lA, fA, lB, fB, lA lA, lA fA, fA fA, lA lB, lA fB, lB fA, fA fB, lB lB, lB fB, fB fB`.
 *
 * @module
 */
import { MOST_NODES } from "../../math/log-concave-integral.ts";
import { decayNodes } from "./decay-integral.ts";
import { PANEL_NODES, type Panels } from "./panels.ts";

/** How many moments there are. */
export const MOMENTS = 15;

/** The functions that are averaged, at the nodes of panels. */
export interface NodeFunctions {
  readonly lA: Float64Array;
  readonly fA: Float64Array;
  readonly lB: Float64Array;
  readonly fB: Float64Array;
}

/** Evaluates the functions at the nodes. */
export function nodeFunctions(nodes: Float64Array, alpha: number, beta: number): NodeFunctions {
  const size = nodes.length;
  const functions = {
    lA: new Float64Array(size),
    fA: new Float64Array(size),
    lB: new Float64Array(size),
    fB: new Float64Array(size),
  };
  for (let i = 0; i < size; i += 1) {
    const y = nodes[i] as number;
    functions.lA[i] = Math.log1p(y / alpha);
    functions.fA[i] = y / (alpha + y);
    functions.lB[i] = Math.log1p(y / beta);
    functions.fB[i] = y / (beta + y);
  }
  return functions;
}

/**
 * Fills `tails`, {@link MOMENTS} a time, with the moments from each time of the lattice to its end, relative
 * to the density at that time.
 */
export function momentTails(panels: Panels, functions: NodeFunctions, tails: Float64Array): void {
  const { starts, weights, falls } = panels;
  const { lA, fA, lB, fB } = functions;
  let m0 = 0;
  let m1 = 0;
  let m2 = 0;
  let m3 = 0;
  let m4 = 0;
  let m5 = 0;
  let m6 = 0;
  let m7 = 0;
  let m8 = 0;
  let m9 = 0;
  let m10 = 0;
  let m11 = 0;
  let m12 = 0;
  let m13 = 0;
  let m14 = 0;
  tails.fill(0, (starts.length - 1) * MOMENTS);
  for (let d = starts.length - 2; d >= 0; d -= 1) {
    for (let piece = (starts[d + 1] as number) - 1; piece >= (starts[d] as number); piece -= 1) {
      const fall = falls[piece] as number;
      m0 *= fall;
      m1 *= fall;
      m2 *= fall;
      m3 *= fall;
      m4 *= fall;
      m5 *= fall;
      m6 *= fall;
      m7 *= fall;
      m8 *= fall;
      m9 *= fall;
      m10 *= fall;
      m11 *= fall;
      m12 *= fall;
      m13 *= fall;
      m14 *= fall;
      const end = (piece + 1) * PANEL_NODES;
      for (let i = piece * PANEL_NODES; i < end; i += 1) {
        const w = weights[i] as number;
        const la = lA[i] as number;
        const fa = fA[i] as number;
        const lb = lB[i] as number;
        const fb = fB[i] as number;
        const wla = w * la;
        const wfa = w * fa;
        const wlb = w * lb;
        const wfb = w * fb;
        m0 += w;
        m1 += wla;
        m2 += wfa;
        m3 += wlb;
        m4 += wfb;
        m5 += wla * la;
        m6 += wla * fa;
        m7 += wfa * fa;
        m8 += wla * lb;
        m9 += wla * fb;
        m10 += wfa * lb;
        m11 += wfa * fb;
        m12 += wlb * lb;
        m13 += wlb * fb;
        m14 += wfb * fb;
      }
    }
    const o = d * MOMENTS;
    tails[o] = m0;
    tails[o + 1] = m1;
    tails[o + 2] = m2;
    tails[o + 3] = m3;
    tails[o + 4] = m4;
    tails[o + 5] = m5;
    tails[o + 6] = m6;
    tails[o + 7] = m7;
    tails[o + 8] = m8;
    tails[o + 9] = m9;
    tails[o + 10] = m10;
    tails[o + 11] = m11;
    tails[o + 12] = m12;
    tails[o + 13] = m13;
    tails[o + 14] = m14;
  }
}

/** Room for the nodes of one customer. */
export interface NodeBuffers {
  readonly lengths: Float64Array;
  readonly weights: Float64Array;
}

/** Room for the nodes of one customer, to be used again for the next. */
export function nodeBuffers(): NodeBuffers {
  return { lengths: new Float64Array(MOST_NODES), weights: new Float64Array(MOST_NODES) };
}

/** Fills `moments` for one customer, relative to the density at `tx`, by quadrature: for any times. */
export function momentsOf(
  shape: number,
  alpha: number,
  s: number,
  beta: number,
  tx: number,
  T: number,
  { lengths, weights }: NodeBuffers,
  moments: Float64Array,
): void {
  const count = decayNodes(alpha + tx, shape, beta + tx, s + 1, T - tx, lengths, weights);
  moments.fill(0);
  for (let i = 0; i < count; i += 1) {
    const y = tx + (lengths[i] as number);
    const w = weights[i] as number;
    const la = Math.log1p(y / alpha);
    const fa = y / (alpha + y);
    const lb = Math.log1p(y / beta);
    const fb = y / (beta + y);
    add(moments, 0, w);
    add(moments, 1, w * la);
    add(moments, 2, w * fa);
    add(moments, 3, w * lb);
    add(moments, 4, w * fb);
    add(moments, 5, w * la * la);
    add(moments, 6, w * la * fa);
    add(moments, 7, w * fa * fa);
    add(moments, 8, w * la * lb);
    add(moments, 9, w * la * fb);
    add(moments, 10, w * fa * lb);
    add(moments, 11, w * fa * fb);
    add(moments, 12, w * lb * lb);
    add(moments, 13, w * lb * fb);
    add(moments, 14, w * fb * fb);
  }
}

function add(into: Float64Array, i: number, amount: number): void {
  into[i] = (into[i] as number) + amount;
}
