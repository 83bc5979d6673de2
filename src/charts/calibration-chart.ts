import type { Evaluation, ExpectedAndActual } from "../clv/evaluation/evaluate-model.ts";
import { checkOneOf } from "../core/check-options.ts";
import { bare } from "../core/own.ts";
import type { Chart } from "./core/chart.ts";
import { countedAndExpectedLayers, countedAndExpectedLegend } from "./core/counted-and-expected.ts";
import { draw } from "./core/draw.ts";
import { type ChartOptions, openPage, type Page } from "./core/page.ts";

/** How the customers of a holdout are grouped. */
export type CalibrationGroups = "frequency" | "recency" | "probability";

/** Options of {@link calibrationChart}. */
export interface CalibrationChartOptions extends ChartOptions {
  /**
   * By their purchases in the calibration (default), by the time of their last one, or by the chance to buy at all
   * that the model gave them.
   */
  readonly by?: CalibrationGroups;
}

/**
 * A model's forecast of a holdout beside what happened in it, group by group: dots on the ends of their bars are
 * a good forecast.
 *
 * @throws A {@link ScoringError} as options are refused.
 * @example
 * ```ts
 * import { en } from "clientele/labels/en";
 * const model = { kind: "nbd" as const, parameters: { r: 0.5, alpha: 10 } };
 * const customers = nbd.simulate(model, { customers: 500, age: 39, seed: 1, horizon: 39 });
 * const holdout = { columns: { holdoutFrequency: customers.columns.futurePurchases } };
 * const evaluation = evaluateModel(model, customers, holdout, { horizon: 39 });
 * calibrationChart(evaluation, { labels: en }).title.text[0]; // => "Purchases in the holdout, by purchases before"
 * ```
 * @see Fader, Hardie and Lee (2005), "Counting your customers" the easy way, figure 3.
 */
export function calibrationChart(
  evaluation: Pick<Evaluation, "byFrequency" | "byRecency" | "calibration" | "errors" | "customers">,
  options: CalibrationChartOptions,
): Chart {
  const page = openPage(options, ["by"]);
  options = bare(options);
  const by = checkOneOf(
    options.by ?? "frequency",
    ["frequency", "recency", "probability"],
    ["options", "by"],
  );
  const rows = {
    frequency: evaluation.byFrequency,
    recency: evaluation.byRecency,
    probability: evaluation.calibration,
  }[by];
  const names = groupNames(page, rows, by);
  const groups = rows.map(({ actual, expected }, i) => ({
    group: names[i] as string,
    counted: actual,
    expected,
  }));
  const { expected, actual, mae } = evaluation.errors;
  const facts = { expected, actual, mae, customers: evaluation.customers };
  const write = by === "probability" ? page.percent : page.number;
  const each = groups.map((g) => `${g.group}: ${write(g.counted)} / ${write(g.expected)}`);
  const most = groups.reduce((high, g) => Math.max(high, g.counted, g.expected), 0);
  return draw(page, {
    title: page.text(`calibration.title.${by}`),
    subtitle: page.say("chart_calibration", facts),
    alt: `${page.say("chart_calibration_alt", facts)} ${page.list(each)}`,
    x: { kind: "band", title: page.text(`calibration.x.${by}`), names, gap: 0.3 },
    y: {
      kind: "number",
      title: page.text(by === "probability" ? "calibration.yShare" : "calibration.y"),
      domain: [0, most],
      format: by === "probability" ? "percent" : "compact",
    },
    height: (width) => Math.min(340, Math.max(190, width * 0.5)),
    legend: countedAndExpectedLegend(page),
    layers: () => countedAndExpectedLayers(page, groups),
  });
}

/** Names of the groups by their bounds; that of the most frequent is open. */
function groupNames(page: Page, rows: readonly ExpectedAndActual[], by: CalibrationGroups): string[] {
  return rows.map(({ from, to }, i) => {
    if (by === "frequency") return i === rows.length - 1 && to > from ? `${from}+` : String(from);
    const write = by === "probability" ? page.percent : (value: number) => page.number(Math.round(value));
    const name = write(from) === write(to) ? write(from) : `${write(from)}–${write(to)}`;
    return name;
  });
}
