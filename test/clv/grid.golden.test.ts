import { describe, expect, test } from "vitest";
import { discountedWhileAlive } from "../../src/clv/bg-nbd/discounted-purchases.ts";
import { bgNbd, gammaGamma, mbgNbd, nbd, paretoNbd } from "../../src/clv/index.ts";
import { readGolden, relativeError } from "../golden/read-golden.ts";

type Kind = "ordinary" | "extreme";

interface Row {
  readonly kind: Kind;
  readonly x: number;
  readonly tx: number;
  readonly T: number;
  readonly t: number;
  readonly n: number;
  readonly delta: number;
  readonly [parameter: string]: number | string | object;
}

interface DiscountRow {
  readonly kind: Kind;
  readonly discount: number;
  readonly shape: number;
  readonly a: number;
  readonly b: number;
  readonly value: string;
}

interface SpendRow {
  readonly kind: Kind;
  readonly p: number;
  readonly q: number;
  readonly gamma: number;
  readonly x: number;
  readonly mean: number;
  readonly logLikelihood: string;
  readonly expected: string;
}

/** What every model of repeat purchases is asked, by the name of the golden value. */
type Question = (model: typeof bgNbd, p: never, row: Row) => number;

const historyOf = ({ x, tx, T }: Row) => [{ frequency: x, recency: tx, age: T }];

const questions: { readonly [name: string]: Question } = {
  logLikelihood: (m, p, row) => m.logLikelihood(p, historyOf(row)),
  alive: (m, p, row) => m.probabilityAlive({ parameters: p }, historyOf(row))[0] as number,
  aliveAfter: (m, p, row) =>
    m.probabilityAlive({ parameters: p }, historyOf(row), { after: row.t })[0] as number,
  expected: (m, p, row) =>
    m.expectedPurchases({ parameters: p }, historyOf(row), { horizon: row.t })[0] as number,
  expectedNew: (m, p, row) => m.expectedPurchasesNewCustomer({ parameters: p }, { horizon: row.t }),
  count: (m, p, row) => m.purchaseCountProbability({ parameters: p }, row.n, { horizon: row.t }),
  countAhead: (m, p, row) =>
    m.conditionalPurchaseCountProbability({ parameters: p }, historyOf(row), row.n, {
      horizon: row.t,
    })[0] as number,
  discounted: (m, p, row) =>
    m.discountedExpectedTransactions({ parameters: p }, historyOf(row), {
      continuousRate: row.delta,
    })[0] as number,
};

/** Ordinary inputs are owed 1e-12, extreme ones 1e-10. */
const owed = { ordinary: 1e-12, extreme: 1e-10 } as const;

/** Log-likelihoods have zeros: their error is relative to 1 where they are smaller. */
const floorOf = (name: string): number => (name === "logLikelihood" ? 1 : 0);

/** Below the smallest normal double only zero is owed. */
function errorOf(name: string, got: number, text: string): number {
  const wanted = Number(text);
  if (Math.abs(wanted) < 1e-290 && name !== "logLikelihood") return Math.abs(got) < 1e-280 ? 0 : 1;
  return Number.isNaN(got) ? Number.POSITIVE_INFINITY : relativeError(got, wanted, floorOf(name));
}

const bgRows = readGolden<{ rows: Row[]; discounted: DiscountRow[] }>("clv-grid/bg.json");
const paretoRows = readGolden<{ rows: Row[] }>("clv-grid/pareto.json").rows;
const spend = readGolden<{ gammaGamma: SpendRow[]; nbd: Row[] }>("clv-grid/spend.json");

const models = [
  ["bg", bgNbd, ["r", "alpha", "a", "b"], bgRows.rows],
  ["mbg", mbgNbd, ["r", "alpha", "a", "b"], bgRows.rows],
  ["pareto", paretoNbd, ["r", "alpha", "s", "beta"], paretoRows],
  ["nbd", nbd, ["r", "alpha"], spend.nbd.map((row): Row => ({ ...row, nbd: row }))],
] as unknown as [string, typeof bgNbd, string[], Row[]][];

describe.each(models)("%s agrees with 50-digit values", (key, model, names, rows) => {
  const asked = Object.keys(questions).filter((name) => rows.some((row) => name in (row[key] as object)));

  test.each(asked)("%s", (name) => {
    let checked = 0;
    for (const row of rows) {
      const golden = (row[key] as { [name: string]: string })[name];
      if (golden === undefined) continue;
      const parameters = Object.fromEntries(names.map((p) => [p, row[p]])) as never;
      const at = key === "nbd" ? { ...row, tx: row.x === 0 ? 0 : row.T } : row;
      const got = (questions[name] as Question)(model, parameters, at);
      const where = JSON.stringify({
        ...row,
        bg: undefined,
        mbg: undefined,
        pareto: undefined,
        nbd: undefined,
      });
      expect(errorOf(name, got, golden), `${name} ${got} for ${golden} at ${where}`).toBeLessThan(
        owed[row.kind],
      );
      checked += 1;
    }
    expect(checked).toBeGreaterThan(100);
  });
});

test("BG/NBD keeps the digits of P(alive) where rates hardly differ, in few rows and in many", () => {
  const model = { parameters: { r: 9970, alpha: 7725.5, a: 5740, b: 447.5 } };
  const rows = [0.5, 1].map((age) => ({ frequency: 2, recency: 0, age }));
  const many = Array.from({ length: 10_000 }, (_, i) => rows[i % 2] as (typeof rows)[number]);
  const daily = { timeUnit: "day" as const, columns: columnsOf(many) };
  const unit = { ...model, timeUnit: "day" as const };
  const [half] = bgNbd.probabilityAlive(model, rows);
  const [, one] = bgNbd.probabilityAlive(unit, daily);
  expect(relativeError(half as number, 0.0393664137128876)).toBeLessThan(1e-14);
  expect(relativeError(one as number, 0.0210410892458659)).toBeLessThan(1e-14);
});

const columnsOf = (rows: readonly { frequency: number; recency: number; age: number }[]) => ({
  frequency: Float64Array.from(rows, (row) => row.frequency),
  recency: Float64Array.from(rows, (row) => row.recency),
  age: Float64Array.from(rows, (row) => row.age),
});

test("BG/NBD discounting agrees with two integrals, over the rate first and over the chance first", () => {
  for (const { kind, discount, shape, a, b, value } of bgRows.discounted) {
    const got = discountedWhileAlive(discount, shape, a, b);
    expect(relativeError(got, Number(value))).toBeLessThan(owed[kind]);
  }
  expect(bgRows.discounted.length).toBeGreaterThan(30);
});

test("Gamma-Gamma agrees with 50-digit values", () => {
  for (const { kind, p, q, gamma, x, mean, logLikelihood, expected } of spend.gammaGamma) {
    const parameters = { p, q, gamma };
    const rows = [{ frequency: x, meanRepeatSpend: mean }];
    const ll = gammaGamma.logLikelihood(parameters, rows);
    expect(relativeError(ll, Number(logLikelihood), 1)).toBeLessThan(owed[kind]);
    const [got] = gammaGamma.expectedSpend({ parameters }, rows);
    const wanted = expected === "+inf" ? Number.POSITIVE_INFINITY : Number(expected);
    expect(relativeError(got as number, wanted)).toBeLessThan(owed[kind]);
  }
  expect(spend.gammaGamma.length).toBe(200);
});
