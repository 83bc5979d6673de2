import {
  betaDiscreteWeibull,
  bgBb,
  bgCnbdK,
  bgNbd,
  type CustomerEvent,
  type CustomerState,
  cluster,
  contributionFold,
  fitCohorts,
  gammaGamma,
  historyFold,
  learnFactors,
  learnLevels,
  lifecycles,
  mbgCnbdK,
  mbgNbd,
  nbd,
  paretoNbd,
  positioningMap,
  posterior,
  purchaseHistory,
  readyLevels,
  saveScorecard,
  scoreCustomers,
  shiftedBetaGeometric,
  type Transaction,
  targetMarkets,
  updateScores,
} from "../../src/index.ts";
import {
  parseAttributeLevels,
  parseClusters,
  parseCohortFits,
  parseContributionState,
  parseCustomerState,
  parseCuts,
  parseFactors,
  parseHistoryState,
  parseLeadPolicy,
  parseLifecycle,
  parseMarketPolicy,
  parseModel,
  parsePolicy,
  parsePositioningMap,
  parsePosterior,
  parseRules,
  parseScorecard,
  parseTiers,
} from "../../src/schema/index.ts";

export const asOf = "2026-01-31";

/** Orders of customers of a known process. */
export const orders: readonly Transaction[] = ordersOf(400);

function ordersOf(customers: number): Transaction[] {
  const model = { parameters: { r: 0.7, alpha: 6, a: 0.9, b: 2.5 }, timeUnit: "week" as const };
  const found: Transaction[] = [];
  const start = Date.UTC(2026, 0, 31) - 52 * 7 * 86_400_000;
  mbgNbd
    .simulate(model, { customers, age: 52, seed: 7 })
    .toRows()
    .forEach(({ frequency, recency }, i) => {
      for (let k = 0; k <= frequency; k += 1) {
        const days = Math.round(((k * recency) / Math.max(1, frequency)) * 7);
        const amount = 20 + ((i * 37 + k * 11) % 60);
        found.push({ customerId: `c${i}`, at: new Date(start + days * 86_400_000), amount });
      }
    });
  return found;
}

const history = purchaseHistory(orders, { asOf });
const fold = historyFold({ asOf });
const profit = contributionFold();
const shoppers = orders.slice(0, 60).map(({ amount }, i) => ({
  customerId: i,
  amount,
  visits: (i * i) % 17,
  paper: (i * 7) % 5,
  city: i % 3 === 0 ? "Oslo" : "Bergen",
}));

/** A customer after an order, a refund, costs and referrals. */
function stateOfOne(): CustomerState {
  const policy = { profit: { lines: true } };
  const learned = saveScorecard(scoreCustomers({ transactions: orders.slice(0, 9) }, { asOf, policy }));
  const order = { customerId: "c1", at: "2026-01-05", amount: 30, cost: 12 } as const;
  const events: readonly CustomerEvent[] = [
    { type: "order", ...order },
    { type: "refund", ...order, at: "2026-01-07", amount: 4.5 },
    { type: "cost", customerId: "c1", amount: 3.25, layer: "costToServe" },
    { type: "referral", referrerId: "c1", refereeId: "c2", value: 40 },
    { type: "referral", referrerId: "c1", refereeId: "c3" },
  ];
  return events.reduce<CustomerState | undefined>(
    (state, event) => updateScores(learned, state, event, { asOf }).state,
    undefined,
  ) as CustomerState;
}

