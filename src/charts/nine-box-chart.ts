import { ScoringError } from "../core/error.ts";
import { bare, ownValue } from "../core/own.ts";
import type { Input } from "../core/types.ts";
import type { Chart } from "./core/chart.ts";
import { draw, type PictureLayer, type Plot } from "./core/draw.ts";
import { type ChartOptions, openPage, type Page } from "./core/page.ts";
import { readTable } from "./core/read-table.ts";
import { placeLabels } from "./layout/place-labels.ts";

/** Markets as the nine-box reads them. The result of `targetMarkets` fits. */
export interface NineBoxMarket {
  readonly segment: string;
  /** From 0 to 1; null where it is not known. */
  readonly attractiveness: number | null;
  readonly ability: number | null;
}

/** Options of {@link nineBoxChart}. */
export interface NineBoxOptions extends ChartOptions {
  /** Where medium and high begin, on both scales. Default those of the markets' policy, else `[1 / 3, 2 / 3]`. */
  readonly cuts?: readonly [number, number];
}

const SIZE = 11;

/**
 * The nine-box: how attractive each market is, and how able the business is to serve it. In the strong colour
 * it invests, in the weak one it harvests; between them it selects.
 *
 * Markets of which one of the two is not known are left out and counted in the alt text.
 *
 * @throws A {@link ScoringError} as options and markets are refused.
 * @example
 * ```ts
 * import { en } from "clientele/labels/en";
 * const markets = [
 *   { segment: "urban", attractiveness: 0.8, ability: 0.7 },
 *   { segment: "online", attractiveness: 0.4, ability: 0.2 },
 * ];
 * const chart = nineBoxChart(markets, { labels: en });
 * chart.title.subtitle[0]; // => "2 markets; invest in urban (attractiveness 0.8, ability 0.7)."
 * ```
 * @see Kotler & Keller, Marketing management (the business screen of General Electric and McKinsey).
 */
export function nineBoxChart(
  markets: Input<NineBoxMarket> & { readonly policy?: { readonly cuts?: readonly [number, number] } },
  options: NineBoxOptions,
): Chart {
  const page = openPage(options, ["cuts"]);
  options = bare(options);
  const learned = ownValue(
    markets as { readonly policy?: { readonly cuts?: readonly [number, number] } },
    "policy",
  )?.cuts;
  const cuts = checkCuts(options.cuts ?? learned ?? [1 / 3, 2 / 3]);
  const table = readTable(markets, "markets");
  const keys = table.texts("segment");
  const attractiveness = table.numbers("attractiveness", { nullable: true });
  const ability = table.numbers("ability", { nullable: true });
  const known = keys
    .map((key, i) => ({
      name: page.name("market", key),
      x: ability[i] as number,
      y: attractiveness[i] as number,
    }))
    .filter(({ x, y }) => !Number.isNaN(x + y))
    .sort((a, b) => b.x * b.y - a.x * a.y);
  const best = known[0];
  const facts = {
    markets: known.length,
    unknown: keys.length - known.length,
    best: best?.name ?? "–",
    attractiveness: best?.y ?? Number.NaN,
    ability: best?.x ?? Number.NaN,
  };
  const each = known.map(({ name, x, y }) => `${name}: ${page.number(y)} / ${page.number(x)}`);
  return draw(page, {
    title: page.text("nineBox.title"),
    subtitle: page.say("chart_nine_box", facts),
    alt: `${page.say("chart_nine_box", facts)} ${page.say("chart_nine_box_alt", facts)} ${page.list(each)}`,
    x: { kind: "number", title: page.text("nineBox.x"), domain: [0, 1], exact: true },
    y: { kind: "number", title: page.text("nineBox.y"), domain: [0, 1], exact: true },
    height: (width) => Math.min(440, Math.max(240, width * 0.72)),
    legend: ([2, 1, 0] as const).map((level) => ({
      label: page.text(`nineBox.${(["harvest", "select", "invest"] as const)[level]}`),
      color: shadeOf(page, level),
    })),
    layers: (plot) => [...boxLayers(page, cuts), ...marketLayers(page, plot, known)],
  });
}

/** 0 below the diagonal, 1 on it, 2 above. */
function shadeOf({ theme }: Page, level: 0 | 1 | 2): string {
  return [theme.grid, theme.ramp[0], theme.ramp[1]][level] as string;
}

function boxLayers(page: Page, [medium, high]: readonly [number, number]): PictureLayer[] {
  const edges = [0, medium, high, 1];
  return ([0, 1, 2] as const).map((level) => {
    const values: { x: number; x2: number; y: number; y2: number }[] = [];
    for (let row = 0; row < 3; row += 1) {
      for (let column = 0; column < 3; column += 1) {
        if (Math.sign(row + column - 2) + 1 !== level) continue;
        const [x, x2] = [edges[column] as number, edges[column + 1] as number];
        values.push({ x, x2, y: edges[row] as number, y2: edges[row + 1] as number });
      }
    }
    const { background } = page.theme;
    return {
      mark: { type: "rect", color: shadeOf(page, level), stroke: background, strokeWidth: 2, tooltip: null },
      values,
      x: "x",
      x2: "x2",
      y: "y",
      y2: "y2",
    };
  });
}

function marketLayers(
  { theme }: Page,
  plot: Plot,
  known: readonly { readonly name: string; readonly x: number; readonly y: number }[],
): PictureLayer[] {
  const points = known.map(({ name, x, y }) => ({
    x: x * plot.width,
    y: (1 - y) * plot.height,
    label: name,
    radius: 6,
  }));
  const places = placeLabels(points, SIZE, plot);
  const labels = places.flatMap((place, i) =>
    place === null
      ? []
      : [{ label: known[i]?.name as string, x: place.x / plot.width, y: 1 - place.y / plot.height }],
  );
  return [
    {
      mark: {
        type: "point",
        fill: theme.series[1] as string,
        stroke: theme.background,
        filled: true,
        opacity: 1,
        size: 130,
        strokeWidth: 1.5,
      },
      values: known.map((market) => ({ ...market })),
      x: "x",
      y: "y",
      encoding: { tooltip: [{ field: "name", type: "nominal", title: " " }] },
    },
    {
      mark: {
        type: "text",
        align: "left",
        baseline: "middle",
        fontSize: SIZE,
        color: theme.ink,
        tooltip: null,
      },
      values: labels,
      x: "x",
      y: "y",
      encoding: { text: { field: "label", type: "nominal" } },
    },
  ];
}

function checkCuts(cuts: readonly [number, number]): readonly [number, number] {
  const [medium, high] = cuts;
  if (medium > 0 && high > medium && high < 1) return cuts;
  throw new ScoringError(
    "out_of_range",
    ["options", "cuts"],
    "two numbers that rise between 0 and 1",
    "others",
  );
}
