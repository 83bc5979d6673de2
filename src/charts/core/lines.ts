import type { PictureLayer } from "./draw.ts";
import type { LegendEntry } from "./legend.ts";
import type { Page } from "./page.ts";

/** A line of a picture. */
export interface LineSeries {
  /** Its name in the legend. */
  readonly label: string;
  readonly points: readonly { readonly x: number; readonly y: number }[];
  /** A dash in every theme: what is expected, not counted. */
  readonly dashed?: boolean;
  /** A dot on each point: what was observed now and then. */
  readonly dotted?: boolean;
  /** Holds its value until the next point. */
  readonly stepped?: boolean;
}

const EXPECTED_DASH = [6, 4];

/** Colours and dashes of the series, in order. */
function strokesOf({ theme }: Page, series: readonly LineSeries[]): { color: string; dash: number[] }[] {
  return series.map(({ dashed }, i) => ({
    color: theme.series[i % theme.series.length] as string,
    dash: dashed === true ? EXPECTED_DASH : [...(theme.dashes[i % theme.dashes.length] as readonly number[])],
  }));
}

/** A layer a line, with dots where they are wanted. */
export function lineLayers(page: Page, series: readonly LineSeries[]): PictureLayer[] {
  const strokes = strokesOf(page, series);
  return series.flatMap(({ points, label, dotted, stepped }, i): PictureLayer[] => {
    const { color, dash } = strokes[i] as { color: string; dash: number[] };
    const values = points.map((point) => ({ ...point, series: label }));
    const tooltip: PictureLayer["encoding"] = {
      tooltip: [
        { field: "series", type: "nominal", title: " " },
        { field: "x", type: "quantitative" },
        { field: "y", type: "quantitative" },
      ],
    };
    const line: PictureLayer = {
      mark: {
        type: "line",
        color,
        strokeWidth: 2.25,
        strokeDash: dash,
        interpolate: stepped === true ? "step-after" : "linear",
        strokeCap: "round",
      },
      values,
      x: "x",
      y: "y",
      encoding: tooltip,
    };
    const dots: PictureLayer = {
      mark: { type: "point", color, filled: true, opacity: 1, size: 46 },
      values,
      x: "x",
      y: "y",
      encoding: tooltip,
    };
    return dotted === true ? [line, dots] : [line];
  });
}

/** An entry a line. */
export function lineLegend(page: Page, series: readonly LineSeries[]): LegendEntry[] {
  const strokes = strokesOf(page, series);
  return series.map(({ label }, i) => {
    const { color, dash } = strokes[i] as { color: string; dash: number[] };
    return { label, color, dash, shape: "stroke" as const };
  });
}

/** Least and greatest height of all points, and of what else must be seen. */
export function rangeOf(series: readonly LineSeries[], ...also: readonly number[]): [number, number] {
  const heights = series.flatMap(({ points }) => points.map(({ y }) => y)).concat(also);
  return heights.reduce<[number, number]>(
    ([low, high], y) => [Math.min(low, y), Math.max(high, y)],
    [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY],
  );
}

/** At most so many indices, evenly, with the first, the last and those that must not be missed. */
export function thinIndices(length: number, most: number, kept: readonly number[] = []): number[] {
  const chosen = new Set(kept.filter((i) => i >= 0 && i < length));
  const count = Math.min(length, most);
  for (let k = 0; k < count; k += 1) {
    chosen.add(count === 1 ? 0 : Math.round((k * (length - 1)) / (count - 1)));
  }
  return Array.from(chosen).sort((a, b) => a - b);
}
