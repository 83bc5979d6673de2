import { ScoringError } from "../core/error.ts";
import { bare, isForm } from "../core/own.ts";
import type { WaterfallStep } from "../profit/layers.ts";
import type { Chart } from "./core/chart.ts";
import { draw, type PictureLayer } from "./core/draw.ts";
import { type MoneyChartOptions, moneyUnit, openPage, type Page } from "./core/page.ts";
import { textWidth } from "./core/text-width.ts";

/** A waterfall as the chart reads it: what `contribution` gives for all customers. */
export interface ChartedWaterfall {
  readonly layers: readonly WaterfallStep[];
  /** Amounts by column; null where not known. */
  readonly totals: { readonly [column: string]: number | null };
}

interface Step {
  readonly key: string;
  readonly name: string;
  readonly from: number;
  readonly to: number;
  readonly isSubtotal: boolean;
}

const LABEL_SIZE = 11;

/**
 * From gross revenue to what is left: each deduction hangs where the one before ended, subtotals stand on the
 * line. Deductions of 0, subtotals that equal the one before, and amounts that are not known are left out.
 *
 * @throws A {@link ScoringError} as options are refused; `missing` without a total of gross revenue.
 * @example
 * ```ts
 * import { en } from "clientele/labels/en";
 * const layers = [{ deduct: "cogs" }, { subtotal: "grossMargin" }] as const;
 * const totals = { grossRevenue: 100, cogs: 60, grossMargin: 40 };
 * const chart = waterfallChart({ layers, totals }, { labels: en, currency: "USD" });
 * chart.title.subtitle[0]; // => "Of 100 USD gross revenue 40 USD are left: Gross margin (40%)."
 * ```
 * @see Mulhern (1999), Customer profitability analysis, Journal of Interactive Marketing 13(1).
 */
export function waterfallChart(contribution: ChartedWaterfall, options: MoneyChartOptions): Chart {
  const page = openPage(options, ["currency"]);
  options = bare(options);
  const unit = moneyUnit(page, options.currency);
  const steps = stepsOf(page, contribution);
  const first = steps[0] as Step;
  const last = steps.filter(({ isSubtotal }) => isSubtotal).pop() as Step;
  const facts = {
    gross: first.to,
    unit,
    left: last.to,
    name: last.name,
    share: page.percent(last.to / first.to),
  };
  const amountOf = ({ from, to, isSubtotal }: Step): number => (isSubtotal ? to : to - from);
  const each = steps.map((step) => `${step.name}: ${page.number(amountOf(step))}`);
  const ends = steps.flatMap(({ from, to }) => [from, to]);
  const [least, most] = [Math.min(0, ...ends), Math.max(0, ...ends)];
  const room = Math.max(...steps.map((step) => textWidth(page.number(amountOf(step)), LABEL_SIZE))) + 10;
  const widened = (most - least) / Math.max(0.5, 1 - room / (page.width * 0.6));
  const { theme } = page;
  const color = (step: Step): string =>
    step.isSubtotal
      ? step.to < 0
        ? theme.bad
        : theme.good
      : step.to > step.from
        ? theme.good
        : theme.neutral;
  const values = steps.map((step) => ({
    step: step.name,
    from: step.from,
    to: step.to,
    end: Math.max(step.from, step.to),
    color: color(step),
    amount: page.number(amountOf(step)),
  }));
  return draw(page, {
    title: page.text("waterfall.title"),
    subtitle: page.say("chart_waterfall", facts),
    alt: `${page.say("chart_waterfall", facts)} ${page.list(each)}`,
    x: {
      kind: "number",
      title: page.withUnit("waterfall.x", unit),
      domain: [least, least + widened],
      exact: true,
    },
    y: { kind: "band", title: "", names: steps.map(({ name }) => name), gap: 0.28 },
    height: steps.length * 30,
    layers: () => [
      {
        mark: { type: "bar", cornerRadius: 2 },
        values,
        x: "from",
        x2: "to",
        y: "step",
        encoding: {
          color: { field: "color", type: "nominal", scale: null, legend: null },
          tooltip: [
            { field: "step", type: "nominal", title: " " },
            { field: "amount", type: "nominal", title: unit },
          ],
        },
      },
      amountLayer(values, theme.ink),
    ],
  });
}

function amountLayer(values: PictureLayer["values"], color: string): PictureLayer {
  return {
    mark: {
      type: "text",
      align: "left",
      baseline: "middle",
      dx: 5,
      fontSize: LABEL_SIZE,
      color,
      tooltip: null,
    },
    values,
    x: "end",
    y: "step",
    encoding: { text: { field: "amount", type: "nominal" } },
  };
}

function stepsOf(page: Page, { layers, totals }: ChartedWaterfall): Step[] {
  const gross = totals["grossRevenue"];
  if (typeof gross !== "number") {
    throw new ScoringError("missing", ["contribution", "totals", "grossRevenue"], "a number", "nothing");
  }
  const steps: Step[] = [
    { key: "grossRevenue", name: page.name("step", "grossRevenue"), from: 0, to: gross, isSubtotal: true },
  ];
  let left = gross;
  let isNew = false;
  for (const layer of layers) {
    const isSubtotal = isForm(layer, "subtotal");
    const key = isSubtotal ? layer.subtotal : layer.deduct;
    const amount = totals[key];
    if (typeof amount !== "number" || (isSubtotal ? !isNew : amount === 0)) continue;
    isNew = !isSubtotal;
    const to = isSubtotal ? amount : left - amount;
    steps.push({ key, name: page.name("step", key), from: isSubtotal ? 0 : left, to, isSubtotal });
    left = to;
  }
  return steps;
}
