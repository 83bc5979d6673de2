import { bare } from "../../core/own.ts";
import type { ChartLayer } from "./spec.ts";
import { textWidth } from "./text-width.ts";

/** What a colour stands for. */
export interface LegendEntry {
  readonly label: string;
  readonly color: string;
  /** A patch for areas (default), a stroke for lines, a dot for points. */
  readonly shape?: "patch" | "stroke" | "dot";
  /** Dash of the stroke. */
  readonly dash?: readonly number[];
}

/** Height of a row of entries. */
export const LEGEND_ROW = 19;
const SIZE = 11;
const PATCH = 16;
const BETWEEN = 16;

/** Entries after one another, in as many rows as they need. */
export function legendRows(entries: readonly LegendEntry[], width: number): LegendEntry[][] {
  const rows: LegendEntry[][] = [];
  let used = width;
  for (const entry of entries) {
    const wide = PATCH + 5 + textWidth(entry.label, SIZE) + BETWEEN;
    if (used + wide - BETWEEN > width || rows.length === 0) {
      rows.push([]);
      used = 0;
    }
    (rows[rows.length - 1] as LegendEntry[]).push(entry);
    used += wide;
  }
  return rows;
}

/** The legend as marks, with its upper edge at `top` and its left one at `left`, in pixels of the plot. */
export function legendLayers(
  rows: readonly (readonly LegendEntry[])[],
  place: { readonly left: number; readonly top: number; readonly ink: string },
): ChartLayer[] {
  const layers: ChartLayer[] = [];
  const texts: { label: string; px: number; py: number }[] = [];
  rows.forEach((row, r) => {
    let x = place.left;
    const y = place.top + r * LEGEND_ROW + LEGEND_ROW / 2;
    for (const { label, color, shape = "patch", dash } of row.map(bare)) {
      layers.push(signOf(shape, color, x, y, dash));
      texts.push({ label, px: x + PATCH + 5, py: y });
      x += PATCH + 5 + textWidth(label, SIZE) + BETWEEN;
    }
  });
  if (texts.length === 0) return layers;
  layers.push({
    data: { values: texts },
    mark: {
      type: "text",
      align: "left",
      baseline: "middle",
      fontSize: SIZE,
      color: place.ink,
      x: { expr: "datum.px" },
      y: { expr: "datum.py" },
      tooltip: null,
    },
    encoding: { text: { field: "label", type: "nominal" } },
  });
  return layers;
}

function signOf(
  shape: "patch" | "stroke" | "dot",
  color: string,
  x: number,
  y: number,
  dash: readonly number[] | undefined,
): ChartLayer {
  const data = { values: [{ sign: shape }] };
  const shared = { tooltip: null, aria: false };
  if (shape === "stroke") {
    return {
      data,
      mark: {
        type: "point",
        shape: "stroke",
        x: x + PATCH / 2,
        y,
        stroke: color,
        filled: false,
        opacity: 1,
        size: PATCH * PATCH,
        strokeWidth: 2.5,
        strokeDash: [...(dash ?? [1, 0])],
        ...shared,
      },
      encoding: {},
    };
  }
  if (shape === "dot") {
    return {
      data,
      mark: { type: "point", x: x + PATCH / 2, y, color, filled: true, opacity: 1, size: 70, ...shared },
      encoding: {},
    };
  }
  return {
    data,
    mark: {
      type: "rect",
      x: x + 2,
      x2: x + PATCH - 2,
      y: y - 6,
      y2: y + 6,
      color,
      cornerRadius: 2,
      ...shared,
    },
    encoding: {},
  };
}
