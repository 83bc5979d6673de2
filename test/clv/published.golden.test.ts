import { describe, expect, test } from "vitest";
import { bgNbd, gammaGamma, mbgNbd, paretoNbd } from "../../src/clv/index.ts";
import { type Loose, readGolden } from "../golden/read-golden.ts";
import { cdnowSummary } from "./cdnow.ts";

interface Entry {
  readonly id: string;
  readonly model: string;
  readonly quantity: string;
  readonly dataset: string;
  readonly inputs: Loose;
  readonly params: { readonly [name: string]: number } | null;
  readonly expected: Loose;
  readonly tolerance: { readonly abs?: number; readonly rel?: number };
}

const entries = readGolden<Entry[]>("clv-published/clv-published.json");
const namespaces = { "BG/NBD": bgNbd, "MBG/NBD": mbgNbd, "Pareto/NBD": paretoNbd };

/** The functions of a repeat model, whichever it is. */
type AnyModel = typeof bgNbd;

function close(got: number, wanted: number, { abs, rel }: Entry["tolerance"], what: string): void {
  const allowed = abs === undefined ? Math.max((rel ?? 0) * Math.abs(wanted), 1e-300) : abs;
  expect(Number.isNaN(got), what).toBe(false);
  expect(Math.abs(got - wanted), `${what}: ${got} for ${wanted}`).toBeLessThanOrEqual(allowed);
}

const list = (value: unknown): number[] => (Array.isArray(value) ? value : [value as number]);

/** The rows of an entry: any of x, t_x, T may be a list. */
function rowsOf({ x, t_x, T }: Entry["inputs"]) {
  const [xs, txs, Ts] = [list(x), list(t_x), list(T)];
  const length = Math.max(xs.length, txs.length, Ts.length);
  return Array.from({ length }, (_, i) => ({
    frequency: xs[i] ?? (xs[0] as number),
    recency: txs[i] ?? (txs[0] as number),
    age: Ts[i] ?? (Ts[0] as number),
  }));
}

/** A published name of a quantity to the values at the entry's rows. */
const quantities: {
  readonly [name: string]: (m: AnyModel, p: never, inputs: Entry["inputs"]) => number[];
} = {
  logLik: (m, p, inputs) => rowsOf(inputs).map((row) => m.logLikelihood(p, [row])),
  pAlive: (m, p, inputs) => [...m.probabilityAlive({ parameters: p }, rowsOf(inputs))],
  CET: (m, p, inputs) => [...m.expectedPurchases({ parameters: p }, rowsOf(inputs), { horizon: inputs.t })],
  pZero: (m, p, inputs) => [
    ...m.noPurchaseProbability({ parameters: p }, rowsOf(inputs), { horizon: inputs.t }),
  ],
  DERT: (m, p, inputs) => [
    ...m.discountedExpectedTransactions({ parameters: p }, rowsOf(inputs), {
      continuousRate: inputs.delta ?? 0.0027,
    }),
  ],
  EX: (m, p, inputs) =>
    list(inputs.t).map((t) => m.expectedPurchasesNewCustomer({ parameters: p }, { horizon: t })),
  PMF: (m, p, inputs) =>
    list(inputs.n ?? [0, 1, 2, 3, 4, 5, 6]).map((n) =>
      m.purchaseCountProbability({ parameters: p }, n, { horizon: inputs.t }),
    ),
};

/** Which quantity an entry with plain numbers is about. */
function quantityOf(text: string): string {
  if (/^(CET|conditional expected|increasing-frequency)/.test(text)) return "CET";
  if (/^(E\[X|unconditional)/.test(text)) return "EX";
  if (/^PMF/.test(text)) return "PMF";
  if (/^DERT/.test(text)) return "DERT";
  if (/^log-likelihood/.test(text)) return "logLik";
  return "pAlive";
}

const single = entries.filter(
  (e) =>
    e.params !== null &&
    e.model in namespaces &&
    !/^(mean CET|expected (cumulative|incremental))/.test(e.quantity),
);

describe("published and recomputed values of single customers and populations", () => {
  test.each(single.map((e) => [`${e.id} ${e.model} ${e.quantity}`, e] as const))("%s", (_name, entry) => {
    const model = namespaces[entry.model as keyof typeof namespaces] as AnyModel;
    const expected = list(entry.expected) as unknown[];
    if (typeof expected[0] === "number") {
      const got = quantities[quantityOf(entry.quantity)]?.(model, entry.params as never, entry.inputs) ?? [];
      expect(got.length).toBe(expected.length);
      got.forEach((value, i) => {
        close(value, expected[i] as number, entry.tolerance, entry.id);
      });
      return;
    }
    // a list of cases, or one: each names its quantities, and may override inputs and parameters
    const cases = expected as { [name: string]: number }[];
    cases.forEach((wanted, i) => {
      const parameters = {
        ...entry.params,
        ...(wanted["alpha"] === undefined ? {} : { alpha: wanted["alpha"] }),
      };
      const inputs = wanted["x"] === undefined ? entry.inputs : { ...entry.inputs, x: wanted["x"] };
      const at = cases.length > 1 && Array.isArray(inputs.x) ? i : 0;
      for (const name of Object.keys(wanted)) {
        if (name === "x" || name === "alpha") continue;
        const got = quantities[name]?.(model, parameters as never, inputs)[at] as number;
        close(got, wanted[name] as number, entry.tolerance, `${entry.id} ${name}`);
      }
    });
  });

  test("covers every such entry", () => {
    expect(single.length).toBeGreaterThanOrEqual(50);
  });
});

describe("Gamma-Gamma", () => {
  const at = (id: string): Entry => entries.find((e) => e.id === id) as Entry;
  const spendRows = ({ x, zbar }: { x: number | number[]; zbar: number | number[] }) =>
    list(x).map((frequency, i) => ({ frequency, meanRepeatSpend: list(zbar)[i] as number }));

  test("clv-193: expected spend of the first ten customers", () => {
    const { inputs, params, expected, tolerance } = at("clv-193");
    const got = gammaGamma.expectedSpend({ parameters: params as never }, spendRows(inputs));
    got.forEach((value, i) => {
      close(value, expected[i], tolerance, `customer ${i + 1}`);
    });
  });

  test("clv-194: expected spend to six decimals", () => {
    const { inputs, params, expected, tolerance } = at("clv-194");
    const got = gammaGamma.expectedSpend({ parameters: params as never }, cdnowSummary());
    inputs.rows.forEach((row: number, i: number) => {
      close(got[row - 1] as number, expected[i], tolerance, `customer ${row}`);
    });
  });

  test("clv-195: the mean of all is that of a customer without repeat purchases", () => {
    const { params, expected, tolerance } = at("clv-195");
    const [got] = gammaGamma.expectedSpend({ parameters: params as never }, [{ frequency: 0 }]);
    close(got as number, expected.mean, tolerance, "mean");
  });

  test.each(["clv-197", "clv-198"])("%s: density and expectation of one customer", (id) => {
    const { inputs, params, expected, tolerance } = at(id);
    const rows = spendRows(inputs);
    close(gammaGamma.logLikelihood(params as never, rows), expected.logLik, tolerance, "logLik");
    const [spend] = gammaGamma.expectedSpend({ parameters: params as never }, rows);
    close(spend as number, expected.expected, tolerance, "expected");
  });
});