/** What the library saves, each with the parser that reads it back. */
export const saved: readonly (readonly [string, unknown, (json: unknown) => unknown])[] = [
  ["a BG/NBD model", bgNbd.fit(history), parseModel],
  ["an MBG/NBD model", mbgNbd.fit(history), parseModel],
  ["a Pareto/NBD model", paretoNbd.fit(history), parseModel],
  ["an NBD model", nbd.fit(history), parseModel],
  ["a shifted-beta-geometric model", shiftedBetaGeometric.fit([1000, 631, 468, 382]), parseModel],
  ["a beta-discrete-Weibull model", betaDiscreteWeibull.fit([1000, 631, 468, 382, 326]), parseModel],
  ["a BG/BB model", bgBb.fit([{ frequency: 2, recency: 3, opportunities: 6 }]), parseModel],
  ["an MBG/CNBD-k model", mbgCnbdK.fit(history), parseModel],
  ["a BG/CNBD-k model", bgCnbdK.fit(history, { k: 2 }), parseModel],
  ["a Gamma-Gamma model", gammaGamma.fit(history), parseModel],
  ["a posterior", posterior(nbd, history, { draws: 20, chains: 1 }), parsePosterior],
  ["a posterior of spend", posterior(gammaGamma, history, { draws: 20, chains: 1 }), parsePosterior],
  [
    "models of cohorts",
    fitCohorts(
      mbgNbd,
      history.toRows().map((row) => ({ ...row, half: row.revenue > 60 ? "upper" : "lower" })),
      { cohort: "half", timeUnit: "week" },
    ),
    parseCohortFits,
  ],
  ["a scorecard", saveScorecard(scoreCustomers({ history }, { asOf })), parseScorecard],
  ["RFM cut-offs", scoreCustomers({ history }, { asOf }).cuts.rfm, parseCuts],
  ["tier cut-offs", scoreCustomers({ history }, { asOf }).cuts.tiers, parseTiers],
  ["clusters", cluster(shoppers, { k: 3, log1p: ["visits"], winsorise: 0.05 }).clusters, parseClusters],
  ["a mixture", cluster(shoppers, { k: 2, method: "gaussian-mixture" }).clusters, parseClusters],
  ["prototypes", cluster(shoppers, { k: 2, method: "k-prototypes" }).clusters, parseClusters],
  [
    "levels of attributes",
    learnLevels(shoppers, {
      levels: {
        ...readyLevels,
        amount: { by: "number", bins: 3 },
        usage: { by: "number", of: "visits", edges: [3], keys: ["occasional", "frequent"] },
        joined: { by: "date", period: "quarter" },
        coast: { by: "text", of: "city", groups: { west: ["Bergen"] }, others: "east" },
      },
    }).levels,
    parseAttributeLevels,
  ],
  ["factors", learnFactors(shoppers, { factors: 2 }).factors, parseFactors],
  ["a history's state", fold.save(fold.add(fold.empty(), orders.slice(0, 40))), parseHistoryState],
  [
    "a contribution's state",
    profit.save(profit.add(profit.empty(), orders.slice(0, 40))),
    parseContributionState,
  ],
  ["a customer's state", stateOfOne(), parseCustomerState],
  ["the classic lifecycle", lifecycles.classic, parseLifecycle],
  ["the commerce lifecycle", lifecycles.commerce, parseLifecycle],
  ["the subscription lifecycle", lifecycles.subscription, parseLifecycle],
  ["the funnel", lifecycles.funnel, parseLifecycle],
  ["the emarsys lifecycle", lifecycles.emarsys, parseLifecycle],
  [
    "a positioning map",
    positioningMap([
      { brand: "us", price: 1, taste: 4 },
      { brand: "them", price: 5, taste: 2 },
    ]).map,
    parsePositioningMap,
  ],
  [
    "a market policy",
    targetMarkets(
      [
        { segment: "urban", size: 120, before: 100, shares: [50, 30, 20], skill: 4 },
        { segment: "online", size: 60, before: 40, shares: [60, 40], skill: 5 },
      ],
      {
        criteria: [
          { key: "size", weight: 2 },
          { key: "growth", measure: "growth", start: "before", end: "size", years: 2 },
          { key: "competition", measure: "competition", field: "shares", unit: "percent" },
          { key: "skill", part: "ability", better: "higher", range: [1, 5] },
        ],
        cuts: [0.3, 0.6],
      },
    ).policy,
    parseMarketPolicy,
  ],
  [
    "a lead policy",
    {
      version: 1,
      facts: { employees: "number" },
      events: { page: "text" },
      fit: {
        min: -20,
        max: 60,
        criteria: [{ key: "large", points: 20, when: { field: "employees", op: "gte", value: 50 } }],
      },
      behaviour: {
        decay: { halfLifeDays: 30 },
        criteria: [
          { key: "demo", points: 40, limit: 80, when: { field: "type", op: "eq", value: "demo" } },
          {
            key: "left",
            points: -9,
            decay: { steps: [{ afterDays: 3, keep: 0.5 }] },
            when: { not: { field: "page", op: "isSet" } },
          },
        ],
      },
      grades: { keys: ["hot", "cold"], from: [50] },
    },
    parseLeadPolicy,
  ],
  [
    "rules",
    {
      version: 1,
      facts: { city: "text", renewsAt: "date", staff: "boolean", visits: "number" },
      events: { product: "text", amount: "number" },
      scores: { r: "number" },
      segments: {
        coffee: {
          all: [
            {
              aggregate: "count",
              where: { field: "product", op: "eq", value: "coffee" },
              inLast: { days: 90 },
              op: "gte",
              value: 2,
            },
            {
              any: [
                { field: "city", op: "in", value: ["Oslo", "Bergen"] },
                { score: "r", op: "gte", value: 4 },
              ],
            },
            { not: { field: "staff", op: "eq", value: true } },
          ],
        },
        soon: {
          all: [
            { field: "renewsAt", op: "between", value: [{ ago: { days: 3 } }, { ahead: { days: 30 } }] },
            { field: "visits", op: "between", value: [2, 9] },
            { segment: "coffee" },
            { aggregate: "sum", of: "amount", op: "gt", value: 10 },
            { aggregate: "distinct", of: "product", op: "isSet" },
          ],
        },
      },
    },
    parseRules,
  ],
  [
    "a policy",
    {
      version: 1,
      timeUnit: "month",
      rfm: { bins: 5, map: "detailed11" },
      tiers: { scheme: "thresholds", thresholds: [100, 50], tiers: ["gold", "silver", "none"] },
      clv: { horizon: { months: 6 }, discountRate: 0.08, margin: 0.3, candidates: ["mbgNbd"], level: 0.8 },
      lifecycle: lifecycles.commerce,
      actions: [{ when: { stage: ["lost"], topTier: true, risk: ["high"] }, action: "call" }],
      profit: { rates: { cogs: 0.6, costToServe: { perOrder: 4 } }, missing: "skip" },
      referral: { worth: "revenue", typeOneShare: 0.5 },
      rules: {
        facts: { city: "text" },
        events: { type: "text" },
        scores: { tier: "text" },
        segments: {
          local: {
            all: [
              { field: "city", op: "in", value: ["Oslo"] },
              { score: "tier", op: "eq", value: "gold" },
            ],
          },
          caller: {
            aggregate: "count",
            where: { field: "type", op: "eq", value: "call" },
            op: "gte",
            value: 2,
          },
        },
      },
    },
    parsePolicy,
  ],
];
