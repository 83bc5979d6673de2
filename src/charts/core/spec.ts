/**
 * The part of Vega-Lite 5 that the charts are written in. Plain JSON: vega-lite's own `TopLevelSpec` takes it as it
 * is (a test says so), and the library does not depend on vega-lite for its types. Lists are not `readonly`, since
 * those of vega-lite are not.
 *
 * @module
 */

/** A line of a layer's data. Numbers are finite; what is not known is null. */
export interface ChartDatum {
  readonly [field: string]: string | number | boolean | null;
}

/** How a channel's values become pixels or colours. */
export interface ChartScale {
  domain: number[] | string[];
  range?: string[];
  nice?: boolean;
  zero?: boolean;
  clamp?: boolean;
  paddingInner?: number;
  paddingOuter?: number;
  interpolate?: "lab";
}

/** An axis with its place in pixels, so that it stands where it stands in every renderer. */
export interface ChartAxis {
  title: string | null;
  titleAngle?: number;
  titleAlign?: "left" | "center" | "right";
  titleAnchor?: "start" | "middle" | "end";
  titleBaseline?: "top" | "bottom";
  titleX?: number;
  titleY?: number;
  values?: number[] | string[];
  format?: string;
  labelExpr?: string;
  labelAngle?: number;
  labelAlign?: "left" | "center" | "right";
  labelBaseline?: "top" | "middle" | "bottom";
  labelLimit?: number;
  labelOverlap?: boolean;
  labelPadding?: number;
  orient?: "top" | "bottom" | "left" | "right";
  grid?: boolean;
  ticks?: boolean;
  domain?: boolean;
}

/** A position: a field, its scale and its axis. */
export interface ChartPosition {
  field: string;
  type: "quantitative" | "nominal";
  scale: ChartScale;
  axis: ChartAxis | null;
  title?: string;
  sort?: null;
  stack?: null;
}

/** A colour, an opacity, a dash: a field through a scale. */
export interface ChartShade {
  field: string;
  type: "quantitative" | "nominal";
  scale: ChartScale | null;
  legend: null;
  title?: string;
}

/** One value for all marks of a layer, or one where a test holds. */
export interface ChartValue {
  value: string;
  condition?: { test: string; value: string };
}

/** What a layer's marks are drawn from. */
export interface ChartEncoding {
  x?: ChartPosition;
  x2?: { field: string };
  y?: ChartPosition;
  y2?: { field: string };
  color?: ChartShade | ChartValue;
  strokeDash?: {
    field: string;
    type: "nominal";
    scale: { domain: string[]; range: number[][] };
    legend: null;
  };
  detail?: { field: string; type: "nominal" };
  order?: { field: string; type: "quantitative" };
  size?: { field: string; type: "quantitative"; scale: null; legend: null };
  text?: { field: string; type: "nominal" };
  tooltip?: { field: string; type: "nominal" | "quantitative"; title?: string }[];
}

/** A number, or an expression over the datum. */
export type ChartPixel = number | { expr: string };

/** What is drawn for each datum. */
export interface ChartMark {
  type: "area" | "bar" | "line" | "point" | "rect" | "rule" | "text";
  x?: ChartPixel;
  x2?: ChartPixel;
  y?: ChartPixel;
  y2?: ChartPixel;
  color?: string;
  fill?: string;
  stroke?: string;
  filled?: boolean;
  opacity?: number;
  fillOpacity?: number;
  strokeWidth?: number;
  strokeDash?: number[];
  strokeCap?: "butt" | "round";
  shape?: string;
  size?: number;
  cornerRadius?: number;
  angle?: number;
  dx?: number;
  dy?: number;
  align?: "left" | "center" | "right";
  baseline?: "top" | "middle" | "bottom";
  fontSize?: number;
  fontWeight?: 400 | 500 | 600;
  lineBreak?: string;
  lineHeight?: number;
  interpolate?: "linear" | "monotone" | "step-after" | "linear-closed";
  tooltip?: boolean | null;
  aria?: boolean;
  clip?: boolean;
}

/** Marks over their own data. */
export interface ChartLayer {
  data: { values: ChartDatum[] };
  mark: ChartMark;
  encoding: ChartEncoding;
}

/** A whole picture as Vega-Lite JSON, with its aggregated values inside. */
export interface ChartSpec {
  $schema: "https://vega.github.io/schema/vega-lite/v5.json";
  /** The picture in words, with its numbers: read out by screen readers. */
  description: string;
  title: {
    text: string[];
    subtitle: string[];
    anchor: "start";
    frame: "group";
    dx: number;
    offset: number;
  };
  background: string;
  width: number;
  height: number;
  padding: { left: number; right: number; top: number; bottom: number };
  autosize: { type: "none" };
  layer: ChartLayer[];
  config: ChartConfig;
}

/** What a theme sets for the whole picture. */
export interface ChartConfig {
  font: string;
  view: { stroke: null };
  title: {
    color: string;
    subtitleColor: string;
    fontSize: number;
    subtitleFontSize: number;
    lineHeight: number;
    subtitleLineHeight: number;
    subtitlePadding: number;
    fontWeight: 600;
  };
  axis: {
    labelColor: string;
    titleColor: string;
    gridColor: string;
    domainColor: string;
    tickColor: string;
    labelFontSize: number;
    titleFontSize: number;
    titleFontWeight: 500;
  };
  text: { color: string; fontSize: number };
}
