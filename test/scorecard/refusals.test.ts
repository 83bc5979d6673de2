import { describe, expect, test } from "vitest";
import {
  compareScorecards,
  explainCustomer,
  purchaseHistory,
  reasonForNull,
  runScoring,
  saveScorecard,
  scoreCustomers,
  updateScores,
} from "../../src/index.ts";
import { en } from "../../src/labels/en/index.ts";
import { refuses, rejection } from "../core/base.ts";

const BELOW = -1e-9;
const asOf = "2026-01-31";
const transactions = [
  { customerId: "ann", at: "2026-01-05", amount: 30 },
  { customerId: "bob", at: "2025-06-07", amount: 12 },
];
const scorecard = scoreCustomers({ transactions }, { asOf });
const learned = saveScorecard(scorecard);

describe("scoring is refused", () => {
  const inputs = (change: object) => () => scoreCustomers({ transactions, ...change } as never, { asOf });
  const options = (change: object) => () => scoreCustomers({ transactions }, { asOf, ...change } as never);
  const policy = (given: unknown) => options({ policy: given });
  const history = purchaseHistory(transactions, { asOf });
  const weeks = (change: object) => () => scoreCustomers({ history }, { asOf, ...change } as never);
  const order = (change: object) => inputs({ transactions: [{ ...transactions[0], ...change }] });
  refuses({
    'missing options.asOf: expected a date such as "2026-01-31" (nothing here reads the clock), got nothing':
      options({ asOf: undefined }),
    "invalid_date options.asOf: expected a Date, an ISO date, or an ISO date-time with Z or an offset, got a string of 4 characters":
      options({ asOf: "soon" }),
    "unknown_name options.asof: expected one of asOf, policy, learned, fields, onInvalid, timeZone, numericTime, sameDay, zeroAmount, duplicates, rates, from, got another name":
      options({ asof: asOf }),
    "unknown_name options.fields.orders: expected one of transactions, costs, referrals, customers, interactions, got another name":
      options({ fields: { orders: {} } }),
    "conflict options.policy: expected no policy beside learned, which holds one, got both": options({
      learned,
      policy: {},
    }),
    "unknown_name options.onInvalid: expected one of throw, collect, got a string of 4 characters": options({
      onInvalid: "skip",
    }),
    "unknown_name options.sameDay: expected one of merge, separate, got a string of 3 characters": options({
      sameDay: "sum",
    }),
    'unknown_time_zone options.timeZone: expected an IANA time zone such as "Asia/Shanghai", got a string of 4 characters':
      options({ timeZone: "Mars" }),
    "missing inputs.transactions: expected transactions, or a history of them, got neither or both": [
      inputs({ transactions: undefined }),
      inputs({ history }),
    ],
    "unknown_name inputs.orders: expected one of transactions, history, costs, referrals, customers, interactions, got another name":
      inputs({ orders: [] }),
    "wrong_type transactions: expected an array of rows or { columns }, got a positive integer": inputs({
      transactions: 5,
    }),
    "wrong_type transactions.0.amount: expected a finite number, got a string of 2 characters": order({
      amount: "30",
    }),
    "missing transactions.0.at: expected a Date, an ISO date, or an ISO date-time with Z or an offset, got null":
      order({ at: null }),
    "unknown_name costs.0.layer: expected a layer of the waterfall: discounts, discount, returns, return, cogs, costToServe, serve, acquisitionCost, acquisition, retentionCost, retention, got a string of 4 characters":
      inputs({ costs: [{ customerId: "ann", amount: 1, layer: "rent", at: asOf }] }),
    'missing costs.columns.layer: expected a column (or say which one it is: fields: { layer: "…" }), got nothing':
      inputs({ costs: { columns: { customerId: [], amount: [], at: [] } } }),
    "missing referrals.0.refereeId: expected a string or a finite number, got nothing": inputs({
      referrals: [{ referrerId: "ann" }],
    }),
    "missing customers.0.customerId: expected a string or a finite number, got null": inputs({
      customers: [{ customerId: null }],
    }),
    "duplicate customers.1.customerId: expected a customer once, got a string of 3 characters": inputs({
      customers: [{ customerId: "ann" }, { customerId: "ann" }],
    }),
    "conflict options.asOf: expected the day of the history, got another one": weeks({ asOf: "2026-02-01" }),
    "conflict options.policy.timeUnit: expected the time unit of the history, got another one": weeks({
      policy: { timeUnit: "day" },
    }),
    "conflict options.policy.profit.lines: expected transactions to read lines from, got a history": weeks({
      policy: { profit: { lines: true } },
    }),
    "wrong_type options.policy: expected an object, got an array of 0": policy([]),
    "unknown_name options.policy.rmf: expected one of version, timeUnit, rfm, tiers, clv, lifecycle, actions, rules, profit, referral, got another name":
      policy({ rmf: {} }),
    "unknown_version options.policy.version: expected version 1, got a later one": policy({ version: 2 }),
    "out_of_range options.policy.version: expected a whole number from 1, got zero": policy({ version: 0 }),
    "out_of_range options.policy.version: expected a whole number from 1, got a positive number": policy({
      version: 1.5,
    }),
    "unknown_name options.policy.timeUnit: expected one of day, week, month, year, got a string of 9 characters":
      policy({ timeUnit: "fortnight" }),
    "unknown_name options.policy.rfm.binz: expected one of version, bins, method, scheme, ties, monetary, orientation, noOrders, variant, map, high, edges, weights, got another name":
      policy({ rfm: { binz: 5 } }),
    "unknown_name options.policy.tiers.scheme: expected one of abc, pyramid, quantile, thresholds, got a string of 4 characters":
      policy({ tiers: { scheme: "abcd" } }),
    "unknown_name options.policy.lifecycle: expected one of classic, commerce, emarsys, got a string of 6 characters":
      policy({ lifecycle: "modern" }),
    "wrong_type options.policy.actions: expected an array, got a string of 4 characters": policy({
      actions: "call",
    }),
    "wrong_type options.policy.actions.0: expected an object, got nothing": policy({ actions: [undefined] }),
    "wrong_type options.policy.actions.0.action: expected a text, got nothing": policy({
      actions: [{ when: {} }],
    }),
    "wrong_type options.policy.actions.0.when: expected an object, got nothing": policy({
      actions: [{ action: "call" }],
    }),
    "unknown_name options.policy.actions.1.when.stages: expected one of management, stage, segment, tier, risk, topTier, got another name":
      policy({
        actions: [
          { when: {}, action: "call" },
          { when: { stages: ["new"] }, action: "call" },
        ],
      }),
    "wrong_type options.policy.actions.0.when.stage: expected an array, got a string of 3 characters": policy(
      {
        actions: [{ when: { stage: "new" }, action: "call" }],
      },
    ),
    "wrong_type options.policy.actions.0.when.tier.1: expected a text, got a positive integer": policy({
      actions: [{ when: { tier: ["A", 1] }, action: "call" }],
    }),
    "unknown_name options.policy.actions.0.when.risk.0: expected one of high, medium, low, got a string of 4 characters":
      policy({ actions: [{ when: { risk: ["some"] }, action: "call" }] }),
    "wrong_type options.policy.actions.0.when.topTier: expected true or false, got a string of 3 characters":
      policy({ actions: [{ when: { topTier: "yes" }, action: "call" }] }),
    "unknown_name options.policy.clv.horizons: expected one of horizon, discountRate, margin, candidates, level, got another name":
      policy({ clv: { horizons: 1 } }),
    "out_of_range options.policy.clv.discountRate: expected a finite number from 0, got a negative number":
      policy({ clv: { discountRate: BELOW } }),
    "out_of_range options.policy.clv.margin: expected a finite number from 0 to 1, got a negative number":
      policy({ clv: { margin: BELOW } }),
    "out_of_range options.policy.clv.margin: expected a finite number from 0 to 1, got a positive number":
      policy({ clv: { margin: 1.001 } }),
    "out_of_range options.policy.clv.level: expected a finite number from 0.01 to 0.999, got a positive number":
      [policy({ clv: { level: 0.009 } }), policy({ clv: { level: 0.9991 } })],
    "empty options.policy.clv.candidates: expected at least one model, got none": [
      policy({ clv: { candidates: [] } }),
      policy({ clv: { candidates: "bgNbd" } }),
    ],
    "unknown_name options.policy.clv.candidates.1: expected one of bgNbd, mbgNbd, paretoNbd, nbd, got a string of 4 characters":
      policy({ clv: { candidates: ["bgNbd", "bgbb"] } }),
    "unknown_name options.policy.profit.layers: expected one of rates, missing, lines, got another name":
      policy({ profit: { layers: [] } }),
    "unknown_name options.policy.referral.value: expected one of worth, referralCost, acquisitionSaving, typeOneShare, got another name":
      policy({ referral: { value: 1 } }),
    "unknown_name options.policy.referral.worth: expected one of clv, revenue, contribution, got a string of 6 characters":
      policy({ referral: { worth: "margin" } }),
    "empty options.policy.rules.segments: expected at least one segment, got none": policy({
      rules: { facts: {}, segments: {} },
    }),
    "unknown_name options.policy.rules.scores.mood: expected a field of a scorecard's line, got another":
      policy({
        rules: { facts: {}, scores: { mood: "text" }, segments: { x: { score: "mood", op: "isSet" } } },
      }),
    "conflict options.policy.rules.scores.tier: expected text, got number": policy({
      rules: { facts: {}, scores: { tier: "number" }, segments: { x: { score: "tier", op: "isSet" } } },
    }),
    "unknown_name options.learned.policy.rules.segments.x.field: expected a declared name, got another name":
      () =>
        scoreCustomers(
          { transactions },
          {
            asOf,
            learned: {
              ...learned,
              policy: {
                ...learned.policy,
                rules: { facts: {}, segments: { x: { field: "town", op: "isSet" } } } as never,
              },
            },
          },
        ),
  });

  refuses({
    "conflict options.policy.rfm.bins: expected 5 for r, as the segment map says, got 4": policy({
      rfm: { bins: 4, map: "classic10" },
    }),
    "wrong_type options.policy.clv.horizon: expected a duration such as { months: 12 }, got a positive integer":
      policy({ clv: { horizon: 12 } }),
    "unknown_name options.policy.profit.missing: expected one of unknown, skip, got a string of 4 characters":
      policy({ profit: { missing: "zero" } }),
    "wrong_type options.policy.profit.lines: expected true or false, got a positive integer": policy({
      profit: { lines: 1 },
    }),
    "wrong_type options.policy.profit.rates.cogs: expected an object, got a string of 1 character": policy({
      profit: { rates: { cogs: "x" } },
    }),
    "unknown_name options.policy.profit.rates.rent: expected one of cogs, costToServe, acquisitionCost, retentionCost, got another name":
      policy({ profit: { rates: { rent: 1 } } }),
    "conflict options.policy.profit.rates.cogs.perOrder: expected a history, which counts orders, got order lines":
      policy({ profit: { lines: true, rates: { cogs: { perOrder: 1 } } } }),
    "out_of_range options.policy.referral.referralCost: expected a finite number from 0, got a negative number":
      policy({ referral: { referralCost: BELOW } }),
    "out_of_range options.policy.referral.acquisitionSaving: expected a finite number from 0, got a negative number":
      policy({ referral: { acquisitionSaving: BELOW } }),
    "out_of_range options.policy.referral.typeOneShare: expected a finite number from 0 to 1, got a negative number":
      policy({ referral: { typeOneShare: BELOW } }),
    "out_of_range options.policy.referral.typeOneShare: expected a finite number from 0 to 1, got a positive number":
      policy({ referral: { typeOneShare: 1.001 } }),
    "out_of_range transactions.0.cost: expected at least 0 on a line that is no refund, got a negative number":
      () =>
        scoreCustomers({ transactions: [{ ...transactions[0], cost: -1 }] } as never, {
          asOf,
          policy: { profit: { lines: true } },
        }),
    "wrong_type costs.0.amount: expected a finite number, got a string of 1 character": () =>
      scoreCustomers(
        { transactions, costs: [{ customerId: "ann", at: asOf, amount: "1", layer: "cogs" }] } as never,
        { asOf, policy: { profit: { lines: true } } },
      ),
    "wrong_type referrals: expected an array of rows or { columns }, got a positive integer": inputs({
      referrals: 5,
    }),
  });

  test("only beyond its bounds", () => {
    for (const clv of [
      { discountRate: 0, margin: 0, level: 0.01, candidates: ["bgNbd", "mbgNbd", "paretoNbd", "nbd"] },
      { margin: 1, level: 0.999 },
    ]) {
      expect(policy({ version: 1, clv })()).toHaveLength(2);
    }
    for (const timeUnit of ["day", "week", "month", "year"]) expect(policy({ timeUnit })()).toHaveLength(2);
    for (const worth of ["clv", "revenue", "contribution"])
      expect(policy({ referral: { worth } })()).toHaveLength(2);
  });

  test("what is not said is the documented default", () => {
    expect(policy({})().policy).toMatchObject({
      version: 1,
      timeUnit: "week",
      rfm: {},
      tiers: { scheme: "abc" },
      clv: {
        horizon: { months: 12 },
        discountRate: 0.1,
        margin: 1,
        level: 0.9,
        candidates: ["mbgNbd", "paretoNbd"],
      },
      rules: null,
      profit: {},
      referral: {},
    });
    expect(policy({})().policy.lifecycle).toEqual(policy({ lifecycle: "classic" })().policy.lifecycle);
  });
});

