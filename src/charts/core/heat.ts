import type { PictureLayer, Plot } from "./draw.ts";
import type { LegendEntry } from "./legend.ts";
import type { Page } from "./page.ts";
import type { ChartScale } from "./spec.ts";
import { textWidth } from "./text-width.ts";

/** A cell of a matrix. */
export interface HeatCell {
  /** Names on the axes. */
  readonly x: string;
  readonly y: string;
  /** What its colour shows; null where it is not known. */
  readonly value: number | null;
  /** What stands in it, where there is room. */
  readonly text: string;
}

/** How a matrix is coloured. */
export interface HeatScale {
  /** Where the colours begin and end; of a diverging scale the middle is 0. What lies beyond is coloured as the end. */
  readonly domain: readonly [number, number];
  readonly diverging?: boolean;
  /** Columns and rows. */
  readonly columns: number;
  readonly rows: number;
}

const TEXT_SIZE = 11;

/** The cells of a matrix and their texts. Nothing is written where one of the texts would not fit. */
export function heatLayers(
  page: Page,
  plot: Plot,
  cells: readonly HeatCell[],
  heat: HeatScale,
): PictureLayer[] {
  const { theme } = page;
  const room = { width: plot.width / heat.columns, height: plot.height / heat.rows };
  const widest = cells.reduce((most, { text }) => Math.max(most, textWidth(text, TEXT_SIZE)), 0);
  const known = cells.filter(({ value }) => value !== null);
  const values = known.map(({ x, y, value, text }) => ({ x, y, value, text }));
  const layers: PictureLayer[] = [
    {
      mark: { type: "rect", cornerRadius: room.width > 14 ? 2 : 0, tooltip: true },
      values,
      x: "x",
      y: "y",
      encoding: {
        color: { field: "value", type: "quantitative", scale: colorScale(page, heat), legend: null },
        tooltip: [
          { field: "y", type: "nominal", title: " " },
          { field: "x", type: "nominal", title: "  " },
          { field: "text", type: "nominal", title: "   " },
        ],
      },
    },
  ];
  if (widest + 4 > room.width || TEXT_SIZE + 4 > room.height) return layers;
  const [onLow, onHigh] = heat.diverging === true ? [theme.ink, theme.divergingInk] : theme.rampInk;
  layers.push({
    mark: { type: "text", fontSize: TEXT_SIZE, tooltip: null },
    values,
    x: "x",
    y: "y",
    encoding: {
      text: { field: "text", type: "nominal" },
      color: { condition: { test: strongTest(heat), value: onHigh }, value: onLow },
    },
  });
  return layers;
}

/** The same colours as a legend, from the least to the greatest value. */
export function heatLegend(page: Page, heat: HeatScale, text: (value: number) => string): LegendEntry[] {
  const [low, high] = heat.domain;
  const colors = heat.diverging === true ? page.theme.diverging : page.theme.ramp;
  return colors.map((color, i) => ({
    color,
    label: text(low + ((high - low) * i) / (colors.length - 1)),
  }));
}

function colorScale({ theme }: Page, { domain: [low, high], diverging }: HeatScale): ChartScale {
  const range = diverging === true ? [...theme.diverging] : [...theme.ramp];
  const top = high > low ? high : low + 1;
  const domain = range.map((_color, i) => low + ((top - low) * i) / (range.length - 1));
  return { domain, range, interpolate: "lab", clamp: true };
}

/** Where the colour is so strong that the other ink is read better. */
function strongTest({ domain: [low, high], diverging }: HeatScale): string {
  if (diverging === true) return `abs(datum.value) > ${0.62 * Math.max(high, -low)}`;
  return `datum.value > ${low + 0.5 * ((high > low ? high : low + 1) - low)}`;
}
