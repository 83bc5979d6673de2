import {
  type Chart,
  chartThemes,
  clvDistributionChart,
  cohortTriangleChart,
  frequencyChart,
  growthChart,
  lorenzCurve,
  lorenzCurveChart,
  rfmHeatmapChart,
  rfmTreemapChart,
  sentenceOf,
} from "../../../src/index.ts";
import { en } from "../../../src/labels/en/index.ts";
import { zh } from "../../../src/labels/zh/index.ts";
import type { Figure, Look, View } from "../messages.ts";
import { filled, texts } from "../texts.ts";
import { numbersOf } from "./numbers.ts";
import type { Scored } from "./score-file.ts";
import { tablesOf } from "./tables.ts";

export const dictionaries = { en, zh };

/** The scored base in the words and pictures of a look. */
export function viewOf(scored: Scored, look: Look): View {
  return {
    figures: figuresOf(scored, look),
    notes: notesOf(scored, look),
    charts: chartsOf(scored, look),
    tables: tablesOf(scored.scorecard, look.language, dictionaries[look.language]),
  };
}

function figuresOf({ scorecard }: Scored, { language }: Look): Figure[] {
  const text = texts[language];
  const { whole } = numbersOf(language);
  const { customers, orders, revenue, clv } = scorecard.portfolio;
  const each = (sum: number): string =>
    filled(text.perCustomer, { number: numbersOf(language).short(customers === 0 ? 0 : sum / customers) });
  const figures: Figure[] = [
    {
      label: text.customers,
      value: whole(customers),
      remark: filled(text.asOfDay, { day: scorecard.asOf }),
    },
    { label: text.orders, value: whole(orders), remark: each(orders) },
    { label: text.revenue, value: whole(revenue), remark: each(revenue) },
  ];
  if (clv === null) return figures;
  const remark = filled(text.range, { low: whole(clv.low), high: whole(clv.high) });
  return [...figures, { label: text.value, value: whole(clv.value), remark }];
}

function notesOf({ scorecard, file }: Scored, { language }: Look): string[] {
  const notes = scorecard.warnings.map((warning) => sentenceOf(warning, dictionaries[language]));
  const [first] = file.rejected;
  if (first === undefined) return notes;
  const { line, field, expected } = first;
  const number = numbersOf(language).whole(file.rejectedRows);
  const aside = filled(texts[language].setAside, { number, line: String(line), field, expected });
  return [aside, ...notes];
}

function chartsOf({ scorecard, period, cohorts, growth }: Scored, look: Look): Chart[] {
  const { rfm, portfolio, history, values, models, columns } = scorecard;
  const options = {
    labels: dictionaries[look.language],
    theme: chartThemes[look.theme],
    width: look.width,
  };
  return [
    rfmTreemapChart(portfolio.segments, options),
    rfmHeatmapChart(rfm, options),
    growthChart(growth, { ...options, period }),
    lorenzCurveChart(lorenzCurve(columns.revenue), options),
    ...(values === null ? [] : [clvDistributionChart(values, options)]),
    ...(models === null ? [] : [frequencyChart(models.purchases, history, options)]),
    cohortTriangleChart(cohorts, { ...options, period }),
  ];
}
