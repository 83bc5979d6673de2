import type { PictureLayer } from "./draw.ts";
import type { LegendEntry } from "./legend.ts";
import type { Page } from "./page.ts";

/** What was counted in a group, beside what was expected of it. */
export interface CountedAndExpected {
  /** Name of the group on the axis. */
  readonly group: string;
  readonly counted: number;
  readonly expected: number;
}

/** Bars for what was counted, dots for what was expected: a dot on its bar's end is a good forecast. */
export function countedAndExpectedLayers(page: Page, groups: readonly CountedAndExpected[]): PictureLayer[] {
  const { theme } = page;
  const values = groups.map(({ group, counted, expected }) => ({ group, counted, expected, zero: 0 }));
  const tooltip: PictureLayer["encoding"] = {
    tooltip: [
      { field: "group", type: "nominal", title: " " },
      { field: "counted", type: "quantitative", title: page.text("tracking.counted") },
      { field: "expected", type: "quantitative", title: page.text("tracking.expected") },
    ],
  };
  return [
    {
      mark: { type: "bar", color: theme.series[0] as string },
      values,
      x: "group",
      y: "counted",
      y2: "zero",
      encoding: tooltip,
    },
    {
      mark: {
        type: "point",
        fill: theme.series[1] as string,
        stroke: theme.background,
        strokeWidth: 1.5,
        filled: true,
        opacity: 1,
        size: 95,
      },
      values,
      x: "group",
      y: "expected",
      encoding: tooltip,
    },
  ];
}

/** What bars and dots are. */
export function countedAndExpectedLegend(page: Page): LegendEntry[] {
  return [
    { label: page.text("tracking.counted"), color: page.theme.series[0] as string },
    { label: page.text("tracking.expected"), color: page.theme.series[1] as string, shape: "dot" },
  ];
}
