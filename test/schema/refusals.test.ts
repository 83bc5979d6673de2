import { describe, expect, test } from "vitest";
import { lifecycles, scoreRfm } from "../../src/index.ts";
import {
  guardJson,
  migratePolicy,
  parseAttributeLevels,
  parseClusters,
  parseCohortFits,
  parseContributionPolicy,
  parseContributionState,
  parseCosts,
  parseCustomerState,
  parseCustomers,
  parseCuts,
  parseFactors,
  parseHistoryState,
  parseInteractions,
  parseLifecycle,
  parseLifecycleState,
  parseModel,
  parseOrderLines,
  parsePolicy,
  parsePosterior,
  parseReferralEdges,
  parseReferralPolicy,
  parseRfmPolicy,
  parseScorecard,
  parseSegmentMap,
  parseSurveyAnswers,
  parseTierPolicy,
  parseTiers,
  parseTransactions,
} from "../../src/schema/index.ts";
import { caught, refuses } from "../core/base.ts";

describe("a saved form is refused", () => {
  const model = (change: object) => () =>
    parseModel({ kind: "nbd", version: 1, parameters: { r: 1, alpha: 1 }, ...change });
  const kinds =
    "bgNbd, mbgNbd, paretoNbd, nbd, gammaGamma, shiftedBetaGeometric, betaDiscreteWeibull, bgBb, mbgCnbdK, bgCnbdK, markovChain";
  const stage = (change: object) => () =>
    parseLifecycleState({ stage: "new", since: null, facts: {}, ...change });
  const lifecycle = (change: object) => () => parseLifecycle({ ...lifecycles.classic, ...change });
  refuses({
    "wrong_type cuts: expected JSON, got a text that is none": () => parseCuts("{"),
    "wrong_type cuts: expected an object, got a positive integer": () => parseCuts(5),
    "unknown_version cuts.kind: expected one of rfm, got a string of 10 characters": () =>
      parseCuts({ kind: "valueTiers" }),
    "unknown_version cuts.version: expected one of 1, got a positive integer": () =>
      parseCuts({ kind: "rfm", version: 2 }),
    "missing cuts.policy: expected an object, got nothing": () => parseCuts({ kind: "rfm", version: 1 }),
    "missing cuts.kind: expected one of rfm, got nothing": () => parseCuts({}),
    "missing cuts.high: expected the least score that is high, which the map asks for, got nothing": () => {
      const { high, ...cuts } = scoreRfm([], { map: "chinese8" }).cuts;
      expect(parseCuts({ ...cuts, high }).high).toEqual(high);
      parseCuts(cuts);
    },
    [`missing model.kind: expected one of ${kinds}, got nothing`]: () => parseModel({}),
    [`unknown_version model.kind: expected one of ${kinds}, got a string of 5 characters`]: () =>
      parseModel({ kind: "bgnbd" }),
    "out_of_range model.parameters.r: expected a number above 0, got zero": model({
      parameters: { r: 0, alpha: 1 },
    }),
    "out_of_range model.parameters.r: expected a number of at least 1e-30, got a positive number": model({
      parameters: { r: 9e-31, alpha: 1 },
    }),
    "out_of_range model.parameters.alpha: expected a number of at most 1e+30, got a positive integer": model({
      parameters: { r: 1, alpha: 1.1e30 },
    }),
    "wrong_type model.parameters.r: expected a number, got a string of 1 character": model({
      parameters: { r: "1", alpha: 1 },
    }),
    "missing model.parameters.alpha: expected a number, got nothing": model({ parameters: { r: 1 } }),
    "unknown_name model.parameters.beta: expected one of r, alpha, got another name": model({
      parameters: { r: 1, alpha: 1, beta: 1 },
    }),
    "unknown_name model.timeUnit: expected one of day, week, month, year, got a string of 9 characters":
      model({ timeUnit: "fortnight" }),
    "wrong_type model.fit: expected an object, got an array of 0": model({ fit: [] }),
    "out_of_range state.stage: expected a length of string of at least 1, got an empty string": stage({
      stage: "",
    }),
    "wrong_type state.since: expected a text of the form date, got a string of 10 characters": stage({
      since: "2026-02-30",
    }),
    "wrong_type state.since: expected JSON, got nothing": stage({ since: undefined }),
    "wrong_type state.facts.orders: expected a string, or a number, or a boolean, got an object": stage({
      facts: { orders: {} },
    }),
    "out_of_range state.facts.: expected a name of at least one character, got an empty string": stage({
      facts: { "": 1 },
    }),
    "unknown_name state.at: expected one of stage, since, facts, got another name": stage({
      at: "2026-01-01",
    }),
    "unknown_version lifecycle.version: expected one of 1, got a positive integer": lifecycle({ version: 2 }),
    "out_of_range lifecycle.stages: expected a length of array of at least 1, got an array of 0": lifecycle({
      stages: [],
    }),
    "unknown_name lifecycle.initial: expected one of prospect, new, growing, mature, at-risk, dormant, lost, won-back, got a string of 7 characters":
      lifecycle({ initial: "nowhere" }),
    "out_of_range lifecycle.thresholds.atRisk.days: expected a number of at least 0, got a negative number":
      lifecycle({ thresholds: { atRisk: { rule: "fixed", days: -1 } } }),
    "out_of_range lifecycle.thresholds.atRisk.probability: expected a number below 1, got a positive integer":
      lifecycle({ thresholds: { atRisk: { rule: "base-quantile", days: 1, probability: 1 } } }),
    "unknown_name lifecycle.thresholds.atRisk.rule: expected one of fixed, base-quantile, own-ratio, own-quantile, own-normal, own-gamma, own-lognormal, got a string of 6 characters":
      lifecycle({ thresholds: { atRisk: { rule: "median", days: 1 } } }),
    "missing lifecycle.transitions.0.when.all: expected an array, got nothing": lifecycle({
      transitions: [{ from: "new", to: "lost", when: { field: "orders" } }],
    }),
    "wrong_type clusters: expected an object, got an array of 0": () => parseClusters([]),
    "wrong_type factors: expected an object, got an array of 0": () => parseFactors([]),
    "wrong_type levels: expected an object, got an array of 0": () => parseAttributeLevels([]),
    "wrong_type cohortFits: expected an object, got an array of 0": () => parseCohortFits([]),
    "wrong_type tiers: expected an object, got an array of 0": () => parseTiers([]),
    "wrong_type posterior: expected an object, got an array of 0": () => parsePosterior([]),
    "wrong_type saved: expected an object, got an array of 0": [
      () => parseContributionState([]),
      () => parseHistoryState([]),
    ],
    "wrong_type scorecard: expected an object, got null": () => parseScorecard(null),
    "unknown_version scorecard.version: expected one of 1, got a positive integer": () =>
      parseScorecard({ kind: "scorecard", version: 3 }),
    "unknown_version state.history.version: expected one of 1, got a positive integer": () =>
      parseCustomerState({ history: { kind: "purchaseHistory", version: 9 } }),
    "missing state.costs.0.amount: expected a number, got nothing": () =>
      parseCustomerState({ costs: [{ layer: "cogs" }] }),
    "unknown_name state.lines.0.kind: expected one of purchase, refund, got a string of 4 characters": () =>
      parseCustomerState({ lines: [{ kind: "gift", cost: null, amount: 1 }] }),
    "wrong_type state.referred.0.customerId: expected a string, got a positive integer": () =>
      parseCustomerState({ referred: [{ customerId: 7, value: null }] }),
  });
});

