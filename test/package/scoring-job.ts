import * as library from "../../src/index.ts";

/** What was learned, and calls that take it: a path into the library and arguments, where `"learned"` stands for it. */
export interface ScoringCase {
  readonly learned: unknown;
  readonly calls: readonly (readonly unknown[])[];
}

type Next = (below: number) => number;

/** Random customers for everything that the small script offers, in JSON. */
export function scoringJob(seed: number): { readonly [name: string]: ScoringCase } {
  let state = seed;
  const next: Next = (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  const history = library.purchaseHistory(transactions(next), { asOf: "2026-01-31" });
  const rows = history.toRows();
  const repeat = rows.map(({ frequency, recency, age, meanRepeatSpend }) => ({
    frequency,
    recency,
    age,
    meanRepeatSpend,
  }));
  return {
    ...rfmCases(history, rows),
    ...tierCases(next),
    ...modelCases(next, repeat),
    ...lifecycleCases(next, rows),
  };
}

function day(n: number): string {
  return new Date(Date.UTC(2024, 0, 1) + n * 86_400_000).toISOString().slice(0, 10);
}

function transactions(next: Next) {
  return Array.from({ length: 120 }, (_, i) => i).flatMap((i) => {
    const customerId = i === 7 ? "__proto__" : `c${i}`;
    let at = next(500);
    return Array.from({ length: 1 + next(6) }, () => {
      at += 1 + next(40);
      return { customerId, at: day(at), amount: 500 + next(9500) };
    });
  });
}

type Rows = ReturnType<ReturnType<typeof library.purchaseHistory>["toRows"]>;

function rfmCases(history: ReturnType<typeof library.purchaseHistory>, rows: Rows) {
  const policies = {
    "rfm, quintiles": {},
    "rfm, eleven segments and average spend": { monetary: "average", map: library.rfmMaps.detailed11 },
    "rfm, Chinese classes": { bins: 2, method: "mean", map: library.rfmMaps.chinese8 },
    "rfm, nested": { scheme: "nested", ties: "split-by-id" },
    lrfm: { variant: "lrfm" },
    rfmt: { variant: "rfmt", orientation: "low-is-best" },
  } as const;
  const refused = [
    {},
    { recencyDays: "3", orders: 2, revenue: 5 },
    { recencyDays: 3, orders: -2, revenue: 5 },
    { recencyDays: 3, orders: 2, revenue: null },
    null,
  ];
  return Object.fromEntries(
    Object.entries(policies).map(([name, policy]) => {
      const { cuts } = library.scoreRfm(history, policy as object);
      const calls = [...rows, { ...rows[0], orders: 0 }, ...refused].map((row) => ["rfmOf", "learned", row]);
      return [name, { learned: cuts, calls }];
    }),
  );
}

function tierCases(next: Next) {
  const values = Array.from({ length: 60 }, (_, i) => ({ customerId: `c${i}`, value: next(1000) - 20 }));
  const { cuts } = library.valueTiers(values, { scheme: "pyramid" });
  const asked = [...values.map(({ value }) => value), ...values.slice(0, 5), { value: null }, null];
  return { tiers: { learned: cuts, calls: asked.map((one) => ["tierOf", "learned", one]) } };
}

const MODELS = {
  bgNbd: { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 },
  mbgNbd: { r: 0.525, alpha: 6.183, a: 0.891, b: 1.614 },
  nbd: { r: 0.385, alpha: 12.07 },
  paretoNbd: { r: 0.553, alpha: 10.58, s: 0.606, beta: 11.66 },
} as const;

function modelCases(next: Next, rows: readonly object[]) {
  const withFields = rows.map((row, i) => ({
    ...row,
    newsletter: next(2) === 1,
    age60: next(60),
    city: i === 3 ? null : ["york", "leeds", "hull", "elsewhere"][next(4)],
  }));
  const unknown = { frequency: null, recency: 1, age: 2 };
  const refused = [
    { frequency: 0.5, recency: 1, age: 2 },
    { frequency: 0, recency: 1, age: 2 },
    { frequency: 1, recency: 3, age: 2 },
    { frequency: "1", recency: 1, age: 2 },
    7,
  ];
  const found: { [name: string]: ScoringCase } = {};
  for (const [kind, parameters] of Object.entries(MODELS)) {
    const ask = (one: unknown) => [
      [`${kind}.probabilityAlive`, "learned", one],
      [`${kind}.probabilityAlive`, "learned", one, { after: { months: 3 } }],
      [`${kind}.expectedPurchases`, "learned", one, { horizon: 1 + next(200) }],
      [`${kind}.expectedPurchases`, "learned", one, { horizon: { years: 1 } }],
      [`${kind}.discountedExpectedTransactions`, "learned", one, { discountRate: next(3) / 10 }],
      [`${kind}.nextPurchase`, "learned", one, { probability: next(10) / 10 }],
    ];
    const calls = [
      ...[rows.slice(0, 40), rows.slice(40, 41), [unknown], []].flatMap(ask),
      ...refused.flatMap((row) => ask([row])),
      [`${kind}.expectedPurchases`, "learned", rows, { horizon: -1 }],
      [`${kind}.expectedPurchases`, "learned", rows, { horizon: {} }],
      [`${kind}.expectedPurchases`, "learned", rows, { horizont: 3 }],
      [`${kind}.expectedPurchases`, { kind: "other", parameters }, rows, { horizon: 3 }],
      [`${kind}.expectedPurchases`, { parameters: {} }, rows, { horizon: 3 }],
      [`${kind}.expectedPurchasesNewCustomer`, "learned", { horizon: { weeks: 52 } }],
    ];
    found[kind] = { learned: { kind, version: 1, parameters, timeUnit: "week" }, calls };
    if (kind === "nbd") continue;
    const covariates = [
      { process: "purchase", field: "newsletter", coefficient: 0.4 },
      { process: "lifetime", field: "age60", coefficient: -0.01, centre: 45 },
      { process: "purchase", field: "city", level: "leeds", reference: "hull", coefficient: 0.2 },
      { process: "lifetime", field: "city", level: "york", reference: "hull", coefficient: -0.3 },
    ];
    found[`${kind} with covariates`] = {
      learned: { kind, version: 1, parameters, timeUnit: "week", covariates },
      calls: [
        ...withFields.slice(0, 30).flatMap((row) => ask([row])),
        [`${kind}.probabilityAlive`, "learned", rows],
        [`${kind}.expectedPurchasesNewCustomer`, "learned", { horizon: 52 }],
        [
          `${kind}.expectedPurchasesNewCustomer`,
          "learned",
          { horizon: 52, covariates: { newsletter: false, age60: 30, city: "york" } },
        ],
      ],
    };
  }
  const spend = [
    ...rows.map((row) => [row]),
    [{ frequency: 0 }],
    [{ frequency: 2, meanRepeatSpend: -4 }],
    [{ frequency: -1 }],
    3,
  ];
  found["gammaGamma"] = {
    learned: { kind: "gammaGamma", version: 1, parameters: { p: 6.25, q: 3.74, gamma: 1544 } },
    calls: spend.map((one) => ["gammaGamma.expectedSpend", "learned", one]),
  };
  return found;
}

function lifecycleCases(next: Next, rows: Rows) {
  const own = (rule: string) => ({
    name: rule,
    stages: ["new", "active", "late", "lost"],
    events: ["purchase", "note"],
    facts: {
      ...{
        orders: "number",
        revenue: "number",
        firstPurchase: "date",
        previousPurchase: "date",
        lastPurchase: "date",
      },
      ...{
        frequency: "number",
        meanGapDays: "number",
        gapStdDays: "number",
        sumLogGaps: "number",
        city: "text",
      },
    },
    initial: "new",
    thresholds: {
      late: {
        rule,
        ...(rule === "own-ratio" ? { ratio: 2 } : { probability: 0.9 }),
        days: 60,
        minGaps: 1,
        atMost: 300,
      },
    },
    updates: { purchase: "purchase" },
    transitions: [
      {
        from: ["new", "late", "lost"],
        to: "active",
        on: "purchase",
        when: { field: "orders", op: "gte", value: 2 },
      },
      { from: "active", to: "late", after: { since: "lastPurchase", moreThan: "late" } },
      {
        from: "late",
        to: "lost",
        after: { atLeast: 90 },
        when: { not: { field: "city", op: "eq", value: "york" } },
      },
    ],
  });
  const defined = ["own-ratio", "own-normal", "own-gamma", "own-lognormal"].map((rule) =>
    library.defineLifecycle(own(rule) as never),
  );
  const all: { [name: string]: ScoringCase } = {};
  for (const lifecycle of [...Object.values(library.lifecycles), ...defined] as library.Lifecycle[]) {
    const learned = JSON.parse(JSON.stringify(lifecycle)) as library.Lifecycle;
    const states = rows
      .slice(0, 60)
      .map((row) => library.stageOf(learned, row as object, { asOf: "2026-01-31" }));
    const event = () => ({
      type: [...learned.events, "tick"][next(learned.events.length + 1)],
      at:
        next(2) === 0
          ? `2026-0${2 + next(5)}-1${next(9)}`
          : `2026-06-2${next(9)}T23:30:00${["Z", "+09:00", "-0800"][next(3)]}`,
      amount: next(5000),
    });
    const calls = [
      ...rows.slice(0, 60).map((row) => ["stageOf", "learned", row, { asOf: day(700 + next(300)) }]),
      ...states.map((state) => ["transition", "learned", state, event()]),
      ...states.map((state) => ["nextTransitions", "learned", state]),
      ["stageOf", "learned", { orders: "3" }, { asOf: "2026-01-31" }],
      ["stageOf", "learned", {}, { asOf: "2026-02-30" }],
      ["stageOf", "learned", {}, { asOf: "2026-02-01T10:00" }],
      ["stageOf", "learned", {}, {}],
      ["stageOf", {}, {}, { asOf: "2026-01-31" }],
      ["transition", "learned", states[0], { type: "unheard", at: "2026-03-01" }],
      ["transition", "learned", { stage: "nowhere" }, event()],
      ["nextTransitions", "learned", null],
    ];
    all[`lifecycle ${learned.name}`] = { learned, calls };
  }
  return all;
}
