import type { Input } from "../core/types.ts";
import type { Chart } from "./core/chart.ts";
import { draw, type PictureLayer } from "./core/draw.ts";
import { heatLegend } from "./core/heat.ts";
import { type ChartOptions, openPage, type Page } from "./core/page.ts";
import { readTable } from "./core/read-table.ts";
import { BOLDER, shortened, wrapText } from "./core/text-width.ts";
import { type Box, squarify } from "./layout/squarify.ts";

/** Segments as the treemap reads them. The result of `summarizeRfm` fits. */
export interface TreemapSegment {
  /** Key of the segment. */
  readonly segment: string;
  /** Customers in it: the area. */
  readonly customers: number;
  /** Share of the revenue: the colour; null where the whole is 0. */
  readonly revenueShare: number | null;
}

interface Tile {
  readonly name: string;
  readonly customers: number;
  readonly share: number;
  readonly revenueShare: number;
  readonly box: Box;
}

/**
 * Segments by size and money: the area is the number of customers, the colour their share of the revenue. A
 * small dark box is a few customers that much depends on.
 *
 * The layout is a squarified treemap. Names stand where they fit; all of them stand in the alt text.
 *
 * @throws A {@link ScoringError} as options and segments are refused; `empty` without a customer.
 * @example
 * ```ts
 * import { en } from "clientele/labels/en";
 * const segments = [
 *   { segment: "champions", customers: 40, revenueShare: 0.7 },
 *   { segment: "lost", customers: 60, revenueShare: 0.3 },
 * ];
 * const chart = rfmTreemapChart(segments, { labels: en });
 * chart.title.subtitle[0]; // => "Champions: 40% of the customers, 70% of the revenue."
 * ```
 * @see Bruls, Huizing and van Wijk (2000), Squarified treemaps.
 */
export function rfmTreemapChart(segments: Input<TreemapSegment>, options: ChartOptions): Chart {
  const page = openPage(options);
  const table = readTable(segments, "segments");
  const keys = table.texts("segment");
  const customers = table.numbers("customers", { min: 0 });
  const rule = { nullable: true };
  const shares = table.numbers("revenueShare", rule);
  const total = customers.reduce((sum, count) => sum + count, 0);
  const known = shares.map((share) => (Number.isNaN(share) ? 0 : share));
  const most = known.reduce((high, share) => Math.max(high, share), 0);
  const heat = { domain: [0, most] as const, columns: 1, rows: 1 };
  const tilesOf = (width: number, height: number): Tile[] =>
    squarify(Array.from(customers), width, height).map((box, i) => ({
      name: page.name("segment", keys[i] as string),
      customers: customers[i] as number,
      share: total === 0 ? 0 : (customers[i] as number) / total,
      revenueShare: known[i] as number,
      box,
    }));
  const sayTile = ({ name, share, revenueShare }: Tile): string =>
    page.say("chart_rfm_treemap", { name, share: page.percent(share), revenue: page.percent(revenueShare) });
  const tiles = tilesOf(1, 1);
  const richest = tiles.reduce<Tile | undefined>(
    (best, tile) => (best === undefined || tile.revenueShare > best.revenueShare ? tile : best),
    undefined,
  );
  return draw(page, {
    title: page.text("rfmTreemap.title"),
    subtitle: richest === undefined ? "" : sayTile(richest),
    alt: `${page.say("chart_rfm_treemap_alt", { customers: total })} ${tiles.map(sayTile).join(" ")}`,
    x: { kind: "pixels" },
    y: { kind: "pixels" },
    legend: heatLegend(page, heat, (share) => page.percent(share)).map((entry, i) =>
      i === 0 ? { ...entry, label: page.say("chart_share_of_revenue", { share: entry.label }) } : entry,
    ),
    height: (width) => Math.min(460, Math.max(260, width * 0.6)),
    layers: (plot) => tileLayers(page, tilesOf(plot.width, plot.height), most),
  });
}

interface TileLine {
  readonly text: string;
  readonly isName: boolean;
  readonly x: number;
  readonly y: number;
  readonly revenueShare: number;
  readonly [field: string]: string | number | boolean;
}

const NAME_SIZE = 12;
const LINE = 16;
const INSET = 7;

function tileLayers(page: Page, tiles: readonly Tile[], most: number): PictureLayer[] {
  const { theme } = page;
  const steps = theme.ramp.map((_color, i) => (Math.max(most, 1e-9) * i) / (theme.ramp.length - 1));
  const rects = tiles.map(({ name, customers, share, revenueShare, box }) => ({
    name,
    customers,
    share: page.percent(share),
    revenueShare,
    x: box.x + 1,
    x2: Math.max(box.x + 1, box.x + box.width - 1),
    y: box.y + 1,
    y2: Math.max(box.y + 1, box.y + box.height - 1),
  }));
  const texts = tiles.flatMap((tile) => tileText(page, tile));
  const ink = {
    condition: { test: `datum.revenueShare > ${most / 2}`, value: theme.rampInk[1] },
    value: theme.rampInk[0],
  };
  return [
    {
      mark: { type: "rect", cornerRadius: 3 },
      values: rects,
      x: "x",
      x2: "x2",
      y: "y",
      y2: "y2",
      encoding: {
        color: {
          field: "revenueShare",
          type: "quantitative",
          scale: { domain: steps, range: [...theme.ramp], interpolate: "lab" },
          legend: null,
        },
        tooltip: [
          { field: "name", type: "nominal", title: " " },
          { field: "customers", type: "quantitative", title: page.text("unit.customers") },
          { field: "share", type: "nominal", title: "%" },
        ],
      },
    },
    {
      mark: {
        type: "text",
        align: "left",
        baseline: "top",
        fontSize: NAME_SIZE,
        fontWeight: 600,
        tooltip: null,
      },
      values: texts.filter(({ isName }) => isName),
      x: "x",
      y: "y",
      encoding: { text: { field: "text", type: "nominal" }, color: ink },
    },
    {
      mark: { type: "text", align: "left", baseline: "top", fontSize: NAME_SIZE - 1, tooltip: null },
      values: texts.filter(({ isName }) => !isName),
      x: "x",
      y: "y",
      encoding: { text: { field: "text", type: "nominal" }, color: ink },
    },
  ];
}

/** The name, in two lines where it needs them, and the share of a tile, as far as they fit. */
function tileText(page: Page, { name, share, revenueShare, box }: Tile): TileLine[] {
  const room = box.width - 2 * INSET;
  const lines = Math.floor((box.height - INSET) / LINE);
  if (lines < 1 || room < 40) return [];
  const wrapped = lines > 2 ? wrapText(name, room, NAME_SIZE * BOLDER) : [name];
  const names = wrapped.slice(0, 2).map((line) => shortened(line, room, NAME_SIZE * BOLDER));
  const texts = [...names, page.percent(share)].slice(0, lines);
  return texts.map((text, i) => ({
    text,
    isName: i < names.length,
    x: box.x + INSET,
    y: box.y + INSET + i * LINE,
    revenueShare,
  }));
}
