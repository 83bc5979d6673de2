import type { TopLevelSpec } from "vega-lite";
import { expectTypeOf, test } from "vitest";
import {
  type Chart,
  chartThemes,
  clvDistributionChart,
  rfmHeatmapChart,
  scoreRfm,
  trackingChart,
} from "../../src/index.ts";
import { en } from "../../src/labels/en/index.ts";

test("a chart is a Vega-Lite specification", () => {
  expectTypeOf<Chart>().toExtend<TopLevelSpec>();
});

test("wrong calls do not compile", () => {
  const scores = scoreRfm([{ customerId: 1, recencyDays: 1, orders: 1, revenue: 1 }]);
  rfmHeatmapChart(scores, { labels: en, theme: { ...chartThemes.light, ink: "#000000" } });
  // @ts-expect-error: the dictionary is needed
  rfmHeatmapChart(scores, {});
  // @ts-expect-error: a theme is an object
  rfmHeatmapChart(scores, { labels: en, theme: "dark" });
  // @ts-expect-error: not a chart of money
  rfmHeatmapChart(scores, { labels: en, currency: "USD" });
  // @ts-expect-error: scores have no lifetime value
  clvDistributionChart(scores, { labels: en });
  // @ts-expect-error: counted and expected are not the same
  trackingChart([{ period: 1, expected: 2 }], [{ period: 1, expected: 2 }], { labels: en });
});