describe("what is asked of a scorecard is refused", () => {
  const { row: _row, ...rowless } = scorecard;
  const { indexOf: _indexOf, ...lost } = scorecard;
  const { history: _history, ...young } = scorecard;
  const { cuts: _cuts, ...uncut } = scorecard;
  const { policy: _policy, ...lawless } = scorecard;
  const { asOf: _asOf, ...timeless } = scorecard;
  const explain =
    (given: unknown, id: unknown = "ann", labels: unknown = en) =>
    () =>
      explainCustomer(given as never, id as never, labels as never);
  const absence =
    (given: unknown, id: unknown = "ann", field: unknown = "clv") =>
    () =>
      reasonForNull(given as never, id as never, field as never);
  const compare = (before: unknown, after: unknown) => () =>
    compareScorecards(before as never, after as never);
  const earlier = scoreCustomers({ transactions: [] }, { asOf: "2025-12-31" });
  refuses({
    "conflict after: expected a scorecard of the same day or a later one, got an earlier one": compare(
      scoreCustomers({ transactions: [] }, { asOf: "2026-01-01" }),
      earlier,
    ),
    "wrong_type scorecard: expected a scorecard, got null": [
      explain(null),
      () => saveScorecard(null as never),
    ],
    "wrong_type scorecard: expected a scorecard, got an object": [
      explain(rowless),
      explain(lost),
      explain(young),
      absence(rowless),
      absence(lost),
      absence(young),
      () => saveScorecard(uncut as never),
      () => saveScorecard(lawless as never),
      () => saveScorecard(timeless as never),
    ],
    "wrong_type id: expected a text, got a positive integer": [explain(scorecard, 5), absence(scorecard, 5)],
    "unknown_name id: expected a customer of the scorecard, got another id": [
      explain(scorecard, "eve"),
      absence(scorecard, "eve"),
    ],
    "wrong_type labels: expected a dictionary, got a string of 2 characters": explain(scorecard, "ann", "en"),
    "wrong_type labels: expected a dictionary, got an object": [
      explain(scorecard, "ann", { names: {} }),
      explain(scorecard, "ann", { reasons: {} }),
    ],
    "wrong_type scorecard: expected a scorecard, got a positive integer": absence(5),
    "wrong_type field: expected a text, got a positive integer": absence(scorecard, "ann", 5),
    "unknown_name field: expected a field of the scorecard, got another name": [
      absence(scorecard, "ann", "colour"),
      absence(scorecard, "ann", "toString"),
    ],
    "wrong_type before: expected a scorecard, got null": compare(null, scorecard),
    "wrong_type after: expected a scorecard, got an object": [
      compare(scorecard, rowless),
      compare(scorecard, uncut),
      compare(scorecard, lawless),
    ],
    "wrong_type before: expected a scorecard, got an object": compare(lost, scorecard),
  });
});

