import embed, { type Result } from "vega-embed";
import type { TopLevelSpec } from "vega-lite";
import type { Chart } from "../../../src/index.ts";

let drawn: readonly Result[] = [];

/**
 * Draws the charts, in place of those before. `ast` reads expressions without making code of them, and the styles that
 * vega-embed would put into the page are in its style sheet: a strict content security policy allows neither.
 */
export async function drawCharts(place: HTMLElement, charts: readonly Chart[]): Promise<void> {
  const figures = charts.map(() => document.createElement("figure"));
  const before = drawn;
  drawn = [];
  for (const result of before) result.finalize();
  place.replaceChildren(...figures);
  drawn = await Promise.all(
    charts.map(({ $schema, ...spec }, i) =>
      // Without its version: Vega-Lite 6 draws version 5, but says so in the console.
      embed(figures[i] as HTMLElement, spec satisfies Omit<TopLevelSpec, "$schema">, {
        mode: "vega-lite",
        ast: true,
        actions: false,
        defaultStyle: false,
        renderer: "svg",
        tooltip: { disableDefaultStyle: true },
      }),
    ),
  );
}
