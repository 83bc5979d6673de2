import { bareAll } from "../core/own.ts";
import { sourcesOf } from "../lifecycle/to-mermaid.ts";
import type { Transition } from "../lifecycle/types.ts";
import type { Declared } from "../rules/types.ts";
import type { Chart } from "./core/chart.ts";
import { draw, type PictureLayer, type Plot } from "./core/draw.ts";
import { type ChartOptions, openPage, type Page } from "./core/page.ts";
import { shortened, textWidth } from "./core/text-width.ts";
import { arc } from "./layout/curves.ts";

/** A lifecycle as the chart reads it. What `defineLifecycle` gives fits, and the ready ones. */
export interface ChartedLifecycle {
  readonly stages: readonly string[];
  readonly initial: string;
  readonly transitions: readonly object[];
  readonly forwardOnly?: boolean;
}

/** What causes a change. */
type Cause = "event" | "time" | "facts";
const CAUSES: readonly Cause[] = ["event", "time", "facts"];

interface Arrow {
  readonly from: number;
  readonly to: number;
  readonly cause: Cause;
}

const ROW = 44;
const BOX = 28;
const LABEL_SIZE = 12;

/**
 * A lifecycle as a state chart: the stages from top to bottom, arrows down on the right and back up on the left,
 * by what causes the change: an event, time alone, or facts. Transitions between the same two stages by the same
 * cause share an arrow.
 *
 * @throws A {@link ScoringError} as options are refused.
 * @example
 * ```ts
 * import { en } from "clientele/labels/en";
 * const chart = lifecycleChart(lifecycles.classic, { labels: en });
 * chart.title.text; // => ["Lifecycle: 8 stages"]
 * ```
 */
export function lifecycleChart(lifecycle: ChartedLifecycle, options: ChartOptions): Chart {
  const page = openPage(options);
  const { stages } = lifecycle;
  const names = stages.map((stage) => page.name("stage", stage));
  const arrows = arrowsOf(lifecycle);
  const facts = {
    stages: stages.length,
    arrows: arrows.length,
    initial: page.name("stage", lifecycle.initial),
  };
  const each = arrows.map(
    ({ from, to, cause }) => `${names[from]} → ${names[to]} (${page.text(`lifecycle.${cause}`)})`,
  );
  const used = CAUSES.filter((cause) => arrows.some((arrow) => arrow.cause === cause));
  return draw(page, {
    title: page.say("chart_lifecycle_title", facts),
    subtitle: page.say("chart_lifecycle", facts),
    alt: `${page.say("chart_lifecycle_title", facts)}. ${page.list(each)}`,
    x: { kind: "pixels" },
    y: { kind: "pixels" },
    height: stages.length * ROW,
    legend: used.map((cause) => ({
      label: page.text(`lifecycle.${cause}`),
      color: colorOf(page, cause),
      shape: "stroke" as const,
    })),
    layers: (plot) => stateLayers(page, plot, names, stages.indexOf(lifecycle.initial), arrows),
  });
}

function arrowsOf(lifecycle: ChartedLifecycle): Arrow[] {
  lifecycle = bareAll(lifecycle);
  const { stages } = lifecycle;
  const found = new Map<string, Arrow>();
  for (const each of lifecycle.transitions as readonly Transition<string, string, Declared, string>[]) {
    const cause: Cause = each.on !== undefined ? "event" : each.after !== undefined ? "time" : "facts";
    for (const source of sourcesOf(each, lifecycle)) {
      const arrow = { from: stages.indexOf(source), to: stages.indexOf(each.to), cause };
      found.set(`${arrow.from} ${arrow.to} ${cause}`, arrow);
    }
  }
  return Array.from(found.values());
}

function colorOf({ theme }: Page, cause: Cause): string {
  return { event: theme.series[0], time: theme.series[1], facts: theme.series[2] }[cause] as string;
}

