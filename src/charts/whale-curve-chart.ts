import { bare } from "../core/own.ts";
import type { WhaleCurve } from "../profit/whale-curve.ts";
import type { Chart } from "./core/chart.ts";
import { draw } from "./core/draw.ts";
import { lineLayers, rangeOf, thinIndices } from "./core/lines.ts";
import { type MoneyChartOptions, moneyUnit, openPage } from "./core/page.ts";

/** Points of the drawn curve: more are not told apart at any width. */
const MOST_POINTS = 200;

/**
 * The whale curve: cumulative profit from the best customer to the worst. It rises as long as customers earn
 * something, and falls where the rest take it away again; the dot is the peak.
 *
 * Drawn from at most 200 points, with the peak among them.
 *
 * @throws A {@link ScoringError} as options are refused.
 * @example
 * ```ts
 * import { en } from "clientele/labels/en";
 * const chart = whaleCurveChart(whaleCurve([-50, 100, 20, 80, -40, 50, 0, -10]), { labels: en });
 * chart.title.subtitle[0];
 * // => "The best 50% of the customers earn 167% of the profit; the others take 100 of it away again."
 * ```
 */
export function whaleCurveChart(
  curve: Pick<
    WhaleCurve,
    "customers" | "cumulative" | "total" | "peak" | "lost" | "profitable" | "unprofitable"
  >,
  options: MoneyChartOptions,
): Chart {
  const page = openPage(options, ["currency"]);
  options = bare(options);
  const unit = moneyUnit(page, options.currency);
  const { customers, cumulative, total, peak, profitable } = curve;
  const points = thinIndices(customers, MOST_POINTS, [profitable - 1]).map((i) => ({
    x: (i + 1) / customers,
    y: cumulative[i] as number,
  }));
  const series = [{ label: page.text("whale.series"), points: [{ x: 0, y: 0 }, ...points] }];
  const peakAt = customers === 0 ? 0 : profitable / customers;
  const facts = {
    best: page.percent(peakAt),
    peakShare: total > 0 ? page.percent(peak / total) : page.number(peak),
    lost: curve.lost,
    total,
    peak,
    customers,
    unprofitable: curve.unprofitable,
    unit,
  };
  const { theme } = page;
  return draw(page, {
    title: page.text("whale.title"),
    subtitle: page.say(total > 0 ? "chart_whale" : "chart_whale_loss", facts),
    alt: page.say("chart_whale_alt", facts),
    x: { kind: "number", title: page.text("whale.x"), domain: [0, 1], format: "percent", exact: true },
    y: { kind: "number", title: page.withUnit("whale.y", unit), domain: rangeOf(series, 0) },
    height: (width) => Math.min(380, Math.max(200, width * 0.52)),
    layers: () => [
      {
        mark: { type: "area", color: theme.series[0] as string, fillOpacity: 0.14, tooltip: null },
        values: series[0]?.points.map((point) => ({ ...point, zero: 0 })) ?? [],
        x: "x",
        y: "y",
        y2: "zero",
      },
      {
        mark: { type: "rule", color: theme.softInk, strokeDash: [4, 4], strokeWidth: 1, tooltip: null },
        values: [{ x: 0, x2: 1, y: total }],
        x: "x",
        x2: "x2",
        y: "y",
      },
      ...lineLayers(page, series),
      {
        mark: { type: "point", color: theme.bad, filled: true, opacity: 1, size: 80 },
        values: [{ x: peakAt, y: peak }],
        x: "x",
        y: "y",
      },
    ],
    legend: [
      { label: page.text("whale.peak"), color: theme.bad, shape: "dot" },
      { label: page.text("whale.total"), color: theme.softInk, shape: "stroke", dash: [4, 4] },
    ],
  });
}
