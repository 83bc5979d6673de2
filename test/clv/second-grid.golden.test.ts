import { describe, expect, test } from "vitest";
import { bgBb, bgNbd, gammaGamma, lifetimeValue, mbgNbd, nbd, paretoNbd } from "../../src/clv/index.ts";
import { readGolden, relativeError } from "../golden/read-golden.ts";

type Kind = "ordinary" | "extreme";

interface Row {
  readonly kind: Kind;
  readonly wanted: { readonly [quantity: string]: string };
  readonly x: number;
  readonly tx: number;
  /** Time seen, and ahead, of repeat buyers. */
  readonly T: number;
  readonly t: number;
  /** Purchases ahead, of donors the opportunities seen. */
  readonly n: number;
  /** Opportunities ahead of donors, and purchases at them. */
  readonly m: number;
  readonly count: number;
  /** Rate per year or opportunity, and in continuous time. */
  readonly d: number;
  readonly delta: number;
  /** Frequency, mean spend and weight of buyers. */
  readonly rows: readonly (readonly [number, number, number])[];
}

type Key = "bg" | "mbg" | "pareto" | "nbd" | "bgbb" | "spend";

const golden = readGolden<Record<Key, Row[]>>("clv-grid/second.json");

/** Ordinary inputs are owed 1e-12, extreme ones 1e-10. */
const owed = { ordinary: 1e-12, extreme: 1e-10 } as const;

/** Log-likelihoods have zeros: their error is relative to 1. Below the smallest normal double only zero is owed. */
function errorOf(quantity: string, got: number, text: string): number {
  const wanted = text === "inf" ? Number.POSITIVE_INFINITY : Number(text);
  if (quantity === "logLikelihood") return relativeError(got, wanted, 1);
  if (Math.abs(wanted) < 1e-290) return Math.abs(got) < 1e-280 ? 0 : 1;
  return relativeError(got, wanted);
}

type Parameters = { readonly [name: string]: number };
type Question = (row: Row, parameters: never) => number;

/** Asks every row of all that it has a value of, and gives the numbers that miss what is owed. */
function misses(key: Key, names: readonly string[], questions: { readonly [quantity: string]: Question }) {
  const asked = golden[key].flatMap((row) => {
    const parameters = Object.fromEntries(names.map((name) => [name, row[name as keyof Row]])) as Parameters;
    return Object.entries(row.wanted).map(([quantity, wanted]) => {
      const got = (questions[quantity] as Question)(row, parameters as never);
      return { quantity, got, wanted, row, error: errorOf(quantity, got, wanted) };
    });
  });
  expect(asked.length).toBeGreaterThan(30);
  return asked.filter(({ row, error }) => !(error < owed[row.kind]));
}

const first = ([value]: ArrayLike<number> & Iterable<number>) => value as number;

const questionsOf = (kind: string, model: typeof bgNbd): { readonly [quantity: string]: Question } => {
  const of = ({ x, tx, T }: Row) => [{ frequency: x, recency: tx, age: T }];
  return {
    logLikelihood: (row, p) => model.logLikelihood(p, of(row)),
    alive: (row, p) => first(model.probabilityAlive({ parameters: p }, of(row))),
    aliveAfter: (row, p) => first(model.probabilityAlive({ parameters: p }, of(row), { after: row.t })),
    expected: (row, p) => first(model.expectedPurchases({ parameters: p }, of(row), { horizon: row.t })),
    expectedNew: (row, p) => model.expectedPurchasesNewCustomer({ parameters: p }, { horizon: row.t }),
    count: (row, p) => model.purchaseCountProbability({ parameters: p }, row.n, { horizon: row.t }),
    countAhead: (row, p) =>
      first(model.conditionalPurchaseCountProbability({ parameters: p }, of(row), row.n, { horizon: row.t })),
    discounted: (row, p) =>
      first(model.discountedExpectedTransactions({ parameters: p }, of(row), { continuousRate: row.delta })),
    next: (row, p) => first(model.nextPurchase({ parameters: p }, of(row), { probability: 0.5 })),
    year: (row, p) =>
      first(
        lifetimeValue({ purchases: { kind, parameters: p, timeUnit: "week" } as never, spend: 1 }, of(row), {
          horizon: { months: 12 },
          discountRate: row.d,
        }).columns.clv,
      ),
  };
};

describe("a second set of 50-digit values, by other routes", () => {
  test.each([
    ["bg", "bgNbd", bgNbd, ["r", "alpha", "a", "b"]],
    ["mbg", "mbgNbd", mbgNbd, ["r", "alpha", "a", "b"]],
    ["pareto", "paretoNbd", paretoNbd, ["r", "alpha", "s", "beta"]],
    ["nbd", "nbd", nbd, ["r", "alpha"]],
  ] as unknown as [Key, string, typeof bgNbd, string[]][])("%s", (key, kind, model, names) => {
    expect(misses(key, names, questionsOf(kind, model))).toEqual([]);
  });

  test("bgbb", () => {
    const of = ({ x, tx, n }: Row) => [{ frequency: x, recency: tx, opportunities: n }];
    const questions: { readonly [quantity: string]: Question } = {
      logLikelihood: (row, p) => bgBb.logLikelihood(p, of(row)),
      alive: (row, p) => first(bgBb.probabilityAlive({ parameters: p }, of(row))),
      aliveAfter: (row, p) => first(bgBb.probabilityAlive({ parameters: p }, of(row), { after: row.m })),
      expected: (row, p) => first(bgBb.expectedPurchases({ parameters: p }, of(row), { horizon: row.m })),
      expectedNew: (row, p) => bgBb.expectedPurchasesNewCustomer({ parameters: p }, { horizon: row.m }),
      count: (row, p) => bgBb.purchaseCountProbability({ parameters: p }, row.count, { horizon: row.m }),
      countAhead: (row, p) =>
        first(
          bgBb.conditionalPurchaseCountProbability({ parameters: p }, of(row), row.count, { horizon: row.m }),
        ),
      discounted: (row, p) =>
        first(bgBb.discountedExpectedTransactions({ parameters: p }, of(row), { discountRate: row.d })),
    };
    expect(misses("bgbb", ["alpha", "beta", "gamma", "delta"], questions)).toEqual([]);
  });

  test("spend, with weights", () => {
    const of = ({ rows }: Row) =>
      rows.map(([frequency, meanRepeatSpend, weight]) => ({ frequency, meanRepeatSpend, weight }));
    const questions: { readonly [quantity: string]: Question } = {
      logLikelihood: (row, p) => gammaGamma.logLikelihood(p, of(row)),
      expected: (row, p) => first(gammaGamma.expectedSpend({ parameters: p }, of(row))),
    };
    expect(misses("spend", ["p", "q", "gamma"], questions)).toEqual([]);
  });
});
