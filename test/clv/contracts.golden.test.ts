import { describe, expect, test } from "vitest";
import { betaDiscreteWeibull, shiftedBetaGeometric } from "../../src/clv/index.ts";
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

describe("what the beta-discrete-Weibull model says", () => {
  test.each([
    ["clv-029", "regular", 4],
    ["clv-033", "regular", 12],
    ["clv-039", "high-end", 4],
    ["clv-041", "high-end", 7],
  ] as const)("%s: the fit, %s, %i years", (id, name, last) => {
    const { parameters, fit } = betaDiscreteWeibull.fit(segment(name).slice(0, last + 1));
    const { expected, tolerance } = published(id);
    close(parameters, expected.params, tolerance, id);
    expect(fit.logLikelihood).toBeCloseTo(expected.logLik, 4);
    expect(fit.converged).toBe(true);
  });

  test("clv-045, 046: the fit of shares in percent by retenmod", () => {
    const { parameters, fit } = betaDiscreteWeibull.fit([100, 86.9, 74.3, 65.3, 59.3]);
    close(parameters, published("clv-045").expected, published("clv-045").tolerance, "clv-045");
    close(-fit.logLikelihood, published("clv-046").expected, published("clv-046").tolerance, "clv-046");
  });

  test("clv-047: projected survival in percent", () => {
    const { params, expected, tolerance } = published("clv-047");
    const got = betaDiscreteWeibull.survival({ parameters: params }, years(10)).map((share) => 100 * share);
    close(got, expected, tolerance, "clv-047");
  });

  test("with c = 1 is the shifted-beta-geometric model", () => {
    for (const [alpha, beta] of [
      [0.704, 1.182],
      [3.8, 15.2],
      [0.067, 0.267],
    ] as const) {
      const sbg = { parameters: { alpha, beta } };
      const bdw = { parameters: { alpha, beta, c: 1 } };
      const tight = { rel: 1e-12 };
      for (const ask of ["survival", "retention", "churn"] as const) {
        close(
          betaDiscreteWeibull[ask](bdw, years(30)),
          shiftedBetaGeometric[ask](sbg, years(30)),
          tight,
          ask,
        );
      }
      for (const discountRate of [0.5, 0.1, 0.005, 1e-4, 1e-7]) {
        const options = { discountRate };
        close(
          betaDiscreteWeibull.discountedExpectedResidualLifetime(bdw, [1, 5, 400], options),
          shiftedBetaGeometric.discountedExpectedResidualLifetime(sbg, [1, 5, 400], options),
          { rel: 1e-11 },
          `DERL at ${discountRate}`,
        );
        close(
          betaDiscreteWeibull.discountedExpectedLifetime(bdw, options),
          shiftedBetaGeometric.discountedExpectedLifetime(sbg, options),
          { rel: 1e-11 },
          `DEL at ${discountRate}`,
        );
        close(
          betaDiscreteWeibull.retentionElasticity(bdw, [1, 5, 400], options),
          shiftedBetaGeometric.retentionElasticity(sbg, [1, 5, 400], options),
          tight,
          `elasticity at ${discountRate}`,
        );
      }
    }
    const finite = { parameters: { alpha: 3.8, beta: 15.2 } };
    close(
      betaDiscreteWeibull.retentionElasticity({ parameters: { ...finite.parameters, c: 1 } }, [1, 50], {
        discountRate: 0,
      }),
      shiftedBetaGeometric.retentionElasticity(finite, [1, 50], { discountRate: 0 }),
      { rel: 1e-12 },
      "elasticity without discounting",
    );
    close(
      betaDiscreteWeibull.discountedExpectedLifetime(
        { parameters: { ...finite.parameters, c: 1 } },
        { discountRate: 0 },
      ),
      shiftedBetaGeometric.discountedExpectedLifetime(finite, { discountRate: 0 }),
      { rel: 1e-11 },
      "without discounting",
    );
  });
});
