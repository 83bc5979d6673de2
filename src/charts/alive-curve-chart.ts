import { type AnyRepeatModel, knownModel } from "../clv/known-models.ts";
import { readModel } from "../clv/read-model.ts";
import { checkNumber } from "../core/check-options.ts";
import { describeValue } from "../core/describe.ts";
import { ScoringError } from "../core/error.ts";
import type { Chart } from "./core/chart.ts";
import { draw } from "./core/draw.ts";
import { type LineSeries, lineLayers } from "./core/lines.ts";
import { type ChartOptions, openPage } from "./core/page.ts";

/** One customer's purchases, in time units of the model since the first one. */
export interface CustomerPath {
  /** When the purchases after the first were made, in any order. */
  readonly purchases: readonly number[];
  /** How long ago the first one was. */
  readonly age: number;
}

/** Points of the curve, beside the purchases. */
const POINTS = 240;
/** Ticks for the purchases: more would make a bar. */
const MOST_TICKS = 200;

/**
 * How likely one customer still was a customer, from the first purchase until now: it falls while nothing is
 * bought and jumps back at each purchase (a tick below the curve).
 *
 * @throws A {@link ScoringError} as options and models are refused; for the path with `wrong_type`, `not_finite`
 * or `out_of_range` (a purchase after the age).
 * @example
 * ```ts
 * import { en } from "clientele/labels/en";
 * const parameters = { r: 0.525, alpha: 6.183, a: 0.891, b: 1.614 };
 * const model = { kind: "mbgNbd" as const, parameters, timeUnit: "week" as const };
 * const chart = aliveCurveChart(model, { purchases: [4, 9], age: 30 }, { labels: en });
 * chart.title.subtitle[0]; // => "2 repeat purchases in 30 weeks; now alive with 31%."
 * ```
 */
export function aliveCurveChart(model: AnyRepeatModel, path: CustomerPath, options: ChartOptions): Chart {
  const page = openPage(options);
  const known = knownModel(model, ["model"]).model;
  const { parameters, timeUnit } = readModel(model, known.kind, known.names);
  const { purchases, age } = checkPath(path);
  const aliveAt = (time: number): number => {
    const x = purchases.filter((at) => at <= time).length;
    const last = x === 0 ? 0 : (purchases[x - 1] as number);
    return 1 / (1 + known.oddsLeft(parameters, x, last, time));
  };
  const grid = Array.from({ length: POINTS + 1 }, (_, i) => (age * i) / POINTS);
  const shown = purchases.slice(-MOST_TICKS);
  const before = shown.map((at) => at * (1 - 1e-9)); // the jump is seen from both sides
  const times = [...grid, ...shown, ...before].sort((a, b) => a - b);
  const series: LineSeries[] = [
    { label: page.text("alive.series"), points: times.map((x) => ({ x, y: aliveAt(x) })) },
  ];
  const unit = page.text(timeUnit === undefined ? "unit.time" : `unit.${timeUnit}`);
  const facts = { purchases: purchases.length, age, unit, alive: page.percent(aliveAt(age)) };
  const { theme } = page;
  return draw(page, {
    title: page.text("alive.title"),
    subtitle: page.say("chart_alive", facts),
    alt: page.say("chart_alive_alt", {
      ...facts,
      lowest: page.percent(Math.min(...times.map(aliveAt))),
      last: purchases[purchases.length - 1] ?? 0,
    }),
    x: { kind: "number", title: page.say("chart_since_first_axis", facts), domain: [0, age], exact: true },
    y: { kind: "number", title: page.text("alive.y"), domain: [0, 1], format: "percent", exact: true },
    height: (width) => Math.min(320, Math.max(190, width * 0.46)),
    legend: [{ label: page.text("alive.purchase"), color: theme.series[1] as string, shape: "dot" }],
    layers: () => [
      {
        mark: { type: "area", color: theme.series[0] as string, fillOpacity: 0.14, tooltip: null },
        values: series[0]?.points.map((point) => ({ ...point, zero: 0 })) ?? [],
        x: "x",
        y: "y",
        y2: "zero",
      },
      ...lineLayers(page, series),
      {
        mark: { type: "point", color: theme.series[1] as string, filled: true, opacity: 1, size: 42 },
        values: shown.map((x) => ({ x, y: aliveAt(x) })),
        x: "x",
        y: "y",
      },
    ],
  });
}

function checkPath(path: CustomerPath): { purchases: number[]; age: number } {
  if (typeof path !== "object" || path === null || !Array.isArray(path.purchases)) {
    throw new ScoringError("wrong_type", ["path"], "{ purchases, age }", describeValue(path));
  }
  const age = checkNumber(path.age, ["path", "age"], { min: Number.MIN_VALUE });
  const purchases = path.purchases.map((at: unknown, i) =>
    checkNumber(at, ["path", "purchases", i], { min: 0, max: age }),
  );
  return { purchases: purchases.sort((a, b) => a - b), age };
}
