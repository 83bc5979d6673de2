import { shownAs } from "../../core/shown-as.ts";
import type { ChartSpec } from "./spec.ts";

/**
 * A Vega-Lite 5 specification: plain JSON that `vega-embed`, Vega-Lite and JupyterLab draw. In a Deno notebook it
 * shows itself; where nothing draws, its alt text is shown.
 */
export type Chart = ChartSpec;

/** The specification, able to show itself. What shows it is not enumerable: JSON holds the bare specification. */
export function chartOf(spec: ChartSpec): Chart {
  const alt = spec.description;
  return shownAs(spec, {
    text: () => alt,
    bundle: () => ({ "text/plain": alt, "application/vnd.vegalite.v5+json": spec }),
  });
}