describe("an update is refused", () => {
  const order = { type: "order", customerId: "ann", at: "2026-01-05", amount: 30 } as const;
  const { state } = updateScores(learned, undefined, order, { asOf });
  const happened =
    (event: unknown, options: object = {}) =>
    () =>
      updateScores(learned, state, event as never, { asOf, ...options });
  const first = (event: unknown) => () => updateScores(learned, undefined, event as never, { asOf });
  const cost = (change: object) =>
    happened({ type: "cost", customerId: "ann", amount: 1, layer: "cogs", ...change });
  const brought = (change: object) =>
    happened({ type: "referral", referrerId: "ann", refereeId: "bob", ...change });
  const withLines = saveScorecard(
    scoreCustomers({ transactions }, { asOf, policy: { profit: { lines: true } } }),
  );
  refuses({
    "wrong_type learned: expected what saveScorecard gave, got null": () =>
      updateScores(null as never, state, order, { asOf }),
    "wrong_type learned: expected what saveScorecard gave, got a positive integer": () =>
      updateScores(5 as never, state, order, { asOf }),
    "unknown_version learned: expected a scorecard of version 1, got something else": [
      () => updateScores({ ...learned, version: 2 } as never, state, order, { asOf }),
      () => updateScores({ ...learned, kind: "rfm" } as never, state, order, { asOf }),
    ],
    "wrong_type event: expected an event, got null": happened(null),
    "wrong_type event: expected an event, got a string of 5 characters": happened("order"),
    "unknown_name event.type: expected one of order, refund, cost, referral, tick, got a string of 5 characters":
      happened({ type: "visit" }),
    "missing state: expected a state, for time to pass, got nothing": first({ type: "tick" }),
    'missing options.asOf: expected a date such as "2026-01-31" (nothing here reads the clock), got nothing':
      happened(order, { asOf: undefined }),
    "unknown_name options.learned: expected one of asOf, customer, interactions, timeZone, numericTime, sameDay, zeroAmount, duplicates, rates, from, got another name":
      happened(order, { learned }),
    "conflict event.customerId: expected the customer of the state, got another one": [
      happened({ ...order, customerId: "bob" }),
      cost({ customerId: "bob" }),
    ],
    "missing event.customerId: expected a string or a finite number, got null": [
      happened({ ...order, customerId: null }),
      cost({ customerId: null }),
    ],
    "wrong_type event.amount: expected a finite number, got a string of 2 characters": happened({
      ...order,
      amount: "30",
    }),
    "invalid_date event.at: expected a Date, an ISO date, or an ISO date-time with Z or an offset, got a string of 4 characters":
      [happened({ ...order, at: "soon" }), cost({ at: "soon" })],
    "conflict options.asOf: expected a time not before the last order, got an earlier one": [
      happened({ type: "tick" }, { asOf: "2026-01-04" }),
      happened({ ...order, at: "9000-01-01" }),
      happened({ ...order, at: "2026-01-06T12:00:00Z" }, { asOf: "2026-01-06T11:00:00Z" }),
    ],
    "conflict options.asOf: expected a time not before the refund, got an earlier one": happened({
      ...order,
      type: "refund",
      at: "9000-01-01",
    }),
    "conflict options.asOf: expected a time not before the cost, got an earlier one": cost({
      at: "9000-01-01",
    }),
    "unknown_name event.layer: expected a layer of the waterfall: discounts, discount, returns, return, cogs, costToServe, serve, acquisitionCost, acquisition, retentionCost, retention, got a string of 4 characters":
      cost({ layer: "rent" }),
    "wrong_type event.cost: expected a finite number, got a string of 1 character": () =>
      updateScores(withLines, undefined, { ...order, cost: "1" } as never, { asOf }),
    "wrong_type event.customerId: expected a string or a finite number, got NaN": cost({
      customerId: Number.NaN,
    }),
    "wrong_type event.layer: expected the name of a layer, got a positive integer": cost({ layer: 5 }),
    "wrong_type event.amount: expected a finite number, got a string of 1 character": cost({ amount: "1" }),
    "conflict event.referrerId: expected the customer of the state, got another one": brought({
      referrerId: "bob",
    }),
    "missing event.refereeId: expected a string or a finite number, got nothing": brought({
      refereeId: undefined,
    }),
    "wrong_type event.refereeId: expected a string or a finite number, got a boolean": brought({
      refereeId: true,
    }),
    "conflict event.refereeId: expected another person than the referrer, got the same": brought({
      refereeId: "ann",
    }),
    "wrong_type event.value: expected a finite number, got a string of 1 character": brought({ value: "1" }),
    "conflict options.customer.customerId: expected the customer of the state, got another one": happened(
      { type: "tick" },
      { customer: { customerId: "bob" } },
    ),
  });
});

