import { PERIODS, type Period } from "../calendar/period.ts";
import { checkOneOf } from "../core/check-options.ts";
import { bare } from "../core/own.ts";
import type { Input } from "../core/types.ts";
import type { Chart } from "./core/chart.ts";
import { draw } from "./core/draw.ts";
import { type HeatCell, heatLayers, heatLegend } from "./core/heat.ts";
import { type ChartOptions, openPage } from "./core/page.ts";
import { periodNames } from "./core/period-names.ts";
import { readTable } from "./core/read-table.ts";

/** Cohorts as the triangle reads them. The result of `retentionCohorts` fits. */
export interface TriangleRow {
  readonly cohort: string;
  readonly offset: number;
  readonly customers: number;
  readonly active: number;
  readonly complete?: boolean | null | undefined;
}

/** Options of {@link cohortTriangleChart}. */
export interface CohortChartOptions extends ChartOptions {
  /** What the cohorts were counted by. Default `month`. */
  readonly period?: Period;
}

/** The latest cohorts and the first periods: more cells cannot be read. */
const MOST_COHORTS = 24;
/** Cohorts of less than this part of the largest one do not say where the colours end. */
const SMALL_COHORT = 0.05;

/**
 * The cohort triangle: of the customers who bought first in a period, the share who bought again in each period
 * after it. Period 0, which is always 100 %, and periods that are not over are left out.
 *
 * Shows the latest 24 cohorts and their first 24 periods.
 *
 * @throws A {@link ScoringError} as options and cohorts are refused.
 * @example
 * ```ts
 * import { en } from "clientele/labels/en";
 * const orders = [
 *   { customerId: "ann", at: "2026-01-05", amount: 30 },
 *   { customerId: "bob", at: "2026-01-09", amount: 20 },
 *   { customerId: "ann", at: "2026-02-05", amount: 40 },
 * ];
 * const chart = cohortTriangleChart(retentionCohorts(orders, { asOf: "2026-02-28" }), { labels: en });
 * chart.title.subtitle[0]; // => "1 month after the first purchase 50% buy again, averaged over all cohorts."
 * ```
 */
export function cohortTriangleChart(cohorts: Input<TriangleRow>, options: CohortChartOptions): Chart {
  const page = openPage(options, ["period"]);
  options = bare(options);
  const period = checkOneOf(options.period ?? "month", PERIODS, ["options", "period"]);
  const table = readTable(cohorts, "cohorts");
  const starts = table.texts("cohort");
  const offsets = table.numbers("offset", { min: 0, integer: true });
  const sizes = table.numbers("customers", { min: 0 });
  const active = table.numbers("active", { min: 0 });
  const over = table.flags("complete");
  const latest = Array.from(new Set(starts)).sort().slice(-MOST_COHORTS);
  const names = periodNames(latest, period);
  const nameOf = new Map(latest.map((start, i) => [start, names[i] as string]));
  const largest = sizes.reduce((most, size) => Math.max(most, size), 0);
  const cells: HeatCell[] = [];
  let [bought, of, highest, last] = [0, 0, 0, 0];
  for (let i = 0; i < offsets.length; i += 1) {
    const name = nameOf.get(starts[i] as string);
    const offset = offsets[i] as number;
    if (offset === 0 || offset > MOST_COHORTS || over[i] === false || name === undefined) continue;
    const value = (active[i] as number) / (sizes[i] as number);
    if (offset === 1) {
      bought += active[i] as number;
      of += sizes[i] as number;
    }
    if ((sizes[i] as number) >= SMALL_COHORT * largest) highest = Math.max(highest, value);
    last = Math.max(last, offset);
    cells.push({ x: String(offset), y: name, value, text: String(Math.round(100 * value)) });
  }
  const unit = page.text(`unit.${period}`);
  const columns = Math.max(1, last);
  const facts = { unit, cohorts: latest.length, after: page.percent(bought / of), periods: last };
  const rows = names.map((name) => {
    const own = cells.filter(({ y }) => y === name).slice(0, 6);
    return `${name}: ${own.map(({ text }) => text).join(" ")}`;
  });
  const heat = { domain: [0, highest] as const, columns, rows: names.length };
  return draw(page, {
    title: page.text("cohorts.title"),
    subtitle: page.say("chart_cohorts", facts),
    alt: `${page.say("chart_cohorts_alt", facts)} ${page.list(rows)}`,
    x: {
      kind: "band",
      title: page.say("chart_offset_axis", { unit }),
      names: numberNames(columns),
      ordered: true,
    },
    y: { kind: "band", title: page.text("cohorts.y"), names },
    height: Math.max(60, Math.min(26, 560 / Math.max(1, names.length)) * names.length),
    legend: heatLegend(page, heat, page.percent),
    layers: (plot) => heatLayers(page, plot, cells, heat),
  });
}

function numberNames(count: number): string[] {
  return Array.from({ length: count }, (_, i) => String(i + 1));
}
