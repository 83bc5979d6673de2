import { bare } from "../../core/own.ts";
import { LABEL_SIZE, labelRoom, type PictureAxis, positionOf, roundTicks, thinned } from "./axes.ts";
import { type Chart, chartOf } from "./chart.ts";
import { LEGEND_ROW, type LegendEntry, legendLayers, legendRows } from "./legend.ts";
import type { Page } from "./page.ts";
import type { ChartConfig, ChartDatum, ChartEncoding, ChartLayer, ChartMark } from "./spec.ts";
import { BOLDER, textWidth, wrapText } from "./text-width.ts";
import type { ChartTheme } from "./theme.ts";

/** Marks over some values, placed by the names of fields. */
export interface PictureLayer {
  readonly mark: ChartMark;
  readonly values: readonly ChartDatum[];
  readonly x?: string;
  readonly x2?: string;
  readonly y?: string;
  readonly y2?: string;
  /** Channels other than positions. */
  readonly encoding?: ChartEncoding;
}

/** The plot inside the picture, in pixels. */
export interface Plot {
  readonly width: number;
  readonly height: number;
}

/** What a chart has to say; where everything stands is reckoned here. */
export interface Picture {
  readonly title: string;
  /** What to see in it, with the number that matters. */
  readonly subtitle: string;
  /** The picture in words and numbers. */
  readonly alt: string;
  readonly x: PictureAxis;
  readonly y: PictureAxis;
  /** Height of the plot, or what makes it of the plot's width. */
  readonly height: number | ((width: number) => number);
  readonly legend?: readonly LegendEntry[];
  readonly layers: (plot: Plot) => readonly PictureLayer[];
}

const TITLE_SIZE = 16;
const TITLE_LINE = 21;
const SUBTITLE_SIZE = 12;
const SUBTITLE_LINE = 17;
const EDGE = 12;
const RIGHT = 22;
/** A slanted label stands at 45 degrees. */
const SLANT = Math.SQRT1_2;

/** The picture as a specification: wrapped titles, legend, axes, and room for all of them at the page's width. */
export function draw(page: Page, picture: Picture): Chart {
  const { theme, width, language } = page;
  const inner = width - 2 * EDGE;
  const title = wrapText(picture.title, inner, TITLE_SIZE * BOLDER);
  const subtitle = wrapText(picture.subtitle, inner, SUBTITLE_SIZE);
  const rows = legendRows(picture.legend ?? [], inner);
  const legendHeight = rows.length === 0 ? 0 : rows.length * LEGEND_ROW + 4;

  const { x, y } = picture;
  const yTicks = y.kind === "number" ? roundTicks(y, 6) : [];
  const left = EDGE + labelRoom(y, yTicks, language, width * 0.4);
  const plotWidth = width - left - (x.kind === "pixels" ? EDGE : RIGHT);
  const xTicks = x.kind === "number" ? roundTicks(x, Math.min(11, Math.max(3, plotWidth / 62))) : [];
  const level = levelNames(x, plotWidth);
  const height = typeof picture.height === "number" ? picture.height : picture.height(plotWidth);
  const under = underRoom(x, level);
  const yTitle = y.kind === "pixels" || y.title === "" ? 0 : 22;

  const xPlace = positionOf(x, {
    upright: false,
    ticks: xTicks,
    ...level,
    titleX: plotWidth / 2,
    titleY: under - 14,
    length: plotWidth,
    language,
  });
  const yPlace = positionOf(y, {
    upright: true,
    ticks: yTicks,
    shown: y.kind === "band" ? [...y.names] : [],
    slanted: false,
    titleX: EDGE - left,
    titleY: -9,
    length: height,
    language,
  });
  const layers = picture.layers({ width: plotWidth, height }).map((layer): ChartLayer => {
    const encoding: ChartEncoding = {};
    const { x, y, x2, y2 } = bare(layer);
    if (x !== undefined) encoding.x = { field: x, ...xPlace, stack: null };
    if (y !== undefined) encoding.y = { field: y, ...yPlace, stack: null };
    if (x2 !== undefined) encoding.x2 = { field: x2 };
    if (y2 !== undefined) encoding.y2 = { field: y2 };
    return {
      data: { values: [...layer.values] },
      mark: layer.mark,
      encoding: { ...encoding, ...layer.encoding },
    };
  });
  const legendTop = -(yTitle + legendHeight);
  layers.push(...legendLayers(rows, { left: EDGE - left, top: legendTop, ink: theme.softInk }));

  const head = title.length * TITLE_LINE + subtitle.length * SUBTITLE_LINE + 14;
  return chartOf({
    $schema: "https://vega.github.io/schema/vega-lite/v5.json",
    description: picture.alt,
    title: {
      text: title,
      subtitle,
      anchor: "start",
      frame: "group",
      dx: EDGE - left,
      offset: 8,
    },
    background: theme.background,
    width: plotWidth,
    height,
    padding: {
      left,
      right: width - left - plotWidth,
      top: EDGE + head + legendHeight + yTitle,
      bottom: under + 4,
    },
    autosize: { type: "none" },
    layer: layers,
    config: configOf(theme),
  });
}

/** The names that a level axis shows, and whether slanted. */
function levelNames(x: PictureAxis, plotWidth: number): { shown: string[]; slanted: boolean } {
  if (x.kind !== "band") return { shown: [], slanted: false };
  const widest = x.names.reduce((most, name) => Math.max(most, textWidth(name, LABEL_SIZE)), 0);
  if ((widest + 6) * x.names.length <= plotWidth) return { shown: [...x.names], slanted: false };
  if (x.ordered === true) return { shown: thinned(x.names, plotWidth, widest + 10), slanted: false };
  return { shown: thinned(x.names, plotWidth, LABEL_SIZE + 5), slanted: true };
}

/** Room for labels and title below the plot. */
function underRoom(x: PictureAxis, { shown, slanted }: { shown: string[]; slanted: boolean }): number {
  if (x.kind === "pixels") return 8;
  const widest = shown.reduce((most, name) => Math.max(most, textWidth(name, LABEL_SIZE)), 0);
  const labels = slanted ? widest * SLANT + LABEL_SIZE + 8 : LABEL_SIZE + 12;
  return labels + (x.title === "" ? 0 : 22);
}

function configOf(theme: ChartTheme): ChartConfig {
  return {
    font: theme.font,
    view: { stroke: null },
    title: {
      color: theme.ink,
      subtitleColor: theme.softInk,
      fontSize: TITLE_SIZE,
      subtitleFontSize: SUBTITLE_SIZE,
      lineHeight: TITLE_LINE,
      subtitleLineHeight: SUBTITLE_LINE,
      subtitlePadding: 4,
      fontWeight: 600,
    },
    axis: {
      labelColor: theme.softInk,
      titleColor: theme.ink,
      gridColor: theme.grid,
      domainColor: theme.softInk,
      tickColor: theme.softInk,
      labelFontSize: LABEL_SIZE,
      titleFontSize: LABEL_SIZE,
      titleFontWeight: 500,
    },
    text: { color: theme.ink, fontSize: LABEL_SIZE },
  };
}
