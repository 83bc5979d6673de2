import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import {
  aliveCurveChart,
  applyRfm,
  type Chart,
  type ChartOptions,
  calibrationChart,
  calibrationHoldout,
  cluster,
  clusterProfileChart,
  clvDistributionChart,
  cohortTriangleChart,
  contribution,
  evaluateModel,
  expectedPurchasesChart,
  expectedTransactions,
  forecastStageMix,
  frequencyChart,
  frequencyRecencyChart,
  gammaGamma,
  growthAccounting,
  growthChart,
  incrementalTransactions,
  lifecycleChart,
  lifecycleFlowChart,
  lifecycles,
  lifetimeValue,
  lorenzCurve,
  lorenzCurveChart,
  mbgNbd,
  moversChart,
  nbd,
  nineBoxChart,
  positioningMapChart,
  purchaseHistory,
  referralTreeChart,
  replay,
  retentionCohorts,
  retentionCurveChart,
  rfmHeatmapChart,
  rfmTreemapChart,
  scoreRfm,
  shiftedBetaGeometric,
  stageMatrixChart,
  stageMixChart,
  stageTransitions,
  summarizeRfm,
  survivalCurveChart,
  type Transaction,
  trackingChart,
  waterfallChart,
  whaleCurve,
  whaleCurveChart,
} from "../../src/index.ts";

/** The first two thousand customers of CDNOW: enough to look real, and cheap. */
const log = resolve(import.meta.dirname, "../../examples/quickstart/data/cdnow-master-elog.csv");
const transactions: Transaction[] = readFileSync(log, "utf8")
  .split("\n")
  .slice(1)
  .filter((line) => line !== "")
  .map((line) => line.split(","))
  .filter(([id]) => Number(id) <= 2000)
  .map(([customerId, date, , amount]) => ({
    customerId: customerId as string,
    at: (date as string).replace(/^(\d{4})(\d\d)(\d\d)$/, "$1-$2-$3"),
    amount: Number(amount),
  }));

const asOf = "1998-06-30";

/** CDNOW won all its customers in three months: here they come over a year, so that there are cohorts. */
const spread = transactions
  .map(({ customerId, at, amount }) => {
    const [year, month, day] = String(at).split("-").map(Number) as [number, number, number];
    const later = year * 12 + month - 1 + ((Math.imul(Number(customerId), 2654435761) >>> 8) % 10);
    const pad = (part: number) => String(part).padStart(2, "0");
    const moved = `${Math.floor(later / 12)}-${pad((later % 12) + 1)}-${pad(Math.min(day, 28))}`;
    return { customerId, at: moved, amount };
  })
  .filter(({ at }) => at <= asOf);
const history = purchaseHistory(transactions, { asOf });
const scores = scoreRfm(history);
const model = mbgNbd.fit(history);
/** Half of the revenue is goods, each order and each customer costs something: some make a loss. */
const profits = contribution({
  history,
  rates: { cogs: 0.5, costToServe: { perOrder: 4 }, acquisitionCost: { perCustomer: 9 }, retentionCost: 0 },
});
const margins = profits.columns.contributionMargin3;

const values = lifetimeValue({ purchases: model, spend: gammaGamma.fit(history) }, history, {
  horizon: { months: 12 },
  discountRate: 0.1,
});
const split = calibrationHoldout(transactions, { calibrationEnd: "1997-09-30", holdoutEnd: asOf });
const evaluation = evaluateModel(mbgNbd.fit(split), split);
const moves = stageTransitions(
  replay(
    lifecycles.classic,
    spread.map((order) => ({ ...order, type: "purchase" })),
    { asOf },
  ),
);
const mix = { new: 320, growing: 180, mature: 95, "at-risk": 410, dormant: 520, lost: 390, "won-back": 45 };
const forecast = forecastStageMix(
  moves,
  moves.stages.map((stage) => mix[stage as keyof typeof mix] ?? 0),
  { periods: 12, joining: moves.stages.map((stage) => (stage === "new" ? 60 : 0)) },
);
const clustered = cluster(history, { k: 4, seed: 1, features: ["recencyDays", "orders", "revenue"] });
/** Each of 400 people was brought by somebody before them, mostly by one of the first. */
const edges = Array.from({ length: 400 }, (_, i) => ({
  referrerId: `C${Math.floor(((Math.imul(i + 7, 2654435761) >>> 0) / 2 ** 32) ** 3 * (i + 1))}`,
  refereeId: `C${i + 1}`,
}));

