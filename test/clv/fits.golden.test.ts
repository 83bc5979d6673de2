import { describe, expect, test } from "vitest";
import { bgNbd, gammaGamma, mbgNbd, paretoNbd } from "../../src/clv/index.ts";
import { calibrationHoldout, purchaseHistory } from "../../src/history/index.ts";
import { type Loose, readGolden } from "../golden/read-golden.ts";
import { cdnowAllOrders, cdnowCalibration, cdnowOrders, cdnowSummary } from "./cdnow.ts";

interface Entry {
  readonly id: string;
  readonly expected: Loose;
  readonly params: Loose;
  readonly tolerance: { readonly abs?: number; readonly rel?: number };
}

const entries = readGolden<Entry[]>("clv-published/clv-published.json");
const published = (id: string): Entry => entries.find((e) => e.id === id) as Entry;

function closeTo(id: string, got: unknown, wanted: unknown = published(id).expected): void {
  const { abs, rel } = published(id).tolerance;
  if (typeof wanted === "number") {
    const allowed = abs ?? (rel as number) * Math.abs(wanted);
    expect(Math.abs((got as number) - wanted), `${id}: ${got} for ${wanted}`).toBeLessThanOrEqual(allowed);
    return;
  }
  for (const name of Object.keys(wanted as object)) {
    closeTo(id, (got as { [name: string]: unknown })[name], (wanted as { [name: string]: unknown })[name]);
  }
}

const sample = cdnowCalibration();
const summary = cdnowSummary();
const all = purchaseHistory(cdnowAllOrders(), { asOf: "1997-09-30" });

describe("BG/NBD on CDNOW", () => {
  test("the rounded summary: Fader, Hardie and Lee (2005)", () => {
    const model = bgNbd.fit(summary);
    closeTo("clv-001", model.parameters);
    closeTo("clv-002", model.fit.logLikelihood);
  });

  test("exact weeks: BTYD, CLVTools, full precision and standard errors", () => {
    const { parameters, fit, timeUnit } = bgNbd.fit(sample);
    closeTo("clv-003", parameters);
    closeTo("clv-004", parameters);
    closeTo("clv-005", fit.logLikelihood);
    const { params, logLik, se } = published("clv-015").expected;
    closeTo("clv-015", parameters, params);
    closeTo("clv-015", fit.standardErrors, se);
    expect(fit.logLikelihood).toBeCloseTo(logLik, 5);
    expect(fit.converged).toBe(true);
    expect(fit.asOf).toBe("1997-09-30");
    expect(timeUnit).toBe("week");
  });

  test("all 78 weeks", () => {
    const { parameters, fit } = bgNbd.fit(purchaseHistory(cdnowOrders(), { asOf: "1998-06-30" }));
    const { params, logLik } = published("clv-176").expected;
    closeTo("clv-176", parameters, params);
    expect(fit.logLikelihood).toBeCloseTo(logLik, 4);
  });

  test("all 23,570 customers", () => {
    const { parameters, fit } = bgNbd.fit(all);
    const { params, logLik, se } = published("clv-228").expected;
    closeTo("clv-228", parameters, params);
    closeTo("clv-228", fit.standardErrors, se);
    expect(fit.logLikelihood).toBeCloseTo(logLik, 4);
    expect(fit.customers).toBe(23570);
  });
});

describe("MBG/NBD on CDNOW", () => {
  test("the rounded summary: BTYDplus by way of lifetimes", () => {
    const model = mbgNbd.fit(summary);
    closeTo("clv-011", model.parameters);
    closeTo("clv-012", model.fit.logLikelihood);
  });

  test("exact weeks, with standard errors", () => {
    const { parameters, fit } = mbgNbd.fit(sample);
    const { params, logLik, se } = published("clv-017").expected;
    closeTo("clv-017", parameters, params);
    closeTo("clv-017", fit.standardErrors, se);
    expect(fit.logLikelihood).toBeCloseTo(logLik, 5);
  });

  test("all 23,570 customers: the best of the classic models", () => {
    expect(mbgNbd.fit(all).fit.logLikelihood).toBeCloseTo(-95336.96, 2);
  });
});