describe("a policy is refused", () => {
  refuses({
    "unknown_name policy.timeUnit: expected one of day, week, month, year, got a string of 9 characters":
      () => parsePolicy({ timeUnit: "fortnight" }),
    "out_of_range policy.bins: expected a number of at most 10, got a positive integer": () =>
      parseRfmPolicy({ bins: 11 }),
    "out_of_range policy.clv.level: expected a number of at most 0.999, got a positive number": () =>
      parsePolicy({ clv: { level: 0.9991 } }),
    "out_of_range policy.clv.level: expected a number of at least 0.01, got a positive number": () =>
      parsePolicy({ clv: { level: 0.009 } }),
    "out_of_range policy.clv.discountRate: expected a number of at least 0, got a negative number": () =>
      parsePolicy({ clv: { discountRate: -1 } }),
    "unknown_name policy.clv.candidates.0: expected one of bgNbd, mbgNbd, paretoNbd, nbd, got a string of 4 characters":
      () => parsePolicy({ clv: { candidates: ["bgbb"] } }),
    "empty policy.clv.candidates: expected at least one model, got none": () =>
      parsePolicy({ clv: { candidates: [] } }),
    "out_of_range policy.clv.horizon.months: expected a number of at least 0, got a negative number": () =>
      parsePolicy({ clv: { horizon: { months: -1 } } }),
    "empty policy.clv.horizon: expected a duration such as { months: 12 }, got no unit": () =>
      parsePolicy({ clv: { horizon: {} } }),
    "unknown_name policy.profit.rates.rent: expected one of cogs, costToServe, acquisitionCost, retentionCost, got another name":
      () => parsePolicy({ profit: { rates: { rent: 1 } } }),
    "conflict policy.profit.rates.cogs.perOrder: expected a history, which counts orders, got order lines":
      () => parsePolicy({ profit: { lines: true, rates: { cogs: { perOrder: 1 } } } }),
    "unknown_name policy.profit.missing: expected one of unknown, skip, got a string of 4 characters": () =>
      parsePolicy({ profit: { missing: "zero" } }),
    "out_of_range policy.referral.typeOneShare: expected a number of at most 1, got a positive integer": () =>
      parsePolicy({ referral: { typeOneShare: 2 } }),
    "conflict policy.rfm.bins: expected 5 for r, as the segment map says, got 4": () =>
      parsePolicy({ rfm: { bins: 4, map: "classic10" } }),
    "out_of_range policy.tiers.tiers: expected a number of at least 2, got a positive integer": () =>
      parsePolicy({ tiers: { scheme: "quantile", tiers: 1 } }),
    "missing policy.tiers.thresholds: expected the least value of each tier but the last, got nothing": () =>
      parsePolicy({ tiers: { scheme: "thresholds" } }),
    "unknown_name policy.lifecycle.initial: expected one of prospect, new, growing, mature, at-risk, dormant, lost, won-back, got a string of 7 characters":
      () => parsePolicy({ lifecycle: { ...lifecycles.classic, initial: "nowhere" } }),
    "missing policy.actions.0.action: expected a string, got nothing": () =>
      parsePolicy({ actions: [{ when: {} }] }),
    "unknown_name policy.actions.0.when.risk.0: expected one of high, medium, low, got a string of 4 characters":
      () => parsePolicy({ actions: [{ when: { risk: ["none"] }, action: "x" }] }),
    "wrong_type policy.bins: expected a whole number, or an object, got a positive number": () =>
      parseRfmPolicy({ bins: 1.5 }),
    "wrong_type policy.bins: expected a number, or an object, got a string of 1 character": () =>
      parseRfmPolicy({ bins: "5" }),
    "wrong_type policy.bins.r: expected a number, got a string of 1 character": () =>
      parseRfmPolicy({ bins: { r: "5" } }),
    "wrong_type policy.profit.rates.cogs.share: expected a number, got a string of 1 character": () =>
      parsePolicy({ profit: { rates: { cogs: { share: "1" } } } }),
    "unknown_name policy.map: expected one of classic10, detailed11, shopify, klaviyo, chinese8, got a string of 8 characters":
      () => parseRfmPolicy({ map: "classic9" }),
    "unknown_name policy.scheme: expected one of abc, pyramid, quantile, thresholds, got a string of 4 characters":
      () => parseTierPolicy({ scheme: "abcd" }),
    "missing policy.scheme: expected one of abc, pyramid, quantile, thresholds, got nothing": () =>
      parseTierPolicy({}),
    "unknown_name policy.decay: expected one of version, discountRate, horizon, referralCost, marketingCost, acquisitionSaving, typeOneShare, value, actionRate, onInvalid, fields, timeZone, numericTime, got another name":
      () => parseReferralPolicy({ decay: 2 }),
    "out_of_range policy.horizon: expected a number of at least 0, got a negative number": () =>
      parseReferralPolicy({ horizon: -1 }),
    "empty policy.layers: expected at least one step, got none": () =>
      parseContributionPolicy({ layers: [] }),
    "wrong_type policy.layers.0.subtotal: expected a name, got an empty string": () =>
      parseContributionPolicy({ layers: [{ subtotal: "" }] }),
    "duplicate policy.layers.1.deduct: expected a name that no other step uses, got one in use": () =>
      parseContributionPolicy({ layers: [{ deduct: "a" }, { deduct: "a" }] }),
    "out_of_range policy.rates.EUR: expected a number above 0, got zero": () =>
      parseContributionPolicy({ rates: { EUR: 0 } }),
    "wrong_type policy: expected an object, got an array of 0": () => migratePolicy([]),
    "unknown_name policy.rules.segments.local.op: expected for a text one of eq, neq, in, notIn, contains, notContains, startsWith, endsWith, isSet, isNotSet, got another operator":
      () =>
        parsePolicy({
          rules: { facts: { city: "text" }, segments: { local: { field: "city", op: "eqq", value: "x" } } },
        }),
    "wrong_type map: expected an object, got an array of 0": () => parseSegmentMap([]),
    "wrong_type policy: expected an object, got null": () => migratePolicy(null),
    "wrong_type policy: expected an object, got a positive integer": [
      () => migratePolicy(5),
      () => migratePolicy("5"),
    ],
    "unknown_version policy.version: expected version 1, got a string of 1 character": () =>
      migratePolicy({ version: "1" }),
    "unknown_version policy.version: expected version 1, got zero": () => migratePolicy({ version: 0 }),
    "unknown_version policy.version: expected version 1, got a positive number": () =>
      migratePolicy({ version: 1.5 }),
    "unknown_version policy.version: expected version 1, got a positive integer": () =>
      migratePolicy({ version: 2 }),
    "unknown_name policy.rfn: expected one of version, timeUnit, rfm, tiers, clv, lifecycle, actions, rules, profit, referral, got another name":
      () => migratePolicy({ rfn: {} }),
    "wrong_type policy: expected JSON, got a text that is none": () => migratePolicy("{"),
  });
});

