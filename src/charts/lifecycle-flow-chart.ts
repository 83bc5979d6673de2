import type { Chart } from "./core/chart.ts";
import { draw, type PictureLayer, type Plot } from "./core/draw.ts";
import { type ChartOptions, openPage, type Page } from "./core/page.ts";
import { shortened } from "./core/text-width.ts";
import { ribbon } from "./layout/curves.ts";
import { spread } from "./layout/spread.ts";
import { type CountedTransitions, readTransitions } from "./read-transitions.ts";

const LABEL_SIZE = 11;
const LABEL_LINE = 16;
const BAR = 10;
/** Between two bars. */
const GAP = 7;

interface Bar {
  readonly name: string;
  readonly color: string;
  readonly count: number;
  readonly top: number;
  readonly height: number;
}

/**
 * How customers flow between stages in one period: the stages before on the left, after on the right, a ribbon for
 * each move, as thick as it has customers and in the colour of the stage it leaves.
 *
 * @throws A {@link ScoringError} as options and transitions are refused.
 * @example
 * ```ts
 * import { en } from "clientele/labels/en";
 * const transitions = stageTransitions([
 *   { from: "active", to: "active", count: 30 },
 *   { from: "active", to: "lost", count: 10 },
 *   { from: "lost", to: "active", count: 5 },
 * ]);
 * const chart = lifecycleFlowChart(transitions, { labels: en });
 * chart.title.subtitle[0]; // => "In 15 of 45 customer periods the stage changes, most often Active → Lost (10)."
 * ```
 */
export function lifecycleFlowChart(transitions: CountedTransitions, options: ChartOptions): Chart {
  const page = openPage(options);
  const { stages, counts } = readTransitions(transitions);
  const names = stages.map((stage) => page.name("stage", stage));
  const moves = counts.flatMap((row, from) => row.map((count, to) => ({ from, to, count })));
  const all = moves.reduce((sum, { count }) => sum + count, 0);
  const changes = moves.filter(({ from, to, count }) => from !== to && count > 0);
  const ordered = changes.slice().sort((a, b) => b.count - a.count);
  const nameOf = ({ from, to }: { from: number; to: number }): string => `${names[from]} → ${names[to]}`;
  const facts = {
    customers: all,
    changed: changes.reduce((sum, { count }) => sum + count, 0),
    move: ordered[0] === undefined ? "–" : nameOf(ordered[0]),
    most: ordered[0]?.count ?? 0,
  };
  return draw(page, {
    title: page.text("flow.title"),
    subtitle: page.say("chart_flow", facts),
    alt: `${page.say("chart_flow", facts)} ${page.list(ordered.slice(0, 40).map((move) => `${nameOf(move)} ${page.number(move.count)}`))}`,
    x: { kind: "pixels" },
    y: { kind: "pixels" },
    height: Math.max(240, stages.length * 46),
    layers: (plot) => flowLayers(page, plot, names, counts),
  });
}

function flowLayers(
  page: Page,
  plot: Plot,
  names: readonly string[],
  counts: CountedTransitions["counts"],
): PictureLayer[] {
  const side = Math.min(150, plot.width * 0.29);
  const head = 20;
  const sums = counts.map((row) => row.reduce((sum, count) => sum + count, 0));
  const arrivals = names.map((_name, j) => counts.reduce((sum, row) => sum + (row[j] as number), 0));
  const before = barsOf(page, names, sums, plot.height, head);
  const after = barsOf(page, names, arrivals, plot.height, head);
  const { scale } = before;
  const [leftEdge, rightEdge] = [side + BAR, plot.width - side - BAR];
  const tops = { left: before.bars.map(({ top }) => top), right: after.bars.map(({ top }) => top) };
  const ribbons: { id: string; stage: string; x: number; y: number; y2: number }[] = [];
  counts.forEach((row, i) => {
    row.forEach((count, j) => {
      if (count === 0) return;
      const thick = count * scale;
      const from = { x: leftEdge, top: tops.left[i] as number };
      const to = { x: rightEdge, top: tops.right[j] as number };
      for (const point of ribbon(from, to, thick)) {
        ribbons.push({ id: `${i}-${j}`, stage: names[i] as string, ...point });
      }
      tops.left[i] = from.top + thick;
      tops.right[j] = to.top + thick;
    });
  });
  const scaleOf = { domain: [...names], range: names.map((_name, i) => colorOf(page, i)) };
  const color = { field: "stage", type: "nominal" as const, scale: scaleOf, legend: null };
  return [
    {
      mark: { type: "area", opacity: 0.5, tooltip: null },
      values: ribbons,
      x: "x",
      y: "y",
      y2: "y2",
      encoding: { color, detail: { field: "id", type: "nominal" } },
    },
    barLayer(before.bars, side, color),
    barLayer(after.bars, rightEdge, color),
    labelLayer(page, before.bars, { x: side - 6, align: "right", side, height: plot.height, head }),
    labelLayer(page, after.bars, { x: rightEdge + BAR + 6, align: "left", side, height: plot.height, head }),
    ...headLayers(page, [
      { text: page.text("flow.before"), x: side - 6, align: "right" },
      { text: page.text("flow.after"), x: rightEdge + BAR + 6, align: "left" },
    ]),
  ];
}

