import { type AnyRepeatModel, knownModel } from "../clv/known-models.ts";
import { readHorizon, readModel } from "../clv/read-model.ts";
import { ofNewCustomer } from "../clv/repeat-model.ts";
import type { Horizon } from "../clv/types.ts";
import { ScoringError } from "../core/error.ts";
import { bare } from "../core/own.ts";
import type { Chart } from "./core/chart.ts";
import { draw } from "./core/draw.ts";
import { type LineSeries, lineLayers, lineLegend, rangeOf } from "./core/lines.ts";
import { type ChartOptions, openPage } from "./core/page.ts";

/** Options of {@link expectedPurchasesChart}. */
export interface ExpectedPurchasesOptions extends ChartOptions {
  /** How far to look: a number of the model's time units, or a duration. */
  readonly horizon: Horizon;
}

const POINTS = 60;

/**
 * How many repeat purchases a new customer is expected to make in the time after the first one, by one model or
 * several beside each other. Where the curve flattens, customers have left.
 *
 * @param models - Models of one time unit. Those of the same kind are numbered.
 * @throws A {@link ScoringError} as options, models and horizons are refused; `empty` without a model, `conflict`
 * for models of different time units.
 * @example
 * ```ts
 * import { en } from "clientele/labels/en";
 * const parameters = { r: 0.525, alpha: 6.183, a: 0.891, b: 1.614 };
 * const model = { kind: "mbgNbd" as const, parameters, timeUnit: "week" as const };
 * const chart = expectedPurchasesChart([model], { horizon: 52, labels: en });
 * chart.title.subtitle[0]; // => "A new customer is expected to buy again 1.42 times within 52 weeks."
 * ```
 */
export function expectedPurchasesChart(
  models: readonly AnyRepeatModel[],
  options: ExpectedPurchasesOptions,
): Chart {
  const page = openPage(options, ["horizon"]);
  options = bare(options);
  if (!Array.isArray(models) || models.length === 0) {
    throw new ScoringError("empty", ["models"], "at least one model", "none");
  }
  const read = (models as readonly AnyRepeatModel[]).map((model, i) => {
    const known = knownModel(model, ["models", String(i)]).model;
    return { known, view: readModel(model, known.kind, known.names) };
  });
  const unit = read[0]?.view.timeUnit;
  if (read.some(({ view }) => view.timeUnit !== unit)) {
    throw new ScoringError("conflict", ["models"], "models of one time unit", "several");
  }
  const ahead = readHorizon(options.horizon, unit, ["options", "horizon"]);
  const series = read.map(({ known, view }, i): LineSeries => {
    const twins = read.filter((other) => other.known.kind === known.kind);
    const name = page.name("model", known.kind);
    const points = Array.from({ length: POINTS + 1 }, (_, k) => {
      const x = (ahead * k) / POINTS;
      return { x, y: x === 0 ? 0 : ofNewCustomer(known, view, known.expected, x) };
    });
    return {
      label: twins.length > 1 ? `${name} ${twins.indexOf(read[i] as (typeof read)[number]) + 1}` : name,
      points,
    };
  });
  const last = (line: LineSeries): number => line.points[POINTS]?.y ?? 0;
  const facts = {
    expected: last(series[0] as LineSeries),
    horizon: ahead,
    unit: page.text(unit === undefined ? "unit.time" : `unit.${unit}`),
  };
  return draw(page, {
    title: page.text("expected.title"),
    subtitle: page.say("chart_expected", facts),
    alt: `${page.say("chart_expected", facts)} ${page.list(series.map((line) => `${line.label}: ${page.number(last(line))}`))}`,
    x: { kind: "number", title: page.say("chart_since_first_axis", facts), domain: [0, ahead], exact: true },
    y: { kind: "number", title: page.text("expected.y"), domain: rangeOf(series, 0) },
    height: (width) => Math.min(340, Math.max(190, width * 0.5)),
    legend: lineLegend(page, series),
    layers: () => lineLayers(page, series),
  });
}
