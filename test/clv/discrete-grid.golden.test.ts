import { describe, expect, test } from "vitest";
import { betaDiscreteWeibull, bgBb, bgCnbdK, mbgCnbdK, shiftedBetaGeometric } from "../../src/clv/index.ts";
import { readGolden, relativeError } from "../golden/read-golden.ts";

type Kind = "ordinary" | "extreme";

interface ContractRow {
  readonly kind: Kind;
  readonly alpha: number;
  readonly beta: number;
  readonly c: number;
  /** A renewal. */
  readonly t: number;
  /** The period that a customer is in, and the renewals that one has made. */
  readonly n: number;
  /** Discount rate per period. */
  readonly d: number;
  readonly cohort: number[];
  readonly wanted: { readonly [quantity: string]: string };
}

interface DonorRow {
  readonly kind: Kind;
  readonly alpha: number;
  readonly beta: number;
  readonly gamma: number;
  readonly delta: number;
  readonly x: number;
  readonly tx: number;
  readonly n: number;
  /** Opportunities ahead, and purchases at them. */
  readonly m: number;
  readonly count: number;
  readonly d: number;
  readonly wanted: { readonly [quantity: string]: string };
}

interface BuyerRow {
  readonly kind: Kind;
  readonly k: number;
  readonly r: number;
  readonly alpha: number;
  readonly a: number;
  readonly b: number;
  readonly x: number;
  readonly tx: number;
  readonly T: number;
  readonly logGaps: number;
  readonly bg: { readonly [quantity: string]: string };
  readonly mbg: { readonly [quantity: string]: string };
}

/** Ordinary inputs are owed 1e-12, extreme ones 1e-10. */
const owed = { ordinary: 1e-12, extreme: 1e-10 } as const;

/**
 * Log-likelihoods have zeros: their error is relative to 1 where they are smaller. Below the smallest normal
 * double only zero is owed.
 */
function errorOf(quantity: string, got: number, text: string): number {
  const wanted = text === "inf" ? Number.POSITIVE_INFINITY : Number(text);
  if (quantity === "logLikelihood") return relativeError(got, wanted, 1);
  if (Math.abs(wanted) < 1e-290) return Math.abs(got) < 1e-280 ? 0 : 1;
  return Number.isNaN(got) ? Number.POSITIVE_INFINITY : relativeError(got, wanted);
}

type Questions<R> = { readonly [quantity: string]: (row: R) => number };

/** Asks every row of every quantity that it has a value of, and gives the numbers that miss what is owed. */
function misses<R extends { kind: Kind; wanted: { readonly [quantity: string]: string } }>(
  rows: readonly R[],
  quantity: string,
  ask: (row: R) => number,
) {
  const asked = rows.filter((row) => quantity in row.wanted);
  expect(asked.length).toBeGreaterThan(50);
  return asked
    .map((row) => {
      const golden = row.wanted[quantity] as string;
      const got = ask(row);
      const { wanted: _, ...input } = row;
      return { error: errorOf(quantity, got, golden), got, golden, input };
    })
    .filter(({ error, input }) => !(error < owed[input.kind as Kind]));
}

const contractQuestions = (
  model: typeof shiftedBetaGeometric,
  parametersOf: (row: ContractRow) => never,
): Questions<ContractRow> => {
  const modelOf = (row: ContractRow) => ({ parameters: parametersOf(row) });
  return {
    logLikelihood: (row) => model.logLikelihood(parametersOf(row), row.cohort),
    survival: (row) => model.survival(modelOf(row), row.t),
    churn: (row) => model.churn(modelOf(row), row.t),
    retention: (row) => model.retention(modelOf(row), row.t),
    survivalOfActive: (row) => model.survivalOfActive(modelOf(row), row.n, row.t),
    lifetime: (row) => model.discountedExpectedLifetime(modelOf(row), { discountRate: row.d }),
    residual: (row) => model.discountedExpectedResidualLifetime(modelOf(row), row.n, { discountRate: row.d }),
  };
};

describe("sBG agrees with 60-digit values", () => {
  const { rows } = readGolden<{ rows: ContractRow[] }>("clv-grid/sbg.json");
  const questions: Questions<ContractRow> = {
    ...contractQuestions(shiftedBetaGeometric, ({ alpha, beta }) => ({ alpha, beta }) as never),
    elasticity: ({ alpha, beta, n, d }) =>
      shiftedBetaGeometric.retentionElasticity({ parameters: { alpha, beta } }, n, { discountRate: d }),
  };

  test.each(Object.entries(questions))("%s", (quantity, ask) => {
    expect(misses(rows, quantity, ask)).toEqual([]);
  });
});

