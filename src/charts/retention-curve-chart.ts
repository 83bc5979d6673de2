import { bare } from "../core/own.ts";
import type { Chart } from "./core/chart.ts";
import { draw } from "./core/draw.ts";
import { lineLayers, lineLegend, rangeOf } from "./core/lines.ts";
import { openPage } from "./core/page.ts";
import { type SurvivalChartOptions, type SurvivalCurves, survivalSeries } from "./survival-curves.ts";

/**
 * Which share of those before it makes each renewal: the retention rate, period by period. It rises as those who
 * leave easily are gone, though no customer has become more loyal.
 *
 * @throws A {@link ScoringError} as options are refused; for the curves with `missing` or `out_of_range`.
 * @example
 * ```ts
 * import { en } from "clientele/labels/en";
 * const chart = retentionCurveChart({ observed: [1000, 631, 468, 382] }, { labels: en });
 * chart.title.subtitle[0]; // => "Retention goes from 63% at the first renewal to 82% at renewal 3."
 * ```
 * @see Fader and Hardie (2007), How to project customer retention, figure 2.
 */
export function retentionCurveChart(curves: SurvivalCurves, options: SurvivalChartOptions): Chart {
  const page = openPage(options, ["timeUnit"]);
  options = bare(options);
  const series = survivalSeries(
    page,
    curves,
    1,
    (shares, t) => (shares[t] as number) / (shares[t - 1] as number),
  );
  const unit = page.text(options.timeUnit === undefined ? "unit.period" : `unit.${options.timeUnit}`);
  const points = series[0]?.points ?? [];
  const last = points[points.length - 1];
  const facts = {
    first: page.percent(points[0]?.y ?? Number.NaN),
    last: page.percent(last?.y ?? Number.NaN),
    renewal: last?.x ?? 0,
    unit,
  };
  const each = series.map(
    (line) =>
      `${line.label}: ${line.points
        .slice(0, 24)
        .map(({ y }) => page.percent(y))
        .join(" ")}`,
  );
  const end = Math.max(2, ...series.flatMap((line) => line.points.map(({ x }) => x)));
  const [low] = rangeOf(series, 1);
  return draw(page, {
    title: page.text("retention.title"),
    subtitle: page.say("chart_retention", facts),
    alt: `${page.say("chart_retention", facts)} ${page.list(each)}`,
    x: {
      kind: "number",
      title: page.say("chart_renewals_axis", facts),
      domain: [1, end],
      exact: true,
      whole: true,
    },
    y: {
      kind: "number",
      title: page.text("retention.y"),
      domain: [Math.floor(low * 5) / 5, 1],
      format: "percent",
    },
    height: (width) => Math.min(320, Math.max(190, width * 0.46)),
    legend: lineLegend(page, series),
    layers: () => lineLayers(page, series),
  });
}