describe("Pareto/NBD on CDNOW", () => {
  test("the rounded summary: Fader, Hardie and Lee (2005)", () => {
    const model = paretoNbd.fit(summary);
    closeTo("clv-006", model.parameters);
    closeTo("clv-007", model.fit.logLikelihood);
  });

  test("exact weeks: BTYD, and the standard errors of CLVTools", () => {
    const { parameters, fit } = paretoNbd.fit(sample);
    closeTo("clv-008", fit.logLikelihood);
    closeTo("clv-009", parameters);
    closeTo("clv-010", fit.standardErrors);
    expect(fit.logLikelihood).toBeCloseTo(-9594.976179, 5);
  });

  test("all 78 weeks: the calibration of the DERT paper", () => {
    const { parameters } = paretoNbd.fit(purchaseHistory(cdnowOrders(), { asOf: "1998-06-30" }));
    closeTo("clv-174", parameters);
  });

  test("all 23,570 customers", () => {
    const { parameters, fit } = paretoNbd.fit(all);
    const { params, logLik, se } = published("clv-230").expected;
    closeTo("clv-230", parameters, params);
    closeTo("clv-230", fit.standardErrors, se);
    expect(fit.logLikelihood).toBeCloseTo(logLik, 4);
  });
});

describe("Gamma-Gamma on CDNOW", () => {
  test("the rounded summary: Fader and Hardie (2013)", () => {
    closeTo("clv-018", gammaGamma.fit(summary).parameters);
  });

  test("exact means: CLVTools, with standard errors", () => {
    const { parameters, fit } = gammaGamma.fit(sample);
    closeTo("clv-019", fit.logLikelihood);
    closeTo("clv-020", parameters, published("clv-020").expected.params);
    closeTo("clv-020", fit.standardErrors, published("clv-020").expected.se);
    expect(fit.customers).toBe(946);
  });

  test("all customers; the one with free repeat orders is set aside", () => {
    const { parameters, fit, leftOut } = gammaGamma.fit(all);
    closeTo("clv-231", parameters, published("clv-231").expected.params);
    expect(fit.logLikelihood).toBeCloseTo(published("clv-231").expected.logLik, 3);
    expect(leftOut.notPositive).toBe(1);
  });
});

describe("expectations over the CDNOW customers", () => {
  const split = calibrationHoldout(cdnowOrders(), { calibrationEnd: "1997-09-30", holdoutEnd: "1998-06-30" });
  const groupOf = (i: number): number => Math.min(7, split.columns.frequency[i] as number);

  /** Mean of a column by frequency 0..6, 7+. */
  function byFrequency(values: ArrayLike<number>): number[] {
    const sums = new Float64Array(8);
    const counts = new Float64Array(8);
    for (let i = 0; i < values.length; i += 1) {
      sums[groupOf(i)] = (sums[groupOf(i)] as number) + (values[i] as number);
      counts[groupOf(i)] = (counts[groupOf(i)] as number) + 1;
    }
    return Array.from(sums, (sum, g) => sum / (counts[g] as number));
  }

  test("conditional expectations by frequency: BTYD", () => {
    const bg = bgNbd.expectedPurchases({ parameters: published("clv-218").params }, split, { horizon: 39 });
    closeTo("clv-218", byFrequency(bg));
    const pareto = paretoNbd.expectedPurchases({ parameters: published("clv-219").params }, split, {
      horizon: 39,
    });
    closeTo("clv-219", byFrequency(pareto));
  });

  test("what they bought in the holdout", () => {
    closeTo("clv-220", byFrequency(split.columns.holdoutFrequency), published("clv-220").expected.actual);
  });

  /** Expected repeat purchases of all customers by a week after the first of them came. */
  function cumulative(model: typeof bgNbd, parameters: never, week: number): number {
    const { age } = split.columns;
    const oldest = age.reduce((top, T) => Math.max(top, T), 0);
    return age.reduce((sum, T) => {
      const since = week - (oldest - T);
      return since > 0 ? sum + model.expectedPurchasesNewCustomer({ parameters }, { horizon: since }) : sum;
    }, 0);
  }

  const weeks = [20, 21, 22, 23, 24, 25];
  test.each([
    ["clv-221", bgNbd],
    ["clv-222", paretoNbd as unknown as typeof bgNbd],
  ] as const)("%s: expected cumulative purchases, weeks 20 to 25", (id, model) => {
    const got = weeks.map((week) => cumulative(model, published(id).params as never, week));
    closeTo(id, got);
  });

  test.each([
    ["clv-223", bgNbd],
    ["clv-224", paretoNbd as unknown as typeof bgNbd],
  ] as const)("%s: expected purchases in weeks 20 to 25", (id, model) => {
    const at = (week: number) => cumulative(model, published(id).params as never, week);
    closeTo(
      id,
      weeks.map((week) => at(week) - at(week - 1)),
    );
  });

  test("clv-225: expected cumulative purchases at weeks 39, 52 and 78", () => {
    closeTo(
      "clv-225",
      [39, 52, 78].map((week) => cumulative(bgNbd, published("clv-225").params as never, week)),
    );
  });
});
