import { checkNumber } from "../core/check-options.ts";
import { bare } from "../core/own.ts";
import type { Input, TimeUnit } from "../core/types.ts";
import type { Chart } from "./core/chart.ts";
import { draw } from "./core/draw.ts";
import { type LineSeries, lineLayers, lineLegend, rangeOf, thinIndices } from "./core/lines.ts";
import { type ChartOptions, openPage } from "./core/page.ts";
import { readTable } from "./core/read-table.ts";

/** Repeat purchases counted in a period. The result of `incrementalTransactions` fits. */
export interface CountedPeriod {
  readonly period: number;
  readonly repeatTransactions: number;
}

/** Repeat purchases expected in a period. The result of `expectedTransactions` fits. */
export interface ForecastPeriod {
  readonly period: number;
  readonly expected: number;
}

/** Options of {@link trackingChart}. */
export interface TrackingChartOptions extends ChartOptions {
  /** Sums from the beginning on (default), or period by period. */
  readonly cumulative?: boolean;
  /** Unit of the periods. Default `week`. */
  readonly timeUnit?: TimeUnit;
  /** The last period that the model was fitted on: a rule stands there. */
  readonly calibrationEnd?: number;
}

const MOST_POINTS = 300;

/**
 * The tracking plot: repeat purchases as counted, and as a model expects them.
 *
 * @throws A {@link ScoringError} as options and periods are refused.
 * @example
 * ```ts
 * import { en } from "clientele/labels/en";
 * const counted = [{ period: 1, repeatTransactions: 4 }, { period: 2, repeatTransactions: 6 }];
 * const expected = [{ period: 1, expected: 5 }, { period: 2, expected: 6.5 }];
 * const chart = trackingChart(counted, expected, { labels: en });
 * chart.title.subtitle[0]; // => "10 repeat purchases by week 2, 11.5 expected (15% more)."
 * ```
 * @see Fader, Hardie and Lee (2005), "Counting your customers" the easy way, figure 2.
 */
export function trackingChart(
  counted: Input<CountedPeriod>,
  expected: Input<ForecastPeriod>,
  options: TrackingChartOptions,
): Chart {
  const page = openPage(options, ["cumulative", "timeUnit", "calibrationEnd"]);
  options = bare(options);
  const { cumulative = true, timeUnit = "week", calibrationEnd } = options;
  const summed = { cumulative, label: page.text("tracking.counted") };
  const actual = periodLine(counted, "counted", "repeatTransactions", summed);
  const forecast = periodLine(expected, "expected", "expected", {
    ...summed,
    label: page.text("tracking.expected"),
  });
  const series = [actual.line, { ...forecast.line, dashed: true }];
  const last = Math.max(actual.last, forecast.last, 1);
  const both = Math.min(actual.last, forecast.last);
  const facts = {
    period: both,
    unit: page.text(`unit.${timeUnit}`),
    counted: actual.sumTo(both),
    expected: forecast.sumTo(both),
    gap: page.percent(Math.abs(forecast.sumTo(both) / actual.sumTo(both) - 1)),
  };
  const more = facts.expected >= facts.counted;
  const range = rangeOf(series, 0);
  return draw(page, {
    title: page.text(cumulative ? "tracking.title" : "tracking.titleByPeriod"),
    subtitle: page.say(more ? "chart_tracking_more" : "chart_tracking_less", facts),
    alt: page.say("chart_tracking_alt", { ...facts, periods: last }),
    x: {
      kind: "number",
      title: page.say("chart_period_axis", facts),
      domain: [0, last],
      exact: true,
      whole: true,
    },
    y: { kind: "number", title: page.text(cumulative ? "tracking.y" : "tracking.yByPeriod"), domain: range },
    height: (width) => Math.min(360, Math.max(200, width * 0.5)),
    legend: [
      ...lineLegend(page, series),
      ...(calibrationEnd === undefined
        ? []
        : [
            {
              label: page.text("tracking.calibrationEnd"),
              color: page.theme.softInk,
              shape: "stroke" as const,
              dash: [2, 3],
            },
          ]),
    ],
    layers: () => [
      ...(calibrationEnd === undefined
        ? []
        : [
            {
              mark: {
                type: "rule" as const,
                color: page.theme.softInk,
                strokeDash: [2, 3],
                strokeWidth: 1.5,
              },
              values: [{ x: checkNumber(calibrationEnd, ["options", "calibrationEnd"], { min: 0 }) }],
              x: "x",
            },
          ]),
      ...lineLayers(page, series),
    ],
  });
}

interface PeriodLine {
  readonly line: LineSeries;
  readonly last: number;
  /** Sum of all periods up to one. */
  readonly sumTo: (period: number) => number;
}

/** A line over the periods of a table, summed where asked. */
function periodLine(
  rows: Input<CountedPeriod> | Input<ForecastPeriod>,
  name: string,
  column: "repeatTransactions" | "expected",
  { cumulative, label }: { readonly cumulative: boolean; readonly label: string },
): PeriodLine {
  const table = readTable(rows, name);
  const periods = table.numbers("period", { min: 0 });
  const counts = table.numbers(column);
  let sum = 0;
  const sums = counts.map((count) => {
    sum += count;
    return sum;
  });
  const heights = cumulative ? sums : counts;
  const points = thinIndices(periods.length, MOST_POINTS).map((i) => ({
    x: periods[i] as number,
    y: heights[i] as number,
  }));
  return {
    line: { label, points: cumulative ? [{ x: 0, y: 0 }, ...points] : points },
    last: periods.reduce((most, period) => Math.max(most, period), 0),
    sumTo: (period) =>
      counts.reduce((total, count, i) => total + ((periods[i] as number) <= period ? count : 0), 0),
  };
}