function barsOf(
  page: Page,
  names: readonly string[],
  sums: readonly number[],
  height: number,
  head: number,
): { readonly bars: readonly Bar[]; readonly scale: number } {
  const used = sums.filter((count) => count > 0).length;
  const room = height - head - Math.max(0, names.length - 1) * GAP;
  const total = sums.reduce((sum, count) => sum + count, 0);
  const scale = total === 0 ? 0 : room / total;
  let top = head + ((names.length - used) * GAP) / 2;
  const bars = sums.map((count, i): Bar => {
    const bar = { name: names[i] as string, color: colorOf(page, i), count, top, height: count * scale };
    if (count > 0) top += bar.height + GAP;
    return bar;
  });
  return { bars, scale };
}

function colorOf({ theme }: Page, i: number): string {
  return theme.series[i % theme.series.length] as string;
}

function barLayer(
  bars: readonly Bar[],
  x: number,
  color: NonNullable<PictureLayer["encoding"]>["color"],
): PictureLayer {
  return {
    mark: { type: "rect", tooltip: true },
    values: bars
      .filter(({ count }) => count > 0)
      .map(({ name, count, top, height }) => ({
        stage: name,
        count,
        x,
        x2: x + BAR,
        y: top,
        y2: top + Math.max(1, height),
      })),
    x: "x",
    x2: "x2",
    y: "y",
    y2: "y2",
    encoding: color === undefined ? {} : { color },
  };
}

function labelLayer(
  page: Page,
  bars: readonly Bar[],
  place: {
    readonly x: number;
    readonly align: "left" | "right";
    readonly side: number;
    readonly height: number;
    readonly head: number;
  },
): PictureLayer {
  const shown = bars.filter(({ count }) => count > 0);
  const middles = shown.map(({ top, height }) => top + height / 2);
  const ys = spread(middles, LABEL_LINE, place.head + LABEL_LINE / 2, place.height - LABEL_LINE / 2);
  const values = shown.map(({ name, count }, i) => {
    const number = ` ${page.number(count)}`;
    const room = place.side - 8 - number.length * LABEL_SIZE * 0.64;
    return { text: `${shortened(name, room, LABEL_SIZE)}${number}`, x: place.x, y: ys[i] as number };
  });
  const shared = { baseline: "middle", fontSize: LABEL_SIZE, color: page.theme.ink, tooltip: null } as const;
  return {
    mark: { type: "text", align: place.align, ...shared },
    values,
    x: "x",
    y: "y",
    encoding: { text: { field: "text", type: "nominal" } },
  };
}

function headLayers(
  page: Page,
  heads: readonly { readonly text: string; readonly x: number; readonly align: "left" | "right" }[],
): PictureLayer[] {
  return heads.map(({ text, x, align }) => ({
    mark: {
      type: "text",
      align,
      baseline: "top",
      fontSize: LABEL_SIZE,
      fontWeight: 600,
      color: page.theme.ink,
    },
    values: [{ text, x, y: 0 }],
    x: "x",
    y: "y",
    encoding: { text: { field: "text", type: "nominal" } },
  }));
}
