/**
 * The odds of having left, of many customers at once, under Pareto/NBD.
 *
 * @module
 */
import { type HistoryColumns, layOutHistories } from "../fitting/histories.ts";
import type { HistoryView } from "../read-histories.ts";
import { advancePanels, layPanels, panelStarts, panelTails } from "./panels.ts";

/** Fewer rows than this are done one by one. */
const FEWEST_ROWS = 2000;

/** A panel and frequency costs about a fortieth of the quadrature of one customer. */
const PANELS_PER_ROW = 40;

/**
 * Fills the odds of all rows; false, and nothing filled, where the rows are too few or their times not on a
 * lattice. It agrees with the quadrature of a single customer to about 1e-14.
 */
export function paretoFillOdds(
  r: number,
  alpha: number,
  s: number,
  beta: number,
  view: HistoryView,
  out: Float64Array,
): boolean {
  if (view.length < FEWEST_ROWS || !view.frequency.every(isKnown)) return false;
  const columns: HistoryColumns = { ...view, weight: null };
  const histories = layOutHistories(columns);
  const { levels, step, times } = histories;
  const panelCount = times.length - 1;
  if (step === 0 || panelCount * levels.length > PANELS_PER_ROW * view.length) return false;
  const starts = panelStarts(panelCount, step, r, alpha, s, beta, levels[levels.length - 1] as number);
  if (starts === null) return false;
  const panels = layPanels(starts, step, r, alpha, s, beta);
  const logA = times.map((t) => Math.log1p(t / alpha));
  const logB = times.map((t) => Math.log1p(t / beta));
  const growth = times.map((t) => 1 + t / beta);
  const tails = new Float64Array(times.length);
  let reached = 0;
  for (let level = 0; level < levels.length; level += 1) {
    const x = levels[level] as number;
    advancePanels(panels, x - reached);
    reached = x;
    panelTails(panels, tails);
    fillLevel(histories, level, r + x, s, s / beta, logA, logB, growth, tails, out);
  }
  return true;
}

function isKnown(x: number): boolean {
  return x >= 0;
}

function fillLevel(
  { starts, recency, age, order }: ReturnType<typeof layOutHistories>,
  level: number,
  shape: number,
  s: number,
  rate: number,
  logA: Float64Array,
  logB: Float64Array,
  growth: Float64Array,
  tails: Float64Array,
  out: Float64Array,
): void {
  const end = starts[level + 1] as number;
  for (let k = starts[level] as number; k < end; k += 1) {
    const last = recency[k] as number;
    const now = age[k] as number;
    const fall = Math.exp(
      shape * ((logA[last] as number) - (logA[now] as number)) +
        (s + 1) * ((logB[last] as number) - (logB[now] as number)),
    );
    const left = rate * ((tails[last] as number) - fall * (tails[now] as number));
    out[order[k] as number] = left / (fall * (growth[now] as number));
  }
}
