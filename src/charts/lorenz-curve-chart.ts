import type { LorenzCurve } from "../profit/lorenz-curve.ts";
import type { Chart } from "./core/chart.ts";
import { draw } from "./core/draw.ts";
import { lineLayers, lineLegend, rangeOf, thinIndices } from "./core/lines.ts";
import { type ChartOptions, openPage } from "./core/page.ts";

const MOST_POINTS = 200;

/**
 * The Lorenz curve: which share of the total the smallest customers hold together, beside the line of equal
 * shares. The further it sags, the more depends on few.
 *
 * @throws A {@link ScoringError} as options are refused.
 * @example
 * ```ts
 * import { en } from "clientele/labels/en";
 * const chart = lorenzCurveChart(lorenzCurve([10, 30, 0, 60]), { labels: en });
 * chart.title.subtitle[0]; // => "The top 20% hold 48% of the total; Gini coefficient 0.5."
 * ```
 */
export function lorenzCurveChart(
  curve: Pick<LorenzCurve, "count" | "populationShare" | "valueShare" | "gini">,
  options: ChartOptions,
): Chart {
  const page = openPage(options);
  const { count, populationShare, valueShare, gini } = curve;
  const points =
    valueShare === null
      ? []
      : thinIndices(valueShare.length, MOST_POINTS).map((i) => ({
          x: populationShare[i] as number,
          y: valueShare[i] as number,
        }));
  const equal = [
    { x: 0, y: 0 },
    { x: 1, y: 1 },
  ];
  const series = [
    { label: page.text("lorenz.series"), points },
    { label: page.text("lorenz.equal"), points: equal, dashed: true },
  ];
  const topShare = valueShare === null ? Number.NaN : 1 - shareAt(0.8, populationShare, valueShare);
  const facts = {
    top: page.percent(topShare),
    gini: gini === null ? "–" : page.number(gini),
    customers: count,
  };
  return draw(page, {
    title: page.text("lorenz.title"),
    subtitle: page.say("chart_lorenz", facts),
    alt: page.say("chart_lorenz_alt", facts),
    x: { kind: "number", title: page.text("lorenz.x"), domain: [0, 1], format: "percent", exact: true },
    y: { kind: "number", title: page.text("lorenz.y"), domain: rangeOf(series, 0, 1), format: "percent" },
    height: (width) => Math.min(400, Math.max(220, width * 0.62)),
    legend: lineLegend(page, series),
    layers: () => [
      {
        mark: { type: "area", color: page.theme.series[0] as string, fillOpacity: 0.14, tooltip: null },
        values: points.map(({ x, y }) => ({ x, y, even: x })),
        x: "x",
        y: "y",
        y2: "even",
      },
      ...lineLayers(page, series),
    ],
  });
}

/** Height of the curve at a share of the holders, between its points. */
function shareAt(share: number, xs: Float64Array, ys: Float64Array): number {
  let i = 1;
  while (i < xs.length - 1 && (xs[i] as number) < share) i += 1;
  const [x0, x1] = [xs[i - 1] as number, xs[i] as number];
  const [y0, y1] = [ys[i - 1] as number, ys[i] as number];
  return y0 + ((y1 - y0) * (share - x0)) / (x1 - x0);
}
