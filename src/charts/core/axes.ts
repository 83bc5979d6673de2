import { ownValue } from "../../core/own.ts";
import { compactExpression, compactNumber, percentText } from "./number-text.ts";
import type { ChartAxis, ChartPosition, ChartScale } from "./spec.ts";
import { textWidth } from "./text-width.ts";

/** Numbers along an axis. */
export interface NumberAxis {
  readonly kind: "number";
  /** With its unit. */
  readonly title: string;
  /** Least and greatest value; widened to round numbers unless `exact`. */
  readonly domain: readonly [number, number];
  readonly format?: "compact" | "percent";
  readonly exact?: boolean;
  /** Whole numbers only. */
  readonly whole?: boolean;
}

/** Names along an axis: a band each. */
export interface BandAxis {
  readonly kind: "band";
  readonly title: string;
  readonly names: readonly string[];
  /** Space between bands, a share of a band's step. Default 0.04, as in a matrix. */
  readonly gap?: number;
  /** Names in a natural order (periods), of which some may be left out where there is no room for all. */
  readonly ordered?: boolean;
}

/** No axis: positions in pixels, of layouts that were reckoned here. */
export interface PixelAxis {
  readonly kind: "pixels";
}

/** One direction of a picture. */
export type PictureAxis = NumberAxis | BandAxis | PixelAxis;

/** Size of axis labels in pixels. */
export const LABEL_SIZE = 11;
/** Between a label and its axis. */
const LABEL_GAP = 6;

/** Round numbers from below the least to above the greatest: at most `most` of them. */
export function roundTicks({ domain, exact, whole }: NumberAxis, most: number): number[] {
  const [low, high] = domain[1] > domain[0] ? domain : [domain[0], domain[0] + 1];
  const raw = (high - low) / Math.max(1, most - 1);
  const power = 10 ** Math.floor(Math.log10(raw));
  const found = [1, 2, 2.5, 5, 10].find((factor) => factor * power >= raw * (1 - 1e-9)) as number;
  const step = whole === true ? Math.max(1, Math.ceil(found * power - 1e-9)) : found * power;
  const from = exact === true ? Math.ceil(low / step - 1e-9) : Math.floor(low / step + 1e-9);
  const to = exact === true ? Math.floor(high / step + 1e-9) : Math.ceil(high / step - 1e-9);
  return Array.from({ length: to - from + 1 }, (_, i) => Number(((from + i) * step).toPrecision(12)));
}

function tickText(value: number, axis: NumberAxis, language: string): string {
  return ownValue(axis, "format") === "percent" ? percentText(value) : compactNumber(value, language);
}

/** How much room the labels of an upright axis need on its left. */
export function labelRoom(
  axis: PictureAxis,
  ticks: readonly number[],
  language: string,
  most: number,
): number {
  if (axis.kind === "pixels") return 0;
  const texts = axis.kind === "band" ? axis.names : ticks.map((tick) => tickText(tick, axis, language));
  const widest = texts.reduce((wide, text) => Math.max(wide, textWidth(text, LABEL_SIZE)), 0);
  return Math.min(most, widest) + LABEL_GAP + 2;
}

/** Every k-th name, so that labels do not touch. */
export function thinned(names: readonly string[], length: number, least: number): string[] {
  const every = Math.max(1, Math.ceil((names.length * least) / Math.max(1, length)));
  return names.filter((_name, i) => i % every === 0);
}

/** Scale, ticks and labels of one direction, for every layer alike. */
export function positionOf(
  axis: PictureAxis,
  place: {
    readonly upright: boolean;
    readonly ticks: readonly number[];
    readonly shown: readonly string[];
    readonly slanted: boolean;
    readonly titleX: number;
    readonly titleY: number;
    readonly length: number;
    readonly language: string;
  },
): Omit<ChartPosition, "field"> {
  const { upright, ticks, titleX, titleY } = place;
  const title: Partial<ChartAxis> = upright
    ? { titleAngle: 0, titleAlign: "left", titleAnchor: "end", titleBaseline: "bottom", titleX, titleY }
    : { titleAnchor: "middle", titleBaseline: "top", titleX, titleY };
  const shared = { labelLimit: 0, labelOverlap: false, ticks: false };
  if (axis.kind === "pixels") {
    const domain = upright ? [place.length, 0] : [0, place.length];
    return { type: "quantitative", scale: { domain, nice: false, zero: false }, axis: null };
  }
  if (axis.kind === "band") {
    const gap = axis.gap ?? 0.04;
    const slant: Partial<ChartAxis> = upright
      ? {}
      : place.slanted
        ? { labelAngle: -45, labelAlign: "right", labelBaseline: "top" }
        : { labelAngle: 0 };
    return {
      type: "nominal",
      sort: null,
      scale: { domain: [...axis.names], paddingInner: gap, paddingOuter: gap / 2 },
      axis: {
        title: axis.title,
        ...title,
        ...shared,
        ...slant,
        values: [...place.shown],
        domain: false,
        grid: false,
        labelPadding: LABEL_GAP,
      },
      title: axis.title,
    };
  }
  const first = ticks[0] ?? axis.domain[0];
  const last = ticks[ticks.length - 1] ?? axis.domain[1];
  const scale: ChartScale = {
    domain: axis.exact === true ? [...axis.domain] : [first, last],
    nice: false,
    zero: false,
  };
  const label: Partial<ChartAxis> =
    ownValue(axis, "format") === "percent"
      ? { format: "~%" }
      : { labelExpr: compactExpression(place.language) };
  return {
    type: "quantitative",
    scale,
    axis: {
      title: axis.title,
      ...title,
      ...shared,
      ...label,
      values: [...ticks],
      domain: !upright,
      grid: upright,
      labelPadding: LABEL_GAP,
    },
    title: axis.title,
  };
}
