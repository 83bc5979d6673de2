import { describeValue } from "../../core/describe.ts";
import { type InputPath, ScoringError } from "../../core/error.ts";
import { ownValue } from "../../core/own.ts";
import { type ChartTheme, chartThemes } from "./theme.ts";

/**
 * A theme as it was given; `light` where none was. Every name that ready themes have is there, and of their kind: a text,
 * or a list with at least as many things as a picture takes without looking.
 *
 * @throws A {@link ScoringError} with `wrong_type`.
 */
export function checkTheme(theme: ChartTheme | undefined, path: InputPath): ChartTheme {
  if (theme === undefined) return chartThemes.light;
  if (typeof theme !== "object" || theme === null) {
    throw new ScoringError("wrong_type", path, "a theme, such as chartThemes.dark", describeValue(theme));
  }
  for (const name of Object.keys(chartThemes.light) as (keyof ChartTheme)[]) {
    const value: unknown = ownValue(theme, name);
    const model = chartThemes.light[name];
    if (typeof model === "string" ? typeof value === "string" : isList(value, LEAST[name] ?? 1)) continue;
    const expected = typeof model === "string" ? "a text" : `a list of ${LEAST[name] ?? 1} or more`;
    throw new ScoringError("wrong_type", [...path, name], expected, describeValue(value));
  }
  if (!theme.dashes.every(Array.isArray)) {
    throw new ScoringError("wrong_type", [...path, "dashes"], "lists of numbers", "something else");
  }
  return theme;
}

const LEAST: { readonly [K in keyof ChartTheme]?: number } = { ramp: 2, rampInk: 2, diverging: 3 };

function isList(value: unknown, least: number): boolean {
  return Array.isArray(value) && value.length >= least;
}