describe("a run is refused", () => {
  const good = { source: [transactions], sink: { write: () => {} }, asOf };
  const store = { load: async () => new Map(), commit: async () => "applied" };
  const cases: { readonly [sentence: string]: object } = {
    "unknown_name options.batchIds": { batchIds: String },
    "wrong_type source": { source: undefined },
    "missing options.sink.write": { sink: undefined },
    "wrong_type options.sink.write": { sink: { write: 5 } },
    "missing options.store.load": { store: { ...store, load: undefined } },
    "missing options.store.commit": { store: { ...store, commit: undefined } },
    "wrong_type options.store.load": { store: { ...store, load: 5 } },
    "wrong_type options.batchId": { batchId: 5 },
    "wrong_type options.onProgress": { onProgress: 5 },
    "wrong_type options.clock": { clock: 5 },
    "unknown_name options.skip": { skip: "all" },
    "out_of_range options.writeRows": { writeRows: 0 },
    "out_of_range options.totalRows": { totalRows: BELOW },
  };
  test.each(Object.entries(cases))("%s", async (sentence, change) => {
    const refused = await rejection(runScoring({ ...good, ...change } as never));
    const [code, path] = sentence.split(" ") as [string, string];
    expect(refused).toMatchObject({ name: "ScoringError", code, path: path.split(".") });
  });

  test("only beyond its bounds", async () => {
    const written: number[] = [];
    const sink = { write: ({ length }: { readonly length: number }) => void written.push(length) };
    await runScoring({ ...good, sink, writeRows: 1, totalRows: 0, skip: "rows" });
    expect(written).toEqual([1, 1]);
  });
});
