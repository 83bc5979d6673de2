/**
 * The death integral of Pareto/NBD at the times that occur, as a sum over panels from one time to the next.
 *
 * The integral from a time to the last of all, divided by the integrand at that time, follows a
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

/** Across one piece the integrand falls by no more than about e to this. */
const STEEPEST = 0.8;

/** And a scale plus time grows by no more than e to this: the nodes do not see a pole so near. */
const WIDEST = 0.15;

/** Across a piece that is flatter and narrower than this, the integrand is a short power series. */
const FLAT = 0.1;
const NARROW = 0.02;

/** Terms that such a series has at most: the next would be below 1e-17. */
const MOST_TERMS = 12;

/** Cut panels into no more pieces than this altogether; steeper integrands are left to the quadrature. */
const MOST_PIECES = 200_000;

/** Panels between rising times, with the integrand of a given frequency at their nodes. */
export interface Panels {
  /** Pieces of the panel that begins at the time of code `d`: `starts[d]` to `starts[d + 1]`. */
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
 * Walks the panels between rising `times` from frequency to frequency. They are laid anew, finer, whenever
 * the frequency has doubled: a busy customer's integrand is steeper than the others need.
 */
export function walkPanels(
  times: Float64Array,
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
      const starts = panelStarts(times, r, alpha, s, beta, reach);
      panels = starts === null ? null : layPanels(times, starts, r, alpha, s, beta);
      reached = 0;
    }
    if (panels !== null) advancePanels(panels, x - reached);
    reached = x;
    return panels;
  };
}

/** Where each panel's pieces start, if they must serve frequencies up to `most`; null where that is too many. */
function panelStarts(
  times: Float64Array,
  r: number,
  alpha: number,
  s: number,
  beta: number,
  most: number,
): Int32Array | null {
  const starts = new Int32Array(times.length);
  let pieces = 0;
  for (let d = 0; d + 1 < times.length; d += 1) {
    const time = times[d] as number;
    const step = (times[d + 1] as number) - time;
    const byAlpha = Math.log1p(step / (alpha + time));
    const byBeta = Math.log1p(step / (beta + time));
    const fall = (r + most) * byAlpha + (s + 1) * byBeta;
    pieces += Math.max(1, Math.ceil(fall / STEEPEST), Math.ceil(Math.max(byAlpha, byBeta) / WIDEST));
    if (pieces > MOST_PIECES) return null;
    starts[d + 1] = pieces;
  }
  return starts;
}

/** The panels at frequency 0. */
function layPanels(
  times: Float64Array,
  starts: Int32Array,
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
  const scale = Math.min(alpha, beta);
  const series = new Float64Array(MOST_TERMS);
  for (let d = 0; d + 1 < starts.length; d += 1) {
    const first = starts[d] as number;
    const parts = (starts[d + 1] as number) - first;
    const begin = times[d] as number;
    const step = (times[d + 1] as number) - begin;
    // Pieces of a panel are as wide as the integrand is flat there: equal in ln(scale + time).
    const growth = parts === 1 ? 0 : Math.log1p(step / (scale + begin)) / parts;
    let from = 0;
    for (let part = 0; part < parts; part += 1) {
      const to = part + 1 === parts ? step : (scale + begin) * Math.expm1((part + 1) * growth);
      const piece = first + part;
      const time = begin + from;
      const width = to - from;
      const perAlpha = 1 / (alpha + time);
      const perBeta = 1 / (beta + time);
      const terms = powerSeries(r, width * perAlpha, s + 1, width * perBeta, series);
      for (let j = 0; j < PANEL_NODES; j += 1) {
        const i = piece * PANEL_NODES + j;
        const share = RULE.nodes[j] as number;
        const y = width * share;
        nodes[i] = time + y;
        const height =
          terms === 0 ? fallTo(r, y * perAlpha, s + 1, y * perBeta) : sumAt(share, series, terms);
        weights[i] = width * (RULE.weights[j] as number) * height;
        ratios[i] = 1 / (1 + y * perAlpha);
      }
      falls[piece] =
        terms === 0 ? fallTo(r, width * perAlpha, s + 1, width * perBeta) : sumAt(1, series, terms);
      fallRatios[piece] = 1 / (1 + width * perAlpha);
      from = to;
    }
  }
  return { starts, nodes, weights, ratios, falls, fallRatios };
}

/** `(1 + u)^(-r) (1 + v)^(-q)`. */
function fallTo(r: number, u: number, q: number, v: number): number {
  return Math.exp(-r * Math.log1p(u) - q * Math.log1p(v));
}

/**
 * The coefficients of `(1 + u t)^(-r) (1 + v t)^(-q)` as a power series in `t`, good for `t` up to 1, by the
 * recurrence that its differential equation gives; returns how many, 0 where the series would be long.
 */
function powerSeries(r: number, u: number, q: number, v: number, series: Float64Array): number {
  const slope = r * u + q * v;
  if (slope > FLAT || u > NARROW || v > NARROW) return 0;
  const sum = u + v;
  const product = u * v;
  let before = 0;
  let last = 1;
  series[0] = 1;
  for (let n = 1; n < MOST_TERMS; n += 1) {
    const next =
      (-(slope + sum * (n - 1)) * last - product * (r + q + (n - 2)) * before) * (INVERSES[n] as number);
    series[n] = next;
    if (Math.abs(next) < 1e-18) return n;
    before = last;
    last = next;
  }
  return MOST_TERMS;
}

/** `1 / n`. */
const INVERSES: readonly number[] = /* @__PURE__ */ Array.from({ length: MOST_TERMS }, (_, n) => 1 / n);

function sumAt(t: number, series: Float64Array, terms: number): number {
  let sum = 0;
  for (let n = terms - 1; n >= 0; n -= 1) sum = sum * t + (series[n] as number);
  return sum;
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
 * Fills `tails` with the integral from each time to the last of all, relative to the integrand at
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