describe("BdW agrees with 60-digit values", () => {
  const { rows } = readGolden<{ rows: ContractRow[] }>("clv-grid/bdw.json");
  const questions = contractQuestions(
    betaDiscreteWeibull as unknown as typeof shiftedBetaGeometric,
    ({ alpha, beta, c }) => ({ alpha, beta, c }) as never,
  );

  test.each(Object.entries(questions))("%s", (quantity, ask) => {
    expect(misses(rows, quantity, ask)).toEqual([]);
  });
});

test("the elasticity of BdW agrees with 34-digit values", () => {
  const { rows } = readGolden<{ rows: ContractRow[] }>("clv-grid/bdw-elasticity.json");
  const ask = ({ alpha, beta, c, n, d }: ContractRow) =>
    betaDiscreteWeibull.retentionElasticity({ parameters: { alpha, beta, c } }, n, { discountRate: d });
  expect(misses(rows, "elasticity", ask)).toEqual([]);
});

describe("BdW agrees with sums term by term", () => {
  const parts = readGolden<Record<"plain" | "slow", ContractRow[]>>("clv-grid/bdw-term-by-term.json");
  const { logLikelihood: _, ...plain } = contractQuestions(
    betaDiscreteWeibull as unknown as typeof shiftedBetaGeometric,
    ({ alpha, beta, c }) => ({ alpha, beta, c }) as never,
  );

  test.each(Object.entries(plain))("%s", (quantity, ask) => {
    expect(misses(parts.plain, quantity, ask)).toEqual([]);
  });

  test("elasticity of clocks that hardly move", () => {
    expect(parts.slow.length).toBeGreaterThan(20);
    for (const { alpha, beta, c, n, d, wanted } of parts.slow) {
      const got = betaDiscreteWeibull.retentionElasticity({ parameters: { alpha, beta, c } }, n, {
        discountRate: d,
      });
      expect(relativeError(got, Number(wanted["elasticity"]))).toBeLessThan(1e-13);
    }
  });
});

describe("BG/BB agrees with 60-digit values", () => {
  const { rows } = readGolden<{ rows: DonorRow[] }>("clv-grid/bg-bb.json");
  const parametersOf = ({ alpha, beta, gamma, delta }: DonorRow) => ({ alpha, beta, gamma, delta });
  const modelOf = (row: DonorRow) => ({ parameters: parametersOf(row) });
  const historyOf = ({ x, tx, n }: DonorRow) => [{ frequency: x, recency: tx, opportunities: n }];
  const first = ([value]: Float64Array) => value as number;
  const questions: Questions<DonorRow> = {
    logLikelihood: (row) => bgBb.logLikelihood(parametersOf(row), historyOf(row)),
    alive: (row) => first(bgBb.probabilityAlive(modelOf(row), historyOf(row))),
    aliveAfter: (row) => first(bgBb.probabilityAlive(modelOf(row), historyOf(row), { after: row.m })),
    expected: (row) => first(bgBb.expectedPurchases(modelOf(row), historyOf(row), { horizon: row.m })),
    expectedNew: (row) => bgBb.expectedPurchasesNewCustomer(modelOf(row), { horizon: row.m }),
    count: (row) => bgBb.purchaseCountProbability(modelOf(row), row.count, { horizon: row.m }),
    countAhead: (row) =>
      first(
        bgBb.conditionalPurchaseCountProbability(modelOf(row), historyOf(row), row.count, { horizon: row.m }),
      ),
    discounted: (row) =>
      first(bgBb.discountedExpectedTransactions(modelOf(row), historyOf(row), { discountRate: row.d })),
  };

  test.each(Object.entries(questions))("%s", (quantity, ask) => {
    expect(misses(rows, quantity, ask)).toEqual([]);
  });
});

describe.each([
  ["bg", bgCnbdK],
  ["mbg", mbgCnbdK],
] as unknown as ["bg" | "mbg", typeof bgCnbdK][])("%s/CNBD-k agrees with 60-digit values", (key, model) => {
  const { rows } = readGolden<{ rows: BuyerRow[] }>("clv-grid/cnbd-k.json");
  const parametersOf = ({ k, r, alpha, a, b }: BuyerRow) => ({ k, r, alpha, a, b });
  const historyOf = ({ x, tx, T, logGaps }: BuyerRow) => [
    { frequency: x, recency: tx, age: T, sumLogGaps: x === 0 ? null : logGaps },
  ];
  const questions: Questions<BuyerRow> = {
    logLikelihood: (row) => model.logLikelihood(parametersOf(row), historyOf(row)),
    alive: (row) => model.probabilityAlive({ parameters: parametersOf(row) }, historyOf(row))[0] as number,
  };

  test.each(Object.entries(questions))("%s", (quantity, ask) => {
    const wanted = rows.map((row) => ({ ...row, wanted: row[key] }));
    expect(misses(wanted, quantity, ask as never)).toEqual([]);
  });
});
