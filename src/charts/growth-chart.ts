import { PERIODS, type Period } from "../calendar/period.ts";
import { checkOneOf } from "../core/check-options.ts";
import { bare } from "../core/own.ts";
import type { Input } from "../core/types.ts";
import type { Chart } from "./core/chart.ts";
import { draw, type PictureLayer } from "./core/draw.ts";
import { type ChartOptions, openPage } from "./core/page.ts";
import { periodNames } from "./core/period-names.ts";
import { readTable } from "./core/read-table.ts";

/** Growth as the chart reads it. The result of `growthAccounting` fits. */
export interface GrowthChartRow {
  readonly period: string;
  readonly new: number;
  readonly retained: number;
  readonly resurrected: number;
  readonly churned: number;
  readonly complete?: boolean | null | undefined;
}

/** Options of {@link growthChart}. */
export interface GrowthChartOptions extends ChartOptions {
  /** What the growth was counted by. Default `month`. */
  readonly period?: Period;
}

/** The latest periods: more bars are too thin. */
const MOST_PERIODS = 36;
const PARTS = ["retained", "resurrected", "new", "churned"] as const;

/**
 * Growth accounting: where the active customers of each period came from, above the line, and how many of those of
 * the one before went, below it. The latest 36 periods that are over.
 *
 * @throws A {@link ScoringError} as options and growth are refused.
 * @example
 * ```ts
 * import { en } from "clientele/labels/en";
 * const growth = [
 *   { period: "2026-01-01", new: 10, retained: 0, resurrected: 0, churned: 0 },
 *   { period: "2026-02-01", new: 6, retained: 7, resurrected: 1, churned: 3 },
 * ];
 * const chart = growthChart(growth, { labels: en });
 * chart.title.subtitle[0]; // => "2026-02: 14 active customers, 7 won and 3 lost; quick ratio 2.33."
 * ```
 * @see Hsu, Social Capital (2015), Diligence at Social Capital, part 1.
 */
export function growthChart(growth: Input<GrowthChartRow>, options: GrowthChartOptions): Chart {
  const page = openPage(options, ["period"]);
  options = bare(options);
  const period = checkOneOf(options.period ?? "month", PERIODS, ["options", "period"]);
  const table = readTable(growth, "growth");
  const starts = table.texts("period");
  const complete = table.flags("complete");
  const counts = PARTS.map((part) => table.numbers(part, { min: 0 }));
  const shown = starts
    .map((_start, i) => i)
    .filter((i) => complete[i] !== false)
    .slice(-MOST_PERIODS);
  const names = periodNames(
    shown.map((i) => starts[i] as string),
    period,
  );
  const at = (part: number, i: number): number => counts[part]?.[i] as number;
  const last = shown[shown.length - 1] ?? -1;
  const [retained, resurrected, won, churned] = PARTS.map((_part, p) => (last < 0 ? 0 : at(p, last))) as [
    number,
    number,
    number,
    number,
  ];
  const facts = {
    period: names[names.length - 1] ?? "–",
    active: retained + resurrected + won,
    won: won + resurrected,
    lost: churned,
    ratio: churned === 0 ? "–" : page.number((won + resurrected) / churned),
  };
  const { theme } = page;
  const colors = [theme.series[0], theme.series[2], theme.series[4], theme.bad] as string[];
  const labels = PARTS.map((part) => page.text(`growth.${part}`));
  const highest = Math.max(0, ...shown.map((i) => at(0, i) + at(1, i) + at(2, i)));
  const deepest = Math.max(0, ...shown.map((i) => at(3, i)));
  const values = shown.flatMap((i, k) => {
    let floor = 0;
    return PARTS.map((_part, p) => {
      const count = at(p, i);
      const [y, y2] = p === 3 ? [0 - count, 0] : [floor + count, floor];
      if (p !== 3) floor += count;
      return { period: names[k] as string, part: labels[p] as string, count, y, y2 };
    });
  });
  const each = shown.map(
    (i, k) => `${names[k]}: +${page.number(at(1, i) + at(2, i))} −${page.number(at(3, i))}`,
  );
  return draw(page, {
    title: page.text("growth.title"),
    subtitle: page.say("chart_growth", facts),
    alt: `${page.say("chart_growth", facts)} ${page.list(each)}`,
    x: { kind: "band", title: page.text(`growth.x.${period}`), names, gap: 0.22, ordered: true },
    y: { kind: "number", title: page.text("growth.y"), domain: [0 - deepest, highest] },
    height: (width) => Math.min(360, Math.max(210, width * 0.52)),
    legend: labels.map((label, p) => ({ label, color: colors[p] as string })),
    layers: () => [
      {
        mark: { type: "bar" },
        values,
        x: "period",
        y: "y",
        y2: "y2",
        encoding: {
          color: { field: "part", type: "nominal", scale: { domain: labels, range: colors }, legend: null },
          tooltip: [
            { field: "period", type: "nominal", title: " " },
            { field: "part", type: "nominal", title: "  " },
            { field: "count", type: "quantitative", title: page.text("unit.customers") },
          ],
        },
      },
      zeroLine(theme.softInk),
    ],
  });
}

function zeroLine(color: string): PictureLayer {
  return { mark: { type: "rule", color, strokeWidth: 1 }, values: [{ y: 0 }], y: "y" };
}
