/**
 * The stable keys of the charts' texts. Dictionaries must have an entry for each: a missing one does not compile.
 *
 * @module
 */

/** Titles, axes and entries of legends. */
export type ChartText =
  | "list.separator"
  | "unit.money"
  | "unit.customers"
  | `unit.${"day" | "week" | "month" | "quarter" | "year"}`
  | `rfmHeatmap.${"title" | "x" | "y"}`
  | "rfmTreemap.title"
  | `whale.${"title" | "x" | "y" | "series" | "peak" | "total"}`
  | `lorenz.${"title" | "x" | "y" | "series" | "equal"}`
  | `tracking.${"title" | "titleByPeriod" | "y" | "yByPeriod" | "counted" | "expected" | "calibrationEnd"}`
  | `cohorts.${"title" | "y"}`
  | "unit.time"
  | `frequency.${"title" | "x" | "y"}`
  | `alive.${"title" | "y" | "series" | "purchase"}`
  | `frequencyRecency.${"title" | "titleExpected" | "x"}`
  | `clv.${"title" | "x" | "y" | "median" | "mean"}`
  | `expected.${"title" | "y"}`
  | `calibration.${"title.frequency" | "title.recency" | "title.probability" | "x.frequency" | "x.recency" | "x.probability" | "y" | "yShare"}`
  | `stageMatrix.${"title" | "x" | "y"}`
  | `flow.${"title" | "before" | "after"}`
  | `stageMix.${"title" | "y"}`
  | `growth.${"title" | "y" | "x.day" | "x.week" | "x.month" | "x.quarter" | "x.year" | "retained" | "resurrected" | "new" | "churned"}`
  | `clusters.${"title" | "x" | "y" | "below" | "middle" | "above"}`
  | `waterfall.${"title" | "x"}`
  | `lifecycle.${"event" | "time" | "facts"}`
  | "referralTree.title"
  | "unit.period"
  | `survival.${"title" | "y"}`
  | `retention.${"title" | "y"}`
  | `nineBox.${"title" | "x" | "y" | "invest" | "select" | "harvest"}`
  | `positioning.${"title" | "brand" | "attribute" | "ideal"}`
  | `movers.${"title.segment" | "title.tier" | "title.stage" | "x" | "joined" | "left"}`;

/** Keys of names. */
export type ChartNameKey =
  | `chart.${ChartText}`
  | `model.${"bgNbd" | "mbgNbd" | "paretoNbd" | "nbd"}`
  | `axis.${"recencyDays" | "orders" | "revenue" | "frequency" | "averageOrderValue" | "meanGapDays"}`;

/** Sentences: subtitles, and pictures in words. */
export type ChartSentence =
  | "chart_with_unit"
  | "chart_period_axis"
  | "chart_offset_axis"
  | "chart_share_of_revenue"
  | "chart_rfm_heatmap"
  | "chart_rfm_heatmap_alt"
  | "chart_rfm_treemap"
  | "chart_rfm_treemap_alt"
  | "chart_whale"
  | "chart_whale_loss"
  | "chart_whale_alt"
  | "chart_lorenz"
  | "chart_lorenz_alt"
  | "chart_tracking_more"
  | "chart_tracking_less"
  | "chart_tracking_alt"
  | "chart_cohorts"
  | "chart_cohorts_alt"
  | "chart_since_first_axis"
  | "chart_recency_axis"
  | "chart_ahead_axis"
  | "chart_frequency"
  | "chart_frequency_alt"
  | "chart_alive"
  | "chart_alive_alt"
  | "chart_frequency_recency"
  | "chart_frequency_recency_alt"
  | "chart_frequency_recency_expected"
  | "chart_frequency_recency_expected_alt"
  | "chart_clv"
  | "chart_clv_alt"
  | "chart_clv_open"
  | "chart_expected"
  | "chart_calibration"
  | "chart_calibration_alt"
  | "chart_stage_matrix"
  | "chart_flow"
  | "chart_stage_mix"
  | "chart_growth"
  | "chart_clusters"
  | "chart_waterfall"
  | "chart_lifecycle_title"
  | "chart_lifecycle"
  | "chart_referral_tree"
  | "chart_referral_tree_alt"
  | "chart_referral_rest"
  | "chart_survival"
  | "chart_survival_both"
  | "chart_renewals_axis"
  | "chart_retention"
  | "chart_nine_box"
  | "chart_nine_box_alt"
  | "chart_positioning"
  | "chart_map_axis"
  | "chart_movers"
  | "chart_cluster";