function stateLayers(
  page: Page,
  plot: Plot,
  names: readonly string[],
  initial: number,
  arrows: readonly Arrow[],
): PictureLayer[] {
  const { theme } = page;
  const widest = names.reduce((most, name) => Math.max(most, textWidth(name, LABEL_SIZE)), 0);
  const wide = Math.min(plot.width * 0.42, widest + 24);
  const [left, right] = [(plot.width - wide) / 2, (plot.width + wide) / 2];
  const reach = Math.min(left - 10, 190);
  const middle = (row: number): number => row * ROW + ROW / 2;
  const ends = endsOf(arrows);
  const paths: { id: string; cause: string; x: number; y: number; i: number }[] = [];
  const heads: { cause: string; x: number; y: number; back: boolean }[] = [];
  arrows.forEach(({ from, to, cause }, a) => {
    const back = to < from;
    const span = Math.abs(to - from) / Math.max(1, names.length - 1);
    const bulge = (12 + (reach - 12) * span ** 0.75) * (back ? -1 : 1);
    const x = back ? left : right;
    const { leave, arrive } = ends[a] as { leave: number; arrive: number };
    const endY = middle(to) + arrive;
    arc(x, middle(from) + leave, endY, bulge).forEach((point, i) => {
      paths.push({ id: String(a), cause, ...point, i });
    });
    heads.push({ cause, x: x + (back ? -4 : 4), y: endY, back });
  });
  const color = {
    field: "cause",
    type: "nominal" as const,
    scale: { domain: [...CAUSES], range: CAUSES.map((cause) => colorOf(page, cause)) },
    legend: null,
  };
  const headLayer = (back: boolean): PictureLayer => ({
    mark: {
      type: "point",
      shape: back ? "triangle-right" : "triangle-left",
      filled: true,
      opacity: 1,
      size: 55,
    },
    values: heads.filter((head) => head.back === back),
    x: "x",
    y: "y",
    encoding: { color },
  });
  const boxes = names.map((name, row) => ({
    name: shortened(name, wide - 12, LABEL_SIZE),
    x: left,
    x2: right,
    middle: plot.width / 2,
    y: middle(row) - BOX / 2,
    y2: middle(row) + BOX / 2,
    centre: middle(row),
  }));
  const box = (values: typeof boxes, fill: string): PictureLayer => ({
    mark: { type: "rect", cornerRadius: 6, fill, stroke: theme.softInk, strokeWidth: 1 },
    values,
    x: "x",
    x2: "x2",
    y: "y",
    y2: "y2",
  });
  return [
    {
      mark: { type: "line", strokeWidth: 1.6, opacity: 0.85, tooltip: null },
      values: paths,
      x: "x",
      y: "y",
      encoding: {
        color,
        detail: { field: "id", type: "nominal" },
        order: { field: "i", type: "quantitative" },
      },
    },
    headLayer(false),
    headLayer(true),
    box(
      boxes.filter((_box, row) => row !== initial),
      theme.background,
    ),
    box(
      boxes.filter((_box, row) => row === initial),
      theme.ramp[0] as string,
    ),
    {
      mark: { type: "text", baseline: "middle", fontSize: LABEL_SIZE, color: theme.ink, tooltip: null },
      values: boxes,
      x: "middle",
      y: "centre",
      encoding: { text: { field: "name", type: "nominal" } },
    },
  ];
}

/** Where arrows leave and arrive beside the middle of a stage, so that they do not end in one point. */
function endsOf(arrows: readonly Arrow[]): { leave: number; arrive: number }[] {
  const room = BOX - 8;
  const slot = (a: number, isLeaving: boolean): number => {
    const { from, to } = arrows[a] as Arrow;
    const stage = isLeaving ? from : to;
    const back = to < from;
    // All ends at this side of this stage, from above to below by where the other end is.
    const ends: { key: number; is: boolean }[] = [];
    arrows.forEach((other, b) => {
      if (other.to < other.from !== back) return;
      if (other.from === stage) ends.push({ key: other.to, is: b === a && isLeaving });
      if (other.to === stage) ends.push({ key: other.from, is: b === a && !isLeaving });
    });
    ends.sort((p, q) => p.key - q.key);
    const at = ends.findIndex(({ is }) => is);
    return ((at + 0.5) / ends.length - 0.5) * room;
  };
  return arrows.map((_arrow, a) => ({ leave: slot(a, true), arrive: slot(a, false) }));
}
