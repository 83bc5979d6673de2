import { type AnyRepeatModel, knownModel } from "../clv/known-models.ts";
import { oldestAge, readWeights } from "../clv/read-histories.ts";
import { countOfNewCustomer, readScoring } from "../clv/repeat-model.ts";
import type { RepeatModel, Scoring } from "../clv/scoring.ts";
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
  const scoring = readScoring(known, model, history);
  const { counted, expected, customers } = countGroups(known, scoring);
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

/** Customers by their number of repeat purchases: as counted, and as expected of them. */
function countGroups(
  model: RepeatModel,
  { p, view, timeUnit, split }: Scoring,
): { readonly counted: Float64Array; readonly expected: Float64Array; readonly customers: number } {
  const oldest = oldestAge(view.age);
  const weights = readWeights(view.input);
  const counted = new Float64Array(GROUPS);
  const expected = new Float64Array(GROUPS);
  let customers = 0;
  const groups = split?.groups ?? [Int32Array.from(view.age.keys())];
  groups.forEach((rows, group) => {
    const ages = new Float64Array(MOST_AGES + 1);
    for (const row of rows) {
      const x = view.frequency[row] as number;
      if (Number.isNaN(x)) continue;
      const weight = weights === null ? 1 : (weights[row] as number);
      addTo(counted, Math.min(GROUPS - 1, x), weight);
      addTo(ages, oldest === 0 ? 0 : Math.round((MOST_AGES * (view.age[row] as number)) / oldest), weight);
      customers += weight;
    }
    const parameters = split === undefined ? p : split.parametersOf(p, group);
    ages.forEach((many, age) => {
      if (many === 0) return;
      let rest = 1;
      for (let n = 0; n < GROUPS - 1; n += 1) {
        const chance = countOfNewCustomer(model, { parameters, timeUnit }, n, (age * oldest) / MOST_AGES);
        addTo(expected, n, many * chance);
        rest -= chance;
      }
      addTo(expected, GROUPS - 1, many * Math.max(0, rest));
    });
  });
  return { counted, expected, customers };
}

function addTo(sums: Float64Array, i: number, value: number): void {
  sums[i] = (sums[i] as number) + value;
}
