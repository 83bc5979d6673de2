import { describe, expect, test } from "vitest";
import { bgBb } from "../../src/clv/index.ts";
import { close, donors, published } from "./contract-data.ts";

const rows = donors();
const fitted = bgBb.fit(rows, { timeUnit: "year" });

/** The model of an entry. */
const modelOf = (id: string) => ({ parameters: published(id).params });

/** The mean of a column over donors that share a frequency or a recency. */
function meanBy(values: Float64Array, field: "frequency" | "recency"): number[] {
  const sums = new Float64Array(7);
  const weights = new Float64Array(7);
  rows.forEach((row, i) => {
    sums[row[field]] = (sums[row[field]] as number) + row.weight * (values[i] as number);
    weights[row[field]] = (weights[row[field]] as number) + row.weight;
  });
  return Array.from(sums, (sum, k) => sum / (weights[k] as number));
}

describe("the fit of the donations of Fader, Hardie and Shang (2010)", () => {
  test.each(["clv-021", "clv-022"])("%s: published parameters", (id) => {
    close(fitted.parameters, published(id).expected, published(id).tolerance, id);
    expect(fitted.fit.converged).toBe(true);
    expect(fitted.fit.customers).toBe(11_104);
  });

  test("clv-023: log-likelihood", () => {
    close(fitted.fit.logLikelihood, published("clv-023").expected, published("clv-023").tolerance, "LL");
  });

  test("clv-024: standard errors", () => {
    close(fitted.fit.standardErrors, published("clv-024").expected, published("clv-024").tolerance, "SE");
  });

  test("one row a donor gives the fit of the cells", () => {
    const each = rows.flatMap(({ weight, ...row }) => Array.from({ length: weight }, () => row));
    expect(bgBb.fit(each).parameters).toEqual(fitted.parameters);
  });
});

describe("what BG/BB says of donors", () => {
  test.each(["clv-200", "clv-201"])("%s: expected gifts of a new donor", (id) => {
    const { inputs, expected, tolerance } = published(id);
    const years: number[] = [inputs.n].flat();
    const got = years.map((n) => bgBb.expectedPurchasesNewCustomer(modelOf(id), { horizon: n }));
    close(got, [expected].flat(), tolerance, id);
  });

  test("clv-202: expected gifts of two donors", () => {
    const { inputs, expected, tolerance } = published("clv-202");
    const two = inputs.x.map((frequency: number, i: number) => ({
      frequency,
      recency: inputs.t_x[i],
      opportunities: inputs.n,
    }));
    const got = bgBb.expectedPurchases(modelOf("clv-202"), two, { horizon: inputs.n_star });
    close(got, expected, tolerance, "clv-202");
  });

  test("clv-203: alive in 2002", () => {
    const { inputs, expected, tolerance } = published("clv-203");
    const three = inputs.x.map((frequency: number, i: number) => ({
      frequency,
      recency: inputs.t_x[i],
      opportunities: inputs.n,
    }));
    close(bgBb.probabilityAlive(modelOf("clv-203"), three), expected, tolerance, "clv-203");
  });

  test("clv-204, 208, 209: expected gifts of five years, in all and by frequency and recency", () => {
    const ahead = bgBb.expectedPurchases(modelOf("clv-204"), rows, { horizon: 5 });
    const total = ahead.reduce((sum, value, i) => sum + value * (rows[i]?.weight as number), 0);
    close(total, published("clv-204").expected, published("clv-204").tolerance, "clv-204");
    const byFrequency = published("clv-208");
    close(meanBy(ahead, "frequency"), byFrequency.expected, byFrequency.tolerance, "clv-208");
    const byRecency = published("clv-209");
    close(meanBy(ahead, "recency"), byRecency.expected, byRecency.tolerance, "clv-209");
  });

  test("clv-205: donors with no gift and with six", () => {
    const { inputs, expected, tolerance } = published("clv-205");
    const got = inputs.x.map(
      (count: number) =>
        11_104 * bgBb.purchaseCountProbability(modelOf("clv-205"), count, { horizon: inputs.n }),
    );
    close(got, expected, tolerance, "clv-205");
  });

  test.each(["clv-206", "clv-207"])("%s: log-likelihood of each cell", (id) => {
    const { inputs, params, expected, tolerance } = published(id);
    const got = inputs.x.map((frequency: number, i: number) =>
      bgBb.logLikelihood(params, [{ frequency, recency: inputs.t_x[i], opportunities: inputs.n }]),
    );
    close(got, expected, tolerance, id);
  });

  test("clv-210: expected gifts of the cohort, added up over the years", () => {
    const { expected, tolerance } = published("clv-210");
    const got = expected.map(
      (_: number, i: number) =>
        11_104 * bgBb.expectedPurchasesNewCustomer(modelOf("clv-210"), { horizon: i + 1 }),
    );
    close(got, expected, tolerance, "clv-210");
  });

  test("clv-211: the gifts that were given by then", () => {
    const given = rows.reduce((sum, row) => sum + row.frequency * row.weight, 0);
    const actual: number[] = published("clv-211").expected;
    expect(given).toBe(actual.slice(0, 6).reduce((sum, year) => sum + year, 0));
  });

  test.each(["clv-212", "clv-213", "clv-215", "clv-216"])("%s: one donor", (id) => {
    const { inputs, expected, tolerance } = published(id);
    const one = [{ frequency: inputs.x, recency: inputs.t_x, opportunities: inputs.n }];
    const model = modelOf(id);
    close(bgBb.probabilityAlive(model, one)[0], expected.pAlive, tolerance, `${id} alive`);
    close(bgBb.expectedPurchases(model, one, { horizon: 5 })[0], expected.CET5, tolerance, `${id} CET`);
    const discounted = bgBb.discountedExpectedTransactions(model, one, { discountRate: inputs.d });
    close(discounted[0], expected.DERT, tolerance, `${id} DERT`);
  });
});
