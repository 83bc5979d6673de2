/**
 * The death integral of Pareto/NBD on a lattice of times, as a sum over panels from one time to the next.
 *
 * The integral from a time to the end of the lattice, divided by the integrand at that time, follows a
 * backward recursion over the panels. Going from one frequency to the next multiplies each node's weight by
 * one known ratio, so a whole frequency costs no exponential and no logarithm, nothing cancels, and nothing
 * overflows.
 *
 * @module
 */
import { gaussLegendre } from "../../math/gauss-legendre.ts";

/** Nodes in a panel. */
export const PANEL_NODES = 5;

const RULE = /* @__PURE__ */ gaussLegendre(PANEL_NODES);

/** Across one panel the integrand falls by no more than about e to this. */
const STEEPEST = 0.8;

/** Cut panels into no more pieces than this altogether; steeper integrands are left to the quadrature. */
const MOST_PIECES = 200_000;

/** Panels between the times of a lattice, with the integrand of a given frequency at their nodes. */
export interface Panels {
  /** Pieces of the panel that begins at time `d`: `starts[d]` to `starts[d + 1]`. */
  readonly starts: Int32Array;
  /** Times of the nodes, {@link PANEL_NODES} a piece. */
  readonly nodes: Float64Array;
  /** What each node counts: its weight in time, times the integrand relative to the start of its piece. */
  readonly weights: Float64Array;
  /** The factor of each node's weight from one repeat purchase to the next. */
  readonly ratios: Float64Array;
  /** The integrand at the end of each piece, relative to its start. */
  readonly falls: Float64Array;
  /** The factor of each fall from one repeat purchase to the next. */
  readonly fallRatios: Float64Array;
}

/** The panels at a frequency; null where there would be too many. To be asked in rising order. */
export type PanelWalk = (x: number) => Panels | null;

/** Panels laid for a frequency serve up to twice of it. */
const FIRST_REACH = 16;

/**
 * Walks the panels of a lattice of `count` steps from frequency to frequency. They are laid anew, finer,
 * whenever the frequency has doubled: a busy customer's integrand is steeper than the others need.
 */
export function walkPanels(
  count: number,
  step: number,
  r: number,
  alpha: number,
  s: number,
  beta: number,
): PanelWalk {
  let panels: Panels | null = null;
  let reached = 0;
  let reach = -1;
  return (x) => {
    if (x > reach) {
      reach = Math.max(FIRST_REACH, 2 * x);
      const starts = panelStarts(count, step, r, alpha, s, beta, reach);
      panels = starts === null ? null : layPanels(starts, step, r, alpha, s, beta);
      reached = 0;
    }
    if (panels !== null) advancePanels(panels, x - reached);
    reached = x;
    return panels;
  };
}

/** Where each panel's pieces start, if they must serve frequencies up to `most`; null where that is too many. */
function panelStarts(
  count: number,
  step: number,
  r: number,
  alpha: number,
  s: number,
  beta: number,
  most: number,
): Int32Array | null {
  const starts = new Int32Array(count + 1);
  let pieces = 0;
  for (let d = 0; d < count; d += 1) {
    const time = d * step;
    const fall = (r + most) * Math.log1p(step / (alpha + time)) + (s + 1) * Math.log1p(step / (beta + time));
    pieces += Math.max(1, Math.ceil(fall / STEEPEST));
    if (pieces > MOST_PIECES) return null;
    starts[d + 1] = pieces;
  }
  return starts;
}

/** The panels at frequency 0. */
function layPanels(
  starts: Int32Array,
  step: number,
  r: number,
  alpha: number,
  s: number,
  beta: number,
): Panels {
  const pieces = starts[starts.length - 1] as number;
  const nodes = new Float64Array(pieces * PANEL_NODES);
  const weights = new Float64Array(pieces * PANEL_NODES);
  const ratios = new Float64Array(pieces * PANEL_NODES);
  const falls = new Float64Array(pieces);
  const fallRatios = new Float64Array(pieces);
  for (let d = 0; d + 1 < starts.length; d += 1) {
    const first = starts[d] as number;
    const parts = (starts[d + 1] as number) - first;
    const width = step / parts;
    for (let part = 0; part < parts; part += 1) {
      const piece = first + part;
      const time = d * step + part * width;
      const perAlpha = 1 / (alpha + time);
      const perBeta = 1 / (beta + time);
      for (let j = 0; j < PANEL_NODES; j += 1) {
        const i = piece * PANEL_NODES + j;
        const y = width * (RULE.nodes[j] as number);
        nodes[i] = time + y;
        const log = r * Math.log1p(y * perAlpha) + (s + 1) * Math.log1p(y * perBeta);
        weights[i] = width * (RULE.weights[j] as number) * Math.exp(-log);
        ratios[i] = 1 / (1 + y * perAlpha);
      }
      falls[piece] = Math.exp(-r * Math.log1p(width * perAlpha) - (s + 1) * Math.log1p(width * perBeta));
      fallRatios[piece] = 1 / (1 + width * perAlpha);
    }
  }
  return { starts, nodes, weights, ratios, falls, fallRatios };
}

/** Moves the panels on by `steps` repeat purchases. */
function advancePanels(panels: Panels, steps: number): void {
  if (steps === 0) return;
  raise(panels.weights, panels.ratios, steps);
  raise(panels.falls, panels.fallRatios, steps);
}

function raise(values: Float64Array, ratios: Float64Array, steps: number): void {
  if (steps === 1) {
    for (let i = 0; i < values.length; i += 1) values[i] = (values[i] as number) * (ratios[i] as number);
    return;
  }
  if (steps <= 4) {
    for (let k = 0; k < steps; k += 1) raise(values, ratios, 1);
    return;
  }
  for (let i = 0; i < values.length; i += 1) {
    values[i] = (values[i] as number) * (ratios[i] as number) ** steps;
  }
}

/**
 * Fills `tails` with the integral from each time of the lattice to its end, relative to the integrand at
 * that time.
 */
export function panelTails(panels: Panels, tails: Float64Array): void {
  const { starts, weights, falls } = panels;
  let tail = 0;
  tails[starts.length - 1] = 0;
  for (let d = starts.length - 2; d >= 0; d -= 1) {
    for (let piece = (starts[d + 1] as number) - 1; piece >= (starts[d] as number); piece -= 1) {
      const i = piece * PANEL_NODES;
      const inside =
        (weights[i] as number) +
        (weights[i + 1] as number) +
        (weights[i + 2] as number) +
        (weights[i + 3] as number) +
        (weights[i + 4] as number);
      tail = inside + (falls[piece] as number) * tail;
    }
    tails[d] = tail;
  }
}
