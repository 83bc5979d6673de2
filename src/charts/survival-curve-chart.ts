import { bare } from "../core/own.ts";
import type { Chart } from "./core/chart.ts";
import { draw } from "./core/draw.ts";
import { lineLayers, lineLegend } from "./core/lines.ts";
import { openPage } from "./core/page.ts";
import { type SurvivalChartOptions, type SurvivalCurves, survivalSeries } from "./survival-curves.ts";

/**
 * Which share of a cohort under contract is still there after each renewal: as counted, as a model says, or both.
 *
 * @throws A {@link ScoringError} as options are refused; for the curves with `missing` or `out_of_range`.
 * @example
 * ```ts
 * import { en } from "clientele/labels/en";
 * const observed = [1000, 631, 468, 382];
 * const expected = shiftedBetaGeometric.survival({ parameters: { alpha: 0.704, beta: 1.182 } }, [0, 1, 2, 3, 4]);
 * const chart = survivalCurveChart({ observed, expected }, { labels: en });
 * chart.title.subtitle[0]; // => "After 3 periods 38% are still customers, 39% expected."
 * ```
 * @see Fader and Hardie (2007), How to project customer retention, figure 1.
 */
export function survivalCurveChart(curves: SurvivalCurves, options: SurvivalChartOptions): Chart {
  const page = openPage(options, ["timeUnit"]);
  options = bare(options);
  const series = survivalSeries(page, curves, 0, (shares, t) => shares[t] as number);
  const unit = page.text(options.timeUnit === undefined ? "unit.period" : `unit.${options.timeUnit}`);
  const last = Math.max(1, ...series.map(({ points }) => points.length - 1));
  const both = Math.min(...series.map(({ points }) => points.length - 1));
  const shareOf = (s: number): string => page.percent(series[s]?.points[both]?.y ?? Number.NaN);
  const facts = { periods: both, unit, counted: shareOf(0), expected: shareOf(1) };
  const code = series.length > 1 ? "chart_survival_both" : "chart_survival";
  const each = series.map(
    ({ label, points }) =>
      `${label}: ${points
        .slice(0, 24)
        .map(({ y }) => page.percent(y))
        .join(" ")}`,
  );
  return draw(page, {
    title: page.text("survival.title"),
    subtitle: page.say(code, facts),
    alt: `${page.say(code, facts)} ${page.list(each)}`,
    x: {
      kind: "number",
      title: page.say("chart_renewals_axis", facts),
      domain: [0, last],
      exact: true,
      whole: true,
    },
    y: { kind: "number", title: page.text("survival.y"), domain: [0, 1], format: "percent", exact: true },
    height: (width) => Math.min(340, Math.max(190, width * 0.5)),
    legend: lineLegend(page, series),
    layers: () => lineLayers(page, series),
  });
}