/** Regular customers of Fader and Hardie (2007), percent after each year. */
const renewed = [100, 63.1, 46.8, 38.2, 32.6, 28.9, 26.2, 24.1];
const contracts = {
  observed: renewed,
  expected: shiftedBetaGeometric.survival(
    { parameters: { alpha: 0.704, beta: 1.182 } },
    Array.from({ length: 13 }, (_, t) => t),
  ),
};
const scoredBefore = applyRfm(scores.cuts, purchaseHistory(transactions, { asOf: "1998-03-31" }));
const markets = [
  ["Young families", 0.82, 0.74],
  ["Students", 0.55, 0.81],
  ["Retired", 0.48, 0.42],
  ["Small firms", 0.76, 0.35],
  ["Abroad", 0.9, 0.12],
  ["Collectors", 0.22, 0.68],
  ["Walk-in", 0.25, 0.2],
  ["Resellers", 0.52, 0.46],
].map(([segment, attractiveness, ability]) => ({
  segment: segment as string,
  attractiveness: attractiveness as number,
  ability: ability as number,
}));
const brandMap = {
  columns: columnsOf("brand", [
    ["Alba", -1.6, 0.5],
    ["Boreal", -1.4, 0.2],
    ["Corvo", 0.3, -1.1],
    ["Delta", 1.2, 0.9],
    ["Elm", 1.5, 0.1],
    ["Fjord", 0.1, 0.9],
  ]),
  attributes: {
    columns: columnsOf("attribute", [
      ["Price", -0.9, 0.2],
      ["Quality", 0.8, 0.5],
      ["Service", 0.3, 0.9],
      ["Range", 0.2, -0.7],
    ]),
  },
  ideals: {
    columns: columnsOf("segment", [
      ["Savers", -1.1, 0.9],
      ["Experts", 1.3, 0.6],
    ]),
  },
  axes: [{ varianceShare: 0.64 }, { varianceShare: 0.23 }],
};
function columnsOf<K extends string>(key: K, spots: readonly (readonly [string, number, number])[]) {
  return { [key]: spots.map(([name]) => name), x: spots.map(([, x]) => x), y: spots.map(([, , y]) => y) } as {
    readonly [N in K]: string[];
  } & { readonly x: number[]; readonly y: number[] };
}

/** Every chart with results it may have in life. */
export const pictures: readonly (readonly [name: string, draw: (options: ChartOptions) => Chart])[] = [
  ["rfm-heatmap", (options) => rfmHeatmapChart(scores, options)],
  ["rfm-treemap", (options) => rfmTreemapChart(summarizeRfm(scores), options)],
  ["whale-curve", (options) => whaleCurveChart(whaleCurve(margins), options)],
  ["lorenz-curve", (options) => lorenzCurveChart(lorenzCurve(history.columns.revenue), options)],
  [
    "tracking",
    (options) =>
      trackingChart(incrementalTransactions(transactions, { asOf }), expectedTransactions(model, history), {
        ...options,
        calibrationEnd: 39,
      }),
  ],
  [
    "cohort-triangle",
    (options) =>
      cohortTriangleChart(
        retentionCohorts(
          spread.filter(({ at }) => at <= asOf),
          { asOf },
        ),
        options,
      ),
  ],
  ["frequency", (options) => frequencyChart(model, history, options)],
  [
    "alive-curve",
    (options) => aliveCurveChart(model, { purchases: [3, 5, 6, 11, 13, 20], age: 52 }, options),
  ],
  ["frequency-recency", (options) => frequencyRecencyChart(model, { ...options, age: 52 })],
  ["clv-distribution", (options) => clvDistributionChart(values, { ...options, currency: "USD" })],
  [
    "expected-purchases",
    (options) => expectedPurchasesChart([model, nbd.fit(history)], { ...options, horizon: { months: 24 } }),
  ],
  ["calibration", (options) => calibrationChart(evaluation, options)],
  ["calibration-probability", (options) => calibrationChart(evaluation, { ...options, by: "probability" })],
  ["lifecycle", (options) => lifecycleChart(lifecycles.classic, options)],
  ["lifecycle-flow", (options) => lifecycleFlowChart(moves, options)],
  ["stage-matrix", (options) => stageMatrixChart(moves, options)],
  ["stage-mix", (options) => stageMixChart(forecast, options)],
  ["growth", (options) => growthChart(growthAccounting(spread, { asOf }), options)],
  ["cluster-profile", (options) => clusterProfileChart(clustered, options)],
  ["referral-tree", (options) => referralTreeChart(edges, options)],
  ["waterfall", (options) => waterfallChart(profits, { ...options, currency: "USD" })],
  ["survival-curve", (options) => survivalCurveChart(contracts, options)],
  ["retention-curve", (options) => retentionCurveChart({ ...contracts, observed: renewed }, options)],
  ["positioning-map", (options) => positioningMapChart(brandMap, options)],
  ["nine-box", (options) => nineBoxChart(markets, options)],
  ["movers", (options) => moversChart(scoredBefore, scores, options)],
];
