import { type AnyRepeatModel, knownModel } from "../clv/known-models.ts";
import { readHorizon, readModel } from "../clv/read-model.ts";
import type { Horizon } from "../clv/types.ts";
import { checkNumber } from "../core/check-options.ts";
import { bare } from "../core/own.ts";
import type { Chart } from "./core/chart.ts";
import { draw } from "./core/draw.ts";
import { type HeatCell, heatLayers, heatLegend } from "./core/heat.ts";
import { type ChartOptions, openPage } from "./core/page.ts";

/** Options of {@link frequencyRecencyChart}. */
export interface FrequencyRecencyOptions extends ChartOptions {
  /** How long ago the first purchase was, in the model's time units. */
  readonly age: number;
  /** Greatest number of repeat purchases. Default 20. */
  readonly maxFrequency?: number;
  /** With it the colour is the purchases expected within; without it the chance to be alive. */
  readonly horizon?: Horizon;
}

/** Rows and columns: more cells are no clearer. */
const MOST_CELLS = 20;

/**
 * What a model says of customers of one age, by how often and how lately they have bought again: the chance to be
 * alive, or the purchases expected within a horizon.
 *
 * Who bought often and long ago is gone; who buys seldom may only be slow.
 *
 * @throws A {@link ScoringError} as options, models and horizons are refused.
 * @example
 * ```ts
 * import { en } from "clientele/labels/en";
 * const model = { kind: "mbgNbd" as const, parameters: { r: 0.525, alpha: 6.183, a: 0.891, b: 1.614 } };
 * const chart = frequencyRecencyChart(model, { age: 40, labels: en });
 * chart.title.text[0]; // => "Chance to be alive, by frequency and recency"
 * ```
 */
export function frequencyRecencyChart(model: AnyRepeatModel, options: FrequencyRecencyOptions): Chart {
  const page = openPage(options, ["age", "maxFrequency", "horizon"]);
  options = bare(options);
  const known = knownModel(model, ["model"]).model;
  const { parameters: p, timeUnit } = readModel(model, known.kind, known.names);
  const age = checkNumber(options.age, ["options", "age"], { min: Number.MIN_VALUE });
  const rule = { min: 1, max: 100_000, integer: true };
  const most = checkNumber(options.maxFrequency ?? 20, ["options", "maxFrequency"], rule);
  const { horizon } = options;
  const ahead = horizon === undefined ? undefined : readHorizon(horizon, timeUnit, ["options", "horizon"]);
  const every = Math.ceil((most + 1) / MOST_CELLS);
  const frequencies = Array.from({ length: Math.floor(most / every) + 1 }, (_, i) => i * every);
  const recencies = Array.from({ length: MOST_CELLS + 1 }, (_, i) => (age * i) / MOST_CELLS);
  const write = (value: number): string => (ahead === undefined ? page.percent(value) : page.number(value));
  const names = recencies.map((recency) => page.number(recency));
  const cells: HeatCell[] = [];
  for (const x of frequencies) {
    recencies.forEach((recency, i) => {
      if ((x === 0) !== (recency === 0)) return; // no repeat purchase, no recency
      const alive = 1 / (1 + known.oddsLeft(p, x, recency, age));
      const value = ahead === undefined ? alive : alive * known.expected(p, x, age, ahead);
      cells.push({ x: String(x), y: names[i] as string, value, text: write(value) });
    });
  }
  const top = cells.reduce((high, { value }) => Math.max(high, value ?? 0), 0);
  const heat = {
    domain: [0, ahead === undefined ? 1 : top] as const,
    columns: frequencies.length,
    rows: names.length,
  };
  const unit = page.text(timeUnit === undefined ? "unit.time" : `unit.${timeUnit}`);
  const corner = (recency: number): string =>
    write(cells.filter(({ y }) => y === page.number(recency)).pop()?.value ?? 0);
  const facts = {
    age,
    unit,
    most: frequencies[frequencies.length - 1] as number,
    late: corner(age),
    early: corner(age / 2),
    horizon: ahead ?? 0,
  };
  return draw(page, {
    title: page.text(ahead === undefined ? "frequencyRecency.title" : "frequencyRecency.titleExpected"),
    subtitle: page.say(
      ahead === undefined ? "chart_frequency_recency" : "chart_frequency_recency_expected",
      facts,
    ),
    alt: page.say(
      ahead === undefined ? "chart_frequency_recency_alt" : "chart_frequency_recency_expected_alt",
      facts,
    ),
    x: {
      kind: "band",
      title: page.text("frequencyRecency.x"),
      names: frequencies.map(String),
      ordered: true,
      gap: 0,
    },
    y: { kind: "band", title: page.say("chart_recency_axis", facts), names: names.reverse(), gap: 0 },
    height: (width) => Math.min(420, Math.max(MOST_CELLS * 14, width * 0.6)),
    legend: heatLegend(page, heat, write),
    layers: (plot) => heatLayers(page, plot, cells, heat),
  });
}
