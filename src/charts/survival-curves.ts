import { ScoringError } from "../core/error.ts";
import { ownValue } from "../core/own.ts";
import type { TimeUnit } from "../core/types.ts";
import type { LineSeries } from "./core/lines.ts";
import type { ChartOptions, Page } from "./core/page.ts";

/** Who is still a customer after 0, 1, 2, … renewals: counts or shares, each divided by the first. */
export interface SurvivalCurves {
  /** As counted, of a cohort. */
  readonly observed?: ArrayLike<number>;
  /** As a model says: `survival(model, [0, 1, 2, …])` of a contract model. */
  readonly expected?: ArrayLike<number>;
}

/** Options of {@link survivalCurveChart} and {@link retentionCurveChart}. */
export interface SurvivalChartOptions extends ChartOptions {
  /** Length of a period. Default: no name for it. */
  readonly timeUnit?: TimeUnit;
}

/** The curves with their names, as `heightAt` reads them from shares of the first. */
export function survivalSeries(
  page: Page,
  curves: SurvivalCurves,
  from: number,
  heightAt: (shares: readonly number[], t: number) => number,
): LineSeries[] {
  const named = [
    { given: ownValue(curves, "observed"), name: "observed", dotted: true },
    { given: ownValue(curves, "expected"), name: "expected", dashed: true },
  ] as const;
  const series = named.flatMap(({ given, name, ...look }): LineSeries[] => {
    if (given === undefined) return [];
    const shares = sharesOf(given, name);
    const points = shares.map((_share, t) => ({ x: t, y: heightAt(shares, t) })).slice(from);
    const label = page.text(name === "observed" ? "tracking.counted" : "tracking.expected");
    return [{ label, points: points.filter(({ y }) => Number.isFinite(y)), ...look }];
  });
  if (series.length > 0) return series;
  throw new ScoringError("missing", ["curves"], "observed or expected shares", "neither");
}

function sharesOf(given: ArrayLike<number>, name: string): number[] {
  const values = Array.from(given);
  const bad = values.findIndex((value) => typeof value !== "number" || !(value >= 0) || value === Infinity);
  if (bad >= 0)
    throw new ScoringError("out_of_range", ["curves", name, bad], "a number of at least 0", "another value");
  if (!((values[0] as number) > 0))
    throw new ScoringError("out_of_range", ["curves", name, 0], "a number above 0", "0 or nothing");
  return values.map((value) => value / (values[0] as number));
}
