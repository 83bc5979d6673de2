/**
 * Pictures of the library's results as Vega-Lite 5 specifications: plain JSON with aggregated values inside, in the
 * language of a dictionary and the colours of a theme. Each shows itself in a notebook.
 *
 * @module
 */
export { aliveCurveChart, type CustomerPath } from "./alive-curve-chart.ts";
export {
  type CalibrationChartOptions,
  type CalibrationGroups,
  calibrationChart,
} from "./calibration-chart.ts";
export { clusterProfileChart, type ProfiledClusters } from "./cluster-profile-chart.ts";
export { clvDistributionChart, type DistributionRow } from "./clv-distribution-chart.ts";
export { type CohortChartOptions, cohortTriangleChart, type TriangleRow } from "./cohort-triangle-chart.ts";
export type { Chart } from "./core/chart.ts";
export type { ChartOptions, MoneyChartOptions } from "./core/page.ts";
export type * from "./core/spec.ts";
export { brandTheme, type ChartTheme, chartThemes } from "./core/theme.ts";
export { type ExpectedPurchasesOptions, expectedPurchasesChart } from "./expected-purchases-chart.ts";
export { frequencyChart } from "./frequency-chart.ts";
export { type FrequencyRecencyOptions, frequencyRecencyChart } from "./frequency-recency-chart.ts";
export { type GrowthChartOptions, type GrowthChartRow, growthChart } from "./growth-chart.ts";
export { type ChartedLifecycle, lifecycleChart } from "./lifecycle-chart.ts";
export { lifecycleFlowChart } from "./lifecycle-flow-chart.ts";
export { lorenzCurveChart } from "./lorenz-curve-chart.ts";
export { type MoversOptions, type MovingCustomer, moversChart } from "./movers-chart.ts";
export { type NineBoxMarket, type NineBoxOptions, nineBoxChart } from "./nine-box-chart.ts";
export { type ChartedMap, positioningMapChart } from "./positioning-map-chart.ts";
export type { CountedTransitions } from "./read-transitions.ts";
export { type ReferralTreeOptions, referralTreeChart } from "./referral-tree-chart.ts";
export { retentionCurveChart } from "./retention-curve-chart.ts";
export { type HeatmapScore, rfmHeatmapChart } from "./rfm-heatmap-chart.ts";
export { rfmTreemapChart, type TreemapSegment } from "./rfm-treemap-chart.ts";
export { stageMatrixChart } from "./stage-matrix-chart.ts";
export { type StageMixOptions, type StageMixRow, stageMixChart } from "./stage-mix-chart.ts";
export { survivalCurveChart } from "./survival-curve-chart.ts";
export type { SurvivalChartOptions, SurvivalCurves } from "./survival-curves.ts";
export {
  type CountedPeriod,
  type ForecastPeriod,
  type TrackingChartOptions,
  trackingChart,
} from "./tracking-chart.ts";
export { type ChartedWaterfall, waterfallChart } from "./waterfall-chart.ts";
export { whaleCurveChart } from "./whale-curve-chart.ts";
