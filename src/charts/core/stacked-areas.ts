import type { PictureLayer } from "./draw.ts";
import type { LegendEntry } from "./legend.ts";
import type { Page } from "./page.ts";

/** Heights of one series at the places along x. */
export interface StackSeries {
  readonly label: string;
  readonly heights: ArrayLike<number>;
}

/** Areas one upon the other, the first at the bottom; the legend in the order of the stack from above. */
export function stackedAreas(
  page: Page,
  places: readonly number[],
  series: readonly StackSeries[],
): { readonly layers: PictureLayer[]; readonly legend: LegendEntry[] } {
  const { theme } = page;
  const colors = series.map((_one, s) => theme.series[s % theme.series.length] as string);
  const floors = new Float64Array(places.length);
  const values = series.flatMap(({ label, heights }) =>
    places.map((x, i) => {
      const y = floors[i] as number;
      const y2 = y + (heights[i] as number);
      floors[i] = y2;
      return { series: label, x, y, y2, height: heights[i] as number };
    }),
  );
  const layer: PictureLayer = {
    mark: { type: "area", opacity: 0.9, stroke: theme.background, strokeWidth: 0.75, tooltip: null },
    values,
    x: "x",
    y: "y",
    y2: "y2",
    encoding: {
      color: {
        field: "series",
        type: "nominal",
        scale: { domain: series.map(({ label }) => label), range: colors },
        legend: null,
      },
    },
  };
  const legend = series.map(({ label }, s) => ({ label, color: colors[s] as string }));
  return { layers: [layer], legend };
}
