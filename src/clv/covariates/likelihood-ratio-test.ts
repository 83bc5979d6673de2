import { checkNumber } from "../../core/check-options.ts";
import { describeValue } from "../../core/describe.ts";
import { ScoringError } from "../../core/error.ts";
import { bare, ownValue } from "../../core/own.ts";
import { gammaProbability } from "../../math/incomplete-gamma.ts";
import type { Fit } from "../types.ts";
import type { CovariateEffect } from "./covariates.ts";

/** What a test of nested models takes: two fitted models of one kind. */
export interface TestedModel {
  readonly kind: string;
  readonly parameters: object;
  readonly covariates?: readonly CovariateEffect[] | undefined;
  readonly fit: Pick<Fit, "logLikelihood" | "customers">;
}

/** The result of a likelihood-ratio test. */
export interface LikelihoodRatioTest {
  /** Twice the difference of the log-likelihoods. */
  readonly statistic: number;
  /** Coefficients that the full model has and the restricted one has not. */
  readonly degreesOfFreedom: number;
  /** The chance of a statistic at least as large if the restricted model were true. */
  readonly pValue: number;
}

/**
 * Tests whether covariates earn their place: a model against the same with fewer of them, or with the same
 * coefficient in both processes.
 *
 * Under the restricted model twice the difference of the log-likelihoods is chi-square distributed. Both must
 * be fitted to the same customers, without penalty or priors.
 *
 * @throws A {@link ScoringError} with `missing` for a model that was not fitted, `conflict` for models that
 * are not nested, of other customers or penalised; as checks of types name them, for what is no fit.
 * @example
 * ```ts
 * const effects = [{ process: "purchase" as const, field: "web", coefficient: 0.7 }];
 * const covariates = Array.from({ length: 2000 }, (_, i) => ({ web: i % 2 }));
 * const drawn = mbgNbd.simulate(
 *   { parameters: { r: 0.5, alpha: 6, a: 0.9, b: 1.6 }, covariates: effects },
 *   { customers: 2000, age: 52, seed: 1, covariates },
 * );
 * const full = mbgNbd.fit(drawn, { covariates: { purchase: ["web"] } });
 * const { degreesOfFreedom, pValue } = likelihoodRatioTest(full, mbgNbd.fit(drawn));
 * degreesOfFreedom; // => 1
 * pValue < 0.001; // => true
 * ```
 * @see Wilks (1938), The large-sample distribution of the likelihood ratio for testing composite hypotheses,
 * Annals of Mathematical Statistics 9(1).
 */
export function likelihoodRatioTest(full: TestedModel, restricted: TestedModel): LikelihoodRatioTest {
  checkFitted(full, "full");
  checkFitted(restricted, "restricted");
  const refuse = (path: readonly string[], expected: string, got: string): never => {
    throw new ScoringError("conflict", path, expected, got);
  };
  if (full.kind !== restricted.kind) {
    refuse(["restricted", "kind"], "a model of the same kind as the full one", "one of another kind");
  }
  if (Math.abs(full.fit.customers - restricted.fit.customers) > 1e-9 * full.fit.customers) {
    refuse(["restricted", "fit", "customers"], "the customers of the full model", "another number of them");
  }
  const effects = effectsOf(full);
  for (const fewer of effectsOf(restricted)) {
    const same = effects.find((effect) => keyOf(effect) === keyOf(fewer));
    if (same === undefined) {
      refuse(["restricted", "covariates"], "covariates of the full model", "a further one");
    } else if (ownValue(same, "equal") === true && ownValue(fewer, "equal") !== true) {
      refuse(["restricted", "covariates"], "the equal coefficients of the full model", "unequal ones");
    }
  }
  const degreesOfFreedom = coefficientsOf(full) - coefficientsOf(restricted);
  if (degreesOfFreedom < 1) {
    refuse(["restricted", "covariates"], "fewer coefficients than the full model", "as many");
  }
  const statistic = Math.max(0, 2 * (full.fit.logLikelihood - restricted.fit.logLikelihood));
  return { statistic, degreesOfFreedom, pValue: gammaProbability(degreesOfFreedom / 2, statistic / 2).above };
}

function checkFitted(model: TestedModel, name: string): void {
  if (typeof model !== "object" || model === null || typeof (model.fit ?? undefined) !== "object") {
    throw new ScoringError("missing", [name, "fit"], "a fitted model", "none");
  }
  checkNumber(ownValue(model.fit, "customers"), [name, "fit", "customers"], { min: 0 });
  checkNumber(model.fit.logLikelihood, [name, "fit", "logLikelihood"]);
  const covariates: unknown = ownValue(model, "covariates") ?? [];
  if (!Array.isArray(covariates) || covariates.some((one) => typeof one !== "object" || one === null)) {
    throw new ScoringError(
      "wrong_type",
      [name, "covariates"],
      "a list of effects",
      describeValue(covariates),
    );
  }
  if (effectsOf(model).some((effect) => (ownValue(effect, "penalty") ?? 0) > 0)) {
    throw new ScoringError("conflict", [name, "covariates"], "a fit without penalty", "one with");
  }
}

function effectsOf(model: TestedModel): readonly CovariateEffect[] {
  return ownValue(model, "covariates") ?? [];
}

function keyOf(effect: CovariateEffect): string {
  const { process, field, level } = bare(effect);
  return JSON.stringify([process, field, level]);
}

/** Coefficients that were free: an equal one counts once. */
function coefficientsOf(model: TestedModel): number {
  const free = (effect: CovariateEffect): boolean =>
    ownValue(effect, "equal") !== true || effect.process === "purchase";
  return effectsOf(model).filter(free).length;
}