describe("records are refused", () => {
  const order = { customerId: "ann", at: "2026-01-05", amount: 30 };
  const orders = (change: object) => () => parseTransactions([{ ...order, ...change }]);
  const lines = (change: object) => () => parseOrderLines([{ ...order, ...change }]);
  const seen = { customerId: "ann", at: "2026-01-05", type: "visit" };
  refuses({
    "wrong_type transactions: expected an array, got an object": () => parseTransactions({}),
    "wrong_type transactions.0: expected an object, got a positive integer": () => parseTransactions([5]),
    "wrong_type transactions.0.customerId: expected a string, or a number, got null": orders({
      customerId: null,
    }),
    "wrong_type transactions.0.customerId: expected JSON, got nothing": orders({ customerId: undefined }),
    "wrong_type transactions.0.at: expected a text of the form date, or a text of the form datetime, or a number, got a string of 8 characters":
      orders({ at: "5.1.2026" }),
    "wrong_type transactions.0.at: expected a text of the form date, or a text of the form datetime, or a number, got a string of 19 characters":
      orders({ at: "2026-01-05T10:00:00" }),
    "wrong_type transactions.0.at: expected a string, or a number, got null": orders({ at: null }),
    "wrong_type transactions.0.amount: expected a number, got a string of 2 characters": orders({
      amount: "30",
    }),
    "not_finite transactions.0.amount: expected a finite number, got NaN": orders({ amount: Number.NaN }),
    "unknown_name transactions.0.kind: expected one of purchase, refund, got a string of 4 characters":
      orders({ kind: "gift" }),
    "wrong_type transactions.0.currency: expected a string, got a positive integer": orders({ currency: 5 }),
    "wrong_type transactions.0.orderId: expected a string, or a number, got a boolean": orders({
      orderId: true,
    }),
    "wrong_type lines.0.quantity: expected a number, got a string of 1 character": lines({ quantity: "1" }),
    "wrong_type lines.0.channel: expected a string, got a positive integer": lines({ channel: 5 }),
    "wrong_type lines.0.cost: expected a number, got a string of 1 character": lines({ cost: "1" }),
    "wrong_type costs.0.layer: expected a string, got a positive integer": () =>
      parseCosts([{ ...order, layer: 5 }]),
    "missing costs.0.layer: expected a string, got nothing": () => parseCosts([order]),
    "missing referrals.0.refereeId: expected a string, or a number, got nothing": () =>
      parseReferralEdges([{ referrerId: "ann" }]),
    "wrong_type referrals.0.at: expected a text of the form date, or a text of the form datetime, or a number, got a string of 4 characters":
      () => parseReferralEdges([{ referrerId: "ann", refereeId: "bob", at: "soon" }]),
    "wrong_type interactions.0.type: expected a string, got null": () =>
      parseInteractions([{ ...seen, type: null }]),
    "wrong_type interactions.0.value: expected a number, got a string of 1 character": () =>
      parseInteractions([{ ...seen, value: "5" }]),
    "wrong_type surveys.0.answer: expected a string, or a number, got a boolean": () =>
      parseSurveyAnswers([{ ...seen, question: "nps", answer: true }]),
    "missing surveys.0.question: expected a string, got nothing": () =>
      parseSurveyAnswers([{ ...seen, answer: 9 }]),
    "missing customers.0.customerId: expected a string, or a number, got nothing": () =>
      parseCustomers([{ city: "Oslo" }]),
    "wrong_type customers.0.consent: expected a boolean, got a string of 3 characters": () =>
      parseCustomers([{ customerId: "ann", consent: "yes" }]),
  });
});

