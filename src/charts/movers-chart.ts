import { checkOneOf } from "../core/check-options.ts";
import { openInput } from "../core/open-input.ts";
import { bare } from "../core/own.ts";
import { readIds } from "../core/read-ids.ts";
import { readTexts } from "../core/read-values.ts";
import { createRejector } from "../core/rejector.ts";
import type { Id, Input } from "../core/types.ts";
import type { Chart } from "./core/chart.ts";
import { draw } from "./core/draw.ts";
import { type ChartOptions, openPage } from "./core/page.ts";
import { textWidth } from "./core/text-width.ts";

/** A customer's line as the chart reads it. Scorecards fit. */
export interface MovingCustomer {
  readonly customerId: Id;
  readonly segment?: string | null | undefined;
  readonly tier?: string | null | undefined;
  readonly stage?: string | null | undefined;
}

/** Options of {@link moversChart}. */
export interface MoversOptions extends ChartOptions {
  /** By what customers are grouped. Default `segment`. */
  readonly by?: "segment" | "tier" | "stage";
}

interface Group {
  readonly key: string;
  joined: number;
  left: number;
}

const LABEL_SIZE = 11;

/**
 * Who moved between two scorecards: for each segment (tier, stage) how many joined it, to the right, and how many
 * left it, to the left; the number beside is the net change. Customers in one scorecard only have come or gone.
 *
 * Groups stand by net change, the greatest gain first. One pass over both.
 *
 * @throws A {@link ScoringError} as options and scorecards are refused.
 * @example
 * ```ts
 * import { en } from "clientele/labels/en";
 * const before = [{ customerId: "ann", segment: "loyal" }, { customerId: "bob", segment: "loyal" }];
 * const after = [{ customerId: "ann", segment: "champions" }, { customerId: "bob", segment: "loyal" }];
 * const chart = moversChart(before, after, { labels: en });
 * chart.title.subtitle[0]; // => "1 of 2 customers moved, 0 came and 0 went; Champions gained the most (+1)."
 * ```
 */
export function moversChart(
  before: Input<MovingCustomer>,
  after: Input<MovingCustomer>,
  options: MoversOptions,
): Chart {
  const page = openPage(options, ["by"]);
  options = bare(options);
  const by = checkOneOf(options.by ?? "segment", ["segment", "tier", "stage"], ["options", "by"]);
  const [old, now] = [groupsOf(before, "before", by), groupsOf(after, "after", by)];
  const groups = new Map<string, Group>();
  const groupAt = (key: string): Group => {
    const found = groups.get(key) ?? { key, joined: 0, left: 0 };
    groups.set(key, found);
    return found;
  };
  let [moved, came, stayed] = [0, 0, 0];
  for (const [id, key] of now) {
    const was = old.get(id);
    if (was === undefined) came += 1;
    else stayed += 1;
    if (key !== null) groupAt(key);
    if (was === key) continue;
    if (was !== undefined) moved += 1;
    if (key !== null) groupAt(key).joined += 1;
    if (was !== undefined && was !== null) groupAt(was).left += 1;
  }
  for (const [id, was] of old) if (!now.has(id) && was !== null) groupAt(was).left += 1;
  const ordered = Array.from(groups.values()).sort((a, b) => b.joined - b.left - (a.joined - a.left));
  const signed = (net: number): string => (net > 0 ? `+${page.number(net)}` : page.number(net));
  const first = ordered[0];
  const facts = {
    moved,
    customers: stayed,
    came,
    went: old.size - stayed,
    group: first === undefined ? "–" : page.name(by, first.key),
    net: signed(first === undefined ? 0 : first.joined - first.left),
  };
  const values = ordered.map(({ key, joined, left }) => ({
    group: page.name(by, key),
    joined,
    left: 0 - left,
    zero: 0,
    net: signed(joined - left),
  }));
  const most = Math.max(1, ...ordered.map(({ joined }) => joined));
  const least = Math.max(0, ...ordered.map(({ left }) => left));
  const room = Math.max(0, ...values.map(({ net }) => textWidth(net, LABEL_SIZE))) + 8;
  const widened = (most + least) / Math.max(0.5, 1 - room / (page.width * 0.5));
  const each = values.map(
    ({ group, joined, left }) => `${group}: +${page.number(joined)} ${page.number(left)}`,
  );
  const { theme } = page;
  const bar = (end: "joined" | "left", color: string) => ({
    mark: { type: "bar" as const, color, cornerRadius: 2 },
    values,
    x: "zero",
    x2: end,
    y: "group",
  });
  return draw(page, {
    title: page.text(`movers.title.${by}`),
    subtitle: page.say("chart_movers", facts),
    alt: `${page.say("chart_movers", facts)} ${page.list(each)}`,
    x: {
      kind: "number",
      title: page.text("movers.x"),
      domain: [0 - least, widened - least],
      exact: true,
      whole: true,
    },
    y: { kind: "band", title: "", names: values.map(({ group }) => group), gap: 0.3 },
    height: Math.max(60, values.length * 28),
    legend: [
      { label: page.text("movers.joined"), color: theme.good },
      { label: page.text("movers.left"), color: theme.bad },
    ],
    layers: () => [
      bar("joined", theme.good),
      bar("left", theme.bad),
      {
        mark: {
          type: "text",
          align: "left",
          baseline: "middle",
          dx: 5,
          fontSize: LABEL_SIZE,
          color: theme.ink,
          tooltip: null,
        },
        values,
        x: "joined",
        y: "group",
        encoding: { text: { field: "net", type: "nominal" } },
      },
    ],
  });
}

/** The group of each customer. */
function groupsOf(input: Input<MovingCustomer>, name: string, by: string): Map<string, string | null> {
  const open = openInput(input, name);
  const rejector = createRejector(name);
  const ids = readIds(open.needed("customerId"), "customerId", rejector);
  const keys = readTexts(open.needed(by), by, rejector);
  return new Map(ids.map((id, i) => [id, keys[i] as string | null]));
}
