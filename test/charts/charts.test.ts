import { describe, expect, test } from "vitest";
import {
  aliveCurveChart,
  brandTheme,
  chartThemes,
  cohortTriangleChart,
  frequencyChart,
  growthChart,
  lorenzCurve,
  lorenzCurveChart,
  moversChart,
  nineBoxChart,
  referralTreeChart,
  rfmHeatmapChart,
  survivalCurveChart,
  waterfallChart,
  whaleCurve,
  whaleCurveChart,
} from "../../src/index.ts";
import { en } from "../../src/labels/en/index.ts";
import { svgOf } from "./render.ts";

const labels = en;
const model = { kind: "nbd", parameters: { r: 1, alpha: 10 } } as const;

describe("what is refused", () => {
  test.each([
    ["no labels", () => rfmHeatmapChart([], {} as never), "missing", "options.labels"],
    [
      "labels of another kind",
      () => rfmHeatmapChart([], { labels: "en" as never }),
      "wrong_type",
      "options.labels",
    ],
    [
      "labels of no language",
      () => rfmHeatmapChart([], { labels: { ...labels, language: undefined as never } }),
      "wrong_type",
      "options.labels.language",
    ],
    [
      "a theme that is none",
      () => rfmHeatmapChart([], { labels, theme: null as never }),
      "wrong_type",
      "options.theme",
    ],
    [
      "half a theme",
      () => rfmHeatmapChart([], { labels, theme: { background: "#ffffff" } as never }),
      "wrong_type",
      "options.theme.ink",
    ],
    [
      "a theme with one colour from little to much",
      () => rfmHeatmapChart([], { labels, theme: { ...chartThemes.light, ramp: ["#ffffff"] } }),
      "wrong_type",
      "options.theme.ramp",
    ],
    [
      "a theme of dashes without numbers",
      () => rfmHeatmapChart([], { labels, theme: { ...chartThemes.light, dashes: [5 as never] } }),
      "wrong_type",
      "options.theme.dashes",
    ],
    [
      "an option that nobody reads",
      () => rfmHeatmapChart([], { labels, colour: 1 } as never),
      "unknown_name",
      "options.colour",
    ],
    ["a width of nothing", () => rfmHeatmapChart([], { labels, width: 10 }), "out_of_range", "options.width"],
    [
      "scores of eleven bins",
      () => rfmHeatmapChart([{ r: 11, f: 1 }], { labels }),
      "out_of_range",
      "scores.0",
    ],
    [
      "a currency that is no text",
      () => whaleCurveChart(whaleCurve([1]), { labels, currency: 1 as never }),
      "wrong_type",
      "options.currency",
    ],
    [
      "a purchase after now",
      () => aliveCurveChart(model, { purchases: [9], age: 5 }, { labels }),
      "out_of_range",
      "path.purchases.0",
    ],
    ["no path", () => aliveCurveChart(model, null as never, { labels }), "wrong_type", "path"],
    ["neither curve", () => survivalCurveChart({}, { labels }), "missing", "curves"],
    [
      "a negative share",
      () => survivalCurveChart({ observed: [1, -1] }, { labels }),
      "out_of_range",
      "curves.observed.1",
    ],
    ["no edge", () => referralTreeChart([], { labels }), "empty", "edges"],
    [
      "a root that brought nobody",
      () => referralTreeChart([{ referrerId: 1, refereeId: 2 }], { labels, root: 2 }),
      "unknown_name",
      "options.root",
    ],
    ["cuts that fall", () => nineBoxChart([], { labels, cuts: [0.6, 0.3] }), "out_of_range", "options.cuts"],
    [
      "a waterfall without a start",
      () => waterfallChart({ layers: [], totals: {} }, { labels }),
      "missing",
      "contribution.totals.grossRevenue",
    ],
    ["a brand without a colour", () => brandTheme([]), "empty", "colors"],
    ["a colour by name", () => brandTheme(["red"]), "wrong_type", "colors.0"],
  ])("%s", (_case, call, code, path) => {
    expect(call).toThrow(expect.objectContaining({ name: "ScoringError", code }) as Error);
    expect(call).toThrow(expect.objectContaining({ message: expect.stringContaining(`${path}:`) }) as Error);
  });
});