describe("JSON is refused", () => {
  const limits = { characters: 20, depth: 2, values: 4 };
  const circle: unknown[] = [];
  circle.push(circle);
  refuses({
    "too_large x: expected at most 20 characters, got 22": () =>
      guardJson("[1,2,3,4,5,6,7,8,9,10]", "x", limits),
    "too_large x: expected at most 2 levels, got more": () => guardJson("[[[]],[]]", "x", limits),
    "too_large x.0.0: expected at most 2 levels, got more": () => guardJson([[[]]], "x", limits),
    "too_large x.0.0.0.0.0.0.0: expected at most 64 levels, got more": () => guardJson(circle, "x"),
    "too_large x: expected at most 4 values, got more": () => guardJson([1, 2, 3, 4], "x", limits),
    "wrong_type x: expected JSON, got a text that is none": () => guardJson("nope", "x", limits),
    "not_finite x.0: expected a finite number, got Infinity": () =>
      guardJson([Number.POSITIVE_INFINITY], "x"),
    "wrong_type x.a: expected JSON, got nothing": () => guardJson({ a: undefined }, "x"),
    "wrong_type x: expected JSON, got a bigint": () => guardJson(1n, "x"),
    "wrong_type x.at: expected a plain object, got a Date": () => guardJson({ at: new Date(0) }, "x"),
    "wrong_type x: expected a plain object, got an object": () => guardJson(new Map(), "x"),
    "unknown_name x.a: expected names of the form, got __proto__": () =>
      guardJson('{"a":{"__proto__":1}}', "x"),
  });

  test("a text as a whole, before anything of it is read, objects and lists alike", () => {
    const texts = ['["a",[[]]]', '["\\"",[[]]]', '{"a":{"b":{}}}', '{"a":1,"b":{"c":[]}}', "[1,2,3,[4,[]]]"];
    for (const given of texts) {
      expect(caught(() => guardJson(given, "x", { ...limits, values: 9 }))).toMatchObject({
        code: "too_large",
        path: ["x"],
      });
    }
    for (const given of ['{"a":{},"b":{},"c":1}', '["a\\\\",[],["]"],[]]']) {
      expect(guardJson(given, "x", { characters: 30, depth: 2, values: 9 })).toEqual(JSON.parse(given));
    }
  });

  test("only beyond its limits, and brackets in a text are none", () => {
    for (const given of ["[1,2,3]", "[[1],[2]]", '{"[[[":"{{\\"[["}', "[1,2,3,44444444444]"]) {
      expect(guardJson(given, "x", { ...limits, values: 5 })).toEqual(JSON.parse(given));
    }
    expect(guardJson("12345678901234567890", "x", limits)).toBe(1.2345678901234567e19);
    expect(guardJson(Object.create(null), "x")).toEqual({});
    expect(guardJson([[1], [2]], "x", { ...limits, values: 5 })).toEqual([[1], [2]]);
    expect(guardJson([null, "", false], "x", limits)).toEqual([null, "", false]);
  });
});
