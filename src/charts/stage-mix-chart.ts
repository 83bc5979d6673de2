import { bare } from "../core/own.ts";
import type { Input, TimeUnit } from "../core/types.ts";
import type { Chart } from "./core/chart.ts";
import { draw } from "./core/draw.ts";
import { type ChartOptions, openPage } from "./core/page.ts";
import { readTable } from "./core/read-table.ts";
import { stackedAreas } from "./core/stacked-areas.ts";

/** A forecast as the chart reads it. The result of `forecastStageMix` fits. */
export interface StageMixRow {
  readonly period: number;
  readonly stage: string;
  readonly customers: number;
}

/** Options of {@link stageMixChart}. */
export interface StageMixOptions extends ChartOptions {
  /** Length of a period. Default `month`. */
  readonly timeUnit?: TimeUnit;
}

/**
 * How many customers are expected in each stage in the periods to come, one stage upon the other.
 *
 * @throws A {@link ScoringError} as options and forecast are refused.
 * @example
 * ```ts
 * import { en } from "clientele/labels/en";
 * const matrix = { stages: ["active", "lost"], matrix: [[0.8, 0.2], [0, 1]] };
 * const forecast = forecastStageMix(matrix, { active: 100, lost: 0 }, { periods: 2 });
 * const chart = stageMixChart(forecast, { labels: en });
 * chart.title.subtitle[0]; // => "In 2 months Lost grows the most: from 0% to 36% of 100 customers."
 * ```
 */
export function stageMixChart(forecast: Input<StageMixRow>, options: StageMixOptions): Chart {
  const page = openPage(options, ["timeUnit"]);
  options = bare(options);
  const table = readTable(forecast, "forecast");
  const periods = table.numbers("period", { min: 0 });
  const keys = table.texts("stage");
  const customers = table.numbers("customers", { min: 0 });
  const stages = Array.from(new Set(keys));
  const times = Array.from(new Set(periods)).sort((a, b) => a - b);
  const counts = stages.map(() => new Float64Array(times.length));
  const timeOf = new Map(times.map((time, t) => [time, t]));
  const stageOf = new Map(stages.map((stage, s) => [stage, s]));
  for (let i = 0; i < periods.length; i += 1) {
    const row = counts[stageOf.get(keys[i] as string) as number] as Float64Array;
    const t = timeOf.get(periods[i] as number) as number;
    row[t] = (row[t] as number) + (customers[i] as number);
  }
  const names = stages.map((stage) => page.name("stage", stage));
  const totals = times.map((_time, t) => counts.reduce((sum, row) => sum + (row[t] as number), 0));
  const last = times.length - 1;
  const shareOf = (s: number, t: number): number => (counts[s]?.[t] as number) / (totals[t] as number);
  const growth = names.map((_name, s) => shareOf(s, last) - shareOf(s, 0));
  const grown = growth.reduce((best, value, s) => (value > (growth[best] as number) ? s : best), 0);
  const facts = {
    periods: times[last] ?? 0,
    unit: page.text(`unit.${options.timeUnit ?? "month"}`),
    stage: names[grown] ?? "–",
    from: page.percent(shareOf(grown, 0)),
    to: page.percent(shareOf(grown, last)),
    customers: totals[last] ?? 0,
  };
  const each = names.map(
    (name, s) => `${name}: ${page.number(counts[s]?.[0] ?? 0)} → ${page.number(counts[s]?.[last] ?? 0)}`,
  );
  const areas = stackedAreas(
    page,
    times,
    names.map((label, s) => ({ label, heights: counts[s] as Float64Array })),
  );
  return draw(page, {
    title: page.text("stageMix.title"),
    subtitle: page.say("chart_stage_mix", facts),
    alt: `${page.say("chart_stage_mix", facts)} ${page.list(each)}`,
    x: {
      kind: "number",
      title: page.say("chart_ahead_axis", facts),
      domain: [times[0] ?? 0, times[last] ?? 1],
      exact: true,
      whole: true,
    },
    y: { kind: "number", title: page.text("stageMix.y"), domain: [0, Math.max(...totals, 0)] },
    height: (width) => Math.min(360, Math.max(200, width * 0.5)),
    legend: areas.legend,
    layers: () => areas.layers,
  });
}
