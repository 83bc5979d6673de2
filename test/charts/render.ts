import * as vega from "vega";
import type { TopLevelSpec } from "vega-lite";
import * as vegaLite from "vega-lite";
import type { Chart } from "../../src/charts/index.ts";

/** What vega and vega-lite had to say; empty for a good specification. */
const complaints: string[] = [];
const logger = vega.logger(vega.Warn);
logger.warn = (...words: readonly unknown[]) => {
  complaints.push(words.join(" "));
  return logger;
};
logger.error = logger.warn;

/** A specification may read no file and no address. */
const offline = (): Promise<never> => Promise.reject(new Error("offline"));
const loader = { load: offline, sanitize: offline, http: offline, file: offline } as unknown as vega.Loader;

/** The drawn picture, without a canvas, and what was complained of. */
export async function render(chart: Chart): Promise<{ view: vega.View; complaints: readonly string[] }> {
  complaints.length = 0;
  const { spec } = vegaLite.compile(chart satisfies TopLevelSpec, { logger });
  const view = new vega.View(vega.parse(spec), { renderer: "none", loader, logger });
  await view.runAsync();
  return { view, complaints: complaints.slice() };
}

/** The picture as SVG. */
export async function svgOf(chart: Chart): Promise<string> {
  const { view } = await render(chart);
  const svg = await view.toSVG();
  view.finalize();
  return svg;
}
