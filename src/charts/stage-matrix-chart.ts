import type { Chart } from "./core/chart.ts";
import { draw } from "./core/draw.ts";
import { type HeatCell, heatLayers, heatLegend } from "./core/heat.ts";
import { type ChartOptions, openPage } from "./core/page.ts";
import { type CountedTransitions, readTransitions } from "./read-transitions.ts";

/**
 * From each stage to each: with what probability customers move in one period. The diagonal are those who stay;
 * rows of stages in which nobody was are empty.
 *
 * @throws A {@link ScoringError} as options and transitions are refused.
 * @example
 * ```ts
 * import { en } from "clientele/labels/en";
 * const transitions = stageTransitions([
 *   { from: "active", to: "active", count: 30 },
 *   { from: "active", to: "lost", count: 10 },
 *   { from: "lost", to: "lost", count: 5 },
 * ]);
 * const chart = stageMatrixChart(transitions, { labels: en });
 * chart.title.subtitle[0]; // => "The stage stays in 78% of 45 customer periods; greatest move: Active → Lost (25%)."
 * ```
 */
export function stageMatrixChart(transitions: CountedTransitions, options: ChartOptions): Chart {
  const page = openPage(options);
  const { stages, counts } = readTransitions(transitions);
  const names = stages.map((stage) => page.name("stage", stage));
  const cells: HeatCell[] = [];
  let [all, stayed] = [0, 0];
  let greatest = { from: "–", to: "–", count: 0, share: Number.NaN };
  counts.forEach((row, i) => {
    const sum = row.reduce((total, count) => total + count, 0);
    row.forEach((count, j) => {
      all += count;
      if (i === j) stayed += count;
      if (sum === 0) return;
      const move = { from: names[i] as string, to: names[j] as string, count, share: count / sum };
      if (i !== j && count > greatest.count) greatest = move;
      const text = count === 0 ? "" : page.percent(move.share);
      cells.push({ x: move.to, y: move.from, value: move.share, text });
    });
  });
  const heat = { domain: [0, 1] as const, columns: names.length, rows: names.length };
  const facts = {
    customers: all,
    stayed: page.percent(stayed / all),
    from: greatest.from,
    to: greatest.to,
    share: page.percent(greatest.share),
  };
  const moves = cells.filter(({ text }) => text !== "").map(({ x, y, text }) => `${y} → ${x} ${text}`);
  return draw(page, {
    title: page.text("stageMatrix.title"),
    subtitle: page.say("chart_stage_matrix", facts),
    alt: `${page.say("chart_stage_matrix", facts)} ${page.list(moves.slice(0, 60))}`,
    x: { kind: "band", title: page.text("stageMatrix.x"), names },
    y: { kind: "band", title: page.text("stageMatrix.y"), names },
    height: Math.max(80, names.length * 34),
    legend: heatLegend(page, heat, page.percent),
    layers: (plot) => heatLayers(page, plot, cells, heat),
  });
}
