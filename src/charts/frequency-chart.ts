import { type AnyRepeatModel, knownModel } from "../clv/known-models.ts";
import { oldestAge, readWeights } from "../clv/read-histories.ts";
import { countOfNewCustomer, readScoring } from "../clv/repeat-model.ts";
import type { RepeatHistory, Timed } from "../clv/types.ts";
import type { TimeUnit } from "../core/types.ts";
import type { Chart } from "./core/chart.ts";
import { countedAndExpectedLayers, countedAndExpectedLegend } from "./core/counted-and-expected.ts";
import { draw } from "./core/draw.ts";
import { type ChartOptions, openPage } from "./core/page.ts";

/** 0, 1, … and the rest together. */
const GROUPS = 8;
/** Ages that are told apart: more make no visible difference. */
const MOST_AGES = 200;

/**
 * The frequency plot: how many customers bought again 0, 1, 2 … times, and how many the model expects to.
 *
 * The expectation sums each customer's own chances over the own age; ages are rounded to a two-hundredth of the
 * oldest. Weights count.
 *
 * @throws A {@link ScoringError} as options, models and rows are refused.
 * @example
 * ```ts
 * import { en } from "clientele/labels/en";
 * const model = { kind: "nbd" as const, parameters: { r: 1, alpha: 10 } };
 * const history = [{ frequency: 0, recency: 0, age: 10 }, { frequency: 2, recency: 8, age: 10 }];
 * const chart = frequencyChart(model, history, { labels: en });
 * chart.title.subtitle[0]; // => "Without a repeat purchase: 1 customers, 1 expected."
 * ```
 * @see Fader, Hardie and Lee (2005), "Counting your customers" the easy way, figure 1.
 */
export function frequencyChart<U extends TimeUnit>(
  model: AnyRepeatModel<U>,
  history: Timed<RepeatHistory, NoInfer<U>>,
  options: ChartOptions,
): Chart {
  const page = openPage(options);
  const known = knownModel(model, ["model"]).model;
  const { p, view, timeUnit } = readScoring(known, model, history);
  const oldest = oldestAge(view.age);
  const counted = new Float64Array(GROUPS);
  const ages = new Float64Array(MOST_AGES + 1);
  const weights = readWeights(view.input);
  let customers = 0;
  for (let i = 0; i < view.length; i += 1) {
    const x = view.frequency[i] as number;
    if (Number.isNaN(x)) continue;
    const weight = weights === null ? 1 : (weights[i] as number);
    const group = Math.min(GROUPS - 1, x);
    counted[group] = (counted[group] as number) + weight;
    const age = oldest === 0 ? 0 : Math.round((MOST_AGES * (view.age[i] as number)) / oldest);
    ages[age] = (ages[age] as number) + weight;
    customers += weight;
  }
  const expected = new Float64Array(GROUPS);
  for (let age = 0; age < ages.length; age += 1) {
    const many = ages[age] as number;
    if (many === 0) continue;
    let rest = 1;
    for (let n = 0; n < GROUPS - 1; n += 1) {
      const chance = countOfNewCustomer(known, { parameters: p, timeUnit }, n, (age * oldest) / MOST_AGES);
      expected[n] = (expected[n] as number) + many * chance;
      rest -= chance;
    }
    expected[GROUPS - 1] = (expected[GROUPS - 1] as number) + many * Math.max(0, rest);
  }
  const names = Array.from(counted, (_, n) => (n === GROUPS - 1 ? `${n}+` : String(n)));
  const groups = names.map((group, n) => ({
    group,
    counted: counted[n] as number,
    expected: expected[n] as number,
  }));
  const facts = { none: counted[0] as number, expected: expected[0] as number, customers };
  const each = groups.map((g) => `${g.group}: ${page.number(g.counted)} / ${page.number(g.expected)}`);
  const most = groups.reduce((high, g) => Math.max(high, g.counted, g.expected), 0);
  return draw(page, {
    title: page.text("frequency.title"),
    subtitle: page.say("chart_frequency", facts),
    alt: `${page.say("chart_frequency_alt", facts)} ${page.list(each)}`,
    x: { kind: "band", title: page.text("frequency.x"), names, gap: 0.3 },
    y: { kind: "number", title: page.text("frequency.y"), domain: [0, most], whole: true },
    height: (width) => Math.min(340, Math.max(190, width * 0.5)),
    legend: countedAndExpectedLegend(page),
    layers: () => countedAndExpectedLayers(page, groups),
  });
}
