import { bare } from "../core/own.ts";
import type { Input } from "../core/types.ts";
import { median } from "../math/quantiles.ts";
import { sumOf } from "../math/sums.ts";
import type { Chart } from "./core/chart.ts";
import { draw } from "./core/draw.ts";
import { histogramOf } from "./core/histogram.ts";
import { type MoneyChartOptions, moneyUnit, openPage } from "./core/page.ts";
import { readTable } from "./core/read-table.ts";

/** Values as the distribution reads them. The result of `lifetimeValue` fits. */
export interface DistributionRow {
  /** Lifetime value; null where it is not known. */
  readonly clv: number | null;
}

/**
 * How lifetime values are spread over the customers, with the median and the mean. The dearest twentieth stands
 * together in the last bar, so that the rest can be seen.
 *
 * Customers whose value is not known are left out and counted in the alt text.
 *
 * @throws A {@link ScoringError} as options and values are refused.
 * @example
 * ```ts
 * import { en } from "clientele/labels/en";
 * const values = [{ clv: 10 }, { clv: 20 }, { clv: 90 }, { clv: null }];
 * const chart = clvDistributionChart(values, { labels: en, currency: "USD" });
 * chart.title.subtitle[0]; // => "Median 20, mean 40 USD; the top 20% hold 75% of the total 120 USD."
 * ```
 */
export function clvDistributionChart(values: Input<DistributionRow>, options: MoneyChartOptions): Chart {
  const page = openPage(options, ["currency"]);
  options = bare(options);
  const unit = moneyUnit(page, options.currency);
  const table = readTable(values, "values");
  const clv = table.numbers("clv", { nullable: true }).filter((value) => !Number.isNaN(value));
  const histogram = histogramOf(clv, 24);
  const total = sumOf(clv);
  const mean = total / clv.length;
  const middle = median(clv);
  const descending = clv.slice().sort((a, b) => b - a);
  const top = sumOf(descending.subarray(0, Math.max(1, Math.round(clv.length * 0.2))));
  const facts = {
    customers: clv.length,
    unknown: table.length - clv.length,
    median: middle,
    mean,
    total,
    top: page.percent(top / total),
    unit,
  };
  const { theme } = page;
  const bars = histogram.bins.map(({ from, to, count }) => ({ from, to, count, zero: 0 }));
  const most = bars.reduce((high, { count }) => Math.max(high, count), 0);
  const ends = [histogram.bins[0]?.from ?? 0, histogram.bins[histogram.bins.length - 1]?.to ?? 1] as const;
  const marks = [
    { x: middle, color: theme.ink, dash: [1, 0], label: page.text("clv.median") },
    { x: mean, color: theme.bad, dash: [5, 3], label: page.text("clv.mean") },
  ].filter(({ x }) => x >= ends[0] && x <= ends[1]);
  const each = histogram.bins.map(({ from, count }) => `${page.number(from)}+: ${page.number(count)}`);
  return draw(page, {
    title: page.text("clv.title"),
    subtitle: page.say("chart_clv", facts),
    alt: `${page.say("chart_clv_alt", facts)} ${page.list(each)}`,
    x: { kind: "number", title: page.withUnit("clv.x", unit), domain: ends, exact: true },
    y: { kind: "number", title: page.text("clv.y"), domain: [0, most], whole: true },
    height: (width) => Math.min(340, Math.max(190, width * 0.48)),
    legend: [
      ...marks.map(({ label, color, dash }) => ({ label, color, dash, shape: "stroke" as const })),
      ...(histogram.open
        ? [{ label: page.say("chart_clv_open", { from: histogram.last, unit }), color: theme.neutral }]
        : []),
    ],
    layers: () => [
      {
        mark: { type: "rect", color: theme.series[0] as string, stroke: theme.background, strokeWidth: 1 },
        values: histogram.open ? bars.slice(0, -1) : bars,
        x: "from",
        x2: "to",
        y: "count",
        y2: "zero",
      },
      {
        mark: { type: "rect", color: theme.neutral, stroke: theme.background, strokeWidth: 1 },
        values: histogram.open ? bars.slice(-1) : [],
        x: "from",
        x2: "to",
        y: "count",
        y2: "zero",
      },
      ...marks.map(({ x, color, dash }) => ({
        mark: { type: "rule" as const, color, strokeDash: dash, strokeWidth: 2 },
        values: [{ x }],
        x: "x",
      })),
    ],
  });
}
