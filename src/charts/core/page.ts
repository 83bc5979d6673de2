import { checkNumber, checkOptions } from "../../core/check-options.ts";
import { checkText } from "../../core/check-result.ts";
import { describeValue } from "../../core/describe.ts";
import { ScoringError } from "../../core/error.ts";
import { bare } from "../../core/own.ts";
import { type Labels, labelOf, sentenceOf } from "../../core/reason.ts";
import type { ChartSentence, ChartText } from "../keys.ts";
import { checkTheme } from "./check-theme.ts";
import { compactNumber, percentText } from "./number-text.ts";
import type { ChartTheme } from "./theme.ts";

/** Options of every chart. */
export interface ChartOptions {
  /** Language of titles, axes and names: `en` of `clientele/labels/en`, `zh`, or a dictionary of your own. */
  readonly labels: Labels;
  /** Colours. Default `chartThemes.light`. */
  readonly theme?: ChartTheme;
  /** Width of the whole picture in pixels, 240 to 4000. Default 640. */
  readonly width?: number;
}

/** Options of charts of money. */
export interface MoneyChartOptions extends ChartOptions {
  /** Unit of the amounts on the axis: `"USD"`, `"元"`. Default: the dictionary's word for a unit of money. */
  readonly currency?: string;
}

/** What a chart is written on: width and colours, and texts in its language. */
export interface Page {
  readonly width: number;
  readonly theme: ChartTheme;
  /** A text of the charts. */
  readonly text: (key: ChartText) => string;
  /** A sentence of the charts; numbers among the facts are written compactly. */
  readonly say: (code: ChartSentence, facts: { readonly [fact: string]: string | number }) => string;
  /** The name of a key (`segment.lost`), or of the last part of it where the dictionary has none. */
  readonly name: (kind: string, key: string) => string;
  readonly number: (value: number) => string;
  readonly percent: (share: number) => string;
  /** A title with its unit: "Profit (USD)". */
  readonly withUnit: (title: ChartText, unit: string) => string;
  /** Items after one another. */
  readonly list: (items: readonly string[]) => string;
  readonly language: string;
}

/** Charts are not drawn narrower: their texts would not fit. */
const NARROWEST = 240;

/**
 * Checks the options that all charts have.
 *
 * @param own - Names of the chart's further options.
 * @throws A {@link ScoringError} with `missing` without `labels`, `unknown_name`, `wrong_type` or `out_of_range`.
 */
export function openPage(options: ChartOptions, own: readonly string[] = []): Page {
  options = checkOptions(options, ["labels", "theme", "width", ...own]);
  const { width = 640 } = options;
  const theme = checkTheme(options.theme, ["options", "theme"]);
  checkNumber(width, ["options", "width"], { min: NARROWEST, max: 4000 });
  const labels = checkLabels(options.labels);
  const { language } = labels;
  const number = (value: number): string => compactNumber(value, language);
  const say: Page["say"] = (code, facts) => {
    const written: { [fact: string]: string } = {};
    for (const [name, fact] of Object.entries(facts)) {
      written[name] = typeof fact === "number" ? number(fact) : fact;
    }
    return sentenceOf({ ...written, code }, labels);
  };
  return {
    width,
    theme,
    language,
    number,
    say,
    text: (key) => labelOf(`chart.${key}`, labels),
    name: (kind, key) => {
      const name = labelOf(`${kind}.${key}`, labels);
      return name === `${kind}.${key}` ? labelOf(key, labels) : name;
    },
    percent: percentText,
    withUnit: (title, unit) => say("chart_with_unit", { title: labelOf(`chart.${title}`, labels), unit }),
    list: (items) => items.join(labelOf("chart.list.separator", labels)),
  };
}

/** The unit of money: as the caller says, or the dictionary's word. */
export function moneyUnit(page: Page, currency: string | undefined): string {
  if (currency === undefined) return page.text("unit.money");
  if (typeof currency === "string" && currency.length <= 12) return currency;
  throw new ScoringError("wrong_type", ["options", "currency"], "a short text", describeValue(currency));
}

function checkLabels(labels: unknown): Labels {
  const path = ["options", "labels"];
  const expected = "a dictionary, such as en of clientele/labels/en";
  if (labels === undefined) throw new ScoringError("missing", path, expected, "nothing");
  const { names, reasons, language } = bare(labels ?? {}) as Partial<Labels>;
  if (typeof names !== "object" || typeof reasons !== "object") {
    throw new ScoringError("wrong_type", path, expected, describeValue(labels));
  }
  checkText(language, [...path, "language"]);
  return labels as Labels;
}
