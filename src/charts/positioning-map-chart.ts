import { ScoringError } from "../core/error.ts";
import { ownValue } from "../core/own.ts";
import type { Input } from "../core/types.ts";
import type { Chart } from "./core/chart.ts";
import { draw, type PictureLayer, type Plot } from "./core/draw.ts";
import { type ChartOptions, openPage, type Page } from "./core/page.ts";
import { readTable } from "./core/read-table.ts";
import { type LabelledPoint, placeLabels } from "./layout/place-labels.ts";

/** A brand, an attribute or an ideal on the map. */
interface Spot {
  readonly name: string;
  readonly x: number;
  readonly y: number;
}

/** A positioning map as the chart reads it. The result of `positioningMap` fits. */
export type ChartedMap = Input<{ readonly brand: string; readonly x: number; readonly y: number }> & {
  readonly attributes: Input<{ readonly attribute: string; readonly x: number; readonly y: number }>;
  readonly ideals?: Input<{ readonly segment: string; readonly x: number; readonly y: number }>;
  readonly axes: readonly { readonly varianceShare: number }[];
};

const SIZE = 11;

/**
 * The perceptual map: brands that lie near each other are seen alike; arrows are attributes, and who lies in the
 * direction of one is rated higher in it; rings are what groups of customers would like best.
 *
 * Both axes have the same scale, so that distances may be compared; arrows are stretched to be seen.
 *
 * @throws A {@link ScoringError} as options and the map are refused; `empty` without a brand.
 * @example
 * ```ts
 * import { en } from "clientele/labels/en";
 * const map = {
 *   columns: { brand: ["a", "b"], x: [-1, 1], y: [0.2, -0.2] },
 *   attributes: [{ attribute: "price", x: 0.9, y: 0.1 }],
 *   axes: [{ varianceShare: 0.8 }, { varianceShare: 0.15 }],
 * };
 * const chart = positioningMapChart(map, { labels: en });
 * chart.title.subtitle[0]; // => "2 brands; the map shows 95% of the differences between them."
 * ```
 */
export function positioningMapChart(map: ChartedMap, options: ChartOptions): Chart {
  const page = openPage(options);
  const brands = spotsOf(page, map, "map", "brand");
  if (brands.length === 0) throw new ScoringError("empty", ["map"], "at least one brand", "none");
  const arrows = spotsOf(page, map.attributes, "map.attributes", "attribute");
  const ofSegments = ownValue(map, "ideals");
  const ideals = ofSegments === undefined ? [] : spotsOf(page, ofSegments, "map.ideals", "segment");
  const [first, second] = [map.axes[0]?.varianceShare ?? 0, map.axes[1]?.varianceShare ?? 0];
  const facts = {
    brands: brands.length,
    shown: page.percent(first + second),
    first: page.percent(first),
    second: page.percent(second),
  };
  const reach = (spots: readonly Spot[]): number =>
    spots.reduce((far, { x, y }) => Math.max(far, Math.abs(x), Math.abs(y)), 0);
  const far = Math.max(reach(brands), reach(ideals), 1e-9);
  const stretch = (0.85 * far) / Math.max(reach(arrows), 1e-9);
  const tips = arrows.map(({ name, x, y }) => ({ name, x: x * stretch, y: y * stretch }));
  const write = ({ name, x, y }: Spot): string => `${name} (${page.number(x)}, ${page.number(y)})`;
  const end = far * 1.22;
  return draw(page, {
    title: page.text("positioning.title"),
    subtitle: page.say("chart_positioning", facts),
    alt: `${page.say("chart_positioning", facts)} ${page.list([...brands, ...ideals, ...tips].map(write))}`,
    x: {
      kind: "number",
      title: page.say("chart_map_axis", { axis: 1, share: facts.first }),
      domain: [-end, end],
      exact: true,
    },
    y: {
      kind: "number",
      title: page.say("chart_map_axis", { axis: 2, share: facts.second }),
      domain: [-end * 0.72, end * 0.72],
      exact: true,
    },
    height: (width) => width * 0.72,
    legend: [
      { label: page.text("positioning.brand"), color: page.theme.series[0] as string, shape: "dot" },
      { label: page.text("positioning.attribute"), color: page.theme.softInk, shape: "stroke" },
      ...(ideals.length === 0
        ? []
        : [
            {
              label: page.text("positioning.ideal"),
              color: page.theme.series[1] as string,
              shape: "dot" as const,
            },
          ]),
    ],
    layers: (plot) => mapLayers(page, plot, { brands, tips, ideals, end }),
  });
}

function spotsOf(page: Page, input: unknown, name: string, key: string): Spot[] {
  const table = readTable(input, name);
  const names = table.texts(key);
  const [x, y] = [table.numbers("x"), table.numbers("y")];
  return names.map((each, i) => ({ name: page.name(key, each), x: x[i] as number, y: y[i] as number }));
}

function mapLayers(
  { theme }: Page,
  plot: Plot,
  given: {
    readonly brands: readonly Spot[];
    readonly tips: readonly Spot[];
    readonly ideals: readonly Spot[];
    readonly end: number;
  },
): PictureLayer[] {
  const { brands, tips, ideals, end } = given;
  const perUnit = plot.width / (2 * end);
  const toPixels =
    (radius: number) =>
    ({ name, x, y }: Spot): LabelledPoint => ({
      x: (x + end) * perUnit,
      y: plot.height / 2 - y * perUnit,
      label: name,
      radius,
    });
  const points = [...brands.map(toPixels(6)), ...ideals.map(toPixels(6)), ...tips.map(toPixels(3))];
  const labels = placeLabels(points, SIZE, plot).flatMap((place, i) =>
    place === null
      ? []
      : [
          {
            label: points[i]?.label as string,
            kind: i < brands.length ? "brand" : "other",
            x: place.x / perUnit - end,
            y: (plot.height / 2 - place.y) / perUnit,
          },
        ],
  );
  const dots = (spots: readonly Spot[], color: string): PictureLayer => ({
    mark: {
      type: "point",
      fill: color,
      stroke: theme.background,
      filled: true,
      opacity: 1,
      size: 120,
      strokeWidth: 1.5,
    },
    values: spots.map((spot) => ({ ...spot })),
    x: "x",
    y: "y",
    encoding: { tooltip: [{ field: "name", type: "nominal", title: " " }] },
  });
  return [
    {
      mark: { type: "rule", color: theme.softInk, strokeWidth: 1.25, tooltip: null },
      values: tips.map(({ x, y }) => ({ x: 0, y: 0, x2: x, y2: y })),
      x: "x",
      x2: "x2",
      y: "y",
      y2: "y2",
    },
    {
      mark: { type: "point", color: theme.softInk, filled: true, opacity: 1, size: 30, shape: "diamond" },
      values: tips.map((tip) => ({ ...tip })),
      x: "x",
      y: "y",
    },
    dots(brands, theme.series[0] as string),
    dots(ideals, theme.series[1] as string),
    {
      mark: { type: "text", align: "left", baseline: "middle", fontSize: SIZE, tooltip: null },
      values: labels,
      x: "x",
      y: "y",
      encoding: {
        text: { field: "label", type: "nominal" },
        color: { condition: { test: "datum.kind === 'brand'", value: theme.ink }, value: theme.softInk },
      },
    },
  ];
}
