import { describe, expect, test } from "vitest";
import { shiftedBetaGeometric } from "../../src/clv/index.ts";
import { close, published, segment } from "./contract-data.ts";

const years = (count: number): number[] => Array.from({ length: count }, (_, i) => i + 1);

describe("fits of the two segments of Fader and Hardie (2007)", () => {
  test.each([
    ["clv-025", "regular", 7],
    ["clv-035", "high-end", 7],
  ] as const)("%s: the published parameters, %s", (id, name, last) => {
    const { parameters, fit } = shiftedBetaGeometric.fit(segment(name).slice(0, last + 1));
    close(parameters, published(id).expected, published(id).tolerance, id);
    expect(fit.converged).toBe(true);
    expect(fit.customers).toBe(1000);
  });

  test.each([
    ["clv-026", "regular", 7],
    ["clv-036", "high-end", 7],
  ] as const)("%s: the published log-likelihood, %s", (id, name, last) => {
    const { fit } = shiftedBetaGeometric.fit(segment(name).slice(0, last + 1));
    close(fit.logLikelihood, published(id).expected, published(id).tolerance, id);
  });

  test.each([
    ["clv-030", "regular", 4],
    ["clv-032", "regular", 7],
    ["clv-042", "high-end", 7],
    ["clv-044", "high-end", 12],
  ] as const)("%s: full precision, %s, %i years", (id, name, last) => {
    const { parameters, fit } = shiftedBetaGeometric.fit(segment(name).slice(0, last + 1));
    const { expected, tolerance } = published(id);
    close(parameters, expected.params, tolerance, id);
    expect(fit.logLikelihood).toBeCloseTo(expected.logLik, 4);
  });
});

describe("what the shifted-beta-geometric model says", () => {
  test("clv-027: projected survival", () => {
    const { params, expected, tolerance } = published("clv-027");
    close(shiftedBetaGeometric.survival({ parameters: params }, years(12)), expected, tolerance, "S");
  });

  test("clv-038: retention", () => {
    const { params, expected, tolerance } = published("clv-038");
    close(shiftedBetaGeometric.retention({ parameters: params }, years(12)), expected, tolerance, "r");
  });

  test.each(["clv-048", "clv-049"])("%s: residual lifetimes, Fader and Hardie (2010), table 3", (id) => {
    const { params, inputs, expected, tolerance } = published(id);
    const got = shiftedBetaGeometric.discountedExpectedResidualLifetime({ parameters: params }, inputs.n, {
      discountRate: inputs.discount_rate,
    });
    close(got, expected, tolerance, id);
  });

  test.each(["clv-050", "clv-051", "clv-053"])("%s: lifetime, residual lifetimes and elasticities", (id) => {
    const { params, inputs, expected, tolerance } = published(id);
    const model = { parameters: params };
    const options = { discountRate: inputs.discount_rate };
    const lifetime = shiftedBetaGeometric.discountedExpectedLifetime(model, options);
    close(lifetime, expected.DEL, tolerance, "DEL");
    const residual = shiftedBetaGeometric.discountedExpectedResidualLifetime(model, years(5), options);
    close(residual, expected.DERL, tolerance, "DERL");
    const elasticity = shiftedBetaGeometric.retentionElasticity(model, years(5), options);
    close(elasticity, expected.elasticity, tolerance, "elasticity");
  });
});