describe("what is empty is drawn all the same", () => {
  test.each([
    ["no customers", () => rfmHeatmapChart([], { labels })],
    ["a whale of nobody", () => whaleCurveChart(whaleCurve([]), { labels })],
    ["a loss", () => whaleCurveChart(whaleCurve([-5, 3]), { labels })],
    ["a Lorenz curve of nothing", () => lorenzCurveChart(lorenzCurve([]), { labels })],
    ["no cohort", () => cohortTriangleChart([], { labels })],
    ["no growth", () => growthChart([], { labels })],
    ["no history", () => frequencyChart(model, [], { labels })],
    ["no scorecards", () => moversChart([], [], { labels })],
    ["no market", () => nineBoxChart([], { labels })],
  ])("%s", async (_case, draw) => {
    const chart = draw();
    expect(JSON.stringify(chart)).not.toContain("null,null");
    expect(await svgOf(chart)).toContain("<svg");
  });
});

describe("numbers in the pictures", () => {
  test("movers: who came, went and moved, whatever their ids", () => {
    const before = [
      { customerId: "__proto__", segment: "loyal" },
      { customerId: "b", segment: "lost" },
      { customerId: "c", segment: null },
    ];
    const after = [
      { customerId: "__proto__", segment: "lost" },
      { customerId: "c", segment: "lost" },
      { customerId: "d", segment: "loyal" },
    ];
    const [joined] = moversChart(before, after, { labels }).layer;
    expect(joined?.data.values.map(({ group, joined, left }) => [group, joined, left])).toEqual([
      ["Lost", 2, -1],
      ["Loyal", 1, -1],
    ]);
  });

  test("the frequency plot sums to the customers, counted and expected", () => {
    const history = Array.from({ length: 50 }, (_, i) => ({
      frequency: i % 4,
      recency: i % 4 ? 5 : 0,
      age: 10,
      weight: 2,
    }));
    const [bars] = frequencyChart(model, history, { labels }).layer;
    const sum = (name: string) => bars?.data.values.reduce((total, row) => total + Number(row[name]), 0);
    expect(sum("counted")).toBe(100);
    expect(sum("expected")).toBeCloseTo(100, 9);
    // A new customer of NBD(1, 10) after 10 units: geometric with p = 1/2.
    expect(bars?.data.values[0]?.["expected"]).toBeCloseTo(50, 9);
  });

  test("inputs are not changed", () => {
    const profits = Object.freeze([3, -1, 2]) as readonly number[];
    whaleCurveChart(whaleCurve(profits), { labels });
    expect(profits).toEqual([3, -1, 2]);
  });
});

describe("themes", () => {
  const luminance = (color: string) => {
    const [r, g, b] = [1, 3, 5].map((at) => {
      const share = Number.parseInt(color.slice(at, at + 2), 16) / 255;
      return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    }) as [number, number, number];
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (a: string, b: string) => {
    const [high, low] = [luminance(a), luminance(b)].sort((p, q) => q - p) as [number, number];
    return (high + 0.05) / (low + 0.05);
  };

  test.each(Object.entries(chartThemes))("%s is read on its background (WCAG AA)", (_name, theme) => {
    expect(contrast(theme.ink, theme.background)).toBeGreaterThanOrEqual(7);
    expect(contrast(theme.softInk, theme.background)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(theme.rampInk[0], theme.ramp[0] as string)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(theme.rampInk[1], theme.ramp[theme.ramp.length - 1] as string)).toBeGreaterThanOrEqual(
      4.5,
    );
  });

  test("a brand's ramp ends in its colour, with ink that is read on it", () => {
    for (const color of ["#0a7d5a", "#ffd400", "#222222"]) {
      const { ramp, rampInk, series } = brandTheme([color], { base: chartThemes.light });
      expect(ramp[ramp.length - 1]).toBe(color);
      expect(series[0]).toBe(color);
      expect(contrast(rampInk[1], color)).toBeGreaterThanOrEqual(4.5);
    }
  });
});
