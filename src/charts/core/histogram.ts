import { quantileSorted } from "simple-statistics";
import { roundTicks } from "./axes.ts";

/** How many values lie in each of some equal steps. */
export interface Histogram {
  readonly bins: readonly { readonly from: number; readonly to: number; readonly count: number }[];
  /** Does the last bin hold all that is greater, too? */
  readonly open: boolean;
  /** Where the last bin begins. */
  readonly last: number;
}

/** The greatest twentieth of the values is put together where it reaches beyond this many bins. */
const TAIL = 0.95;

/**
 * Values by steps of a round width, about `wanted` of them up to the 95th percentile; what lies beyond is counted
 * in a last, open bin. Values must be known.
 */
export function histogramOf(values: Float64Array, wanted: number): Histogram {
  if (values.length === 0) return { bins: [], open: false, last: 0 };
  const sorted = values.slice().sort();
  const low = sorted[0] as number;
  const high = sorted[sorted.length - 1] as number;
  const tail = quantileSorted(sorted as unknown as number[], TAIL);
  const edges = roundTicks({ kind: "number", title: "", domain: [low, Math.max(tail, low)] }, wanted);
  const step = (edges[1] as number) - (edges[0] as number);
  const start = edges[0] as number;
  const closed = Math.max(1, edges.length - 1);
  const open = high >= start + closed * step;
  const counts = new Float64Array(closed + (open ? 1 : 0));
  for (const value of sorted) {
    const bin = Math.min(counts.length - 1, Math.floor((value - start) / step));
    counts[bin] = (counts[bin] as number) + 1;
  }
  const bins = Array.from(counts, (count, i) => ({
    from: start + i * step,
    to: start + (i + 1) * step,
    count,
  }));
  return { bins, open, last: start + closed * step };
}
