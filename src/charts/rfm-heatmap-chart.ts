import { ScoringError } from "../core/error.ts";
import type { Input } from "../core/types.ts";
import type { Chart } from "./core/chart.ts";
import { draw } from "./core/draw.ts";
import { type HeatCell, heatLayers } from "./core/heat.ts";
import { type ChartOptions, openPage } from "./core/page.ts";
import { readTable } from "./core/read-table.ts";

/** Scores as the heatmap reads them. The result of `scoreRfm` fits. */
export interface HeatmapScore {
  /** Recency score; null for who has none. */
  readonly r: number | null;
  /** Frequency score. */
  readonly f: number | null;
}

/**
 * Customers by recency and frequency score: where the base stands. One pass over the scores.
 *
 * Up and to the right are those who buy often and have bought just now. Customers without scores are left out
 * and counted in the alt text.
 *
 * @throws A {@link ScoringError} as options and scores are refused; `out_of_range` for scores outside 1 to 10.
 * @example
 * ```ts
 * import { en } from "clientele/labels/en";
 * const scores = scoreRfm([
 *   { customerId: "ann", recencyDays: 3, orders: 9, revenue: 420 },
 *   { customerId: "bob", recencyDays: 200, orders: 1, revenue: 25 },
 * ]);
 * rfmHeatmapChart(scores, { labels: en }).title.text; // => ["Customers by recency and frequency score"]
 * ```
 */
export function rfmHeatmapChart(scores: Input<HeatmapScore>, options: ChartOptions): Chart {
  const page = openPage(options);
  const table = readTable(scores, "scores");
  const rule = { nullable: true, min: 1, integer: true };
  const r = table.numbers("r", rule);
  const f = table.numbers("f", rule);
  const counts = new Float64Array((MOST_BINS + 1) * (MOST_BINS + 1));
  let [scored, widest, highest] = [0, 1, 1];
  for (let i = 0; i < r.length; i += 1) {
    const column = r[i] as number;
    const row = f[i] as number;
    if (Number.isNaN(column + row)) continue;
    if (column > MOST_BINS || row > MOST_BINS) {
      throw new ScoringError("out_of_range", ["scores", i], `scores from 1 to ${MOST_BINS}`, "a higher one");
    }
    const cell = row * (MOST_BINS + 1) + column;
    counts[cell] = (counts[cell] as number) + 1;
    scored += 1;
    widest = Math.max(widest, column);
    highest = Math.max(highest, row);
  }
  const cells: HeatCell[] = [];
  for (let row = 1; row <= highest; row += 1) {
    for (let column = 1; column <= widest; column += 1) {
      const value = counts[row * (MOST_BINS + 1) + column] as number;
      cells.push({ x: String(column), y: String(row), value, text: value === 0 ? "" : page.number(value) });
    }
  }
  const best = cells.reduce((most, cell) => ((cell.value ?? 0) > (most.value ?? 0) ? cell : most));
  const heat = {
    domain: [0, best.value ?? 0] as const,
    columns: widest,
    rows: highest,
  };
  const facts = { customers: scored, most: best.value ?? 0, r: best.x, f: best.y };
  const full = cells.filter(({ text }) => text !== "").map(({ x, y, text }) => `R${x} F${y}: ${text}`);
  return draw(page, {
    title: page.text("rfmHeatmap.title"),
    subtitle: page.say("chart_rfm_heatmap", facts),
    alt: `${page.say("chart_rfm_heatmap_alt", { ...facts, unscored: r.length - scored })} ${page.list(full)}`,
    x: { kind: "band", title: page.text("rfmHeatmap.x"), names: scoreNames(widest) },
    y: { kind: "band", title: page.text("rfmHeatmap.y"), names: scoreNames(highest).reverse() },
    height: (width) => Math.min(420, Math.max(180, width * 0.62)),
    layers: (plot) => heatLayers(page, plot, cells, heat),
  });
}

/** RFM has at most ten bins a dimension. */
const MOST_BINS = 10;

function scoreNames(bins: number): string[] {
  return Array.from({ length: bins }, (_, i) => String(i + 1));
}
