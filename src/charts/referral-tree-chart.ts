import { checkNumber } from "../core/check-options.ts";
import { ScoringError } from "../core/error.ts";
import { openInput } from "../core/open-input.ts";
import { bare } from "../core/own.ts";
import { readIds } from "../core/read-ids.ts";
import type { ReferralEdge } from "../core/records.ts";
import { createRejector } from "../core/rejector.ts";
import type { Id, Input } from "../core/types.ts";
import type { Chart } from "./core/chart.ts";
import { draw, type PictureLayer, type Plot } from "./core/draw.ts";
import { type ChartOptions, openPage, type Page } from "./core/page.ts";
import { shortened } from "./core/text-width.ts";
import { softStep } from "./layout/curves.ts";
import { referralForest, type TreeNode, treeRows } from "./layout/referral-forest.ts";

/** Options of {@link referralTreeChart}. */
export interface ReferralTreeOptions extends ChartOptions {
  /** With whom the tree begins. Default: who has brought the most people, directly and through others. */
  readonly root?: Id;
  /** Steps down that are drawn, 1 to 6. Default 3. */
  readonly depth?: number;
  /** Lines of the picture, 4 to 100. Default 20: the largest branches; the others are summed. */
  readonly rows?: number;
}

const ROW = 20;
const LABEL_SIZE = 11;

/**
 * Whom a customer has brought, and whom those have: the largest branches of one tree, each with the number of
 * people in it. What is not drawn is summed in a line of its own.
 *
 * Who was brought by several stands under the first of them in the order of the edges; circles are cut.
 *
 * @throws A {@link ScoringError} as options and edges are refused; `empty` without an edge, `unknown_name` for a
 * root that has brought nobody.
 * @example
 * ```ts
 * import { en } from "clientele/labels/en";
 * const edges = [
 *   { referrerId: "ann", refereeId: "bob" },
 *   { referrerId: "ann", refereeId: "cat" },
 *   { referrerId: "bob", refereeId: "dan" },
 * ];
 * const chart = referralTreeChart(edges, { labels: en });
 * chart.title.subtitle[0]; // => "ann has brought 2 people, and through them 3 in all."
 * ```
 */
export function referralTreeChart(edges: Input<ReferralEdge>, options: ReferralTreeOptions): Chart {
  const page = openPage(options, ["root", "depth", "rows"]);
  options = bare(options);
  const depth = checkNumber(options.depth ?? 3, ["options", "depth"], { min: 1, max: 6, integer: true });
  const rows = checkNumber(options.rows ?? 20, ["options", "rows"], { min: 4, max: 100, integer: true });
  const open = openInput(edges, "edges");
  const rejector = createRejector("edges");
  const referrers = readIds(open.needed("referrerId"), "referrerId", rejector);
  const referees = readIds(open.needed("refereeId"), "refereeId", rejector);
  if (referrers.length === 0) throw new ScoringError("empty", ["edges"], "at least one edge", "none");
  const forest = referralForest(referrers, referees);
  const root = options.root === undefined ? forest.largest() : String(options.root);
  const tree = forest.treeOf(root);
  if (tree === undefined) {
    throw new ScoringError(
      "unknown_name",
      ["options", "root"],
      "a customer who has brought somebody",
      "another id",
    );
  }
  const drawn = treeRows(tree, depth, rows);
  const facts = { root: tree.name, direct: tree.children.length, all: tree.size };
  const each = drawn.nodes
    .filter(({ level }) => level === 1)
    .map(({ name, size }) => `${name ?? "…"}: ${page.number(size)}`);
  return draw(page, {
    title: page.text("referralTree.title"),
    subtitle: page.say("chart_referral_tree", facts),
    alt: `${page.say("chart_referral_tree", facts)} ${page.say("chart_referral_tree_alt", facts)} ${page.list(each)}`,
    x: { kind: "pixels" },
    y: { kind: "pixels" },
    height: drawn.rows * ROW + 6,
    layers: (plot) => treeLayers(page, plot, drawn.nodes, drawn.levels),
  });
}

function treeLayers(page: Page, plot: Plot, nodes: readonly TreeNode[], levels: number): PictureLayer[] {
  const { theme } = page;
  const column = plot.width / (levels + 1);
  const x = (level: number): number => 8 + level * column;
  const y = (row: number): number => row * ROW + ROW / 2 + 3;
  const largest = nodes.reduce((most, { level, size }) => (level > 0 ? Math.max(most, size) : most), 1);
  const links = nodes.flatMap((node, id) => {
    const parent = node.parent;
    if (parent === undefined) return [];
    const above = nodes[parent] as TreeNode;
    const from = {
      x: x(above.level) + Math.min(column * 0.62, labelEnd(page, above, column)),
      y: y(above.row),
    };
    const to = { x: x(node.level) - 7, y: y(node.row) };
    return softStep().map(({ share, height }, i) => ({
      id: String(id),
      x: from.x + (to.x - from.x) * share,
      y: from.y + (to.y - from.y) * height,
      i,
    }));
  });
  const dots = nodes.map((node) => ({
    label: labelOf(page, node, column),
    x: x(node.level),
    y: y(node.row),
    people: node.size,
    size: 26 + 150 * Math.sqrt(Math.min(1, node.size / largest)),
  }));
  return [
    {
      mark: { type: "line", color: theme.neutral, strokeWidth: 1, opacity: 0.7, tooltip: null },
      values: links,
      x: "x",
      y: "y",
      encoding: { detail: { field: "id", type: "nominal" }, order: { field: "i", type: "quantitative" } },
    },
    {
      mark: { type: "point", color: theme.series[0] as string, filled: true, opacity: 1 },
      values: dots,
      x: "x",
      y: "y",
      encoding: { size: { field: "size", type: "quantitative", scale: null, legend: null } },
    },
    {
      mark: {
        type: "text",
        align: "left",
        baseline: "middle",
        dx: 10,
        fontSize: LABEL_SIZE,
        color: theme.ink,
        tooltip: null,
      },
      values: dots,
      x: "x",
      y: "y",
      encoding: { text: { field: "label", type: "nominal" } },
    },
  ];
}

/** Name and number of people below, cut to what leaves room for the links. */
function labelOf(page: Page, { name, size, rest }: TreeNode, column: number): string {
  const room = column - 34;
  if (rest > 0) return shortened(page.say("chart_referral_rest", { people: rest + size }), room, LABEL_SIZE);
  const count = size === 0 ? "" : ` (${page.number(size)})`;
  return `${shortened(name, room - count.length * LABEL_SIZE * 0.6, LABEL_SIZE)}${count}`;
}

function labelEnd(page: Page, node: TreeNode, column: number): number {
  return 16 + labelOf(page, node, column).length * LABEL_SIZE * 0.64;
}
