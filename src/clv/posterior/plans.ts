/**
 * The models whose posteriors can be sampled, by the name of their namespace.
 *
 * @module
 */
import { describeValue } from "../../core/describe.ts";
import { ScoringError } from "../../core/error.ts";
import { bgFitPlan } from "../bg-nbd/fit-plan.ts";
import { nbdFitPlan } from "../nbd/fit-plan.ts";
import { paretoFitPlan } from "../pareto-nbd/fit-plan.ts";
import { paretoLogLikelihoodSum } from "../pareto-nbd/log-likelihood-sum.ts";
import { peerPriors } from "./add-prior.ts";
import { contractPlan } from "./contract-plan.ts";
import type { PosteriorPlan } from "./problem.ts";
import { repeatPlan } from "./repeat-plan.ts";
import { spendPlan } from "./spend-plan.ts";

/** Medians of BG/NBD and MBG/NBD by the median age. */
const coinMedians = (age: number): number[] => [0.7, 0.3 * age, 1, 3];

/** pymc-marketing's scales of r and alpha. */
const RATE_SCALES: readonly (readonly [number, number])[] = [
  [0, 1],
  [1, 10],
];

const PLANS: { readonly [kind: string]: () => PosteriorPlan } = {
  bgNbd: () => repeatPlan(bgFitPlan("bgNbd", 0), coinMedians, peerPriors(RATE_SCALES, [2, 3])),
  mbgNbd: () => repeatPlan(bgFitPlan("mbgNbd", 1), coinMedians, peerPriors(RATE_SCALES, [2, 3])),
  paretoNbd: () =>
    repeatPlan(
      paretoFitPlan,
      (age) => [0.7, 0.3 * age, 0.7, 0.5 * age],
      peerPriors([...RATE_SCALES, [2, 1], [3, 10]], null),
      paretoLogLikelihoodSum,
    ),
  nbd: () => repeatPlan(nbdFitPlan, (age) => [0.7, 0.3 * age], null),
  gammaGamma: () => spendPlan,
  shiftedBetaGeometric: () => contractPlan,
};

/**
 * The plan of a model by its namespace, or whatever has its `kind`.
 *
 * @throws A {@link ScoringError} with `wrong_type` or `unknown_name`.
 */
export function posteriorPlan(model: unknown, path: readonly string[]): PosteriorPlan {
  if (typeof model !== "object" || model === null) {
    throw new ScoringError("wrong_type", path, "a model such as bgNbd", describeValue(model));
  }
  const { kind } = model as { readonly kind?: unknown };
  for (const name of Object.keys(PLANS)) if (name === kind) return (PLANS[name] as () => PosteriorPlan)();
  throw new ScoringError(
    "unknown_name",
    [...path, "kind"],
    `one of ${Object.keys(PLANS).join(", ")}`,
    describeValue(kind),
  );
}
